#include "liantu/firm/roll.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace liantu::roll_test {
namespace {

Firm random_firm(std::mt19937_64& random, std::uint64_t row) {
  Firm out;
  out.row = row;
  out.name = "firm " + std::to_string(row);
  out.size = static_cast<SizeClass>(random() % 5);
  out.anchor = random() % 50 == 0;
  out.listed = random() % 20 == 0;
  out.abnormal = random() % 10 == 0;
  if (random() % 2 == 0) out.above_scale = random() % 2 == 0;
  return out;
}

std::vector<std::uint64_t> rows_of(const std::vector<Holding>& holdings) {
  std::vector<std::uint64_t> out;
  out.reserve(holdings.size());
  for (const Holding& holding : holdings) out.push_back(holding.firm->row);
  return out;
}

TEST(Roll, TheBestOfANodeAreThoseThatARollWithoutLimitHasFirst) {
  for (const std::size_t limit : {1U, 3U, 40U}) {
    std::mt19937_64 random(limit);
    Roll best(2, 0.8, limit, limit);
    Roll all(2, 0.8, 100'000, 100'000);
    for (std::uint64_t row = 2; row < 3000; ++row) {
      const Firm firm = random_firm(random, row);
      std::vector<Match> matches;
      for (NodeIndex node = 0; node < 2; ++node) {
        if (random() % 2 == 0) matches.push_back({node, static_cast<Confidence>(random() % certain), false, {}});
      }
      best.add(firm, matches);
      all.add(firm, matches);
    }
    best.finish();
    all.finish();
    const auto first = [&](const std::vector<Holding>& holdings) {
      auto rows = rows_of(holdings);
      rows.resize(limit);
      return rows;
    };
    for (NodeIndex node = 0; node < 2; ++node) EXPECT_EQ(rows_of(best.firms_of(node)), first(all.firms_of(node)));
    EXPECT_EQ(rows_of(best.outside()), first(all.outside()));
    EXPECT_EQ(best.outside_count(), all.outside_count());
  }
}

TEST(Roll, StandingComesBeforeConfidenceAndTheFirstRowBreaksTies) {
  Roll roll(1);
  Firm firm;
  const auto add = [&](std::uint64_t row, Confidence confidence) {
    firm.row = row;
    roll.add(firm, {{0, confidence, false, {}}});
  };
  add(2, 9000);
  add(3, 9000);
  add(4, 9900);
  firm.above_scale = true;
  add(5, 8500);
  firm.anchor = true;
  add(6, 7000);  // not sure
  roll.finish();
  EXPECT_EQ(rows_of(roll.firms_of(0)), (std::vector<std::uint64_t>{5, 4, 2, 3, 6}));
}

TEST(Roll, ARollOfNoNodesTakesNothingIn) {
  Roll roll(0);
  roll.add({}, {{7, certain, false, {}}});
  roll.add({}, {});
  roll.finish();
  EXPECT_EQ(roll.outside_count(), 0U);
}

TEST(Roll, WeakMatchesPutAFirmOnNoList) {
  Roll roll(1);
  Firm firm;
  firm.row = 2;
  roll.add(firm, {{0, 100, false, {}}}, 0.05);
  firm.row = 3;
  roll.add(firm, {{0, 500, false, {}}}, 0.05);
  firm.row = 4;
  roll.add(firm, {}, 0.05);
  roll.finish();
  EXPECT_EQ(rows_of(roll.firms_of(0)), std::vector<std::uint64_t>{3});
  EXPECT_EQ(rows_of(roll.outside()), std::vector<std::uint64_t>{4});
}

}  // namespace
}  // namespace liantu::roll_test
