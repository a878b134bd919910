// Signs and doubts against a look at every byte, wherever the text was cut when it grew, with vectors of both widths.
#include "csv_signs.hpp"

#include "liantu/text.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace liantu::io::csv_signs_test {
namespace {

std::vector<std::size_t> signs_in(std::string_view text, std::size_t from) {
  std::vector<std::size_t> out;
  for (std::size_t at = from; at < text.size(); ++at) {
    if (text[at] == ',' || static_cast<unsigned char>(text[at]) < 0x20) out.push_back(at);
  }
  out.push_back(text.size());
  return out;
}

std::vector<std::size_t> signs_told(const CsvSigns& signs, std::size_t size, std::size_t from) {
  std::vector<std::size_t> out;
  CsvSigns::Cursor cursor = signs.begin(from, 0);
  do {
    out.push_back(cursor.next());
  } while (out.back() < size);
  return out;
}

class CsvSignsWidth : public testing::TestWithParam<bool> {};
INSTANTIATE_TEST_SUITE_P(Both, CsvSignsWidth, testing::Bool());

TEST_P(CsvSignsWidth, AreThoseOfEveryByteHoweverTheTextGrows) {
  const std::vector<std::string> pieces{"石英砂",
                                        "，",
                                        "x",
                                        ",",
                                        "\n",
                                        "\r\n",
                                        "\t",
                                        "\"",
                                        std::string(1, '\0'),
                                        "一般项目：光伏材料的研究、设计、生产",
                                        "\xC0",
                                        "\xE7\x9F",
                                        "\x80",
                                        "\xF0\x9F\x8C\xBE"};
  std::mt19937_64 random(1);
  for (int i = 0; i < 3'000; ++i) {
    CsvSigns signs(',', GetParam());
    std::string text;
    std::size_t looked_at = 0;
    for (std::size_t rounds = 1 + random() % 4; rounds > 0; --rounds) {
      for (std::size_t n = random() % 40; n > 0; --n) text += pieces[random() % pieces.size()];
      (void)signs.look(text, looked_at);
      looked_at = text.size();
      const std::size_t from = text.empty() ? 0 : random() % text.size();
      ASSERT_EQ(signs_told(signs, text.size(), from), signs_in(text, from)) << testing::PrintToString(text);
      const std::size_t lost = random() % (text.size() / CsvSigns::step + 1) * CsvSigns::step;
      if (random() % 2 != 0) continue;
      signs.drop(lost);
      text.erase(0, lost);
      looked_at -= lost;
    }
  }
}

TEST_P(CsvSignsWidth, NoLineOfBrokenUtf8PassesAndEveryPlainOneDoes) {
  const std::string bytes("\x7F\x80\x9F\xA0\xBB\xBF\xC0\xC1\xC2\xDF\xE0\xE4\xED\xEF\xF0\xF1\xF4\xF5\xFF", 19);
  std::mt19937_64 random(2);
  std::size_t broken = 0;
  std::size_t plain = 0;
  for (int i = 0; i < 60'000; ++i) {
    std::string text;
    std::vector<std::size_t> ends;
    bool odd = false;
    for (std::size_t lines = 1 + random() % 6; lines > 0; --lines) {
      const auto add_odd = [&] {
        for (std::size_t n = random() % 8 / 6; n > 0; --n, odd = true) text += bytes[random() % bytes.size()];
      };
      add_odd();
      for (std::size_t n = random() % 30; n > 0; --n) text += random() % 2 == 0 ? "石" : "x";
      add_odd();
      for (std::size_t n = random() % 30; n > 0; --n) text += random() % 2 == 0 ? "英" : "，";
      add_odd();
      ends.push_back(text.size());
      text += '\n';
    }
    CsvSigns signs(',', GetParam());
    (void)signs.look(text, 0);
    ASSERT_TRUE(odd || signs.is_utf8(0, text.size() - 1)) << testing::PrintToString(text);
    std::size_t begin = 0;
    std::size_t dropped = 0;
    for (const std::size_t end : ends) {
      const bool good = utf8::valid(std::string_view(text).substr(begin, end - begin));
      ASSERT_TRUE(good || !signs.is_utf8(begin - dropped, end - dropped)) << testing::PrintToString(text);
      broken += good ? 0 : 1;
      begin = end + 1;
      if (random() % 2 == 0) continue;
      const std::size_t lost = (begin - dropped) / CsvSigns::step * CsvSigns::step;
      signs.drop(lost);
      dropped += lost;
    }
    plain += odd ? 0 : 1;
  }
  EXPECT_GT(broken, 1'000U);
  EXPECT_GT(plain, 1'000U);
}

TEST_P(CsvSignsWidth, AMarkIsToldWhereverItStandsAndTheTextWasCut) {
  for (std::size_t before = 0; before < 140; ++before) {
    const std::string text = std::string(before, 'x') + "\uFEFF石";
    for (std::size_t cut = before; cut < before + 3; ++cut) {
      CsvSigns signs(',', GetParam());
      EXPECT_FALSE(signs.look(std::string_view(text).substr(0, before), 0));
      (void)signs.look(std::string_view(text).substr(0, cut), before);
      EXPECT_TRUE(signs.look(text, before)) << before << ' ' << cut;
    }
  }
}

}  // namespace
}  // namespace liantu::io::csv_signs_test
