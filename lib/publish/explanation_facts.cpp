#include "explanation_facts.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace liantu::explanation_detail {

using lists_detail::clean;
using lists_detail::name_limit;
using lists_detail::Say;
using lists_detail::Section;

Gatherer::Gatherer(const Study& study)
    : m_study(study),
      m_groups(study.groups()),
      m_leaking(leaking_mass(*study.atlas, study.analysis.leaks)),
      m_low(presences(study.analysis.states, 0)),
      m_high(presences(study.analysis.states, 1)),
      m_supply_low(m_groups, m_low, study.policy->supply.delta),
      m_supply_high(m_groups, m_high, study.policy->supply.delta),
      m_rules(*study.atlas, study.coverage, study.analysis.states, *study.policy, m_groups) {}

void Gatherer::add_supply(Facts& facts) const {
  const double delta = m_study.policy->supply.delta;
  for (const InputGroup& group : m_groups[facts.node]) {
    GroupSupply out{group, group.suppliers.front(), group.suppliers.front(), 0, 0};
    for (NodeIndex u : group.suppliers) {
      const double low = m_low[u] * ((1 - delta) + delta * m_supply_low[u]);
      const double high = m_high[u] * ((1 - delta) + delta * m_supply_high[u]);
      if (low > out.low) out.best_low = u;
      if (high > out.high) out.best_high = u;
      out.low = std::max(out.low, low);
      out.high = std::max(out.high, high);
    }
    facts.supply.push_back(out);
  }
}

void Gatherer::add_gains(Facts& facts) const {
  const auto gains = [&](Supply supply) {
    std::vector<Supply::Effect> out;
    if (supply.presence_of(facts.node) >= 1) return out;
    out = supply.effects({&facts.node, 1}, 1);
    // Changes below the precision of the fixpoint are none.
    std::erase_if(out, [&](const Supply::Effect& e) { return e.node == facts.node || e.gain() <= 1e-9; });
    return out;
  };
  if (is_held(m_study.state(facts.node))) {
    Supply supply = m_supply_low;
    facts.losses = supply.effects({&facts.node, 1}, 0);
    std::erase_if(facts.losses, [&](const Supply::Effect& e) { return e.node == facts.node || e.gain() >= -1e-9; });
  }
  facts.gains_low = gains(m_supply_low);
  facts.gains_high = gains(m_supply_high);
}

// The targets before and after it that are in the same part of the list.
void Gatherer::add_list(Facts& facts) const {
  if (facts.target == nullptr) return;
  const auto& targets = m_study.analysis.targets;
  const auto at = static_cast<std::size_t>(facts.target - targets.data());
  const Section section = lists_detail::section_of(*facts.target);
  if (section != Section::ranked && section != Section::caution) return;
  if (at > 0 && lists_detail::section_of(targets[at - 1]) == section) facts.above = &targets[at - 1];
  if (at + 1 < targets.size() && lists_detail::section_of(targets[at + 1]) == section) facts.below = &targets[at + 1];
}

Facts Gatherer::facts_of(NodeIndex v) const {
  const Atlas& atlas = *m_study.atlas;
  Facts out;
  out.node = v;
  out.target = m_study.target_of(v);
  if (out.target == nullptr && m_study.state(v) == State::missing) {
    for (const Target& target : m_study.analysis.targets) {
      const bool same = atlas.chain_index(target.gap.node) == atlas.chain_index(v);
      if (target.gap.rule == Rule::build_chain && same) out.build = &target;
    }
  }
  add_supply(out);
  for (const Leak& leak : m_study.analysis.leaks) {
    if (leak.node == v) out.leak = &leak;
  }
  out.demand = demand_of(atlas, m_groups, m_study.coverage, m_study.analysis.states, v);
  out.push = push_of(atlas, m_study.coverage, m_study.analysis.states, m_leaking, v);
  add_gains(out);
  for (ChainIndex chain : chains_in_reach(atlas, m_groups, v, m_study.policy->gaps.horizon)) {
    if (chain != atlas.chain_index(v)) out.other_chains.push_back(chain);
  }
  if (m_study.county != nullptr) out.lead = lead_fit_of(atlas, *m_study.county, v);
  add_list(out);
  return out;
}

std::vector<Neighbour> links_of(const Study& study, NodeIndex v, bool customers) {
  const Atlas& atlas = *study.atlas;
  std::vector<Neighbour> out;
  for (LinkIndex e : customers ? atlas.outputs(v) : atlas.inputs(v)) {
    const Link& link = atlas.link(e);
    // Either end's file may state the link.
    ChainIndex chain = atlas.chain_index(atlas.edge(e).from);
    const auto& links = atlas.chains()[chain].links;
    if (std::none_of(links.begin(), links.end(), [&](const Link& one) { return &one == &link; }))
      chain = atlas.chain_index(atlas.edge(e).to);
    out.push_back({customers ? atlas.edge(e).to : atlas.edge(e).from, &link, chain});
  }
  // What goes into the product first.
  std::stable_partition(out.begin(), out.end(), [](const Neighbour& n) { return is_supply(n.link->kind); });
  return out;
}

// The ends are those of the sums: which of the two is larger is decided for all nodes together.
std::vector<NodeGain> gains_of(const Facts& facts) {
  std::map<NodeIndex, NodeGain> by_node;
  double absent = 0;
  double present = 0;
  for (const Supply::Effect& gain : facts.gains_low) {
    by_node[gain.node] = {gain.node, gain.gain(), 0, gain.before, gain.after};
    absent += gain.gain();
  }
  for (const Supply::Effect& gain : facts.gains_high) {
    by_node[gain.node].node = gain.node;
    by_node[gain.node].high = gain.gain();
    present += gain.gain();
  }
  std::vector<NodeGain> out;
  for (auto& [node, gain] : by_node) {
    if (absent > present) std::swap(gain.low, gain.high);
    out.push_back(gain);
  }
  return out;
}

std::vector<std::pair<Criterion, double>> differences(const Target& a, const Target& b) {
  std::vector<std::pair<Criterion, double>> out;
  for (std::size_t i = 0; i < a.criteria.size(); ++i) {
    const double by = contribution(a.criteria[i]) - contribution(b.criteria[i]);
    if (std::abs(by) >= 1e-6) out.emplace_back(static_cast<Criterion>(i), by);
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& x, const auto& y) { return std::abs(x.second) > std::abs(y.second); });
  return out;
}

const Source* source_of(const Chain& chain, const Basis& basis) {
  const auto it = std::find_if(chain.sources.begin(), chain.sources.end(),
                               [&](const Source& source) { return source.id == basis.source; });
  return it == chain.sources.end() ? nullptr : &*it;
}

std::string basis_text(const Chain& chain, const Basis& basis, Lang lang) {
  const Say say(lang);
  const std::string dated = basis.as_of.empty() ? "" : say("，所述时点 ", ", as of ") + clean(basis.as_of, 40);
  const Source* source = source_of(chain, basis);
  if (source == nullptr) return say("依据为判断", "on judgement") + dated;
  std::string by = clean(source->publisher, name_limit);
  if (source->year) by += (by.empty() ? "" : say("，", ", ")) + std::to_string(*source->year);
  const std::string title = clean(source->title, name_limit);
  return title + (by.empty() ? "" : say("（", " (") + by + say("）", ")")) + dated;
}

}  // namespace liantu::explanation_detail
