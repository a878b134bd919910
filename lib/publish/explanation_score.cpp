// What the criteria are made of, in words.
#include "explanation_facts.hpp"

#include <algorithm>

namespace liantu::explanation_detail {

using lists_detail::chain_name;
using lists_detail::joined;
using lists_detail::node_name;
using lists_detail::Say;
using lists_detail::Section;
using lists_detail::word;

namespace {

using Lines = std::vector<std::string>;

Lines demand_lines(const Study& study, const Facts& facts, const Say& say) {
  if (study.atlas->node(facts.node).terminal)
    return {say("未知：面向最终用户，客户不在图谱内", "unknown: it sells to final users, who are in no chain")};
  if (facts.demand.unseen) return {say("未知：客户环节都是数据未覆盖", "unknown: none of its customers is observed")};
  Lines out;
  for (const DemandPart& part : facts.demand.parts) {
    const double lack_low = 1 - part.may_have;
    const double lack_high = 1 - part.had;
    std::string line = say("客户 ", "customer ") + node_name(study, part.customer, say.lang()) +
                       say("：量 ", ": mass ") + plain(part.mass, 4) + say(" × 份额 ", " × share ") +
                       plain(part.share, 4);
    if (part.other)
      line += say(" × 未由" + node_name(study, *part.other, Lang::zh) + "满足的 ",
                  " × not met by " + node_name(study, *part.other, Lang::en) + " ") +
              range(lack_low, lack_high);
    out.push_back(line + " = " + range(part.low(), part.high()));
  }
  if (out.empty()) out.push_back(say("直接的客户环节都不是现有环节", "no direct customer is held"));
  return out;
}

Lines push_lines(const Study& study, const Facts& facts, bool leak, const Say& say) {
  if (facts.push.unseen) return {say("未知：供给环节都是数据未覆盖", "unknown: none of its suppliers is observed")};
  Lines out;
  for (const PushPart& part : facts.push.parts) {
    if (leak && part.leaking <= 0) continue;
    out.push_back(say("供给方 ", "supplier ") + node_name(study, part.supplier, say.lang()) +
                  (leak ? say("：没有本地客户承接的量 ", ": mass without a local customer ") + plain(part.leaking, 4)
                        : say("：量 ", ": mass ") + plain(part.mass, 4)));
  }
  if (!out.empty()) return out;
  if (facts.push.parts.empty())
    return {say("直接供给原料、零部件的环节都不是现有环节", "no direct supplier of material or components is held")};
  return {say("供给方的量本地都能承接", "local customers take all that its suppliers make")};
}

Lines unlock_lines(const Study& study, const Facts& facts, const Say& say) {
  constexpr std::size_t told = 10;
  std::vector<NodeGain> gains = gains_of(facts);
  std::stable_sort(gains.begin(), gains.end(), [](const NodeGain& a, const NodeGain& b) { return a.high > b.high; });
  Lines out;
  NodeGain rest;
  for (std::size_t i = 0; i < gains.size(); ++i) {
    const NodeGain& gain = gains[i];
    if (i >= told && gains.size() > told + 1) {
      rest.low += gain.low;
      rest.high += gain.high;
      continue;
    }
    std::string line = node_name(study, gain.node, say.lang()) + say("的本地可配套度提高 ", ": local supply gains ") +
                       range(gain.low, gain.high);
    const std::string from = percent(gain.before);
    const std::string to = percent(gain.after);
    if (gain.low == gain.high && from != to)
      line += say("（由 " + from + " 到 " + to + "）", " (from " + from + " to " + to + ")");
    out.push_back(line);
  }
  if (gains.size() > told + 1) {
    const std::string count = std::to_string(gains.size() - told);
    out.push_back(say("其余 " + count + " 个环节合计提高 ", count + " more gain in all ") + range(rest.low, rest.high));
  }
  if (!out.empty()) return out;
  if (is_firm(study.state(facts.node)))
    return {say("本环节已具备，不再带动", "it is held already: nothing more to unlock")};
  return {say("没有现有环节因此提高本地可配套度", "no held node would gain")};
}

Lines fit_lines(const Study& study, const Facts& facts, const Say& say) {
  if (!facts.lead) return {say("未知：没有县情文件", "unknown: no county file")};
  if (facts.lead->standing)
    return {say("县情文件把所在产业链列为", "the county file calls its chain ") +
            word(*facts.lead->standing, say.lang()) +
            say("（主导 1、特色 0.8、新兴 0.6）", " (lead 1, characteristic 0.8, emerging 0.6)")};
  if (facts.lead->linked)
    return {
        say("所在产业链不在县情文件内，但与主导产业链的", "its chain is not in the county file, but it is linked to ") +
        node_name(study, *facts.lead->linked, say.lang()) + say("直接相连，计 0.3", " of a lead chain: 0.3")};
  return {say("所在产业链不在县情文件内，也不与主导产业链相连，计 0.1",
              "its chain is not in the county file, nor linked to a lead chain: 0.1")};
}

Lines value_lines(const Node& node, const Say& say) {
  if (!node.value_added) return {say("未知：产业链数据没有给出", "unknown: the chain does not say")};
  return {say("产业链数据给的附加值为", "the chain gives value added as ") + word(*node.value_added, say.lang()) +
          say("（低 0.2、中 0.5、高 0.9）", " (low 0.2, medium 0.5, high 0.9)")};
}

Lines per_mu_lines(const Node& node, bool tax, const Say& say) {
  const auto amount = node.typical ? (tax ? node.typical->tax_10k_yuan : node.typical->jobs) : std::nullopt;
  if (!amount || node.typical->land_mu.value_or(0) <= 0)
    return {say("未知：产业链数据没有典型项目的", "unknown: the chain gives no typical ") +
            (tax ? say("税收和用地", "tax and land") : say("用工和用地", "jobs and land"))};
  const std::string land = plain(*node.typical->land_mu, 2);
  return {tax ? say("典型项目年税收 " + plain(*amount, 2) + " 万元 ÷ 用地 " + land + " 亩",
                    "a typical project: " + plain(*amount, 2) + " times 10,000 yuan of tax a year over " + land + " mu")
              : say("典型项目用工 " + plain(*amount, 2) + " 人 ÷ 用地 " + land + " 亩",
                    "a typical project: " + plain(*amount, 2) + " jobs over " + land + " mu")};
}

Lines reach_lines(const Study& study, const Facts& facts, const Say& say) {
  const std::string horizon = std::to_string(study.policy->gaps.horizon);
  if (facts.other_chains.empty())
    return {say(horizon + " 步内没有别的产业链", "no other chain within " + horizon + " links")};
  std::vector<std::string> names;
  for (ChainIndex chain : facts.other_chains) names.push_back(chain_name(study, chain, say.lang()));
  return {say(horizon + " 步内连到别的产业链 ", "other chains within " + horizon + " links: ") +
          std::to_string(names.size()) + say(" 条：", ": ") + joined(names, say.lang())};
}

}  // namespace

std::vector<std::string> inputs_of(const Study& study, const Facts& facts, Criterion criterion, Lang lang) {
  const Say say(lang);
  const Node& node = study.atlas->node(facts.node);
  switch (criterion) {
    case Criterion::demand_pull: return demand_lines(study, facts, say);
    case Criterion::supply_push: return push_lines(study, facts, false, say);
    case Criterion::unlock: return unlock_lines(study, facts, say);
    case Criterion::leak_closed: return push_lines(study, facts, true, say);
    case Criterion::value_added: return value_lines(node, say);
    case Criterion::lead_fit: return fit_lines(study, facts, say);
    case Criterion::cross_chain: return reach_lines(study, facts, say);
    case Criterion::feasibility: return {say("未知：没有分地区的数据", "unknown: no data by region")};
    case Criterion::candidates: {
      const auto& candidates = study.question.candidates;
      if (candidates.empty()) return {say("未知：没有候选企业的数据", "unknown: no data on candidates")};
      return {
          say("候选企业表中对应明确的企业数，见目标企业清单", "firms of the tables of candidates that match clearly")};
    }
    case Criterion::tax_per_mu: return per_mu_lines(node, true, say);
    case Criterion::jobs_per_mu: return per_mu_lines(node, false, say);
  }
  return {};
}

std::string place_text(const Study& study, const Target& target, Lang lang) {
  const Say say(lang);
  const Section section = lists_detail::section_of(target);
  const auto in_all = static_cast<std::size_t>(
      std::count_if(study.analysis.targets.begin(), study.analysis.targets.end(),
                    [&](const Target& one) { return lists_detail::section_of(one) == section; }));
  const std::string all = std::to_string(in_all);
  const auto nth = [&](int rank) { return std::to_string(rank); };
  switch (section) {
    case Section::ranked:
      return say("第 " + nth(*target.rank) + " 名，共 " + all + " 个参与排名",
                 nth(*target.rank) + " of " + all + " ranked");
    case Section::caution:
      return say("慎入，单独排列：第 " + nth(*target.caution_rank) + " 名，共 " + all + " 个",
                 "apart, to be entered with caution: " + nth(*target.caution_rank) + " of " + all);
    case Section::insufficient:
      return say(
          "不排名：资料不足，已知 " + percent(target.known, 1) + "，不到 " + percent(study.policy->rank.known_min),
          "not ranked: " + percent(target.known, 1) + " known, less than " + percent(study.policy->rank.known_min));
    case Section::verify: return say("不排名：先核实", "not ranked: ask first");
    case Section::watch: return say("不排名：距现有环节较远，只作远期关注", "not ranked: far from what is held");
    case Section::veto: return say("不排名：一票否决", "not ranked: vetoed");
  }
  return {};
}

}  // namespace liantu::explanation_detail
