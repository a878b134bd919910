// The state of a node on the boundaries of the rules, and what a table can show.
#include "analysis/analysis_fixture.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace liantu::state_test {
namespace {

using test::World;

World one() { return World("a", ""); }
State of(const World& w) { return w.states().front(); }

TEST(States, WithoutFirmsANodeIsMissingOnlyWhereTheTableWouldShowIt) {
  World w = one();
  EXPECT_EQ(of(w), State::missing);
  w.unobserved("a");
  EXPECT_EQ(of(w), State::unobserved);
}

TEST(States, AFirmIsSeenWhateverTheTableIsSaidToCover) {
  World likely = one();
  likely.unobserved("a").doubtful("a", 1);
  EXPECT_EQ(of(likely), State::suspected);
  World confident = one();
  confident.unobserved("a").firms("a", 1);
  EXPECT_EQ(of(confident), State::weak);
}

TEST(States, AnyDoubtfulFirmsMakeANodeSuspected) {
  for (const int confidence : {500, 4999, 5000, 7999}) {
    World w = one();
    for (int i = 0; i < 40; ++i) w.add("a", Firm{}, static_cast<Confidence>(confidence));
    EXPECT_EQ(of(w), State::suspected) << confidence;
  }
}

TEST(States, OneConfidentFirmMakesANodeWeakAndThreeMakeItPresent) {
  World w = one();
  w.add("a", Firm{}, 8000);
  EXPECT_EQ(of(w), State::weak);
  w.add("a", Firm{}, 8000);
  EXPECT_EQ(of(w), State::weak);
  w.add("a", Firm{}, 7999);  // does not count
  EXPECT_EQ(of(w), State::weak);
  w.add("a", Firm{}, 8000);
  EXPECT_EQ(of(w), State::present);
}

TEST(States, OneAboveScaleFirmMakesANodePresentAndThreeMakeItStrong) {
  World w = one();
  w.above("a", 1);
  EXPECT_EQ(of(w), State::present);
  w.above("a", 1);
  EXPECT_EQ(of(w), State::present);
  w.firms("a", 20);
  EXPECT_EQ(of(w), State::present);
  w.above("a", 1);
  EXPECT_EQ(of(w), State::strong);
}

TEST(States, WhereNoFirmIsAboveScaleNoNumberMakesANodeStrong) {
  World w = one();
  w.firms("a", 1000);
  EXPECT_EQ(of(w), State::present);
}

TEST(States, ADoubtfulAboveScaleFirmMakesNothingPresent) {
  World w = one();
  Firm firm;
  firm.above_scale = true;
  for (int i = 0; i < 5; ++i) w.add("a", firm, 7999);
  EXPECT_EQ(of(w), State::suspected);
}

TEST(States, ADesignatedFirmMakesANodeStrong) {
  for (const int which : {0, 1, 2}) {
    Firm firm;
    firm.anchor = which == 0;
    firm.listed = which == 1;
    firm.little_giant = which == 2;
    World w = one();
    w.add("a", firm, 8000);
    EXPECT_EQ(of(w), State::strong) << which;
    World doubtful = one();
    doubtful.add("a", firm, 7999);
    EXPECT_EQ(of(doubtful), State::suspected) << which;
  }
}

TEST(States, FlaggedFirmsMakeANodeWeakAtMost) {
  for (const bool abnormal : {true, false}) {
    Firm firm;
    firm.abnormal = abnormal;
    firm.no_staff = !abnormal;
    firm.above_scale = true;
    firm.anchor = true;
    World w = one();
    for (int i = 0; i < 5; ++i) w.add("a", firm);
    EXPECT_EQ(of(w), State::weak);
    w.firms("a", 2);  // two others that are not flagged
    EXPECT_EQ(of(w), State::weak);
    w.firms("a", 1);
    EXPECT_EQ(of(w), State::present);
  }
}

TEST(States, FollowTheThresholdsOfThePolicy) {
  World w = one();
  w.policy.coverage.present_others = 2;
  w.policy.coverage.present_above_scale = 2;
  w.policy.coverage.strong_above_scale = 4;
  w.above("a", 1);
  EXPECT_EQ(of(w), State::weak);
  w.firms("a", 2);
  EXPECT_EQ(of(w), State::present);
  w.above("a", 2);
  EXPECT_EQ(of(w), State::present);
  w.above("a", 1);
  EXPECT_EQ(of(w), State::strong);
}

TEST(States, HeldIsWeakOrBetterAndFirmIsPresentOrBetter) {
  for (const auto state : {State::unobserved, State::missing, State::suspected}) EXPECT_FALSE(is_held(state));
  for (const auto state : {State::weak, State::present, State::strong}) EXPECT_TRUE(is_held(state));
  EXPECT_FALSE(is_firm(State::weak));
  EXPECT_TRUE(is_firm(State::present));
  EXPECT_TRUE(is_firm(State::strong));
}

// Observed: what the table can show.
const Classification& classification() {
  static const auto out =
      Classification::read("code,section,name\nA,A,a\n01,A,b\n0111,A,c\nC,C,d\n13,C,e\n1311,C,f\n", "c");
  return out;
}

bool shows(const std::set<char>& sections, const Node& node) {
  Observed observed;
  observed.sections = sections;
  return observed.covers(node, classification());
}

Node node_of(std::vector<std::string> industry, Role role = Role::make) {
  Node out;
  out.industry = std::move(industry);
  out.role = role;
  return out;
}

TEST(Observed, ShowsANodeWhereTheTableHoldsItsSection) {
  EXPECT_TRUE(shows({'C'}, node_of({"1311"})));
  EXPECT_FALSE(shows({'A'}, node_of({"1311"})));
  EXPECT_FALSE(shows({}, node_of({"1311"})));
}

TEST(Observed, OneOfTheClassesIsEnough) {
  EXPECT_TRUE(shows({'C'}, node_of({"0111", "1311"})));
  EXPECT_TRUE(shows({'A'}, node_of({"0111", "1311"})));
  EXPECT_FALSE(shows({'B'}, node_of({"0111", "1311"})));
}

TEST(Observed, AnUnknownClassShowsNothing) { EXPECT_FALSE(shows({'A', 'B', 'C'}, node_of({"9999"}))); }

TEST(Observed, ANodeWithoutClassIsJudgedByItsRole) {
  EXPECT_TRUE(shows({'C'}, node_of({}, Role::make)));
  EXPECT_TRUE(shows({'A'}, node_of({}, Role::grow)));
  EXPECT_TRUE(shows({'B'}, node_of({}, Role::mine)));
  EXPECT_TRUE(shows({'F'}, node_of({}, Role::trade)));
  EXPECT_TRUE(shows({'M'}, node_of({}, Role::serve)));
  EXPECT_TRUE(shows({'G'}, node_of({}, Role::move)));
  EXPECT_FALSE(shows({'A'}, node_of({}, Role::make)));
}

TEST(Observed, WhatNoFirmHoldsIsNeverShown) {
  for (const auto holder : {Holder::farm, Holder::resource, Holder::facility}) {
    Node node = node_of({"1311"});
    node.holder = holder;
    EXPECT_FALSE(shows({'A', 'C'}, node));
  }
}

TEST(Observed, StatesOfAllNodesFollowIt) {
  Chain chain = test::chain("q", "seen unseen farm", "");
  chain.nodes[0].industry = {"1311"};
  chain.nodes[1].industry = {"0111"};
  chain.nodes[2].industry = {"1311"};
  chain.nodes[2].holder = Holder::farm;
  const World w(std::move(chain));
  Observed observed;
  observed.sections = {'C'};
  EXPECT_EQ(states_of(w.atlas, w.coverage, observed, classification(), w.policy.coverage),
            (std::vector<State>{State::missing, State::unobserved, State::unobserved}));
}

}  // namespace
}  // namespace liantu::state_test
