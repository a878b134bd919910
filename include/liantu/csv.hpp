/// @file
/// CSV as liantu writes it (RFC 4180), safe in a spreadsheet: a cell that would be taken for a formula gets a leading
/// apostrophe, which csv_literal takes away again.
#pragma once

#include "liantu/text.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace liantu {

/// True where a spreadsheet would take the cell for a formula, also behind spaces or in full width. O(1).
[[nodiscard]] inline bool like_formula(std::string_view text) {
  if (text.empty()) return false;
  if (text.front() == '\t' || text.front() == '\r') return true;
  text = trim(text);
  static constexpr std::string_view starts = "=+-@|%";
  if (text.empty()) return false;
  std::size_t at = 0;
  const char32_t first = fold(utf8::next(text, at));
  return first < 0x80 && starts.find(static_cast<char>(first)) != std::string_view::npos;
}

/// Appends a text cell in quotes; nothing for an empty one. O(text).
inline void put_csv_text(std::string& out, std::string_view text) {
  if (text.empty()) return;
  out += '"';
  if (like_formula(text) || (text.front() == '\'' && like_formula(text.substr(1)))) out += '\'';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

/// Rows of texts as CSV with a byte order mark, which Excel needs to see UTF-8, and CRLF. O(size).
[[nodiscard]] inline std::string csv_of(const std::vector<std::vector<std::string>>& rows) {
  std::string out = "\xEF\xBB\xBF";
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out += ',';
      put_csv_text(out, row[i]);
    }
    out += "\r\n";
  }
  return out;
}

/// The cell as it was before it was written: without the apostrophe. O(text).
[[nodiscard]] inline std::string csv_literal(std::string_view cell) {
  const bool added = cell.starts_with('\'') && (like_formula(cell.substr(1)) ||
                                                (cell.substr(1).starts_with('\'') && like_formula(cell.substr(2))));
  return std::string(added ? cell.substr(1) : cell);
}

}  // namespace liantu
