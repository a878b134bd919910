/// @file
/// Which gaps are worth going after first: criteria on absolute scales, unknown ones as intervals, vetoes and cautions
/// apart.
///
/// @code{.cpp}
/// const liantu::Structure structure(atlas, policy.gaps.horizon);
/// const liantu::Analysis analysis = liantu::analyse(atlas, structure, coverage, states, policy, question);
/// for (const liantu::Target& target : analysis.targets) use(target.rank, target.reason.zh);
/// @endcode
#pragma once

#include "liantu/analysis/coverage.hpp"
#include "liantu/analysis/criteria.hpp"
#include "liantu/analysis/gaps.hpp"
#include "liantu/analysis/leak.hpp"
#include "liantu/analysis/node_supply.hpp"
#include "liantu/analysis/objections.hpp"
#include "liantu/analysis/policy.hpp"
#include "liantu/analysis/reasons.hpp"
#include "liantu/analysis/target.hpp"
#include "liantu/chain/atlas.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace liantu {

namespace detail {

// Sorts by tier (ranked, cautioned, 资料不足, verify, watch, vetoed), then score, then key; numbers the first two.
inline void order(const Atlas& atlas, std::vector<Target>& targets) {
  const auto tier = [](const Target& target) {
    if (target.veto) return 5;
    if (target.gap.action == Action::watch) return 4;
    if (target.gap.action == Action::verify) return 3;
    if (target.insufficient) return 2;
    return target.cautions.empty() ? 0 : 1;
  };
  std::stable_sort(targets.begin(), targets.end(), [&](const Target& a, const Target& b) {
    if (tier(a) != tier(b)) return tier(a) < tier(b);
    if (a.score != b.score) return a.score > b.score;
    return atlas.key(a.gap.node) < atlas.key(b.gap.node);
  });
  int rank = 0;
  int caution_rank = 0;
  for (Target& target : targets) {
    if (tier(target) == 0) target.rank = ++rank;
    if (tier(target) == 1) target.caution_rank = ++caution_rank;
  }
}

// As far as the order of the targets goes: all of analyse() but the reasons and the supply of each node.
[[nodiscard]] inline Analysis ranked(const Atlas& atlas, const Structure& structure, const Coverage& coverage,
                                     std::vector<State> states, const Policy& policy, const Question& question) {
  Analysis out;
  out.states = std::move(states);
  out.leaks = leaks(atlas, coverage, out.states);
  const GapRules rules(atlas, coverage, out.states, policy, structure.groups);
  Criteria criteria(atlas, structure, coverage, policy, question, out);
  const Objections objections(atlas, policy, question);
  for (Gap& gap : gaps_of(atlas, rules, policy, question.chains)) {
    Target& target = out.targets.emplace_back();
    target.gap = std::move(gap);
    criteria.measure(target);
    objections.tell(target);
  }
  order(atlas, out.targets);
  return out;
}

}  // namespace detail

/// From coverage to ranked targets. `states` are those of states_of. O(targets · links) at worst, near linear in
/// practice.
[[nodiscard]] inline Analysis analyse(const Atlas& atlas, const Structure& structure, const Coverage& coverage,
                                      std::vector<State> states, const Policy& policy, const Question& question) {
  Analysis out = detail::ranked(atlas, structure, coverage, std::move(states), policy, question);
  out.supply = node_supplies(structure.groups, structure.parts, out.states, policy.supply.delta);
  const detail::Reasons reasons(atlas, coverage, out.states);
  for (Target& target : out.targets) target.reason = reasons.of(target.gap);
  return out;
}

}  // namespace liantu
