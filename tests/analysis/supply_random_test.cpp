// Local supply and unlock on random graphs, against a plain recomputation that shares no code with them.
#include "liantu/analysis/supply.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace liantu {
namespace {

// Draws by remainder, so that every standard library draws the same.
class Draws {
 public:
  explicit Draws(unsigned seed) : m_random(seed) {}
  unsigned below(unsigned n) { return static_cast<unsigned>(m_random() % n); }

 private:
  std::mt19937 m_random;
};

Chain random_chain(Draws& draws, unsigned nodes, unsigned links) {
  Chain out;
  out.id = "q";
  for (unsigned v = 0; v < nodes; ++v) {
    out.nodes.emplace_back();
    out.nodes.back().id = "n" + std::to_string(v);
  }
  std::set<std::pair<unsigned, unsigned>> seen;
  while (seen.size() < links) {
    const unsigned from = draws.below(nodes);
    const unsigned to = draws.below(nodes);
    if (from == to || !seen.emplace(from, to).second) continue;
    Link link;
    link.from = out.nodes[from].id;
    link.to = out.nodes[to].id;
    link.kind = static_cast<LinkKind>(draws.below(5));  // two of five are not inputs
    if (draws.below(3) == 0) link.group = draws.below(2) == 0 ? "g" : "h";
    out.links.push_back(link);
  }
  return out;
}

// One group of inputs of a node, straight from the links: any of `suppliers` will do; all groups weigh the same.
std::vector<std::vector<std::vector<NodeIndex>>> plain_groups(const Atlas& q) {
  std::vector<std::vector<std::vector<NodeIndex>>> out(q.node_count());
  std::vector<std::map<std::string, std::size_t>> named(q.node_count());
  for (LinkIndex e = 0; e < q.link_count(); ++e) {
    const Link& link = q.link(e);
    if (link.kind != LinkKind::material && link.kind != LinkKind::component && link.kind != LinkKind::packaging)
      continue;
    auto& groups = out[q.edge(e).to];
    std::size_t at = groups.size();
    if (!link.group.empty()) at = named[q.edge(e).to].try_emplace(link.group, at).first->second;
    groups.resize(std::max(groups.size(), at + 1));
    groups[at].push_back(q.edge(e).from);
  }
  return out;
}

// The fixpoint from below: all nodes at once, until nothing moves by more than 1e-14.
std::vector<double> plain_shares(const Atlas& q, const std::vector<double>& p, double delta) {
  const auto groups = plain_groups(q);
  std::vector<double> r(q.node_count(), 0);
  for (double change = 1; change > 1e-14;) {
    std::vector<double> next(r.size(), 1);
    change = 0;
    for (NodeIndex v = 0; v < r.size(); ++v) {
      double sum = 0;
      for (const auto& group : groups[v]) {
        double best = 0;
        for (NodeIndex u : group) best = std::max(best, p[u] * (1 - delta + delta * r[u]));
        sum += best / static_cast<double>(groups[v].size());
      }
      if (!groups[v].empty()) next[v] = sum;
      change = std::max(change, std::abs(next[v] - r[v]));
    }
    r = std::move(next);
  }
  return r;
}

class RandomSupply : public testing::TestWithParam<double> {};

TEST_P(RandomSupply, EqualsAPlainRecomputation) {
  const double delta = GetParam();
  Draws draws(7);
  int cases = 0;
  for (int graph = 0; graph < 60; ++graph) {
    const unsigned nodes = 3 + draws.below(18);
    const Atlas q({random_chain(draws, nodes, std::min(nodes * (1 + draws.below(3)), nodes * (nodes - 1)))});
    std::vector<double> p;
    for (unsigned v = 0; v < nodes; ++v) p.push_back(draws.below(3) / 2.0);
    const auto groups = input_groups(q);
    Supply supply(q, groups, p, delta);
    const auto before = plain_shares(q, p, delta);
    for (NodeIndex v = 0; v < nodes; ++v) ASSERT_NEAR(supply[v], before[v], 1e-9) << "graph " << graph << " node " << v;
    for (NodeIndex v = 0; v < nodes; ++v) {
      std::vector<double> changed = p;
      changed[v] = 1;
      const auto after = plain_shares(q, changed, delta);
      double expected = 0;
      for (NodeIndex u = 0; u < nodes; ++u) {
        if (u != v && p[u] > 0) expected += after[u] - before[u];
      }
      ASSERT_NEAR(supply.unlock(v), expected, 1e-9) << "graph " << graph << " node " << v;
      if (expected > 0) ++cases;
    }
  }
  EXPECT_GT(cases, 100);  // the graphs have something to unlock
}

// 0.99 is the most that a policy may ask.
INSTANTIATE_TEST_SUITE_P(Deltas, RandomSupply, testing::Values(0.0, 0.25, 0.5, 0.9, 0.99),
                         [](const auto& drawn) { return std::to_string(std::lround(drawn.param * 100)); });

}  // namespace
}  // namespace liantu
