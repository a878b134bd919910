// Supply, unlock, criticality, joint unlock, completeness and completion on 10,000 random graphs of up to 12 nodes,
// with cycles and alternatives, against plain recomputations that share no code with them.
#include "analysis/random_chains.hpp"

#include "liantu/analysis/completion.hpp"
#include "liantu/analysis/supply.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace liantu::random_graphs_test {
namespace {

using test::Draws;
using test::PlainGroup;
using test::PlainGroups;

// The fixpoint from below: all nodes at once, until nothing moves by more than 1e-14.
std::vector<double> plain_shares(const PlainGroups& groups, const std::vector<double>& p, double delta) {
  std::vector<double> r(groups.size(), 0);
  for (double change = 1; change > 1e-14;) {
    std::vector<double> next(r.size(), 1);
    change = 0;
    for (std::size_t v = 0; v < r.size(); ++v) {
      double sum = 0;
      for (const PlainGroup& group : groups[v]) {
        double best = 0;
        for (const NodeIndex u : group.suppliers) best = std::max(best, p[u] * (1 - delta + delta * r[u]));
        sum += group.weight * best;
      }
      if (!groups[v].empty()) next[v] = sum;
      change = std::max(change, std::abs(next[v] - r[v]));
    }
    r = std::move(next);
  }
  return r;
}

// What the held nodes but `without` gain when `nodes` are had to `presence`.
double plain_gain(const PlainGroups& groups, const std::vector<double>& p, double delta,
                  const std::vector<NodeIndex>& nodes, double presence, const std::vector<NodeIndex>& without) {
  const auto before = plain_shares(groups, p, delta);
  std::vector<double> changed = p;
  for (const NodeIndex v : nodes) changed[v] = presence;
  const auto after = plain_shares(groups, changed, delta);
  double sum = 0;
  for (NodeIndex u = 0; u < p.size(); ++u) {
    if (p[u] > 0 && std::find(without.begin(), without.end(), u) == without.end()) sum += after[u] - before[u];
  }
  return sum;
}

std::set<NodeIndex> plain_complete(const PlainGroups& groups, const std::vector<bool>& had) {
  std::set<NodeIndex> out;
  for (bool grows = true; grows;) {
    grows = false;
    for (NodeIndex v = 0; v < groups.size(); ++v) {
      if (!had[v] || out.contains(v)) continue;
      const bool all = std::all_of(groups[v].begin(), groups[v].end(), [&](const PlainGroup& group) {
        return !group.essential || std::any_of(group.suppliers.begin(), group.suppliers.end(),
                                               [&](NodeIndex u) { return out.contains(u); });
      });
      if (all) grows = out.insert(v).second;
    }
  }
  return out;
}

// Every set of nodes that are not had: (cost, number, nodes) of the first.
std::tuple<double, std::size_t, std::vector<NodeIndex>> plain_completion(const PlainGroups& groups, NodeIndex product,
                                                                         const std::vector<bool>& had,
                                                                         const std::vector<double>& costs) {
  std::vector<NodeIndex> may;
  for (NodeIndex v = 0; v < groups.size(); ++v) {
    if (!had[v] && std::isfinite(costs[v])) may.push_back(v);
  }
  std::tuple<double, std::size_t, std::vector<NodeIndex>> best{std::numeric_limits<double>::infinity(), 0, {}};
  for (unsigned set = 0; set < 1U << may.size(); ++set) {
    std::vector<bool> with = had;
    std::vector<NodeIndex> nodes;
    double cost = 0;
    for (std::size_t i = 0; i < may.size(); ++i) {
      if ((set >> i & 1U) == 0) continue;
      with[may[i]] = true;
      nodes.push_back(may[i]);
      cost += costs[may[i]];
    }
    const std::tuple<double, std::size_t, std::vector<NodeIndex>> found{cost, nodes.size(), nodes};
    if (found < best && plain_complete(groups, with).contains(product)) best = found;
  }
  return best;
}

struct Case {
  Atlas atlas;
  PlainGroups plain;
  SupplyGraph graph;
  std::vector<double> p;

  explicit Case(Draws& draws) : Case(draws, 2 + draws.below(11)) {}
  Case(Draws& draws, unsigned nodes)
      : atlas({test::random_chain(draws, nodes, draws.below(std::min(3 * nodes, nodes * (nodes - 1)) + 1))}),
        plain(test::plain_groups(atlas)),
        graph(supply_graph(atlas)) {
    for (unsigned v = 0; v < nodes; ++v) p.push_back(draws.below(3) / 2.0);
  }
  [[nodiscard]] NodeIndex size() const { return static_cast<NodeIndex>(p.size()); }
};

TEST(RandomGraphs, ComponentsAreThoseOfReachabilityAndComeInOrder) {
  Draws draws(11);
  for (int i = 0; i < 10'000; ++i) {
    const Case q(draws);
    const NodeIndex n = q.size();
    std::vector<std::vector<bool>> leads(n, std::vector<bool>(n, false));
    for (NodeIndex v = 0; v < n; ++v) {
      leads[v][v] = true;
      for (const NodeIndex w : q.graph.customers(v)) leads[v][w] = true;
    }
    for (NodeIndex k = 0; k < n; ++k)
      for (NodeIndex a = 0; a < n; ++a)
        for (NodeIndex b = 0; b < n; ++b) leads[a][b] = leads[a][b] || (leads[a][k] && leads[k][b]);
    const Components parts = components(q.graph);
    ASSERT_EQ(parts.order.size(), n);
    std::size_t part = 0;
    std::vector<std::size_t> part_of(n, 0);
    for (std::size_t at = 0; at < n; ++at) part_of[parts.order[at]] = part += parts.begins[at] ? 1 : 0;
    ASSERT_EQ(part, parts.count);
    for (NodeIndex a = 0; a < n; ++a) {
      ASSERT_GE(part_of[a], 1U);
      for (NodeIndex b = 0; b < n; ++b) {
        ASSERT_EQ(part_of[a] == part_of[b], leads[a][b] && leads[b][a]) << "graph " << i;
        ASSERT_TRUE(!leads[a][b] || part_of[a] <= part_of[b]) << "graph " << i;
      }
    }
  }
}

TEST(RandomGraphs, SupplyUnlockCriticalityAndJointUnlockEqualRecomputation) {
  static constexpr std::array<double, 5> deltas{0, 0.25, 0.5, 0.9, 0.99};
  Draws draws(7);
  int unlocks = 0;
  int losses = 0;
  int synergies = 0;
  for (int i = 0; i < 10'000; ++i) {
    const Case q(draws);
    // The last two take a thousand rounds of plain recomputation and more.
    const double delta = i % 50 == 0 ? deltas[4] : i % 10 == 0 ? deltas[3] : deltas[static_cast<std::size_t>(i % 3)];
    Supply supply(q.graph, q.p, delta);
    const auto before = plain_shares(q.plain, q.p, delta);
    for (NodeIndex v = 0; v < q.size(); ++v) ASSERT_NEAR(supply[v], before[v], 1e-9) << "graph " << i << " node " << v;
    const NodeIndex v = draws.below(q.size());
    const NodeIndex w = draws.below(q.size());
    const double unlock = q.p[v] >= 1 ? 0 : plain_gain(q.plain, q.p, delta, {v}, 1, {v});
    ASSERT_NEAR(supply.unlock(v), unlock, 1e-9) << "graph " << i << " node " << v;
    const double loss = q.p[v] <= 0 ? 0 : -plain_gain(q.plain, q.p, delta, {v}, 0, {v});
    ASSERT_NEAR(supply.criticality(v), loss, 1e-9) << "graph " << i << " node " << v;
    const double both = plain_gain(q.plain, q.p, delta, {v, w}, 1, {});
    ASSERT_NEAR(supply.joint_unlock(std::vector<NodeIndex>{v, w}), both, 1e-9) << "graph " << i;
    for (NodeIndex u = 0; u < q.size(); ++u) ASSERT_EQ(supply.presence_of(u), q.p[u]);
    unlocks += unlock > 0 ? 1 : 0;
    losses += loss > 0 ? 1 : 0;
    if (v != w && both > supply.unlock(v) + supply.unlock(w) + 1e-6) ++synergies;
    // Kept, and asked again from there.
    supply.set(std::vector<NodeIndex>{v, w}, 1);
    std::vector<double> changed = q.p;
    changed[v] = changed[w] = 1;
    const auto after = plain_shares(q.plain, changed, delta);
    for (NodeIndex u = 0; u < q.size(); ++u) ASSERT_NEAR(supply[u], after[u], 1e-9) << "graph " << i << " node " << u;
  }
  // The graphs have something to unlock, to lose, and to gain only together.
  EXPECT_GT(unlocks, 1000);
  EXPECT_GT(losses, 1000);
  EXPECT_GT(synergies, 100);
}

TEST(RandomGraphs, CompletenessIsTheLeastFixpoint) {
  Draws draws(3);
  std::size_t found = 0;
  for (int i = 0; i < 10'000; ++i) {
    const Case q(draws);
    std::vector<bool> had;
    for (const double p : q.p) had.push_back(p > 0);
    const auto expected = plain_complete(q.plain, had);
    const auto given = complete(q.graph, had);
    for (NodeIndex v = 0; v < q.size(); ++v)
      ASSERT_EQ(given[v], expected.contains(v)) << "graph " << i << " node " << v;
    found += expected.size();
  }
  EXPECT_GT(found, 10'000U);
}

TEST(RandomGraphs, TheCheapestCompletionIsThatOfAllSets) {
  Draws draws(5);
  int possible = 0;
  int alternatives = 0;
  for (int i = 0; i < 10'000; ++i) {
    const Case q(draws);
    std::vector<bool> had;
    std::vector<double> costs;
    for (const double p : q.p) {
      had.push_back(p >= 1);
      costs.push_back(draws.below(8) == 0 ? std::numeric_limits<double>::infinity() : draws.below(4));
    }
    const NodeIndex product = draws.below(q.size());
    const auto [cost, number, nodes] = plain_completion(q.plain, product, had, costs);
    const Completion given = cheapest_completion(q.graph, product, had, costs);
    ASSERT_TRUE(given.proven);
    ASSERT_EQ(given.possible, std::isfinite(cost)) << "graph " << i;
    if (!given.possible) continue;
    ++possible;
    alternatives += given.steps > number ? 1 : 0;
    ASSERT_NEAR(given.cost, cost, 1e-9) << "graph " << i;
    ASSERT_EQ(given.arrivals, nodes) << "graph " << i;
    // Cut off, it is dearer at most, and does complete the product.
    const Completion cut = cheapest_completion(q.graph, product, had, costs, 1);
    ASSERT_TRUE(cut.possible);
    ASSERT_GE(cut.cost, cost - 1e-9);
    for (const NodeIndex v : cut.arrivals) had[v] = true;
    ASSERT_TRUE(plain_complete(q.plain, had).contains(product)) << "graph " << i;
  }
  EXPECT_GT(possible, 2000);
  EXPECT_GT(alternatives, 100);
}

TEST(LongPath, NeedsNoStack) {
  // Ten million would do as well; the benchmark shows that on a stack of 256 KB.
  constexpr NodeIndex nodes = 300'000;
  const auto graph = SupplyGraph::of_links(nodes, [](auto&& visit) {
    for (NodeIndex v = 0; v + 1 < nodes; ++v) visit(v, v + 1);
  });
  EXPECT_EQ(components(graph).count, nodes);
  Supply supply(graph, std::vector<double>(nodes, 1), 0.5);
  EXPECT_NEAR(supply[nodes - 1], 1, 1e-9);
  // Without the second node the third has lost all its inputs, the fourth half, the fifth a quarter …
  EXPECT_NEAR(supply.criticality(1), 2, 1e-9);
}

TEST(PlainLinks, WeighTheSameAndLeaveOutThoseToThemselves) {
  const std::vector<std::pair<NodeIndex, NodeIndex>> links{{0, 2}, {1, 2}, {2, 2}, {0, 1}};
  const auto graph = SupplyGraph::of_links(3, [&](auto&& visit) {
    for (const auto& [from, to] : links) visit(from, to);
  });
  EXPECT_EQ(graph.link_count(), 3U);
  ASSERT_EQ(graph[2].size(), 2U);
  EXPECT_DOUBLE_EQ(graph[2][0].weight, 0.5);
  EXPECT_FALSE(graph[2][0].essential);
  EXPECT_EQ(graph.customers(0).size(), 2U);
  EXPECT_TRUE(graph[0].empty());
  EXPECT_EQ(complete(graph, {true, false, true}), (std::vector<bool>{true, false, true}));
  EXPECT_THROW((void)SupplyGraph::of_links(2, [](auto&& visit) { visit(0, 2); }), std::out_of_range);
  EXPECT_EQ(SupplyGraph().node_count(), 0U);
  EXPECT_EQ(components(SupplyGraph()).count, 0U);
}

}  // namespace
}  // namespace liantu::random_graphs_test
