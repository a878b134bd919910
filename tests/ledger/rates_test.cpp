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
  EXPECT_EQ(rate.numerator, numerator) << label(rate.kind);
  EXPECT_EQ(rate.denominator, denominator) << label(rate.kind);
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
  const Rates rates = rates_of(fixture("hand.csv"), {}, "2026-11-30");
  expect_rate(rates[0], 6, 8, 1, 0, 0);         // P05 and P09 too
  expect_rate(rates[1], 4, 6, 1, 0, 1);         // the same two
  expect_rate(rates[2], 9000, 21000, 0, 0, 1);  // P09 too
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
  const Rates rates = rates_of(fixture("published.csv"), {"2026-01-01", "2026-12-31", true}, "2026-11-30");
  EXPECT_EQ(rate_text(rates[0], Lang::zh), "44.2% = 19 / 43");
  EXPECT_EQ(rate_text(rates[1], Lang::zh), "10.8% = 4 / 37");
}

}  // namespace
}  // namespace liantu
