/// @file
/// The report of a study: a page for a leader; then where each chain stands, with its map, what may leave and its
/// targets with their reasons; what to ask first, and what all of it rests on. Markdown, HTML and DOCX come from one
/// intermediate form. In print and in DOCX it is laid out as an official paper (公文, GB/T 9704-2012).
///
/// @code{.cpp}
/// out << liantu::report_html(study, liantu::Lang::zh);
/// @endcode
#pragma once

#include "liantu/publish/study.hpp"
#include "liantu/text.hpp"

#include <stdexcept>
#include <string>
#include <utility>

namespace liantu {

/// A DOCX cannot be made on this machine. The text names the remedy.
class ReportError : public std::runtime_error {
 public:
  /// what() is the English text.
  explicit ReportError(Text text) : std::runtime_error(text.en), m_text(std::move(text)) {}
  /// The error of a machine without pandoc.
  [[nodiscard]] static ReportError no_pandoc();

  [[nodiscard]] const Text& text() const { return m_text; }
  /// True where installing pandoc would help.
  [[nodiscard]] bool pandoc_missing() const { return m_missing; }

 private:
  Text m_text;
  bool m_missing = false;
};

/// GitHub-flavoured Markdown. Text from data is escaped. Maps are links to `map.<chain>.svg` beside it. O(size of the
/// report).
[[nodiscard]] std::string report_markdown(const Study& study, Lang lang);

/// One file that stands alone: style and maps inside, A4 print rules, no script, nothing fetched (and a
/// Content-Security-Policy that says so). Text from data is text, never markup. Errors: as layout_map. O(size of the
/// report).
[[nodiscard]] std::string report_html(const Study& study, Lang lang);

/// A DOCX, made by pandoc (2.17 or newer, found by PATH) with the styles of the file `reference`
/// (data/report/reference.docx, reference.en.docx); maps inside as PNG. The same study and pandoc give the same bytes.
/// Errors: ReportError; MapError as map_png. Some 0.3 s and O(size of the report).
[[nodiscard]] std::string report_docx(const Study& study, Lang lang, const std::string& reference);

}  // namespace liantu
