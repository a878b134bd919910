/// @file
/// One run with everything that a map, a list or a report may show. Publishing reads it and computes nothing.
#pragma once

#include "liantu/analysis/chain_totals.hpp"
#include "liantu/analysis/county.hpp"
#include "liantu/analysis/coverage.hpp"
#include "liantu/analysis/policy.hpp"
#include "liantu/analysis/purchases.hpp"
#include "liantu/analysis/rank.hpp"
#include "liantu/analysis/verification.hpp"
#include "liantu/chain/atlas.hpp"
#include "liantu/chain/classification.hpp"
#include "liantu/firm/assets.hpp"
#include "liantu/firm/decisions.hpp"
#include "liantu/firm/reading_report.hpp"
#include "liantu/firm/roll.hpp"
#include "liantu/promotion/candidates.hpp"
#include "liantu/promotion/nearby.hpp"
#include "liantu/promotion/route.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace liantu {

/// A table of firms as the reader of a list knows it: never by its path.
struct TableTitle {
  std::string title;  ///< given by the caller; may be empty
  std::string date;   ///< given by the caller; may be empty
};

/// All that is known of a table of firms. It points into its session, which must outlive it.
struct Study {
  const Atlas* atlas = nullptr;
  const Classification* classification = nullptr;
  const Policy* policy = nullptr;
  const County* county = nullptr;              ///< nullptr where none was given
  std::shared_ptr<const Structure> structure;  ///< of the atlas
  Question question;                           ///< the chains asked for, the date
  bool chains_chosen = false;  ///< by `--chain` or the county file; else 未指定主导产业,仅供摸底
  bool with_firms = true;      ///< a table was given; else chains are shown as they stand
  TableTitle table;
  ReadingReport reading;
  Observed observed;
  Coverage coverage;
  Purchases purchases;
  ChainTotals totals;  ///< 产值 税收 用工
  Roll roll;
  Decisions decisions;                               ///< as applied to the matches
  bool with_assets = false;                          ///< a table of assets was given
  std::vector<Asset> assets;                         ///< 家底, in the order of their tables
  std::uint64_t matched = 0;                         ///< firms matched to a node of the chains asked for
  std::map<EvidenceRule, std::uint64_t> matched_by;  ///< the same by their best evidence, where that was asked for
  CandidatePool candidates;                          ///< 候选企业, empty where no table of them was given
  HomePlace home;                                    ///< where most firms of the table are
  Nearby nearby;                                     ///< 周边可配套, empty where no region around was asked about
  Analysis analysis;
  std::map<NodeIndex, Route> routes;        ///< 途径 of the targets that have one; without firms none
  std::vector<Verification> verifications;  ///< every node whose answer would move the first targets, the most first

  /// Takes in one firm with its matches; atlas, policy, question, coverage, purchases and roll are set before.
  /// O(matches).
  void add(const Firm& firm, const std::vector<Match>& matches) {
    coverage.add(firm, matches, policy->coverage);
    purchases.add(*atlas, firm, matches, policy->coverage);
    totals.add(*atlas, firm, matches, policy->coverage);
    roll.add(firm, matches, policy->coverage.c_doubt);
    const Match* best = nullptr;
    for (const Match& match : matches) {
      if (!question.chains.contains(atlas->chain_index(match.node))) continue;
      if (match.value() < policy->coverage.c_doubt) continue;
      if (best == nullptr || match.confidence > best->confidence) best = &match;
    }
    if (best == nullptr) return;
    ++matched;
    if (!best->evidence.empty()) ++matched_by[best->evidence.front().rule];
  }

  /// Chains asked for, in the order of their ids.
  [[nodiscard]] std::vector<ChainIndex> chains() const { return {question.chains.begin(), question.chains.end()}; }
  /// Who supplies whom in the atlas.
  [[nodiscard]] const SupplyGraph& groups() const { return structure->groups; }
  /// Of a node, as analysed.
  [[nodiscard]] State state(NodeIndex v) const { return analysis.states[v]; }
  /// Where no size is known, a state rests on numbers of firms alone: 规模未知.
  [[nodiscard]] bool size_unknown(NodeIndex v) const {
    return is_held(state(v)) && coverage[v].sized_firms() == 0 && !by_asset(v);
  }
  /// The verified firms alone make the node's state: 已核实.
  [[nodiscard]] bool verified(NodeIndex v) const { return rests_on_verified(coverage[v], coverage_policy()); }
  /// Nodes of the chains asked for: (verified, all).
  [[nodiscard]] std::pair<std::size_t, std::size_t> verified_nodes() const {
    std::pair<std::size_t, std::size_t> out{0, 0};
    for (ChainIndex chain : question.chains) {
      const auto [first, last] = atlas->nodes_of(chain);
      for (NodeIndex v = first; v < last; ++v) out.first += verified(v) ? 1 : 0;
      out.second += last - first;
    }
    return out;
  }
  /// The state is owed to the node's assets: 非企业.
  [[nodiscard]] bool by_asset(NodeIndex v) const { return held_by_asset(coverage[v], coverage_policy()); }
  /// nullptr where the node's target has none.
  [[nodiscard]] const Route* route_of(NodeIndex v) const {
    const auto found = routes.find(v);
    return found == routes.end() ? nullptr : &found->second;
  }
  /// Null where the node is no target. O(targets).
  [[nodiscard]] const Target* target_of(NodeIndex v) const {
    for (const Target& target : analysis.targets) {
      if (target.gap.node == v) return &target;
    }
    return nullptr;
  }

 private:
  [[nodiscard]] const CoveragePolicy& coverage_policy() const {
    static const CoveragePolicy otherwise;
    return policy == nullptr ? otherwise : policy->coverage;
  }
};

/// The sentence that every map, sheet and report carries.
[[nodiscard]] inline Text caveat(const Study& study) {
  if (study.verified_nodes().first > 0) {
    return {
        "依据企业登记信息自动比对，除标明“已核实”的以外未经实地核实；空白=名单内未见，不等于应招引。",
        "Compared automatically from firms' registration data, not verified on site unless marked verified; missing "
        "= not seen in the table, which is no reason to recruit."};
  }
  return {"依据企业登记信息自动比对，未经实地核实；空白=名单内未见，不等于应招引。",
          "Compared automatically from firms' registration data, not verified on site; missing = not seen in the "
          "table, which is no reason to recruit."};
}

/// What the run rests on: unit, table, rows read and matched, grade, date. One line.
[[nodiscard]] inline Text basis_line(const Study& study) {
  const ReadingReport& reading = study.reading;
  if (!study.with_firms)
    return {"只有产业链结构，未对照企业名单", "The chain as it stands, compared with no table of firms"};
  const std::string grade(1, reading.grade());
  const std::string firms = grouped(reading.firms);
  const std::string matched = grouped(study.matched);
  const std::string& title = study.table.title;
  const auto [checked, nodes] = study.verified_nodes();
  const std::string share =
      percent(nodes == 0 ? 0 : static_cast<double>(checked) / static_cast<double>(nodes), checked * 10 < nodes ? 1 : 0);
  const std::string counts = checked == 0 ? "" : grouped(checked) + "/" + grouped(nodes);
  std::string zh = "数据：" + (title.empty() ? "企业名单" : title) +
                   (study.table.date.empty() ? "" : "（" + study.table.date + "）") + "，读入 " + firms + " 家，对应 " +
                   matched + " 家；数据等级 " + grade + "；环节已核实 " + share +
                   (counts.empty() ? "" : "（" + counts + "）") + "；指纹 " + reading.fingerprint;
  std::string en = "Data: " + (title.empty() ? "table of firms" : title) +
                   (study.table.date.empty() ? "" : " (" + study.table.date + ")") + ", " + firms + " firms read, " +
                   matched + " matched; grade " + grade + "; nodes verified " + share +
                   (counts.empty() ? "" : " (" + counts + ")") + "; fingerprint " + reading.fingerprint;
  if (study.observed.above_scale_only) {
    zh += "；名单只含规上企业";
    en += "; above-scale firms only";
  }
  if (!study.question.date.empty()) {
    zh += "；日期 " + study.question.date;
    en += "; date " + study.question.date;
  }
  return {zh, en};
}

}  // namespace liantu
