// Nodes held by assets, and firms of kinds that count less.
#include "analysis_fixture.hpp"

#include <gtest/gtest.h>

namespace liantu::assets_test {
namespace {

const CoveragePolicy policy;

NodeCoverage firms_of(std::initializer_list<std::pair<FirmKind, int>> kinds, bool above_scale = false) {
  Coverage coverage(1);
  for (const auto& [kind, count] : kinds) {
    for (int i = 0; i < count; ++i) {
      Firm firm;
      firm.kind = kind;
      firm.above_scale = above_scale;
      Match match;
      match.confidence = 9000;
      coverage.add(firm, {match}, policy);
    }
  }
  return coverage[0];
}

State state(const NodeCoverage& sums) { return state_of(sums, true, policy); }

TEST(FirmKindWeights, ScaleMassAndWhatCountsTowardsPresent) {
  EXPECT_EQ(firms_of({{FirmKind::company, 1}}).mass, 900'000);
  EXPECT_EQ(firms_of({{FirmKind::cooperative, 1}}).mass, 720'000);
  EXPECT_EQ(firms_of({{FirmKind::family_farm, 1}}).mass, 450'000);
  EXPECT_EQ(firms_of({{FirmKind::individual, 1}}).mass, 270'000);
  EXPECT_EQ(state(firms_of({{FirmKind::company, 3}})), State::present);
  EXPECT_EQ(state(firms_of({{FirmKind::cooperative, 3}})), State::weak);  // 2.4
  EXPECT_EQ(state(firms_of({{FirmKind::cooperative, 4}})), State::present);
  EXPECT_EQ(state(firms_of({{FirmKind::individual, 9}})), State::weak);  // 2.7
  EXPECT_EQ(state(firms_of({{FirmKind::individual, 10}})), State::present);
  EXPECT_EQ(state(firms_of({{FirmKind::cooperative, 2}, {FirmKind::family_farm, 2}})), State::weak);  // 2.6
  EXPECT_EQ(state(firms_of({{FirmKind::individual, 1}}, true)), State::present);  // above scale is above scale
}

TEST(AssetStates, ASourceMakesANodePresentAndNoneOnlySuspected) {
  NodeCoverage sums;
  sums.unsourced_assets = 3;
  EXPECT_EQ(state(sums), State::suspected);
  EXPECT_TRUE(held_by_asset(sums, policy));
  sums.assets = 1;
  EXPECT_EQ(state(sums), State::present);
  EXPECT_EQ(state_of(sums, false, policy), State::present);
  EXPECT_TRUE(held_by_asset(sums, policy));
  EXPECT_FALSE(rests_on_verified(sums, policy));
}

TEST(AssetStates, FirmsThatHoldTheNodeAnywayHoldIt) {
  NodeCoverage present = firms_of({{FirmKind::company, 3}});
  present.assets = 9;
  EXPECT_EQ(state(present), State::present);  // never strong because of it
  EXPECT_FALSE(held_by_asset(present, policy));
  NodeCoverage weak = firms_of({{FirmKind::company, 1}});
  weak.unsourced_assets = 1;
  EXPECT_EQ(state(weak), State::weak);
  EXPECT_FALSE(held_by_asset(weak, policy));
  weak.assets = 1;
  EXPECT_EQ(state(weak), State::present);
  EXPECT_TRUE(held_by_asset(weak, policy));
  NodeCoverage strong = firms_of({{FirmKind::company, 3}}, true);
  strong.assets = 1;
  EXPECT_EQ(state(strong), State::strong);
}

TEST(AssetStates, OtherHoldersAreMissingOnlyWhereTheTableListsTheirKind) {
  const Classification classification = Classification::read("code,section,name\nC,C,制造业\n", "c");
  Node farm;
  farm.holder = Holder::farm;
  Node mine;
  mine.holder = Holder::resource;
  Observed observed;
  observed.sections = {'C', 'A', 'B'};
  EXPECT_FALSE(observed.covers(farm, classification));
  observed.holders = {Holder::farm};
  EXPECT_TRUE(observed.covers(farm, classification));
  EXPECT_FALSE(observed.covers(mine, classification));
}

// Assets have no mass: nothing is said to outgrow it, and no leak is computed from it.
TEST(AssetStates, NoMassIsComparedThatIsNotKnown) {
  test::World w("mine sand", "mine=>sand");
  w.firms("sand", 40);
  w.coverage.add_asset(0, true);
  const Analysis analysis = w.formed().analysis();
  EXPECT_EQ(analysis.states[0], State::present);
  for (const Target& target : analysis.targets) {
    EXPECT_NE(target.gap.rule, Rule::strengthen_demand);
    for (Rule rule : target.gap.also) EXPECT_NE(rule, Rule::strengthen_demand);
  }
  test::World other("sand hall", "sand>hall");
  other.firms("sand", 4);
  other.coverage.add_asset(1, true);
  EXPECT_TRUE(other.leaks().empty());
}

}  // namespace
}  // namespace liantu::assets_test
