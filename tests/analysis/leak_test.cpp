// Value leak by hand: the mass of a node is its number of firms here.
#include "analysis/analysis_fixture.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace liantu::leak_test {
namespace {

using test::Ids;
using test::World;

// Share by node id.
std::map<std::string, double> shares(const World& w) {
  std::map<std::string, double> out;
  for (const Leak& leak : w.leaks()) out[w.atlas.node(leak.node).id] = leak.share;
  return out;
}
using Shares = std::map<std::string, double>;

TEST(Leak, OfTwelveMinesAndThreeProcessorsIsThreeQuarters) {
  World w("mine plant", "mine>plant");
  w.firms("mine", 12).firms("plant", 3);
  const auto leaks = w.leaks();
  ASSERT_EQ(leaks.size(), 1U);  // the plants have no customer in the atlas
  EXPECT_DOUBLE_EQ(leaks[0].share, 0.75);
  EXPECT_DOUBLE_EQ(leaks[0].mass, 9);
  EXPECT_EQ(w.ids(leaks[0].customers), Ids{"plant"});
  EXPECT_FALSE(leaks[0].partly_seen);
}

TEST(Leak, IsAllWhereTheCustomersAreMissing) {
  World w("mine plant lab", "mine>plant mine>lab");
  w.firms("mine", 4);
  EXPECT_EQ(shares(w), (Shares{{"mine", 1}}));
}

TEST(Leak, IsNoneWhereCustomersAreAsLargeOrLarger) {
  for (const int plants : {4, 9}) {
    World w("mine plant", "mine>plant");
    w.firms("mine", 4).firms("plant", plants);
    EXPECT_EQ(shares(w), Shares{}) << plants;
  }
}

TEST(Leak, CustomersAddUp) {
  World w("mine plant lab", "mine>plant mine>lab");
  w.firms("mine", 8).firms("plant", 2).firms("lab", 3);
  EXPECT_EQ(shares(w), (Shares{{"mine", 1 - 5.0 / 8}}));
}

TEST(Leak, TwoSuppliersShareACustomerByTheirMass) {
  World w("big small plant", "big>plant small>plant");
  w.firms("big", 6).firms("small", 2).firms("plant", 4);
  const auto leaks = w.leaks();
  // The plants take 4 of 8: half of each.
  ASSERT_EQ(leaks.size(), 2U);
  EXPECT_EQ(leaks[0].node, w.at("big"));
  EXPECT_DOUBLE_EQ(leaks[0].share, 0.5);
  EXPECT_DOUBLE_EQ(leaks[0].mass, 3);
  EXPECT_EQ(leaks[1].node, w.at("small"));
  EXPECT_DOUBLE_EQ(leaks[1].share, 0.5);
  EXPECT_DOUBLE_EQ(leaks[1].mass, 1);
}

TEST(Leak, AnOwnCustomerComesOnTopOfASharedOne) {
  World w("big small plant lab", "big>plant small>plant big>lab");
  w.firms("big", 6).firms("small", 2).firms("plant", 4).firms("lab", 1);
  const auto found = shares(w);
  EXPECT_NEAR(found.at("big"), 1 - 4.0 / 8 - 1.0 / 6, 1e-12);
  EXPECT_NEAR(found.at("small"), 1 - 4.0 / 8, 1e-12);
}

TEST(Leak, ASupplierThatIsNotHeldTakesNoShareOfACustomer) {
  World w("mine maybe plant", "mine>plant maybe>plant");
  w.firms("mine", 8).doubtful("maybe", 10).firms("plant", 2);
  EXPECT_EQ(shares(w), (Shares{{"mine", 0.75}}));
}

TEST(Leak, ACustomerThatIsNotHeldTakesNothing) {
  World w("mine maybe", "mine>maybe");
  w.firms("mine", 3).doubtful("maybe", 10);
  EXPECT_EQ(shares(w), (Shares{{"mine", 1}}));
}

TEST(Leak, WhatIsNotHeldDoesNotLeak) {
  World w("maybe plant", "maybe>plant");
  w.doubtful("maybe", 10);
  EXPECT_EQ(shares(w), Shares{});
}

TEST(Leak, WhatFinalUsersBuyDoesNotLeak) {
  Chain chain = test::chain("q", "mine plant", "mine>plant");
  chain.nodes[0].terminal = true;
  World w(std::move(chain));
  w.firms("mine", 5);
  EXPECT_EQ(shares(w), Shares{});
}

TEST(Leak, RunsOverMaterialsAndComponentsOnly) {
  World w("a b c d plant", "a>plant/component b>plant/packaging c>plant/energy d>plant/service");
  for (const char* id : {"a", "b", "c", "d"}) w.firms(id, 3);
  EXPECT_EQ(shares(w), (Shares{{"a", 1}}));
}

TEST(Leak, ACustomerByTwoLinksTakesOnce) {
  World w("mine plant", "mine>plant mine>plant/component");
  w.firms("mine", 8).firms("plant", 2);
  EXPECT_EQ(shares(w), (Shares{{"mine", 0.75}}));
}

TEST(Leak, OfCustomersThatNobodySawNothingIsSaid) {
  World w("mine plant lab", "mine>plant mine>lab");
  w.firms("mine", 3).unobserved("plant").unobserved("lab");
  EXPECT_EQ(shares(w), Shares{});
}

TEST(Leak, OfSomeCustomersThatNobodySawItSaysSo) {
  World w("mine plant lab", "mine>plant mine>lab");
  w.firms("mine", 4).firms("plant", 1).unobserved("lab");
  const auto leaks = w.leaks();
  ASSERT_EQ(leaks.size(), 1U);
  EXPECT_DOUBLE_EQ(leaks[0].share, 0.75);
  EXPECT_TRUE(leaks[0].partly_seen);
  EXPECT_EQ(w.ids(leaks[0].customers), (Ids{"plant", "lab"}));
}

TEST(Leak, TheLargestComesFirstAndEqualOnesInTheOrderOfTheFile) {
  World w("a b c x y z", "a>x b>y c>z");
  w.firms("a", 3).firms("b", 5).firms("c", 3);
  Ids order;
  for (const Leak& leak : w.leaks()) order.push_back(w.atlas.node(leak.node).id);
  EXPECT_EQ(order, (Ids{"b", "a", "c"}));
}

TEST(Leak, CrossesChains) {
  World w(std::vector<Chain>{test::chain("p", "mine", "mine>q:plant"), test::chain("q", "plant", "")});
  w.firms("p:mine", 4).firms("q:plant", 1);
  EXPECT_EQ(shares(w), (Shares{{"mine", 0.75}}));
}

TEST(Leak, OfTheAnalysisIsTheSame) {
  World w("mine plant", "mine>plant");
  w.firms("mine", 12).firms("plant", 3);
  const auto analysis = w.analysis();
  ASSERT_EQ(analysis.leaks.size(), 1U);
  EXPECT_DOUBLE_EQ(analysis.leaks[0].share, 0.75);
}

}  // namespace
}  // namespace liantu::leak_test
