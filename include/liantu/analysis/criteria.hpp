// The criteria of a target on absolute scales (x/(x+x0), x0 of the policy), so that a run's own minimum and maximum
// change nothing. DESIGN §4, Rank.
#pragma once

#include "liantu/analysis/coverage.hpp"
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
        m_leaking(atlas.node_count(), 0) {
    for (const Leak& leak : analysis.leaks) m_leaking[leak.node] = leak.mass;
    for (double weight : policy.rank.weights) m_weight_sum += weight;
  }

  // r(v) with unobserved inputs absent, and with them present.
  [[nodiscard]] const Supply& supply_low() const { return m_supply_low; }
  [[nodiscard]] const Supply& supply_high() const { return m_supply_high; }

  // Sets the criteria of a target, and low, score, high, known of them. O(affected links).
  void measure(Target& target) {
    const NodeIndex v = target.gap.node;
    const Node& node = m_atlas.node(v);
    for (std::size_t i = 0; i < target.criteria.size(); ++i) {
      target.criteria[i].weight = m_policy.rank.weights[i] / m_weight_sum;
    }
    const auto asked = demand(v);
    if (asked && !node.terminal) scaled(target, Criterion::demand_pull, asked->first, asked->second);
    const Side supply = side(v);
    if (!supply.unseen) {
      scaled(target, Criterion::supply_push, supply.mass);
      scaled(target, Criterion::leak_closed, supply.leaking);
    }
    // What it unlocks depends on the inputs that the table cannot show.
    const double absent = m_supply_low.unlock(v);
    const double present = m_supply_high.unlock(v);
    scaled(target, Criterion::unlock, std::min(absent, present), std::max(absent, present));
    if (node.value_added) {
      static constexpr std::array<double, 3> levels{0.2, 0.5, 0.9};
      direct(target, Criterion::value_added, levels[static_cast<std::size_t>(*node.value_added)]);
    }
    if (m_question.county != nullptr) direct(target, Criterion::lead_fit, lead_fit(v));
    if (v < m_question.feasibility.size() && m_question.feasibility[v])
      direct(target, Criterion::feasibility, std::clamp(*m_question.feasibility[v], 0.0, 1.0));
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
    out = {value, value, value, value, out.weight};
  }

  void scaled(Target& target, Criterion criterion, double x) const { scaled(target, criterion, x, x); }
  void scaled(Target& target, Criterion criterion, double low, double high) const {
    const double half = m_policy.rank.half[static_cast<std::size_t>(criterion)];
    const auto scale = [half](double x) { return x <= 0 ? 0 : x / (x + half); };
    CriterionValue& out = slot(target, criterion);
    // A range below the precision of scores is none.
    if (scale(high) - scale(low) < 1e-6) high = low;
    out = {(scale(low) + scale(high)) / 2, scale(low), scale(high), low, out.weight};
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

  // Mass of held customers, times the share of their inputs that the node would be, less what alternatives to it give
  // them. Nothing where there are customers and all are unobserved.
  // Low with unobserved alternatives present, high with them absent.
  [[nodiscard]] std::optional<std::pair<double, double>> demand(NodeIndex v) const {
    std::pair<double, double> sum{0, 0};
    std::size_t unobserved = 0;
    std::set<NodeIndex> seen;
    for (LinkIndex e : m_atlas.outputs(v)) {
      const NodeIndex u = m_atlas.edge(e).to;
      if (!is_supply(m_atlas.link(e).kind) || !seen.insert(u).second) continue;
      if (m_states[u] == State::unobserved) ++unobserved;
      if (!is_held(m_states[u])) continue;
      for (const InputGroup& group : m_structure.groups[u]) {
        if (std::find(group.suppliers.begin(), group.suppliers.end(), v) == group.suppliers.end()) continue;
        double seen_had = 0;
        double may_have = 0;
        for (NodeIndex other : group.suppliers) {
          if (other == v) continue;
          seen_had = std::max(seen_had, presence(m_states[other], 0));
          may_have = std::max(may_have, presence(m_states[other], 1));
        }
        const double share = m_coverage[u].mass_value() * group.weight;
        sum.first += share * (1 - may_have);
        sum.second += share * (1 - seen_had);
      }
    }
    if (!seen.empty() && unobserved == seen.size()) return std::nullopt;
    return sum;
  }

  // The suppliers of a node over links that carry value.
  struct Side {
    double mass = 0;
    double leaking = 0;
    bool unseen = false;  // there are suppliers, and all are unobserved
  };
  [[nodiscard]] Side side(NodeIndex v) const {
    Side out;
    std::set<NodeIndex> seen;
    std::size_t unobserved = 0;
    for (LinkIndex e : m_atlas.inputs(v)) {
      const NodeIndex u = m_atlas.edge(e).from;
      if (!carries_value(m_atlas.link(e).kind) || !seen.insert(u).second) continue;
      if (m_states[u] == State::unobserved) ++unobserved;
      if (!is_held(m_states[u])) continue;
      out.mass += m_coverage[u].mass_value();
      out.leaking += m_leaking[u];
    }
    out.unseen = !seen.empty() && unobserved == seen.size();
    return out;
  }

  // 1 lead, 0.8 characteristic, 0.6 emerging chain; 0.3 outside them but linked to a lead chain; else 0.1.
  [[nodiscard]] double lead_fit(NodeIndex v) const {
    const auto chain_of = [&](NodeIndex u) { return m_question.county->chain(m_atlas.chain_of(u).id); };
    if (const auto* chain = chain_of(v)) {
      static constexpr std::array<double, 3> values{1, 0.8, 0.6};
      return values[static_cast<std::size_t>(chain->standing)];
    }
    const auto leads = [&](NodeIndex u) {
      const auto* chain = chain_of(u);
      return chain != nullptr && chain->standing == Standing::lead;
    };
    const auto& outputs = m_atlas.outputs(v);
    const auto& inputs = m_atlas.inputs(v);
    const bool linked =
        std::any_of(outputs.begin(), outputs.end(), [&](LinkIndex e) { return leads(m_atlas.edge(e).to); }) ||
        std::any_of(inputs.begin(), inputs.end(), [&](LinkIndex e) { return leads(m_atlas.edge(e).from); });
    return linked ? 0.3 : 0.1;
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
