// Coverage: the sums of a node, by hand, and that they do not depend on how the table was cut.
#include "liantu/analysis/coverage.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <random>
#include <tuple>
#include <utility>
#include <vector>

namespace liantu::coverage_test {
namespace {

const CoveragePolicy policy;  // weights 1, 0.5, 1, 3, 8; c_min 0.5; c_high 0.8

Match match(NodeIndex node, int confidence, bool code_only = false) {
  return {node, static_cast<Confidence>(confidence), code_only, {}};
}

Firm sized(SizeClass size) {
  Firm out;
  out.size = size;
  return out;
}

NodeCoverage of(const std::vector<std::pair<Firm, int>>& firms, const CoveragePolicy& rules = policy) {
  Coverage coverage(1);
  for (const auto& [firm, confidence] : firms) coverage.add(firm, {match(0, confidence)}, rules);
  return coverage[0];
}

TEST(Coverage, OfOneFirm) {
  const auto sums = of({{Firm{}, 9000}});
  EXPECT_EQ(sums.mass, 900'000);
  EXPECT_EQ(sums.largest, 900'000);
  EXPECT_EQ(sums.neg_log, 2'302'585'093);  // -ln 0.1
  EXPECT_DOUBLE_EQ(sums.mass_value(), 0.9);
  EXPECT_NEAR(sums.strength(), 0.9, 1e-9);
  EXPECT_EQ(sums.others, 1U);
  EXPECT_EQ(sums.above_scale, 0U);
}

TEST(Coverage, OfNoFirmIsZero) {
  const NodeCoverage sums;
  EXPECT_EQ(sums.mass_value(), 0);
  EXPECT_EQ(sums.strength(), 0);
  EXPECT_EQ(sums.largest_share(), 0);
  EXPECT_EQ(sums.total(), 0U);
}

TEST(Coverage, StrengthIsOneLessTheProductOfDoubts) {
  EXPECT_NEAR(of({{Firm{}, 9000}, {Firm{}, 5000}}).strength(), 1 - 0.1 * 0.5, 1e-9);
  EXPECT_NEAR(of({{sized(SizeClass::micro), 9000}}).strength(), 0.45, 1e-9);  // 0.9 · 0.5
}

TEST(Coverage, AFirmsStrengthEndsAtNinetyNinePercent) {
  EXPECT_NEAR(of({{sized(SizeClass::large), 9000}}).strength(), 0.99, 1e-9);  // 0.9 · 8
  EXPECT_NEAR(of({{Firm{}, 10000}}).strength(), 0.99, 1e-9);
  EXPECT_NEAR(of({{Firm{}, 10000}, {Firm{}, 10000}}).strength(), 1 - 0.01 * 0.01, 1e-9);
}

TEST(Coverage, MassIsConfidenceTimesWeightAndIsNotCapped) {
  EXPECT_DOUBLE_EQ(of({{sized(SizeClass::unknown), 10000}}).mass_value(), 1);
  EXPECT_DOUBLE_EQ(of({{sized(SizeClass::micro), 10000}}).mass_value(), 0.5);
  EXPECT_DOUBLE_EQ(of({{sized(SizeClass::small), 10000}}).mass_value(), 1);
  EXPECT_DOUBLE_EQ(of({{sized(SizeClass::medium), 10000}}).mass_value(), 3);
  EXPECT_DOUBLE_EQ(of({{sized(SizeClass::large), 9000}}).mass_value(), 7.2);
}

TEST(Coverage, LargestShareIsOfTheMass) {
  EXPECT_DOUBLE_EQ(of({{sized(SizeClass::medium), 10000}, {Firm{}, 10000}}).largest_share(), 0.75);
  EXPECT_DOUBLE_EQ(of({{Firm{}, 10000}, {sized(SizeClass::medium), 10000}}).largest_share(), 0.75);
}

TEST(Coverage, BandsBeginAtTheirThreshold) {
  for (const auto& [confidence, band] : std::vector<std::pair<int, Band>>{{10000, Band::confident},
                                                                          {8000, Band::confident},
                                                                          {7999, Band::likely},
                                                                          {5000, Band::likely},
                                                                          {4999, Band::possible},
                                                                          {500, Band::possible}}) {
    const auto sums = of({{Firm{}, confidence}});
    for (const Band other : {Band::confident, Band::likely, Band::possible})
      EXPECT_EQ(sums.count(other), other == band ? 1U : 0U) << confidence;
  }
}

TEST(Coverage, WhatSaysNextToNothingIsNotCounted) {
  EXPECT_EQ(of({{Firm{}, 499}}).total(), 0U);
  EXPECT_EQ(of({{Firm{}, 500}}).total(), 1U);
}

TEST(Coverage, LikelyFirmsHaveMassAndHoldNothing) {
  const auto sums = of({{Firm{}, 6000}});
  EXPECT_DOUBLE_EQ(sums.mass_value(), 0.6);
  EXPECT_EQ(sums.others, 0U);
  EXPECT_EQ(sums.likely_firms(), 1U);
}

TEST(Coverage, PossibleFirmsAreCountedOnly) {
  const auto sums = of({{Firm{}, 4999}});
  EXPECT_EQ(sums.mass, 0);
  EXPECT_EQ(sums.neg_log, 0);
  EXPECT_EQ(sums.largest, 0);
  EXPECT_EQ(sums.likely_firms(), 0U);
  EXPECT_EQ(sums.total(), 1U);
}

TEST(Coverage, CountsFirmsBySizeAndBand) {
  const auto sums =
      of({{sized(SizeClass::large), 9000}, {sized(SizeClass::large), 6000}, {sized(SizeClass::micro), 1000}});
  EXPECT_EQ(sums.firms[0][static_cast<std::size_t>(SizeClass::large)], 1U);
  EXPECT_EQ(sums.firms[1][static_cast<std::size_t>(SizeClass::large)], 1U);
  EXPECT_EQ(sums.firms[2][static_cast<std::size_t>(SizeClass::micro)], 1U);
  EXPECT_EQ(sums.sized_firms(), 2U);  // of those that the mass is made of
  EXPECT_EQ(of({{Firm{}, 9000}}).sized_firms(), 0U);
}

TEST(Coverage, CountsAboveScaleFirmsApart) {
  Firm above;
  above.above_scale = true;
  Firm below;
  below.above_scale = false;
  const auto sums = of({{above, 8000}, {above, 7999}, {below, 9000}, {Firm{}, 9000}});
  EXPECT_EQ(sums.above_scale, 1U);
  EXPECT_EQ(sums.others, 2U);
}

TEST(Coverage, CountsDesignatedFirmsOfEveryKind) {
  std::array<Firm, 4> firms{};
  firms[0].anchor = true;
  firms[1].listed = true;
  firms[2].little_giant = true;
  firms[3].high_tech = true;  // no designation
  EXPECT_EQ(of({{firms[0], 8000}}).designated, 1U);
  EXPECT_EQ(of({{firms[1], 8000}}).designated, 1U);
  EXPECT_EQ(of({{firms[2], 8000}}).designated, 1U);
  EXPECT_EQ(of({{firms[3], 8000}}).designated, 0U);
  EXPECT_EQ(of({{firms[0], 7999}}).designated, 0U);
}

TEST(Coverage, FlaggedFirmsHaveMassAndAreCountedApart) {
  Firm firm;
  firm.abnormal = true;
  firm.above_scale = true;
  firm.listed = true;
  const auto sums = of({{firm, 10000}});
  EXPECT_DOUBLE_EQ(sums.mass_value(), 1);
  EXPECT_EQ(sums.flagged, 1U);
  EXPECT_EQ(sums.count(Band::confident), 1U);
  EXPECT_EQ(sums.above_scale, 0U);
  EXPECT_EQ(sums.others, 0U);
  EXPECT_EQ(sums.designated, 0U);
}

TEST(Coverage, CountsFirmsAndNodesByThemselves) {
  Coverage coverage(3);
  coverage.add(Firm{}, {}, policy);
  coverage.add(Firm{}, {match(0, 9000), match(2, 6000, true)}, policy);
  EXPECT_EQ(coverage.firms(), 2U);
  EXPECT_EQ(coverage.size(), 3U);
  EXPECT_EQ(coverage[0].total(), 1U);
  EXPECT_EQ(coverage[1].total(), 0U);
  EXPECT_EQ(coverage[2].code_only, 1U);
  EXPECT_EQ(coverage[0].code_only, 0U);
}

TEST(Coverage, AssumeReplacesTheSumsOfOneNode) {
  Coverage coverage(2);
  coverage.add(Firm{}, {match(0, 9000), match(1, 9000)}, policy);
  coverage.assume(0, NodeCoverage{});
  EXPECT_EQ(coverage[0].total(), 0U);
  EXPECT_EQ(coverage[1].total(), 1U);
}

TEST(Coverage, TheLogarithmIsRightAtEveryStep) {
  CoveragePolicy all;
  all.c_doubt = 0;
  all.c_min = 0;
  all.c_high = 0;
  for (int step = 0; step <= 10000; ++step) {
    const long double left = (10000.0L - std::min(step, 9900)) / 10000.0L;
    const auto expected = std::llround(-std::log(left) * 1e9L);
    ASSERT_LE(std::llabs(of({{Firm{}, step}}, all).neg_log - expected), 1) << step;
  }
  EXPECT_EQ(of({{Firm{}, 0}}, all).neg_log, 0);
  EXPECT_EQ(of({{Firm{}, 5000}}, all).neg_log, 693'147'181);     // ln 2
  EXPECT_EQ(of({{Firm{}, 9900}}, all).neg_log, 4'605'170'186);   // ln 100
  EXPECT_EQ(of({{Firm{}, 10000}}, all).neg_log, 4'605'170'186);  // not more
}

auto fields(const NodeCoverage& n) {
  const auto sure = [](const SureFirms& s) {
    return std::tuple(s.designated, s.above_scale, s.others, s.others_hundredths);
  };
  return std::tuple(n.firms, sure(n), sure(n.verified_sure), n.verified, n.flagged, n.code_only, n.mass, n.largest,
                    n.neg_log, n.assets, n.unsourced_assets);
}

TEST(Coverage, AnySplitInAnyOrderGivesTheSameSums) {
  constexpr std::size_t nodes = 7;
  std::mt19937 random(20240601);
  const auto below = [&random](unsigned n) { return random() % n; };
  std::vector<std::pair<Firm, std::vector<Match>>> table(500);
  for (auto& [firm, matches] : table) {
    firm.size = static_cast<SizeClass>(below(5));
    if (below(2) == 0) firm.above_scale = below(2) == 0;
    firm.listed = below(9) == 0;
    firm.no_staff = below(7) == 0;
    firm.kind = static_cast<FirmKind>(below(4));
    for (NodeIndex v = 0; v < nodes; ++v) {
      if (below(3) == 0) matches.push_back(match(v, static_cast<int>(below(10001)), below(4) == 0));
      if (!matches.empty() && below(5) == 0) matches.back().verified = std::make_shared<Verified>();
    }
  }
  Coverage whole(nodes);
  for (const auto& [firm, matches] : table) whole.add(firm, matches, policy);
  ASSERT_GT(whole[0].mass, 0);
  for (const std::size_t parts : {1U, 2U, 5U, 64U}) {
    std::shuffle(table.begin(), table.end(), random);
    std::vector<Coverage> part(parts, Coverage(nodes));
    for (const auto& [firm, matches] : table) part[below(static_cast<unsigned>(parts))].add(firm, matches, policy);
    Coverage sum(nodes);
    for (const auto& one : part) sum.merge(one);
    EXPECT_EQ(sum.firms(), whole.firms());
    for (NodeIndex v = 0; v < nodes; ++v) EXPECT_EQ(fields(sum[v]), fields(whole[v])) << parts << " parts, node " << v;
  }
}

}  // namespace
}  // namespace liantu::coverage_test
