/// @file
/// Which nodes are worth a visit first: those whose verification, either way, would change the top of the list most.
#pragma once

#include "liantu/analysis/rank.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace liantu {

/// An unobserved node, and how much the answer would change the targets.
struct Verification {
  NodeIndex node = 0;
  double change_if_present = 0;  ///< of the top ten, see verifications()
  double change_if_missing = 0;

  /// The larger of the two: what to verify first.
  [[nodiscard]] double change() const { return std::max(change_if_present, change_if_missing); }
};

namespace detail {

[[nodiscard]] inline std::map<NodeIndex, int> top_of(const Analysis& analysis, int top) {
  std::map<NodeIndex, int> out;
  for (const Target& target : analysis.targets) {
    if (target.rank && *target.rank <= top) out.emplace(target.gap.node, *target.rank);
  }
  return out;
}

// Places by which targets move, one that comes in or drops out counting as a move from or to just below the top.
[[nodiscard]] inline double moved(const std::map<NodeIndex, int>& a, const std::map<NodeIndex, int>& b, int top) {
  double sum = 0;
  for (const auto& [node, rank] : a) {
    const auto it = b.find(node);
    sum += std::abs(rank - (it == b.end() ? top + 1 : it->second));
  }
  for (const auto& [node, rank] : b) {
    if (!a.contains(node)) sum += top + 1 - rank;
  }
  return sum;
}

}  // namespace detail

/// The `count` suspected, unobserved or weak nodes near the top targets whose verification would move the first `top`
/// targets by most places, found by asking again with the node present (one firm of known size at least) and with it
/// missing. Only nodes within two links of a top target are asked about. O(nodes asked · analyse).
[[nodiscard]] inline std::vector<Verification> verifications(const Atlas& atlas, const Structure& structure,
                                                             const Coverage& coverage, const Analysis& analysis,
                                                             const Policy& policy, const Question& question,
                                                             int top = 10, std::size_t count = 5) {
  const auto base = detail::top_of(analysis, top);
  std::vector<NodeIndex> heads;
  for (const auto& [node, rank] : detail::top_of(analysis, 2 * top)) heads.push_back(node);
  const auto customers = nearest(structure.groups, heads, Towards::customers, 2);
  const auto suppliers = nearest(structure.groups, heads, Towards::suppliers, 2);
  std::vector<Verification> out;
  for (NodeIndex v = 0; v < atlas.node_count(); ++v) {
    const State state = analysis.states[v];
    const bool open = state == State::suspected || state == State::unobserved || state == State::weak;
    if (!open || (customers[v] == not_reached && suppliers[v] == not_reached)) continue;
    const auto ask = [&](State answer) {
      Coverage changed = coverage;
      NodeCoverage sums = coverage[v];
      if (answer == State::missing) sums = {};
      if (answer == State::present) sums.mass = std::max<std::int64_t>(sums.mass, 1'000'000);
      changed.assume(v, sums);
      std::vector<State> states = analysis.states;
      states[v] = answer;
      return detail::moved(
          base, detail::top_of(analyse(atlas, structure, changed, std::move(states), policy, question), top), top);
    };
    Verification verification{v, ask(State::present), ask(State::missing)};
    if (verification.change() > 0) out.push_back(verification);
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Verification& a, const Verification& b) { return a.change() > b.change(); });
  if (out.size() > count) out.resize(count);
  return out;
}

}  // namespace liantu
