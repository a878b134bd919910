/// @file
/// What reading a table of firms found: every row is accounted for. Printed, and part of run.json.
#pragma once

#include "liantu/diagnostic.hpp"
#include "liantu/firm/firm.hpp"
#include "liantu/firm/table.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace liantu {

/// What became of the rows, as told to the user. Counts add up: rows = firms + every count of left-out rows.
struct ReadingReport {
  TableForm form;
  std::uint64_t rows = 0;          ///< data rows that are not blank
  std::uint64_t firms = 0;         ///< handed on
  std::uint64_t deregistered = 0;  ///< left out: 注销 吊销 迁出 清算
  std::uint64_t duplicates = 0;    ///< left out: the same firm again
  std::uint64_t elsewhere = 0;     ///< left out: outside `--region`
  std::uint64_t nameless = 0;      ///< left out: no name
  std::uint64_t not_firms = 0;     ///< left out: the header again, totals, footnotes
  /// Firms handed on, in which something was odd:
  std::uint64_t short_rows = 0;                 ///< fewer cells than the header
  std::uint64_t long_rows = 0;                  ///< more cells than the header, and not blank
  std::uint64_t bad_credit_codes = 0;           ///< not blank, check character does not hold
  std::uint64_t scientific_codes = 0;           ///< 9.13E+17: the spreadsheet lost the digits (also counted as bad)
  std::uint64_t padded_codes = 0;               ///< industry code that had lost its leading zero, restored
  std::uint64_t named_industries = 0;           ///< industry given by name, code found
  std::uint64_t unknown_industries = 0;         ///< an industry code or name that the classification does not hold
  std::uint64_t flagged = 0;                    ///< 0 insured staff or 经营异常
  std::map<char, std::uint64_t> sections;       ///< firms by GB section
  std::map<std::string, std::uint64_t> cities;  ///< firms by city
  std::array<std::uint64_t, EnumWords<Field>::names.size()> filled{};  ///< firms with a cell, by field
  std::array<std::uint64_t, EnumWords<SizeSource>::names.size()> size_sources{};
  std::vector<std::pair<std::string, Field>> recognised;  ///< header, in the order of the table
  std::vector<std::string> dropped_columns;               ///< not recognised, not kept
  std::vector<std::string> personal_columns;              ///< dropped always
  Problems notes;           ///< the first rows of each oddity, at most 5 a kind, with row and column
  std::string fingerprint;  ///< 16 hex digits over the cells of recognised columns: the same table in another
                            ///< encoding or format has the same one

  /// A output, revenue or tax; B above-scale list; C insured staff; D only names, scopes, codes.
  [[nodiscard]] char grade() const {
    if (has(Field::output) || has(Field::revenue) || has(Field::tax)) return 'A';
    if (has(Field::above_scale)) return 'B';
    return has(Field::insured_staff) ? 'C' : 'D';
  }
  /// True where some firm has a cell of the field that is not blank.
  [[nodiscard]] bool has(Field field) const { return filled[static_cast<std::size_t>(field)] > 0; }
  /// Some firm's size was read from some column.
  [[nodiscard]] bool size_known() const { return size_sources[static_cast<std::size_t>(SizeSource::none)] < firms; }
};

}  // namespace liantu
