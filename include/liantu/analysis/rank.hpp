// Which gaps are worth going after first: criteria on absolute scales, unknown ones as intervals, vetoes and
// cautions apart. DESIGN §4, Rank.
#pragma once

#include "liantu/analysis/county.hpp"
#include "liantu/analysis/coverage.hpp"
#include "liantu/analysis/gaps.hpp"
#include "liantu/analysis/leak.hpp"
#include "liantu/analysis/policy.hpp"
#include "liantu/analysis/supply.hpp"
#include "liantu/chain/atlas.hpp"
#include "liantu/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu {

// One criterion of one target: `value` on 0..1, nothing where it is not known; `raw` is x of x/(x+x0).
struct CriterionValue {
  std::optional<double> value;
  double raw = 0;
  double weight = 0;  // weights of all criteria sum to 1
};

// Why a target is out (veto) or apart (caution).
struct Objection {
  std::string id;
  Text reason;
};

// 目标: a gap with its place in the order.
struct Target {
  Gap gap;
  std::array<CriterionValue, 11> criteria;
  double low = 0;           // unknown criteria at 0
  double score = 0;         // unknown criteria at 1/2
  double high = 0;          // unknown criteria at 1
  double known = 0;         // weight of the known criteria, 0..1
  std::optional<int> rank;  // 1-based among the ranked; nothing for verify, watch, vetoed, cautioned, 资料不足
  std::optional<int> caution_rank;  // 1-based among 慎入
  bool insufficient = false;        // 资料不足: known < policy
  std::optional<Objection> veto;
  std::vector<Objection> cautions;
  Text reason;
};

// What depends on the atlas alone, computed once.
struct Structure {
  InputGroups groups;
  std::vector<int> other_chains;  // chains besides its own within the horizon, by node

  Structure(const Atlas& atlas, int horizon) : groups(input_groups(atlas)) {
    for (NodeIndex v = 0; v < atlas.node_count(); ++v) {
      const Reach reach = reach_of(atlas, {v});
      std::set<ChainIndex> chains;
      for (NodeIndex u = 0; u < atlas.node_count(); ++u) {
        if (reach.up[u] <= horizon || reach.down[u] <= horizon) chains.insert(atlas.chain_index(u));
      }
      other_chains.push_back(static_cast<int>(chains.size()) - 1);
    }
  }
};

// What was asked for.
struct Question {
  std::set<ChainIndex> chains;     // whose nodes may be targets
  const County* county = nullptr;  // may be absent
  std::string date;                // "2026-09-30", "2026-09" or "2026"; empty: nothing is judged stale
};

// The outcome of the analysis of one coverage.
struct Analysis {
  std::vector<State> states;
  std::vector<double> supply_low;   // 本地可配套度 with unobserved inputs absent
  std::vector<double> supply_high;  // and with them present
  std::vector<Leak> leaks;          // of all nodes of the atlas
  std::vector<Target> targets;      // ranked first, then cautioned, 资料不足, verify, watch, vetoed
};

namespace detail {

// Months since year 0 of a date; the last month of a year that stands alone, so that nothing is called stale early.
[[nodiscard]] inline std::optional<int> months(std::string_view date) {
  const auto number = [](std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
  };
  if (date.size() != 4 && date.size() != 7 && date.size() != 10) return std::nullopt;
  const auto year = number(date.substr(0, 4));
  const auto month = date.size() == 4 ? std::optional(12) : number(date.substr(5, 2));
  if (!year || !month) return std::nullopt;
  return *year * 12 + *month;
}

class Ranker {
 public:
  Ranker(const Atlas& atlas, const Structure& structure, const Coverage& coverage, const Policy& policy,
         const Question& question, Analysis& analysis, const GapRules& rules)
      : m_atlas(atlas),
        m_structure(structure),
        m_coverage(coverage),
        m_policy(policy),
        m_question(question),
        m_analysis(analysis),
        m_rules(rules),
        m_supply(atlas, structure.groups, presences(0), policy.supply.delta),
        m_leak_mass(atlas.node_count(), 0) {
    for (const Leak& leak : analysis.leaks) m_leak_mass[leak.node] = leak.mass;
    for (double weight : policy.rank.weights) m_weight_sum += weight;
    Supply high(atlas, structure.groups, presences(1), policy.supply.delta);
    for (NodeIndex v = 0; v < atlas.node_count(); ++v) {
      analysis.supply_low.push_back(m_supply[v]);
      analysis.supply_high.push_back(high[v]);
    }
  }

  void rank(std::vector<Gap> gaps) {
    for (Gap& gap : gaps) {
      Target target;
      target.gap = std::move(gap);
      criteria(target);
      objections(target);
      target.reason = reason(target.gap);
      m_analysis.targets.push_back(std::move(target));
    }
    const auto tier = [](const Target& target) {
      if (target.veto) return 5;
      if (target.gap.action == Action::watch) return 4;
      if (target.gap.action == Action::verify) return 3;
      if (target.insufficient) return 2;
      return target.cautions.empty() ? 0 : 1;
    };
    std::stable_sort(m_analysis.targets.begin(), m_analysis.targets.end(), [&](const Target& a, const Target& b) {
      if (tier(a) != tier(b)) return tier(a) < tier(b);
      if (a.score != b.score) return a.score > b.score;
      return m_atlas.key(a.gap.node) < m_atlas.key(b.gap.node);
    });
    int rank = 0;
    int caution_rank = 0;
    for (Target& target : m_analysis.targets) {
      if (tier(target) == 0) target.rank = ++rank;
      if (tier(target) == 1) target.caution_rank = ++caution_rank;
    }
  }

 private:
  [[nodiscard]] std::vector<double> presences(double unobserved) const {
    std::vector<double> out;
    for (State state : m_analysis.states) out.push_back(presence(state, unobserved));
    return out;
  }

  void criteria(Target& target) {
    const NodeIndex v = target.gap.node;
    const Node& node = m_atlas.node(v);
    for (std::size_t i = 0; i < target.criteria.size(); ++i)
      target.criteria[i].weight = m_policy.rank.weights[i] / m_weight_sum;
    const auto set = [&](Criterion criterion, double raw) {
      const auto i = static_cast<std::size_t>(criterion);
      target.criteria[i].raw = raw;
      target.criteria[i].value = raw <= 0 ? 0 : raw / (raw + m_policy.rank.half[i]);
    };
    const auto set_direct = [&](Criterion criterion, double value) {
      target.criteria[static_cast<std::size_t>(criterion)] = {
          value, value, target.criteria[static_cast<std::size_t>(criterion)].weight};
    };
    const Side demand = side(v, true);
    if (!demand.unseen && !node.terminal) set(Criterion::demand_pull, demand.mass);
    const Side supply = side(v, false);
    if (!supply.unseen) {
      set(Criterion::supply_push, supply.mass);
      set(Criterion::leak_closed, supply.leaking);
    }
    set(Criterion::unlock, m_supply.unlock(v));
    if (node.value_added) {
      static constexpr std::array<double, 3> levels{0.2, 0.5, 0.9};
      set_direct(Criterion::value_added, levels[static_cast<std::size_t>(*node.value_added)]);
    }
    if (m_question.county != nullptr) set_direct(Criterion::lead_fit, lead_fit(v));
    set(Criterion::cross_chain, m_structure.other_chains[v]);
    if (node.typical && node.typical->land_mu.value_or(0) > 0) {
      if (node.typical->tax_10k_yuan) set(Criterion::tax_per_mu, *node.typical->tax_10k_yuan / *node.typical->land_mu);
      if (node.typical->jobs) set(Criterion::jobs_per_mu, *node.typical->jobs / *node.typical->land_mu);
    }
    double low = 0;
    for (const CriterionValue& criterion : target.criteria) {
      if (!criterion.value) continue;
      low += criterion.weight * *criterion.value;
      target.known += criterion.weight;
    }
    const auto rounded = [](double value) { return std::round(value * 1e6) / 1e6; };
    target.low = rounded(low);
    target.score = rounded(low + (1 - target.known) / 2);
    target.high = rounded(low + (1 - target.known));
    target.known = rounded(target.known);
    target.insufficient = target.known < m_policy.rank.known_min;
  }

  // The neighbours of a node on one side, over supply links (demand) or those that carry value (supply).
  struct Side {
    double mass = 0;
    double leaking = 0;
    bool unseen = false;  // there are neighbours, and all are unobserved
  };
  [[nodiscard]] Side side(NodeIndex v, bool customers) const {
    Side out;
    std::set<NodeIndex> seen;
    std::size_t unobserved = 0;
    for (LinkIndex e : customers ? m_atlas.outputs(v) : m_atlas.inputs(v)) {
      const LinkKind kind = m_atlas.link(e).kind;
      if (customers ? !is_supply(kind) : !carries_value(kind)) continue;
      const NodeIndex u = customers ? m_atlas.edge(e).to : m_atlas.edge(e).from;
      if (!seen.insert(u).second) continue;
      if (m_analysis.states[u] == State::unobserved) ++unobserved;
      if (!is_held(m_analysis.states[u])) continue;
      out.mass += m_coverage[u].mass_value();
      out.leaking += m_leak_mass[u];
    }
    out.unseen = !seen.empty() && unobserved == seen.size();
    return out;
  }

  // 1 lead, 0.8 characteristic, 0.6 emerging chain; 0.3 outside them but linked to a lead chain; else 0.1.
  [[nodiscard]] double lead_fit(NodeIndex v) const {
    if (const auto* chain = m_question.county->chain(m_atlas.chain_of(v).id)) {
      static constexpr std::array<double, 3> values{1, 0.8, 0.6};
      return values[static_cast<std::size_t>(chain->standing)];
    }
    const auto leads = [&](NodeIndex u) {
      const auto* chain = m_question.county->chain(m_atlas.chain_of(u).id);
      return chain != nullptr && chain->standing == Standing::lead;
    };
    for (LinkIndex e : m_atlas.outputs(v)) {
      if (leads(m_atlas.edge(e).to)) return 0.3;
    }
    for (LinkIndex e : m_atlas.inputs(v)) {
      if (leads(m_atlas.edge(e).from)) return 0.3;
    }
    return 0.1;
  }

  [[nodiscard]] bool stale(const Basis& basis) const {
    const auto now = months(m_question.date);
    const auto then = months(basis.as_of);
    return now && then && *now - *then > m_policy.rank.stale_months;
  }

  [[nodiscard]] bool vetoes(Caution caution) const {
    const auto in = [caution](const std::vector<Caution>& list) {
      return std::find(list.begin(), list.end(), caution) != list.end();
    };
    return in(m_policy.rank.vetoes) || (m_question.county != nullptr && in(m_question.county->cautions_as_veto));
  }

  // A caution, or a veto where the policy or the county makes it one and its basis is sourced and fresh.
  void object(Target& target, Caution caution, const Basis& basis, const std::string& clause) const {
    const bool weak = basis.judgement() || stale(basis);
    Text reason(std::string(label(caution)), std::string(to_string(caution)));
    if (!clause.empty()) {
      reason.zh += "（" + clause + "）";
      reason.en += " (" + clause + ")";
    }
    if (weak) {
      reason.zh += basis.judgement() ? "，依据为判断，须复核"
                                     : "，依据已逾 " + std::to_string(m_policy.rank.stale_months) + " 个月，须复核";
      reason.en += basis.judgement()
                       ? ", on judgement: to be checked"
                       : ", older than " + std::to_string(m_policy.rank.stale_months) + " months: to be checked";
    }
    const bool veto = !weak && vetoes(caution);
    if (veto && !target.veto) {
      target.veto = Objection{"caution." + std::string(to_string(caution)), std::move(reason)};
    } else {
      target.cautions.push_back({std::string(to_string(caution)), std::move(reason)});
    }
  }

  void objections(Target& target) const {
    if (target.gap.action == Action::verify || target.gap.action == Action::watch) return;
    const Node& node = m_atlas.node(target.gap.node);
    if (node.policy && node.policy->value == PolicyStanding::eliminated) {
      const Basis& basis = node.policy->basis;
      if (basis.judgement() || stale(basis)) {
        object(target, basis.judgement() ? Caution::judged_veto : Caution::stale_veto, basis, node.policy->clause);
      } else {
        target.veto =
            Objection{"eliminated", Text("淘汰类：" + node.policy->clause, "eliminated: " + node.policy->clause)};
      }
    }
    if (m_question.county != nullptr) county_objections(target, node);
    if (node.policy && node.policy->value == PolicyStanding::restricted)
      object(target, Caution::restricted, node.policy->basis, node.policy->clause);
    if (node.capacity && node.capacity->value == Capacity::surplus)
      object(target, Caution::surplus, node.capacity->basis, {});
    if (node.life_stage && node.life_stage->value == LifeStage::declining)
      object(target, Caution::declining, node.life_stage->basis, {});
    for (const auto& control : node.controls) {
      object(target, control.value == Control::two_high ? Caution::two_high : Caution::capacity_replacement,
             control.basis, control.clause);
    }
  }

  void county_objections(Target& target, const Node& node) const {
    const std::string key = m_atlas.key(target.gap.node);
    const std::string all = m_atlas.chain_of(target.gap.node).id + ":*";
    for (const Refusal& refusal : m_question.county->refuses) {
      const auto listed = [&](const std::string& id) { return id == key || id == all; };
      const bool controlled = std::any_of(node.controls.begin(), node.controls.end(), [&](const auto& control) {
        return std::find(refusal.controls.begin(), refusal.controls.end(), control.value) != refusal.controls.end();
      });
      if (!target.veto && (std::any_of(refusal.nodes.begin(), refusal.nodes.end(), listed) || controlled ||
                           (refusal.pollution && node.pollution && *node.pollution >= *refusal.pollution) ||
                           (refusal.energy && node.energy && *node.energy >= *refusal.energy))) {
        target.veto = Objection{refusal.id, Text(refusal.reason)};
      }
    }
    for (Need need : node.needs) {
      const auto it = m_question.county->sites.find(need);
      if (!target.veto && it != m_question.county->sites.end() && !it->second) {
        target.veto =
            Objection{"site." + std::string(to_string(need)),
                      Text("本地没有" + std::string(label(need)), "the county has no " + std::string(to_string(need)))};
      }
    }
  }

  // "高纯石英砂": at most three, with their numbers of firms.
  [[nodiscard]] std::string named(const std::vector<NodeIndex>& nodes, Lang lang) const {
    std::string out;
    for (std::size_t i = 0; i < nodes.size() && i < 3; ++i) {
      if (i > 0) out += lang == Lang::zh ? "、" : ", ";
      out += m_atlas.node(nodes[i]).title(lang);
      const auto firms = std::to_string(m_coverage[nodes[i]].count(Band::confident));
      out += lang == Lang::zh ? "（" + firms + "家）" : " (" + firms + ")";
    }
    if (nodes.size() > 3) out += lang == Lang::zh ? "等" + std::to_string(nodes.size()) + "个环节" : " and others";
    return out;
  }

  [[nodiscard]] Text reason(const Gap& gap) const { return {reason_in(gap, Lang::zh), reason_in(gap, Lang::en)}; }

  [[nodiscard]] std::string reason_in(const Gap& gap, Lang lang) const {
    const bool zh = lang == Lang::zh;
    const Node& node = m_atlas.node(gap.node);
    const std::string& name = node.title(lang);
    const auto held = [&](NodeIndex v) { return named({v}, lang); };
    const Reach& reach = m_rules.reach();
    const std::string up = reach.up[gap.node] == out_of_reach ? "" : held(reach.up_from[gap.node]);
    const std::string down = reach.down[gap.node] == out_of_reach ? "" : held(reach.down_from[gap.node]);
    const auto& sums = m_coverage[gap.node];
    const std::string suppliers = gap.suppliers.empty() ? up : named(gap.suppliers, lang);
    const std::string customers = gap.customers.empty() ? down : named(gap.customers, lang);
    switch (gap.rule) {
      case Rule::build_chain: {
        std::string entries;
        for (NodeIndex v : gap.entries)
          entries += (entries.empty() ? "" : zh ? "、" : ", ") + m_atlas.node(v).title(lang);
        const std::string& chain = m_atlas.chain_of(gap.node).title(lang);
        return zh ? chain + "链尚未成形，可由" + entries + "切入"
                  : chain + " has no core here yet; entry nodes: " + entries;
      }
      case Rule::fill_essential:
        return zh ? "本地" + customers + "必需" + name + "，名单内未见"
                  : customers + " need " + name + " as an essential input; none seen";
      case Rule::fill_between:
        return zh ? "本地有" + suppliers + "和" + customers + "，中间缺" + name
                  : suppliers + " and " + customers + " are here; " + name + " between them is not seen";
      case Rule::fill_weak:
        return zh ? name + "仅" + std::to_string(sums.count(Band::confident)) + "家，本地" + customers + "必需"
                  : name + " is weak and " + customers + " need it";
      case Rule::extend_down:
        return zh ? "本地有" + suppliers + "，可向下游延伸到" + name
                  : suppliers + " are here; " + name + " extends them downstream";
      case Rule::extend_up:
        return zh ? "本地有" + customers + "，可向上游延伸到" + name
                  : customers + " are here; " + name + " extends them upstream";
      case Rule::strengthen_demand:
        return zh ? "本地客户" + customers + "的量远大于" + name + "自身"
                  : "local customers " + customers + " far exceed " + name;
      case Rule::strengthen_fragile:
        return zh ? name + "的量" + percent(sums.largest_share()) + "在一家企业"
                  : percent(sums.largest_share()) + " of " + name + " is one firm";
      case Rule::strengthen_weak:
        return zh ? name + "仅" + std::to_string(sums.count(Band::confident)) + "家，可做强" : name + " is weak";
      case Rule::strengthen_anchor:
        return zh ? name + "为优势环节（" + std::to_string(sums.count(Band::confident)) + "家），做强龙头、技改扩能"
                  : name + " is strong: grow its leader";
      case Rule::verify_suspected:
        return zh ? name + "有" + std::to_string(sums.total()) + "家疑似企业，把握不足，先核实"
                  : std::to_string(sums.total()) + " firms may do " + name + ": ask first";
      case Rule::watch_far: return zh ? name + "距现有环节较远" : name + " is far from what is here";
    }
    return {};
  }

  const Atlas& m_atlas;
  const Structure& m_structure;
  const Coverage& m_coverage;
  const Policy& m_policy;
  const Question& m_question;
  Analysis& m_analysis;
  const GapRules& m_rules;
  Supply m_supply;
  std::vector<double> m_leak_mass;
  double m_weight_sum = 0;
};

}  // namespace detail

// From coverage to ranked targets. `states` are those of states_of. O(targets · links) at worst, near linear in
// practice.
[[nodiscard]] inline Analysis analyse(const Atlas& atlas, const Structure& structure, const Coverage& coverage,
                                      std::vector<State> states, const Policy& policy, const Question& question) {
  Analysis out;
  out.states = std::move(states);
  out.leaks = leaks(atlas, coverage, out.states);
  const GapRules rules(atlas, coverage, out.states, policy, structure.groups);
  detail::Ranker ranker(atlas, structure, coverage, policy, question, out, rules);
  ranker.rank(gaps_of(atlas, rules, policy, question.chains));
  return out;
}

}  // namespace liantu
