/// @file
/// The lists of a study (1 图谱 N 清单): what an office works through, one sheet each, as plain rows. The workbook, the
/// CSV and the tests all read these, so that they cannot drift apart.
///
/// @code{.cpp}
/// for (const liantu::ListSheet& sheet : liantu::lists_of(study, liantu::Lang::zh))
///   show(sheet.name, sheet.rows.size());
/// out << liantu::targets_csv(study, liantu::Lang::zh);
/// @endcode
/// Cells hold cleaned text (no control characters) or numbers, never a number as text. The same study gives the same
/// rows.
#pragma once

#include "liantu/promotion/contacts.hpp"
#include "liantu/publish/study.hpp"
#include "liantu/text.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace liantu {

/// What stands in a column, and how it looks.
struct ListColumn {
  /// What its cells hold; state: the label of a State, coloured as on the map.
  enum class Kind { text, number, percent, state };

  Text title;
  Kind kind = Kind::text;
  int width = 12;    ///< in half-width characters
  int decimals = 0;  ///< shown, of a number; the cell holds six; of a percent 0 or 1
  bool wrap = false;
  bool by_hand = false;  ///< liantu leaves it blank: an office fills it in, and promotion/hand_filled.hpp keeps it
  bool links = false;    ///< its ids lead to their rows in the sheet of targets
  std::vector<Text> choices{};  ///< offered in a cell filled by hand; others may be written
  Text hint{};                  ///< shown where such a cell is chosen
  bool fixed = false;           ///< typing over it is refused, with the hint: what is written belongs elsewhere
};

/// Nothing, text, or a number (percent: 0..1).
struct ListCell {
  std::variant<std::monostate, std::string, double> value;

  ListCell() = default;
  /// Made of what a list tells, without a cast; an absent number gives nothing.
  ListCell(std::string text) : value(std::move(text)) {}
  ListCell(std::string_view text) : value(std::string(text)) {}
  ListCell(const char* text) : value(std::string(text)) {}
  ListCell(double number) : value(number) {}
  ListCell(int number) : value(static_cast<double>(number)) {}
  ListCell(std::uint64_t number) : value(static_cast<double>(number)) {}
  ListCell(const std::optional<double>& number) {
    if (number) value = *number;
  }

  /// Null where it is no text.
  [[nodiscard]] const std::string* text() const { return std::get_if<std::string>(&value); }
  /// Null where it is no number.
  [[nodiscard]] const double* number() const { return std::get_if<double>(&value); }
};

/// One list as a table, for a sheet of a workbook or a CSV.
struct ListSheet {
  std::string id;    ///< "targets", "weak" …: the same in every language
  std::string name;  ///< of the sheet, in the language asked for; at most 31 characters
  Text note;         ///< what the rows are, over them; may be empty
  std::vector<ListColumn> columns;
  std::vector<std::vector<ListCell>> rows;  ///< each as long as `columns`
  std::vector<Text> foot;                   ///< definitions, under them
  std::size_t frozen = 0;                   ///< columns that stay when scrolling
  std::size_t printed = 0;                  ///< columns on paper; 0 = all
  /// Of a sheet with columns filled by hand: its name in both languages, and the columns that tell its rows apart, the
  /// target's id first. Of the others the first that is not empty counts.
  Text names{};
  std::vector<std::size_t> key{};
};

/// All sheets of the study, in the order of the workbook. 链长制责任 only with a county file that names chains, 家底
/// only with a table of assets, 目标企业清单 and 招商集聚地 only with tables of candidates. O(rows log rows).
[[nodiscard]] std::vector<ListSheet> lists_of(const Study& study, Lang lang);

/// 以商招商, a sheet a firm: what each anchor and leading firm lacks around it here, for a meeting with it; at most
/// `most` firms. Empty where there is none. O(firms · links).
[[nodiscard]] std::vector<ListSheet> referral_sheets(const Study& study, Lang lang, std::size_t most = 60);

/// 乡贤商会: who leads to which target. Personal: for a workbook of its own, and nowhere else.
[[nodiscard]] ListSheet contacts_sheet(const Study& study, const std::vector<Contact>& contacts,
                                       const std::vector<Introduction>& introductions, Lang lang);

/// A sheet as CSV: UTF-8 with byte order mark, CRLF, text quoted, numbers plain. A cell that a spreadsheet would take
/// for a formula gets a leading apostrophe. Caveat, basis and foot follow the rows, with 说明 in the first column.
/// O(cells).
[[nodiscard]] std::string list_csv(const ListSheet& sheet, const Study& study, Lang lang);

/// decisions.csv: every decision given, as given, with what became of it (状态); then the pairs of firm and node that
/// are new to review, 结论 left blank. First the nodes whose answer would change the targets most, then suspected ones,
/// then held ones with doubtful firms; of a node first the firms whose answer would change its state, the likeliest
/// before the others. At most 200 pairs are open at a time, and 10 of one node: the next run asks the next ones. A pair
/// that was given and has not expired is not asked again. UTF-8 with byte order mark, formula-safe. O(firms kept ·
/// log).
[[nodiscard]] std::string decisions_csv(const Study& study, Lang lang);

/// 目标清单 as CSV, in the form of list_csv(). O(targets).
[[nodiscard]] std::string targets_csv(const Study& study, Lang lang);

}  // namespace liantu
