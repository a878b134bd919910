// Measuring and breaking of texts, by cases worked out by hand.
#include "../../lib/publish/map_text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using liantu::chain_map::clean;
using liantu::chain_map::ems;
using liantu::chain_map::firm_name;
using liantu::chain_map::fit;
using liantu::chain_map::pieces;
using liantu::chain_map::shorten;

TEST(MapText, ChineseIsOneEm) {
  EXPECT_DOUBLE_EQ(ems("石英砂"), 3);
  EXPECT_DOUBLE_EQ(ems("（石英）"), 4);
  EXPECT_DOUBLE_EQ(ems(""), 0);
}

TEST(MapText, LatinIsWhatTheWidestFontTakes) {
  EXPECT_NEAR(ems("EVA"), 0.64 + 0.69 + 0.72, 1e-9);
  EXPECT_NEAR(ems("128"), 3 * 0.64, 1e-9);
  EXPECT_GT(ems("EVA", true), ems("EVA"));
  EXPECT_GE(ems("WWWW"), 4 * 0.98);
}

TEST(MapText, EmojiIsWiderThanOneEm) { EXPECT_GT(ems("😀"), 1); }

TEST(MapText, BreaksWhereAReaderWould) {
  using Parts = std::vector<std::string>;
  EXPECT_EQ(pieces("石英砂"), (Parts{"石", "英", "砂"}));
  EXPECT_EQ(pieces("EVA/POE树脂"), (Parts{"EVA/POE", "树", "脂"}));
  EXPECT_EQ(pieces("矿（脉石）开"), (Parts{"矿", "（脉", "石）", "开"}));
  EXPECT_EQ(pieces("硅、碳，"), (Parts{"硅、", "碳，"}));
  EXPECT_EQ(pieces("Solar cell film"), (Parts{"Solar ", "cell ", "film"}));
  EXPECT_EQ(pieces("达99.99%以上"), (Parts{"达", "99.99%", "以", "上"}));
  EXPECT_TRUE(pieces("").empty());
}

TEST(MapText, OneLineWhereItFits) {
  const auto fitted = fit("石英砂", {100, 10, 7, 2, false});
  EXPECT_EQ(fitted.lines, std::vector<std::string>{"石英砂"});
  EXPECT_DOUBLE_EQ(fitted.size, 10);
}

TEST(MapText, ALittleSmallerBeforeTwoLines) {
  // 10 characters at 10 points are 100 wide; at 9.5, 95.
  const auto fitted = fit("一二三四五六七八九十", {95, 10, 7, 2, false});
  EXPECT_EQ(fitted.lines.size(), 1U);
  EXPECT_DOUBLE_EQ(fitted.size, 9.5);
}

TEST(MapText, TwoLinesOfLikeWidth) {
  const auto fitted = fit("一二三四五六七八九十甲乙", {70, 10, 7, 2, false});
  EXPECT_EQ(fitted.lines, (std::vector<std::string>{"一二三四五六", "七八九十甲乙"}));
  EXPECT_DOUBLE_EQ(fitted.size, 10);
}

TEST(MapText, PrefersToBreakBeforeABracket) {
  const auto fitted = fit("高纯石英矿（伟晶岩）开采", {80, 10, 7, 2, false});
  EXPECT_EQ(fitted.lines, (std::vector<std::string>{"高纯石英矿", "（伟晶岩）开采"}));
}

TEST(MapText, NeverASingleCharacterOnItsOwnIfItCanBeHelped) {
  const auto fitted = fit("Monocrystalline 硅片", {90, 10, 7, 2, false});
  EXPECT_EQ(fitted.lines, (std::vector<std::string>{"Monocrystalline", "硅片"}));
}

TEST(MapText, ShortensWhatFitsNowhere) {
  const auto fitted = fit(std::string(600, 'W'), {50, 10, 8, 2, false});
  ASSERT_FALSE(fitted.lines.empty());
  for (const auto& line : fitted.lines) EXPECT_LE(ems(line) * fitted.size, 50.001);
  EXPECT_TRUE(fitted.lines.back().ends_with("…"));
}

TEST(MapText, ShortenKeepsWholeCharacters) {
  EXPECT_EQ(shorten("一二三四五", 40, 10), "一二三…");
  EXPECT_EQ(shorten("一二三四五", 50, 10), "一二三四五");
  EXPECT_EQ(shorten("一二", 5, 10), "");
}

TEST(MapText, CleansControlsDirectionsAndBrokenBytes) {
  EXPECT_EQ(clean("  石\t英\n砂 "), "石 英 砂");
  EXPECT_EQ(clean("a\x01\x1b"
                  "b\x7f"),
            "ab");
  EXPECT_EQ(clean("\u202Eabc\u202C\u200F"), "abc");
  EXPECT_EQ(clean("坏\xff字"), "坏字");
  EXPECT_EQ(clean("👩\u200D🌾"), "👩\u200D🌾");
  EXPECT_EQ(clean("\uFFFE\uFFFF石"), "石");
  EXPECT_EQ(clean(" \u3000 "), "");
}

TEST(MapText, FirmNamesLoseTheirLegalForm) {
  EXPECT_EQ(firm_name("江苏某某科技有限公司"), "江苏某某科技");
  EXPECT_EQ(firm_name("某某新材料集团股份有限公司"), "某某新材料");
  EXPECT_EQ(firm_name("有限公司"), "有限公司");
  EXPECT_EQ(firm_name("某某厂"), "某某厂");
}

}  // namespace
