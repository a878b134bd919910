// Tables of assets: read, or refused by row and column.
#include "liantu/firm/assets.hpp"

#include "corrections_fixture.hpp"

#include <random>

namespace liantu::test::assets_test {
namespace {

const Atlas& atlas() {
  static const Atlas out = corrections_atlas();
  return out;
}

std::vector<Asset> read(const std::string& csv, Problems* told = nullptr) {
  const TableFile file("assets.csv", csv);
  Problems notes;
  auto out = read_assets({file.path}, atlas(), notes);
  if (told != nullptr) *told = notes;
  return out;
}

std::vector<std::string> problems(const std::string& csv) { return problems_of(read, csv); }

TEST(Assets, ColumnsAreKnownInBothLanguages) {
  const auto zh = read(
      "家底名单\n环节,名称,类型,数量,单位,来源,日期\n石英矿,=青山矿,矿业权,\"1,200.5\",公顷,县自然资源局,2025年6月\n");
  ASSERT_EQ(zh.size(), 1U);
  EXPECT_EQ(atlas().key(zh[0].node), "q:mine");
  EXPECT_EQ(
      zh[0].name + "|" + zh[0].kind + "|" + zh[0].amount + "|" + zh[0].unit + "|" + zh[0].source + "|" + zh[0].date,
      "=青山矿|矿业权|1,200.5|公顷|县自然资源局|2025-06");
  const auto en = read("node_id,name,source\nd:milk,North farm,register\n");
  ASSERT_EQ(en.size(), 1U);
  EXPECT_TRUE(en[0].sourced());
}

TEST(Assets, WhatCannotBeUsedIsToldByRowAndColumn) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(problems("环节,名称,数量,日期\n石英沙,甲,很多,去年\n石英矿,,-3,\n"),
            (Lines{"row 2, column A: no node \"石英沙\"; wanted chain:node of a loaded chain",
                   "row 2, column C: found \"很多\"; wanted a number of 0 or more, its unit under 单位",
                   "row 2, column D: found \"去年\"; wanted a date like 2026-03-05",
                   "row 3, column B: no name; wanted the asset's name",
                   "row 3, column C: found \"-3\"; wanted a number of 0 or more, its unit under 单位"}));
  EXPECT_EQ(problems("名称\n甲\n"),
            (Lines{"row 1: no column 环节ID or 环节; wanted a header 环节ID (node_id) or 环节 (node)"}));
  EXPECT_EQ(problems("环节\n石英矿\n"), (Lines{"row 1: no column 名称; wanted a header 名称 (name)"}));
}

TEST(Assets, WithoutASourceAreNotedFiveTimes) {
  std::string csv = "环节,名称,备注\n";
  for (int i = 0; i < 9; ++i) csv += "石英矿,矿" + std::to_string(i) + ",\n";
  Problems notes;
  EXPECT_EQ(read(csv, &notes).size(), 9U);
  EXPECT_EQ(notes.size(), 6U);  // 备注 is not used
}

TEST(Assets, UglyBytesAreReadOrRefused) {
  std::mt19937 random(2);
  const std::string good = "环节,名称,类型,数量,单位,来源,日期\n石英矿,青山矿,矿业权,\"1,200\",公顷,@局,2025-06\n";
  for (int i = 0; i < 2000; ++i) {
    std::string bytes = good;
    for (int change = 0; change < 1 + i % 8; ++change)
      bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
    try {
      for (const Asset& asset : read(bytes)) EXPECT_LT(asset.node, atlas().node_count());
    } catch (const InputError& error) {
      EXPECT_FALSE(error.problems().empty());
    }
  }
}

}  // namespace
}  // namespace liantu::test::assets_test
