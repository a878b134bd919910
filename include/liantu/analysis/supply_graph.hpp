/// @file
/// Who supplies whom, frozen for computing: the inputs of every node by group, and its customers, as compressed sparse
/// rows. An atlas gives one, or any list of links: 1e7 of them take some 100 MB.
///
/// @code{.cpp}
/// const liantu::SupplyGraph graph = liantu::supply_graph(atlas);
/// for (const liantu::InputGroup& group : graph[v]) use(group.suppliers, group.weight);
/// @endcode
#pragma once

#include "liantu/chain/atlas.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace liantu {

/// One group of inputs of a node: any one supplier of it will do.
struct InputGroup {
  std::span<const NodeIndex> suppliers;  ///< each once
  double weight = 0;                     ///< of the node's inputs, sums to 1
  bool essential = false;
};

/// Groups of inputs by node, which do not change once built.
class SupplyGraph {
 public:
  /// A group as it is built.
  struct Group {
    std::vector<NodeIndex> suppliers;
    double weight = 0;
    bool essential = false;
  };

  /// The groups of one node.
  class Groups {
   public:
    /// Forward, over groups by value.
    class Iterator {
     public:
      /// At group `group` of the graph; `equal` is its weight where the graph stores none.
      Iterator(const SupplyGraph* graph, std::uint32_t group, double equal)
          : m_graph(graph), m_group(group), m_equal(equal) {}
      InputGroup operator*() const { return m_graph->group(m_group, m_equal); }
      Iterator& operator++() {
        ++m_group;
        return *this;
      }
      friend bool operator==(const Iterator& a, const Iterator& b) { return a.m_group == b.m_group; }

     private:
      const SupplyGraph* m_graph;
      std::uint32_t m_group;
      double m_equal;
    };

    /// Groups [first, last) of the graph, which must outlive it.
    Groups(const SupplyGraph* graph, std::uint32_t first, std::uint32_t last)
        : m_graph(graph), m_first(first), m_last(last) {}
    [[nodiscard]] Iterator begin() const { return {m_graph, m_first, equal()}; }
    [[nodiscard]] Iterator end() const { return {m_graph, m_last, equal()}; }
    [[nodiscard]] std::size_t size() const { return m_last - m_first; }
    [[nodiscard]] bool empty() const { return m_first == m_last; }
    InputGroup operator[](std::size_t i) const {
      return m_graph->group(m_first + static_cast<std::uint32_t>(i), equal());
    }

   private:
    [[nodiscard]] double equal() const { return m_first == m_last ? 0 : 1.0 / (m_last - m_first); }

    const SupplyGraph* m_graph;
    std::uint32_t m_first;
    std::uint32_t m_last;
  };

  SupplyGraph() = default;

  /// The groups of every node, whose weights sum to 1. Errors: std::length_error for 2^32 links or more. O(links).
  explicit SupplyGraph(const std::vector<std::vector<Group>>& inputs) {
    std::uint64_t groups = 0;
    std::uint64_t links = 0;
    for (const auto& node : inputs) {
      groups += node.size();
      for (const Group& group : node) links += group.suppliers.size();
    }
    refuse_more_than_fit(inputs.size(), std::max(links, groups));
    m_first_group.reserve(inputs.size() + 1);
    m_first_group.push_back(0);
    m_group_begin.push_back(0);
    for (const auto& node : inputs) {
      for (const Group& group : node) {
        m_suppliers.insert(m_suppliers.end(), group.suppliers.begin(), group.suppliers.end());
        m_group_begin.push_back(static_cast<std::uint32_t>(m_suppliers.size()));
        m_weights.push_back(group.weight);
        m_essential.push_back(group.essential);
      }
      m_first_group.push_back(static_cast<std::uint32_t>(m_weights.size()));
    }
    note_customers();
  }

  /// `nodes` nodes and plain links: each an input of its own, all of one weight, none essential; a link from a node to
  /// itself is left out. `each_link(visit)` calls visit(from, to) for every link and is called twice, so that links
  /// need not be held. Errors: std::out_of_range for an end that is no node, std::length_error for 2^32 links or more.
  /// O(nodes + links).
  template <class EachLink>
  [[nodiscard]] static SupplyGraph of_links(NodeIndex nodes, EachLink each_link) {
    SupplyGraph out;
    out.m_first_group.assign(std::size_t{nodes} + 2, 0);
    std::uint64_t links = 0;
    // Counted one place late, so that filling moves each beginning to where it belongs.
    each_link([&](NodeIndex from, NodeIndex to) {
      if (from >= nodes || to >= nodes) throw std::out_of_range("a link of a node that is not there");
      if (from == to) return;
      ++out.m_first_group[std::size_t{to} + 2];
      ++links;
    });
    refuse_more_than_fit(nodes, links);
    for (std::size_t v = 2; v < out.m_first_group.size(); ++v) out.m_first_group[v] += out.m_first_group[v - 1];
    out.m_suppliers.resize(links);
    each_link([&](NodeIndex from, NodeIndex to) {
      if (from != to) out.m_suppliers[out.m_first_group[std::size_t{to} + 1]++] = from;
    });
    out.m_first_group.pop_back();
    out.note_customers();
    return out;
  }

  /// Nodes are 0 .. node_count() - 1.
  [[nodiscard]] NodeIndex node_count() const {
    return m_first_group.empty() ? 0 : static_cast<NodeIndex>(m_first_group.size() - 1);
  }
  /// Suppliers of all groups together: one that is in two groups of a node counts twice.
  [[nodiscard]] std::size_t link_count() const { return m_suppliers.size(); }
  /// Groups of all nodes; those of a node follow each other.
  [[nodiscard]] std::size_t group_count() const { return m_first_group.empty() ? 0 : m_first_group.back(); }
  /// The node's first group among the groups of all nodes.
  [[nodiscard]] std::size_t first_group(NodeIndex v) const { return m_first_group[v]; }

  [[nodiscard]] Groups operator[](NodeIndex v) const { return {this, m_first_group[v], m_first_group[v + 1]}; }

  /// Of all its groups, one after the other; a supplier of two groups stands there twice.
  [[nodiscard]] std::span<const NodeIndex> suppliers(NodeIndex v) const {
    return part(m_suppliers, supplier_begin(m_first_group[v]), supplier_begin(m_first_group[v + 1]));
  }
  /// By index; one that it supplies for two groups stands there twice.
  [[nodiscard]] std::span<const NodeIndex> customers(NodeIndex v) const {
    return part(m_customers, m_first_customer[v], m_first_customer[v + 1]);
  }

 private:
  static void refuse_more_than_fit(std::uint64_t nodes, std::uint64_t links) {
    constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
    if (nodes >= most || links >= most) throw std::length_error("more than 2^32 nodes or links");
  }
  static std::span<const NodeIndex> part(const std::vector<NodeIndex>& list, std::size_t begin, std::size_t end) {
    return {list.data() + begin, end - begin};
  }

  // Where the suppliers of a group begin; plain links are groups of one.
  [[nodiscard]] std::uint32_t supplier_begin(std::uint32_t group) const {
    return m_group_begin.empty() ? group : m_group_begin[group];
  }
  [[nodiscard]] InputGroup group(std::uint32_t g, double equal) const {
    return {part(m_suppliers, supplier_begin(g), supplier_begin(g + 1)), m_weights.empty() ? equal : m_weights[g],
            !m_essential.empty() && m_essential[g]};
  }

  void note_customers() {
    m_first_customer.assign(std::size_t{node_count()} + 2, 0);
    for (const NodeIndex u : m_suppliers) ++m_first_customer[std::size_t{u} + 2];
    for (std::size_t u = 2; u < m_first_customer.size(); ++u) m_first_customer[u] += m_first_customer[u - 1];
    m_customers.resize(m_suppliers.size());
    for (NodeIndex v = 0; v < node_count(); ++v) {
      for (const NodeIndex u : suppliers(v)) m_customers[m_first_customer[std::size_t{u} + 1]++] = v;
    }
    m_first_customer.pop_back();
  }

  std::vector<std::uint32_t> m_first_group;  // by node, and one more
  std::vector<std::uint32_t> m_group_begin;  // in m_suppliers, by group, and one more; empty: groups of one
  std::vector<double> m_weights;             // by group; empty: those of a node weigh the same
  std::vector<bool> m_essential;             // by group; empty: none is
  std::vector<NodeIndex> m_suppliers;
  std::vector<std::uint32_t> m_first_customer;  // in m_customers, by node, and one more
  std::vector<NodeIndex> m_customers;
};

namespace detail {

// Weights of the inputs of a node from their shares, -1 where not known: those that are known as they are, the rest
// spread equally; all scaled to sum 1.
inline void weigh(std::vector<SupplyGraph::Group>& groups, const std::vector<double>& shares) {
  double known = 0;
  std::size_t unknown = 0;
  for (const double share : shares) {
    known += std::max(share, 0.0);
    if (share < 0) ++unknown;
  }
  // Shares that leave nothing for inputs without one: those get a twentieth each.
  const double rest = unknown == 0 ? 0 : std::max((1 - known) / static_cast<double>(unknown), 0.05);
  const double total = known + rest * static_cast<double>(unknown);
  // Shares that are all 0 say nothing.
  const double equal = shares.empty() ? 0 : 1 / static_cast<double>(shares.size());
  for (std::size_t i = 0; i < shares.size(); ++i)
    groups[i].weight = total > 0 ? (shares[i] < 0 ? rest : shares[i]) / total : equal;
}

}  // namespace detail

/// The inputs of every node of an atlas: links of is_supply kinds; links with the same group are alternatives, others
/// stand alone. Weights: the `share` where known (the largest of a group), the rest spread equally. O(links log links).
[[nodiscard]] inline SupplyGraph supply_graph(const Atlas& atlas) {
  std::vector<std::vector<SupplyGraph::Group>> inputs(atlas.node_count());
  for (NodeIndex v = 0; v < atlas.node_count(); ++v) {
    std::map<std::string, std::size_t> named;
    std::vector<double> shares;
    for (const LinkIndex e : atlas.inputs(v)) {
      const Link& link = atlas.link(e);
      if (!is_supply(link.kind)) continue;
      std::size_t at = inputs[v].size();
      if (!link.group.empty()) at = named.try_emplace(link.group, at).first->second;
      if (at == inputs[v].size()) {
        inputs[v].emplace_back();
        shares.push_back(-1);
      }
      SupplyGraph::Group& group = inputs[v][at];
      const NodeIndex from = atlas.edge(e).from;
      if (std::find(group.suppliers.begin(), group.suppliers.end(), from) == group.suppliers.end())
        group.suppliers.push_back(from);
      group.essential = group.essential || link.essential;
      if (link.share) shares[at] = std::max(shares[at], *link.share);
    }
    detail::weigh(inputs[v], shares);
  }
  return SupplyGraph(inputs);
}

}  // namespace liantu
