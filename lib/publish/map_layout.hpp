// Part of liantu::publish: a map with what its picture leaves out. See chain_map.hpp.
#pragma once

#include "liantu/publish/chain_map.hpp"

#include <vector>

namespace liantu::chain_map {

// All the way of a link from box to box, along axes. Links share their ways, and the lines of the scene draw each part
// once: a reader who picks one link wants the whole of it.
struct Way {
  int from = 0;  // places of the nodes in the chain
  int to = 0;
  std::vector<MapPoint> points;
};

struct Layout {
  MapScene scene;
  std::vector<Way> ways;  // of all links between nodes of the chain
};

// As layout_map.
[[nodiscard]] Layout lay_out(const Study& study, ChainIndex chain, const MapOptions& options);

}  // namespace liantu::chain_map
