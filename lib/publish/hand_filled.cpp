#include "liantu/publish/hand_filled.hpp"

#include "lists_sheets.hpp"

#include "liantu/diagnostic.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace liantu {
namespace {

using lists_detail::clean;
using lists_detail::clean_lines;
using lists_detail::hand_column;
using lists_detail::text_column;

constexpr std::size_t most_columns = 4000;  // that the reader of tables reads

const char* const moved_id = "moved";

// 已移出 tells where a row came from and why it is there.
HandForm moved_form(const std::vector<HandForm>& forms) {
  HandForm out{moved_id,
               {"已移出", "Moved out"},
               {Text("编号", "Id"), Text("统一社会信用代码", "Credit code"), Text("企业名称", "Firm")},
               {},
               {Text("名称", "Name"), Text("原表", "Sheet"), Text("移出原因", "Why moved out")}};
  for (const HandForm& form : forms) {
    for (const Text& title : form.by_hand) {
      const auto same = [&](const Text& other) { return other.zh == title.zh; };
      if (std::none_of(out.by_hand.begin(), out.by_hand.end(), same)) out.by_hand.push_back(title);
    }
  }
  return out;
}

std::string cell_of(const HandRow& row, std::string_view title) {
  for (const auto& cells : {row.others, row.own}) {
    for (const TitledCell& cell : cells) {
      if (cell.first == title) return cell.second;
    }
  }
  return {};
}

// A sheet while it is filled: its rows by key, its columns by title.
class Filling {
 public:
  explicit Filling(ListSheet& sheet) : m_sheet(sheet) {
    for (std::size_t r = 0; r < sheet.rows.size(); ++r) m_rows.emplace(place_of(sheet.rows[r]), r);
    m_taken.resize(sheet.rows.size());
    for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
      m_titles.emplace(sheet.columns[c].title.zh, c);
      m_titles.emplace(sheet.columns[c].title.en, c);
      if (sheet.columns[c].by_hand) m_hand.push_back(c);
    }
  }

  [[nodiscard]] std::optional<std::size_t> row_of(const std::string& place) const {
    const auto it = m_rows.find(place);
    return it == m_rows.end() ? std::nullopt : std::optional(it->second);
  }
  [[nodiscard]] bool taken(std::size_t row) const { return m_taken[row]; }
  void take(std::size_t row) { m_taken[row] = true; }

  // Whether every cell has a column to stand in: none of liantu's own titles among them.
  [[nodiscard]] bool can_hold(const std::vector<TitledCell>& cells) const {
    return std::all_of(cells.begin(), cells.end(), [&](const TitledCell& cell) {
      const auto it = m_titles.find(cell.first);
      return it == m_titles.end() || m_sheet.columns[it->second].by_hand;
    });
  }

  // In the column of the title, which is made where there is none; one of liantu's own is left alone, and the text goes
  // to a column beside it.
  void put(std::size_t row, const std::string& title, const std::string& text) {
    if (text.empty()) return;
    auto it = m_titles.find(title);
    if (it != m_titles.end() && !m_sheet.columns[it->second].by_hand) {
      put(row, title + " (2)", text);
      return;
    }
    if (it == m_titles.end()) {
      m_sheet.columns.push_back(hand_column(Text(clean(title)), 14));
      it = m_titles.emplace(title, m_sheet.columns.size() - 1).first;
      for (auto& cells : m_sheet.rows) cells.resize(m_sheet.columns.size());
    }
    m_sheet.rows[row][it->second] = clean_lines(text);
  }

  // In a column of liantu's own.
  void set(std::size_t row, const std::string& title, const std::string& text) {
    m_sheet.rows[row][m_titles.find(title)->second] = clean_lines(text);
  }

  std::size_t add_row() {
    m_sheet.rows.emplace_back(m_sheet.columns.size());
    m_taken.push_back(true);
    return m_sheet.rows.size() - 1;
  }

  [[nodiscard]] const ListSheet& sheet() const { return m_sheet; }

 private:
  [[nodiscard]] std::string place_of(const std::vector<ListCell>& row) const {
    HandRow out;
    for (const std::size_t column : m_sheet.key) {
      const std::string* text = row[column].text();
      out.key.push_back(text == nullptr ? std::string() : *text);
    }
    return out.place();
  }

  ListSheet& m_sheet;
  std::map<std::string, std::size_t> m_rows;
  std::vector<bool> m_taken;
  std::map<std::string, std::size_t, std::less<>> m_titles;
  std::vector<std::size_t> m_hand;
};

Text state_reason(const Study& study, NodeIndex v) {
  const Text state(std::string(label(study.state(v), Lang::zh)), std::string(label(study.state(v), Lang::en)));
  if (is_held(study.state(v))) return {"现已具备：" + state.zh, "held now: " + state.en};
  if (study.state(v) == State::unobserved) return {"本次的表看不到这个环节", "this run's table cannot show the node"};
  return {"不再列入：状态 " + state.zh, "no longer listed: state " + state.en};
}

// Why the lists have no row for it.
Text why_moved(const Study& study, const HandRow& row) {
  const std::string& id = row.key[0];
  if (id.empty()) return {"没有编号", "no id"};
  if (const auto v = study.atlas->find(id)) {
    if (study.question.chains.contains(study.atlas->chain_index(*v))) return state_reason(study, *v);
    return {"本次没有问这条产业链", "this run does not ask for the chain"};
  }
  const auto colon = id.find(':');
  if (colon == std::string::npos) return {"不是目标的编号", "not the id of a target"};
  if (study.atlas->find_chain(id.substr(0, colon))) return {"产业链里没有这个环节", "the chain has no such node"};
  return {"没有这条产业链", "no such chain"};
}

class PutBack {
 public:
  PutBack(const HandFilled& written, const Study& study, Lang lang, std::vector<ListSheet>& sheets)
      : m_written(written), m_study(study), m_lang(lang), m_forms(hand_forms(sheets)) {
    for (ListSheet& sheet : sheets) {
      if (!sheet.key.empty()) m_fillings.emplace(sheet.id, Filling(sheet));
    }
    const HandForm& moved = m_forms.back();
    m_moved.id = moved_id;
    m_moved.names = moved.name;
    m_moved.name = moved.name.in(lang);
    m_moved.note = Text("这里是以前写在各清单里、本次没有相应一行的内容，一字未改；目标回来时自动回到清单。",
                        "What was written in the lists and has no row in this run, as it was written; it goes back by "
                        "itself when its target is back.");
    for (const Text& title : moved.key) m_moved.columns.push_back(text_column(title, 21, true));
    for (const Text& title : moved.others) m_moved.columns.push_back(text_column(title, 17, true));
    for (const Text& title : moved.by_hand) m_moved.columns.push_back(hand_column(title, 14));
    m_moved.frozen = 1;
    m_moved.key = {0, 1, 2};
    m_out.emplace(m_moved);
  }

  std::vector<Text> all() {
    check_lengths();
    // Rows that stand in their sheets come before those that were moved out of them.
    for (const HandRow& row : m_written.rows) {
      if (row.form != moved_id) place(row, row.form);
    }
    for (const HandRow& row : m_written.rows) {
      if (row.form == moved_id) place(row, home_of(row));
    }
    return std::move(m_notes);
  }

  // 已移出, where something is there.
  [[nodiscard]] const ListSheet& moved() const { return m_moved; }

 private:
  [[nodiscard]] const HandForm& form(const std::string& id) const {
    return *std::find_if(m_forms.begin(), m_forms.end(), [&](const HandForm& one) { return one.id == id; });
  }

  // The sheet that a row of 已移出 came from.
  [[nodiscard]] std::string home_of(const HandRow& row) const {
    const std::string sheet(trim(cell_of(row, m_forms.back().others[1].zh)));
    for (const HandForm& one : m_forms) {
      if (sheet == one.name.zh || sheet == one.name.en) return one.id;
    }
    return m_forms.front().id;
  }

  // 已移出 has a place for a credit code and a name, whatever the sheet that it came from.
  [[nodiscard]] static std::string place_in(const HandRow& row, const HandForm& home) {
    HandRow out = row;
    out.key.resize(home.key.size());
    return out.place();
  }

  void place(const HandRow& row, const std::string& home) {
    const auto it = m_fillings.find(home);
    Text why = why_moved(m_study, row);
    if (it != m_fillings.end() && !row.key[0].empty()) {
      Filling& filling = it->second;
      const auto at = filling.row_of(place_in(row, form(home)));
      const bool fits = row.form != moved_id || filling.can_hold(cells_of(row));
      if (at && fits && !filling.taken(*at) && row.written()) {
        fill(filling, *at, row);
        filling.take(*at);
        return;
      }
      if (at) why = occupied(row, filling.taken(*at));
    }
    move_out(row, home, why);
  }

  Text occupied(const HandRow& row, bool taken) {
    if (row.form != moved_id && taken) {
      m_notes.emplace_back("编号 " + clean(row.key[0], 80) + " 在“" + row.sheet + "”里不止一行，第 " +
                               std::to_string(row.row) + " 行的内容移到“已移出”",
                           "id " + clean(row.key[0], 80) + " stands more than once in sheet " + row.sheet + ": row " +
                               std::to_string(row.row) + " goes to Moved out");
    }
    if (taken) return {"编号重复：清单里这一行已有内容", "the id again: its row in the list has been filled in"};
    return {"这一行另有内容，清单里放不下", "the row holds what the list has no column for"};
  }

  // What was written in the row.
  [[nodiscard]] std::vector<TitledCell> cells_of(const HandRow& row) const {
    std::vector<TitledCell> out;
    const HandForm& from = form(row.form);
    for (std::size_t i = 0; i < row.hand.size(); ++i) {
      if (!row.hand[i].empty()) out.emplace_back(from.by_hand[i].zh, row.hand[i]);
    }
    out.insert(out.end(), row.own.begin(), row.own.end());
    return out;
  }

  void fill(Filling& filling, std::size_t at, const HandRow& row) {
    for (const TitledCell& cell : cells_of(row)) filling.put(at, cell.first, cell.second);
  }

  void move_out(const HandRow& row, const std::string& home, const Text& why) {
    const HandForm& moved = m_forms.back();
    const std::size_t at = m_out->add_row();
    for (std::size_t i = 0; i < moved.key.size(); ++i)
      m_out->set(at, moved.key[i].zh, i < row.key.size() ? row.key[i] : std::string());
    const auto v = m_study.atlas->find(row.key[0]);
    std::string name = v ? lists_detail::node_name(m_study, *v, m_lang) : cell_of(row, moved.others[0].zh);
    if (name.empty()) name = cell_of(row, "环节");
    m_out->set(at, moved.others[0].zh, name);
    m_out->set(at, moved.others[1].zh, form(home).name.in(m_lang));
    m_out->set(at, moved.others[2].zh, why.in(m_lang));
    fill(*m_out, at, row);
    if (row.form == moved_id || row.made_by_liantu(form(row.form))) return;
    // A row of the office's own: the rest of it stands nowhere else.
    for (const TitledCell& cell : row.others) m_out->put(at, cell.first, cell.second);
  }

  void check_lengths() const {
    for (const HandRow& row : m_written.rows) {
      const auto check = [&](const std::string& text) {
        if (clean_lines(text) == clean_lines(text, static_cast<std::size_t>(-1))) return;
        throw InputError({row.sheet, "row " + std::to_string(row.row), Text("一格文字过长", "a cell too long"),
                          Text("至多 32767 字", "at most 32,767 characters"),
                          Text("把它分成两格", "splitting it into two cells")});
      };
      for (const std::string& text : row.hand) check(text);
      for (const TitledCell& cell : row.own) check(cell.second);
    }
  }

  const HandFilled& m_written;
  const Study& m_study;
  Lang m_lang;
  std::vector<HandForm> m_forms;
  std::map<std::string, Filling> m_fillings;
  ListSheet m_moved;
  std::optional<Filling> m_out;
  std::vector<Text> m_notes;
};

}  // namespace

std::vector<HandForm> hand_forms(const std::vector<ListSheet>& sheets) {
  std::vector<HandForm> out;
  for (const ListSheet& sheet : sheets) {
    if (sheet.id == moved_id) continue;
    HandForm form{sheet.id, sheet.names, {}, {}, {}};
    for (const std::size_t column : sheet.key) form.key.push_back(sheet.columns[column].title);
    for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
      if (std::find(sheet.key.begin(), sheet.key.end(), i) != sheet.key.end()) continue;
      (sheet.columns[i].by_hand ? form.by_hand : form.others).push_back(sheet.columns[i].title);
    }
    out.push_back(std::move(form));
  }
  out.push_back(moved_form(out));
  return out;
}

std::vector<Text> put_back(const HandFilled& written, const Study& study, Lang lang, std::vector<ListSheet>& sheets) {
  PutBack work(written, study, lang, sheets);
  std::vector<Text> notes = work.all();
  std::size_t after = 0;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    if (!sheets[i].key.empty()) after = i + 1;
    if (sheets[i].columns.size() > most_columns) {
      throw InputError({sheets[i].name,
                        "",
                        Text(std::to_string(sheets[i].columns.size()) + " 列",
                             std::to_string(sheets[i].columns.size()) + " columns"),
                        Text("至多 " + std::to_string(most_columns) + " 列", "at most " + std::to_string(most_columns)),
                        {}});
    }
  }
  if (!work.moved().rows.empty()) sheets.insert(sheets.begin() + static_cast<std::ptrdiff_t>(after), work.moved());
  return notes;
}

const HandRow* not_in(const HandFilled& there, const HandFilled& given, const std::vector<HandForm>& forms) {
  // By id: title and text of each cell; the titles of liantu's columns in Chinese.
  std::map<std::string, std::set<TitledCell>> known;
  const auto cells = [&](const HandRow& row, const auto& each) {
    const auto form = std::find_if(forms.begin(), forms.end(), [&](const HandForm& one) { return one.id == row.form; });
    for (std::size_t i = 0; i < row.hand.size(); ++i) {
      if (!row.hand[i].empty()) each(TitledCell(form->by_hand[i].zh, clean_lines(row.hand[i])));
    }
    for (const TitledCell& cell : row.own) each(TitledCell(cell.first, clean_lines(cell.second)));
  };
  for (const HandRow& row : given.rows) {
    auto& set = known[row.key[0]];
    cells(row, [&](TitledCell cell) { set.insert(std::move(cell)); });
    for (const TitledCell& cell : row.others) set.emplace(cell.first, clean_lines(cell.second));
  }
  for (const HandRow& row : there.rows) {
    bool lost = false;
    cells(row, [&](const TitledCell& cell) { lost = lost || !known[row.key[0]].contains(cell); });
    if (lost) return &row;
  }
  return nullptr;
}

}  // namespace liantu
