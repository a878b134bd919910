// Running pandoc, which knows how a DOCX is put together.
#pragma once

#include "report_document.hpp"

#include <cstdint>
#include <string>

namespace liantu::report_detail {

// The DOCX of a page, as the styles, page and footers of the file `reference` have it; `seconds` since 1970 becomes its
// date. No shell: pandoc is given an argument vector, a folder of its own that is removed afterwards, an environment
// that holds nothing of the user's, and `limit` seconds. Errors: ReportError.
[[nodiscard]] std::string pandoc_docx(const WordPage& page, const std::string& reference, std::int64_t seconds,
                                      int limit = 120);

}  // namespace liantu::report_detail
