// Part of liantu::match: see term_pairs.hpp.
#include "term_pairs.hpp"

#include <array>
#include <bit>
#ifdef __x86_64__
#include <immintrin.h>
#endif

namespace liantu::detail {

namespace {

constexpr std::uint32_t factor = 0x9E3779B1U;  // Fibonacci hashing
constexpr std::uint32_t hash_bits = 18;

std::uint32_t hash_of(CharId first, CharId second) {
  return ((static_cast<std::uint32_t>(first & id_bits) << 15U | (second & id_bits)) * factor) >> (32U - hash_bits);
}

// As TermPairs::find.
std::size_t find_one_by_one(const CharId* ids_of, const std::uint64_t* pairs, const char16_t* chars, std::size_t count,
                            CharId* ids, std::uint32_t* places) {
  for (std::size_t i = 0; i < count + 2; ++i) ids[i] = ids_of[chars[i]];
  std::size_t found = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t pair = hash_of(ids[i], ids[i + 1]);
    places[found] = static_cast<std::uint32_t>(i);
    found += ((pairs[pair >> 6U] >> (pair & 63U)) | (ids[i] >> 15U)) & 1U;
  }
  return found;
}

#ifdef __x86_64__
// The places of the bits of each byte, the lowest first.
constexpr auto places_of_bits = [] {
  std::array<std::array<std::uint8_t, 8>, 256> out{};
  for (unsigned byte = 0; byte < out.size(); ++byte) {
    std::size_t found = 0;
    for (std::uint8_t bit = 0; bit < 8; ++bit) {
      if ((byte >> bit & 1U) != 0) out[byte][found++] = bit;
    }
  }
  return out;
}();

#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx2,popcnt"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,popcnt")
#endif

// The same, eight at once.
std::size_t find_by_eights(const CharId* ids_of, const std::uint64_t* pairs, const char16_t* chars, std::size_t count,
                           CharId* ids, std::uint32_t* places) {
  const __m256i low = _mm256_set1_epi32(0xFFFF);
  for (std::size_t i = 0; i < count + 2; i += 8) {
    const __m256i eight = _mm256_cvtepu16_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(chars + i)));
    const __m256i read = _mm256_and_si256(_mm256_i32gather_epi32(reinterpret_cast<const int*>(ids_of), eight, 2), low);
    const __m256i packed = _mm256_permute4x64_epi64(_mm256_packus_epi32(read, read), 0x08);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(ids + i), _mm256_castsi256_si128(packed));
  }
  const __m256i only_id = _mm256_set1_epi32(id_bits);
  const __m256i times = _mm256_set1_epi32(static_cast<int>(factor));
  std::size_t found = 0;
  for (std::size_t i = 0; i < count; i += 8) {
    const __m256i first = _mm256_cvtepu16_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(ids + i)));
    const __m256i second = _mm256_cvtepu16_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(ids + i + 1)));
    const __m256i both =
        _mm256_or_si256(_mm256_slli_epi32(_mm256_and_si256(first, only_id), 15), _mm256_and_si256(second, only_id));
    const __m256i pair = _mm256_srli_epi32(_mm256_mullo_epi32(both, times), 32 - hash_bits);
    const __m256i words = _mm256_i32gather_epi32(reinterpret_cast<const int*>(pairs), _mm256_srli_epi32(pair, 5), 4);
    const __m256i of_pair = _mm256_srlv_epi32(words, _mm256_and_si256(pair, _mm256_set1_epi32(31)));
    const __m256i begins = _mm256_or_si256(of_pair, _mm256_srli_epi32(first, 15));
    auto bits = static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_slli_epi32(begins, 31))));
    if (count - i < 8) bits &= (1U << (count - i)) - 1;
    const __m256i here = _mm256_cvtepu8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(&places_of_bits[bits])));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(places + found),
                        _mm256_add_epi32(here, _mm256_set1_epi32(static_cast<int>(i))));
    found += static_cast<std::size_t>(std::popcount(bits));
  }
  return found;
}

#ifdef __clang__
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif

bool has_eights() { return __builtin_cpu_supports("avx2") != 0; }
#else
constexpr auto find_by_eights = find_one_by_one;
bool has_eights() { return false; }
#endif

}  // namespace

TermPairs::TermPairs(bool wide)
    : m_find(wide && has_eights() ? find_by_eights : find_one_by_one), m_pairs(std::size_t{1} << (hash_bits - 6U)) {}

void TermPairs::add(CharId first, CharId second) {
  const std::uint32_t pair = hash_of(first, second);
  m_pairs[pair >> 6U] |= std::uint64_t{1} << (pair & 63U);
}

}  // namespace liantu::detail
