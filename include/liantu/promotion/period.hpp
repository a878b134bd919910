/// @file
/// The weeks, months and quarters that bulletins are of. Header-only.
#pragma once

#include "liantu/promotion/ledger_project.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace liantu {

/// A week, month or quarter with its first and last day.
struct Period {
  /// How long it is.
  enum class Kind { week, month, quarter };
  Kind kind = Kind::month;
  int year = 0;    ///< of the goals; of a week the year that ISO 8601 puts it in
  int number = 0;  ///< of the week, month or quarter in its year
  std::string from;
  std::string to;  ///< included
};

/// "2026-03-05". O(1).
[[nodiscard]] inline std::string day_text(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  const auto two = [](unsigned value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  std::string year = std::to_string(static_cast<int>(date.year()));
  year.insert(0, year.size() < 4 ? 4 - year.size() : 0, '0');
  return year + "-" + two(static_cast<unsigned>(date.month())) + "-" + two(static_cast<unsigned>(date.day()));
}

namespace period_detail {

// Monday of week 1: that of the week with 4 January (ISO 8601).
[[nodiscard]] inline std::chrono::sys_days first_monday(int year) {
  const std::chrono::sys_days fourth = std::chrono::year(year) / std::chrono::January / 4;
  return fourth - (std::chrono::weekday(fourth) - std::chrono::Monday);
}

[[nodiscard]] inline std::optional<Period> period_of(Period::Kind kind, int year, int number) {
  namespace chrono = std::chrono;
  if (year < 1900 || year > 9998 || number < 1) return std::nullopt;
  if (kind == Period::Kind::week) {
    const chrono::sys_days monday = first_monday(year) + chrono::days(7 * (number - 1));
    if (monday >= first_monday(year + 1)) return std::nullopt;
    return Period{kind, year, number, day_text(monday), day_text(monday + chrono::days(6))};
  }
  const int months = kind == Period::Kind::month ? 1 : 3;
  if (number > 12 / months) return std::nullopt;
  const auto first = static_cast<unsigned>((number - 1) * months + 1);
  const auto last = static_cast<unsigned>(number * months);
  return Period{kind, year, number, day_text(chrono::year(year) / chrono::month(first) / 1),
                day_text(chrono::year(year) / chrono::month(last) / chrono::last)};
}

}  // namespace period_detail

/// "2026-W47", "2026-11" or "2026-Q4"; nothing for anything else, and for a week that the year has not. O(1).
[[nodiscard]] inline std::optional<Period> parse_period(std::string_view text) {
  if (text.size() < 7 || text.size() > 8 || text[4] != '-') return std::nullopt;
  const auto number = [text](std::size_t at, std::size_t end) {
    int value = 0;
    for (; at < end; ++at) {
      if (text[at] < '0' || text[at] > '9') return -1;
      value = value * 10 + (text[at] - '0');
    }
    return value;
  };
  const int year = number(0, 4);
  if (text[5] == 'W' && text.size() == 8) return period_detail::period_of(Period::Kind::week, year, number(6, 8));
  if (text[5] == 'Q' && text.size() == 7) return period_detail::period_of(Period::Kind::quarter, year, number(6, 7));
  return text.size() == 7 ? period_detail::period_of(Period::Kind::month, year, number(5, 7)) : std::nullopt;
}

/// The period before in the same year; nothing for the first of a year, whose goals are others.
[[nodiscard]] inline std::optional<Period> period_before(const Period& period) {
  return period_detail::period_of(period.kind, period.year, period.number - 1);
}

/// "2026年第47周", "2026年11月", "2026年第4季度".
[[nodiscard]] inline Text period_text(const Period& period) {
  const std::string year = std::to_string(period.year);
  const std::string number = std::to_string(period.number);
  switch (period.kind) {
    case Period::Kind::week: return {year + "年第" + number + "周", "week " + number + " of " + year};
    case Period::Kind::month: return {year + "年" + number + "月", "month " + number + " of " + year};
    case Period::Kind::quarter: return {year + "年第" + number + "季度", "quarter " + number + " of " + year};
  }
  return {};
}

}  // namespace liantu
