// Project files: every field of the JSON and of both forms of a table to its place, and every kind of error by its
// place.
#include "analysis/analysis_fixture.hpp"
#include "chain/chain_fixture.hpp"
#include "firm/table_files.hpp"
#include "json/problems.hpp"

#include "liantu/promotion/project_json.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu {
namespace {

using test::Tolds;

constexpr std::string_view good = R"({
 "schema_version": 1, "id": "p1", "name": "石英砂厂", "firm": "某公司", "park": "开发区", "nodes": ["q:sand", "q:glass"],
 "leader": true, "investment_10k_yuan": {"promised": 9000, "verified": 8000}, "land_mu": 50.5, "energy_tce": 1200,
 "water_m3": {"verified": 30000}, "jobs": 120, "output_10k_yuan": 20000, "tax_10k_yuan": {"promised": 900},
 "local_tax_share": 0.4, "pollution": "controlled",
 "costs": {"land": 100, "works": 200, "awards": 0, "fund": 300.5}, "note": "x"
})";

Tolds spoiled(std::string_view from, std::string_view to) {
  return test::told_by([&] { return read_project(test::with(good, from, to), "p.json"); });
}

TEST(ProjectJson, EveryFieldIsReadToItsPlace) {
  const Project p = read_project(good, "p.json");
  EXPECT_EQ(p.id, "p1");
  EXPECT_EQ(p.name, "石英砂厂");
  EXPECT_EQ(p.firm, "某公司");
  EXPECT_EQ(p.park, "开发区");
  EXPECT_EQ(p.nodes, (std::vector<std::string>{"q:sand", "q:glass"}));
  EXPECT_TRUE(p.leader);
  EXPECT_EQ(p[ProjectFigure::investment], (Figure{9000, 8000}));
  EXPECT_EQ(p[ProjectFigure::land], (Figure{50.5, {}}));
  EXPECT_EQ(p[ProjectFigure::energy], (Figure{1200, {}}));
  EXPECT_EQ(p[ProjectFigure::water], (Figure{{}, 30000}));
  EXPECT_EQ(p[ProjectFigure::jobs], (Figure{120, {}}));
  EXPECT_EQ(p[ProjectFigure::output], (Figure{20000, {}}));
  EXPECT_EQ(p[ProjectFigure::tax], (Figure{900, {}}));
  EXPECT_FALSE(p[ProjectFigure::local_tax].known());
  EXPECT_EQ(p.local_tax_share, 0.4);
  EXPECT_EQ(p.pollution, Pollution::controlled);
  EXPECT_EQ(p.costs, (std::array<std::optional<double>, 4>{100, 200, 0, 300.5}));
  EXPECT_EQ(p.file, "p.json");
}

TEST(ProjectJson, WhatIsAbsentIsUnknown) {
  const Project p = read_project(R"({"schema_version": 1, "id": "a", "name": "b"})", "p.json");
  for (const Figure& figure : p.figures) EXPECT_FALSE(figure.known());
  EXPECT_FALSE(p.pollution || p.local_tax_share || p.costs[0] || p.leader);
  EXPECT_TRUE(p.nodes.empty());
}

TEST(ProjectJson, TheSampleIsRead) {
  const std::string path = LIANTU_SOURCE_DATA "/samples/demo-county/projects/high-purity-sand.json";
  EXPECT_EQ(read_project(read_file(path), path).nodes, std::vector<std::string>{"quartz:high-purity-sand"});
}

TEST(ProjectJsonErrors, EachHasItsPointer) {
  const auto place = [](std::string_view from, std::string_view to) {
    const Tolds tolds = spoiled(from, to);
    EXPECT_EQ(tolds.size(), 1U) << to;
    return tolds.empty() ? "" : tolds[0].where;
  };
  EXPECT_EQ(place(R"("id": "p1", )", ""), "");
  EXPECT_EQ(place(R"("name": "石英砂厂")", R"("name": " ")"), "/name");
  EXPECT_EQ(place(R"("q:glass")", R"("q:sand")"), "/nodes/1");
  EXPECT_EQ(place(R"("leader": true)", R"("leader": "yes")"), "/leader");
  EXPECT_EQ(place(R"("land_mu": 50.5)", R"("land_mu": -1)"), "/land_mu");
  EXPECT_EQ(place(R"("land_mu": 50.5)", R"("land_mu": {})"), "/land_mu");
  EXPECT_EQ(place(R"("verified": 8000)", R"("verified": "8000")"), "/investment_10k_yuan/verified");
  EXPECT_EQ(place(R"("verified": 8000)", R"("checked": 8000)"), "/investment_10k_yuan/checked");
  EXPECT_EQ(place(R"("jobs": 120)", R"("jobs": "120")"), "/jobs");
  EXPECT_EQ(place(R"("jobs": 120)", R"("job": 120)"), "/job");
  EXPECT_EQ(place(R"("local_tax_share": 0.4)", R"("local_tax_share": 40)"), "/local_tax_share");
  EXPECT_EQ(place(R"("local_tax_share": 0.4)", R"("local_tax_share": 0.4, "local_tax_10k_yuan": 300)"),
            "/local_tax_share");
  EXPECT_EQ(place(R"("controlled")", R"("some")"), "/pollution");
  EXPECT_EQ(place(R"("awards": 0)", R"("awards": -1)"), "/costs/awards");
  EXPECT_EQ(place(R"("awards": 0)", R"("award": 0)"), "/costs/award");
}

// Tables are read over a chain q of two nodes.
class ProjectTables : public ::testing::Test {
 protected:
  std::vector<Project> read(const std::string& text, const std::string& name = "projects.csv") {
    const test::TableFile file(name, text);
    return read_projects({file.path}, m_atlas, m_notes);
  }
  Tolds refused(const std::string& text) {
    return test::told_by([&] { return read(text); });
  }

  Atlas m_atlas = test::atlas("sand glass", "sand=>glass");
  Problems m_notes;
};

TEST_F(ProjectTables, OneProjectARow) {
  const auto all = read(
      "招商项目表,,,,,,,,\n"
      "项目编号,项目名称,所属环节,总投资（亿元）,核实总投资（万元）,用地（亩）,年税收(万元),留成比例,污染情况,"
      "联系电话\n"
      "p1,一厂,sand；q:glass,1.2,\"11,000\",50,900,40%,可控,1\n"
      ",,,,,,,,,\n"
      "p2,二厂,,,,0,,,无,\n");
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].nodes, (std::vector<std::string>{"q:sand", "q:glass"}));
  EXPECT_EQ(all[0][ProjectFigure::investment], (Figure{12000, 11000}));
  EXPECT_EQ(all[0][ProjectFigure::land], (Figure{50, {}}));
  EXPECT_EQ(all[0][ProjectFigure::tax], (Figure{900, {}}));
  EXPECT_EQ(all[0].local_tax_share, 0.4);
  EXPECT_EQ(all[0].pollution, Pollution::controlled);
  EXPECT_EQ(all[0].where, "row 3");
  EXPECT_EQ(all[1].id, "p2");
  EXPECT_EQ(all[1][ProjectFigure::land], (Figure{0, {}}));
  EXPECT_FALSE(all[1][ProjectFigure::investment].known());
  EXPECT_EQ(all[1].pollution, Pollution::none);
  ASSERT_EQ(m_notes.size(), 1U);
  EXPECT_EQ(m_notes[0].found.zh, "不用的列 联系电话");
}

TEST_F(ProjectTables, AFormOfTwoColumns) {
  const auto all = read(
      "项目,值,核实值\n项目编号,p1,\n项目名称,一厂,\n所属环节,q:sand,\n总投资（万元）,9000,8000\n就业（人）,120,"
      "\n县级留成税收（万元）,,300\n"
      "奖补（万元）,50,\n龙头企业,是,\n污染情况,有,\n");
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].id, "p1");
  EXPECT_EQ(all[0].nodes, std::vector<std::string>{"q:sand"});
  EXPECT_EQ(all[0][ProjectFigure::investment], (Figure{9000, 8000}));
  EXPECT_EQ(all[0][ProjectFigure::jobs], (Figure{120, {}}));
  EXPECT_EQ(all[0][ProjectFigure::local_tax], (Figure{{}, 300}));
  EXPECT_EQ(all[0].costs[static_cast<std::size_t>(ProjectCost::awards)], 50);
  EXPECT_TRUE(all[0].leader);
  EXPECT_EQ(all[0].pollution, Pollution::yes);
}

TEST_F(ProjectTables, AColumnThatIsMissingIsTold) {
  EXPECT_EQ(refused("项目名称,总投资\nx,1\n"), (Tolds{{"row 1", "no column 项目编号", "a header 项目编号 (id)"}}));
}

TEST_F(ProjectTables, EveryErrorHasItsPlace) {
  const auto places = [&](const std::string& text) {
    std::vector<std::string> out;
    for (const auto& told : refused(text)) out.push_back(told.where);
    return out;
  };
  using Places = std::vector<std::string>;
  const std::string head =
      "项目编号,项目名称,所属环节,总投资（亿元）,总投资（万元）,留成比例,县级留成税收（万元）,污染情况,龙头企业\n";
  EXPECT_EQ(places(head + "p,x,,,9000万,,,,\n"), Places{"row 2, column E"});
  EXPECT_EQ(places(head + "p,x,,200000,,,,,\n"), Places{"row 2, column D"});  // above 1e9 of 10,000 yuan
  EXPECT_EQ(places(head + "p,x,,1,9000,,,,\n"), Places{"row 2, column D"});
  EXPECT_EQ(places(head + "p,x,,,,140%,,,\n"), Places{"row 2, column F"});
  EXPECT_EQ(places(head + "p,x,,,,40%,300,,\n"), Places{"row 2, column G"});
  EXPECT_EQ(places(head + "p,x,,,,,,大,\n"), Places{"row 2, column H"});
  EXPECT_EQ(places(head + "p,x,,,,,,,大\n"), Places{"row 2, column I"});
  EXPECT_EQ(places(head + "p,x,salt,,,,,,\n"), Places{"row 2, column C"});
  EXPECT_EQ(places(head + "p,x,sand、q:sand,,,,,,\n"), Places{"row 2, column C"});
  EXPECT_EQ(places(head + ",x,,,,,,,\np,,,,,,,,\n"), (Places{"row 2, column A", "row 3, column B"}));
  EXPECT_EQ(places(head + "p,x,,,,,,,\np,y,,,,,,,\n"), Places{"row 3"});
  EXPECT_EQ(places("项目,值\n项目编号,p\n项目名称,x\n总头资,1\n"), Places{"row 4, column A"});
  EXPECT_EQ(places("项目,值\n项目编号,p\n项目名称,x\n总投资,1\n投资,2\n"), Places{"row 5, column B"});
  EXPECT_EQ(places("项目,值,核实值\n项目编号,p,\n项目名称,x,y\n"), Places{"row 3, column C"});
  EXPECT_EQ(places("项目,值\n项目名称,x\n"), Places{"row 1"});
}

TEST_F(ProjectTables, FilesOfBothKindsAreReadInOrder) {
  const test::TableFile json("p.json", R"({"schema_version": 1, "id": "j", "name": "x", "nodes": ["q:sand"]})");
  const test::TableFile csv("p.csv", "项目编号,项目名称\nc,y\n");
  const auto all = read_projects({json.path, csv.path}, m_atlas, m_notes);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].id, "j");
  EXPECT_EQ(all[1].id, "c");
  const test::TableFile wrong("w.json",
                              R"({"schema_version": 1, "id": "c", "name": "x", "nodes": ["q:sand", "q:salt"]})");
  const auto told = test::told_by([&] { return read_projects({csv.path, wrong.path}, m_atlas, m_notes); });
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0].where, "/nodes/1");
  EXPECT_EQ(told[1].where, "/id");
}

}  // namespace
}  // namespace liantu
