// GB/T 4754-2017: look-ups by code and by name on a small table, and the errors of its two files.
#include "liantu/chain/classification.hpp"

#include "json/problems.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liantu::classification_test {
namespace {

using test::Tolds;

constexpr std::string_view table =
    "code,section,name\n"
    "C,C,制造业\n"
    "13,C,农副食品加工业\n"
    "131,C,谷物磨制\n"
    "1311,C,稻谷加工\n"
    "1319,C,其他谷物磨制\n"
    "1399,C,其他未列明农副食品加工\n"
    "K,K,房地产业\n"
    "70,K,房地产业\n"
    "702,K,物业管理\n"
    "7020,K,物业管理\n";

Classification small() {
  Classification out = Classification::read(table, "t.csv");
  out.read_aliases("alias,code\n物业服务,7020\n制造,C\n碾米,磨米,1311\n", "aliases.csv");
  return out;
}

Tolds refused(const std::string& text) {
  return test::told_by([&] { return Classification::read(text, "t.csv"); });
}

TEST(Classification, GivesTheSectionOfEveryLevel) {
  const Classification c = small();
  EXPECT_EQ(c.section_of("1311"), 'C');
  EXPECT_EQ(c.section_of("131"), 'C');
  EXPECT_EQ(c.section_of("13"), 'C');
  EXPECT_EQ(c.section_of("C"), 'C');
  EXPECT_EQ(c.section_of("7020"), 'K');
}

TEST(Classification, PlacesAnUnknownClassByItsDivision) {
  const Classification c = small();
  EXPECT_EQ(c.section_of("1398"), 'C');
  EXPECT_EQ(c.section_of("139"), 'C');
  EXPECT_EQ(c.section_of("7099"), 'K');
}

TEST(Classification, DoesNotKnowTheSectionOfOtherCodes) {
  const Classification c = small();
  for (const char* code : {"", "9999", "99", "D", "?", "1", "制造业"}) EXPECT_EQ(c.section_of(code), '?') << code;
}

TEST(Classification, FindsEntriesByCode) {
  const Classification c = small();
  EXPECT_EQ(c.size(), 10U);
  ASSERT_NE(c.find("131"), nullptr);
  EXPECT_EQ(c.find("131")->name, "谷物磨制");
  EXPECT_EQ(c.find("131")->section, 'C');
  EXPECT_EQ(c.find("132"), nullptr);
  EXPECT_TRUE(c.is_class("1311"));
  EXPECT_FALSE(c.is_class("131"));
  EXPECT_FALSE(c.is_class("1312"));
}

TEST(Classification, FindsTheFinestCodeOfAName) {
  const Classification c = small();
  EXPECT_EQ(c.code_of("稻谷加工"), "1311");
  EXPECT_EQ(c.code_of("物业管理"), "7020");  // a group and its only class
  EXPECT_EQ(c.code_of("房地产业"), "70");    // a section and its only division
  EXPECT_EQ(c.code_of("制造业"), "C");
}

TEST(Classification, FindsAliasesWhereNoNameIsMeant) {
  Classification c = small();
  EXPECT_EQ(c.code_of("物业服务"), "7020");
  EXPECT_EQ(c.code_of("制造"), "C");
  EXPECT_EQ(c.code_of("碾米,磨米"), "1311");  // the last comma parts alias and code
  c.read_aliases("alias,code\n稻谷加工,1319\n", "more.csv");
  EXPECT_EQ(c.code_of("稻谷加工"), "1311");
}

TEST(Classification, ComparesNamesAsWritten) {
  const Classification c = small();
  for (const char* name : {"稻谷", "稻谷加工 ", "1311", ""}) EXPECT_EQ(c.code_of(name), std::nullopt) << name;
}

TEST(Classification, ResidualClassesMayBeAnything) {
  const Classification c = small();
  EXPECT_TRUE(c.is_residual("1319"));
  EXPECT_TRUE(c.is_residual("1399"));
  EXPECT_FALSE(c.is_residual("1311"));
  EXPECT_FALSE(c.is_residual("9999"));
}

TEST(Classification, OfNothingKnowsNothing) {
  const Classification c;
  EXPECT_TRUE(c.empty());
  EXPECT_EQ(c.section_of("C"), '?');
  EXPECT_EQ(c.code_of("制造业"), std::nullopt);
  EXPECT_TRUE(Classification::read("code,section,name\n", "t.csv").empty());
}

TEST(Classification, ReadsOtherLineEndsBlankLinesAndAMark) {
  const auto c = Classification::read("\uFEFFcode,section,name\r\n\r\nC,C,制造业\r\n13,C,农副食品加工业", "t.csv");
  EXPECT_EQ(c.size(), 2U);
  EXPECT_EQ(c.code_of("制造业"), "C");
}

TEST(ClassificationErrors, NameTheLineBlankOnesCounted) {
  const std::string wanted = "0111,A,稻谷种植";
  const std::string found = "the line is not code,section,name";
  EXPECT_EQ(refused("code,section,name\nC,C,制造业\n\n13;C;x\n14,C\n15,c,x\n16,U,x\n17,CC,x\n18\n"),
            (Tolds{{"line 4", found, wanted},
                   {"line 5", found, wanted},
                   {"line 6", found, wanted},
                   {"line 7", found, wanted},
                   {"line 8", found, wanted},
                   {"line 9", found, wanted}}));
}

TEST(ClassificationErrors, CodesOfNoLevel) {
  for (const char* code : {"", "1", "D", "12345", "1a", "稻"}) {
    const Tolds tolds = refused("code,section,name\n" + std::string(code) + ",C,x\n");
    ASSERT_EQ(tolds.size(), 1U) << code;
    EXPECT_EQ(tolds[0].where, "line 2");
  }
}

TEST(ClassificationErrors, TheCodeAgain) {
  EXPECT_EQ(refused("code,section,name\n13,C,x\n14,C,y\n13,C,z\n"),
            (Tolds{{"line 4", "the code again", "one line a code"}}));
}

TEST(ClassificationErrors, NameTheFile) {
  const auto problems = test::problems_of([] { return Classification::read("h\nx\n", "t.csv"); });
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].file, "t.csv");
}

TEST(ClassificationErrors, AliasesOfUnknownCodes) {
  Classification c = small();
  const auto read = [&c] {
    c.read_aliases("alias,code\n甲,1311\n乙,9999\n丙\n丁,\n", "aliases.csv");
    return 0;
  };
  const std::string wanted = "a code of the standard";
  EXPECT_EQ(test::told_by(read), (Tolds{{"line 3", "unknown code 9999", wanted},
                                        {"line 4", "unknown code 丙", wanted},
                                        {"line 5", "unknown code ", wanted}}));
}

}  // namespace
}  // namespace liantu::classification_test
