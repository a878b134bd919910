#include "liantu/chain/chain_tables.hpp"

#include "chain_columns.hpp"
#include "failure.hpp"

#include "liantu/chain/chain_json.hpp"
#include "liantu/csv.hpp"
#include "liantu/firm/table.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <utility>

namespace liantu {

namespace {

namespace json = boost::json;
using io::ChainColumn;

constexpr std::array<ChainPart, 5> parts{ChainPart::links, ChainPart::waivers, ChainPart::sources, ChainPart::nodes,
                                         ChainPart::chain};

// A row that is looked at again when the whole table is read.
struct SheetRow {
  std::uint64_t number = 0;
  std::vector<std::string> cells;
};

// A table as it was found: which columns stand where.
struct Sheet {
  std::string file;  // and the sheet of it
  std::map<std::size_t, const ChainColumn*> columns;
  std::vector<SheetRow> rows;
};

using Sheets = std::map<ChainPart, Sheet>;

const ChainColumn* column_named(ChainPart part, std::string_view header) {
  const std::string wanted = fold(trim(header));
  const auto& columns = io::columns_of(part);
  const auto it = std::find_if(columns.begin(), columns.end(),
                               [&](const ChainColumn& c) { return fold(c.zh) == wanted || c.path == wanted; });
  return it == columns.end() ? nullptr : &*it;
}

// What a table holds: the first kind all of whose telling columns its header has.
std::optional<ChainPart> part_of(const SheetRow& header) {
  for (const ChainPart part : parts) {
    const auto& columns = io::columns_of(part);
    const bool all = std::all_of(columns.begin(), columns.end(), [&](const ChainColumn& column) {
      return !column.telling || std::any_of(header.cells.begin(), header.cells.end(), [&](const std::string& cell) {
        return column_named(part, cell) == &column;
      });
    });
    if (all) return part;
  }
  return std::nullopt;
}

Text wanted_headers() {
  Text out;
  for (const ChainPart part : {ChainPart::nodes, ChainPart::links}) {
    const bool first = out.empty();
    out.zh += (first ? "" : "；") + std::string(label(part)) + "表：";
    out.en += (first ? "" : "; ") + std::string(to_string(part)) + ":";
    for (const ChainColumn& column : io::columns_of(part)) {
      if (!column.telling) continue;
      out.zh += std::string(column.zh) + " ";
      out.en += " " + std::string(column.path);
    }
  }
  return out;
}

class TablesReader {
 public:
  explicit TablesReader(const Chain* base) : m_base(base) {}

  void read(const std::string& path) {
    m_files += (m_files.empty() ? "" : ", ") + path;
    const std::vector<std::string> sheets = sheets_of(path);
    if (sheets.empty()) read_sheet(path, path, "");
    for (const auto& sheet : sheets) read_sheet(path, path + "[" + sheet + "]", sheet);
  }

  Chain chain() {
    if (!m_sheets.contains(ChainPart::nodes))
      m_problems.push_back({m_files, "", Text("没有环节表", "no table of nodes"), wanted_headers(), {}});
    if (!m_sheets.contains(ChainPart::chain) && m_base == nullptr)
      m_problems.push_back({m_files,
                            "",
                            Text("不知是哪条产业链", "nothing says which chain it is"),
                            Text("产业链表（产业链编号 产业链名称），或以 --base 给出的产业链文件",
                                 "a table of the chain (id name), or a chain file given by --base"),
                            {}});
    if (!m_problems.empty()) throw InputError(m_problems);
    json::object document = m_base == nullptr ? json::object{} : base();
    document["schema_version"] = chain_schema_version;
    for (const auto& [part, sheet] : m_sheets) put(document, part, sheet);
    try {
      Chain out = detail::ChainReader("").read(document);
      if (m_problems.empty()) return out;
    } catch (const InputError& error) {
      for (const Problem& problem : error.problems()) m_problems.push_back(placed(problem));
    }
    throw InputError(m_problems);
  }

 private:
  void read_sheet(const std::string& path, const std::string& name, const std::string& wanted) {
    std::vector<SheetRow> rows;
    const TableForm form = read_table(path, {"", wanted, true}, [&](const TableRow& row) {
      rows.push_back({row.number, {row.cells.begin(), row.cells.end()}});
      return true;
    });
    if (rows.empty()) return;
    if (form.kind == "csv") {
      for (SheetRow& row : rows) {
        for (std::string& cell : row.cells) cell = csv_literal(cell);
      }
    }
    const auto part = part_of(rows.front());
    if (!part) {
      m_problems.push_back({name,
                            "row " + std::to_string(rows.front().number),
                            Text("看不出是哪张表", "a header that is of none of a chain's tables"),
                            wanted_headers(),
                            {}});
      return;
    }
    Sheet sheet{name, {}, {}};
    header(sheet, *part, rows.front());
    rows.erase(rows.begin());
    sheet.rows = std::move(rows);
    if (const auto [it, fresh] = m_sheets.emplace(*part, std::move(sheet)); !fresh) {
      m_problems.push_back({name,
                            "",
                            Text("又一张" + std::string(label(*part)) + "表，已有 " + it->second.file,
                                 "another table of " + std::string(to_string(*part)) + " beside " + it->second.file),
                            Text("每种一张", "one of each"),
                            {}});
    }
  }

  void header(Sheet& sheet, ChainPart part, const SheetRow& row) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (trim(row.cells[i]).empty()) continue;
      const ChainColumn* column = column_named(part, row.cells[i]);
      const bool again = std::any_of(sheet.columns.begin(), sheet.columns.end(),
                                     [&](const auto& known) { return known.second == column; });
      if (column != nullptr && !again) {
        sheet.columns[i] = column;
        continue;
      }
      const std::string& found = row.cells[i];
      Text wanted;
      for (const ChainColumn& known : io::columns_of(part)) {
        wanted.zh += (wanted.zh.empty() ? "" : " ") + std::string(known.zh);
        wanted.en += (wanted.en.empty() ? "" : " ") + std::string(known.path);
      }
      m_problems.push_back({sheet.file,
                            io::cell_place(row.number, i),
                            again ? Text("表头 \"" + found + "\" 重复", "the header \"" + found + "\" again")
                                  : Text("不认识的表头 \"" + found + "\"", "an unknown header \"" + found + "\""),
                            wanted,
                            {}});
    }
  }

  [[nodiscard]] json::object base() const { return parse_json(write_chain(*m_base), "").get_object(); }

  void put(json::object& document, ChainPart part, const Sheet& sheet) {
    json::array items;
    for (const SheetRow& row : sheet.rows) {
      json::object item;
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const auto cell = trim(row.cells[i]);
        if (cell.empty()) continue;
        if (const auto it = sheet.columns.find(i); it != sheet.columns.end()) {
          io::put_cell(item, *it->second, cell);
        } else {
          m_problems.push_back({sheet.file,
                                io::cell_place(row.number, i),
                                Text("此列没有表头", "a cell under no header"),
                                Text("有表头的列", "a column with a header"),
                                {}});
        }
      }
      // An empty text is refused by its place, where an absent key would be refused by its row.
      for (const ChainColumn& column : io::columns_of(part)) {
        const json::string_view key(column.path.data(), column.path.size());
        if (column.required && !item.contains(key) && !(key == "source" && item.contains("basis"))) item[key] = "";
      }
      items.push_back(std::move(item));
    }
    if (part != ChainPart::chain) {
      document[json::string_view(to_string(part).data(), to_string(part).size())] = std::move(items);
      return;
    }
    if (items.size() != 1) {
      m_problems.push_back({sheet.file,
                            "",
                            Text("有 " + std::to_string(items.size()) + " 行", std::to_string(items.size()) + " rows"),
                            Text("一行", "one row"),
                            {}});
    }
    for (const char* key : {"id", "name", "name_en", "summary"}) document.erase(key);
    if (items.empty()) return;
    for (auto& [key, value] : items[0].get_object()) document[key] = std::move(value);
  }

  // "/nodes/3/policy/clause" of the document is a row and a column of a table.
  [[nodiscard]] Problem placed(Problem problem) const {
    const std::string where = problem.where;
    std::string_view pointer = where;
    if (pointer.empty()) return problem;
    pointer.remove_prefix(1);
    const auto next = [&pointer] {
      const auto slash = pointer.find('/');
      const auto token = pointer.substr(0, slash);
      pointer.remove_prefix(slash == std::string_view::npos ? pointer.size() : slash + 1);
      return token;
    };
    const std::string_view whole = pointer;
    ChainPart part = ChainPart::chain;
    std::size_t row = 0;
    if (const auto named = from_string<ChainPart>(next())) {
      part = *named;
      const auto index = next();
      std::from_chars(index.data(), index.data() + index.size(), row);
    } else {
      pointer = whole;
    }
    const auto it = m_sheets.find(part);
    if (it == m_sheets.end()) return problem;
    const Sheet& sheet = it->second;
    problem.file = sheet.file;
    if (row >= sheet.rows.size()) return problem;
    problem.where = "row " + std::to_string(sheet.rows[row].number);
    for (const auto& [at, column] : sheet.columns) {
      if (is_at(column->path, pointer)) problem.where = io::cell_place(sheet.rows[row].number, at);
    }
    return problem;
  }

  // "controls/*/value" is at "controls/0/value", "terms" at "terms/3".
  static bool is_at(std::string_view path, std::string_view pointer) {
    while (!path.empty()) {
      const auto a = path.substr(0, path.find('/'));
      const auto b = pointer.substr(0, pointer.find('/'));
      if (a != b && (a != "*" || b.empty())) return false;
      path.remove_prefix(std::min(path.size(), a.size() + 1));
      pointer.remove_prefix(std::min(pointer.size(), b.size() + 1));
    }
    return true;
  }

  const Chain* m_base;
  std::string m_files;
  Sheets m_sheets;
  Problems m_problems;
};

}  // namespace

std::vector<ChainTable> chain_tables(const Chain& chain, Lang lang) {
  const json::value document = parse_json(write_chain(chain), chain.id);
  std::vector<ChainTable> out;
  for (const ChainPart part :
       {ChainPart::chain, ChainPart::nodes, ChainPart::links, ChainPart::sources, ChainPart::waivers}) {
    ChainTable table{part, {{}}};
    const auto& columns = io::columns_of(part);
    for (const ChainColumn& column : columns) table.rows[0].emplace_back(lang == Lang::zh ? column.zh : column.path);
    const auto add = [&](const json::value& item) {
      auto& row = table.rows.emplace_back();
      for (const ChainColumn& column : columns) row.push_back(io::cell_of(item.get_object(), column, lang));
    };
    if (part == ChainPart::chain) {
      add(document);
    } else if (const json::value* items = document.get_object().if_contains(
                   json::string_view(to_string(part).data(), to_string(part).size()))) {
      for (const json::value& item : items->get_array()) add(item);
    }
    out.push_back(std::move(table));
  }
  return out;
}

Chain read_chain_tables(const std::vector<std::string>& paths, const Chain* base) {
  TablesReader reader(base);
  for (const auto& path : paths) reader.read(path);
  return reader.chain();
}

}  // namespace liantu
