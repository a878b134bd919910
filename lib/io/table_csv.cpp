// Delimited text: encoding and delimiter found out, libcsv for the quoting, one row in memory at a time.
#include "table_csv.hpp"

#include "encoding.hpp"
#include "failure.hpp"
#include "rows.hpp"

#include "liantu/text.hpp"

#include <csv.h>

#include <algorithm>
#include <cerrno>
#include <exception>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu::io {

namespace {

constexpr std::size_t chunk_bytes = 1U << 16U;
constexpr std::string_view mark = "\uFEFF";

// The delimiter that the most of the first lines hold the same number of times; quoted ones do not count.
char find_delimiter(std::string_view text) {
  static constexpr std::string_view candidates = ",\t;";
  std::array<std::map<std::size_t, std::size_t>, 3> lines;  // by candidate: number in a line -> lines
  std::array<std::size_t, 3> counts{};
  bool quoted = false;
  std::size_t line = 0;
  for (std::size_t at = 0; at <= text.size() && line < 30; ++at) {
    const char c = at < text.size() ? text[at] : '\n';
    if (c == '"') quoted = !quoted;
    if (quoted && at < text.size()) continue;
    if (const auto candidate = candidates.find(c); candidate != std::string_view::npos) ++counts[candidate];
    if (c != '\n' && c != '\r') continue;
    ++line;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      if (counts[i] > 0) ++lines[i][counts[i]];
    }
    counts = {};
  }
  std::pair<std::size_t, std::size_t> best{0, 0};
  char out = ',';
  for (std::size_t i = 0; i < lines.size(); ++i) {
    for (const auto& [count, times] : lines[i]) {
      if (std::pair(times, count) <= best) continue;
      best = {times, count};
      out = candidates[i];
    }
  }
  return out;
}

// Feeds UTF-8 to libcsv and turns its callbacks into rows.
class CsvRows {
 public:
  CsvRows(const std::string& path, char delimiter, RowSink& sink, const TableLimits& limits)
      : m_path(path), m_sink(sink), m_limits(limits) {
    if (csv_init(&m_parser, CSV_REPALL_NL) != 0) throw std::bad_alloc();
    csv_set_delim(&m_parser, static_cast<unsigned char>(delimiter));
  }
  CsvRows(const CsvRows&) = delete;
  CsvRows& operator=(const CsvRows&) = delete;
  ~CsvRows() { csv_free(&m_parser); }

  // False once no more rows are wanted.
  bool feed(std::string_view text) {
    while (!text.empty() && !m_done) {
      const std::string_view part = text.substr(0, chunk_bytes);
      if (csv_parse(&m_parser, part.data(), part.size(), on_cell, on_end, this) != part.size()) throw std::bad_alloc();
      if (m_error) std::rethrow_exception(m_error);
      // Checked between chunks, so that an unclosed quote does not swallow gigabytes.
      if (m_parser.entry_pos > m_limits.cell_bytes) too_long();
      text.remove_prefix(part.size());
    }
    return !m_done;
  }

  void finish() {
    if (m_done) return;
    // csv_fini tells only in strict mode, which would also refuse 甲"乙"丙. State 2 is FIELD_BEGUN, inside a cell.
    if (m_parser.quoted != 0 && m_parser.pstate == 2) {
      fail(m_path, cell_place(m_number, m_cells.size()),
           {"此处开始的引号到文件末尾都没有闭合", "the quote that opens here is not closed by the end of the file"},
           {"成对的双引号", "quotes in pairs"},
           {"检查该单元格中的双引号，或用表格软件重新另存为 CSV",
            "looking at the quotes of this cell, or saving the table as CSV again"});
    }
    (void)csv_fini(&m_parser, on_cell, on_end, this);
    if (m_error) std::rethrow_exception(m_error);
  }

 private:
  static void on_cell(void* bytes, std::size_t size, void* self) {
    static_cast<CsvRows*>(self)->guarded([&](CsvRows& rows) { rows.cell({static_cast<const char*>(bytes), size}); });
  }
  static void on_end(int terminator, void* self) {
    static_cast<CsvRows*>(self)->guarded([&](CsvRows& rows) { rows.end(terminator); });
  }

  // libcsv is C: no exception may pass through it.
  template <class Work>
  void guarded(Work work) {
    if (m_done || m_error) return;
    try {
      work(*this);
    } catch (...) {
      m_error = std::current_exception();
    }
  }

  void cell(std::string_view text) {
    m_after_return = false;
    if (text.size() > m_limits.cell_bytes) too_long();
    m_row_bytes += text.size();
    if (m_row_bytes > m_limits.row_bytes) too_long();
    const bool blank = trim(text).empty();
    if (m_cells.size() >= m_limits.columns && !blank) too_many_columns(m_path, m_number, m_limits);
    if (m_cells.size() < m_limits.columns) m_cells.emplace_back(blank ? std::string_view{} : text);
  }

  void end(int terminator) {
    const bool half_of_crlf = m_after_return && terminator == '\n' && m_cells.empty();
    m_after_return = terminator == '\r';
    if (half_of_crlf) return;
    if (!m_cells.empty()) m_done = !m_sink.row(m_number, std::exchange(m_cells, {}));
    m_row_bytes = 0;
    ++m_number;
  }

  [[noreturn]] void too_long() const {
    fail(m_path, cell_place(m_number, m_cells.size()),
         {"单元格超过 " + std::to_string(m_limits.cell_bytes) + " 字节，或一行超过 " +
              std::to_string(m_limits.row_bytes) + " 字节",
          "a cell over " + std::to_string(m_limits.cell_bytes) + " bytes, or a row over " +
              std::to_string(m_limits.row_bytes)},
         {"成对的双引号", "quotes in pairs"},
         {"检查此处的双引号是否没有闭合", "looking for a quote that is not closed here"});
  }

  std::string m_path;
  RowSink& m_sink;
  const TableLimits& m_limits;
  csv_parser m_parser{};
  std::vector<std::string> m_cells;
  std::uint64_t m_row_bytes = 0;
  std::uint64_t m_number = 1;
  bool m_after_return = false;
  bool m_done = false;
  std::exception_ptr m_error;
};

// Takes byte order marks out of the middle of the text: files joined end to end hold them.
class MarkFilter {
 public:
  // The text without marks; a mark cut by the end of `text` waits for more.
  std::string_view operator()(std::string_view text, bool last) {
    m_text.append(text);
    m_out.clear();
    std::size_t from = 0;
    for (auto at = m_text.find(mark); at != std::string::npos; at = m_text.find(mark, from)) {
      m_out.append(m_text, from, at - from);
      from = at + mark.size();
    }
    std::size_t keep = 0;
    for (std::size_t n = 1; n < mark.size() && !last; ++n) {
      if (m_text.size() - from >= n && m_text.ends_with(mark.substr(0, n))) keep = n;
    }
    m_out.append(m_text, from, m_text.size() - from - keep);
    m_text.erase(0, m_text.size() - keep);
    return m_out;
  }

 private:
  std::string m_text;
  std::string m_out;
};

Encoding choose_encoding(const std::string& path, std::string_view head, bool whole, const TableOptions& options) {
  if (const auto named = encoding_named(options.encoding)) return *named;
  if (const auto guess = guess_encoding(head, whole)) return *guess;
  fail(path, "", {"是二进制内容，不是表格", "binary, no table"}, {"CSV 或 XLSX", "CSV or XLSX"},
       {"用表格软件另存为 .xlsx 或 CSV UTF-8；若确为文本，用 --encoding 指明编码",
        "saving it as .xlsx or CSV UTF-8 in a spreadsheet program; if it is text, name it by --encoding"});
}

// Excel's own way to say the delimiter: a first line `sep=;`.
char told_delimiter(std::string_view text) {
  const std::string_view line = trim(text.substr(0, std::min(text.find('\n'), text.size())));
  return line.size() == 5 && fold(line.substr(0, 4)) == "sep=" ? line[4] : '\0';
}

}  // namespace

ByteSource::ByteSource(const std::string& path) : m_path(path), m_file(std::fopen(path.c_str(), "rb")) {
  if (!m_file) fail(path, "", {"无法打开此文件", "cannot open this file"}, {"一个可读的文件", "a readable file"});
}

bool ByteSource::read(std::string& out, std::size_t most) {
  const std::size_t before = out.size();
  out.resize(before + most);
  const std::size_t got = std::fread(out.data() + before, 1, most, m_file.get());
  out.resize(before + got);
  m_bytes += got;
  if (std::ferror(m_file.get()) != 0) {
    fail(m_path, "", {"读取失败", "cannot be read"}, {"一个可读的文件，不是文件夹", "a readable file, not a folder"});
  }
  return got == most;
}

TableForm read_csv(const std::string& path, ByteSource& source, std::string head, bool whole,
                   const TableOptions& options, const std::function<bool(TableRow&&)>& each,
                   const TableLimits& limits) {
  TableForm form;
  form.kind = "csv";
  const auto bom = byte_order_mark(head);
  const Encoding encoding = bom ? bom->encoding : choose_encoding(path, head, whole, options);
  form.encoding = std::string(name_of(encoding)) + (bom && encoding == Encoding::utf8 ? "-bom" : "");
  if (bom) head.erase(0, bom->bytes);

  Transcoder transcoder(encoding);
  std::string text;
  const auto decode = [&](std::string_view bytes, bool last) -> std::string_view {
    if (encoding == Encoding::utf8) return bytes;  // rows mend themselves: see RowSink
    text.clear();
    transcoder.convert(bytes, last, text);
    return text;
  };
  const std::string_view first = decode(head, whole);
  const char told = told_delimiter(first);
  form.delimiter = told != '\0' ? told : find_delimiter(first.substr(0, chunk_bytes));

  RowSink sink(each, form);
  CsvRows rows(path, form.delimiter, sink, limits);
  if (told != '\0') sink.skip_first_row();
  MarkFilter filter;
  bool more = rows.feed(filter(first, whole));
  head = {};
  std::string bytes;
  for (bool at_end = whole; !at_end && more;) {
    bytes.clear();
    at_end = !source.read(bytes, chunk_bytes);
    more = rows.feed(filter(decode(bytes, at_end), at_end));
  }
  rows.finish();
  form.bytes = source.bytes();
  form.bad_bytes += transcoder.bad();
  return form;
}

}  // namespace liantu::io
