/// @file
/// 成对才见效: pairs of nodes that gain more together than apart, since each needs the other.
#pragma once

#include "liantu/analysis/completion.hpp"
#include "liantu/analysis/supply.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <utility>
#include <vector>

namespace liantu {

/// A pair of nodes that is worth more together than its two nodes one by one.
struct JointUnlock {
  NodeIndex a = 0;  ///< a < b
  NodeIndex b = 0;
  double alone = 0;                  ///< the sum of their single unlocks
  double together = 0;               ///< their joint unlock
  std::vector<NodeIndex> completes;  ///< held nodes that neither completes alone, and both do together; by index

  /// What the pair gives beyond its nodes one by one.
  [[nodiscard]] double more() const { return together - alone; }
};

namespace detail {

// What supplies what among `nodes`, directly or through held nodes, and what is an essential input of one held node:
// other pairs cannot help each other.
[[nodiscard]] inline std::set<std::pair<NodeIndex, NodeIndex>> pairs_that_meet(const SupplyGraph& graph,
                                                                               const Supply& supply,
                                                                               const std::vector<NodeIndex>& nodes) {
  const std::set<NodeIndex> asked(nodes.begin(), nodes.end());
  std::set<std::pair<NodeIndex, NodeIndex>> out;
  for (const NodeIndex a : asked) {
    std::set<NodeIndex> seen{a};
    std::vector<NodeIndex> open{a};
    while (!open.empty()) {
      const NodeIndex u = open.back();
      open.pop_back();
      for (const NodeIndex w : graph.customers(u)) {
        if (!seen.insert(w).second) continue;
        if (asked.contains(w)) out.insert(std::minmax(a, w));
        if (supply.presence_of(w) > 0) open.push_back(w);
      }
    }
  }
  for (NodeIndex v = 0; v < graph.node_count(); ++v) {
    if (supply.presence_of(v) <= 0) continue;
    std::set<NodeIndex> wanted;
    for (const InputGroup& group : graph[v]) {
      for (const NodeIndex u : group.suppliers) {
        if (group.essential && asked.contains(u)) wanted.insert(u);
      }
    }
    for (auto a = wanted.begin(); a != wanted.end(); ++a) {
      for (auto b = std::next(a); b != wanted.end(); ++b) out.emplace(*a, *b);
    }
  }
  return out;
}

}  // namespace detail

/// The pairs among `nodes`, none of which is fully held, that gain more together than apart by 1e-6 at least, or
/// complete what neither completes alone; those that complete most first, then those that gain most, then by index.
/// O(pairs that meet · links affected; with essentials · (nodes + links)).
[[nodiscard]] inline std::vector<JointUnlock> joint_unlocks(const SupplyGraph& graph, Supply& supply,
                                                            const std::vector<NodeIndex>& nodes) {
  std::vector<bool> had;
  for (NodeIndex v = 0; v < graph.node_count(); ++v) had.push_back(supply.presence_of(v) > 0);
  const auto complete_with = [&](std::initializer_list<NodeIndex> arrivals) {
    std::vector<bool> with = had;
    for (const NodeIndex v : arrivals) with[v] = true;
    return complete(graph, with);
  };
  const std::vector<bool> now = complete_with({});
  std::vector<JointUnlock> out;
  for (const auto& [a, b] : detail::pairs_that_meet(graph, supply, nodes)) {
    JointUnlock pair{a, b, supply.unlock(a) + supply.unlock(b), supply.joint_unlock(std::array{a, b}), {}};
    const std::vector<bool> both = complete_with({a, b});
    if (both != now) {
      const std::vector<bool> with_a = complete_with({a});
      const std::vector<bool> with_b = complete_with({b});
      for (NodeIndex v = 0; v < both.size(); ++v) {
        if (had[v] && both[v] && !with_a[v] && !with_b[v]) pair.completes.push_back(v);
      }
    }
    if (pair.more() >= 1e-6 || !pair.completes.empty()) out.push_back(std::move(pair));
  }
  std::stable_sort(out.begin(), out.end(), [](const JointUnlock& x, const JointUnlock& y) {
    if (x.completes.size() != y.completes.size()) return x.completes.size() > y.completes.size();
    return x.more() > y.more() + 1e-9;
  });
  return out;
}

}  // namespace liantu
