#include "report_document.hpp"
#include "report_pandoc.hpp"

#include "liantu/date.hpp"
#include "liantu/publish/report.hpp"

#include <algorithm>
#include <chrono>

namespace liantu {
namespace {

// Noon of the study's date in seconds since 1970; of 2000-01-01 where it has none: a DOCX must bear some time. A zip
// knows no time before 1980.
std::int64_t seconds_of(const std::string& date) {
  Date parsed = parse_date(date).value_or(Date{2000, 1, 1});
  if (parsed.year < 1980) parsed = {1980, 1, 1};
  const std::chrono::year_month_day day(std::chrono::year(parsed.year),
                                        std::chrono::month(static_cast<unsigned>(std::max(parsed.month, 1))),
                                        std::chrono::day(static_cast<unsigned>(std::max(parsed.day, 1))));
  const auto since = std::chrono::sys_days(day).time_since_epoch() + std::chrono::hours(12);
  return std::chrono::duration_cast<std::chrono::seconds>(since).count();
}

}  // namespace

ReportError ReportError::no_pandoc() {
  ReportError out(
      {"没有找到 pandoc，无法生成 DOCX；请安装（Debian：apt install pandoc），或改用 HTML（可打印为 PDF）",
       "no pandoc found, which a DOCX is made by; install it (Debian: apt install pandoc), or use the HTML, "
       "which prints as PDF"});
  out.m_missing = true;
  return out;
}

std::string report_docx(const Study& study, Lang lang, const std::string& reference) {
  const auto document = report_detail::document_of(study, lang, true);
  return report_detail::pandoc_docx(report_detail::word_page_of(document), reference, seconds_of(study.question.date));
}

}  // namespace liantu
