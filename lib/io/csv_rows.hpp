// The rows of delimited text, cut in place: cells point into the text, and only one with doubled quotes is copied.
// Quoting is as libcsv has it (RFC 4180, and what people write instead): a quote inside a cell that does not begin with
// one stays, blanks around a cell do not count, 甲"乙"丙 is as it stands. Internal to liantu::io.
#pragma once

#include "csv_text.hpp"
#include "rows.hpp"

#include "liantu/firm/table.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace liantu::io {

class CsvRows {
 public:
  // `delimiter` is ASCII, and neither a quote nor a line end.
  CsvRows(const std::string& path, char delimiter, const TableLimits& limits);

  // Hands the rows of `text` to `sink` until it wants no more. Errors: InputError for an unclosed quote, cells and rows
  // over the limits. O(bytes).
  void read(CsvText& text, RowSink& sink);

 private:
  enum class Cut { row, more, end };  // a row was cut; the window ends within it; there is none

  Cut cut_row(const CsvText& source);
  bool cut_tidy(const char* text, std::size_t& at, CsvSigns::Cursor& signs, std::size_t& sign);
  Cut cut_untidy(const CsvText& source, std::size_t& at);
  bool cut_quoted(const CsvText& source, std::size_t& at);
  [[nodiscard]] bool is_tidy(const char* text, std::size_t at, std::size_t sign) const;
  [[nodiscard]] bool is_line_end(char c) const { return c == '\n' || c == '\r'; }
  [[nodiscard]] bool is_space(char c) const { return (c == ' ' || c == '\t') && c != m_delimiter; }
  void add_cell(std::string_view cell);
  // Of a cell that may go on, as far as it is known; of a row, as the text has it.
  void check_unended(std::size_t bytes) const {
    if (bytes > m_limits.cell_bytes) too_long();
  }
  void check_row(std::uint64_t bytes);
  [[noreturn]] void too_long() const;
  [[noreturn]] void unclosed() const;

  const std::string& m_path;
  const char m_delimiter;
  const TableLimits& m_limits;
  const std::uint64_t m_most;               // bytes of a row within all limits
  std::array<unsigned char, 256> m_tidy{};  // by byte, a bit each: may begin a tidy cell, end one, stand after one
  TableRow m_row{1, {}};
  std::string m_unquoted;         // cells of this row without their doubled quotes
  std::size_t m_row_size = 0;     // bytes of the text, the line end not counted
  std::uint64_t m_row_bytes = 0;  // of its cells
  char m_ended_by = '\0';         // the line end; 0 at the end of the text
  bool m_has_control = false;     // a control character within a cell that is no \n
  bool m_after_return = false;    // a row ended by \r and nothing since: \n is its other half
};

}  // namespace liantu::io
