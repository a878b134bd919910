// UTF-8: reading what is well formed and what is not, by byte sequences written out.
#include "liantu/text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace liantu {
namespace {

using namespace std::string_literals;

std::vector<char32_t> points(std::string_view text) {
  std::vector<char32_t> out;
  for (std::size_t at = 0; at < text.size();) out.push_back(utf8::next(text, at));
  return out;
}

using Points = std::vector<char32_t>;
constexpr char32_t broken = U'\uFFFD';

TEST(Utf8, NextReadsEveryWidth) {
  EXPECT_EQ(points("a\u00e9\u77f3\U0001F600"), (Points{U'a', U'\u00e9', U'石', U'\U0001F600'}));
  EXPECT_EQ(points("\0b"s), (Points{0, U'b'}));
}

TEST(Utf8, NextReadsTheFirstAndLastOfEveryWidth) {
  EXPECT_EQ(points("\x01\x7F"), (Points{0x1, 0x7F}));
  EXPECT_EQ(points("\xC2\x80\xDF\xBF"), (Points{0x80, 0x7FF}));
  EXPECT_EQ(points("\xE0\xA0\x80\xEF\xBF\xBF"), (Points{0x800, 0xFFFF}));
  EXPECT_EQ(points("\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"), (Points{0x10000, 0x10FFFF}));
}

TEST(Utf8, NextGivesTheReplacementForAStrayByteAndGoesOn) {
  EXPECT_EQ(points("\x80x"), (Points{broken, U'x'}));
  EXPECT_EQ(points("\xFFx"), (Points{broken, U'x'}));
  EXPECT_EQ(points("\xF8xyz!"), (Points{broken, U'x', U'y', U'z', U'!'}));
}

TEST(Utf8, NextGivesTheReplacementForEachByteOfACutSequence) {
  EXPECT_EQ(points("\xE7\x9F"), (Points{broken, broken}));
  EXPECT_EQ(points("\xF0\x9F\x98"), (Points{broken, broken, broken}));
}

TEST(Utf8, NextDoesNotSwallowWhatFollowsABrokenLead) {
  EXPECT_EQ(points("\xE7"
                   "ab"),
            (Points{broken, U'a', U'b'}));
  EXPECT_EQ(points("\xC3(石"), (Points{broken, U'(', U'石'}));
}

TEST(Utf8, NextGivesTheReplacementForWhatHasNoMeaning) {
  EXPECT_EQ(points("\xC0\xAF").front(), broken);          // "/" in two bytes
  EXPECT_EQ(points("\xE0\x80\xAF").front(), broken);      // and in three
  EXPECT_EQ(points("\xED\xA0\x80").front(), broken);      // a surrogate
  EXPECT_EQ(points("\xF4\x90\x80\x80").front(), broken);  // U+110000
  EXPECT_EQ(points("\xF8\x88\x80\x80").front(), broken);  // no lead byte
}

TEST(Utf8, ValidTakesWellFormedTextOnly) {
  for (const char* text : {"", "abc", "石英砂", "\xEF\xBF\xBD", "\xED\x9F\xBF", "\xEE\x80\x80", "\xF4\x8F\xBF\xBF",
                           "\xC2\x80", "\xE0\xA0\x80", "\xF0\x90\x80\x80"})
    EXPECT_TRUE(utf8::valid(text)) << text;
  EXPECT_TRUE(utf8::valid("a\0b"s));
}

TEST(Utf8, ValidRefusesOverlongForms) {
  for (const char* text : {"\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xF0\x8F\xBF\xBF"})
    EXPECT_FALSE(utf8::valid(text)) << text;
}

TEST(Utf8, ValidRefusesSurrogates) {
  EXPECT_FALSE(utf8::valid("\xED\xA0\x80"));
  EXPECT_FALSE(utf8::valid("\xED\xBF\xBF"));
}

TEST(Utf8, ValidRefusesWhatIsPastTheLastCodePoint) {
  for (const char* text : {"\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xF8\x88\x80\x80", "\xFF"})
    EXPECT_FALSE(utf8::valid(text)) << text;
}

TEST(Utf8, ValidRefusesStrayAndCutSequences) {
  for (const char* text : {"\x80", "a\xBF", "\xE7\x9F", "\xE7\x9Fz", "\xC3", "石\xE8"})
    EXPECT_FALSE(utf8::valid(text)) << text;
}

TEST(Utf8, AppendIsTheInverseOfNext) {
  for (const char32_t point : {0x0U, 0x7FU, 0x80U, 0x7FFU, 0x800U, 0xFFFFU, 0x10000U, 0x10FFFFU}) {
    std::string text;
    utf8::append(text, point);
    EXPECT_TRUE(utf8::valid(text)) << std::hex << static_cast<unsigned>(point);
    EXPECT_EQ(points(text), Points{point});
  }
  std::string text;
  utf8::append(text, U'石');
  EXPECT_EQ(text, "\xE7\x9F\xB3");
}

TEST(Utf8, LengthAndPrefixCountCodePoints) {
  EXPECT_EQ(utf8::length(""), 0U);
  EXPECT_EQ(utf8::length("a石英\U0001F600"), 4U);
  EXPECT_EQ(utf8::length("石\xE7"), 2U);
  EXPECT_EQ(utf8::prefix("石英砂", 2), "石英");
  EXPECT_EQ(utf8::prefix("石英砂", 0), "");
  EXPECT_EQ(utf8::prefix("石英砂", 9), "石英砂");
}

TEST(Utf8, WidthIsToldByTheLead) {
  EXPECT_EQ(utf8::width('a'), 1U);
  EXPECT_EQ(utf8::width(0x80), 1U);
  EXPECT_EQ(utf8::width(0xC3), 2U);
  EXPECT_EQ(utf8::width(0xE7), 3U);
  EXPECT_EQ(utf8::width(0xF0), 4U);
  EXPECT_EQ(utf8::width(0xF4), 4U);
  EXPECT_EQ(utf8::width(0xF5), 1U);  // begins nothing
}

}  // namespace
}  // namespace liantu
