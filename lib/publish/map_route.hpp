// From cells to coordinates: where lanes, segments and boxes stand, and how links run between them. A link leaves its
// supplier, runs in the gutters between the columns and in the corridors between the rows, and never crosses a box.
// Links of one supplier and stroke are a net and share their way until they part; gutters and corridors are as wide as
// their nets need.
#pragma once

#include "map_grid.hpp"

#include "liantu/publish/chain_map.hpp"

#include <array>
#include <map>
#include <utility>
#include <vector>

namespace liantu::chain_map {

// Lengths in points.
struct Metrics {
  double node_width = 156;
  double node_height = 76;
  double segment_pad = 6;     // from boxes to the border of their segment
  double segment_title = 17;  // height of its heading
  double lane_pad = 5;        // from segments to the border of their lane
  double lane_header = 26;
  double pitch = 4.6;  // between neighbouring tracks
  double corner = 3.6;
};

struct Frame {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

struct Route {
  int edge = 0;
  int net = 0;
  std::vector<MapPoint> points;  // what is left to draw where others share the way
  bool arrow = true;
};

struct Plan {
  std::vector<double> columns;              // left side of the boxes of a column
  std::array<std::vector<double>, 4> rows;  // top of the boxes of a row, by lane
  std::array<Frame, 4> lanes;               // the support lane without its corridor
  std::vector<Frame> segments;
  std::vector<Route> routes;
  std::vector<std::vector<MapPoint>> ways;  // of the edges, all of each
  double right = 0;
  double bottom = 0;
};

// Lays the grid out with its upper left corner at `origin`.
[[nodiscard]] Plan route(const Sketch& sketch, const Grid& grid, const Metrics& metrics, MapPoint origin);

// What follows is shared by the files of the router.

enum class Side { west, east };

// Across some columns of one lane, in the corridor above row `corridor`.
struct Hop {
  std::size_t lane = 0;
  int corridor = 0;
  int first = 0;  // columns
  int last = 0;
};

// One link: out of `from_side` into a gutter, over the hops into further gutters, into `to_side`. A drop goes straight
// down or up to the next box.
struct Path {
  int net = 0;
  Side from_side = Side::east;
  Side to_side = Side::west;
  bool drop = false;
  int gutter = 0;  // the first
  std::vector<Hop> hops;
};

// Middle lines of the corridors before any track is known, and of the rows: enough to choose by.
struct Nominal {
  std::array<std::vector<double>, 4> corridors;
  std::array<std::vector<double>, 4> rows;
};

struct Paths {
  std::vector<Path> paths;  // of the edges
  int nets = 0;
};

[[nodiscard]] Paths choose_paths(const Sketch& sketch, const Grid& grid, const Nominal& nominal);

// What a net does in one gutter: heights at which it meets the left and the right side.
struct Trunk {
  int net = 0;
  std::vector<double> left;
  std::vector<double> right;

  [[nodiscard]] double top() const;
  [[nodiscard]] double bottom() const;
};

// Track of each trunk of a gutter from left to right, such that few lines cross; trunks that do not meet share a track.
// A trunk of no height has none: -1.
[[nodiscard]] std::vector<int> assign_tracks(const std::vector<Trunk>& trunks);

// What is left to draw of polylines that run along axes: each one from where it leaves an earlier one of its net to
// where it meets an earlier one of its port. `keys`: (net, port) of each.
[[nodiscard]] std::vector<Route> without_overlap(const std::vector<std::vector<MapPoint>>& lines,
                                                 const std::vector<std::pair<int, int>>& keys, double corner);

}  // namespace liantu::chain_map
