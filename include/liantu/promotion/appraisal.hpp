/// @file
/// 三本账: whether a project is worth having. Three accounts (industry, tax, jobs), each 具备, 不具备 or 待核; how many
/// are met is the verdict, and what is open makes it a range. Pollution, wasted land and what may not be settled here
/// veto. What the county spends, and what the parks have, stand beside and are not counted.
///
/// @code{.cpp}
/// liantu::IndustryLedger ledger(atlas, structure, coverage, analysis.states, policy, question);
/// const liantu::Appraisal a = liantu::appraise(project, ledger, policy.appraisal, question.county);
/// say(a.runs[0].lowest, a.runs[0].highest, a.runs[0].vetoes);
/// @endcode
#pragma once

#include "liantu/promotion/accounts.hpp"
#include "liantu/promotion/industry_account.hpp"
#include "liantu/promotion/project.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu {

/// By the number of accounts that are met: none, one, two, three.
enum class ProjectVerdict { decline, discuss, keep, priority };
template <>
struct EnumWords<ProjectVerdict> {
  static constexpr std::array<std::string_view, 4> names{"decline", "discuss", "keep", "priority"};
  static constexpr std::array<std::string_view, 4> zh{"不引进", "可洽谈", "不能流失", "不惜代价引进"};
};

/// forbidden: the catalogue, the county file, or a site that it lacks.
enum class VetoKind { pollution, wasted_land, forbidden };
template <>
struct EnumWords<VetoKind> {
  static constexpr std::array<std::string_view, 3> names{"pollution", "wasted-land", "forbidden"};
  static constexpr std::array<std::string_view, 3> zh{"污染", "浪费土地", "不得引进"};
};
/// Why a project is refused whatever its accounts say.
struct ProjectVeto {
  VetoKind kind{};
  Text reason;
  friend bool operator==(const ProjectVeto& a, const ProjectVeto& b) {
    return a.kind == b.kind && a.reason.zh == b.reason.zh;
  }
};

/// One way in which the promises may turn out.
struct AppraisalRun {
  double kept = 1;  ///< of what is only promised
  IndustryAccount industry;
  AccountOf tax;
  AccountOf jobs;
  std::vector<ProjectVeto> vetoes;
  /// The verdict where all that is open turns out badly, and well; the same where nothing is open. Both are `decline`
  /// where something vetoes.
  ProjectVerdict lowest = ProjectVerdict::decline;
  ProjectVerdict highest = ProjectVerdict::decline;

  /// 产业, 税收, 就业, in this order.
  [[nodiscard]] std::array<Account, 3> accounts() const { return {industry.account, tax.account, jobs.account}; }
  /// True where at least one veto holds.
  [[nodiscard]] bool vetoed() const { return !vetoes.empty(); }
  /// The same for the meeting: range, and what vetoes.
  [[nodiscard]] bool same_verdict(const AppraisalRun& other) const {
    const auto kinds = [](const AppraisalRun& run) {
      std::vector<VetoKind> out;
      for (const ProjectVeto& veto : run.vetoes) out.push_back(veto.kind);
      return out;
    };
    return lowest == other.lowest && highest == other.highest && kinds(*this) == kinds(other);
  }
};

/// Shares of what is only promised that the runs keep.
inline constexpr std::array promises_kept{1.0, 0.7, 0.5};

/// All that is said of one project.
struct Appraisal {
  Project project;
  std::array<AppraisalRun, 3> runs;  ///< by promises_kept
  bool rests_on_promises = false;    ///< some figure that the accounts use is promised only
  std::vector<Text> open_vetoes;     ///< what would veto, and nobody knows
  std::vector<Text> doubts;          ///< figures that contradict each other
  CostAccount cost;
  std::vector<FactorNeed> factors;
  bool park_known = true;  ///< the county file has the park that the project names

  /// True where the verdict is another if less of what is promised comes true.
  [[nodiscard]] bool moves() const {
    return std::any_of(runs.begin() + 1, runs.end(),
                       [&](const AppraisalRun& run) { return !run.same_verdict(runs[0]); });
  }
};

namespace detail {

[[nodiscard]] inline std::vector<ProjectVeto> vetoes_of(const Project& project, const AppraisalRun& run,
                                                        const AppraisalPolicy& policy) {
  std::vector<ProjectVeto> out;
  if (policy.pollution_veto && project.pollution == Pollution::yes)
    out.push_back({VetoKind::pollution, Text("项目填报有污染", "the project says that it pollutes")});
  const auto& floor = policy.wasted_land_investment_per_mu_10k_yuan;
  const Measured intensity = measured(project, Measure::investment_per_mu, policy, run.kept);
  if (policy.wasted_land_veto && floor && intensity.value && !reaches(*intensity.value, *floor)) {
    const std::string found = plain(*intensity.value, 2);
    const std::string wanted = plain(*floor, 2);
    out.push_back({VetoKind::wasted_land, Text("投资强度 " + found + " 万元/亩，低于底线 " + wanted + " 万元/亩",
                                               "invests " + found + " of the least " + wanted + " 10k yuan/mu")});
  }
  for (const Objection& veto : run.industry.vetoes) {
    const ProjectVeto one{VetoKind::forbidden, veto.reason};
    if (std::find(out.begin(), out.end(), one) == out.end()) out.push_back(one);
  }
  return out;
}

// What may still veto once it is known.
[[nodiscard]] inline std::vector<Text> open_vetoes(const Project& project, const AppraisalPolicy& policy) {
  std::vector<Text> out;
  if (policy.pollution_veto && !project.pollution)
    out.emplace_back("污染情况未填，如有污染，一票否决", "pollution is not filled in: it would veto");
  if (policy.wasted_land_veto && policy.wasted_land_investment_per_mu_10k_yuan) {
    const Measured intensity = measured(project, Measure::investment_per_mu, policy);
    if (!intensity.value && intensity.outcome != FloorOutcome::not_applicable)
      out.emplace_back("投资或用地未填，投资强度低于底线的，一票否决",
                       "investment or land is not filled in: too little a mu would veto");
  }
  return out;
}

[[nodiscard]] inline AppraisalRun run_of(const Project& project, IndustryLedger& ledger, const AppraisalPolicy& policy,
                                         double kept) {
  AppraisalRun out;
  out.kept = kept;
  out.industry = ledger.of(project, kept);
  out.tax = tax_account(project, policy, kept);
  out.jobs = jobs_account(project, policy, kept);
  out.vetoes = vetoes_of(project, out, policy);
  if (out.vetoed()) return out;
  int met = 0;
  int open = 0;
  for (const Account account : out.accounts()) {
    met += account == Account::met ? 1 : 0;
    open += account == Account::open ? 1 : 0;
  }
  out.lowest = static_cast<ProjectVerdict>(met);
  out.highest = static_cast<ProjectVerdict>(met + open);
  return out;
}

[[nodiscard]] inline std::vector<Text> doubts_of(const Project& project) {
  std::vector<Text> out;
  const Drawn tax = drawn(project, ProjectFigure::tax);
  const Drawn local = drawn(project, ProjectFigure::local_tax);
  if (tax.value && local.value && *local.value > *tax.value)
    out.emplace_back("县级留成税收大于年税收，请核对", "the local tax is more than all taxes: to be checked");
  return out;
}

}  // namespace detail

/// Appraises one project. Preconditions: the ledger's atlas has its nodes; `policy` and `county` are those of the
/// ledger. O(as IndustryLedger::of, three times).
[[nodiscard]] inline Appraisal appraise(const Project& project, IndustryLedger& ledger, const AppraisalPolicy& policy,
                                        const County* county) {
  Appraisal out;
  out.project = project;
  for (std::size_t i = 0; i < out.runs.size(); ++i)
    out.runs[i] = detail::run_of(project, ledger, policy, promises_kept[i]);
  for (std::size_t i = 0; i < project.figures.size(); ++i) {
    const bool promise = is_promise(static_cast<ProjectFigure>(i));
    if (promise && project.figures[i].promised && !project.figures[i].verified) out.rests_on_promises = true;
  }
  out.open_vetoes = detail::open_vetoes(project, policy);
  out.doubts = detail::doubts_of(project);
  out.cost = cost_account(project, policy);
  out.factors = factor_needs(project, county);
  if (!project.park.empty()) {
    out.park_known = county != nullptr && std::any_of(county->parks.begin(), county->parks.end(),
                                                      [&](const Park& park) { return park.name == project.park; });
  }
  return out;
}

}  // namespace liantu
