// Which nodes are worth a visit first, on an atlas where every place can be counted by hand.
#include "liantu/analysis/verification.hpp"

#include "analysis/analysis_fixture.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace liantu::verification_test {
namespace {

using test::World;

// s is present and supplies the targets x and y, ranked by the mass of their customers: c2, weak with one firm, puts y
// first; c1 is suspected, so x comes second with nothing. far is three links from either.
World town() {
  World out("s x y c1 c2 d far", "s>x s>y x>c1 y>c2 c1>d d>far");
  out.only(Criterion::demand_pull).above("s", 1).firms("c2", 1).doubtful("c1", 2).doubtful("far", 5).unobserved("d");
  return out;
}

std::vector<Verification> visits(const World& w, int top = 10, std::size_t count = 5) {
  return verifications(w.atlas, w.structure(), w.coverage, w.analysis(), w.policy, w.question(), top, count);
}

TEST(Verification, TheTargetsAreAsTheCasesBelowAssume) {
  const World w = town();
  EXPECT_EQ(w.target("y").rank, 1);
  EXPECT_EQ(w.target("x").rank, 2);
  EXPECT_EQ(w.states()[w.at("c1")], State::suspected);
  EXPECT_EQ(w.states()[w.at("c2")], State::weak);
}

TEST(Verification, CountsThePlacesThatMoveEitherWay) {
  const World w = town();
  const auto found = visits(w);
  ASSERT_EQ(found.size(), 2U);
  // c2 missing: it becomes a target; c2, x, y all have no demand and stand by id. c2 comes in at 1 from 11, y goes
  // from 1 to 3, x stays: 12. c2 present: its mass is 1 already.
  EXPECT_EQ(found[0].node, w.at("c2"));
  EXPECT_EQ(found[0].change_if_missing, 12);
  EXPECT_EQ(found[0].change_if_present, 0);
  // c1 present: its mass 1.2 is more than c2's 1, so x and y change places: 2. c1 missing: it becomes a target whose
  // only customer nobody saw, so that too little is known to rank it: nothing moves.
  EXPECT_EQ(found[1].node, w.at("c1"));
  EXPECT_EQ(found[1].change_if_missing, 0);
  EXPECT_EQ(found[1].change_if_present, 2);
  EXPECT_EQ(found[1].change(), 2);
}

TEST(Verification, LooksAtTheTopAskedForOnly) {
  const World w = town();
  const auto found = visits(w, 1);
  // Of the first place alone. c1 present: x takes it from y, who drops to 2: 1 + 1. c1 missing: nothing.
  // c2 missing: c2 takes it from y: 1 + 1.
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].node, w.at("c1"));  // equal ones in the order of the atlas
  EXPECT_EQ(found[0].change_if_present, 2);
  EXPECT_EQ(found[0].change_if_missing, 0);
  EXPECT_EQ(found[1].node, w.at("c2"));
  EXPECT_EQ(found[1].change_if_missing, 2);
}

TEST(Verification, GivesAtMostSoMany) {
  const auto found = visits(town(), 10, 1);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].node, town().at("c2"));
}

TEST(Verification, AsksOnlyAboutNodesThatAreOpen) {
  World w("s x y", "s>x s>y");
  w.only(Criterion::demand_pull).above("s", 3);
  EXPECT_TRUE(visits(w).empty());  // s is strong, x and y are missing
}

TEST(Verification, AsksAboutUnobservedNodesToo) {
  World w("s x y c", "s>x s>y y>c");
  w.only(Criterion::demand_pull).weight(Criterion::supply_push, 4).above("s", 1).unobserved("c");
  // y's demand is not known and reads one half, so y is first, x second. c missing: y's demand is none, x is as good
  // and first by id: 1 + 1. c is a target that neither customer nor supplier pulls: last, in at 3 from 11: 8.
  const auto found = visits(w);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].node, w.at("c"));
  EXPECT_EQ(found[0].change_if_missing, 10);
}

TEST(Verification, LeavesTheAnalysisAsItWas) {
  const World w = town();
  const auto before = w.order();
  (void)visits(w);
  EXPECT_EQ(w.order(), before);
}

}  // namespace
}  // namespace liantu::verification_test
