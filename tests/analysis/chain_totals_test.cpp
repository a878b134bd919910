// Sums of output, tax and staff: what is added, and what is kept back.
#include "liantu/analysis/chain_totals.hpp"

#include "analysis/analysis_fixture.hpp"

#include <gtest/gtest.h>

#include <random>

namespace liantu::chain_totals_test {
namespace {

// Three chains of two nodes each; a firm by the nodes that it holds.
struct Totals {
  Atlas atlas = [] {
    std::vector<Chain> chains;
    for (const char* id : {"a", "b", "c"}) chains.push_back(test::chain(id, "x y", "x=>y"));
    return Atlas(std::move(chains));
  }();
  CoveragePolicy policy;
  ChainTotals totals;

  void firm(double output, const std::vector<std::string>& nodes, Confidence confidence = 9000) {
    Firm firm;
    firm.output = output;
    firm.tax = output / 10;
    firm.insured_staff = 7;
    std::vector<Match> matches;
    for (const std::string& key : nodes) matches.push_back(Match{*atlas.find(key), confidence, false, {}});
    totals.add(atlas, firm, matches, policy);
  }
  [[nodiscard]] ToldTotals told(std::vector<ChainIndex> asked = {0, 1, 2}, TotalKind kind = TotalKind::output) const {
    return totals.told(kind, asked);
  }
};

TEST(ChainTotals, AFirmCountsOnceInEachSum) {
  Totals t;
  for (int i = 0; i < 4; ++i) t.firm(100, {"a:x", "a:y"});
  for (int i = 0; i < 3; ++i) t.firm(10, {"a:x", "b:y"});
  for (int i = 0; i < 3; ++i) t.firm(1.5, {"b:x"});
  for (int i = 0; i < 3; ++i) t.firm(1000, {});
  t.firm(5000, {"c:x"}, 7000);  // not sure: of the table alone
  const ToldTotals told = t.told();
  EXPECT_EQ(told.chains[0].value, 430);
  EXPECT_EQ(told.chains[0].firms, 7U);
  EXPECT_EQ(told.chains[1].value, 34.5);
  EXPECT_EQ(told.chains[2].value, std::nullopt);
  EXPECT_EQ(told.chains[2].firms, 0U);
  EXPECT_EQ(told.all.value, 434.5);
  EXPECT_EQ(told.table, 8434.5);
  EXPECT_EQ(t.told({0, 1, 2}, TotalKind::tax).chains[0].value, 43);
  EXPECT_EQ(t.told({0, 1, 2}, TotalKind::staff).all.value, 70);
  EXPECT_EQ(t.told({1}).all.value, 34.5);
}

TEST(ChainTotals, FewerThanThreeAreNotTold) {
  Totals t;
  for (int i = 0; i < 2; ++i) t.firm(100, {"a:x"});
  EXPECT_EQ(t.told().chains[0].value, std::nullopt);
  EXPECT_EQ(t.told().chains[0].firms, 2U);
  EXPECT_EQ(t.told().all.value, std::nullopt);
  t.firm(100, {"a:y"});
  EXPECT_EQ(t.told().chains[0].value, 300);
}

TEST(ChainTotals, WhatATotalWouldGiveAwayIsKeptBack) {
  Totals t;
  for (int i = 0; i < 3; ++i) t.firm(100, {"a:x"});
  for (int i = 0; i < 2; ++i) t.firm(7, {"b:x"});
  for (int i = 0; i < 3; ++i) t.firm(9, {});
  EXPECT_EQ(t.told().chains[0].value, 300);
  EXPECT_EQ(t.told().chains[1].value, std::nullopt);
  EXPECT_EQ(t.told().all.value, std::nullopt);  // less 300 it would be of two firms
  EXPECT_EQ(t.told().table, 341);               // less 300 it is of five
  Totals other;
  for (int i = 0; i < 3; ++i) other.firm(100, {"a:x"});
  other.firm(9, {});
  EXPECT_EQ(other.told().all.value, 300);
  EXPECT_EQ(other.told().table, std::nullopt);
}

TEST(ChainTotals, OfTwoChainsOneWithinTheOther) {
  Totals t;
  for (int i = 0; i < 4; ++i) t.firm(100, {"a:x", "b:x"});
  t.firm(7, {"a:y"});
  EXPECT_EQ(t.told().chains[0].value, 407);
  EXPECT_EQ(t.told().chains[1].value, std::nullopt);  // 407 less it would be of one firm
}

TEST(ChainTotals, NoToldSumLessAnotherWithinItLeavesFewerThanThree) {
  std::mt19937 random(7);
  const std::vector<std::string> chains{"a", "b", "c"};
  std::size_t told_sums = 0;
  for (int round = 0; round < 3000; ++round) {
    Totals t;
    std::array<std::uint64_t, 8> firms{};  // by the chains that they are in
    for (std::size_t in = 0; in < firms.size(); ++in) {
      firms[in] = random() % 3 == 0 ? random() % 5 : 0;
      std::vector<std::string> nodes;
      for (std::size_t c = 0; c < 3; ++c) {
        if ((in >> c & 1U) != 0) nodes.push_back(chains[c] + ":x");
      }
      for (std::uint64_t i = 0; i < firms[in]; ++i) t.firm(1, nodes);
    }
    const ToldTotals told = t.told();
    const std::array<std::optional<double>, 5> sums{told.chains[0].value, told.chains[1].value, told.chains[2].value,
                                                    told.all.value, told.table};
    const auto holds = [](std::size_t sum, std::size_t in) {
      return sum == 4 || (sum == 3 ? in != 0 : (in >> sum & 1U) != 0);
    };
    for (std::size_t a = 0; a < sums.size(); ++a) {
      if (!sums[a]) continue;
      ++told_sums;
      EXPECT_GE(*sums[a], 3);
      for (std::size_t b = 0; b < sums.size(); ++b) {
        if (!sums[b] || a == b) continue;
        std::uint64_t left = 0;
        std::uint64_t beyond = 0;
        for (std::size_t in = 0; in < firms.size(); ++in) {
          if (holds(a, in) && !holds(b, in)) left += firms[in];
          if (!holds(a, in) && holds(b, in)) beyond += firms[in];
        }
        EXPECT_FALSE(beyond == 0 && left > 0 && left < 3) << round;
      }
    }
  }
  EXPECT_GT(told_sums, 3000U);
}

}  // namespace
}  // namespace liantu::chain_totals_test
