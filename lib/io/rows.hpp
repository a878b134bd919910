// The last steps that rows of every kind of table share before the caller sees them. Internal to liantu::io.
#pragma once

#include "encoding.hpp"
#include "failure.hpp"

#include "liantu/firm/table.hpp"
#include "liantu/text.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace liantu::io {

[[noreturn]] inline void too_many_columns(const std::string& path, std::uint64_t row, const TableLimits& limits) {
  fail(path, cell_place(row, limits.columns),
       {"列数超过 " + std::to_string(limits.columns), "more than " + std::to_string(limits.columns) + " columns"},
       {"一行一家企业的表格", "a table with one firm a row"},
       {"只保留需要的列", "keeping the columns that are needed"});
}

// Makes cells good UTF-8 with \n for line ends, leaves blank rows out, counts what it mends in `form`.
class RowSink {
 public:
  RowSink(const std::function<bool(TableRow&&)>& each, TableForm& form) : m_each(each), m_form(form) {}

  void skip_first_row() { m_skip_first = true; }
  [[nodiscard]] std::uint64_t rows() const { return m_form.rows; }

  // False where the caller wants no more rows.
  bool row(std::uint64_t number, std::vector<std::string>&& cells) {
    if (m_skip_first && number == 1) return true;
    if (std::all_of(cells.begin(), cells.end(), [](const std::string& cell) { return trim(cell).empty(); }))
      return true;
    if (!std::all_of(cells.begin(), cells.end(), [](const std::string& cell) { return utf8::valid(cell); }))
      mend(cells);
    for (auto& cell : cells) clean(cell);
    ++m_form.rows;
    return m_each(TableRow{number, std::move(cells)});
  }

 private:
  // A row pasted in from a GBK file reads as GB18030 as a whole; anything else loses its broken sequences.
  void mend(std::vector<std::string>& cells) {
    std::vector<std::string> decoded = cells;
    const bool all = std::all_of(decoded.begin(), decoded.end(), [](std::string& cell) {
      if (utf8::valid(cell)) return true;
      auto text = from_gb18030(cell);
      if (text) cell = std::move(*text);
      return text.has_value();
    });
    if (all) {
      ++m_form.mixed_rows;
      cells = std::move(decoded);
      return;
    }
    for (auto& cell : cells) {
      if (!utf8::valid(cell)) cell = repaired_utf8(cell, m_form.bad_bytes);
    }
  }

  // Control characters other than tab and line end say nothing, and no output may hold them.
  void clean(std::string& cell) const {
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
    cell = std::move(out);
  }

  const std::function<bool(TableRow&&)>& m_each;
  TableForm& m_form;
  bool m_skip_first = false;
};

}  // namespace liantu::io
