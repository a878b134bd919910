// Numbers as text: plain decimals, counts with separators, percentages.
#include "liantu/text.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace liantu {
namespace {

TEST(Plain, NeverWritesAnExponent) {
  EXPECT_EQ(plain(0.5), "0.5");
  EXPECT_EQ(plain(0.000001), "0.000001");
  EXPECT_EQ(plain(1e15), "1000000000000000");
  EXPECT_EQ(plain(1e22), "10000000000000000000000");
}

TEST(Plain, RoundsHalfAwayFromZero) {
  EXPECT_EQ(plain(0.5, 0), "1");
  EXPECT_EQ(plain(2.5, 0), "3");  // to even would be 2
  EXPECT_EQ(plain(-2.5, 0), "-3");
  EXPECT_EQ(plain(0.125, 2), "0.13");
  EXPECT_EQ(plain(-0.125, 2), "-0.13");
  EXPECT_EQ(plain(2.0 / 3, 3), "0.667");
}

TEST(Plain, DropsZerosAfterThePointOnly) {
  EXPECT_EQ(plain(2.50), "2.5");
  EXPECT_EQ(plain(3.0), "3");
  EXPECT_EQ(plain(100, 0), "100");
  EXPECT_EQ(plain(1200), "1200");
}

TEST(Plain, WhatRoundsToNothingIsZeroWithoutASign) {
  EXPECT_EQ(plain(0), "0");
  EXPECT_EQ(plain(-0.0), "0");
  EXPECT_EQ(plain(1e-7), "0");
  EXPECT_EQ(plain(-1e-7), "0");
  EXPECT_EQ(plain(-0.4, 0), "0");
}

TEST(Plain, GivesTheDecimalsAskedFor) {
  EXPECT_EQ(plain(1.0 / 3, 9), "0.333333333");
  EXPECT_EQ(plain(1.0 / 3, 1), "0.3");
  EXPECT_EQ(plain(123456789012.25, 1), "123456789012.3");
}

TEST(Plain, WhatIsNoNumberIsZero) {
  EXPECT_EQ(plain(std::numeric_limits<double>::infinity()), "0");
  EXPECT_EQ(plain(-std::numeric_limits<double>::infinity()), "0");
  EXPECT_EQ(plain(std::numeric_limits<double>::quiet_NaN()), "0");
}

TEST(Plain, TheLargestNumberHasAllItsDigits) {
  const std::string text = plain(std::numeric_limits<double>::max(), 9);
  EXPECT_EQ(text.size(), 309U);  // 1.797…e308
  EXPECT_EQ(text.substr(0, 4), "1797");
}

TEST(Grouped, SeparatesThousands) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1000), "1,000");
  EXPECT_EQ(grouped(12345), "12,345");
  EXPECT_EQ(grouped(123456), "123,456");
  EXPECT_EQ(grouped(1234567), "1,234,567");
  EXPECT_EQ(grouped(std::numeric_limits<std::uint64_t>::max()), "18,446,744,073,709,551,615");
}

TEST(Percent, IsAHundredTimesTheShare) {
  EXPECT_EQ(percent(0), "0%");
  EXPECT_EQ(percent(0.37), "37%");
  EXPECT_EQ(percent(1), "100%");
  EXPECT_EQ(percent(0.125), "13%");
  EXPECT_EQ(percent(0.125, 1), "12.5%");
  EXPECT_EQ(percent(2.0 / 3, 2), "66.67%");
  EXPECT_EQ(percent(-0.05), "-5%");
}

}  // namespace
}  // namespace liantu
