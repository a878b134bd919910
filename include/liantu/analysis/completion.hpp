/// @file
/// 补全: which nodes are complete, all of their essential inputs being had locally all the way up; and the cheapest set
/// of arrivals that completes one product.
#pragma once

#include "liantu/analysis/supply_graph.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace liantu {

/// The least fixpoint of: a node is complete where it is had and each of its essential groups has a member that is
/// complete. Least: nodes that only lean on each other in a circle are not. As unit resolution over Horn clauses
/// (Dowling & Gallier 1984). Nodes that are `given` count as complete, whatever they need. O(nodes + links).
[[nodiscard]] inline std::vector<bool> complete(const SupplyGraph& graph, const std::vector<bool>& had,
                                                const std::vector<bool>& given = {}) {
  const NodeIndex nodes = graph.node_count();
  // The essential groups that each node is in, and what a node waits for.
  std::vector<std::uint32_t> begin(std::size_t{nodes} + 2, 0);
  std::vector<std::uint32_t> waits(nodes, 0);
  std::vector<NodeIndex> customer_of;  // by essential group
  const auto each_use = [&](auto&& visit) {
    std::uint32_t number = 0;
    for (NodeIndex v = 0; v < nodes; ++v) {
      for (const InputGroup& group : graph[v]) {
        if (!group.essential) continue;
        for (const NodeIndex u : group.suppliers) visit(u, number);
        ++number;
      }
    }
  };
  for (NodeIndex v = 0; v < nodes; ++v) {
    for (const InputGroup& group : graph[v]) {
      if (!group.essential) continue;
      ++waits[v];
      customer_of.push_back(v);
    }
  }
  each_use([&](NodeIndex u, std::uint32_t) { ++begin[std::size_t{u} + 2]; });
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  std::vector<std::uint32_t> uses(begin.back());
  each_use([&](NodeIndex u, std::uint32_t group) { uses[begin[std::size_t{u} + 1]++] = group; });

  std::vector<bool> out(nodes, false);
  std::vector<bool> satisfied(customer_of.size(), false);
  std::vector<NodeIndex> ready;
  const auto settle = [&](NodeIndex v) {
    const bool whole = (!given.empty() && given[v]) || (had[v] && waits[v] == 0);
    if (!whole || out[v]) return;
    out[v] = true;
    ready.push_back(v);
  };
  for (NodeIndex v = 0; v < nodes; ++v) settle(v);
  while (!ready.empty()) {
    const NodeIndex u = ready.back();
    ready.pop_back();
    for (std::uint32_t i = begin[u]; i < begin[u + 1]; ++i) {
      if (satisfied[uses[i]]) continue;
      satisfied[uses[i]] = true;
      --waits[customer_of[uses[i]]];
      settle(customer_of[uses[i]]);
    }
  }
  return out;
}

/// What would complete a product.
struct Completion {
  bool possible = false;            ///< by nodes that may arrive
  std::vector<NodeIndex> arrivals;  ///< by index; empty where it is complete already, or not possible
  double cost = 0;                  ///< of all arrivals
  bool proven = false;              ///< no cheaper set exists; false: the search was cut off at `limit`
  std::uint64_t steps = 0;          ///< alternatives tried
};

namespace detail {

// Branch and bound over the alternatives of essential groups, depth first on a stack of its own.
class CompletionSearch {
 public:
  CompletionSearch(const SupplyGraph& graph, const std::vector<bool>& had, std::span<const double> costs,
                   std::uint64_t limit)
      : m_graph(graph), m_had(had), m_costs(costs), m_limit(limit), m_complete(complete(graph, had)) {
    std::vector<bool> may = had;
    for (NodeIndex v = 0; v < graph.node_count(); ++v) may[v] = may[v] || std::isfinite(costs[v]);
    m_possible = complete(graph, may);
    m_place.assign(graph.node_count(), none);
  }

  Completion find(NodeIndex product) {
    if (!m_possible[product]) return {false, {}, 0, true, 0};
    if (m_complete[product]) return {true, {}, 0, true, 0};
    require(product);
    advance();
    while (!m_choices.empty() && m_best.steps < m_limit) {
      if (next_alternative()) advance();
    }
    m_best.proven = m_choices.empty();
    if (!m_best.possible) return greedy(product);
    return std::move(m_best);
  }

 private:
  static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();
  static constexpr double slack = 1e-9;  // costs that differ by less are equal

  // A group of a required node that nothing complete satisfies.
  struct Task {
    NodeIndex customer = 0;
    std::vector<NodeIndex> suppliers;  // that can be completed, as they are tried
  };
  struct Choice {
    std::size_t next = 0;      // of the task's suppliers
    std::size_t required = 0;  // how many there were before
    std::size_t tasks = 0;
    double cost = 0;
  };

  void require(NodeIndex v) {
    m_place[v] = m_required.size();
    m_required.push_back(v);
    if (!m_had[v]) m_cost += m_costs[v];
    for (const InputGroup& group : m_graph[v]) {
      if (!group.essential) continue;
      Task task{v, {}};
      bool free = false;
      for (const NodeIndex u : group.suppliers) {
        free = free || m_complete[u];
        if (m_possible[u]) task.suppliers.push_back(u);
      }
      if (free) continue;  // costs nothing and needs nothing: no other can be better
      std::stable_sort(task.suppliers.begin(), task.suppliers.end(),
                       [&](NodeIndex a, NodeIndex b) { return std::pair(price(a), a) < std::pair(price(b), b); });
      m_tasks.push_back(std::move(task));
    }
  }

  [[nodiscard]] double price(NodeIndex v) const { return m_had[v] ? 0 : m_costs[v]; }

  // Goes down by the first alternatives until nothing is left to choose, or it cannot be better.
  void advance() {
    while (m_cost <= bound() && m_choices.size() < m_tasks.size()) {
      m_choices.push_back({0, m_required.size(), m_tasks.size(), m_cost});
      take(m_choices.size() - 1, 0);
    }
    if (m_cost <= bound() && m_choices.size() == m_tasks.size()) offer();
  }

  [[nodiscard]] double bound() const {
    return m_best.possible ? m_best.cost + slack : std::numeric_limits<double>::infinity();
  }

  void take(std::size_t task, std::size_t alternative) {
    ++m_best.steps;
    const NodeIndex u = m_tasks[task].suppliers[alternative];
    m_choices[task].next = alternative + 1;
    if (m_place[u] == none) require(u);
  }

  // Takes back the last choice and makes the next one in its place. False where there is none.
  bool next_alternative() {
    Choice& choice = m_choices.back();
    while (m_required.size() > choice.required) {
      m_place[m_required.back()] = none;
      m_required.pop_back();
    }
    m_tasks.resize(choice.tasks);
    m_cost = choice.cost;
    const std::size_t task = m_choices.size() - 1;
    if (choice.next == m_tasks[task].suppliers.size()) {
      m_choices.pop_back();
      return false;
    }
    take(task, choice.next);
    return true;
  }

  // Every group has its supplier: good where the suppliers do not lean on each other in a circle.
  void offer() {
    if (is_circular()) return;
    std::vector<NodeIndex> arrivals;
    for (const NodeIndex v : m_required) {
      if (!m_had[v]) arrivals.push_back(v);
    }
    std::sort(arrivals.begin(), arrivals.end());
    double cost = 0;
    for (const NodeIndex v : arrivals) cost += m_costs[v];
    if (m_best.possible && !is_better(cost, arrivals)) return;
    m_best.possible = true;
    m_best.cost = cost;
    m_best.arrivals = std::move(arrivals);
  }

  [[nodiscard]] bool is_better(double cost, const std::vector<NodeIndex>& arrivals) const {
    if (std::abs(cost - m_best.cost) > slack) return cost < m_best.cost;
    if (arrivals.size() != m_best.arrivals.size()) return arrivals.size() < m_best.arrivals.size();
    return arrivals < m_best.arrivals;
  }

  [[nodiscard]] bool is_circular() const {
    std::vector<std::uint32_t> waits(m_required.size(), 0);
    std::vector<std::vector<std::size_t>> customers(m_required.size());
    for (std::size_t task = 0; task < m_tasks.size(); ++task) {
      const std::size_t customer = m_place[m_tasks[task].customer];
      const NodeIndex chosen = m_tasks[task].suppliers[m_choices[task].next - 1];
      customers[m_place[chosen]].push_back(customer);
      ++waits[customer];
    }
    std::vector<std::size_t> ready;
    for (std::size_t i = 0; i < waits.size(); ++i) {
      if (waits[i] == 0) ready.push_back(i);
    }
    std::size_t done = 0;
    while (!ready.empty()) {
      const std::size_t at = ready.back();
      ready.pop_back();
      ++done;
      for (const std::size_t customer : customers[at]) {
        if (--waits[customer] == 0) ready.push_back(customer);
      }
    }
    return done < m_required.size();
  }

  // Cut off before anything was found: all that may arrive, less what can be done without, the dearest first.
  Completion greedy(NodeIndex product) {
    std::vector<bool> had = m_had;
    std::vector<NodeIndex> arrivals;
    for (NodeIndex v = 0; v < m_graph.node_count(); ++v) {
      if (!had[v] && m_possible[v]) arrivals.push_back(v);
    }
    for (const NodeIndex v : arrivals) had[v] = true;
    std::stable_sort(arrivals.begin(), arrivals.end(), [&](NodeIndex a, NodeIndex b) {
      return m_costs[a] != m_costs[b] ? m_costs[a] > m_costs[b] : a > b;
    });
    Completion out{true, {}, 0, false, m_best.steps};
    for (const NodeIndex v : arrivals) {
      had[v] = false;
      if (complete(m_graph, had)[product]) continue;
      had[v] = true;
      out.arrivals.push_back(v);
    }
    std::sort(out.arrivals.begin(), out.arrivals.end());
    for (const NodeIndex v : out.arrivals) out.cost += m_costs[v];
    return out;
  }

  const SupplyGraph& m_graph;
  const std::vector<bool>& m_had;
  std::span<const double> m_costs;
  std::uint64_t m_limit;
  std::vector<bool> m_complete;
  std::vector<bool> m_possible;      // if all that may arrive did
  std::vector<std::size_t> m_place;  // in m_required, by node
  std::vector<NodeIndex> m_required;
  std::vector<Task> m_tasks;
  std::vector<Choice> m_choices;  // for the first of m_tasks
  double m_cost = 0;
  Completion m_best;
};

}  // namespace detail

/// The cheapest set of nodes whose arrival makes `product` complete, by what is `had` and by `costs` (>= 0; infinite:
/// cannot arrive); a node that is had costs nothing. Ties: fewer arrivals, then the smallest indices. Where `limit`
/// alternatives were tried the best so far comes back, not proven. AND-OR search; exponential in the number of groups
/// with alternatives at worst, linear without any.
[[nodiscard]] inline Completion cheapest_completion(const SupplyGraph& graph, NodeIndex product,
                                                    const std::vector<bool>& had, std::span<const double> costs,
                                                    std::uint64_t limit = 1'000'000) {
  return detail::CompletionSearch(graph, had, costs, limit).find(product);
}

}  // namespace liantu
