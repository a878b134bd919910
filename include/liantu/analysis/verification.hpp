/// @file
/// Which nodes are worth a visit first: those whose verification, either way, would change the top of the list most.
#pragma once

#include "liantu/analysis/rank.hpp"
#include "liantu/firm/ordered_blocks.hpp"

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
/// missing. Only nodes within two links of a top target are asked about, by `threads` threads (0: as many as there are
/// processors); the answer does not depend on their number. O(nodes asked · analyse).
[[nodiscard]] inline std::vector<Verification> verifications(const Atlas& atlas, const Structure& structure,
                                                             const Coverage& coverage, const Analysis& analysis,
                                                             const Policy& policy, const Question& question,
                                                             int top = 10, std::size_t count = 5,
                                                             unsigned threads = 1) {
  const auto base = detail::top_of(analysis, top);
  std::vector<NodeIndex> heads;
  for (const auto& [node, rank] : detail::top_of(analysis, 2 * top)) heads.push_back(node);
  const auto customers = nearest(structure.groups, heads, Towards::customers, 2);
  const auto suppliers = nearest(structure.groups, heads, Towards::suppliers, 2);
  const auto change = [&](NodeIndex v, State answer) {
    Coverage changed = coverage;
    NodeCoverage sums = coverage[v];
    if (answer == State::missing) sums = {};
    if (answer == State::present) sums.mass = std::max<std::int64_t>(sums.mass, 1'000'000);
    changed.assume(v, sums);
    std::vector<State> states = analysis.states;
    states[v] = answer;
    const Analysis asked = detail::ranked(atlas, structure, changed, std::move(states), policy, question);
    return detail::moved(base, detail::top_of(asked, top), top);
  };
  std::vector<Verification> out;
  OrderedBlocks<Verification> asking(
      threads,
      [&](Verification& one, unsigned) {
        one.change_if_present = change(one.node, State::present);
        one.change_if_missing = change(one.node, State::missing);
      },
      [&](const Verification& one) {
        if (one.change() > 0) out.push_back(one);
      });
  for (NodeIndex v = 0; v < atlas.node_count(); ++v) {
    const State state = analysis.states[v];
    const bool open = state == State::suspected || state == State::unobserved || state == State::weak;
    if (!open || (customers[v] == not_reached && suppliers[v] == not_reached)) continue;
    asking.next().node = v;
    asking.submit();
  }
  asking.finish();
  std::stable_sort(out.begin(), out.end(),
                   [](const Verification& a, const Verification& b) { return a.change() > b.change(); });
  if (out.size() > count) out.resize(count);
  return out;
}

}  // namespace liantu
