/// @file
/// The firms behind the numbers, as lists and maps show them: for each node its best firms with their evidence,
/// bounded, so that a national registry does not end up in memory. Figures of a single firm (revenue, tax …) are not
/// kept.
#pragma once

#include "liantu/firm/firm.hpp"
#include "liantu/firm/match.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace liantu {

/// What may be shown of a firm.
struct RollFirm {
  std::uint64_t row = 0;
  std::string name;
  std::string credit_code;
  std::string province;
  std::string city;
  std::string county;
  std::string industry_code;
  FirmKind kind = FirmKind::company;
  SizeClass size = SizeClass::unknown;
  SizeSource size_source = SizeSource::none;
  bool above_scale = false;
  bool above_scale_listed = false;
  bool anchor = false;
  bool anchor_listed = false;
  bool listed = false;
  bool little_giant = false;
  bool high_tech = false;
  bool abnormal = false;
  bool no_staff = false;
  std::vector<std::pair<std::string, std::string>> kept;

  /// As Firm::designated().
  [[nodiscard]] bool designated() const { return anchor || listed || little_giant; }
  /// As Firm::flagged().
  [[nodiscard]] bool flagged() const { return abnormal || no_staff; }
};

/// A firm of a node.
struct Holding {
  std::shared_ptr<const RollFirm> firm;
  Match match;
};

/// The best firms of each node, and of those that match nothing.
class Roll {
 public:
  /// `confident`: confidence from which a match is sure (c_high of the policy); `per_node`: most firms kept of one
  /// node, the best by standing; `outside`: of those that match nothing. A roll of no nodes takes nothing in.
  explicit Roll(std::size_t nodes = 0, double confident = 0.8, std::size_t per_node = 2000, std::size_t outside = 5000)
      : m_nodes(nodes), m_confident(confident), m_per_node(per_node), m_outside_limit(outside) {}

  /// Notes a firm and what it matched; firms come in the order of the table. O(matches · log per_node), amortised, and
  /// O(matches) for a firm that is not among the best so far. Matches weaker than `counted` put a firm on no node's
  /// list, nor among those that no chain carries.
  void add(const Firm& firm, const std::vector<Match>& matches, double counted = 0) {
    if (m_nodes.empty()) return;
    std::shared_ptr<const RollFirm> entry;  // made for the first list that the firm gets into
    const auto offer = [&](Best& best, std::size_t limit, const Match& match) {
      if (best.least && !(standing(firm, match) > *best.least)) return;
      if (!entry) entry = shown(firm);
      best.list.push_back({entry, match});
      if (best.list.size() >= 2 * limit) cut(best, limit);
    };
    if (matches.empty()) {
      ++m_outside_classes[firm.industry_code];
      ++m_outside_count;
      offer(m_outside, m_outside_limit, {});
    }
    for (const Match& match : matches) {
      if (match.value() >= counted) offer(m_nodes[match.node], m_per_node, match);
    }
  }

  /// Sorts what was kept; call once, after the last add.
  void finish() {
    for (auto& node : m_nodes) cut(node, m_per_node);
    cut(m_outside, m_outside_limit);
  }

  /// The best firms of a node: confident ones first, then by standing, confidence, row.
  [[nodiscard]] const std::vector<Holding>& firms_of(NodeIndex v) const { return m_nodes[v].list; }
  /// Firms that no chain carries, the best of them, by standing, then row.
  [[nodiscard]] const std::vector<Holding>& outside() const { return m_outside.list; }
  /// All of them, kept or not.
  [[nodiscard]] std::uint64_t outside_count() const { return m_outside_count; }
  /// Number of those by class code ("" = no code).
  [[nodiscard]] const std::map<std::string, std::uint64_t>& outside_classes() const { return m_outside_classes; }

 private:
  static std::shared_ptr<const RollFirm> shown(const Firm& firm) {
    return std::make_shared<RollFirm>(RollFirm{firm.row,
                                               firm.name,
                                               firm.credit_code,
                                               firm.province,
                                               firm.city,
                                               firm.county,
                                               firm.industry_code,
                                               firm.kind,
                                               firm.size,
                                               firm.size_source,
                                               firm.above_scale.value_or(false),
                                               firm.above_scale_listed,
                                               firm.anchor,
                                               firm.anchor_listed,
                                               firm.listed,
                                               firm.little_giant,
                                               firm.high_tech,
                                               firm.abnormal,
                                               firm.no_staff,
                                               firm.kept});
  }

  // 链主, listed or 小巨人; not flagged; above scale; size; then confidence and the row that comes first.
  using Standing = std::tuple<bool, bool, bool, bool, bool, SizeClass, Confidence, std::int64_t>;
  template <class AnyFirm>
  [[nodiscard]] Standing standing(const AnyFirm& firm, const Match& match) const {
    bool above_scale = false;
    if constexpr (std::is_same_v<AnyFirm, Firm>) {
      above_scale = firm.above_scale.value_or(false);
    } else {
      above_scale = firm.above_scale;
    }
    return {match.value() >= m_confident,
            firm.anchor,
            firm.designated(),
            !firm.flagged(),
            above_scale,
            firm.size,
            match.confidence,
            -static_cast<std::int64_t>(firm.row)};
  }

  // The best firms of a node so far, and some that turn out not to be. Once a list was full, no firm below `least` gets
  // in: it would be cut away.
  struct Best {
    std::vector<Holding> list;
    std::optional<Standing> least;
  };

  void cut(Best& best, std::size_t limit) const {
    std::sort(best.list.begin(), best.list.end(), [&](const Holding& a, const Holding& b) {
      return standing(*a.firm, a.match) > standing(*b.firm, b.match);
    });
    if (best.list.size() < limit) return;
    best.list.resize(limit);
    if (limit > 0) best.least = standing(*best.list.back().firm, best.list.back().match);
  }

  std::vector<Best> m_nodes;
  Best m_outside;
  std::map<std::string, std::uint64_t> m_outside_classes;
  std::uint64_t m_outside_count = 0;
  double m_confident;
  std::size_t m_per_node;
  std::size_t m_outside_limit;
};

}  // namespace liantu
