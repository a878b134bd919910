// decisions.csv goes out and comes back; verified and automatic look different in lists, map and report.
#include "report_fixture.hpp"

#include "liantu/firm/decisions.hpp"
#include "liantu/publish/chain_map.hpp"
#include "liantu/publish/json.hpp"
#include "liantu/publish/lists.hpp"
#include "liantu/publish/report.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace liantu {
namespace {

using test::Fixture;

// Decisions of a table with these bytes.
std::vector<Decision> read(const std::string& bytes, const Atlas& atlas) {
  const auto path =
      std::filesystem::temp_directory_path() / ("liantu-decisions-" + std::to_string(::getpid()) + ".csv");
  std::ofstream(path, std::ios::binary) << bytes;
  Problems notes;
  auto out = read_decisions({path.string()}, atlas, notes);
  std::filesystem::remove(path);
  EXPECT_TRUE(notes.empty()) << notes.front().message(Lang::en);
  return out;
}

// The fixture with its firms taken anew: `crucibles` doubtful firms of quartz:crucible, one sure firm of quartz:sand.
struct Asked : Fixture {
  explicit Asked(int crucibles, const std::string& given = "") {
    study.decisions = given.empty() ? Decisions() : Decisions(read(given, atlas), parse_date("2026-09-30"), 12);
    study.coverage = Coverage(atlas.node_count());
    study.purchases = Purchases(atlas);
    study.roll = Roll(atlas.node_count());
    for (int i = 0; i < crucibles; ++i) {
      take("坩埚厂" + std::to_string(i), "quartz:crucible", static_cast<Confidence>(4000 + i));
    }
    take("砂厂", "quartz:sand", 9000);
    study.roll.finish();
    for (NodeIndex v = 0; v < atlas.node_count(); ++v)
      study.analysis.states[v] = state_of(study.coverage[v], true, policy_.coverage);
  }

  void take(const std::string& name, const std::string& key, Confidence confidence) {
    Firm firm;
    firm.row = ++m_row;
    firm.name = name;
    Match match;
    match.node = at(key);
    match.confidence = confidence;
    match.evidence = {test::evidence(EvidenceRule::scope_term, Field::scope, "石英", 0, confidence)};
    std::vector<Match> matches{match};
    study.decisions.apply(firm, matches);
    study.add(firm, matches);
  }

 private:
  std::uint64_t m_row = 1;
};

std::size_t lines(const std::string& csv) { return static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n')); }

const std::string head =
    "企业名称,统一社会信用代码,产业链,环节,环节ID,结论,核实人,核实方式,核实日期,理由,状态,把握,为什么疑似,怎么问\n";

TEST(DecisionsCsv, AsksTenFirmsOfANodeTheLikeliestFirst) {
  const Asked f(30);
  const std::string csv = decisions_csv(f.study, Lang::zh);
  EXPECT_TRUE(csv.starts_with("\xEF\xBB\xBF\"企业名称\",\"统一社会信用代码\",\"产业链\""));
  ASSERT_EQ(lines(csv), 11U);
  const auto rows = read(csv, f.atlas);
  ASSERT_EQ(rows.size(), 10U);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(rows[i].firm, "坩埚厂" + std::to_string(29 - i));
    EXPECT_EQ(f.atlas.key(rows[i].node), "quartz:crucible");
    EXPECT_EQ(rows[i].verdict, Verdict::open);
  }
}

TEST(DecisionsCsv, NobodyIsAskedTwice) {
  const std::string first = decisions_csv(Asked(30).study, Lang::zh);
  EXPECT_EQ(decisions_csv(Asked(30, first).study, Lang::zh), first);
  const std::string english = decisions_csv(Asked(30, first).study, Lang::en);
  EXPECT_EQ(lines(english), lines(first));
  EXPECT_EQ(decisions_csv(Asked(30, english).study, Lang::en), english);
  // What is decided makes room for others, and is not asked again.
  const Asked f(30, head +
                        "坩埚厂29,,,,quartz:crucible,对应,=甲某,电话,2026-03-05,去过,,,,\n坩埚厂28,,,,quartz:crucible,"
                        "不对应,乙某,实地,2026-03,,,,,\n");
  const std::string csv = decisions_csv(f.study, Lang::zh);
  EXPECT_NE(csv.find("\"对应\",\"'=甲某\",\"电话\",\"2026-03-05\",\"去过\",\"有效\""), std::string::npos) << csv;
  const auto rows = read(csv, f.atlas);
  EXPECT_EQ(rows[0].who, "=甲某");
  EXPECT_EQ(rows[1].verdict, Verdict::reject);
  for (std::size_t i = 2; i < rows.size(); ++i) {
    EXPECT_EQ(rows[i].verdict, Verdict::open);
    EXPECT_NE(rows[i].firm, "坩埚厂28");
    EXPECT_NE(rows[i].firm, "坩埚厂29");
  }
}

TEST(DecisionsCsv, ExpiredOnesSaySoAndAreAskedAgain) {
  const Asked f(1, head + "坩埚厂0,,,,quartz:crucible,对应,甲某,电话,2024,,,,,\n");
  const auto rows = read(decisions_csv(f.study, Lang::zh), f.atlas);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].verdict, Verdict::accept);
  EXPECT_EQ(rows[1].verdict, Verdict::open);
  EXPECT_NE(decisions_csv(f.study, Lang::zh).find("\"已过期\""), std::string::npos);
}

TEST(DecisionsCsv, AtMostTwoHundredAreOpen) {
  std::string given = head;
  for (int i = 0; i < 195; ++i) given += "砂厂" + std::to_string(i) + ",,,,quartz:sand,,,,,,,,,\n";
  Asked f(30, given);
  for (int i = 0; i < 195; ++i) f.take("砂厂" + std::to_string(i), "quartz:sand", 6000);
  EXPECT_EQ(read(decisions_csv(f.study, Lang::zh), f.atlas).size(), 200U);
}

TEST(DecisionsCsv, VerifiedNodesLookDifferentAndNobodyIsNamed) {
  const std::string given = head + "坩埚厂0,,,,quartz:crucible,对应,某核实人,电话,2026-03-05,,,,,\n";
  const Asked automatic(1);
  const Asked verified(1, given);
  const NodeIndex crucible = verified.at("quartz:crucible");
  EXPECT_EQ(automatic.study.state(crucible), State::suspected);
  EXPECT_EQ(verified.study.state(crucible), State::weak);
  EXPECT_TRUE(verified.study.verified(crucible));
  EXPECT_EQ(verified.study.verified_nodes(), (std::pair<std::size_t, std::size_t>(1, 8)));
  EXPECT_NE(basis_line(verified.study).zh.find("环节已核实 13%"), std::string::npos) << basis_line(verified.study).zh;
  EXPECT_NE(caveat(verified.study).zh, caveat(automatic.study).zh);

  const auto quartz = *verified.atlas.find_chain("quartz");
  const MapScene map = layout_map(verified.study, quartz, {Lang::zh});
  const auto box = std::find_if(map.boxes.begin(), map.boxes.end(), [](const MapBox& b) { return b.id == "crucible"; });
  ASSERT_NE(box, map.boxes.end());
  EXPECT_NE(box->title.find("已核实"), std::string::npos);
  const MapScene plain = layout_map(automatic.study, quartz, {Lang::zh});
  const auto ticks = [](const MapScene& scene) {
    return std::count_if(scene.lines.begin(), scene.lines.end(), [](const MapLine& line) {
      return line.box >= 0 && line.points.size() == 3 && line.colour == MapColour{0xFFFFFF, false};
    });
  };
  EXPECT_EQ(ticks(plain), 1);  // of the legend
  EXPECT_EQ(ticks(map), 2);

  std::string all = map_svg(map) + report_html(verified.study, Lang::zh) + report_markdown(verified.study, Lang::zh);
  all += to_json_text(coverage_json(verified.study), 2);
  for (const ListSheet& sheet : lists_of(verified.study, Lang::zh)) all += list_csv(sheet, verified.study, Lang::zh);
  EXPECT_EQ(all.find("某核实人"), std::string::npos);
  EXPECT_NE(all.find("\"已核实\""), std::string::npos);
  EXPECT_NE(all.find("\"rests_on_verified\": true"), std::string::npos);
  EXPECT_NE(decisions_csv(verified.study, Lang::zh).find("某核实人"), std::string::npos);
}

TEST(DecisionsCsv, TheLineOfAMatchSaysHowAndWhenButNotWho) {
  const Asked f(1);
  Firm firm;
  firm.name = "甲";
  Match match;
  match.confidence = certain;
  match.verified = std::make_shared<Verified>(Verified{"实地", "2026-03"});
  match.evidence.emplace_back();
  match.evidence[0].rule = EvidenceRule::decision;
  const std::string line = to_json_line(match_json(f.atlas, firm, match));
  EXPECT_NE(
      line.find(
          R"("verified": true, "verified_how": "实地", "verified_on": "2026-03", "evidence": [{"rule": "decision"}])"),
      std::string::npos)
      << line;
}

}  // namespace
}  // namespace liantu
