// The order of targets: scores, ties, and the tiers that stand apart.
#include "analysis/analysis_fixture.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace liantu::order_test {
namespace {

using test::chain;
using test::Ids;
using test::World;

// One of the levels of demand: customers of a target, held by so many firms.
TEST(Order, TheHighestScoreComesFirst) {
  World w("x a b c ya yb yc", "x>a x>b x>c a>ya b>yb c>yc");
  w.only(Criterion::demand_pull).above("x", 1).firms("ya", 1).firms("yb", 3).firms("yc", 2);
  EXPECT_EQ(w.order(), (Ids{"b", "c", "a"}));
  EXPECT_EQ(w.target("b").rank, 1);
  EXPECT_EQ(w.target("c").rank, 2);
  EXPECT_EQ(w.target("a").rank, 3);
  EXPECT_EQ(w.target("a").caution_rank, std::nullopt);
}

TEST(Order, EqualScoresStandById) {
  World w("x d b c a", "x>d x>b x>c x>a");
  w.only(Criterion::supply_push).above("x", 1);
  EXPECT_EQ(w.order(), (Ids{"a", "b", "c", "d"}));
  EXPECT_EQ(w.target("d").rank, 4);  // no shared ranks
}

TEST(Order, EqualScoresOfTwoChainsStandByChainFirst) {
  World w(std::vector<Chain>{chain("p", "x z", "x>z x>q:a"), chain("q", "a", "")});
  w.only(Criterion::supply_push).formed().firms("p:x", 3);
  EXPECT_EQ(w.order(), (Ids{"z", "a"}));
}

TEST(Order, DoesNotDependOnTheOrderOfTheFiles) {
  const Chain p = chain("p", "x z y", "x>z z>y x>q:a");
  const Chain q = chain("q", "a b", "a>b");
  World one(std::vector<Chain>{p, q});
  World two(std::vector<Chain>{q, p});
  one.firms("p:x", 3).firms("p:y", 2);
  two.firms("p:x", 3).firms("p:y", 2);
  EXPECT_EQ(one.order(), two.order());
  EXPECT_FALSE(one.order().empty());
}

// Each target of its own tier; scores rise towards the back, so that the tiers decide.
World tiers() {
  Chain q = chain("q", "x ranked caution thin verify p1 p2 watch veto",
                  "x>ranked x>caution x>thin x>verify x>p1 p1>p2 p2>watch x>veto");
  for (auto& node : q.nodes) node.value_added = Level::high;
  q.nodes[1].value_added = Level::low;
  q.nodes[2].capacity = Stated<Capacity>{Capacity::surplus, {}, ""};
  q.nodes[3].value_added = std::nullopt;
  q.nodes[8].policy = Stated<PolicyStanding>{PolicyStanding::eliminated, {"s1", "2024"}, "一、1"};
  World out(std::move(q));
  out.only(Criterion::value_added).above("x", 1).doubtful("verify", 2).unobserved("p1").unobserved("p2");
  return out;
}

TEST(Order, TiersAreRankedCautionedThinVerifyWatchVetoed) {
  EXPECT_EQ(tiers().order(), (Ids{"ranked", "caution", "thin", "verify", "watch", "veto"}));
}

TEST(Order, OnlyTheFirstTierIsRankedAndCautionedOnesApart) {
  const World w = tiers();
  EXPECT_EQ(w.target("ranked").rank, 1);
  EXPECT_EQ(w.target("caution").rank, std::nullopt);
  EXPECT_EQ(w.target("caution").caution_rank, 1);
  for (const char* id : {"thin", "verify", "watch", "veto"}) {
    EXPECT_EQ(w.target(id).rank, std::nullopt) << id;
    EXPECT_EQ(w.target(id).caution_rank, std::nullopt) << id;
  }
  EXPECT_TRUE(w.target("thin").insufficient);
}

TEST(Order, CautionedTargetsAreRankedAmongThemselves) {
  Chain q = chain("q", "x a b c ya yb", "x>a x>b x>c a>ya b>yb");
  for (const std::size_t i : {1U, 2U, 3U}) q.nodes[i].capacity = Stated<Capacity>{Capacity::surplus, {}, ""};
  World w(std::move(q));
  w.only(Criterion::demand_pull).above("x", 1).firms("ya", 1).firms("yb", 2);
  EXPECT_EQ(w.order(), (Ids{"b", "a", "c"}));
  EXPECT_EQ(w.target("b").caution_rank, 1);
  EXPECT_EQ(w.target("c").caution_rank, 3);
}

TEST(Order, AThinTargetStaysThinWithACaution) {
  Chain q = chain("q", "x a", "x>a");
  q.nodes[1].capacity = Stated<Capacity>{Capacity::surplus, {}, ""};
  World w(std::move(q));
  w.only(Criterion::value_added).above("x", 1);
  const Target target = w.target("a");
  EXPECT_TRUE(target.insufficient);
  EXPECT_EQ(target.caution_rank, std::nullopt);
  EXPECT_EQ(target.cautions.size(), 1U);
}

TEST(Order, AnotherRunGivesTheSame) {
  const World w = tiers();
  const auto first = w.analysis();
  const auto second = w.analysis();
  ASSERT_EQ(first.targets.size(), second.targets.size());
  for (std::size_t i = 0; i < first.targets.size(); ++i) {
    EXPECT_EQ(first.targets[i].gap.node, second.targets[i].gap.node);
    EXPECT_EQ(first.targets[i].score, second.targets[i].score);
  }
}

}  // namespace
}  // namespace liantu::order_test
