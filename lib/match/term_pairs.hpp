// The pairs of characters with which terms begin: a filter that leaves few of the places in a text to be looked at.
// Internal to liantu::match.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace liantu::detail {

// The number of a character among those of the terms; 0 for any other. The highest bit tells that it is a term by
// itself.
using CharId = std::uint16_t;
inline constexpr CharId alone = 0x8000;
inline constexpr CharId id_bits = 0x7FFF;

class TermPairs {
 public:
  // What find() may write past the places that it finds, and past the ids; what it may read past the characters.
  static constexpr std::size_t slack = 8;

  // `wide` where the processor may be asked to look at eight characters at once, which finds the same.
  explicit TermPairs(bool wide = true);

  void add(CharId first, CharId second);

  // Writes the ids of characters [0, count + 2) by the table `ids_of`, which has one id more than there are characters,
  // and the places below `count` where two of them begin a term, or one is a term; some more, seldom. Returns how many
  // places. O(count).
  std::size_t find(const CharId* ids_of, const char16_t* chars, std::size_t count, CharId* ids,
                   std::uint32_t* places) const {
    return m_find(ids_of, m_pairs.data(), chars, count, ids, places);
  }

 private:
  using Find = std::size_t (*)(const CharId* ids_of, const std::uint64_t* pairs, const char16_t* chars,
                               std::size_t count, CharId* ids, std::uint32_t* places);

  Find m_find;
  std::vector<std::uint64_t> m_pairs;  // a bit a hash of two ids: 32 KB
};

}  // namespace liantu::detail
