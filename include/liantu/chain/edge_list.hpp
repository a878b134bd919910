/// @file
/// Outside evidence for links: edge lists of others (product graphs, input-output tables), by which a link can be seen
/// to be more than its author's opinion. An end of an edge is the name of a product or the code of a division, group or
/// class of GB/T 4754-2017; names are compared with a node's name and terms, codes with its classes.
///
/// @code{.cpp}
/// liantu::EdgeList edges;
/// edges.add("石英砂", "石英坩埚");
/// edges.add("309", "384");
/// const bool supported = edges.supports(atlas, link);
/// @endcode
#pragma once

#include "liantu/chain/atlas.hpp"
#include "liantu/text.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu {

/// Edges between names (blanks off, folded), each once.
class EdgeList {
 public:
  /// One edge: `from` is an input of `to`. O(log edges).
  void add(std::string_view from, std::string_view to) { m_edges.emplace(fold(trim(from)), fold(trim(to))); }

  [[nodiscard]] std::size_t size() const { return m_edges.size(); }

  /// True where an edge joins what the link joins. O(names² log edges).
  [[nodiscard]] bool supports(const Atlas& atlas, LinkIndex e) const {
    const auto& edge = atlas.edge(e);
    const std::vector<std::string> from = names_of(atlas.node(edge.from));
    const std::vector<std::string> to = names_of(atlas.node(edge.to));
    return std::any_of(from.begin(), from.end(), [&](const std::string& a) {
      return std::any_of(to.begin(), to.end(), [&](const std::string& b) { return m_edges.contains({a, b}); });
    });
  }

 private:
  static std::vector<std::string> names_of(const Node& node) {
    std::vector<std::string> out{fold(node.name)};
    for (const auto& term : node.terms) out.push_back(fold(term));
    for (const auto& code : node.industry) {
      for (std::size_t digits = 2; digits <= code.size(); ++digits) out.push_back(code.substr(0, digits));
    }
    return out;
  }

  std::set<std::pair<std::string, std::string>> m_edges;
};

}  // namespace liantu
