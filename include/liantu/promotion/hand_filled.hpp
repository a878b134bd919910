/// @file
/// What an office wrote by hand into the workbook of lists, read from it so that the next run can put it back. Reading
/// is part of liantu::io; publish/hand_filled.hpp puts it back.
///
/// @code{.cpp}
/// const auto written = liantu::read_hand_filled("lists.xlsx", liantu::hand_forms(sheets));
/// @endcode
#pragma once

#include "liantu/text.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu {

/// A sheet that has columns filled by hand: how it is told from others, and what liantu itself wrote there. One without
/// key and such columns is known and not read.
struct HandForm {
  std::string id;             ///< of the sheet, "targets"
  Text name;                  ///< of the sheet
  std::vector<Text> key;      ///< titles: the target's id, then others that tell rows of one id apart
  std::vector<Text> by_hand;  ///< titles
  std::vector<Text> others;   ///< titles of what liantu writes
};

/// A cell with the title of its column.
using TitledCell = std::pair<std::string, std::string>;

/// A row in which something was written, or that is not of liantu's making.
struct HandRow {
  std::string form;                ///< id of the form of its sheet
  std::string sheet;               ///< its name, as in the workbook
  std::uint64_t row = 0;           ///< as a spreadsheet counts
  std::vector<std::string> key;    ///< as HandForm::key; the first is the id, and may be empty
  std::vector<std::string> hand;   ///< as HandForm::by_hand
  std::vector<TitledCell> own;     ///< of columns that are not liantu's, in their order; none is empty
  std::vector<TitledCell> others;  ///< the rest of the row, by the titles of HandForm::others; none is empty

  /// Something stands in a column filled by hand, or in one of the office's own.
  [[nodiscard]] bool written() const;
  /// By its id and by how much of the rest of it is filled.
  [[nodiscard]] bool made_by_liantu(const HandForm& of) const;
  /// The id, then the first of the other parts of the key that is not empty.
  [[nodiscard]] std::string place() const;
};

/// How the sentence begins that stands over every sheet of liantu's.
inline constexpr std::array<std::string_view, 2> sheet_marks{"依据企业登记信息自动比对",
                                                             "Compared automatically from firms' registration data"};

/// What an office wrote into a workbook.
struct HandFilled {
  std::vector<HandRow> rows;              ///< in the order of the workbook
  std::vector<std::string> other_sheets;  ///< names of the office's own sheets, not empty
};

/// Reads all rows of the sheets that have the columns of a form, by their titles in either language: whatever the order
/// of rows and columns, sorted, filtered or hidden, with columns and rows of the office's own. A date is read as
/// 2026-09-30, a number as a reader of the sheet sees it, a formula as its result. A column without a title, or with
/// one that stands there twice, gets a title of its own. Errors: InputError where the file cannot be read or is no
/// workbook, none of its sheets has such columns, or a sheet of a form's name has lost its id column. O(bytes).
[[nodiscard]] HandFilled read_hand_filled(const std::string& path, const std::vector<HandForm>& forms);

}  // namespace liantu
