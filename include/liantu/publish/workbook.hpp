/// @file
/// lists.xlsx: the lists of a study as a workbook for Excel, WPS and LibreOffice.
///
/// @code{.cpp}
/// liantu::write_workbook(study, liantu::Lang::zh, "out/lists.xlsx.part");
/// @endcode
#pragma once

#include "liantu/publish/lists.hpp"
#include "liantu/publish/study.hpp"
#include "liantu/text.hpp"

#include <string>
#include <vector>

namespace liantu {

/// Writes the sheets of lists_of(study, lang) to `path`, over what is there; to be safe against half a file, write
/// aside and rename. `created` is the study's date, so that the same study gives the same bytes. Errors:
/// std::runtime_error where the file cannot be written. O(cells) time and memory.
void write_workbook(const Study& study, Lang lang, const std::string& path);

/// The same with sheets at hand: those of lists_of, with what an office wrote put back.
void write_workbook(const Study& study, Lang lang, const std::vector<ListSheet>& sheets, const std::string& path);

/// The same after a cover: the figures of the study, every sheet with a link to it, and the map. `map`: a PNG of 96
/// dpi, as map_png draws it; may be empty. Errors: besides those above, where `map` is no PNG.
void write_workbook_with_cover(const Study& study, Lang lang, const std::vector<ListSheet>& sheets,
                               const std::string& map, const std::string& path);

}  // namespace liantu
