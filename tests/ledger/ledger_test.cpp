// The file: what is written is there, all of it or nothing.
#include "ledger/ledger_fixture.hpp"

#include <sqlite3.h>

#include <memory>
#include <thread>
#include <vector>

namespace liantu {
namespace {

using test::Folder;
using test::money;
using test::row;
using enum ProjectState;

// Another program that has the file open. -1 where a statement fails.
int run(const std::string& path, const std::string& statements) {
  sqlite3* database = nullptr;
  const bool fine = sqlite3_open(path.c_str(), &database) == SQLITE_OK &&
                    sqlite3_exec(database, statements.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
  sqlite3_close(database);
  return fine ? 0 : -1;
}

template <class Call>
std::string refusal(Call call) {
  try {
    call();
  } catch (const InputError& error) {
    return error.problems().front().message(Lang::en);
  } catch (const LedgerError& error) {
    return error.text().en;
  }
  return {};
}

LedgerRows two_projects() {
  ProjectRow first = row("A", "甲项目 'x'; --", contracted, "2026-02-01");
  first.facts.leader = "虚构县领导甲";
  first.facts.unit = "虚构单位甲";
  return {{first, row("A", "", started, "2026-03-01"), row("B", "乙项目", talks, "2026-02-02"),
           money("A", "2026-02-01", 12000.5, 0)},
          {{{}, "A", {ObstacleKind::environment, "批复", "某局", "2026-05-01", ""}}}};
}

TEST(Ledger, ReadsBackWhatWasWritten) {
  const Folder folder;
  const std::string path = folder.path("台账.sqlite");
  Projects wanted;
  (void)merge(wanted, two_projects(), "");
  EXPECT_TRUE(Ledger::create(path).add(two_projects(), "", BadRows::refuse_all).problems.empty());
  EXPECT_EQ(Ledger::open(path).read(), wanted);
  EXPECT_EQ(Ledger::open(path).add(two_projects(), "", BadRows::refuse_all).unchanged, 5U);
  EXPECT_EQ(Ledger::open(path).read(), wanted);
}

TEST(Ledger, ABadRowKeepsAllOutUnlessAskedOtherwise) {
  const Folder folder;
  Ledger ledger = Ledger::create(folder.path("l.sqlite"));
  LedgerRows rows = two_projects();
  rows.projects.push_back(row("C", "", talks, "2026-01-01"));
  EXPECT_EQ(ledger.add(rows, "", BadRows::refuse_all).problems.size(), 1U);
  EXPECT_TRUE(ledger.read().empty());
  EXPECT_EQ(ledger.add(rows, "", BadRows::skip).problems.size(), 1U);
  EXPECT_EQ(ledger.read().size(), 2U);
}

TEST(Ledger, HistoriesCannotBeRewrittenByOtherProgramsEither) {
  const Folder folder;
  const std::string path = folder.path("l.sqlite");
  (void)Ledger::create(path).add(two_projects(), "", BadRows::refuse_all);
  for (const char* statement :
       {"UPDATE event SET date = '2020-01-01'", "DELETE FROM event", "UPDATE figures SET total = 1",
        "DELETE FROM figures", "UPDATE obstacle SET promised = ''", "DELETE FROM obstacle"})
    EXPECT_EQ(run(path, statement), -1) << statement;
  EXPECT_EQ(run(path, "UPDATE project SET name = name"), 0);
}

TEST(Ledger, RefusesWhatIsNone) {
  const Folder folder;
  EXPECT_NE(refusal([&] { (void)Ledger::open(folder.path("none.sqlite")); }).find("no such file"), std::string::npos);
  const std::string text = folder.file("text.sqlite", std::string(4096, 'x'));
  EXPECT_NE(refusal([&] { (void)Ledger::open(text); }).find("no ledger"), std::string::npos);
  const std::string empty = folder.file("empty.sqlite", "");
  EXPECT_NE(refusal([&] { (void)Ledger::open(empty); }).find("no ledger"), std::string::npos);
  EXPECT_EQ(refusal([&] { (void)Ledger::create(empty); }), "");
  EXPECT_NE(refusal([&] { (void)Ledger::create(empty); }).find("there already"), std::string::npos);
  EXPECT_EQ(run(empty, "PRAGMA user_version = 2"), 0);
  EXPECT_NE(refusal([&] { (void)Ledger::open(empty); }).find("version 2"), std::string::npos);
  const std::string other = folder.path("other.sqlite");
  EXPECT_EQ(run(other, "CREATE TABLE t (x)"), 0);
  EXPECT_NE(refusal([&] { (void)Ledger::open(other); }).find("no ledger"), std::string::npos);
  EXPECT_NE(refusal([&] { (void)Ledger::create(other); }).find("there already"), std::string::npos);
}

TEST(Ledger, TellsOfWordsThatItDoesNotKnow) {
  const Folder folder;
  const std::string path = folder.path("l.sqlite");
  (void)Ledger::create(path).add(two_projects(), "", BadRows::refuse_all);
  EXPECT_EQ(run(path, "INSERT INTO event VALUES ('A', 9, 'flying', '2026-09-09', '', 0)"), 0);
  EXPECT_NE(refusal([&] { (void)Ledger::open(path).read(); }).find("flying"), std::string::npos);
}

TEST(Ledger, ManyWritersLoseNothing) {
  const Folder folder;
  const std::string path = folder.path("l.sqlite");
  (void)Ledger::create(path);
  constexpr int each = 50;
  std::vector<std::thread> writers;
  for (const std::string name : {"A", "B"}) {
    writers.emplace_back([&path, name] {
      Ledger ledger = Ledger::open(path);
      for (int i = 0; i < each; ++i)
        (void)ledger.add({{row(name + std::to_string(i), "虚构项目", talks, "2026-01-01")}, {}}, "",
                         BadRows::refuse_all);
    });
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(Ledger::open(path).read().size(), 2U * each);
}

TEST(Ledger, TablesReadBackTheSame) {
  const Folder folder;
  Projects projects;
  LedgerRows rows = two_projects();
  ProjectRow back = row("B", "", lead, "2026-02-02");
  back.event->back = true;
  rows.projects.push_back(back);
  ProjectRow formula = row("C", "=1+1", ended, "2026-02-02");
  formula.facts.target = "quartz:high-purity-sand";
  rows.projects.push_back(formula);
  rows.projects.push_back(money("A", "2026-02-01", 13000, 1.000001));
  rows.projects.push_back(money("A", "2026-07-01", 13000, 5));
  rows.obstacles.push_back({{}, "A", {ObstacleKind::environment, "批复", "某局", "2026-06-01", "2026-06-02"}});
  EXPECT_TRUE(merge(projects, rows, "").problems.empty());
  LedgerRows read;
  Problems problems;
  Problems notes;
  read_project_rows(folder.file("p.csv", projects_csv(projects, true)), read, problems, notes);
  read_obstacle_rows(folder.file("o.csv", obstacles_csv(projects, true)), read, problems, notes);
  EXPECT_TRUE(problems.empty());
  EXPECT_TRUE(notes.empty());
  Projects again;
  EXPECT_TRUE(merge(again, read, "").problems.empty());
  EXPECT_EQ(again, projects);
  EXPECT_EQ(projects_csv(again, true), projects_csv(projects, true));
  EXPECT_NE(projects_csv(projects, true).find("\"'=1+1\""), std::string::npos);
}

std::string problems_of(const std::string& csv, bool obstacles = false) {
  const Folder folder;
  LedgerRows rows;
  Problems problems;
  Problems notes;
  const std::string path = folder.file("t.csv", csv);
  std::string out;
  try {
    (obstacles ? read_obstacle_rows : read_project_rows)(path, rows, problems, notes);
  } catch (const InputError& error) {
    problems = error.problems();
  }
  for (const Problem& problem : problems) out += problem.where + ": " + problem.found.en + "\n";
  return out;
}

TEST(LedgerTables, TellEveryBadCellByRowAndColumn) {
  EXPECT_EQ(
      problems_of(
          "项目编号,项目名称,状态,状态日期,总投资\n"
          "A,甲,飞行,2026-01-01,1\n,乙,在谈,2026-01-01,1\nC,丙,在谈,2026-02-30,x\nD,丁,在谈,,1\nE,戊,,2026-01-01,-1\n"),
      "row 2, column C: found \"飞行\"\nrow 3, column A: no id\nrow 4, column D: found \"2026-02-30\"\n"
      "row 4, column E: found \"x\"\nrow 5, column D: no date\nrow 6, column C: no state\nrow 6, column E: found "
      "\"-1\"\n");
  EXPECT_EQ(problems_of("项目名称,状态\n甲,在谈\n"), "row 1: no column 项目编号\n");
  EXPECT_EQ(problems_of("项目编号,目标,总投资,亿元以上\nA,quartz,9999,是\n"),
            "row 2, column B: found \"quartz\"\nrow 2, column D: not what the total investment says\n");
  EXPECT_EQ(problems_of("项目编号,堵点类型,承诺日期\nA,用地,明天\nA,,2026-01-01\n", true),
            "row 2, column C: found \"明天\"\nrow 3, column B: no kind\n");
}

}  // namespace
}  // namespace liantu
