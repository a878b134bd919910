// Delimited text is cut as libcsv cuts it, whatever stands in it and wherever blocks end.
#include "fuzz/libcsv_rows.hpp"

#include "liantu/text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
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

// Whether a row wants mending is told for many bytes at once.
TEST(CsvRows, NoCellKeepsBrokenBytesOrControlCharacters) {
  const std::vector<std::string> pieces{",",
                                        ",",
                                        "\n",
                                        "\r\n",
                                        "\"",
                                        "\"一\r\n\x01,二\"",
                                        "石英砂",
                                        "x",
                                        "\t",
                                        "\x01",
                                        "\x7F",
                                        "\xC0",
                                        "\xE7\x9F",
                                        "\xE7",
                                        "\xED\xA0\x80",
                                        "\xB0\xA1",
                                        "\x80",
                                        "\xF0\x9F\x8C\xBE",
                                        "光伏材料、多晶硅锭的研究、设计、生产"};
  std::mt19937_64 random(3);
  std::size_t cells = 0;
  for (int i = 0; i < 8'000; ++i) {
    const MemoryFile file("名,称\n" + random_text(random, random() % 60, pieces) + "\n");
    try {
      (void)read_table(file.path(), {"utf-8", "", true}, [&](const TableRow& row) {
        for (const std::string_view cell : row.cells) {
          ++cells;
          EXPECT_TRUE(utf8::valid(cell)) << testing::PrintToString(cell);
          EXPECT_TRUE(std::none_of(cell.begin(), cell.end(), [](char c) {
            return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n';
          })) << testing::PrintToString(cell);
        }
        return true;
      });
    } catch (const InputError&) {  // an unclosed quote
    }
  }
  EXPECT_GT(cells, 50'000U);
}

// A line end does not complete what stands before it, wherever steps and blocks of the text end.
TEST(CsvRows, ASequenceCutByALineEndIsBrokenOnBothSides) {
  constexpr std::size_t head = std::size_t{1} << 20U;  // bytes that are read before the first row is cut
  for (std::size_t i = 0; i < 230; ++i) {
    const std::size_t before = i < 100 ? i : head - i;
    const MemoryFile file("名,称\n" + std::string(before, 'x') + ",\xE7\n\x80" + std::string(400, 'y') + ",石\n");
    std::vector<std::string> cells;
    const TableForm form = read_table(file.path(), {"utf-8", "", true}, [&](const TableRow& row) {
      cells.insert(cells.end(), row.cells.begin(), row.cells.end());
      return true;
    });
    ASSERT_EQ(form.bad_bytes, 2U) << before;
    ASSERT_EQ(cells.size(), 6U) << before;
    ASSERT_EQ(cells[3], "\uFFFD") << before;
    ASSERT_EQ(cells[4], "\uFFFD" + std::string(400, 'y')) << before;
  }
}

}  // namespace
}  // namespace liantu::test::csv_rows_test
