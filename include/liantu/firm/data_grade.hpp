/// @file
/// What the grade of the data turns off: one list of sentences, for the report, the workbook and the terminal.
#pragma once

#include "liantu/firm/reading_report.hpp"
#include "liantu/text.hpp"

#include <string>
#include <vector>

namespace liantu {

/// A sentence each; a table with more in it has fewer. O(1).
[[nodiscard]] inline std::vector<Text> turned_off_by_grade(const ReadingReport& reading) {
  std::vector<Text> out;
  const auto unsized = reading.size_sources[static_cast<std::size_t>(SizeSource::none)];
  if (!reading.size_known()) {
    out.emplace_back(
        "规模未知，无法判定优势环节：除名单或数据列指定的链主、上市、专精特新企业外，不判“优势”，也不判“集中于一家企业”"
        "。",
        "Firm size is unknown, so strong nodes cannot be told: nothing is called strong unless a firm is designated, "
        "and "
        "no node is called fragile.");
  } else if (unsized > 0) {
    out.emplace_back(grouped(unsized) + " 家企业规模未知，按一般企业计量。",
                     grouped(unsized) + " firms of unknown size count as ordinary ones.");
  }
  if (!reading.has(Field::above_scale)) {
    out.emplace_back("没有规上名录：不列规上企业数。", "No list of above-scale firms: their number is not shown.");
  }
  // The leak is always by number and size of firms: output does not enter it yet, so no percentage is ever printed.
  out.emplace_back("没有产销流向数据：可能外流只能按企业数推断，不给百分比。",
                   "Sales flows are not known: leaks can only be inferred from numbers of firms, without percentages.");
  if (!reading.has(Field::insured_staff)) {
    out.emplace_back("没有参保人数：认不出已停产但未注销的企业。",
                     "Insured staff is not given: idle firms that are still registered cannot be told.");
  }
  return out;
}

}  // namespace liantu
