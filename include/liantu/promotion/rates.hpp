/// @file
/// 履约率, 开工率, 资金到位率 of a ledger, each with its numerator, denominator and cohort: two rates may be compared
/// only where these are the same. Header-only.
///
/// @code{.cpp}
/// const liantu::Cohort cohort = liantu::cohort_of(policy.ledger, 2026, "2026-11-29");
/// const liantu::Rates rates = liantu::rates_of(projects, cohort, "2026-11-29");
/// @endcode
#pragma once

#include "liantu/analysis/policy.hpp"
#include "liantu/promotion/ledger_project.hpp"
#include "liantu/promotion/period.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace liantu {

/// The three rates 三率.
enum class RateKind { fulfilment, start, funding };
template <>
struct EnumWords<RateKind> {
  static constexpr std::array<std::string_view, 3> names{"fulfilment", "start", "funding"};
  static constexpr std::array<std::string_view, 3> zh{"履约率", "开工率", "资金到位率"};
};

/// Who counts, and by what base: projects signed (or, for funding, started) from `from` to `to`, both included; an
/// empty end is open.
struct Cohort {
  std::string from;
  std::string to;
  bool keep_ended = true;  ///< 终止 stays in the denominator; it is never in a numerator of projects
  bool large_only = true;  ///< 开工率, 资金到位率: of 亿元以上 alone
  SignedBase signed_base = SignedBase::contract;
  FundingBase funding_base = FundingBase::plan;
};

/// As the policy says: of `year` up to `day`, or of any time.
[[nodiscard]] inline Cohort cohort_of(const LedgerPolicy& policy, int year, const std::string& day) {
  Cohort out{{}, {}, policy.keep_ended, policy.large_only, policy.signed_base, policy.funding_base};
  if (policy.period == CohortPeriod::all) return out;
  const std::chrono::year of(year);
  out.from = day_text(of / std::chrono::January / 1);
  out.to = std::min(day, day_text(of / std::chrono::December / 31));
  return out;
}

/// One rate with all that it is made of.
struct Rate {
  RateKind kind = RateKind::fulfilment;
  double numerator = 0;      ///< projects; of funding 10,000 yuan
  double denominator = 0;    ///< the same
  std::size_t projects = 0;  ///< in the denominator
  std::size_t ended = 0;     ///< of the cohort, in the denominator or left out of it as the cohort says
  std::size_t undated = 0;   ///< past the state but with no day of it, while the cohort has a period: not counted
  std::size_t unknown = 0;   ///< without a figure that tells whether it counts, or how much: not counted

  /// Nothing, not 0, of an empty denominator.
  [[nodiscard]] std::optional<double> share() const {
    return denominator > 0 ? std::optional(numerator / denominator) : std::nullopt;
  }
};

using Rates = std::array<Rate, 3>;  ///< by RateKind

namespace rates_detail {

// From `first` to 达效.
[[nodiscard]] inline bool reached(ProjectState state, ProjectState first) {
  return state >= first && state != ProjectState::ended;
}

// Whom 履约率 counts by the day of a letter of intent or of a contract, whichever came first.
[[nodiscard]] inline bool by_intent(RateKind kind, const Cohort& cohort) {
  return kind == RateKind::fulfilment && cohort.signed_base == SignedBase::intent;
}

// The event by which a project comes under a rate; null where there is none.
[[nodiscard]] inline const ProjectEvent* entry(const LedgerProject& project, RateKind kind, const Cohort& cohort) {
  if (kind == RateKind::funding) return first_event(project, ProjectState::started);
  const ProjectEvent* contract = first_event(project, ProjectState::contracted);
  if (!by_intent(kind, cohort)) return contract;
  const ProjectEvent* intent = first_event(project, ProjectState::intent);
  return intent != nullptr && (contract == nullptr || intent->date < contract->date) ? intent : contract;
}

// Whether a project came under a rate in the cohort's period and by `date`: nothing where it must have, but no day says
// when.
[[nodiscard]] inline std::optional<bool> entered(const LedgerProject& project, RateKind kind, const Cohort& cohort,
                                                 std::string_view date) {
  const ProjectEvent* last = last_event(project, date);
  if (last == nullptr) return false;
  const ProjectEvent* event = entry(project, kind, cohort);
  if (event == nullptr || event->date > date) {
    const ProjectState first = kind == RateKind::funding ? ProjectState::started
                               : by_intent(kind, cohort) ? ProjectState::intent
                                                         : ProjectState::contracted;
    if (!reached(last->state, first)) return false;
    return cohort.from.empty() && cohort.to.empty() ? std::optional(true) : std::nullopt;
  }
  return (cohort.from.empty() || event->date >= cohort.from) && (cohort.to.empty() || event->date <= cohort.to);
}

// What 资金到位率 divides by; nothing where it is not known.
[[nodiscard]] inline std::optional<double> funding_base(const ProjectFigures* figures, const Cohort& cohort) {
  if (figures == nullptr) return std::nullopt;
  return cohort.funding_base == FundingBase::plan ? figures->planned : figures->total;
}

inline void count(Rate& rate, const LedgerProject& project, const Cohort& cohort, std::string_view date) {
  const bool funding = rate.kind == RateKind::funding;
  const auto in = entered(project, rate.kind, cohort, date);
  if (in && !*in) return;
  const bool any_size = rate.kind == RateKind::fulfilment || !cohort.large_only;
  const auto counts = any_size ? std::optional(true) : is_large(project, date);
  if (counts && !*counts) return;
  if (!in) {
    ++rate.undated;
    return;
  }
  const ProjectFigures* figures = last_figures(project, date);
  const auto base = funding_base(figures, cohort);
  if (!counts || (funding && (!base || !figures->arrived))) {
    ++rate.unknown;
    return;
  }
  const ProjectState state = last_event(project, date)->state;
  if (state == ProjectState::ended) {
    ++rate.ended;
    if (!cohort.keep_ended) return;
  }
  ++rate.projects;
  if (funding) {
    rate.numerator += *figures->arrived;
    rate.denominator += *base;
    return;
  }
  const ProjectState wanted = rate.kind == RateKind::fulfilment ? ProjectState::procedures : ProjectState::started;
  rate.numerator += reached(state, wanted) ? 1 : 0;
  rate.denominator += 1;
}

}  // namespace rates_detail

/// The three rates as they stand on `date`; later events and figures are not seen. 履约率 = signed that reached 手续 or
/// later / signed; 开工率 = of those of 亿元以上 that reached 开工 or later / signed of 亿元以上; 资金到位率 = arrived
/// / planned of the year, of those of 亿元以上 that started in the period; the cohort may take letters of intent as
/// signed, any size, and the whole investment for the plan. O(events + figures).
[[nodiscard]] inline Rates rates_of(const Projects& projects, const Cohort& cohort, std::string_view date) {
  Rates out;
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i].kind = static_cast<RateKind>(i);
    for (const auto& [id, project] : projects) rates_detail::count(out[i], project, cohort, date);
  }
  return out;
}

/// "44.2%", or 无 of an empty denominator.
[[nodiscard]] inline std::string share_text(const Rate& rate, Lang lang) {
  if (const auto share = rate.share()) return percent(*share, 1);
  return lang == Lang::zh ? "无" : "none";
}

/// "履约率 44.2% = 19 / 43": the rate, then what stands over and under it, and who was counted, as sentences.
[[nodiscard]] inline std::string rate_text(const Rate& rate, Lang lang) {
  const std::string unit = rate.kind != RateKind::funding ? "" : lang == Lang::zh ? " 万元" : " (10,000 yuan)";
  return share_text(rate, lang) + " = " + plain(rate.numerator, 2) + " / " + plain(rate.denominator, 2) + unit;
}

/// Who stands in the denominator, and what over it.
[[nodiscard]] inline Text rate_base(RateKind kind, const Cohort& cohort) {
  const Text size =
      cohort.large_only ? Text("亿元以上", " of 100 million yuan and above") : Text("各规模", " of any size");
  switch (kind) {
    case RateKind::fulfilment:
      if (cohort.signed_base == SignedBase::intent) {
        return {"意向及以后的项目（按意向、签约中较早的日期计）；分子为其中已进入手续及以后的",
                "projects with a letter of intent or signed, by the earlier day; over it, those at 手续 or later"};
      }
      return {"合同签约项目；分子为其中已进入手续及以后的", "projects signed; over it, those at 手续 or later"};
    case RateKind::start:
      return {"新签约" + size.zh + "项目；分子为其中已开工的",
              "projects signed" + size.en + "; over it, those started"};
    case RateKind::funding:
      if (cohort.funding_base == FundingBase::total) {
        return {"新开工" + size.zh + "项目的总投资；分子为其累计到位额",
                "the whole investment of projects started" + size.en + "; over it, what arrived"};
      }
      return {"新开工" + size.zh + "项目的年度计划额；分子为其累计到位额",
              "what projects started" + size.en + " planned for the year; over it, what arrived"};
  }
  return {};
}

/// "签约（资金到位率为开工）日期在 2026-01-01 至 2026-11-29，终止的项目留在分母".
[[nodiscard]] inline Text cohort_text(const Cohort& cohort) {
  const bool all = cohort.from.empty() && cohort.to.empty();
  const bool intent = cohort.signed_base == SignedBase::intent;
  const std::string from = cohort.from.empty() ? "…" : cohort.from;
  const std::string to = cohort.to.empty() ? "…" : cohort.to;
  const Text day(intent ? "签约（履约率为意向或签约，资金到位率为开工）" : "签约（资金到位率为开工）",
                 intent ? "signed (for fulfilment: or with a letter of intent; for funding: started)"
                        : "signed (for funding: started)");
  return {(all ? "期间不限" : day.zh + "日期在 " + from + " 至 " + to) + "，终止的项目" +
              (cohort.keep_ended ? "留在分母" : "不计入分母"),
          (all ? "of any time" : day.en + " from " + from + " to " + to) + ", ended projects " +
              (cohort.keep_ended ? "stay in the denominator" : "are left out of the denominator")};
}

/// "终止 2 个；1 个没有签约日期，未计入"; empty where there is nothing to say.
[[nodiscard]] inline Text rate_notes(const Rate& rate, const Cohort& cohort) {
  Text out;
  const auto add = [&out](const std::string& zh, const std::string& en) {
    out.zh += (out.zh.empty() ? "" : "；") + zh;
    out.en += (out.en.empty() ? "" : "; ") + en;
  };
  const std::string ended = std::to_string(rate.ended);
  if (rate.ended > 0 && cohort.keep_ended) add("其中终止 " + ended + " 个", ended + " of them ended");
  if (rate.ended > 0 && !cohort.keep_ended) add("另有终止 " + ended + " 个未计入", ended + " ended ones left out");
  const std::string undated = std::to_string(rate.undated);
  const bool funding = rate.kind == RateKind::funding;
  const std::string day = funding ? "开工" : rates_detail::by_intent(rate.kind, cohort) ? "意向或签约" : "签约";
  if (rate.undated > 0)
    add("另有 " + undated + " 个没有" + day + "日期，未计入", undated + " without the day, not counted");
  const std::string unknown = std::to_string(rate.unknown);
  const bool total = cohort.large_only || cohort.funding_base == FundingBase::total;
  const bool plan = cohort.funding_base == FundingBase::plan;
  const std::string figures = !funding        ? "总投资"
                              : total && plan ? "总投资、计划额或到位额"
                              : plan          ? "计划额或到位额"
                                              : "总投资或到位额";
  if (rate.unknown > 0)
    add("另有 " + unknown + " 个缺" + figures + "，未计入", unknown + " without the figures, not counted");
  return out;
}

}  // namespace liantu
