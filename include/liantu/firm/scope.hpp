/// @file
/// Reads 经营范围, the business scope of a firm: boilerplate dropped, items split, and for each item what the firm says
/// that it does with it (make, trade …). Items of an enumeration share the verbs at its end:
/// @code{.cpp}
/// 建筑机械、粮食机械制造；钣金加工 -> 建筑机械[make] 粮食机械[make] 钣金[make]
///
/// const liantu::Chars chars(firm.scope);
/// for (const liantu::ScopeItem& item : liantu::parse_scope(chars)) ... chars.text(item.begin, item.end) ...
/// @endcode
#pragma once

#include "liantu/firm/chars.hpp"
#include "liantu/firm/scope_brackets.hpp"
#include "liantu/firm/scope_lexicon.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace liantu {

/// One item of a scope: characters [begin, end) of the cell, the noun without its verbs; `roles` has bit r set for Role
/// r; no bit where the item has no verb. `place` counts nouns from 0, those in brackets with the one before: a bracket
/// inside a noun, which is not of it (饮料(不含酒)原料), leaves two items of one place. Where a cell begins with
/// 许可项目, the list 一般项目 after it counts from 0 again: what needs a licence is not what comes first.
struct ScopeItem {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  unsigned roles = 0;
  std::uint32_t place = 0;
};

/// Reads scopes one after another and keeps its memory. Not for two threads at a time.
class ScopeParser {
 public:
  /// The items of a scope, in order; valid until the next call. Never fails: what is not understood is an item without
  /// a verb. O(characters).
  const std::vector<ScopeItem>& parse(const Chars& chars) {
    m_text = chars.view();
    detail::ScopeLexicon::get().find(chars, m_places_of_words, m_words);
    m_marks.assign(m_text.size() + 1, Mark::text);
    mark_words();
    if (has(Kind::open)) m_brackets.read(m_text, m_words, m_marks);
    find_stops();
    m_items.clear();
    m_places = 0;
    m_carried = 0;
    const std::size_t second_list = find_second_list();
    std::size_t begin = 0;
    std::size_t word = 0;
    begin_clause();
    for (m_stop = 0; m_stop < m_stop_count; ++m_stop) {
      const Stop& stop = m_stops[m_stop];
      Token token{begin, stop.at, word, stop.word, stop.excludes};
      if (begin < stop.at) read_token(token);
      begin = stop.at + 1;
      word = stop.word + 1;
      if (stop.mark != Mark::clause_stop) continue;
      end_clause(stop.at);
      if (stop.at == second_list) m_places = 0;
      begin_clause();
    }
    return m_items;
  }

 private:
  using Kind = detail::ScopeWordKind;
  using Mark = detail::ScopeMark;
  using Word = detail::ScopeWordHit;

  // What ends an item or a clause: a word, or the end of the text.
  struct Stop {
    std::uint32_t at = 0;
    std::uint32_t word = 0;
    Mark mark = Mark::clause_stop;
    bool excludes = false;  // a word between the stop before and this one says what is not done
  };

  // What stands between two stops: characters [begin, end), words [word, word_end).
  struct Token {
    std::size_t begin;
    std::size_t end;
    std::size_t word;
    std::size_t word_end;
    bool excludes;
  };

  static constexpr unsigned kind_bit(Kind kind) { return 1U << static_cast<unsigned>(kind); }
  [[nodiscard]] bool has(Kind kind) const { return (m_kinds & kind_bit(kind)) != 0; }

  // What a word of each kind is to the grammar, if it is a stop. A table, since which kind comes next is as good as
  // random.
  static constexpr auto stops_of_kinds = [] {
    std::array<Mark, static_cast<std::size_t>(Kind::plain) + 1> out{};
    out[static_cast<std::size_t>(Kind::item_stop)] = Mark::item_stop;
    out[static_cast<std::size_t>(Kind::clause_stop)] = Mark::clause_stop;
    return out;
  }();

  // Stops, headings and the firm's own products, before brackets are looked at.
  void mark_words() {
    m_kinds = 0;
    for (const Word& word : m_words) {
      m_kinds |= kind_bit(word.kind);
      m_marks[word.begin] = stops_of_kinds[static_cast<std::size_t>(word.kind)];
      if (word.kind != Kind::heading && word.kind != Kind::own_products) continue;
      // 生产及自产产品销售: the firm's own products are no product of their own.
      for (std::size_t at = word.begin; at < word.end; ++at) m_marks[at] = Mark::hidden;
      // Two generations of text stand in one cell with nothing between them.
      if (word.kind == Kind::heading) m_marks[word.begin] = Mark::clause_stop;
    }
  }

  // The stops that brackets have left; after the last comes the end of the text.
  void find_stops() {
    constexpr unsigned excluding =
        kind_bit(Kind::notice) | kind_bit(Kind::excepted) | kind_bit(Kind::negation) | kind_bit(Kind::exception);
    if (m_stops.size() <= m_words.size()) m_stops.resize(m_words.size() + 1);
    std::size_t found = 0;
    unsigned kinds = 0;
    for (std::uint32_t i = 0; i < m_words.size(); ++i) {
      const Word& word = m_words[i];
      const Mark mark = m_marks[word.begin];
      const unsigned stops = mark >= Mark::item_stop ? 1 : 0;
      kinds |= kind_bit(word.kind);
      m_stops[found] = {word.begin, i, mark, (kinds & excluding) != 0};
      found += stops;
      kinds &= stops - 1;  // none after a stop
    }
    m_stops[found] = {static_cast<std::uint32_t>(m_text.size()), static_cast<std::uint32_t>(m_words.size()),
                      Mark::clause_stop, (kinds & excluding) != 0};
    m_stop_count = found + 1;
  }

  // Where 一般项目 heads the list after one of 许可项目 with which the cell begins; past its end where none does.
  [[nodiscard]] std::size_t find_second_list() const {
    const std::size_t none = m_text.size() + 1;
    if (!has(Kind::heading) || m_text.substr(0, 3).find(u'许') == std::u16string_view::npos) return none;
    const auto is_heading = [](const Word& word) { return word.kind == Kind::heading; };
    const auto first = std::find_if(m_words.begin(), m_words.end(), is_heading);
    if (first->begin > 2 || m_text[first->begin] != u'许') return none;
    const auto second = std::find_if(first + 1, m_words.end(), [&](const Word& word) {
      return is_heading(word) && m_text[word.begin] == u'一' && m_marks[word.begin] == Mark::clause_stop;
    });
    return second == m_words.end() ? none : second->begin;
  }

  void begin_clause() {
    m_group_start = m_items.size();
    m_closed = false;
    m_prefix = 0;
    m_given = 0;
    m_excluded = false;
  }

  void end_clause(std::size_t end) {
    // 批发：甲；乙；丙: the verbs before a colon lead what follows, until others are said or the sentence ends.
    const char16_t ends_with = end < m_text.size() ? m_text[end] : u'。';
    if (ends_with == u':') {
      m_carried = m_closed ? m_given : m_prefix != 0 ? m_prefix : m_carried;
    } else if (m_closed || ends_with != u';') {
      m_carried = 0;
    }
  }

  // Where the clause at hand ends.
  [[nodiscard]] std::size_t find_clause_end() const {
    std::size_t stop = m_stop;
    while (m_stops[stop].mark != Mark::clause_stop) ++stop;
    return m_stops[stop].at;
  }

  [[nodiscard]] bool is_blank(std::size_t at) const {
    const char16_t c = m_text[at];
    return ((m_marks[at] == Mark::hidden) | (c == u' ') | (c == u'\t') | (c == u'.')) != 0;
  }
  void trim_front(std::size_t& begin, std::size_t end) const {
    while (begin < end && is_blank(begin)) ++begin;
  }
  void trim_back(std::size_t begin, std::size_t& end) const {
    while (end > begin && is_blank(end - 1)) --end;
  }
  void trim_both(std::size_t& begin, std::size_t& end) const {
    trim_front(begin, end);
    trim_back(begin, end);
  }

  // The token's word that begins at its first character (ends at its last); nullptr where none does. Words before
  // (after) it are left out of the token.
  [[nodiscard]] const Word* first_word(Token& token) const {
    while (token.word < token.word_end && m_words[token.word].begin < token.begin) ++token.word;
    if (token.word == token.word_end) return nullptr;
    const Word& word = m_words[token.word];
    return word.begin == token.begin && word.end <= token.end ? &word : nullptr;
  }
  [[nodiscard]] const Word* last_word(Token& token) const {
    while (token.word_end > token.word && m_words[token.word_end - 1].end > token.end) --token.word_end;
    if (token.word == token.word_end) return nullptr;
    const Word& word = m_words[token.word_end - 1];
    return word.end == token.end && word.begin >= token.begin ? &word : nullptr;
  }

  // Takes verbs and fillers off the end of a token without blanks around it; returns the roles of those taken.
  unsigned take_verbs(Token& token) const {
    unsigned roles = 0;
    while (token.begin < token.end) {
      const Word* word = last_word(token);
      if (word == nullptr) return roles;
      // 混凝土和 may be cut to 混凝土, 调和 may not: a filler is one only after a verb or alone, 业务 always.
      const bool filler = word->kind == Kind::filler &&
                          (roles != 0 || token.end - token.begin <= 2 || m_text.substr(word->begin, 2) == u"业务");
      if (word->kind != Kind::verb && !filler) return roles;
      roles |= word->roles;
      token.end = word->begin;
      trim_back(token.begin, token.end);
    }
    return roles;
  }

  // Takes verbs off the front: 生产、销售汽车配件. Verbs that begin a noun (生产线) stay.
  unsigned take_leading(Token& token) const {
    unsigned roles = 0;
    while (token.begin < token.end) {
      const Word* word = first_word(token);
      if (word == nullptr) return roles;
      if (word->kind != Kind::lead && !(word->kind == Kind::filler && roles != 0)) {
        if (word->kind != Kind::verb || word->end == token.end) return roles;
        const Word* next = word + 1;
        const bool goes_on = token.word + 1 < token.word_end && next->begin == word->end && next->end <= token.end;
        if (goes_on && next->kind == Kind::ending) return roles;
        roles |= word->roles;
      }
      token.begin = word->end;
      trim_front(token.begin, token.end);
    }
    return roles;
  }

  // Words from `word` on that begin in [begin, end), from left to right, until one for which `stop` holds; that one, or
  // nullptr.
  template <class Stop>
  const Word* find_word(std::size_t word, std::size_t begin, std::size_t end, Stop stop) const {
    while (word < m_words.size() && m_words[word].begin < begin) ++word;
    for (; word < m_words.size() && m_words[word].begin < end; ++word) {
      if (m_marks[m_words[word].begin] != Mark::hidden && stop(m_words[word])) return &m_words[word];
    }
    return nullptr;
  }

  // The 外 that ends what 除 began, within `reach` characters: followed by a stop, 的, a verb, or nothing.
  const Word* exception_end(const Token& token, std::size_t end) const {
    constexpr std::size_t reach = 200;  // longer than any met, and no cell makes it slow
    return find_word(token.word, token.begin, std::min(end, token.begin + reach), [&](const Word& word) {
      if (word.kind == Kind::excepted) return true;
      if (word.kind != Kind::exception_end) return false;
      const std::size_t after = word.end;
      const Word* const next = &word + 1;
      return after >= end || m_marks[after] > Mark::inner || m_text[after] == u' ' ||
             (next != m_words.data() + m_words.size() && next->begin == after);
    });
  }

  // Cuts what is not done off a token without blanks around it. False where nothing is left of it.
  bool take_exclusions(Token& token) {
    const std::size_t start = token.begin;
    bool notice = false;
    const Word* excepted = nullptr;
    const Word* negation = nullptr;
    find_word(token.word, token.begin, token.end, [&](const Word& word) {
      notice = notice || word.kind == Kind::notice;
      if (word.kind == Kind::excepted) excepted = &word;
      if (word.kind == Kind::negation && negation == nullptr) negation = &word;
      return false;
    });
    if (m_excluded) {  // by 不含 or 除 in an item before
      const Word* ends = exception_end(token, token.end);
      if (ends == nullptr) return false;
      m_excluded = false;
      token.begin = ends->end;
    } else if (const Word* first = first_word(token); first != nullptr && first->kind == Kind::exception) {
      // 除危险化学品外的化工产品: what follows 外 is done. 除尘设备 without 外 is a product.
      if (const Word* ends = exception_end(token, find_clause_end()); ends != nullptr) {
        m_excluded = ends->begin >= token.end;
        if (m_excluded) return false;
        token.begin = ends->end;
      }
    }
    if (notice) return false;
    if (excepted != nullptr && excepted->begin >= token.begin) return false;
    if (negation != nullptr && negation->begin >= token.begin) {
      m_excluded = true;  // to the end of the clause
      token.end = negation->begin;
    }
    if (token.begin > start && token.begin < token.end && m_text[token.begin] == u'的') ++token.begin;
    trim_both(token.begin, token.end);
    return token.begin < token.end;
  }

  void read_token(Token& token) {
    trim_both(token.begin, token.end);
    if (token.begin >= token.end) return;
    if ((token.excludes || m_excluded) && !take_exclusions(token)) return;
    const unsigned after = take_verbs(token);
    const unsigned before = take_leading(token);
    if (token.begin >= token.end) {
      verbs_alone(before | after);
      return;
    }
    if (before != 0) m_prefix = m_closed || m_items.size() > m_group_start ? before : m_prefix | before;
    if (m_closed) {
      m_group_start = m_items.size();
      m_closed = false;
      if (before == 0) m_prefix = 0;
    }
    if (before != 0 || after != 0) m_carried = 0;
    const unsigned leading = m_prefix != 0 ? m_prefix : m_carried;
    add_noun(token.begin, token.end, before | (after == 0 ? leading : 0));
    if (after != 0) close_group(after);
  }

  void add_noun(std::size_t begin, std::size_t end, unsigned roles) {
    // What a bracket names stands where the noun before it does.
    const bool inner = m_places > 0 && m_marks[begin] == Mark::inner;
    if (!inner) ++m_places;
    if (!has(Kind::open) && !has(Kind::own_products)) {  // nothing within it is hidden
      add_item(begin, end, roles);
      return;
    }
    for (std::size_t at = begin; at < end;) {
      const void* const found = std::memchr(m_marks.data() + at, static_cast<int>(Mark::hidden), end - at);
      const std::size_t hidden =
          found == nullptr ? end : static_cast<std::size_t>(static_cast<const Mark*>(found) - m_marks.data());
      std::size_t from = at;
      std::size_t to = hidden;
      trim_both(from, to);
      if (from < to) add_item(from, to, roles);
      at = hidden + 1;
    }
  }

  void add_item(std::size_t begin, std::size_t end, unsigned roles) {
    m_items.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), roles, m_places - 1});
  }

  // Verbs without a noun belong to the items before them, or lead the items after.
  void verbs_alone(unsigned roles) {
    if (roles == 0) return;  // 等, 从事: no verb either
    if (m_items.size() > m_group_start) {
      close_group(roles);
    } else {
      m_prefix |= roles;
    }
  }

  // Gives the group's items the verbs at its end; not those that it was given already, for a cell may repeat them.
  void close_group(unsigned roles) {
    if (!m_closed) m_given = 0;
    m_closed = true;
    if ((roles & ~m_given) == 0) return;
    m_given |= roles;
    for (std::size_t i = m_group_start; i < m_items.size(); ++i) m_items[i].roles |= roles;
  }

  std::u16string_view m_text;
  std::vector<detail::ScopeLexicon::Place> m_places_of_words;
  std::vector<Word> m_words;
  unsigned m_kinds = 0;  // of the words, by kind_bit
  std::vector<Mark> m_marks;
  detail::ScopeBrackets m_brackets;
  std::vector<Stop> m_stops;  // never shrinks
  std::size_t m_stop_count = 0;
  std::size_t m_stop = 0;  // that ends the token at hand
  std::vector<ScopeItem> m_items;
  std::uint32_t m_places = 0;     // nouns read so far
  bool m_excluded = false;        // the clause's items are: some word said so, and none has ended it
  std::size_t m_group_start = 0;  // first item that the next verbs belong to
  bool m_closed = false;          // verbs were seen: the next noun begins a new group
  unsigned m_given = 0;           // the verbs that a closed group's items have been given
  unsigned m_prefix = 0;          // verbs that lead the clause
  unsigned m_carried = 0;         // verbs before a colon, which lead the next clauses
};

/// The items of a scope, in order. O(characters).
[[nodiscard]] inline std::vector<ScopeItem> parse_scope(const Chars& chars) { return ScopeParser().parse(chars); }

}  // namespace liantu
