// Rows into histories: nothing twice, nothing lost, nothing backwards unsaid.
#include "ledger/ledger_fixture.hpp"

namespace liantu {
namespace {

using test::money;
using test::refused;
using test::row;
using enum ProjectState;

TEST(Merge, TheSameRowsAgainChangeNothing) {
  const LedgerRows rows{
      {row("A", "甲", talks, "2026-01-05"), row("A", "", contracted, "2026-02-01"), money("A", "2026-02-01", 20000, 0)},
      {{{}, "A", {ObstacleKind::land, "供地", "某局", "2026-05-01", ""}}}};
  Projects projects;
  const LedgerChanges first = merge(projects, rows, "");
  EXPECT_EQ(first.projects, 1U);
  EXPECT_EQ(first.events, 2U);
  EXPECT_EQ(first.figures, 1U);
  EXPECT_EQ(first.obstacles, 1U);
  const Projects once = projects;
  const LedgerChanges again = merge(projects, rows, "");
  EXPECT_EQ(again.unchanged, 4U);
  EXPECT_TRUE(again.ids.empty());
  EXPECT_EQ(projects, once);
}

TEST(Merge, TablesInAnyOrderGiveHistoriesInTheOrderOfDays) {
  Projects projects;
  const LedgerRows rows{{row("A", "甲", started, "2026-06-01"), row("A", "甲", contracted, "2026-02-01")}, {}};
  EXPECT_TRUE(merge(projects, rows, "").problems.empty());
  EXPECT_EQ(projects.at("A").events.front().state, contracted);
  EXPECT_EQ(days_to_start(projects.at("A")), 120);  // 27 of February, 31, 30, 31 and 1
}

TEST(Merge, ToldWhenAStateGoesBackOrIsTooOld) {
  Projects projects;
  EXPECT_EQ(refused(projects, row("A", "甲", contracted, "2026-02-01")), "");
  const Projects before = projects;
  EXPECT_NE(refused(projects, row("A", "", talks, "2026-03-01")).find("goes back from contracted to talks"),
            std::string::npos);
  EXPECT_NE(refused(projects, row("A", "", started, "2026-01-31"))
                .find("t.csv: row 2, column C: started on 2026-01-31 is before contracted"),
            std::string::npos);
  EXPECT_NE(refused(projects, row("A", "", contracted, "2026-02-02")).find("since 2026-02-01"), std::string::npos);
  EXPECT_NE(refused(projects, row("A", "", started, "2026-03-01"), "2026-02-28").find("is to come"), std::string::npos);
  EXPECT_EQ(projects, before);
  ProjectRow back = row("A", "", talks, "2026-03-01");
  back.event->back = true;
  EXPECT_EQ(refused(projects, back), "");
  EXPECT_TRUE(projects.at("A").events.back().back);
}

TEST(Merge, EndingTakesAReasonAndRisingAgainIsGoingBack) {
  Projects projects;
  EXPECT_EQ(refused(projects, row("A", "甲", talks, "2026-02-01")), "");
  ProjectRow end = row("A", "", ended, "2026-03-01");
  end.event->reason.clear();
  EXPECT_NE(refused(projects, end).find("without a reason"), std::string::npos);
  end.event->reason = "虚构原因";
  EXPECT_EQ(refused(projects, end), "");
  EXPECT_NE(refused(projects, row("A", "", contracted, "2026-04-01")).find("goes back"), std::string::npos);
}

TEST(Merge, ANewProjectHasAName) {
  Projects projects;
  EXPECT_NE(refused(projects, row("A", "", talks, "2026-02-01")).find("without a name"), std::string::npos);
  EXPECT_TRUE(projects.empty());
}

TEST(Merge, FiguresAreAHistoryToo) {
  Projects projects;
  EXPECT_EQ(refused(projects, row("A", "甲", contracted, "2026-01-01")), "");
  EXPECT_EQ(refused(projects, money("A", "2026-02-01", 20000, 100)), "");
  ProjectRow more = money("A", "", 20000, 300);
  more.figures.total.reset();  // blank: as it was
  EXPECT_NE(refused(projects, more).find("figures without a date"), std::string::npos);
  EXPECT_EQ(refused(projects, more, "2026-03-01"), "");
  ASSERT_EQ(projects.at("A").figures.size(), 2U);
  EXPECT_EQ(projects.at("A").figures.back(), (ProjectFigures{"2026-03-01", 20000, {}, 300, {}}));
  EXPECT_EQ(refused(projects, money("A", "2026-02-01", 20000, 100)), "");  // known, however old
  EXPECT_EQ(projects.at("A").figures.size(), 2U);
  EXPECT_NE(refused(projects, money("A", "2026-02-15", 20000, 200)).find("older than those of 2026-03-01"),
            std::string::npos);
  EXPECT_EQ(last_figures(projects.at("A"), "2026-02-28")->arrived, 100);
  EXPECT_EQ(last_figures(projects.at("A"), "2026-01-31"), nullptr);
}

TEST(Merge, APromisePutOffStaysOnRecord) {
  Projects projects;
  EXPECT_EQ(refused(projects, row("A", "甲", contracted, "2026-01-01")), "");
  const auto obstacle = [&](const Obstacle& one) { return merge(projects, {{}, {{{}, "A", one}}}, "2026-12-01"); };
  EXPECT_EQ(obstacle({ObstacleKind::land, "供地", "某局", "2026-05-01", ""}).obstacles, 1U);
  EXPECT_EQ(obstacle({ObstacleKind::land, "供地", "", "2026-07-01", ""}).obstacles, 1U);
  EXPECT_EQ(obstacle({ObstacleKind::land, "供地", "某局", "2026-05-01", ""}).unchanged, 1U);
  auto matters = matters_of(projects.at("A"));
  ASSERT_EQ(matters.size(), 1U);
  EXPECT_EQ(matters[0].moved, 1U);
  EXPECT_EQ(*matters[0].last, (Obstacle{ObstacleKind::land, "供地", "某局", "2026-07-01", ""}));
  EXPECT_FALSE(is_overdue(*matters[0].last, "2026-07-01"));
  EXPECT_TRUE(is_overdue(*matters[0].last, "2026-07-02"));
  EXPECT_EQ(obstacle({ObstacleKind::land, "供地", "", "", "2026-07-10"}).obstacles, 1U);
  matters = matters_of(projects.at("A"));
  EXPECT_TRUE(is_overdue(*matters[0].last, "2026-07-09"));
  EXPECT_FALSE(is_overdue(*matters[0].last, "2026-07-10"));
  EXPECT_EQ(merge(projects, {{}, {{{}, "B", {}}}}, "").problems.size(), 1U);
}

TEST(LedgerProject, LargeIncludesTheFigureItself) {
  Projects projects;
  EXPECT_EQ(refused(projects, row("A", "甲", contracted, "2026-01-01")), "");
  EXPECT_EQ(is_large(projects.at("A")), std::nullopt);
  EXPECT_EQ(refused(projects, money("A", "2026-02-01", 9999.99, 0)), "");
  EXPECT_EQ(is_large(projects.at("A")), false);
  EXPECT_EQ(refused(projects, money("A", "2026-03-01", 10000, 0)), "");
  EXPECT_EQ(is_large(projects.at("A")), true);
}

TEST(LedgerProject, DaysAreThoseOfTheCalendar) {
  EXPECT_TRUE(day_of("2024-02-29"));
  for (const char* text : {"2026-02-29", "2026-04-31", "2026-02", "2026", "", "2026-1-01", "x"})
    EXPECT_FALSE(day_of(text)) << text;
}

}  // namespace
}  // namespace liantu
