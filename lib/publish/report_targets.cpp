// The targets of each chain, and 二 to 五: the first of all, those apart, what to verify first, those of which too
// little is known.
#include "lists_facts.hpp"
#include "lists_promotion.hpp"
#include "report_document.hpp"

#include "liantu/analysis/sensitivity.hpp"

#include <optional>
#include <set>

namespace liantu::report_detail {
namespace {

using lists_detail::chain_name;
using lists_detail::fixed;
using lists_detail::node_name;
using lists_detail::Say;
using lists_detail::Section;

constexpr int first_targets = 10;
constexpr std::size_t nodes_to_verify = 5;
constexpr std::size_t candidates_told = 3;
constexpr std::size_t targets_of_chain = 10;
constexpr std::size_t rows_told = 20;  // of the lists that are only there to be seen

std::string chain_of(const Study& study, const Target& target, Lang lang) {
  return chain_name(study, study.atlas->chain_index(target.gap.node), lang);
}

std::string score_text(const Target& target) { return fixed(target.score, 2); }
std::string range_text(const Target& target) { return fixed(target.low, 2) + "–" + fixed(target.high, 2); }

using Unknown = std::set<std::size_t>;  // criteria, by index

Unknown unknown_of(const Target& target) {
  Unknown out;
  for (std::size_t i = 0; i < target.criteria.size(); ++i) {
    if (!target.criteria[i].value && target.criteria[i].weight > 0) out.insert(i);
  }
  return out;
}

std::string criteria_names(const Unknown& criteria, Lang lang) {
  std::vector<std::string> names;
  for (std::size_t i : criteria) names.push_back(lists_detail::word(static_cast<Criterion>(i), lang));
  return lists_detail::joined(names, lang);
}

// The criteria that made the score, and what is unknown besides what is unknown of all.
std::string criteria_text(const Target& target, const Unknown& of_all, const Say& say) {
  std::vector<std::string> parts;
  for (Criterion criterion : lists_detail::top_criteria(target)) {
    parts.push_back(lists_detail::word(criterion, say.lang()) + " " +
                    fixed(target.criteria[static_cast<std::size_t>(criterion)].value.value_or(0), 2));
  }
  Unknown more = unknown_of(target);
  for (std::size_t i : of_all) more.erase(i);
  std::string out;
  if (!parts.empty())
    out = say("得分主要来自", "Scored mostly by ") + lists_detail::joined(parts, say.lang()) + say("。", ".");
  if (!more.empty()) out += say("另外未知：", " Also unknown: ") + criteria_names(more, say.lang()) + say("。", ".");
  return out;
}

std::string cautions_text(const Target& target, Lang lang) {
  std::string out;
  for (const Objection& caution : target.cautions)
    out += (out.empty() ? "" : lang == Lang::zh ? "；" : "; ") + lists_detail::clean(caution.reason.in(lang));
  return out;
}

// "。" after a reason that has none.
std::string sentence(std::string text, const Say& say) {
  if (!text.empty()) text += say("。", ".");
  return text;
}

// "途径：合作嫁接，本地同类企业都小；可谈：甲厂、乙厂。候选企业 4 家，如丙、丁。"
std::string route_text(const Study& study, const Target& target, const Say& say) {
  std::string out;
  const NodeIndex v = target.gap.node;
  if (const Route* route = study.route_of(v)) {
    out += say("途径：", " Route: ") + lists_detail::word(route->kind, say.lang()) + say("（", " (") +
           lists_detail::route_reason(study, target, *route, say.lang()) + say("）", ")");
    if (!route->growers.empty())
      out += say("，本地可谈：", ", to talk to here: ") + lists_detail::grower_names(study, target, *route, say.lang());
    out += say("。", ".");
  }
  const std::uint64_t count = study.candidates.count(v);
  if (count == 0) return out;
  const auto names = lists_detail::first_names(by_standing(study.candidates.of(v)), candidates_told);
  out += say("候选企业 ", " Candidates: ") + grouped(count) + say(" 家", "");
  if (!names.empty()) out += say("，如", ", such as ") + lists_detail::joined(names, say.lang());
  return out + say("。", ".");
}

// What is unknown of every one of the first targets: said once.
Unknown unknown_of_all(const Study& study) {
  std::optional<Unknown> out;
  for (const Target& target : study.analysis.targets) {
    if (!target.rank || *target.rank > first_targets) continue;
    const Unknown unknown = unknown_of(target);
    if (!out) {
      out = unknown;
    } else {
      std::erase_if(*out, [&](std::size_t i) { return !unknown.contains(i); });
    }
  }
  return out.value_or(Unknown{});
}

// "高纯石英砂（补链）"
std::string lead_of(const Study& study, const Target& target, const Say& say) {
  const std::string action = lists_detail::word(target.gap.action, say.lang());
  return node_name(study, target.gap.node, say.lang()) + say("（" + action + "）", " (" + action + ")");
}

void add_first(Document& out, const Study& study) {
  const Say say(out.lang);
  out.heading(2, say("二、首要目标", "2. First targets"));
  if (!study.chains_chosen) out.callout(lists_detail::no_lead_warning().in(out.lang));
  std::vector<Row> rows;
  std::vector<Item> items;
  const Unknown of_all = unknown_of_all(study);
  for (const Target& target : study.analysis.targets) {
    if (!target.rank || *target.rank > first_targets) continue;
    const NodeIndex v = target.gap.node;
    const std::string action = lists_detail::word(target.gap.action, out.lang);
    const Stability* stability = study.analysis.stability_of(target);
    rows.push_back({{std::to_string(*target.rank), node_name(study, v, out.lang), chain_of(study, target, out.lang),
                     action, lists_detail::word(study.state(v), out.lang), score_text(target), range_text(target),
                     lists_detail::stability_word(stability, out.lang)},
                    study.state(v)});
    std::string text = criteria_text(target, of_all, say);
    const std::string cautions = cautions_text(target, out.lang);
    if (!cautions.empty()) text += say("提示：", " Caution: ") + cautions + say("。", ".");
    if (stability != nullptr) {
      const std::string moves = sensitivity_text(stability->sensitivity).in(out.lang);
      if (!moves.empty()) text += say("怎样会换位：", " What would move it: ") + moves + say("。", ".");
    }
    if (!text.empty()) items.push_back({lead_of(study, target, say), std::move(text)});
  }
  if (rows.empty()) {
    out.text(say("没有可排名的目标。", "No target could be ranked."));
    return;
  }
  out.text(say("得分在 0 到 1 之间；范围是未知指标取最低和最高时的得分。范围重叠的目标，先后只作参考。",
               "Scores run from 0 to 1; the range takes unknown criteria at their lowest and highest. Where ranges "
               "overlap, the order is only a hint."));
  out.table({{say("名次", "Rank"), true},
             {say("环节", "Node"), false, true},
             {say("产业链", "Chain")},
             {say("动作", "Action")},
             {say("状态", "State"), false, false, true},
             {say("得分", "Score"), true},
             {say("范围", "Range"), true},
             {say("稳定性", "Stability")}},
            std::move(rows));
  if (!study.analysis.stability.empty()) out.quiet(lists_detail::stability_note(study).in(out.lang));
  if (!of_all.empty()) {
    out.quiet(say("以上目标都缺的指标：", "Not known of any of them: ") + criteria_names(of_all, out.lang) +
              say("。", "."));
  }
  if (items.empty()) return;
  out.heading(3, say("得分、提示与换位", "Scores, cautions, what would move them"));
  out.text(
      say("理由、途径和候选企业见第一部分各链。", "Reasons, routes and candidates stand with each chain in part 1."));
  out.numbered(std::move(items));
}

// Targets of a section with the reason against each, or nothing.
void add_apart(Document& out, const Study& study, Section section, const std::string& title, const std::string& intro) {
  const Say say(out.lang);
  std::vector<Row> rows;
  std::size_t all = 0;
  for (const Target& target : study.analysis.targets) {
    if (lists_detail::section_of(target) != section || ++all > rows_told) continue;
    const std::string against =
        target.veto ? lists_detail::clean(target.veto->reason.in(out.lang)) : cautions_text(target, out.lang);
    rows.push_back({{node_name(study, target.gap.node, out.lang), chain_of(study, target, out.lang),
                     lists_detail::word(target.gap.action, out.lang), score_text(target), against},
                    study.state(target.gap.node)});
  }
  out.heading(3, title);
  if (rows.empty()) {
    out.text(say("没有。", "None."));
    return;
  }
  out.text(intro);
  out.table({{say("环节", "Node"), false, true},
             {say("产业链", "Chain")},
             {say("动作", "Action")},
             {say("得分", "Score"), true},
             {say("原因", "Reason")}},
            std::move(rows));
  if (all > rows_told)
    out.quiet(say("共 " + std::to_string(all) + " 个，其余见目标清单。",
                  std::to_string(all) + " in all; the rest is in the list of targets."));
}

std::string moves(double places, const Say& say) {
  if (places == 0) return say("前十名不变", "the first ten stay as they are");
  return say("前十名合计变动 " + plain(places, 1) + " 位",
             "the first ten move by " + plain(places, 1) + " places in all");
}

void add_verify(Document& out, const Study& study) {
  const Say say(out.lang);
  out.heading(2, say("四、先核实的环节", "4. What to verify first"));
  if (study.verifications.empty()) {
    out.text(say("没有哪个环节的核实会改变前十名。", "No verification would change the first ten."));
    return;
  }
  out.text(say("以下环节一旦核实，对前十名的影响最大；先问这些。",
               "Verifying these would change the first ten most; ask here first."));
  std::vector<Item> items;
  for (const Verification& verification : study.verifications) {
    if (items.size() == nodes_to_verify) break;
    const NodeIndex v = verification.node;
    const std::string lead = node_name(study, v, out.lang) + say("（", " (") +
                             chain_name(study, study.atlas->chain_index(v), out.lang) + say("，", ", ") +
                             lists_detail::word(study.state(v), out.lang) + say("）", ")");
    items.push_back({lead, lists_detail::how_to_ask(study, v, out.lang) + say("核实为有，", " If it is there, ") +
                               moves(verification.change_if_present, say) + say("；核实为无，", "; if not, ") +
                               moves(verification.change_if_missing, say) + say("。", ".")});
  }
  out.numbered(std::move(items));
}

void add_insufficient(Document& out, const Study& study) {
  const Say say(out.lang);
  out.heading(2, say("五、资料不足", "5. Too little known"));
  std::vector<Row> rows;
  std::size_t all = 0;
  for (const Target& target : study.analysis.targets) {
    if (lists_detail::section_of(target) != Section::insufficient || ++all > rows_told) continue;
    rows.push_back({{node_name(study, target.gap.node, out.lang), chain_of(study, target, out.lang),
                     lists_detail::word(target.gap.action, out.lang), percent(target.known),
                     lists_detail::clean(target.reason.in(out.lang))},
                    study.state(target.gap.node)});
  }
  if (rows.empty()) {
    out.text(say("没有。", "None."));
    return;
  }
  const std::string least = percent(study.policy->rank.known_min);
  out.text(say("已知指标的权重不到 " + least + "，不排名；补上数据后再看。",
               "Known criteria weigh less than " + least + ": not ranked until more is known."));
  out.table({{say("环节", "Node"), false, true},
             {say("产业链", "Chain")},
             {say("动作", "Action")},
             {say("已知权重", "Known"), true},
             {say("理由", "Reason")}},
            std::move(rows));
  if (all > rows_told)
    out.quiet(say("共 " + std::to_string(all) + " 个，其余见目标清单。",
                  std::to_string(all) + " in all; the rest is in the list of targets."));
}

}  // namespace

void add_targets_of(Document& out, const Study& study, ChainIndex chain) {
  const Say say(out.lang);
  std::vector<Item> items;
  std::size_t all = 0;
  for (const Target& target : study.analysis.targets) {
    if (!target.rank || study.atlas->chain_index(target.gap.node) != chain || ++all > targets_of_chain) continue;
    std::string text =
        say("第 " + std::to_string(*target.rank) + " 位。", "Rank " + std::to_string(*target.rank) + ". ") +
        sentence(lists_detail::clean(target.reason.in(out.lang)), say) + route_text(study, target, say);
    items.push_back({lead_of(study, target, say), std::move(text)});
  }
  if (items.empty()) return;
  out.heading(4, say("本链目标", "Targets of the chain"));
  out.numbered(std::move(items));
  if (all > targets_of_chain)
    out.quiet(say("共 " + std::to_string(all) + " 个，其余见目标清单。",
                  std::to_string(all) + " in all; the rest is in the list of targets."));
}

void add_targets(Document& out, const Study& study) {
  const Say say(out.lang);
  add_first(out, study);
  out.heading(2, say("三、慎入与一票否决", "3. Cautions and vetoes"));
  add_apart(
      out, study, Section::caution, say("慎入", "Cautioned"),
      say("不禁止，但须先过这一关，另行排列。", "Not forbidden, but this has to be answered first; ranked apart."));
  add_apart(out, study, Section::veto, say("一票否决", "Vetoed"), say("不列入排名。", "Not ranked."));
  add_verify(out, study);
  add_insufficient(out, study);
}

void add_data(Document& out, const Study& study) {
  const Say say(out.lang);
  out.heading(2, say("六、数据说明", "6. The data"));
  out.text(lists_detail::clean(basis_line(study).in(out.lang), 2000) + say("。", "."));
  out.text(lists_detail::grade_text(study, out.lang));
  std::vector<Item> items;
  for (const std::string& line : lists_detail::turned_off(study, out.lang)) items.push_back({"", line});
  for (const std::string& line : lists_detail::not_covered(study, out.lang)) items.push_back({"", line});
  out.items(std::move(items));
  std::vector<Row> rows;
  for (const auto& [what, count] : lists_detail::reading_rows(study, out.lang))
    rows.push_back({{what, grouped(count)}, std::nullopt});
  out.heading(3, say("读入情况", "What was read"));
  out.table({{say("项目", "Item")}, {say("数量", "Number"), true}}, std::move(rows));
  out.heading(2, say("七、名词", "7. Words"));
  std::vector<Item> words;
  for (const auto& [action, text] : study.policy->profile().definitions)
    words.push_back({lists_detail::word(action, out.lang), lists_detail::clean(text.in(out.lang))});
  words.push_back({say("本地可配套度（按环节测算）", "Local supply"),
                   say("已有环节所需投入中本地具备的份额的平均，按环节测算，不是按采购额算的本地配套率；范围是看不到的"
                       "投入按无、按有计。",
                       "mean share of the inputs of held nodes that is present locally, by nodes and not by purchases; "
                       "the range takes unseen inputs as absent and as present.")});
  words.push_back({say("可能外流", "May leave"), say("本地下游未见或太小，按企业数推断，未核产销量。",
                                                     "local customers are not seen or too small, inferred from numbers "
                                                     "of firms; output and sales were not checked.")});
  out.items(std::move(words));
}

}  // namespace liantu::report_detail
