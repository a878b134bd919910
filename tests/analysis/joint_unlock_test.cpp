// Pairs that gain more together than apart, by hand.
#include "liantu/analysis/joint_unlock.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace liantu::joint_unlock_test {
namespace {

using Group = SupplyGraph::Group;

TEST(JointUnlock, OneThatSuppliesTheOther) {
  // 0 -> 1 -> 2, which is held; 3 is apart.
  const SupplyGraph graph({{}, {Group{{0}, 1, true}}, {Group{{1}, 1, true}}, {}});
  Supply supply(graph, {0, 0, 1, 0}, 0.5);
  const auto pairs = joint_unlocks(graph, supply, {0, 1, 3});
  ASSERT_EQ(pairs.size(), 1U);
  EXPECT_EQ(pairs[0].a, 0U);
  EXPECT_EQ(pairs[0].b, 1U);
  EXPECT_NEAR(pairs[0].alone, 0.5, 1e-9);  // 1 alone, without its own input
  EXPECT_NEAR(pairs[0].together, 1, 1e-9);
  EXPECT_EQ(pairs[0].completes, std::vector<NodeIndex>{2});
}

TEST(JointUnlock, TwoEssentialsOfOneNode) {
  // Each gives half of 2's inputs, and neither completes it. That 3 has 0 as well changes nothing for the pair.
  const SupplyGraph graph({{}, {}, {Group{{0}, 0.5, true}, Group{{1}, 0.5, true}}, {Group{{0}, 1, false}}});
  Supply supply(graph, {0, 0, 1, 1}, 0.5);
  const auto pairs = joint_unlocks(graph, supply, {0, 1});
  ASSERT_EQ(pairs.size(), 1U);
  EXPECT_NEAR(pairs[0].more(), 0, 1e-9);
  EXPECT_EQ(pairs[0].completes, std::vector<NodeIndex>{2});
}

TEST(JointUnlock, AlternativesAreNoPair) {
  const SupplyGraph graph({{}, {}, {Group{{0, 1}, 1, true}}});
  Supply supply(graph, {0, 0, 1}, 0.5);
  EXPECT_TRUE(joint_unlocks(graph, supply, {0, 1}).empty());
  EXPECT_TRUE(joint_unlocks(graph, supply, {}).empty());
}

}  // namespace
}  // namespace liantu::joint_unlock_test
