// The table of GB/T 4754-2017 that the project ships: as many entries as its README says, each under its parent, and
// the same as a separately kept table where that is at hand.
#include "liantu/chain/classification.hpp"
#include "liantu/json/document.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace liantu::shipped_classification_test {
namespace {

const std::string folder = LIANTU_SOURCE_DATA "/classification/";
const std::string other_table = LIANTU_SOURCE_DATA "/../../shared/data/classification/gbt4754_2017.csv";

std::vector<std::vector<std::string>> rows_of(const std::string& path) {
  std::vector<std::vector<std::string>> out;
  std::istringstream in(read_file(path));
  std::string line;
  std::getline(in, line);  // the header
  while (std::getline(in, line)) {
    std::istringstream cells(line);
    out.emplace_back();
    for (std::string cell; std::getline(cells, cell, ',');) out.back().push_back(cell);
  }
  return out;
}

Classification shipped() {
  Classification out = Classification::read(read_file(folder + "gbt4754-2017.csv"), "gbt4754-2017.csv");
  out.read_aliases(read_file(folder + "aliases.csv"), "aliases.csv");
  return out;
}

TEST(ShippedClassification, HasTheEntriesOfTheStandard) {
  std::map<std::size_t, int> count;
  for (const auto& row : rows_of(folder + "gbt4754-2017.csv")) ++count[row.at(0).size()];
  EXPECT_EQ(count, (std::map<std::size_t, int>{{1, 20}, {2, 97}, {3, 473}, {4, 1381}}));
  EXPECT_EQ(shipped().size(), 20U + 97 + 473 + 1381);
}

TEST(ShippedClassification, PutsEveryEntryUnderAParentOfItsSection) {
  const Classification c = shipped();
  for (const auto& row : rows_of(folder + "gbt4754-2017.csv")) {
    ASSERT_EQ(row.size(), 3U) << row[0];
    const std::string& code = row[0];
    if (code.size() == 1) continue;
    const std::string parent = code.size() == 2 ? row[1] : code.substr(0, code.size() - 1);
    EXPECT_EQ(c.section_of(parent), row[1].front()) << code;
    EXPECT_NE(c.find(parent), nullptr) << code;
  }
}

TEST(ShippedClassification, UsesNoNameTwiceWithinALevel) {
  std::set<std::pair<std::size_t, std::string>> seen;
  for (const auto& row : rows_of(folder + "gbt4754-2017.csv"))
    EXPECT_TRUE(seen.emplace(row.at(0).size(), row.at(2)).second) << row.at(0);
}

TEST(ShippedClassification, KnowsWhatTheStandardSays) {
  const Classification c = shipped();
  EXPECT_EQ(c.section_of("0111"), 'A');
  EXPECT_EQ(c.section_of("1019"), 'B');
  EXPECT_EQ(c.section_of("3099"), 'C');
  EXPECT_EQ(c.section_of("5171"), 'F');
  EXPECT_EQ(c.code_of("稻谷种植"), "0111");
  EXPECT_EQ(c.code_of("房地产业"), "70");
  EXPECT_EQ(c.code_of("液体乳制造"), "1441");
  EXPECT_TRUE(c.is_residual("3099"));
  EXPECT_FALSE(c.is_residual("0111"));
}

TEST(ShippedClassification, AliasesAreNoNamesOfTheTable) {
  const Classification table = Classification::read(read_file(folder + "gbt4754-2017.csv"), "gbt4754-2017.csv");
  const Classification both = shipped();
  const auto aliases = rows_of(folder + "aliases.csv");
  EXPECT_FALSE(aliases.empty());
  for (const auto& alias : aliases) {
    EXPECT_EQ(table.code_of(alias.at(0)), std::nullopt) << alias.at(0);
    EXPECT_EQ(both.code_of(alias.at(0)), alias.at(1)) << alias.at(0);
  }
}

TEST(ShippedClassification, IsTheSameAsASeparatelyKeptTable) {
  if (!std::filesystem::exists(other_table)) GTEST_SKIP() << "no other table to compare with: " << other_table;
  using Row = std::pair<std::string, std::string>;  // section, name
  std::map<std::string, Row> ours;
  std::map<std::string, Row> theirs;
  for (const auto& row : rows_of(folder + "gbt4754-2017.csv")) ours[row.at(0)] = {row.at(1), row.at(2)};
  for (const auto& row : rows_of(other_table)) theirs[row.at(0)] = {row.at(4), row.at(1)};
  EXPECT_EQ(theirs.size(), 1971U);
  for (const auto& [code, row] : theirs) EXPECT_EQ(ours[code], row) << code;
  EXPECT_EQ(ours.size(), theirs.size());
}

}  // namespace
}  // namespace liantu::shipped_classification_test
