// The last steps that rows of every kind of table share before the caller sees them. Internal to liantu::io.
#pragma once

#include "encoding.hpp"
#include "failure.hpp"

#include "liantu/firm/table.hpp"
#include "liantu/text.hpp"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu::io {

[[noreturn]] inline void too_many_columns(const std::string& path, std::uint64_t row, const TableLimits& limits) {
  fail(path, cell_place(row, limits.columns),
       {"列数超过 " + std::to_string(limits.columns), "more than " + std::to_string(limits.columns) + " columns"},
       {"一行一家企业的表格", "a table with one firm a row"},
       {"只保留需要的列", "keeping the columns that are needed"});
}

// Whether trim() may take something off a text that begins with this byte.
[[nodiscard]] constexpr bool may_begin_blank(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return (byte <= ' ') | (byte == 0xC2) | (byte == 0xE3) | (byte == 0xEF);  // no guess pays: cells begin with anything
}

// True where trim() leaves nothing. O(1) for most texts.
[[nodiscard]] inline bool is_blank(std::string_view text) {
  return text.empty() || (may_begin_blank(text.front()) && trim(text).empty());
}

// Makes cells good UTF-8 with \n for line ends, leaves blank rows out, counts what it mends in `form`.
class RowSink {
 public:
  RowSink(const std::function<bool(const TableRow&)>& each, TableForm& form) : m_each(each), m_form(form) {}

  void skip_first_row() { m_skip_first = true; }

  // False where the caller wants no more rows. `plain`: nothing in the row needs mending, by is_plain_text.
  bool row(TableRow& row, bool plain) {
    if (m_skip_first && row.number == 1) return true;
    if (std::all_of(row.cells.begin(), row.cells.end(), is_blank)) return true;
    if (!plain) {
      row.joined = false;
      m_mended.clear();
      if (!std::all_of(row.cells.begin(), row.cells.end(), utf8::valid)) mend(row.cells);
      for (auto& cell : row.cells) clean(cell);
    }
    ++m_form.rows;
    return m_each(row);
  }

 private:
  std::string_view keep(std::string&& text) { return m_mended.emplace_back(std::move(text)); }

  // A row pasted in from a GBK file reads as GB18030 as a whole; anything else loses its broken sequences.
  void mend(std::vector<std::string_view>& cells) {
    std::vector<std::string_view> decoded = cells;
    const bool all = std::all_of(decoded.begin(), decoded.end(), [&](std::string_view& cell) {
      if (utf8::valid(cell)) return true;
      auto text = from_gb18030(cell);
      if (text) cell = keep(std::move(*text));
      return text.has_value();
    });
    if (all) {
      ++m_form.mixed_rows;
      cells = std::move(decoded);
      return;
    }
    for (auto& cell : cells) {
      if (!utf8::valid(cell)) cell = keep(repaired_utf8(cell, m_form.bad_bytes));
    }
  }

  // Control characters other than tab and line end say nothing, and no output may hold them.
  void clean(std::string_view& cell) {
    const auto odd = [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n'; };
    if (std::none_of(cell.begin(), cell.end(), odd)) return;
    std::string out;
    out.reserve(cell.size());
    for (std::size_t i = 0; i < cell.size(); ++i) {
      if (!odd(cell[i])) {
        out += cell[i];
      } else if (cell[i] == '\r') {
        if (i + 1 == cell.size() || cell[i + 1] != '\n') out += '\n';
      } else {
        out += "\uFFFD";
        ++m_form.bad_bytes;
      }
    }
    cell = keep(std::move(out));
  }

  const std::function<bool(const TableRow&)>& m_each;
  TableForm& m_form;
  std::deque<std::string> m_mended;  // what cells of this row point to instead of the table's bytes
  bool m_skip_first = false;
};

}  // namespace liantu::io
