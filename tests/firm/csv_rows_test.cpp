// Delimited text is cut as libcsv cuts it, whatever stands in it and wherever blocks end.
#include "fuzz/libcsv_rows.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace liantu::test::csv_rows_test {
namespace {

// Pieces that matter to the cutting, at random.
std::string random_text(std::mt19937_64& random, std::size_t pieces, const std::vector<std::string>& of) {
  std::string out;
  for (std::size_t i = 0; i < pieces; ++i) out += of[random() % of.size()];
  return out;
}

TEST(CsvRows, ShortTextsAreCutAsLibcsvDoes) {
  const std::vector<std::string> pieces{",",  ",", "\"", "\"", "\"\"",   "\n",     "\r",       "\r\n",    " ",
                                        "\t", ";", "甲", "a",  "\uFEFF", "\u3000", "石英，砂", "12345678"};
  std::mt19937_64 random(1);
  for (int i = 0; i < 60'000; ++i) {
    const std::string text = random_text(random, 1 + random() % 24, pieces);
    ASSERT_EQ(difference_from_libcsv(text), "");
  }
}

TEST(CsvRows, LongTextsAreCutAsLibcsvDoesWhereverBlocksEnd) {
  std::mt19937_64 random(2);
  const std::vector<std::string> cells{
      "石英砂加工", "\"甲,乙\"", "\"他说\"\"好\"\"\"", "甲\"乙\"丙", "\"一\r\n二\"", " x ",
      "",           "\"\"",      "\uFEFF丁",           "\"a\" \"b\""};
  for (int i = 0; i < 4; ++i) {
    std::string text;
    while (text.size() < (3U << 20U)) {
      for (std::size_t n = 1 + random() % 12; n > 0; --n) text += cells[random() % cells.size()] + (n > 1 ? "," : "");
      // A cell as long as a block and more, now and then.
      if (random() % 40'000 == 0) text += ",\"" + std::string(200'000 + random() % 100'000, 'x') + "\"";
      text += random() % 3 == 0 ? "\r\n" : "\n";
    }
    ASSERT_TRUE(difference_from_libcsv(text).empty()) << i;
  }
}

}  // namespace
}  // namespace liantu::test::csv_rows_test
