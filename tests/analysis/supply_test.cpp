// Groups of inputs, the share of them that is had, and unlock, by hand.
#include "analysis/analysis_fixture.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace liantu::supply_test {
namespace {

using test::atlas;
using test::World;

std::vector<double> weights(const Atlas& q, NodeIndex v) {
  std::vector<double> out;
  const auto groups = supply_graph(q);
  for (const InputGroup& group : groups[v]) out.push_back(group.weight);
  return out;
}

std::vector<NodeIndex> suppliers(const InputGroup& group) { return {group.suppliers.begin(), group.suppliers.end()}; }

void expect_near(const std::vector<double>& found, const std::vector<double>& expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], expected[i], 1e-12) << i;
}

// r of every node of `q` with these presences.
std::vector<double> shares(const Atlas& q, const std::vector<double>& presences, double delta) {
  const auto groups = supply_graph(q);
  const Supply supply(groups, presences, delta);
  std::vector<double> out;
  for (NodeIndex v = 0; v < q.node_count(); ++v) out.push_back(supply[v]);
  return out;
}

double unlock(const Atlas& q, const std::vector<double>& presences, double delta, NodeIndex v) {
  const auto groups = supply_graph(q);
  Supply supply(groups, presences, delta);
  return supply.unlock(v);
}

TEST(SupplyGraph, LinksWithOneGroupAreAlternativesOthersStandAlone) {
  const Atlas q = atlas("a b c d t", "a>t b>t@g c>t d>t@g");
  const auto graph = supply_graph(q);
  const auto groups = graph[4];
  ASSERT_EQ(groups.size(), 3U);
  EXPECT_EQ(suppliers(groups[0]), std::vector<NodeIndex>{0});
  EXPECT_EQ(suppliers(groups[1]), (std::vector<NodeIndex>{1, 3}));
  EXPECT_EQ(suppliers(groups[2]), std::vector<NodeIndex>{2});
}

TEST(SupplyGraph, OneNameForTwoNodesMeansTwoGroups) {
  const Atlas q = atlas("a b t u", "a>t@g b>t@g a>u@g");
  const auto graph = supply_graph(q);
  EXPECT_EQ(graph[2].size(), 1U);
  EXPECT_EQ(graph[3].size(), 1U);
  EXPECT_EQ(suppliers(graph[3][0]), std::vector<NodeIndex>{0});
}

TEST(SupplyGraph, HoldWhatGoesIntoTheProductOnly) {
  const Atlas q = atlas("a b c d e t", "a>t b>t/component c>t/packaging d>t/energy e>t/service");
  const auto graph = supply_graph(q);
  EXPECT_EQ(graph[5].size(), 3U);
  EXPECT_TRUE(graph[0].empty());
}

TEST(SupplyGraph, AreEssentialIfAnyMemberIs) {
  const Atlas q = atlas("a b c t", "a>t@g b=>t@g c>t");
  const auto graph = supply_graph(q);
  EXPECT_TRUE(graph[3][0].essential);
  EXPECT_FALSE(graph[3][1].essential);
}

TEST(SupplyGraph, WeighTheSameWhereNothingIsKnown) {
  expect_near(weights(atlas("a b c t", "a>t b>t c>t"), 3), {1.0 / 3, 1.0 / 3, 1.0 / 3});
}

TEST(SupplyGraph, KeepKnownSharesAndSpreadTheRest) {
  expect_near(weights(atlas("a b c t", "a>t*0.6 b>t c>t"), 3), {0.6, 0.2, 0.2});
}

TEST(SupplyGraph, OfAlternativesTheLargestShareCounts) {
  expect_near(weights(atlas("a b c t", "a>t@g*0.1 b>t@g*0.7 c>t"), 3), {0.7, 0.3});
}

TEST(SupplyGraph, KnownSharesAloneAreScaledToOne) {
  expect_near(weights(atlas("a b t", "a>t*0.3 b>t*0.1"), 2), {0.75, 0.25});
}

TEST(SupplyGraph, SharesThatLeaveNothingLeaveATwentiethAndAreScaled) {
  // 0.9 and 0.3 leave less than nothing for c: 0.05; 1.25 together.
  expect_near(weights(atlas("a b c t", "a>t*0.9 b>t*0.3 c>t"), 3), {0.72, 0.24, 0.04});
}

TEST(SupplyGraph, WeighOneTogether) {
  for (const char* links :
       {"a>t", "a>t*0.2", "a>t*1 b>t*1", "a>t@g*0.5 b>t@g c>t", "a>t*0.5 b>t*0.5 c>t", "a>t*1 b>t*0"}) {
    double sum = 0;
    for (double weight : weights(atlas("a b c t", links), 3)) sum += weight;
    EXPECT_NEAR(sum, 1, 1e-12) << links;
  }
}

TEST(Presence, IsOneHalfOrNothing) {
  EXPECT_EQ(presence(State::strong, 0), 1);
  EXPECT_EQ(presence(State::present, 0), 1);
  EXPECT_EQ(presence(State::weak, 0), 0.5);
  EXPECT_EQ(presence(State::suspected, 1), 0);
  EXPECT_EQ(presence(State::missing, 1), 0);
  EXPECT_EQ(presence(State::unobserved, 0), 0);
  EXPECT_EQ(presence(State::unobserved, 1), 1);
}

TEST(SupplyShare, OfANodeWithoutInputsIsOne) { expect_near(shares(atlas("a", ""), {0}, 0.5), {1}); }

TEST(SupplyShare, FallsOffAlongAChain) {
  // s lacks m. p has s, whose inputs are lacking: 1/2 + 1/2 · 0. g: 1/2 + 1/2 · 1/2.
  expect_near(shares(atlas("m s p g", "m>s s>p p>g"), {0, 1, 1, 1}, 0.5), {1, 0, 0.5, 0.75});
}

TEST(SupplyShare, WithDeltaZeroLooksOneStepBack) {
  expect_near(shares(atlas("m s p g", "m>s s>p p>g"), {0, 1, 1, 1}, 0), {1, 0, 1, 1});
}

TEST(SupplyShare, AWeakSupplierCountsHalf) {
  expect_near(shares(atlas("m s p", "m>s s>p"), {0.5, 0.5, 1}, 0.5), {1, 0.5, 0.375});  // 1/2 · (1/2 + 1/2 · 1/2)
}

TEST(SupplyShare, OfADiamondIsTheMeanOfItsSides) {
  // a has s, b lacks n: r(a) = 1, r(b) = 0; t = 1/2 · 1 + 1/2 · (1/2 + 1/2 · 0).
  expect_near(shares(atlas("s n a b t", "s>a n>b a>t b>t"), {1, 0, 1, 1, 1}, 0.5), {1, 1, 1, 0, 0.75});
}

TEST(SupplyShare, OfADiamondOfAlternativesIsTheBetterSide) {
  expect_near(shares(atlas("s n a b t", "s>a n>b a>t@g b>t@g"), {1, 0, 1, 1, 1}, 0.5), {1, 1, 1, 0, 1});
  expect_near(shares(atlas("s n a b t", "s>a n>b a>t@g b>t@g"), {1, 0, 0.5, 1, 1}, 0.5), {1, 1, 1, 0, 0.5});
}

TEST(SupplyShare, FollowsTheWeights) {
  expect_near(shares(atlas("a b t", "a>t*0.8 b>t"), {1, 0, 1}, 0.5), {1, 1, 0.8});
}

TEST(SupplyShare, OfACycleIsItsFixpoint) {
  // r(a) = 1/2 · (1/2 + r(b)/2), r(b) = 1/2 + r(a)/2 where a is held and b weak: r(a) = 3/7, r(b) = 5/7.
  expect_near(shares(atlas("a b", "a>b b>a"), {1, 0.5}, 0.5), {3.0 / 7, 5.0 / 7});
  expect_near(shares(atlas("a b", "a>b b>a"), {1, 1}, 0.9), {1, 1});
  expect_near(shares(atlas("a b", "a>b b>a"), {0, 0}, 0.9), {0, 0});
}

TEST(Unlock, IsTheGainOfAllHeldNodesDownstream) {
  // m arrives: s gains 1, p 1/2, g 1/4.
  EXPECT_NEAR(unlock(atlas("m s p g", "m>s s>p p>g"), {0, 1, 1, 1}, 0.5, 0), 1.75, 1e-12);
}

TEST(Unlock, LeavesOutNodesThatAreNotHeld) {
  // p is missing: its own share does not count, and g gains nothing through it.
  EXPECT_NEAR(unlock(atlas("m s p g", "m>s s>p p>g"), {0, 1, 0, 1}, 0.5, 0), 1, 1e-12);
}

TEST(Unlock, OfAWeakNodeIsTheOtherHalf) {
  EXPECT_NEAR(unlock(atlas("m s p g", "m>s s>p p>g"), {0.5, 1, 1, 1}, 0.5, 0), 0.875, 1e-12);
}

TEST(Unlock, OfAHeldNodeIsNothing) { EXPECT_EQ(unlock(atlas("m s", "m>s"), {1, 1}, 0.5, 0), 0); }

TEST(Unlock, OfANodeWithAHeldAlternativeIsWhatItAddsToIt) {
  EXPECT_EQ(unlock(atlas("a b t", "a>t@g b>t@g"), {0, 1, 1}, 0.5, 0), 0);
  EXPECT_NEAR(unlock(atlas("a b t", "a>t@g b>t@g"), {0, 0.5, 1}, 0.5, 0), 0.5, 1e-12);
}

TEST(Unlock, OfANodeWithoutInputsOfItsOwnCountsAsOneStep) {
  // a arrives, whose input n is missing: t gains 1 - delta.
  EXPECT_NEAR(unlock(atlas("n a t", "n>a a>t"), {0, 0, 1}, 0.5, 1), 0.5, 1e-12);
}

TEST(Unlock, DoesNotCountTheNodeItself) {
  // a and b supply each other; b is held. a arrives: r(a) = 1/2 + r(b)/2, r(b) = 1/2 + r(a)/2: both 1. Before: r(b) =
  // 0.
  EXPECT_NEAR(unlock(atlas("a b", "a>b b>a"), {0, 1}, 0.5, 0), 1, 1e-11);
}

TEST(Unlock, LeavesEverythingAsItWas) {
  const Atlas q = atlas("a b c d", "a>b b>c c>d d>b c>a");
  const auto groups = supply_graph(q);
  Supply supply(groups, {0, 1, 0.5, 1}, 0.5);
  std::vector<double> before;
  for (NodeIndex v = 0; v < 4; ++v) before.push_back(supply[v]);
  const double first = supply.unlock(0);
  for (NodeIndex v = 0; v < 4; ++v) EXPECT_EQ(supply[v], before[v]);
  EXPECT_GT(supply.unlock(2), 0);
  EXPECT_EQ(supply.unlock(0), first);
}

TEST(LocalSupply, OfTheAnalysisHasARangeWhereInputsAreUnobserved) {
  World w("seen unseen t", "seen>t unseen>t");
  w.firms("seen", 3).firms("t", 3).unobserved("unseen");
  const auto analysis = w.analysis();
  EXPECT_NEAR(analysis.supply[w.at("t")].whole.low, 0.5, 1e-12);
  EXPECT_NEAR(analysis.supply[w.at("t")].whole.high, 1, 1e-12);
  EXPECT_EQ(analysis.supply[w.at("seen")].whole.low, 1);
}

TEST(LocalSupply, OfAChainIsTheMeanOfItsHeldNodesThatHaveInputs) {
  World w(std::vector<Chain>{test::chain("p", "alone", ""), test::chain("q", "m s p g", "m>s s>p p>g")});
  w.firms("p:alone", 3).unobserved("m").firms("s", 3).firms("p", 3);
  const Analysis analysis = w.analysis();
  const SupplyGraph graph = w.structure().groups;
  const auto of = [&](const std::vector<ChainIndex>& chains) {
    return chain_supply(w.atlas, graph, analysis.states, analysis.supply, chains);
  };
  EXPECT_EQ(of({0}).nodes, 0U);
  EXPECT_EQ(of({0}).held, 1U);
  const ChainSupply q = of({1});
  EXPECT_EQ(q.held, 2U);                  // m is not seen
  EXPECT_EQ(q.nodes, 2U);                 // s and p; m has no inputs, g is missing
  EXPECT_NEAR(q.whole.low, 0.25, 1e-12);  // 0 and 1/2
  EXPECT_NEAR(q.whole.high, 1, 1e-12);
  EXPECT_NEAR(q.direct.low, 0.5, 1e-12);  // 0 and 1: one step only
  EXPECT_NEAR(q.direct.high, 1, 1e-12);
  EXPECT_EQ(q.complete, 2U);  // nothing is essential
  const ChainSupply all = of({0, 1});
  EXPECT_EQ(all.held, 3U);
  EXPECT_EQ(all.nodes, 2U);
  EXPECT_NEAR(all.whole.low, 0.25, 1e-12);
}

}  // namespace
}  // namespace liantu::supply_test
