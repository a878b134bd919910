// What an explanation says of a node, gathered once for text and JSON. Everything comes from the study, or from the
// functions of analysis/ that made it.
#pragma once

#include "lists_facts.hpp"

#include "liantu/analysis/criteria_parts.hpp"
#include "liantu/publish/explanation.hpp"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace liantu::explanation_detail {

// A group of inputs, and what its best supplier gives: the node's presence · ((1-delta) + delta · its own supply).
struct GroupSupply {
  InputGroup group;
  NodeIndex best_low = 0;  // with unobserved inputs absent
  NodeIndex best_high = 0;
  double low = 0;
  double high = 0;
};

struct Facts {
  NodeIndex node = 0;
  const Target* target = nullptr;  // nullptr: none
  const Target* build = nullptr;  // the target that stands for all missing nodes of its chain, where it is not this one
  std::vector<GroupSupply> supply;
  const Leak* leak = nullptr;
  Demand demand;
  Push push;
  std::vector<Supply::Effect> gains_low;  // of held nodes, if this one were had; unobserved inputs absent, and present
  std::vector<Supply::Effect> gains_high;
  std::vector<Supply::Effect> losses;    // of other held nodes, if this held one were lost; unobserved inputs absent
  std::vector<ChainIndex> other_chains;  // within the horizon
  std::optional<LeadFit> lead;           // nothing without a county file
  const Target* above = nullptr;         // its neighbours in the list
  const Target* below = nullptr;
};

// What all nodes share. `study` must outlive the object.
class Gatherer {
 public:
  explicit Gatherer(const Study& study);
  // O(iterations of Supply · links).
  [[nodiscard]] Facts facts_of(NodeIndex v) const;
  [[nodiscard]] const GapRules& rules() const { return m_rules; }

 private:
  void add_supply(Facts& facts) const;
  void add_gains(Facts& facts) const;
  void add_list(Facts& facts) const;

  const Study& m_study;
  const SupplyGraph& m_groups;
  std::vector<double> m_leaking;
  std::vector<double> m_low;  // presences
  std::vector<double> m_high;
  Supply m_supply_low;
  Supply m_supply_high;
  GapRules m_rules;
};

// A link between two nodes, from the side of one of them.
struct Neighbour {
  NodeIndex node = 0;
  const Link* link = nullptr;
  ChainIndex chain = 0;  // whose file states the link
};
[[nodiscard]] std::vector<Neighbour> links_of(const Study& study, NodeIndex v, bool customers);

// What a held node would gain if this one were had; the ends over whether unobserved inputs are there.
struct NodeGain {
  NodeIndex node = 0;
  double low = 0;
  double high = 0;
  double before = 0;  // its local supply, unobserved inputs absent
  double after = 0;
};
[[nodiscard]] std::vector<NodeGain> gains_of(const Facts& facts);

// By how much each criterion lifts `a` over `b`, the largest difference first; none below 1e-6.
[[nodiscard]] std::vector<std::pair<Criterion, double>> differences(const Target& a, const Target& b);

// "0.5", or "0.5–1" where the ends differ as printed.
[[nodiscard]] inline std::string range(double low, double high) {
  const std::string from = plain(low, 4);
  const std::string to = plain(high, 4);
  return from == to ? from : from + "–" + to;
}

// What a criterion adds to the score.
[[nodiscard]] inline double contribution(const CriterionValue& value) {
  return value.weight * (value.low + value.high) / 2;
}

// "《title》（publisher，2024）", or 依据为判断; with its date where one is given.
[[nodiscard]] std::string basis_text(const Chain& chain, const Basis& basis, Lang lang);
// The source of a basis; nullptr for judgement.
[[nodiscard]] const Source* source_of(const Chain& chain, const Basis& basis);

// Why the node is in its state, by the policy: one or two sentences.
[[nodiscard]] std::string why_state(const Study& study, NodeIndex v, Lang lang);
// Thresholds of the policy in words.
[[nodiscard]] std::string thresholds(const Study& study, Lang lang);
// What a rule saw at the node of `facts`, in words.
[[nodiscard]] std::string rule_text(const Study& study, const Gatherer& gatherer, const Facts& facts, Rule rule,
                                    Lang lang);
// "具备，6 家".
[[nodiscard]] std::string state_text(const Study& study, NodeIndex v, Lang lang);
// "毛竹采运（具备，6 家）"
[[nodiscard]] std::string named_state(const Study& study, NodeIndex v, Lang lang);

// What the raw input of a criterion is made of, or why it is unknown; a sentence each.
[[nodiscard]] std::vector<std::string> inputs_of(const Study& study, const Facts& facts, Criterion criterion,
                                                 Lang lang);
// "必需投入：不齐：缺竹材胶黏剂"
[[nodiscard]] std::string essentials_text(const Study& study, NodeIndex v, Lang lang);
// The route of a target, and the first candidates of both orders; a sentence each.
[[nodiscard]] std::vector<std::string> route_lines(const Study& study, const Target& target, Lang lang);
// What is to be had around the county; empty where that was not asked.
[[nodiscard]] std::string nearby_text(const Study& study, NodeIndex v, Lang lang);
// Why the node has the place that it has: 名次, or why it is not ranked.
[[nodiscard]] std::string place_text(const Study& study, const Target& target, Lang lang);

// True where a criterion is x/(x+x0), else it is told as it stands.
[[nodiscard]] constexpr bool is_scaled(Criterion criterion) {
  return criterion != Criterion::value_added && criterion != Criterion::lead_fit && criterion != Criterion::feasibility;
}

}  // namespace liantu::explanation_detail
