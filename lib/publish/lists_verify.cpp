// 待核实 and decisions.csv: what to ask first, of whom; and what was answered before.
#include "lists_sheets.hpp"

#include "liantu/csv.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace liantu::lists_detail {
namespace {

constexpr std::size_t most_open = 200;  // pairs of decisions.csv without a verdict
constexpr std::size_t most_of_node = 10;

// Nodes to verify: those of study.verifications first, then suspected ones, then held ones that have doubtful firms
// too.
std::vector<NodeIndex> verify_order(const Study& study) {
  std::vector<NodeIndex> out;
  std::vector<bool> there(study.atlas->node_count());
  const auto add = [&](NodeIndex v) {
    if (!there[v]) out.push_back(v);
    there[v] = true;
  };
  for (const Verification& verification : study.verifications) add(verification.node);
  for (ChainIndex chain : study.chains()) {
    for (NodeIndex v : nodes_in(study, chain, State::suspected)) add(v);
  }
  for (ChainIndex chain : study.chains()) {
    const auto [first, last] = study.atlas->nodes_of(chain);
    for (NodeIndex v = first; v < last; ++v) {
      if (is_held(study.state(v)) && study.coverage[v].count(Band::likely) > 0) add(v);
    }
  }
  return out;
}

// True where either answer about the firm would change the node's state.
bool changes_state(const Study& study, NodeIndex v, const Holding& holding) {
  const CoveragePolicy& policy = study.policy->coverage;
  const NodeCoverage& sums = study.coverage[v];
  const bool observed = study.observed.covers(study.atlas->node(v), *study.classification);
  const bool sure = confident(study, holding.match);
  const std::size_t band = sure ? 0 : holding.match.value() >= policy.c_min ? 1 : 2;
  const auto size = static_cast<std::size_t>(holding.firm->size);
  NodeCoverage without = sums;
  --without.firms[band][size];
  if (sure) without.tally(*holding.firm, holding.firm->above_scale, policy, true);
  NodeCoverage with = without;
  ++with.firms[0][size];
  with.tally(*holding.firm, holding.firm->above_scale, policy);
  const State now = state_of(sums, observed, policy);
  return state_of(without, observed, policy) != now || state_of(with, observed, policy) != now;
}

// Firms of a node that need asking: the doubtful ones, of a node that is held anyway only the likely ones; and all of a
// node whose verification matters. First those whose answer would change the node's state, the doubtful before the
// sure, by confidence; ties by standing.
std::vector<const Holding*> firms_to_ask(const Study& study, NodeIndex v, bool matters) {
  std::vector<std::pair<std::tuple<bool, bool, int>, const Holding*>> order;
  for (const Holding& holding : study.roll.firms_of(v)) {
    if (holding.match.verified) continue;
    const bool likely = holding.match.value() >= study.policy->coverage.c_min;
    const bool sure = confident(study, holding.match);
    if (is_held(study.state(v)) ? !likely || (!matters && sure) : sure) continue;
    const bool changes = changes_state(study, v, holding);
    order.push_back({{!changes, changes && sure, -int{holding.match.confidence}}, &holding});
  }
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<const Holding*> out;
  out.reserve(order.size());
  for (const auto& [key, holding] : order) out.push_back(holding);
  return out;
}

// By node: its place among study.verifications, from 1.
std::map<NodeIndex, int> places(const Study& study) {
  std::map<NodeIndex, int> out;
  for (const Verification& verification : study.verifications)
    out.emplace(verification.node, static_cast<int>(out.size()) + 1);
  return out;
}

// The columns that somebody fills in; read_decisions knows them by these names.
std::vector<Text> columns_by_hand() {
  return {Text("结论", "verdict"), Text("核实人", "who"), Text("核实方式", "how"), Text("核实日期", "when"),
          Text("理由", "why")};
}

// A row of decisions.csv for a pair that nobody has decided.
std::vector<std::string> open_row(const Study& study, NodeIndex v, const Holding& holding, Lang lang) {
  return {clean(holding.firm->name),
          clean(holding.firm->credit_code, name_limit),
          chain_name(study, study.atlas->chain_index(v), lang),
          node_name(study, v, lang),
          clean(study.atlas->key(v)),
          "",
          "",
          "",
          "",
          "",
          word(DecisionState::open, lang),
          fixed(holding.match.value(), 2),
          why_asked(study, holding.match, lang),
          question_of(study, v, lang)};
}

std::vector<std::string> given_row(const Study& study, const Decision& d, const Holding* holding, Lang lang) {
  const NodeIndex v = d.node;
  std::vector<std::string> row{d.firm,
                               d.credit_code,
                               chain_name(study, study.atlas->chain_index(v), lang),
                               node_name(study, v, lang),
                               clean(study.atlas->key(v)),
                               d.verdict_text,
                               d.who,
                               d.how,
                               d.date_text,
                               d.why,
                               word(d.state, lang)};
  if (study.with_firms && d.firms == 0) row.back() += lang == Lang::zh ? "，企业表无此企业" : ", not in the table";
  row.push_back(holding == nullptr ? "" : fixed(holding->match.value(), 2));
  row.push_back(holding == nullptr ? "" : why_asked(study, holding->match, lang));
  row.push_back(holding == nullptr ? "" : question_of(study, v, lang));
  return row;
}

// The firm that an open decision asks about, so that its row keeps saying why.
const Holding* asked_firm(const Study& study, const Decision& d) {
  if (d.state != DecisionState::open) return nullptr;
  for (const Holding& holding : study.roll.firms_of(d.node)) {
    if (!holding.match.asked) continue;
    const bool same_code = !d.credit_code.empty() && holding.firm->credit_code == d.credit_code;
    if (same_code || fold(trim(holding.firm->name)) == fold(trim(d.firm))) return &holding;
  }
  return nullptr;
}

}  // namespace

ListSheet verify_sheet(const Study& study, Lang lang) {
  const Say say(lang);
  ListSheet sheet;
  sheet.id = "verify";
  sheet.names = Text("待核实", "To verify");
  sheet.name = sheet.names.in(lang);
  sheet.note = Text(
      "先核实对前十名影响最大的环节（有次序的），再核实疑似环节，最后是已有环节中把握不足的企业；环节内先问答案会"
      "改变状态的企业。结论写在 decisions.csv 里，或写在这里再以 --decisions 给出。",
      "First the nodes that would change the top ten most (numbered), then suspected nodes, then "
      "doubtful firms of nodes that are held; of a node first the firms whose answer would change its "
      "state. Write verdicts into decisions.csv, or here and give this file by --decisions.");
  sheet.columns = {number_column({"先核实次序", "First to ask"}, 0, 11),
                   text_column({"产业链", "Chain"}, 14),
                   text_column({"环节", "Node"}, 18),
                   state_column(),
                   text_column({"企业名称", "Firm"}, 34),
                   text_column({"统一社会信用代码", "Credit code"}, 21),
                   text_column({"所在地", "Place"}, 24),
                   number_column({"把握", "Confidence"}, 2, 8),
                   text_column({"为什么疑似", "Why in doubt"}, 44, true),
                   text_column({"怎么问", "What to ask"}, 44, true)};
  for (const Text& title : columns_by_hand()) sheet.columns.push_back(hand_column(title, 12));
  for (ListColumn& column : sheet.columns) {
    if (column.title.zh == "结论") column.choices = {Text("对应", "accept"), Text("不对应", "reject")};
    if (column.title.zh == "核实方式")
      column.choices = {Text("实地", "on site"), Text("电话", "by telephone"), Text("部门", "department")};
    if (column.title.zh == "核实日期") column.hint = Text("如 2026-12-31", "such as 2026-12-31");
  }
  sheet.columns.push_back(id_column());
  sheet.key = {sheet.columns.size() - 1, 5, 4};  // the firm by its credit code, else by its name
  sheet.frozen = 3;
  const auto place = places(study);
  for (NodeIndex v : verify_order(study)) {
    const auto number = place.find(v);
    const bool matters = number != place.end();
    std::vector<ListCell> row(sheet.columns.size());
    if (matters) row[0] = ListCell(number->second);
    row[1] = chain_name(study, study.atlas->chain_index(v), lang);
    row[2] = node_name(study, v, lang);
    row[3] = word(study.state(v), lang);
    row[9] = question_of(study, v, lang);
    row.back() = clean(study.atlas->key(v));
    const auto firms = firms_to_ask(study, v, matters);
    if (firms.empty() && (matters || study.by_asset(v))) {
      row[8] = study.by_asset(v) ? say("家底未注明来源", "its asset names no source")
                                 : say("本表看不到", "not in this table");
      row[9] = how_to_ask(study, v, lang);
      sheet.rows.push_back(row);
    }
    for (const Holding* holding : firms) {
      row[4] = firm_name(*holding->firm);
      row[5] = clean(holding->firm->credit_code, name_limit);
      row[6] = place_of(*holding->firm);
      row[7] = rounded(holding->match.value());
      row[8] = why_asked(study, holding->match, lang);
      sheet.rows.push_back(row);
    }
  }
  bound(sheet);
  return sheet;
}

}  // namespace liantu::lists_detail

namespace liantu {

std::string decisions_csv(const Study& study, Lang lang) {
  using namespace lists_detail;
  std::vector<std::vector<std::string>> rows(1);
  std::vector<Text> header{Text("企业名称", "firm"), Text("统一社会信用代码", "credit_code"), Text("产业链", "chain"),
                           Text("环节", "node"), Text("环节ID", "node_id")};
  for (const Text& title : columns_by_hand()) header.push_back(title);
  for (const Text& title : {Text("状态", "status"), Text("把握", "confidence"), Text("为什么疑似", "why in doubt"),
                            Text("怎么问", "what to ask")})
    header.push_back(title);
  for (const Text& title : header) rows[0].push_back(title.in(lang));

  std::size_t open = 0;
  std::map<NodeIndex, std::size_t> of_node;
  for (const Decision& d : study.decisions.given()) {
    rows.push_back(given_row(study, d, asked_firm(study, d), lang));
    if (d.state != DecisionState::open || d.firms == 0) continue;
    ++open;
    ++of_node[d.node];
  }
  const auto place = places(study);
  for (NodeIndex v : verify_order(study)) {
    for (const Holding* holding : firms_to_ask(study, v, place.contains(v))) {
      if (open >= most_open || of_node[v] >= most_of_node) break;
      if (holding->match.asked) continue;
      rows.push_back(open_row(study, v, *holding, lang));
      ++open;
      ++of_node[v];
    }
  }
  return csv_of(rows);
}

}  // namespace liantu
