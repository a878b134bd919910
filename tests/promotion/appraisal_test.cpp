// 三本账: projects worked by hand (appraisal_cases.json) against one small county, and what stands beside the verdict.
#include "liantu/promotion/appraisal.hpp"

#include "analysis/analysis_fixture.hpp"

#include "liantu/analysis/county_json.hpp"
#include "liantu/analysis/policy_json.hpp"
#include "liantu/promotion/project_json.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace liantu {
namespace {

Chain without_core(Chain chain, const std::string& id) {
  for (Node& node : chain.nodes) {
    if (node.id == id) node.core = false;
  }
  return chain;
}

// Of the county: q (lead), c (characteristic), e (emerging); o is formed and n not, and neither is the county's.
//   q: mine (strong) => sand (weak) => pure (missing, not core) => tube (present) => glass (present); far, kiln:
//   missing,
//      linked to nothing; shop suspected; hidden unobserved        o: cloth (strong); acid (missing) => q:tube
//   c: curd (missing) => cheese (present)      e: root => twig and n: seed => leaf: missing, the second not core
// r of tube 0 (it has neither pure nor acid), of glass ½·1 + ½·0 = ½. With pure, which has half of sand, tube has ½·¾.
test::World county_world() {
  Chain q = test::chain("q", "mine sand pure tube glass far kiln shop hidden",
                        "mine=>sand sand=>pure pure=>tube tube=>glass");
  q = without_core(without_core(std::move(q), "pure"), "kiln");
  Chain o = without_core(test::chain("o", "cloth acid", "acid=>q:tube"), "acid");
  test::World w({std::move(q), test::chain("c", "curd cheese", "curd=>cheese"),
                 without_core(test::chain("e", "root twig", "root=>twig"), "twig"), std::move(o),
                 without_core(test::chain("n", "seed leaf", "seed=>leaf"), "leaf")});
  w.above("q:mine", 3).firms("q:sand", 1).above("q:tube", 1).above("q:glass", 2).doubtful("q:shop", 1);
  w.unobserved("q:hidden").above("c:cheese", 1).above("o:cloth", 3);
  w.county = read_county(R"({"schema_version": 1, "name": "x", "chains": [{"id": "q", "standing": "lead"},
      {"id": "c", "standing": "characteristic"}, {"id": "e", "standing": "emerging"}],
      "parks": [{"name": "east", "land_mu": 100, "energy_tce": 5000, "water_m3": 0, "money_10k_yuan": 3000},
                {"name": "west", "land_mu": 99.9}],
      "refuses": [{"id": "no-kilns", "reason": "no kilns", "nodes": ["q:kiln"]}]})",
                         "county.json");
  w.with_county = true;
  return w;
}

Appraisal appraised(const test::World& w, const Project& project) {
  const std::vector<State> states = w.states();
  const Structure structure = w.structure();
  const Question question = w.question();
  IndustryLedger ledger(w.atlas, structure, w.coverage, states, w.policy, question);
  return appraise(project, ledger, w.policy.appraisal, question.county);
}

std::string verdict(const AppraisalRun& run) {
  if (run.vetoed()) {
    std::string out = "veto";
    for (const ProjectVeto& veto : run.vetoes) out += " " + std::string(to_string(veto.kind));
    EXPECT_TRUE(run.lowest == ProjectVerdict::decline && run.highest == ProjectVerdict::decline);
    return out;
  }
  std::string out(to_string(run.lowest));
  if (run.lowest != run.highest) out += ".." + std::string(to_string(run.highest));
  return out;
}

const boost::json::object& table() {
  static const boost::json::value document = [] {
    const std::string path = LIANTU_TEST_DATA "/../promotion/appraisal_cases.json";
    return parse_json(read_file(path), path);
  }();
  return document.get_object();
}
std::string text(const boost::json::value& value) { return {value.get_string().data(), value.get_string().size()}; }
Project project_of(const boost::json::object& over) {
  boost::json::object out = table().at("base").get_object();
  for (const auto& [key, value] : over) {
    if (value.is_null()) {
      out.erase(key);
    } else {
      out[key] = value;
    }
  }
  return read_project(to_json_line(out), "case.json");
}
AppraisalPolicy policy_of(const boost::json::value& name) {
  const auto& floors = table().at("policies").at(name.get_string());
  return read_policy(to_json_line(boost::json::object{{"schema_version", 1}, {"appraisal", floors}}), "policy.json",
                     test::county_policy())
      .appraisal;
}

void expect_case(const boost::json::object& one) {
  SCOPED_TRACE(text(one.at("id")) + ": " + text(one.at("why")));
  test::World w = county_world();
  w.policy.appraisal = policy_of(one.at("policy"));
  w.with_county = !one.contains("county") || one.at("county").get_bool();
  const Appraisal a = appraised(w, project_of(one.at("project").get_object()));
  const auto accounts = a.runs[0].accounts();
  for (std::size_t i = 0; i < accounts.size(); ++i)
    EXPECT_EQ(to_string(accounts[i]), text(one.at("accounts").at(i))) << i;
  ASSERT_EQ(a.runs[0].industry.nodes.empty(), !one.contains("fits"));
  const std::array<const char*, 3> keys{"verdict", "at70", "at50"};
  for (std::size_t i = 0; i < keys.size(); ++i) EXPECT_EQ(verdict(a.runs[i]), text(one.at(keys[i]))) << keys[i];
  EXPECT_EQ(a.moves(),
            text(one.at("verdict")) != text(one.at("at70")) || text(one.at("verdict")) != text(one.at("at50")));
  EXPECT_EQ(a.open_vetoes.size(), one.contains("open_vetoes") ? one.at("open_vetoes").to_number<std::size_t>() : 0U);
  EXPECT_EQ(a.rests_on_promises, !one.contains("rests_on_promises"));
  if (one.contains("fits")) {
    EXPECT_EQ(to_string(a.runs[0].industry.nodes[0].contribution), text(one.at("fits")));
  }
  if (one.contains("unlock")) {
    EXPECT_NEAR(a.runs[0].industry.unlock.low, one.at("unlock").to_number<double>(), 1e-9);
    EXPECT_NEAR(a.runs[0].industry.unlock.high, one.at("unlock").to_number<double>(), 1e-9);
  }
  if (one.contains("firms")) {
    EXPECT_EQ(a.runs[0].industry.nodes[0].firms, one.at("firms").to_number<std::uint64_t>());
  }
  EXPECT_EQ(to_string(a.cost.recovery), one.contains("recovery") ? text(one.at("recovery")) : "unknown");
  ASSERT_EQ(a.cost.years.has_value(), one.contains("years"));
  if (a.cost.years) {
    EXPECT_NEAR(*a.cost.years, one.at("years").to_number<double>(), 1e-9);
  }
}

TEST(Appraisal, ProjectsWorkedByHand) {
  std::set<std::string> ids;
  std::set<std::string> verdicts;
  for (const auto& one : table().at("cases").get_array()) {
    EXPECT_TRUE(ids.insert(text(one.at("id"))).second) << text(one.at("id"));
    verdicts.insert(text(one.at("verdict")));
    expect_case(one.get_object());
  }
  EXPECT_GE(ids.size(), 40U);
  // Each verdict, each range, each veto.
  for (const char* wanted :
       {"decline", "discuss", "keep", "priority", "decline..discuss", "decline..keep", "decline..priority",
        "discuss..keep", "discuss..priority", "keep..priority", "veto pollution", "veto wasted-land", "veto forbidden"})
    EXPECT_TRUE(verdicts.contains(wanted)) << wanted;
}

TEST(Appraisal, ANodeSaysWhyAndByWhichRules) {
  const test::World w = county_world();
  const auto fit = [&](const std::string& node) {
    Project project;
    project.nodes = {node};
    return appraised(w, project).runs[0].industry.nodes.at(0);
  };
  const NodeFit pure = fit("q:pure");
  EXPECT_EQ(pure.reason, FitReason::fills);
  EXPECT_EQ(pure.rules, (std::vector<Rule>{Rule::fill_essential, Rule::fill_between}));
  EXPECT_EQ(w.ids(pure.needed_by), test::Ids{"tube"});
  EXPECT_EQ(pure.before, State::missing);
  EXPECT_EQ(pure.after, State::weak);  // one firm, of which no output is known
  EXPECT_EQ(pure.standing, Standing::lead);
  EXPECT_FALSE(pure.duplicates());
  const NodeFit acid = fit("o:acid");
  ASSERT_TRUE(acid.chain);
  EXPECT_EQ(w.atlas.chains()[*acid.chain].id, "q");
  EXPECT_EQ(fit("q:far").reason, FitReason::far);
  EXPECT_EQ(fit("n:leaf").reason, FitReason::not_listed);
  EXPECT_EQ(fit("q:shop").reason, FitReason::unseen);
  EXPECT_EQ(fit("c:curd").reason, FitReason::leads_unlock);
  EXPECT_EQ(fit("n:seed").rules.front(), Rule::build_chain);
  EXPECT_TRUE(fit("q:mine").duplicates());
  EXPECT_FALSE(fit("q:sand").duplicates());  // weak
}

TEST(Appraisal, OfTwoChainsThatItSuppliesTheOneThatMustHaveIt) {
  test::World w({test::chain("q", "tube", ""), test::chain("c", "cheese", ""),
                 without_core(test::chain("o", "acid", "acid>c:cheese acid=>q:tube"), "acid")});
  w.above("q:tube", 1).above("c:cheese", 1);
  w.county.chains = {{"c", Standing::lead, {}, {}, {}, {}}, {"q", Standing::emerging, {}, {}, {}, {}}};
  w.with_county = true;
  Project project;
  project.nodes = {"o:acid"};
  const NodeFit acid = appraised(w, project).runs[0].industry.nodes.at(0);
  ASSERT_TRUE(acid.chain);
  EXPECT_EQ(w.atlas.chains()[*acid.chain].id, "q");
  EXPECT_EQ(acid.standing, Standing::emerging);
}

TEST(Appraisal, TaxPerOutputIsShownAndNeverJudged) {
  Project project;
  project[ProjectFigure::tax].promised = 3000;
  project[ProjectFigure::output].promised = 50000;
  const Measured one = measured(project, Measure::tax_per_output, {});
  EXPECT_DOUBLE_EQ(one.value.value(), 600);  // 3000 over 5 times 100 million
  EXPECT_FALSE(one.floor);
  project[ProjectFigure::output].promised = 0;
  EXPECT_FALSE(measured(project, Measure::tax_per_output, {}).value);
}

TEST(Appraisal, AFloorIsReachedInSpiteOfRounding) {
  AppraisalPolicy policy;
  policy.tax_per_mu_10k_yuan = 0.1;
  Project project;
  project[ProjectFigure::tax].verified = 0.1 + 0.1 + 0.1 - 1e-16;
  project[ProjectFigure::land].verified = 3;
  EXPECT_EQ(measured(project, Measure::tax_per_mu, policy).outcome, FloorOutcome::met);
  project[ProjectFigure::tax].verified = 0.2999;
  EXPECT_EQ(measured(project, Measure::tax_per_mu, policy).outcome, FloorOutcome::below);
}

TEST(Appraisal, EveryMeasureSaysWhatItIsMadeOf) {
  Project project;
  project[ProjectFigure::tax] = {100, 80};
  project.local_tax_share = 0.5;
  const Measured local = measured(project, Measure::local_tax, {});
  EXPECT_DOUBLE_EQ(local.value.value(), 40);
  ASSERT_EQ(local.from.size(), 1U);
  EXPECT_EQ(local.from[0], std::pair(ProjectFigure::tax, FigureSource::verified));
  EXPECT_EQ(local.share_of, ShareSource::project);
  EXPECT_EQ(measured(project, Measure::tax_per_mu, {}).from[1], std::pair(ProjectFigure::land, FigureSource::absent));
}

TEST(Appraisal, MoreLocalTaxThanTaxIsInDoubt) {
  Project project = project_of({});
  EXPECT_TRUE(appraised(county_world(), project).doubts.empty());
  project[ProjectFigure::local_tax].promised = 6000.01;
  EXPECT_EQ(appraised(county_world(), project).doubts.size(), 1U);
}

TEST(Appraisal, FactorsAreComparedWithTheParks) {
  const test::World w = county_world();
  Project project = project_of({});
  project[ProjectFigure::energy].promised = 5000.1;
  project[ProjectFigure::water].verified = 0;
  project.costs = {std::nullopt, 1000, 1500, 500};
  const auto outcomes = [&] {
    std::string out;
    for (const FactorNeed& need : appraised(w, project).factors) {
      for (const ParkHas& park : need.parks)
        out += park.park.substr(0, 1) + ":" + std::string(to_string(park.outcome)) + " ";
    }
    return out;
  };
  // 100 mu are all that east has, 99.9 are too few; no water is needed; 3000 of works, awards and fund are what east
  // has.
  EXPECT_EQ(outcomes(), "e:met w:below e:below w:unknown e:met w:met e:met w:unknown ");
  project.costs[3] = 500.1;
  project.park = "east";
  EXPECT_EQ(outcomes(), "e:met e:below e:met e:below ");
  project.costs[2].reset();
  EXPECT_EQ(outcomes(), "e:met e:below e:met e:unknown ");
  EXPECT_TRUE(appraised(w, project).park_known);
  project.park = "north";
  EXPECT_EQ(outcomes(), "");
  EXPECT_FALSE(appraised(w, project).park_known);
}

}  // namespace
}  // namespace liantu
