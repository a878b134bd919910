/// @file
/// 途径: how a target is to be won — grown from firms that are here, invited, grafted on a local firm, placed in a
/// partner region, or simply bought.
#pragma once

#include "liantu/analysis/county.hpp"
#include "liantu/analysis/supply_graph.hpp"
#include "liantu/analysis/target.hpp"
#include "liantu/chain/atlas.hpp"
#include "liantu/firm/roll.hpp"
#include "liantu/promotion/nearby.hpp"
#include "liantu/text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace liantu {

/// How a target may be come by.
enum class RouteKind { grow, invite, partner, elsewhere, buy };
template <>
struct EnumWords<RouteKind> {
  static constexpr std::array<std::string_view, 5> names{"grow", "invite", "partner", "elsewhere", "buy"};
  static constexpr std::array<std::string_view, 5> zh{"内培", "外引", "合作嫁接", "飞地", "外购不招"};
};

/// A local firm that could grow into the node, and the node it holds today.
struct Grower {
  std::shared_ptr<const RollFirm> firm;
  NodeIndex node = 0;
  Confidence confidence = 0;
};

/// How one target may be come by, and what speaks for it.
struct Route {
  RouteKind kind = RouteKind::invite;
  std::vector<Grower> growers;  ///< those that could, the strongest first
  std::optional<Need> lacks;    ///< elsewhere: what the county has not
  std::uint64_t nearby = 0;     ///< buy: firms around that make it; 0: a few places serve the nation

  /// Of them, one that is large enough to do it by itself.
  [[nodiscard]] bool grown_by_itself() const {
    return std::any_of(growers.begin(), growers.end(),
                       [](const Grower& g) { return g.firm->above_scale || g.firm->designated(); });
  }
};

/// What routes are found by; everything must outlive the object.
struct RouteQuestion {
  const Atlas& atlas;
  const SupplyGraph& groups;
  const std::vector<State>& states;
  const Roll& roll;
  const County* county = nullptr;  ///< may be absent
  const Nearby* nearby = nullptr;  ///< may be absent
  double sure = 0.8;               ///< confidence from which a firm holds a node
  std::size_t growers = 5;         ///< most named
};

namespace detail {

[[nodiscard]] inline bool shares_class(const Node& a, const Node& b, std::size_t digits) {
  for (const std::string& x : a.industry) {
    for (const std::string& y : b.industry) {
      if (x.size() >= digits && y.size() >= digits && x.compare(0, digits, y, 0, digits) == 0) return true;
    }
  }
  return false;
}

// A class of what no other takes (3099 其他非金属矿物制品) says little of what is made.
[[nodiscard]] inline bool shares_own_class(const Node& a, const Node& b) {
  for (const std::string& x : a.industry) {
    if (x.size() == 4 && x.back() != '9' && std::find(b.industry.begin(), b.industry.end(), x) != b.industry.end())
      return true;
  }
  return false;
}

// Held nodes whose firms could make what `v` makes: of the same class of industry, or of the same group of classes and
// a supply link away or at the same stage of the chain; and `v` itself.
[[nodiscard]] inline std::vector<NodeIndex> kindred(const RouteQuestion& q, NodeIndex v) {
  std::set<NodeIndex> beside;
  for (const NodeIndex u : q.groups.suppliers(v)) beside.insert(u);
  for (const NodeIndex u : q.groups.customers(v)) beside.insert(u);
  std::vector<NodeIndex> out;
  const Node& node = q.atlas.node(v);
  for (NodeIndex u = 0; u < q.atlas.node_count(); ++u) {
    const Node& other = q.atlas.node(u);
    if (!is_held(q.states[u]) || other.role != node.role) continue;
    const bool near =
        beside.contains(u) || (other.stage == node.stage && q.atlas.chain_index(u) == q.atlas.chain_index(v));
    if (u == v || shares_own_class(node, other) || (near && shares_class(node, other, 3))) out.push_back(u);
  }
  return out;
}

[[nodiscard]] inline std::vector<Grower> growers(const RouteQuestion& q, NodeIndex v) {
  std::vector<Grower> out;
  for (const NodeIndex u : kindred(q, v)) {
    for (const Holding& holding : q.roll.firms_of(u)) {
      if (holding.match.value() < q.sure || holding.firm->flagged()) continue;
      out.push_back({holding.firm, u, holding.match.confidence});
    }
  }
  const auto key = [&](const Grower& g) {
    const RollFirm& f = *g.firm;
    return std::tuple(g.node == v, f.anchor, f.designated(), f.above_scale, f.size, g.confidence,
                      -static_cast<std::int64_t>(f.row));
  };
  std::stable_sort(out.begin(), out.end(), [&](const Grower& a, const Grower& b) { return key(a) > key(b); });
  std::set<std::uint64_t> seen;
  std::erase_if(out, [&](const Grower& g) { return !seen.insert(g.firm->row).second; });
  if (out.size() > q.growers) out.resize(q.growers);
  return out;
}

}  // namespace detail

/// The route of a target; nothing for those to be verified or watched, and for what the county refuses or the law
/// forbids. In this order: a site that the county lacks and a partner region may have (飞地); a node that is not here,
/// of which a few serve the nation, or which firms around hold firmly and which is not of high value (外购不招); firms
/// of the node or its kin, one of them above scale or designated (内培), or none (合作嫁接); else 外引. A high-value
/// node that only kin could make is 合作嫁接 too: they lack what is new in it. O(nodes + firms of the kin).
[[nodiscard]] inline std::optional<Route> route_of(const RouteQuestion& q, const Target& target) {
  const NodeIndex v = target.gap.node;
  const Node& node = q.atlas.node(v);
  if (target.gap.action == Action::verify || target.gap.action == Action::watch) return std::nullopt;
  Route out;
  if (target.veto) {
    constexpr std::string_view site = "site.";
    if (!target.veto->id.starts_with(site) || q.county == nullptr || q.county->partners.empty()) return std::nullopt;
    out.kind = RouteKind::elsewhere;
    out.lacks = from_string<Need>(std::string_view(target.veto->id).substr(site.size()));
    return out;
  }
  const bool held = is_held(q.states[v]);
  const bool around = q.nearby != nullptr && is_firm(q.nearby->state(v)) && node.value_added != Level::high;
  if (!held && (node.siting == Siting::national_scale || around)) {
    out.kind = RouteKind::buy;
    out.nearby = q.nearby == nullptr ? 0 : q.nearby->count(v);
    return out;
  }
  out.growers = detail::growers(q, v);
  if (out.growers.empty()) return out;
  const bool new_to_them = !held && node.value_added == Level::high;
  out.kind = out.grown_by_itself() && !new_to_them ? RouteKind::grow : RouteKind::partner;
  return out;
}

/// The routes of all targets, by node. O(targets · (nodes + firms of the kin)).
[[nodiscard]] inline std::map<NodeIndex, Route> routes_of(const RouteQuestion& q, const std::vector<Target>& targets) {
  std::map<NodeIndex, Route> out;
  for (const Target& target : targets) {
    if (auto route = route_of(q, target)) out.emplace(target.gap.node, std::move(*route));
  }
  return out;
}

}  // namespace liantu
