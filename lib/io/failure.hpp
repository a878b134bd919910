// How the table readers say that a file cannot be used: one problem, thrown.
#pragma once

#include "liantu/diagnostic.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace liantu::io {

[[noreturn]] inline void fail(const std::string& file, std::string where, Text found, Text wanted, Text remedy = {}) {
  throw InputError({file, std::move(where), std::move(found), std::move(wanted), std::move(remedy)});
}

// Letters of a column as a spreadsheet has them: 0 is A, 26 is AA.
[[nodiscard]] inline std::string column_letters(std::size_t index) {
  std::string out;
  for (std::size_t n = index + 1; n > 0; n = (n - 1) / 26) {
    out.insert(out.begin(), static_cast<char>('A' + static_cast<char>((n - 1) % 26)));
  }
  return out;
}

[[nodiscard]] inline std::string cell_place(std::uint64_t row, std::size_t column) {
  return "row " + std::to_string(row) + ", column " + column_letters(column);
}

}  // namespace liantu::io
