// Small random chains, and their inputs read straight from the links, for tests that compare with plain recomputation.
#pragma once

#include "liantu/chain/atlas.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace liantu::test {

// Draws by remainder, so that every standard library draws the same.
class Draws {
 public:
  explicit Draws(unsigned seed) : m_random(seed) {}
  unsigned below(unsigned n) { return static_cast<unsigned>(m_random() % n); }

 private:
  std::mt19937 m_random;
};

// Links of all kinds between different nodes, some essential, some in groups, some with a share.
inline Chain random_chain(Draws& draws, unsigned nodes, unsigned links) {
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
    if (draws.below(2) == 0) link.group = draws.below(2) == 0 ? "g" : "h";
    link.essential = draws.below(2) == 0;
    if (draws.below(4) == 0) link.share = draws.below(5) / 10.0;
    out.links.push_back(link);
  }
  return out;
}

// One group of inputs: any of `suppliers` will do.
struct PlainGroup {
  std::vector<NodeIndex> suppliers;
  double weight = 0;
  bool essential = false;
};
using PlainGroups = std::vector<std::vector<PlainGroup>>;  // by node

// Of DESIGN §4: the share where known (the largest of a group), the rest spread equally, a twentieth each at least, sum
// 1; shares that are all 0 say nothing.
inline PlainGroups plain_groups(const Atlas& q) {
  PlainGroups out(q.node_count());
  for (NodeIndex v = 0; v < q.node_count(); ++v) {
    std::map<std::string, std::size_t> named;
    std::vector<double> shares;
    for (LinkIndex e = 0; e < q.link_count(); ++e) {
      const Link& link = q.link(e);
      const bool input =
          link.kind == LinkKind::material || link.kind == LinkKind::component || link.kind == LinkKind::packaging;
      if (q.edge(e).to != v || !input) continue;
      std::size_t at = out[v].size();
      if (!link.group.empty()) at = named.try_emplace(link.group, at).first->second;
      if (at == out[v].size()) {
        out[v].emplace_back();
        shares.push_back(-1);
      }
      out[v][at].suppliers.push_back(q.edge(e).from);
      if (link.essential) out[v][at].essential = true;
      if (link.share) shares[at] = std::max(shares[at], *link.share);
    }
    double known = 0;
    double open = 0;
    for (const double share : shares) {
      if (share < 0) open += 1;
      if (share > 0) known += share;
    }
    const double each = open > 0 ? std::max((1 - known) / open, 0.05) : 0;
    const double all = known + each * open;
    for (std::size_t i = 0; i < shares.size(); ++i) {
      const double own = shares[i] < 0 ? each : shares[i];
      out[v][i].weight = all > 0 ? own / all : 1.0 / static_cast<double>(shares.size());
    }
  }
  return out;
}

}  // namespace liantu::test
