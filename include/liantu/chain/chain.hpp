/// @file
/// A chain: the activities of one industry (nodes) and who supplies whom (links), as its file states them.
/// Plain values; nothing is resolved here. See atlas.hpp for chains linked to each other and frozen to a graph,
/// chain_json.hpp for the file format.
#pragma once

#include "liantu/text.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liantu {

/// The lane in which a node is drawn.
enum class Stage { upstream, midstream, downstream, support };
template <>
struct EnumWords<Stage> {
  static constexpr std::array<std::string_view, 4> names{"upstream", "midstream", "downstream", "support"};
  static constexpr std::array<std::string_view, 4> zh{"上游", "中游", "下游", "配套"};
};

/// What a node does with its product.
enum class Role { make, grow, mine, trade, serve, move };
template <>
struct EnumWords<Role> {
  static constexpr std::array<std::string_view, 6> names{"make", "grow", "mine", "trade", "serve", "move"};
  static constexpr std::array<std::string_view, 6> zh{"生产制造", "种植养殖", "开采", "贸易", "服务", "物流"};
};

/// What holds a node: only `firm` can be missing from a table of firms.
enum class Holder { firm, farm, resource, facility };
template <>
struct EnumWords<Holder> {
  static constexpr std::array<std::string_view, 4> names{"firm", "farm", "resource", "facility"};
  static constexpr std::array<std::string_view, 4> zh{"企业", "农场", "资源", "设施"};
};

/// Of value added, energy, pollution or land, as the chain judges it.
enum class Level { low, medium, high };
template <>
struct EnumWords<Level> {
  static constexpr std::array<std::string_view, 3> names{"low", "medium", "high"};
  static constexpr std::array<std::string_view, 3> zh{"低", "中", "高"};
};

/// Where the industry of a node stands in its life.
enum class LifeStage { emerging, growth, mature, declining };
template <>
struct EnumWords<LifeStage> {
  static constexpr std::array<std::string_view, 4> names{"emerging", "growth", "mature", "declining"};
  static constexpr std::array<std::string_view, 4> zh{"萌芽期", "成长期", "成熟期", "衰退期"};
};

/// National capacity against demand.
enum class Capacity { tight, balanced, surplus };
template <>
struct EnumWords<Capacity> {
  static constexpr std::array<std::string_view, 3> names{"tight", "balanced", "surplus"};
  static constexpr std::array<std::string_view, 3> zh{"紧缺", "平衡", "过剩"};
};

/// Standing in the catalogue 产业结构调整指导目录.
enum class PolicyStanding { encouraged, permitted, restricted, eliminated };
template <>
struct EnumWords<PolicyStanding> {
  static constexpr std::array<std::string_view, 4> names{"encouraged", "permitted", "restricted", "eliminated"};
  static constexpr std::array<std::string_view, 4> zh{"鼓励类", "允许类", "限制类", "淘汰类"};
};

/// National controls on new capacity: 产能置换, 两高.
enum class Control { capacity_replacement, two_high };
template <>
struct EnumWords<Control> {
  static constexpr std::array<std::string_view, 2> names{"capacity-replacement", "two-high"};
  static constexpr std::array<std::string_view, 2> zh{"产能置换", "两高"};
};

/// What draws a firm of the node to a place.
enum class Siting { near_resource, near_customer, near_port, footloose, national_scale };
template <>
struct EnumWords<Siting> {
  static constexpr std::array<std::string_view, 5> names{"near-resource", "near-customer", "near-port", "footloose",
                                                         "national-scale"};
  static constexpr std::array<std::string_view, 5> zh{"靠近资源", "靠近客户", "靠近港口", "布局灵活", "全国性布局"};
};

/// What a site must have before the node can be there.
enum class Need { chemical_park, dyeing_park, plating_park, mining_right, farm_land, water_intake, port, cold_chain };
template <>
struct EnumWords<Need> {
  static constexpr std::array<std::string_view, 8> names{"chemical-park", "dyeing-park", "plating-park",
                                                         "mining-right",  "farm-land",   "water-intake",
                                                         "port",          "cold-chain"};
  static constexpr std::array<std::string_view, 8> zh{"化工园区", "印染园区", "电镀园区", "采矿权",
                                                      "农用地",   "取水许可", "港口",     "冷链"};
};

/// What the supplier is to the customer; see is_supply() and carries_value().
enum class LinkKind { material, component, packaging, equipment, energy, service, channel, recycle };
template <>
struct EnumWords<LinkKind> {
  static constexpr std::array<std::string_view, 8> names{"material", "component", "packaging", "equipment",
                                                         "energy",   "service",   "channel",   "recycle"};
  static constexpr std::array<std::string_view, 8> zh{"原料", "零部件", "包装", "装备", "能源", "服务", "渠道", "循环"};
};

/// True for the kinds over which distances and supply run: what goes into the product itself.
[[nodiscard]] constexpr bool is_supply(LinkKind kind) {
  return kind == LinkKind::material || kind == LinkKind::component || kind == LinkKind::packaging;
}

/// True for the kinds over which value leaks: packaging does not process what it wraps.
[[nodiscard]] constexpr bool carries_value(LinkKind kind) {
  return kind == LinkKind::material || kind == LinkKind::component;
}

/// Where a statement comes from. An empty `source` is judgement.
struct Basis {
  std::string source;  ///< id of an entry of the chain's sources
  std::string as_of;   ///< "2024" or "2024-03"; empty = not dated

  /// True where no source is named.
  [[nodiscard]] bool judgement() const { return source.empty(); }
  friend bool operator==(const Basis&, const Basis&) = default;
};

/// An attribute with where it comes from.
template <class T>
struct Stated {
  T value{};
  Basis basis;
  std::string clause;  ///< of a catalogue, as it numbers it

  friend bool operator==(const Stated&, const Stated&) = default;
};

/// The least capacity that pays.
struct MinScale {
  double amount = 0;
  std::string unit;  ///< "万吨/年"
  Basis basis;

  friend bool operator==(const MinScale&, const MinScale&) = default;
};

/// A typical project of the node.
struct Typical {
  std::optional<double> investment_10k_yuan;
  std::optional<double> land_mu;
  std::optional<double> jobs;
  std::optional<double> tax_10k_yuan;  ///< a year, in production
  Basis basis;

  friend bool operator==(const Typical&, const Typical&) = default;
};

/// What statements of the chain refer to by its id.
struct Source {
  std::string id;
  std::string title;
  std::string publisher;
  std::optional<int> year;
  std::string url;
  std::string note;

  friend bool operator==(const Source&, const Source&) = default;
};

/// 环节. An absent attribute is unknown, never a default.
struct Node {
  std::string id;
  std::string name;
  std::string name_en;
  Stage stage = Stage::midstream;
  std::string segment;
  Role role = Role::make;
  bool core = false;
  bool terminal = false;  ///< sold to final users: needs no customer in the atlas
  Holder holder = Holder::firm;
  std::vector<std::string> industry;  ///< GB/T 4754-2017 classes, at most three
  std::vector<std::string> terms;
  std::vector<std::string> not_terms;
  std::optional<Level> value_added;
  std::optional<Stated<LifeStage>> life_stage;
  std::optional<Stated<Capacity>> capacity;
  std::optional<Stated<PolicyStanding>> policy;
  std::vector<Stated<Control>> controls;
  std::optional<Siting> siting;
  std::optional<MinScale> min_scale;
  std::vector<Need> needs;
  std::vector<std::string> permits;
  std::optional<Level> energy;
  std::optional<Level> pollution;
  std::optional<Level> land;
  std::optional<Typical> typical;
  std::string note;
  Basis basis;

  /// Name in `lang`; the Chinese one where no other was given.
  [[nodiscard]] const std::string& title(Lang lang) const {
    return lang == Lang::en && !name_en.empty() ? name_en : name;
  }
  friend bool operator==(const Node&, const Node&) = default;
};

/// 上下游关系: `from` supplies `to`. Either end is a node id of the chain, or "chain:node".
struct Link {
  std::string from;
  std::string to;
  LinkKind kind = LinkKind::material;
  bool essential = false;
  std::string group;            ///< inputs of one `to` with the same group are alternatives
  std::optional<double> share;  ///< of the input cost of `to`, 0..1
  std::string note;
  Basis basis;

  friend bool operator==(const Link&, const Link&) = default;
};

/// A warning of lint.hpp that its author has looked at and lets stand.
struct Waiver {
  std::string warning;  ///< id of the warning
  std::string at;       ///< its place
  std::string reason;

  friend bool operator==(const Waiver&, const Waiver&) = default;
};

/// One chain as its file has it; read_chain() checks it.
struct Chain {
  std::string id;
  std::string name;
  std::string name_en;
  std::string summary;
  std::vector<Source> sources;
  std::vector<Node> nodes;
  std::vector<Link> links;
  std::vector<Waiver> waivers;

  /// Its name in the language, or in Chinese where it has no other.
  [[nodiscard]] const std::string& title(Lang lang) const {
    return lang == Lang::en && !name_en.empty() ? name_en : name;
  }
  friend bool operator==(const Chain&, const Chain&) = default;
};

}  // namespace liantu
