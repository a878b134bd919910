/// @file
/// Size of a firm from the figures that tables give: 统计上大中小微型企业划分办法(2017), industry.
/// Thresholds are data in the policy; these are its defaults.
#pragma once

#include "liantu/firm/firm.hpp"

#include <algorithm>

namespace liantu {

/// Lower bounds of small, medium and large.
struct SizeSteps {
  double small = 0;
  double medium = 0;
  double large = 0;

  [[nodiscard]] SizeClass operator()(double value) const {
    if (value >= large) return SizeClass::large;
    if (value >= medium) return SizeClass::medium;
    return value >= small ? SizeClass::small : SizeClass::micro;
  }
};

/// Where a size class begins, by the figures that a table has.
struct SizeRules {
  SizeSteps revenue_10k_yuan{300, 2000, 40000};
  SizeSteps staff{20, 300, 1000};
  SizeSteps paid_in_10k_yuan{200, 2000, 20000};  ///< no statistical standard: liantu's assumption
  double above_scale_revenue_10k_yuan = 2000;    ///< 规模以上工业
};

/// Size class by revenue and staff together is the lower of the two, as the statistical method has it.
[[nodiscard]] inline SizeClass lower(SizeClass a, SizeClass b) {
  if (a == SizeClass::unknown) return b;
  if (b == SizeClass::unknown) return a;
  return std::min(a, b);
}

/// Marks a firm that a list names as above scale. On the list means revenue over its threshold; the firm's own figures
/// say more where given. O(1).
inline void mark_above_scale(Firm& firm, const SizeRules& rules) {
  const SizeClass by_staff = firm.insured_staff ? rules.staff(*firm.insured_staff) : SizeClass::unknown;
  const double revenue = std::max(firm.revenue.value_or(0), rules.above_scale_revenue_10k_yuan);
  firm.size = lower(rules.revenue_10k_yuan(revenue), by_staff);
  firm.size_source = SizeSource::above_scale_list;
  firm.above_scale = true;
  firm.above_scale_listed = true;
}

}  // namespace liantu
