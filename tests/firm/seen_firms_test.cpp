#include "seen_firms.hpp"

#include <gtest/gtest.h>

#include <string>

namespace liantu::io::seen_firms_test {
namespace {

Hash128 hash_of(std::uint64_t number) { return hash128("firm " + std::to_string(number)); }

TEST(SeenFirms, EachFirmIsNewOnce) {
  SeenFirms seen;
  for (std::uint64_t i = 0; i < 200'000; ++i) ASSERT_TRUE(seen.insert(hash_of(i))) << i;
  for (std::uint64_t i = 0; i < 200'000; ++i) ASSERT_FALSE(seen.insert(hash_of(i))) << i;
  EXPECT_EQ(seen.size(), 200'000U);
}

TEST(SeenFirms, HashesThatShareMostBitsAreTwo) {
  SeenFirms seen;
  // Zeros mark what is free in memory: a hash of them is one like others.
  EXPECT_TRUE(seen.insert({0, 0}));
  EXPECT_FALSE(seen.insert({0, 0}));
  for (unsigned bit = 1; bit < 64; ++bit) EXPECT_TRUE(seen.insert({std::uint64_t{1} << bit, 0})) << bit;
  for (unsigned bit = 54; bit < 64; ++bit) EXPECT_TRUE(seen.insert({0, std::uint64_t{1} << bit})) << bit;
  // All at one place, and around the end of the table.
  for (std::uint64_t i = 1; i < 1000; ++i) EXPECT_TRUE(seen.insert({0xFFFFFFFF00000000U + i, 0})) << i;
  for (std::uint64_t i = 1; i < 1000; ++i) EXPECT_FALSE(seen.insert({0xFFFFFFFF00000000U + i, 0})) << i;
}

TEST(SeenFirms, AFirmTakes24BytesAtMostHoweverManyThereAre) {
  SeenFirms seen;
  for (std::uint64_t i = 1; i <= 1'000'000; ++i) {
    seen.insert(hash_of(i));
    if (i >= 100'000 && i % 10'000 == 0) {
      ASSERT_LT(static_cast<double>(seen.bytes()) / static_cast<double>(i), 24) << i;
    }
  }
}

}  // namespace
}  // namespace liantu::io::seen_firms_test
