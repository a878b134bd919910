// What pandoc cannot say of a DOCX: pages across for maps, rows that stay whole, widths of columns, what stays with
// what follows.
#pragma once

#include "report_document.hpp"

#include <string>

namespace liantu::report_detail {

// word/document.xml as pandoc wrote it from `page`, laid out. Errors: ReportError where it is not as pandoc writes it.
// O(size).
[[nodiscard]] std::string laid_out(const std::string& xml, const WordPage& page);

}  // namespace liantu::report_detail
