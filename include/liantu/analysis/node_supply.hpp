/// @file
/// How well each node, and each chain, is supplied from here: recursively, in one step, and whether all that it must
/// have is had. By nodes, not by purchases: those are 本地配套率, see purchases.hpp.
#pragma once

#include "liantu/analysis/completion.hpp"
#include "liantu/analysis/components.hpp"
#include "liantu/analysis/supply.hpp"
#include "liantu/analysis/supply_graph.hpp"
#include "liantu/chain/atlas.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace liantu {

/// 0..1, with unobserved inputs absent (low) and present (high).
struct SupplyRange {
  double low = 0;
  double high = 0;
};

/// Whether a node has all its essential inputs here, and they theirs: see completion.hpp. `open`: it does where nodes
/// that the table cannot show are there.
enum class Essentials { lacking, open, complete };
template <>
struct EnumWords<Essentials> {
  static constexpr std::array<std::string_view, 3> names{"lacking", "open", "complete"};
  static constexpr std::array<std::string_view, 3> zh{"不齐", "待查", "齐全"};
};

/// How far a node's inputs are had here; ranges where inputs are unobserved.
struct NodeSupply {
  SupplyRange whole;   ///< 本地可配套度(按环节测算): its inputs, and theirs, as the policy's delta has it
  SupplyRange direct;  ///< of its inputs alone: one step
  Essentials essentials = Essentials::lacking;
};

/// Of a chain, or of several: means over held nodes that have inputs. Nodes without inputs stand at 1 by definition,
/// and would make every chain look well supplied.
struct ChainSupply {
  std::size_t held = 0;
  std::size_t complete = 0;  ///< held nodes by Essentials
  std::size_t open = 0;
  std::size_t nodes = 0;  ///< held nodes with inputs; 0: the ranges say nothing
  SupplyRange whole;
  SupplyRange direct;
};

/// By node, held or not: what it has, or would have. 0 <= delta < 1. As Supply, four times.
[[nodiscard]] inline std::vector<NodeSupply> node_supplies(const SupplyGraph& graph, const Components& parts,
                                                           const std::vector<State>& states, double delta) {
  std::vector<NodeSupply> out(states.size());
  const auto measure = [&](SupplyRange NodeSupply::*range, double depth) {
    const Supply low(graph, parts, presences(states, 0), depth);
    const Supply high(graph, parts, presences(states, 1), depth);
    for (NodeIndex v = 0; v < out.size(); ++v) out[v].*range = {low[v], high[v]};
  };
  measure(&NodeSupply::whole, delta);
  measure(&NodeSupply::direct, 0);
  std::vector<bool> had;
  std::vector<bool> given;
  for (const State state : states) {
    had.push_back(is_held(state));
    given.push_back(state == State::unobserved);
  }
  const std::vector<bool> sure = complete(graph, had);
  const std::vector<bool> at_best = complete(graph, had, given);
  for (NodeIndex v = 0; v < out.size(); ++v) {
    // One that is not held would be complete by its inputs.
    const auto inputs_had = [&](const std::vector<bool>& whole) {
      for (const InputGroup& group : graph[v]) {
        if (!group.essential) continue;
        const auto has = [&](NodeIndex u) { return whole[u]; };
        if (std::none_of(group.suppliers.begin(), group.suppliers.end(), has)) return false;
      }
      return true;
    };
    out[v].essentials = inputs_had(sure)      ? Essentials::complete
                        : inputs_had(at_best) ? Essentials::open
                                              : Essentials::lacking;
  }
  return out;
}

/// Over the nodes of `chains` (any range of ChainIndex). O(nodes of the chains).
template <class Chains>
[[nodiscard]] ChainSupply chain_supply(const Atlas& atlas, const SupplyGraph& graph, const std::vector<State>& states,
                                       const std::vector<NodeSupply>& supplies, const Chains& chains) {
  ChainSupply out;
  const auto add = [](SupplyRange& sum, const SupplyRange& one) {
    sum.low += one.low;
    sum.high += one.high;
  };
  for (const ChainIndex chain : chains) {
    const auto [first, last] = atlas.nodes_of(chain);
    for (NodeIndex v = first; v < last; ++v) {
      if (!is_held(states[v])) continue;
      ++out.held;
      out.complete += supplies[v].essentials == Essentials::complete ? 1 : 0;
      out.open += supplies[v].essentials == Essentials::open ? 1 : 0;
      if (graph[v].empty()) continue;
      ++out.nodes;
      add(out.whole, supplies[v].whole);
      add(out.direct, supplies[v].direct);
    }
  }
  for (SupplyRange* range : {&out.whole, &out.direct}) {
    if (out.nodes == 0) continue;
    range->low /= static_cast<double>(out.nodes);
    range->high /= static_cast<double>(out.nodes);
  }
  return out;
}

}  // namespace liantu
