// MurmurHash3 x64 128 (Austin Appleby, public domain): the same on every machine and run. Internal to liantu::io.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace liantu::io {

struct Hash128 {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  friend bool operator==(const Hash128&, const Hash128&) = default;

  [[nodiscard]] std::string hex16() const {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (unsigned shift = 64; shift > 0; shift -= 4) out += digits[(low >> (shift - 4)) & 0xFU];
    return out;
  }
};

namespace detail {

// Bytes as a little-endian word; missing ones are 0.
inline std::uint64_t word(std::string_view bytes) {
  std::uint64_t out = 0;
  if constexpr (std::endian::native == std::endian::little) {
    if (bytes.size() >= sizeof out) {
      std::memcpy(&out, bytes.data(), sizeof out);
      return out;
    }
  }
  for (std::size_t i = 0; i < bytes.size() && i < 8; ++i) {
    out |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
  }
  return out;
}

inline std::uint64_t finish(std::uint64_t k) {
  k = (k ^ (k >> 33U)) * 0xff51afd7ed558ccdU;
  k = (k ^ (k >> 33U)) * 0xc4ceb9fe1a85ec53U;
  return k ^ (k >> 33U);
}

}  // namespace detail

// O(bytes). Not for adversaries: two firms made to collide would count as one.
[[nodiscard]] inline Hash128 hash128(std::string_view bytes, Hash128 seed = {}) {
  static constexpr std::uint64_t c1 = 0x87c37b91114253d5U;
  static constexpr std::uint64_t c2 = 0x4cf5ad432745937fU;
  std::uint64_t h1 = seed.low;
  std::uint64_t h2 = seed.high;
  const auto first = [](std::uint64_t k) { return std::rotl(k * c1, 31) * c2; };
  const auto second = [](std::uint64_t k) { return std::rotl(k * c2, 33) * c1; };
  std::string_view rest = bytes;
  for (; rest.size() >= 16; rest.remove_prefix(16)) {
    h1 = (std::rotl(h1 ^ first(detail::word(rest)), 27) + h2) * 5 + 0x52dce729U;
    h2 = (std::rotl(h2 ^ second(detail::word(rest.substr(8))), 31) + h1) * 5 + 0x38495ab5U;
  }
  h1 ^= first(detail::word(rest)) ^ bytes.size();
  h2 ^= second(rest.size() > 8 ? detail::word(rest.substr(8)) : 0) ^ bytes.size();
  h1 += h2;
  h2 += h1;
  h1 = detail::finish(h1);
  h2 = detail::finish(h2);
  h1 += h2;
  return {h1, h2 + h1};
}

}  // namespace liantu::io
