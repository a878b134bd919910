/// @file
/// What would have to change, one thing at a time, for a ranked target to leave its place: the value of one criterion,
/// or the weight of one, all else as it is.
///
/// @code{.cpp}
/// const liantu::Sensitivity s = liantu::sensitivity(ranked, 0);
/// // “本地需求拉动”升高 0.08 即升一位
/// if (!liantu::sensitivity_text(s).empty()) say(liantu::sensitivity_text(s).zh);
/// @endcode
#pragma once

#include "liantu/analysis/policy.hpp"
#include "liantu/analysis/target.hpp"
#include "liantu/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace liantu {

/// The value at which a criterion counts in the score: its middle, 1/2 where it is not known.
[[nodiscard]] inline double middle_value(const Target& target, std::size_t criterion) {
  return (target.criteria[criterion].low + target.criteria[criterion].high) / 2;
}

namespace detail {

// Rises and falls of the target's own values; `ahead` and `behind` are its neighbours, null at an end of the list.
inline void find_steps(const Target& target, const Target* ahead, const Target* behind, Sensitivity& out) {
  const auto nearer = [](double change, const std::optional<Sensitivity::Step>& than) {
    return !than || std::abs(change) < std::abs(than->change);
  };
  for (std::size_t i = 0; i < target.criteria.size(); ++i) {
    const CriterionValue& criterion = target.criteria[i];
    if (!criterion.value || criterion.weight <= 0) continue;
    const double at = middle_value(target, i);
    if (ahead != nullptr) {
      const double rise = (ahead->score - target.score) / criterion.weight;
      if (at + rise < 1) out.up[i] = rise;
    }
    if (behind != nullptr) {
      const double fall = (behind->score - target.score) / criterion.weight;
      if (at + fall > 0) out.down[i] = fall;
    }
    const auto named = static_cast<Criterion>(i);
    if (out.up[i] && nearer(*out.up[i], out.first_up)) out.first_up = Sensitivity::Step{named, *out.up[i]};
    if (out.down[i] && nearer(*out.down[i], out.first_down)) out.first_down = Sensitivity::Step{named, *out.down[i]};
  }
}

// The weight of criterion `i` nearest to its own at which the target and another change places. Multiplying a weight w
// by f adds (f-1)·w·(value) to a score before all are scaled alike, so that the two meet at f = 1 + gap/(w·difference);
// w is then f·w/(1+(f-1)·w) of all weights.
[[nodiscard]] inline std::optional<double> turning_weight(const std::vector<const Target*>& ranked, std::size_t place,
                                                          std::size_t i) {
  const Target& target = *ranked[place];
  const double weight = target.criteria[i].weight;
  std::optional<double> out;
  if (weight <= 0) return out;
  for (std::size_t other = 0; other < ranked.size(); ++other) {
    const double difference = middle_value(target, i) - middle_value(*ranked[other], i);
    if (other == place || std::abs(difference) < 1e-9) continue;
    const double factor = 1 + (ranked[other]->score - target.score) / (weight * difference);
    const double to = factor * weight / (1 + (factor - 1) * weight);
    // At no weight at all the criterion tells the two apart no more, nor turns them.
    if (factor <= 0 || to < 1e-6) continue;
    if (!out || std::abs(to - weight) < std::abs(*out - weight)) out = to;
  }
  return out;
}

}  // namespace detail

/// The sensitivity of ranked[place]; `ranked` are all ranked targets by rank. Changes are exact to 1e-6 over the
/// criterion's weight, since scores are to 1e-6. O(criteria · n).
[[nodiscard]] inline Sensitivity sensitivity(const std::vector<const Target*>& ranked, std::size_t place) {
  Sensitivity out;
  const Target& target = *ranked[place];
  detail::find_steps(target, place == 0 ? nullptr : ranked[place - 1],
                     place + 1 == ranked.size() ? nullptr : ranked[place + 1], out);
  for (std::size_t i = 0; i < target.criteria.size(); ++i) {
    const double weight = target.criteria[i].weight;
    out.weight[i] = detail::turning_weight(ranked, place, i);
    if (!out.weight[i]) continue;
    if (out.first_weight &&
        std::abs(out.first_weight->to - out.first_weight->from) <= std::abs(*out.weight[i] - weight))
      continue;
    out.first_weight = Sensitivity::Reweighing{static_cast<Criterion>(i), weight, *out.weight[i]};
  }
  return out;
}

/// The smallest changes in words; empty where nothing moves the target. Figures are rounded so that they suffice:
/// values up to the next hundredth, weights to the next tenth of a percent. O(1).
[[nodiscard]] inline Text sensitivity_text(const Sensitivity& s) {
  Text out;
  const auto add = [&](const std::string& zh, const std::string& en) {
    out.zh += (out.zh.empty() ? "" : "；") + zh;
    out.en += (out.en.empty() ? "" : "; ") + en;
  };
  const auto name = [](Criterion criterion, Lang lang) {
    std::string text(label(criterion, lang));
    std::replace(text.begin(), text.end(), '_', ' ');
    return lang == Lang::zh ? "“" + text + "”" : "\"" + text + "\"";
  };
  const auto more_than = [](double change) { return plain((std::floor(std::abs(change) * 100 + 1e-4) + 1) / 100, 2); };
  if (s.first_up) {
    const std::string by = more_than(s.first_up->change);
    add(name(s.first_up->criterion, Lang::zh) + "升高 " + by + " 即升一位",
        name(s.first_up->criterion, Lang::en) + " higher by " + by + " moves it up a place");
  }
  if (s.first_down) {
    const std::string by = more_than(s.first_down->change);
    add(name(s.first_down->criterion, Lang::zh) + "降低 " + by + " 即降一位",
        name(s.first_down->criterion, Lang::en) + " lower by " + by + " moves it down a place");
  }
  if (s.first_weight) {
    const auto& w = *s.first_weight;
    const double thousandths = w.to >= w.from ? std::floor(w.to * 1000 + 1e-3) + 1 : std::ceil(w.to * 1000 - 1e-3) - 1;
    const std::string from = percent(w.from, 1);
    const std::string to = percent(std::clamp(thousandths / 1000, 0.0, 1.0), 1);
    add(name(w.criterion, Lang::zh) + "的权重由 " + from + " 改为 " + to + " 即换位",
        "with a weight of " + to + " instead of " + from + " for " + name(w.criterion, Lang::en) +
            " it changes places");
  }
  return out;
}

}  // namespace liantu
