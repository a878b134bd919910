// Nodes as people write them in tables. Internal to liantu::io.
#pragma once

#include "liantu/chain/atlas.hpp"
#include "liantu/diagnostic.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace liantu::io {

// Finds nodes by "chain:node", or by name with or without the chain's; either part may be an id or a name.
class NodeNames {
 public:
  explicit NodeNames(const Atlas& atlas);

  // The node that the cells of a row name; `chain` may be blank where the node says it, or where only one chain has
  // such a node. Tells `sink` at `place` where there is none, or more than one. O(bytes).
  [[nodiscard]] std::optional<NodeIndex> find(std::string_view chain, std::string_view node, const std::string& place,
                                              ProblemSink& sink) const;

 private:
  const Atlas& m_atlas;
  std::unordered_map<std::string, std::vector<ChainIndex>> m_chains;  // by id and by name
  std::unordered_map<std::string, std::vector<NodeIndex>> m_nodes;    // the same
};

}  // namespace liantu::io
