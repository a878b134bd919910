/// @file
/// From states to actions: named predicates, combined by a profile. What a rule saw is kept, so
/// that every row can say why.
#pragma once

#include "liantu/analysis/coverage.hpp"
#include "liantu/analysis/policy.hpp"
#include "liantu/analysis/search.hpp"
#include "liantu/analysis/supply_graph.hpp"
#include "liantu/chain/atlas.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace liantu {

/// What one node asks for. One gap a node; the gap of a chain that is to be built stands for all its missing nodes.
struct Gap {
  NodeIndex node = 0;
  Action action = Action::watch;
  Rule rule = Rule::watch_far;
  std::vector<Rule> also;            ///< other rules of the profile that hold
  std::vector<NodeIndex> suppliers;  ///< held nodes that supply it, and
  std::vector<NodeIndex> customers;  ///< held nodes that it would supply, one supply link away
  std::vector<NodeIndex> needed_by;  ///< present or strong nodes that must have it or one of
  std::vector<NodeIndex> instead;    ///< these, none of which is present or strong either
  std::vector<NodeIndex> entries;    ///< build.chain: the entry nodes, `node` first
  std::vector<NodeIndex> path;       ///< of a missing node, see GapRules::path(); empty for other rules
};

/// Evaluates the predicates over one set of states.
class GapRules {
 public:
  /// `states` by node. All arguments must outlive the object. O(nodes + links).
  GapRules(const Atlas& atlas, const Coverage& coverage, const std::vector<State>& states, const Policy& policy,
           const SupplyGraph& groups)
      : m_atlas(atlas), m_coverage(coverage), m_states(states), m_policy(policy), m_groups(groups) {
    std::vector<NodeIndex> held;
    for (NodeIndex v = 0; v < atlas.node_count(); ++v) {
      if (is_held(states[v])) held.push_back(v);
    }
    m_up = nearest(groups, held, Towards::customers);
    m_down = nearest(groups, held, Towards::suppliers);
    for (ChainIndex c = 0; c < atlas.chains().size(); ++c) m_embryo.push_back(is_embryo(c));
    note_essentials();
  }

  /// Links to the nearest held node upstream; 0 for a held one, not_reached where there is none.
  [[nodiscard]] std::uint32_t up(NodeIndex v) const { return m_up[v]; }
  /// Links to the nearest held node downstream; 0 and not_reached as in up().
  [[nodiscard]] std::uint32_t down(NodeIndex v) const { return m_down[v]; }

  /// True where a chain has fewer core nodes held than the policy asks, none of them above scale. Chains whose
  /// missing core nodes are all unobserved are not embryos: nothing is known of them.
  [[nodiscard]] bool embryo(ChainIndex chain) const { return m_embryo[chain]; }

  /// True where the named predicate holds for the node. O(degree).
  [[nodiscard]] bool holds(Rule rule, NodeIndex v) const {
    const State state = m_states[v];
    const bool missing = state == State::missing;
    const bool up = m_up[v] <= horizon();
    const bool down = m_down[v] <= horizon();
    switch (rule) {
      case Rule::build_chain: return missing && m_embryo[m_atlas.chain_index(v)];
      case Rule::fill_essential: return missing && needed(v);
      case Rule::fill_between: return missing && up && down;
      case Rule::fill_weak: return state == State::weak && needed(v);
      case Rule::extend_down: return missing && up && !down;
      case Rule::extend_up: return missing && down && !up;
      case Rule::strengthen_demand:
        // What only assets hold has no mass to compare.
        return is_held(state) && m_coverage[v].mass > 0 &&
               demand(v) > m_policy.gaps.demand_ratio * m_coverage[v].mass_value();
      case Rule::strengthen_fragile:
        return is_held(state) && m_coverage[v].sized_firms() > 0 &&
               m_coverage[v].largest_share() > m_policy.gaps.fragile_share && needed(v);
      case Rule::strengthen_weak: return state == State::weak;
      case Rule::strengthen_anchor: return state == State::strong;
      case Rule::verify_suspected: return state == State::suspected;
      case Rule::watch_far: return missing && !up && !down;
    }
    return false;
  }

  /// Present or strong nodes that must have `v` as an input, none of whose alternatives to it would do: for a missing
  /// node none is had at all, else none is present or strong; none is unobserved.
  [[nodiscard]] const std::vector<NodeIndex>& needed_by(NodeIndex v) const { return m_needed_by[v]; }
  /// Those alternatives, of all its customers.
  [[nodiscard]] const std::vector<NodeIndex>& instead_of(NodeIndex v) const { return m_instead[v]; }

  /// Mass of the held customers over supply links. O(degree).
  [[nodiscard]] double demand(NodeIndex v) const {
    double sum = 0;
    for (NodeIndex u : neighbours(v, true)) sum += m_coverage[u].mass_value();
    return sum;
  }

  /// Held nodes one supply link away, in the order of the files. O(degree · held neighbours).
  [[nodiscard]] std::vector<NodeIndex> neighbours(NodeIndex v, bool customers) const {
    std::vector<NodeIndex> out;
    for (LinkIndex e : customers ? m_atlas.outputs(v) : m_atlas.inputs(v)) {
      const NodeIndex u = customers ? m_atlas.edge(e).to : m_atlas.edge(e).from;
      if (is_supply(m_atlas.link(e).kind) && is_held(m_states[u]) && std::find(out.begin(), out.end(), u) == out.end())
        out.push_back(u);
    }
    return out;
  }

  /// The shortest way over supply links from a nearest held node upstream of a missing `v`, through `v`, to a nearest
  /// held node downstream. Of several the one that, link by link away from `v`, stays in the chain of `v` where it can
  /// and takes the smallest node index. A side that is out of the horizon is left out, so the way begins or ends with
  /// `v` itself, and is empty where both are. In a cycle both halves may pass the same node. `customer`, one link
  /// downstream, is where it ends if given. O(horizon · degree).
  [[nodiscard]] std::vector<NodeIndex> path(NodeIndex v, std::optional<NodeIndex> customer = {}) const {
    const bool up = m_up[v] <= horizon();
    const bool down = m_down[v] <= horizon();
    if (!up && !down) return {};
    std::vector<NodeIndex> out{v};
    if (up) {
      while (m_up[out.back()] > 0) out.push_back(step(out.back(), v, false));
      std::reverse(out.begin(), out.end());
    }
    if (!down) return out;
    if (customer) {
      out.push_back(*customer);
    } else {
      while (m_down[out.back()] > 0) out.push_back(step(out.back(), v, true));
    }
    return out;
  }

  /// The missing core nodes of a chain that reach most of it within the horizon, either way, best first; ties by place;
  /// at most as many as the policy has entry nodes. O(core nodes · (nodes + links)).
  [[nodiscard]] std::vector<NodeIndex> entries(ChainIndex chain) const {
    const auto [first, last] = m_atlas.nodes_of(chain);
    std::vector<std::pair<int, NodeIndex>> ranked;
    for (NodeIndex v = first; v < last; ++v) {
      if (!m_atlas.node(v).core || m_states[v] != State::missing) continue;
      const auto customers = nearest(m_groups, {&v, 1}, Towards::customers, horizon());
      const auto suppliers = nearest(m_groups, {&v, 1}, Towards::suppliers, horizon());
      int count = 0;
      for (NodeIndex u = first; u < last; ++u) {
        if (u != v && (customers[u] != not_reached || suppliers[u] != not_reached)) ++count;
      }
      ranked.emplace_back(-count, v);
    }
    std::sort(ranked.begin(), ranked.end());
    std::vector<NodeIndex> out;
    for (std::size_t i = 0; i < ranked.size() && i < static_cast<std::size_t>(m_policy.gaps.entry_nodes); ++i)
      out.push_back(ranked[i].second);
    return out;
  }

 private:
  [[nodiscard]] std::uint32_t horizon() const { return static_cast<std::uint32_t>(m_policy.gaps.horizon); }

  // The next node on the way of `gap` from `v` to a nearest held node.
  [[nodiscard]] NodeIndex step(NodeIndex v, NodeIndex gap, bool downstream) const {
    const auto& distance = downstream ? m_down : m_up;
    const auto order = [&](NodeIndex u) { return std::pair(m_atlas.chain_index(u) != m_atlas.chain_index(gap), u); };
    std::optional<NodeIndex> out;
    for (const NodeIndex u : downstream ? m_groups.customers(v) : m_groups.suppliers(v)) {
      if (distance[u] == distance[v] - 1 && (!out || order(u) < order(*out))) out = u;
    }
    return out.value();
  }

  [[nodiscard]] bool is_embryo(ChainIndex chain) const {
    const auto [first, last] = m_atlas.nodes_of(chain);
    int held = 0;
    bool missing = false;
    for (NodeIndex v = first; v < last; ++v) {
      if (!m_atlas.node(v).core) continue;
      if (m_states[v] == State::missing) missing = true;
      if (!is_held(m_states[v])) continue;
      ++held;
      if (m_coverage[v].above_scale > 0 || m_coverage[v].designated > 0) return false;
    }
    return missing && held < m_policy.gaps.embryo_core;
  }

  [[nodiscard]] bool needed(NodeIndex v) const { return !m_needed_by[v].empty(); }

  // Every essential group of a present or strong node, from the side of each of its suppliers.
  void note_essentials() {
    m_needed_by.resize(m_atlas.node_count());
    m_instead.resize(m_atlas.node_count());
    for (NodeIndex u = 0; u < m_atlas.node_count(); ++u) {
      if (!is_firm(m_states[u])) continue;
      for (const InputGroup& group : m_groups[u]) {
        if (!group.essential) continue;
        for (NodeIndex v : group.suppliers) note_essential(u, v, group);
      }
    }
  }

  void note_essential(NodeIndex customer, NodeIndex v, const InputGroup& group) {
    const bool had = is_held(m_states[v]);
    // What the table cannot show is not counted as lacking.
    const auto does = [&](State state) {
      return state == State::unobserved || (had ? is_firm(state) : is_held(state));
    };
    const bool other = std::any_of(group.suppliers.begin(), group.suppliers.end(),
                                   [&](NodeIndex u) { return u != v && does(m_states[u]); });
    if (other) return;
    const auto add = [](std::vector<NodeIndex>& list, NodeIndex node) {
      if (std::find(list.begin(), list.end(), node) == list.end()) list.push_back(node);
    };
    add(m_needed_by[v], customer);
    for (NodeIndex u : group.suppliers) {
      if (u != v) add(m_instead[v], u);
    }
  }

  const Atlas& m_atlas;
  const Coverage& m_coverage;
  const std::vector<State>& m_states;
  const Policy& m_policy;
  const SupplyGraph& m_groups;
  std::vector<std::uint32_t> m_up;
  std::vector<std::uint32_t> m_down;
  std::vector<bool> m_embryo;
  std::vector<std::vector<NodeIndex>> m_needed_by;
  std::vector<std::vector<NodeIndex>> m_instead;
};

/// The gaps of the nodes of `chains`, in node order: for each node the first rule of the profile that holds, the others
/// in `also`. The missing nodes of an embryo chain are one gap, at its first entry node. O(chains · (nodes + links)).
[[nodiscard]] inline std::vector<Gap> gaps_of(const Atlas& atlas, const GapRules& rules, const Policy& policy,
                                              const std::set<ChainIndex>& chains) {
  std::vector<Gap> out;
  for (ChainIndex chain : chains) {
    const std::vector<NodeIndex> entries = rules.embryo(chain) ? rules.entries(chain) : std::vector<NodeIndex>{};
    const auto [first, last] = atlas.nodes_of(chain);
    for (NodeIndex v = first; v < last; ++v) {
      std::optional<Gap> gap;
      for (const ProfileRule& rule : policy.profile().rules) {
        if (!rules.holds(rule.rule, v)) continue;
        if (gap) {
          gap->also.push_back(rule.rule);
        } else {
          gap = Gap{v,
                    rule.action,
                    rule.rule,
                    {},
                    rules.neighbours(v, false),
                    rules.neighbours(v, true),
                    rules.needed_by(v),
                    rules.instead_of(v),
                    {},
                    {}};
        }
      }
      if (!gap) continue;
      if (gap->rule == Rule::build_chain) {
        if (entries.empty() || entries.front() != v) continue;
        gap->entries = entries;
      } else if (gap->rule == Rule::fill_essential) {
        gap->path = rules.path(v, gap->needed_by.front());
      } else if (gap->rule == Rule::fill_between || gap->rule == Rule::extend_down || gap->rule == Rule::extend_up) {
        gap->path = rules.path(v);
      }
      out.push_back(std::move(*gap));
    }
  }
  return out;
}

}  // namespace liantu
