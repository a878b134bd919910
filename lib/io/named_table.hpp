// Tables whose columns are known by name: decisions, assets, lists of firms. Internal to liantu::io.
#pragma once

#include "liantu/diagnostic.hpp"
#include "liantu/firm/table.hpp"
#include "liantu/text.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liantu::io {

// `headers` in small letters, without white space; the first Chinese and the first English one are how it is called.
struct NamedColumn {
  Text name;
  std::vector<std::string_view> headers;
};

// Headers of the firm's name and credit code, which every such table may have.
[[nodiscard]] const NamedColumn& firm_name_column();
[[nodiscard]] const NamedColumn& credit_code_column();

// A row that is kept: a TableRow's cells are gone with the next one.
struct NamedRow {
  std::uint64_t number = 0;
  std::vector<std::string> cells;
};

class NamedTable {
 public:
  // Reads the table; its header is the row, among the first 20, that has most of the columns. Where none has any,
  // has_header() is false and all rows are data. Errors: InputError as read_table. O(bytes).
  NamedTable(const std::string& path, const TableOptions& options, std::vector<NamedColumn> columns);

  [[nodiscard]] bool has_header() const { return m_header != 0; }
  [[nodiscard]] bool has(std::size_t column) const { return m_at[column].has_value(); }
  [[nodiscard]] const std::vector<NamedRow>& rows() const { return m_rows; }
  // Headers that are none of the columns, as given.
  [[nodiscard]] const std::vector<std::string>& unknown() const { return m_unknown; }

  // The cell, white space off its ends; empty where there is none.
  [[nodiscard]] std::string_view cell(const NamedRow& row, std::size_t column) const;
  // "row 5, column C"; of a column that is not there, the row.
  [[nodiscard]] std::string place(const NamedRow& row, std::size_t column) const;
  // Where a column is missing.
  [[nodiscard]] std::string header_place() const;
  // Tells that none of `columns` is there.
  void tell_missing(const std::vector<std::size_t>& columns, ProblemSink& sink) const;

 private:
  std::vector<NamedColumn> m_columns;
  std::vector<std::optional<std::size_t>> m_at;  // by column: its place in a row
  std::vector<NamedRow> m_rows;
  std::vector<std::string> m_unknown;
  std::uint64_t m_header = 0;  // its row; 0 = none
  std::uint64_t m_first = 1;   // row of the file
};

// "1,200.5": a number of 0 or more in plain digits, with commas between thousands or without; else nothing. O(bytes).
[[nodiscard]] std::optional<double> amount_of(std::string_view cell);

// The path, and where the table is a workbook with one of these sheets, that sheet.
[[nodiscard]] TableOptions sheet_named(const std::string& path, const std::vector<std::string_view>& names);

// "2026-03-05" of 2026-3-5, 2026/3/5, 2026.3.5, 2026年3月5日, 20260305, each of them also without day or month, and
// with a time of day after it. Nothing for anything else. O(bytes).
[[nodiscard]] std::optional<std::string> iso_date(std::string_view cell);

}  // namespace liantu::io
