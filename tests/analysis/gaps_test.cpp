// From states to actions: each rule by its smallest example, on chains that are no embryo.
#include "analysis/analysis_fixture.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace liantu::gaps_test {
namespace {

using test::chain;
using test::Ids;
using test::World;
using Rules = std::vector<Rule>;

// A World whose chains are never to be built from nothing.
World formed(const std::string& nodes, const std::string& links) {
  World out(nodes, links);
  out.formed();
  return out;
}

TEST(FillEssential, AnEssentialInputOfAPresentNodeIsMissing) {
  World w = formed("a b", "a=>b");
  w.firms("b", 3);
  EXPECT_EQ(w.rule("a"), Rule::fill_essential);
  EXPECT_EQ(w.target("a").gap.action, Action::fill);
}

TEST(FillEssential, NotWhereTheLinkIsNotEssentialOrTheCustomerIsWeak) {
  World other = formed("a b", "a>b");
  other.firms("b", 3);
  EXPECT_EQ(other.rule("a"), Rule::extend_up);
  World weak = formed("a b", "a=>b");
  weak.firms("b", 2);
  EXPECT_EQ(weak.rule("a"), Rule::extend_up);
}

TEST(FillEssential, OneHeldAlternativeIsEnough) {
  World none = formed("a b t", "a=>t@g b=>t@g");
  none.firms("t", 3);
  EXPECT_EQ(none.rule("a"), Rule::fill_essential);
  EXPECT_EQ(none.rule("b"), Rule::fill_essential);
  World one = formed("a b t", "a=>t@g b=>t@g");
  one.firms("t", 3).firms("b", 1);
  EXPECT_EQ(one.rule("a"), Rule::extend_up);
}

TEST(FillEssential, ASuspectedAlternativeIsNotEnough) {
  World w = formed("a b t", "a=>t@g b=>t@g");
  w.firms("t", 3).doubtful("b", 9);
  EXPECT_EQ(w.rule("a"), Rule::fill_essential);
}

TEST(FillBetween, AMissingNodeHasHeldOnesOnBothSides) {
  World w = formed("x a y", "x>a a>y");
  w.firms("x", 1).firms("y", 1);
  EXPECT_EQ(w.rule("a"), Rule::fill_between);
}

TEST(FillBetween, ReachesTwoStepsEachWayAndNoFurther) {
  World w = formed("x p a q y", "x>p p>a a>q q>y");
  w.firms("x", 1).firms("y", 1);
  EXPECT_EQ(w.rule("a"), Rule::fill_between);
  EXPECT_EQ(w.rule("p"), Rule::extend_down);  // 1 from x, 3 from y
  EXPECT_EQ(w.rule("q"), Rule::extend_up);
  w.policy.gaps.horizon = 1;
  EXPECT_EQ(w.rule("a"), Rule::watch_far);
  w.policy.gaps.horizon = 3;
  EXPECT_EQ(w.rule("p"), Rule::fill_between);
}

TEST(FillWeak, AWeakNodeIsNeededByAPresentOne) {
  World w = formed("a b", "a=>b");
  w.firms("a", 1).firms("b", 3);
  EXPECT_EQ(w.rule("a"), Rule::fill_weak);
}

TEST(FillWeak, NotWhereTheCustomerIsWeakOrCanDoWithout) {
  World weak = formed("a b", "a=>b");
  weak.firms("a", 1).firms("b", 1);
  EXPECT_FALSE(weak.is_target("a"));
  World without = formed("a b", "a>b");
  without.firms("a", 1).firms("b", 3);
  EXPECT_FALSE(without.is_target("a"));
}

TEST(Extend, DownFromASupplierAndUpFromACustomer) {
  World w = formed("up held down", "up>held held>down");
  w.firms("held", 1);
  EXPECT_EQ(w.rule("down"), Rule::extend_down);
  EXPECT_EQ(w.rule("up"), Rule::extend_up);
  EXPECT_EQ(w.target("down").gap.action, Action::extend);
  EXPECT_EQ(w.target("up").gap.action, Action::extend);
}

TEST(Extend, RunsOverWhatGoesIntoTheProductOnly) {
  World w = formed("held a b c d", "held>a/equipment held>b/service held>c/packaging held>d/channel");
  w.firms("held", 3);
  EXPECT_EQ(w.rule("a"), Rule::watch_far);
  EXPECT_EQ(w.rule("b"), Rule::watch_far);
  EXPECT_EQ(w.rule("c"), Rule::extend_down);
  EXPECT_EQ(w.rule("d"), Rule::watch_far);
}

TEST(Extend, CrossesChains) {
  World w(std::vector<Chain>{chain("p", "held", ""), chain("q", "a", "p:held>a")});
  w.formed().firms("p:held", 1);
  EXPECT_EQ(w.rule("a"), Rule::extend_down);
}

TEST(FillWeak, NotWhereAnAlternativeIsPresent) {
  World present = formed("a b t", "a=>t@g b=>t@g");
  present.firms("a", 1).firms("b", 3).firms("t", 3);
  EXPECT_FALSE(present.is_target("a"));
  World weak = formed("a b t", "a=>t@g b=>t@g");
  weak.firms("a", 1).firms("b", 1).firms("t", 3);
  EXPECT_EQ(weak.rule("a"), Rule::fill_weak);
  EXPECT_EQ(weak.rule("b"), Rule::fill_weak);
}

TEST(StrengthenDemand, CustomersExceedTheNodeMoreThanThreeTimes) {
  World w = formed("a b", "a>b");
  w.firms("a", 1).firms("b", 3);
  EXPECT_FALSE(w.is_target("a"));  // three times, not more
  w.firms("b", 1);
  EXPECT_EQ(w.rule("a"), Rule::strengthen_demand);
  EXPECT_EQ(w.target("a").gap.action, Action::strengthen);
  w.policy.gaps.demand_ratio = 4;
  EXPECT_FALSE(w.is_target("a"));
}

TEST(StrengthenDemand, OnlyHeldCustomersCount) {
  World w = formed("a b", "a>b");
  w.firms("a", 1).doubtful("b", 50);
  EXPECT_FALSE(w.is_target("a"));
}

TEST(StrengthenFragile, OneFirmHasMoreThanFourFifthsOfANeededNode) {
  World w = formed("a b", "a=>b");
  w.above("a", 1, SizeClass::large).firms("a", 2).firms("b", 3);
  EXPECT_FALSE(w.is_target("a"));  // 8 of 10, not more
  World over = formed("a b", "a=>b");
  over.above("a", 1, SizeClass::large).firms("a", 1).firms("b", 3);
  EXPECT_EQ(over.rule("a"), Rule::strengthen_fragile);  // 8 of 9
  over.policy.gaps.fragile_share = 0.9;
  EXPECT_FALSE(over.is_target("a"));
}

TEST(StrengthenFragile, NotWhereNobodyNeedsItOrNoSizeIsKnown) {
  World unneeded = formed("a b", "a>b");
  unneeded.above("a", 1, SizeClass::large).firms("b", 3);
  EXPECT_FALSE(unneeded.is_target("a"));
  World unsized = formed("a b", "a=>b");
  unsized.above("a", 1, SizeClass::unknown).firms("b", 3);
  EXPECT_FALSE(unsized.is_target("a"));
}

TEST(StrengthenFragile, NotWhereAnAlternativeIsPresent) {
  World w = formed("a b t", "a=>t@g b=>t@g");
  w.above("a", 1, SizeClass::large).firms("t", 3);
  EXPECT_EQ(w.rule("a"), Rule::strengthen_fragile);
  w.firms("b", 1);  // weak
  EXPECT_EQ(w.rule("a"), Rule::strengthen_fragile);
  w.firms("b", 2);
  EXPECT_FALSE(w.is_target("a"));
}

TEST(StrengthenAnchor, AStrongNodeGrowsItsLeader) {
  World w = formed("a", "");
  w.above("a", 3);
  EXPECT_EQ(w.rule("a"), Rule::strengthen_anchor);
  EXPECT_EQ(w.target("a").gap.action, Action::strengthen);
}

TEST(VerifySuspected, DoubtfulFirmsAreAskedFirst) {
  World w = formed("held a", "held=>a");
  w.firms("held", 3).doubtful("a", 9);
  EXPECT_EQ(w.rule("a"), Rule::verify_suspected);
  EXPECT_EQ(w.target("a").gap.action, Action::verify);
}

TEST(WatchFar, AMissingNodeIsOutOfReach) {
  World w = formed("held p q far", "held>p p>q q>far");
  w.firms("held", 3);
  EXPECT_EQ(w.rule("far"), Rule::watch_far);
  EXPECT_EQ(w.target("far").gap.action, Action::watch);
  EXPECT_EQ(w.rule("q"), Rule::extend_down);
}

TEST(Gaps, WhatTheTableCannotShowIsNoTarget) {
  World w = formed("held a b", "held>a b=>held");
  w.firms("held", 3).unobserved("a").unobserved("b");
  EXPECT_EQ(w.order(), Ids{});
}

TEST(Gaps, APresentNodeThatLacksNothingIsNoTarget) {
  World w = formed("a", "");
  w.firms("a", 3);
  EXPECT_EQ(w.order(), Ids{});
}

TEST(Gaps, TheFirstRuleOfTheProfileWinsAndTheOthersAreAlsoTold) {
  World w = formed("x a y", "x>a a=>y");
  w.firms("x", 1).firms("y", 3);
  EXPECT_EQ(w.rule("a"), Rule::fill_essential);
  EXPECT_EQ(w.target("a").gap.also, Rules{Rule::fill_between});
}

TEST(Gaps, AlsoKeepsTheOrderOfTheProfile) {
  World w = formed("a b", "a=>b");
  w.above("a", 3, SizeClass::micro).firms("b", 3).firms("b", 2);  // strong, 1.5 against 5
  EXPECT_EQ(w.rule("a"), Rule::strengthen_demand);
  EXPECT_EQ(w.target("a").gap.also, Rules{Rule::strengthen_anchor});
  auto& rules = w.policy.gaps.profiles["county"].rules;
  std::swap(rules[6], rules[8]);  // strengthen.demand and strengthen.anchor
  EXPECT_EQ(w.rule("a"), Rule::strengthen_anchor);
  EXPECT_EQ(w.target("a").gap.also, Rules{Rule::strengthen_demand});
}

TEST(Gaps, TheProfileSaysWhatARuleAsksFor) {
  World w = formed("a b", "a=>b");
  w.firms("a", 1).firms("b", 3);
  Profile own;
  own.rules = {{Rule::strengthen_weak, Action::strengthen}};
  w.policy.gaps.profiles["own"] = own;
  w.policy.gaps.profile = "own";
  EXPECT_EQ(w.rule("a"), Rule::strengthen_weak);
  EXPECT_EQ(w.target("a").gap.action, Action::strengthen);
  EXPECT_TRUE(w.target("a").gap.also.empty());
}

TEST(Gaps, ARuleThatTheProfileLacksAsksForNothing) {
  World w = formed("held a", "held>a");
  w.firms("held", 3);
  w.policy.gaps.profiles["county"].rules = {{Rule::fill_essential, Action::fill}};
  EXPECT_EQ(w.order(), Ids{});
}

TEST(Gaps, NameTheHeldNeighbours) {
  World w = formed("x1 x2 far a y1 y2 y3", "far>x2 x2>a x1>a a=>y1 a>y2 a>y3 a>y1/energy x2>a/component");
  w.firms("x1", 1).firms("x2", 3).firms("far", 3).firms("y1", 3).doubtful("y2", 5).firms("y3", 1);
  const Gap gap = w.target("a").gap;
  EXPECT_EQ(w.ids(gap.suppliers), (Ids{"x2", "x1"}));  // in the order of the links, each once
  EXPECT_EQ(w.ids(gap.customers), (Ids{"y1", "y3"}));
  EXPECT_TRUE(gap.entries.empty());
}

TEST(Gaps, NameWhoMustHaveTheNodeAndWhatWouldDoInstead) {
  World w = formed("a b c t u v", "a=>t@g b=>t@g a=>u a>v c=>t");
  w.firms("t", 3).firms("u", 3).firms("v", 3);
  EXPECT_EQ(w.ids(w.target("a").gap.needed_by), (Ids{"t", "u"}));
  EXPECT_EQ(w.ids(w.target("a").gap.instead), Ids{"b"});
  EXPECT_EQ(w.ids(w.target("b").gap.needed_by), Ids{"t"});
  EXPECT_EQ(w.ids(w.target("b").gap.instead), Ids{"a"});
  EXPECT_EQ(w.ids(w.target("c").gap.instead), Ids{});
}

TEST(Gaps, AreOfTheChainsAskedFor) {
  World w(std::vector<Chain>{chain("p", "held a", "held>a"), chain("q", "b", "p:held>b")});
  w.formed().firms("p:held", 1);
  w.asked = {"q"};
  EXPECT_EQ(w.order(), Ids{"b"});
  w.asked = {"p"};
  EXPECT_EQ(w.order(), Ids{"a"});
}

TEST(Gaps, EveryTargetSaysWhyInBothLanguages) {
  World w("m s far v t x y", "m>s s=>t v>t x>y");
  w.formed().firms("m", 1).firms("t", 3).doubtful("v", 2).above("x", 3);
  for (const auto& target : w.analysis().targets) {
    EXPECT_NE(target.reason.zh.find(w.atlas.node(target.gap.node).name), std::string::npos) << target.reason.zh;
    EXPECT_NE(target.reason.en, target.reason.zh);
    EXPECT_FALSE(target.reason.en.empty());
  }
  EXPECT_EQ(w.target("s").gap.rule, Rule::fill_essential);
  EXPECT_NE(w.target("s").reason.zh.find("必需"), std::string::npos);
}

}  // namespace
}  // namespace liantu::gaps_test
