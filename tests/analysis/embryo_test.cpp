// 建链: a chain that is not there yet is one row, which names where to begin.
#include "analysis/analysis_fixture.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace liantu::embryo_test {
namespace {

using test::chain;
using test::Ids;
using test::World;

// Five nodes in a row: within two links a reaches b, c; b also d; c all; d a loses one; e as a.
World row() { return World("a b c d e", "a>b b>c c>d d>e"); }

TEST(BuildChain, AChainWithNothingIsOneRowAtItsBestEntry) {
  const World w = row();
  EXPECT_EQ(w.order(), Ids{"c"});
  EXPECT_EQ(w.rule("c"), Rule::build_chain);
  EXPECT_EQ(w.target("c").gap.action, Action::build);
}

TEST(BuildChain, NamesTheThreeNodesThatReachMost) {
  const World w = row();
  EXPECT_EQ(w.ids(w.target("c").gap.entries), (Ids{"c", "b", "d"}));  // 4, 3 and 3 others; ties by place
}

TEST(BuildChain, NamesAsManyAsThePolicySays) {
  World w = row();
  w.policy.gaps.entry_nodes = 1;
  EXPECT_EQ(w.ids(w.target("c").gap.entries), Ids{"c"});
}

TEST(BuildChain, ReachFollowsTheHorizon) {
  World w = row();
  w.policy.gaps.horizon = 1;
  EXPECT_EQ(w.ids(w.target("b").gap.entries), (Ids{"b", "c", "d"}));  // two others each, the ends have one
}

TEST(BuildChain, OneHeldCoreNodeIsTooFew) {
  World w = row();
  w.firms("e", 3);
  EXPECT_EQ(w.order(), Ids{"c"});
  EXPECT_EQ(w.rule("c"), Rule::build_chain);
}

TEST(BuildChain, TwoHeldCoreNodesAreEnoughEvenWeakOnes) {
  World w = row();
  w.firms("a", 1).firms("b", 1);
  EXPECT_EQ(w.rule("c"), Rule::extend_down);
  EXPECT_EQ(w.order().size(), 3U);
}

TEST(BuildChain, OneAboveScaleOrDesignatedFirmIsEnough) {
  World above = row();
  above.above("a", 1);
  EXPECT_EQ(above.rule("b"), Rule::extend_down);
  World designated = row();
  Firm firm;
  firm.little_giant = true;
  designated.add("a", firm);
  EXPECT_EQ(designated.rule("b"), Rule::extend_down);
}

TEST(BuildChain, NodesThatAreNoCoreDoNotCount) {
  Chain q = chain("q", "a b c", "a>b b>c");
  q.nodes[0].core = false;
  q.nodes[1].core = false;
  World w(std::move(q));
  w.above("a", 3).firms("b", 3);
  EXPECT_EQ(w.rule("c"), Rule::build_chain);
  EXPECT_EQ(w.ids(w.target("c").gap.entries), Ids{"c"});
}

TEST(BuildChain, EntriesAreMissingCoreNodes) {
  Chain q = chain("q", "a b c d e", "a>b b>c c>d d>e");
  q.nodes[2].core = false;
  World w(std::move(q));
  w.doubtful("b", 3);
  EXPECT_EQ(w.ids(w.target("d").gap.entries), (Ids{"d", "a", "e"}));  // 3, 2 and 2 others
}

TEST(BuildChain, DoubtfulAndWeakNodesKeepTheirOwnRows) {
  World w = row();
  w.doubtful("a", 3).firms("d", 1);
  EXPECT_EQ(w.rule("a"), Rule::verify_suspected);
  EXPECT_EQ(w.rule("c"), Rule::build_chain);
  EXPECT_FALSE(w.is_target("b"));
}

TEST(BuildChain, WhereNothingOfTheCoreCanBeSeenNothingIsSaid) {
  World w = row();
  for (const char* id : {"a", "b", "c", "d", "e"}) w.unobserved(id);
  EXPECT_EQ(w.order(), Ids{});
}

TEST(BuildChain, EachChainIsJudgedByItself) {
  World w(std::vector<Chain>{chain("p", "x y", "x>y"), chain("q", "a b", "a>b")});
  w.above("p:x", 1);
  EXPECT_EQ(w.rule("p:y"), Rule::extend_down);
  EXPECT_EQ(w.rule("q:a"), Rule::build_chain);
}

TEST(BuildChain, IsTakenByAnEarlierRuleOfTheProfile) {
  World w = row();
  auto& rules = w.policy.gaps.profiles["county"].rules;
  std::swap(rules[0], rules[10]);  // watch.far first
  EXPECT_EQ(w.order().size(), 5U);
  EXPECT_EQ(w.rule("a"), Rule::watch_far);
  EXPECT_EQ(w.target("a").gap.also, std::vector<Rule>{Rule::build_chain});
}

}  // namespace
}  // namespace liantu::embryo_test
