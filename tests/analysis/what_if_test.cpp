// Before and after, worked out by hand; the loss of a firm against covering anew without it.
#include "liantu/analysis/what_if.hpp"

#include "analysis/analysis_fixture.hpp"

#include "liantu/analysis/rank.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace liantu::what_if_test {
namespace {

using test::World;

WhatIf between(const World& before, const World& after) {
  return compare(before.atlas, before.structure(), before.question().chains, before.analysis(), after.analysis());
}

// sand => pure => glass, all one essential input of the next. sand present (3), pure missing, glass weak (1).
// r(pure) = 1·(1/2 + 1/2·1) = 1 by sand; r(glass) = 0 without pure. With three makers of pure: r(glass) = 1.
World quartz() {
  World w("sand pure glass", "sand=>pure pure=>glass");
  w.formed().firms("sand", 3).firms("glass", 1);
  return w;
}

TEST(WhatIf, FirmsThatComeFillANode) {
  const World before = quartz();
  World after = quartz();
  after.firms("pure", 3);
  const WhatIf change = between(before, after);
  ASSERT_EQ(change.states.size(), 1U);
  EXPECT_EQ(change.states[0].node, before.at("pure"));
  EXPECT_EQ(change.states[0].before, State::missing);
  EXPECT_EQ(change.states[0].after, State::present);
  ASSERT_EQ(change.supply.size(), 1U);  // pure itself was not held before
  EXPECT_EQ(change.supply[0].node, before.at("glass"));
  EXPECT_NEAR(change.supply[0].before.low, 0, 1e-9);
  EXPECT_NEAR(change.supply[0].after.low, 1, 1e-9);
  ASSERT_EQ(change.chains.size(), 1U);
  EXPECT_EQ(change.chains[0].before.held, 2U);
  EXPECT_EQ(change.chains[0].after.held, 3U);
  EXPECT_EQ(change.chains[0].before.complete, 1U);  // sand, which needs nothing
  EXPECT_EQ(change.chains[0].after.complete, 3U);
  EXPECT_EQ(change.chains[0].before.nodes, 1U);  // glass
  EXPECT_EQ(change.chains[0].after.nodes, 2U);
  EXPECT_NEAR(change.chains[0].after.whole.low, 1, 1e-9);
  // pure was the gap between held nodes and is none any more.
  const auto gone = std::find_if(change.targets.begin(), change.targets.end(),
                                 [&](const TargetChange& c) { return c.node == before.at("pure"); });
  ASSERT_NE(gone, change.targets.end());
  EXPECT_TRUE(gone->leaves());
  EXPECT_EQ(gone->action_before, Action::fill);
  EXPECT_EQ(gone->action_after, std::nullopt);
}

TEST(WhatIf, TheWayBackTurnsEverythingRound) {
  const World before = quartz();
  World after = quartz();
  after.firms("pure", 3);
  const WhatIf there = between(before, after);
  const WhatIf back = between(after, before);
  ASSERT_EQ(there.states.size(), back.states.size());
  EXPECT_EQ(there.states[0].before, back.states[0].after);
  ASSERT_EQ(there.targets.size(), back.targets.size());
  EXPECT_EQ(std::count_if(there.targets.begin(), there.targets.end(), [](const auto& c) { return c.leaves(); }),
            std::count_if(back.targets.begin(), back.targets.end(), [](const auto& c) { return c.enters(); }));
}

// Ranked a b c d e before; after it a is gone, c has passed b, and d and e have only closed up, e with another action.
TEST(WhatIf, WhoOnlyClosesUp) {
  const World w("a b c d e", "");
  const auto ranked = [&](const std::vector<std::string>& ids) {
    Analysis out = w.analysis();
    out.targets.clear();
    for (const auto& id : ids) {
      Target target;
      target.gap.node = w.at(id);
      target.gap.action = Action::fill;
      target.rank = static_cast<int>(out.targets.size()) + 1;
      out.targets.push_back(target);
    }
    return out;
  };
  Analysis after = ranked({"c", "b", "d", "e"});
  after.targets[3].gap.action = Action::extend;
  const WhatIf change = compare(w.atlas, w.structure(), w.question().chains, ranked({"a", "b", "c", "d", "e"}), after);
  ASSERT_EQ(change.targets.size(), 4U);  // b is second before and after
  EXPECT_EQ(change.targets[0].node, w.at("a"));
  EXPECT_TRUE(change.targets[0].leaves());
  EXPECT_FALSE(change.targets[0].shifted);
  EXPECT_EQ(change.targets[1].node, w.at("c"));
  EXPECT_FALSE(change.targets[1].shifted);
  EXPECT_EQ(change.targets[2].node, w.at("d"));
  EXPECT_TRUE(change.targets[2].shifted);
  EXPECT_EQ(change.targets[3].node, w.at("e"));
  EXPECT_FALSE(change.targets[3].shifted);
}

TEST(WhatIf, TheSameIsNoChange) {
  const World w = quartz();
  EXPECT_TRUE(between(w, w).nothing());
  const World empty("a b", "a>b");
  EXPECT_TRUE(between(empty, empty).nothing());
}

TEST(WhatIf, OnlyTheChainsAskedFor) {
  World before({test::chain("p", "a b", "a=>b"), test::chain("q", "c", "")});
  before.asked = {"p"};
  World after({test::chain("p", "a b", "a=>b"), test::chain("q", "c", "")});
  after.asked = {"p"};
  after.firms("q:c", 3);
  const WhatIf change = between(before, after);
  EXPECT_TRUE(change.nothing());
  EXPECT_EQ(change.chains.size(), 1U);
}

// a and b supply each other by need: neither is complete by the other alone. c needs d or e, of which e is unseen.
TEST(NodeSupplies, CyclesAlternativesAndWhatIsUnseen) {
  World w("a b c d e f g", "a=>b b=>a d=>c@x e=>c@x d=>f c=>g");
  w.firms("a", 3).firms("b", 3).firms("c", 1).firms("f", 3).firms("g", 3).unobserved("e");
  const auto supply = w.analysis().supply;
  const auto essentials = [&](const char* node) { return supply[w.at(node)].essentials; };
  EXPECT_EQ(essentials("a"), Essentials::lacking);
  EXPECT_EQ(essentials("b"), Essentials::lacking);
  EXPECT_EQ(essentials("c"), Essentials::open);      // by e, which may be there
  EXPECT_EQ(essentials("d"), Essentials::complete);  // missing, and would need nothing
  EXPECT_EQ(essentials("f"), Essentials::lacking);   // needs d
  EXPECT_EQ(essentials("g"), Essentials::open);
}

// ---- losses

struct Held {
  Firm firm;
  std::vector<Match> matches;
};

std::vector<Loss> losses_of(const World& w, const LargestFirms& largest) {
  const Classification classification = Classification::read("code,section,name\nC,C,制造业\n", "c");
  Observed observed;
  observed.sections = {'C'};
  const std::set<ChainIndex> chains = w.question().chains;
  const Structure structure = w.structure();
  return losses({w.atlas, structure, w.coverage, observed, classification, w.policy, chains}, largest);
}

Firm named(const std::string& name, SizeClass size) {
  Firm out;
  out.name = name;
  out.size = size;
  out.above_scale = size >= SizeClass::medium;
  return out;
}

// sand: 甲 (large, 8) and 乙 (micro, 1/2): 8 of 8.5 is over 0.8. pure: 甲 too, and alone. glass: 丙, medium.
// Without 甲 sand is weak by 乙 and pure is missing; glass, complete before, lacks pure.
TEST(Losses, ByHand) {
  World w("sand pure glass", "sand=>pure pure=>glass");
  LargestFirms largest(w.atlas.node_count());
  const auto add = [&](const Firm& firm, const std::vector<std::string>& nodes) {
    std::vector<Match> matches;
    for (const auto& node : nodes) matches.push_back({w.at(node), certain, false, {}});
    w.coverage.add(firm, matches, w.policy.coverage);
    largest.add(firm, matches, w.policy.coverage);
  };
  add(named("乙", SizeClass::micro), {"sand"});
  add(named("甲", SizeClass::large), {"sand", "pure"});
  add(named("丙", SizeClass::medium), {"glass"});
  const auto found = losses_of(w, largest);
  ASSERT_EQ(found.size(), 3U);
  // sand and pure are needed; glass is not. The loss of either is that of 甲, and completes one customer less.
  EXPECT_EQ(found[0].node, w.at("sand"));
  EXPECT_EQ(found[0].firm->name, "甲");
  EXPECT_TRUE(found[0].fragile);
  EXPECT_EQ(found[0].customers, 1U);  // pure
  EXPECT_EQ(found[0].complete_before, 1U);
  EXPECT_EQ(found[0].complete_after, 0U);  // pure itself is gone
  ASSERT_EQ(found[0].change.states.size(), 2U);
  EXPECT_EQ(found[0].change.states[0].before, State::present);
  EXPECT_EQ(found[0].change.states[0].after, State::weak);
  EXPECT_EQ(found[0].change.states[1].after, State::missing);
  EXPECT_EQ(found[1].node, w.at("pure"));
  EXPECT_EQ(found[1].complete_before, 1U);  // glass
  EXPECT_EQ(found[1].complete_after, 0U);
  ASSERT_EQ(found[1].change.supply.size(), 1U);  // of glass, which stays
  EXPECT_NEAR(found[1].change.supply[0].before.low, 1, 1e-9);
  EXPECT_NEAR(found[1].change.supply[0].after.low, 0, 1e-9);
  EXPECT_EQ(found[2].node, w.at("glass"));
  EXPECT_EQ(found[2].firm->name, "丙");
  EXPECT_FALSE(found[2].fragile);
}

TEST(Losses, NoneWhereNoFirmLeads) {
  World w("a b", "a=>b");
  LargestFirms largest(w.atlas.node_count());
  EXPECT_TRUE(losses_of(w, largest).empty());
  for (int i = 0; i < 3; ++i) {
    const std::vector<Match> matches{{w.at("a"), certain, false, {}}};
    w.coverage.add(Firm{}, matches, w.policy.coverage);
    largest.add(Firm{}, matches, w.policy.coverage);
  }
  EXPECT_TRUE(losses_of(w, largest).empty());
}

void expect_same(const NodeCoverage& a, const NodeCoverage& b) {
  EXPECT_EQ(a.firms, b.firms);
  EXPECT_EQ(a.designated, b.designated);
  EXPECT_EQ(a.above_scale, b.above_scale);
  EXPECT_EQ(a.others, b.others);
  EXPECT_EQ(a.others_hundredths, b.others_hundredths);
  EXPECT_EQ(a.flagged, b.flagged);
  EXPECT_EQ(a.code_only, b.code_only);
  EXPECT_EQ(a.verified, b.verified);
  EXPECT_EQ(a.verified_sure.others, b.verified_sure.others);
  EXPECT_EQ(a.verified_sure.above_scale, b.verified_sure.above_scale);
  EXPECT_EQ(a.mass, b.mass);
  EXPECT_EQ(a.largest, b.largest);
  EXPECT_EQ(a.neg_log, b.neg_log);
}

// Random firms, ties among them: the coverage without the largest of a node equals covering the others from nothing.
TEST(LargestFirms, WithoutEqualsCoveringTheOthers) {
  const CoveragePolicy policy;
  constexpr std::size_t nodes = 8;
  for (unsigned seed = 0; seed < 20; ++seed) {
    std::mt19937 random(seed);
    std::vector<Held> firms(12);
    Coverage all(nodes);
    LargestFirms largest(nodes);
    for (std::size_t i = 0; i < firms.size(); ++i) {
      Held& held = firms[i];
      held.firm.row = i;
      held.firm.size = static_cast<SizeClass>(random() % 5);
      held.firm.kind = static_cast<FirmKind>(random() % 4);
      held.firm.above_scale = random() % 3 == 0;
      held.firm.listed = random() % 5 == 0;
      held.firm.abnormal = random() % 5 == 0;
      for (NodeIndex v = 0; v < nodes; ++v) {
        if (random() % 2 == 0) continue;
        Match match{v, static_cast<Confidence>(random() % 6 * 2000), random() % 2 == 0, {}};
        if (random() % 4 == 0) match.verified = std::make_shared<Verified>();
        held.matches.push_back(std::move(match));
      }
      all.add(held.firm, held.matches, policy);
      largest.add(held.firm, held.matches, policy);
    }
    for (NodeIndex v = 0; v < nodes; ++v) {
      if (largest.of(v) == nullptr) {
        EXPECT_EQ(all[v].mass, 0);
        continue;
      }
      Coverage others(nodes);
      for (const Held& held : firms) {
        if (held.firm.row != largest.of(v)->row) others.add(held.firm, held.matches, policy);
      }
      const Coverage without = largest.without(v, all, policy);
      EXPECT_EQ(without.firms(), others.firms());
      for (NodeIndex u = 0; u < nodes; ++u) expect_same(without[u], others[u]);
    }
  }
}

TEST(LargestFirms, KeepsNoFiguresOfAFirm) {
  LargestFirms largest(1);
  Firm firm = named("甲", SizeClass::large);
  firm.revenue = 5;
  firm.tax = 6;
  firm.output = 7;
  firm.insured_staff = 8;
  largest.add(firm, {{0, certain, false, {}}}, CoveragePolicy{});
  ASSERT_NE(largest.of(0), nullptr);
  EXPECT_EQ(largest.of(0)->name, "甲");
  EXPECT_FALSE(largest.of(0)->revenue || largest.of(0)->tax || largest.of(0)->output || largest.of(0)->insured_staff);
}

}  // namespace
}  // namespace liantu::what_if_test
