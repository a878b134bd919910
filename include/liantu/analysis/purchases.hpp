/// @file
/// 本地配套率: what firms that say so buy here, of all that they buy. From purchases, where a table gives them; apart
/// from 本地可配套度, which counts nodes.
#pragma once

#include "liantu/analysis/coverage.hpp"
#include "liantu/chain/atlas.hpp"
#include "liantu/firm/firm.hpp"
#include "liantu/firm/match.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace liantu {

/// What firms buy, and what of it here.
struct Bought {
  std::uint64_t firms = 0;  ///< that give both figures
  std::int64_t total = 0;   ///< yuan a year
  std::int64_t local = 0;   ///< of it from firms here

  /// Of fewer firms than this no rate is told: it would be a single firm's.
  static constexpr std::uint64_t fewest = 3;

  /// 0..1; nothing for too few firms, or where nothing is bought.
  [[nodiscard]] std::optional<double> rate() const {
    if (firms < fewest || total <= 0) return std::nullopt;
    return static_cast<double>(local) / static_cast<double>(total);
  }
};

/// 本地配套率 of nodes and chains: sums of what firms report, in whole yuan.
class Purchases {
 public:
  Purchases() = default;
  /// Of the nodes and chains of `atlas`, which need not outlive it.
  explicit Purchases(const Atlas& atlas) : m_nodes(atlas.node_count()), m_chains(atlas.chains().size()) {}

  /// Counts one firm in the nodes that it surely holds, once in each chain. A firm with one of the two figures alone,
  /// or that buys more here than in all, is left out. O(matches).
  void add(const Atlas& atlas, const Firm& firm, const std::vector<Match>& matches, const CoveragePolicy& policy) {
    if (!firm.purchases || !firm.local_purchases || *firm.local_purchases > *firm.purchases) return;
    const std::int64_t total = std::llround(*firm.purchases * 1e4);
    const std::int64_t local = std::llround(*firm.local_purchases * 1e4);
    const auto count = [&](Bought& sum) {
      ++sum.firms;
      sum.total += total;
      sum.local += local;
    };
    std::vector<ChainIndex> seen;
    for (const Match& match : matches) {
      if (match.value() < policy.c_high) continue;
      count(m_nodes[match.node]);
      const ChainIndex chain = atlas.chain_index(match.node);
      if (std::find(seen.begin(), seen.end(), chain) != seen.end()) continue;
      seen.push_back(chain);
      count(m_chains[chain]);
    }
  }

  /// Of the firms that surely hold the node.
  [[nodiscard]] const Bought& of_node(NodeIndex v) const { return m_nodes[v]; }
  /// Of the firms that surely hold a node of the chain, each once.
  [[nodiscard]] const Bought& of_chain(ChainIndex chain) const { return m_chains[chain]; }

 private:
  std::vector<Bought> m_nodes;
  std::vector<Bought> m_chains;
};

}  // namespace liantu
