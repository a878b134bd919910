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
    forget_words();
    detail::ScopeLexicon::get().find(m_text, m_places_of_words, m_words);
    m_marks.assign(m_text.size() + 1, Mark::text);
    mark_words();
    m_brackets.read(m_text, m_words, m_marks);
    m_items.clear();
    m_places = 0;
    m_carried = 0;
    m_word = 0;
    const std::size_t second_list = find_second_list();
    for (std::size_t begin = 0; begin <= m_text.size();) {
      const std::size_t end = find_mark(Mark::clause_stop, begin, m_text.size());
      clause(begin, end);
      if (end == second_list) m_places = 0;
      begin = end + 1;
    }
    return m_items;
  }

 private:
  using Kind = detail::ScopeWordKind;
  using Mark = detail::ScopeMark;
  using Word = detail::ScopeWordHit;

  // Of the cell before: all is 0 again.
  void forget_words() {
    for (const Word& word : m_words) m_begins[word.begin] = m_ends[word.end] = 0;
    if (m_begins.size() > m_text.size()) return;
    m_begins.resize(m_text.size() + 1);
    m_ends.resize(m_text.size() + 1);
  }

  // Stops, headings and the firm's own products, before brackets are looked at; and whether any word excludes.
  void mark_words() {
    m_excludes = false;
    for (std::size_t i = 0; i < m_words.size(); ++i) {
      const Word& word = m_words[i];
      m_begins[word.begin] = static_cast<std::uint32_t>(i + 1);
      m_ends[word.end] = static_cast<std::uint32_t>(i + 1);
      if (word.kind == Kind::clause_stop) {
        m_marks[word.begin] = Mark::clause_stop;
      } else if (word.kind == Kind::item_stop) {
        m_marks[word.begin] = Mark::item_stop;
      } else if (word.kind == Kind::heading || word.kind == Kind::own_products) {
        // 生产及自产产品销售: the firm's own products are no product of their own.
        for (std::size_t at = word.begin; at < word.end; ++at) m_marks[at] = Mark::hidden;
        // Two generations of text stand in one cell with nothing between them.
        if (word.kind == Kind::heading) m_marks[word.begin] = Mark::clause_stop;
      } else if (word.kind == Kind::notice || word.kind == Kind::excepted || word.kind == Kind::negation ||
                 word.kind == Kind::exception) {
        m_excludes = true;
      }
    }
  }

  // Where 一般项目 heads the list after one of 许可项目 with which the cell begins; past its end where none does.
  [[nodiscard]] std::size_t find_second_list() const {
    if (m_text.substr(0, 3).find(u'许') == std::u16string_view::npos) return m_text.size() + 1;
    const auto is_heading = [](const Word& word) { return word.kind == Kind::heading; };
    const auto first = std::find_if(m_words.begin(), m_words.end(), is_heading);
    if (first == m_words.end() || first->begin > 2 || m_text[first->begin] != u'许') return m_text.size() + 1;
    const auto second = std::find_if(first + 1, m_words.end(), [&](const Word& word) {
      return is_heading(word) && m_text[word.begin] == u'一' && m_marks[word.begin] == Mark::clause_stop;
    });
    return second == m_words.end() ? m_text.size() + 1 : second->begin;
  }

  void clause(std::size_t begin, std::size_t end) {
    m_group_start = m_items.size();
    m_closed = false;
    m_prefix = 0;
    m_given = 0;
    m_clause_end = end;
    bool excluded = false;
    while (begin <= end) {
      const std::size_t stop = find_mark(Mark::item_stop, begin, end);
      token(begin, stop, excluded);
      begin = stop + 1;
    }
    // 批发：甲；乙；丙: the verbs before a colon lead what follows, until others are said or the sentence ends.
    const char16_t ends_with = end < m_text.size() ? m_text[end] : u'。';
    if (ends_with == u':') {
      m_carried = m_closed ? m_given : m_prefix != 0 ? m_prefix : m_carried;
    } else if (m_closed || ends_with != u';') {
      m_carried = 0;
    }
  }

  // The first character in [begin, end) that is marked so, else `end`.
  [[nodiscard]] std::size_t find_mark(Mark mark, std::size_t begin, std::size_t end) const {
    const void* found = std::memchr(m_marks.data() + begin, static_cast<int>(mark), end - begin);
    return found == nullptr ? end : static_cast<std::size_t>(static_cast<const Mark*>(found) - m_marks.data());
  }

  void trim_token(std::size_t& begin, std::size_t& end) const {
    const auto is_blank = [this](std::size_t i) {
      const char16_t c = m_text[i];
      return m_marks[i] == Mark::hidden || (c <= u'.' && (c == u' ' || c == u'\t' || c == u'.'));
    };
    while (begin < end && is_blank(begin)) ++begin;
    while (end > begin && is_blank(end - 1)) --end;
  }

  // The word that begins (ends) at a character, if it lies in [begin, end); else nullptr.
  [[nodiscard]] const Word* word_at(std::size_t begin, std::size_t end) const {
    const auto i = m_begins[begin];
    return i == 0 || m_words[i - 1].end > end ? nullptr : &m_words[i - 1];
  }
  [[nodiscard]] const Word* word_before(std::size_t begin, std::size_t end) const {
    const auto i = m_ends[end];
    return i == 0 || m_words[i - 1].begin < begin ? nullptr : &m_words[i - 1];
  }

  // Takes verbs and fillers off the end of the token; returns the roles of those taken.
  unsigned take_verbs(std::size_t begin, std::size_t& end) const {
    unsigned roles = 0;
    for (;;) {
      trim_token(begin, end);
      const Word* word = begin < end ? word_before(begin, end) : nullptr;
      if (word == nullptr) return roles;
      // 混凝土和 may be cut to 混凝土, 调和 may not: a filler is one only after a verb or alone, 业务 always.
      const bool filler =
          word->kind == Kind::filler && (roles != 0 || end - begin <= 2 || m_text.substr(word->begin, 2) == u"业务");
      if (word->kind != Kind::verb && !filler) return roles;
      roles |= word->roles;
      end = word->begin;
    }
  }

  // Takes verbs off the front: 生产、销售汽车配件. Verbs that begin a noun (生产线) stay.
  unsigned take_leading(std::size_t& begin, std::size_t end) const {
    unsigned roles = 0;
    for (;;) {
      trim_token(begin, end);
      const Word* word = begin < end ? word_at(begin, end) : nullptr;
      if (word == nullptr) return roles;
      if (word->kind == Kind::lead) {
        begin = word->end;
        continue;
      }
      if (word->kind == Kind::filler && roles != 0) {
        begin = word->end;
        continue;
      }
      if (word->kind != Kind::verb || word->end == end) return roles;
      const Word* next = word_at(word->end, end);
      if (next != nullptr && next->kind == Kind::ending) return roles;
      roles |= word->roles;
      begin = word->end;
    }
  }

  // Words that begin in [begin, end), from left to right, until one for which `stop` holds; that one, or nullptr.
  template <class Stop>
  const Word* find_word(std::size_t begin, std::size_t end, Stop stop) {
    while (m_word < m_words.size() && m_words[m_word].begin < begin) ++m_word;
    for (std::size_t i = m_word; i < m_words.size() && m_words[i].begin < end; ++i) {
      if (m_marks[m_words[i].begin] != Mark::hidden && stop(m_words[i])) return &m_words[i];
    }
    return nullptr;
  }

  // The 外 that ends what 除 began, within `reach` characters: followed by a stop, 的, a verb, or nothing.
  const Word* exception_end(std::size_t begin, std::size_t end) {
    constexpr std::size_t reach = 200;  // longer than any met, and no cell makes it slow
    return find_word(begin, std::min(end, begin + reach), [&](const Word& word) {
      if (word.kind == Kind::excepted) return true;
      if (word.kind != Kind::exception_end) return false;
      const std::size_t after = word.end;
      return after >= end || m_marks[after] > Mark::inner || m_text[after] == u' ' || m_begins[after] != 0;
    });
  }

  // Cuts what is not done off a token without blanks around it. False where nothing is left of it.
  bool take_exclusions(std::size_t& begin, std::size_t& end, bool& excluded) {
    if (!m_excludes && !excluded) return true;
    const std::size_t start = begin;
    bool notice = false;
    const Word* excepted = nullptr;
    const Word* negation = nullptr;
    find_word(begin, end, [&](const Word& word) {
      notice = notice || word.kind == Kind::notice;
      if (word.kind == Kind::excepted) excepted = &word;
      if (word.kind == Kind::negation && negation == nullptr) negation = &word;
      return false;
    });
    if (excluded) {  // by 不含 or 除 in an item before
      const Word* ends = exception_end(begin, end);
      if (ends == nullptr) return false;
      excluded = false;
      begin = ends->end;
    } else if (const Word* first = word_at(begin, end); first != nullptr && first->kind == Kind::exception) {
      // 除危险化学品外的化工产品: what follows 外 is done. 除尘设备 without 外 is a product.
      if (const Word* ends = exception_end(begin, m_clause_end); ends != nullptr) {
        excluded = ends->begin >= end;
        if (excluded) return false;
        begin = ends->end;
      }
    }
    if (notice) return false;
    if (excepted != nullptr && excepted->begin >= begin) return false;
    if (negation != nullptr && negation->begin >= begin) {
      excluded = true;  // to the end of the clause
      end = negation->begin;
    }
    if (begin > start && begin < end && m_text[begin] == u'的') ++begin;
    trim_token(begin, end);
    return begin < end;
  }

  void token(std::size_t begin, std::size_t end, bool& excluded) {
    trim_token(begin, end);
    if (begin >= end || !take_exclusions(begin, end, excluded)) return;
    std::size_t noun_end = end;
    const unsigned after = take_verbs(begin, noun_end);
    std::size_t noun_begin = begin;
    const unsigned before = noun_begin < noun_end ? take_leading(noun_begin, noun_end) : 0;
    if (noun_begin >= noun_end) {
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
    add_noun(noun_begin, noun_end, before | (after == 0 ? leading : 0));
    if (after != 0) close_group(after);
  }

  void add_noun(std::size_t begin, std::size_t end, unsigned roles) {
    // What a bracket names stands where the noun before it does.
    const bool inner = m_places > 0 && m_marks[begin] == Mark::inner;
    if (!inner) ++m_places;
    for (std::size_t at = begin; at < end;) {
      const std::size_t stop = find_mark(Mark::hidden, at, end);
      std::size_t from = at;
      std::size_t to = stop;
      trim_token(from, to);
      if (from < to)
        m_items.push_back({static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to), roles, m_places - 1});
      at = stop + 1;
    }
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
  std::vector<std::uint32_t> m_places_of_words;
  std::vector<Word> m_words;
  std::vector<Mark> m_marks;
  // By character, the word that begins there, and the one that ends there, both counted from 1; never shrink.
  std::vector<std::uint32_t> m_begins;
  std::vector<std::uint32_t> m_ends;
  detail::ScopeBrackets m_brackets;
  std::vector<ScopeItem> m_items;
  std::uint32_t m_places = 0;  // nouns read so far
  bool m_excludes = false;     // some word of the cell says what is not done
  std::size_t m_word = 0;      // first word that may lie in the token at hand
  std::size_t m_clause_end = 0;
  std::size_t m_group_start = 0;  // first item that the next verbs belong to
  bool m_closed = false;          // verbs were seen: the next noun begins a new group
  unsigned m_given = 0;           // the verbs that a closed group's items have been given
  unsigned m_prefix = 0;          // verbs that lead the clause
  unsigned m_carried = 0;         // verbs before a colon, which lead the next clauses
};

/// The items of a scope, in order. O(characters).
[[nodiscard]] inline std::vector<ScopeItem> parse_scope(const Chars& chars) { return ScopeParser().parse(chars); }

}  // namespace liantu
