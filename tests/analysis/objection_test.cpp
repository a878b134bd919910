// What is against a target: 一票否决 and 慎入, on what basis, and what the county refuses or lacks.
#include "analysis/analysis_fixture.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace liantu::objection_test {
namespace {

using test::chain;
using test::Ids;
using test::World;

const Basis sourced{"s1", "2024-06"};
const Basis judged{"", "2024-06"};

// x is held and supplies a, the target, which `change` makes objectionable. Asked on 2025-01.
World with_target(const std::function<void(Node&)>& change) {
  Chain q = chain("q", "x a", "x>a");
  change(q.nodes[1]);
  World out(std::move(q));
  out.only(Criterion::supply_push).above("x", 1);
  out.with_county = true;
  out.date = "2025-01";
  return out;
}

std::string veto(const World& w) {
  const auto target = w.target("a");
  return target.veto ? target.veto->id : "";
}
Ids cautions(const World& w) {
  Ids out;
  for (const auto& caution : w.target("a").cautions) out.push_back(caution.id);
  return out;
}

World eliminated(const Basis& basis) {
  return with_target([&](Node& node) {
    node.policy = Stated<PolicyStanding>{PolicyStanding::eliminated, basis, "一（三）4"};
  });
}

TEST(Veto, WhatTheCatalogueEliminatesIsOutWithItsClause) {
  const World w = eliminated(sourced);
  const Target target = w.target("a");
  ASSERT_TRUE(target.veto);
  EXPECT_EQ(target.veto->id, "eliminated");
  EXPECT_NE(target.veto->reason.zh.find("一（三）4"), std::string::npos);
  EXPECT_NE(target.veto->reason.en.find("一（三）4"), std::string::npos);
  EXPECT_EQ(target.rank, std::nullopt);
  EXPECT_TRUE(target.cautions.empty());
}

TEST(Veto, WhatRestsOnJudgementOnlyCautions) {
  const World w = eliminated(judged);
  EXPECT_EQ(veto(w), "");
  EXPECT_EQ(cautions(w), Ids{"judged-veto"});
  EXPECT_EQ(w.target("a").caution_rank, 1);
  EXPECT_NE(w.target("a").cautions[0].reason.zh.find("须复核"), std::string::npos);
}

TEST(Veto, WhatIsOlderThanTwoYearsOnlyCautions) {
  const auto told = [](const char* as_of, const char* date) {
    World w = eliminated({"s1", as_of});
    w.date = date;
    return veto(w) + (cautions(w).empty() ? "" : "/" + cautions(w).front());
  };
  EXPECT_EQ(told("2023-05", "2025-05"), "eliminated");  // 24 months
  EXPECT_EQ(told("2023-05", "2025-06"), "/stale-veto");
  EXPECT_EQ(told("2023-05", "2025-05-31"), "eliminated");
  EXPECT_EQ(told("2023-05", "2025-06-01"), "/stale-veto");
  EXPECT_EQ(told("2023", "2025-12"), "eliminated");  // the end of 2023
  EXPECT_EQ(told("2023", "2026-01"), "/stale-veto");
  EXPECT_EQ(told("2023-05", ""), "eliminated");  // nobody said what day it is
  EXPECT_EQ(told("", "2099"), "eliminated");     // nor when it was written
}

TEST(Veto, TheAgeIsThePolicys) {
  World w = eliminated({"s1", "2024-01"});
  w.policy.rank.stale_months = 11;
  EXPECT_EQ(cautions(w), Ids{"stale-veto"});
  EXPECT_NE(w.target("a").cautions[0].reason.zh.find("11"), std::string::npos);
}

TEST(Caution, EachKindHasItsId) {
  const auto of = [](const std::function<void(Node&)>& change) {
    const World w = with_target(change);
    EXPECT_EQ(veto(w), "");
    EXPECT_EQ(w.target("a").rank, std::nullopt);
    EXPECT_EQ(w.target("a").caution_rank, 1);
    return cautions(w);
  };
  EXPECT_EQ(of([](Node& n) {
              n.policy = Stated<PolicyStanding>{PolicyStanding::restricted, sourced, "二"};
            }),
            Ids{"restricted"});
  EXPECT_EQ(of([](Node& n) { n.capacity = Stated<Capacity>{Capacity::surplus, sourced, ""}; }), Ids{"surplus"});
  EXPECT_EQ(of([](Node& n) { n.life_stage = Stated<LifeStage>{LifeStage::declining, sourced, ""}; }), Ids{"declining"});
  EXPECT_EQ(of([](Node& n) {
              n.controls = {{Control::capacity_replacement, sourced, ""}};
            }),
            Ids{"capacity-replacement"});
  EXPECT_EQ(of([](Node& n) { n.controls = {{Control::two_high, sourced, ""}}; }), Ids{"two-high"});
}

TEST(Caution, AllAreTold) {
  const World w = with_target([](Node& n) {
    n.policy = Stated<PolicyStanding>{PolicyStanding::restricted, sourced, "二"};
    n.capacity = Stated<Capacity>{Capacity::surplus, sourced, ""};
    n.controls = {{Control::two_high, sourced, ""}, {Control::capacity_replacement, sourced, ""}};
  });
  EXPECT_EQ(cautions(w), (Ids{"restricted", "surplus", "two-high", "capacity-replacement"}));
}

TEST(Caution, NothingIsAgainstTheRest) {
  const World w = with_target([](Node& n) {
    n.policy = Stated<PolicyStanding>{PolicyStanding::encouraged, sourced, "一"};
    n.capacity = Stated<Capacity>{Capacity::tight, sourced, ""};
    n.life_stage = Stated<LifeStage>{LifeStage::growth, sourced, ""};
    n.pollution = Level::high;
    n.energy = Level::high;
    n.needs = {Need::port};
  });
  EXPECT_EQ(veto(w), "");
  EXPECT_EQ(cautions(w), Ids{});
  EXPECT_EQ(w.target("a").rank, 1);
}

World surplus(const Basis& basis) {
  return with_target([&](Node& n) { n.capacity = Stated<Capacity>{Capacity::surplus, basis, ""}; });
}

TEST(Caution, IsAVetoWhereTheCountyOrThePolicySaysSo) {
  World county = surplus(sourced);
  county.county.cautions_as_veto = {Caution::surplus};
  EXPECT_EQ(veto(county), "caution.surplus");
  EXPECT_EQ(cautions(county), Ids{});
  World policy = surplus(sourced);
  policy.policy.rank.vetoes = {Caution::surplus};
  EXPECT_EQ(veto(policy), "caution.surplus");
  World other = surplus(sourced);
  other.policy.rank.vetoes = {Caution::two_high};
  EXPECT_EQ(veto(other), "");
}

TEST(Caution, OnJudgementOrTooOldIsNoVetoWhoeverSaysSo) {
  for (const Basis& basis : {judged, Basis{"s1", "2020"}}) {
    World w = surplus(basis);
    w.county.cautions_as_veto = {Caution::surplus};
    EXPECT_EQ(veto(w), "");
    EXPECT_EQ(cautions(w), Ids{"surplus"});
    EXPECT_NE(w.target("a").cautions[0].reason.zh.find("须复核"), std::string::npos);
  }
  World w = eliminated(judged);
  w.policy.rank.vetoes = {Caution::judged_veto, Caution::stale_veto};
  EXPECT_EQ(veto(w), "");
}

// Refusals of the county file.
World refused(
    const std::function<void(Refusal&)>& fill, const std::function<void(Node&)>& change = [](Node&) {}) {
  World out = with_target(change);
  out.county.refuses.emplace_back();
  out.county.refuses[0].id = "no-way";
  out.county.refuses[0].reason = "县里不接";
  fill(out.county.refuses[0]);
  return out;
}

TEST(Refusal, NamesANodeOrAWholeChain) {
  EXPECT_EQ(veto(refused([](Refusal& r) { r.nodes = {"q:a"}; })), "no-way");
  EXPECT_EQ(veto(refused([](Refusal& r) { r.nodes = {"p:*", "q:*"}; })), "no-way");
  EXPECT_EQ(veto(refused([](Refusal& r) { r.nodes = {"q:x", "p:*", "a", "*"}; })), "");
}

TEST(Refusal, GivesItsReasonAndNoRank) {
  const Target target = refused([](Refusal& r) { r.nodes = {"q:a"}; }).target("a");
  EXPECT_EQ(target.veto->reason.zh, "县里不接");
  EXPECT_EQ(target.rank, std::nullopt);
}

TEST(Refusal, OfALevelMeansThatLevelAndAbove) {
  const auto polluting = [](Level level) {
    return veto(refused([](Refusal& r) { r.pollution = Level::medium; }, [&](Node& n) { n.pollution = level; }));
  };
  EXPECT_EQ(polluting(Level::low), "");
  EXPECT_EQ(polluting(Level::medium), "no-way");
  EXPECT_EQ(polluting(Level::high), "no-way");
  const auto hungry = [](Level level) {
    return veto(refused([](Refusal& r) { r.energy = Level::high; }, [&](Node& n) { n.energy = level; }));
  };
  EXPECT_EQ(hungry(Level::medium), "");
  EXPECT_EQ(hungry(Level::high), "no-way");
}

TEST(Refusal, OfALevelDoesNotTouchWhatIsUnknown) {
  EXPECT_EQ(veto(refused([](Refusal& r) { r.pollution = Level::low; })), "");
}

TEST(Refusal, OfAControlMeansNodesUnderIt) {
  const auto controlled = [](Control control) {
    return veto(refused([](Refusal& r) { r.controls = {Control::two_high}; },
                        [&](Node& n) {
                          n.controls = {{control, sourced, ""}};
                        }));
  };
  EXPECT_EQ(controlled(Control::two_high), "no-way");
  EXPECT_EQ(controlled(Control::capacity_replacement), "");
}

TEST(Refusal, TheFirstThatAppliesIsTold) {
  World w = refused([](Refusal& r) { r.nodes = {"p:*"}; });
  w.county.refuses.push_back({"second", "二", {"q:a"}, {}, {}, {}});
  w.county.refuses.push_back({"third", "三", {"q:a"}, {}, {}, {}});
  EXPECT_EQ(veto(w), "second");
}

TEST(Refusal, IsTheCountysAlone) {
  World w = refused([](Refusal& r) { r.nodes = {"q:a"}; });
  w.with_county = false;
  EXPECT_EQ(veto(w), "");
}

TEST(Site, ANeedThatTheCountyLacksIsAVeto) {
  const auto told = [](std::optional<bool> has) {
    World w = with_target([](Node& n) { n.needs = {Need::cold_chain, Need::port}; });
    if (has) w.county.sites[Need::port] = *has;
    return veto(w);
  };
  EXPECT_EQ(told(false), "site.port");
  EXPECT_EQ(told(true), "");
  EXPECT_EQ(told(std::nullopt), "");  // not known
}

TEST(Site, WhatANodeDoesNotNeedMayBeLacking) {
  World w = with_target([](Node&) {});
  w.county.sites[Need::port] = false;
  EXPECT_EQ(veto(w), "");
}

// Nothing of a row is there: one 建链 with the entry nodes c, b, d.
World embryo(const std::string& refused) {
  World out("a b c d e", "a>b b>c c>d d>e");
  out.with_county = true;
  Refusal refusal;
  refusal.id = "no";
  refusal.reason = "不要";
  for (const char node : refused) refusal.nodes.push_back(std::string("q:") + node);
  out.county.refuses = {refusal};
  return out;
}

TEST(BuildChainObjections, AVetoOfOneEntryLeavesTheOthersAndNamesIt) {
  const Target target = embryo("b").target("c");
  EXPECT_FALSE(target.veto);
  ASSERT_EQ(target.cautions.size(), 1U);
  EXPECT_EQ(target.cautions[0].id, "no");
  EXPECT_EQ(target.cautions[0].reason.zh, "b：不要");
}

TEST(BuildChainObjections, AVetoOfTheFirstEntryAloneIsNoVeto) {
  EXPECT_FALSE(embryo("c").target("c").veto);
  EXPECT_EQ(embryo("ae").target("c").cautions.size(), 0U);  // no entry nodes
}

TEST(BuildChainObjections, AVetoOfEveryEntryIsAVetoOfTheChain) {
  const Target target = embryo("bcd").target("c");
  ASSERT_TRUE(target.veto);
  EXPECT_EQ(target.veto->id, "no");
  EXPECT_EQ(target.rank, std::nullopt);
}

TEST(Objections, AreNotRaisedAgainstWhatIsOnlyAskedOrWatched) {
  Chain q = chain("q", "x maybe p1 p2 far", "x>maybe x>p1 p1>p2 p2>far");
  for (auto& node : q.nodes) node.policy = Stated<PolicyStanding>{PolicyStanding::eliminated, sourced, "一"};
  World w(std::move(q));
  w.above("x", 1).doubtful("maybe", 2).unobserved("p1").unobserved("p2");
  EXPECT_EQ(w.order(), (Ids{"maybe", "far"}));
  EXPECT_FALSE(w.target("maybe").veto);
  EXPECT_FALSE(w.target("far").veto);
}

}  // namespace
}  // namespace liantu::objection_test
