// 统一社会信用代码: 18 characters with a check character (GB 32100-2015).
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace liantu {

// True where `code` is 18 characters of the standard's alphabet (digits, upper case letters without I O S V Z)
// and the check character (modulo 31, weights 3^i mod 31) holds. GB 32100-2015, 4.5. O(1).
[[nodiscard]] inline bool is_credit_code(std::string_view code) {
  static constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  static constexpr std::array<unsigned, 17> weights{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
  if (code.size() != 18) return false;
  unsigned sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const auto value = alphabet.find(code[i]);
    if (value == std::string_view::npos) return false;
    sum += static_cast<unsigned>(value) * weights[i];
  }
  return alphabet.find(code[17]) == (31 - sum % 31) % 31;
}

}  // namespace liantu
