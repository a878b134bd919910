// The generator by the vectors that its authors publish; variates by their moments, which are known.
#include "liantu/analysis/random.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <set>

namespace liantu::random_test {
namespace {

using Words = std::array<std::uint32_t, 4>;

// Salmon et al. 2011, known answers of Random123 for philox4x32 of 10 rounds: zeros, ones, digits of pi.
TEST(Philox, KnownAnswers) {
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}),
            (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

// The first number is made of the first two words of the block: (w0·2^21 ^ w1>>11 + 1/2) / 2^53.
TEST(RandomStream, NumbersComeFromTheBlocksInOrder) {
  RandomStream stream(0, 0, 0);
  EXPECT_EQ(stream.uniform(), (static_cast<double>((0x6627e8d5ULL << 21U) ^ (0xe169c58dULL >> 11U)) + 0.5) * 0x1p-53);
  EXPECT_EQ(stream.uniform(), (static_cast<double>((0xbc57ac4cULL << 21U) ^ (0x9b00dbd8ULL >> 11U)) + 0.5) * 0x1p-53);
  const Words next = philox({1, 0, 0, 0}, {0, 0});
  EXPECT_EQ(stream.uniform(),
            (static_cast<double>((std::uint64_t{next[0]} << 21U) ^ (std::uint64_t{next[1]} >> 11U)) + 0.5) * 0x1p-53);
}

TEST(RandomStream, SeedDrawAndPartEachMakeAnother) {
  std::set<double> seen;
  for (const auto& [seed, draw, part] : std::initializer_list<std::array<std::uint64_t, 3>>{
           {0, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1ULL << 32U, 0, 0}, {0, 1ULL << 32U, 0}})
    seen.insert(RandomStream(seed, draw, static_cast<std::uint32_t>(part)).uniform());
  EXPECT_EQ(seen.size(), 6U);
}

TEST(RandomStream, UniformIsUniformAndOpen) {
  double sum = 0;
  double squares = 0;
  std::array<int, 10> tenths{};
  constexpr int n = 100000;
  for (int i = 0; i < n; ++i) {
    const double u = RandomStream(7, static_cast<std::uint64_t>(i), 3).uniform();
    ASSERT_GT(u, 0);
    ASSERT_LT(u, 1);
    sum += u;
    squares += u * u;
    ++tenths[static_cast<std::size_t>(u * 10)];
  }
  EXPECT_NEAR(sum / n, 0.5, 4 * std::sqrt(1.0 / 12 / n));
  EXPECT_NEAR(squares / n, 1.0 / 3, 0.005);
  for (int count : tenths) EXPECT_NEAR(count, n / 10, 5 * std::sqrt(n * 0.09));
}

// Gamma(a) has mean a and variance a; its third central moment is 2a.
TEST(Gamma, Moments) {
  for (const double shape : {0.05, 0.5, 1.0, 1.5, 8.0, 200.0}) {
    constexpr int n = 200000;
    double mean = 0;
    double second = 0;
    double third = 0;
    for (int i = 0; i < n; ++i) {
      RandomStream stream(11, static_cast<std::uint64_t>(i), 0);
      const double x = gamma_variate(stream, shape);
      ASSERT_GE(x, 0);
      const double off = x - shape;
      mean += off;
      second += off * off;
      third += off * off * off;
    }
    EXPECT_NEAR(mean / n, 0, 5 * std::sqrt(shape / n)) << shape;
    EXPECT_NEAR(second / n, shape, 5 * std::sqrt((2 * shape * shape + 6 * shape) / n)) << shape;
    EXPECT_NEAR(third / n / shape, 2, 0.15 * (2 + std::sqrt(shape))) << shape;
  }
}

// Gamma(1) is exponential: P(x > 1) = 1/e; Gamma(1/2) is half a chi-square of one degree: P(x < 1/2) = erf(1/sqrt 2).
TEST(Gamma, KnownDistributions) {
  constexpr int n = 100000;
  int over = 0;
  int below = 0;
  for (int i = 0; i < n; ++i) {
    RandomStream a(1, static_cast<std::uint64_t>(i), 0);
    RandomStream b(1, static_cast<std::uint64_t>(i), 1);
    over += gamma_variate(a, 1) > 1 ? 1 : 0;
    below += gamma_variate(b, 0.5) < 0.5 ? 1 : 0;
  }
  EXPECT_NEAR(over / static_cast<double>(n), std::exp(-1), 0.006);
  EXPECT_NEAR(below / static_cast<double>(n), std::erf(std::sqrt(0.5)), 0.006);
}

}  // namespace
}  // namespace liantu::random_test
