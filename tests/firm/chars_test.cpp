#include "liantu/firm/chars.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <set>
#include <string>
#include <string_view>

namespace liantu::chars_test {
namespace {

TEST(Chars, FoldsAndPointsIntoTheCell) {
  const std::string cell = "ＡbC　機械（x）";
  const Chars chars(cell);
  EXPECT_EQ(chars.view(), u"abc 机械(x)");
  EXPECT_EQ(chars.text(0, 1), "Ａ");
  EXPECT_EQ(chars.text(4, 6), "機械");
  EXPECT_EQ(chars.text(0, chars.size()), cell);
}

TEST(Chars, BrokenBytesAndRareCharactersAreOneEach) {
  const Chars chars("a\xFF\xE4\xBD𬭁\xED\xA0\x80z");
  EXPECT_EQ(chars.view(), u"a\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDz");
  EXPECT_EQ(Chars("\xE0\x80\x80").size(), 3U);  // overlong
  EXPECT_EQ(Chars("石\xE7").view(), u"石\uFFFD");
}

// Bytes of all kinds beside each other, against one code point after another.
TEST(Chars, AgreeWithTheSlowReading) {
  std::mt19937 random(11);
  constexpr std::array<std::string_view, 14> pieces{
      "石",   "英",   "；",           "（",           "a",  " ",    "é",
      "𬭁", "\xE7", "\xED\xA0\x80", "\xE0\x80\x80", "鐵", "\xBF", "\xE0\xA4\xB9"};
  for (int round = 0; round < 3000; ++round) {
    std::string cell;
    for (std::size_t i = random() % (round % 20 == 0 ? 300 : 24); i > 0; --i)
      cell += pieces[random() % (random() % 2 == 0 ? 3 : pieces.size())];
    const Chars chars(cell);
    std::size_t at = 0;
    std::size_t count = 0;
    while (at < cell.size()) {
      const std::size_t begin = at;
      const char32_t point = utf8::next(cell, at);
      ASSERT_LT(count, chars.size());
      ASSERT_EQ(chars[count], detail::fold_table()[point > 0xFFFF ? 0xFFFD : point]) << cell;
      ASSERT_EQ(chars.text(count, count + 1), cell.substr(begin, at - begin));
      ++count;
    }
    ASSERT_EQ(count, chars.size());
  }
}

// Where a character stands is found from a place nearby.
TEST(Chars, TheTextOfALongCellIsFoundAnywhere) {
  std::mt19937 random(12);
  std::string cell;
  std::vector<std::size_t> begins;
  while (begins.size() < 20'000) {
    begins.push_back(cell.size());
    cell += random() % 3 == 0 ? "a" : random() % 9 == 0 ? "𬭁" : random() % 7 == 0 ? "\xE7" : "石";
  }
  begins.push_back(cell.size());
  const Chars chars(cell);
  ASSERT_EQ(chars.size(), begins.size() - 1);
  for (std::size_t i = 0; i + 1 < begins.size(); ++i) {
    const std::size_t end = i + random() % (begins.size() - i);
    ASSERT_EQ(chars.text(i, end), cell.substr(begins[i], begins[end] - begins[i])) << i << ' ' << end;
  }
}

TEST(Chars, AreUsedAgain) {
  Chars chars("石英砂生产加工");
  chars.assign("玩具");
  EXPECT_EQ(chars.size(), 2U);
  EXPECT_EQ(chars.view(), u"玩具");
  chars.assign("");
  EXPECT_EQ(chars.size(), 0U);
}

TEST(Traditional, PairsAreOneWay) {
  const std::u16string_view pairs = detail::traditional_pairs;
  ASSERT_EQ(pairs.size() % 2, 0U);
  std::set<char16_t> traditional;
  for (std::size_t i = 0; i < pairs.size(); i += 2) EXPECT_TRUE(traditional.insert(pairs[i]).second);
  for (std::size_t i = 1; i < pairs.size(); i += 2) EXPECT_FALSE(traditional.contains(pairs[i]));
  EXPECT_EQ(fold_chars("電纜 傳感器 製造"), u"电缆 传感器 制造");
}

}  // namespace
}  // namespace liantu::chars_test
