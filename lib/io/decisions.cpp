#include "liantu/firm/decisions.hpp"

#include "failure.hpp"
#include "named_table.hpp"
#include "node_names.hpp"
#include "unicode.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace liantu {

namespace {

enum Column : std::size_t { firm, code, chain, node, node_id, verdict, who, how, date, why, count };

std::vector<io::NamedColumn> columns() {
  return {io::firm_name_column(),
          io::credit_code_column(),
          {Text("产业链", "chain"), {"产业链", "chain"}},
          {Text("环节", "node"), {"环节", "产业链/环节", "所在环节", "对应环节", "node", "chain/node"}},
          {Text("环节ID", "node_id"), {"环节id", "环节编号", "编号", "node_id", "nodeid", "id"}},
          {Text("结论", "verdict"), {"结论", "核实结论", "verdict", "verifiedas", "decision"}},
          {Text("核实人", "who"), {"核实人", "who", "verifiedby"}},
          {Text("核实方式", "how"), {"核实方式", "方式", "how"}},
          {Text("核实日期", "when"), {"核实日期", "日期", "when", "date"}},
          {Text("理由", "why"), {"理由", "why", "reason"}}};
}

// What decisions.csv and the sheet 待核实 say beside the columns above, for the eye alone.
constexpr std::array<std::string_view, 18> told_columns{
    "状态",       "state",      "环节状态", "把握",  "confidence", "为什么疑似", "whyindoubt", "怎么问", "whattoask",
    "先核实次序", "firsttoask", "所在地",   "place", "依据方式",   "basis",      "序号",       "no.",    "status"};

std::optional<Verdict> verdict_of(std::string_view cell) {
  const std::string word = io::squeezed(cell);
  if (word.empty()) return Verdict::open;
  static constexpr std::array<std::string_view, 8> yes{"对应", "是", "属实", "√", "accept", "accepted", "yes", "y"};
  static constexpr std::array<std::string_view, 8> no{"不对应", "否", "不属实", "×", "reject", "rejected", "no", "n"};
  if (std::find(yes.begin(), yes.end(), word) != yes.end()) return Verdict::accept;
  if (std::find(no.begin(), no.end(), word) != no.end()) return Verdict::reject;
  return std::nullopt;
}

std::string shown(std::string_view cell) { return std::string(utf8::prefix(cell, 40)); }

class DecisionRows {
 public:
  DecisionRows(const io::NodeNames& nodes, std::string path, const io::NamedTable& table, Problems& notes)
      : m_nodes(nodes), m_table(table), m_notes(notes), m_sink{std::move(path), {}} {}

  void read(std::vector<Decision>& out) {
    check_header();
    if (m_sink.problems.empty()) {
      for (const io::NamedRow& row : m_table.rows()) {
        if (auto decision = decision_of(row)) out.push_back(std::move(*decision));
      }
    }
  }
  [[nodiscard]] const Problems& problems() const { return m_sink.problems; }

 private:
  [[nodiscard]] std::string text(const io::NamedRow& row, Column column) const {
    return std::string(m_table.cell(row, column));
  }

  void check_header() {
    if (!m_table.has(firm) && !m_table.has(code)) m_table.tell_missing({firm, code}, m_sink);
    if (!m_table.has(node) && !m_table.has(node_id)) m_table.tell_missing({node_id, node}, m_sink);
    if (!m_table.has(verdict)) m_table.tell_missing({verdict}, m_sink);
    for (const std::string& header : m_table.unknown()) {
      const std::string key = io::squeezed(header);
      if (std::find(told_columns.begin(), told_columns.end(), key) != told_columns.end()) continue;
      m_notes.push_back(
          {m_sink.file,
           m_table.header_place(),
           Text("不用的列 " + shown(header), "a column that is not used: " + shown(header)),
           Text("写回时不保留，要留的话请写在 理由 里", "it is not written back; what is to stay goes under 理由"),
           {}});
    }
  }

  std::optional<Decision> decision_of(const io::NamedRow& row) {
    Decision out;
    out.file = m_sink.file;
    out.row = row.number;
    out.firm = text(row, firm);
    out.credit_code = text(row, code);
    out.verdict_text = text(row, verdict);
    out.who = text(row, who);
    out.how = text(row, how);
    out.date_text = text(row, date);
    out.why = text(row, why);
    const auto said = verdict_of(out.verdict_text);
    if (!said) {
      m_sink.add(m_table.place(row, verdict),
                 Text("是 \"" + shown(out.verdict_text) + "\"", "found \"" + shown(out.verdict_text) + "\""),
                 Text("对应、不对应 或空白", "对应 (accept), 不对应 (reject) or blank"));
    }
    const bool keyed = !FirmFinder::code_key(out.credit_code).empty();
    if (!keyed && out.firm.empty()) {
      // The sheet 待核实 has rows of nodes alone, and sentences at its foot.
      if (said == Verdict::open) return std::nullopt;
      m_sink.add(m_table.place(row, m_table.has(firm) ? firm : code), Text("没有企业", "no firm"),
                 Text("企业名称，或校验相符的信用代码", "a firm's name, or a credit code that checks"));
      return std::nullopt;
    }
    if (!keyed && !out.credit_code.empty()) {
      m_notes.push_back({m_sink.file,
                         m_table.place(row, code),
                         Text("信用代码校验不符：" + shown(out.credit_code),
                              "the credit code does not check: " + shown(out.credit_code)),
                         Text("18 位代码；此行按企业名称查找", "18 characters; this row goes by the name"),
                         {}});
    }
    const Column named = m_table.cell(row, node_id).empty() ? node : node_id;
    const auto found = m_nodes.find(m_table.cell(row, chain), m_table.cell(row, named),
                                    m_table.place(row, m_table.has(named) ? named : node_id), m_sink);
    if (!out.date_text.empty()) {
      const auto iso = io::iso_date(out.date_text);
      if (iso) {
        out.iso_date = *iso;
        out.date = parse_date(*iso);
      } else {
        m_sink.add(m_table.place(row, date),
                   Text("是 \"" + shown(out.date_text) + "\"", "found \"" + shown(out.date_text) + "\""),
                   Text("日期，如 2026-03-05", "a date like 2026-03-05"));
      }
    }
    if (!said || !found) return std::nullopt;
    out.verdict = *said;
    out.node = *found;
    return out;
  }

  const io::NodeNames& m_nodes;
  const io::NamedTable& m_table;
  Problems& m_notes;
  ProblemSink m_sink;
};

// Year, month, day; what is not given is the last there is, so that nothing expires early. No date at all comes first.
std::tuple<int, int, int> order_of(const std::optional<Date>& date) {
  if (!date) return {-1, 0, 0};
  return {date->year, date->month == 0 ? 12 : date->month, date->day == 0 ? 31 : date->day};
}

bool expired(const Date& date, const Date& today, int months) {
  const auto [year, month, day] = order_of(date);
  const int due = year * 12 + month + months;
  const int now = today.year * 12 + (today.month == 0 ? 1 : today.month);
  return now > due || (now == due && (today.day == 0 ? 1 : today.day) > day);
}

std::string row_of(const Decision& d, Lang lang) {
  return d.file + (lang == Lang::zh ? " 第 " + std::to_string(d.row) + " 行" : " row " + std::to_string(d.row));
}

Evidence decided(const Decision& decision) {
  Evidence out;
  out.rule = EvidenceRule::decision;
  out.field = Field::name;
  out.term = decision.how;
  out.text = decision.iso_date;
  out.weight = certain;
  return out;
}

}  // namespace

std::vector<Decision> read_decisions(const std::vector<std::string>& paths, const Atlas& atlas, Problems& notes) {
  std::vector<Decision> out;
  Problems problems;
  const io::NodeNames nodes(atlas);
  for (const std::string& path : paths) {
    const io::NamedTable table(path, io::sheet_named(path, {"待核实", "To verify"}), columns());
    DecisionRows rows(nodes, path, table, notes);
    rows.read(out);
    problems.insert(problems.end(), rows.problems().begin(), rows.problems().end());
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  return out;
}

Decisions::Decisions(std::vector<Decision> given, const std::optional<Date>& today, int months)
    : m_given(std::move(given)) {
  std::map<std::pair<NodeIndex, std::string>, std::vector<std::size_t>> by_code;
  std::map<std::pair<NodeIndex, std::string>, std::vector<std::size_t>> by_name;
  for (std::size_t i = 0; i < m_given.size(); ++i) {
    Decision& d = m_given[i];
    m_finder.add(i, d.firm, d.credit_code);
    d.state = d.verdict == Verdict::open ? DecisionState::open : DecisionState::in_force;
    if (d.verdict == Verdict::open) continue;
    if (today && d.date && expired(*d.date, *today, months)) d.state = DecisionState::expired;
    const std::string code = FirmFinder::code_key(d.credit_code);
    if (!code.empty()) by_code[{d.node, code}].push_back(i);
    if (std::string name = FirmFinder::name_key(d.firm); !name.empty()) by_name[{d.node, std::move(name)}].push_back(i);
  }
  Problems problems;
  for (auto& [pair, list] : by_code) settle(std::move(list), problems);
  for (auto& [pair, list] : by_name) {
    std::set<std::string> codes;
    for (std::size_t i : list) codes.insert(FirmFinder::code_key(m_given[i].credit_code));
    codes.erase("");
    if (codes.size() <= 1) settle(std::move(list), problems);  // else two firms bear the name
  }
  if (!problems.empty()) throw InputError(std::move(problems));
}

// Of the decisions on one pair the last one by date holds; the others stay in the table only.
void Decisions::settle(std::vector<std::size_t> same_pair, Problems& problems) {
  std::stable_sort(same_pair.begin(), same_pair.end(),
                   [&](std::size_t a, std::size_t b) { return order_of(m_given[a].date) < order_of(m_given[b].date); });
  for (std::size_t i = 1; i < same_pair.size(); ++i) {
    Decision& before = m_given[same_pair[i - 1]];
    const Decision& after = m_given[same_pair[i]];
    const bool same_date = order_of(before.date) == order_of(after.date);
    if (same_date && before.verdict != after.verdict) {
      Problem problem{
          after.file,
          "row " + std::to_string(after.row),
          Text("与 " + row_of(before, Lang::zh) + " 同日而结论相反",
               "the contrary of " + row_of(before, Lang::en) + ", of the same date"),
          Text("每家企业每个环节一个结论，或不同的核实日期", "one verdict for a firm and node, or dates that differ"),
          {}};
      if (std::find(problems.begin(), problems.end(), problem) == problems.end())
        problems.push_back(std::move(problem));
    }
    if (before.state == DecisionState::in_force && after.state == DecisionState::in_force)
      before.state = DecisionState::superseded;
  }
}

void Decisions::apply(const Firm& firm, std::vector<Match>& matches) {
  if (m_given.empty()) return;
  std::map<NodeIndex, const Decision*> holds;
  std::set<NodeIndex> open;
  for (std::size_t i : m_finder.find(firm)) {
    Decision& d = m_given[i];
    ++d.firms;
    if (d.state == DecisionState::open) open.insert(d.node);
    if (d.state != DecisionState::in_force) continue;
    const Decision*& slot = holds[d.node];
    // Rows by name and by code that could not be seen to be of one pair meet here.
    if (slot == nullptr || order_of(slot->date) < order_of(d.date)) slot = &d;
  }
  for (const auto& [node, decision] : holds) {
    const auto at = std::lower_bound(matches.begin(), matches.end(), node,
                                     [](const Match& match, NodeIndex v) { return match.node < v; });
    const bool there = at != matches.end() && at->node == node;
    if (decision->verdict == Verdict::reject) {
      if (there) matches.erase(at);
      m_removed += there ? 1 : 0;
      continue;
    }
    Match& match = there ? *at : *matches.insert(at, Match{node, 0, false, {}});
    ++(there ? m_confirmed : m_added);
    match.confidence = certain;
    match.code_only = false;
    match.evidence.insert(match.evidence.begin(), decided(*decision));
    match.verified = std::make_shared<Verified>(Verified{decision->how, decision->iso_date});
  }
  for (Match& match : matches) match.asked = !match.verified && open.contains(match.node);
}

}  // namespace liantu
