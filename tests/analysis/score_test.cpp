// The score of a target: each criterion alone, and unknown ones as intervals, by hand.
#include "analysis/analysis_fixture.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace liantu::score_test {
namespace {

using test::chain;
using test::World;

// Known entirely: low, score and high agree.
void expect_exact(const Target& target, double score) {
  EXPECT_NEAR(target.score, score, 1e-6);
  EXPECT_EQ(target.low, target.score);
  EXPECT_EQ(target.high, target.score);
  EXPECT_EQ(target.known, 1);
  EXPECT_FALSE(target.insufficient);
}

void expect_unknown(const Target& target) {
  EXPECT_EQ(target.low, 0);
  EXPECT_EQ(target.score, 0.5);
  EXPECT_EQ(target.high, 1);
  EXPECT_EQ(target.known, 0);
  EXPECT_TRUE(target.insufficient);
  EXPECT_FALSE(target.rank);
}

// a is missing between x and y.
World between() { return World("x a y", "x>a a>y"); }

TEST(Score, DemandPullIsTheMassOfHeldCustomers) {
  World w = between();
  w.only(Criterion::demand_pull).firms("x", 1).firms("y", 3);
  expect_exact(w.target("a"), 0.75);  // 3 / (3 + 1)
  w.firms("y", 6);
  expect_exact(w.target("a"), 0.9);  // 9 / (9 + 1)
}

TEST(Score, DemandPullRunsOverSupplyLinks) {
  World w("x a y z", "x>a a>y a>z/service");
  w.only(Criterion::demand_pull).firms("x", 1).firms("y", 3).firms("z", 50);
  expect_exact(w.target("a"), 0.75);
}

TEST(Score, DemandPullCountsTheShareOfInputsThatTheNodeWouldBe) {
  World half("x a b y", "x>a a>y b>y");
  half.only(Criterion::demand_pull).firms("x", 1).firms("y", 3);
  expect_exact(half.target("a"), 0.6);  // 1.5 / (1.5 + 1)
  World known("x a b y", "x>a a>y*0.2 b>y");
  known.only(Criterion::demand_pull).firms("x", 1).firms("y", 5);
  expect_exact(known.target("a"), 0.5);  // 5 · 0.2
}

TEST(Score, DemandPullCountsTwoLinksToACustomerForBothTheirShares) {
  World w("x a b y", "x>a a>y*0.5 a>y/packaging*0.1 b>y");
  w.only(Criterion::demand_pull).firms("x", 1).firms("y", 5);
  expect_exact(w.target("a"), 0.75);  // 5 · 0.6
}

TEST(Score, DemandPullIsLessWhatAlternativesGive) {
  const auto demand = [](int alternatives) {
    World w("x a b y", "x>a a>y@g b>y@g");
    w.only(Criterion::demand_pull).firms("x", 1).firms("y", 3).firms("b", alternatives);
    return w.target("a").score;
  };
  EXPECT_DOUBLE_EQ(demand(0), 0.75);  // all of 3
  EXPECT_DOUBLE_EQ(demand(1), 0.6);   // b is weak: half of it
  EXPECT_DOUBLE_EQ(demand(3), 0);     // b is present: none
}

TEST(Score, DemandPullOfDoubtfulCustomersIsNone) {
  World w = between();
  w.only(Criterion::demand_pull).above("x", 1).doubtful("y", 9);
  expect_exact(w.target("a"), 0);
}

TEST(Score, DemandPullIsUnknownWhereNobodySawTheCustomers) {
  World w = between();
  w.only(Criterion::demand_pull).above("x", 1).unobserved("y");
  expect_unknown(w.target("a"));
}

TEST(Score, DemandPullIsUnknownWhereFinalUsersBuy) {
  Chain q = chain("q", "x a y", "x>a a>y");
  q.nodes[1].terminal = true;
  World w(std::move(q));
  w.only(Criterion::demand_pull).firms("x", 1).firms("y", 3);
  expect_unknown(w.target("a"));
}

TEST(Score, SupplyPushIsTheMassOfHeldSuppliers) {
  World w = between();
  w.only(Criterion::supply_push).firms("x", 9).firms("y", 1);
  expect_exact(w.target("a"), 0.9);
}

TEST(Score, SupplyPushLeavesOutPackaging) {
  World w("x a y", "x>a/packaging a>y");
  w.only(Criterion::supply_push).firms("x", 9).firms("y", 1);
  expect_exact(w.target("a"), 0);
}

TEST(Score, SupplyPushIsUnknownWhereNobodySawTheSuppliers) {
  World w = between();
  w.only(Criterion::supply_push).unobserved("x").above("y", 1);
  expect_unknown(w.target("a"));
}

TEST(Score, LeakClosedIsWhatSuppliersLose) {
  World w("x a b y", "x>a x>b a>y");
  w.only(Criterion::leak_closed).firms("x", 4).firms("b", 1).firms("y", 1);
  // x leaks 1 - 1/4 of 4: 3 / (3 + 1).
  expect_exact(w.target("a"), 0.75);
}

TEST(Score, UnlockIsWhatHeldNodesGain) {
  World w("m s p g", "m>s s>p p>g");
  w.only(Criterion::unlock).firms("s", 3).firms("p", 3).firms("g", 3);
  // 1 + 1/2 + 1/4 = 7/4; 7/4 / (7/4 + 1) = 7/11.
  expect_exact(w.target("m"), 7.0 / 11);
}

TEST(Score, UnlockIsARangeWhereNobodySawTheNodesOwnInputs) {
  World w("n a t", "n>a a>t");
  w.only(Criterion::unlock).above("t", 1).unobserved("n");
  // Without n, a counts 1 - delta: t gains 1/2, which reads 1/3. With n: t gains 1, which reads 1/2.
  const Target target = w.target("a");
  EXPECT_NEAR(target.low, 1.0 / 3, 1e-6);
  EXPECT_NEAR(target.score, 5.0 / 12, 1e-6);
  EXPECT_NEAR(target.high, 0.5, 1e-6);
  EXPECT_NEAR(target.known, 5.0 / 6, 1e-6);
}

TEST(Score, UnlockIsARangeWhereNobodySawAnAlternative) {
  World w("a b t", "a>t@g b>t@g");
  w.only(Criterion::unlock).above("t", 1).unobserved("b");
  // With b, a adds nothing; without, t gains 1, which reads 1/2.
  const Target target = w.target("a");
  EXPECT_EQ(target.low, 0);
  EXPECT_EQ(target.score, 0.25);
  EXPECT_EQ(target.high, 0.5);
  EXPECT_EQ(target.known, 0.5);
}

TEST(Score, ValueAddedRisesWithItsLevelAndIsUnknownWhereNotSaid) {
  std::vector<double> scores;
  for (const Level level : {Level::low, Level::medium, Level::high}) {
    Chain q = chain("q", "x a", "x>a");
    q.nodes[1].value_added = level;
    World w(std::move(q));
    w.only(Criterion::value_added).above("x", 1);
    scores.push_back(w.target("a").score);
    expect_exact(w.target("a"), scores.back());
  }
  EXPECT_LT(0, scores[0]);
  EXPECT_LT(scores[0], scores[1]);
  EXPECT_LT(scores[1], scores[2]);
  EXPECT_LE(scores[2], 1);
  World w("x a", "x>a");
  w.only(Criterion::value_added).above("x", 1);
  expect_unknown(w.target("a"));
}

TEST(Score, LeadFitFollowsTheCountysWordForTheChain) {
  for (const auto& [standing, score] : std::vector<std::pair<Standing, double>>{
           {Standing::lead, 1}, {Standing::characteristic, 0.8}, {Standing::emerging, 0.6}}) {
    World w("x a", "x>a");
    w.only(Criterion::lead_fit).above("x", 1);
    w.with_county = true;
    w.county.chains.emplace_back();
    w.county.chains[0].id = "q";
    w.county.chains[0].standing = standing;
    expect_exact(w.target("a"), score);
  }
}

TEST(Score, LeadFitOfOtherChainsIsMoreWhereALeadChainIsNext) {
  for (const char* links : {"x>a a>lead:b", "x>a lead:b>a/service"}) {
    World w(std::vector<Chain>{chain("q", "x a", links), chain("lead", "b", "")});
    w.only(Criterion::lead_fit).above("x", 1);
    w.with_county = true;
    w.county.chains.emplace_back();
    w.county.chains[0].id = "lead";
    expect_exact(w.target("a"), 0.3);
    w.county.chains[0].standing = Standing::characteristic;  // no lead chain
    expect_exact(w.target("a"), 0.1);
  }
}

TEST(Score, LeadFitIsUnknownWithoutACountyFile) {
  World w("x a", "x>a");
  w.only(Criterion::lead_fit).above("x", 1);
  expect_unknown(w.target("a"));
}

TEST(Score, CrossChainCountsOtherChainsWithinTheHorizon) {
  World w(std::vector<Chain>{chain("q", "x a", "x>a a>r:b r:b>s:c s:c>t:d"), chain("r", "b", ""), chain("s", "c", ""),
                             chain("t", "d", "")});
  w.only(Criterion::cross_chain).above("x", 1);
  expect_exact(w.target("a"), 2.0 / 3);  // r and s are within two links, t is not: 2 / (2 + 1)
  World alone("x a", "x>a");
  alone.only(Criterion::cross_chain).above("x", 1);
  expect_exact(alone.target("a"), 0);
}

TEST(Score, TaxAndJobsAreOfATypicalProjectByItsLand) {
  Chain q = chain("q", "x a", "x>a");
  q.nodes[1].typical = Typical{{}, 10, 30, 90, {}};
  World w(std::move(q));
  w.above("x", 1).only(Criterion::tax_per_mu);
  expect_exact(w.target("a"), 0.9);  // 9 / (9 + 1)
  w.only(Criterion::jobs_per_mu);
  expect_exact(w.target("a"), 0.75);  // 3 / (3 + 1)
}

TEST(Score, TaxAndJobsAreUnknownWithoutLand) {
  for (const auto& typical : {Typical{{}, {}, 30, 200, {}}, Typical{{}, 0, 30, 200, {}}, Typical{{}, 10, {}, {}, {}}}) {
    Chain q = chain("q", "x a", "x>a");
    q.nodes[1].typical = typical;
    World w(std::move(q));
    w.above("x", 1).only(Criterion::tax_per_mu);
    expect_unknown(w.target("a"));
    w.only(Criterion::jobs_per_mu);
    expect_unknown(w.target("a"));
  }
}

TEST(Score, ScalesAreThoseOfThePolicy) {
  World w = between();
  w.only(Criterion::demand_pull).firms("x", 1).firms("y", 3);
  w.policy.rank.half[static_cast<std::size_t>(Criterion::demand_pull)] = 9;
  expect_exact(w.target("a"), 0.25);  // 3 / (3 + 9)
}

TEST(Score, UnknownCriteriaAreIntervals) {
  World w = between();
  w.only(Criterion::demand_pull).firms("x", 1).firms("y", 3);            // 3/4, weight 1 of 4
  w.weight(Criterion::value_added, 1).weight(Criterion::tax_per_mu, 2);  // unknown
  const Target target = w.target("a");
  EXPECT_DOUBLE_EQ(target.low, 0.1875);
  EXPECT_DOUBLE_EQ(target.score, 0.1875 + 0.75 / 2);
  EXPECT_DOUBLE_EQ(target.high, 0.9375);
  EXPECT_DOUBLE_EQ(target.known, 0.25);
}

TEST(Score, OnlyTheRatioOfWeightsMatters) {
  World w = between();
  w.firms("x", 2).firms("y", 3);
  const Target before = w.target("a");
  for (double& weight : w.policy.rank.weights) weight *= 8;
  const Target after = w.target("a");
  EXPECT_EQ(after.score, before.score);
  EXPECT_EQ(after.low, before.low);
  EXPECT_EQ(after.known, before.known);
  EXPECT_GT(before.score, 0);
}

TEST(Score, IsRoundedToAMillionth) {
  World w = between();
  w.only(Criterion::demand_pull).firms("x", 1).firms("y", 2);
  EXPECT_EQ(w.target("a").score, 0.666667);  // 2/3
}

TEST(Score, IsRankedWhereSixTenthsAreKnown) {
  World w = between();
  w.only(Criterion::demand_pull).firms("x", 1).firms("y", 3);
  w.weight(Criterion::demand_pull, 3).weight(Criterion::tax_per_mu, 2);
  EXPECT_FALSE(w.target("a").insufficient);
  EXPECT_EQ(w.target("a").rank, 1);
  w.weight(Criterion::tax_per_mu, 2.1);
  EXPECT_TRUE(w.target("a").insufficient);
  EXPECT_EQ(w.target("a").rank, std::nullopt);
  w.policy.rank.known_min = 0.5;
  EXPECT_EQ(w.target("a").rank, 1);
}

TEST(Score, OfTheDefaultWeightsAFifthIsOfWhatNobodyGave) {
  // Known: demand, supply, unlock, leak, value, cross chain, lead: 0.80; not feasibility, candidates, tax, jobs: 0.20.
  Chain q = chain("q", "x a y", "x>a a>y");
  q.nodes[1].value_added = Level::high;
  World w(std::move(q));
  w.firms("x", 1).firms("y", 3);
  w.with_county = true;
  EXPECT_DOUBLE_EQ(w.target("a").known, 0.8);
  w.with_county = false;
  EXPECT_DOUBLE_EQ(w.target("a").known, 0.72);
}

}  // namespace
}  // namespace liantu::score_test
