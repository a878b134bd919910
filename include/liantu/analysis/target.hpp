/// @file
/// 目标: what was asked, what the analysis gives, and one target with all that says why it stands where it does.
#pragma once

#include "liantu/analysis/county.hpp"
#include "liantu/analysis/gaps.hpp"
#include "liantu/analysis/leak.hpp"
#include "liantu/analysis/node_supply.hpp"
#include "liantu/analysis/policy.hpp"
#include "liantu/chain/atlas.hpp"
#include "liantu/text.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace liantu {

/// One criterion of one target, on 0..1. `value` is the middle of [low, high] and is nothing where the criterion is not
/// known at all; `raw` is x of x/(x+x0) at `low`, `raw_high` at `high`.
struct CriterionValue {
  std::optional<double> value;
  double low = 0;
  double high = 1;
  double raw = 0;
  double raw_high = 0;
  double weight = 0;  ///< weights of all criteria sum to 1

  /// The part of the weight that is known: all of it where low = high.
  [[nodiscard]] double known() const { return weight * (1 - (high - low)); }
  /// True where something is known, and some of it is not.
  [[nodiscard]] bool partly_known() const { return value && high > low; }
};

/// Why a target is out (veto) or apart (caution).
struct Objection {
  std::string id;
  Text reason;
  NodeIndex node = 0;            ///< whose attribute it is: an entry node, where the target is a chain to be built
  std::optional<Basis> basis{};  ///< of the chain's statement; nothing where the county file says it
};

/// 目标: a gap with its place in the order.
struct Target {
  Gap gap;
  std::array<CriterionValue, 11> criteria;
  double low = 0;           ///< criteria at their low ends: 0 where not known
  double score = 0;         ///< at their middles: 1/2 where not known
  double high = 0;          ///< at their high ends: 1 where not known
  double known = 0;         ///< weight of the known criteria, 0..1
  std::optional<int> rank;  ///< 1-based among the ranked; nothing for verify, watch, vetoed, cautioned, 资料不足
  std::optional<int> caution_rank;  ///< 1-based among 慎入
  bool insufficient = false;        ///< 资料不足: known < policy
  std::optional<Objection> veto;
  std::vector<Objection> cautions;
  Text reason;
};

/// Chains with a node within `horizon` supply links of `v`, either way; its own among them. O(nodes + links reached).
[[nodiscard]] inline std::set<ChainIndex> chains_in_reach(const Atlas& atlas, const SupplyGraph& groups, NodeIndex v,
                                                          int horizon) {
  std::set<ChainIndex> out;
  for (const Towards towards : {Towards::customers, Towards::suppliers}) {
    const auto distance = nearest(groups, {&v, 1}, towards, static_cast<std::uint32_t>(horizon));
    for (NodeIndex u = 0; u < atlas.node_count(); ++u) {
      if (distance[u] != not_reached) out.insert(atlas.chain_index(u));
    }
  }
  return out;
}

/// What depends on the atlas alone, computed once. O(nodes · (nodes + links)).
struct Structure {
  SupplyGraph groups;
  Components parts;
  std::vector<int> other_chains;  ///< chains besides its own within the horizon, by node

  /// `horizon` in supply links. The atlas need not outlive it.
  Structure(const Atlas& atlas, int horizon) : groups(supply_graph(atlas)), parts(components(groups)) {
    for (NodeIndex v = 0; v < atlas.node_count(); ++v) {
      other_chains.push_back(static_cast<int>(chains_in_reach(atlas, groups, v, horizon).size()) - 1);
    }
  }
};

/// What was asked for.
struct Question {
  std::set<ChainIndex> chains;     ///< whose nodes may be targets
  const County* county = nullptr;  ///< may be absent
  std::string date;                ///< "2026-09-30", "2026-09" or "2026"; empty: nothing is judged stale
  /// 关联密度 of each node in the region asked about, 0..1 (Relatedness::density); nothing where it cannot be told.
  /// Empty: no table of regions was given. By node of the atlas.
  std::vector<std::optional<double>> feasibility{};
  /// Firms from outside that make what a node lacks, by node of the atlas. Empty: no table of candidates was given.
  std::vector<std::uint64_t> candidates{};
};

/// 稳定性, in a word: by the share of draws of weights in which a target keeps its band.
enum class Steadiness { stable, fairly_stable, sensitive };
template <>
struct EnumWords<Steadiness> {
  static constexpr std::array<std::string_view, 3> names{"stable", "fairly-stable", "sensitive"};
  static constexpr std::array<std::string_view, 3> zh{"稳", "较稳", "敏感"};
};

/// What would have to change, one thing at a time, for a ranked target to leave its place. Every figure is a bound: the
/// target moves where the change is larger, by however little. Nothing stands where no change of the kind does it.
struct Sensitivity {
  /// A change of one criterion.
  struct Step {
    Criterion criterion{};
    double change = 0;  ///< of the criterion's value, which stays within 0..1
  };
  /// A change of one weight.
  struct Reweighing {
    Criterion criterion{};
    double from = 0;  ///< its weight, of all weights; the others keep their proportions and make room
    double to = 0;
  };
  std::array<std::optional<double>, 11> up;      ///< rise of each criterion that passes the next better target
  std::array<std::optional<double>, 11> down;    ///< fall (below 0) that lets the next worse one pass
  std::array<std::optional<double>, 11> weight;  ///< new weight of each criterion at which some other target passes it,
                                                 ///< or it another
  std::optional<Step> first_up;                  ///< the smallest of each
  std::optional<Step> first_down;
  std::optional<Reweighing> first_weight;
};

inline constexpr std::array<int, 3> stability_tops{5, 10, 20};

/// How far the rank of one target rests on the weights.
struct Stability {
  NodeIndex node = 0;
  std::array<double, 3> top{};  ///< share of draws around the policy's weights in which it is in the first 5, 10, 20
  std::array<double, 3> uniform{};  ///< the same where nothing is known of the weights
  int best = 0;                     ///< rank met in the draws around the policy's weights
  int worst = 0;
  /// The band it stands in: the first 5, 10 or 20, or those below (`beyond`) the last of these that parts the ranked.
  /// 0 where five or fewer are ranked, and there is no band to lose.
  int band = 0;
  bool beyond = false;
  double kept = 0;                 ///< share of draws in which it keeps the band
  std::optional<Steadiness> word;  ///< nothing without a band
  Sensitivity sensitivity;
};

/// The outcome of the analysis of one coverage.
struct Analysis {
  std::vector<State> states;
  std::vector<NodeSupply> supply;    ///< by node
  std::vector<Leak> leaks;           ///< of all nodes of the atlas
  std::vector<Target> targets;       ///< ranked first, then cautioned, 资料不足, verify, watch, vetoed
  std::vector<Stability> stability;  ///< of the ranked, by rank; empty unless asked for (stability.hpp)

  /// Null where the target is not ranked, or stability was not asked for. O(1).
  [[nodiscard]] const Stability* stability_of(const Target& target) const {
    const auto place = static_cast<std::size_t>(target.rank.value_or(0));
    return place == 0 || place > stability.size() ? nullptr : &stability[place - 1];
  }
};

}  // namespace liantu
