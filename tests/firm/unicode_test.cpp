// The quick ways through text say what the thorough ones say.
#include "unicode.hpp"

#include "byte_checks.hpp"

#include "liantu/text.hpp"

#include <gtest/gtest.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <random>
#include <string>

namespace liantu::io::unicode_test {
namespace {

std::string squeezed_by_icu(std::string_view text) {
  const std::string folded = nfkc_fold(text);
  std::string out;
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t point = utf8::next(folded, at);
    if (u_isUWhiteSpace(static_cast<UChar32>(point)) == 0) utf8::append(out, point);
  }
  return out;
}

TEST(Squeezed, EveryCharacterIsFoldedAsIcuFoldsIt) {
  for (char32_t point = 0; point <= 0x10FFFF; ++point) {
    if (point >= 0xD800 && point <= 0xDFFF) continue;
    std::string text = "甲";
    utf8::append(text, point);
    text += "A公";
    ASSERT_EQ(squeezed(text), squeezed_by_icu(text)) << std::hex << static_cast<std::uint32_t>(point);
  }
}

TEST(Squeezed, WhatJoinsIsJoined) {
  for (const char* text : {"A\u0301甲", "か\u3099", "ﾊﾟ", "（Ａ\u0301）", "①", "㎡", "", " \u3000 ", "Ａ ｂ\tＣ"}) {
    EXPECT_EQ(squeezed(text), squeezed_by_icu(text)) << text;
  }
}

TEST(ByteChecks, TextIsPlainWhereItIsGoodUtf8WithoutControls) {
  const std::string bytes(
      "\x00\t\n\r\x1F a\x7F\x80\x8F\x90\x9F\xA0\xBB\xBF\xC0\xC1\xC2\xDF\xE0\xE4\xED\xEF\xF0\xF1\xF4\xF5\xFF", 28);
  const auto plain = [](std::string_view text) {
    return utf8::valid(text) && std::all_of(text.begin(), text.end(), [](char c) {
             return static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n';
           });
  };
  std::mt19937_64 random(3);
  std::size_t plain_ones = 0;
  for (int i = 0; i < 300'000; ++i) {
    // Around good text of any length, so that the odd bytes stand at any place of a vector.
    std::string text;
    for (std::uint64_t n = random() % 14; n > 0; --n) text += random() % 2 == 0 ? "石" : "x";
    for (std::uint64_t n = random() % 5; n > 0; --n) text += bytes[random() % bytes.size()];
    for (std::uint64_t n = random() % 14; n > 0; --n) text += random() % 2 == 0 ? "英" : "y";
    ASSERT_EQ(is_plain_text(text), plain(text)) << testing::PrintToString(text);
    plain_ones += plain(text) ? 1 : 0;
  }
  EXPECT_GT(plain_ones, 10'000U);
}

TEST(ByteChecks, AMarkIsFoundWhereverItStands) {
  for (std::size_t before = 0; before < 40; ++before) {
    for (std::size_t after = 0; after < 40; ++after) {
      const std::string text = std::string(before, '\xBB') + "\uFEFF" + std::string(after, '\xEF');
      EXPECT_TRUE(holds_mark(text));
      EXPECT_FALSE(holds_mark(text.substr(0, before + 2)));
    }
  }
}

}  // namespace
}  // namespace liantu::io::unicode_test
