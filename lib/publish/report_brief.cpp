// 一页摘要: what a leader reads. Every part has a length that it may not pass, so that the page stays one page of A4 in
// print and in DOCX whatever the data hold; what is cut here stands in full further on.
#include "lists_facts.hpp"
#include "lists_promotion.hpp"
#include "map_style.hpp"
#include "report_document.hpp"

#include <algorithm>

namespace liantu::report_detail {
namespace {

using lists_detail::ChainFigures;
using lists_detail::Say;

constexpr std::size_t chains_in_full = 2;
constexpr std::size_t chains_in_short = 5;
constexpr int targets_told = 5;
constexpr std::size_t verify_told = 2;

// Widths: 2 of a Chinese character, 1 of a Latin one. A line of the page takes 72; of its table's columns 14, 9 and 38.
constexpr std::size_t name_room = 28;
constexpr std::size_t target_room = 26;
constexpr std::size_t chain_room = 16;
constexpr std::size_t line_room = 72;
constexpr std::size_t door_room = 74;
constexpr std::size_t firm_room = 34;
constexpr std::size_t verify_room = 96;

// The longest beginning that fits into `room`, with … where something was cut.
std::string cut(const std::string& text, std::size_t room) {
  if (units_of(text) <= room) return text;
  std::size_t width = 0;
  std::size_t fits = 0;  // bytes that leave room for the mark
  for (std::size_t at = 0; at < text.size();) {
    width += units_of(utf8::next(text, at));
    if (width + 2 <= room) fits = at;
  }
  return text.substr(0, fits) + "…";
}

// An item of at most so many lines.
Item lines_of(std::string lead, const std::string& text, std::size_t lines) {
  const std::size_t taken = units_of(lead) + 4;
  return {std::move(lead), cut(text, lines * line_room - taken)};
}

std::string names(const Study& study, const std::vector<NodeIndex>& nodes, const Say& say, std::size_t most) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < nodes.size() && i < most; ++i)
    out.push_back(cut(lists_detail::node_name(study, nodes[i], say.lang()), name_room));
  std::string text = lists_detail::joined(out, say.lang());
  if (nodes.size() > most)
    text += say("等 " + std::to_string(nodes.size()) + " 个", " and " + std::to_string(nodes.size() - most) + " more");
  return text;
}

std::string supply_text(const ChainFigures& figures, const Say& say) {
  if (figures.supply.nodes == 0) return {};
  return say("；本地可配套度（按环节测算）", "; local supply (by nodes, not by purchases) ") +
         lists_detail::percent_range(figures.supply.whole.low, figures.supply.whole.high);
}

// "26 个环节中，优势 2、具备 5 …；对应明确的企业 31 家；本地可配套度（按环节测算）32%"
std::string counts_text(const ChainFigures& figures, const Say& say) {
  std::vector<std::string> states;
  for (std::size_t i = figures.states.size(); i-- > 0;) {
    if (figures.states[i] == 0) continue;
    const std::string count = std::to_string(figures.states[i]);
    const std::string name = chain_map::short_label(static_cast<State>(i), say.lang());
    states.push_back(say(name + " " + count, count + " " + name));
  }
  return say(std::to_string(figures.nodes) + " 个环节中，", std::to_string(figures.nodes) + " nodes: ") +
         lists_detail::joined(states, say.lang()) + say("；对应明确的企业 ", "; clear matches: ") +
         (figures.cut ? say("不少于 ", "at least ") : "") + grouped(figures.firms.size()) + say(" 家", "") +
         supply_text(figures, say);
}

// "优势：巴氏杀菌乳、发酵乳；具备：奶牛养殖。"
std::string held_text(const Study& study, ChainIndex chain, const Say& say) {
  std::string out;
  for (const State state : {State::strong, State::present}) {
    auto nodes = lists_detail::nodes_in(study, chain, state);
    if (nodes.empty()) continue;
    std::stable_sort(nodes.begin(), nodes.end(), [&](NodeIndex a, NodeIndex b) {
      return study.coverage[a].count(Band::confident) > study.coverage[b].count(Band::confident);
    });
    out += (out.empty() ? "" : say("；", "; ")) + lists_detail::word(state, say.lang()) + say("：", ": ") +
           names(study, nodes, say, 3);
  }
  return out.empty() ? say("没有优势或具备的环节。", "no node is strong or present. ") : out + say("。", ". ");
}

// What is not seen, core nodes first, and what is weak; how much is in doubt.
std::string lacking(const Study& study, ChainIndex chain, const Say& say) {
  std::string out;
  for (const State state : {State::missing, State::weak}) {
    auto nodes = lists_detail::nodes_in(study, chain, state);
    std::stable_partition(nodes.begin(), nodes.end(), [&](NodeIndex v) { return study.atlas->node(v).core; });
    if (nodes.empty()) continue;
    out += out.empty() ? "" : say("；", "; ");
    out += state == State::missing ? say("名单内未见", "not seen: ")
                                   : lists_detail::word(state, say.lang()) + say("：", ": ");
    out += names(study, nodes, say, state == State::missing ? 3 : 2);
  }
  const std::size_t doubted = lists_detail::nodes_in(study, chain, State::suspected).size();
  if (doubted > 0)
    out += (out.empty() ? "" : say("；", "; ")) +
           say("疑似 " + std::to_string(doubted) + " 个", std::to_string(doubted) + " suspected, to verify");
  const std::size_t unseen = lists_detail::nodes_in(study, chain, State::unobserved).size();
  if (unseen > 0)
    out += (out.empty() ? "" : say("；", "; ")) +
           say("数据未覆盖 " + std::to_string(unseen) + " 个", std::to_string(unseen) + " unobserved");
  return out.empty() ? say("没有。", "nothing.") : out + say("。", ".");
}

void add_chain_lines(std::vector<Item>& items, const Study& study, ChainIndex chain, const Say& say) {
  const ChainFigures figures = lists_detail::figures_of(study, chain);
  const std::string name = cut(lists_detail::chain_name(study, chain, say.lang()), name_room);
  const std::string has = held_text(study, chain, say) + counts_text(figures, say) + say("。", ".");
  items.push_back(lines_of(name + say("·已有", ", what is here"), has, 3));
  items.push_back(lines_of(name + say("·薄弱与未见", ", weak or not seen"), lacking(study, chain, say), 2));
}

// One line or two a chain, where there are more of them than fit in full.
void add_chain_line(std::vector<Item>& items, const Study& study, ChainIndex chain, const Say& say) {
  const ChainFigures figures = lists_detail::figures_of(study, chain);
  items.push_back(lines_of(cut(lists_detail::chain_name(study, chain, say.lang()), name_room),
                           counts_text(figures, say) + say("。", "."), 2));
}

// Whose door to knock on: local firms that could grow, candidates from outside, the partner region.
std::string door_text(const Study& study, const Target& target, const Say& say) {
  const NodeIndex v = target.gap.node;
  const Route* route = study.route_of(v);
  if (route != nullptr && route->kind == RouteKind::buy) return say("就近采购，不招", "buy in; nobody to invite");
  if (route != nullptr && route->kind == RouteKind::elsewhere && study.county != nullptr) {
    std::vector<std::string> partners;
    for (const std::string& partner : study.county->partners)
      partners.push_back(cut(lists_detail::clean(partner, lists_detail::name_limit), firm_room));
    return cut(say("合作地区：", "partner regions: ") + lists_detail::joined(partners, say.lang(), 2), door_room);
  }
  std::vector<std::string> doors;
  const std::size_t growers = route == nullptr ? 0 : route->growers.size();
  std::vector<std::string> candidates;
  if (study.candidates.count(v) > 0) candidates = lists_detail::first_names(by_standing(study.candidates.of(v)), 2);
  const std::size_t local = candidates.empty() ? 2 : 1;
  for (std::size_t i = 0; i < growers && i < local; ++i)
    doors.push_back(cut(lists_detail::firm_name(*route->growers[i].firm), firm_room));
  std::string out = doors.empty() ? "" : say("本地 ", "here: ") + lists_detail::joined(doors, say.lang());
  if (!candidates.empty()) {
    std::vector<std::string> invited;
    for (std::size_t i = 0; i < candidates.size() && i < 2 - doors.size(); ++i)
      invited.push_back(cut(candidates[i], firm_room));
    out += (out.empty() ? "" : say("；", "; ")) + say("外地 ", "outside: ") + lists_detail::joined(invited, say.lang());
  }
  return out.empty() ? say("名单内没有可点名的企业", "no firm in the tables to name") : cut(out, door_room);
}

void add_first_targets(Document& out, const Study& study) {
  const Say say(out.lang);
  std::vector<Row> rows;
  std::size_t ranked = 0;
  for (const Target& target : study.analysis.targets) {
    if (!target.rank) continue;
    ++ranked;
    if (*target.rank > targets_told) continue;
    const NodeIndex v = target.gap.node;
    const Route* route = study.route_of(v);
    rows.push_back({{std::to_string(*target.rank), cut(lists_detail::node_name(study, v, out.lang), target_room),
                     cut(lists_detail::chain_name(study, study.atlas->chain_index(v), out.lang), chain_room),
                     lists_detail::word(target.gap.action, out.lang),
                     route == nullptr ? std::string("—") : lists_detail::word(route->kind, out.lang),
                     door_text(study, target, say)},
                    std::nullopt});
  }
  if (rows.empty()) {
    out.text(say("没有可排名的目标。", "No target could be ranked."));
    return;
  }
  const std::string all = std::to_string(ranked);
  const std::string first = std::to_string(rows.size());
  out.text(say("排名目标 " + all + " 个，前 " + first + " 个：", all + " ranked targets, the first " + first + ":"));
  out.table({{"", true},
             {say("目标", "Target"), false, true},
             {say("产业链", "Chain"), false, false, true},
             {say("动作", "Action"), false, false, true},
             {say("途径", "Route"), false, false, true},
             {say("先找谁", "Whose door")}},
            std::move(rows));
}

// Without the full stop at its end.
std::string ended(std::string text) {
  for (const std::string_view stop : {" ", "。", "."}) {
    if (text.ends_with(stop)) text.resize(text.size() - stop.size());
  }
  return text;
}

Item verify_line(const Study& study, const Say& say) {
  std::string text;
  std::size_t told = 0;
  for (const Verification& verification : study.verifications) {
    if (told++ == verify_told) break;
    const NodeIndex v = verification.node;
    const std::string name = cut(lists_detail::node_name(study, v, say.lang()), name_room);
    text += (told > 1 ? say("；", "; ") : "") + name + say("（", " (") +
            chain_map::short_label(study.state(v), say.lang()) + say("）：", "): ") +
            ended(cut(lists_detail::how_to_ask(study, v, say.lang()), verify_room));
  }
  if (!text.empty() && !text.ends_with('?')) text += say("。", ".");
  if (text.empty()) text = say("没有哪个环节的核实会改变前十名。", "no verification would change the first ten.");
  return {say("先核实", "Verify first"), std::move(text)};
}

// The first leak that is told of any chain, with what it rests on before what may be cut.
void add_first_leak(std::vector<Item>& items, const Study& study, const Say& say) {
  for (ChainIndex chain : study.chains()) {
    const auto leaks = leak_items(study, chain, say.lang(), 1);
    if (leaks.empty()) continue;
    const std::string& text = leaks.front().text;
    const std::string told = leaks.front().lead + say("，", ": ") + text.substr(0, text.find(say("。", ". May")));
    items.push_back(
        lines_of(say("可能外流（按企业数推断，未核产销量）", "May leave (by numbers of firms, sales not checked)"),
                 told + say("。", "."), 2));
    return;
  }
}

}  // namespace

void add_brief(Document& out, const Study& study) {
  const Say say(out.lang);
  out.brief = true;
  out.heading(2, say("一页摘要", "Summary on a page"));
  std::vector<Item> items;
  const auto chains = study.chains();
  const bool full = chains.size() <= chains_in_full;
  for (std::size_t i = 0; i < chains.size() && i < (full ? chains_in_full : chains_in_short); ++i) {
    if (full)
      add_chain_lines(items, study, chains[i], say);
    else
      add_chain_line(items, study, chains[i], say);
  }
  if (chains.size() > chains_in_short) {
    const std::string rest = std::to_string(chains.size() - chains_in_short);
    items.push_back({say("其余", "The rest"), say(rest + " 条产业链见第一部分。", rest + " more chains: see part 1.")});
  }
  add_first_leak(items, study, say);
  out.items(std::move(items));
  if (!study.chains_chosen) out.quiet(lists_detail::no_lead_warning().in(out.lang));
  add_first_targets(out, study);
  out.items(
      {verify_line(study, say), {say("数据", "Data"), cut(lists_detail::grade_text(study, out.lang), line_room + 30)}});
  out.callout(lists_detail::clean(caveat(study).in(out.lang)));
  out.brief = false;
}

}  // namespace liantu::report_detail
