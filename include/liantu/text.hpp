/// @file
/// Small text helpers that every part shares: languages, enum names, plain decimals, UTF-8.
/// Header-only, no dependency beyond the standard library.
#pragma once

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace liantu {

/// Language of what an end user reads. Code, keys and identifiers are always English.
enum class Lang { zh, en };

/// One sentence in both languages.
struct Text {
  std::string zh;
  std::string en;

  Text() = default;
  /// The same in both languages.
  Text(std::string same) : zh(same), en(std::move(same)) {}
  Text(const char* same) : zh(same), en(same) {}
  Text(std::string chinese, std::string english) : zh(std::move(chinese)), en(std::move(english)) {}

  /// The text in the language.
  [[nodiscard]] const std::string& in(Lang lang) const { return lang == Lang::zh ? zh : en; }
  [[nodiscard]] bool empty() const { return zh.empty() && en.empty(); }
};

/// Specialise with `static constexpr std::array<std::string_view, N> names` (the words of the file
/// formats, in the order of the enumerators) and `zh` (what a reader sees).
template <class Enum>
struct EnumWords;

template <class Enum>
concept Worded = requires {
  EnumWords<Enum>::names;
};

/// The English word of an enumerator, as files and JSON use it. O(1).
template <Worded Enum>
[[nodiscard]] constexpr std::string_view to_string(Enum value) {
  return EnumWords<Enum>::names[static_cast<std::size_t>(value)];
}

/// The word of an enumerator as a reader of `lang` sees it. O(1).
template <Worded Enum>
[[nodiscard]] constexpr std::string_view label(Enum value, Lang lang = Lang::zh) {
  return lang == Lang::zh ? EnumWords<Enum>::zh[static_cast<std::size_t>(value)] : to_string(value);
}

/// The enumerator of a word, or nothing. O(number of enumerators).
template <Worded Enum>
[[nodiscard]] constexpr std::optional<Enum> from_string(std::string_view word) {
  for (std::size_t i = 0; i < EnumWords<Enum>::names.size(); ++i) {
    if (EnumWords<Enum>::names[i] == word) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

/// All words of an enum, "a | b | c", for messages.
template <Worded Enum>
[[nodiscard]] std::string all_words() {
  std::string out;
  for (auto word : EnumWords<Enum>::names) {
    if (!out.empty()) out += " | ";
    out += word;
  }
  return out;
}

/// A number as a plain decimal (never 5E-1), rounded half away from zero to `decimals` (0..9), with no
/// trailing zeros. Not-a-number and infinities, which no result holds, print as 0.
[[nodiscard]] inline std::string plain(double value, int decimals = 6) {
  if (!std::isfinite(value)) return "0";
  static constexpr std::array<double, 10> scale{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
  const double factor = scale[static_cast<std::size_t>(decimals)];
  if (std::abs(value) < 1e15 / factor) value = std::round(value * factor) / factor;
  if (value == 0) return "0";
  std::array<char, 400> buffer{};
  auto [end, error] =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed, decimals);
  if (error != std::errc{}) return "0";
  std::string out(buffer.data(), end);
  if (out.find('.') != std::string::npos) {
    while (out.back() == '0') out.pop_back();
    if (out.back() == '.') out.pop_back();
  }
  return out;
}

/// A whole number with a comma for every three digits, as tables and reports print counts: "1,378".
[[nodiscard]] inline std::string grouped(std::uint64_t value) {
  const std::string digits = std::to_string(value);
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  return out;
}

/// A share 0..1 as "37%".
[[nodiscard]] inline std::string percent(double share, int decimals = 0) { return plain(share * 100, decimals) + "%"; }

namespace utf8 {

/// Bytes of the code point that starts with `lead` (1 for a stray byte, so that a walk always advances).
[[nodiscard]] constexpr std::size_t width(unsigned char lead) {
  if (lead < 0xC0 || lead > 0xF4) return 1;
  if (lead < 0xE0) return 2;
  return lead < 0xF0 ? 3 : 4;
}

/// Reads the code point at `at` and advances `at` past it. A byte that begins no well-formed sequence (overlong forms,
/// surrogates and values past U+10FFFF are not) gives U+FFFD and is one step. Precondition: at < text.size().
[[nodiscard]] inline char32_t next(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t size = width(lead);
  const std::size_t begin = at++;
  if (lead < 0x80) return lead;
  if (size == 1 || begin + size > text.size()) return U'\uFFFD';
  char32_t point = lead & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    const auto byte = static_cast<unsigned char>(text[begin + i]);
    if ((byte & 0xC0U) != 0x80U) return U'\uFFFD';
    point = (point << 6U) | (byte & 0x3FU);
  }
  static constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
  if (point < least[size] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return U'\uFFFD';
  at = begin + size;
  return point;
}

/// Appends a code point as UTF-8. O(1).
inline void append(std::string& out, char32_t point) {
  const auto byte = [&out](char32_t value) { out += static_cast<char>(static_cast<unsigned char>(value)); };
  if (point < 0x80) {
    byte(point);
  } else if (point < 0x800) {
    byte(0xC0 | (point >> 6U));
    byte(0x80 | (point & 0x3FU));
  } else if (point < 0x10000) {
    byte(0xE0 | (point >> 12U));
    byte(0x80 | ((point >> 6U) & 0x3FU));
    byte(0x80 | (point & 0x3FU));
  } else {
    byte(0xF0 | (point >> 18U));
    byte(0x80 | ((point >> 12U) & 0x3FU));
    byte(0x80 | ((point >> 6U) & 0x3FU));
    byte(0x80 | (point & 0x3FU));
  }
}

/// Number of code points. O(bytes).
[[nodiscard]] inline std::size_t length(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) (void)next(text, at);
  return count;
}

/// The first `points` code points.
[[nodiscard]] inline std::string_view prefix(std::string_view text, std::size_t points) {
  std::size_t at = 0;
  while (points-- > 0 && at < text.size()) (void)next(text, at);
  return text.substr(0, at);
}

/// True where every byte belongs to a well-formed sequence.
[[nodiscard]] inline bool valid(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (next(text, at) == U'\uFFFD' && at == begin + 1) return false;
  }
  return true;
}

}  // namespace utf8

/// The text without ASCII and ideographic white space at both ends; points into `text`. O(blanks).
[[nodiscard]] inline std::string_view trim(std::string_view text) {
  const auto space_at_front = [&]() -> std::size_t {
    if (text.empty()) return 0;
    if (static_cast<unsigned char>(text.front()) <= ' ') return 1;
    if (text.starts_with("\u3000") || text.starts_with("\uFEFF")) return 3;
    return text.starts_with("\u00A0") ? 2 : 0;
  };
  const auto space_at_back = [&]() -> std::size_t {
    if (text.empty()) return 0;
    if (static_cast<unsigned char>(text.back()) <= ' ') return 1;
    if (text.ends_with("\u3000")) return 3;
    return text.ends_with("\u00A0") ? 2 : 0;
  };
  while (const auto n = space_at_front()) text.remove_prefix(n);
  while (const auto n = space_at_back()) text.remove_suffix(n);
  return text;
}

/// One code point of a fold that keeps the number of code points: full-width ASCII to half width,
/// ideographic space to space, upper case ASCII to lower. Positions in folded text are positions in the cell.
[[nodiscard]] constexpr char32_t fold(char32_t point) {
  if (point >= 0xFF01 && point <= 0xFF5E) point -= 0xFEE0;
  if (point == 0x3000 || point == 0x00A0) return U' ';
  if (point >= U'A' && point <= U'Z') return point + 32;
  return point;
}

/// All code points of a text, folded. Bytes that are no UTF-8 become U+FFFD. O(bytes).
[[nodiscard]] inline std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) utf8::append(out, fold(utf8::next(text, at)));
  return out;
}

}  // namespace liantu
