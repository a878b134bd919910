// The three rates against tests/data/ledger/README.md, where they are worked by hand.
#include "liantu/promotion/rates.hpp"

#include "ledger/ledger_fixture.hpp"

namespace liantu {
namespace {

Projects fixture(const std::string& name) {
  std::string path = LIANTU_TEST_DATA "/ledger/";
  path += name;
  return test::read_projects(path);
}

void expect_rate(const Rate& rate, double numerator, double denominator, std::size_t ended, std::size_t undated,
                 std::size_t unknown) {
  EXPECT_DOUBLE_EQ(rate.numerator, numerator) << label(rate.kind);
  EXPECT_DOUBLE_EQ(rate.denominator, denominator) << label(rate.kind);
  EXPECT_EQ(rate.ended, ended) << label(rate.kind);
  EXPECT_EQ(rate.undated, undated) << label(rate.kind);
  EXPECT_EQ(rate.unknown, unknown) << label(rate.kind);
}

TEST(Rates, AsWorkedByHand) {
  const Projects projects = fixture("hand.csv");
  Rates rates = rates_of(projects, {"2026-01-01", "2026-12-31", true}, "2026-11-30");
  expect_rate(rates[0], 4, 6, 1, 1, 0);
  expect_rate(rates[1], 2, 4, 1, 1, 1);
  expect_rate(rates[2], 6000, 18000, 0, 1, 1);
  EXPECT_EQ(rates[2].projects, 2U);
  rates = rates_of(projects, {"2026-01-01", "2026-12-31", false}, "2026-11-30");
  expect_rate(rates[0], 4, 5, 1, 1, 0);
  expect_rate(rates[1], 2, 3, 1, 1, 1);
}

TEST(Rates, OfAnyTimeNeedNoDays) {
  LedgerPolicy policy;
  policy.period = CohortPeriod::all;
  const Rates rates = rates_of(fixture("hand.csv"), cohort_of(policy, 2026, "2026-11-30"), "2026-11-30");
  expect_rate(rates[0], 6, 8, 1, 0, 0);         // P05 and P09 too
  expect_rate(rates[1], 4, 6, 1, 0, 1);         // the same two
  expect_rate(rates[2], 9000, 21000, 0, 0, 1);  // P09 too
}

// As tests/data/ledger/README.md works them, of the year 2026.
TEST(Rates, OfLettersOfIntentToo) {
  LedgerPolicy policy;
  policy.signed_base = SignedBase::intent;
  const Projects projects = fixture("hand.csv");
  Rates rates = rates_of(projects, cohort_of(policy, 2026, "2026-11-30"), "2026-11-30");
  expect_rate(rates[0], 4, 8, 1, 1, 0);  // P06 and P07 too
  expect_rate(rates[1], 2, 4, 1, 1, 1);
  expect_rate(rates[2], 6000, 18000, 0, 1, 1);
  policy.keep_ended = false;
  policy.period = CohortPeriod::all;
  rates = rates_of(projects, cohort_of(policy, 2026, "2026-11-30"), "2026-11-30");
  expect_rate(rates[0], 6, 9, 1, 0, 0);  // P05 and P09 too, without P04
}

TEST(Rates, LettersOfIntentCountByTheEarlierDay) {
  Projects projects;
  using enum ProjectState;
  const LedgerRows rows{
      {test::row("X", "虚构一", intent, "2025-11-01"), test::row("X", "", contracted, "2026-02-01"),
       test::row("Y", "虚构二", contracted, "2026-03-01"), test::row("Z", "虚构三", talks, "2026-03-01"),
       test::row("V", "虚构四", intent, "2026-04-01"), test::row("V", "", ended, "2026-05-01")},
      {}};
  ASSERT_TRUE(merge(projects, rows, "").problems.empty());
  Cohort cohort = cohort_of({}, 2026, "2026-11-30");
  expect_rate(rates_of(projects, cohort, "2026-11-30")[0], 0, 2, 0, 0, 0);  // X, Y
  cohort.signed_base = SignedBase::intent;
  expect_rate(rates_of(projects, cohort, "2026-11-30")[0], 0, 2, 1, 0, 0);  // Y, V; X is of the year before
}

TEST(Rates, OfAnySize) {
  LedgerPolicy policy;
  policy.large_only = false;
  const Rates rates = rates_of(fixture("hand.csv"), cohort_of(policy, 2026, "2026-11-30"), "2026-11-30");
  expect_rate(rates[0], 4, 6, 1, 1, 0);
  expect_rate(rates[1], 3, 6, 1, 1, 0);          // P03, and P08 of unknown total
  expect_rate(rates[2], 11000, 23000, 0, 1, 1);  // P03
  EXPECT_EQ(rates[2].projects, 3U);
}

TEST(Rates, OfTheWholeInvestment) {
  LedgerPolicy policy;
  policy.funding_base = FundingBase::total;
  const Projects projects = fixture("hand.csv");
  Rates rates = rates_of(projects, cohort_of(policy, 2026, "2026-11-30"), "2026-11-30");
  expect_rate(rates[1], 2, 4, 1, 1, 1);
  expect_rate(rates[2], 6700, 91000, 0, 1, 0);  // P10 needs no plan
  policy.large_only = false;
  rates = rates_of(projects, cohort_of(policy, 2026, "2026-11-30"), "2026-11-30");
  expect_rate(rates[2], 11700, 100999.99, 0, 1, 0);
}

TEST(Rates, ThePeriodOfThePolicy) {
  LedgerPolicy policy;
  Cohort cohort = cohort_of(policy, 2026, "2026-11-30");
  EXPECT_EQ(cohort.from, "2026-01-01");
  EXPECT_EQ(cohort.to, "2026-11-30");
  EXPECT_EQ(cohort_of(policy, 2026, "2027-01-03").to, "2026-12-31");  // a week of two years
  policy.period = CohortPeriod::all;
  policy.keep_ended = false;
  cohort = cohort_of(policy, 2026, "2026-11-30");
  EXPECT_TRUE(cohort.from.empty() && cohort.to.empty());
  EXPECT_EQ(cohort_text(cohort).zh, "期间不限，终止的项目不计入分母");
}

TEST(Rates, AreToldInTheWordsOfTheirBase) {
  const auto base = [](std::size_t kind, const Cohort& cohort) {
    return rate_base(static_cast<RateKind>(kind), cohort);
  };
  Cohort cohort;
  EXPECT_TRUE(base(0, cohort).zh.starts_with("合同签约项目"));
  EXPECT_TRUE(base(1, cohort).zh.starts_with("新签约亿元以上项目"));
  EXPECT_TRUE(base(2, cohort).zh.starts_with("新开工亿元以上项目的年度计划额"));
  cohort = {"2026-01-01", "2026-11-30", true, false, SignedBase::intent, FundingBase::total};
  EXPECT_TRUE(base(0, cohort).zh.starts_with("意向及以后的项目"));
  EXPECT_TRUE(base(0, cohort).en.starts_with("projects with a letter of intent or signed"));
  EXPECT_TRUE(base(1, cohort).zh.starts_with("新签约各规模项目"));
  EXPECT_TRUE(base(2, cohort).zh.starts_with("新开工各规模项目的总投资"));
  EXPECT_NE(cohort_text(cohort).zh.find("履约率为意向或签约"), std::string::npos);
  Rate rate{RateKind::fulfilment, 1, 2, 2, 0, 3, 0};
  EXPECT_EQ(rate_notes(rate, cohort).zh, "另有 3 个没有意向或签约日期，未计入");
  rate = {RateKind::funding, 1, 2, 2, 0, 0, 1};
  EXPECT_EQ(rate_notes(rate, cohort).zh, "另有 1 个缺总投资或到位额，未计入");
  cohort.funding_base = FundingBase::plan;
  EXPECT_EQ(rate_notes(rate, cohort).zh, "另有 1 个缺计划额或到位额，未计入");
}

TEST(Rates, AreAsOfTheDay) {
  const Rates rates = rates_of(fixture("hand.csv"), {"2026-01-01", "2026-12-31", true}, "2026-04-09");
  expect_rate(rates[0], 2, 3, 0, 0, 0);  // P01 手续, P03 开工, P02 签约
  expect_rate(rates[1], 0, 2, 0, 0, 0);
  expect_rate(rates[2], 2000, 8000, 0, 0, 0);
}

TEST(Rates, OfNothingAreNone) {
  const Rates rates = rates_of(fixture("hand.csv"), {"2020-01-01", "2020-12-31", true}, "2026-11-30");
  for (const Rate& rate : rates) {
    EXPECT_FALSE(rate.share());
    EXPECT_EQ(share_text(rate, Lang::zh), "无");
    EXPECT_TRUE(rate_text(rate, Lang::zh).starts_with("无 = 0 / 0"));
  }
}

TEST(Rates, TwoPublishedFiguresDifferByTheirDenominators) {
  const Rates rates = rates_of(fixture("published.csv"), cohort_of({}, 2026, "2026-11-30"), "2026-11-30");
  EXPECT_EQ(rate_text(rates[0], Lang::zh), "44.2% = 19 / 43");
  EXPECT_EQ(rate_text(rates[1], Lang::zh), "10.8% = 4 / 37");
}

}  // namespace
}  // namespace liantu
