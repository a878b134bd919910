// Part of liantu::io: see promotion/hand_filled.hpp.
#include "liantu/promotion/hand_filled.hpp"

#include "cell_values.hpp"
#include "failure.hpp"
#include "unicode.hpp"

#include "liantu/firm/table.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>

namespace liantu {

namespace {

bool is(const std::string& folded, const Text& title) {
  return !folded.empty() && (folded == io::squeezed(title.zh) || folded == io::squeezed(title.en));
}

// What the columns of one sheet are.
struct Columns {
  enum class Kind { blank, key, hand, other, own };
  struct Column {
    Kind kind = Kind::blank;
    std::size_t index = 0;  // in the form's list
    std::string title;      // of an own one, or in Chinese of an other one
  };
  const HandForm* form = nullptr;
  std::vector<Column> columns;
  std::size_t known = 0;
  std::size_t hand = 0;
  bool id = false;
  std::set<std::string> taken;  // titles, folded

  Columns(const HandForm& of, const std::vector<std::string_view>& cells) : form(&of) {
    for (const std::string_view cell : cells) columns.push_back(column(cell));
  }

  [[nodiscard]] bool header() const {
    if (form->by_hand.empty()) return known == form->others.size();
    return id && hand >= std::min<std::size_t>(2, form->by_hand.size());
  }

  // A title that no column has, made of `wanted`.
  std::string fresh(const std::string& wanted) {
    const std::string base = wanted.empty() ? "无表头列" : wanted;
    for (std::size_t n = 1;; ++n) {
      std::string title = n == 1 ? base : base + " (" + std::to_string(n) + ")";
      if (taken.insert(io::squeezed(title)).second) return title;
    }
  }

 private:
  Column column(std::string_view cell) {
    const std::string folded = io::squeezed(cell);
    if (folded.empty()) return {};
    const auto look = [&](const std::vector<Text>& titles) -> std::optional<std::size_t> {
      for (std::size_t i = 0; i < titles.size(); ++i) {
        if (is(folded, titles[i]) && taken.insert(io::squeezed(titles[i].zh)).second) return i;
      }
      return std::nullopt;
    };
    if (const auto i = look(form->key)) {
      ++known;
      id = id || *i == 0;
      return {Kind::key, *i, {}};
    }
    if (const auto i = look(form->by_hand)) {
      ++known;
      ++hand;
      return {Kind::hand, *i, {}};
    }
    if (const auto i = look(form->others)) {
      ++known;
      return {Kind::other, *i, form->others[*i].zh};
    }
    return {Kind::own, 0, fresh(std::string(trim(cell)))};
  }
};

class SheetReader {
 public:
  SheetReader(std::string sheet, const std::vector<HandForm>& forms, HandFilled& out)
      : m_sheet(std::move(sheet)), m_forms(forms), m_out(out) {}

  void row(const TableRow& row) {
    m_rows = true;
    m_ours = m_ours || (row.number <= 4 && std::any_of(row.cells.begin(), row.cells.end(), [](std::string_view cell) {
                          return std::any_of(sheet_marks.begin(), sheet_marks.end(),
                                             [&](std::string_view mark) { return cell.starts_with(mark); });
                        }));
    if (m_columns) {
      if (found()) body(row);
      return;
    }
    // The sheet's name decides, else the titles: an office may have copied or renamed the sheet.
    for (const HandForm& form : m_forms) {
      Columns columns(form, row.cells);
      if (columns.header() && !form.by_hand.empty() && is(io::squeezed(m_sheet), form.name)) {
        m_columns = std::move(columns);
        return;
      }
      if (columns.header() && (!m_columns || columns.known > m_columns->known)) m_columns = std::move(columns);
    }
  }

  [[nodiscard]] bool found() const { return m_columns && !m_columns->form->by_hand.empty(); }
  // Nothing of the office's own stands in it.
  [[nodiscard]] bool ours() const { return m_ours || !m_rows; }

 private:
  void body(const TableRow& row) {
    HandRow out{m_columns->form->id, m_sheet, row.number, {}, {}, {}, {}};
    out.key.resize(m_columns->form->key.size());
    out.hand.resize(m_columns->form->by_hand.size());
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (trim(row.cells[i]).empty()) continue;
      while (m_columns->columns.size() <= i) m_columns->columns.emplace_back();
      put(out, m_columns->columns[i], std::string(row.cells[i]));
    }
    // What liantu wrote and nobody touched says nothing of the office's.
    const bool ours = out.others.empty() || out.made_by_liantu(*m_columns->form);
    if (out.written() || !ours) m_out.rows.push_back(std::move(out));
  }

  void put(HandRow& out, Columns::Column& column, std::string text) {
    using Kind = Columns::Kind;
    if (column.kind == Kind::blank) column = {Kind::own, 0, m_columns->fresh("")};
    switch (column.kind) {
      case Kind::key: out.key[column.index] = std::string(trim(text)); break;
      case Kind::hand: out.hand[column.index] = std::move(text); break;
      case Kind::other: out.others.emplace_back(column.title, std::move(text)); break;
      default: out.own.emplace_back(column.title, std::move(text));
    }
  }

  std::string m_sheet;
  const std::vector<HandForm>& m_forms;
  HandFilled& m_out;
  std::optional<Columns> m_columns;
  bool m_rows = false;
  bool m_ours = false;
};

}  // namespace

bool HandRow::written() const {
  return !own.empty() || std::any_of(hand.begin(), hand.end(), [](const std::string& cell) { return !cell.empty(); });
}

bool HandRow::made_by_liantu(const HandForm& of) const {
  return !key.empty() && key[0].find(':') != std::string::npos &&
         others.size() >= std::min<std::size_t>(4, of.others.size());
}

std::string HandRow::place() const {
  if (key.empty()) return {};
  for (std::size_t i = 1; i < key.size(); ++i) {
    if (!key[i].empty()) return key[0] + "\n" + key[i];
  }
  return key[0];
}

HandFilled read_hand_filled(const std::string& path, const std::vector<HandForm>& forms) {
  HandFilled out;
  bool found = false;
  for (const std::string& name : sheets_of(path, {}, true)) {
    SheetReader sheet(name, forms, out);
    TableOptions options;
    options.sheet = name;
    options.may_be_empty = true;
    (void)read_table(path, options, [&](const TableRow& row) {
      sheet.row(row);
      return true;
    });
    found = found || sheet.found();
    if (sheet.found()) continue;
    for (const HandForm& form : forms) {
      if (form.by_hand.empty() || !is(io::squeezed(name), form.name)) continue;
      io::fail(
          path, "sheet " + name,
          {"没有表头，或表头里没有“" + form.key[0].zh + "”一列",
           "no header, or no column " + form.key[0].en + " in it"},
          {"链图写出的表头：" + form.key[0].zh + "、" + form.by_hand[0].zh + " …",
           "the header that liantu wrote: " + form.key[0].en + ", " + form.by_hand[0].en + " …"},
          {"恢复这一行（其余列可增删、换序）", "putting it back; other columns may be added, taken away and moved"});
    }
    if (!sheet.ours()) out.other_sheets.push_back(name);
  }
  if (!found) {
    io::fail(path, "", {"没有带手工栏的工作表", "no sheet with columns that are filled by hand"},
             {"liantu analyze 写出的 lists.xlsx", "a lists.xlsx that liantu analyze wrote"});
  }
  return out;
}

}  // namespace liantu
