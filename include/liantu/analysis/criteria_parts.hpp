/// @file
/// What the raw inputs of the criteria are made of, node by node: criteria.hpp adds the parts up, and an explanation
/// shows them, so that neither can say what the other does not. Masses are sums of confidence times weight of size (see
/// coverage.hpp), never output.
///
/// @code{.cpp}
/// const liantu::Demand demand = liantu::demand_of(atlas, groups, coverage, states, v);
/// for (const liantu::DemandPart& part : demand.parts) show(part.customer, part.low(), part.high());
/// @endcode
#pragma once

#include "liantu/analysis/county.hpp"
#include "liantu/analysis/coverage.hpp"
#include "liantu/analysis/leak.hpp"
#include "liantu/analysis/supply.hpp"
#include "liantu/chain/atlas.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <set>
#include <vector>

namespace liantu {

/// Of Level low, medium, high.
inline constexpr std::array<double, 3> value_added_levels{0.2, 0.5, 0.9};

/// One held customer, by one group of its inputs that the node could be.
struct DemandPart {
  NodeIndex customer = 0;
  double mass = 0;                   ///< of the customer
  double share = 0;                  ///< weight of the group among its inputs, 0..1
  double had = 0;                    ///< what alternatives to the node give it already, 0..1
  double may_have = 0;               ///< and where unobserved ones are present
  std::optional<NodeIndex> other{};  ///< the alternative that gives most; nothing where none gives anything

  /// Demand that is open for sure: alternatives that nobody saw are taken as there.
  [[nodiscard]] double low() const { return mass * share * (1 - may_have); }
  /// Demand that may be open: alternatives that nobody saw are taken as not there.
  [[nodiscard]] double high() const { return mass * share * (1 - had); }
};

/// What held customers would take of a node, customer by customer.
struct Demand {
  std::vector<DemandPart> parts;
  bool unseen = false;  ///< there are customers, and all are unobserved: nothing is known

  /// Sum of DemandPart::low(). O(parts).
  [[nodiscard]] double low() const {
    double sum = 0;
    for (const DemandPart& part : parts) sum += part.low();
    return sum;
  }
  /// Sum of DemandPart::high(). O(parts).
  [[nodiscard]] double high() const {
    double sum = 0;
    for (const DemandPart& part : parts) sum += part.high();
    return sum;
  }
};

/// Mass of held customers over supply links, times the share of their inputs that `v` would be, less what alternatives
/// to it give them. O(links of v and of its customers).
[[nodiscard]] inline Demand demand_of(const Atlas& atlas, const SupplyGraph& groups, const Coverage& coverage,
                                      const std::vector<State>& states, NodeIndex v) {
  Demand out;
  std::size_t unobserved = 0;
  std::set<NodeIndex> seen;
  for (LinkIndex e : atlas.outputs(v)) {
    const NodeIndex u = atlas.edge(e).to;
    if (!is_supply(atlas.link(e).kind) || !seen.insert(u).second) continue;
    if (states[u] == State::unobserved) ++unobserved;
    if (!is_held(states[u])) continue;
    for (const InputGroup& group : groups[u]) {
      if (std::find(group.suppliers.begin(), group.suppliers.end(), v) == group.suppliers.end()) continue;
      DemandPart part{u, coverage[u].mass_value(), group.weight, 0, 0, {}};
      for (NodeIndex other : group.suppliers) {
        if (other == v) continue;
        if (presence(states[other], 1) > part.may_have) part.other = other;
        part.had = std::max(part.had, presence(states[other], 0));
        part.may_have = std::max(part.may_have, presence(states[other], 1));
      }
      out.parts.push_back(part);
    }
  }
  out.unseen = !seen.empty() && unobserved == seen.size();
  return out;
}

/// One held supplier over links that carry value.
struct PushPart {
  NodeIndex supplier = 0;
  double mass = 0;
  double leaking = 0;  ///< of the mass, see leak.hpp
};

/// What held suppliers could give a node, supplier by supplier.
struct Push {
  std::vector<PushPart> parts;
  bool unseen = false;  ///< there are suppliers, and all are unobserved: nothing is known

  /// Of all suppliers, whether it leaks or not. O(parts).
  [[nodiscard]] double mass() const {
    double sum = 0;
    for (const PushPart& part : parts) sum += part.mass;
    return sum;
  }
  /// The part of mass() that leaks now. O(parts).
  [[nodiscard]] double leaking() const {
    double sum = 0;
    for (const PushPart& part : parts) sum += part.leaking;
    return sum;
  }
};

/// Mass that leaks, by node. O(nodes).
[[nodiscard]] inline std::vector<double> leaking_mass(const Atlas& atlas, const std::vector<Leak>& leaks) {
  std::vector<double> out(atlas.node_count(), 0);
  for (const Leak& leak : leaks) out[leak.node] = leak.mass;
  return out;
}

/// The held suppliers of `v`; `leaking` is that of leaking_mass. O(links of v).
[[nodiscard]] inline Push push_of(const Atlas& atlas, const Coverage& coverage, const std::vector<State>& states,
                                  const std::vector<double>& leaking, NodeIndex v) {
  Push out;
  std::size_t unobserved = 0;
  std::set<NodeIndex> seen;
  for (LinkIndex e : atlas.inputs(v)) {
    const NodeIndex u = atlas.edge(e).from;
    if (!carries_value(atlas.link(e).kind) || !seen.insert(u).second) continue;
    if (states[u] == State::unobserved) ++unobserved;
    if (is_held(states[u])) out.parts.push_back({u, coverage[u].mass_value(), leaking[u]});
  }
  out.unseen = !seen.empty() && unobserved == seen.size();
  return out;
}

/// Fit with a lead chain, and why.
struct LeadFit {
  double value = 0.1;
  std::optional<Standing> standing;  ///< of the node's own chain in the county file
  std::optional<NodeIndex> linked;   ///< else a neighbour in a lead chain
};

/// 1 lead, 0.8 characteristic, 0.6 emerging chain; 0.3 outside them but linked to a lead chain; else 0.1. O(degree).
[[nodiscard]] inline LeadFit lead_fit_of(const Atlas& atlas, const County& county, NodeIndex v) {
  LeadFit out;
  if (const auto* chain = county.chain(atlas.chain_of(v).id)) {
    static constexpr std::array<double, 3> values{1, 0.8, 0.6};
    out.standing = chain->standing;
    out.value = values[static_cast<std::size_t>(chain->standing)];
    return out;
  }
  const auto look = [&](NodeIndex u) {
    const auto* chain = county.chain(atlas.chain_of(u).id);
    if (!out.linked && chain != nullptr && chain->standing == Standing::lead) out.linked = u;
  };
  for (LinkIndex e : atlas.outputs(v)) look(atlas.edge(e).to);
  for (LinkIndex e : atlas.inputs(v)) look(atlas.edge(e).from);
  if (out.linked) out.value = 0.3;
  return out;
}

}  // namespace liantu
