/// @file
/// Finds the words of scope_words.hpp in a cell, in one pass.
#pragma once

#include "liantu/firm/chars.hpp"
#include "liantu/firm/scope_words.hpp"

#include <algorithm>
#include <array>
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
  std::uint8_t roles = 0;
};

// Different characters that words have at a place.
constexpr std::size_t count_word_letters(std::size_t place) {
  std::size_t count = 0;
  for (auto word = scope_words.begin(); word != scope_words.end(); ++word) {
    if (word->text.size() <= place) continue;
    const bool is_new = std::none_of(scope_words.begin(), word, [&](const ScopeWord& before) {
      return before.text.size() > place && before.text[place] == word->text[place];
    });
    count += is_new ? 1 : 0;
  }
  return count;
}

class ScopeLexicon {
 public:
  // Where two characters that begin a word stand: the first of them, and the two of them in the tables.
  struct Place {
    std::uint32_t at = 0;
    std::uint32_t cell = 0;
  };

  // The one of scope_words.
  static const ScopeLexicon& get() {
    static const ScopeLexicon lexicon;
    return lexicon;
  }

  // The words of a cell from left to right, the longest at each place, none inside another. `places` is memory that the
  // caller keeps. O(characters).
  void find(const Chars& chars, std::vector<Place>& places, std::vector<ScopeWordHit>& out) const {
    out.clear();
    const std::size_t found = find_places(chars.view(), places);
    const char16_t* const text = chars.view().data();
    std::uint32_t reach = 0;
    for (std::size_t i = 0; i < found; ++i) {
      const auto [at, cell] = places[i];
      if (at < reach) continue;
      const std::size_t word = m_cells[cell].longer == 0 ? m_cells[cell].sure : longest(text + at, m_cells[cell]);
      if (word == 0) continue;
      const Word& is = m_words[word];
      reach = at + is.size;
      out.push_back({at, reach, is.kind, is.roles});
    }
  }

 private:
  // What two characters begin. Words are counted from 1.
  struct Cell {
    std::uint16_t sure = 0;    // the word that they are, or else the first of them is; 0 none
    std::uint16_t longer = 0;  // where words of three or more that begin so stand in m_longer; 0 none
  };
  struct Word {
    std::uint8_t size = 0;
    ScopeWordKind kind = ScopeWordKind::plain;
    std::uint8_t roles = 0;
  };
  // A word of three characters or more: the first four of them, or three and a zero that `mask` leaves out of sight.
  struct Longer {
    std::uint64_t begins_with = 0;
    std::uint64_t mask = 0;
    std::uint16_t word = 0;  // 0 after the last of a list
  };

  // Where each character stands, as the first of a word, and as the second.
  struct Letter {
    std::uint8_t row = 0;     // 0 where it begins no word
    std::uint8_t column = 0;  // 0 where it stands second in none
  };

  static constexpr std::size_t columns = 128;
  static_assert(count_word_letters(0) < 256 && count_word_letters(1) < columns);
  static constexpr std::size_t cell_of(std::size_t row, std::size_t column) { return row * columns + column; }

  ScopeLexicon() : m_letters(0x10000), m_longer(1) {
    std::size_t rows = 1;
    std::size_t seconds = 1;
    for (const ScopeWord& word : scope_words) {
      m_words.push_back(
          {static_cast<std::uint8_t>(word.text.size()), word.kind, static_cast<std::uint8_t>(word.roles)});
      Letter& first = m_letters[word.text[0]];
      if (first.row == 0) first.row = static_cast<std::uint8_t>(rows++);
      if (word.text.size() < 2) continue;
      Letter& second = m_letters[word.text[1]];
      if (second.column == 0) second.column = static_cast<std::uint8_t>(seconds++);
    }
    m_cells.resize(rows * columns);
    std::vector<std::vector<std::uint16_t>> longer(m_cells.size());
    for (std::size_t i = 0; i < scope_words.size(); ++i) {
      const std::u16string_view text = scope_words[i].text;
      const auto number = static_cast<std::uint16_t>(i + 1);
      const std::size_t row = cell_of(m_letters[text[0]].row, 0);
      if (text.size() == 1) {
        for (std::size_t cell = row; cell < row + columns; ++cell) {
          if (m_cells[cell].sure == 0) m_cells[cell].sure = number;
        }
        continue;
      }
      const std::size_t cell = row + m_letters[text[1]].column;
      if (text.size() == 2) {
        m_cells[cell].sure = number;
      } else {
        longer[cell].push_back(number);
      }
    }
    for (std::size_t cell = 0; cell < longer.size(); ++cell) note_longer(m_cells[cell], longer[cell]);
    m_begins.resize(m_cells.size() / 64);
    for (std::size_t cell = 0; cell < m_cells.size(); ++cell) {
      const bool any = m_cells[cell].sure != 0 || m_cells[cell].longer != 0;
      m_begins[cell / 64] |= std::uint64_t{any} << cell % 64;
    }
  }

  // The longest first.
  void note_longer(Cell& cell, std::vector<std::uint16_t>& words) {
    if (words.empty()) return;
    std::stable_sort(words.begin(), words.end(), [](std::uint16_t a, std::uint16_t b) {
      return scope_words[a - 1U].text.size() > scope_words[b - 1U].text.size();
    });
    cell.longer = static_cast<std::uint16_t>(m_longer.size());
    for (const std::uint16_t word : words) {
      std::array<char16_t, 4> four{};
      const std::u16string_view text = scope_words[word - 1U].text.substr(0, four.size());
      std::copy(text.begin(), text.end(), four.begin());
      m_longer.push_back({Chars::four(four.data()), ~std::uint64_t{0} >> 16 * (four.size() - text.size()), word});
    }
    m_longer.emplace_back();
  }

  // Without branches: which characters begin a word is as good as random.
  std::size_t find_places(std::u16string_view text, std::vector<Place>& places) const {
    if (text.empty()) return 0;
    if (places.size() < text.size()) places.resize(text.size());
    std::size_t found = 0;
    const Letter* const letters = m_letters.data();
    const std::uint64_t* const begins = m_begins.data();
    std::uint32_t row = letters[text[0]].row;
    for (std::uint32_t at = 0; at < text.size(); ++at) {
      const Letter next = letters[text.data()[at + 1]];  // a zero after the last
      const auto cell = static_cast<std::uint32_t>(cell_of(row, next.column));
      places[found] = {at, cell};
      found += begins[cell / 64] >> cell % 64 & 1U;
      row = next.row;
    }
    return found;
  }

  // The longest word of a cell, whose two characters the text begins with, with which it does; 0 where none.
  [[nodiscard]] std::size_t longest(const char16_t* text, const Cell& cell) const {
    const std::uint64_t begins_with = Chars::four(text);
    for (const Longer* longer = &m_longer[cell.longer]; longer->word != 0; ++longer) {
      if ((begins_with & longer->mask) != longer->begins_with) continue;
      const std::u16string_view word = scope_words[longer->word - 1U].text;
      std::size_t same = std::min<std::size_t>(word.size(), 4);
      while (same < word.size() && text[same] == word[same]) ++same;  // no word holds the zeros at the end of the text
      if (same == word.size()) return longer->word;
    }
    return cell.sure;
  }

  std::vector<Letter> m_letters;
  std::vector<Word> m_words = std::vector<Word>(1);  // counted from 1
  std::vector<Cell> m_cells;                         // by row and column
  std::vector<std::uint64_t> m_begins;               // a bit each: a word begins so
  std::vector<Longer> m_longer;
};

}  // namespace detail

}  // namespace liantu
