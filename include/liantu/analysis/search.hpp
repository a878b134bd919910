/// @file
/// How far every node is from the nearest of some: breadth first from all of them at once.
#pragma once

#include "liantu/analysis/supply_graph.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace liantu {

/// Which way: to customers, or to suppliers.
enum class Towards { customers, suppliers };

inline constexpr std::uint32_t not_reached = std::numeric_limits<std::uint32_t>::max();

/// Links from the nearest of `sources` to every node, no farther than `horizon`; not_reached beyond it or where none
/// leads. O(nodes + links reached), without recursion. On its own rather than by Boost.Graph: that cannot stop at a
/// horizon but by an exception, and holds 1.4 times the memory for colours and a graph of its own form.
[[nodiscard]] inline std::vector<std::uint32_t> nearest(const SupplyGraph& graph, std::span<const NodeIndex> sources,
                                                        Towards towards, std::uint32_t horizon = not_reached) {
  std::vector<std::uint32_t> distance(graph.node_count(), not_reached);
  std::vector<NodeIndex> queue;
  for (const NodeIndex v : sources) {
    if (distance[v] == 0) continue;
    distance[v] = 0;
    queue.push_back(v);
  }
  for (std::size_t head = 0; head < queue.size(); ++head) {
    const NodeIndex u = queue[head];
    const std::uint32_t next = distance[u] + 1;
    if (next > horizon) break;
    for (const NodeIndex w : towards == Towards::customers ? graph.customers(u) : graph.suppliers(u)) {
      if (distance[w] != not_reached) continue;
      distance[w] = next;
      queue.push_back(w);
    }
  }
  return distance;
}

}  // namespace liantu
