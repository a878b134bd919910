/// @file
/// What the tool prints as JSON: matches, coverage, targets. The forms are stable (docs: README, "What comes out").
#pragma once

#include "liantu/analysis/coverage.hpp"
#include "liantu/analysis/rank.hpp"
#include "liantu/analysis/sensitivity.hpp"
#include "liantu/chain/atlas.hpp"
#include "liantu/firm/firm.hpp"
#include "liantu/firm/match.hpp"
#include "liantu/json/writer.hpp"
#include "liantu/publish/shown_name.hpp"
#include "liantu/publish/study.hpp"
#include "liantu/text.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu {

namespace detail {
[[nodiscard]] inline boost::json::string json_word(std::string_view text) {
  return boost::json::string(text.data(), text.size());
}
}  // namespace detail

/// One match: `start` and `length` of evidence count code points of the cell. A verified one says how and when, as
/// given; who it was is personal and stands in the table of decisions alone.
[[nodiscard]] inline boost::json::object match_json(const Atlas& atlas, const Firm& firm, const Match& match) {
  boost::json::array evidence;
  for (const Evidence& e : match.evidence) {
    if (e.rule == EvidenceRule::decision) {  // no text of the firm's
      evidence.push_back(boost::json::object{{"rule", detail::json_word(to_string(e.rule))}});
      continue;
    }
    evidence.push_back(boost::json::object{{"rule", detail::json_word(to_string(e.rule))},
                                           {"term", e.term},
                                           {"text", e.text},
                                           {"field", detail::json_word(to_string(e.field))},
                                           {"start", e.start},
                                           {"length", e.length}});
  }
  boost::json::object out{{"firm", firm.name}, {"credit_code", nullptr}};
  if (!firm.credit_code.empty()) out["credit_code"] = firm.credit_code;
  out["chain"] = atlas.chain_of(match.node).id;
  out["node"] = atlas.node(match.node).id;
  out["confidence"] = match.value();
  out["verified"] = match.verified != nullptr;
  if (match.verified) {
    out["verified_how"] = match.verified->how;
    out["verified_on"] = match.verified->date;
  }
  out["evidence"] = std::move(evidence);
  return out;
}

namespace detail {

// "asset" where the state is owed to the node's assets, "firm" where firms hold it, else null.
[[nodiscard]] inline boost::json::value held_by(const NodeCoverage& sums, const CoveragePolicy& policy) {
  if (held_by_asset(sums, policy)) return "asset";
  if (sums.total() > 0) return "firm";
  return nullptr;
}

}  // namespace detail

namespace detail {

inline void add_range(boost::json::object& out, const char* low, const char* high, bool known, SupplyRange range) {
  out[low] = known ? boost::json::value(range.low) : boost::json::value(nullptr);
  out[high] = known ? boost::json::value(range.high) : boost::json::value(nullptr);
}

// 本地配套率 by purchases; the rate is null for fewer than three firms.
[[nodiscard]] inline boost::json::object purchases_json(const Bought& bought) {
  const auto rate = bought.rate();
  return {{"firms", bought.firms}, {"local_rate", rate ? boost::json::value(*rate) : boost::json::value(nullptr)}};
}

[[nodiscard]] inline boost::json::object supply_json(const ChainSupply& supply) {
  boost::json::object out{
      {"held", supply.held}, {"complete", supply.complete}, {"open", supply.open}, {"nodes", supply.nodes}};
  add_range(out, "low", "high", supply.nodes > 0, supply.whole);
  add_range(out, "direct_low", "direct_high", supply.nodes > 0, supply.direct);
  return out;
}

}  // namespace detail

/// Coverage of the chains asked for: their nodes, each chain, and all of them. `firms` counts every matched firm of the
/// node; the bands split it. `supply` is 本地可配套度 by nodes, `criticality` what other held nodes would lose with the
/// node. O(nodes · links affected).
[[nodiscard]] inline boost::json::object coverage_json(const Study& study) {
  const Atlas& atlas = *study.atlas;
  const Coverage& coverage = study.coverage;
  const std::vector<State>& states = study.analysis.states;
  const CoveragePolicy& policy = study.policy->coverage;
  const SupplyGraph& graph = study.groups();
  Supply at_low(graph, presences(states, 0), study.policy->supply.delta);
  const auto supply_of = [&](const std::vector<ChainIndex>& chains) {
    return detail::supply_json(chain_supply(atlas, graph, states, study.analysis.supply, chains));
  };
  boost::json::array nodes;
  boost::json::array chains;
  for (ChainIndex chain : study.chains()) {
    chains.push_back(boost::json::object{{"chain", atlas.chains()[chain].id},
                                         {"supply", supply_of({chain})},
                                         {"purchases", detail::purchases_json(study.purchases.of_chain(chain))}});
    const auto [first, last] = atlas.nodes_of(chain);
    for (NodeIndex v = first; v < last; ++v) {
      const NodeCoverage& sums = coverage[v];
      const NodeSupply& own = study.analysis.supply[v];
      boost::json::object supply{{"inputs", graph[v].size()}};
      detail::add_range(supply, "low", "high", !graph[v].empty(), own.whole);
      detail::add_range(supply, "direct_low", "direct_high", !graph[v].empty(), own.direct);
      supply["essentials"] = detail::json_word(to_string(own.essentials));
      supply["criticality"] = at_low.criticality(v);
      nodes.push_back(boost::json::object{
          {"chain", atlas.chain_of(v).id},
          {"node", atlas.node(v).id},
          {"state", detail::json_word(to_string(states[v]))},
          {"strength", sums.strength()},
          {"mass", sums.mass_value()},
          {"firms", sums.total()},
          {"confident", sums.count(Band::confident)},
          {"likely", sums.count(Band::likely)},
          {"possible", sums.count(Band::possible)},
          {"verified", sums.verified},
          {"above_scale", sums.above_scale},
          {"size_unknown", is_held(states[v]) && sums.sized_firms() == 0 && !held_by_asset(sums, policy)},
          {"rests_on_verified", rests_on_verified(sums, policy)},
          {"held_by", detail::held_by(sums, policy)},
          {"supply", std::move(supply)},
          {"purchases", detail::purchases_json(study.purchases.of_node(v))}});
    }
  }
  return {{"nodes", std::move(nodes)}, {"chains", std::move(chains)}, {"supply", supply_of(study.chains())}};
}

/// One gap: the state and what it asks for, before ranking.
[[nodiscard]] inline boost::json::object gap_json(const Atlas& atlas, const Gap& gap) {
  const auto keys = [&](const std::vector<NodeIndex>& nodes) {
    boost::json::array out;
    for (NodeIndex v : nodes) out.emplace_back(atlas.key(v));
    return out;
  };
  boost::json::array also;
  for (Rule rule : gap.also) also.push_back(detail::json_word(to_string(rule)));
  boost::json::object out{{"id", atlas.key(gap.node)},
                          {"chain", atlas.chain_of(gap.node).id},
                          {"node", atlas.node(gap.node).id},
                          {"action", detail::json_word(to_string(gap.action))},
                          {"rule", detail::json_word(to_string(gap.rule))},
                          {"also", std::move(also)},
                          {"suppliers", keys(gap.suppliers)},
                          {"customers", keys(gap.customers)},
                          {"needed_by", keys(gap.needed_by)},
                          {"instead", keys(gap.instead)},
                          {"path", keys(gap.path)}};
  if (!gap.entries.empty()) out["entries"] = keys(gap.entries);
  return out;
}

/// {"id", "reason"}: why a target is out, or apart.
[[nodiscard]] inline boost::json::object objection_json(const Objection& objection, Lang lang) {
  return {{"id", objection.id}, {"reason", objection.reason.in(lang)}};
}

/// The stability of a ranked target. Shares are of draws, `up` and `down` changes of a criterion's value, `weight` its
/// new weight; under `sensitivity` first the smallest of each, then all by criterion.
[[nodiscard]] inline boost::json::object stability_json(const Stability& stability, Lang lang) {
  boost::json::object out;
  for (std::size_t k = 0; k < stability_tops.size(); ++k) {
    out["top" + std::to_string(stability_tops[k])] = stability.top[k];
    out["uniform_top" + std::to_string(stability_tops[k])] = stability.uniform[k];
  }
  out["best"] = stability.best;
  out["worst"] = stability.worst;
  out["band"] = nullptr;
  if (stability.band > 0) out["band"] = (stability.beyond ? "after" : "top") + std::to_string(stability.band);
  out["kept"] = stability.word ? boost::json::value(stability.kept) : boost::json::value(nullptr);
  out["word"] = nullptr;
  if (stability.word) out["word"] = detail::json_word(to_string(*stability.word));
  const Sensitivity& s = stability.sensitivity;
  boost::json::object first{{"up", nullptr}, {"down", nullptr}, {"weight", nullptr}};
  const auto step = [](const Sensitivity::Step& change) {
    return boost::json::object{{"criterion", detail::json_word(to_string(change.criterion))},
                               {"change", change.change}};
  };
  if (s.first_up) first["up"] = step(*s.first_up);
  if (s.first_down) first["down"] = step(*s.first_down);
  if (s.first_weight) {
    first["weight"] = boost::json::object{{"criterion", detail::json_word(to_string(s.first_weight->criterion))},
                                          {"from", s.first_weight->from},
                                          {"to", s.first_weight->to}};
  }
  first["text"] = sensitivity_text(s).in(lang);
  boost::json::object all;
  for (std::size_t i = 0; i < s.up.size(); ++i) {
    boost::json::object one;
    if (s.up[i]) one["up"] = *s.up[i];
    if (s.down[i]) one["down"] = *s.down[i];
    if (s.weight[i]) one["weight"] = *s.weight[i];
    if (!one.empty())
      all[boost::json::string_view(EnumWords<Criterion>::names[i].data(), EnumWords<Criterion>::names[i].size())] =
          std::move(one);
  }
  first["criteria"] = std::move(all);
  out["sensitivity"] = std::move(first);
  return out;
}

/// One target. `value` of a criterion is null where it is not known, and the middle of its `low` and `high` where it is
/// known in part; the target's `low` and `high` take the ends.
/// `stability` may be null: not asked for, or not ranked.
[[nodiscard]] inline boost::json::object target_json(const Atlas& atlas, const Target& target, Lang lang,
                                                     const Stability* stability = nullptr) {
  boost::json::object out = gap_json(atlas, target.gap);
  const auto rank = [](const std::optional<int>& value) {
    return value ? boost::json::value(*value) : boost::json::value(nullptr);
  };
  out["rank"] = rank(target.rank);
  out["score"] = target.score;
  out["low"] = target.low;
  out["high"] = target.high;
  out["known"] = target.known;
  boost::json::object criteria;
  for (std::size_t i = 0; i < target.criteria.size(); ++i) {
    const CriterionValue& criterion = target.criteria[i];
    const auto name = EnumWords<Criterion>::names[i];
    boost::json::object item{{"value", nullptr}, {"weight", criterion.weight}};
    if (criterion.value) item["value"] = *criterion.value;
    if (criterion.partly_known()) {
      item["low"] = criterion.low;
      item["high"] = criterion.high;
    }
    criteria[boost::json::string_view(name.data(), name.size())] = std::move(item);
  }
  out["criteria"] = std::move(criteria);
  out["veto"] = target.veto ? boost::json::value(objection_json(*target.veto, lang)) : boost::json::value(nullptr);
  boost::json::array cautions;
  for (const Objection& caution : target.cautions) cautions.push_back(objection_json(caution, lang));
  out["caution"] = std::move(cautions);
  out["caution_rank"] = rank(target.caution_rank);
  out["insufficient"] = target.insufficient;
  out["stability"] = nullptr;
  if (stability != nullptr) out["stability"] = stability_json(*stability, lang);
  out["reason"] = target.reason.in(lang);
  return out;
}

namespace detail {

// {"kind", "label", "lacks", "nearby_firms", "growers"}, as liantu::Route.
[[nodiscard]] inline boost::json::value route_json(const Atlas& atlas, const Route* route, Lang lang) {
  if (route == nullptr) return nullptr;
  boost::json::array growers;
  for (const Grower& grower : route->growers)
    growers.push_back(boost::json::object{{"firm", shown_name(grower.firm->name)}, {"node", atlas.key(grower.node)}});
  return boost::json::object{{"kind", json_word(to_string(route->kind))},
                             {"label", json_word(label(route->kind, lang))},
                             {"lacks", route->lacks ? json_word(to_string(*route->lacks)) : boost::json::value()},
                             {"nearby_firms", route->nearby},
                             {"growers", std::move(growers)}};
}

// {"count", "by_standing", "by_fit"}: the first five of each order that are not here already. Null without a table.
[[nodiscard]] inline boost::json::value candidates_json(const Study& study, NodeIndex v) {
  if (study.candidates.empty()) return nullptr;
  const auto first = [](const std::vector<const CandidateMatch*>& order) {
    boost::json::array names;
    for (const CandidateMatch* match : order) {
      if (names.size() < 5 && !match->firm->here) names.emplace_back(shown_name(match->firm->name));
    }
    return names;
  };
  const std::vector<CandidateMatch>& all = study.candidates.of(v);
  return boost::json::object{{"count", study.candidates.count(v)},
                             {"by_standing", first(by_standing(all))},
                             {"by_fit", first(by_fit(all, study.home))}};
}

}  // namespace detail

/// Every target with its route and candidates, in the order of the ranking. O(targets · log).
[[nodiscard]] inline boost::json::object targets_json(const Study& study, Lang lang) {
  boost::json::array targets;
  for (const Target& target : study.analysis.targets) {
    const NodeIndex v = target.gap.node;
    auto out = target_json(*study.atlas, target, lang, study.analysis.stability_of(target));
    out["route"] = detail::route_json(*study.atlas, study.route_of(v), lang);
    out["candidates"] = detail::candidates_json(study, v);
    targets.push_back(std::move(out));
  }
  return {{"targets", std::move(targets)}};
}

/// {"gaps": […]}: every gap with the state of its node, in the order of the ranking. O(targets).
[[nodiscard]] inline boost::json::object gaps_json(const Atlas& atlas, const Analysis& analysis) {
  boost::json::array gaps;
  for (const Target& target : analysis.targets) {
    boost::json::object gap = gap_json(atlas, target.gap);
    gap["state"] = detail::json_word(to_string(analysis.states[target.gap.node]));
    gaps.push_back(std::move(gap));
  }
  return {{"gaps", std::move(gaps)}};
}

}  // namespace liantu
