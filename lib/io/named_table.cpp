#include "named_table.hpp"

#include "failure.hpp"
#include "unicode.hpp"

#include "liantu/csv.hpp"
#include "liantu/date.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace liantu::io {

namespace {

constexpr std::size_t header_rows = 20;

std::vector<std::optional<std::size_t>> places_of(const NamedRow& row, const std::vector<NamedColumn>& columns) {
  std::vector<std::optional<std::size_t>> out(columns.size());
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    if (row.cells[i].size() > 200) continue;
    const std::string header = squeezed(row.cells[i]);
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const auto& names = columns[c].headers;
      if (!out[c] && std::find(names.begin(), names.end(), header) != names.end()) out[c] = i;
    }
  }
  return out;
}

std::size_t found(const std::vector<std::optional<std::size_t>>& places) {
  return static_cast<std::size_t>(
      std::count_if(places.begin(), places.end(), [](const auto& place) { return place.has_value(); }));
}

}  // namespace

const NamedColumn& firm_name_column() {
  static const NamedColumn column{
      Text("企业名称", "firm"),
      {"企业名称", "公司名称", "单位名称", "详细名称", "机构名称", "市场主体名称", "纳税人名称", "企业", "公司", "单位",
       "名称", "firm", "firmname", "company", "companyname", "name"}};
  return column;
}

const NamedColumn& credit_code_column() {
  static const NamedColumn column{
      Text("统一社会信用代码", "credit_code"),
      {"统一社会信用代码", "社会信用代码", "信用代码", "统一代码", "credit_code", "creditcode", "code"}};
  return column;
}

NamedTable::NamedTable(const std::string& path, const TableOptions& options, std::vector<NamedColumn> columns)
    : m_columns(std::move(columns)), m_at(m_columns.size()) {
  const TableForm form = read_table(path, options, [&](const TableRow& row) {
    m_rows.push_back({row.number, {row.cells.begin(), row.cells.end()}});
    return true;
  });
  if (form.kind == "csv") {
    for (NamedRow& row : m_rows) {
      for (std::string& cell : row.cells) cell = csv_literal(cell);
    }
  }
  if (!m_rows.empty()) m_first = m_rows.front().number;
  std::size_t header = 0;
  for (std::size_t i = 0; i < m_rows.size() && i < header_rows; ++i) {
    auto places = places_of(m_rows[i], m_columns);
    if (found(places) <= found(m_at)) continue;
    m_at = std::move(places);
    m_header = m_rows[i].number;
    header = i;
  }
  if (m_header == 0) return;
  for (std::size_t i = 0; i < m_rows[header].cells.size(); ++i) {
    const bool known = std::find(m_at.begin(), m_at.end(), std::optional(i)) != m_at.end();
    if (!known && !trim(m_rows[header].cells[i]).empty()) m_unknown.emplace_back(trim(m_rows[header].cells[i]));
  }
  m_rows.erase(m_rows.begin(), m_rows.begin() + static_cast<std::ptrdiff_t>(header) + 1);
}

std::string_view NamedTable::cell(const NamedRow& row, std::size_t column) const {
  const auto& at = m_at[column];
  return at && *at < row.cells.size() ? trim(row.cells[*at]) : std::string_view{};
}

std::string NamedTable::place(const NamedRow& row, std::size_t column) const {
  return m_at[column] ? cell_place(row.number, *m_at[column]) : "row " + std::to_string(row.number);
}

std::string NamedTable::header_place() const { return "row " + std::to_string(has_header() ? m_header : m_first); }

void NamedTable::tell_missing(const std::vector<std::size_t>& columns, ProblemSink& sink) const {
  Text wanted;
  Text found;
  for (std::size_t column : columns) {
    const Text& name = m_columns[column].name;
    found.zh += (found.zh.empty() ? "" : "、") + name.zh;
    found.en += (found.en.empty() ? "" : " or ") + name.zh;
    wanted.zh += (wanted.zh.empty() ? "" : " 或 ") + name.zh;
    wanted.en += (wanted.en.empty() ? "" : " or ") + name.zh + " (" + name.en + ")";
  }
  sink.add(header_place(), Text("没有 " + found.zh + " 列", "no column " + found.en),
           Text("表头 " + wanted.zh, "a header " + wanted.en));
}

TableOptions sheet_named(const std::string& path, const std::vector<std::string_view>& names) {
  TableOptions out;
  for (const std::string& sheet : sheets_of(path)) {
    if (out.sheet.empty() && std::find(names.begin(), names.end(), sheet) != names.end()) out.sheet = sheet;
  }
  return out;
}

std::optional<std::string> iso_date(std::string_view cell) {
  std::string text = nfkc_fold(trim(cell));
  // A time of day says nothing here.
  if (const auto time = text.find_first_of(" t"); time != std::string::npos && text.find(':') != std::string::npos)
    text.resize(time);
  const bool compact = text.size() == 8 && text.find_first_not_of("0123456789") == std::string::npos;
  if (compact) text = text.substr(0, 4) + "-" + text.substr(4, 2) + "-" + text.substr(6);
  std::array<std::string, 3> parts;
  std::size_t part = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] >= '0' && text[at] <= '9') {
      if (part == parts.size()) return std::nullopt;
      parts[part] += text[at++];
      continue;
    }
    static constexpr std::array<std::string_view, 7> marks{"-", "/", ".", "年", "月", "日", "号"};
    const auto mark = std::find_if(marks.begin(), marks.end(), [&](std::string_view m) {
      return std::string_view(text).substr(at).starts_with(m);
    });
    if (mark == marks.end() || part == parts.size() || parts[part].empty()) return std::nullopt;
    at += mark->size();
    ++part;
  }
  std::string out = parts[0];
  for (std::size_t i = 1; i < parts.size() && !parts[i].empty(); ++i)
    out += (parts[i].size() == 1 ? "-0" : "-") + parts[i];
  return parse_date(out) ? std::optional(out) : std::nullopt;
}

std::optional<double> amount_of(std::string_view cell) {
  std::string digits;
  for (const char c : cell) {
    if (c != ',') digits += c;
  }
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size() || !std::isfinite(value) || value < 0) return {};
  return value;
}

}  // namespace liantu::io
