// 一、各产业链现状: chain by chain, what is held, what is not seen, what may leave.
#include "lists_facts.hpp"
#include "report_document.hpp"

#include <algorithm>

namespace liantu::report_detail {
namespace {

using lists_detail::ChainFigures;
using lists_detail::node_name;
using lists_detail::nodes_in;
using lists_detail::Say;

// A leak below this share of its node's mass, or below two ordinary firms, is less than numbers of firms can tell.
constexpr double leak_told = 0.3;
constexpr double leak_mass_told = 1.5;
constexpr std::size_t leaks_told = 5;

std::string names(const Study& study, const std::vector<NodeIndex>& nodes, Lang lang, std::size_t most) {
  std::vector<std::string> out;
  out.reserve(nodes.size());
  for (NodeIndex v : nodes) out.push_back(node_name(study, v, lang));
  return lists_detail::joined(out, lang, most);
}

// Held nodes that supply the same customers: a customer's number of firms is not this node's alone.
std::vector<NodeIndex> other_suppliers(const Study& study, NodeIndex node, const std::vector<NodeIndex>& customers) {
  std::vector<NodeIndex> out;
  for (NodeIndex v : customers) {
    for (LinkIndex e : study.atlas->inputs(v)) {
      const NodeIndex u = study.atlas->edge(e).from;
      if (u == node || !is_held(study.state(u)) || !carries_value(study.atlas->link(e).kind)) continue;
      if (std::find(out.begin(), out.end(), u) == out.end()) out.push_back(u);
    }
  }
  return out;
}

std::string leak_text(const Study& study, const Leak& leak, const Say& say) {
  std::vector<NodeIndex> held;
  std::vector<NodeIndex> suspected;
  std::vector<NodeIndex> missing;
  std::vector<NodeIndex> unobserved;
  for (NodeIndex v : leak.customers) {
    const State state = study.state(v);
    (is_held(state)              ? held
     : state == State::suspected ? suspected
     : state == State::missing   ? missing
                                 : unobserved)
        .push_back(v);
  }
  std::string out = held.empty()
                        ? say("本地未见对应明确的下游", "no clear local customer")
                        : say("本地下游", "local customers: ") + lists_detail::with_counts(study, held, say.lang(), 4);
  const std::vector<NodeIndex> rivals = other_suppliers(study, leak.node, held);
  if (!rivals.empty())
    out += say("，也由", ", also supplied by ") + lists_detail::with_counts(study, rivals, say.lang(), 3) +
           say("供料", "");
  if (!held.empty()) out += say("，承接不足", "; too small for it");
  if (!missing.empty()) out += say("；名单内未见", "; not seen: ") + names(study, missing, say.lang(), 4);
  if (!suspected.empty()) out += say("；疑似", "; suspected: ") + names(study, suspected, say.lang(), 3);
  if (!unobserved.empty()) out += say("；数据未覆盖", "; unobserved: ") + names(study, unobserved, say.lang(), 3);
  return out + say("。可能外流（按企业数推断，未核产销量）。",
                   ". May leave (inferred from numbers of firms; output and sales not checked).");
}

void add_held(Document& out, const Study& study, ChainIndex chain) {
  const Say say(out.lang);
  std::vector<Row> rows;
  for (State state : {State::strong, State::present}) {
    std::vector<NodeIndex> nodes = nodes_in(study, chain, state);
    std::stable_sort(nodes.begin(), nodes.end(), [&](NodeIndex a, NodeIndex b) {
      return study.coverage[a].count(Band::confident) > study.coverage[b].count(Band::confident);
    });
    for (NodeIndex v : nodes) {
      std::string shown = lists_detail::word(state, out.lang);
      if (study.reading.size_known() && study.size_unknown(v)) shown += say("（规模未知）", " (size unknown)");
      if (study.verified(v)) shown += say("（已核实）", " (verified)");
      if (study.by_asset(v)) shown += say("（非企业）", " (not by firms)");
      std::string held_by = lists_detail::first_firms(study, v, out.lang, 3);
      if (held_by.empty() && study.by_asset(v)) held_by = say("见家底", "see the assets");
      rows.push_back({{node_name(study, v, out.lang), shown, grouped(study.coverage[v].count(Band::confident)),
                       std::move(held_by)},
                      state});
    }
  }
  out.heading(4, say("已有环节", "What is here"));
  if (rows.empty()) {
    out.text(say("没有优势或具备的环节。", "No node is strong or present."));
    return;
  }
  out.table({{say("环节", "Node"), false, true},
             {say("状态", "State"), false, false, true},
             {say("企业数", "Firms"), true},
             {say("主要企业", "First firms")}},
            std::move(rows));
  if (!study.reading.size_known())
    out.quiet(
        say("企业规模未知：以上状态只按家数判定。", "Size unknown: these states rest on numbers of firms alone."));
}

// What holds nodes of the chain without being a firm.
void add_assets(Document& out, const Study& study, ChainIndex chain) {
  const Say say(out.lang);
  std::vector<Item> items;
  const auto [first, last] = study.atlas->nodes_of(chain);
  for (NodeIndex v = first; v < last; ++v) {
    std::vector<std::string> parts;
    for (const Asset* asset : lists_detail::assets_of(study, v))
      parts.push_back(lists_detail::asset_text(*asset, out.lang));
    if (!parts.empty()) items.push_back({node_name(study, v, out.lang), lists_detail::joined(parts, out.lang, 10)});
  }
  if (items.empty()) return;
  out.heading(4, say("家底（非企业）", "Assets (not firms)"));
  out.items(std::move(items));
}

void add_not_held(Document& out, const Study& study, ChainIndex chain) {
  const Say say(out.lang);
  std::vector<Item> items;
  const auto weak = nodes_in(study, chain, State::weak);
  if (!weak.empty()) {
    const std::string count = std::to_string(weak.size());
    items.push_back({say("薄弱（" + count + " 个）", "Weak (" + count + ")"),
                     lists_detail::with_counts(study, weak, out.lang, 60)});
  }
  const auto missing = nodes_in(study, chain, State::missing);
  for (std::size_t i = 0; i < EnumWords<Stage>::names.size(); ++i) {
    const auto stage = static_cast<Stage>(i);
    std::vector<NodeIndex> nodes;
    std::copy_if(missing.begin(), missing.end(), std::back_inserter(nodes),
                 [&](NodeIndex v) { return study.atlas->node(v).stage == stage; });
    if (!nodes.empty()) {
      items.push_back(
          {say("名单内未见·", "Not seen, ") + lists_detail::word(stage, out.lang) +
               say("（" + std::to_string(nodes.size()) + " 个）", " (" + std::to_string(nodes.size()) + ")"),
           names(study, nodes, out.lang, 60)});
    }
  }
  const auto suspected = nodes_in(study, chain, State::suspected);
  if (!suspected.empty()) {
    std::vector<std::string> parts;
    for (NodeIndex v : suspected) {
      const std::string firms = grouped(study.coverage[v].total());
      parts.push_back(node_name(study, v, out.lang) + (study.by_asset(v)
                                                           ? say("（家底，来源不明）", " (an asset without a source)")
                                                           : say("（" + firms + " 家）", " (" + firms + ")")));
    }
    items.push_back({say("疑似，待核实（" + std::to_string(suspected.size()) + " 个）",
                         "Suspected, to verify (" + std::to_string(suspected.size()) + ")"),
                     lists_detail::joined(parts, out.lang, 60)});
  }
  const auto unobserved = nodes_in(study, chain, State::unobserved);
  if (!unobserved.empty()) {
    items.push_back({say("数据未覆盖，不作空白（" + std::to_string(unobserved.size()) + " 个）",
                         "Unobserved, not called missing (" + std::to_string(unobserved.size()) + ")"),
                     names(study, unobserved, out.lang, 60)});
  }
  if (items.empty()) return;
  out.heading(4, say("薄弱、未见与看不到的环节", "Weak, not seen, suspected, unobserved"));
  out.items(std::move(items));
}

void add_map(Document& out, const Study& study, ChainIndex chain, bool drawn) {
  const Say say(out.lang);
  std::shared_ptr<const MapScene> scene;
  if (drawn) scene = std::make_shared<const MapScene>(layout_map(study, chain, {out.lang}));
  const std::string name = lists_detail::chain_name(study, chain, out.lang);
  out.map(study.atlas->chains()[chain].id, say(name + "产业链图谱", "Map of the chain: " + name), std::move(scene));
}

// Where the chain stands, in a sentence or three.
std::string standing_text(const Study& study, ChainIndex chain, const ChainFigures& figures, const Say& say) {
  std::string text = say("对应明确的企业", "Firms matched clearly: ") +
                     (figures.cut ? say("不少于", "at least ") : std::string()) + say(" ", "") +
                     grouped(figures.firms.size()) + say(" 家", "");
  if (study.reading.has(Field::above_scale))
    text += say("，其中规上 " + grouped(figures.above_scale.size()) + " 家",
                ", above scale " + grouped(figures.above_scale.size()));
  if (!figures.suspected.empty())
    text += say("；另有疑似企业 " + grouped(figures.suspected.size()) + " 家",
                "; suspected " + grouped(figures.suspected.size()));
  text += say("。", ".");
  if (figures.supply.nodes > 0) {
    const std::string nodes = std::to_string(figures.supply.nodes);
    text += say("已有环节中有投入的 " + nodes + " 个，本地可配套度（按环节测算）",
                " Local supply of the " + nodes + " held nodes that have inputs (by nodes, not by purchases): ") +
            lists_detail::percent_range(figures.supply.whole.low, figures.supply.whole.high) + say("。", ".");
  }
  if (const CountyChain* entry =
          study.county == nullptr ? nullptr : study.county->chain(study.atlas->chains()[chain].id)) {
    text += say("", " ") + lists_detail::word(entry->standing, say.lang()) + say("", " chain");
    if (!entry->chief.empty())
      text += say("，链长", ", chief ") + lists_detail::clean(entry->chief, lists_detail::name_limit);
    if (!entry->department.empty())
      text += say("，牵头部门", ", department ") + lists_detail::clean(entry->department, lists_detail::name_limit);
    text += say("。", ".");
  }
  return text;
}

void add_chain(Document& out, const Study& study, ChainIndex chain, bool maps) {
  const Say say(out.lang);
  const ChainFigures figures = lists_detail::figures_of(study, chain);
  out.heading(3, lists_detail::chain_name(study, chain, out.lang));
  out.bar(figures.states);
  const std::string figure = std::to_string(out.next_figure());
  out.text(standing_text(study, chain, figures, say) +
           say("图谱见图" + figure + "。", " Its map is figure " + figure + "."));
  add_held(out, study, chain);
  add_assets(out, study, chain);
  add_not_held(out, study, chain);
  auto leaks = leak_items(study, chain, out.lang, leaks_told);
  if (!leaks.empty()) {
    out.heading(4, say("可能外流", "What may leave"));
    out.items(std::move(leaks));
  }
  add_targets_of(out, study, chain);
  add_map(out, study, chain, maps);  // last: a wide one takes a page across, and what follows begins a new one
}

}  // namespace

std::vector<Item> leak_items(const Study& study, ChainIndex chain, Lang lang, std::size_t most) {
  const Say say(lang);
  std::vector<Item> out;
  for (const Leak& leak : study.analysis.leaks) {
    if (out.size() == most) break;
    if (study.atlas->chain_index(leak.node) != chain || leak.share < leak_told || leak.mass < leak_mass_told) continue;
    if (study.coverage[leak.node].count(Band::confident) < 2 && study.coverage[leak.node].above_scale == 0) continue;
    const std::string firms = grouped(study.coverage[leak.node].count(Band::confident));
    out.push_back({node_name(study, leak.node, lang) +
                       say(" " + firms + " 家", ", " + firms + (firms == "1" ? " firm" : " firms")),
                   leak_text(study, leak, say)});
  }
  return out;
}

void add_chains(Document& out, const Study& study, bool maps) {
  const Say say(out.lang);
  out.heading(2, say("一、各产业链现状", "1. Where each chain stands"));
  for (ChainIndex chain : study.chains()) add_chain(out, study, chain, maps);
}

}  // namespace liantu::report_detail
