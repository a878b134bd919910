// The report as DOCX: with the reference document of the data folder, and into the folder of a run.
#pragma once

#include "result_folder.hpp"

#include "liantu/publish/study.hpp"
#include "liantu/text.hpp"

#include <string>

namespace liantu::tool {

// Errors: ReportError, MapError, InputError.
std::string word_report(const Study& study, Lang lang);

// Writes report.docx. Where there is no pandoc, says so on stderr and writes nothing. One that a person has edited is
// kept under another name. Errors: as word_report otherwise; OutputError.
void write_word_report(const Study& study, Lang lang, ResultFolder& folder);

}  // namespace liantu::tool
