/// @file
/// 产业账: what a project does for the county's chains, from the graph. Each word is a named predicate on states and
/// the rules of gaps.hpp, in this order; the first that holds is said:
/// @code{.cpp}
/// 契合: the node's chain is in the county file, or a held node one supply link down from it is of such a chain;
/// 待核 without a county file, which says whose chains count;
/// 开辟新链 opens: the chain is not formed here (build.chain), and the node is a missing core node of it;
/// 待核: the table cannot say whether the node is held (数据未覆盖, 疑似);
/// 引领 leads: 契合 by its own chain, a core node that becomes 优势 by the project (leads.strong), or the one of the
/// chain
///   that unlocks most (leads.unlock);
/// 补充 fills: 契合, and fill.essential, fill.between, fill.weak, extend.down or extend.up holds;
/// 壮大 grows: 契合, and the node is held;
/// 不契合 none: all else, and every node of a chain that the county file does not have and that is formed here.
/// @endcode
#pragma once

#include "liantu/analysis/gaps.hpp"
#include "liantu/analysis/node_supply.hpp"
#include "liantu/analysis/objections.hpp"
#include "liantu/analysis/supply.hpp"
#include "liantu/promotion/accounts.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu {

/// What a project does for a chain.
enum class Contribution { leads, fills, grows, opens, none, open };
template <>
struct EnumWords<Contribution> {
  static constexpr std::array<std::string_view, 6> names{"leads", "fills", "grows", "opens", "none", "to-be-checked"};
  static constexpr std::array<std::string_view, 6> zh{"引领", "补充", "壮大", "开辟新链", "不契合", "待核"};
};

/// Why a node contributes as it does.
enum class FitReason {
  leads_strong,
  leads_unlock,
  fills,
  grows,
  opens,
  no_county,
  unseen,
  not_listed,
  far,
};
template <>
struct EnumWords<FitReason> {
  static constexpr std::array<std::string_view, 9> names{"leads.strong", "leads.unlock", "fills",      "grows", "opens",
                                                         "no-county",    "unseen",       "not-listed", "far"};
  static constexpr std::array<std::string_view, 9> zh{
      "核心环节，因该项目成为优势",
      "核心环节，全链中带动最大",
      "补上缺失或薄弱的环节",
      "壮大已有环节",
      "本地尚未成形的产业链，从核心环节进入",
      "没有县情文件，不知是否本县产业链",
      "名单看不出本地有无该环节，须先核实",
      "所在产业链不在县情文件所列之内，也不直接供应所列产业链的已有环节",
      "与现有环节相距较远，接不上",
  };
};

/// What a project means to one of its nodes.
struct NodeFit {
  NodeIndex node = 0;
  State before = State::unobserved;
  State after = State::unobserved;  ///< with the project, as one more firm
  Contribution contribution = Contribution::none;
  FitReason reason = FitReason::not_listed;
  std::optional<ChainIndex> chain;   ///< of the county file: its own, or one that it supplies
  std::optional<Standing> standing;  ///< of that chain
  std::vector<Rule> rules;           ///< that hold of the node, of those that the words above name
  std::vector<NodeIndex> needed_by;  ///< present or strong nodes that must have it
  SupplyRange unlock;                ///< 带动, with unseen inputs absent and present
  std::uint64_t firms = 0;           ///< here in this node already, for sure
  std::uint64_t above_scale = 0;     ///< of them

  /// The node is held here already: the project adds to it, and fills nothing.
  [[nodiscard]] bool duplicates() const { return is_firm(before); }
};

/// 产业账 of one project.
struct IndustryAccount {
  Account account = Account::open;
  std::vector<NodeFit> nodes;  ///< in the order of the project; none: not filled in
  SupplyRange unlock;          ///< of all of them together
  std::vector<Objection> vetoes;
  std::vector<Objection> cautions;
};

/// Asks the graph. All that it is given must outlive it. Not for two threads at a time.
class IndustryLedger {
 public:
  /// O(links).
  IndustryLedger(const Atlas& atlas, const Structure& structure, const Coverage& coverage,
                 const std::vector<State>& states, const Policy& policy, const Question& question)
      : m_atlas(atlas),
        m_coverage(coverage),
        m_states(states),
        m_policy(policy),
        m_county(question.county),
        m_rules(atlas, coverage, states, policy, structure.groups),
        m_objections(atlas, policy, question),
        m_low(structure.groups, structure.parts, presences(states, 0), policy.supply.delta),
        m_high(structure.groups, structure.parts, presences(states, 1), policy.supply.delta) {}

  /// The account is met where one node contributes, else open where one is to be checked or no node is filled in.
  /// Precondition: the atlas has the project's nodes. O(nodes of their chains · links affected).
  [[nodiscard]] IndustryAccount of(const Project& project, double kept = 1) {
    IndustryAccount out;
    std::vector<NodeIndex> nodes;
    bool met = false;
    bool open = project.nodes.empty();
    for (const std::string& key : project.nodes) {
      nodes.push_back(m_atlas.find(key).value());
      out.nodes.push_back(fit(nodes.back(), project, kept));
      const Contribution contribution = out.nodes.back().contribution;
      open = open || contribution == Contribution::open;
      met = met || (contribution != Contribution::open && contribution != Contribution::none);
      object(nodes.back(), out);
    }
    out.account = met ? Account::met : open ? Account::open : Account::lacking;
    out.unlock = nodes.size() == 1 ? out.nodes[0].unlock : together(nodes);
    return out;
  }

 private:
  // Rules by which a node fills.
  static constexpr std::array filling{Rule::fill_essential, Rule::fill_between, Rule::fill_weak, Rule::extend_down,
                                      Rule::extend_up};

  [[nodiscard]] NodeFit fit(NodeIndex v, const Project& project, double kept) {
    NodeFit out;
    out.node = v;
    out.before = m_states[v];
    out.after = state_with(v, project, kept);
    out.firms = m_coverage[v].count(Band::confident);
    out.above_scale = m_coverage[v].above_scale;
    out.needed_by = m_rules.needed_by(v);
    out.unlock = range(m_low.unlock(v), m_high.unlock(v));
    for (const Rule rule : filling) {
      if (m_rules.holds(rule, v)) out.rules.push_back(rule);
    }
    find_chain(out);
    decide(out);
    return out;
  }

  void decide(NodeFit& out) {
    const auto say = [&](Contribution contribution, FitReason reason) {
      out.contribution = contribution;
      out.reason = reason;
    };
    const NodeIndex v = out.node;
    const bool core = m_atlas.node(v).core;
    const ChainIndex own = m_atlas.chain_index(v);
    const bool unseen = out.before == State::unobserved || out.before == State::suspected;
    if (m_county == nullptr) return say(Contribution::open, FitReason::no_county);
    if (core && m_rules.holds(Rule::build_chain, v)) {
      out.rules.insert(out.rules.begin(), Rule::build_chain);
      return say(Contribution::opens, FitReason::opens);
    }
    // Of a chain that is not the county's, a core node alone could open it.
    if (unseen && (out.chain || core)) return say(Contribution::open, FitReason::unseen);
    if (!out.chain) return say(Contribution::none, FitReason::not_listed);
    if (core && *out.chain == own) {
      if (out.after == State::strong && out.before != State::strong)
        return say(Contribution::leads, FitReason::leads_strong);
      if (unlocks_most(v)) return say(Contribution::leads, FitReason::leads_unlock);
    }
    if (!out.rules.empty()) return say(Contribution::fills, FitReason::fills);
    if (is_held(out.before)) return say(Contribution::grows, FitReason::grows);
    say(Contribution::none, FitReason::far);
  }

  // Its own chain where the county has it, else that of the first node that must have it, or that it would supply.
  void find_chain(NodeFit& out) const {
    if (m_county == nullptr) return;
    const auto take = [&](ChainIndex chain) {
      const CountyChain* listed = m_county->chain(m_atlas.chains()[chain].id);
      if (listed == nullptr) return false;
      out.chain = chain;
      out.standing = listed->standing;
      return true;
    };
    if (take(m_atlas.chain_index(out.node))) return;
    for (const NodeIndex u : out.needed_by) {
      if (take(m_atlas.chain_index(u))) return;
    }
    for (const NodeIndex u : m_rules.neighbours(out.node, true)) {
      if (take(m_atlas.chain_index(u))) return;
    }
  }

  // The state of the node with one more sure firm: above scale if its output of the run says so.
  [[nodiscard]] State state_with(NodeIndex v, const Project& project, double kept) const {
    NodeCoverage sums = m_coverage[v];
    const Drawn output = drawn(project, ProjectFigure::output, kept);
    const bool above = output.value && reaches(*output.value, m_policy.size.above_scale_revenue_10k_yuan);
    ++sums.firms[static_cast<std::size_t>(Band::confident)][static_cast<std::size_t>(SizeClass::unknown)];
    if (project.leader) ++sums.designated;
    if (above) {
      ++sums.above_scale;
    } else {
      ++sums.others;
      sums.others_hundredths += 100;
    }
    return state_of(sums, true, m_policy.coverage);
  }

  // With what the table cannot show absent. Ties are all the most.
  [[nodiscard]] bool unlocks_most(NodeIndex v) {
    const ChainIndex chain = m_atlas.chain_index(v);
    auto most = m_most.find(chain);
    if (most == m_most.end()) {
      double best = 0;
      const auto [first, last] = m_atlas.nodes_of(chain);
      for (NodeIndex u = first; u < last; ++u) best = std::max(best, m_low.unlock(u));
      most = m_most.emplace(chain, best).first;
    }
    return most->second > 1e-9 && m_low.unlock(v) >= most->second - 1e-9;
  }

  [[nodiscard]] static SupplyRange range(double a, double b) { return {std::min(a, b), std::max(a, b)}; }
  [[nodiscard]] SupplyRange together(std::span<const NodeIndex> nodes) {
    return nodes.empty() ? SupplyRange{} : range(m_low.joint_unlock(nodes), m_high.joint_unlock(nodes));
  }

  void object(NodeIndex v, IndustryAccount& out) const {
    Target target;
    target.gap.node = v;
    target.gap.action = Action::fill;
    m_objections.tell(target);
    if (target.veto) out.vetoes.push_back(std::move(*target.veto));
    for (Objection& caution : target.cautions) out.cautions.push_back(std::move(caution));
  }

  const Atlas& m_atlas;
  const Coverage& m_coverage;
  const std::vector<State>& m_states;
  const Policy& m_policy;
  const County* m_county;
  GapRules m_rules;
  detail::Objections m_objections;
  Supply m_low;   // what the table cannot show is absent,
  Supply m_high;  // or present
  std::map<ChainIndex, double> m_most;
};

}  // namespace liantu
