// Why a node is in its state, and what the rules saw.
#include "explanation_facts.hpp"

#include "liantu/publish/study.hpp"

#include <algorithm>

namespace liantu::explanation_detail {

using lists_detail::joined;
using lists_detail::node_name;
using lists_detail::Say;
using lists_detail::word;

namespace {

std::string count(std::uint64_t n) { return grouped(n); }

// "竹片竹条（优势，3 家）、…"
std::string named(const Study& study, const std::vector<NodeIndex>& nodes, Lang lang) {
  std::vector<std::string> out;
  out.reserve(nodes.size());
  for (NodeIndex v : nodes) out.push_back(named_state(study, v, lang));
  return joined(out, lang);
}

// "7 家" or "7 家（按主体类型折算 4.2 家）".
std::string others_text(const NodeCoverage& sums, const Say& say) {
  std::string out = count(sums.others) + say(" 家", "");
  if (sums.others_hundredths == 100 * sums.others) return out;
  const std::string folded = plain(static_cast<double>(sums.others_hundredths) / 100, 2);
  return out + say("（按主体类型折算 " + folded + " 家）", " (weighing " + folded + " by kind)");
}

std::string why_strong(const NodeCoverage& sums, const CoveragePolicy& policy, const Say& say) {
  if (sums.designated > 0)
    return say("有链主、上市或专精特新企业 " + count(sums.designated) + " 家，有一家即为优势。",
               count(sums.designated) + " designated, listed or little-giant firms; one makes it strong.");
  const std::string wanted = std::to_string(policy.strong_above_scale);
  return say("规上企业 " + count(sums.above_scale) + " 家，达到 " + wanted + " 家，为优势。",
             count(sums.above_scale) + " firms above scale; " + wanted + " make it strong.");
}

std::string why_present(const NodeCoverage& sums, const CoveragePolicy& policy, const Say& say) {
  if (sums.above_scale >= static_cast<std::uint64_t>(policy.present_above_scale)) {
    const std::string wanted = std::to_string(policy.strong_above_scale);
    return say("规上企业 " + count(sums.above_scale) + " 家，为具备；不足 " + wanted + " 家，所以不是优势。",
               count(sums.above_scale) + " firms above scale make it present; fewer than " + wanted +
                   ", so it is not strong.");
  }
  const std::string wanted = std::to_string(policy.present_others);
  return say("没有规上企业；规下或规模未知的企业 " + others_text(sums, say) + "，达到 " + wanted + " 家，为具备。",
             "No firm above scale; " + others_text(sums, say) + " others, and " + wanted + " make it present.");
}

std::string why_weak(const NodeCoverage& sums, const CoveragePolicy& policy, const Say& say) {
  const std::string wanted = std::to_string(policy.present_others);
  std::string out =
      say("没有规上企业，其他企业 " + others_text(sums, say) + "，不足 " + wanted + " 家，为薄弱。",
          "No firm above scale and " + others_text(sums, say) + " others, fewer than " + wanted + ": weak.");
  if (sums.flagged > 0)
    out += say("经营异常或 0 人参保的 " + count(sums.flagged) + " 家只能使环节为薄弱，不计入以上家数。",
               " " + count(sums.flagged) + " flagged firms are not counted there: they make a node weak at most.");
  return out;
}

std::string why_unobserved(const Study& study, NodeIndex v, const Say& say) {
  const Node& node = study.atlas->node(v);
  if (!study.with_firms) return say("没有企业名单，无从判断。", "No table of firms was given.");
  if (node.holder != Holder::firm)
    return say("这类环节的主体是" + word(node.holder, Lang::zh) + "，企业名单看不到；没有给出列有这类主体的家底表。",
               "It is held by a " + word(node.holder, Lang::en) +
                   ", which no table of firms shows, and no table of such assets was given.");
  return say(std::string(study.observed.stated ? "按说明，名单不覆盖" : "名单里没有") +
                 "本环节所属的门类，看不到不等于没有；须看" + lists_detail::table_wanted(study, v, Lang::zh) + "。",
             std::string(study.observed.stated ? "The table is said not to cover" : "The table holds no firm of") +
                 " the section of this node, so nothing is known; wanted: " +
                 lists_detail::table_wanted(study, v, Lang::en) + ".");
}

std::string why_missing(const Study& study, const Say& say) {
  const std::string least = plain(study.policy->coverage.c_doubt, 2);
  std::string out = say(
      "名单覆盖本环节所属的门类，但没有企业对应到它（把握 " + least + " 以上的一家也没有）。",
      "The table covers the section of this node, and no firm matches it with a confidence of " + least + " or more.");
  if (study.observed.above_scale_only)
    out += say("名单只含规上企业，规下企业有没有不知道。",
               " The table holds above-scale firms only; of smaller ones nothing is known.");
  return out;
}

}  // namespace

std::string state_text(const Study& study, NodeIndex v, Lang lang) {
  const Say say(lang);
  std::string out = word(study.state(v), lang);
  out.resize(std::min(out.find('('), out.size()));  // 空白, without (名单内未见): the heading and the foot say it
  if (!is_held(study.state(v)) && study.coverage[v].total() == 0) return out;
  if (study.coverage[v].count(Band::confident) == 0 && study.by_asset(v))
    return out + say("，非企业", ", not by firms");
  const std::uint64_t firms =
      is_held(study.state(v)) ? study.coverage[v].count(Band::confident) : study.coverage[v].total();
  return out + say("，", ", ") + count(firms) + say(" 家", firms == 1 ? " firm" : " firms");
}

std::string named_state(const Study& study, NodeIndex v, Lang lang) {
  const Say say(lang);
  return node_name(study, v, lang) + say("（", " (") + state_text(study, v, lang) + say("）", ")");
}

std::string why_state(const Study& study, NodeIndex v, Lang lang) {
  const Say say(lang);
  const NodeCoverage& sums = study.coverage[v];
  const CoveragePolicy& policy = study.policy->coverage;
  if (study.by_asset(v)) {
    const State firms = state_by_firms(sums, true, policy);
    const bool sourced = sums.assets > 0;
    return say(sourced ? "有来源的家底 " + count(sums.assets) + " 项，使环节为具备（非企业）；只看企业为“"
                       : "家底 " + count(sums.unsourced_assets) + " 项没有来源，只作疑似；只看企业为“",
               sourced
                   ? count(sums.assets) + " assets with a source make it present, not by firms; by firms alone it is "
                   : count(sums.unsourced_assets) + " assets without a source: suspected only; by firms alone it is ") +
           word(firms, lang) + say("”。", ".");
  }
  const std::string high = plain(policy.c_high, 2);
  switch (study.state(v)) {
    case State::strong: return why_strong(sums, policy, say);
    case State::present: return why_present(sums, policy, say);
    case State::weak: return why_weak(sums, policy, say);
    case State::suspected:
      return say("对应企业的把握都在 " + high + " 以下，不论几家都只作疑似，先核实再行动。",
                 "Every match has a confidence below " + high + "; however many, that makes it suspected only.");
    case State::missing: return why_missing(study, say);
    case State::unobserved: return why_unobserved(study, v, say);
  }
  return {};
}

std::string thresholds(const Study& study, Lang lang) {
  const Say say(lang);
  const CoveragePolicy& p = study.policy->coverage;
  const std::string high = plain(p.c_high, 2);
  const std::string strong = std::to_string(p.strong_above_scale);
  const std::string above = std::to_string(p.present_above_scale);
  const std::string others = std::to_string(p.present_others);
  return say("口径（只计把握 " + high + " 以上、无异常的企业）：链主、上市、专精特新 1 家或规上 " + strong +
                 " 家为优势；规上 " + above + " 家或其他 " + others + " 家为具备；再少为薄弱；把握都不足为疑似。",
             "Thresholds (firms at " + high + " or more, not flagged): strong by 1 designated firm or " + strong +
                 " above scale; present by " + above + " above scale or " + others +
                 " others; weak by fewer; suspected where no match is sure.");
}

namespace {

// "上游最近的现有环节毛竹采运（具备，6 家），相距 1 步"; nothing there within the horizon.
std::string side_text(const Study& study, const Gatherer& gatherer, NodeIndex v, bool downstream, Lang lang) {
  const Say say(lang);
  const GapRules& rules = gatherer.rules();
  const std::uint32_t distance = downstream ? rules.down(v) : rules.up(v);
  const std::string side = downstream ? say("下游", "downstream") : say("上游", "upstream");
  const std::string horizon = std::to_string(study.policy->gaps.horizon);
  if (distance > static_cast<std::uint32_t>(study.policy->gaps.horizon))
    return side + say(" " + horizon + " 步内没有现有环节", ": nothing held within " + horizon + " links");
  const std::vector<NodeIndex> path = rules.path(v);
  const std::string near = named_state(study, downstream ? path.back() : path.front(), lang);
  const std::string steps = std::to_string(distance);
  return side + say("最近的现有环节是" + near + "，相距 " + steps + " 步",
                    ": nearest held is " + near + ", " + steps + (distance == 1 ? " link away" : " links away"));
}

// "石英坩埚（…）必需本环节；能代替它的X（…）也没有".
std::string need_text(const Study& study, const Gap& gap, Lang lang) {
  const Say say(lang);
  std::string out = named(study, gap.needed_by, lang) + say("必需本环节", " must have it");
  if (gap.instead.empty()) return out + say("，没有别的投入可以代替", "; no other input will do");
  return out + say("，能代替它的" + named(study, gap.instead, lang) + "也不具备",
                   "; so would " + named(study, gap.instead, lang) + ", which is not to be had either");
}

std::string demand_text(const Study& study, const Gap& gap, Lang lang) {
  const Say say(lang);
  double sum = 0;
  std::vector<std::string> parts;
  for (NodeIndex u : gap.customers) {
    sum += study.coverage[u].mass_value();
    parts.push_back(node_name(study, u, lang) + " " + plain(study.coverage[u].mass_value(), 4));
  }
  const std::string ratio = plain(study.policy->gaps.demand_ratio, 2);
  const std::string own = plain(study.coverage[gap.node].mass_value(), 4);
  return say("本地客户的量合计 " + plain(sum, 4) + "（" + joined(parts, lang) + "），大于自身量 " + own + " 的 " +
                 ratio + " 倍",
             "its local customers' mass of " + plain(sum, 4) + " (" + joined(parts, lang) + ") exceeds " + ratio +
                 " times its own " + own);
}

}  // namespace

std::string rule_text(const Study& study, const Gatherer& gatherer, const Facts& facts, Rule rule, Lang lang) {
  const Say say(lang);
  const Gap& gap = facts.target->gap;
  const NodeIndex v = gap.node;
  const auto side = [&](bool downstream) { return side_text(study, gatherer, v, downstream, lang); };
  const std::string both = side(false) + say("；", "; ") + side(true);
  switch (rule) {
    case Rule::build_chain:
      return say("核心环节有企业的不足 " + std::to_string(study.policy->gaps.embryo_core) +
                     " 个，且没有规上或链主企业；一行代表全链的空白环节，切入环节：" + named(study, gap.entries, lang),
                 "fewer than " + std::to_string(study.policy->gaps.embryo_core) +
                     " core nodes are held, none above scale; one row for all missing nodes, entered by " +
                     named(study, gap.entries, lang));
    case Rule::fill_essential: return say("本环节空白；", "it is missing; ") + need_text(study, gap, lang);
    case Rule::fill_weak: return say("本环节薄弱；", "it is weak; ") + need_text(study, gap, lang);
    case Rule::fill_between:
    case Rule::extend_down:
    case Rule::extend_up:
    case Rule::watch_far: return say("本环节空白；", "it is missing; ") + both;
    case Rule::strengthen_demand: return demand_text(study, gap, lang);
    case Rule::strengthen_fragile: {
      const std::string share = percent(study.coverage[v].largest_share());
      const std::string limit = percent(study.policy->gaps.fragile_share);
      return say("最大一家占本环节量的 " + share + "（按规模权重，非产值），超过 " + limit + "；",
                 "the largest firm has " + share + " of its mass (by weight of size, not output), over " + limit +
                     "; ") +
             need_text(study, gap, lang);
    }
    case Rule::strengthen_weak: return say("本环节薄弱", "it is weak");
    case Rule::strengthen_anchor: return say("本环节为优势", "it is strong");
    case Rule::verify_suspected: return say("本环节为疑似", "it is suspected");
  }
  return {};
}

std::string essentials_text(const Study& study, NodeIndex v, Lang lang) {
  const Say say(lang);
  const Essentials essentials = study.analysis.supply[v].essentials;
  const std::string out = say("必需投入", "Essential inputs ") + word(essentials, lang);
  if (essentials == Essentials::complete) return out;
  const std::string lacking = lists_detail::lacking_text(study, study.groups(), v, lang);
  if (!lacking.empty()) return out + say("：没有", ": not had: ") + lacking;
  // Which of those that are had lack something themselves.
  std::vector<std::string> names;
  const SupplyGraph& graph = study.groups();
  for (const InputGroup& group : graph[v]) {
    if (!group.essential) continue;
    const auto whole = [&](NodeIndex u) {
      return is_held(study.state(u)) && study.analysis.supply[u].essentials == Essentials::complete;
    };
    if (std::any_of(group.suppliers.begin(), group.suppliers.end(), whole)) continue;
    for (const NodeIndex u : group.suppliers) {
      if (is_held(study.state(u))) names.push_back(node_name(study, u, lang));
    }
  }
  return out + say("：直接的都有，但", ": the direct ones are had, but what ") + joined(names, lang) +
         (essentials == Essentials::open ? say("所需的有数据未覆盖的", " must have is not all seen")
                                         : say("所需的不齐", " must have is not all had"));
}

}  // namespace liantu::explanation_detail
