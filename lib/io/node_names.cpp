#include "node_names.hpp"

#include "unicode.hpp"

#include <algorithm>

namespace liantu::io {

namespace {

template <class Index>
void note(std::unordered_map<std::string, std::vector<Index>>& map, const std::string& name, Index index) {
  std::string key = squeezed(name);
  if (key.empty()) return;
  auto& list = map[std::move(key)];
  if (list.empty() || list.back() != index) list.push_back(index);
}

}  // namespace

NodeNames::NodeNames(const Atlas& atlas) : m_atlas(atlas) {
  for (ChainIndex c = 0; c < atlas.chains().size(); ++c) {
    const Chain& chain = atlas.chains()[c];
    for (const std::string* name : {&chain.id, &chain.name, &chain.name_en}) note(m_chains, *name, c);
  }
  for (NodeIndex v = 0; v < atlas.node_count(); ++v) {
    const Node& node = atlas.node(v);
    for (const std::string* name : {&node.id, &node.name, &node.name_en}) note(m_nodes, *name, v);
  }
}

std::optional<NodeIndex> NodeNames::find(std::string_view chain, std::string_view node, const std::string& place,
                                         ProblemSink& sink) const {
  if (const auto exact = m_atlas.find(trim(node))) return exact;
  const std::string shown(utf8::prefix(trim(node), 60));
  std::string name = squeezed(node);
  std::string of = squeezed(chain);
  // A colon or slash parts chain and node, unless the whole is a name.
  const auto whole = m_nodes.find(name);
  if (const auto colon = name.find_first_of(":/"); whole == m_nodes.end() && colon != std::string::npos) {
    of = name.substr(0, colon);
    name = name.substr(colon + 1);
  }
  const Text wanted("已载入产业链的 产业链:环节", "chain:node of a loaded chain");
  const auto chains = m_chains.find(of);
  if (!of.empty() && chains == m_chains.end()) {
    sink.add(place, Text("没有产业链 \"" + of + "\"", "no chain \"" + of + "\""), wanted);
    return std::nullopt;
  }
  std::vector<NodeIndex> found;
  if (const auto it = m_nodes.find(name); it != m_nodes.end()) {
    for (NodeIndex v : it->second) {
      if (of.empty() ||
          std::find(chains->second.begin(), chains->second.end(), m_atlas.chain_index(v)) != chains->second.end())
        found.push_back(v);
    }
  }
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    sink.add(
        place,
        shown.empty() ? Text("没有写环节", "no node") : Text("没有环节 \"" + shown + "\"", "no node \"" + shown + "\""),
        wanted);
    return std::nullopt;
  }
  std::string which;
  for (std::size_t i = 0; i < found.size() && i < 5; ++i) which += (i == 0 ? "" : ", ") + m_atlas.key(found[i]);
  sink.add(place,
           Text("\"" + shown + "\" 有 " + std::to_string(found.size()) + " 个环节：" + which,
                std::to_string(found.size()) + " nodes are \"" + shown + "\": " + which),
           Text("其中一个，写成 产业链:环节", "one of them, as chain:node"));
  return std::nullopt;
}

}  // namespace liantu::io
