/// @file
/// Policy files: JSON in and out. data/schema/policy.schema.json says the same for editors. A key that is absent keeps
/// its value in the policy read so far, so that an office's file need only say what differs from the shipped one.
#pragma once

#include "liantu/analysis/policy.hpp"
#include "liantu/chain/chain.hpp"
#include "liantu/json/document.hpp"
#include "liantu/json/fields.hpp"
#include "liantu/json/writer.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace liantu {

namespace detail {

// One description of the numbers of a policy serves reading and writing. Calls visit(section, key, value, low, high).
template <class PolicyT, class Visit>
void visit_policy_numbers(PolicyT& p, Visit visit) {
  visit("match", "min_confidence", p.match.min_confidence, 0, 1);
  visit("match", "code_alone", p.match.code_alone, 0, 1);
  visit("match", "group_alone", p.match.group_alone, 0, 1);
  visit("match", "division_alone", p.match.division_alone, 0, 1);
  visit("match", "class_word", p.match.class_word, 0, 1);
  visit("match", "scope_term", p.match.scope_term, 0, 1);
  visit("match", "modifier", p.match.modifier, 0, 1);
  visit("match", "no_verb", p.match.no_verb, 0, 1);
  visit("match", "serve_only", p.match.serve_only, 0, 1);
  visit("match", "own_goods", p.match.own_goods, 0, 1);
  visit("match", "repeat", p.match.repeat, 0, 1);
  visit("match", "name_term", p.match.name_term, 0, 1);
  visit("match", "product_term", p.match.product_term, 0, 1);
  visit("match", "tag_term", p.match.tag_term, 0, 1);
  visit("match", "same_group", p.match.same_group, 0, 1);
  visit("match", "support", p.match.support, 0, 1);
  visit("match", "decision_months", p.match.decision_months, 1, 600);
  visit("coverage", "c_doubt", p.coverage.c_doubt, 0, 1);
  visit("coverage", "c_min", p.coverage.c_min, 0, 1);
  visit("coverage", "c_high", p.coverage.c_high, 0, 1);
  visit("coverage", "strong_above_scale", p.coverage.strong_above_scale, 1, 1000);
  visit("coverage", "present_above_scale", p.coverage.present_above_scale, 1, 1000);
  visit("coverage", "present_others", p.coverage.present_others, 1, 1000);
  visit("gaps", "horizon", p.gaps.horizon, 1, 10);
  visit("gaps", "embryo_core", p.gaps.embryo_core, 0, 100);
  visit("gaps", "entry_nodes", p.gaps.entry_nodes, 1, 20);
  visit("gaps", "demand_ratio", p.gaps.demand_ratio, 0, 1000);
  visit("gaps", "fragile_share", p.gaps.fragile_share, 0, 1);
  visit("supply", "delta", p.supply.delta, 0, 0.99);
  visit("rank", "known_min", p.rank.known_min, 0, 1);
  visit("rank", "stale_months", p.rank.stale_months, 1, 600);
  visit("size", "above_scale_revenue_10k_yuan", p.size.above_scale_revenue_10k_yuan, 0, 1e9);
}

// The same of /rank/stability. Calls visit(key, value, low, high).
template <class StabilityT, class Visit>
void visit_stability_numbers(StabilityT& p, Visit visit) {
  visit("draws", p.draws, 100, 1e6);
  visit("concentration", p.concentration, 1, 1e6);
  visit("seed", p.seed, 0, 1e9);
  visit("stable", p.stable, 0, 1);
  visit("fairly_stable", p.fairly_stable, 0, 1);
}

// The same of /appraisal, whose numbers may be absent.
template <class AppraisalT, class Visit>
void visit_appraisal_numbers(AppraisalT& p, Visit visit) {
  visit("local_tax_10k_yuan", p.local_tax_10k_yuan, 0, 1e9);
  visit("tax_per_mu_10k_yuan", p.tax_per_mu_10k_yuan, 0, 1e9);
  visit("investment_per_mu_10k_yuan", p.investment_per_mu_10k_yuan, 0, 1e9);
  visit("jobs", p.jobs, 0, 1e9);
  visit("jobs_per_mu", p.jobs_per_mu, 0, 1e9);
  visit("local_tax_share", p.local_tax_share, 0, 1);
  visit("wasted_land_investment_per_mu_10k_yuan", p.wasted_land_investment_per_mu_10k_yuan, 0, 1e9);
}

// The number of a key in its range, or what it was.
template <class Number>
void read_number(Fields& fields, const char* key, Number& value, double low, double high) {
  if constexpr (std::is_same_v<Number, int>) {
    value = fields.integer(key, static_cast<int>(low), static_cast<int>(high)).value_or(value);
  } else {
    value = fields.number(key, low, high).value_or(value);
  }
}

inline void read_stability(Fields& rank, StabilityPolicy& out) {
  const auto* value = rank.get("stability");
  if (value == nullptr) return;
  Fields fields(*value, rank.at("stability"), rank.sink());
  visit_stability_numbers(out, [&](const char* key, auto& number, double low, double high) {
    read_number(fields, key, number, low, high);
  });
  fields.done();
  if (out.fairly_stable > out.stable) {
    rank.sink().add(fields.at("fairly_stable"), Text("大于 stable", "above stable"),
                    Text("不大于 stable", "at most stable"));
  }
}

inline void read_appraisal(Fields& fields, AppraisalPolicy& out) {
  visit_appraisal_numbers(out, [&](const char* key, std::optional<double>& number, double low, double high) {
    if (const auto found = fields.number(key, low, high)) number = found;
  });
  out.pollution_veto = fields.boolean("pollution_veto", out.pollution_veto);
  out.wasted_land_veto = fields.boolean("wasted_land_veto", out.wasted_land_veto);
}

inline boost::json::object appraisal_json(const AppraisalPolicy& policy) {
  boost::json::object out;
  visit_appraisal_numbers(policy, [&](const char* key, const std::optional<double>& number, double, double) {
    if (number) out[key] = *number;
  });
  out["pollution_veto"] = policy.pollution_veto;
  out["wasted_land_veto"] = policy.wasted_land_veto;
  return out;
}

inline void read_ledger(Fields& fields, LedgerPolicy& out) {
  out.period = fields.word<CohortPeriod>("period").value_or(out.period);
  out.keep_ended = fields.boolean("keep_ended", out.keep_ended);
  out.large_only = fields.boolean("large_only", out.large_only);
  out.signed_base = fields.word<SignedBase>("signed_base").value_or(out.signed_base);
  out.funding_base = fields.word<FundingBase>("funding_base").value_or(out.funding_base);
}

inline boost::json::object ledger_policy_json(const LedgerPolicy& policy) {
  const auto word = [](std::string_view text) { return boost::json::string(text.data(), text.size()); };
  return {{"period", word(to_string(policy.period))},
          {"keep_ended", policy.keep_ended},
          {"large_only", policy.large_only},
          {"signed_base", word(to_string(policy.signed_base))},
          {"funding_base", word(to_string(policy.funding_base))}};
}

inline void read_profile(const boost::json::value& item, const std::string& where, ProblemSink& sink, Profile& out) {
  Fields fields(item, where, sink);
  out.title = Text{fields.text("title", true), fields.text("title_en", true)};
  fields.array(
      "rules",
      [&](const auto& rule, const std::string& at) {
        Fields entry(rule, at, sink);
        const auto name = entry.word<Rule>("rule", true);
        const auto action = entry.word<Action>("action", true);
        entry.done();
        if (name && action) out.rules.push_back({*name, *action});
      },
      true);
  fields.array("definitions", [&](const auto& definition, const std::string& at) {
    Fields entry(definition, at, sink);
    const auto action = entry.word<Action>("action", true);
    Text text{entry.text("zh", true), entry.text("en", true)};
    entry.done();
    if (action) out.definitions.emplace_back(*action, std::move(text));
  });
  fields.done();
}

// The profiles of a file join those of `out`, or take the place of one of the same name.
inline void read_profiles(Fields& gaps, std::map<std::string, Profile>& out) {
  const auto* value = gaps.get("profiles");
  if (value == nullptr) return;
  const std::string where = gaps.at("profiles");
  const auto* profiles = value->if_object();
  if (profiles == nullptr) {
    gaps.sink().add(where, shown(*value), Text("一个对象 {…}", "an object {…}"));
    return;
  }
  for (const auto& [key, item] : *profiles) {
    const std::string name(key.data(), key.size());
    const std::string at = where + pointer_token(name);
    if (trim(name).empty()) gaps.sink().add(at, Text("空白", "blank"), Text("规则集的名称", "a name of a profile"));
    if (!printable(name)) tell_unprintable(gaps.sink(), at);
    Profile profile;
    read_profile(item, at, gaps.sink(), profile);
    out[name] = std::move(profile);
  }
}

inline SizeSteps read_steps(Fields& fields, std::string_view key, SizeSteps otherwise) {
  const auto* value = fields.get(key);
  if (value == nullptr) return otherwise;
  Fields steps(*value, fields.at(key), fields.sink());
  otherwise.small = steps.number("small", 0, 1e12).value_or(otherwise.small);
  otherwise.medium = steps.number("medium", 0, 1e12).value_or(otherwise.medium);
  otherwise.large = steps.number("large", 0, 1e12).value_or(otherwise.large);
  steps.done();
  if (otherwise.small > otherwise.medium || otherwise.medium > otherwise.large) {
    const std::string found = plain(otherwise.small) + ", " + plain(otherwise.medium) + ", " + plain(otherwise.large);
    steps.sink().add(steps.pointer(), Text("是 " + found, "found " + found),
                     Text("small ≤ medium ≤ large", "small <= medium <= large"));
  }
  return otherwise;
}

template <Worded Enum, std::size_t N>
void read_numbers_by_word(Fields& fields, std::string_view key, std::array<double, N>& out, double low, double high) {
  const auto* value = fields.get(key);
  if (value == nullptr) return;
  Fields numbers(*value, fields.at(key), fields.sink());
  for (std::size_t i = 0; i < N; ++i) out[i] = numbers.number(EnumWords<Enum>::names[i], low, high).value_or(out[i]);
  numbers.done();
}

// An amount for each level, all or none; they do not fall from low to high.
inline void read_levels(Fields& fields, std::string_view key, std::optional<std::array<double, 3>>& out) {
  const auto* value = fields.get(key);
  if (value == nullptr) return;
  Fields levels(*value, fields.at(key), fields.sink());
  std::array<double, 3> amounts{};
  bool all = true;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    const auto amount = levels.number(EnumWords<Level>::names[i], 0, 1e9, true);
    all = all && amount.has_value();
    amounts[i] = amount.value_or(0);
  }
  levels.done();
  if (all && !std::is_sorted(amounts.begin(), amounts.end())) {
    const std::string found = plain(amounts[0]) + ", " + plain(amounts[1]) + ", " + plain(amounts[2]);
    levels.sink().add(levels.pointer(), Text("是 " + found, "found " + found),
                      Text("low ≤ medium ≤ high", "low <= medium <= high"));
  }
  out = amounts;
}

template <Worded Enum, std::size_t N>
boost::json::object numbers_by_word(const std::array<double, N>& values) {
  boost::json::object out;
  for (std::size_t i = 0; i < N; ++i)
    out[boost::json::string_view(EnumWords<Enum>::names[i].data(), EnumWords<Enum>::names[i].size())] = values[i];
  return out;
}

}  // namespace detail

/// Reads a policy file over `base`. Errors: InputError with every problem of the file; a weight is at least 0 and some
/// criterion has one, c_min is at most c_high, fairly_stable at most stable, the profile exists. O(bytes).
[[nodiscard]] inline Policy read_policy(std::string_view text, const std::string& file, Policy base = {}) {
  const auto document = parse_json(text, file);
  ProblemSink sink{file, {}};
  Fields top(document, "", sink);
  (void)top.integer("schema_version", 1, 1, true);
  static const boost::json::value empty = boost::json::object{};
  const auto section = [&](const char* name) {
    const auto* value = top.get(name);
    return Fields(value == nullptr ? empty : *value, "/" + std::string(name), sink);
  };
  std::vector<std::pair<std::string, Fields>> sections;
  for (const char* name : {"match", "coverage", "size", "gaps", "supply", "rank", "plan", "appraisal", "ledger"})
    sections.emplace_back(name, section(name));
  const auto of = [&](std::string_view name) -> Fields& {
    for (auto& [known, fields] : sections) {
      if (known == name) return fields;
    }
    return sections.front().second;
  };
  detail::visit_policy_numbers(base, [&](const char* name, const char* key, auto& value, double low, double high) {
    detail::read_number(of(name), key, value, low, high);
  });
  detail::read_numbers_by_word<SizeClass>(of("coverage"), "weights", base.coverage.weights, 0, 1000);
  detail::read_numbers_by_word<FirmKind>(of("coverage"), "kind_weights", base.coverage.kind_weights, 0, 1000);
  detail::read_numbers_by_word<Criterion>(of("rank"), "weights", base.rank.weights, 0, 1000);
  detail::read_numbers_by_word<Criterion>(of("rank"), "half", base.rank.half, 1e-6, 1e9);
  if (auto vetoes = of("rank").words<Caution>("vetoes"); of("rank").has("vetoes")) base.rank.vetoes = std::move(vetoes);
  detail::read_stability(of("rank"), base.rank.stability);
  base.size.revenue_10k_yuan = detail::read_steps(of("size"), "revenue_10k_yuan", base.size.revenue_10k_yuan);
  base.size.staff = detail::read_steps(of("size"), "staff", base.size.staff);
  base.size.paid_in_10k_yuan = detail::read_steps(of("size"), "paid_in_10k_yuan", base.size.paid_in_10k_yuan);
  detail::read_profiles(of("gaps"), base.gaps.profiles);
  if (std::string profile = of("gaps").text("profile"); of("gaps").has("profile"))
    base.gaps.profile = std::move(profile);
  detail::read_levels(of("plan"), "land_mu", base.plan.land_mu);
  detail::read_levels(of("plan"), "energy_tce", base.plan.energy_tce);
  detail::read_appraisal(of("appraisal"), base.appraisal);
  detail::read_ledger(of("ledger"), base.ledger);
  for (auto& [name, fields] : sections) fields.done();
  top.done();
  double sum = 0;
  for (double weight : base.rank.weights) sum += weight;
  if (sum <= 0)
    sink.add("/rank/weights", Text("全部为 0", "all are 0"), Text("至少一个大于 0", "one above 0 at least"));
  if (base.coverage.c_min > base.coverage.c_high)
    sink.add("/coverage/c_min", Text("大于 c_high", "above c_high"), Text("不大于 c_high", "at most c_high"));
  if (!base.gaps.profiles.contains(base.gaps.profile)) {
    sink.add("/gaps/profile",
             Text("无此规则集 \"" + base.gaps.profile + "\"", "no profile \"" + base.gaps.profile + "\""),
             Text("profiles 中的一个", "one of /gaps/profiles"));
  }
  sink.throw_if_any();
  return base;
}

/// The policy as JSON; read_policy of it gives the same policy. O(size).
[[nodiscard]] inline boost::json::object policy_json(const Policy& policy) {
  boost::json::object out{{"schema_version", 1}};
  for (const char* name : {"match", "coverage", "size", "gaps", "supply", "rank"}) out[name] = boost::json::object{};
  detail::visit_policy_numbers(policy, [&](const char* section, const char* key, const auto& value, double, double) {
    out[section].get_object()[key] = value;
  });
  out["coverage"].get_object()["weights"] = detail::numbers_by_word<SizeClass>(policy.coverage.weights);
  out["coverage"].get_object()["kind_weights"] = detail::numbers_by_word<FirmKind>(policy.coverage.kind_weights);
  const auto steps = [](const SizeSteps& s) {
    return boost::json::object{{"small", s.small}, {"medium", s.medium}, {"large", s.large}};
  };
  out["size"].get_object()["revenue_10k_yuan"] = steps(policy.size.revenue_10k_yuan);
  out["size"].get_object()["staff"] = steps(policy.size.staff);
  out["size"].get_object()["paid_in_10k_yuan"] = steps(policy.size.paid_in_10k_yuan);
  out["rank"].get_object()["weights"] = detail::numbers_by_word<Criterion>(policy.rank.weights);
  out["rank"].get_object()["half"] = detail::numbers_by_word<Criterion>(policy.rank.half);
  const auto word = [](std::string_view text) { return boost::json::string(text.data(), text.size()); };
  boost::json::array vetoes;
  for (Caution caution : policy.rank.vetoes) vetoes.push_back(word(to_string(caution)));
  out["rank"].get_object()["vetoes"] = std::move(vetoes);
  boost::json::object stability;
  detail::visit_stability_numbers(policy.rank.stability,
                                  [&](const char* key, const auto& value, double, double) { stability[key] = value; });
  out["rank"].get_object()["stability"] = std::move(stability);
  boost::json::object plan;
  if (policy.plan.land_mu) plan["land_mu"] = detail::numbers_by_word<Level>(*policy.plan.land_mu);
  if (policy.plan.energy_tce) plan["energy_tce"] = detail::numbers_by_word<Level>(*policy.plan.energy_tce);
  if (!plan.empty()) out["plan"] = std::move(plan);
  out["appraisal"] = detail::appraisal_json(policy.appraisal);
  out["ledger"] = detail::ledger_policy_json(policy.ledger);
  boost::json::object profiles;
  for (const auto& [name, profile] : policy.gaps.profiles) {
    boost::json::array rules;
    for (const auto& rule : profile.rules)
      rules.push_back(
          boost::json::object{{"rule", word(to_string(rule.rule))}, {"action", word(to_string(rule.action))}});
    boost::json::array definitions;
    for (const auto& [action, text] : profile.definitions) {
      definitions.push_back(boost::json::object{{"action", word(to_string(action))}, {"zh", text.zh}, {"en", text.en}});
    }
    profiles[name] = boost::json::object{{"title", profile.title.zh},
                                         {"title_en", profile.title.en},
                                         {"rules", std::move(rules)},
                                         {"definitions", std::move(definitions)}};
  }
  out["gaps"].get_object()["profile"] = policy.gaps.profile;
  out["gaps"].get_object()["profiles"] = std::move(profiles);
  return out;
}

}  // namespace liantu
