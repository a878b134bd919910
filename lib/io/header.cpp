// Part of liantu::io: see header.hpp.
#include "header.hpp"

#include "failure.hpp"
#include "unicode.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace liantu::io {

namespace {

bool is_personal(const std::string& key, const ColumnNames& names) {
  if (names.personal_whole.contains(key)) return true;
  return std::any_of(names.personal.begin(), names.personal.end(),
                     [&](const std::string& part) { return key.find(part) != std::string::npos; });
}

// The field of a header, or nothing.
std::optional<Column> recognise(const HeaderWords& words, const ColumnNames& names) {
  for (const auto& key : words.keys) {
    const auto it = names.fields.find(key);
    if (it == names.fields.end()) continue;
    const auto rank = names.rank.find(key);
    Column out;
    out.field = it->second;
    out.rank = rank == names.rank.end() ? 0 : rank->second;
    out.year = words.year;
    out.unit = words.unit;
    out.foreign = words.foreign;
    return out;
  }
  return std::nullopt;
}

// --column and --keep-column by normalised header.
struct Wanted {
  std::map<std::string, Field> columns;
  std::set<std::string> kept;
  std::set<std::string> hidden;

  explicit Wanted(const FirmOptions& options) {
    for (const auto& [header, field] : options.columns) columns[header_words(header).keys.front()] = field;
    for (const auto& header : options.keep_columns) kept.insert(header_words(header).keys.front());
    for (const auto& header : options.offered_columns) kept.insert(header_words(header).keys.front());
    for (const auto& header : options.hidden_columns) hidden.insert(header_words(header).keys.front());
  }
};

struct Score {
  std::size_t fields = 0;
  bool name = false;
};

Score score(const TableRow& row, const Wanted& wanted, const ColumnNames& names) {
  std::set<Field> fields;
  std::size_t other = 0;
  for (const std::string_view cell : row.cells) {
    if (cell.empty() || cell.size() > 200) continue;
    const HeaderWords words = header_words(cell);
    const auto it = wanted.columns.find(words.keys.front());
    if (it != wanted.columns.end()) {
      fields.insert(it->second);
    } else if (const auto column = recognise(words, names)) {
      fields.insert(column->field);
    } else if (is_personal(words.keys.front(), names) || wanted.kept.contains(words.keys.front())) {
      ++other;
    }
  }
  return {fields.size() + other, fields.contains(Field::name)};
}

std::string cell_list(const TableRow& row) {
  std::string out;
  for (const std::string_view cell : row.cells) {
    if (trim(cell).empty()) continue;
    if (out.size() > 200) return out + " …";
    out += (out.empty() ? "" : ", ") + std::string(utf8::prefix(trim(cell), 20));
  }
  return out;
}

const TableRow& find_header(const std::string& path, const std::vector<TableRow>& rows, const Wanted& wanted,
                            const ColumnNames& names) {
  const TableRow* best = nullptr;
  const TableRow* fullest = &rows.front();
  Score best_score;
  std::size_t most = 0;
  for (const auto& row : rows) {
    const Score found = score(row, wanted, names);
    if (found.name && (best == nullptr || found.fields > best_score.fields)) {
      best = &row;
      best_score = found;
    }
    if (found.fields > most) {
      most = found.fields;
      fullest = &row;
    }
  }
  if (best == nullptr) {
    fail(path, "row " + std::to_string(fullest->number),
         {"没有可作企业名称的列，只有：" + cell_list(*fullest),
          "no column that could be the firm's name, only: " + cell_list(*fullest)},
         {"表头中有 企业名称（或 公司名称、单位名称 等）", "a header 企业名称 (or 公司名称, 单位名称 …)"},
         {"补上表头，或用 --column name=表头 指明", "adding a header, or naming the column by --column name=HEADER"});
  }
  return *best;
}

[[noreturn]] void lacks(const std::string& path, const TableRow& row, const std::string& header,
                        const std::string& option) {
  fail(path, "row " + std::to_string(row.number),
       {option + " 所指的表头 " + header + " 不存在", "no header " + header + ", which " + option + " names"},
       Text(cell_list(row)), {"照抄表头原文", "copying the header as it is"});
}

void check_wanted(const std::string& path, const TableRow& row, const FirmOptions& options, const ColumnNames& names) {
  std::map<std::string, std::size_t> present;
  for (const std::string_view cell : row.cells) ++present[header_words(cell).keys.front()];
  for (const auto& [header, field] : options.columns) {
    const std::string key = header_words(header).keys.front();
    if (!present.contains(key)) lacks(path, row, header, "--column");
    const bool personal = is_personal(key, names) && !names.fields.contains(key);
    if (present[key] == 1 && !personal) continue;
    fail(path, "row " + std::to_string(row.number),
         personal ? Text(header + " 是个人信息列", header + " is a personal column")
                  : Text("有 " + std::to_string(present[key]) + " 列都叫 " + header,
                         std::to_string(present[key]) + " columns are called " + header),
         {"--column 指明唯一的、非个人信息的列", "one column for --column, and none that is personal"},
         {"改表头，使其唯一", "giving the column a header of its own"});
  }
  for (const auto& header : options.hidden_columns) {
    if (!present.contains(header_words(header).keys.front())) lacks(path, row, header, "--label");
  }
  for (const auto& header : options.keep_columns) {
    const std::string key = header_words(header).keys.front();
    if (!present.contains(key)) lacks(path, row, header, "--keep-column");
    if (!is_personal(key, names) || names.fields.contains(key)) continue;
    fail(path, "row " + std::to_string(row.number),
         {header + " 是个人信息列，一律不保留", header + " is a personal column, never kept"},
         {"--keep-column 指明非个人信息的列", "a column that is not personal for --keep-column"});
  }
}

bool tells_industry(Field field) { return field >= Field::industry_code && field <= Field::class_name; }

// Takes hidden columns, and all of industry if one of them is, out of the row: they are no columns of the table.
std::set<std::size_t> hidden_cells(const TableRow& row, const Wanted& wanted, const ColumnNames& names) {
  std::set<std::size_t> out;
  std::set<std::size_t> industries;
  bool all_industries = false;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const HeaderWords words = header_words(row.cells[i]);
    const auto column = recognise(words, names);
    const bool industry = column && tells_industry(column->field);
    if (industry) industries.insert(i);
    if (!wanted.hidden.contains(words.keys.front())) continue;
    out.insert(i);
    all_industries = all_industries || industry;
  }
  if (all_industries) out.insert(industries.begin(), industries.end());
  return out;
}

void sort_columns(Layout& layout) {
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    layout.by_field[static_cast<std::size_t>(layout.columns[i].field)].push_back(i);
  }
  for (auto& list : layout.by_field) {
    std::stable_sort(list.begin(), list.end(), [&](std::size_t a, std::size_t b) {
      const Column& x = layout.columns[a];
      const Column& y = layout.columns[b];
      return std::pair(x.rank, -x.year) < std::pair(y.rank, -y.year);
    });
  }
}

}  // namespace

Layout find_layout(const std::string& path, const std::vector<TableRow>& rows, const FirmOptions& options,
                   const ColumnNames& names) {
  const Wanted wanted(options);
  const TableRow& row = find_header(path, rows, wanted, names);
  check_wanted(path, row, options, names);
  std::set<Field> told;
  for (const auto& [key, field] : wanted.columns) told.insert(field);
  const std::set<std::size_t> hidden = hidden_cells(row, wanted, names);
  Layout out;
  out.row = row.number;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const std::string header(trim(row.cells[i]));
    if (header.empty()) continue;
    out.width = i + 1;
    const HeaderWords words = header_words(header);
    const std::string& key = words.keys.front();
    if (wanted.kept.contains(key)) out.kept.emplace_back(i, header);
    auto column = recognise(words, names);
    const auto it = wanted.columns.find(key);
    if (it != wanted.columns.end()) {
      if (!column) column = Column{};
      column->field = it->second;
      column->unit = words.unit;
    } else if (column && told.contains(column->field)) {
      column.reset();  // the caller said which column is this field
    }
    if (hidden.contains(i)) continue;
    if (!column) {
      const bool personal = is_personal(key, names) && !names.fields.contains(key);
      if (personal) out.personal.push_back(header);
      if (!personal && !wanted.kept.contains(key)) out.dropped.push_back(header);
      continue;
    }
    column->index = i;
    column->header = header;
    out.columns.push_back(std::move(*column));
    out.cells.push_back(squeezed(header));
  }
  sort_columns(out);
  return out;
}

}  // namespace liantu::io
