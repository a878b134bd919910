/// @file
/// Random numbers that depend on (seed, draw, part) alone, so that threads, order and partitions change nothing: the
/// counter-based generator Philox4x32-10 (Salmon, Moraes, Dror & Shaw 2011) and gamma variates of any shape
/// (Marsaglia & Tsang 2000).
///
/// @code{.cpp}
/// liantu::RandomStream stream(seed, draw, part);
/// const double x = liantu::gamma_variate(stream, 0.7);
/// @endcode
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace liantu {

/// Ten rounds of Philox on four words of counter with two of key. Every bit of the answer depends on every bit of both.
/// Exact on every machine. O(1).
[[nodiscard]] constexpr std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter,
                                                            std::array<std::uint32_t, 2> key) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t a = std::uint64_t{0xD2511F53} * counter[0];
    const std::uint64_t b = std::uint64_t{0xCD9E8D57} * counter[2];
    counter = {static_cast<std::uint32_t>(b >> 32U) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(b),
               static_cast<std::uint32_t>(a >> 32U) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(a)};
    key[0] += 0x9E3779B9;  // the golden ratio, and
    key[1] += 0xBB67AE85;  // the root of three less one, as fractions of 2^32
  }
  return counter;
}

/// The numbers of one part (a criterion, say) of one draw. Streams of different seed, draw or part share nothing.
class RandomStream {
 public:
  /// Any three numbers; the same three give the same stream, on every machine.
  RandomStream(std::uint64_t seed, std::uint64_t draw, std::uint32_t part)
      : m_key{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32U)},
        m_counter{0, part, static_cast<std::uint32_t>(draw), static_cast<std::uint32_t>(draw >> 32U)} {}

  /// Uniform over (0, 1), never an end of it: the middles of 2^53 equal steps. O(1).
  [[nodiscard]] double uniform() {
    if (m_used == m_block.size()) {
      m_block = philox(m_counter, m_key);
      ++m_counter[0];
      m_used = 0;
    }
    const std::uint64_t high = m_block[m_used];
    const std::uint64_t low = m_block[m_used + 1];
    m_used += 2;
    const std::uint64_t bits = (high << 21U) ^ (low >> 11U);  // 53 bits
    return (static_cast<double>(bits) + 0.5) * 0x1p-53;
  }

 private:
  std::array<std::uint32_t, 2> m_key;
  std::array<std::uint32_t, 4> m_counter;
  std::array<std::uint32_t, 4> m_block{};
  std::size_t m_used = 4;
};

/// A standard normal variate by the polar method, which needs a logarithm and a root alone. Amortised O(1).
[[nodiscard]] inline double normal_variate(RandomStream& stream) {
  for (;;) {
    const double u = 2 * stream.uniform() - 1;
    const double v = 2 * stream.uniform() - 1;
    const double s = u * u + v * v;
    if (s >= 1 || s == 0) continue;
    return u * std::sqrt(-2 * std::log(s) / s);
  }
}

/// A gamma variate of `shape` > 0 and scale 1, by squeezing a cubed normal; below shape 1 by G(a) = G(a+1)·U^(1/a).
/// std::log and std::pow may differ in the last bit between machines, and so may this. Amortised O(1).
[[nodiscard]] inline double gamma_variate(RandomStream& stream, double shape) {
  if (shape < 1) {
    const double power = std::pow(stream.uniform(), 1 / shape);
    return gamma_variate(stream, shape + 1) * power;
  }
  const double d = shape - 1.0 / 3;
  const double c = 1 / std::sqrt(9 * d);
  for (;;) {
    const double x = normal_variate(stream);
    const double root = 1 + c * x;
    if (root <= 0) continue;
    const double v = root * root * root;
    const double u = stream.uniform();
    const double square = x * x;
    if (u < 1 - 0.0331 * square * square) return d * v;
    if (std::log(u) < square / 2 + d * (1 - v + std::log(v))) return d * v;
  }
}

}  // namespace liantu
