/// @file
/// 排名稳定性: would other weights have given the same list? Weights are drawn many times from a Dirichlet distribution
/// around the policy's, and it is counted in what share of the draws a target stays among the first; and the same where
/// nothing is known of the weights (Lahdelma & Salminen 2001, SMAA-2: rank acceptabilities).
///
/// @code{.cpp}
/// analysis.stability = liantu::stability(atlas, analysis.targets, policy.rank);
/// @endcode
/// Only the ranked targets are drawn for, and they stay the ranked ones: cautions, vetoes and 资料不足 are taken as the
/// policy's own weights made them, although `known` goes by the weights. A criterion that is not known stands at its
/// middle, as in the score.
///
/// The draws themselves: gamma variates are rounded to whole numbers, criteria to millionths, and what follows is whole
/// numbers alone. A math library that differs in the last bit of a logarithm therefore changes a rounded variate once
/// in some 10^7, by one part in 2^32, and a share only where two targets were as near to each other as that.
#pragma once

#include "liantu/analysis/policy.hpp"
#include "liantu/analysis/random.hpp"
#include "liantu/analysis/sensitivity.hpp"
#include "liantu/analysis/target.hpp"
#include "liantu/chain/atlas.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace liantu {

inline constexpr std::uint32_t weighed_criteria = 11;
/// By Criterion; only their proportions count.
using DrawnWeights = std::array<std::int64_t, weighed_criteria>;

/// Weights of one draw from Dirichlet(shapes), times one factor for all (their sum is not 1: no order goes by it). A
/// shape of 0 gives 0. Each is at most 2^38. `family` tells apart draws for different purposes. O(1).
[[nodiscard]] inline DrawnWeights drawn_weights(const std::array<double, weighed_criteria>& shapes, std::uint64_t seed,
                                                std::uint64_t draw, std::uint32_t family = 0) {
  double sum = 0;
  for (double shape : shapes) sum += shape;
  DrawnWeights out{};
  for (std::uint32_t i = 0; i < weighed_criteria; ++i) {
    if (shapes[i] <= 0) continue;
    RandomStream stream(seed, draw, family * weighed_criteria + i);
    const double share = std::min(gamma_variate(stream, shapes[i]) / sum, 64.0);
    out[i] = std::llround(share * 0x1p32);
  }
  return out;
}

/// Counts the ranks that targets come to over draws of weights. Counts of different draws may be merged in any order.
class RankDraws {
 public:
  /// Of one target. `top` and the ranks `best` and `worst` are of draws around the policy's weights, `uniform` of draws
  /// that know no weights.
  struct Counts {
    std::array<std::uint64_t, 3> top{};  ///< draws among the first 5, 10, 20
    std::array<std::uint64_t, 3> uniform{};
    std::uint32_t best = UINT32_MAX;
    std::uint32_t worst = 0;
  };

  /// `ranked` by rank; they must outlive the object. O(n log n).
  RankDraws(const Atlas& atlas, const std::vector<const Target*>& ranked, const RankPolicy& policy)
      : m_seed(static_cast<std::uint64_t>(policy.stability.seed)),
        m_counts(ranked.size()),
        m_places(ranked.size()),
        m_rows(std::bit_ceil(ranked.size()) - 1) {
    // Rows in the order of keys, by which ties are broken.
    std::iota(m_places.begin(), m_places.end(), std::size_t{0});
    std::sort(m_places.begin(), m_places.end(), [&](std::size_t a, std::size_t b) {
      return atlas.key(ranked[a]->gap.node) < atlas.key(ranked[b]->gap.node);
    });
    for (std::size_t place : m_places) {
      auto& row = m_values.emplace_back();
      for (std::size_t i = 0; i < weighed_criteria; ++i) row[i] = std::llround(middle_value(*ranked[place], i) * 1e6);
    }
    double sum = 0;
    for (double weight : policy.weights) sum += weight;
    for (std::size_t i = 0; i < weighed_criteria; ++i)
      m_shapes[i] = policy.weights[i] / sum * policy.stability.concentration;
    m_flat.fill(1);
  }

  /// Counts draws first .. last - 1. O(draws · n · (criteria + log n)).
  void run(std::uint64_t first, std::uint64_t last) {
    for (std::uint64_t draw = first; draw < last; ++draw) {
      score(drawn_weights(m_shapes, m_seed, draw, 0));
      std::sort(m_scores.begin(), m_scores.end());
      for (std::uint32_t rank = 1; rank <= m_scores.size(); ++rank) {
        Counts& counts = m_counts[place_of(m_scores[rank - 1])];
        counts.best = std::min(counts.best, rank);
        counts.worst = std::max(counts.worst, rank);
      }
      count(&Counts::top);
      score(drawn_weights(m_flat, m_seed, draw, 1));
      const auto head =
          static_cast<std::ptrdiff_t>(std::min(m_scores.size(), static_cast<std::size_t>(stability_tops.back())));
      std::partial_sort(m_scores.begin(), m_scores.begin() + head, m_scores.end());
      count(&Counts::uniform);
    }
    m_draws += last - first;
  }

  /// Adds the counts of other draws of the same targets. O(n).
  void merge(const RankDraws& other) {
    m_draws += other.m_draws;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
      for (std::size_t k = 0; k < stability_tops.size(); ++k) {
        m_counts[i].top[k] += other.m_counts[i].top[k];
        m_counts[i].uniform[k] += other.m_counts[i].uniform[k];
      }
      m_counts[i].best = std::min(m_counts[i].best, other.m_counts[i].best);
      m_counts[i].worst = std::max(m_counts[i].worst, other.m_counts[i].worst);
    }
  }

  [[nodiscard]] const std::vector<Counts>& counts() const { return m_counts; }  ///< by rank
  [[nodiscard]] std::uint64_t draws() const { return m_draws; }

 private:
  // What is lost, and below it the row: sorts as (-score, row) does, in one word. 11 · 2^38 · 10^6 < 2^62, so that no
  // sum overflows; scores that agree in all but their last bits, as many as number the rows, count as equal.
  void score(const DrawnWeights& weights) {
    m_scores.resize(m_values.size());
    for (std::size_t row = 0; row < m_values.size(); ++row) {
      std::int64_t sum = 0;
      for (std::size_t i = 0; i < weighed_criteria; ++i) sum += weights[i] * m_values[row][i];
      m_scores[row] = (((std::uint64_t{1} << 62U) - static_cast<std::uint64_t>(sum)) & ~m_rows) | row;
    }
  }

  [[nodiscard]] std::size_t place_of(std::uint64_t score) const { return m_places[score & m_rows]; }

  void count(std::array<std::uint64_t, 3> Counts::*which) {
    for (std::size_t k = 0; k < stability_tops.size(); ++k) {
      const auto top = std::min(m_scores.size(), static_cast<std::size_t>(stability_tops[k]));
      for (std::size_t i = 0; i < top; ++i) ++(m_counts[place_of(m_scores[i])].*which)[k];
    }
  }

  std::uint64_t m_seed;
  std::uint64_t m_draws = 0;
  std::vector<Counts> m_counts;
  std::vector<std::size_t> m_places;  // by row: index by rank
  std::vector<std::array<std::int64_t, weighed_criteria>> m_values;
  std::array<double, weighed_criteria> m_shapes{};
  std::array<double, weighed_criteria> m_flat{};
  std::uint64_t m_rows;                 // the bits that number the rows
  std::vector<std::uint64_t> m_scores;  // see score()
};

namespace detail {

// The band of a rank among `ranked` targets, and the share of draws in which it is kept.
inline void judge(Stability& out, int rank, std::size_t ranked, const StabilityPolicy& policy) {
  for (std::size_t k = 0; k < stability_tops.size(); ++k) {
    // All are among the first 10 of 8: that parts nobody.
    if (static_cast<std::size_t>(stability_tops[k]) >= ranked) break;
    out.band = stability_tops[k];
    out.beyond = rank > out.band;
    out.kept = out.beyond ? 1 - out.top[k] : out.top[k];
    if (!out.beyond) break;
  }
  if (out.band == 0) return;
  out.word = out.kept >= policy.stable          ? Steadiness::stable
             : out.kept >= policy.fairly_stable ? Steadiness::fairly_stable
                                                : Steadiness::sensitive;
}

}  // namespace detail

/// The stability of the ranked targets among `targets`, by rank. `targets` are those of analyse() by `policy`. The same
/// input gives the same answer, to 1/draws. O(draws · n · (criteria + log n) + criteria · n²) for n ranked.
[[nodiscard]] inline std::vector<Stability> stability(const Atlas& atlas, const std::vector<Target>& targets,
                                                      const RankPolicy& policy) {
  std::vector<const Target*> ranked;
  for (const Target& target : targets) {
    if (target.rank) ranked.push_back(&target);
  }
  RankDraws draws(atlas, ranked, policy);
  draws.run(0, static_cast<std::uint64_t>(policy.stability.draws));
  const auto share = [&](std::uint64_t count) {
    return static_cast<double>(count) / static_cast<double>(draws.draws());
  };
  std::vector<Stability> out;
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    const RankDraws::Counts& counts = draws.counts()[i];
    Stability one;
    one.node = ranked[i]->gap.node;
    for (std::size_t k = 0; k < stability_tops.size(); ++k) {
      one.top[k] = share(counts.top[k]);
      one.uniform[k] = share(counts.uniform[k]);
    }
    one.best = static_cast<int>(counts.best);
    one.worst = static_cast<int>(counts.worst);
    detail::judge(one, *ranked[i]->rank, ranked.size(), policy.stability);
    one.sensitivity = sensitivity(ranked, i);
    out.push_back(one);
  }
  return out;
}

}  // namespace liantu
