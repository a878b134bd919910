// Text that goes to spreadsheets and reports: cleaned, shortened, joined; and the sentences that several lists share.
#pragma once

#include "liantu/publish/study.hpp"
#include "liantu/text.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace liantu::lists_detail {

// Most UTF-16 units of one Excel cell.
inline constexpr std::size_t cell_limit = 32767;
inline constexpr std::size_t name_limit = 120;

// Valid UTF-8 without control characters, directional marks and non-characters; line breaks and tabs become spaces,
// ends are trimmed. Longer than `limit` UTF-16 units: cut, with … at the end. O(bytes).
[[nodiscard]] std::string clean(std::string_view text, std::size_t limit = cell_limit);

// The same for what people wrote, which stays as it is: line breaks, tabs and blanks are kept. O(bytes).
[[nodiscard]] std::string clean_lines(std::string_view text, std::size_t limit = cell_limit);

// Picks a language: say("本地", "local").
class Say {
 public:
  explicit Say(Lang lang) : m_lang(lang) {}
  [[nodiscard]] std::string operator()(std::string zh, std::string en) const {
    return m_lang == Lang::zh ? std::move(zh) : std::move(en);
  }
  [[nodiscard]] Lang lang() const { return m_lang; }
  [[nodiscard]] bool zh() const { return m_lang == Lang::zh; }

 private:
  Lang m_lang;
};

// The word of an enumerator for a reader: English words without underscores.
template <Worded Enum>
[[nodiscard]] std::string word(Enum value, Lang lang) {
  std::string out(label(value, lang));
  for (char& c : out) {
    if (lang == Lang::en && c == '_') c = ' ';
  }
  return out;
}

// "甲、乙、丙" or "a, b, c"; past `most`, "甲、乙等 5 个".
[[nodiscard]] std::string joined(const std::vector<std::string>& items, Lang lang,
                                 std::size_t most = static_cast<std::size_t>(-1));

// Exactly `decimals` digits, so that columns of a table line up: 0.41 -> "0.410".
[[nodiscard]] std::string fixed(double value, int decimals);

// 32% or 32%–45%, of a range of shares.
[[nodiscard]] std::string percent_range(double low, double high);

// A node's, chain's or firm's name, cleaned and of a length that fits a cell.
[[nodiscard]] std::string node_name(const Study& study, NodeIndex v, Lang lang);
[[nodiscard]] std::string chain_name(const Study& study, ChainIndex chain, Lang lang);
[[nodiscard]] std::string firm_name(const RollFirm& firm);

// "江苏省 扬州市 仪征市", what is given of it, each once.
[[nodiscard]] std::string place_of(const RollFirm& firm);

// "经营范围用语：光伏组件（第 12 字起）".
[[nodiscard]] std::string evidence_text(const Evidence& evidence, Lang lang);
[[nodiscard]] std::string evidence_text(const Match& match, Lang lang, std::size_t most);

}  // namespace liantu::lists_detail
