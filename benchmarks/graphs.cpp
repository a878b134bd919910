// Graphs of any size: loading, strong components, both searches, supply; and the whole analysis of one that has names.
//   build/release/bin/graphs make LINKS FILE      a random graph in the form of a chain: pairs of 32-bit numbers
//   build/release/bin/graphs run FILE             prints a line a step: its name and its seconds, then the memory
//   build/release/bin/graphs path NODES           a path of that many nodes, all steps: for a small stack
//   build/release/bin/graphs products FILE        links as JSON lines (head, relation, tail): load, gaps, supply,
//   unlock
// One node in twenty is held.
#include "liantu/analysis/completion.hpp"
#include "liantu/analysis/components.hpp"
#include "liantu/analysis/gaps.hpp"
#include "liantu/analysis/search.hpp"
#include "liantu/analysis/supply.hpp"

#include <boost/json/parse.hpp>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace {

using namespace liantu;

double seconds() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

// Tells how long each step took since the one before.
class Steps {
 public:
  void done(const char* step, std::uint64_t result) {
    const double now = seconds();
    std::printf("%s %.6f %llu\n", step, now - m_last, static_cast<unsigned long long>(result));
    m_last = seconds();
  }
  static void memory() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    std::printf("memory %.0f MB\n", static_cast<double>(used.ru_maxrss) / 1024);
  }

 private:
  double m_last = seconds();
};

std::uint64_t mixed(std::uint64_t value) {
  value += 0x9E3779B97F4A7C15U;
  value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
  value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
  return value ^ (value >> 31U);
}

bool is_held(NodeIndex v) { return mixed(v) % 20 == 0; }

// Five links a node, most to one a little further down, one in a hundred back.
void make(std::uint64_t links, const std::string& path) {
  const std::uint64_t nodes = std::max<std::uint64_t>(links / 5, 2);
  std::ofstream out(path, std::ios::binary);
  std::vector<std::uint32_t> block;
  for (std::uint64_t i = 0; i < links; ++i) {
    const std::uint64_t from = mixed(2 * i) % nodes;
    const std::uint64_t step = 1 + mixed(2 * i + 1) % std::min<std::uint64_t>(nodes - 1, 1000);
    const bool back = mixed(i ^ 0x5555) % 100 == 0;
    const std::uint64_t to = back ? (from + nodes - step) % nodes : std::min(from + step, nodes - 1);
    block.push_back(static_cast<std::uint32_t>(from));
    block.push_back(static_cast<std::uint32_t>(to));
    if (block.size() < 1U << 16U && i + 1 < links) continue;
    out.write(reinterpret_cast<const char*>(block.data()), static_cast<std::streamsize>(block.size() * 4));
    block.clear();
  }
  if (!out.flush()) throw std::runtime_error("cannot write " + path);
}

// Calls visit(from, to) for the pairs of a file.
template <class Visit>
void each_pair(const std::string& path, Visit visit) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path);
  std::vector<std::uint32_t> block(1U << 16U);
  while (in) {
    in.read(reinterpret_cast<char*>(block.data()), static_cast<std::streamsize>(block.size() * 4));
    const auto pairs = static_cast<std::size_t>(in.gcount()) / 8;
    for (std::size_t i = 0; i < pairs; ++i) visit(block[2 * i], block[2 * i + 1]);
  }
}

void work(const SupplyGraph& graph, Steps& steps) {
  std::vector<NodeIndex> held;
  std::vector<double> presences(graph.node_count(), 0);
  for (NodeIndex v = 0; v < graph.node_count(); ++v) {
    if (!is_held(v)) continue;
    held.push_back(v);
    presences[v] = 1;
  }
  const Components parts = components(graph);
  steps.done("components", parts.count);
  for (const Towards towards : {Towards::customers, Towards::suppliers}) {
    const auto found = nearest(graph, held, towards);
    std::uint64_t reached = 0;
    for (const std::uint32_t distance : found) reached += distance == not_reached ? 0 : 1;
    steps.done(towards == Towards::customers ? "search-down" : "search-up", reached);
  }
  const Supply supply(graph, parts, std::move(presences), 0.5);
  double sum = 0;
  for (NodeIndex v = 0; v < graph.node_count(); ++v) sum += supply[v];
  steps.done("supply", static_cast<std::uint64_t>(sum));
}

void run(const std::string& path) {
  Steps steps;
  NodeIndex nodes = 0;
  each_pair(path, [&](NodeIndex from, NodeIndex to) { nodes = std::max({nodes, from + 1, to + 1}); });
  const auto graph = SupplyGraph::of_links(nodes, [&](auto&& visit) { each_pair(path, visit); });
  steps.done("load", graph.link_count());
  work(graph, steps);
  Steps::memory();
}

void path_of(NodeIndex nodes) {
  Steps steps;
  const auto graph = SupplyGraph::of_links(nodes, [&](auto&& visit) {
    for (NodeIndex v = 0; v + 1 < nodes; ++v) visit(v, v + 1);
  });
  steps.done("load", graph.link_count());
  work(graph, steps);
  const std::vector<bool> whole = complete(graph, std::vector<bool>(nodes, true));
  steps.done("complete", whole.back() ? nodes : 0);
  Steps::memory();
}

// The links 上游材料 of a product graph as one chain: A is made of B.
Chain read_products(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path);
  Chain out;
  out.id = "p";
  std::unordered_map<std::string, std::uint64_t> places;
  std::unordered_set<std::uint64_t> seen;
  const auto place = [&](const boost::json::value& name) {
    const auto [at, is_new] = places.try_emplace(std::string(name.as_string()), places.size());
    if (is_new) {
      Node node;
      node.id = "n" + std::to_string(at->second);
      node.name = at->first;
      node.core = true;
      out.nodes.push_back(std::move(node));
    }
    return at->second;
  };
  for (std::string line; std::getline(in, line);) {
    if (line.find("上游材料") == std::string::npos) continue;
    const boost::json::value value = boost::json::parse(line);
    const auto& edge = value.as_object();
    const auto get = [&](const char* a, const char* b) -> const boost::json::value& {
      return edge.contains(a) ? edge.at(a) : edge.at(b);
    };
    if (get("rel", "relation").as_string() != "上游材料") continue;
    Link link;
    const std::uint64_t to = place(get("from_entity", "head"));
    const std::uint64_t from = place(get("to_entity", "tail"));
    if (from == to || !seen.insert(from << 32U | to).second) continue;
    link.from = out.nodes[from].id;
    link.to = out.nodes[to].id;
    out.links.push_back(std::move(link));
  }
  return out;
}

void products(const std::string& path) {
  Steps steps;
  Chain chain = read_products(path);
  const std::size_t links = chain.links.size();
  steps.done("load", links);
  const Atlas atlas({std::move(chain)});
  const SupplyGraph graph = supply_graph(atlas);
  const Components parts = components(graph);
  steps.done("freeze", parts.count);
  Policy policy;
  policy.gaps.embryo_core = 0;
  Profile& profile = policy.gaps.profiles["county"];
  profile.rules = {{Rule::fill_essential, Action::fill},
                   {Rule::fill_between, Action::fill},
                   {Rule::extend_down, Action::extend},
                   {Rule::extend_up, Action::extend},
                   {Rule::watch_far, Action::watch}};
  Coverage coverage(atlas.node_count());
  std::vector<State> states(atlas.node_count(), State::missing);
  for (NodeIndex v = 0; v < atlas.node_count(); ++v) {
    if (is_held(v)) states[v] = State::present;
  }
  const GapRules rules(atlas, coverage, states, policy, graph);
  steps.done("gaps", gaps_of(atlas, rules, policy, {0}).size());
  Supply supply(graph, parts, presences(states, 0), 0.5);
  steps.done("supply", atlas.node_count());
  double sum = 0;
  for (NodeIndex v = 0; v < atlas.node_count(); ++v) sum += supply.unlock(v);
  steps.done("unlock", static_cast<std::uint64_t>(sum));
  Steps::memory();
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const std::string what = argc > 1 ? argv[1] : "";
    if (what == "make" && argc == 4) {
      make(std::strtoull(argv[2], nullptr, 10), argv[3]);
    } else if (what == "run" && argc == 3) {
      run(argv[2]);
    } else if (what == "path" && argc == 3) {
      path_of(static_cast<NodeIndex>(std::strtoul(argv[2], nullptr, 10)));
    } else if (what == "products" && argc == 3) {
      products(argv[2]);
    } else {
      (void)std::fputs("usage: graphs make LINKS FILE | run FILE | path NODES | products FILE\n", stderr);
      return 2;
    }
    return 0;
  } catch (const std::exception& error) {
    (void)std::fprintf(stderr, "graphs: %s\n", error.what());
    return 1;
  }
}
