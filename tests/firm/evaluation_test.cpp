// Hits, precision, recall and calibration by cases worked out by hand.
#include "liantu/firm/evaluation.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace liantu::evaluation_test {
namespace {

Atlas atlas() {
  Chain chain;
  chain.id = "q";
  chain.name = "q";
  for (const auto& [id, industry] : std::vector<std::pair<std::string, std::vector<std::string>>>{
           {"a", {"1011"}}, {"b", {"1012"}}, {"c", {"2011"}}, {"d", {"3011", "3012", "3013", "3014", "3015"}}}) {
    Node node;
    node.id = id;
    node.name = id;
    node.industry = industry;
    chain.nodes.push_back(std::move(node));
  }
  std::vector<Chain> chains;
  chains.push_back(std::move(chain));
  return Atlas(std::move(chains));
}

Match match(NodeIndex node, int confidence) {
  Match out;
  out.node = node;
  out.confidence = static_cast<Confidence>(confidence);
  out.prominence = confidence;
  return out;
}

TEST(ClassEvaluation, CountsTheFirstAndTheFirstThree) {
  const Atlas chains = atlas();
  ClassEvaluation evaluation(chains);
  evaluation.add(Firm{}, "1011", {match(0, 9000), match(1, 8000)});  // first
  evaluation.add(Firm{}, "1011", {match(1, 9000), match(0, 8000)});  // second; the first is of the group
  evaluation.add(Firm{}, "1011", {match(2, 9000)});                  // wrong
  evaluation.add(Firm{}, "1011", {});                                // no match is a miss
  evaluation.add(Firm{}, "9999", {match(0, 9000)});                  // no node carries it
  EXPECT_EQ(evaluation.all().firms, 4U);
  EXPECT_EQ(evaluation.all().unmatched, 1U);
  EXPECT_EQ(evaluation.outside(), 1U);
  EXPECT_DOUBLE_EQ(evaluation.all().hit1_class, 1);
  EXPECT_DOUBLE_EQ(evaluation.all().hit3_class, 2);
  EXPECT_DOUBLE_EQ(evaluation.all().hit1_group, 2);
  EXPECT_DOUBLE_EQ(evaluation.all().hit3_group, 2);
  EXPECT_EQ(evaluation.mistakes().size(), 3U);
  EXPECT_FALSE(evaluation.mistakes().back().first);  // the least sure last
}

TEST(ClassEvaluation, ANodeOfManyClassesCountsLess) {
  const Atlas chains = atlas();
  ClassEvaluation evaluation(chains);
  evaluation.add(Firm{}, "3015", {match(3, 9000)});
  EXPECT_DOUBLE_EQ(evaluation.all().hit1_class, 1.0 / 3);
}

TEST(PairEvaluation, PrecisionRecallAndMistakes) {
  const Atlas chains = atlas();
  PairEvaluation evaluation(chains, 0.5, 0.8);
  evaluation.add(Firm{}, {{0, true}, {1, false}, {2, true}}, {match(0, 9000), match(1, 8000)});
  evaluation.add(Firm{}, {{0, true}}, {match(0, 6000), match(3, 7000)});
  EXPECT_EQ(evaluation.all().pairs, 4U);
  EXPECT_EQ(evaluation.all().right, 3U);
  EXPECT_DOUBLE_EQ(evaluation.all().precision(), 0.5);
  EXPECT_DOUBLE_EQ(evaluation.all().recall(), 2.0 / 3);
  EXPECT_EQ(evaluation.firms(), 2U);
  EXPECT_EQ(evaluation.hit1(), 1U);
  EXPECT_EQ(evaluation.hit3(), 2U);
  const auto mistakes = evaluation.mistakes(10);
  ASSERT_EQ(mistakes.size(), 2U);
  EXPECT_EQ(mistakes[0].node, 2U);  // right, and not found at all
  EXPECT_EQ(mistakes[1].node, 1U);
}

TEST(Calibration, ErrorIsTheMeanDistance) {
  Calibration calibration;
  EXPECT_DOUBLE_EQ(calibration.error(), 0);
  for (int i = 0; i < 10; ++i) calibration.add(9000, i < 9);
  EXPECT_NEAR(calibration.error(), 0, 1e-12);
  for (int i = 0; i < 10; ++i) calibration.add(2000, i < 6);
  EXPECT_NEAR(calibration.error(), 0.2, 1e-12);
  calibration.add(10000, true);
  EXPECT_EQ(calibration.bins()[9].samples, 11U);
}

}  // namespace
}  // namespace liantu::evaluation_test
