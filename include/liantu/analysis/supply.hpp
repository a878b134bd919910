/// @file
/// 本地可配套度(按环节测算): the share of a node's inputs that local firms hold, recursively; what all held nodes would
/// gain or lose if one more, or one less, were held.
#pragma once

#include "liantu/analysis/components.hpp"
#include "liantu/analysis/policy.hpp"
#include "liantu/analysis/supply_graph.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace liantu {

/// How much of a node is had: 1 present or strong, 1/2 weak, else 0; `unobserved` counts as what is asked for.
[[nodiscard]] constexpr double presence(State state, double unobserved) {
  switch (state) {
    case State::strong:
    case State::present: return 1;
    case State::weak: return 0.5;
    case State::unobserved: return unobserved;
    default: return 0;
  }
}

/// presence() of each state, by node. O(nodes).
[[nodiscard]] inline std::vector<double> presences(const std::vector<State>& states, double unobserved) {
  std::vector<double> out;
  out.reserve(states.size());
  for (const State state : states) out.push_back(presence(state, unobserved));
  return out;
}

/// r(v) for all nodes: the fixpoint of r(v) = sum over groups of weight · max over suppliers of
/// p·((1-delta) + delta·r). A contraction for delta < 1, so there is one, cycles included; r = 1 without inputs.
/// delta = 0: one step. Asking what if changes nothing: not for two threads at a time all the same.
class Supply {
 public:
  /// What a node's r would be.
  struct Effect {
    NodeIndex node = 0;
    double before = 0;
    double after = 0;
    /// Below 0 where something is lost.
    [[nodiscard]] double gain() const { return after - before; }
  };

  /// `graph` must outlive the object; `presences` in 0..1 by node; 0 <= delta < 1. O(nodes + links) without cycles;
  /// within a cycle at most log(1e-13)/log(delta) times.
  Supply(const SupplyGraph& graph, std::vector<double> presences, double delta)
      : Supply(graph, components(graph), std::move(presences), delta) {}
  /// The same, with the components known. They need not outlive it.
  Supply(const SupplyGraph& graph, const Components& parts, std::vector<double> presences, double delta)
      : m_graph(&graph), m_p(std::move(presences)), m_delta(delta), m_r(m_p.size(), 1) {
    for (std::size_t begin = 0; begin < parts.order.size();) {
      std::size_t end = begin + 1;
      while (end < parts.order.size() && !parts.begins[end]) ++end;
      solve({parts.order.data() + begin, end - begin});
      begin = end;
    }
  }

  /// r(v), in 0..1.
  [[nodiscard]] double operator[](NodeIndex v) const { return m_r[v]; }
  /// How much of the node itself is had, 0..1.
  [[nodiscard]] double presence_of(NodeIndex v) const { return m_p[v]; }

  /// What group `group` of v's inputs gives it: the best of its suppliers, in 0..1. O(suppliers).
  [[nodiscard]] double had(const InputGroup& group) const {
    double best = 0;
    for (const NodeIndex u : group.suppliers) best = std::max(best, m_p[u] * ((1 - m_delta) + m_delta * m_r[u]));
    return best;
  }

  /// The held nodes whose r changes when all of `nodes` are had to `presence`, by index; those of `nodes` that are held
  /// already among them. O(links of the held nodes that are affected), in cycles as often as it takes to 1e-13.
  [[nodiscard]] std::vector<Effect> effects(std::span<const NodeIndex> nodes, double presence) {
    std::vector<double> before;
    for (const NodeIndex v : nodes) before.push_back(std::exchange(m_p[v], presence));
    propagate(nodes, true);
    take_back();
    for (std::size_t i = nodes.size(); i-- > 0;) m_p[nodes[i]] = before[i];  // backwards: a node may stand there twice
    std::vector<Effect> out = m_effects;
    std::erase_if(out, [&](const Effect& effect) { return m_p[effect.node] <= 0; });
    std::sort(out.begin(), out.end(), [](const Effect& a, const Effect& b) { return a.node < b.node; });
    return out;
  }

  /// 带动: what the held nodes other than v gain, summed, when v becomes fully held. >= 0. As effects().
  [[nodiscard]] double unlock(NodeIndex v) { return m_p[v] >= 1 ? 0 : change_of_others(v, 1); }
  /// What the held nodes gain, summed, when all of `nodes` become fully held: more than the sum of their single unlocks
  /// where they need each other. A weak node among them counts too, for what the others give it. >= 0. As effects().
  [[nodiscard]] double joint_unlock(std::span<const NodeIndex> nodes) {
    double out = 0;
    for (const Effect& effect : effects(nodes, 1)) out += effect.gain();
    return out;
  }
  /// What the held nodes other than v lose, summed, when v is lost. >= 0. As effects().
  [[nodiscard]] double criticality(NodeIndex v) { return m_p[v] <= 0 ? 0 : -change_of_others(v, 0); }

  /// Has all of `nodes` to `presence` from now on. As effects(), over nodes that are not held too.
  void set(std::span<const NodeIndex> nodes, double presence) {
    for (const NodeIndex v : nodes) m_p[v] = presence;
    propagate(nodes, false);
  }

 private:
  static constexpr double tolerance = 1e-13;

  // What the held nodes other than v gain when v is had to `presence`: as effects(), without a list of them.
  [[nodiscard]] double change_of_others(NodeIndex v, double presence) {
    const double before = std::exchange(m_p[v], presence);
    propagate({&v, 1}, true);
    take_back();
    m_p[v] = before;
    double out = 0;
    for (const Effect& effect : m_effects) out += effect.node == v ? 0 : effect.gain();
    return out;
  }

  // Sets `after` of the effects of propagate(), and r as it was before it.
  void take_back() {
    for (Effect& effect : m_effects) effect.after = std::exchange(m_r[effect.node], effect.before);
  }

  [[nodiscard]] double evaluate(NodeIndex v) const {
    const auto groups = (*m_graph)[v];
    if (groups.empty()) return 1;
    double sum = 0;
    for (const InputGroup& group : groups) sum += group.weight * had(group);
    return sum;
  }

  // One component whose suppliers outside are done.
  void solve(std::span<const NodeIndex> component) {
    for (double change = 1; change > tolerance;) {
      change = 0;
      for (const NodeIndex v : component) {
        const double before = std::exchange(m_r[v], evaluate(v));
        change = std::max(change, std::abs(before - m_r[v]));
      }
      if (component.size() == 1) return;
    }
  }

  // Computes again what depends on `nodes`: m_effects, whose `after` is not set. With `held_only`, nodes that are not
  // held are passed by: nothing depends on their r.
  void propagate(std::span<const NodeIndex> nodes, bool held_only) {
    m_seen.resize(m_r.size());
    m_waiting.resize(m_r.size());
    m_effects.clear();
    // By rounds, so that a node waits for those of its suppliers that change with it.
    m_next.clear();
    const auto ask_customers = [&](NodeIndex u) {
      for (const NodeIndex w : m_graph->customers(u)) {
        if (m_waiting[w] || (held_only && m_p[w] <= 0)) continue;
        m_waiting[w] = true;
        m_next.push_back(w);
      }
    };
    for (const NodeIndex v : nodes) ask_customers(v);
    while (!m_next.empty()) {
      m_round.clear();
      std::swap(m_round, m_next);
      for (const NodeIndex u : m_round) {
        m_waiting[u] = false;
        const double before = m_r[u];
        const double after = evaluate(u);
        if (std::abs(after - before) <= tolerance) continue;
        m_r[u] = after;
        if (!m_seen[u]) {
          m_seen[u] = true;
          m_effects.push_back({u, before, 0});
        }
        ask_customers(u);
      }
    }
    for (const Effect& effect : m_effects) m_seen[effect.node] = false;
  }

  const SupplyGraph* m_graph;
  std::vector<double> m_p;
  double m_delta;
  std::vector<double> m_r;
  std::vector<bool> m_seen;     // while propagating; else all false
  std::vector<bool> m_waiting;  // the same
  std::vector<NodeIndex> m_round;
  std::vector<NodeIndex> m_next;
  std::vector<Effect> m_effects;  // of the last propagate()
};

}  // namespace liantu
