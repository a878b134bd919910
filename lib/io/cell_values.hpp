// What the cells of firm tables say: yes or no, amounts of money, heads, sizes. Internal to liantu::io.
#pragma once

#include "liantu/firm/firm.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace liantu::io {

// Words that say nothing begin with these characters, full-width ones, or these ideographs.
[[nodiscard]] constexpr bool may_begin_nothing(char first) {
  switch (static_cast<unsigned char>(first)) {
    case '-':
    case '/':
    case '\\':
    case '#':
    case 'n':
    case 'N':
    case 0xE2:
    case 0xEF: return true;
    default: return false;
  }
}
inline constexpr std::array<std::string_view, 4> ideographs_of_nothing{"无", "暂", "未", "企"};

// True for -, 无, 暂无, null, #N/A … O(1) for most cells. Precondition: `text` is not empty and has no blanks around
// it.
[[nodiscard]] bool is_word_for_nothing(std::string_view text);
// True for cells that say nothing: such words, and blanks. O(bytes).
[[nodiscard]] bool says_nothing(std::string_view cell);

// 是 √ 1 Y 已… and any other statement: yes. 否 × 0 N 非… 未… 不…: no. Nothing where the cell says nothing.
[[nodiscard]] std::optional<bool> yes_or_no(std::string_view cell);

// An amount in 10,000 yuan; `unit` is that of the column and holds where the cell has none (万元 without either).
// Nothing for foreign currencies and for what is no number; of a range the lower end.
[[nodiscard]] std::optional<double> money(std::string_view cell, std::optional<double> unit);

// A number of people: "120人", "20-99人" (20), "1000人以上" (1000), "少于50人" (1: some, not known how many).
[[nodiscard]] std::optional<double> people(std::string_view cell);

// 大型 中型 小型 微型, L M S XS.
[[nodiscard]] SizeClass size_word(std::string_view cell);

// Size that an agricultural leading-firm level stands for: 国家级 large, 省级 medium, others small.
[[nodiscard]] SizeClass agri_level(std::string_view cell);

// Makes `out` a credit code as printed: capitals, without white space, hyphens and apostrophes.
void tidy_code(std::string_view cell, std::string& out);

// "9.13E+17": a spreadsheet took the code for a number and lost its digits.
[[nodiscard]] bool is_scientific(std::string_view code);

}  // namespace liantu::io
