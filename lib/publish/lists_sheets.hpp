// One function a sheet; lists.cpp puts them in order.
#pragma once

#include "lists_facts.hpp"

#include "liantu/publish/lists.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace liantu::lists_detail {

[[nodiscard]] inline ListColumn text_column(Text title, int width, bool wrap = false) {
  return {std::move(title), ListColumn::Kind::text, width, 0, wrap};
}
// Ids of targets, each leading to its row in the list of targets.
[[nodiscard]] inline ListColumn id_column(Text title = Text("编号", "Id"), int width = 26) {
  ListColumn out = text_column(std::move(title), width);
  out.links = true;
  return out;
}
[[nodiscard]] inline ListColumn hand_column(Text title, int width) {
  return {std::move(title), ListColumn::Kind::text, width, 0, true, true};
}
[[nodiscard]] inline ListColumn number_column(Text title, int decimals = 0, int width = 10) {
  return {std::move(title), ListColumn::Kind::number, width, decimals, false};
}
[[nodiscard]] inline ListColumn percent_column(Text title, int width = 12) {
  return {std::move(title), ListColumn::Kind::percent, width, 0, false};
}
[[nodiscard]] inline ListColumn state_column() {
  return {Text("环节状态", "State"), ListColumn::Kind::state, 16, 0, false};
}

// Six decimals, as the analysis rounds its scores: the last bits of a sum are no information.
[[nodiscard]] double rounded(double value);

// Both ends of a range, blank where it is not known; and a rate of purchases.
inline void add_range(std::vector<ListCell>& row, bool known, const SupplyRange& range) {
  row.push_back(known ? ListCell(rounded(range.low)) : ListCell());
  row.push_back(known ? ListCell(rounded(range.high)) : ListCell());
}

[[nodiscard]] inline ListCell rate_cell(const Bought& bought) {
  const auto rate = bought.rate();
  return rate ? ListCell(rounded(*rate)) : ListCell();
}

// Rows of firms in one sheet are bounded, each node giving at most the same number.
inline constexpr std::uint64_t most_rows = 200000;

// Cuts a sheet to most_rows; its note tells what was left out.
void bound(ListSheet& sheet);

// 依据方式.
[[nodiscard]] inline ListColumn basis_column() { return text_column({"依据方式", "How known"}, 12); }
[[nodiscard]] inline std::string basis_word(bool verified, Lang lang) {
  return lang == Lang::zh ? (verified ? "已核实" : "自动比对") : verified ? "verified" : "automatic";
}

[[nodiscard]] ListSheet targets_sheet(const Study& study, Lang lang);
[[nodiscard]] ListSheet leaders_sheet(const Study& study, Lang lang);
[[nodiscard]] ListSheet supporting_sheet(const Study& study, Lang lang);
[[nodiscard]] ListSheet gaps_sheet(const Study& study, Lang lang);
[[nodiscard]] ListSheet strengths_sheet(const Study& study, Lang lang);
[[nodiscard]] ListSheet verify_sheet(const Study& study, Lang lang);
[[nodiscard]] ListSheet supply_sheet(const Study& study, Lang lang);
ListSheet unobserved_sheet(const Study& study, Lang lang);
[[nodiscard]] ListSheet assets_sheet(const Study& study, Lang lang);
[[nodiscard]] ListSheet outside_sheet(const Study& study, Lang lang);
[[nodiscard]] ListSheet duties_sheet(const Study& study, Lang lang);
[[nodiscard]] ListSheet chains_sheet(const Study& study, Lang lang);
[[nodiscard]] ListSheet basis_sheet(const Study& study, Lang lang);
[[nodiscard]] ListSheet matches_sheet(const Study& study, Lang lang);

}  // namespace liantu::lists_detail
