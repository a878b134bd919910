// The route of a target in words, and the sheets that lead from a gap to a door.
#pragma once

#include "lists_sheets.hpp"

#include "liantu/promotion/route.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace liantu::lists_detail {

[[nodiscard]] std::string route_reason(const Study& study, const Target& target, const Route& route, Lang lang);
// "甲厂（电力电缆）、乙厂"
[[nodiscard]] std::string grower_names(const Study& study, const Target& target, const Route& route, Lang lang);

// Names of the first of an order that are not here already.
[[nodiscard]] std::vector<std::string> first_names(const std::vector<const CandidateMatch*>& order, std::size_t most);

// "江苏省 扬州市"; "链主、规上"; what fits the county's means: "同省同市、规模相当".
[[nodiscard]] std::string candidate_place(const Candidate& c);
[[nodiscard]] std::string candidate_standing(const Candidate& c, Lang lang);
[[nodiscard]] std::string fit_text(const Candidate& c, const HomePlace& home, Lang lang);

[[nodiscard]] ListSheet candidates_sheet(const Study& study, Lang lang);
[[nodiscard]] ListSheet gatherings_sheet(const Study& study, Lang lang);
[[nodiscard]] ListSheet referrals_sheet(const Study& study, Lang lang);

}  // namespace liantu::lists_detail
