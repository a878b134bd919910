// What several lists and the report say of a study, gathered once: figures of a chain, its firms, the sentences on
// data. Sums and groupings of what the analysis found; nothing is decided here.
#pragma once

#include "lists_text.hpp"

#include "liantu/publish/study.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace liantu::lists_detail {

inline constexpr std::size_t criterion_count = EnumWords<Criterion>::names.size();

// Which part of 目标清单 a target stands in.
enum class Section { ranked, caution, insufficient, verify, watch, veto };
}  // namespace liantu::lists_detail

namespace liantu {
template <>
struct EnumWords<lists_detail::Section> {
  static constexpr std::array<std::string_view, 6> names{"ranked", "caution", "insufficient",
                                                         "verify", "watch",   "veto"};
  static constexpr std::array<std::string_view, 6> zh{"排名", "慎入", "资料不足", "核实", "远期关注", "一票否决"};
};
}  // namespace liantu

namespace liantu::lists_detail {

[[nodiscard]] Section section_of(const Target& target);

// The known criteria that make most of the score, by weight times value; at most `most`, none at 0.
[[nodiscard]] std::vector<Criterion> top_criteria(const Target& target, std::size_t most = 3);

// "稳（98%）": the word of a target's stability with the share of draws in which it keeps its band; empty where there
// is none.
[[nodiscard]] std::string stability_word(const Stability* stability, Lang lang);
// What the word means, with the numbers of the policy.
[[nodiscard]] Text stability_note(const Study& study);

// Where a chain stands. Firms are counted once, by a confident match; `suspected` have only weaker ones.
struct ChainFigures {
  std::array<std::size_t, 6> states{};
  std::size_t nodes = 0;
  std::set<std::uint64_t> firms;
  std::set<std::uint64_t> suspected;
  std::set<std::uint64_t> above_scale;
  bool cut = false;    // some node has more firms than were kept: counts are at least
  ChainSupply supply;  // 本地可配套度(按环节测算)

  [[nodiscard]] std::size_t count(State state) const { return states[static_cast<std::size_t>(state)]; }
};
[[nodiscard]] ChainFigures figures_of(const Study& study, ChainIndex chain);

// Nodes of a chain in a state, in the order of the file.
[[nodiscard]] std::vector<NodeIndex> nodes_in(const Study& study, ChainIndex chain, State state);

// Essential inputs of a node none of which is held: "高纯石英砂、A或B"; those that the table cannot show say so.
[[nodiscard]] std::string lacking_text(const Study& study, const SupplyGraph& graph, NodeIndex v, Lang lang);

[[nodiscard]] bool confident(const Study& study, const Match& match);

// A firm in a chain, with all its confident nodes there.
struct ChainFirm {
  std::shared_ptr<const RollFirm> firm;
  Confidence best = 0;
  std::vector<NodeIndex> nodes;
  std::size_t verified = 0;      // of them
  const Match* match = nullptr;  // the best one
  bool listed_anchor = false;    // named as 链主 by the county file
  [[nodiscard]] bool anchor() const { return listed_anchor || firm->anchor; }
};
[[nodiscard]] std::vector<ChainFirm> firms_of(const Study& study, ChainIndex chain);

// 骨干企业(推断): listed, 小巨人, large, or medium and above scale; not flagged.
[[nodiscard]] bool backbone(const RollFirm& firm);

// Names of the county's 链主 of a chain that no row of the table bears (among the firms kept).
[[nodiscard]] std::vector<std::string> anchors_not_seen(const Study& study, ChainIndex chain);

// 链主 上市 专精特新小巨人 高新技术企业 规上, of what the table says; and 经营异常, 0 参保.
[[nodiscard]] std::string standing_of(const RollFirm& firm, Lang lang);

// Neighbours over supply links, each once, in the order of the file.
[[nodiscard]] std::vector<NodeIndex> neighbours(const Study& study, NodeIndex v, bool customers, bool held_only);

// Assets of a node, those with a source first.
[[nodiscard]] std::vector<const Asset*> assets_of(const Study& study, NodeIndex v);
// "青山石英矿 120 公顷（来源：…，2025-06）".
[[nodiscard]] std::string asset_text(const Asset& asset, Lang lang);

// 依据方式 of a node's state: 已核实, 自动比对, 家底（非企业）.
[[nodiscard]] std::string basis_of(const Study& study, NodeIndex v, Lang lang);

// "石英砂开采（12 家）"
[[nodiscard]] std::string with_count(const Study& study, NodeIndex v, Lang lang);
[[nodiscard]] std::string with_counts(const Study& study, const std::vector<NodeIndex>& nodes, Lang lang,
                                      std::size_t most);
// The first firms of a node by standing, confident ones only; verified ones say so.
[[nodiscard]] std::string first_firms(const Study& study, NodeIndex v, Lang lang, std::size_t most);

// Which table would show an unobserved node, and whom to ask.
[[nodiscard]] std::string table_wanted(const Study& study, NodeIndex v, Lang lang);
// How to verify a node: whom to ask and what; and the question alone, to one firm.
[[nodiscard]] std::string how_to_ask(const Study& study, NodeIndex v, Lang lang);
[[nodiscard]] std::string question_of(const Study& study, NodeIndex v, Lang lang);
// Why a match needs asking.
[[nodiscard]] std::string why_asked(const Study& study, const Match& match, Lang lang);

// What the grade of the data is, what it turns off, and what the table cannot show; a sentence each.
[[nodiscard]] std::string grade_text(const Study& study, Lang lang);
[[nodiscard]] std::vector<std::string> turned_off(const Study& study, Lang lang);
[[nodiscard]] std::vector<std::string> not_covered(const Study& study, Lang lang);
// Rows read and left out, by reason: (what, how many), zeros left out except rows and firms.
[[nodiscard]] std::vector<std::pair<std::string, std::uint64_t>> reading_rows(const Study& study, Lang lang);

// "建链：…", by action, of the profile in force.
[[nodiscard]] std::vector<Text> definitions(const Study& study);

// 未指定主导产业,仅供摸底.
[[nodiscard]] Text no_lead_warning();

}  // namespace liantu::lists_detail
