// Coverage, gaps, leak, supply and rank by cases worked out by hand.
#include "liantu/analysis/policy_json.hpp"
#include "liantu/analysis/rank.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace liantu::analysis_test {
namespace {

Node node(const std::string& id) {
  Node out;
  out.id = id;
  out.name = id;
  out.core = true;
  out.value_added = Level::medium;
  return out;
}

Link link(const std::string& from, const std::string& to, bool essential = false, const std::string& group = "") {
  Link out;
  out.from = from;
  out.to = to;
  out.essential = essential;
  out.group = group;
  return out;
}

// mine -> sand -> pure -> glass; bag and sack are alternatives that glass must have; far stands apart.
Atlas atlas() {
  Chain chain;
  chain.id = "q";
  chain.name = "q";
  for (const char* id : {"mine", "sand", "pure", "glass", "bag", "sack", "far"}) chain.nodes.push_back(node(id));
  chain.links = {link("mine", "sand"), link("sand", "pure"), link("pure", "glass"), link("bag", "glass", true, "bags"),
                 link("sack", "glass", true, "bags")};
  return Atlas({chain});
}

Policy policy() { return read_policy(read_file(LIANTU_SOURCE_DATA "/policy/default.json"), "default.json"); }

void add_firms(Coverage& coverage, NodeIndex v, int count, bool above_scale = false) {
  for (int i = 0; i < count; ++i) {
    Firm firm;
    if (above_scale) {
      firm.above_scale = true;
      firm.size = SizeClass::medium;
    }
    coverage.add(firm, {Match{v, 9000, false, {}}}, CoveragePolicy{});
  }
}

std::vector<State> states(const Coverage& coverage) {
  std::vector<State> out;
  for (NodeIndex v = 0; v < coverage.size(); ++v) out.push_back(state_of(coverage[v], true, CoveragePolicy{}));
  return out;
}

TEST(State, FollowsTheEvidence) {
  const CoveragePolicy p;
  const auto of = [&](int others, int above, std::uint64_t designated = 0) {
    Coverage coverage(1);
    add_firms(coverage, 0, others);
    add_firms(coverage, 0, above, true);
    NodeCoverage sums = coverage[0];
    sums.designated = designated;
    return state_of(sums, true, p);
  };
  EXPECT_EQ(of(0, 0), State::missing);
  EXPECT_EQ(of(1, 0), State::weak);
  EXPECT_EQ(of(3, 0), State::present);
  EXPECT_EQ(of(100, 0), State::present);  // no size known: never strong
  EXPECT_EQ(of(0, 1), State::present);
  EXPECT_EQ(of(0, 3), State::strong);
  EXPECT_EQ(of(0, 1, 1), State::strong);
  EXPECT_EQ(state_of(NodeCoverage{}, false, p), State::unobserved);
}

TEST(State, ManyDoubtfulFirmsAreSuspectedOnly) {
  Coverage coverage(1);
  for (int i = 0; i < 50; ++i) coverage.add(Firm{}, {Match{0, 7900, false, {}}}, CoveragePolicy{});
  EXPECT_EQ(state_of(coverage[0], true, CoveragePolicy{}), State::suspected);
}

TEST(State, FlaggedFirmsCannotMakeANodePresent) {
  Coverage coverage(1);
  Firm firm;
  firm.no_staff = true;
  for (int i = 0; i < 5; ++i) coverage.add(firm, {Match{0, 9900, false, {}}}, CoveragePolicy{});
  EXPECT_EQ(state_of(coverage[0], true, CoveragePolicy{}), State::weak);
}

TEST(Coverage, PartsMergeToTheWhole) {
  Coverage whole(2);
  Coverage a(2);
  Coverage b(2);
  add_firms(whole, 0, 5);
  add_firms(whole, 0, 2, true);
  add_firms(a, 0, 2, true);
  add_firms(b, 0, 5);
  a.merge(b);
  EXPECT_EQ(a[0].mass, whole[0].mass);
  EXPECT_EQ(a[0].neg_log, whole[0].neg_log);
  EXPECT_EQ(a.firms(), 7U);
  EXPECT_DOUBLE_EQ(whole[0].mass_value(), 5 * 0.9 + 2 * 0.9 * 3);
}

TEST(Leak, CustomersTooSmallLeakToo) {
  const Atlas q = atlas();
  Coverage coverage(q.node_count());
  add_firms(coverage, 0, 12);
  add_firms(coverage, 1, 3);
  const auto found = leaks(q, coverage, states(coverage));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].node, 0U);
  EXPECT_NEAR(found[0].share, 1 - 3.0 / 12, 1e-9);
  EXPECT_NEAR(found[1].share, 1, 1e-9);  // sand: no customer at all
}

TEST(Supply, AlternativesAndWeightsAreAveraged) {
  const Atlas q = atlas();
  const auto groups = supply_graph(q);
  ASSERT_EQ(groups[3].size(), 2U);  // pure, and bags
  EXPECT_DOUBLE_EQ(groups[3][0].weight, 0.5);
  EXPECT_EQ(groups[3][1].suppliers.size(), 2U);
  // sack is held: half of glass's inputs; it has no inputs itself, so r = 1.
  Supply supply(groups, {0, 0, 0, 1, 0, 1, 0}, 0.5);
  EXPECT_NEAR(supply[3], 0.5, 1e-12);
  // pure arrives: its own r is 0, so it counts 1 - delta.
  EXPECT_NEAR(supply.unlock(2), 0.25, 1e-12);
  EXPECT_NEAR(supply[3], 0.5, 1e-12);
  EXPECT_NEAR(supply.unlock(4), 0, 1e-12);  // the alternative is had
}

TEST(Supply, UnlockEqualsFullRecomputationOnACycle) {
  Chain chain;
  chain.id = "c";
  chain.name = "c";
  for (const char* id : {"a", "b", "d"}) chain.nodes.push_back(node(id));
  chain.links = {link("a", "b"), link("b", "d"), link("d", "a"), link("d", "b")};
  const Atlas q({chain});
  const auto groups = supply_graph(q);
  std::vector<double> p{0, 1, 0.5};
  Supply before(groups, p, 0.5);
  const double unlock = before.unlock(0);
  p[0] = 1;
  const Supply after(groups, p, 0.5);
  EXPECT_NEAR(unlock, after[1] - before[1] + after[2] - before[2], 1e-9);
}

std::vector<std::pair<std::string, Rule>> rules_of(const Coverage& coverage, const std::vector<State>& s) {
  static const Atlas q = atlas();
  const Policy p = policy();
  const auto analysis = analyse(q, Structure(q, p.gaps.horizon), coverage, s, p, {{0}, nullptr, ""});
  std::vector<std::pair<std::string, Rule>> out;
  for (const Target& target : analysis.targets) out.emplace_back(q.node(target.gap.node).id, target.gap.rule);
  std::sort(out.begin(), out.end());
  return out;
}

TEST(Gaps, TheFirstRuleThatHoldsWins) {
  Coverage coverage(7);
  add_firms(coverage, 0, 3);
  add_firms(coverage, 3, 1, true);
  using R = std::vector<std::pair<std::string, Rule>>;
  EXPECT_EQ(rules_of(coverage, states(coverage)), (R{{"bag", Rule::fill_essential},
                                                     {"far", Rule::watch_far},
                                                     {"pure", Rule::fill_between},
                                                     {"sack", Rule::fill_essential},
                                                     {"sand", Rule::fill_between}}));
}

TEST(Gaps, AChainWithoutCoreIsOneRow) {
  const Coverage coverage(7);
  const auto rules = rules_of(coverage, states(coverage));
  ASSERT_EQ(rules.size(), 1U);
  EXPECT_EQ(rules[0].second, Rule::build_chain);
}

TEST(Gaps, UnobservedNodesAreNoTargets) {
  const Coverage coverage(7);
  EXPECT_TRUE(rules_of(coverage, std::vector<State>(7, State::unobserved)).empty());
}

TEST(Rank, UnknownCriteriaWidenTheScore) {
  const Atlas q = atlas();
  const Policy p = policy();
  Coverage coverage(7);
  add_firms(coverage, 0, 12);
  add_firms(coverage, 3, 1, true);
  const auto analysis = analyse(q, Structure(q, p.gaps.horizon), coverage, states(coverage), p, {{0}, nullptr, ""});
  ASSERT_FALSE(analysis.targets.empty());
  for (const Target& target : analysis.targets) {
    EXPECT_LE(target.low, target.score);
    EXPECT_LE(target.score, target.high);
    EXPECT_NEAR(target.high - target.low, 1 - target.known, 2e-6);
  }
  EXPECT_EQ(analysis.targets.front().rank, 1);
}

TEST(Rank, ASourcedEliminationIsAVetoAndAJudgedOneACaution) {
  for (const bool sourced : {true, false}) {
    Chain chain;
    chain.id = "q";
    chain.name = "q";
    chain.nodes = {node("a"), node("b"), node("c")};
    chain.nodes[2].policy = Stated<PolicyStanding>{PolicyStanding::eliminated, {sourced ? "s1" : "", "2024"}, "x"};
    chain.links = {link("a", "c"), link("b", "c")};
    const Atlas q({chain});
    Coverage coverage(3);
    add_firms(coverage, 0, 3);
    add_firms(coverage, 1, 3);
    const Policy p = policy();
    const auto analysis = analyse(q, Structure(q, 2), coverage, states(coverage), p, {{0}, nullptr, "2025-06"});
    ASSERT_EQ(analysis.targets.size(), 1U);
    EXPECT_EQ(analysis.targets[0].veto.has_value(), sourced);
    EXPECT_EQ(analysis.targets[0].cautions.size(), sourced ? 0U : 1U);
    EXPECT_FALSE(analysis.targets[0].rank);
  }
}

TEST(Policy, WhatIsPrintedReadsBackTheSame) {
  const Policy p = policy();
  const std::string text = to_json_text(policy_json(p), 3);
  EXPECT_EQ(to_json_text(policy_json(read_policy(text, "again")), 3), text);
}

TEST(Policy, BadFilesAreRefusedWithTheirPlace) {
  for (const char* text :
       {"{}", R"({"schema_version":1,"match":{"c":1}})", R"({"schema_version":1,"rank":{"weights":{"unlock":-1}}})",
        R"({"schema_version":1,"gaps":{"profile":"none"}})"}) {
    EXPECT_THROW((void)read_policy(text, "p"), InputError) << text;
  }
}

}  // namespace
}  // namespace liantu::analysis_test
