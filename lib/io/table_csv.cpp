// Delimited text: encoding and delimiter found out, then row by row.
#include "table_csv.hpp"

#include "csv_rows.hpp"
#include "csv_text.hpp"
#include "encoding.hpp"
#include "failure.hpp"
#include "rows.hpp"

#include "liantu/text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

namespace liantu::io {

namespace {

constexpr std::size_t delimiter_bytes = 1U << 16U;  // that tell the delimiter

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

Encoding choose_encoding(const std::string& path, std::string_view head, bool whole, const TableOptions& options) {
  if (const auto named = encoding_named(options.encoding)) return *named;
  if (const auto guess = guess_encoding(head, whole)) return *guess;
  fail(path, "", {"是二进制内容，不是表格", "binary, no table"}, {"CSV 或 XLSX", "CSV or XLSX"},
       {"用表格软件另存为 .xlsx 或 CSV UTF-8；若确为文本，用 --encoding 指明编码",
        "saving it as .xlsx or CSV UTF-8 in a spreadsheet program; if it is text, name it by --encoding"});
}

// Excel's own way to say the delimiter: a first line `sep=;`. A quotation mark or half a character is none.
char told_delimiter(std::string_view text) {
  const std::string_view line = trim(text.substr(0, std::min(text.find('\n'), text.size())));
  if (line.size() != 5 || fold(line.substr(0, 4)) != "sep=") return '\0';
  return line[4] > ' ' && line[4] != '"' ? line[4] : '\0';
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
                   const TableOptions& options, const std::function<bool(const TableRow&)>& each,
                   const TableLimits& limits) {
  TableForm form;
  form.kind = "csv";
  const auto bom = byte_order_mark(head);
  const Encoding encoding = bom ? bom->encoding : choose_encoding(path, head, whole, options);
  form.encoding = std::string(name_of(encoding)) + (bom && encoding == Encoding::utf8 ? "-bom" : "");
  if (bom) head.erase(0, bom->bytes);

  CsvText text(source, encoding, std::move(head), whole);
  const char told = told_delimiter(text.window());
  form.delimiter = told != '\0' ? told : find_delimiter(text.window().substr(0, delimiter_bytes));
  RowSink sink(each, form);
  if (told != '\0') sink.skip_first_row();
  CsvRows(path, form.delimiter, limits).read(text, sink);
  form.bytes = source.bytes();
  form.bad_bytes += text.bad();
  return form;
}

}  // namespace liantu::io
