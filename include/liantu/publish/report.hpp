// The report of a study: where each chain stands, what may leak away, the first targets with their reasons, what to ask
// first, and what all of it rests on. Markdown and HTML come from one intermediate form.
//
//   out << liantu::report_html(study, liantu::Lang::zh);
#pragma once

#include "liantu/publish/study.hpp"
#include "liantu/text.hpp"

#include <string>

namespace liantu {

// GitHub-flavoured Markdown. Text from data is escaped. O(size of the report).
[[nodiscard]] std::string report_markdown(const Study& study, Lang lang);

// One file that stands alone: style inside, A4 print rules, no script, nothing fetched (and a Content-Security-Policy
// that says so). Text from data is text, never markup. O(size of the report).
[[nodiscard]] std::string report_html(const Study& study, Lang lang);

}  // namespace liantu
