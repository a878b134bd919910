// 履约率, 开工率, 资金到位率 of a ledger, each with its numerator, denominator and cohort: two rates may be compared
// only where these are the same. Header-only.
//
//   const liantu::Rates rates = liantu::rates_of(projects, {"2026-01-01", "2026-11-29", true}, "2026-11-29");
#pragma once

#include "liantu/promotion/ledger_project.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace liantu {

enum class RateKind { fulfilment, start, funding };
template <>
struct EnumWords<RateKind> {
  static constexpr std::array<std::string_view, 3> names{"fulfilment", "start", "funding"};
  static constexpr std::array<std::string_view, 3> zh{"履约率", "开工率", "资金到位率"};
};

// Who counts: projects signed (or, for funding, started) from `from` to `to`, both included; an empty end is open.
struct Cohort {
  std::string from;
  std::string to;
  bool keep_ended = true;  // 终止 stays in the denominator; it is never in a numerator of projects
};

struct Rate {
  RateKind kind = RateKind::fulfilment;
  double numerator = 0;      // projects; of funding 10,000 yuan
  double denominator = 0;    // the same
  std::size_t projects = 0;  // in the denominator
  std::size_t ended = 0;     // of the cohort, in the denominator or left out of it as the cohort says
  std::size_t undated = 0;   // past the state but with no day of it, while the cohort has a period: not counted
  std::size_t unknown = 0;   // without the total, or of funding the plan or what arrived: not counted

  // Nothing, not 0, of an empty denominator.
  [[nodiscard]] std::optional<double> share() const {
    return denominator > 0 ? std::optional(numerator / denominator) : std::nullopt;
  }
};

using Rates = std::array<Rate, 3>;  // by RateKind

namespace rates_detail {

// From `first` to 达效.
[[nodiscard]] inline bool reached(ProjectState state, ProjectState first) {
  return state >= first && state != ProjectState::ended;
}

// Whether a project entered `state` in the cohort's period and by `date`: nothing where it must have, but no day says
// when.
[[nodiscard]] inline std::optional<bool> entered(const LedgerProject& project, ProjectState state, const Cohort& cohort,
                                                 std::string_view date) {
  const ProjectEvent* last = last_event(project, date);
  if (last == nullptr) return false;
  const ProjectEvent* event = first_event(project, state);
  if (event == nullptr || event->date > date) {
    if (!reached(last->state, state)) return false;
    return cohort.from.empty() && cohort.to.empty() ? std::optional(true) : std::nullopt;
  }
  return (cohort.from.empty() || event->date >= cohort.from) && (cohort.to.empty() || event->date <= cohort.to);
}

inline void count(Rate& rate, const LedgerProject& project, const Cohort& cohort, std::string_view date) {
  const bool funding = rate.kind == RateKind::funding;
  const auto in = entered(project, funding ? ProjectState::started : ProjectState::contracted, cohort, date);
  if (in && !*in) return;
  const auto large = is_large(project, date);
  if (rate.kind != RateKind::fulfilment && large && !*large) return;
  if (!in) {
    ++rate.undated;
    return;
  }
  const ProjectFigures* figures = last_figures(project, date);
  const bool known =
      rate.kind == RateKind::fulfilment || (large && (!funding || (figures->planned && figures->arrived)));
  if (!known) {
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
    rate.denominator += *figures->planned;
    return;
  }
  const ProjectState wanted = rate.kind == RateKind::fulfilment ? ProjectState::procedures : ProjectState::started;
  rate.numerator += reached(state, wanted) ? 1 : 0;
  rate.denominator += 1;
}

}  // namespace rates_detail

// The three rates as they stand on `date`; later events and figures are not seen. 履约率 = signed that reached 手续 or
// later / signed; 开工率 = of those of 亿元以上 that reached 开工 or later / signed of 亿元以上; 资金到位率 = arrived /
// planned of the year, of those of 亿元以上 that started in the period. O(events + figures).
[[nodiscard]] inline Rates rates_of(const Projects& projects, const Cohort& cohort, std::string_view date) {
  Rates out;
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i].kind = static_cast<RateKind>(i);
    for (const auto& [id, project] : projects) rates_detail::count(out[i], project, cohort, date);
  }
  return out;
}

// "44.2%", or 无 of an empty denominator.
[[nodiscard]] inline std::string share_text(const Rate& rate, Lang lang) {
  if (const auto share = rate.share()) return percent(*share, 1);
  return lang == Lang::zh ? "无" : "none";
}

// "履约率 44.2% = 19 / 43": the rate, then what stands over and under it, and who was counted, as sentences.
[[nodiscard]] inline std::string rate_text(const Rate& rate, Lang lang) {
  const std::string unit = rate.kind != RateKind::funding ? "" : lang == Lang::zh ? " 万元" : " (10,000 yuan)";
  return share_text(rate, lang) + " = " + plain(rate.numerator, 2) + " / " + plain(rate.denominator, 2) + unit;
}

// Who stands in the denominator.
[[nodiscard]] inline Text rate_base(RateKind kind) {
  switch (kind) {
    case RateKind::fulfilment:
      return {"合同签约项目；分子为其中已进入手续及以后的", "projects signed; over it, those at 手续 or later"};
    case RateKind::start:
      return {"新签约亿元以上项目；分子为其中已开工的",
              "projects signed of 100 million yuan and above; over it, those started"};
    case RateKind::funding:
      return {"新开工亿元以上项目的年度计划额；分子为其累计到位额",
              "what projects started of 100 million yuan and above planned for the year; over it, what arrived"};
  }
  return {};
}

// "期间 2026-01-01 至 2026-11-29（签约或开工日期），终止的留在分母".
[[nodiscard]] inline Text cohort_text(const Cohort& cohort) {
  const bool all = cohort.from.empty() && cohort.to.empty();
  const std::string from = cohort.from.empty() ? "…" : cohort.from;
  const std::string to = cohort.to.empty() ? "…" : cohort.to;
  return {(all ? "期间不限" : "签约（资金到位率为开工）日期在 " + from + " 至 " + to) + "，终止的项目" +
              (cohort.keep_ended ? "留在分母" : "不计入分母"),
          (all ? "of any time" : "signed (for funding: started) from " + from + " to " + to) + ", ended projects " +
              (cohort.keep_ended ? "stay in the denominator" : "are left out of the denominator")};
}

// "终止 2 个；1 个没有签约日期，未计入"; empty where there is nothing to say.
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
  if (rate.undated > 0)
    add("另有 " + undated + " 个没有" + (funding ? "开工" : "签约") + "日期，未计入",
        undated + " without the day, not counted");
  const std::string unknown = std::to_string(rate.unknown);
  if (rate.unknown > 0)
    add("另有 " + unknown + " 个缺" + (funding ? "总投资、计划额或到位额" : "总投资") + "，未计入",
        unknown + " without the figures, not counted");
  return out;
}

}  // namespace liantu
