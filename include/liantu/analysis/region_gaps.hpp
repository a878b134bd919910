/// @file
/// What a home region lacks: how near it is, what it would open, and where it is strong (集聚地). That a place is
/// strong says nothing of anybody wanting to move: it is never called 转出地. Part of liantu::relatedness.
///
/// @code{.cpp}
/// const liantu::Relatedness related(table.values, table.regions.size(), table.activities.size());
/// for (const auto& gap : liantu::region_gaps(table, related, home, lacking)) use(gap.density, gap.places);
/// @endcode
#pragma once

#include "liantu/analysis/region_coverage.hpp"
#include "liantu/analysis/relatedness.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace liantu {

/// A place is one firm's address, not a cluster, below so many firms.
inline constexpr std::uint64_t gathering_min_firms = 3;

/// 集聚地: a region with a location quotient above 1. At 1 it is like all others, as the only region of a table always
/// is.
struct GatheringPlace {
  std::size_t region = 0;
  double quotient = 0;
  std::uint64_t firms = 0;
};

/// The `top` regions besides `home` in which the activity is strong: quotient above 1, at least gathering_min_firms
/// firms; by quotient, then firms, then name. O(regions log regions).
[[nodiscard]] inline std::vector<GatheringPlace> gathering_places(const RegionTable& table, const Relatedness& related,
                                                                  std::size_t activity, std::optional<std::size_t> home,
                                                                  std::size_t top = 5) {
  std::vector<GatheringPlace> out;
  for (std::size_t r = 0; r < related.regions(); ++r) {
    const std::uint64_t firms = table.firms_at(r, activity);
    const auto quotient = related.quotient(r, activity);
    if (r == home || firms < gathering_min_firms || !quotient || *quotient <= 1) continue;
    out.push_back({r, *quotient, firms});
  }
  std::sort(out.begin(), out.end(), [](const GatheringPlace& a, const GatheringPlace& b) {
    return std::tuple(-a.quotient, b.firms, a.region) < std::tuple(-b.quotient, a.firms, b.region);
  });
  if (out.size() > top) out.resize(top);
  return out;
}

/// An activity that the home region lacks. Density, distance and gain as Relatedness has them.
struct RegionGap {
  std::size_t activity = 0;
  std::optional<double> density;
  std::optional<double> distance;
  std::optional<double> gain;
  std::size_t ubiquity = 0;
  std::vector<GatheringPlace> places;
};

/// The gaps of `activities` (which the caller found lacking) in `home`, nearest first; those of no density last, ties
/// in the order of activities. Density and what follows from it are nothing where regions are too few. O(activities ·
/// regions log regions).
[[nodiscard]] inline std::vector<RegionGap> region_gaps(const RegionTable& table, const Relatedness& related,
                                                        std::size_t home, const std::vector<std::size_t>& activities) {
  std::vector<RegionGap> out;
  for (const std::size_t activity : activities) {
    RegionGap gap;
    gap.activity = activity;
    gap.ubiquity = related.ubiquity(activity);
    gap.places = gathering_places(table, related, activity, home);
    if (related.enough_regions()) {
      gap.density = related.density(home, activity);
      gap.distance = related.distance(home, activity);
      gap.gain = related.gain(home, activity);
    }
    out.push_back(std::move(gap));
  }
  std::stable_sort(out.begin(), out.end(), [](const RegionGap& a, const RegionGap& b) {
    return a.density.value_or(-1) > b.density.value_or(-1);
  });
  return out;
}

/// Question::feasibility of the home region: its density around each node; the table is one by nodes. O(nodes).
[[nodiscard]] inline std::vector<std::optional<double>> feasibility_of(const Relatedness& related, std::size_t home) {
  std::vector<std::optional<double>> out(related.activities());
  for (std::size_t v = 0; v < out.size() && related.enough_regions(); ++v) out[v] = related.density(home, v);
  return out;
}

}  // namespace liantu
