// How libcsv cuts a delimited text: what liantu's own reader is held against.
#pragma once

#include "table_fuzz.hpp"

#include "liantu/firm/table.hpp"

#include <csv.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu::test {

struct CutRow {
  std::uint64_t number = 0;
  std::vector<std::string> cells;
  friend bool operator==(const CutRow&, const CutRow&) = default;
};

// The rows of `text` that are not blank, with \n for line ends; nothing where a quote is not closed.
class LibcsvRows {
 public:
  explicit LibcsvRows(char delimiter) {
    if (csv_init(&m_parser, CSV_REPALL_NL) != 0) std::abort();
    csv_set_delim(&m_parser, static_cast<unsigned char>(delimiter));
  }
  LibcsvRows(const LibcsvRows&) = delete;
  LibcsvRows& operator=(const LibcsvRows&) = delete;
  ~LibcsvRows() { csv_free(&m_parser); }

  std::optional<std::vector<CutRow>> cut(std::string_view text) {
    if (csv_parse(&m_parser, text.data(), text.size(), on_cell, on_end, this) != text.size()) std::abort();
    // csv_fini tells only in strict mode, which would also refuse 甲"乙"丙. State 2 is FIELD_BEGUN, inside a cell.
    if (m_parser.quoted != 0 && m_parser.pstate == 2) return std::nullopt;
    (void)csv_fini(&m_parser, on_cell, on_end, this);
    return std::move(m_rows);
  }

 private:
  static void on_cell(void* bytes, std::size_t size, void* self) {
    auto& rows = *static_cast<LibcsvRows*>(self);
    rows.m_after_return = false;
    std::string_view text(static_cast<const char*>(bytes), size);
    std::string cell;
    if (trim(text).empty()) text = {};
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] != '\r') {
        cell += text[i];
      } else if (i + 1 == text.size() || text[i + 1] != '\n') {
        cell += '\n';
      }
    }
    rows.m_blank = rows.m_blank && cell.empty();
    rows.m_cells.push_back(std::move(cell));
  }
  static void on_end(int terminator, void* self) {
    auto& rows = *static_cast<LibcsvRows*>(self);
    const bool half_of_line_end = rows.m_after_return && terminator == '\n' && rows.m_cells.empty();
    rows.m_after_return = terminator == '\r';
    if (half_of_line_end) return;
    if (!rows.m_blank) rows.m_rows.push_back({rows.m_number, rows.m_cells});
    rows.m_cells.clear();
    rows.m_blank = true;
    ++rows.m_number;
  }

  csv_parser m_parser{};
  std::vector<CutRow> m_rows;
  std::vector<std::string> m_cells;
  std::uint64_t m_number = 1;
  bool m_blank = true;
  bool m_after_return = false;
};

// Whether the cells of a row stand as TableRow::joined says.
inline bool are_joined(const std::vector<std::string_view>& cells) {
  for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
    const char* const end = cells[i].data() + cells[i].size();
    if (cells[i + 1].data() != end + 1 || *end != ',') return false;
  }
  return true;
}

// Reads `text`, good UTF-8 without control characters, both ways. Empty where the rows are the same, else what differs.
inline std::string difference_from_libcsv(const std::string& text) {
  const MemoryFile file(text);
  std::vector<CutRow> rows;
  TableForm form;
  bool refused = false;
  bool joined = true;
  try {
    form = read_table(file.path(), {"utf-8", "", true}, [&](const TableRow& row) {
      rows.push_back({row.number, {row.cells.begin(), row.cells.end()}});
      joined = joined && (!row.joined || are_joined(row.cells));
      return true;
    });
  } catch (const InputError&) {
    refused = true;
  }
  if (!joined) return "not joined: " + text;
  std::string unmarked;
  for (std::size_t at = 0; at < text.size();) {
    const bool mark = text.compare(at, 3, "\uFEFF") == 0;
    if (!mark) unmarked += text[at];
    at += mark ? 3 : 1;
  }
  // Of a refused text the delimiter is not known: it is so under any, since no quote closes.
  for (const char delimiter : refused ? std::string(",\t;") : std::string(1, form.delimiter)) {
    const auto wanted = LibcsvRows(delimiter).cut(unmarked);
    if (refused && !wanted) return {};
    if (!refused && wanted == rows) return {};
  }
  return refused ? "refused: " + text : "other rows: " + text;
}

// The same for any bytes that are such a text; only a difference ends the program.
inline void fuzz_csv_rows(const std::string& bytes) {
  const auto odd = [](char c) { return static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\r' && c != '\t'; };
  if (!utf8::valid(bytes) || std::any_of(bytes.begin(), bytes.end(), odd)) return;
  // Refused for its columns.
  if (std::count_if(bytes.begin(), bytes.end(), [](char c) { return c == ',' || c == ';' || c == '\t'; }) > 4000)
    return;
  // Taken for something else than a table, or one that tells its delimiter.
  const std::string start = fold(trim(bytes));
  for (const char* other : {"%pdf", "pk\x03", "<", "sep="}) {
    if (start.starts_with(other)) return;
  }
  if (!difference_from_libcsv(bytes).empty()) std::abort();
}

}  // namespace liantu::test
