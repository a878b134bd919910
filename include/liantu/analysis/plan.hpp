/// @file
/// 招引组合: which targets to go after together, under limits on their number, land, energy and money.
///
/// @code{.cpp}
/// const liantu::Plan plan = liantu::choose(items, limits);
/// for (const std::size_t i : plan.chosen) use(items[i].node);
/// @endcode
#pragma once

#include "liantu/analysis/supply.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace liantu {

/// What a plan is limited by, beside the number of its targets.
enum class Resource { land, energy, money };
template <>
struct EnumWords<Resource> {
  static constexpr std::array<std::string_view, 3> names{"land", "energy", "money"};
  static constexpr std::array<std::string_view, 3> zh{"用地", "用能", "投资"};
};

/// A target that may be chosen. `gain` >= 0; `needs` >= 0, by Resource: land in mu, energy in tonnes of standard coal a
/// year, money in 10,000 yuan; not looked at where there is no limit on it.
struct PlanItem {
  NodeIndex node = 0;
  double gain = 0;
  std::array<double, 3> needs{};
};

/// What a choice may take in all; nothing: no limit.
struct PlanLimits {
  std::optional<std::size_t> number;
  std::array<std::optional<double>, 3> resources{};  ///< by Resource, in the units of PlanItem
};

/// The choice, with what it gains and how much more one could hope for.
struct Plan {
  std::vector<std::size_t> chosen;  ///< items, ascending
  double gain = 0;                  ///< of all of them together
  double greedy = 0;                ///< what choosing the best one after the other reaches: a lower bound
  double relaxed = 0;               ///< what whole and part targets could reach: an upper bound
  double bound = 0;                 ///< the best upper bound found; = gain where proven
  bool proven = false;              ///< no choice within the limits gains more

  /// By how much a better choice could gain more, as a share of `bound`: 0 where proven.
  [[nodiscard]] double gap() const { return proven || bound <= 0 ? 0 : (bound - gain) / bound; }
};

/// Most nodes of the search tree: a limit that a clock does not move.
inline constexpr int plan_search_nodes = 100'000;

/// The items within the limits whose summed gain is largest. Exact by COIN-OR CBC (branch and cut, one thread, no
/// allowed gap) where `search_nodes` suffice, else the best found, with the gap. Gains are compared to 1e-9; of items
/// of one gain and the same needs the first are taken, and none of no gain. The same input gives the same plan. Errors:
/// std::invalid_argument for a gain, need or limit that is negative or no number. Exponential at worst.
[[nodiscard]] Plan choose(const std::vector<PlanItem>& items, const PlanLimits& limits,
                          int search_nodes = plan_search_nodes);

/// The same for what the items gain together, Supply::joint_unlock, by the presences of before; `gain` of the items is
/// not looked at. Items name each node once. Errors: as above, and std::invalid_argument for a node named twice.
/// Exponential at worst.
[[nodiscard]] Plan choose_jointly(const SupplyGraph& graph, const std::vector<double>& presences, double delta,
                                  const std::vector<PlanItem>& items, const PlanLimits& limits,
                                  int search_nodes = plan_search_nodes);

}  // namespace liantu
