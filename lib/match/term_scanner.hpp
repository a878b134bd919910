// Finds all of many terms in a text at once, and keeps the longest where they overlap: a trie over folded characters in
// a double array (Aoe 1989), walked from every place where a pair of characters begins some term. No two states share a
// base, so that the character by which a state is reached tells whose child it is.
#pragma once

#include "term_pairs.hpp"

#include "liantu/firm/chars.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace liantu::detail {

// An occurrence of term `term` at characters [begin, end).
struct Hit {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t term = 0;
};

class TermScanner {
 public:
  // A text, and where its hits go.
  struct Task {
    const Chars* text;
    std::vector<Hit>* hits;
  };

  // `terms` in any form (full width, traditional …), not empty; of those that fold to the same, the last counts; at
  // most 32,766 different characters in all. One that holds U+0000, which no cell does, or more than 255 characters is
  // never found. O(total length), as good as.
  explicit TermScanner(std::vector<std::string> terms);

  // Replaces the hits of each text by every one that is not inside a longer one that begins before it, by place. Texts
  // are looked at together, which takes less time than one after another. O(characters · longest term); a few steps a
  // character on real text.
  void scan(std::span<const Task> tasks) const;
  void scan(const Chars& text, std::vector<Hit>& out) const {
    const Task task{&text, &out};
    scan({&task, 1});
  }

  // Adds the longest term that begins at character `begin` and ends by `end`, if any does. False where none does.
  bool find_within(const Chars& text, std::size_t begin, std::size_t end, std::vector<Hit>& out) const;

  [[nodiscard]] std::vector<Hit> scan(std::string_view text) const;
  [[nodiscard]] const std::vector<std::string>& terms() const { return m_terms; }

 private:
  // Eight bytes, so that caches hold the more of them.
  struct State {
    std::uint64_t by : 15 = free;  // the character id that leads here
    std::uint64_t base : 24 = 0;   // the child by character id c is state base + c, if its `by` is c
    std::uint64_t best : 25 = 0;   // the longest term that ends here or on the way here, counted from 1; 0 none

    static constexpr std::uint16_t free = id_bits;  // no id is so large
  };
  static constexpr std::uint32_t most_states = 1U << 24U;
  struct Branch;

  static constexpr std::uint32_t three_bits = 19;
  static constexpr std::uint32_t line_bits = 9;
  struct alignas(64) Line {  // of a cache
    std::array<std::uint64_t, 8> words{};
  };
  static constexpr std::size_t block = 256;  // characters that are looked at together
  static constexpr std::uint32_t most_walks = 512;

  // Places where a term may begin, in the order of texts and characters: the text, the character, and the longest term
  // there, counted from 1; 0 where none is.
  struct Walks {
    std::size_t count;
    std::array<std::uint32_t, most_walks> task;
    std::array<std::uint32_t, most_walks + TermPairs::slack> at;
    std::array<std::uint32_t, most_walks> base;       // of the state that the first character leads to
    std::array<std::uint32_t, most_walks + 1> terms;  // the last one takes what does not count
  };

  // Where m_threes has its bit of three ids, 0 for no third one: those of the same two stand in one line of a cache.
  static std::uint32_t three_of(std::uint32_t first, std::uint32_t second, std::uint32_t third) {
    constexpr std::uint32_t lines = three_bits - line_bits;
    const std::uint32_t two = (first << 15U | second) * 0x9E3779B1U;
    return two >> (32U - lines) << line_bits | ((two << lines) + third * 0x85EBCA6BU) >> (32U - line_bits);
  }
  // Whether three ids, of which the first two begin some term, may go on like one; true too where these two are one.
  [[nodiscard]] bool goes_on(std::uint32_t first, std::uint32_t second, std::uint32_t third) const {
    const std::uint32_t three = three_of(first & id_bits, second & id_bits, third & id_bits);
    const std::uint32_t two = three_of(first & id_bits, second & id_bits, 0);
    const Line& line = m_threes[two >> line_bits];
    const std::uint64_t may_go_on = line.words[three >> 6U & 7U] >> (three & 63U);
    const std::uint64_t may_end = line.words[two >> 6U & 7U] >> (two & 63U);
    return ((may_go_on | may_end | first >> 15U) & 1U) != 0;
  }
  // The longest term that begins at `at`; the end of the hit is 0 where none does.
  [[nodiscard]] Hit longest_at(std::u16string_view chars, std::size_t at) const;
  void find_starts(std::u16string_view chars, std::size_t from, std::uint32_t task, Walks& walks) const;
  void find_longest(std::span<const Task> tasks, Walks& walks) const;
  void finish(std::span<const Task> tasks, Walks& walks) const;

  void build(const std::vector<std::pair<std::u16string, std::uint32_t>>& sorted);
  [[nodiscard]] std::uint32_t find_base(const std::vector<std::uint16_t>& children, std::uint32_t& first_free);

  std::vector<std::string> m_terms;
  std::vector<CharId> m_ids;  // by character, and one more
  TermPairs m_pairs;
  std::vector<Line> m_threes;           // the same of three, and of the two that are a term: 64 KB
  std::vector<State> m_states;          // the root is 1; set up once they are all known
  std::vector<std::uint8_t> m_lengths;  // in characters, of terms as they are counted from 1
  std::vector<bool> m_bases;            // those in use, while the trie is built
};

}  // namespace liantu::detail
