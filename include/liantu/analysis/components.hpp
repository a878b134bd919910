/// @file
/// Strong components of a supply graph, suppliers before customers: the order in which one pass computes what goes
/// along links, with cycles where they must be gone through again.
#pragma once

#include "liantu/analysis/supply_graph.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace liantu {

/// Strongly connected components in an order in which suppliers come first.
struct Components {
  std::vector<NodeIndex> order;  ///< all nodes, by component; no node stands before a supplier of another component
  std::vector<bool> begins;      ///< by place in `order`: the first of its component
  std::size_t count = 0;
};

/// Tarjan (1972), depth first over suppliers, in the space-saving form of Pearce (2016) and without recursion: any
/// depth of graph on any stack. O(nodes + links); 12 bytes a node beside what comes back, and 8 a node of the deepest
/// path. On its own because Boost.Graph's gives numbers without an order and holds some 50 bytes a node of the deepest
/// path.
[[nodiscard]] inline Components components(const SupplyGraph& graph) {
  constexpr std::uint32_t done = std::numeric_limits<std::uint32_t>::max();
  const NodeIndex nodes = graph.node_count();
  Components out;
  out.order.reserve(nodes);
  out.begins.assign(nodes, false);
  std::vector<std::uint32_t> lowest(nodes, 0);  // number of the earliest open node within reach; 0: not seen
  std::vector<NodeIndex> open;                  // seen, component not known
  struct Step {
    NodeIndex node;
    std::uint32_t next;  // of its suppliers
  };
  std::vector<Step> path;
  std::vector<bool> reaches_back(nodes, false);  // an earlier open node: it is not the first of its component
  std::uint32_t number = 0;
  for (NodeIndex root = 0; root < nodes; ++root) {
    if (lowest[root] != 0) continue;
    path.push_back({root, 0});
    lowest[root] = ++number;
    while (!path.empty()) {
      Step& step = path.back();
      const NodeIndex v = step.node;
      const auto suppliers = graph.suppliers(v);
      if (step.next < suppliers.size()) {
        const NodeIndex u = suppliers[step.next];
        if (lowest[u] == 0) {
          lowest[u] = ++number;
          path.push_back({u, 0});
          continue;  // comes back to the same supplier, which is then seen
        }
        if (lowest[u] < lowest[v]) {
          lowest[v] = lowest[u];
          reaches_back[v] = true;
        }
        ++step.next;
        continue;
      }
      path.pop_back();
      if (reaches_back[v]) {
        open.push_back(v);
        continue;
      }
      // All that was opened after v and is still open is of its component.
      out.begins[out.order.size()] = true;
      ++out.count;
      const std::uint32_t own = lowest[v];
      out.order.push_back(v);
      while (!open.empty() && lowest[open.back()] >= own) {
        out.order.push_back(open.back());
        lowest[open.back()] = done;
        open.pop_back();
      }
      lowest[v] = done;
    }
  }
  return out;
}

}  // namespace liantu
