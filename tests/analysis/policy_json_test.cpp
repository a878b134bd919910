// Policy files: every number and word in and out, an office's file over the shipped one, every error by its pointer.
#include "liantu/analysis/policy_json.hpp"

#include "analysis/analysis_fixture.hpp"
#include "chain/chain_fixture.hpp"
#include "json/problems.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu::policy_json_test {
namespace {

using test::Tolds;

// Every value differs from its default; the order is that of policy_json.
constexpr std::string_view other = R"({
 "schema_version": 1,
 "match": {"min_confidence": 0.011, "code_alone": 0.012, "group_alone": 0.013, "division_alone": 0.014, "class_word": 0.015, "scope_term": 0.016,
  "modifier": 0.017, "no_verb": 0.018, "serve_only": 0.019, "own_goods": 0.025, "repeat": 0.021, "name_term": 0.022,
  "product_term": 0.023, "tag_term": 0.024, "same_group": 0.025, "support": 0.026, "decision_months": 6},
 "coverage": {"c_doubt": 0.155, "c_min": 0.16, "c_high": 0.17, "strong_above_scale": 18, "present_above_scale": 19, "present_others": 20,
  "weights": {"unknown": 21, "micro": 22, "small": 23, "medium": 24, "large": 25},
  "kind_weights": {"company": 0.9, "cooperative": 0.7, "family_farm": 0.6, "individual": 0.4}},
 "size": {"above_scale_revenue_10k_yuan": 26, "revenue_10k_yuan": {"small": 27, "medium": 28, "large": 29},
  "staff": {"small": 31, "medium": 32, "large": 33}, "paid_in_10k_yuan": {"small": 34, "medium": 35, "large": 36}},
 "gaps": {"horizon": 4, "embryo_core": 37, "entry_nodes": 7, "demand_ratio": 38, "fragile_share": 0.39,
  "profile": "own", "profiles": {"own": {"title": "一", "title_en": "one",
   "rules": [{"rule": "watch.far", "action": "watch"}, {"rule": "strengthen.weak", "action": "build"}],
   "definitions": [{"action": "watch", "zh": "二", "en": "two"}]}}},
 "supply": {"delta": 0.41},
 "rank": {"known_min": 0.42, "stale_months": 43,
  "weights": {"demand_pull": 1, "supply_push": 2, "unlock": 3, "leak_closed": 4, "value_added": 5, "lead_fit": 6,
   "cross_chain": 7, "feasibility": 8, "candidates": 9, "tax_per_mu": 10, "jobs_per_mu": 11},
  "half": {"demand_pull": 12, "supply_push": 13, "unlock": 14, "leak_closed": 15, "value_added": 16, "lead_fit": 17,
   "cross_chain": 18, "feasibility": 19, "candidates": 21, "tax_per_mu": 22, "jobs_per_mu": 23},
  "vetoes": ["surplus", "stale-veto"],
  "stability": {"draws": 444, "concentration": 45, "seed": 46, "stable": 0.47, "fairly_stable": 0.46}},
 "appraisal": {"local_tax_10k_yuan": 48, "tax_per_mu_10k_yuan": 49, "investment_per_mu_10k_yuan": 51, "jobs": 52, "jobs_per_mu": 53,
  "local_tax_share": 0.54, "wasted_land_investment_per_mu_10k_yuan": 55, "pollution_veto": false, "wasted_land_veto": false},
 "ledger": {"period": "all", "keep_ended": false, "large_only": false, "signed_base": "intent", "funding_base": "total"}
})";

Policy base() { return test::county_policy(); }
Policy read(std::string_view text) { return read_policy(text, "p.json", base()); }
Tolds refused(std::string_view text) {
  return test::told_by([&] { return read(text); });
}
// The one place told where `body` stands in a policy file.
std::string place(const std::string& body) {
  const Tolds tolds = refused("{\"schema_version\": 1, " + body + "}");
  EXPECT_EQ(tolds.size(), 1U) << body;
  return tolds.empty() ? "nowhere" : tolds[0].where;
}
std::string printed(const Policy& policy) { return to_json_line(policy_json(policy)); }

TEST(PolicyJson, EveryKeyIsReadAndWritten) {
  EXPECT_EQ(printed(read_policy(other, "p.json")), to_json_line(parse_json(other, "p.json")));
}

TEST(PolicyJson, EveryKeyReachesItsField) {
  const Policy p = read(other);
  EXPECT_EQ(p.match.code_alone, 0.012);
  EXPECT_EQ(p.match.support, 0.026);
  EXPECT_EQ(p.coverage.c_min, 0.16);
  EXPECT_EQ(p.coverage.c_high, 0.17);
  EXPECT_EQ(p.coverage.strong_above_scale, 18);
  EXPECT_EQ(p.coverage.present_above_scale, 19);
  EXPECT_EQ(p.coverage.present_others, 20);
  EXPECT_EQ(p.coverage.weights[static_cast<std::size_t>(SizeClass::medium)], 24);
  EXPECT_EQ(p.size.above_scale_revenue_10k_yuan, 26);
  EXPECT_EQ(p.size.revenue_10k_yuan.medium, 28);
  EXPECT_EQ(p.size.staff.large, 33);
  EXPECT_EQ(p.size.paid_in_10k_yuan.small, 34);
  EXPECT_EQ(p.gaps.horizon, 4);
  EXPECT_EQ(p.gaps.embryo_core, 37);
  EXPECT_EQ(p.gaps.entry_nodes, 7);
  EXPECT_EQ(p.gaps.demand_ratio, 38);
  EXPECT_EQ(p.gaps.fragile_share, 0.39);
  EXPECT_EQ(p.supply.delta, 0.41);
  EXPECT_EQ(p.rank.known_min, 0.42);
  EXPECT_EQ(p.rank.stale_months, 43);
  EXPECT_EQ(p.rank.weights[static_cast<std::size_t>(Criterion::leak_closed)], 4);
  EXPECT_EQ(p.rank.half[static_cast<std::size_t>(Criterion::tax_per_mu)], 22);
  EXPECT_EQ(p.rank.vetoes, (std::vector<Caution>{Caution::surplus, Caution::stale_veto}));
  EXPECT_EQ(p.rank.stability.draws, 444);
  EXPECT_EQ(p.rank.stability.concentration, 45);
  EXPECT_EQ(p.rank.stability.seed, 46);
  EXPECT_EQ(p.rank.stability.stable, 0.47);
  EXPECT_EQ(p.rank.stability.fairly_stable, 0.46);
}

TEST(PolicyJson, FiguresOfLevelsAreThereOnlyWhereGiven) {
  EXPECT_FALSE(read(R"({"schema_version": 1})").plan.land_mu);
  const Policy p = read(R"({"schema_version": 1, "plan": {"land_mu": {"low": 5, "medium": 20, "high": 60}}})");
  ASSERT_TRUE(p.plan.land_mu);
  EXPECT_EQ(*p.plan.land_mu, (std::array<double, 3>{5, 20, 60}));
  EXPECT_FALSE(p.plan.energy_tce);
  EXPECT_EQ(read(to_json_text(policy_json(p), 3)).plan.land_mu, p.plan.land_mu);
}

TEST(PolicyJson, NoFloorOfAnAppraisalIsShippedAndBothVetoesAreOn) {
  const std::string path = LIANTU_SOURCE_DATA "/policy/default.json";
  const AppraisalPolicy shipped = read_policy(read_file(path), path).appraisal;
  EXPECT_FALSE(shipped.local_tax_10k_yuan || shipped.tax_per_mu_10k_yuan || shipped.investment_per_mu_10k_yuan ||
               shipped.jobs || shipped.jobs_per_mu || shipped.local_tax_share ||
               shipped.wasted_land_investment_per_mu_10k_yuan);
  EXPECT_TRUE(shipped.pollution_veto && shipped.wasted_land_veto);
  const AppraisalPolicy other_one = read(other).appraisal;
  EXPECT_EQ(other_one.jobs_per_mu, 53);
  EXPECT_FALSE(other_one.pollution_veto || other_one.wasted_land_veto);
}

TEST(PolicyJson, AProfileKeepsItsRulesInOrder) {
  const Policy p = read(other);
  EXPECT_EQ(p.gaps.profiles.size(), 2U);  // beside the one read before
  const Profile& own = p.profile();
  EXPECT_EQ(own.title.zh, "一");
  EXPECT_EQ(own.title.en, "one");
  ASSERT_EQ(own.rules.size(), 2U);
  EXPECT_EQ(own.rules[0].rule, Rule::watch_far);
  EXPECT_EQ(own.rules[1].rule, Rule::strengthen_weak);
  EXPECT_EQ(own.rules[1].action, Action::build);
  ASSERT_EQ(own.definitions.size(), 1U);
  EXPECT_EQ(own.definitions[0].first, Action::watch);
  EXPECT_EQ(own.definitions[0].second.en, "two");
}

TEST(PolicyJson, AnAbsentKeyKeepsWhatWasReadSoFar) {
  const Policy first = read(other);
  const Policy second =
      read_policy(R"({"schema_version": 1, "rank": {"weights": {"unlock": 0.5}}, "size": {"staff": {"large": 99}}})",
                  "mine.json", first);
  Policy expected = first;
  expected.rank.weights[static_cast<std::size_t>(Criterion::unlock)] = 0.5;
  expected.size.staff.large = 99;
  EXPECT_EQ(printed(second), printed(expected));
  EXPECT_EQ(printed(read_policy(R"({"schema_version": 1})", "mine.json", first)), printed(first));
}

TEST(PolicyJson, AnEmptyListOfVetoesTakesThemBack) {
  EXPECT_TRUE(read_policy(R"({"schema_version": 1, "rank": {"vetoes": []}})", "p", read(other)).rank.vetoes.empty());
}

TEST(PolicyJson, AProfileOfTheSameNameReplacesTheOld) {
  const Policy p = read(R"({"schema_version": 1, "gaps": {"profiles": {"county": {"title": "a", "title_en": "a",
    "rules": [{"rule": "fill.weak", "action": "fill"}]}}}})");
  EXPECT_EQ(p.profile().rules.size(), 1U);
}

TEST(PolicyJson, TheShippedProfileHasTheRulesOfTheDesignInItsOrder) {
  const std::string path = LIANTU_SOURCE_DATA "/policy/default.json";
  const Policy shipped = read_policy(read_file(path), path);
  const auto expected = base().profile().rules;
  const auto& rules = shipped.profile().rules;
  ASSERT_EQ(rules.size(), expected.size());
  for (std::size_t i = 0; i < rules.size(); ++i) {
    EXPECT_EQ(rules[i].rule, expected[i].rule) << i;
    EXPECT_EQ(rules[i].action, expected[i].action) << i;
  }
  std::set<Action> defined;
  for (const auto& [action, text] : shipped.profile().definitions) defined.insert(action);
  EXPECT_EQ(defined.size(), EnumWords<Action>::names.size());
}

TEST(PolicyJson, TheShippedSecondProfileStrengthensWeakNodes) {
  const std::string path = LIANTU_SOURCE_DATA "/policy/default.json";
  Policy shipped = read_policy(read_file(path), path);
  shipped.gaps.profile = "weak-is-strengthen";
  test::World w("a b", "a=>b");
  w.formed().firms("a", 1).firms("b", 3);
  EXPECT_EQ(w.target("a").gap.action, Action::fill);
  shipped.gaps.embryo_core = 0;
  w.policy = shipped;
  EXPECT_EQ(w.target("a").gap.action, Action::strengthen);
}

TEST(PolicyJsonErrors, NumbersOutOfRangeOrOfAnotherType) {
  EXPECT_EQ(place(R"("match": {"scope_term": 1.5})"), "/match/scope_term");
  EXPECT_EQ(place(R"("match": {"modifier": "x"})"), "/match/modifier");
  EXPECT_EQ(place(R"("coverage": {"present_others": 0})"), "/coverage/present_others");
  EXPECT_EQ(place(R"("match": {"decision_months": 0})"), "/match/decision_months");
  EXPECT_EQ(place(R"("coverage": {"kind_weights": {"individual": -1}})"), "/coverage/kind_weights/individual");
  EXPECT_EQ(place(R"("coverage": {"kind_weights": {"club": 1}})"), "/coverage/kind_weights/club");
  EXPECT_EQ(place(R"("coverage": {"strong_above_scale": 2.5})"), "/coverage/strong_above_scale");
  EXPECT_EQ(place(R"("coverage": {"weights": {"micro": -1}})"), "/coverage/weights/micro");
  EXPECT_EQ(place(R"("size": {"staff": {"small": "20"}})"), "/size/staff/small");
  EXPECT_EQ(place(R"("size": {"revenue_10k_yuan": {"large": -1}})"), "/size/revenue_10k_yuan/large");
  EXPECT_EQ(place(R"("gaps": {"horizon": 0})"), "/gaps/horizon");
  EXPECT_EQ(place(R"("gaps": {"horizon": 11})"), "/gaps/horizon");
  EXPECT_EQ(place(R"("gaps": {"fragile_share": 2})"), "/gaps/fragile_share");
  EXPECT_EQ(place(R"("supply": {"delta": 1})"), "/supply/delta");  // no contraction
  EXPECT_EQ(place(R"("rank": {"stale_months": 0})"), "/rank/stale_months");
  EXPECT_EQ(place(R"("rank": {"weights": {"unlock": -1}})"), "/rank/weights/unlock");
  EXPECT_EQ(place(R"("rank": {"half": {"unlock": 0}})"), "/rank/half/unlock");
  EXPECT_EQ(place(R"("appraisal": {"jobs": -1})"), "/appraisal/jobs");
  EXPECT_EQ(place(R"("appraisal": {"local_tax_share": 1.01})"), "/appraisal/local_tax_share");
  EXPECT_EQ(place(R"("appraisal": {"pollution_veto": "no"})"), "/appraisal/pollution_veto");
  EXPECT_EQ(place(R"("appraisal": {"tax_floor": 1})"), "/appraisal/tax_floor");
  EXPECT_EQ(place(R"("ledger": {"period": "month"})"), "/ledger/period");
  EXPECT_EQ(place(R"("ledger": {"keep_ended": 1})"), "/ledger/keep_ended");
  EXPECT_EQ(place(R"("ledger": {"base": "plan"})"), "/ledger/base");
}

TEST(PolicyJsonErrors, SaysTheRange) {
  EXPECT_EQ(refused(R"({"schema_version": 1, "supply": {"delta": 1}})"),
            (Tolds{{"/supply/delta", "found 1", "a number in 0..0.99"}}));
}

TEST(PolicyJsonErrors, SectionsThatAreNoObject) {
  for (const char* name : {"match", "coverage", "size", "gaps", "supply", "rank", "appraisal", "ledger"})
    EXPECT_EQ(place("\"" + std::string(name) + "\": 7"), "/" + std::string(name));
  EXPECT_EQ(place(R"("rank": {"weights": [1]})"), "/rank/weights");
  EXPECT_EQ(place(R"("size": {"staff": 20})"), "/size/staff");
  EXPECT_EQ(place(R"("gaps": {"profiles": []})"), "/gaps/profiles");
}

TEST(PolicyJsonErrors, UnknownKeysAtEveryLevel) {
  EXPECT_EQ(place(R"("ranks": {})"), "/ranks");
  EXPECT_EQ(place(R"("rank": {"weight": {}})"), "/rank/weight");
  EXPECT_EQ(place(R"("rank": {"weights": {"value": 1}})"), "/rank/weights/value");
  EXPECT_EQ(place(R"("coverage": {"weights": {"huge": 1}})"), "/coverage/weights/huge");
  EXPECT_EQ(place(R"("size": {"staff": {"micro": 1}})"), "/size/staff/micro");
}

TEST(PolicyJsonErrors, AnUnknownKeyIsToldWithTheKnownOnes) {
  EXPECT_EQ(refused(R"({"schema_version": 1, "rank": {"veto": []}})"),
            (Tolds{{"/rank/veto", "unknown key", "known_min, stale_months, weights, half, vetoes, stability"}}));
}

TEST(PolicyJsonErrors, Profiles) {
  const auto in = [](const std::string& profile) { return place(R"("gaps": {"profiles": {"a/b": )" + profile + "}}"); };
  const std::string at = "/gaps/profiles/a~1b";
  const std::string title = R"("title": "t", "title_en": "t")";
  EXPECT_EQ(in("7"), at);
  EXPECT_EQ(in(R"({"title_en": "t", "rules": []})"), at);
  EXPECT_EQ(in("{" + title + "}"), at);
  EXPECT_EQ(in("{" + title + R"(, "rules": {}})"), at + "/rules");
  EXPECT_EQ(in("{" + title + R"(, "rules": [], "x": 1})"), at + "/x");
  EXPECT_EQ(in("{" + title + R"(, "rules": [{"rule": "fill", "action": "fill"}]})"), at + "/rules/0/rule");
  EXPECT_EQ(in("{" + title + R"(, "rules": [{"rule": "fill.weak"}]})"), at + "/rules/0");
  EXPECT_EQ(in("{" + title + R"(, "rules": [{"rule": "fill.weak", "action": "fil"}]})"), at + "/rules/0/action");
  EXPECT_EQ(in("{" + title + R"(, "rules": [{"rule": "fill.weak", "action": "fill", "if": 1}]})"), at + "/rules/0/if");
  EXPECT_EQ(in("{" + title + R"(, "rules": [], "definitions": [{"action": "fill", "zh": "x"}]})"),
            at + "/definitions/0");
}

TEST(PolicyJsonErrors, NamesOfProfiles) {
  const std::string profile = R"({"title": "t", "title_en": "t", "rules": []})";
  EXPECT_EQ(place(R"("gaps": {"profiles": {" ": )" + profile + "}}"), "/gaps/profiles/ ");
  EXPECT_EQ(place(R"("gaps": {"profiles": {"a\u0001": )" + profile + "}}"), "/gaps/profiles/a\x01");
  EXPECT_EQ(place(R"("gaps": {"profile": ""})"), "/gaps/profile");
}

TEST(PolicyJsonErrors, ValuesThatContradictEachOther) {
  EXPECT_EQ(refused(R"({"schema_version": 1, "coverage": {"c_min": 0.9}})"),
            (Tolds{{"/coverage/c_min", "above c_high", "at most c_high"}}));
  EXPECT_NO_THROW((void)read(R"({"schema_version": 1, "coverage": {"c_min": 0.8}})"));
  EXPECT_EQ(refused(R"({"schema_version": 1, "size": {"staff": {"small": 30, "medium": 20, "large": 1000}}})"),
            (Tolds{{"/size/staff", "found 30, 20, 1000", "small <= medium <= large"}}));
  EXPECT_EQ(place(R"("size": {"revenue_10k_yuan": {"small": 1e9}})"), "/size/revenue_10k_yuan");  // above the default
  EXPECT_NO_THROW((void)read(R"({"schema_version": 1, "size": {"staff": {"small": 9, "medium": 9, "large": 9}}})"));
  EXPECT_EQ(refused(R"({"schema_version": 1, "plan": {"land_mu": {"low": 5, "medium": 4, "high": 6}}})"),
            (Tolds{{"/plan/land_mu", "found 5, 4, 6", "low <= medium <= high"}}));
  EXPECT_EQ(place(R"("plan": {"energy_tce": {"low": 5, "high": 6}})"), "/plan/energy_tce");
  EXPECT_EQ(refused(R"({"schema_version": 1, "gaps": {"profile": "none"}})"),
            (Tolds{{"/gaps/profile", "no profile \"none\"", "one of /gaps/profiles"}}));
  std::string zeros;
  for (const auto name : EnumWords<Criterion>::names)
    zeros += (zeros.empty() ? "\"" : ", \"") + std::string(name) + "\": 0";
  EXPECT_EQ(refused(R"({"schema_version": 1, "rank": {"weights": {)" + zeros + "}}}"),
            (Tolds{{"/rank/weights", "all are 0", "one above 0 at least"}}));
}

TEST(PolicyJsonErrors, Vetoes) {
  EXPECT_EQ(place(R"("rank": {"vetoes": ["surplus", "dirty"]})"), "/rank/vetoes/1");
  EXPECT_EQ(place(R"("rank": {"vetoes": "surplus"})"), "/rank/vetoes");
}

TEST(PolicyJsonErrors, Stability) {
  EXPECT_EQ(place(R"("rank": {"stability": 7})"), "/rank/stability");
  EXPECT_EQ(place(R"("rank": {"stability": {"draw": 1000}})"), "/rank/stability/draw");
  EXPECT_EQ(place(R"("rank": {"stability": {"draws": 99}})"), "/rank/stability/draws");
  EXPECT_EQ(place(R"("rank": {"stability": {"draws": 100.5}})"), "/rank/stability/draws");
  EXPECT_EQ(place(R"("rank": {"stability": {"concentration": 0.5}})"), "/rank/stability/concentration");
  EXPECT_EQ(place(R"("rank": {"stability": {"seed": -1}})"), "/rank/stability/seed");
  EXPECT_EQ(refused(R"({"schema_version": 1, "rank": {"stability": {"stable": 0.5}}})"),
            (Tolds{{"/rank/stability/fairly_stable", "above stable", "at most stable"}}));
}

TEST(PolicyJsonErrors, SchemaVersion) {
  EXPECT_EQ(refused("{}"), (Tolds{{"", "no \"schema_version\"", "this key is required"}}));
  EXPECT_EQ(refused(R"({"schema_version": 2})"), (Tolds{{"/schema_version", "found 2", "a number in 1..1"}}));
}

TEST(PolicyJsonErrors, OfAWholeFileAreToldAtOnce) {
  EXPECT_EQ(test::told_by([] {
              return read(R"({"schema_version": 1, "match": {"modifier": 2}, "coverage": {"c_high": 0.1, "x": 1},
                              "supply": {"delta": 1}, "gaps": {"profile": "none"}})");
            }).size(),
            5U);
}

}  // namespace
}  // namespace liantu::policy_json_test
