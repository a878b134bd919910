// Bulletins worked by hand: goals, places, what is not reported, and that no person is named.
#include "liantu/publish/bulletin.hpp"

#include "ledger/ledger_fixture.hpp"

namespace liantu {
namespace {

using test::money;
using test::row;
using enum ProjectState;

ProjectRow of(const std::string& unit, ProjectRow one) {
  one.facts.unit = unit;
  one.facts.leader = "虚构县领导甲";
  return one;
}

// Units 甲 (two signed by November, one of them in October), 乙 (one), 丙 (one project that only talks), 丁 (nothing),
// 戊 (says that it has nothing). Goals: 4, 2, 2, 2, 1 projects; money for 甲 and 乙.
BulletinInput input() {
  BulletinInput out;
  const LedgerRows rows{
      {of("甲", row("A1", "甲一", contracted, "2026-10-10")), of("甲", row("A2", "甲二", contracted, "2026-11-20")),
       of("乙", row("B1", "乙一", contracted, "2026-03-01")), of("乙", row("B2", "乙二", contracted, "2025-03-01")),
       of("乙", row("B3", "乙三", contracted, "2026-04-01")), of("乙", row("B3", "", ended, "2026-05-01")),
       of("丙", row("C1", "丙一", talks, "2026-01-05")), money("A1", "2026-11-02", 20000, 500),
       money("B1", "2026-09-01", 20000, 300), money("B2", "2026-09-01", 20000, 7000)},
      {{{}, "B1", {ObstacleKind::utilities, "专线", "某局", "2026-11-10", ""}},
       {{}, "B1", {ObstacleKind::land, "供地", "某局", "2026-11-30", ""}},
       {{}, "B3", {ObstacleKind::land, "供地", "某局", "2026-01-30", ""}}}};
  EXPECT_TRUE(merge(out.projects, rows, "").problems.empty());
  out.goals = {{"丁", 2026, {2, {}, {}}, false}, {"甲", 2026, {4, 1000, {}}, false}, {"乙", 2026, {2, 1000, {}}, false},
               {"丙", 2026, {2, {}, {}}, false}, {"戊", 2026, {1, {}, {}}, true},    {"旧", 2025, {1, {}, {}}, false}};
  out.visits = {{"2026-11-03", "甲", true, 2, "示例市", 3, {}},
                {"2026-11-30", "甲", false, {}, "", 4, 1},
                {"2026-12-01", "乙", true, 1, "", 1, 1}};
  out.period = *parse_period("2026-11");
  out.as_of = out.period.to;
  out.cohort = cohort_of({}, 2026, out.as_of);
  return out;
}

TEST(Bulletin, UnitsAgainstTheirGoals) {
  const Bulletin bulletin = bulletin_of(input());
  const auto& projects = bulletin.standings[0];
  ASSERT_EQ(projects.size(), 5U);
  const auto expect = [&](std::size_t at, const std::string& unit, std::optional<double> done,
                          std::optional<std::size_t> place, std::optional<std::size_t> before) {
    EXPECT_EQ(projects[at].unit, unit);
    EXPECT_EQ(projects[at].done, done) << unit;
    EXPECT_EQ(projects[at].place, place) << unit;
    EXPECT_EQ(projects[at].before, before) << unit;
  };
  expect(0, "甲", 2, 1, 2);  // 1/4 at the end of October, after 乙
  expect(1, "乙", 1, 1, 1);  // a tie; the ended one and that of last year do not count
  expect(2, "丙", 0, 3, 3);  // it reported, and did nothing
  expect(3, "戊", 0, 3, 3);  // as it says itself
  expect(4, "丁", {}, {}, {});
  ASSERT_EQ(bulletin.standings[1].size(), 5U);
  EXPECT_EQ(bulletin.standings[1][0].done, 500);
  EXPECT_EQ(bulletin.standings[1][1].done, 300);  // not the 7000 of a project whose beginning of the year is not known
  EXPECT_EQ(bulletin.counts.arrived_baseless, 1U);
  EXPECT_EQ(bulletin.counts.arrived_year, 800);
  EXPECT_TRUE(bulletin.standings[2].empty());
  EXPECT_EQ(bulletin.unreported, std::vector<std::string>{"丁"});
}

TEST(Bulletin, TheFirstPeriodOfAYearHasNoneBefore) {
  BulletinInput january = input();
  january.period = *parse_period("2026-01");
  january.as_of = january.period.to;
  const Bulletin bulletin = bulletin_of(january);
  EXPECT_FALSE(bulletin.counts.arrived_year);  // nobody had reported, which is not zero
  for (const UnitStanding& standing : bulletin.standings[0]) EXPECT_FALSE(standing.before) << standing.unit;
}

TEST(Bulletin, VisitsOfThePeriodOnly) {
  const Bulletin bulletin = bulletin_of(input());
  ASSERT_TRUE(bulletin.visits);
  const UnitVisits& first = bulletin.visits->front();
  EXPECT_EQ(first.unit, "甲");
  EXPECT_EQ(first.trips, 2U);
  EXPECT_EQ(first.led, 1U);
  EXPECT_EQ(first.days, 2);
  EXPECT_EQ(first.firms, 7);
  EXPECT_EQ(first.leads, 1);
  for (std::size_t i = 1; i < bulletin.visits->size(); ++i) EXPECT_EQ((*bulletin.visits)[i].trips, 0U);
}

TEST(Bulletin, OverdueAndIdle) {
  const Bulletin bulletin = bulletin_of(input());
  ASSERT_EQ(bulletin.overdue.size(), 1U);  // due on the last day is not over; what ended waits for nothing
  EXPECT_EQ(bulletin.overdue[0].days, 20);
  EXPECT_EQ(bulletin.overdue[0].obstacle.kind, ObstacleKind::utilities);
  ASSERT_EQ(bulletin.idle.size(), 3U);
  EXPECT_EQ(bulletin.idle[0].unit, "丙");
  EXPECT_EQ(bulletin.idle[0].last, "2026-01-05");
  EXPECT_EQ(bulletin.idle[1].unit, "乙");
  EXPECT_EQ(bulletin.idle[1].projects, 2U);
  EXPECT_EQ(bulletin.idle[2].unit, "戊");
}

TEST(Bulletin, SaysNotReportedAndNamesNobody) {
  const Bulletin bulletin = bulletin_of(input());
  const std::string page = bulletin_html(bulletin, "虚构县", "2026-12-01", Lang::zh);
  const std::string text = bulletin_markdown(bulletin, "虚构县", "2026-12-01", Lang::zh);
  EXPECT_EQ(page.find("虚构县领导"), std::string::npos);
  EXPECT_EQ(text.find("虚构县领导"), std::string::npos);
  EXPECT_NE(text.find("| — | 丁 | 2 | 未报 | — | — |"), std::string::npos) << text;
  EXPECT_NE(text.find("| 1 | 甲 | 4 | 2 | 50.0% | 升 1 |"), std::string::npos) << text;
  EXPECT_EQ(page, bulletin_html(bulletin_of(input()), "虚构县", "2026-12-01", Lang::zh));
}

TEST(Bulletin, TextIsNeverMarkup) {
  BulletinInput hostile = input();
  hostile.goals[0].unit = "<script>alert(1)</script>|`x`";
  const Bulletin bulletin = bulletin_of(hostile);
  EXPECT_EQ(bulletin_html(bulletin, "<b>", "", Lang::zh).find("<script>"), std::string::npos);
  EXPECT_NE(bulletin_markdown(bulletin, "", "", Lang::zh).find("&lt;script&gt;alert(1)&lt;/script&gt;\\|\\`x\\`"),
            std::string::npos);
}

TEST(Period, WeeksMonthsQuarters) {
  const auto is = [](const char* text, const char* from, const char* to) {
    const auto period = parse_period(text);
    ASSERT_TRUE(period) << text;
    EXPECT_EQ(period->from, from);
    EXPECT_EQ(period->to, to);
  };
  is("2026-W47", "2026-11-16", "2026-11-22");
  is("2026-W53", "2026-12-28", "2027-01-03");
  is("2026-W01", "2025-12-29", "2026-01-04");
  is("2024-02", "2024-02-01", "2024-02-29");
  is("2026-Q4", "2026-10-01", "2026-12-31");
  for (const char* text :
       {"2025-W53", "2026-W00", "2026-13", "2026-Q5", "2026-Q0", "2026", "2026-11-01", "x026-11", "2026-w47"})
    EXPECT_FALSE(parse_period(text)) << text;
  EXPECT_EQ(period_before(*parse_period("2026-W47"))->from, "2026-11-09");
  EXPECT_FALSE(period_before(*parse_period("2026-Q1")));
}

std::string refusal(const std::string& csv, bool goals) {
  const test::Folder folder;
  const std::string path = folder.file("t.csv", csv);
  std::string out;
  Problems notes;
  try {
    if (goals) (void)read_goals(path, notes);
    if (!goals) (void)read_visits(path, notes);
  } catch (const InputError& error) {
    for (const Problem& problem : error.problems()) out += problem.where + ": " + problem.found.en + "\n";
  }
  return out;
}

TEST(BulletinTables, ReadAndRefuse) {
  EXPECT_EQ(refusal("单位,年度,项目目标\n甲,2026,3\n甲,2025年,3\n", true), "");
  EXPECT_EQ(refusal("单位,年度,项目目标\n甲,今年,3\n,2026,x\n乙,,1\n乙,,2\n", true),
            "row 2, column B: found \"今年\"\nrow 3, column A: blank\nrow 3, column C: found \"x\"\nrow 5, column A: "
            "the unit again: 乙\n");
  EXPECT_EQ(refusal("日期,单位,天数\n,甲,1\n2026-11-31,甲,两\n", false),
            "row 2, column A: no date\nrow 3, column A: found \"2026-11-31\"\nrow 3, column C: found \"两\"\n");
  const test::Folder folder;
  Problems notes;
  const auto visits = read_visits(
      folder.file("v.csv", "日期,单位,领导,走访企业,线索\n2026/11/3,甲,虚构县领导甲,虚构一厂、虚构二厂,无\n"), notes);
  ASSERT_EQ(visits.size(), 1U);
  EXPECT_TRUE(visits[0].led);
  EXPECT_EQ(visits[0].firms, 2);
  EXPECT_EQ(visits[0].leads, 0);
  EXPECT_EQ(visits[0].days, std::nullopt);
}

}  // namespace
}  // namespace liantu
