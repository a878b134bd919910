// Tables of costs: read, or refused by row and column; and what stands in for them.
#include "liantu/analysis/costs.hpp"

#include "corrections_fixture.hpp"

#include <array>
#include <optional>

namespace liantu::test::costs_test {
namespace {

using Figures = std::array<std::optional<double>, 3>;

const Atlas& atlas() {
  static const Atlas out = corrections_atlas();
  return out;
}

CostTable read(const std::string& csv, Problems* told = nullptr) {
  const TableFile file("costs.csv", csv);
  Problems notes;
  auto out = read_costs({file.path}, atlas(), notes);
  if (told != nullptr) *told = notes;
  return out;
}

std::vector<std::string> problems(const std::string& csv) { return problems_of(read, csv); }

NodeIndex first() { return 0; }
std::string first_name() { return atlas().node(first()).name; }
std::string first_key() { return atlas().key(first()); }

TEST(Costs, BlankCellsAreNotKnown) {
  Problems notes;
  const CostTable table = read("环节,用地（亩）,用能,投资,备注\n" + first_name() + ",\"1,200.5\",,300,x\n", &notes);
  ASSERT_EQ(table.size(), 1U);
  EXPECT_EQ(table.at(first()), (Figures{1200.5, std::nullopt, 300}));
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_NE(notes[0].message(Lang::en).find("备注"), std::string::npos);
  EXPECT_EQ(read("node_id,land\n" + first_key() + ",0\n").at(first()), (Figures{0, std::nullopt, std::nullopt}));
}

TEST(Costs, WhatIsWrongIsToldByRowAndColumn) {
  const auto bad =
      problems("环节ID,用地,投资\n" + first_key() + ",十亩,-1\n" + first_key() + ",5,\nnowhere:node,1,1\n");
  ASSERT_EQ(bad.size(), 4U);
  EXPECT_NE(bad[0].find("十亩"), std::string::npos) << bad[0];
  EXPECT_NE(bad[1].find("-1"), std::string::npos) << bad[1];
  EXPECT_EQ(problems("环节ID,用地\n" + first_key() + ",5\n" + first_key() + ",6\n").size(), 1U);
  EXPECT_EQ(problems("环节ID,备注\n" + first_key() + ",5\n").size(), 1U);
  EXPECT_EQ(problems("用地\n5\n").size(), 1U);
  EXPECT_EQ(problems("环节ID,用地\n" + first_key() + ",nan\n").size(), 1U);
}

TEST(Costs, TheTableGoesBeforeTheTypicalProjectAndThatBeforeTheLevel) {
  Chain chain;
  chain.id = "c";
  chain.nodes.resize(2);
  chain.nodes[0].id = "a";
  chain.nodes[0].typical = Typical{2000, 60, {}, {}, {}};
  chain.nodes[0].land = Level::high;
  chain.nodes[0].energy = Level::medium;
  chain.nodes[1].id = "b";
  const Atlas q({chain});
  PlanPolicy policy;
  Costs costs = costs_of(q, 0, {}, policy);
  EXPECT_EQ(costs[0]->amount, 60);
  EXPECT_EQ(costs[0]->source, CostSource::typical);
  EXPECT_FALSE(costs[1]);
  EXPECT_EQ(costs[2]->amount, 2000);
  policy.land_mu = policy.energy_tce = std::array<double, 3>{1, 2, 3};
  costs = costs_of(q, 0, {{0, {std::nullopt, std::nullopt, 7}}}, policy);
  EXPECT_EQ(costs[0]->source, CostSource::typical);
  EXPECT_EQ(costs[1]->amount, 2);
  EXPECT_EQ(costs[1]->source, CostSource::assumed);
  EXPECT_EQ(costs[2]->amount, 7);
  EXPECT_EQ(costs[2]->source, CostSource::table);
  for (const auto& cost : costs_of(q, 1, {}, policy)) EXPECT_FALSE(cost);
}

}  // namespace
}  // namespace liantu::test::costs_test
