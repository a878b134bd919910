/// @file
/// 统一社会信用代码: 18 characters with a check character (GB 32100-2015).
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace liantu {

/// True where `code` is 18 characters of the standard's alphabet (digits, upper case letters without I O S V Z)
/// and the check character (modulo 31, weights 3^i mod 31) holds. GB 32100-2015, 4.5. O(1).
[[nodiscard]] inline bool is_credit_code(std::string_view code) {
  static constexpr unsigned none = 1U << 16U;  // more than all of a code's values together
  static constexpr std::array<unsigned, 256> values = [] {
    std::array<unsigned, 256> out{};
    out.fill(none);
    unsigned value = 0;
    for (char c : std::string_view("0123456789ABCDEFGHJKLMNPQRTUWXY")) out[static_cast<unsigned char>(c)] = value++;
    return out;
  }();
  // The last one is what makes the whole a multiple of 31.
  static constexpr std::array<unsigned, 18> weights{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28, 1};
  if (code.size() != weights.size()) return false;
  unsigned sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += values[static_cast<unsigned char>(code[i])] * weights[i];
  return sum < none && sum % 31 == 0;
}

}  // namespace liantu
