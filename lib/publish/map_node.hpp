// The box of one node: its name, state, firms, target, links to other chains.
#pragma once

#include "map_canvas.hpp"
#include "map_route.hpp"

#include "liantu/publish/study.hpp"

#include <string>
#include <vector>

namespace liantu::chain_map {

// Draws node `v` with its upper left corner at `at`, inside box `parent`.
void draw_node(Canvas& canvas, const Study& study, NodeIndex v, const MapOptions& options, int parent, MapPoint at,
               const Metrics& metrics);

}  // namespace liantu::chain_map
