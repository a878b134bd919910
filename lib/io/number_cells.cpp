// Part of liantu::io: see number_cells.hpp.
#include "number_cells.hpp"

#include "liantu/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <optional>
#include <system_error>

namespace liantu::io {

namespace {

constexpr double exact_integers = 9007199254740992;  // 2^53: beyond it a cell holds not every one
constexpr double last_day = 2958465;                 // 9999-12-31

std::string two_digits(std::int64_t value) { return (value < 10 ? "0" : "") + std::to_string(value); }

std::string date_text(double serial, int days_off) {
  const double day = std::floor(serial);
  const auto seconds = static_cast<std::int64_t>(std::round((serial - day) * 86400)) % 86400;
  auto days = static_cast<int>(day) + days_off;
  // Spreadsheets count a 29 February 1900 that never was.
  if (days_off == 0 && days < 60) ++days;
  const auto date = std::chrono::sys_days(std::chrono::year(1899) / 12 / 30) + std::chrono::days(days);
  const std::chrono::year_month_day parts(date);
  std::string out = std::to_string(static_cast<int>(parts.year())) + "-" +
                    two_digits(static_cast<unsigned>(parts.month())) + "-" +
                    two_digits(static_cast<unsigned>(parts.day()));
  if (seconds == 0) return out;
  return out + " " + two_digits(seconds / 3600) + ":" + two_digits(seconds / 60 % 60) + ":" + two_digits(seconds % 60);
}

std::string chars_of(double value, std::chars_format form, int digits) {
  std::array<char, 400> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, form, digits);
  return error == std::errc{} ? std::string(buffer.data(), end) : "0";
}

// Value of _xHHHH_ at `at`, or nothing.
std::optional<char32_t> escape_at(std::string_view text, std::size_t at) {
  if (text.size() < at + 7 || text[at + 1] != 'x' || text[at + 6] != '_') return std::nullopt;
  unsigned value = 0;
  const char* const begin = text.data() + at + 2;
  const auto [end, error] = std::from_chars(begin, begin + 4, value, 16);
  if (error != std::errc{} || end != begin + 4 || (value >= 0xD800 && value <= 0xDFFF)) return std::nullopt;
  return static_cast<char32_t>(value);
}

}  // namespace

NumberFormat format_of_code(std::string_view code) {
  NumberFormat out;
  std::string bare;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    if (code[i] == '\\' || code[i] == '_' || code[i] == '*') {
      ++i;  // the next character is shown or skipped, no instruction
    } else if (code[i] == '"' || code[i] == '[') {
      const char close = code[i] == '"' ? '"' : ']';
      i = std::min(code.find(close, i + 1), code.size());
    } else {
      bare += code[i];
    }
  }
  const std::string folded = fold(bare);
  if (folded == "general") return out;
  out.date = folded.find('y') != std::string::npos || folded.find('d') != std::string::npos;
  const bool zeros = folded.size() >= 2 && folded.size() <= 18 && folded.find_first_not_of('0') == std::string::npos;
  out.zeros = zeros ? folded.size() : 0;
  return out;
}

NumberFormat format_of_id(unsigned id) {
  const bool time_only = (id >= 32 && id <= 35) || id == 55 || id == 56;
  NumberFormat out;
  out.date = (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36 && !time_only) ||
             (id >= 50 && id <= 58 && !time_only);
  return out;
}

std::string number_text(std::string_view stored, const NumberFormat& format, int days_off) {
  const std::string_view text = trim(stored);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::string(text);
  if (format.date && value >= 1 && value + days_off <= last_day) return date_text(value, days_off);
  if (std::abs(value) > exact_integers) {
    std::string out = chars_of(value, std::chars_format::scientific, 2);
    std::replace(out.begin(), out.end(), 'e', 'E');
    return out;
  }
  if (value == std::floor(value)) {
    std::string out = chars_of(value == 0 ? 0 : value, std::chars_format::fixed, 0);
    if (value >= 0 && out.size() < format.zeros) out.insert(0, format.zeros - out.size(), '0');
    return out;
  }
  std::string out = chars_of(value, std::chars_format::general, 15);
  return out.find('e') == std::string::npos ? out : plain(value, 9);
}

std::string without_escapes(std::string_view text) {
  if (text.find("_x") == std::string_view::npos) return std::string(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto escaped = text[at] == '_' ? escape_at(text, at) : std::nullopt;
    if (escaped) {
      utf8::append(out, *escaped);
      at += 7;
    } else {
      out += text[at++];
    }
  }
  return out;
}

}  // namespace liantu::io
