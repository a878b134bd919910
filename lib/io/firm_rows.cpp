// Part of liantu::io: see firm_rows.hpp. What a row says is read in firm_cells.cpp.
#include "firm_rows.hpp"

#include "cell_values.hpp"
#include "failure.hpp"
#include "rows.hpp"
#include "unicode.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace liantu::io {

namespace {

// What the bytes at the edges of a cell tell: that no blanks stand around it, and that it says something, as most do.
// Without branches, which would be guessed wrong too often.
class CellEdges {
 public:
  constexpr CellEdges() {
    for (unsigned byte = 0; byte < m_bytes.size(); ++byte) {
      const char c = static_cast<char>(byte);
      if (may_begin_blank(c) || may_begin_nothing(c)) m_bytes[byte] |= odd_first;
      if (byte <= ' ' || byte == 0x80 || byte == 0xA0) m_bytes[byte] |= odd_last;  // blanks end so
    }
    for (const std::string_view ideograph : ideographs_of_nothing) {
      m_bytes[static_cast<unsigned char>(ideograph[0])] |= lead;
      m_thirds |= std::uint64_t{1} << (static_cast<unsigned char>(ideograph[2]) & 63U);
    }
  }

  // True where the cell wants a closer look; for some others, too. Precondition: it is not empty.
  [[nodiscard]] bool are_odd(std::string_view cell) const {
    const char* const three = cell.size() < 3 ? "xxx" : cell.data();
    const auto third = static_cast<unsigned>(m_thirds >> (static_cast<unsigned char>(three[2]) & 63U));
    return ((what(cell.front()) | what(cell.back()) >> 1U | (what(three[0]) >> 2U & third)) & 1U) != 0;
  }

 private:
  static constexpr unsigned char odd_first = 1;
  static constexpr unsigned char odd_last = 2;
  static constexpr unsigned char lead = 4;  // of ideographs_of_nothing

  [[nodiscard]] unsigned what(char c) const { return m_bytes[static_cast<unsigned char>(c)]; }

  std::array<unsigned char, 256> m_bytes{};
  std::uint64_t m_thirds = 0;  // the last six bits of the third bytes of ideographs_of_nothing
};
constexpr CellEdges cell_edges;

// As a plain CSV has it: in quotes only where it would not be one cell without. Never written to a file (see csv.hpp).
std::string& append_csv_cell(std::string_view cell, std::string& out) {
  if (!cell.starts_with('"') && cell.find(',') == std::string_view::npos) return out.append(cell);
  out += '"';
  for (std::size_t quote = cell.find('"'); quote != std::string_view::npos; quote = cell.find('"')) {
    out.append(cell.substr(0, quote + 1)) += '"';
    cell.remove_prefix(quote + 1);
  }
  return out.append(cell) += '"';
}

}  // namespace

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
  m_cells.resize(m_layout.columns.size());
  for (std::size_t f = 0; f < m_layout.by_field.size(); ++f) {
    const auto field = static_cast<Field>(f);
    const auto& columns = m_layout.by_field[f];
    if (!columns.empty()) m_fields.push_back(field);
    const bool is_answer = field >= Field::anchor || field == Field::above_scale || field == Field::abnormal;
    for (const std::size_t at : columns) {
      const Column& column = m_layout.columns[at];
      auto& lookups = at == columns.front() ? m_best : m_others;
      lookups.push_back({column.index, &column, &m_cells[at], &m_found[f], is_answer});
    }
  }
  m_amounts.resize(m_layout.columns.size());
  for (const auto& column : m_layout.columns) {
    m_row_texts.append(to_string(column.field)) += ',';
    if (m_side_by_side.empty() || m_side_by_side.back().second + 1 != column.index) {
      m_side_by_side.emplace_back(column.index, column.index);
    } else {
      m_side_by_side.back().second = column.index;
    }
  }
  for (const auto& word : names.not_firms) {
    if (word.empty()) continue;
    m_no_firm.push_back({word, utf8::length(word) > 2 || word.ends_with(':')});
    if (const auto first = number_of(first_ideograph(word)); first != 0) m_no_firm_begins.push_back(first);
  }
  for (const auto& region : options.regions) m_regions.push_back(squeezed(region));
  for (const auto& region : options.outside) m_outside.push_back(squeezed(region));
  const bool told = m_layout.has(Field::province) || m_layout.has(Field::city) || m_layout.has(Field::county) ||
                    m_layout.has(Field::township) || m_layout.has(Field::address);
  if (!(m_regions.empty() && m_outside.empty()) && !told) {
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

// The cell of a column, to `cell` without blanks around it; whether it says something.
inline bool FirmRows::look_at_cell(const Lookup& lookup, std::span<const std::string_view> cells,
                                   std::string_view& cell) {
  cell = lookup.index < cells.size() ? cells[lookup.index] : std::string_view{};
  const bool has_text = !cell.empty();
  if (!cell_edges.are_odd(has_text ? cell : "xxx")) return has_text;
  const std::size_t size = cell.size();
  cell = trim(cell);
  m_is_trimmed = m_is_trimmed || cell.size() != size;
  // 无 is an answer in the columns of yes and no: they look at it themselves.
  return !(cell.empty() || is_word_for_nothing(cell)) || (lookup.is_answer && cell == "无");
}

void FirmRows::look_at(const TableRow& row) {
  m_row = &row;
  m_is_trimmed = false;
  for (const Lookup& lookup : m_best) {
    std::string_view cell;
    const bool says_something = look_at_cell(lookup, row.cells, cell);
    *lookup.cell = cell;
    *lookup.found = says_something ? Found{cell, lookup.column} : Found{};
  }
  for (const Lookup& lookup : m_others) {
    const bool says_something = look_at_cell(lookup, row.cells, *lookup.cell);
    if (says_something && lookup.found->column == nullptr) *lookup.found = {*lookup.cell, lookup.column};
  }
}

std::string FirmRows::place(const Found& found) const {
  return cell_place(m_row->number, found.column == nullptr ? 0 : found.column->index);
}

void FirmRows::learn(const TableRow& row) {
  look_at(row);
  if (const Found& found = pick(Field::industry_code); found.column != nullptr) m_finder.learn(found.text);
}

// The recognised columns of the row as a plain CSV has them, which need not be written where the table is one.
void FirmRows::add_to_fingerprint() {
  constexpr std::size_t enough = 1U << 12U;  // many rows at once are hashed sooner
  if (m_row->joined && !m_is_trimmed && m_layout.columns.back().index < m_row->cells.size()) {
    for (const auto& [first, last] : m_side_by_side) {
      const std::string_view end = m_row->cells[last];
      m_row_texts.append(m_row->cells[first].data(), end.data() + end.size()) += ',';
    }
  } else {
    for (const std::string_view cell : m_cells) append_csv_cell(cell, m_row_texts) += ',';
  }
  if (m_row_texts.size() >= enough) hash_row_texts();
}

void FirmRows::hash_row_texts() {
  m_fingerprint = hash128(m_row_texts, m_fingerprint);
  m_row_texts.clear();
}

bool FirmRows::is_no_firm(std::string_view name) {
  // Most names show by their first character that they are none of the words, and part with the header by it.
  const std::uint32_t first = number_of(first_ideograph(name));
  const bool may_be_listed =
      first == 0 || std::find(m_no_firm_begins.begin(), m_no_firm_begins.end(), first) != m_no_firm_begins.end();
  const auto may_begin = [](std::string_view cell, std::string_view text) {
    return text.starts_with(first_ideograph(cell));
  };
  const auto is_listed = [&](const Word& word) {
    return word.may_go_on ? m_text.starts_with(word.text) : m_text == word.text;
  };
  if (may_be_listed) {
    squeeze(name, m_text);
    if (std::any_of(m_no_firm.begin(), m_no_firm.end(), is_listed)) return true;
  }
  std::size_t same = 0;
  for (std::size_t i = 0; i < m_cells.size(); ++i) {
    if (may_begin(m_cells[i], m_layout.cells[i])) {
      squeeze(m_cells[i], m_text);
      if (m_text == m_layout.cells[i]) ++same;
    }
    if (same <= i / 2) return false;  // most rows part with the header at once
  }
  return true;
}

const FirmRows::Status& FirmRows::status() {
  return m_statuses(pick(Field::status).text, [&](std::string_view cell) {
    Status out;
    out.abnormal = cell.find("经营异常") != std::string_view::npos;
    std::string text = squeezed(cell);
    for (std::string_view kept : {"未注销", "未吊销"}) {
      for (auto at = text.find(kept); at != std::string::npos; at = text.find(kept)) text.erase(at, kept.size());
    }
    out.gone = std::any_of(m_names.gone_status.begin(), m_names.gone_status.end(),
                           [&](const std::string& word) { return text.find(word) != std::string::npos; });
    return out;
  });
}

FirmRows::Locality FirmRows::locality(std::string_view cell) {
  squeeze(cell, m_text);
  const auto holds = [&](const std::string& region) { return m_text.find(region) != std::string::npos; };
  return {std::any_of(m_regions.begin(), m_regions.end(), holds),
          std::any_of(m_outside.begin(), m_outside.end(), holds)};
}

bool FirmRows::is_local() {
  if (m_regions.empty() && m_outside.empty()) return true;
  Locality all;
  for (Field field : {Field::province, Field::city, Field::county, Field::township}) {
    const Locality one = m_localities(pick(field).text, [&](std::string_view cell) { return locality(cell); });
    all = {all.within || one.within, all.left_out || one.left_out};
    if (all.within && m_outside.empty()) return true;
  }
  const Locality one = locality(pick(Field::address).text);
  return (m_regions.empty() || all.within || one.within) && !all.left_out && !one.left_out;
}

bool FirmRows::leave_out() {
  const Found& name = pick(Field::name);
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
  if (status().gone) {
    ++m_report.deregistered;
    return true;
  }
  if (!is_local()) {
    ++m_report.elsewhere;
    return true;
  }
  return false;
}

// What the firm is known by: its credit code where that holds.
void FirmRows::read_key(Firm& firm) {
  const std::string_view code = pick(Field::credit_code).text;
  if (is_credit_code(code)) {
    firm.credit_code.assign(code);
  } else {
    tidy_code(code, firm.credit_code);
    if (!is_credit_code(firm.credit_code)) firm.credit_code.clear();
  }
  if (!firm.credit_code.empty()) {
    m_key = hash128(firm.credit_code, {0x6c69616e7475, 1});
  } else {
    // NFKC folds full-width brackets; region keeps apart shops of one name in two counties.
    m_text = "n" + squeezed(pick(Field::name).text) + '\x1F' + squeezed(pick(Field::province).text) + '\x1F' +
             squeezed(pick(Field::city).text) + '\x1F' + squeezed(pick(Field::county).text);
    m_key = hash128(m_text, {0x6c69616e7475, 1});
  }
  m_seen.prepare(m_key);  // the row's other cells are looked at meanwhile
}

bool FirmRows::is_duplicate(const Firm& firm) {
  if (m_seen.insert(m_key)) return false;
  ++m_report.duplicates;
  m_notes.add("duplicate", "row " + std::to_string(m_row->number),
              {"与前面的行重复，已跳过：" + firm.name, "the same firm as a row before, left out: " + firm.name},
              {"每家企业一行", "each firm once"});
  return true;
}

void FirmRows::count(const Firm& firm) {
  ++m_report.firms;
  for (const Field field : m_fields) {
    if (pick(field).column != nullptr) ++m_report.filled[static_cast<std::size_t>(field)];
  }
  ++m_report.size_sources[static_cast<std::size_t>(firm.size_source)];
  if (firm.flagged()) ++m_report.flagged;
  if (!firm.industry_code.empty()) ++m_sections[static_cast<unsigned char>(m_section)];
  if (!firm.city.empty()) {
    ++*m_city_counts(firm.city, [this](std::string_view city) { return &m_cities[std::string(city)]; });
  }
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

bool FirmRows::read(const TableRow& row, Firm& firm) {
  look_at(row);
  read_key(firm);  // long before it is looked up, so that memory has the time to bring it
  ++m_report.rows;
  add_to_fingerprint();
  if (leave_out()) return false;
  m_seen.prepare_more(m_key);
  firm.row = row.number;
  read_texts(firm);
  if (is_duplicate(firm)) return false;
  read_code(firm);
  read_industry(firm);
  read_figures(firm);
  read_flags(firm);
  read_size(firm);
  count(firm);
  return true;
}

void FirmRows::finish() {
  for (std::size_t section = 0; section < m_sections.size(); ++section) {
    if (m_sections[section] > 0) m_report.sections[static_cast<char>(section)] = m_sections[section];
  }
  m_report.cities.insert(m_cities.begin(), m_cities.end());
  hash_row_texts();
  m_report.fingerprint = m_fingerprint.hex16();
}

}  // namespace liantu::io
