/// @file
/// What if: two analyses of the same chains side by side, and what a county loses with the largest firm of a node.
///
/// @code{.cpp}
/// const liantu::WhatIf change = liantu::compare(atlas, structure, chains, before, after);
/// for (const liantu::StateChange& node : change.states) say(node.before, node.after);
/// for (const liantu::Loss& loss : liantu::losses(...)) say(loss.node, loss.change.states);
/// @endcode
/// What the table can show (Observed) is not changed by supposing: both sides are to be asked with the same one, or
/// one added firm of a new section would turn all its neighbours from 数据未覆盖 to 空白.
#pragma once

#include "liantu/analysis/coverage.hpp"
#include "liantu/analysis/gaps.hpp"
#include "liantu/analysis/largest_firms.hpp"
#include "liantu/analysis/node_supply.hpp"
#include "liantu/analysis/policy.hpp"
#include "liantu/analysis/target.hpp"
#include "liantu/chain/atlas.hpp"
#include "liantu/chain/classification.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace liantu {

/// A node whose state differs.
struct StateChange {
  NodeIndex node = 0;
  State before = State::unobserved;
  State after = State::unobserved;
};

/// A node whose local supply differs.
struct SupplyChange {
  NodeIndex node = 0;
  SupplyRange before;
  SupplyRange after;
};

/// The local supply of a chain, before and after.
struct ChainChange {
  ChainIndex chain = 0;
  ChainSupply before;
  ChainSupply after;
};

/// A target that enters or leaves the ranking, changes its place in it, or its action.
struct TargetChange {
  NodeIndex node = 0;
  std::optional<Action> action_before;  ///< nothing: no target
  std::optional<Action> action_after;
  std::optional<int> rank_before;  ///< nothing: not ranked
  std::optional<int> rank_after;
  bool shifted = false;  ///< only closes up or makes room: no target that stays has passed it, or it another

  /// Ranked after and not before.
  [[nodiscard]] bool enters() const { return !rank_before && rank_after; }
  /// Ranked before and not after.
  [[nodiscard]] bool leaves() const { return rank_before && !rank_after; }
};

/// All that differs between two analyses of one atlas.
struct WhatIf {
  std::vector<StateChange> states;    ///< only what changes; nodes in their order
  std::vector<SupplyChange> supply;   ///< of nodes held before and after
  std::vector<ChainChange> chains;    ///< every chain asked for
  std::vector<TargetChange> targets;  ///< those that enter by rank, those that leave, then the others by rank

  /// True where no state, supply or target differs.
  [[nodiscard]] bool nothing() const { return states.empty() && supply.empty() && targets.empty(); }
};

namespace detail {

// States and what follows from them, without the ranking.
struct Standings {
  std::vector<State> states;
  std::vector<NodeSupply> supply;

  // What the table cannot show is not counted as lacking.
  [[nodiscard]] bool complete(NodeIndex v) const {
    if (states[v] == State::unobserved) return true;
    return is_held(states[v]) && supply[v].essentials != Essentials::lacking;
  }
};

[[nodiscard]] inline Standings standing_of(const Structure& structure, std::vector<State> states, double delta) {
  Standings out;
  out.supply = node_supplies(structure.groups, structure.parts, states, delta);
  out.states = std::move(states);
  return out;
}

[[nodiscard]] inline WhatIf compare_standings(const Atlas& atlas, const SupplyGraph& groups,
                                              const std::set<ChainIndex>& chains, const Standings& before,
                                              const Standings& after) {
  // Below the precision of the fixpoint nothing has changed.
  const auto differs = [](double a, double b) { return std::abs(a - b) > 1e-9; };
  WhatIf out;
  for (ChainIndex chain : chains) {
    const auto [first, last] = atlas.nodes_of(chain);
    for (NodeIndex v = first; v < last; ++v) {
      if (before.states[v] != after.states[v]) out.states.push_back({v, before.states[v], after.states[v]});
      if (!is_held(before.states[v]) || !is_held(after.states[v])) continue;
      const SupplyRange& was = before.supply[v].whole;
      const SupplyRange& is = after.supply[v].whole;
      if (differs(was.low, is.low) || differs(was.high, is.high)) out.supply.push_back({v, was, is});
    }
    const auto supply = [&](const Standings& standings) {
      return chain_supply(atlas, groups, standings.states, standings.supply, std::array{chain});
    };
    out.chains.push_back({chain, supply(before), supply(after)});
  }
  return out;
}

// Marks the targets whose place among those ranked both before and after is the same, and their action too.
inline void mark_shifted(std::map<NodeIndex, TargetChange>& changes) {
  std::vector<std::pair<int, NodeIndex>> before;
  std::vector<std::pair<int, NodeIndex>> after;
  for (const auto& [node, change] : changes) {
    if (!change.rank_before || !change.rank_after) continue;
    before.emplace_back(*change.rank_before, node);
    after.emplace_back(*change.rank_after, node);
  }
  std::sort(before.begin(), before.end());
  std::sort(after.begin(), after.end());
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i].second != after[i].second) continue;
    TargetChange& change = changes[before[i].second];
    change.shifted = change.action_before == change.action_after;
  }
}

[[nodiscard]] inline std::vector<TargetChange> compare_targets(const Analysis& before, const Analysis& after) {
  std::map<NodeIndex, TargetChange> by_node;
  for (const Target& target : before.targets) {
    TargetChange& change = by_node[target.gap.node];
    change.action_before = target.gap.action;
    change.rank_before = target.rank;
  }
  for (const Target& target : after.targets) {
    TargetChange& change = by_node[target.gap.node];
    change.action_after = target.gap.action;
    change.rank_after = target.rank;
  }
  mark_shifted(by_node);
  std::vector<TargetChange> out;
  for (auto& [node, change] : by_node) {
    change.node = node;
    if (change.rank_before != change.rank_after || change.action_before != change.action_after) out.push_back(change);
  }
  const auto key = [](const TargetChange& c) {
    const int part = c.enters() ? 0 : c.leaves() ? 1 : c.rank_after ? 2 : 3;
    return std::pair(part, c.enters() || c.rank_after ? c.rank_after.value_or(0) : c.rank_before.value_or(0));
  };
  std::stable_sort(out.begin(), out.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  return out;
}

}  // namespace detail

/// What differs between two analyses of the same atlas, for the nodes of `chains`. O(iterations of Supply · links +
/// targets · log targets).
[[nodiscard]] inline WhatIf compare(const Atlas& atlas, const Structure& structure, const std::set<ChainIndex>& chains,
                                    const Analysis& before, const Analysis& after) {
  const auto standing = [&](const Analysis& analysis) { return detail::Standings{analysis.states, analysis.supply}; };
  WhatIf out = detail::compare_standings(atlas, structure.groups, chains, standing(before), standing(after));
  out.targets = detail::compare_targets(before, after);
  return out;
}

/// The loss of the largest firm of one node, from every node that it is in, all else as it is.
struct Loss {
  NodeIndex node = 0;
  const Firm* firm = nullptr;       ///< of the LargestFirms asked: name, code and standing, no figures
  bool fragile = false;             ///< strengthen.fragile holds: size known, and others need the node
  std::size_t customers = 0;        ///< held nodes that it supplies
  std::size_t complete_before = 0;  ///< of them those that lack no essential input
  std::size_t complete_after = 0;
  WhatIf change;  ///< chains: only those asked for; no targets
};

/// What is asked for.
struct LossQuestion {
  const Atlas& atlas;
  const Structure& structure;
  const Coverage& coverage;
  const Observed& observed;
  const Classification& classification;
  const Policy& policy;
  const std::set<ChainIndex>& chains;
};

/// The losses that would hurt: of each held node of `chains` that rests on one firm (more than fragile_share of its
/// mass), each on its own; those that others need first, then by how many complete customers go, then in node order.
/// `largest` saw the firms of the coverage. O(nodes that rest on one firm · (nodes + iterations of Supply · links)).
[[nodiscard]] inline std::vector<Loss> losses(const LossQuestion& q, const LargestFirms& largest) {
  const SupplyGraph& groups = q.structure.groups;
  const double delta = q.policy.supply.delta;
  const auto states = [&](const Coverage& coverage) {
    return states_of(q.atlas, coverage, q.observed, q.classification, q.policy.coverage);
  };
  const detail::Standings before = detail::standing_of(q.structure, states(q.coverage), delta);
  const GapRules rules(q.atlas, q.coverage, before.states, q.policy, groups);
  std::vector<Loss> out;
  for (ChainIndex chain : q.chains) {
    const auto [first, last] = q.atlas.nodes_of(chain);
    for (NodeIndex v = first; v < last; ++v) {
      if (!is_held(before.states[v]) || largest.of(v) == nullptr) continue;
      if (!(q.coverage[v].largest_share() > q.policy.gaps.fragile_share)) continue;
      const detail::Standings after =
          detail::standing_of(q.structure, states(largest.without(v, q.coverage, q.policy.coverage)), delta);
      Loss loss;
      loss.node = v;
      loss.firm = largest.of(v);
      loss.fragile = rules.holds(Rule::strengthen_fragile, v);
      for (NodeIndex u : rules.neighbours(v, true)) {
        ++loss.customers;
        loss.complete_before += before.complete(u) ? 1 : 0;
        loss.complete_after += after.complete(u) ? 1 : 0;
      }
      loss.change = detail::compare_standings(q.atlas, groups, q.chains, before, after);
      out.push_back(std::move(loss));
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const Loss& a, const Loss& b) {
    if (a.fragile != b.fragile) return a.fragile;
    // Those that a firm leaves to 数据未覆盖 are taken as there: signed.
    const auto lost = [](const Loss& l) {
      return static_cast<std::ptrdiff_t>(l.complete_before) - static_cast<std::ptrdiff_t>(l.complete_after);
    };
    return lost(a) > lost(b);
  });
  return out;
}

}  // namespace liantu
