// Reads 经营范围, the business scope of a firm: boilerplate dropped, items split, and for each item what the firm says
// that it does with it (make, trade …). Items of an enumeration share the verbs at its end:
//   建筑机械、粮食机械制造；钣金加工 -> 建筑机械[make] 粮食机械[make] 钣金[make]
// Works on folded text (liantu::fold), in which code points stand where they stood in the cell.
#pragma once

#include "liantu/chain/chain.hpp"
#include "liantu/firm/scope_brackets.hpp"
#include "liantu/text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu {

// One item of a scope: bytes [begin, end) of the folded text, the noun without its verbs; `roles` has bit r set for
// Role r; no bit where the item has no verb. `place` counts nouns from 0: a bracket inside one, which is not of it
// (饮料(不含酒)原料), leaves two items of one place.
struct ScopeItem {
  std::size_t begin = 0;
  std::size_t end = 0;
  unsigned roles = 0;
  std::size_t place = 0;
};

[[nodiscard]] constexpr unsigned role_bit(Role role) { return 1U << static_cast<unsigned>(role); }

namespace detail {

struct Verb {
  std::string_view word;
  unsigned roles;
};

// Longer words first, so that 技术服务 is not read as 服务.
inline constexpr auto scope_verbs = std::to_array<Verb>({
    {"技术推广服务", role_bit(Role::serve)}, {"技术咨询服务", role_bit(Role::serve)},
    {"技术服务", role_bit(Role::serve)},     {"技术咨询", role_bit(Role::serve)},
    {"技术转让", role_bit(Role::serve)},     {"技术开发", role_bit(Role::serve)},
    {"技术研发", role_bit(Role::serve)},     {"技术推广", role_bit(Role::serve)},
    {"技术研究", role_bit(Role::serve)},     {"代购代销", role_bit(Role::trade)},
    {"批发兼零售", role_bit(Role::trade)},   {"网上销售", role_bit(Role::trade)},
    {"互联网销售", role_bit(Role::trade)},   {"零售兼批发", role_bit(Role::trade)},
    {"生产", role_bit(Role::make)},          {"制造", role_bit(Role::make)},
    {"加工", role_bit(Role::make)},          {"制作", role_bit(Role::make)},
    {"破碎", role_bit(Role::make)},          {"粉碎", role_bit(Role::make)},
    {"提纯", role_bit(Role::make)},          {"洗选", role_bit(Role::make)},
    {"切割", role_bit(Role::make)},          {"冶炼", role_bit(Role::make)},
    {"组装", role_bit(Role::make)},          {"装配", role_bit(Role::make)},
    {"研制", role_bit(Role::make)},          {"种植", role_bit(Role::grow)},
    {"养殖", role_bit(Role::grow)},          {"饲养", role_bit(Role::grow)},
    {"繁育", role_bit(Role::grow)},          {"培育", role_bit(Role::grow)},
    {"栽培", role_bit(Role::grow)},          {"露天开采", role_bit(Role::mine)},
    {"地下开采", role_bit(Role::mine)},      {"购销", role_bit(Role::trade)},
    {"开采", role_bit(Role::mine)},          {"采选", role_bit(Role::mine)},
    {"采掘", role_bit(Role::mine)},          {"销售", role_bit(Role::trade)},
    {"批发", role_bit(Role::trade)},         {"零售", role_bit(Role::trade)},
    {"经营", role_bit(Role::trade)},         {"经销", role_bit(Role::trade)},
    {"贸易", role_bit(Role::trade)},         {"收购", role_bit(Role::trade)},
    {"进出口", role_bit(Role::trade)},       {"代理", role_bit(Role::trade)},
    {"研发", role_bit(Role::serve)},         {"研究", role_bit(Role::serve)},
    {"开发", role_bit(Role::serve)},         {"设计", role_bit(Role::serve)},
    {"服务", role_bit(Role::serve)},         {"咨询", role_bit(Role::serve)},
    {"检测", role_bit(Role::serve)},         {"维修", role_bit(Role::serve)},
    {"维护", role_bit(Role::serve)},         {"安装", role_bit(Role::serve)},
    {"租赁", role_bit(Role::serve)},         {"施工", role_bit(Role::serve)},
    {"调试", role_bit(Role::serve)},         {"回收", role_bit(Role::serve)},
    {"运输", role_bit(Role::move)},          {"仓储", role_bit(Role::move)},
    {"配送", role_bit(Role::move)},          {"物流", role_bit(Role::move)},
});

// Words that may stand between verbs or after the noun without meaning anything.
inline constexpr std::array<std::string_view, 9> scope_fillers{"以及", "及其", "及", "和", "与",
                                                               "并",   "兼",   "的", "等"};

// What follows a leading 生产 or 加工 that belongs to a noun: 生产线, 加工中心.
inline constexpr std::array<std::string_view, 7> not_after_verb{"线", "用", "性", "中心", "设备", "业", "专用"};

// Notices of the registrar; an item that holds one says nothing of the firm.
inline constexpr auto scope_boilerplate = std::to_array<std::string_view>(
    {"依法须经批准的项目", "相关部门批准", "凭营业执照",     "以审批结果为准", "具体经营项目",   "自主开展经营活动",
     "开展经营活动",       "限定企业经营", "限定公司经营",   "禁止进出口",     "禁止企业进出口", "各类商品",
     "货物及技术",         "货物和技术",   "货物与技术",     "技术进出口",     "货物进出口",     "国家限制",
     "许可证经营",         "法律法规",     "法律、行政法规", "行政许可",       "须经批准"});

[[nodiscard]] inline bool starts_with_any(std::string_view text, const auto& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.starts_with(word); });
}

class ScopeParser {
 public:
  explicit ScopeParser(std::string_view text) : m_text(text) {}

  std::vector<ScopeItem> parse() {
    m_clean = std::string(m_text);
    ScopeBrackets(m_clean).read();
    end_clauses_at_headings(m_clean);
    blank_own_products(m_clean);
    std::size_t begin = 0;
    while (begin <= m_clean.size()) {
      const std::size_t end = clause_end(begin);
      clause(begin, end);
      begin = end + 1;
    }
    return std::move(m_items);
  }

 private:
  // 一般项目 and 许可项目 head a list; two generations of text stand in one cell with nothing between them.
  static void end_clauses_at_headings(std::string& text) {
    for (std::string_view heading : {std::string_view("一般项目"), std::string_view("许可项目"),
                                     std::string_view("一般经营项目"), std::string_view("许可经营项目")}) {
      for (std::size_t at = text.find(heading); at != std::string::npos; at = text.find(heading, at)) {
        text.replace(at, heading.size(), heading.size(), blank);
        text[at] = ';';
      }
    }
  }

  // 生产及自产产品销售: the firm's own products are those named before, no product of their own.
  static void blank_own_products(std::string& text) {
    for (std::string_view words : {std::string_view("本公司自产产品"), std::string_view("本企业自产产品"),
                                   std::string_view("公司自产产品"), std::string_view("自产产品")}) {
      for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at))
        text.replace(at, words.size(), words.size(), blank);
    }
  }

  // Clauses end at ; : 。 and line breaks. The full stop is three bytes; its first one ends the clause, and the rest is
  // blanked.
  std::size_t clause_end(std::size_t begin) {
    for (std::size_t i = begin; i < m_clean.size(); ++i) {
      const char c = m_clean[i];
      if (c == ';' || c == ':' || c == '\n' || c == '\r') return i;
      if (std::string_view(m_clean).substr(i).starts_with("。")) {
        std::fill_n(m_clean.begin() + static_cast<std::ptrdiff_t>(i), 3, blank);
        return i;
      }
    }
    return m_clean.size();
  }

  void clause(std::size_t begin, std::size_t end) {
    m_group_start = m_items.size();
    m_closed = false;
    m_prefix = 0;
    bool excluded = false;
    while (begin < end) {
      std::size_t stop = begin;
      std::size_t skip = 1;
      for (; stop < end; ++stop) {
        const std::string_view rest = std::string_view(m_clean).substr(stop, end - stop);
        if (rest.starts_with(",") || rest.starts_with("|") || rest.starts_with("/")) break;
        if (rest.starts_with("、")) {
          skip = 3;
          break;
        }
      }
      token(begin, stop, end, excluded);
      begin = stop + skip;
    }
  }

  void trim_token(std::size_t& begin, std::size_t& end) const {
    const auto is_blank = [this](std::size_t i) {
      return m_clean[i] == ' ' || m_clean[i] == blank || m_clean[i] == '\t' || m_clean[i] == '.';
    };
    while (begin < end && is_blank(begin)) ++begin;
    while (end > begin && is_blank(end - 1)) --end;
  }

  // Takes verbs and fillers off the end of the token; returns the roles of those taken.
  unsigned take_verbs(std::size_t begin, std::size_t& end) const {
    unsigned roles = 0;
    for (bool again = true; again;) {
      again = false;
      trim_token(begin, end);
      const std::string_view text = std::string_view(m_clean).substr(begin, end - begin);
      for (const Verb& verb : scope_verbs) {
        if (!text.ends_with(verb.word)) continue;
        roles |= verb.roles;
        end -= verb.word.size();
        again = true;
        break;
      }
      if (again || (roles == 0 && text.size() > 6)) continue;
      for (std::string_view filler : scope_fillers) {
        if (!text.ends_with(filler)) continue;
        end -= filler.size();
        again = true;
        break;
      }
    }
    return roles;
  }

  // Takes verbs off the front: 生产、销售汽车配件. Verbs that begin a noun (生产线) stay.
  unsigned take_leading(std::size_t& begin, std::size_t end) const {
    unsigned roles = 0;
    for (bool again = true; again;) {
      again = false;
      trim_token(begin, end);
      const std::string_view text = std::string_view(m_clean).substr(begin, end - begin);
      if (text.starts_with("从事") || text.starts_with("主营")) {
        begin += 6;
        again = true;
        continue;
      }
      for (const Verb& verb : scope_verbs) {
        if (!text.starts_with(verb.word) || text.size() == verb.word.size()) continue;
        if (starts_with_any(text.substr(verb.word.size()), not_after_verb)) continue;
        roles |= verb.roles;
        begin += verb.word.size();
        again = true;
        break;
      }
      if (!again && roles != 0) {
        for (std::string_view filler : {std::string_view("及"), std::string_view("和"), std::string_view("与")}) {
          if (text.starts_with(filler)) {
            begin += filler.size();
            again = true;
            break;
          }
        }
      }
    }
    return roles;
  }

  // True where 外 ends what 除 began: not 户外, 红外 and other words with 外.
  static bool ends_exclusion(std::string_view text) {
    if (!text.ends_with("外")) return false;
    static constexpr std::array<std::string_view, 9> words{"户外", "室外", "海外", "境外", "国外",
                                                           "红外", "紫外", "涉外", "对外"};
    return std::none_of(words.begin(), words.end(), [&](std::string_view word) { return text.ends_with(word); });
  }

  // 除…外 in this clause; 除尘设备 is a product.
  static bool excludes(std::string_view clause) {
    if (!clause.starts_with("除")) return false;
    clause = clause.substr(0, 600);  // bytes; longer than any met, and no cell makes it slow
    for (std::size_t at = clause.find("外"); at != std::string_view::npos; at = clause.find("外", at + 1)) {
      const std::string_view after = clause.substr(at + 3);
      const bool ends = after.empty() || after.starts_with(",") || after.starts_with("、") || after.starts_with("的") ||
                        after.front() == ' ' || after.front() == blank;
      if (ends && ends_exclusion(clause.substr(0, at + 3))) return true;
    }
    return false;
  }

  void token(std::size_t begin, std::size_t end, std::size_t clause_stop, bool& excluded) {
    trim_token(begin, end);
    const std::string_view text = std::string_view(m_clean).substr(begin, end - begin);
    if (text.empty()) return;
    // 除…外, 不含…: from here to the end of the clause, what is named is not done.
    if (excludes(std::string_view(m_clean).substr(begin, clause_stop - begin)) || text.starts_with("不含") ||
        text.starts_with("不得") || text.starts_with("不包括"))
      excluded = true;
    const bool boilerplate =
        std::any_of(scope_boilerplate.begin(), scope_boilerplate.end(),
                    [&](std::string_view phrase) { return text.find(phrase) != std::string_view::npos; });
    if (excluded || boilerplate) {
      if (ends_exclusion(text)) excluded = false;
      return;
    }
    std::size_t noun_end = end;
    const unsigned after = take_verbs(begin, noun_end);
    std::size_t noun_begin = begin;
    const unsigned before = take_leading(noun_begin, noun_end);
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
    add_noun(noun_begin, noun_end, before | (after == 0 ? m_prefix : 0));
    if (after != 0) close_group(after);
  }

  void add_noun(std::size_t begin, std::size_t end, unsigned roles) {
    for (std::size_t at = begin; at < end;) {
      const std::size_t stop = std::min(m_clean.find(blank, at), end);
      std::size_t from = at;
      std::size_t to = stop;
      trim_token(from, to);
      if (from < to) m_items.push_back({from, to, roles, m_nouns});
      at = stop + 1;
    }
    ++m_nouns;
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

  std::string_view m_text;
  std::string m_clean;
  std::vector<ScopeItem> m_items;
  std::size_t m_nouns = 0;        // read so far
  std::size_t m_group_start = 0;  // first item that the next verbs belong to
  bool m_closed = false;          // verbs were seen: the next noun begins a new group
  unsigned m_given = 0;           // the verbs that a closed group's items have been given
  unsigned m_prefix = 0;          // verbs that lead the clause
};

}  // namespace detail

// The items of a scope, in order. `folded` is liantu::fold of the cell. Never fails: what is not understood is an item
// without a verb. O(bytes · verbs).
[[nodiscard]] inline std::vector<ScopeItem> parse_scope(std::string_view folded) {
  return detail::ScopeParser(folded).parse();
}

}  // namespace liantu
