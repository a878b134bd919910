/// @file
/// 周边可配套: what firms around the county hold, counted as the county's own are and apart from them.
#pragma once

#include "liantu/analysis/coverage.hpp"
#include "liantu/analysis/policy.hpp"
#include "liantu/chain/atlas.hpp"
#include "liantu/firm/firm.hpp"
#include "liantu/firm/match.hpp"
#include "liantu/firm/roll.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace liantu {

/// What the regions around the county have: 周边可配套.
class Nearby {
 public:
  Nearby() = default;
  /// `regions`: as the caller named them; `firms_of_node`: most firms kept of one node.
  Nearby(const Atlas& atlas, std::vector<std::string> regions, const CoveragePolicy& policy,
         std::size_t firms_of_node = 20)
      : m_regions(std::move(regions)),
        m_coverage(atlas.node_count()),
        m_roll(atlas.node_count(), policy.c_high, firms_of_node, 0) {}

  /// No region around the county was asked about.
  [[nodiscard]] bool empty() const { return m_regions.empty(); }
  [[nodiscard]] const std::vector<std::string>& regions() const { return m_regions; }
  [[nodiscard]] std::uint64_t firms() const { return m_firms; }
  [[nodiscard]] const Coverage& coverage() const { return m_coverage; }

  /// Takes in one firm from around, not one of the county. O(matches).
  void add(const Firm& firm, const std::vector<Match>& matches, const CoveragePolicy& policy) {
    ++m_firms;
    m_coverage.add(firm, matches, policy);
    m_roll.add(firm, matches, policy.c_high);
  }

  /// Call once, after the last add. O(nodes).
  void finish(const CoveragePolicy& policy) {
    m_roll.finish();
    for (NodeIndex v = 0; v < m_coverage.size(); ++v) m_states.push_back(state_of(m_coverage[v], true, policy));
  }

  /// `missing` where nothing is known of it.
  [[nodiscard]] State state(NodeIndex v) const { return v < m_states.size() ? m_states[v] : State::missing; }
  /// Firms around that surely hold the node.
  [[nodiscard]] std::uint64_t count(NodeIndex v) const { return empty() ? 0 : m_coverage[v].count(Band::confident); }
  /// The best of them.
  [[nodiscard]] const std::vector<Holding>& firms_of(NodeIndex v) const {
    static const std::vector<Holding> none;
    return empty() ? none : m_roll.firms_of(v);
  }

 private:
  std::vector<std::string> m_regions;
  std::uint64_t m_firms = 0;
  Coverage m_coverage;
  Roll m_roll;
  std::vector<State> m_states;
};

}  // namespace liantu
