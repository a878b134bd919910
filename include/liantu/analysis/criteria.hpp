/// @file
/// The criteria of a target on absolute scales (x/(x+x0), x0 of the policy), so that a run's own minimum and maximum
/// change nothing.
#pragma once

#include "liantu/analysis/coverage.hpp"
#include "liantu/analysis/criteria_parts.hpp"
#include "liantu/analysis/supply.hpp"
#include "liantu/analysis/target.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace liantu::detail {

class Criteria {
 public:
  // All must outlive the object; `analysis` holds the states and the leaks. O(iterations of Supply · links).
  Criteria(const Atlas& atlas, const Structure& structure, const Coverage& coverage, const Policy& policy,
           const Question& question, const Analysis& analysis)
      : m_atlas(atlas),
        m_structure(structure),
        m_coverage(coverage),
        m_policy(policy),
        m_question(question),
        m_states(analysis.states),
        m_supply_low(structure.groups, structure.parts, presences(analysis.states, 0), policy.supply.delta),
        m_supply_high(structure.groups, structure.parts, presences(analysis.states, 1), policy.supply.delta),
        m_leaking(leaking_mass(atlas, analysis.leaks)) {
    for (double weight : policy.rank.weights) m_weight_sum += weight;
  }

  // Sets the criteria of a target, and low, score, high, known of them. O(affected links).
  void measure(Target& target) {
    const NodeIndex v = target.gap.node;
    const Node& node = m_atlas.node(v);
    for (std::size_t i = 0; i < target.criteria.size(); ++i) {
      target.criteria[i].weight = m_policy.rank.weights[i] / m_weight_sum;
    }
    const Demand asked = demand_of(m_atlas, m_structure.groups, m_coverage, m_states, v);
    if (!asked.unseen && !node.terminal) scaled(target, Criterion::demand_pull, asked.low(), asked.high());
    const Push push = push_of(m_atlas, m_coverage, m_states, m_leaking, v);
    if (!push.unseen) {
      scaled(target, Criterion::supply_push, push.mass());
      scaled(target, Criterion::leak_closed, push.leaking());
    }
    // What it unlocks depends on the inputs that the table cannot show.
    const double absent = m_supply_low.unlock(v);
    const double present = m_supply_high.unlock(v);
    scaled(target, Criterion::unlock, std::min(absent, present), std::max(absent, present));
    if (node.value_added) {
      direct(target, Criterion::value_added, value_added_levels[static_cast<std::size_t>(*node.value_added)]);
    }
    if (m_question.county != nullptr)
      direct(target, Criterion::lead_fit, lead_fit_of(m_atlas, *m_question.county, v).value);
    if (v < m_question.feasibility.size() && m_question.feasibility[v])
      direct(target, Criterion::feasibility, std::clamp(*m_question.feasibility[v], 0.0, 1.0));
    if (v < m_question.candidates.size())
      scaled(target, Criterion::candidates, static_cast<double>(m_question.candidates[v]));
    scaled(target, Criterion::cross_chain, m_structure.other_chains[v]);
    if (node.typical && node.typical->land_mu.value_or(0) > 0) {
      const double land = *node.typical->land_mu;
      if (node.typical->tax_10k_yuan) scaled(target, Criterion::tax_per_mu, *node.typical->tax_10k_yuan / land);
      if (node.typical->jobs) scaled(target, Criterion::jobs_per_mu, *node.typical->jobs / land);
    }
    sum_up(target);
  }

 private:
  static CriterionValue& slot(Target& target, Criterion criterion) {
    return target.criteria[static_cast<std::size_t>(criterion)];
  }

  static void direct(Target& target, Criterion criterion, double value) {
    CriterionValue& out = slot(target, criterion);
    out = {value, value, value, value, value, out.weight};
  }

  void scaled(Target& target, Criterion criterion, double x) const { scaled(target, criterion, x, x); }
  void scaled(Target& target, Criterion criterion, double low, double high) const {
    const double half = m_policy.rank.half[static_cast<std::size_t>(criterion)];
    const auto scale = [half](double x) { return x <= 0 ? 0 : x / (x + half); };
    CriterionValue& out = slot(target, criterion);
    // A range below the precision of scores is none.
    if (scale(high) - scale(low) < 1e-6) high = low;
    out = {(scale(low) + scale(high)) / 2, scale(low), scale(high), low, high, out.weight};
  }

  void sum_up(Target& target) const {
    double low = 0;
    double high = 0;
    for (const CriterionValue& criterion : target.criteria) {
      low += criterion.weight * criterion.low;
      high += criterion.weight * criterion.high;
      target.known += criterion.known();
    }
    const auto rounded = [](double value) { return std::round(value * 1e6) / 1e6; };
    target.low = rounded(low);
    target.score = rounded((low + high) / 2);
    target.high = rounded(high);
    target.known = rounded(target.known);
    target.insufficient = target.known < m_policy.rank.known_min;
  }

  const Atlas& m_atlas;
  const Structure& m_structure;
  const Coverage& m_coverage;
  const Policy& m_policy;
  const Question& m_question;
  const std::vector<State>& m_states;
  Supply m_supply_low;
  Supply m_supply_high;
  std::vector<double> m_leaking;  // mass, by node
  double m_weight_sum = 0;
};

}  // namespace liantu::detail
