// 本地可配套度(按环节测算): the share of a node's inputs that local firms hold, recursively; and unlock: what all
// held nodes would gain if one more were held. DESIGN §4, Supply.
#pragma once

#include "liantu/analysis/policy.hpp"
#include "liantu/chain/atlas.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace liantu {

// One group of inputs of a node: any one supplier of it will do.
struct InputGroup {
  std::vector<NodeIndex> suppliers;
  double weight = 0;  // of the node's inputs, sums to 1
  bool essential = false;
};

using InputGroups = std::vector<std::vector<InputGroup>>;  // by node

// The inputs of every node by group: links of is_supply kinds; links with the same group are alternatives, others
// stand alone. Weights: the `share` where known (the largest of a group), the rest spread equally. O(links log links).
[[nodiscard]] inline InputGroups input_groups(const Atlas& atlas) {
  InputGroups out(atlas.node_count());
  for (NodeIndex v = 0; v < atlas.node_count(); ++v) {
    std::map<std::string, std::size_t> named;
    std::vector<double> shares;
    for (LinkIndex e : atlas.inputs(v)) {
      const Link& link = atlas.link(e);
      if (!is_supply(link.kind)) continue;
      std::size_t at = out[v].size();
      if (!link.group.empty()) at = named.try_emplace(link.group, at).first->second;
      if (at == out[v].size()) {
        out[v].emplace_back();
        shares.push_back(-1);
      }
      InputGroup& group = out[v][at];
      if (std::find(group.suppliers.begin(), group.suppliers.end(), atlas.edge(e).from) == group.suppliers.end()) {
        group.suppliers.push_back(atlas.edge(e).from);
      }
      group.essential = group.essential || link.essential;
      if (link.share) shares[at] = std::max(shares[at], *link.share);
    }
    double known = 0;
    std::size_t unknown = 0;
    for (double share : shares) {
      known += std::max(share, 0.0);
      if (share < 0) ++unknown;
    }
    // Shares that leave nothing for inputs without one: those get a twentieth each, and all are scaled to 1.
    const double rest = unknown == 0 ? 0 : std::max((1 - known) / static_cast<double>(unknown), 0.05);
    const double total = known + rest * static_cast<double>(unknown);
    // Shares that are all 0 say nothing.
    const double equal = shares.empty() ? 0 : 1 / static_cast<double>(shares.size());
    for (std::size_t i = 0; i < shares.size(); ++i)
      out[v][i].weight = total > 0 ? (shares[i] < 0 ? rest : shares[i]) / total : equal;
  }
  return out;
}

// 本地可配套度(按环节测算) of a chain: the mean over its held nodes that have inputs, with unobserved inputs absent
// (low) and present (high). Nodes without inputs stand at 1 by definition, and would make every chain look well
// supplied.
struct ChainSupply {
  std::size_t nodes = 0;  // held nodes with inputs; 0: nothing to say
  double low = 0;
  double high = 0;
};

// How much of a node is had: 1 present or strong, 1/2 weak, else 0; `unobserved` counts as what is asked for.
[[nodiscard]] constexpr double presence(State state, double unobserved) {
  switch (state) {
    case State::strong:
    case State::present: return 1;
    case State::weak: return 0.5;
    case State::unobserved: return unobserved;
    default: return 0;
  }
}

// r(v) for all nodes: the fixpoint of r(v) = sum over groups of weight · max over suppliers of
// p·((1-delta) + delta·r). A contraction for delta < 1, so there is one, cycles included; r = 1 without inputs.
class Supply {
 public:
  // `groups` must outlive the object. O(iterations · links); iterations are at most log(1e-12)/log(delta).
  Supply(const Atlas& atlas, const InputGroups& groups, std::vector<double> presences, double delta)
      : m_atlas(&atlas), m_groups(&groups), m_p(std::move(presences)), m_delta(delta), m_r(atlas.node_count(), 1) {
    for (double change = 1; change > tolerance;) {
      change = 0;
      for (NodeIndex v = 0; v < m_r.size(); ++v) {
        const double before = std::exchange(m_r[v], evaluate(v));
        change = std::max(change, std::abs(before - m_r[v]));
      }
    }
  }

  [[nodiscard]] double operator[](NodeIndex v) const { return m_r[v]; }

  // Sum over held u != v of r'(u) - r(u), when v becomes fully held. Works over the affected nodes only, and leaves
  // the object as it was. O(affected links · log(1e-12)/log(delta)).
  [[nodiscard]] double unlock(NodeIndex v) {
    if (m_p[v] >= 1) return 0;
    std::vector<std::pair<NodeIndex, double>> undo;
    const double p_before = std::exchange(m_p[v], 1);
    std::vector<NodeIndex> work = customers(v);
    std::vector<bool> queued(m_r.size(), false);
    for (NodeIndex u : work) queued[u] = true;
    for (std::size_t head = 0; head < work.size(); ++head) {
      const NodeIndex u = work[head];
      queued[u] = false;
      const double after = evaluate(u);
      if (std::abs(after - m_r[u]) <= tolerance) continue;
      undo.emplace_back(u, m_r[u]);
      m_r[u] = after;
      for (NodeIndex w : customers(u)) {
        if (!queued[w]) {
          queued[w] = true;
          work.push_back(w);
        }
      }
    }
    // Undone backwards, the last value written back is the first one seen; sums run in node order.
    std::map<NodeIndex, double> gain;
    for (auto it = undo.rbegin(); it != undo.rend(); ++it) {
      gain.try_emplace(it->first, m_r[it->first]);
      m_r[it->first] = it->second;
    }
    m_p[v] = p_before;
    double sum = 0;
    for (const auto& [u, after] : gain) {
      if (u != v && m_p[u] > 0) sum += after - m_r[u];
    }
    return sum;
  }

 private:
  static constexpr double tolerance = 1e-12;

  [[nodiscard]] double evaluate(NodeIndex v) const {
    const auto& groups = (*m_groups)[v];
    if (groups.empty()) return 1;
    double sum = 0;
    for (const InputGroup& group : groups) {
      double best = 0;
      for (NodeIndex u : group.suppliers) best = std::max(best, m_p[u] * ((1 - m_delta) + m_delta * m_r[u]));
      sum += group.weight * best;
    }
    return sum;
  }

  [[nodiscard]] std::vector<NodeIndex> customers(NodeIndex v) const {
    std::vector<NodeIndex> out;
    for (LinkIndex e : m_atlas->outputs(v)) {
      if (is_supply(m_atlas->link(e).kind)) out.push_back(m_atlas->edge(e).to);
    }
    return out;
  }

  const Atlas* m_atlas;
  const InputGroups* m_groups;
  std::vector<double> m_p;
  double m_delta;
  std::vector<double> m_r;
};

}  // namespace liantu
