// Plans, by hand and against every choice on random graphs.
#include "liantu/analysis/plan.hpp"

#include "analysis/random_chains.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

namespace liantu {
namespace {

using test::Draws;

bool fits(const std::vector<PlanItem>& items, const std::vector<std::size_t>& chosen, const PlanLimits& limits) {
  if (limits.number && chosen.size() > *limits.number) return false;
  for (std::size_t r = 0; r < 3; ++r) {
    double sum = 0;
    for (const std::size_t i : chosen) sum += items[i].needs[r];
    if (limits.resources[r] && sum > *limits.resources[r] + 1e-9) return false;
  }
  return true;
}

template <class Gain>
double best_of_all(const std::vector<PlanItem>& items, const PlanLimits& limits, Gain gain) {
  double best = 0;
  for (unsigned set = 0; set < 1U << items.size(); ++set) {
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if ((set >> i & 1U) != 0) chosen.push_back(i);
    }
    if (fits(items, chosen, limits)) best = std::max(best, gain(chosen));
  }
  return best;
}

double summed(const std::vector<PlanItem>& items, const std::vector<std::size_t>& chosen) {
  double sum = 0;
  for (const std::size_t i : chosen) sum += items[i].gain;
  return sum;
}

PlanLimits random_limits(Draws& draws) {
  PlanLimits out;
  if (draws.below(2) == 0) out.number = draws.below(4);
  for (auto& limit : out.resources) {
    if (draws.below(2) == 0) limit = draws.below(30) / 2.0;
  }
  return out;
}

constexpr int rounds = 10'000;

TEST(Plan, TakesTheBestWithinTheLimits) {
  // Greedily the first one would fill the land.
  const std::vector<PlanItem> items{{7, 5, {10, 0, 0}}, {3, 3, {5, 0, 0}}, {9, 3, {5, 0, 0}}};
  const Plan plan = choose(items, {std::nullopt, {10, std::nullopt, std::nullopt}});
  EXPECT_EQ(plan.chosen, (std::vector<std::size_t>{1, 2}));
  EXPECT_DOUBLE_EQ(plan.gain, 6);
  EXPECT_TRUE(plan.proven);
  EXPECT_EQ(plan.gap(), 0);
  EXPECT_DOUBLE_EQ(plan.relaxed, 6);
  EXPECT_EQ(choose(items, {1, {}}).chosen, std::vector<std::size_t>{0});
}

TEST(Plan, WithoutLimitsTakesAllThatGain) {
  const Plan plan = choose({{0, 1, {}}, {1, 0, {}}, {2, 2, {}}}, {});
  EXPECT_EQ(plan.chosen, (std::vector<std::size_t>{0, 2}));
  EXPECT_TRUE(choose({}, {}).proven);
  EXPECT_TRUE(choose({{0, 1, {}}}, {0, {}}).chosen.empty());
}

TEST(Plan, OfEqualsTakesTheFirst) {
  std::vector<PlanItem> items;
  for (NodeIndex v = 0; v < 9; ++v) items.push_back({v, 1, {2, 0, 0}});
  EXPECT_EQ(choose(items, {std::nullopt, {6, {}, {}}}).chosen, (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_EQ(choose(items, {4, {}}).chosen, (std::vector<std::size_t>{0, 1, 2, 3}));
}

TEST(Plan, RefusesWhatIsNoAmount) {
  EXPECT_THROW((void)choose({{0, -1, {}}}, {}), std::invalid_argument);
  EXPECT_THROW((void)choose({{0, 1, {-1, 0, 0}}}, {std::nullopt, {1, {}, {}}}), std::invalid_argument);
  EXPECT_THROW((void)choose({{0, 1, {}}}, {std::nullopt, {-1, {}, {}}}), std::invalid_argument);
  EXPECT_THROW((void)choose({{0, std::numeric_limits<double>::quiet_NaN(), {}}}, {}), std::invalid_argument);
  EXPECT_NO_THROW((void)choose({{0, 1, {-1, 0, 0}}}, {}));  // not limited, not looked at
  const auto graph = SupplyGraph(std::vector<std::vector<SupplyGraph::Group>>(2));
  EXPECT_THROW((void)choose_jointly(graph, {0, 0}, 0.5, {{1, 0, {}}, {1, 0, {}}}, {}), std::invalid_argument);
}

TEST(Plan, JointlyTakesTwoThatGainNothingSingly) {
  // 0 -> 1 -> 2 with 2 held: 0 is worth nothing without 1. Also 3 -> 4, held: a quarter less than both of the others.
  std::vector<std::vector<SupplyGraph::Group>> inputs(5);
  inputs[1] = {{{0}, 1, true}};
  inputs[2] = {{{1}, 1, true}};
  inputs[4] = {{{3}, 0.75, true}, {{2}, 0.25, false}};
  const SupplyGraph graph(inputs);
  const std::vector<double> p{0, 0, 1, 0, 1};
  const std::vector<PlanItem> items{{0, 0, {}}, {1, 0, {}}, {3, 0, {}}};
  const Plan one = choose_jointly(graph, p, 0.5, items, {1, {}});
  EXPECT_EQ(one.chosen, std::vector<std::size_t>{2});
  EXPECT_NEAR(one.gain, 0.75, 1e-9);
  const Plan two = choose_jointly(graph, p, 0.5, {items[0], items[1]}, {2, {}});
  EXPECT_EQ(two.chosen, (std::vector<std::size_t>{0, 1}));
  EXPECT_NEAR(two.gain, 1 + 0.25 * 0.5, 1e-9);
  EXPECT_TRUE(two.proven);
}

TEST(Plan, EqualsTheBestOfAllChoicesOnRandomGraphs) {
  Draws draws(13);
  for (int i = 0; i < rounds; ++i) {
    const unsigned nodes = 2 + draws.below(11);
    const Atlas q({test::random_chain(draws, nodes, draws.below(std::min(3 * nodes, nodes * (nodes - 1)) + 1))});
    const SupplyGraph graph = supply_graph(q);
    std::vector<double> p;
    for (unsigned v = 0; v < nodes; ++v) p.push_back(draws.below(3) / 2.0);
    Supply supply(graph, p, 0.5);
    std::vector<PlanItem> items;
    for (NodeIndex v = 0; v < nodes && items.size() < 7; ++v) {
      if (p[v] < 1) items.push_back({v, supply.unlock(v), {draws.below(9) * 1.0, draws.below(9) / 2.0, 3.0}});
    }
    const PlanLimits limits = random_limits(draws);
    const Plan plan = choose(items, limits);
    const double best = best_of_all(items, limits, [&](const auto& chosen) { return summed(items, chosen); });
    ASSERT_TRUE(plan.proven) << "graph " << i;
    ASSERT_TRUE(fits(items, plan.chosen, limits)) << "graph " << i;
    ASSERT_NEAR(plan.gain, best, 1e-9) << "graph " << i;
    ASSERT_NEAR(plan.gain, summed(items, plan.chosen), 1e-9);
    ASSERT_LE(plan.greedy, best + 1e-9);
    ASSERT_GE(plan.relaxed, best - 1e-6);
  }
}

TEST(Plan, JointlyEqualsTheBestOfAllChoicesOnRandomGraphs) {
  Draws draws(17);
  int better_than_greedy = 0;
  int gains = 0;
  int several = 0;
  for (int i = 0; i < rounds; ++i) {
    const unsigned nodes = 2 + draws.below(11);
    const Atlas q({test::random_chain(draws, nodes, draws.below(std::min(3 * nodes, nodes * (nodes - 1)) + 1))});
    const SupplyGraph graph = supply_graph(q);
    std::vector<double> p;
    for (unsigned v = 0; v < nodes; ++v) p.push_back(draws.below(3) / 2.0);
    Supply supply(graph, p, 0.5);
    std::vector<PlanItem> items;
    for (NodeIndex v = 0; v < nodes && items.size() < 7; ++v) {
      if (p[v] < 1) items.push_back({v, 0, {draws.below(9) * 1.0, draws.below(9) / 2.0, 3.0}});
    }
    const auto together = [&](const std::vector<std::size_t>& chosen) {
      std::vector<NodeIndex> set;
      for (const std::size_t k : chosen) set.push_back(items[k].node);
      return supply.joint_unlock(set);
    };
    const PlanLimits limits = random_limits(draws);
    const Plan plan = choose_jointly(graph, p, 0.5, items, limits);
    const double best = best_of_all(items, limits, together);
    ASSERT_TRUE(plan.proven) << "graph " << i;
    ASSERT_TRUE(fits(items, plan.chosen, limits)) << "graph " << i;
    ASSERT_NEAR(plan.gain, best, 1e-6) << "graph " << i;
    ASSERT_NEAR(plan.gain, together(plan.chosen), 1e-9);
    ASSERT_LE(plan.greedy, best + 1e-9);
    ASSERT_GE(plan.relaxed, best - 1e-6) << "graph " << i;
    if (plan.gain > plan.greedy + 1e-6) ++better_than_greedy;
    gains += plan.gain > 0 ? 1 : 0;
    several += plan.chosen.size() > 1 ? 1 : 0;
  }
  EXPECT_GT(gains, rounds / 4);
  EXPECT_GT(several, rounds / 10);
  EXPECT_GT(better_than_greedy, 0);
}

}  // namespace
}  // namespace liantu
