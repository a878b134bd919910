#include "word_report.hpp"

#include "files.hpp"
#include "log.hpp"

#include "liantu/publish/report.hpp"

namespace liantu::tool {

std::string word_report(const Study& study, Lang lang) {
  return report_docx(study, lang,
                     data_folder() + (lang == Lang::zh ? "/report/reference.docx" : "/report/reference.en.docx"));
}

void write_word_report(const Study& study, Lang lang, ResultFolder& folder) {
  try {
    const std::string bytes = word_report(study, lang);
    folder.write("report.docx", [&](const std::string& path) { write_file(path, bytes); });
  } catch (const ReportError& error) {
    if (!error.pandoc_missing()) throw;
    log::warning("no-docx", Text("没有写 report.docx：" + error.text().zh, "no report.docx: " + error.text().en));
  }
}

}  // namespace liantu::tool
