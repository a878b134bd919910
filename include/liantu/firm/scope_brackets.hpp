/// @file
/// Brackets in business scopes: those that qualify what stands before them are left out, those that name products are
/// read.
#pragma once

#include "liantu/firm/chars.hpp"
#include "liantu/firm/scope_lexicon.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace liantu::detail {

// A scope without the registrar's notice in brackets that ends most of them, which would be a third of what there is to
// read: （依法须经批准的项目，经相关部门批准后方可开展经营活动）. No item is lost or changed. O(bytes of the notice).
[[nodiscard]] inline std::string_view without_closing_notice(std::string_view cell) {
  constexpr std::size_t wide = 3;  // bytes of （ and ）
  constexpr std::string_view subject = "依法须经批准的项目";
  constexpr std::string_view except = "除";
  // Nearly all are one of these, which need no closer look.
  constexpr std::array<std::string_view, 3> usual{
      "（依法须经批准的项目，经相关部门批准后方可开展经营活动）",
      "（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）",
      "（依法须经批准的项目，经相关部门批准后方可开展经营活动，具体经营项目以相关部门批准文件或许可证件为准）"};
  if (!cell.ends_with("）")) return cell;
  for (const std::string_view notice : usual) {
    if (cell.ends_with(notice)) return cell.substr(0, cell.size() - notice.size());
  }
  const std::string_view head = cell.substr(0, cell.size() - wide);
  // Full-width signs begin with EF, few other characters do.
  std::size_t open = head.rfind('\xEF');
  while (open != std::string_view::npos && open > 0 && head.substr(open, wide) == "，")
    open = head.rfind('\xEF', open - 1);
  if (open == std::string_view::npos || head.substr(open, wide) != "（") return cell;
  std::string_view notice = head.substr(open + wide);
  for (const std::string_view bracket : {"(", ")", "[", "]", "【", "】", "〔", "〕"}) {
    if (notice.find(bracket) != std::string_view::npos) return cell;
  }
  if (notice.starts_with(except)) notice.remove_prefix(except.size());
  return notice.starts_with(subject) ? cell.substr(0, open) : cell;
}

// What a character of a scope is to the grammar.
enum class ScopeMark : std::uint8_t {
  text,
  inner,  // text in a bracket that names products
  hidden,
  item_stop,
  clause_stop,
};

// Marks the characters of brackets. Reuses its memory from cell to cell.
class ScopeBrackets {
 public:
  // `words` are those of `text`, in order; `marks` has one entry a character. Stops are at words only. Text in a
  // bracket that qualifies what stands before it (不含…, 依法须经批准…) is hidden; a bracket around products becomes
  // stops. O(characters).
  void read(std::u16string_view text, const std::vector<ScopeWordHit>& words, std::vector<ScopeMark>& marks) {
    m_open.clear();
    m_closed.clear();
    for (const ScopeWordHit& word : words) {
      if (word.kind == ScopeWordKind::open) {
        m_open.push_back({word.begin, word.end, word.begin, false, false});
      } else if (word.kind == ScopeWordKind::close && !m_open.empty()) {
        close(text, word, marks);
      } else if (!m_open.empty()) {
        note(word);
      }
    }
    for (const Bracket& bracket : m_closed) {
      hide(marks, bracket.begin, bracket.end);
      // The registrar's notice ends what stands before it, often with no stop between it and what follows.
      if (bracket.notice) marks[bracket.end - 1] = ScopeMark::clause_stop;
    }
    // A bracket that never closes runs to the end of its clause, not of the cell.
    std::size_t at = 0;
    for (const Bracket& bracket : m_open) {
      for (at = std::max<std::size_t>(at, bracket.begin); at < text.size() && text[at] != u';' && text[at] != u'\n';
           ++at)
        marks[at] = ScopeMark::hidden;
    }
  }

 private:
  struct Bracket {
    std::uint32_t begin;
    std::uint32_t inside;  // where its content begins
    std::uint32_t end;     // past what closes it
    bool notice;
    bool qualifies;
  };

  void close(std::u16string_view text, const ScopeWordHit& word, std::vector<ScopeMark>& marks) {
    Bracket bracket = m_open.back();
    bracket.end = word.end;
    m_open.pop_back();
    // Four deep is more than was ever met, and keeps the work linear.
    if (!bracket.notice && !bracket.qualifies && m_open.size() < 4 &&
        names_products(text.substr(bracket.inside, word.begin - bracket.inside))) {
      set_apart(text, bracket, word, marks);
      return;
    }
    while (!m_closed.empty() && m_closed.back().begin > bracket.begin) m_closed.pop_back();
    m_closed.push_back(bracket);
  }

  void note(const ScopeWordHit& word) {
    Bracket& bracket = m_open.back();
    switch (word.kind) {
      case ScopeWordKind::notice: bracket.notice = true; break;
      case ScopeWordKind::qualifier:
      case ScopeWordKind::negation:
      case ScopeWordKind::excepted:
      case ScopeWordKind::heading: bracket.qualifies = true; break;
      case ScopeWordKind::exception: bracket.qualifies = bracket.qualifies || word.begin == bracket.inside; break;
      case ScopeWordKind::verb: {
        constexpr unsigned others = role_bit(Role::trade) | role_bit(Role::move) | role_bit(Role::serve);
        bracket.qualifies = bracket.qualifies || (word.roles & others) != 0;
        break;
      }
      default: break;
    }
  }

  // True for what may name products: 蔬菜制品(酱腌菜), 布(土工布、农用布). Others qualify (非医用, PVC, 无储存).
  static bool names_products(std::u16string_view content) {
    if (content.size() < 2 || content.size() > 200) return false;
    if (content.starts_with(u"无") && !content.starts_with(u"无纺")) return false;
    if (content.starts_with(u"非") && !content.starts_with(u"非织造")) return false;
    return std::any_of(content.begin(), content.end(), [](char16_t c) { return c >= 0x80; });
  }

  static void hide(std::vector<ScopeMark>& marks, std::size_t begin, std::size_t end) {
    std::fill(marks.begin() + static_cast<std::ptrdiff_t>(begin), marks.begin() + static_cast<std::ptrdiff_t>(end),
              ScopeMark::hidden);
  }

  // The products in a bracket as items of their own: a stop before them, no 含.
  static void set_apart(std::u16string_view text, const Bracket& bracket, const ScopeWordHit& closing,
                        std::vector<ScopeMark>& marks) {
    marks[bracket.begin] = ScopeMark::item_stop;
    hide(marks, closing.begin, closing.end);
    for (std::size_t at = bracket.inside; at < closing.begin; ++at) {
      if (marks[at] == ScopeMark::text) marks[at] = ScopeMark::inner;
    }
    const std::u16string_view content = text.substr(bracket.inside, closing.begin - bracket.inside);
    for (const std::u16string_view lead :
         {std::u16string_view(u"包括"), std::u16string_view(u"包含"), std::u16string_view(u"含")}) {
      if (content.starts_with(lead)) {
        hide(marks, bracket.inside, bracket.inside + lead.size());
        break;
      }
    }
  }

  std::vector<Bracket> m_open;
  std::vector<Bracket> m_closed;  // those that no other closed one holds
};

}  // namespace liantu::detail
