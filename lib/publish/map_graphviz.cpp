// Part of liantu::publish: the only place that calls Graphviz. See map_grid.hpp.
#include "map_grid.hpp"

#include "liantu/publish/chain_map.hpp"

#include <gvc.h>

#include <mutex>
#include <string>
#include <vector>

namespace liantu::chain_map {

namespace {

// Past this, dot takes seconds (DESIGN §8) for an order that the swaps of arrange() find as well.
constexpr std::size_t most_nodes_for_dot = 400;

// Graphviz keeps its state in globals.
std::mutex& graphviz_mutex() {
  static std::mutex mutex;
  return mutex;
}

int say_nothing(char* /*message*/) { return 0; }

// One context for the life of the process: a plugin is loaded once.
GVC_t* context() {
  static GVC_t* const made = [] {
    agseterrf(&say_nothing);
    return gvContext();
  }();
  return made;
}

class Graph {
 public:
  Graph() : m_graph(agopen(text("map"), Agstrictdirected, nullptr)) {}
  ~Graph() {
    if (m_laid_out) gvFreeLayout(context(), m_graph);
    agclose(m_graph);
  }
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;
  Graph(Graph&&) = delete;
  Graph& operator=(Graph&&) = delete;

  void defaults() {
    // Whole numbers only: Graphviz reads decimals by the locale.
    set(AGRAPH, "rankdir", "LR");
    set(AGRAPH, "splines", "none");
    set(AGRAPH, "nslimit", "2");
    set(AGNODE, "shape", "box");
    set(AGNODE, "label", "");
    set(AGNODE, "fixedsize", "true");
    set(AGNODE, "width", "2");
    set(AGNODE, "height", "1");
    set(AGEDGE, "weight", "1");
  }

  Agnode_t* node(std::size_t index) {
    std::string name = std::to_string(index);
    return agnode(m_graph, name.data(), 1);
  }

  void edge(Agnode_t* from, Agnode_t* to, const char* weight) {
    Agedge_t* const made = agedge(m_graph, from, to, nullptr, 1);
    agset(made, text("weight"), text(weight));
  }

  [[nodiscard]] bool lay_out() {
    m_laid_out = gvLayout(context(), m_graph, "dot") == 0;
    return m_laid_out;
  }

 private:
  // Graphviz takes char* for what it only reads.
  static char* text(const char* constant) { return const_cast<char*>(constant); }
  void set(int kind, const char* name, const char* value) { agattr(m_graph, kind, text(name), text(value)); }

  Agraph_t* m_graph;
  bool m_laid_out = false;
};

}  // namespace

Order dot_order(const Sketch& sketch) {
  Order out;
  out.rank.assign(sketch.nodes.size(), 0);
  out.order.resize(sketch.nodes.size());
  for (std::size_t i = 0; i < out.order.size(); ++i) out.order[i] = static_cast<double>(i);
  if (sketch.nodes.empty() || sketch.nodes.size() > most_nodes_for_dot) return out;
  const std::scoped_lock lock(graphviz_mutex());
  if (context() == nullptr)
    throw MapError(Text("Graphviz 无法启动。请安装 graphviz 的库（Debian：libgvc6）",
                        "Graphviz does not start. Install its libraries (Debian: libgvc6)"));
  Graph graph;
  graph.defaults();
  std::vector<Agnode_t*> nodes;
  for (std::size_t i = 0; i < sketch.nodes.size(); ++i) nodes.push_back(graph.node(i));
  for (const auto& edge : sketch.edges) {
    if (edge.stroke == Stroke::dotted) continue;
    graph.edge(nodes[edge.from], nodes[edge.to], edge.stroke == Stroke::solid ? "3" : "1");
  }
  if (!graph.lay_out()) {
    throw MapError(
        Text("Graphviz 缺少 dot 布局插件。请安装 graphviz（Debian：graphviz libgvc6），并以 root 运行 dot -c",
             "Graphviz has no dot layout plugin. Install graphviz (Debian: graphviz libgvc6) and run dot -c as root"));
  }
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    out.rank[i] = ND_coord(nodes[i]).x;
    out.order[i] = -ND_coord(nodes[i]).y;
  }
  return out;
}

}  // namespace liantu::chain_map
