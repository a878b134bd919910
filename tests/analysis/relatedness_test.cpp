// Small tables worked out by hand, odd tables, and equality with two published programs (relatedness/make.py).
#include "liantu/analysis/relatedness.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace liantu::relatedness_test {
namespace {

using Rows = std::vector<std::vector<double>>;

Relatedness related(const Rows& rows, const RelatednessOptions& options = {}) {
  std::vector<double> values;
  for (const auto& row : rows) values.insert(values.end(), row.begin(), row.end());
  return {values, rows.size(), rows.empty() ? 0 : rows[0].size(), options};
}

RelatednessOptions by_value(double threshold = 1) {
  RelatednessOptions out;
  out.presence = PresenceRule::value;
  out.threshold = threshold;
  return out;
}

// Three regions: one with all three activities, one with two, one with the commonest.
const Rows ladder{{1, 1, 1}, {1, 1, 0}, {1, 0, 0}};

TEST(Relatedness, QuotientIsTheShareOverTheShareOfAll) {
  const auto r = related({{6, 2}, {2, 10}});
  EXPECT_DOUBLE_EQ(r.quotient(0, 0).value(), 1.875);  // 6/8 over 8/20
  EXPECT_DOUBLE_EQ(r.quotient(0, 1).value(), 5.0 / 12);
  EXPECT_TRUE(r.present(0, 0));
  EXPECT_FALSE(r.present(0, 1));
}

TEST(Relatedness, AQuotientOfJustOneIsPresence) {
  // 3 of 30 and 7 of 70: the share is that of all, which division in doubles misses for some.
  const auto r = related({{3, 7, 20}, {7, 49.0 / 3, 140.0 / 3}});
  EXPECT_TRUE(r.present(0, 0));
  std::vector<double> sizes(60);
  std::iota(sizes.begin(), sizes.end(), 1);
  for (const double n : sizes) EXPECT_TRUE(related({{n, 3 * n}, {7 * n, 21 * n}}).present(0, 0)) << n;
}

TEST(Relatedness, PresenceByValueAsksForSoMany) {
  const auto r = related({{3, 2}, {0, 3}}, by_value(3));
  EXPECT_TRUE(r.present(0, 0));
  EXPECT_FALSE(r.present(0, 1));
  EXPECT_EQ(r.diversity(0), 1);
  EXPECT_EQ(r.ubiquity(1), 1);
}

TEST(Relatedness, ProximityIsTheSmallerChanceOfHavingBoth) {
  const auto r = related(ladder, by_value());
  EXPECT_DOUBLE_EQ(r.proximity(0, 1).value(), 2.0 / 3);
  EXPECT_DOUBLE_EQ(r.proximity(0, 2).value(), 1.0 / 3);
  EXPECT_DOUBLE_EQ(r.proximity(1, 2).value(), 0.5);
  EXPECT_DOUBLE_EQ(r.proximity(2, 1).value(), 0.5);
  EXPECT_DOUBLE_EQ(r.proximity(2, 2).value(), 1);
  RelatednessOptions geometric = by_value();
  geometric.proximity = ProximityRule::geometric;
  EXPECT_DOUBLE_EQ(related(ladder, geometric).proximity(0, 1).value(), 2 / std::sqrt(6));
}

TEST(Relatedness, DensityIsThePartOfTheProximityThatTheRegionHas) {
  const auto r = related(ladder, by_value());
  EXPECT_DOUBLE_EQ(r.density(2, 2).value(), (1.0 / 3) / (1.0 / 3 + 0.5 + 1));
  EXPECT_DOUBLE_EQ(r.density(1, 2).value(), (1.0 / 3 + 0.5) / (1.0 / 3 + 0.5 + 1));
  EXPECT_DOUBLE_EQ(r.density(0, 2).value(), 1);
  EXPECT_DOUBLE_EQ(r.distance(2, 2).value(), 9.0 / 11);
  RelatednessOptions others = by_value();
  others.own_proximity = false;
  EXPECT_DOUBLE_EQ(related(ladder, others).density(2, 2).value(), (1.0 / 3) / (1.0 / 3 + 0.5));
}

TEST(Relatedness, ComplexityOfALadder) {
  // D⁻¹ M U⁻¹ Mᵀ = (11 5 2; 7.5 7.5 3; 6 6 6)/18 has trace 49/36; the eigenvector (x, y, z) of its second eigenvalue is
  // orthogonal to diversity: 3x + 2y + z = 0.
  const auto r = related(ladder, by_value());
  ASSERT_EQ(r.complexity(), ComplexityState::told);
  EXPECT_GT(r.eci(0).value(), r.eci(1).value());
  EXPECT_GT(r.eci(1).value(), r.eci(2).value());
  EXPECT_GT(r.pci(2).value(), r.pci(1).value());
  // Eigenvalues besides 1: sum 13/36, product det/1 = 1/36, so the second is 1/4 and the third 1/9.
  // From (11/18 - 1/4) x + 5/18 y + 2/18 z = 0 and the above: 13x + 10y + 4z = 0, so x = -2y ... z = 4y: (2, -1, -4).
  const double mean = -1;
  const double deviation = std::sqrt((9.0 + 0 + 9) / 3);
  EXPECT_NEAR(r.eci(0).value(), (2 - mean) / deviation, 1e-12);
  EXPECT_NEAR(r.eci(1).value(), 0, 1e-12);
  EXPECT_NEAR(r.eci(2).value(), (-4 - mean) / deviation, 1e-12);
}

TEST(Relatedness, EciIsTheMeanPciOfWhatARegionHas) {
  const auto r = related(ladder, by_value());
  EXPECT_NEAR(r.eci(0).value(), (r.pci(0).value() + r.pci(1).value() + r.pci(2).value()) / 3, 1e-12);
  EXPECT_NEAR(r.eci(2).value(), r.pci(0).value(), 1e-12);
}

TEST(Relatedness, TransposedTheSameIsSolvedOnTheOtherSide) {
  const auto wide = related({{1, 1, 1, 1, 0}, {1, 1, 0, 0, 1}, {1, 0, 0, 0, 0}}, by_value());
  const auto tall = related({{1, 1, 1}, {1, 1, 0}, {1, 0, 0}, {1, 0, 0}, {0, 1, 0}}, by_value());
  ASSERT_EQ(wide.complexity(), ComplexityState::told);
  ASSERT_EQ(tall.complexity(), ComplexityState::told);
  // What is complex among activities of the one is complex among regions of the other, up to sign and scale.
  const auto step = [](double a, double b, double c) { return (a - b) / (b - c); };
  EXPECT_NEAR(step(wide.pci(0).value(), wide.pci(1).value(), wide.pci(2).value()),
              step(tall.eci(0).value(), tall.eci(1).value(), tall.eci(2).value()), 1e-9);
}

TEST(Relatedness, WhatNobodyHasTakesNoPart) {
  Rows more = ladder;
  for (auto& row : more) row.push_back(0);
  more.push_back({0, 0, 0, 0});
  const auto r = related(more, by_value());
  const auto without = related(ladder, by_value());
  EXPECT_EQ(r.quotient(0, 3), std::nullopt);
  EXPECT_EQ(r.quotient(3, 0), std::nullopt);
  EXPECT_EQ(r.proximity(3, 0), std::nullopt);
  EXPECT_EQ(r.density(0, 3), std::nullopt);
  EXPECT_EQ(r.distance(0, 3), std::nullopt);
  EXPECT_EQ(r.gain(0, 3), std::nullopt);
  EXPECT_EQ(r.eci(3), std::nullopt);
  EXPECT_EQ(r.pci(3), std::nullopt);
  EXPECT_EQ(r.outlook(3), std::nullopt);
  EXPECT_EQ(r.density(3, 0), 0);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(r.eci(i).value(), without.eci(i).value(), 1e-12);
    EXPECT_NEAR(r.pci(i).value(), without.pci(i).value(), 1e-12);
  }
}

TEST(Relatedness, ComplexityIsNotToldWhereTheTableCannotTell) {
  const auto state = [](const Rows& rows) { return related(rows, by_value()).complexity(); };
  EXPECT_EQ(state({{1, 1, 0}, {0, 1, 1}}), ComplexityState::too_few);
  EXPECT_EQ(state({{1}, {2}, {3}}), ComplexityState::too_few);
  EXPECT_EQ(state({{1, 1, 1}}), ComplexityState::too_few);
  EXPECT_EQ(state({{1, 0}, {1, 0}, {0, 1}}), ComplexityState::disconnected);
  EXPECT_EQ(state({{1, 1}, {1, 1}, {1, 1}}), ComplexityState::flat);
  EXPECT_EQ(state({{1, 1, 0}, {0, 1, 1}, {1, 0, 1}}), ComplexityState::tied);  // turned round it is the same
  EXPECT_EQ(state({{1, 1, 0, 0}, {0, 1, 1, 0}, {0, 0, 1, 1}}), ComplexityState::no_direction);
  EXPECT_EQ(state({{0, 0}, {0, 0}, {0, 0}}), ComplexityState::too_few);
  const auto r = related({{1, 0}, {1, 0}, {0, 1}}, by_value());
  EXPECT_EQ(r.eci(0), std::nullopt);
  EXPECT_EQ(r.gain(0, 1), std::nullopt);
  EXPECT_EQ(r.density(0, 1), 0);
}

TEST(Relatedness, AnEmptyTableIsFine) {
  EXPECT_EQ(Relatedness({}, 0, 0).complexity(), ComplexityState::too_few);
  EXPECT_EQ(Relatedness({}, 4, 0).diversity(3), 0);
  EXPECT_EQ(Relatedness({}, 0, 4).ubiquity(3), 0);
}

TEST(Relatedness, RefusesWhatIsNoTable) {
  EXPECT_THROW(Relatedness({1, 2, 3}, 2, 2), std::invalid_argument);
  EXPECT_THROW(related({{1, -1}}), std::invalid_argument);
  EXPECT_THROW(related({{1, std::numeric_limits<double>::quiet_NaN()}}), std::invalid_argument);
  EXPECT_THROW(related({{1, std::numeric_limits<double>::infinity()}}), std::invalid_argument);
  EXPECT_THROW(related({{1, 1}}, by_value(0)), std::invalid_argument);
  RelatednessOptions few;
  few.reflections = 3;
  EXPECT_THROW(related({{1, 1}}, few), std::invalid_argument);
}

TEST(Relatedness, GainOfTheBookIsLessWhatTheActivityItselfIsNearTo) {
  RelatednessOptions atlas = by_value();
  atlas.gain = GainRule::atlas;
  const auto r = related(ladder, atlas);
  // Region 2 lacks 1 and 2. Reach: 2, 13/6, 11/6.
  const double p1 = r.pci(1).value();
  const double p2 = r.pci(2).value();
  const double sum = 0.5 * p1 / (13.0 / 6) + p2 / (11.0 / 6);
  EXPECT_NEAR(r.gain(2, 2).value(), sum - r.density(2, 2).value() * p2, 1e-12);
  EXPECT_EQ(r.gain(2, 0), 0);
  EXPECT_NEAR(r.outlook(2).value(), r.density(2, 1).value() * p1 + r.density(2, 2).value() * p2, 1e-12);
}

// A reference: rows of named cells.
std::vector<std::map<std::string, std::string>> reference(const std::string& name) {
  std::ifstream in(std::string(LIANTU_TEST_DATA) + "/../analysis/relatedness/" + name);
  std::vector<std::string> head;
  std::vector<std::map<std::string, std::string>> out;
  for (std::string line; std::getline(in, line);) {
    std::istringstream cells(line);
    std::vector<std::string> row;
    for (std::string cell; std::getline(cells, cell, ',');) row.push_back(cell);
    if (head.empty()) {
      head = row;
      continue;
    }
    out.emplace_back();
    for (std::size_t i = 0; i < head.size(); ++i) out.back()[head[i]] = row.at(i);
  }
  return out;
}

// "r07" and "a12" are places.
std::size_t place(const std::string& name) { return std::stoul(name.substr(1)); }

std::vector<double> made_up() {
  std::vector<double> out;
  for (const auto& row : reference("values.csv")) out.push_back(std::stod(row.at("value")));
  return out;
}

void expect_near(std::optional<double> found, const std::string& wanted) {
  ASSERT_TRUE(found);
  EXPECT_NEAR(*found, std::stod(wanted), 1e-9);
}

TEST(Relatedness, EqualsEcomplexity) {
  const Relatedness r(made_up(), 24, 30);
  const auto rows = reference("ecomplexity.csv");
  ASSERT_EQ(rows.size(), 24 * 30);
  for (const auto& row : rows) {
    const auto region = place(row.at("region"));
    const auto activity = place(row.at("activity"));
    SCOPED_TRACE(row.at("region") + row.at("activity"));
    expect_near(r.quotient(region, activity), row.at("rca"));
    EXPECT_EQ(r.present(region, activity), row.at("mcp") == "1");
    EXPECT_EQ(r.diversity(region), std::stoul(row.at("diversity")));
    EXPECT_EQ(r.ubiquity(activity), std::stoul(row.at("ubiquity")));
    expect_near(r.density(region, activity), row.at("density"));
    expect_near(r.eci(region), row.at("eci"));
    expect_near(r.pci(activity), row.at("pci"));
    expect_near(r.outlook(region), row.at("coi"));
    expect_near(r.gain(region, activity), row.at("cog"));
  }
}

TEST(Relatedness, EqualsEconomicComplexity) {
  RelatednessOptions options = RelatednessOptions::as_economic_complexity();
  options.reflections = 6;
  const Relatedness r(made_up(), 24, 30, options);
  const auto rows = reference("economic_complexity.csv");
  ASSERT_EQ(rows.size(), 24 * 30);
  for (const auto& row : rows) {
    const auto region = place(row.at("region"));
    const auto activity = place(row.at("activity"));
    SCOPED_TRACE(row.at("region") + row.at("activity"));
    expect_near(r.quotient(region, activity), row.at("rca"));
    expect_near(r.density(region, activity), row.at("density"));
    expect_near(r.distance(region, activity), row.at("distance"));
    expect_near(r.eci(region), row.at("eci"));
    expect_near(r.pci(activity), row.at("pci"));
    expect_near(r.gain(region, activity), row.at("cog"));
  }
}

TEST(Relatedness, ProximityEqualsBoth) {
  RelatednessOptions geometric = RelatednessOptions::as_economic_complexity();
  geometric.proximity = ProximityRule::geometric;
  const Relatedness own(made_up(), 24, 30);
  const Relatedness other(made_up(), 24, 30, RelatednessOptions::as_economic_complexity());
  const Relatedness mean(made_up(), 24, 30, geometric);
  const auto rows = reference("proximity.csv");
  ASSERT_EQ(rows.size(), 30 * 30);
  for (const auto& row : rows) {
    const auto a = place(row.at("a"));
    const auto b = place(row.at("b"));
    expect_near(own.proximity(a, b), row.at("ecomplexity"));
    expect_near(other.proximity(a, b), row.at("economic_complexity"));
    expect_near(mean.proximity(a, b), row.at("geometric"));
  }
}

TEST(Relatedness, UnitsAndTheOrderOfRegionsChangeNothing) {
  std::vector<double> values = made_up();
  const Relatedness before(values, 24, 30);
  for (double& value : values) value *= 1000;
  std::rotate(values.begin(), values.begin() + 30, values.end());
  const Relatedness after(values, 24, 30);
  for (std::size_t r = 0; r < 24; ++r) {
    EXPECT_NEAR(after.eci(r).value(), before.eci((r + 1) % 24).value(), 1e-9);
    EXPECT_NEAR(after.outlook(r).value(), before.outlook((r + 1) % 24).value(), 1e-9);
  }
}

}  // namespace
}  // namespace liantu::relatedness_test
