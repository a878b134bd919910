/// @file
/// 税收账, 就业账, 成本账 and 要素: what a project's own figures say, held against the floors of the policy and what
/// the parks have. No chain is needed; the 产业账 is industry_account.hpp, the verdict appraisal.hpp. Pure, O(parks)
/// each.
#pragma once

#include "liantu/analysis/county.hpp"
#include "liantu/analysis/policy.hpp"
#include "liantu/promotion/project.hpp"
#include "liantu/text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu {

/// One account, concluded or not.
enum class Account { lacking, open, met };
template <>
struct EnumWords<Account> {
  static constexpr std::array<std::string_view, 3> names{"not-met", "to-be-checked", "met"};
  static constexpr std::array<std::string_view, 3> zh{"不具备", "待核", "具备"};
};

/// What is measured of a project.
enum class Measure { local_tax, tax_per_mu, investment_per_mu, tax_per_output, jobs, jobs_per_mu };
template <>
struct EnumWords<Measure> {
  static constexpr std::array<std::string_view, 6> names{"local_tax_10k_yuan",
                                                         "tax_per_mu_10k_yuan",
                                                         "investment_per_mu_10k_yuan",
                                                         "tax_10k_yuan_per_100m_yuan_output",
                                                         "jobs",
                                                         "jobs_per_mu"};
  static constexpr std::array<std::string_view, 6> zh{"县级留成税收",   "亩均税收", "投资强度",
                                                      "每亿元产值税收", "就业",     "亩均就业"};
};
/// Of a measure, as it is printed.
[[nodiscard]] constexpr std::string_view unit_of(Measure measure, Lang lang) {
  constexpr std::array<std::string_view, 6> zh{"万元/年", "万元/亩", "万元/亩", "万元", "人", "人/亩"};
  constexpr std::array<std::string_view, 6> en{"10k yuan/year", "10k yuan/mu", "10k yuan/mu",
                                               "10k yuan",      "persons",     "persons/mu"};
  return (lang == Lang::zh ? zh : en)[static_cast<std::size_t>(measure)];
}

/// Where a figure comes from; county: what the county itself would spend.
enum class FigureSource { absent, promised, verified, county };
template <>
struct EnumWords<FigureSource> {
  static constexpr std::array<std::string_view, 4> names{"absent", "promised", "verified", "county"};
  static constexpr std::array<std::string_view, 4> zh{"未填", "承诺", "核实", "县级投入"};
};
/// Whose 留成比例 made the local tax of all taxes.
enum class ShareSource { none, project, policy };
template <>
struct EnumWords<ShareSource> {
  static constexpr std::array<std::string_view, 3> names{"none", "project", "policy"};
  static constexpr std::array<std::string_view, 3> zh{"", "项目所填", "规则所设"};
};

/// A measure against its floor.
enum class FloorOutcome { no_floor, not_applicable, unknown, below, met };
template <>
struct EnumWords<FloorOutcome> {
  static constexpr std::array<std::string_view, 5> names{"no-floor", "not-applicable", "unknown", "below", "met"};
  static constexpr std::array<std::string_view, 5> zh{"未设门槛", "不适用", "待核", "未达", "达到"};
};

/// A figure as an account takes it, and where it is from.
struct Drawn {
  std::optional<double> value;
  FigureSource source = FigureSource::absent;
};

/// What an investor promises to bring; land, energy and water are what the project asks for, and do not shrink with it.
[[nodiscard]] constexpr bool is_promise(ProjectFigure figure) {
  return figure != ProjectFigure::land && figure != ProjectFigure::energy && figure != ProjectFigure::water;
}

/// The figure of a run in which `kept` (0..1) of what is only promised comes true: verified where given, else promised.
[[nodiscard]] inline Drawn drawn(const Project& project, ProjectFigure figure, double kept = 1) {
  const Figure& both = project[figure];
  if (both.verified) return {both.verified, FigureSource::verified};
  if (!both.promised) return {};
  return {*both.promised * (is_promise(figure) ? kept : 1), FigureSource::promised};
}

/// One measure of a project, beside its floor.
struct Measured {
  Measure measure{};
  std::optional<double> value;
  std::vector<std::pair<ProjectFigure, FigureSource>> from;  ///< what it is made of
  std::optional<double> share;                               ///< 留成比例, where the local tax is made by it
  ShareSource share_of = ShareSource::none;
  std::optional<double> floor;
  FloorOutcome outcome = FloorOutcome::no_floor;
};

/// One account: its verdict, and the measures it rests on.
struct AccountOf {
  Account account = Account::open;
  bool any_floor = false;  ///< 未设门槛,不下结论 where there is none
  std::vector<Measured> measures;
};

/// To 1e-9 of the floor, so that 0.3 made of 0.1 and 3 reaches 0.3.
[[nodiscard]] inline bool reaches(double value, double floor) { return value >= floor - 1e-9 * std::max(1.0, floor); }

namespace detail {

[[nodiscard]] inline std::optional<double> floor_of(Measure measure, const AppraisalPolicy& policy) {
  switch (measure) {
    case Measure::local_tax: return policy.local_tax_10k_yuan;
    case Measure::tax_per_mu: return policy.tax_per_mu_10k_yuan;
    case Measure::investment_per_mu: return policy.investment_per_mu_10k_yuan;
    case Measure::jobs: return policy.jobs;
    case Measure::jobs_per_mu: return policy.jobs_per_mu;
    case Measure::tax_per_output: break;  // shown, never judged
  }
  return std::nullopt;
}

// What the county keeps: as given, else all taxes times the share of the project, else of the policy.
inline void measure_local_tax(const Project& project, const AppraisalPolicy& policy, double kept, Measured& out) {
  const Drawn given = drawn(project, ProjectFigure::local_tax, kept);
  if (given.value) {
    out.value = given.value;
    out.from.emplace_back(ProjectFigure::local_tax, given.source);
    return;
  }
  out.share_of = project.local_tax_share  ? ShareSource::project
                 : policy.local_tax_share ? ShareSource::policy
                                          : ShareSource::none;
  if (out.share_of == ShareSource::none) {
    out.from.emplace_back(ProjectFigure::local_tax, FigureSource::absent);
    return;
  }
  out.share = project.local_tax_share ? project.local_tax_share : policy.local_tax_share;
  const Drawn tax = drawn(project, ProjectFigure::tax, kept);
  out.from.emplace_back(ProjectFigure::tax, tax.source);
  if (tax.value) out.value = *tax.value * *out.share;
}

// Nothing divides by zero: a project without land has no figure by mu, and cannot fail by one.
inline void measure_ratio(const Project& project, ProjectFigure above, ProjectFigure below, double scale, double kept,
                          Measured& out) {
  const Drawn top = drawn(project, above, kept);
  const Drawn bottom = drawn(project, below, kept);
  out.from = {{above, top.source}, {below, bottom.source}};
  if (bottom.value && *bottom.value <= 0) {
    out.outcome = FloorOutcome::not_applicable;
  } else if (top.value && bottom.value) {
    out.value = *top.value * scale / *bottom.value;
  }
}

}  // namespace detail

/// One measure of a run that keeps `kept` of the promises, and how it stands to its floor.
[[nodiscard]] inline Measured measured(const Project& project, Measure measure, const AppraisalPolicy& policy,
                                       double kept = 1) {
  Measured out;
  out.measure = measure;
  switch (measure) {
    case Measure::local_tax: detail::measure_local_tax(project, policy, kept, out); break;
    case Measure::jobs: {
      const Drawn jobs = drawn(project, ProjectFigure::jobs, kept);
      out.value = jobs.value;
      out.from.emplace_back(ProjectFigure::jobs, jobs.source);
      break;
    }
    case Measure::tax_per_mu:
      detail::measure_ratio(project, ProjectFigure::tax, ProjectFigure::land, 1, kept, out);
      break;
    case Measure::investment_per_mu:
      detail::measure_ratio(project, ProjectFigure::investment, ProjectFigure::land, 1, kept, out);
      break;
    case Measure::jobs_per_mu:
      detail::measure_ratio(project, ProjectFigure::jobs, ProjectFigure::land, 1, kept, out);
      break;
    case Measure::tax_per_output:
      detail::measure_ratio(project, ProjectFigure::tax, ProjectFigure::output, 1e4, kept, out);
      break;
  }
  out.floor = detail::floor_of(measure, policy);
  if (!out.floor || out.outcome == FloorOutcome::not_applicable) return out;
  out.outcome = !out.value                        ? FloorOutcome::unknown
                : reaches(*out.value, *out.floor) ? FloorOutcome::met
                                                  : FloorOutcome::below;
  return out;
}

/// An account is lacking where one measure is below its floor; else open where one is unknown or none could be judged;
/// else met. Measures without a floor, and those that do not apply, say nothing.
template <std::size_t N>
[[nodiscard]] AccountOf account_of(const Project& project, const std::array<Measure, N>& measures,
                                   const AppraisalPolicy& policy, double kept) {
  AccountOf out;
  bool below = false;
  bool unknown = false;
  bool met = false;
  for (const Measure measure : measures) {
    out.measures.push_back(measured(project, measure, policy, kept));
    const Measured& one = out.measures.back();
    out.any_floor = out.any_floor || one.floor.has_value();
    below = below || one.outcome == FloorOutcome::below;
    unknown = unknown || one.outcome == FloorOutcome::unknown;
    met = met || one.outcome == FloorOutcome::met;
  }
  out.account = below ? Account::lacking : met && !unknown ? Account::met : Account::open;
  return out;
}
/// 税收账: local tax, tax and investment per mu, tax per output; `kept` of what is promised comes true, 0..1.
[[nodiscard]] inline AccountOf tax_account(const Project& project, const AppraisalPolicy& policy, double kept = 1) {
  return account_of(
      project, std::array{Measure::local_tax, Measure::tax_per_mu, Measure::investment_per_mu, Measure::tax_per_output},
      policy, kept);
}
/// 就业账: jobs, in all and per mu; `kept` as in tax_account().
[[nodiscard]] inline AccountOf jobs_account(const Project& project, const AppraisalPolicy& policy, double kept = 1) {
  return account_of(project, std::array{Measure::jobs, Measure::jobs_per_mu}, policy, kept);
}

/// 成本账: what the county spends, and in how many years its tax brings that back.
enum class Recovery { unknown, at_least, known, never };
template <>
struct EnumWords<Recovery> {
  static constexpr std::array<std::string_view, 4> names{"unknown", "at-least", "known", "never"};
  static constexpr std::array<std::string_view, 4> zh{"待核", "至少", "可算", "无法收回"};
};
/// Money in 10,000 yuan.
struct CostAccount {
  std::array<std::optional<double>, 4> costs;  ///< by ProjectCost
  double sum = 0;                              ///< of those given
  bool any = false;                            ///< one is given
  std::vector<ProjectCost> missing;
  Measured local_tax;
  Recovery recovery = Recovery::unknown;
  std::optional<double> years;  ///< of `sum`, where known or at least
};

/// 成本账 of a project. With costs missing the years are the least it takes; with no local tax nothing that is spent
/// comes back.
[[nodiscard]] inline CostAccount cost_account(const Project& project, const AppraisalPolicy& policy) {
  CostAccount out;
  out.costs = project.costs;
  for (std::size_t i = 0; i < out.costs.size(); ++i) {
    out.any = out.any || out.costs[i].has_value();
    if (out.costs[i]) {
      out.sum += *out.costs[i];
    } else {
      out.missing.push_back(static_cast<ProjectCost>(i));
    }
  }
  out.local_tax = measured(project, Measure::local_tax, policy);
  if (!out.any || !out.local_tax.value) return out;
  const double tax = *out.local_tax.value;
  if (tax <= 0 && out.sum > 0) {
    out.recovery = Recovery::never;
  } else if (tax > 0 || out.missing.empty()) {
    out.recovery = out.missing.empty() ? Recovery::known : Recovery::at_least;
    out.years = tax > 0 ? out.sum / tax : 0;
  }
  return out;
}

/// 要素: what it needs of a park.
enum class SiteFactor { land, energy, water, money };
template <>
struct EnumWords<SiteFactor> {
  static constexpr std::array<std::string_view, 4> names{"land_mu", "energy_tce", "water_m3", "money_10k_yuan"};
  static constexpr std::array<std::string_view, 4> zh{"用地", "用能", "用水", "资金"};
};
/// Of a factor, as it is printed.
[[nodiscard]] constexpr std::string_view unit_of(SiteFactor factor, Lang lang) {
  constexpr std::array<std::string_view, 4> zh{"亩", "吨标准煤/年", "立方米/年", "万元"};
  constexpr std::array<std::string_view, 4> en{"mu", "tce/year", "m3/year", "10k yuan"};
  return (lang == Lang::zh ? zh : en)[static_cast<std::size_t>(factor)];
}
/// What a park has of one factor, in its unit; nothing: not known.
struct ParkHas {
  std::string park;
  std::optional<double> has;
  FloorOutcome outcome = FloorOutcome::unknown;  ///< met, below or unknown
};
/// What the project needs of one factor, and which parks have it.
struct FactorNeed {
  SiteFactor factor{};
  Drawn need;
  std::vector<ParkHas> parks;  ///< the one that was chosen, else all of the county file
};

namespace detail {

// Money: works, awards and fund, all of them known. Land let below cost is no cash.
[[nodiscard]] inline Drawn need_of(const Project& project, SiteFactor factor) {
  switch (factor) {
    case SiteFactor::land: return drawn(project, ProjectFigure::land);
    case SiteFactor::energy: return drawn(project, ProjectFigure::energy);
    case SiteFactor::water: return drawn(project, ProjectFigure::water);
    case SiteFactor::money: break;
  }
  double sum = 0;
  for (const ProjectCost cost : {ProjectCost::works, ProjectCost::awards, ProjectCost::fund}) {
    const auto& amount = project.costs[static_cast<std::size_t>(cost)];
    if (!amount) return {};
    sum += *amount;
  }
  return {sum, FigureSource::county};
}

[[nodiscard]] inline const std::optional<double>& has_of(const Park& park, SiteFactor factor) {
  switch (factor) {
    case SiteFactor::land: return park.land_mu;
    case SiteFactor::energy: return park.energy_tce;
    case SiteFactor::water: return park.water_m3;
    case SiteFactor::money: break;
  }
  return park.money_10k_yuan;
}

}  // namespace detail

/// Each factor against the park that the project names, else against every park. No park: nothing is compared.
/// O(parks).
[[nodiscard]] inline std::vector<FactorNeed> factor_needs(const Project& project, const County* county) {
  std::vector<FactorNeed> out;
  for (std::size_t i = 0; i < EnumWords<SiteFactor>::names.size(); ++i) {
    FactorNeed one;
    one.factor = static_cast<SiteFactor>(i);
    one.need = detail::need_of(project, one.factor);
    for (const Park& park : county == nullptr ? std::vector<Park>{} : county->parks) {
      if (!project.park.empty() && park.name != project.park) continue;
      ParkHas has{park.name, detail::has_of(park, one.factor), FloorOutcome::unknown};
      if (one.need.value && *one.need.value <= 0) {
        has.outcome = FloorOutcome::met;
      } else if (one.need.value && has.has) {
        has.outcome = reaches(*has.has, *one.need.value) ? FloorOutcome::met : FloorOutcome::below;
      }
      one.parks.push_back(std::move(has));
    }
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace liantu
