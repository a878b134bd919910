// What may follow a term in an item without changing what is made.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace liantu::detail {

// Heads that end an item after a term without changing what is made: 光伏组件|产品. After a conjunction another noun
// follows: 光伏组件|及….
inline constexpr std::array<std::u16string_view, 6> neutral_heads{u"产品", u"制品", u"系列产品",
                                                                  u"系列", u"矿石", u"矿"};
inline constexpr std::array<std::u16string_view, 2> neutral_ends{u"件", u"类"};  // 钢结构|件
// 水泥机械|设备, 高低压成套|设备: after a word for a machine these say the same again.
inline constexpr std::array<std::u16string_view, 3> machine_heads{u"设备", u"装置", u"成套设备"};
inline constexpr std::u16string_view machine_ends = u"机械套器";
inline constexpr std::array<std::u16string_view, 6> conjunctions{u"及", u"和", u"与", u"等", u"或", u" "};

// True where `rest`, which follows a term whose last character is `last`, leaves what is made as it is.
[[nodiscard]] inline bool is_neutral(char16_t last, std::u16string_view rest) {
  if (rest.empty()) return true;
  const auto is = [&](std::u16string_view word) { return rest == word; };
  if (std::any_of(neutral_ends.begin(), neutral_ends.end(), is)) return true;
  if (machine_ends.find(last) != std::u16string_view::npos &&
      std::any_of(machine_heads.begin(), machine_heads.end(), is))
    return true;
  while (!rest.empty()) {
    for (const std::u16string_view word : conjunctions) {
      if (rest.starts_with(word)) return true;
    }
    const auto head = std::find_if(neutral_heads.begin(), neutral_heads.end(),
                                   [&](std::u16string_view word) { return rest.starts_with(word); });
    if (head == neutral_heads.end()) return false;
    rest = rest.substr(head->size());
  }
  return true;
}

}  // namespace liantu::detail
