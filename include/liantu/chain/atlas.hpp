/// @file
/// All chains loaded, their links resolved across chains and frozen to a compressed sparse row graph of
/// Boost.Graph. Vertices are nodes, numbered by chain id, then by place in the chain's file; so the order
/// in which files were read changes nothing.
///
/// @code{.cpp}
/// liantu::Atlas atlas({chain_a, chain_b});
/// for (auto link : atlas.inputs(v)) use(atlas.link(link).from);
/// @endcode
#pragma once

#include "liantu/chain/chain.hpp"
#include "liantu/diagnostic.hpp"

#include <boost/graph/compressed_sparse_row_graph.hpp>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace liantu {

using NodeIndex = std::uint32_t;   ///< of a node among all nodes of the atlas
using LinkIndex = std::uint32_t;   ///< of a link among all links of the atlas
using ChainIndex = std::uint32_t;  ///< of a chain, by id

/// Links from or to chains that are not loaded: told as dangling, or left out where a few chains are used without the
/// others that they link to.
enum class Outside { refuse, leave_out };

/// Chains in the order of their ids, and their nodes numbered through. Never changes once built: any number of threads
/// may read it.
class Atlas {
 public:
  /// Where a node stands: its chain, and its place in it.
  struct Place {
    ChainIndex chain = 0;
    std::uint32_t node = 0;  ///< in the chain's file
  };
  /// A link with both ends resolved: `from` supplies `to`.
  struct Edge {
    NodeIndex from = 0;
    NodeIndex to = 0;
    const Link* link = nullptr;
  };
  /// The edge property: which link an edge of the graph is.
  struct EdgeProperty {
    LinkIndex link = 0;
  };
  /// Boost.Graph, compressed sparse rows; every edge knows its LinkIndex.
  using Graph = boost::compressed_sparse_row_graph<boost::bidirectionalS, boost::no_property, EdgeProperty,
                                                   boost::no_property, NodeIndex, LinkIndex>;

  Atlas() = default;

  /// Resolves every link and freezes the graph. `files` names each chain in problems (its id where not given).
  /// Errors: InputError with every dangling link, self link, parallel link of one kind, and chain id that
  /// is there twice. O(nodes + links log links).
  explicit Atlas(std::vector<Chain> chains, const std::map<std::string, std::string>& files = {},
                 Outside outside = Outside::refuse) {
    m_chains = std::move(chains);
    std::stable_sort(m_chains.begin(), m_chains.end(), [](const Chain& a, const Chain& b) { return a.id < b.id; });
    Problems problems;
    number_nodes(problems, files);
    resolve_links(problems, files, outside);
    if (!problems.empty()) throw InputError(std::move(problems));
    freeze();
  }

  /// Nodes and links point into the chains, so the atlas moves but is not copied.
  Atlas(Atlas&&) = default;
  Atlas& operator=(Atlas&&) = default;
  Atlas(const Atlas&) = delete;
  Atlas& operator=(const Atlas&) = delete;
  ~Atlas() = default;

  [[nodiscard]] const std::vector<Chain>& chains() const { return m_chains; }
  /// Nodes of all chains: NodeIndex runs from 0 to one less.
  [[nodiscard]] std::size_t node_count() const { return m_places.size(); }
  /// Links of all chains: LinkIndex runs from 0 to one less.
  [[nodiscard]] std::size_t link_count() const { return m_edges.size(); }
  /// For algorithms of Boost.Graph: vertices are nodes, edges run from supplier to customer.
  [[nodiscard]] const Graph& graph() const { return m_graph; }

  /// As its file has it. O(1).
  [[nodiscard]] const Node& node(NodeIndex v) const { return m_chains[m_places[v].chain].nodes[m_places[v].node]; }
  /// The chain whose file holds the node. O(1).
  [[nodiscard]] const Chain& chain_of(NodeIndex v) const { return m_chains[m_places[v].chain]; }
  /// Index of chain_of() in chains(). O(1).
  [[nodiscard]] ChainIndex chain_index(NodeIndex v) const { return m_places[v].chain; }
  /// Ends of a link, as nodes. O(1).
  [[nodiscard]] const Edge& edge(LinkIndex e) const { return m_edges[e]; }
  /// As its file has it. O(1).
  [[nodiscard]] const Link& link(LinkIndex e) const { return *m_edges[e].link; }

  /// "chain:node".
  [[nodiscard]] std::string key(NodeIndex v) const { return chain_of(v).id + ":" + node(v).id; }

  /// Node of "chain:node", or nothing. O(1).
  [[nodiscard]] std::optional<NodeIndex> find(std::string_view key) const {
    const auto it = m_by_key.find(key);
    return it == m_by_key.end() ? std::nullopt : std::optional(it->second);
  }

  /// Chain of an id, or nothing. O(log chains).
  [[nodiscard]] std::optional<ChainIndex> find_chain(std::string_view id) const {
    const auto it = std::lower_bound(m_chains.begin(), m_chains.end(), id,
                                     [](const Chain& c, std::string_view want) { return c.id < want; });
    if (it == m_chains.end() || it->id != id) return std::nullopt;
    return static_cast<ChainIndex>(it - m_chains.begin());
  }

  /// Nodes of a chain are [first, last).
  [[nodiscard]] std::pair<NodeIndex, NodeIndex> nodes_of(ChainIndex chain) const {
    return {m_first[chain], m_first[chain + 1]};
  }

  /// Links that supply `v`, in the order of the files. O(degree).
  [[nodiscard]] const std::vector<LinkIndex>& inputs(NodeIndex v) const { return m_inputs[v]; }
  /// Links that `v` supplies, in the order of the files. O(degree).
  [[nodiscard]] const std::vector<LinkIndex>& outputs(NodeIndex v) const { return m_outputs[v]; }

 private:
  static std::string file_of(const Chain& chain, const std::map<std::string, std::string>& files) {
    const auto it = files.find(chain.id);
    return it == files.end() ? chain.id : it->second;
  }

  void number_nodes(Problems& problems, const std::map<std::string, std::string>& files) {
    for (ChainIndex c = 0; c < m_chains.size(); ++c) {
      const Chain& chain = m_chains[c];
      if (c > 0 && m_chains[c - 1].id == chain.id) {
        problems.push_back({file_of(chain, files),
                            "/id",
                            Text("产业链 \"" + chain.id + "\" 重复", "chain \"" + chain.id + "\" again"),
                            Text("每个产业链一个文件", "one file a chain"),
                            {}});
      }
      m_first.push_back(static_cast<NodeIndex>(m_places.size()));
      for (std::uint32_t n = 0; n < chain.nodes.size(); ++n) {
        const auto v = static_cast<NodeIndex>(m_places.size());
        m_places.push_back({c, n});
        m_by_key.try_emplace(chain.id + ":" + chain.nodes[n].id, v);
      }
    }
    m_first.push_back(static_cast<NodeIndex>(m_places.size()));
  }

  void resolve_links(Problems& problems, const std::map<std::string, std::string>& files, Outside outside) {
    std::set<std::tuple<NodeIndex, NodeIndex, LinkKind>> seen;
    for (const Chain& chain : m_chains) {
      for (std::size_t i = 0; i < chain.links.size(); ++i) {
        const Link& link = chain.links[i];
        const std::string where = "/links/" + std::to_string(i);
        const auto tell = [&](const char* end, const std::string& what, const Text& found, Text wanted) {
          problems.push_back({file_of(chain, files),
                              where + end,
                              Text(found.zh + " \"" + what + "\"", found.en + " \"" + what + "\""),
                              std::move(wanted),
                              {}});
        };
        if (outside == Outside::leave_out && !(is_loaded(link.from) && is_loaded(link.to))) continue;
        const auto from = resolve(chain, link.from);
        const auto to = resolve(chain, link.to);
        const Text known("已载入产业链的环节 id 或 chain:node",
                         "a node id of the chain, or chain:node of a loaded chain");
        if (!from) tell("/from", link.from, Text("不存在的环节", "no such node"), known);
        if (!to) tell("/to", link.to, Text("不存在的环节", "no such node"), known);
        if (!from || !to) continue;
        if (*from == *to) {
          tell("", link.to, Text("环节供给自身", "a node supplies itself:"),
               Text("两个不同环节", "two different nodes"));
        } else if (!seen.emplace(*from, *to, link.kind).second) {
          tell("", link.from + " -> " + link.to, Text("重复的关系", "the same link again:"),
               Text("同类关系一条", "one link of a kind"));
        } else {
          m_edges.push_back({*from, *to, &link});
        }
      }
    }
  }

  [[nodiscard]] bool is_loaded(std::string_view end) const {
    const auto colon = end.find(':');
    return colon == std::string_view::npos || find_chain(end.substr(0, colon)).has_value();
  }

  [[nodiscard]] std::optional<NodeIndex> resolve(const Chain& chain, const std::string& end) const {
    return find(end.find(':') == std::string::npos ? chain.id + ":" + end : end);
  }

  void freeze() {
    std::vector<std::pair<NodeIndex, NodeIndex>> ends;
    std::vector<EdgeProperty> properties;
    m_inputs.resize(m_places.size());
    m_outputs.resize(m_places.size());
    for (LinkIndex e = 0; e < m_edges.size(); ++e) {
      ends.emplace_back(m_edges[e].from, m_edges[e].to);
      properties.push_back({e});
      m_outputs[m_edges[e].from].push_back(e);
      m_inputs[m_edges[e].to].push_back(e);
    }
    m_graph = Graph(boost::edges_are_unsorted_multi_pass, ends.begin(), ends.end(), properties.begin(),
                    static_cast<NodeIndex>(m_places.size()));
  }

  std::vector<Chain> m_chains;
  std::vector<NodeIndex> m_first;
  std::vector<Place> m_places;
  struct KeyHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>()(key); }
  };
  std::unordered_map<std::string, NodeIndex, KeyHash, std::equal_to<>> m_by_key;
  std::vector<Edge> m_edges;
  std::vector<std::vector<LinkIndex>> m_inputs;
  std::vector<std::vector<LinkIndex>> m_outputs;
  Graph m_graph;
};

/// The edges over which distances, supply and cycles run: a predicate for boost::filtered_graph.
struct SupplyOnly {
  const Atlas* atlas = nullptr;
  bool operator()(const Atlas::Graph::edge_descriptor& e) const {
    return is_supply(atlas->link(atlas->graph()[e].link).kind);
  }
};

}  // namespace liantu
