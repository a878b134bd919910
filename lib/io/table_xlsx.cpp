// Workbooks: parts unzipped and parsed in pieces, rows handed on as they come. orcus 0.17 reads no inline strings and
// holds whole parts in memory; libzip and expat do neither.
#include "table_xlsx.hpp"

#include "failure.hpp"
#include "rows.hpp"
#include "workbook.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <utility>
#include <vector>

namespace liantu::io {

namespace {

std::uint64_t number(std::string_view text, std::uint64_t otherwise) {
  std::uint64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size() ? out : otherwise;
}

// Rows of one sheet. Names are of ECMA-376 part 1, 18.3.1: row, c (cell: r place, t type, s style), v, is, t, f.
class SheetXml : public XmlStream {
 public:
  SheetXml(const std::string& path, const Workbook& book, RowSink& sink, const TableLimits& limits)
      : m_path(path), m_book(book), m_sink(sink), m_limits(limits) {}

 protected:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    m_in_text = false;
    if (name == "row") {
      // Rows that count backwards are numbered on: a row's number is used once.
      m_row = std::max(m_row + 1, std::min(number(attributes["r"], 0), most_row));
      m_column = 0;
    } else if (name == "c") {
      start_cell(attributes);
    } else if (name == "rPh") {
      m_in_phonetic = true;
    } else if (name == "v" || (name == "t" && !m_in_phonetic)) {
      m_in_text = m_in_cell;
    }
  }

  void end(std::string_view name) override {
    m_in_text = false;
    if (name == "rPh") m_in_phonetic = false;
    if (name == "c" && m_in_cell) end_cell();
    if (name == "row" && !m_cells.empty()) {
      // Blank cells at the end are not stored: a row is as wide as the widest before it, so none counts as short.
      m_width = std::max(m_width, m_cells.size());
      m_cells.resize(m_width);
      m_bytes = 0;
      m_out.number = m_row;
      m_out.cells.assign(m_cells.begin(), m_cells.end());
      const bool more = m_sink.row(m_out, false);
      m_cells.clear();
      if (!more) stop();
    }
    if (name == "sheetData") stop();  // nothing after it is a cell
  }

  void text(std::string_view part) override {
    if (!m_in_text) return;
    if (m_text.size() + part.size() > m_limits.cell_bytes) too_long();
    m_text += part;
  }

 private:
  static constexpr std::uint64_t most_row = 1'000'000'000;

  void start_cell(const XmlAttributes& attributes) {
    m_in_cell = true;
    m_text.clear();
    m_type = std::string(attributes["t"]);
    m_style = number(attributes["s"], 0);
    const std::string_view place = attributes["r"];
    std::uint64_t column = 0;
    for (std::size_t i = 0; i < place.size() && i < 7 && place[i] >= 'A' && place[i] <= 'Z'; ++i) {
      column = column * 26 + static_cast<std::uint64_t>(place[i] - 'A') + 1;
    }
    m_column = column > 0 ? column - 1 : m_column;
  }

  void end_cell() {
    m_in_cell = false;
    std::string value = cell_text();
    const std::uint64_t column = m_column++;
    if (trim(value).empty()) return;
    if (column >= m_limits.columns) too_many_columns(m_path, m_row, m_limits);
    m_bytes += value.size();
    if (m_bytes > m_limits.row_bytes) too_long();
    if (m_cells.size() <= column) m_cells.resize(column + 1);
    m_cells[column] = std::move(value);
  }

  std::string cell_text() {
    if (m_text.empty()) return {};
    if (m_type == "s") return std::string(m_book.strings.at(number(m_text, m_book.strings.size())));
    if (m_type == "inlineStr" || m_type == "str") return without_escapes(m_text);
    if (m_type == "b") return m_text == "1" ? "TRUE" : "FALSE";
    if (m_type == "e") return {};  // #N/A and its like say nothing
    if (m_type == "d") return std::move(m_text);
    return number_text(m_text, m_style < m_book.formats.size() ? m_book.formats[m_style] : NumberFormat{},
                       m_book.days_off);
  }

  [[noreturn]] void too_long() const {
    fail(m_path, cell_place(m_row, m_column),
         {"单元格超过 " + std::to_string(m_limits.cell_bytes) + " 字节，或一行超过 " +
              std::to_string(m_limits.row_bytes) + " 字节",
          "a cell over " + std::to_string(m_limits.cell_bytes) + " bytes, or a row over " +
              std::to_string(m_limits.row_bytes)},
         {"一行一家企业的表格", "a table with one firm a row"}, {"检查此处的内容", "looking at what stands there"});
  }

  const std::string& m_path;
  const Workbook& m_book;
  RowSink& m_sink;
  const TableLimits& m_limits;
  std::vector<std::string> m_cells;
  TableRow m_out;
  std::size_t m_width = 0;
  std::uint64_t m_row = 0;
  std::uint64_t m_column = 0;
  std::uint64_t m_bytes = 0;
  std::uint64_t m_style = 0;
  std::string m_type;
  std::string m_text;
  bool m_in_cell = false;
  bool m_in_text = false;
  bool m_in_phonetic = false;
};

std::string sheet_list(const Workbook& book) {
  std::string out;
  for (const auto& sheet : book.sheets) {
    if (out.size() > 500) return out + " …";
    out += (out.empty() ? "" : ", ") + sheet.name;
  }
  return out;
}

// The sheets to be tried, in order: the one that was asked for, or all, hidden ones last.
std::vector<SheetEntry> sheets_to_try(const std::string& path, const Workbook& book, const std::string& wanted) {
  if (book.sheets.empty()) {
    fail(path, "", {"工作簿里没有工作表", "the workbook has no sheet"},
         {"一行表头和至少一家企业", "a header and at least one firm"});
  }
  std::vector<SheetEntry> out = book.sheets;
  if (wanted.empty()) {
    std::stable_partition(out.begin(), out.end(), [](const SheetEntry& sheet) { return !sheet.hidden; });
  } else {
    std::erase_if(out, [&](const SheetEntry& sheet) { return trim(sheet.name) != trim(wanted); });
  }
  if (!wanted.empty() && out.empty()) {
    fail(path, "", {"没有名为 " + wanted + " 的工作表", "no sheet called " + wanted}, Text(sheet_list(book)),
         {"用 --sheet 指明其中一张", "naming one of these by --sheet"});
  }
  return out;
}

}  // namespace

TableForm read_xlsx(const std::string& path, const TableOptions& options,
                    const std::function<bool(const TableRow&)>& each, const TableLimits& limits) {
  ZipParts parts(path, limits);
  const Workbook book = read_workbook(path, parts, limits);
  TableForm form;
  form.kind = "xlsx";
  form.bytes = parts.bytes();
  RowSink sink(each, form);
  for (const auto& sheet : sheets_to_try(path, book, options.sheet)) {
    form.sheet = sheet.name;
    SheetXml xml(path, book, sink, limits);
    read_part(path, parts, sheet.part, xml);
    if (form.rows > 0) break;
  }
  return form;
}

std::vector<std::string> xlsx_sheets(const std::string& path, const TableLimits& limits, bool hidden) {
  ZipParts parts(path, limits);
  std::vector<std::string> out;
  for (const auto& sheet : read_workbook(path, parts, limits).sheets) {
    if (hidden || !sheet.hidden) out.push_back(sheet.name);
  }
  return out;
}

}  // namespace liantu::io
