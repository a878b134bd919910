/// @file
/// 覆盖: how firmly and how much local firms hold each node. Sums of integers, so any number of threads,
/// processes or partitions give the same answer to the last bit (duplicates must be gone before).
///
/// @code{.cpp}
/// liantu::Coverage coverage(atlas.node_count());
/// for (each firm) coverage.add(firm, matches, policy.coverage);
/// coverage.merge(other);
/// @endcode
#pragma once

#include "liantu/analysis/policy.hpp"
#include "liantu/chain/atlas.hpp"
#include "liantu/chain/classification.hpp"
#include "liantu/firm/firm.hpp"
#include "liantu/firm/match.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace liantu {

/// Bands of confidence: c >= c_high, c >= c_min, below.
enum class Band { confident, likely, possible };

/// The weight of a firm by its size and kind, in hundredths. O(1).
template <class FirmT>
[[nodiscard]] std::int64_t weight_hundredths(const FirmT& firm, const CoveragePolicy& policy) {
  const double kind_weight = policy.kind_weights[static_cast<std::size_t>(firm.kind)];
  return std::lround(policy.weights[static_cast<std::size_t>(firm.size)] * kind_weight * 100);
}

/// What makes a state: the firms of sure match that are not flagged.
struct SureFirms {
  std::uint64_t designated = 0;  ///< 链主, listed, 小巨人; counted below too
  std::uint64_t above_scale = 0;
  std::uint64_t others = 0;
  std::uint64_t others_hundredths = 0;  ///< those, each by the weight of its kind

  /// Adds one firm, or takes it away. O(1).
  template <class FirmT>
  void tally(const FirmT& firm, bool is_above_scale, const CoveragePolicy& policy, bool away = false) {
    const auto add = [away](std::uint64_t& sum, std::uint64_t n) { sum = away ? sum - n : sum + n; };
    if (firm.flagged()) return;
    if (firm.designated()) add(designated, 1);
    if (is_above_scale) {
      add(above_scale, 1);
      return;
    }
    add(others, 1);
    add(others_hundredths,
        static_cast<std::uint64_t>(std::lround(policy.kind_weights[static_cast<std::size_t>(firm.kind)] * 100)));
  }

  /// Adds the firms of another part of the same table. O(1).
  void merge(const SureFirms& other) {
    designated += other.designated;
    above_scale += other.above_scale;
    others += other.others;
    others_hundredths += other.others_hundredths;
  }

  /// Takes away firms that were counted before. O(1).
  void take_away(const SureFirms& other) {
    designated -= other.designated;
    above_scale -= other.above_scale;
    others -= other.others;
    others_hundredths -= other.others_hundredths;
  }
};

/// Sums over the firms of one node, fewer than 2^32 of them, and its assets. What most firms add to stands together in
/// two lines of a cache.
struct alignas(64) NodeCoverage : SureFirms {
  std::int64_t mass = 0;                                ///< sum of c·w, in 1e-6
  std::int64_t largest = 0;                             ///< of one firm, in 1e-6
  std::int64_t neg_log = 0;                             ///< sum of -ln(1 - min(c·w, 0.99)), in 1e-9
  std::uint64_t flagged = 0;                            ///< confident: 0 insured staff or 经营异常
  std::array<std::array<std::uint32_t, 5>, 3> firms{};  ///< by band and size class
  std::uint32_t code_only = 0;                          ///< firms that no term of the node speaks for
  std::uint64_t verified = 0;                           ///< firms whose match somebody verified
  SureFirms verified_sure;                              ///< the sure ones among them
  std::uint64_t assets = 0;                             ///< 家底 with a source
  std::uint64_t unsourced_assets = 0;                   ///< and without one

  /// Takes away sums of firms that were counted before; `largest`, which is no sum, stays as it is. O(1).
  void take_away(const NodeCoverage& other) {
    SureFirms::take_away(other);
    verified_sure.take_away(other.verified_sure);
    for (std::size_t band = 0; band < 3; ++band) {
      for (std::size_t size = 0; size < 5; ++size) firms[band][size] -= other.firms[band][size];
    }
    flagged -= other.flagged;
    code_only -= other.code_only;
    verified -= other.verified;
    mass -= other.mass;
    neg_log -= other.neg_log;
  }

  /// Firms of a band, of every size. O(1).
  [[nodiscard]] std::uint64_t count(Band band) const {
    std::uint64_t sum = 0;
    for (auto n : firms[static_cast<std::size_t>(band)]) sum += n;
    return sum;
  }
  /// Firms of all bands, however weak their match. O(1).
  [[nodiscard]] std::uint64_t total() const {
    return count(Band::confident) + count(Band::likely) + count(Band::possible);
  }
  /// Firms that the mass is made of.
  [[nodiscard]] std::uint64_t likely_firms() const { return count(Band::confident) + count(Band::likely); }
  /// Of likely_firms(), those whose size is known. O(1).
  [[nodiscard]] std::uint64_t sized_firms() const {
    std::uint64_t sum = 0;
    for (std::size_t size = 1; size < 5; ++size) sum += firms[0][size] + firms[1][size];
    return sum;
  }
  /// The mass in firms of weight 1 that match for certain, 0 or more.
  [[nodiscard]] double mass_value() const { return static_cast<double>(mass) / 1e6; }
  /// 1 - prod(1 - min(c·w, 0.99)), in 0..1.
  [[nodiscard]] double strength() const { return -std::expm1(-static_cast<double>(neg_log) / 1e9); }
  /// Share of the mass that the largest firm has, in 0..1.
  [[nodiscard]] double largest_share() const {
    return mass == 0 ? 0 : static_cast<double>(largest) / static_cast<double>(mass);
  }
};

namespace detail {

// -ln(1 - x) in 1e-9 for x = 0, 1/10000 .. 0.99; one table for everybody, so that sums agree.
[[nodiscard]] inline std::int64_t neg_log(std::int64_t ten_thousandths) {
  static const std::vector<std::int64_t> table = [] {
    std::vector<std::int64_t> out(9901);
    for (std::size_t i = 0; i < out.size(); ++i)
      out[i] = std::llround(-std::log1p(-static_cast<double>(i) / 1e4) * 1e9);
    return out;
  }();
  return table[static_cast<std::size_t>(std::clamp<std::int64_t>(ten_thousandths, 0, 9900))];
}

}  // namespace detail

/// What each node has of a table. Sums are integers, so that parts merge to the same bytes in any order.
class Coverage {
 public:
  Coverage() = default;
  /// Of `nodes` nodes, each without a firm.
  explicit Coverage(std::size_t nodes) : m_nodes(nodes) {}

  /// Counts one firm. Matches name each node at most once. O(matches).
  void add(const Firm& firm, const std::vector<Match>& matches, const CoveragePolicy& policy) {
    ++m_firms;
    for (const Match& match : matches) prepare(m_nodes[match.node]);
    const std::int64_t weight = weight_hundredths(firm, policy);
    for (const Match& match : matches) count(m_nodes[match.node], firm, weight, match, policy);
  }

  /// Takes away one firm that was added with these matches. The largest of those that stay cannot be told from sums: it
  /// is what `largest(node, mass of the firm)` says. All else is as if the firm had never been added. O(matches).
  template <class Largest>
  void remove(const Firm& firm, const std::vector<Match>& matches, const CoveragePolicy& policy, Largest largest) {
    --m_firms;
    const std::int64_t weight = weight_hundredths(firm, policy);
    for (const Match& match : matches) {
      NodeCoverage one;
      count(one, firm, weight, match, policy);
      m_nodes[match.node].take_away(one);
      if (one.mass > 0) m_nodes[match.node].largest = largest(match.node, one.mass);
    }
  }

  /// Counts one asset of a node. O(1).
  void add_asset(NodeIndex v, bool sourced) { ++(sourced ? m_nodes[v].assets : m_nodes[v].unsourced_assets); }

  /// Adds the sums of another part of the same table. O(nodes).
  void merge(const Coverage& other) {
    m_firms += other.m_firms;
    for (std::size_t v = 0; v < m_nodes.size(); ++v) {
      NodeCoverage& to = m_nodes[v];
      const NodeCoverage& from = other.m_nodes[v];
      for (std::size_t band = 0; band < 3; ++band) {
        for (std::size_t size = 0; size < 5; ++size) to.firms[band][size] += from.firms[band][size];
      }
      to.SureFirms::merge(from);
      to.verified_sure.merge(from.verified_sure);
      to.verified += from.verified;
      to.assets += from.assets;
      to.unsourced_assets += from.unsourced_assets;
      to.flagged += from.flagged;
      to.code_only += from.code_only;
      to.mass += from.mass;
      to.largest = std::max(to.largest, from.largest);
      to.neg_log += from.neg_log;
    }
  }

  /// For asking what if: the node's sums are replaced.
  void assume(NodeIndex v, const NodeCoverage& sums) { m_nodes[v] = sums; }

  [[nodiscard]] const NodeCoverage& operator[](NodeIndex v) const { return m_nodes[v]; }
  [[nodiscard]] std::size_t size() const { return m_nodes.size(); }
  [[nodiscard]] std::uint64_t firms() const { return m_firms; }

 private:
  // Fetches what count() looks at: of many nodes, few are in any cache.
  static void prepare(const NodeCoverage& node) {
    __builtin_prefetch(&node);
    __builtin_prefetch(&node.firms);
  }

  // Counts one firm of this weight in the node of a match.
  static void count(NodeCoverage& node, const Firm& firm, std::int64_t weight, const Match& match,
                    const CoveragePolicy& policy) {
    const double c = match.value();
    if (c < policy.c_doubt) return;
    const bool above_scale = firm.above_scale.value_or(false);
    const Band band = c >= policy.c_high ? Band::confident : c >= policy.c_min ? Band::likely : Band::possible;
    ++node.firms[static_cast<std::size_t>(band)][static_cast<std::size_t>(firm.size)];
    if (match.code_only) ++node.code_only;
    if (match.verified) ++node.verified;
    if (band == Band::possible) return;
    const std::int64_t mass = match.confidence * weight;
    node.mass += mass;
    node.largest = std::max(node.largest, mass);
    node.neg_log += detail::neg_log(mass / 100);
    if (band != Band::confident) return;
    if (firm.flagged()) ++node.flagged;
    node.tally(firm, above_scale, policy);
    if (match.verified) node.verified_sure.tally(firm, above_scale, policy);
  }

  std::vector<NodeCoverage> m_nodes;
  std::uint64_t m_firms = 0;
};

/// What the table can show: the GB sections that it holds or is said to cover.
struct Observed {
  std::set<char> sections;
  bool above_scale_only = false;  ///< 规上: small firms are not in the table
  bool stated = false;            ///< by `--scope` or the county file, else by the firms read
  std::set<Holder> holders;       ///< kinds, other than firms, of which a table of assets lists some

  /// True where a firm of the node would be in the table. A node with no class is judged by its role. O(1).
  [[nodiscard]] bool covers(const Node& node, const Classification& classification) const {
    if (node.holder != Holder::firm) return holders.contains(node.holder);
    for (const auto& code : node.industry) {
      if (sections.contains(classification.section_of(code))) return true;
    }
    if (!node.industry.empty()) return false;
    static constexpr std::array<char, 6> section_of_role{'C', 'A', 'B', 'F', 'M', 'G'};
    return sections.contains(section_of_role[static_cast<std::size_t>(node.role)]);
  }
};

namespace detail {

// The state that sure firms make, `any` of them flagged or not; nothing where there are none.
[[nodiscard]] inline std::optional<State> state_by(const SureFirms& sums, bool any, const CoveragePolicy& policy) {
  const auto at_least = [](std::uint64_t count, int wanted) { return count >= static_cast<std::uint64_t>(wanted); };
  // Where no size is known nothing is strong, unless somebody has designated the firm.
  if (sums.designated > 0 || at_least(sums.above_scale, policy.strong_above_scale)) return State::strong;
  if (at_least(sums.above_scale, policy.present_above_scale) ||
      at_least(sums.others_hundredths, 100 * policy.present_others))
    return State::present;
  if (any) return State::weak;
  return std::nullopt;
}

}  // namespace detail

/// The state that the firms alone make, without the node's assets. `observed`: the table would show such firms, so that
/// none means missing. O(1).
[[nodiscard]] inline State state_by_firms(const NodeCoverage& sums, bool observed, const CoveragePolicy& policy) {
  if (const auto state = detail::state_by(sums, sums.count(Band::confident) > 0, policy)) return *state;
  if (sums.total() > 0) return State::suspected;
  return observed ? State::missing : State::unobserved;
}

/// The state of a node: an asset with a source makes it present at least, one without only suspected. `observed` as
/// above. O(1).
[[nodiscard]] inline State state_of(const NodeCoverage& sums, bool observed, const CoveragePolicy& policy) {
  const State state = state_by_firms(sums, observed, policy);
  if (sums.assets > 0) return std::max(state, State::present);
  return sums.unsourced_assets > 0 ? std::max(state, State::suspected) : state;
}

/// True where the node's state is owed to its assets: 非企业.
[[nodiscard]] inline bool held_by_asset(const NodeCoverage& sums, const CoveragePolicy& policy) {
  return state_of(sums, false, policy) != state_by_firms(sums, false, policy);
}

/// True where the verified firms alone would make the node's state.
[[nodiscard]] inline bool rests_on_verified(const NodeCoverage& sums, const CoveragePolicy& policy) {
  const auto state = detail::state_by(sums.verified_sure, sums.verified > 0, policy);
  return state && *state == state_of(sums, false, policy);
}

/// States of all nodes. O(nodes log codes).
[[nodiscard]] inline std::vector<State> states_of(const Atlas& atlas, const Coverage& coverage,
                                                  const Observed& observed, const Classification& classification,
                                                  const CoveragePolicy& policy) {
  std::vector<State> states;
  for (NodeIndex v = 0; v < atlas.node_count(); ++v) {
    states.push_back(state_of(coverage[v], observed.covers(atlas.node(v), classification), policy));
  }
  return states;
}

}  // namespace liantu
