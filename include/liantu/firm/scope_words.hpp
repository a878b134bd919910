// The words by which a business scope is read: verbs and the roles that they give, stops, brackets, negations, notices
// of the registrar; and the reader that finds them in a cell.
#pragma once

#include "liantu/chain/chain.hpp"
#include "liantu/firm/chars.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace liantu {

[[nodiscard]] constexpr unsigned role_bit(Role role) { return 1U << static_cast<unsigned>(role); }

namespace detail {

enum class ScopeWordKind : std::uint8_t {
  verb,           // what is done with the nouns beside it
  filler,         // may stand between verbs, or after the noun, without meaning anything
  lead,           // 从事, 主营: stands before the verbs of a clause
  item_stop,      // ends an item
  clause_stop,    // ends a clause: verbs do not reach past it
  open,           // a bracket
  close,          //
  heading,        // 一般项目: heads a list
  own_products,   // 自产产品: those named before
  notice,         // of the registrar: the item that holds it says nothing of the firm
  negation,       // 不含: from here to the end of the clause, what is named is not done
  exception,      // 除 … 外
  exception_end,  // 外
  excepted,       // 除外: what stands before it
  qualifier,      // in a bracket: the bracket qualifies and names no product
  ending,         // after a leading 生产 or 加工: these belong to a noun (生产|线, 加工|中心)
  plain,          // a word only so that no other is seen in it: 户外, 技术服务业
};

struct ScopeWord {
  std::u16string_view text;
  ScopeWordKind kind;
  unsigned roles = 0;  // of a verb
};

inline constexpr auto scope_words = [] {
  using enum ScopeWordKind;
  constexpr unsigned make = role_bit(Role::make);
  constexpr unsigned grow = role_bit(Role::grow);
  constexpr unsigned mine = role_bit(Role::mine);
  constexpr unsigned trade = role_bit(Role::trade);
  constexpr unsigned serve = role_bit(Role::serve);
  constexpr unsigned move = role_bit(Role::move);
  return std::to_array<ScopeWord>({
      {u"生产", verb, make},
      {u"制造", verb, make},
      {u"加工", verb, make},
      {u"制作", verb, make},
      {u"制做", verb, make},
      {u"破碎", verb, make},
      {u"粉碎", verb, make},
      {u"提纯", verb, make},
      {u"洗选", verb, make},
      {u"切割", verb, make},
      {u"冶炼", verb, make},
      {u"组装", verb, make},
      {u"装配", verb, make},
      {u"研制", verb, make},
      {u"试制", verb, make},
      {u"织造", verb, make},
      {u"铸造", verb, make},
      {u"锻造", verb, make},
      {u"印制", verb, make},
      {u"屠宰", verb, make},
      {u"种植", verb, grow},
      {u"养殖", verb, grow},
      {u"饲养", verb, grow},
      {u"繁育", verb, grow},
      {u"培育", verb, grow},
      {u"栽培", verb, grow},
      {u"露天开采", verb, mine},
      {u"地下开采", verb, mine},
      {u"开采", verb, mine},
      {u"采选", verb, mine},
      {u"采掘", verb, mine},
      {u"购销", verb, trade},
      {u"销售", verb, trade},
      {u"批发", verb, trade},
      {u"零售", verb, trade},
      {u"批零", verb, trade},
      {u"分销", verb, trade},
      {u"经营", verb, trade},
      {u"经销", verb, trade},
      {u"贸易", verb, trade},
      {u"买卖", verb, trade},
      {u"收购", verb, trade},
      {u"采购", verb, trade},
      {u"代购代销", verb, trade},
      {u"批发兼零售", verb, trade},
      {u"零售兼批发", verb, trade},
      {u"网上销售", verb, trade},
      {u"互联网销售", verb, trade},
      {u"进出口", verb, trade},
      {u"进口", verb, trade},
      {u"出口", verb, trade},
      {u"代理", verb, trade},
      {u"技术推广服务", verb, serve},
      {u"技术咨询服务", verb, serve},
      {u"技术服务", verb, serve},
      {u"技术咨询", verb, serve},
      {u"技术转让", verb, serve},
      {u"技术开发", verb, serve},
      {u"技术研发", verb, serve},
      {u"技术推广", verb, serve},
      {u"技术研究", verb, serve},
      {u"技术交流", verb, serve},
      {u"研发", verb, serve},
      {u"研究", verb, serve},
      {u"开发", verb, serve},
      {u"设计", verb, serve},
      {u"服务", verb, serve},
      {u"售后服务", verb, serve},
      {u"咨询", verb, serve},
      {u"检测", verb, serve},
      {u"检验", verb, serve},
      {u"维修", verb, serve},
      {u"修理", verb, serve},
      {u"维护", verb, serve},
      {u"保养", verb, serve},
      {u"安装", verb, serve},
      {u"租赁", verb, serve},
      {u"出租", verb, serve},
      {u"施工", verb, serve},
      {u"调试", verb, serve},
      {u"改造", verb, serve},
      {u"回收", verb, serve},
      {u"运营", verb, serve},
      {u"管理", verb, serve},
      {u"运输", verb, move},
      {u"仓储", verb, move},
      {u"配送", verb, move},
      {u"物流", verb, move},
      {u"以及", filler},
      {u"及其", filler},
      {u"及", filler},
      {u"和", filler},
      {u"与", filler},
      {u"并", filler},
      {u"或", filler},
      {u"兼", filler},
      {u"的", filler},
      {u"等", filler},
      {u"业务", filler},
      {u"从事", lead},
      {u"主营", lead},
      {u"兼营", lead},
      {u",", item_stop},
      {u"、", item_stop},
      {u"|", item_stop},
      {u"/", item_stop},
      {u";", clause_stop},
      {u":", clause_stop},
      {u"。", clause_stop},
      {u"\n", clause_stop},
      {u"\r", clause_stop},
      {u"(", open},
      {u"[", open},
      {u"【", open},
      {u"〔", open},
      {u")", close},
      {u"]", close},
      {u"】", close},
      {u"〕", close},
      {u"一般项目", heading},
      {u"许可项目", heading},
      {u"一般经营项目", heading},
      {u"许可经营项目", heading},
      {u"自产产品", own_products},
      {u"公司自产产品", own_products},
      {u"本公司自产产品", own_products},
      {u"本企业自产产品", own_products},
      {u"依法须经批准的项目", notice},
      {u"相关部门批准", notice},
      {u"凭营业执照", notice},
      {u"以审批结果为准", notice},
      {u"具体经营项目", notice},
      {u"开展经营活动", notice},
      {u"自主开展经营活动", notice},
      {u"限定企业经营", notice},
      {u"限定公司经营", notice},
      {u"禁止进出口", notice},
      {u"禁止企业进出口", notice},
      {u"各类商品", notice},
      {u"货物及技术", notice},
      {u"货物和技术", notice},
      {u"货物与技术", notice},
      {u"技术进出口", notice},
      {u"货物进出口", notice},
      {u"国家限制", notice},
      {u"许可证经营", notice},
      {u"法律法规", notice},
      {u"法律、行政法规", notice},
      {u"行政许可", notice},
      {u"须经批准", notice},
      {u"营业执照", notice},
      {u"批准", qualifier},
      {u"不含", negation},
      {u"不得", negation},
      {u"不包括", negation},
      {u"不包含", negation},
      {u"不从事", negation},
      {u"除", exception},
      {u"外", exception_end},
      {u"以外", exception_end},
      {u"之外", exception_end},
      {u"除外", excepted},
      {u"不涉", qualifier},
      {u"不需", qualifier},
      {u"仅", qualifier},
      {u"限", qualifier},
      {u"凭", qualifier},
      {u"须", qualifier},
      {u"需", qualifier},
      {u"涉及", qualifier},
      {u"国家", qualifier},
      {u"许可", qualifier},
      {u"执照", qualifier},
      {u"审批", qualifier},
      {u"资质", qualifier},
      {u"项目", qualifier},
      {u"储存", qualifier},
      {u"存储", qualifier},
      {u"简称", qualifier},
      {u"范围", qualifier},
      {u"以上", qualifier},
      {u"以下", qualifier},
      {u"易制毒", qualifier},
      {u"医疗器械", qualifier},
      {u"有效", qualifier},
      {u"期", qualifier},
      {u"委托", qualifier},
      {u"单位", qualifier},
      {u"线", ending},
      {u"件", ending},
      {u"用", ending},
      {u"性", ending},
      {u"中心", ending},
      {u"设备", ending},
      {u"业", ending},
      {u"专用", ending},
      {u"机械", ending},
      {u"装置", ending},
      {u"仪器", ending},
      {u"软件", ending},
      {u"生产线", plain},
      {u"生产性", plain},
      {u"除尘", plain},
      {u"除湿", plain},
      {u"除草", plain},
      {u"除臭", plain},
      {u"除锈", plain},
      {u"除氧", plain},
      {u"除铁", plain},
      {u"除冰", plain},
      {u"除雪", plain},
      {u"除油", plain},
      {u"除味", plain},
      {u"除虫", plain},
      {u"除菌", plain},
      {u"除沫", plain},
      {u"除雾", plain},
      {u"户外", plain},
      {u"室外", plain},
      {u"海外", plain},
      {u"境外", plain},
      {u"国外", plain},
      {u"红外", plain},
      {u"紫外", plain},
      {u"涉外", plain},
      {u"对外", plain},
      {u"长期", plain},
  });
}();

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
    if (places.size() < text.size()) places.resize(text.size());
    // Without branches: which characters begin a word is as good as random.
    std::size_t found = 0;
    Letter letter = text.empty() ? Letter{} : m_letters[text[0]];
    for (std::size_t at = 0; at < text.size(); ++at) {
      const Letter next = at + 1 < text.size() ? m_letters[text[at + 1]] : Letter{};
      places[found] = static_cast<std::uint32_t>(at);
      found += m_words[letter.row * m_columns + next.column].any() ? 1 : 0;
      letter = next;
    }
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
  }

  [[nodiscard]] const Words& words_at(std::u16string_view text, std::size_t at) const {
    const std::size_t column = at + 1 < text.size() ? m_letters[text[at + 1]].column : 0;
    return m_words[m_letters[text[at]].row * m_columns + column];
  }

  // The longest of `words` with which the text begins, 0 where none does.
  [[nodiscard]] std::size_t longest(std::u16string_view text, const Words& words) const {
    for (std::size_t i = words.longer; m_longer[i] != 0; ++i) {
      if (text.starts_with(scope_words[m_longer[i] - 1U].text)) return m_longer[i];
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
  std::vector<std::uint16_t> m_longer;  // longest first, 0 after the last of each list
};

}  // namespace detail

}  // namespace liantu
