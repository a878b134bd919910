// How a target is to be won: its route, who could be invited, and what is to be had around the county.
#include "explanation_facts.hpp"
#include "lists_promotion.hpp"

#include <algorithm>

namespace liantu::explanation_detail {

using lists_detail::joined;
using lists_detail::Say;
using lists_detail::word;

namespace {

constexpr std::size_t names_told = 5;

}  // namespace

std::vector<std::string> route_lines(const Study& study, const Target& target, Lang lang) {
  const Say say(lang);
  std::vector<std::string> out;
  const NodeIndex v = target.gap.node;
  if (const Route* route = study.route_of(v)) {
    out.push_back(word(route->kind, lang) + say("：", ": ") + lists_detail::route_reason(study, target, *route, lang));
    if (!route->growers.empty())
      out.push_back(say("可内培或合作的本地企业：", "Local firms to grow or to graft on: ") +
                    lists_detail::grower_names(study, target, *route, lang));
  }
  if (study.candidates.empty()) return out;
  const std::uint64_t count = study.candidates.count(v);
  out.push_back(say("候选企业 " + grouped(count) + " 家", grouped(count) + " candidates"));
  if (count == 0) return out;
  const auto& all = study.candidates.of(v);
  out.push_back(say("龙头榜：", "By standing: ") +
                joined(lists_detail::first_names(by_standing(all), names_told), lang));
  out.push_back(say("适配榜：", "By fit: ") +
                joined(lists_detail::first_names(by_fit(all, study.home), names_told), lang));
  return out;
}

std::string nearby_text(const Study& study, NodeIndex v, Lang lang) {
  if (study.nearby.empty()) return {};
  const Say say(lang);
  std::string out = say("周边可配套：", "Nearby: ");
  const std::uint64_t count = study.nearby.count(v);
  if (count == 0) return out + say("名单内未见", "none seen");
  std::vector<std::string> names;
  for (const Holding& holding : study.nearby.firms_of(v)) {
    if (names.size() < names_told) names.push_back(lists_detail::firm_name(*holding.firm));
  }
  return out + say(grouped(count) + " 家，如", grouped(count) + " firms, such as ") + joined(names, lang);
}

}  // namespace liantu::explanation_detail
