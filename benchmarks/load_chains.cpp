// Loading all shipped chains: read from disk, checked, linked and frozen to a graph. The peer is Boost.JSON alone,
// which parses the same bytes and checks nothing.
//   build/release/bin/load_chains
#include "liantu/chain/atlas.hpp"
#include "liantu/chain/chain_json.hpp"

#include <benchmark/benchmark.h>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace {

std::vector<std::string> files() {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(LIANTU_SOURCE_DATA "/chains"))
    out.push_back(entry.path().string());
  std::sort(out.begin(), out.end());
  return out;
}

void peer_boost_json(benchmark::State& state) {
  const auto paths = files();
  for (auto _ : state) {
    for (const auto& path : paths) benchmark::DoNotOptimize(boost::json::parse(liantu::read_file(path)));
  }
}

void liantu_atlas(benchmark::State& state) {
  const auto paths = files();
  std::size_t nodes = 0;
  for (auto _ : state) {
    std::vector<liantu::Chain> chains;
    chains.reserve(paths.size());
    for (const auto& path : paths) chains.push_back(liantu::read_chain(liantu::read_file(path), path));
    const liantu::Atlas atlas(std::move(chains));
    nodes = atlas.node_count();
  }
  state.counters["chains"] = static_cast<double>(paths.size());
  state.counters["nodes"] = static_cast<double>(nodes);
}

BENCHMARK(peer_boost_json)->Unit(benchmark::kMillisecond);
BENCHMARK(liantu_atlas)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
