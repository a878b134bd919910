// XXH3, 128 bits (Yann Collet): the same on every machine and run. Internal to liantu::io.
#pragma once

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <bit>
#include <cstdint>
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

// O(bytes). Not for adversaries: two firms made to collide would count as one.
[[nodiscard]] inline Hash128 hash128(std::string_view bytes, Hash128 seed = {}) {
  const XXH128_hash_t hash = XXH3_128bits_withSeed(bytes.data(), bytes.size(), seed.low ^ std::rotl(seed.high, 32));
  return {hash.low64, hash.high64};
}

}  // namespace liantu::io
