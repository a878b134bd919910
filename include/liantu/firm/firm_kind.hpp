/// @file
/// What a firm is in law, as its type or its name says. Cooperatives, family farms and individuals count less in a node
/// than companies do (policy: coverage.kind_weights).
#pragma once

#include "liantu/firm/firm.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace liantu {

/// A name's ending says it first: a family farm is often registered as an individual or a company. Then the type of the
/// firm, then what only names of individuals end in; a company else. O(bytes).
[[nodiscard]] inline FirmKind kind_of(std::string_view name, std::string_view firm_type) {
  constexpr std::size_t wide = 3;  // bytes of （ and ）
  const std::string_view whole = trim(name);
  std::string_view ending = whole;
  std::string_view inside;  // the bracket that the name ends with
  const bool narrow = whole.ends_with(')');
  if (narrow || whole.ends_with("）")) {  // 某某家庭农场(个体工商户)
    const std::string_view head = whole.substr(0, whole.size() - (narrow ? 1 : wide));
    const std::size_t open = head.rfind('(');
    const std::size_t open_wide = head.rfind("（");
    constexpr std::size_t none = std::string_view::npos;
    if (open != none && (open_wide == none || open > open_wide)) {
      ending = trim(head.substr(0, open));
      inside = head.substr(open + 1);
    } else if (open_wide != none) {
      ending = trim(head.substr(0, open_wide));
      inside = head.substr(open_wide + wide);
    }
  }
  const auto ends = [&](std::string_view word) { return ending.ends_with(word); };
  const auto holds = [](std::string_view text, std::string_view word) {
    return text.find(word) != std::string_view::npos;
  };
  if (ends("家庭农场")) return FirmKind::family_farm;
  if (ends("合作社") || ends("合作社联合社") || ends("合作联社")) return FirmKind::cooperative;
  if (holds(firm_type, "合作社") || holds(firm_type, "合作经济组织")) return FirmKind::cooperative;
  if (holds(firm_type, "家庭农场")) return FirmKind::family_farm;
  if (holds(firm_type, "个体")) return FirmKind::individual;
  if (!firm_type.empty()) return FirmKind::company;
  if (inside == "个体工商户" || ends("个体工商户") || ends("个体户")) return FirmKind::individual;
  // A branch of a company may be called 店 too.
  static constexpr std::array<std::string_view, 6> shops{"店", "铺", "摊", "经营部", "商行", "加工坊"};
  const bool shop = std::any_of(shops.begin(), shops.end(), ends);
  return shop && !holds(whole, "公司") ? FirmKind::individual : FirmKind::company;
}

}  // namespace liantu
