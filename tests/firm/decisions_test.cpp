// Decisions on matches: read, settled, applied.
#include "liantu/firm/decisions.hpp"

#include "corrections_fixture.hpp"

#include "liantu/firm/credit_code.hpp"

#include <random>

namespace liantu::test::decisions_test {
namespace {

const Atlas& atlas() {
  static const Atlas out = corrections_atlas();
  return out;
}

std::vector<Decision> read(const std::string& csv, Problems* told = nullptr) {
  const TableFile file("decisions.csv", csv);
  Problems notes;
  auto out = read_decisions({file.path}, atlas(), notes);
  if (told != nullptr) *told = notes;
  return out;
}

// "row 2, column D: found …; wanted …" of every problem.
std::vector<std::string> problems(const std::string& csv) {
  const auto judged = [](const std::string& text, Problems*) {
    return Decisions(read(text), parse_date("2026-09-30"), 12);
  };
  return problems_of(judged, csv);
}

// The states of all rows, as of 2026-09-30.
std::vector<DecisionState> states(const std::string& csv, const char* today = "2026-09-30") {
  const Decisions decisions(read(csv), parse_date(today), 12);
  std::vector<DecisionState> out;
  for (const Decision& d : decisions.given()) out.push_back(d.state);
  return out;
}

constexpr auto in_force = DecisionState::in_force;
constexpr auto expired = DecisionState::expired;
constexpr auto superseded = DecisionState::superseded;

TEST(Decisions, ColumnsAreKnownInBothLanguages) {
  const auto zh =
      read("名单\n核实人,结论,环节ID,企业名称,核实日期,核实方式,理由\n甲某,对应,q:sand,甲厂,2026/3/5,实地,看过\n");
  ASSERT_EQ(zh.size(), 1U);
  EXPECT_EQ(zh[0].row, 3U);
  EXPECT_EQ(zh[0].verdict, Verdict::accept);
  EXPECT_EQ(atlas().key(zh[0].node), "q:sand");
  EXPECT_EQ(zh[0].who + zh[0].how + zh[0].why, "甲某实地看过");
  EXPECT_EQ(zh[0].date_text, "2026/3/5");
  EXPECT_EQ(zh[0].iso_date, "2026-03-05");
  const auto en = read("Firm,Credit code,Chain,Node,Verdict,When\n,91320000MA1MK2L31Q,石英,玻璃,Reject,2026-03\n");
  ASSERT_EQ(en.size(), 1U);
  EXPECT_EQ(en[0].verdict, Verdict::reject);
  EXPECT_EQ(atlas().key(en[0].node), "q:glass");
}

TEST(Decisions, NodesGoByIdOrNameWithOrWithoutTheirChain) {
  for (const char* cell : {"q:sand", "石英:石英砂", "石英：石英砂", "石英/sand", "石英砂", "Q:SAND"}) {
    EXPECT_EQ(atlas().key(read(std::string("企业名称,环节,结论\n甲厂,") + cell + ",\n")[0].node), "q:sand") << cell;
  }
}

TEST(Decisions, DatesAreReadAsPeopleWriteThem) {
  for (const char* cell : {"2026-03-05", "2026/3/5", "2026.3.5", "2026年3月5日", "20260305", "2026-03-05 00:00:00"}) {
    EXPECT_EQ(read(std::string("企业名称,环节,结论,核实日期\n甲厂,石英砂,对应,") + cell + "\n")[0].iso_date,
              "2026-03-05")
        << cell;
  }
  EXPECT_EQ(read("企业名称,环节,结论,核实日期\n甲厂,石英砂,对应,2026年3月\n")[0].iso_date, "2026-03");
}

TEST(Decisions, WhatCannotBeUsedIsToldByRowAndColumn) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(problems("企业名称,环节,结论,核实日期\n甲厂,石英沙,也许,昨天\n"),
            (Lines{"row 2, column C: found \"也许\"; wanted 对应 (accept), 不对应 (reject) or blank",
                   "row 2, column B: no node \"石英沙\"; wanted chain:node of a loaded chain",
                   "row 2, column D: found \"昨天\"; wanted a date like 2026-03-05"}));
  EXPECT_EQ(problems("企业名称,环节,结论\n甲厂,玻璃,对应\n,石英砂,对应\n"),
            (Lines{"row 2, column B: 2 nodes are \"玻璃\": d:glass, q:glass; wanted one of them, as chain:node",
                   "row 3, column A: no firm; wanted a firm's name, or a credit code that checks"}));
  EXPECT_EQ(problems("企业名称,环节\n甲厂,玻璃\n"), (Lines{"row 1: no column 结论; wanted a header 结论 (verdict)"}));
  EXPECT_EQ(problems("环节,结论\n石英砂,对应\n"),
            (Lines{"row 1: no column 企业名称 or 统一社会信用代码; wanted a header 企业名称 (firm) or 统一社会信用代码 "
                   "(credit_code)"}));
  EXPECT_EQ(problems("企业名称,环节,结论,核实日期\n甲厂,石英砂,对应,2026-13-01\n").size(), 1U);
}

TEST(Decisions, RowsWithoutFirmAndVerdictAndUnknownColumnsAreNoErrors) {
  Problems notes;
  const auto rows = read("企业名称,环节,结论,备注,状态\n,石英砂,,,\n甲厂,石英砂,,x,待核实\n", &notes);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].verdict, Verdict::open);
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_EQ(notes[0].found.zh, "不用的列 备注");
}

TEST(Decisions, ExpireAfterTheMonthsOfThePolicy) {
  const auto one = [](const std::string& date, const char* today) {
    return states("企业名称,环节,结论,核实日期\n甲厂,石英砂,对应," + date + "\n", today).front();
  };
  EXPECT_EQ(one("2025-09-30", "2026-09-30"), in_force);
  EXPECT_EQ(one("2025-09-29", "2026-09-30"), expired);
  EXPECT_EQ(one("2025-09", "2026-09-30"), in_force);  // its last day
  EXPECT_EQ(one("2025-08", "2026-09"), expired);
  EXPECT_EQ(one("2025", "2026"), in_force);
  EXPECT_EQ(one("2024", "2026"), expired);
  EXPECT_EQ(one("1999-01-01", ""), in_force);  // no date of the run
  EXPECT_EQ(one("", "2026-09-30"), in_force);  // no date of its own
}

TEST(Decisions, TheLaterOfTwoHolds) {
  const std::string head = "企业名称,统一社会信用代码,环节,结论,核实日期\n";
  using States = std::vector<DecisionState>;
  EXPECT_EQ(states(head + "甲厂,,石英砂,对应,2026-03\n甲 厂,,石英砂,不对应,2026-02\n"), (States{in_force, superseded}));
  EXPECT_EQ(states(head + "甲厂,,石英砂,对应,\n甲厂,,石英砂,不对应,2026-02\n"), (States{superseded, in_force}));
  EXPECT_EQ(states(head + "甲厂,,石英砂,对应,\n甲厂,,石英砂,不对应,2024-02\n"), (States{in_force, expired}));
  EXPECT_EQ(states(head + "甲厂," + code_a + ",石英砂,对应,2026-01\n旧名," + code_a + ",石英砂,不对应,2026-02\n"),
            (States{superseded, in_force}));
  EXPECT_EQ(states(head + "甲厂," + code_a + ",石英砂,对应,2026-01\n甲厂," + code_b + ",石英砂,不对应,2026-02\n"),
            (States{in_force, in_force}));  // two firms of one name
  EXPECT_EQ(states(head + "甲厂,,石英砂,对应,2026-01\n甲厂,,q:glass,不对应,2026-02\n"), (States{in_force, in_force}));
}

TEST(Decisions, ContraryVerdictsOfOneDateAreAnErrorThatNamesBothRows) {
  const auto told = problems("企业名称,环节,结论,核实日期\n甲厂,石英砂,对应,2026-03-05\n甲厂,石英砂,不对应,2026/3/5\n");
  ASSERT_EQ(told.size(), 1U);
  EXPECT_TRUE(told[0].starts_with("row 3: the contrary of ")) << told[0];
  EXPECT_NE(told[0].find("decisions.csv row 2, of the same date"), std::string::npos) << told[0];
  EXPECT_EQ(problems("企业名称,环节,结论\n甲厂,石英砂,对应\n甲厂,石英砂,对应\n"), std::vector<std::string>{});
}

TEST(Decisions, WinOverTextAndKeepTheOrderOfNodes) {
  Decisions decisions(read("企业名称,环节,结论,核实方式,核实日期\n"
                           "甲厂,q:sand,不对应,电话,2026-01\n甲厂,q:glass,对应,实地,2026-01\n甲厂,d:milk,对应,部门,\n"
                           "甲厂,d:glass,,,\n没有的厂,q:sand,对应,,\n"),
                      parse_date("2026-09-30"), 12);
  const NodeIndex milk = *atlas().find("d:milk");
  const NodeIndex dairy_glass = *atlas().find("d:glass");
  const NodeIndex sand = *atlas().find("q:sand");
  const NodeIndex glass = *atlas().find("q:glass");
  std::vector<Match> matches{matched(dairy_glass, 3000), matched(sand, 9000), matched(glass, 2000)};
  decisions.apply(named_firm(" 甲　厂"), matches);
  ASSERT_EQ(matches.size(), 3U);
  EXPECT_EQ(matches[0].node, milk);
  EXPECT_EQ(matches[0].confidence, certain);
  EXPECT_EQ(matches[0].evidence.size(), 1U);
  EXPECT_EQ(matches[0].evidence[0].rule, EvidenceRule::decision);
  EXPECT_EQ(matches[1].node, dairy_glass);
  EXPECT_TRUE(matches[1].asked);
  EXPECT_EQ(matches[1].verified, nullptr);
  EXPECT_EQ(matches[1].confidence, 3000);
  EXPECT_EQ(matches[2].node, glass);
  EXPECT_EQ(matches[2].confidence, certain);
  EXPECT_FALSE(matches[2].code_only);
  EXPECT_EQ(matches[2].evidence.size(), 2U);
  ASSERT_NE(matches[2].verified, nullptr);
  EXPECT_EQ(matches[2].verified->how, "实地");
  EXPECT_EQ(matches[2].verified->date, "2026-01");
  EXPECT_EQ(decisions.added(), 1U);
  EXPECT_EQ(decisions.confirmed(), 1U);
  EXPECT_EQ(decisions.removed(), 1U);
  EXPECT_EQ(decisions.given()[0].firms, 1U);
  EXPECT_EQ(decisions.given()[4].firms, 0U);
}

TEST(Decisions, CodesDecideBeforeNames) {
  ASSERT_TRUE(is_credit_code(code_a) && is_credit_code(code_b));
  Decisions decisions(read("企业名称,统一社会信用代码,环节,结论\n甲厂," + code_a + ",石英砂,对应\n"), {}, 12);
  const auto accepted = [&](const Firm& firm) {
    std::vector<Match> matches;
    decisions.apply(firm, matches);
    return !matches.empty();
  };
  EXPECT_TRUE(accepted(named_firm("改了名的厂", code_a)));
  EXPECT_FALSE(accepted(named_firm("甲厂", code_b)));
  EXPECT_TRUE(accepted(named_firm("甲厂")));  // the table has no code: the name decides
  EXPECT_FALSE(accepted(named_firm("乙厂")));
}

TEST(Decisions, AnExpiredOneDoesNothing) {
  Decisions decisions(read("企业名称,环节,结论,核实日期\n甲厂,石英砂,不对应,2020\n"), parse_date("2026"), 12);
  std::vector<Match> matches{matched(*atlas().find("q:sand"), 9000)};
  decisions.apply(named_firm("甲厂"), matches);
  ASSERT_EQ(matches.size(), 1U);
  EXPECT_EQ(matches[0].confidence, 9000);
  EXPECT_FALSE(matches[0].asked);  // it may be asked again
}

TEST(Decisions, UglyBytesAreReadOrRefused) {
  std::mt19937 random(1);
  const std::string good = "企业名称,统一社会信用代码,环节,结论,核实人,核实日期\n=甲厂,'1,石英砂,对应,@x,2026-03-05\n";
  for (int i = 0; i < 2000; ++i) {
    std::string bytes = good;
    for (int change = 0; change < 1 + i % 8; ++change)
      bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
    try {
      Decisions decisions(read(bytes), parse_date("2026"), 12);
      std::vector<Match> matches;
      decisions.apply(named_firm("=甲厂"), matches);
      for (const Decision& d : decisions.given()) EXPECT_LT(d.node, atlas().node_count());
    } catch (const InputError& error) {
      EXPECT_FALSE(error.problems().empty());
    }
  }
}

}  // namespace
}  // namespace liantu::test::decisions_test
