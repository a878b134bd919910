// Regions of firms: names, sums, tables, what a home region lacks, and the criterion made of it.
#include "liantu/analysis/region_coverage.hpp"

#include "analysis/analysis_fixture.hpp"

#include "liantu/analysis/region_gaps.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace liantu::region_coverage_test {
namespace {

using test::World;

Firm firm(const std::string& province, const std::string& city, const std::string& county) {
  Firm out;
  out.province = province;
  out.city = city;
  out.county = county;
  return out;
}

Match match(NodeIndex node, Confidence confidence = certain) { return Match{node, confidence, false, {}}; }

TEST(RegionCoverage, NamesAreTheCellsDownToTheLevel) {
  const Firm f = firm("江苏省", "扬州市", "邗江区");
  EXPECT_EQ(region_of(f, RegionLevel::province), "江苏省");
  EXPECT_EQ(region_of(f, RegionLevel::city), "江苏省/扬州市");
  EXPECT_EQ(region_of(f, RegionLevel::county), "江苏省/扬州市/邗江区");
  EXPECT_EQ(region_of(firm("", "扬州市", ""), RegionLevel::city), "扬州市");
  EXPECT_EQ(region_of(firm("江苏省", "扬州市", "  "), RegionLevel::county), "");
  EXPECT_EQ(region_of(firm("江苏省", "", "邗江区"), RegionLevel::county), "江苏省/邗江区");
}

TEST(RegionCoverage, HostileNamesStayOnOneLineAndApart) {
  EXPECT_EQ(region_of(firm("甲/乙", "丙", ""), RegionLevel::city), "甲／乙/丙");
  EXPECT_EQ(region_of(firm("甲\n\"乙\",\t丙", "", ""), RegionLevel::province), "甲 \"乙\", 丙");
}

TEST(RegionCoverage, CountsSureFirmsThatAreNotFlagged) {
  const CoveragePolicy policy;
  RegionCoverage regions(RegionLevel::city);
  Firm f = firm("甲省", "乙市", "");
  f.industry_code = "1530";
  regions.add(f, {match(0), match(1, 7000)}, policy);
  f.size = SizeClass::large;
  regions.add(f, {match(0, 9000)}, policy);
  f.abnormal = true;
  f.industry_code = "153";  // a group, no class
  regions.add(f, {match(0)}, policy);
  regions.add(firm("甲省", "", "丙县"), {match(0)}, policy);
  ASSERT_EQ(regions.regions().size(), 1);
  const RegionSums& sums = regions.regions().at("甲省/乙市");
  EXPECT_EQ(sums.firms, 3);
  EXPECT_EQ(sums.nodes.size(), 1);
  EXPECT_EQ(sums.nodes.at(0).firms, 2);
  EXPECT_EQ(sums.nodes.at(0).mass, 8'200'000);  // 1 + 0.9 · 8
  EXPECT_EQ(sums.classes, (std::map<std::string, std::uint64_t>{{"1530", 2}}));
  EXPECT_EQ(regions.without_region(), 1);
  EXPECT_EQ(regions.without_class(), 1);
  EXPECT_EQ(regions.firms(), 3);
}

TEST(RegionCoverage, PartsMergeToTheWholeInAnyOrder) {
  const CoveragePolicy policy;
  RegionCoverage whole(RegionLevel::city);
  RegionCoverage odd(RegionLevel::city);
  RegionCoverage even(RegionLevel::city);
  for (std::uint32_t i = 0; i < 60; ++i) {
    Firm f = firm("甲省", i % 7 == 0 ? "" : "市" + std::to_string(i % 5), "");
    f.industry_code = i % 3 == 0 ? "1530" : "";
    const std::vector<Match> matches{match(i % 4, static_cast<Confidence>(7000 + 50 * i))};
    whole.add(f, matches, policy);
    (i % 2 == 0 ? even : odd).add(f, matches, policy);
  }
  odd.merge(even);
  EXPECT_EQ(odd.regions(), whole.regions());
  EXPECT_EQ(odd.firms(), whole.firms());
  EXPECT_EQ(odd.without_region(), whole.without_region());
  EXPECT_EQ(odd.without_class(), whole.without_class());
}

TEST(RegionCoverage, TablesAreByNodeAndByClass) {
  const World w("a b", "a>b");
  RegionCoverage regions(RegionLevel::city);
  Firm f = firm("", "乙市", "");
  f.size = SizeClass::medium;
  f.industry_code = "1530";
  regions.add(f, {match(w.at("b"))}, CoveragePolicy{});
  f = firm("", "甲市", "");
  f.industry_code = "0164";
  regions.add(f, {}, CoveragePolicy{});
  const RegionTable firms = table_by_nodes(w.atlas, regions, RegionValue::firms);
  EXPECT_EQ(firms.regions, (std::vector<std::string>{"乙市", "甲市"}));
  EXPECT_EQ(firms.activities, (std::vector<std::string>{"q:a", "q:b"}));
  EXPECT_EQ(firms.values, (std::vector<double>{0, 1, 0, 0}));
  EXPECT_EQ(table_by_nodes(w.atlas, regions, RegionValue::mass).values, (std::vector<double>{0, 3, 0, 0}));
  const RegionTable classes = table_by_classes(regions);
  EXPECT_EQ(classes.activities, (std::vector<std::string>{"0164", "1530"}));
  EXPECT_EQ(classes.values, (std::vector<double>{0, 1, 1, 0}));
}

TEST(RegionCoverage, ARegionIsFoundByItsLastParts) {
  RegionTable table;
  table.regions = {"甲省/子市/鼓楼区", "甲省/丑市/鼓楼区", "鼓楼区"};
  EXPECT_EQ(table.find("鼓楼区"), std::vector<std::size_t>{2});
  EXPECT_EQ(table.find("子市/鼓楼区"), std::vector<std::size_t>{0});
  table.regions.pop_back();
  EXPECT_EQ(table.find("鼓楼区"), (std::vector<std::size_t>{0, 1}));
  EXPECT_TRUE(table.find("楼区").empty());
  EXPECT_TRUE(table.find("").empty());
}

// Firms in regions by activities; home is region 0.
RegionTable table_of(const std::vector<std::vector<std::uint64_t>>& rows) {
  RegionTable out;
  for (std::size_t a = 0; a < rows[0].size(); ++a) out.activities.push_back("a" + std::to_string(a));
  for (const auto& row : rows) {
    out.regions.push_back("r" + std::to_string(out.regions.size()));
    out.region_firms.push_back(0);
    out.firms.insert(out.firms.end(), row.begin(), row.end());
    out.values.insert(out.values.end(), row.begin(), row.end());
  }
  return out;
}

Relatedness related(const RegionTable& table) {
  RelatednessOptions options;
  options.presence = PresenceRule::value;
  return {table.values, table.regions.size(), table.activities.size(), options};
}

TEST(RegionGaps, PlacesAreStrongByQuotientAndNotOfOneFirm) {
  // Quotients of a1, of which there are 14 of 34: 0, 17/21, 17/7, 17/14, and 17/7 with one firm.
  const RegionTable table = table_of({{9, 0}, {8, 4}, {0, 6}, {3, 3}, {0, 1}});
  const auto places = gathering_places(table, related(table), 1, 0);
  ASSERT_EQ(places.size(), 2);
  EXPECT_EQ(places[0].region, 2);
  EXPECT_DOUBLE_EQ(places[0].quotient, 34.0 / 14);
  EXPECT_EQ(places[0].firms, 6);
  EXPECT_EQ(places[1].region, 3);
  EXPECT_EQ(gathering_places(table, related(table), 1, 2).size(), 1);  // never home itself
  EXPECT_EQ(gathering_places(table, related(table), 1, std::nullopt, 1).size(), 1);
}

TEST(RegionGaps, TheOnlyRegionIsNoPlace) {
  const RegionTable table = table_of({{9, 5}});
  EXPECT_EQ(related(table).quotient(0, 1), 1);
  EXPECT_TRUE(gathering_places(table, related(table), 1, std::nullopt).empty());
}

TEST(RegionGaps, AreInTheOrderOfDensity) {
  // a2 is always with a0, which home has; a1 never.
  const RegionTable table = table_of({{1, 0, 0, 0}, {1, 0, 1, 0}, {1, 0, 1, 0}, {0, 1, 0, 0}});
  const auto gaps = region_gaps(table, related(table), 0, {1, 2, 3});
  ASSERT_EQ(gaps.size(), 3);
  EXPECT_EQ(gaps[0].activity, 2);
  EXPECT_DOUBLE_EQ(gaps[0].density.value(), (2.0 / 3) / (2.0 / 3 + 1));
  EXPECT_DOUBLE_EQ(gaps[0].density.value() + gaps[0].distance.value(), 1);
  EXPECT_EQ(gaps[1].activity, 1);
  EXPECT_EQ(gaps[1].density, 0);
  EXPECT_EQ(gaps[2].density, std::nullopt);  // nobody has it
}

TEST(RegionGaps, FewRegionsTellNoDensity) {
  const RegionTable table = table_of({{4, 0}, {4, 5}, {0, 0}});
  const auto gaps = region_gaps(table, related(table), 0, {1});
  EXPECT_EQ(gaps[0].density, std::nullopt);
  EXPECT_EQ(gaps[0].places.size(), 1);  // who is strong is seen all the same
  EXPECT_EQ(feasibility_of(related(table), 0), (std::vector<std::optional<double>>(2)));
}

TEST(RegionGaps, DensityIsTheCriterionOfFeasibility) {
  World w("x a y", "x>a a>y");
  w.only(Criterion::feasibility).above("x", 1).firms("y", 1);
  const auto target_of = [&](std::optional<double> density) {
    Question question = w.question();
    question.feasibility = {std::nullopt, density, std::nullopt};
    const Analysis found = analyse(w.atlas, w.structure(), w.coverage, w.states(), w.policy, question);
    for (const Target& target : found.targets) {
      if (target.gap.node == w.at("a")) return target;
    }
    throw std::out_of_range("no target a");
  };
  EXPECT_EQ(target_of(0.375).score, 0.375);
  EXPECT_EQ(target_of(0.375).known, 1);
  EXPECT_EQ(target_of(0).score, 0);
  EXPECT_EQ(target_of(std::nullopt).known, 0);
  EXPECT_EQ(w.target("a").known, 0);  // no table of regions
}

}  // namespace
}  // namespace liantu::region_coverage_test
