// Brackets in business scopes: those that qualify what stands before them are taken out, those that name products are
// read.
#pragma once

#include "liantu/text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace liantu::detail {

inline constexpr char blank = '\x01';  // stands for a byte that is not read

class ScopeBrackets {
 public:
  // `text` is folded, and must outlive the object.
  explicit ScopeBrackets(std::string& text) : m_text(text) {}

  // Bracketed text that qualifies what stands before it (不含…, 依法须经批准…) is blanked byte by byte, so that offsets
  // stay; brackets around products become stops. O(bytes).
  void read() {
    std::vector<Bracket> open;
    std::vector<Bracket> closed;  // those that no other closed one holds
    for (std::size_t i = 0; i < m_text.size(); ++i) {
      const std::string_view rest = std::string_view(m_text).substr(i);
      if (const std::size_t width = opens(rest); width > 0) {
        open.push_back({i, i + width, i, false});
      } else if (const std::size_t closing = closes(rest); closing > 0 && !open.empty()) {
        Bracket bracket = open.back();
        bracket.end = i + closing;
        open.pop_back();
        // Four deep is more than was ever met, and keeps the work linear.
        if (!bracket.notice && open.size() < 4 &&
            names_products(std::string_view(m_text).substr(bracket.inside, i - bracket.inside))) {
          set_apart(bracket, closing);
          continue;
        }
        while (!closed.empty() && closed.back().begin > bracket.begin) closed.pop_back();
        closed.push_back(bracket);
      } else if (!open.empty() && (rest.starts_with("批准") || rest.starts_with("营业执照"))) {
        open.back().notice = true;
      }
    }
    for (const Bracket& bracket : closed) {
      blank_out(bracket.begin, bracket.end);
      // The registrar's notice ends what stands before it, often with no stop between it and what follows.
      if (bracket.notice) m_text[bracket.end - 1] = ';';
    }
    // A bracket that never closes runs to the end of its clause, not of the cell.
    std::size_t at = 0;
    for (const Bracket& bracket : open) {
      for (at = std::max(at, bracket.begin); at < m_text.size() && m_text[at] != ';' && m_text[at] != '\n'; ++at)
        m_text[at] = blank;
    }
  }

 private:
  struct Bracket {
    std::size_t begin;
    std::size_t inside;  // where its content begins
    std::size_t end;     // past what closes it
    bool notice;
  };

  // Bytes of a bracket that opens or closes at the start of `text`; 0 where none does. fold has made （ and ［ narrow.
  static std::size_t opens(std::string_view text) {
    return text.front() == '(' || text.front() == '[' ? 1 : text.starts_with("【") || text.starts_with("〔") ? 3 : 0;
  }
  static std::size_t closes(std::string_view text) {
    return text.front() == ')' || text.front() == ']' ? 1 : text.starts_with("】") || text.starts_with("〕") ? 3 : 0;
  }

  // True for a bracket that names products: 蔬菜制品(酱腌菜), 布(土工布、农用布). Others qualify, exclude or give
  // notice.
  static bool names_products(std::string_view content) {
    static constexpr auto qualifiers = std::to_array<std::string_view>(
        {"不含",   "不得",     "不包", "不从", "不涉", "不需", "除外", "仅",   "限",   "凭",   "须",   "需",   "涉及",
         "国家",   "许可",     "批准", "执照", "审批", "资质", "项目", "储存", "存储", "简称", "范围", "以上", "以下",
         "易制毒", "医疗器械", "经营", "销售", "批发", "零售", "运输", "服务", "有效", "期",   "委托", "单位"});
    if (content.size() > 600 || utf8::length(content) < 2) return false;
    if (content.starts_with("无") ? !content.starts_with("无纺")
                                  : content.starts_with("非") && !content.starts_with("非织造"))
      return false;
    if (content.starts_with("除")) return false;
    if (std::all_of(content.begin(), content.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
      return false;
    return std::none_of(qualifiers.begin(), qualifiers.end(),
                        [&](std::string_view word) { return content.find(word) != std::string_view::npos; });
  }

  void blank_out(std::size_t begin, std::size_t end) { m_text.replace(begin, end - begin, end - begin, blank); }

  // The products in a bracket as items of their own: a stop before them, no 含.
  void set_apart(const Bracket& bracket, std::size_t closing) {
    blank_out(bracket.begin, bracket.inside);
    m_text[bracket.begin] = ',';
    blank_out(bracket.end - closing, bracket.end);
    for (std::string_view lead : {std::string_view("包括"), std::string_view("包含"), std::string_view("含")}) {
      if (m_text.compare(bracket.inside, lead.size(), lead) == 0)
        blank_out(bracket.inside, bracket.inside + lead.size());
    }
  }

  std::string& m_text;
};

}  // namespace liantu::detail
