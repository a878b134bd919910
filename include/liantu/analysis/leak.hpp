/// @file
/// 可能外流: the share of what a node makes that local customers are missing for, or too small for (twelve mines, three
/// processors).
#pragma once

#include "liantu/analysis/coverage.hpp"
#include "liantu/analysis/policy.hpp"
#include "liantu/chain/atlas.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

namespace liantu {

/// A held node part of whose mass finds no customer here, or customers that are too small.
struct Leak {
  NodeIndex node = 0;
  double share = 0;                  ///< of the node's mass, 0..1; by number and size of firms, not by output
  double mass = 0;                   ///< share · mass(node)
  bool partly_seen = false;          ///< some customer is unobserved or held by assets: the leak may be smaller
  std::vector<NodeIndex> customers;  ///< over material and component links, in the order of the files
};

/// leak(u) = max(0, 1 - sum_v a_uv·mass(v)/mass(u)) over customers v of material and component links, where a_uv splits
/// v's mass over its held suppliers by theirs. Of held nodes with customers in the atlas, not terminal, largest mass
/// first; nodes whose customers are all unobserved are left out: nothing is known of them. O(links).
[[nodiscard]] inline std::vector<Leak> leaks(const Atlas& atlas, const Coverage& coverage,
                                             const std::vector<State>& states) {
  const auto unique_ends = [&](const std::vector<LinkIndex>& links, bool to) {
    std::vector<NodeIndex> out;
    for (LinkIndex e : links) {
      const NodeIndex end = to ? atlas.edge(e).to : atlas.edge(e).from;
      if (carries_value(atlas.link(e).kind) && std::find(out.begin(), out.end(), end) == out.end()) out.push_back(end);
    }
    return out;
  };
  std::vector<double> supplied(atlas.node_count(), 0);  // mass of the held suppliers of v
  for (NodeIndex v = 0; v < atlas.node_count(); ++v) {
    for (NodeIndex u : unique_ends(atlas.inputs(v), false)) {
      if (is_held(states[u])) supplied[v] += coverage[u].mass_value();
    }
  }
  std::vector<Leak> out;
  for (NodeIndex u = 0; u < atlas.node_count(); ++u) {
    const double mass = coverage[u].mass_value();
    if (!is_held(states[u]) || mass <= 0 || atlas.node(u).terminal) continue;
    Leak leak{u, 1, 0, false, unique_ends(atlas.outputs(u), true)};
    bool seen = false;
    for (NodeIndex v : leak.customers) {
      // How much a customer takes that only assets hold is not known either.
      const bool unseen = states[v] == State::unobserved || (is_held(states[v]) && coverage[v].mass == 0);
      (unseen ? leak.partly_seen : seen) = true;
      if (is_held(states[v]) && supplied[v] > 0) leak.share -= coverage[v].mass_value() / supplied[v];
    }
    leak.share = std::max(0.0, leak.share);
    leak.mass = leak.share * mass;
    if (seen && leak.share > 1e-9) out.push_back(std::move(leak));
  }
  std::stable_sort(out.begin(), out.end(), [](const Leak& a, const Leak& b) { return a.mass > b.mass; });
  return out;
}

}  // namespace liantu
