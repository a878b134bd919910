// Dates as files and callers write them.
#include "liantu/date.hpp"

#include <gtest/gtest.h>

#include <tuple>

namespace liantu {
namespace {

auto parts(const std::optional<Date>& date) { return std::tuple(date->year, date->month, date->day); }

TEST(Date, IsAYearAMonthOrADay) {
  EXPECT_EQ(parts(parse_date("2026")), std::tuple(2026, 0, 0));
  EXPECT_EQ(parts(parse_date("2026-09")), std::tuple(2026, 9, 0));
  EXPECT_EQ(parts(parse_date("2026-12-31")), std::tuple(2026, 12, 31));
}

TEST(Date, AnythingElseIsNone) {
  for (const char* text : {"", "26", "2026-", "2026-9", "2026-00", "2026-13", "2026/09", "2026-09-", "2026-09-00",
                           "2026-09-32", "2026-09-3O", "2026-09-30 ", "2026年9月", "-026", "+026-01"})
    EXPECT_FALSE(parse_date(text)) << text;
}

TEST(Date, MonthsAreCountedToTheEndOfAYearThatStandsAlone) {
  EXPECT_EQ(parse_date("2026-01")->months() - parse_date("2025")->months(), 1);
  EXPECT_EQ(parse_date("2026-09-30")->months() - parse_date("2025-09-01")->months(), 12);
}

}  // namespace
}  // namespace liantu
