// Part of liantu::io: see csv_rows.hpp.
#include "csv_rows.hpp"

#include "byte_checks.hpp"
#include "failure.hpp"

#include <algorithm>
#include <array>

namespace liantu::io {

namespace {

// By the first byte of a cell: that it is no blank, nor may be the first of one, and no quote.
constexpr std::array<bool, 256> begins_tidily = [] {
  std::array<bool, 256> out{};
  for (unsigned byte = 0; byte < out.size(); ++byte)
    out[byte] = byte != '"' && !may_begin_blank(static_cast<char>(byte));
  return out;
}();

}  // namespace

// Whether the cell in front of this sign, as it stands in the text, is what it says: most are.
inline bool CsvRows::is_tidy(std::string_view cell, char sign) const {
  if (cell.empty()) return sign == m_delimiter;
  return begins_tidily[static_cast<unsigned char>(cell.front())] && static_cast<unsigned char>(cell.back()) > ' ' &&
         (sign == m_delimiter || is_line_end(sign));
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

inline void CsvRows::add_cell(std::string_view cell, bool blank) {
  m_row_bytes += cell.size();
  if ((cell.size() > m_limits.cell_bytes) | (m_row_bytes > m_limits.row_bytes)) too_long();
  if (m_row.cells.size() < m_limits.columns) {
    m_row.cells.push_back(blank ? std::string_view{} : cell);
  } else if (!blank) {
    too_many_columns(m_path, m_row.number, m_limits);
  }
}

// Cuts the first row of the window into m_row.cells; a row without cells is an empty line.
CsvRows::Cut CsvRows::cut_row(const CsvText& source) {
  const std::string_view text = source.window();
  m_row.cells.clear();
  m_row_bytes = 0;
  m_unquoted.clear();
  m_has_control = false;
  CsvSigns::Cursor signs = source.signs(0);
  for (std::size_t at = 0;; ++at) {
    const std::size_t sign = signs.next();
    const std::string_view cell(text.data() + at, sign - at);
    if (sign < text.size() && is_tidy(cell, text[sign])) {
      add_cell(cell, cell.empty());
      at = sign;
    } else if (const Cut cut = cut_untidy(source, at); cut != Cut::row) {
      return cut;
    } else if (at > sign) {
      signs = source.signs(std::min(at + 1, text.size()));
    }
    m_ended_by = at < text.size() ? text[at] : '\0';
    if (m_ended_by == m_delimiter) continue;
    m_row_size = at;
    return Cut::row;
  }
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
  if (!empty_line) add_cell(text.substr(at, end - at), is_blank(text.substr(at, end - at)));
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
        add_cell(text.substr(piece, quote - piece), is_blank(text.substr(piece, quote - piece)));
        return true;
      }
      m_unquoted.append(text, piece, quote - piece);
      const std::string_view cell = std::string_view(m_unquoted).substr(kept);
      add_cell(cell, is_blank(cell));
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
