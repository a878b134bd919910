/// @file
/// Puts what an office wrote by hand into the lists of the next run: at the same id, and what no row is there for into
/// 已移出, with all that was written. Nothing is dropped.
///
/// @code{.cpp}
/// auto sheets = liantu::lists_of(study, lang);
/// const auto written = liantu::read_hand_filled(previous, liantu::hand_forms(sheets));
/// for (const liantu::Text& note : liantu::put_back(written, study, lang, sheets)) tell(note);
/// liantu::write_workbook(study, lang, sheets, "lists.xlsx");
/// @endcode
#pragma once

#include "liantu/promotion/hand_filled.hpp"
#include "liantu/publish/lists.hpp"
#include "liantu/publish/study.hpp"
#include "liantu/text.hpp"

#include <string>
#include <vector>

namespace liantu {

/// The forms of the sheets, 已移出 last; those without columns filled by hand are there to be told from the others.
/// O(columns).
[[nodiscard]] std::vector<HandForm> hand_forms(const std::vector<ListSheet>& sheets);

/// Writes into the rows of `sheets` what was written of the same id and firm; columns of the office's own come after
/// the sheet's. Rows without a place, and all but the first of one place, go to the sheet 已移出, which is added where
/// there are any; a row of 已移出 whose target is back and has nothing written goes back to it. Returns what the user
/// should know, by ids and rows alone, never what was written. Errors: InputError where a cell is longer than a cell
/// may be, or a sheet gets more columns than a sheet may have. O(cells · log).
std::vector<Text> put_back(const HandFilled& written, const Study& study, Lang lang, std::vector<ListSheet>& sheets);

/// The first row of `there` of which something was written that no row of the same id in `given` has; nullptr where
/// there is none. O(cells · log).
[[nodiscard]] const HandRow* not_in(const HandFilled& there, const HandFilled& given,
                                    const std::vector<HandForm>& forms);

}  // namespace liantu
