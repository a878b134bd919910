// From states to actions: the named predicates of DESIGN §4, combined by a profile. What a rule saw is kept, so
// that every row can say why.
#pragma once

#include "liantu/analysis/coverage.hpp"
#include "liantu/analysis/policy.hpp"
#include "liantu/analysis/supply.hpp"
#include "liantu/chain/atlas.hpp"

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/property_map/property_map.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace liantu {

inline constexpr int out_of_reach = std::numeric_limits<int>::max();

// Distance of every node from the nearest held node, along (`up`) and against (`down`) supply links; the held node
// itself is at 0. `*_from` is that nearest node (the smallest index of several).
struct Reach {
  std::vector<int> up;
  std::vector<int> down;
  std::vector<NodeIndex> up_from;
  std::vector<NodeIndex> down_from;
};

// What one node asks for. One gap a node; the gap of a chain that is to be built stands for all its missing nodes.
struct Gap {
  NodeIndex node = 0;
  Action action = Action::watch;
  Rule rule = Rule::watch_far;
  std::vector<Rule> also;            // other rules of the profile that hold
  std::vector<NodeIndex> suppliers;  // held nodes that supply it, and
  std::vector<NodeIndex> customers;  // held nodes that it would supply, one supply link away
  std::vector<NodeIndex> needed_by;  // present or strong nodes that must have it or one of
  std::vector<NodeIndex> instead;    // these, none of which is present or strong either
  std::vector<NodeIndex> entries;    // build.chain: the entry nodes, `node` first
  std::vector<NodeIndex> path;       // of a missing node, see GapRules::path(); empty for other rules
};

namespace detail {

// Breadth-first from all of `sources` at once over supply links (Boost.Graph); `from` is the source that reached a
// node.
template <class Graph>
void distances(const Graph& graph, const std::vector<NodeIndex>& sources, std::vector<int>& distance,
               std::vector<NodeIndex>& from) {
  struct Visitor : boost::default_bfs_visitor {
    std::vector<int>* distance;
    std::vector<NodeIndex>* from;
    Visitor(std::vector<int>* d, std::vector<NodeIndex>* f) : distance(d), from(f) {}
    void tree_edge(typename boost::graph_traits<Graph>::edge_descriptor e, const Graph& g) const {
      const auto parent = source(e, g);
      const auto child = target(e, g);
      (*distance)[child] = (*distance)[parent] + 1;
      (*from)[child] = (*from)[parent];
    }
  };
  const auto size = num_vertices(graph);
  distance.assign(size, out_of_reach);
  from.assign(size, 0);
  for (NodeIndex v : sources) {
    distance[v] = 0;
    from[v] = v;
  }
  std::vector<boost::default_color_type> colors(size, boost::white_color);
  boost::queue<NodeIndex> queue;
  boost::breadth_first_search(graph, sources.begin(), sources.end(), queue, Visitor(&distance, &from),
                              boost::make_iterator_property_map(colors.begin(), get(boost::vertex_index, graph)));
}

}  // namespace detail

// Distances from `sources` over supply links. O(nodes + links).
[[nodiscard]] inline Reach reach_of(const Atlas& atlas, const std::vector<NodeIndex>& sources) {
  Reach out;
  const boost::filtered_graph supply(atlas.graph(), SupplyOnly{&atlas});
  detail::distances(supply, sources, out.up, out.up_from);
  const auto reversed = boost::make_reverse_graph(supply);
  detail::distances(reversed, sources, out.down, out.down_from);
  return out;
}

// Evaluates the predicates over one set of states.
class GapRules {
 public:
  GapRules(const Atlas& atlas, const Coverage& coverage, const std::vector<State>& states, const Policy& policy,
           const SupplyGraph& groups)
      : m_atlas(atlas), m_coverage(coverage), m_states(states), m_policy(policy), m_groups(groups) {
    std::vector<NodeIndex> held;
    for (NodeIndex v = 0; v < atlas.node_count(); ++v) {
      if (is_held(states[v])) held.push_back(v);
    }
    m_reach = reach_of(atlas, held);
    for (ChainIndex c = 0; c < atlas.chains().size(); ++c) m_embryo.push_back(is_embryo(c));
    note_essentials();
  }

  [[nodiscard]] const Reach& reach() const { return m_reach; }

  // True where a chain has fewer core nodes held than the policy asks, none of them above scale. Chains whose
  // missing core nodes are all unobserved are not embryos: nothing is known of them.
  [[nodiscard]] bool embryo(ChainIndex chain) const { return m_embryo[chain]; }

  // True where the named predicate holds for the node. O(degree).
  [[nodiscard]] bool holds(Rule rule, NodeIndex v) const {
    const State state = m_states[v];
    const int h = m_policy.gaps.horizon;
    const bool missing = state == State::missing;
    const bool up = m_reach.up[v] <= h;
    const bool down = m_reach.down[v] <= h;
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

  // Present or strong nodes that must have `v` as an input, none of whose alternatives to it would do: for a missing
  // node none is had at all, else none is present or strong; none is unobserved.
  [[nodiscard]] const std::vector<NodeIndex>& needed_by(NodeIndex v) const { return m_needed_by[v]; }
  // Those alternatives, of all its customers.
  [[nodiscard]] const std::vector<NodeIndex>& instead_of(NodeIndex v) const { return m_instead[v]; }

  // Mass of the held customers over supply links.
  [[nodiscard]] double demand(NodeIndex v) const {
    double sum = 0;
    for (NodeIndex u : neighbours(v, true)) sum += m_coverage[u].mass_value();
    return sum;
  }

  // Held nodes one supply link away, in the order of the files.
  [[nodiscard]] std::vector<NodeIndex> neighbours(NodeIndex v, bool customers) const {
    std::vector<NodeIndex> out;
    for (LinkIndex e : customers ? m_atlas.outputs(v) : m_atlas.inputs(v)) {
      const NodeIndex u = customers ? m_atlas.edge(e).to : m_atlas.edge(e).from;
      if (is_supply(m_atlas.link(e).kind) && is_held(m_states[u]) && std::find(out.begin(), out.end(), u) == out.end())
        out.push_back(u);
    }
    return out;
  }

  // The shortest way over supply links from the nearest held node upstream of a missing `v`, through `v`, to the
  // nearest held node downstream; of several the one by the smallest node indices. A side that is out of the horizon is
  // left out, so the way begins or ends with `v` itself, and is empty where both are. In a cycle both halves may pass
  // the same node. `customer`, one link downstream, is where it ends if given. O(horizon · degree).
  [[nodiscard]] std::vector<NodeIndex> path(NodeIndex v, std::optional<NodeIndex> customer = {}) const {
    const bool up = m_reach.up[v] <= m_policy.gaps.horizon;
    const bool down = m_reach.down[v] <= m_policy.gaps.horizon;
    if (!up && !down) return {};
    std::vector<NodeIndex> out{v};
    if (up) {
      while (m_reach.up[out.back()] > 0) out.push_back(step(out.back(), false));
      std::reverse(out.begin(), out.end());
    }
    if (!down) return out;
    if (customer) {
      out.push_back(*customer);
    } else {
      while (m_reach.down[out.back()] > 0) out.push_back(step(out.back(), true));
    }
    return out;
  }

  // The core nodes of a chain that reach most of it within the horizon in both directions, best first; ties by place.
  [[nodiscard]] std::vector<NodeIndex> entries(ChainIndex chain) const {
    const auto [first, last] = m_atlas.nodes_of(chain);
    std::vector<std::pair<int, NodeIndex>> ranked;
    for (NodeIndex v = first; v < last; ++v) {
      if (!m_atlas.node(v).core || m_states[v] != State::missing) continue;
      const Reach reach = reach_of(m_atlas, {v});
      int count = 0;
      for (NodeIndex u = first; u < last; ++u) {
        if (u != v && (reach.up[u] <= m_policy.gaps.horizon || reach.down[u] <= m_policy.gaps.horizon)) ++count;
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
  // The next node from `v` towards the held node that it is nearest to.
  [[nodiscard]] NodeIndex step(NodeIndex v, bool downstream) const {
    const auto& distance = downstream ? m_reach.down : m_reach.up;
    const auto& from = downstream ? m_reach.down_from : m_reach.up_from;
    NodeIndex out = std::numeric_limits<NodeIndex>::max();
    for (LinkIndex e : downstream ? m_atlas.outputs(v) : m_atlas.inputs(v)) {
      const NodeIndex u = downstream ? m_atlas.edge(e).to : m_atlas.edge(e).from;
      if (is_supply(m_atlas.link(e).kind) && distance[u] == distance[v] - 1 && from[u] == from[v])
        out = std::min(out, u);
    }
    return out;
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
  Reach m_reach;
  std::vector<bool> m_embryo;
  std::vector<std::vector<NodeIndex>> m_needed_by;
  std::vector<std::vector<NodeIndex>> m_instead;
};

// The gaps of the nodes of `chains`, in node order: for each node the first rule of the profile that holds, the others
// in `also`. The missing nodes of an embryo chain are one gap, at its first entry node. O(chains · (nodes + links)).
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
