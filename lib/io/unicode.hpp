// The ICU folds that headers, names and cells are compared by. Internal to liantu::io.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace liantu::io {

// NFKC with case folded: full-width to half-width, capitals to small letters, invisible characters out. O(bytes).
[[nodiscard]] std::string nfkc_fold(std::string_view text);

// nfkc_fold without white space. O(bytes).
[[nodiscard]] std::string squeezed(std::string_view text);
// The same into `out`, which keeps its memory: most cells are letters and ideographs that ICU need not look at.
void squeeze(std::string_view text, std::string& out);
// Whether three bytes that begin so are an ideograph of U+4E00..9FFF, which squeeze() leaves as it is.
[[nodiscard]] inline bool begins_ideograph(unsigned char lead, unsigned char next) {
  return (lead > 0xE4 && lead <= 0xE9) || (lead == 0xE4 && next >= 0xB8);
}
// Such an ideograph at the beginning of a text; empty for other texts.
[[nodiscard]] inline std::string_view first_ideograph(std::string_view text) {
  if (text.size() < 3) return {};
  const bool is_one = begins_ideograph(static_cast<unsigned char>(text[0]), static_cast<unsigned char>(text[1]));
  return is_one ? text.substr(0, 3) : std::string_view{};
}

// The three bytes of an ideograph as a number, which compares without a call; 0 for none.
[[nodiscard]] constexpr std::uint32_t number_of(std::string_view ideograph) {
  std::uint32_t out = 0;
  for (const char c : ideograph) out = out << 8U | static_cast<unsigned char>(c);
  return out;
}

[[nodiscard]] inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Only the letters, digits and ideographs of nfkc_fold: 农、林、牧、渔业 is 农林牧渔业. O(bytes).
[[nodiscard]] std::string letters_only(std::string_view text);

}  // namespace liantu::io
