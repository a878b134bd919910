/// @file
/// Everything that somebody chose: thresholds, weights, and the rules that turn states into actions. Data, with
/// a shipped default (data/policy/default.json); `liantu policy` prints it. See policy_json.hpp for the file.
#pragma once

#include "liantu/firm/size.hpp"
#include "liantu/text.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu {

/// 状态: how a node is held.
enum class State { unobserved, missing, suspected, weak, present, strong };
template <>
struct EnumWords<State> {
  static constexpr std::array<std::string_view, 6> names{"unobserved", "missing", "suspected",
                                                         "weak",       "present", "strong"};
  static constexpr std::array<std::string_view, 6> zh{"数据未覆盖", "空白(名单内未见)", "疑似(待核实)", "薄弱", "具备",
                                                      "优势"};
};

/// True for the states in which local firms hold the node.
[[nodiscard]] constexpr bool is_held(State state) { return state >= State::weak; }
/// True for what is there beyond doubt: present and strong.
[[nodiscard]] constexpr bool is_firm(State state) { return state >= State::present; }

/// 动作: what a target asks for.
enum class Action { build, extend, strengthen, fill, verify, watch };
template <>
struct EnumWords<Action> {
  static constexpr std::array<std::string_view, 6> names{"build", "extend", "strengthen", "fill", "verify", "watch"};
  static constexpr std::array<std::string_view, 6> zh{"建链", "延链", "强链", "补链", "核实", "远期关注"};
};

/// The named predicates that profiles combine.
enum class Rule {
  build_chain,
  fill_essential,
  fill_between,
  fill_weak,
  extend_down,
  extend_up,
  strengthen_demand,
  strengthen_fragile,
  strengthen_weak,
  strengthen_anchor,
  verify_suspected,
  watch_far,
};
template <>
struct EnumWords<Rule> {
  static constexpr std::array<std::string_view, 12> names{"build.chain",       "fill.essential",     "fill.between",
                                                          "fill.weak",         "extend.down",        "extend.up",
                                                          "strengthen.demand", "strengthen.fragile", "strengthen.weak",
                                                          "strengthen.anchor", "verify.suspected",   "watch.far"};
  static constexpr std::array<std::string_view, 12> zh{
      "全链未成形",   "现有环节的必需投入缺失", "上下游皆有、中间缺失", "薄弱且被需要",
      "可向下游延伸", "可向上游延伸",           "本地需求大于自身",     "集中于一家企业",
      "薄弱环节",     "优势环节做强龙头",       "疑似,先核实",          "距现有环节较远"};
};

/// The criteria by which targets are ranked, all on 0..1.
enum class Criterion {
  demand_pull,
  supply_push,
  unlock,
  leak_closed,
  value_added,
  lead_fit,
  cross_chain,
  feasibility,
  candidates,
  tax_per_mu,
  jobs_per_mu,
};
template <>
struct EnumWords<Criterion> {
  static constexpr std::array<std::string_view, 11> names{"demand_pull", "supply_push", "unlock",      "leak_closed",
                                                          "value_added", "lead_fit",    "cross_chain", "feasibility",
                                                          "candidates",  "tax_per_mu",  "jobs_per_mu"};
  static constexpr std::array<std::string_view, 11> zh{"本地需求拉动", "本地供给推动", "带动提升", "减少外流",
                                                       "附加值",       "契合主导链",   "跨链带动", "产业相近可行",
                                                       "候选企业",     "亩均税收",     "亩均就业"};
};

/// What is against a target without forbidding it: 慎入.
enum class Caution { restricted, surplus, declining, capacity_replacement, two_high, stale_veto, judged_veto };
template <>
struct EnumWords<Caution> {
  static constexpr std::array<std::string_view, 7> names{
      "restricted", "surplus", "declining", "capacity-replacement", "two-high", "stale-veto", "judged-veto"};
  static constexpr std::array<std::string_view, 7> zh{
      "限制类", "产能过剩", "衰退期", "产能置换", "两高", "否决依据过期,须复核", "否决依据为判断,须复核"};
};

/// Confidence of evidence, each in 0..1; docs/matching.md tells how they are combined and what they were measured on.
struct MatchPolicy {
  double min_confidence = 0.002;  ///< weaker matches are not told
  double code_alone = 0.45;       ///< a class that one node alone carries: the class is sure, the node is not
  double group_alone = 0.2;       ///< the same where only the group 中类 is known, shared among its nodes
  double division_alone = 0.1;    ///< the same for the division 大类
  double class_word = 0.2;        ///< a word that names a class, done in the class's role
  double scope_term = 0.95;       ///< a term that heads an item of the scope, done in the node's role
  double modifier = 0.5;          ///< factor where the term is not the head of its item (光伏组件|支架)
  double no_verb = 0.8;           ///< factor where the item has no verb
  double serve_only = 0.3;        ///< factor where the item is only researched or serviced, for a make node
  double own_goods = 0.3;         ///< factor where the firm makes what it sells, for a trade node
  double repeat = 0.1;            ///< added evidence for each further place in the scope, up to three
  double name_term = 0.65;        ///< a term in the firm's name
  double product_term = 0.85;     ///< a term in the products column
  double tag_term = 0.6;
  double same_group = 0.3;   ///< added evidence where the firm's class is of the node's group
  double support = 0.2;      ///< added evidence where other words of the firm name the node's group
  int decision_months = 12;  ///< a decision holds so long from its date
};

/// From matches to states. Confidences are 0..1.
struct CoveragePolicy {
  double c_doubt = 0.05;                           ///< weaker matches are not counted: too many nodes share the class
  double c_min = 0.5;                              ///< of mass and strength
  double c_high = 0.8;                             ///< of weak, present and strong
  std::array<double, 5> weights{1, 0.5, 1, 3, 8};  ///< by SizeClass: unknown micro small medium large
  std::array<double, 4> kind_weights{1, 0.8, 0.5, 0.3};  ///< by FirmKind: company cooperative family_farm individual
  int strong_above_scale = 3;
  int present_above_scale = 1;
  int present_others = 3;  ///< each by its kind: 10 individuals are 3
};

/// Where the rule holds, the action is asked for.
struct ProfileRule {
  Rule rule = Rule::watch_far;
  Action action = Action::watch;
};

/// Rules in order, and what the actions mean to the reader.
struct Profile {
  Text title;
  std::vector<ProfileRule> rules;                    ///< the first that holds wins
  std::vector<std::pair<Action, Text>> definitions;  ///< at the foot of every list
};

/// From states to actions.
struct GapPolicy {
  int horizon = 2;      ///< h, in links
  int embryo_core = 2;  ///< fewer core nodes held: the chain is to be built
  int entry_nodes = 3;
  double demand_ratio = 3;  ///< strengthen.demand
  double fragile_share = 0.8;
  std::string profile = "county";
  std::map<std::string, Profile> profiles;
};

/// How local supply is reckoned.
struct SupplyPolicy {
  double delta = 0.5;  ///< 0: one step; towards 1: inputs of inputs weigh more. 0 <= delta < 1
};

/// 排名稳定性: how far the order rests on the very weights that somebody chose.
struct StabilityPolicy {
  int draws = 10000;  ///< of weights; a share of draws is then known to ±0.01 (two standard errors at one half)
  /// Sum of the parameters of the Dirichlet distribution, which are the weights times it. A weight w is drawn with
  /// standard deviation sqrt(w·(1-w)/(concentration+1)): at 50, 0.16 ± 0.05 and 0.05 ± 0.03. That people who know the
  /// county would choose weights a third to a half apart is an assumption; larger is surer of the weights.
  double concentration = 50;
  int seed = 1;
  double stable = 0.9;         ///< 稳: keeps its band in this share of draws at least
  double fairly_stable = 0.6;  ///< 较稳; below it 敏感
};

/// From gaps to an order. `weights` (shares of their sum) and `half` are by Criterion.
struct RankPolicy {
  std::array<double, 11> weights{0.16, 0.14, 0.16, 0.10, 0.10, 0.08, 0.06, 0.06, 0.06, 0.05, 0.03};
  /// x0 of x/(x+x0): the value at which a criterion reads one half. Not used by value_added, lead_fit, feasibility.
  std::array<double, 11> half{1, 3, 0.5, 3, 1, 1, 1, 1, 5, 20, 1};
  double known_min = 0.6;
  int stale_months = 24;
  std::vector<Caution> vetoes;  ///< cautions that are a veto
  StabilityPolicy stability;
};

/// What a project takes by the level that a chain gives its node: low, medium, high. Nothing unless an office says it.
struct PlanPolicy {
  std::optional<std::array<double, 3>> land_mu;
  std::optional<std::array<double, 3>> energy_tce;  ///< tonnes of standard coal a year
};

/// 三本账: what a project must reach. A floor that is not set concludes nothing; none is shipped
/// (promotion/appraisal.hpp).
struct AppraisalPolicy {
  std::optional<double> local_tax_10k_yuan;          ///< kept by the county, a year
  std::optional<double> tax_per_mu_10k_yuan;         ///< all taxes, a year
  std::optional<double> investment_per_mu_10k_yuan;  ///< 投资强度
  std::optional<double> jobs;
  std::optional<double> jobs_per_mu;
  std::optional<double> local_tax_share;                         ///< of all taxes, where the project does not say
  std::optional<double> wasted_land_investment_per_mu_10k_yuan;  ///< below it land is wasted
  bool pollution_veto = true;
  bool wasted_land_veto = true;
};

/// 台账三率: who stands in the denominators (promotion/rates.hpp), where the caller gives no period: what was signed,
/// or started, this year; or ever. Rates of other bases are not to be compared.
enum class CohortPeriod { year, all };
template <>
struct EnumWords<CohortPeriod> {
  static constexpr std::array<std::string_view, 2> names{"year", "all"};
  static constexpr std::array<std::string_view, 2> zh{"本年", "不限"};
};
/// 履约率: of signed contracts alone, or of letters of intent too.
enum class SignedBase { contract, intent };
template <>
struct EnumWords<SignedBase> {
  static constexpr std::array<std::string_view, 2> names{"contract", "intent"};
  static constexpr std::array<std::string_view, 2> zh{"合同签约", "意向及以后"};
};
/// 资金到位率: of the year's plan, or of the whole investment.
enum class FundingBase { plan, total };
template <>
struct EnumWords<FundingBase> {
  static constexpr std::array<std::string_view, 2> names{"plan", "total"};
  static constexpr std::array<std::string_view, 2> zh{"年度计划额", "总投资"};
};
/// Which projects the three rates are of, where the caller does not say.
struct LedgerPolicy {
  CohortPeriod period = CohortPeriod::year;
  bool keep_ended = true;  ///< 终止 stays in the denominator; it is never in a numerator of projects
  bool large_only = true;  ///< 开工率, 资金到位率: of 亿元以上 alone
  SignedBase signed_base = SignedBase::contract;
  FundingBase funding_base = FundingBase::plan;
};

/// All weights, thresholds and rules in force.
struct Policy {
  MatchPolicy match;
  CoveragePolicy coverage;
  SizeRules size;
  GapPolicy gaps;
  SupplyPolicy supply;
  RankPolicy rank;
  PlanPolicy plan;
  AppraisalPolicy appraisal;
  LedgerPolicy ledger;

  /// The profile that `gaps` names. Errors: std::out_of_range where there is none of that name.
  [[nodiscard]] const Profile& profile() const { return gaps.profiles.at(gaps.profile); }
};

}  // namespace liantu
