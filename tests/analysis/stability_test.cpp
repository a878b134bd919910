// Stability of ranks: shares against what can be worked out, sensitivity against ranking again.
#include "liantu/analysis/stability.hpp"

#include "analysis/analysis_fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace liantu::stability_test {
namespace {

using Values = std::array<double, 11>;
using Weights = std::array<double, 11>;

// Targets with the values given, all known, scored by the weights and in order.
class Ranking {
 public:
  Ranking(const std::vector<Values>& values, const Weights& weights)
      : atlas(std::make_shared<const Atlas>(make_atlas(values.size()))) {
    policy.weights = weights;
    for (NodeIndex v = 0; v < values.size(); ++v) {
      Target target;
      target.gap.node = v;
      target.gap.action = Action::fill;
      for (std::size_t i = 0; i < 11; ++i) {
        target.criteria[i].value = values[v][i];
        target.criteria[i].low = values[v][i];
        target.criteria[i].high = values[v][i];
      }
      targets.push_back(std::move(target));
    }
    rank();
  }

  // Scores and ranks anew, as rank.hpp does.
  void rank() {
    double sum = 0;
    for (double weight : policy.weights) sum += weight;
    for (Target& target : targets) {
      double score = 0;
      for (std::size_t i = 0; i < 11; ++i) {
        target.criteria[i].weight = policy.weights[i] / sum;
        score += target.criteria[i].weight * middle_value(target, i);
      }
      target.score = std::round(score * 1e6) / 1e6;
      target.rank.reset();
    }
    detail::order(*atlas, targets);
  }
  [[nodiscard]] std::vector<Stability> stability() const { return liantu::stability(*atlas, targets, policy); }
  [[nodiscard]] std::vector<const Target*> ranked() const {
    std::vector<const Target*> out;
    for (const Target& target : targets) out.push_back(&target);
    return out;
  }
  [[nodiscard]] int rank_of(NodeIndex v) const {
    for (const Target& target : targets) {
      if (target.gap.node == v) return *target.rank;
    }
    return 0;
  }
  Target& of(NodeIndex v) {
    return *std::find_if(targets.begin(), targets.end(), [v](const Target& t) { return t.gap.node == v; });
  }

  std::shared_ptr<const Atlas> atlas;
  RankPolicy policy;
  std::vector<Target> targets;

 private:
  static Atlas make_atlas(std::size_t n) {
    std::string nodes;
    for (std::size_t i = 0; i < n; ++i) nodes += "n" + std::to_string(100 + i) + " ";
    return test::atlas(nodes, "");
  }
};

Weights all_on(std::size_t criterion) {
  Weights out{};
  out[criterion] = 1;
  return out;
}

std::vector<Values> random_values(std::size_t n, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<Values> out(n);
  for (Values& values : out) {
    for (double& value : values) value = static_cast<double>(random() % 1000) / 1000;
  }
  return out;
}

// Dirichlet(a): mean a_i/A, variance m(1-m)/(A+1).
TEST(DrawnWeights, MomentsOfDirichlet) {
  const Weights shapes{8, 7, 0, 5, 0.5, 4, 3, 3, 3, 2.5, 1.5};
  constexpr double sum = 37.5;
  constexpr int n = 40000;
  Weights mean{};
  Weights square{};
  for (int draw = 0; draw < n; ++draw) {
    const DrawnWeights weights = drawn_weights(shapes, 1, static_cast<std::uint64_t>(draw));
    double all = 0;
    for (auto w : weights) all += static_cast<double>(w);
    for (std::size_t i = 0; i < 11; ++i) {
      const double share = static_cast<double>(weights[i]) / all;
      mean[i] += share / n;
      square[i] += share * share / n;
    }
  }
  for (std::size_t i = 0; i < 11; ++i) {
    const double m = shapes[i] / sum;
    const double variance = m * (1 - m) / (sum + 1);
    EXPECT_NEAR(mean[i], m, 5 * std::sqrt(variance / n) + 1e-12) << i;
    EXPECT_NEAR(square[i] - mean[i] * mean[i], variance, 0.06 * variance + 1e-12) << i;
  }
  EXPECT_EQ(mean[2], 0);  // a criterion without weight gets none
}

TEST(DrawnWeights, EachDependsOnSeedAndDrawAlone) {
  const Weights shapes{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
  const DrawnWeights later = drawn_weights(shapes, 5, 9000);
  (void)drawn_weights(shapes, 5, 1);
  EXPECT_EQ(drawn_weights(shapes, 5, 9000), later);
  EXPECT_NE(drawn_weights(shapes, 5, 9001), later);
  EXPECT_NE(drawn_weights(shapes, 6, 9000), later);
  EXPECT_NE(drawn_weights(shapes, 5, 9000, 1), later);
}

TEST(Stability, OneCriterionAloneLeavesNothingToDraw) {
  std::vector<Values> values = random_values(30, 3);
  for (std::size_t v = 0; v < 30; ++v) values[v][4] = static_cast<double>(v) / 40;
  const Ranking ranking(values, all_on(4));
  const auto found = ranking.stability();
  ASSERT_EQ(found.size(), 30U);
  for (int rank = 1; rank <= 30; ++rank) {
    const Stability& s = found[static_cast<std::size_t>(rank - 1)];
    EXPECT_EQ(s.node, static_cast<NodeIndex>(30 - rank));
    EXPECT_EQ(s.best, rank);
    EXPECT_EQ(s.worst, rank);
    EXPECT_EQ(s.top, (std::array<double, 3>{rank <= 5 ? 1.0 : 0, rank <= 10 ? 1.0 : 0, rank <= 20 ? 1.0 : 0}));
    EXPECT_EQ(s.kept, 1);
    EXPECT_EQ(s.word, Steadiness::stable);
    EXPECT_EQ(s.band, rank <= 5 ? 5 : rank <= 10 ? 10 : 20);
    EXPECT_EQ(s.beyond, rank > 20);
  }
  // Uniform weights draw over all eleven criteria, and know better.
  double all = 0;
  for (const Stability& s : found) all += s.uniform[0];
  EXPECT_NEAR(all, 5, 1e-9);
  EXPECT_LT(found[0].uniform[0], 1);
}

TEST(Stability, EqualTargetsStandByKeyInEveryDraw) {
  const Ranking ranking(std::vector<Values>(12, Values{0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5}),
                        RankPolicy{}.weights);
  const auto found = ranking.stability();
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found[i].node, i);
    EXPECT_EQ(found[i].best, found[i].worst);
    EXPECT_EQ(found[i].uniform[0], i < 5 ? 1 : 0);
  }
}

// Two criteria of equal weight, one for each of two targets: whoever has the larger weight is first, one half each.
TEST(Stability, TwoEvenClaimsShareTheFirstPlace) {
  std::vector<Values> values(6, Values{});
  for (Values& v : values) v.fill(0.9);  // four that lead always
  values[4] = Values{1};
  values[5] = Values{0, 1};
  Weights weights{0.5, 0.5};
  Ranking ranking(values, weights);
  const auto found = ranking.stability();
  EXPECT_EQ(found[4].node, 4U);  // by key
  EXPECT_NEAR(found[4].top[0], 0.5, 0.02);
  EXPECT_NEAR(found[4].top[0] + found[5].top[0], 1, 1e-9);
  EXPECT_EQ(found[4].word, Steadiness::sensitive);
  EXPECT_EQ(found[5].band, 5);  // the first 5 of 6; those below it are the other band
  EXPECT_TRUE(found[5].beyond);
  EXPECT_EQ(found[5].kept, 1 - found[5].top[0]);
  ranking.policy.stability.fairly_stable = 0.1;
  EXPECT_EQ(ranking.stability()[4].word, Steadiness::fairly_stable);
}

TEST(Stability, FiveOrFewerHaveNoBandToLose) {
  const Ranking ranking(random_values(5, 1), RankPolicy{}.weights);
  for (const Stability& s : ranking.stability()) {
    EXPECT_EQ(s.band, 0);
    EXPECT_EQ(s.word, std::nullopt);
    EXPECT_EQ(s.top[0], 1);
  }
  EXPECT_TRUE(Ranking({}, RankPolicy{}.weights).stability().empty());
}

TEST(Stability, SurerWeightsMakeSteadierRanks) {
  Ranking ranking(random_values(40, 9), RankPolicy{}.weights);
  double before = 0;
  for (const double concentration : {5.0, 50.0, 5000.0}) {
    ranking.policy.stability.concentration = concentration;
    double kept = 0;
    for (const Stability& s : ranking.stability()) kept += s.kept;
    EXPECT_GT(kept, before);
    before = kept;
  }
}

TEST(Stability, SharesOfAllTargetsAddUp) {
  const Ranking ranking(random_values(60, 4), RankPolicy{}.weights);
  std::array<double, 3> top{};
  std::array<double, 3> uniform{};
  for (const Stability& s : ranking.stability()) {
    EXPECT_LE(s.top[0], s.top[1]);
    EXPECT_LE(s.top[1], s.top[2]);
    EXPECT_LE(s.best, s.worst);
    for (std::size_t k = 0; k < 3; ++k) {
      top[k] += s.top[k];
      uniform[k] += s.uniform[k];
    }
  }
  for (std::size_t k = 0; k < 3; ++k) {
    EXPECT_NEAR(top[k], stability_tops[k], 1e-9);
    EXPECT_NEAR(uniform[k], stability_tops[k], 1e-9);
  }
}

TEST(Stability, PartsOnThreadsGiveTheSame) {
  const Ranking ranking(random_values(50, 8), RankPolicy{}.weights);
  const auto ranked = ranking.ranked();
  RankDraws whole(*ranking.atlas, ranked, ranking.policy);
  whole.run(0, 3000);
  RankDraws first(*ranking.atlas, ranked, ranking.policy);
  RankDraws second(*ranking.atlas, ranked, ranking.policy);
  std::thread one([&] { first.run(0, 1234); });
  std::thread two([&] { second.run(1234, 3000); });
  one.join();
  two.join();
  second.merge(first);
  EXPECT_EQ(second.draws(), 3000U);
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    EXPECT_EQ(second.counts()[i].top, whole.counts()[i].top);
    EXPECT_EQ(second.counts()[i].uniform, whole.counts()[i].uniform);
    EXPECT_EQ(second.counts()[i].best, whole.counts()[i].best);
    EXPECT_EQ(second.counts()[i].worst, whole.counts()[i].worst);
  }
}

// What is not known stands at its middle, and cautioned and thin targets are outside.
TEST(Stability, OnlyRankedTargetsAreDrawn) {
  Ranking ranking(random_values(8, 2), RankPolicy{}.weights);
  ranking.of(1).criteria[0] = {std::nullopt, 0, 1, 0, 0};
  ranking.of(3).cautions.push_back({"surplus", Text("x")});
  ranking.of(5).insufficient = true;
  ranking.rank();
  const auto found = ranking.stability();
  ASSERT_EQ(found.size(), 6U);
  for (const Stability& s : found) {
    EXPECT_NE(s.node, 3U);
    EXPECT_NE(s.node, 5U);
    if (s.node == 1) {
      EXPECT_EQ(s.sensitivity.up[0], std::nullopt);
      EXPECT_EQ(s.sensitivity.down[0], std::nullopt);
    }
  }
}

// Three targets on one criterion of weight 1/2: 0.6, 0.5, 0.3; the other criterion is equal.
TEST(Sensitivity, ByHand) {
  Weights weights{};
  weights[0] = 1;
  weights[1] = 1;
  const Ranking ranking({Values{0.6, 0.5}, Values{0.5, 0.5}, Values{0.3, 0.5}}, weights);
  const Sensitivity s = sensitivity(ranking.ranked(), 1);
  EXPECT_NEAR(s.up[0].value(), 0.1, 1e-9);
  EXPECT_NEAR(s.down[0].value(), -0.2, 1e-9);
  EXPECT_NEAR(s.up[1].value(), 0.1, 1e-9);
  EXPECT_EQ(s.up[2], std::nullopt);         // no weight
  EXPECT_EQ(s.first_weight, std::nullopt);  // the order is that of criterion 0 at any weight
  const Text text = sensitivity_text(s);
  EXPECT_EQ(text.zh, "“本地需求拉动”升高 0.11 即升一位；“本地需求拉动”降低 0.21 即降一位");
  EXPECT_EQ(text.en,
            "\"demand pull\" higher by 0.11 moves it up a place; \"demand pull\" lower by 0.21 moves it "
            "down a place");
  EXPECT_EQ(sensitivity(ranking.ranked(), 0).first_up, std::nullopt);
  EXPECT_EQ(sensitivity(ranking.ranked(), 2).first_down, std::nullopt);
}

// a = (1, 0), b = (0, 0.5) at weights 0.4, 0.6: 0.4 and 0.3. They meet where w = 0.5·(1-w), at a third.
TEST(Sensitivity, WeightByHand) {
  Weights weights{};
  weights[0] = 0.4;
  weights[1] = 0.6;
  const Ranking ranking({Values{1, 0}, Values{0, 0.5}}, weights);
  const Sensitivity s = sensitivity(ranking.ranked(), 0);
  EXPECT_NEAR(s.weight[0].value(), 1.0 / 3, 1e-9);
  EXPECT_NEAR(s.weight[1].value(), 2.0 / 3, 1e-9);
  EXPECT_NEAR(s.first_weight.value().to, 1.0 / 3, 1e-9);
  EXPECT_NE(sensitivity_text(s).zh.find("“本地需求拉动”的权重由 40% 改为 33.3% 即换位"), std::string::npos);
}

TEST(Sensitivity, NothingMovesTheOnlyTarget) {
  const Ranking ranking({Values{1}}, RankPolicy{}.weights);
  EXPECT_TRUE(sensitivity_text(sensitivity(ranking.ranked(), 0)).empty());
}

// Every told change of a value, applied and ranked again: a little more of it moves the target by one place, a little
// less by none; where none is told, the end of the scale does not move it.
TEST(Sensitivity, ValuesAgainstRankingAgain) {
  for (unsigned seed = 0; seed < 6; ++seed) {
    const Ranking ranking(random_values(9, 100 + seed), RankPolicy{}.weights);
    const auto ranked = ranking.ranked();
    for (std::size_t place = 0; place < ranked.size(); ++place) {
      const Sensitivity s = sensitivity(ranked, place);
      const NodeIndex v = ranked[place]->gap.node;
      const auto rank_with = [&](std::size_t criterion, double value) {
        Ranking changed = ranking;
        changed.of(v).criteria[criterion].low = value;
        changed.of(v).criteria[criterion].high = value;
        changed.rank();
        return changed.rank_of(v);
      };
      const int rank = static_cast<int>(place) + 1;
      for (std::size_t i = 0; i < 11; ++i) {
        const double at = middle_value(*ranked[place], i);
        const double little = 3e-6 / ranked[place]->criteria[i].weight;
        if (s.up[i]) {
          EXPECT_EQ(rank_with(i, at + *s.up[i] - little), rank);
          EXPECT_LT(rank_with(i, at + *s.up[i] + little), rank);
        } else {
          EXPECT_EQ(rank_with(i, 1), rank);
        }
        if (s.down[i]) {
          EXPECT_EQ(rank_with(i, at + *s.down[i] + little), rank);
          EXPECT_GT(rank_with(i, at + *s.down[i] - little), rank);
        } else {
          EXPECT_EQ(rank_with(i, 0), rank);
        }
      }
    }
  }
}

// The same for weights: up to the told one the target keeps its place and all its pairs, past it some pair has turned.
TEST(Sensitivity, WeightsAgainstRankingAgain) {
  for (unsigned seed = 0; seed < 6; ++seed) {
    const Ranking ranking(random_values(9, 200 + seed), RankPolicy{}.weights);
    const auto ranked = ranking.ranked();
    for (std::size_t place = 0; place < ranked.size(); ++place) {
      const Sensitivity s = sensitivity(ranked, place);
      const NodeIndex v = ranked[place]->gap.node;
      const auto ahead_with = [&](std::size_t criterion, double to) {
        Ranking changed = ranking;
        double rest = 0;
        double sum = 0;
        for (std::size_t i = 0; i < 11; ++i) sum += ranking.policy.weights[i];
        for (std::size_t i = 0; i < 11; ++i) rest += i == criterion ? 0 : ranking.policy.weights[i] / sum;
        for (std::size_t i = 0; i < 11; ++i)
          changed.policy.weights[i] = i == criterion ? to : ranking.policy.weights[i] / sum / rest * (1 - to);
        changed.rank();
        std::vector<NodeIndex> ahead;
        for (const Target& target : changed.targets) {
          if (target.gap.node == v) break;
          ahead.push_back(target.gap.node);
        }
        std::sort(ahead.begin(), ahead.end());
        return ahead;
      };
      for (std::size_t i = 0; i < 11; ++i) {
        const double weight = ranked[place]->criteria[i].weight;
        const auto ahead = ahead_with(i, weight);
        if (!s.weight[i]) continue;
        const double way = *s.weight[i] > weight ? 1 : -1;
        const double little = 5e-5;
        if (std::abs(*s.weight[i] - weight) > 2 * little) {
          EXPECT_EQ(ahead_with(i, *s.weight[i] - way * little), ahead) << place << " " << i;
          // As far the other way nothing turns either: the told one is the nearest.
          const double other = std::max(0.0, 2 * weight - *s.weight[i] + way * little);
          EXPECT_EQ(ahead_with(i, other), ahead) << place << " " << i;
        }
        EXPECT_NE(ahead_with(i, std::clamp(*s.weight[i] + way * little, 0.0, 1.0)), ahead) << place << " " << i;
      }
    }
  }
}

}  // namespace
}  // namespace liantu::stability_test
