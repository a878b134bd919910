// Part of liantu::io: see csv_rows.hpp.
#include "csv_rows.hpp"

#include "byte_checks.hpp"
#include "failure.hpp"

#include <algorithm>

namespace liantu::io {

CsvRows::CsvRows(const std::string& path, char delimiter, const TableLimits& limits)
    : m_path(path), m_delimiter(delimiter), m_limits(limits), m_most(std::min(limits.cell_bytes, limits.row_bytes)) {
  for (unsigned byte = 0; byte < m_tidy.size(); ++byte) {
    const char c = static_cast<char>(byte);
    // An empty cell begins with the delimiter after it, and ends with the one before.
    const bool begins = c == delimiter || (c != '"' && !may_begin_blank(c));
    const bool ends = c == delimiter || byte > ' ';
    const bool is_after = c == delimiter || is_line_end(c);
    m_tidy[byte] = static_cast<unsigned char>((begins ? 1 : 0) | (ends ? 2 : 0) | (is_after ? 4 : 0));
  }
}

// Whether the cell from `at` to the next sign is what the text says, with no blanks around it and no quotes, as nearly
// all are; false for some that are, too. Precondition: a zero follows the text.
inline bool CsvRows::is_tidy(const char* text, std::size_t at, std::size_t sign) const {
  if (sign - 1 >= m_most) return false;
  const auto what = [&](std::size_t place) { return unsigned{m_tidy[static_cast<unsigned char>(text[place])]}; };
  return (what(at) & what(sign - 1) >> 1U & what(sign) >> 2U) != 0;
}

void CsvRows::read(CsvText& text, RowSink& sink) {
  text.part_by(m_delimiter);
  while (true) {
    const std::string_view window = text.window();
    switch (cut_row(text)) {
      case Cut::end: check_row(window.size()); return;
      case Cut::more:
        check_row(window.size());
        (void)text.more();
        continue;
      case Cut::row: check_row(m_row_size); break;
    }
    const bool plain = (m_ended_by != '\0' && !m_has_control && text.begins_with_utf8(m_row_size)) ||
                       is_plain_text(window.substr(0, m_row_size));
    text.use(m_row_size + (m_ended_by == '\0' ? 0 : 1));
    const bool half_of_line_end = m_after_return && m_ended_by == '\n' && m_row.cells.empty();
    m_after_return = m_ended_by == '\r';
    if (half_of_line_end) continue;
    if (!m_row.cells.empty() && !sink.row(m_row, plain)) return;
    ++m_row.number;
  }
}

void CsvRows::add_cell(std::string_view cell) {
  m_row_bytes += cell.size();
  if (cell.size() > m_limits.cell_bytes || m_row_bytes > m_limits.row_bytes) too_long();
  if (is_blank(cell)) cell = cell.substr(0, 0);
  if (m_row.cells.size() < m_limits.columns) {
    m_row.cells.push_back(cell);
  } else if (!cell.empty()) {
    too_many_columns(m_path, m_row.number, m_limits);
  }
}

// Cuts the first row of the window into m_row.cells; a row without cells is an empty line.
CsvRows::Cut CsvRows::cut_row(const CsvText& source) {
  const std::string_view text = source.window();
  m_row.cells.clear();
  m_row.joined = m_delimiter == ',';
  m_row_bytes = 0;
  m_unquoted.clear();
  m_has_control = false;
  CsvSigns::Cursor signs = source.signs(0);
  for (std::size_t at = 0;;) {
    std::size_t sign = 0;
    if (!cut_tidy(text.data(), at, signs, sign)) {
      const std::size_t begin = at;
      if (const Cut cut = cut_untidy(source, at); cut != Cut::row) return cut;
      // Quotes, or blanks that were left out, stand between the commas too.
      m_row.joined = m_row.joined && !m_row.cells.empty() && m_row.cells.back().data() == text.data() + begin &&
                     m_row.cells.back().size() == at - begin;
      m_ended_by = at < text.size() ? text[at] : '\0';
      if (m_ended_by == m_delimiter) {
        if (at++ > sign) signs = source.signs(at);
        continue;
      }
    }
    m_row_size = at;
    return Cut::row;
  }
}

// Cuts tidy cells from `at` on, which ends up on the end of the row; false where it is a cell that is not tidy, and
// `sign` the next one.
inline bool CsvRows::cut_tidy(const char* text, std::size_t& at, CsvSigns::Cursor& signs, std::size_t& sign) {
  const std::size_t columns = m_limits.columns;
  const char delimiter = m_delimiter;
  std::size_t begin = at;
  std::size_t bytes = 0;
  bool tidy = false;
  while (true) {
    sign = signs.next();
    tidy = m_row.cells.size() < columns && is_tidy(text, begin, sign);
    if (!tidy) break;
    m_row.cells.emplace_back(text + begin, sign - begin);
    bytes += sign - begin;
    begin = sign;
    if (text[sign] != delimiter) break;
    ++begin;
  }
  at = begin;
  m_row_bytes += bytes;
  if (tidy) m_ended_by = text[begin];
  return tidy;
}

// Cuts any cell, from `at` on, which ends up on what ends it.
CsvRows::Cut CsvRows::cut_untidy(const CsvText& source, std::size_t& at) {
  const std::string_view text = source.window();
  while (at < text.size() && is_space(text[at])) ++at;
  if (at < text.size() && text[at] == '"') return cut_quoted(source, at) ? Cut::row : Cut::more;
  CsvSigns::Cursor signs = source.signs(at);
  std::size_t end = signs.next();
  for (; end < text.size() && text[end] != m_delimiter && !is_line_end(text[end]); end = signs.next())
    m_has_control = true;
  const std::size_t next = end;
  check_unended(next - at);  // with the blanks at its end, wherever the window ends
  if (end == text.size() && !source.at_end()) return Cut::more;
  // Nothing at all in front of the line end, or of the end of the text, is no cell.
  const bool empty_line = end == at && m_row.cells.empty() && (end == text.size() || is_line_end(text[end]));
  if (empty_line && end == text.size()) return Cut::end;
  while (end > at && is_space(text[end - 1])) --end;
  if (!empty_line) add_cell(text.substr(at, end - at));
  at = next;
  return Cut::row;
}

// Cuts the cell whose quote opens at `at`, as cut_untidy does; false where more text is wanted.
bool CsvRows::cut_quoted(const CsvText& source, std::size_t& at) {
  const std::string_view text = source.window();
  const bool last = source.at_end();
  const std::size_t kept = m_unquoted.size();
  std::size_t piece = at + 1;  // from here on nothing was copied
  std::size_t from = at + 1;
  while (true) {
    std::size_t quote = text.find('"', from);
    if (quote == std::string_view::npos) {
      check_unended(m_unquoted.size() - kept + text.size() - piece);
      if (last) unclosed();
      return false;
    }
    // This quote ends the cell, unless something else than blanks follows it.
    std::size_t next = quote + 1;
    while (true) {
      while (next < text.size() && is_space(text[next])) ++next;
      if (next == text.size() || text[next] != '"' || next == quote + 1) break;
      quote = next++;  // "a" "b: the later one may be the end
    }
    if (next == text.size() && !last) {
      check_unended(m_unquoted.size() - kept + quote - piece);
      return false;
    }
    if (next == text.size() || text[next] == m_delimiter || is_line_end(text[next])) {
      CsvSigns::Cursor signs = source.signs(at);
      for (std::size_t sign = signs.next(); sign < next; sign = signs.next())
        m_has_control = m_has_control || (text[sign] != m_delimiter && text[sign] != '\n');
      at = next;
      if (m_unquoted.size() == kept) {
        add_cell(text.substr(piece, quote - piece));
        return true;
      }
      m_unquoted.append(text, piece, quote - piece);
      add_cell(std::string_view(m_unquoted).substr(kept));
      return true;
    }
    if (text[next] == '"') {
      // A doubled quote is one. The copy never grows past the text, so that cells may point into it.
      if (m_unquoted.capacity() < text.size()) m_unquoted.reserve(text.size());
      m_unquoted.append(text, piece, quote + 1 - piece);
      piece = next + 1;
    }
    from = next + 1;
  }
}

// Blanks and delimiters alone could go on for ever, and hold the whole row in memory.
void CsvRows::check_row(std::uint64_t bytes) {
  if (bytes / 2 <= m_limits.row_bytes + m_limits.cell_bytes) return;
  m_row.cells.clear();
  too_long();
}

void CsvRows::unclosed() const {
  fail(m_path, cell_place(m_row.number, m_row.cells.size()),
       {"此处开始的引号到文件末尾都没有闭合", "the quote that opens here is not closed by the end of the file"},
       {"成对的双引号", "quotes in pairs"},
       {"检查该单元格中的双引号，或用表格软件重新另存为 CSV",
        "looking at the quotes of this cell, or saving the table as CSV again"});
}

void CsvRows::too_long() const {
  fail(m_path, cell_place(m_row.number, m_row.cells.size()),
       {"单元格超过 " + std::to_string(m_limits.cell_bytes) + " 字节，或一行超过 " +
            std::to_string(m_limits.row_bytes) + " 字节",
        "a cell over " + std::to_string(m_limits.cell_bytes) + " bytes, or a row over " +
            std::to_string(m_limits.row_bytes)},
       {"成对的双引号", "quotes in pairs"},
       {"检查此处的双引号是否没有闭合", "looking for a quote that is not closed here"});
}

}  // namespace liantu::io
