/// @file
/// Finds the words of scope_words.hpp in a cell, in one pass.
#pragma once

#include "liantu/firm/scope_words.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace liantu {

namespace detail {

// A word of a scope, at characters [begin, end).
struct ScopeWordHit {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  ScopeWordKind kind = ScopeWordKind::plain;
  unsigned roles = 0;
};

class ScopeLexicon {
 public:
  // The one of scope_words.
  static const ScopeLexicon& get() {
    static const ScopeLexicon lexicon;
    return lexicon;
  }

  // The words of a cell from left to right, the longest at each place, none inside another. `places` is memory that the
  // caller keeps. O(characters).
  void find(std::u16string_view text, std::vector<std::uint32_t>& places, std::vector<ScopeWordHit>& out) const {
    out.clear();
    if (text.empty()) return;
    if (places.size() < text.size()) places.resize(text.size());
    // Without branches: which characters begin a word is as good as random.
    std::size_t found = 0;
    const Letter* const letters = m_letters.data();
    const std::uint8_t* const begins = m_begins.data();
    const std::size_t columns = m_columns;
    std::size_t row = letters[text[0]].row * columns;
    const auto last = static_cast<std::uint32_t>(text.size() - 1);
    for (std::uint32_t at = 0; at < last; ++at) {
      const Letter next = letters[text[at + 1]];
      places[found] = at;
      found += begins[row + next.column];
      row = next.row * columns;
    }
    places[found] = last;
    found += begins[row];
    std::uint32_t reach = 0;
    for (std::size_t i = 0; i < found; ++i) {
      const std::uint32_t at = places[i];
      if (at < reach) continue;
      const Words& words = words_at(text, at);
      std::size_t word = words.sure;
      if (words.longer != 0) word = longest(text.substr(at), words);
      if (word == 0) continue;
      const ScopeWord& found_word = scope_words[word - 1];
      reach = at + static_cast<std::uint32_t>(found_word.text.size());
      out.push_back({at, reach, found_word.kind, found_word.roles});
    }
  }

 private:
  // What two characters begin. Words are counted from 1.
  struct Words {
    std::uint16_t sure = 0;    // the word that they are, or else the first of them is; 0 none
    std::uint16_t longer = 0;  // where words of three or more that begin so stand in m_longer; 0 none
    [[nodiscard]] bool any() const { return (sure | longer) != 0; }
  };

  ScopeLexicon() : m_letters(0x10000), m_longer(1) {
    std::size_t rows = 1;
    for (const ScopeWord& word : scope_words) {
      Letter& first = m_letters[word.text[0]];
      if (first.row == 0) first.row = static_cast<std::uint8_t>(rows++);
      if (word.text.size() < 2) continue;
      Letter& second = m_letters[word.text[1]];
      if (second.column == 0) second.column = static_cast<std::uint8_t>(m_columns++);
    }
    m_words.resize(rows * m_columns);
    std::vector<std::vector<std::uint16_t>> longer(m_words.size());
    for (std::size_t i = 0; i < scope_words.size(); ++i) {
      const std::u16string_view text = scope_words[i].text;
      const auto number = static_cast<std::uint16_t>(i + 1);
      const std::size_t row = m_letters[text[0]].row * m_columns;
      if (text.size() == 1) {
        for (std::size_t cell = row; cell < row + m_columns; ++cell) {
          if (m_words[cell].sure == 0) m_words[cell].sure = number;
        }
        continue;
      }
      const std::size_t cell = row + m_letters[text[1]].column;
      if (text.size() == 2) {
        m_words[cell].sure = number;
      } else {
        longer[cell].push_back(number);
      }
    }
    for (std::size_t cell = 0; cell < longer.size(); ++cell) {
      if (longer[cell].empty()) continue;
      std::stable_sort(longer[cell].begin(), longer[cell].end(), [](std::uint16_t a, std::uint16_t b) {
        return scope_words[a - 1U].text.size() > scope_words[b - 1U].text.size();
      });
      m_words[cell].longer = static_cast<std::uint16_t>(m_longer.size());
      m_longer.insert(m_longer.end(), longer[cell].begin(), longer[cell].end());
      m_longer.push_back(0);
    }
    for (const Words& words : m_words) m_begins.push_back(words.any() ? 1 : 0);
  }

  [[nodiscard]] const Words& words_at(std::u16string_view text, std::size_t at) const {
    const std::size_t column = at + 1 < text.size() ? m_letters[text[at + 1]].column : 0;
    return m_words[m_letters[text[at]].row * m_columns + column];
  }

  // The longest of `words`, whose first two characters the text begins with, with which it does; 0 where none.
  [[nodiscard]] std::size_t longest(std::u16string_view text, const Words& words) const {
    for (std::size_t i = words.longer; m_longer[i] != 0; ++i) {
      const std::u16string_view word = scope_words[m_longer[i] - 1U].text;
      std::size_t same = 2;
      while (same < word.size() && same < text.size() && text[same] == word[same]) ++same;
      if (same == word.size()) return m_longer[i];
    }
    return words.sure;
  }

  struct Letter {
    std::uint8_t row = 0;     // in m_words; 0 where it begins no word
    std::uint8_t column = 0;  // 0 where it stands second in none
  };
  std::vector<Letter> m_letters;
  std::size_t m_columns = 1;
  std::vector<Words> m_words;           // by row and column
  std::vector<std::uint8_t> m_begins;   // so too: 1 where a word begins
  std::vector<std::uint16_t> m_longer;  // longest first, 0 after the last of each list
};

}  // namespace detail

}  // namespace liantu
