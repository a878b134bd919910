/// @file
/// 一票否决 and 慎入: what is against a target, by the chains' data and by the county.
#pragma once

#include "liantu/analysis/target.hpp"
#include "liantu/date.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu::detail {

// Tells the objections to targets. What rests on judgement or is older than the policy allows never vetoes.
class Objections {
 public:
  // All three must outlive the object.
  Objections(const Atlas& atlas, const Policy& policy, const Question& question)
      : m_atlas(atlas), m_policy(policy), m_question(question) {}

  // Sets `veto` and `cautions` of a target that asks for something. O(entry nodes · refusals of the county).
  void tell(Target& target) const {
    if (target.gap.action == Action::verify || target.gap.action == Action::watch) return;
    if (target.gap.entries.empty()) {
      tell_node(target);
    } else {
      tell_chain(target);
    }
  }

 private:
  // A chain can be entered while one of its entry nodes is free of vetoes; what is against the others is told by name.
  void tell_chain(Target& target) const {
    std::size_t vetoed = 0;
    for (const NodeIndex entry : target.gap.entries) {
      Target one;
      one.gap.node = entry;
      tell_node(one);
      const Node& node = m_atlas.node(entry);
      if (one.veto) {
        if (vetoed++ == 0) target.veto = one.veto;
        one.cautions.insert(one.cautions.begin(), *one.veto);
      }
      for (Objection& objection : one.cautions) {
        objection.reason = {node.title(Lang::zh) + "：" + objection.reason.zh,
                            node.title(Lang::en) + ": " + objection.reason.en};
        target.cautions.push_back(std::move(objection));
      }
    }
    if (vetoed < target.gap.entries.size()) target.veto.reset();
  }

  void tell_node(Target& target) const {
    const Node& node = m_atlas.node(target.gap.node);
    if (node.policy && node.policy->value == PolicyStanding::eliminated) {
      const Basis& basis = node.policy->basis;
      if (basis.judgement() || stale(basis)) {
        object(target, basis.judgement() ? Caution::judged_veto : Caution::stale_veto, basis, node.policy->clause);
      } else {
        target.veto =
            Objection{"eliminated", Text("淘汰类：" + node.policy->clause, "eliminated: " + node.policy->clause),
                      target.gap.node, basis};
      }
    }
    if (m_question.county != nullptr) county_objections(target, node);
    if (node.policy && node.policy->value == PolicyStanding::restricted)
      object(target, Caution::restricted, node.policy->basis, node.policy->clause);
    if (node.capacity && node.capacity->value == Capacity::surplus)
      object(target, Caution::surplus, node.capacity->basis, {});
    if (node.life_stage && node.life_stage->value == LifeStage::declining)
      object(target, Caution::declining, node.life_stage->basis, {});
    for (const auto& control : node.controls) {
      object(target, control.value == Control::two_high ? Caution::two_high : Caution::capacity_replacement,
             control.basis, control.clause);
    }
  }

  [[nodiscard]] bool stale(const Basis& basis) const {
    const auto now = parse_date(m_question.date);
    const auto then = parse_date(basis.as_of);
    return now && then && now->months() - then->months() > m_policy.rank.stale_months;
  }

  [[nodiscard]] bool vetoes(Caution caution) const {
    const auto in = [caution](const std::vector<Caution>& list) {
      return std::find(list.begin(), list.end(), caution) != list.end();
    };
    return in(m_policy.rank.vetoes) || (m_question.county != nullptr && in(m_question.county->cautions_as_veto));
  }

  // A caution, or a veto where the policy or the county makes it one and its basis is sourced and fresh.
  void object(Target& target, Caution caution, const Basis& basis, const std::string& clause) const {
    const bool weak = basis.judgement() || stale(basis);
    Text reason(std::string(label(caution)), std::string(to_string(caution)));
    if (!clause.empty()) {
      reason.zh += "（" + clause + "）";
      reason.en += " (" + clause + ")";
    }
    if (weak) {
      reason.zh += basis.judgement() ? "，依据为判断，须复核"
                                     : "，依据已逾 " + std::to_string(m_policy.rank.stale_months) + " 个月，须复核";
      reason.en += basis.judgement()
                       ? ", on judgement: to be checked"
                       : ", older than " + std::to_string(m_policy.rank.stale_months) + " months: to be checked";
    }
    const bool veto = !weak && vetoes(caution);
    if (veto && !target.veto) {
      target.veto = Objection{"caution." + std::string(to_string(caution)), std::move(reason), target.gap.node, basis};
    } else {
      target.cautions.push_back({std::string(to_string(caution)), std::move(reason), target.gap.node, basis});
    }
  }

  void county_objections(Target& target, const Node& node) const {
    const std::string key = m_atlas.key(target.gap.node);
    const std::string all = m_atlas.chain_of(target.gap.node).id + ":*";
    for (const Refusal& refusal : m_question.county->refuses) {
      const auto listed = [&](const std::string& id) { return id == key || id == all; };
      const bool controlled = std::any_of(node.controls.begin(), node.controls.end(), [&](const auto& control) {
        return std::find(refusal.controls.begin(), refusal.controls.end(), control.value) != refusal.controls.end();
      });
      if (!target.veto && (std::any_of(refusal.nodes.begin(), refusal.nodes.end(), listed) || controlled ||
                           (refusal.pollution && node.pollution && *node.pollution >= *refusal.pollution) ||
                           (refusal.energy && node.energy && *node.energy >= *refusal.energy))) {
        target.veto = Objection{refusal.id, Text(refusal.reason), target.gap.node, {}};
      }
    }
    for (Need need : node.needs) {
      const auto it = m_question.county->sites.find(need);
      if (!target.veto && it != m_question.county->sites.end() && !it->second) {
        target.veto =
            Objection{"site." + std::string(to_string(need)),
                      Text("本地没有" + std::string(label(need)), "the county has no " + std::string(to_string(need))),
                      target.gap.node,
                      {}};
      }
    }
  }

  const Atlas& m_atlas;
  const Policy& m_policy;
  const Question& m_question;
};

}  // namespace liantu::detail
