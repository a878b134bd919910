// The explanation of a node: its numbers are those of the targets, its parts add up, and text of the data stays text.
#include "liantu/publish/explanation.hpp"

#include "analysis/analysis_fixture.hpp"
#include "report_fixture.hpp"

#include "liantu/publish/json.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

namespace liantu {
namespace {

using test::Fixture;

// The fixture's county with states and targets as the analysis finds them.
struct Analysed : Fixture {
  Analysed() {
    policy_.gaps.embryo_core = 0;
    policy_.gaps.profiles["county"] = test::county_policy().gaps.profiles.at("county");
    run();
  }
  void run() {
    study.structure = std::make_shared<const Structure>(atlas, policy_.gaps.horizon);
    study.analysis = analyse(atlas, *study.structure, study.coverage,
                             states_of(atlas, study.coverage, study.observed, classification, policy_.coverage),
                             policy_, study.question);
  }
  [[nodiscard]] std::vector<NodeIndex> all() const {
    std::vector<NodeIndex> out;
    for (NodeIndex v = 0; v < atlas.node_count(); ++v) out.push_back(v);
    return out;
  }
  [[nodiscard]] std::string text(std::string_view key, Lang lang = Lang::zh) const {
    return explain(study, {at(key)}, lang);
  }
  [[nodiscard]] boost::json::object json(NodeIndex v) const {
    return explanation_json(study, {v}, Lang::zh).at("nodes").as_array().at(0).as_object();
  }
};

double number(const boost::json::value& value) { return value.to_number<double>(); }

TEST(Explanation, ContributionsAddUpToTheScoreOfTheTarget) {
  const Analysed f;
  ASSERT_GT(f.study.analysis.targets.size(), 3U);
  for (const Target& target : f.study.analysis.targets) {
    const auto told = f.json(target.gap.node).at("target").as_object();
    EXPECT_DOUBLE_EQ(number(told.at("score")), target.score);
    double sum = 0;
    for (const auto& [name, criterion] : told.at("criteria").as_object())
      sum += number(criterion.as_object().at("contribution"));
    EXPECT_NEAR(sum, target.score, 1e-6) << f.atlas.key(target.gap.node);
  }
}

TEST(Explanation, PartsAddUpToTheRawInput) {
  const Analysed f;
  std::set<std::string> seen;
  for (const Target& target : f.study.analysis.targets) {
    const auto told = f.json(target.gap.node).at("target").as_object();
    for (const char* name : {"demand_pull", "supply_push", "leak_closed", "unlock"}) {
      const auto& criterion = told.at("criteria").as_object().at(name).as_object();
      if (criterion.at("value").is_null()) continue;
      double low = 0;
      double high = 0;
      for (const auto& part : criterion.at("parts").as_array()) {
        low += number(part.as_object().at("low"));
        high += number(part.as_object().at("high"));
        seen.insert(name);
      }
      EXPECT_NEAR(low, number(criterion.at("raw")), 1e-6) << name << f.atlas.key(target.gap.node);
      EXPECT_NEAR(high, number(criterion.at("raw_high")), 1e-6) << name << f.atlas.key(target.gap.node);
    }
  }
  EXPECT_EQ(seen.size(), 4U);  // the county has parts of each
}

TEST(Explanation, GroupsOfInputsAddUpToTheLocalSupply) {
  const Analysed f;
  for (NodeIndex v : f.all()) {
    const auto supply = f.json(v).at("supply").as_object();
    const auto& groups = supply.at("groups").as_array();
    double low = groups.empty() ? 1 : 0;
    double high = low;
    for (const auto& group : groups) {
      low += number(group.as_object().at("weight")) * number(group.as_object().at("low"));
      high += number(group.as_object().at("weight")) * number(group.as_object().at("high"));
    }
    EXPECT_NEAR(low, f.study.analysis.supply[v].whole.low, 1e-9) << f.atlas.key(v);
    EXPECT_NEAR(high, f.study.analysis.supply[v].whole.high, 1e-9) << f.atlas.key(v);
  }
}

TEST(Explanation, SaysWhyANodeIsInItsState) {
  const Analysed f;
  EXPECT_NE(f.text("quartz:mine").find("状态：具备\n  没有规上企业；规下或规模未知的企业 3 家，达到 3 家，为具备。"),
            std::string::npos)
      << f.text("quartz:mine");
  EXPECT_NE(f.text("quartz:sand").find("其他企业 1 家，不足 3 家，为薄弱"), std::string::npos);
  EXPECT_NE(f.text("quartz:crucible").find("把握都在 0.8 以下"), std::string::npos);
  EXPECT_NE(f.text("quartz:pure").find("一家也没有"), std::string::npos);
  EXPECT_NE(f.text("quartz:lab").find("主体是设施"), std::string::npos);
  EXPECT_NE(f.text("dairy:drink").find("链主、上市或专精特新企业 1 家"), std::string::npos);
}

TEST(Explanation, ANodeWithoutTargetIsExplainedWithoutScore) {
  const Analysed f;
  const std::string text = f.text("quartz:lab");
  EXPECT_NE(text.find("动作：没有"), std::string::npos) << text;
  EXPECT_NE(text.find("供给谁"), std::string::npos);
  EXPECT_EQ(text.find("得分"), std::string::npos);
  EXPECT_TRUE(f.json(f.at("quartz:lab")).at("target").is_null());
}

TEST(Explanation, NodesOfChainsNotAskedForSaySo) {
  Analysed f;
  f.study.question.chains = {*f.atlas.find_chain("dairy")};
  f.run();
  EXPECT_NE(f.text("quartz:pure").find("不在本次所选之内"), std::string::npos);
}

TEST(Explanation, EndsWithCaveatAndBasis) {
  const Analysed f;
  for (Lang lang : {Lang::zh, Lang::en}) {
    const std::string end = caveat(f.study).in(lang) + "\n" + basis_line(f.study).in(lang) + "\n";
    const std::string text = explain(f.study, f.all(), lang);
    EXPECT_TRUE(text.ends_with(end));
    EXPECT_EQ(text.find(caveat(f.study).in(lang)), text.size() - end.size());  // once, whatever number of nodes
  }
}

TEST(Explanation, HostileNamesStayOnTheirLine) {
  Analysed f;
  f.study.table.title = "名单\n第二行";
  const std::string text = explain(f.study, f.all(), Lang::zh);
  EXPECT_NE(text.find("甲乙 丙丁 石英厂：把握 0.6"), std::string::npos);
  EXPECT_NE(text.find("名单 第二行"), std::string::npos);
  for (const char c : text) EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n');
  EXPECT_EQ(text.find("\xE2\x80\xAE"), std::string::npos);
  EXPECT_EQ(text.find("/home/secret"), std::string::npos);
}

TEST(Explanation, NeverTellsFiguresOfAFirm) {
  Analysed f;
  Firm firm;
  firm.row = 20;
  firm.name = "戊坩埚有限公司";
  firm.revenue = 987654;
  firm.output = 987655;
  firm.tax = 98766;
  firm.insured_staff = 9877;
  firm.size = SizeClass::large;
  firm.size_source = SizeSource::revenue;
  Match match;
  match.node = f.at("quartz:crucible");
  match.confidence = 9000;
  f.study.add(firm, {match});
  f.study.roll.finish();
  f.run();
  const std::string text = f.text("quartz:crucible") + to_json_line(f.json(f.at("quartz:crucible")));
  EXPECT_NE(text.find("戊坩埚有限公司：把握 0.9、大型（据营业收入）"), std::string::npos) << text;
  EXPECT_EQ(text.find("987"), std::string::npos);
}

TEST(Explanation, TellsTheStrongestFirmsUpToTheNumberAskedFor) {
  const Analysed f;
  const std::string two = explain(f.study, {f.at("quartz:mine")}, Lang::zh, {2});
  EXPECT_NE(two.find("企业（3 家中列出前 2 家）"), std::string::npos) << two;
  EXPECT_NE(two.find("1. 甲石英矿业有限公司"), std::string::npos);
  EXPECT_EQ(two.find("<script>"), std::string::npos);
}

}  // namespace
}  // namespace liantu
