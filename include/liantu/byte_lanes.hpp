/// @file
/// Sixteen bytes at once, to find what rarely occurs among many: vectors of GCC and Clang, on any processor.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace liantu::detail {

using Bytes = unsigned char __attribute__((vector_size(16)));
using SignedBytes = signed char __attribute__((vector_size(16)));
inline constexpr std::size_t byte_lanes = sizeof(Bytes);

/// The bytes from `at` on, of which all must be there.
[[nodiscard]] inline Bytes load_bytes(const char* at) {
  Bytes out;
  std::memcpy(&out, at, byte_lanes);
  return out;
}

/// Lanes of 0xFF where a comparison holds: those of vectors are signed.
template <class Lanes>
[[nodiscard]] Bytes mask(Lanes lanes) {
  return reinterpret_cast<Bytes>(lanes);
}

/// Bit i is the highest bit of lane i.
[[nodiscard]] inline unsigned bits_of(Bytes lanes) {
#ifdef __SSE2__
  return static_cast<unsigned>(_mm_movemask_epi8(reinterpret_cast<__m128i>(lanes)));
#else
  if constexpr (std::endian::native == std::endian::little) {
    std::array<std::uint64_t, 2> halves{};
    std::memcpy(halves.data(), &lanes, byte_lanes);
    const auto eight = [](std::uint64_t half) {
      return static_cast<unsigned>(((half & 0x8080808080808080U) >> 7U) * 0x0102040810204080U >> 56U);
    };
    return eight(halves[0]) | eight(halves[1]) << 8U;
  }
  unsigned out = 0;
  for (std::size_t i = 0; i < byte_lanes; ++i) out |= (lanes[i] >> 7U) << i;
  return out;
#endif
}

}  // namespace liantu::detail
