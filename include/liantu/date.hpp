/// @file
/// Dates as chain files, county files and callers write them: a year, a month or a day.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace liantu {

/// ISO 8601, of reduced precision where month or day are 0.
struct Date {
  int year = 0;   ///< 0..9999
  int month = 0;  ///< 1..12
  int day = 0;    ///< 1..31, not checked against the month

  /// Months since year 0; the last month of a year that stands alone, so that nothing is called stale early.
  [[nodiscard]] int months() const { return year * 12 + (month == 0 ? 12 : month); }
};

/// "2026", "2026-09" or "2026-09-30"; nullopt for anything else.
[[nodiscard]] inline std::optional<Date> parse_date(std::string_view text) {
  static constexpr std::string_view form = "dddd-dd-dd";
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (form[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != form[i]) return std::nullopt;
  }
  const auto number = [text](std::size_t at, std::size_t digits) {
    int value = 0;
    for (const char c : text.substr(at, digits)) value = value * 10 + (c - '0');
    return value;
  };
  Date date{number(0, 4)};
  if (text.size() >= 7) {
    date.month = number(5, 2);
    if (date.month < 1 || date.month > 12) return std::nullopt;
  }
  if (text.size() == 10) {
    date.day = number(8, 2);
    if (date.day < 1 || date.day > 31) return std::nullopt;
  }
  return date;
}

}  // namespace liantu
