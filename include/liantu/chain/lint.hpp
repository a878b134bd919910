/// @file
/// What a careful author wants to be told of a chain that reads without error: doubtful structure, words and origins.
/// Every warning has an id and a place, and is waived in the chain's file with a reason.
///
/// @code{.cpp}
/// for (const liantu::Warning& w : liantu::lint(atlas)) if (!w.waived) print(w.id, w.at, w.said.zh);
/// @endcode
/// With how often each term occurs in real tables (TermCounter of liantu::match), words are judged too.
#pragma once

#include "liantu/chain/atlas.hpp"
#include "liantu/text.hpp"

#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/property_map/property_map.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace liantu {

/// What may be wrong with a chain. A waiver names it by its word.
enum class WarningId {
  unfed,          ///< outside the upstream lane, and nothing feeds it
  dead_end,       ///< outside the downstream lane, feeds nothing, not terminal
  backward,       ///< a link against the lanes
  cycle,          ///< nodes that feed each other over supply links
  parallel,       ///< two links of different kinds between the same nodes
  shared_term,    ///< one term on unrelated nodes
  unmatchable,    ///< held by firms, and neither terms nor classes
  no_core,        ///< a chain without core nodes
  size,           ///< fewer than 12 nodes or more than 120
  long_name,      ///< a name that will not fit its box
  unsourced,      ///< a standing or a figure that no source gives
  undated,        ///< one without its date
  unused_source,  ///< a source that nothing cites
  common_term,    ///< a term that too many firms of a table have
  absent_term,    ///< terms that no firm of a table has; of the table as much as of the chain
  unused_waiver   ///< a waiver that waives nothing
};
template <>
struct EnumWords<WarningId> {
  static constexpr std::array<std::string_view, 16> names{
      "unfed", "dead-end",  "backward",  "cycle",   "parallel",      "shared-term", "unmatchable", "no-core",
      "size",  "long-name", "unsourced", "undated", "unused-source", "common-term", "absent-term", "unused-waiver"};
  static constexpr std::array<std::string_view, 16> zh{
      "无来料",   "无去向",   "逆向关系", "循环",   "并行关系",   "用语重复", "无从对应", "无核心环节",
      "环节数目", "名称过长", "无来源",   "无日期", "来源未引用", "用语过泛", "用语未见", "豁免未用到"};
};

/// In how many firms of a table each term occurs, where it is not inside a longer term.
struct TermCounts {
  std::uint64_t firms = 0;                          ///< of the table
  std::map<std::string, std::uint64_t> firms_with;  ///< by folded term
};

/// A term is too common from this share of the firms on, where that is at least so many.
inline constexpr double common_term_share = 0.05;
inline constexpr std::uint64_t common_term_firms = 20;

/// One warning of one chain.
struct Warning {
  ChainIndex chain = 0;
  WarningId id = WarningId::unfed;
  std::string at;  ///< node id, "from -> to", a term, a source id; what a waiver names
  Text said;
  bool waived = false;
};

namespace detail {

class Linter {
 public:
  Linter(const Atlas& atlas, const TermCounts* counts) : m_atlas(atlas), m_counts(counts) {}

  std::vector<Warning> run() {
    for (ChainIndex c = 0; c < m_atlas.chains().size(); ++c) {
      chain(c);
      const auto [first, last] = m_atlas.nodes_of(c);
      for (NodeIndex v = first; v < last; ++v) node(c, v);
      sources(c);
    }
    for (LinkIndex e = 0; e < m_atlas.link_count(); ++e) backward(e);
    parallel();
    cycles();
    shared_terms();
    if (m_counts != nullptr) {
      for (NodeIndex v = 0; v < m_atlas.node_count(); ++v) terms_in_use(v);
    }
    waive();
    std::stable_sort(m_out.begin(), m_out.end(), [](const Warning& a, const Warning& b) {
      return std::tie(a.chain, a.id, a.at) < std::tie(b.chain, b.id, b.at);
    });
    return std::move(m_out);
  }

 private:
  void tell(ChainIndex chain, WarningId id, std::string at, Text said) {
    m_out.push_back({chain, id, std::move(at), std::move(said), false});
  }

  void chain(ChainIndex c) {
    const Chain& chain = m_atlas.chains()[c];
    const auto is_core = [](const Node& node) { return node.core; };
    // A chain of support alone is nobody's core.
    const bool support = std::all_of(chain.nodes.begin(), chain.nodes.end(),
                                     [](const Node& node) { return node.stage == Stage::support || node.terminal; });
    if (!support && std::none_of(chain.nodes.begin(), chain.nodes.end(), is_core))
      tell(c, WarningId::no_core, chain.id, {"没有核心环节", "no core node"});
    const std::string count = std::to_string(chain.nodes.size());
    if (chain.nodes.size() < 12 || chain.nodes.size() > 120)
      tell(c, WarningId::size, chain.id, {count + " 个环节，宜为 12 至 120 个", count + " nodes; 12 to 120 are usual"});
  }

  void node(ChainIndex c, NodeIndex v) {
    const Node& node = m_atlas.node(v);
    const bool support = node.stage == Stage::support;
    if (!support && node.stage != Stage::upstream && m_atlas.inputs(v).empty())
      tell(c, WarningId::unfed, node.id, {"不在上游，却无任何来料", "outside the upstream lane, and nothing feeds it"});
    if (!support && !node.terminal && node.stage != Stage::downstream && m_atlas.outputs(v).empty())
      tell(c, WarningId::dead_end, node.id,
           {"不在下游，不面向终端，却不供给任何环节", "outside the downstream lane, not terminal, and feeds nothing"});
    if (node.holder == Holder::firm && node.terms.empty() && node.industry.empty())
      tell(c, WarningId::unmatchable, node.id,
           {"既无用语也无行业代码，企业无从对应", "neither terms nor classes: no firm can match"});
    if (utf8::length(node.name) > 12)
      tell(c, WarningId::long_name, node.id,
           {"名称超过 12 字：" + node.name, "a name over 12 characters: " + node.name});
    attribute(c, node, "life_stage", node.life_stage ? &node.life_stage->basis : nullptr);
    attribute(c, node, "capacity", node.capacity ? &node.capacity->basis : nullptr);
    attribute(c, node, "policy", node.policy ? &node.policy->basis : nullptr);
    attribute(c, node, "min_scale", node.min_scale ? &node.min_scale->basis : nullptr);
    attribute(c, node, "typical", node.typical ? &node.typical->basis : nullptr);
    for (const auto& control : node.controls) attribute(c, node, "controls", &control.basis);
  }

  // Standings and figures need a source; those that age need a date.
  void attribute(ChainIndex c, const Node& node, const std::string& name, const Basis* basis) {
    if (basis == nullptr) return;
    if (basis->judgement()) {
      tell(c, WarningId::unsourced, node.id + "/" + name, {"没有来源", "no source"});
    } else if (basis->as_of.empty() && name != "min_scale" && name != "typical") {
      tell(c, WarningId::undated, node.id + "/" + name, {"没有日期", "no date"});
    }
  }

  void sources(ChainIndex c) {
    const Chain& chain = m_atlas.chains()[c];
    std::set<std::string> cited;
    const auto note = [&](const Basis& basis) { cited.insert(basis.source); };
    for (const Node& node : chain.nodes) {
      note(node.basis);
      if (node.life_stage) note(node.life_stage->basis);
      if (node.capacity) note(node.capacity->basis);
      if (node.policy) note(node.policy->basis);
      if (node.min_scale) note(node.min_scale->basis);
      if (node.typical) note(node.typical->basis);
      for (const auto& control : node.controls) note(control.basis);
    }
    for (const Link& link : chain.links) note(link.basis);
    for (const Source& source : chain.sources) {
      if (!cited.contains(source.id))
        tell(c, WarningId::unused_source, source.id, {"列出而未引用", "listed, and cited by nothing"});
    }
  }

  // Lanes read from left to right: within a chain, what goes into a product does not stand right of it.
  void backward(LinkIndex e) {
    const auto& [from, to, link] = m_atlas.edge(e);
    const Node& a = m_atlas.node(from);
    const Node& b = m_atlas.node(to);
    if (m_atlas.chain_index(from) != m_atlas.chain_index(to) || !is_supply(link->kind)) return;
    if (a.stage == Stage::support || b.stage == Stage::support || a.stage <= b.stage) return;
    tell(m_atlas.chain_index(from), WarningId::backward, a.id + " -> " + b.id,
         {std::string(label(a.stage)) + "供给" + std::string(label(b.stage)),
          std::string(to_string(a.stage)) + " feeds " + std::string(to_string(b.stage))});
  }

  // Links of one kind twice are an error of the atlas; of two kinds they are real now and then, and more often one is
  // wrong.
  void parallel() {
    std::map<std::pair<NodeIndex, NodeIndex>, LinkIndex> seen;
    for (LinkIndex e = 0; e < m_atlas.link_count(); ++e) {
      const auto& [from, to, link] = m_atlas.edge(e);
      const auto [it, fresh] = seen.try_emplace({from, to}, e);
      if (fresh) continue;
      const ChainIndex c = m_atlas.chain_index(from);
      const LinkKind other = m_atlas.edge(it->second).link->kind;
      tell(c, WarningId::parallel,
           m_atlas.node(from).id + " -> " + (m_atlas.chain_index(to) == c ? m_atlas.node(to).id : m_atlas.key(to)),
           {std::string(label(other)) + "与" + std::string(label(link->kind)),
            std::string(to_string(other)) + " and " + std::string(to_string(link->kind))});
    }
  }

  void cycles() {
    const boost::filtered_graph graph(m_atlas.graph(), SupplyOnly{&m_atlas});
    std::vector<NodeIndex> component(m_atlas.node_count());
    const auto index = get(boost::vertex_index, m_atlas.graph());
    (void)boost::strong_components(graph, boost::make_iterator_property_map(component.begin(), index),
                                   boost::vertex_index_map(index));
    std::map<NodeIndex, std::vector<NodeIndex>> members;
    for (NodeIndex v = 0; v < m_atlas.node_count(); ++v) members[component[v]].push_back(v);
    for (const auto& [root, nodes] : members) {
      if (nodes.size() < 2) continue;
      std::string keys;
      for (NodeIndex v : nodes) keys += (keys.empty() ? "" : ", ") + m_atlas.key(v);
      tell(m_atlas.chain_index(nodes.front()), WarningId::cycle, m_atlas.node(nodes.front()).id,
           {"互相供给：" + keys, "feed each other: " + keys});
    }
  }

  [[nodiscard]] bool related(NodeIndex a, NodeIndex b) const {
    if (m_atlas.chain_index(a) == m_atlas.chain_index(b) && m_atlas.node(a).segment == m_atlas.node(b).segment)
      return true;
    const auto joins = [&](NodeIndex from, NodeIndex to) {
      const auto& out = m_atlas.outputs(from);
      return std::any_of(out.begin(), out.end(), [&](LinkIndex e) { return m_atlas.edge(e).to == to; });
    };
    return joins(a, b) || joins(b, a);
  }

  void shared_terms() {
    std::map<std::string, std::vector<NodeIndex>> owners;
    for (NodeIndex v = 0; v < m_atlas.node_count(); ++v) {
      for (const auto& term : m_atlas.node(v).terms) owners[fold(term)].push_back(v);
    }
    for (const auto& [term, nodes] : owners) {
      for (std::size_t i = 1; i < nodes.size(); ++i) {
        if (related(nodes[0], nodes[i])) continue;
        const std::string where = m_atlas.key(nodes[0]) + ", " + m_atlas.key(nodes[i]);
        tell(m_atlas.chain_index(nodes[0]), WarningId::shared_term, term,
             {"无关环节共用：" + where, "on unrelated nodes: " + where});
      }
    }
  }

  void terms_in_use(NodeIndex v) {
    const ChainIndex c = m_atlas.chain_index(v);
    const Node& node = m_atlas.node(v);
    const std::string table = std::to_string(m_counts->firms);
    std::string absent;
    for (const auto& term : node.terms) {
      const auto it = m_counts->firms_with.find(fold(term));
      const std::uint64_t firms = it == m_counts->firms_with.end() ? 0 : it->second;
      if (firms == 0) {
        if (!absent.empty()) absent += ", ";
        absent += term;
      }
      if (firms < common_term_firms ||
          static_cast<double>(firms) < common_term_share * static_cast<double>(m_counts->firms))
        continue;
      const std::string count = std::to_string(firms);
      tell(c, WarningId::common_term, node.id + "/" + term,
           {table + " 家企业中 " + count + " 家有此用语", "in " + count + " of " + table + " firms"});
    }
    if (!absent.empty())
      tell(c, WarningId::absent_term, node.id,
           {table + " 家企业中未见：" + absent, "in none of " + table + " firms: " + absent});
  }

  void waive() {
    for (ChainIndex c = 0; c < m_atlas.chains().size(); ++c) {
      for (const Waiver& waiver : m_atlas.chains()[c].waivers) {
        bool used = false;
        for (Warning& warning : m_out) {
          if (warning.chain != c || to_string(warning.id) != waiver.warning || warning.at != waiver.at) continue;
          warning.waived = used = true;
        }
        const bool not_asked = m_counts == nullptr && (waiver.warning == to_string(WarningId::common_term) ||
                                                       waiver.warning == to_string(WarningId::absent_term));
        if (!used && !not_asked)
          tell(c, WarningId::unused_waiver, waiver.warning + " " + waiver.at,
               {"没有这样的提醒", "there is no such warning"});
      }
    }
  }

  const Atlas& m_atlas;
  const TermCounts* m_counts;
  std::vector<Warning> m_out;
};

}  // namespace detail

/// All warnings of all chains, by chain, id and place; waived ones marked. `counts`: of the terms of this atlas;
/// without them words are not judged by their use. O((nodes + links) log nodes).
[[nodiscard]] inline std::vector<Warning> lint(const Atlas& atlas, const TermCounts* counts = nullptr) {
  return detail::Linter(atlas, counts).run();
}

}  // namespace liantu
