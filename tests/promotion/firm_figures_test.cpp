// Figures of single firms: power in its units, a firm once in each node, chain and total, rows bounded and sums not.
#include "liantu/promotion/firm_figures.hpp"

#include "analysis/analysis_fixture.hpp"

#include <gtest/gtest.h>

namespace liantu {
namespace {

using test::World;

TEST(PowerOf, ReadsUnitsAndNothingElse) {
  EXPECT_DOUBLE_EQ(power_of("1,200（万千瓦时）").value(), 1200);
  EXPECT_DOUBLE_EQ(power_of("3.5万度").value(), 3.5);
  EXPECT_DOUBLE_EQ(power_of("35000 kWh").value(), 3.5);
  EXPECT_DOUBLE_EQ(power_of("0.2 亿千瓦时").value(), 2000);
  for (const char* text : {"", "1200", "约5万度", "5万度以上", "1-2万度", "1.2.3度", "万度", "5 元", "5万度6"})
    EXPECT_EQ(power_of(text), std::nullopt) << text;
}

struct Counted {
  World w{std::vector<Chain>{test::chain("p", "a b", ""), test::chain("q", "c", "")}};
  std::set<ChainIndex> chains{0, 1};
  FirmFigures figures;
  std::uint64_t row = 1;

  explicit Counted(std::size_t most = 10) : figures(w.atlas, chains, w.policy.coverage, most) {}
  void add(const std::string& name, std::optional<double> output, const std::vector<std::string>& nodes,
           Confidence confidence = 10000) {
    Firm firm;
    firm.row = ++row;
    firm.name = name;
    firm.output = output;
    std::vector<Match> matches;
    for (const std::string& node : nodes) matches.push_back(Match{w.at(node), confidence, false, {}});
    figures.add(firm, matches);
  }
  static const FigureSum& output(const FigureSums& sums) {
    return sums.of[static_cast<std::size_t>(FirmFigure::output)];
  }
  const FigureSum& node(const std::string& key) { return output(figures.nodes().at(w.at(key))); }
  const FigureSum& chain(ChainIndex chain) { return output(figures.chains().at(chain)); }
};

TEST(FirmFigures, AFirmCountsOnceInEachSum) {
  Counted c;
  c.add("one", 100, {"p:a", "p:b", "q:c"});
  c.add("two", 300, {"p:a"});
  c.add("silent", std::nullopt, {"p:a"});
  EXPECT_EQ(c.node("p:a").total, 400);
  EXPECT_EQ(c.node("p:a").firms, 2U);
  EXPECT_EQ(c.figures.nodes().at(c.w.at("p:a")).firms, 3U);
  EXPECT_EQ(c.node("p:a").largest_firm, "two");
  EXPECT_DOUBLE_EQ(c.node("p:a").share().value(), 0.75);
  EXPECT_EQ(c.chain(0).total, 400);
  EXPECT_EQ(c.chain(1).total, 100);
  EXPECT_EQ(Counted::output(c.figures.total()).total, 400);
}

TEST(FirmFigures, WhatIsDoubtedIsListedAndNotSummed) {
  Counted c;
  c.add("doubted", 100, {"p:a"}, 6000);
  c.add("weaker than that", 100, {"p:a"}, 400);
  ASSERT_EQ(c.figures.firms().size(), 1U);
  EXPECT_TRUE(c.figures.firms()[0].nodes.empty());
  EXPECT_EQ(c.figures.firms()[0].doubted.size(), 1U);
  EXPECT_TRUE(c.figures.nodes().empty());
  EXPECT_EQ(c.figures.total().firms, 0U);
}

TEST(FirmFigures, ABoundOnRowsIsNoneOnSums) {
  Counted c(1);
  c.add("one", 100, {"p:a"});
  c.add("two", 50, {"p:a"});
  EXPECT_EQ(c.figures.firms().size(), 1U);
  EXPECT_EQ(c.figures.matched(), 2U);
  EXPECT_EQ(c.node("p:a").total, 150);
}

TEST(FirmFigures, AShareOfNothingOrOfLossesIsNone) {
  Counted c;
  c.add("none", 0, {"p:a"});
  c.add("loss", -5, {"p:b"});
  c.add("gain", 10, {"p:b"});
  EXPECT_EQ(c.node("p:a").share(), std::nullopt);
  EXPECT_EQ(c.node("p:b").share(), std::nullopt);
  EXPECT_EQ(c.node("p:b").largest_firm, "gain");
}

}  // namespace
}  // namespace liantu
