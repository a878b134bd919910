/// @file
/// The atlas on one sheet: each chain asked for as a tile with its states, and what the chains supply each other.
///
/// @code{.cpp}
/// write("map.atlas.svg", liantu::map_svg(liantu::layout_atlas(study, liantu::Lang::zh)));
/// @endcode
#pragma once

#include "liantu/publish/chain_map.hpp"

namespace liantu {

/// Tiles in rows, chains that supply each other much near each other; lines between tiles are as wide as there are
/// supply links between their nodes, with an arrow to the customer. The scene is painted as any other. O(links +
/// chains³).
[[nodiscard]] MapScene layout_atlas(const Study& study, Lang lang);

}  // namespace liantu
