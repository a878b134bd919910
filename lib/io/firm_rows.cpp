// Part of liantu::io: see firm_rows.hpp. What a row says is read in firm_cells.cpp.
#include "firm_rows.hpp"

#include "cell_values.hpp"
#include "failure.hpp"
#include "unicode.hpp"

#include <algorithm>
#include <utility>

namespace liantu::io {

void NoteTaker::add(std::string_view kind, std::string where, Text found, Text wanted, Text remedy) {
  if (++m_counts[kind] > 5) return;
  m_notes.push_back({m_file, std::move(where), std::move(found), std::move(wanted), std::move(remedy)});
}

FirmRows::FirmRows(const std::string& file, Layout layout, const FirmOptions& options, const ColumnNames& names,
                   const Classification& classification, ReadingReport& report)
    : m_layout(std::move(layout)),
      m_options(options),
      m_names(names),
      m_classification(classification),
      m_report(report),
      m_notes(file, report.notes),
      m_finder(classification) {
  for (const auto& column : m_layout.columns) m_report.recognised.emplace_back(column.header, column.field);
  m_report.dropped_columns = m_layout.dropped;
  m_report.personal_columns = m_layout.personal;
  for (const auto& region : options.regions) m_regions.push_back(squeezed(region));
  const bool told = m_layout.has(Field::province) || m_layout.has(Field::city) || m_layout.has(Field::county) ||
                    m_layout.has(Field::township) || m_layout.has(Field::address);
  if (!m_regions.empty() && !told) {
    fail(file, "row " + std::to_string(m_layout.row), {"没有说明地区的列", "no column that tells the region"},
         {"所属省份、所属城市、所属区县 或 地址 列", "a column 所属省份, 所属城市, 所属区县 or 地址"},
         {"去掉 --region，或用 --column county=表头 指明", "leaving --region out, or --column county=HEADER"});
  }
  const bool tells = std::any_of(m_layout.columns.begin(), m_layout.columns.end(), [](const Column& column) {
    return (column.field >= Field::industry_code && column.field <= Field::tags);
  });
  if (!tells) {
    m_notes.add("names alone", "row " + std::to_string(m_layout.row),
                {"只有企业名称可用来对应环节", "only the firm's name can be used"},
                {"行业代码、经营范围 或 主要产品", "行业代码, 经营范围 or 主要产品"},
                {"补充这些列，结果会可靠得多", "adding columns makes the result much firmer"});
  }
}

FirmRows::Found FirmRows::pick(Field field) const {
  for (const std::size_t at : m_layout.by_field[static_cast<std::size_t>(field)]) {
    const Column& column = m_layout.columns[at];
    if (column.index >= m_row->cells.size()) continue;
    const std::string_view cell = trim(m_row->cells[column.index]);
    // 无 is an answer in the columns of yes and no: they look at it themselves.
    const bool answers = field >= Field::anchor || field == Field::above_scale || field == Field::abnormal;
    if (cell.empty() || (says_nothing(cell) && !(answers && cell == "无"))) continue;
    return {cell, &column};
  }
  return {};
}

std::string FirmRows::place(const Found& found) const {
  return cell_place(m_row->number, found.column == nullptr ? 0 : found.column->index);
}

void FirmRows::learn(const TableRow& row) {
  m_row = &row;
  if (const Found found = pick(Field::industry_code); found.column != nullptr) m_finder.learn(found.text);
}

void FirmRows::add_to_fingerprint() {
  std::string cells;
  for (const auto& column : m_layout.columns) {
    cells += to_string(column.field);
    cells += '\x1F';
    if (column.index < m_row->cells.size()) cells += trim(m_row->cells[column.index]);
    cells += '\x1E';
  }
  m_fingerprint = hash128(cells, m_fingerprint);
}

bool FirmRows::is_no_firm(std::string_view name) const {
  const std::string folded = squeezed(name);
  const bool listed = std::any_of(m_names.not_firms.begin(), m_names.not_firms.end(), [&](const std::string& word) {
    return folded == word || (utf8::length(word) > 2 && folded.starts_with(word));
  });
  if (listed) return true;
  std::size_t same = 0;
  for (std::size_t i = 0; i < m_layout.columns.size(); ++i) {
    const std::size_t index = m_layout.columns[i].index;
    if (index < m_row->cells.size() && squeezed(m_row->cells[index]) == m_layout.cells[i]) ++same;
    if (same <= i / 2) return false;  // most rows part with the header at once
  }
  return true;
}

bool FirmRows::is_gone() const {
  std::string status = squeezed(pick(Field::status).text);
  for (std::string_view kept : {"未注销", "未吊销"}) {
    for (auto at = status.find(kept); at != std::string::npos; at = status.find(kept)) status.erase(at, kept.size());
  }
  return std::any_of(m_names.gone_status.begin(), m_names.gone_status.end(),
                     [&](const std::string& word) { return status.find(word) != std::string::npos; });
}

bool FirmRows::is_local() const {
  if (m_regions.empty()) return true;
  for (Field field : {Field::province, Field::city, Field::county, Field::township, Field::address}) {
    const std::string cell = squeezed(pick(field).text);
    for (const auto& region : m_regions) {
      if (cell.find(region) != std::string::npos) return true;
    }
  }
  return false;
}

bool FirmRows::leave_out() {
  const Found name = pick(Field::name);
  if (name.text.empty()) {
    ++m_report.nameless;
    m_notes.add("nameless", "row " + std::to_string(m_row->number),
                {"没有企业名称，已跳过", "no firm's name, left out"}, {"每行一家企业", "one firm a row"});
    return true;
  }
  if (is_no_firm(name.text)) {
    ++m_report.not_firms;
    m_notes.add("no firm", place(name),
                {"不是企业，已跳过：" + std::string(utf8::prefix(name.text, 30)),
                 "no firm, left out: " + std::string(utf8::prefix(name.text, 30))},
                {"每行一家企业", "one firm a row"});
    return true;
  }
  if (is_gone()) {
    ++m_report.deregistered;
    return true;
  }
  if (!is_local()) {
    ++m_report.elsewhere;
    return true;
  }
  return false;
}

bool FirmRows::is_duplicate(const Firm& firm) {
  std::string key = "c" + firm.credit_code;
  if (firm.credit_code.empty()) {
    // NFKC folds full-width brackets; region keeps apart shops of one name in two counties.
    key = "n" + squeezed(firm.name) + '\x1F' + squeezed(firm.province) + '\x1F' + squeezed(firm.city) + '\x1F' +
          squeezed(firm.county);
  }
  if (m_seen.insert(hash128(key, {0x6c69616e7475, 1})).second) return false;
  ++m_report.duplicates;
  m_notes.add("duplicate", "row " + std::to_string(m_row->number),
              {"与前面的行重复，已跳过：" + firm.name, "the same firm as a row before, left out: " + firm.name},
              {"每家企业一行", "each firm once"});
  return true;
}

void FirmRows::count(const Firm& firm) {
  ++m_report.firms;
  for (std::size_t i = 0; i < m_report.filled.size(); ++i) {
    if (pick(static_cast<Field>(i)).column != nullptr) ++m_report.filled[i];
  }
  ++m_report.size_sources[static_cast<std::size_t>(firm.size_source)];
  if (firm.flagged()) ++m_report.flagged;
  if (!firm.industry_code.empty()) ++m_report.sections[m_classification.section_of(firm.industry_code)];
  if (!firm.city.empty()) ++m_report.cities[firm.city];
  const std::size_t cells = m_row->cells.size();
  if (cells < m_layout.width) {
    ++m_report.short_rows;
    m_notes.add("short", "row " + std::to_string(m_row->number),
                {"只有 " + std::to_string(cells) + " 列", "only " + std::to_string(cells) + " cells"},
                {std::to_string(m_layout.width) + " 列，缺的按空白处理",
                 std::to_string(m_layout.width) + "; the missing ones are read as blank"});
  }
  for (std::size_t i = m_layout.width; i < cells; ++i) {
    if (trim(m_row->cells[i]).empty()) continue;
    ++m_report.long_rows;
    m_notes.add("long", cell_place(m_row->number, i),
                {"表头之外的单元格：" + std::string(utf8::prefix(m_row->cells[i], 30)),
                 "a cell beyond the header: " + std::string(utf8::prefix(m_row->cells[i], 30))},
                {std::to_string(m_layout.width) + " 列", std::to_string(m_layout.width) + " cells"},
                {"检查此行是否错位", "looking whether the row's cells have moved"});
    break;
  }
}

std::optional<Firm> FirmRows::read(const TableRow& row) {
  m_row = &row;
  ++m_report.rows;
  add_to_fingerprint();
  if (leave_out()) return std::nullopt;
  Firm firm;
  firm.row = row.number;
  read_texts(firm);
  firm.credit_code = tidy_code(pick(Field::credit_code).text);
  const bool valid = is_credit_code(firm.credit_code);
  if (!valid) firm.credit_code.clear();
  if (is_duplicate(firm)) return std::nullopt;
  read_code(firm);
  read_industry(firm);
  read_figures(firm);
  read_flags(firm);
  read_size(firm);
  count(firm);
  return firm;
}

}  // namespace liantu::io
