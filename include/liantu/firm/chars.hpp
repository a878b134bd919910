/// @file
/// A cell as matching reads it: one 16-bit character a code point, folded (full width to half width, upper case to
/// lower, traditional to simplified), and the byte of the cell where each stands. So a term finds all its forms, and
/// what is found points into the cell as it was written.
#pragma once

#include "liantu/firm/traditional.hpp"
#include "liantu/text.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>
#ifdef __x86_64__
#include <smmintrin.h>
#endif

namespace liantu {

namespace detail {

// The fold of every code point below U+10000. 128 KB, filled once.
[[nodiscard]] inline const std::array<char16_t, 0x10000>& fold_table() {
  static const auto table = [] {
    std::array<char16_t, 0x10000> out{};
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<char16_t>(fold(static_cast<char32_t>(i)));
    for (std::size_t i = 0; i + 1 < traditional_pairs.size(); i += 2)
      out[traditional_pairs[i]] = traditional_pairs[i + 1];
    return out;
  }();
  return table;
}

// Folds the code points of three bytes each, the most frequent kind by far, with which `bytes` begins, and returns how
// many; some may be left, those among the last fifteen bytes at least. `out` has room for all. O(bytes).
using DecodeThrees = std::size_t (*)(std::string_view bytes, const char16_t* folded, char16_t* out);

inline std::size_t decode_no_threes(std::string_view, const char16_t*, char16_t*) { return 0; }

#ifdef __x86_64__
// Four at a time. Left to a closer look: those that begin with the first lead byte of that length (E0), and with that
// of surrogates (ED).
__attribute__((target("sse4.1"))) inline std::size_t decode_threes(std::string_view bytes, const char16_t* folded,
                                                                   char16_t* out) {
  constexpr std::size_t step = 12;
  const __m128i order = _mm_setr_epi8(2, 1, 0, -1, 5, 4, 3, -1, 8, 7, 6, -1, 11, 10, 9, -1);
  const char* at = bytes.data();
  char16_t* to = out;
  for (std::size_t left = bytes.size(); left >= sizeof(__m128i); left -= step, at += step, to += 4) {
    const __m128i four = _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at)), order);
    const __m128i lead = _mm_and_si128(four, _mm_set1_epi32(0x0F0000));
    const __m128i doubtful =
        _mm_or_si128(_mm_cmpeq_epi32(lead, _mm_setzero_si128()), _mm_cmpeq_epi32(lead, _mm_set1_epi32(0x0D0000)));
    const __m128i are_threes = _mm_cmpeq_epi32(_mm_and_si128(four, _mm_set1_epi32(0xF0C0C0)), _mm_set1_epi32(0xE08080));
    if (_mm_movemask_ps(_mm_castsi128_ps(_mm_andnot_si128(doubtful, are_threes))) != 0xF) break;
    const __m128i bits = _mm_and_si128(four, _mm_set1_epi32(0x0F3F3F));
    const __m128i low = _mm_maddubs_epi16(bits, _mm_set1_epi32(0x014001));   // the last two bytes, and the first
    const __m128i points = _mm_madd_epi16(low, _mm_set1_epi32(0x10000001));  // the first is worth 0x1000
    to[0] = folded[_mm_extract_epi16(points, 0)];
    to[1] = folded[_mm_extract_epi16(points, 2)];
    to[2] = folded[_mm_extract_epi16(points, 4)];
    to[3] = folded[_mm_extract_epi16(points, 6)];
  }
  return static_cast<std::size_t>(to - out);
}

[[nodiscard]] inline DecodeThrees best_decode_threes() {
  static const DecodeThrees best = __builtin_cpu_supports("sse4.1") != 0 ? decode_threes : decode_no_threes;
  return best;
}
#else
[[nodiscard]] inline DecodeThrees best_decode_threes() { return decode_no_threes; }
#endif

}  // namespace detail

/// One cell at a time; its memory is kept from cell to cell.
class Chars {
 public:
  Chars() = default;
  /// Reads `cell` at once, which must outlive what is asked of it; see assign().
  explicit Chars(std::string_view cell) { assign(cell); }

  /// Reads a cell; memory is kept for the next one. Code points above U+FFFF, and bytes that begin no well-formed
  /// sequence, are U+FFFD, which no term holds. O(bytes).
  void assign(std::string_view cell) {
    m_cell = cell;
    m_starts.clear();
    if (m_chars.size() < cell.size() + zeros) m_chars.resize(cell.size() + zeros);
    const auto& folded = detail::fold_table();
    const detail::DecodeThrees decode = detail::best_decode_threes();
    std::size_t count = 0;
    std::size_t at = 0;
    const std::size_t whole = cell.size() < sizeof(std::uint64_t) ? 0 : cell.size() - sizeof(std::uint64_t) + 1;
    while (at < cell.size()) {
      m_starts.push_back({static_cast<std::uint32_t>(count), static_cast<std::uint32_t>(at)});
      const std::size_t stop = std::min(at + stride, cell.size());
      while (at < stop) {
        // Four bytes more than those wanted are read.
        const std::size_t threes = decode(cell.substr(at, stop - at + 4), folded.data(), m_chars.data() + count);
        count += threes;
        at += 3 * threes;
        std::uint64_t bytes = 0;  // the next eight
        for (const std::size_t last = std::min(stop, whole); at < last && are_two_of_three(cell.data() + at, bytes);) {
          m_chars[count++] = folded[point_of_three(bytes)];
          m_chars[count++] = folded[point_of_three(bytes >> 24U)];
          at += 6;
        }
        if (at >= stop) break;
        const std::uint32_t point = utf8::next(cell, at);
        m_chars[count++] = folded[point > 0xFFFF ? 0xFFFD : point];
      }
    }
    std::fill_n(m_chars.begin() + static_cast<std::ptrdiff_t>(count), zeros, u'\0');
    m_count = count;
  }

  /// In code points of the cell.
  [[nodiscard]] std::size_t size() const { return m_count; }
  [[nodiscard]] char16_t operator[](std::size_t i) const { return m_chars[i]; }
  /// Folded, one unit for each code point. Valid until the next assign(). Sixteen zeros follow it, so that as many
  /// characters can be looked at from each.
  [[nodiscard]] std::u16string_view view() const { return {m_chars.data(), m_count}; }
  /// Characters [begin, end) of it.
  [[nodiscard]] std::u16string_view view(std::size_t begin, std::size_t end) const {
    return {m_chars.data() + begin, end - begin};
  }

  /// Four characters as one number, the first lowest.
  [[nodiscard]] static std::uint64_t four(const char16_t* text) {
    return text[0] | std::uint64_t{text[1]} << 16U | std::uint64_t{text[2]} << 32U | std::uint64_t{text[3]} << 48U;
  }

  /// The cell's own text of characters [begin, end). Valid as long as the cell is. O(log bytes).
  [[nodiscard]] std::string_view text(std::size_t begin, std::size_t end) const {
    const std::size_t from = byte_of(begin);
    return m_cell.substr(from, byte_of(end) - from);
  }

 private:
  // Whether the first six of eight bytes are two code points of three each, the most frequent kind by far. False for
  // those that want a closer look: with the first lead byte of that length (E0), with that of surrogates (ED).
  static bool are_two_of_three(const char* at, std::uint64_t& bytes) {
    if (std::endian::native != std::endian::little) return false;
    std::memcpy(&bytes, at, sizeof bytes);
    constexpr std::uint32_t doubtful = 0x2001;
    return (bytes & 0xC0C0F0C0C0F0U) == 0x8080E08080E0U &&
           ((doubtful >> (bytes & 0x0FU) | doubtful >> (bytes >> 24U & 0x0FU)) & 1U) == 0;
  }
  static std::uint32_t point_of_three(std::uint64_t bytes) {
    return static_cast<std::uint32_t>((bytes & 0x0FU) << 12U | (bytes >> 2U & 0xFC0U) | (bytes >> 16U & 0x3FU));
  }

  // A character, and the byte of the cell at which it begins.
  struct Start {
    std::uint32_t character;
    std::uint32_t byte;
  };

  // Where in the cell a character begins; its size for the one after the last.
  [[nodiscard]] std::size_t byte_of(std::size_t i) const {
    if (i == m_count) return m_cell.size();
    const auto next = std::upper_bound(m_starts.begin(), m_starts.end(), i,
                                       [](std::size_t place, const Start& start) { return place < start.character; });
    std::size_t at = std::prev(next)->byte;
    for (std::size_t left = i - std::prev(next)->character; left > 0; --left) (void)utf8::next(m_cell, at);
    return at;
  }

  static constexpr std::size_t zeros = 16;
  static constexpr std::size_t stride = 256;

  std::string_view m_cell;
  std::vector<char16_t> m_chars = std::vector<char16_t>(zeros);  // at least m_count + zeros; never shrinks
  std::vector<Start> m_starts;                                   // every `stride` bytes or a few more
  std::size_t m_count = 0;
};

/// A term as Chars has it. O(bytes).
[[nodiscard]] inline std::u16string fold_chars(std::string_view text) { return std::u16string(Chars(text).view()); }

}  // namespace liantu
