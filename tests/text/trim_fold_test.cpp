// White space off both ends, and the fold under which positions stay where they were.
#include "liantu/text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace liantu {
namespace {

TEST(Trim, TakesAsciiWhiteSpaceOffBothEnds) {
  EXPECT_EQ(trim(" \t\r\n石英 \n"), "石英");
  EXPECT_EQ(trim("石英"), "石英");
  EXPECT_EQ(trim(""), "");
}

TEST(Trim, TakesIdeographicAndNoBreakSpaceOffBothEnds) {
  EXPECT_EQ(trim("\u3000石英\u3000"), "石英");
  EXPECT_EQ(trim("\u00A0石英\u00A0"), "石英");
  EXPECT_EQ(trim(" \u3000\u00A0\t石英\t\u00A0 \u3000"), "石英");
}

TEST(Trim, TakesAByteOrderMarkOffTheFront) {
  EXPECT_EQ(trim("\uFEFF企业名称"), "企业名称");
  EXPECT_EQ(trim("\uFEFF 企业名称"), "企业名称");
}

TEST(Trim, OfNothingButSpaceIsEmpty) { EXPECT_EQ(trim(" \u3000\u00A0\n"), ""); }

TEST(Trim, KeepsSpaceInside) { EXPECT_EQ(trim(" a\u3000 b "), "a\u3000 b"); }

TEST(Trim, KeepsCharactersWhoseBytesLookLikeSpace) {
  EXPECT_EQ(trim("\u00E0"), "\u00E0");  // C3 A0, its last byte that of a no-break space
  EXPECT_EQ(trim("\u3020"), "\u3020");  // E3 80 A0
  EXPECT_EQ(trim("\u4000"), "\u4000");  // E4 80 80, its last bytes those of an ideographic space
}

TEST(Fold, MakesFullWidthAsciiHalfWidthAndLowerCase) {
  EXPECT_EQ(fold("ＡＢｃ１２（）；"), "abc12();");
  EXPECT_EQ(fold("GmbH"), "gmbh");
  EXPECT_EQ(fold(U'\uFF01'), U'!');  // the first and the last that have a half-width form
  EXPECT_EQ(fold(U'\uFF5E'), U'~');
}

TEST(Fold, MakesWideSpacesPlain) { EXPECT_EQ(fold("a\u3000b\u00A0c"), "a b c"); }

TEST(Fold, KeepsEverythingElse) {
  for (const char* text : {"石英砂、粉", "\uFF00", "\uFF5F", "\u00C9", "[@`{", "。", "\U0001F600"})
    EXPECT_EQ(fold(text), text);
}

TEST(Fold, KeepsTheNumberOfCodePointsOfEveryCharacter) {
  for (char32_t point = 0; point <= 0x10FFFF; ++point) {
    if (point >= 0xD800 && point <= 0xDFFF) continue;
    std::string text;
    utf8::append(text, point);
    ASSERT_EQ(utf8::length(fold(text)), 1U) << std::hex << static_cast<unsigned>(point);
  }
}

TEST(Fold, KeepsTheNumberOfCodePointsOfBrokenText) {
  for (const char* text :
       {"Ａ\x80Ｂ", "石\xE7\x9F", "\xC0\xAF", "\xED\xA0\x80", "\xF8\x88\x80\x80", "\xF4\x90\x80\x80"})
    EXPECT_EQ(utf8::length(fold(text)), utf8::length(text)) << text;
  EXPECT_TRUE(utf8::valid(fold("Ａ\x80\xED\xA0\x80")));  // what is broken is replaced, not passed on
}

}  // namespace
}  // namespace liantu
