// Cells of the tables that a ledger and its bulletin are made from, told where they are wrong. Internal to liantu::io.
#pragma once

#include "named_table.hpp"

#include "liantu/diagnostic.hpp"
#include "liantu/promotion/ledger_project.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu::io {

// "用地 | 规划 | …", for messages.
template <Worded Enum>
std::string words_of() {
  std::string out;
  for (const std::string_view word : EnumWords<Enum>::zh) out += (out.empty() ? "" : " | ") + std::string(word);
  return out;
}

class LedgerCells {
 public:
  // Errors: InputError as read_table, and where one of `needed` is no column of it.
  LedgerCells(const std::string& path, const std::vector<std::string_view>& sheets, std::vector<NamedColumn> columns,
              const std::vector<std::size_t>& needed, Problems& problems)
      : m_path(path), m_table(path, sheet_named(path, sheets), std::move(columns)), m_problems(problems) {
    ProblemSink sink{path, {}};
    for (const std::size_t column : needed) {
      if (!m_table.has(column)) m_table.tell_missing({column}, sink);
    }
    sink.throw_if_any();
  }

  [[nodiscard]] const std::vector<NamedRow>& rows() const { return m_table.rows(); }
  [[nodiscard]] const std::string& file() const { return m_path; }
  [[nodiscard]] bool has(std::size_t column) const { return m_table.has(column); }
  [[nodiscard]] std::string place(const NamedRow& row, std::size_t column) const { return m_table.place(row, column); }

  // The cell in one line, without control characters.
  [[nodiscard]] std::string text(const NamedRow& row, std::size_t column) const {
    std::string out;
    for (const char c : m_table.cell(row, column)) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    return out;
  }

  void bad(const NamedRow& row, std::size_t column, Text found, Text wanted, Text remedy = {}) {
    m_problems.push_back({m_path, place(row, column), std::move(found), std::move(wanted), std::move(remedy)});
  }

  // A full day that the calendar has; empty where the cell is, and where it is wrong, which is told.
  std::string day(const NamedRow& row, std::size_t column) {
    const std::string cell = text(row, column);
    if (cell.empty()) return {};
    const auto iso = iso_date(cell);
    if (iso && day_of(*iso)) return *iso;
    bad(row, column, found(cell), Text("年月日，如 2026-03-05", "a day like 2026-03-05"));
    return {};
  }

  std::optional<double> amount(const NamedRow& row, std::size_t column) {
    const std::string cell = text(row, column);
    if (cell.empty()) return std::nullopt;
    const auto out = amount_of(cell);
    if (out && *out <= 1e8)
      return std::round(*out * 1e6) / 1e6;  // what plain() prints, so that exports read back the same
    bad(row, column, found(cell),
        Text("0 至 1 亿万元的数字，不带单位", "a number from 0 to 100,000,000, in 10,000 yuan, without a unit"));
    return std::nullopt;
  }

  // A word of an enum in Chinese or English; nothing where the cell is empty or wrong, which is told.
  template <Worded Enum>
  std::optional<Enum> word(const NamedRow& row, std::size_t column) {
    const std::string cell = text(row, column);
    if (cell.empty()) return std::nullopt;
    const auto& zh = EnumWords<Enum>::zh;
    if (const auto at = std::find(zh.begin(), zh.end(), cell); at != zh.end())
      return static_cast<Enum>(at - zh.begin());
    if (const auto out = from_string<Enum>(cell)) return out;
    bad(row, column, found(cell), Text(words_of<Enum>(), all_words<Enum>()));
    return std::nullopt;
  }

  void note_unknown(const Text& used, Problems& notes) const {
    for (const std::string& header : m_table.unknown()) {
      const std::string shown(utf8::prefix(header, 40));
      notes.push_back(
          {m_path, m_table.header_place(), Text("不用的列 " + shown, "a column that is not used: " + shown), used, {}});
    }
  }

  static Text found(const std::string& cell) {
    const std::string shown(utf8::prefix(cell, 40));
    return Text("是 \"" + shown + "\"", "found \"" + shown + "\"");
  }

 private:
  std::string m_path;
  NamedTable m_table;
  Problems& m_problems;
};

}  // namespace liantu::io
