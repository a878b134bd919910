// Part of liantu::io: see csv_rows.hpp.
#include "csv_rows.hpp"

#include "byte_checks.hpp"
#include "failure.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace liantu::io {

namespace {

// The first of three bytes at or after `at`, else the size of the text; sixteen bytes at a time, or eight.
std::size_t find_any(std::string_view text, std::size_t at, char a, char b, char c) {
#ifdef __SSE2__
  const __m128i each_a = _mm_set1_epi8(a);
  const __m128i each_b = _mm_set1_epi8(b);
  const __m128i each_c = _mm_set1_epi8(c);
  for (; at + sizeof(__m128i) <= text.size(); at += sizeof(__m128i)) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    const __m128i found = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, each_a), _mm_cmpeq_epi8(bytes, each_b)),
                                       _mm_cmpeq_epi8(bytes, each_c));
    const auto where = static_cast<unsigned>(_mm_movemask_epi8(found));
    if (where != 0) return at + static_cast<std::size_t>(std::countr_zero(where));
  }
#endif
  constexpr std::uint64_t ones = 0x0101010101010101U;
  constexpr std::uint64_t tops = 0x8080808080808080U;
  const auto spread = [](char byte) { return ones * static_cast<unsigned char>(byte); };
  // The top bit of each byte that is 0; bytes past the first such one may have it too.
  const auto zeros = [](std::uint64_t word) { return (word - ones) & ~word & tops; };
  const std::uint64_t all_a = spread(a);
  const std::uint64_t all_b = spread(b);
  const std::uint64_t all_c = spread(c);
  if constexpr (std::endian::native == std::endian::little) {
    for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
      std::uint64_t word = 0;
      std::memcpy(&word, text.data() + at, sizeof word);
      const std::uint64_t found = zeros(word ^ all_a) | zeros(word ^ all_b) | zeros(word ^ all_c);
      if (found != 0) return at + static_cast<std::size_t>(std::countr_zero(found)) / 8;
    }
  }
  while (at < text.size() && text[at] != a && text[at] != b && text[at] != c) ++at;
  return at;
}

}  // namespace

void CsvRows::read(CsvText& text, RowSink& sink) {
  while (true) {
    const std::string_view window = text.window();
    switch (cut_row(window, text.at_end())) {
      case Cut::end: check_row(window.size()); return;
      case Cut::more:
        check_row(window.size());
        (void)text.more();
        continue;
      case Cut::row: check_row(m_row_size); break;
    }
    text.use(m_row_size + (m_ended_by == '\0' ? 0 : 1));
    const bool half_of_line_end = m_after_return && m_ended_by == '\n' && m_row.cells.empty();
    m_after_return = m_ended_by == '\r';
    if (half_of_line_end) continue;
    if (!m_row.cells.empty() && !sink.row(m_row, is_plain_text(window.substr(0, m_row_size)))) return;
    ++m_row.number;
  }
}

// Cuts the first row of `text` into m_row.cells; a row without cells is an empty line.
CsvRows::Cut CsvRows::cut_row(std::string_view text, bool last) {
  m_row.cells.clear();
  m_row_bytes = 0;
  m_unquoted.clear();
  for (std::size_t at = 0;; ++at) {
    while (at < text.size() && is_space(text[at])) ++at;
    if (at < text.size() && text[at] == '"') {
      if (!cut_quoted(text, at, last)) return Cut::more;
    } else {
      std::size_t end = find_any(text, at, m_delimiter, '\n', '\r');
      if (end == text.size() && !last) {
        check_unended(end - at);
        return Cut::more;
      }
      const std::size_t next = end;
      check_unended(next - at);  // with the blanks at its end, wherever the window ends
      // Nothing at all in front of the line end, or of the end of the text, is no cell.
      const bool empty_line = end == at && m_row.cells.empty() && (end == text.size() || is_line_end(text[end]));
      if (empty_line && end == text.size()) return Cut::end;
      while (end > at && is_space(text[end - 1])) --end;
      if (!empty_line) add_cell(text.substr(at, end - at));
      at = next;
    }
    if (at < text.size() && text[at] == m_delimiter) continue;
    m_row_size = at;
    m_ended_by = at < text.size() ? text[at] : '\0';
    return Cut::row;
  }
}

// Cuts the cell whose quote opens at `at`, which ends up on what ends the cell; false where more text is wanted.
bool CsvRows::cut_quoted(std::string_view text, std::size_t& at, bool last) {
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

void CsvRows::add_cell(std::string_view cell) {
  if (cell.size() > m_limits.cell_bytes) too_long();
  m_row_bytes += cell.size();
  if (m_row_bytes > m_limits.row_bytes) too_long();
  const bool blank = is_blank(cell);
  if (m_row.cells.size() < m_limits.columns) {
    m_row.cells.push_back(blank ? std::string_view{} : cell);
  } else if (!blank) {
    too_many_columns(m_path, m_row.number, m_limits);
  }
}

void CsvRows::check_unended(std::size_t bytes) const {
  if (bytes > m_limits.cell_bytes) too_long();
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
