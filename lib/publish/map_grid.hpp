// Which place each node of a map has: lanes are columns from left to right, the support lane lies below all of them,
// segments are blocks of places in a lane. Graphviz (dot) gives the first order; swaps that shorten the links refine
// it.
#pragma once

#include "liantu/chain/chain.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace liantu::chain_map {

// How a link is drawn, the stronger first.
enum class Stroke { solid, dashed, dotted };

// What the layout needs to know of a chain.
struct Sketch {
  struct Node {
    Stage stage = Stage::midstream;
    std::string segment;
  };
  struct Edge {
    int from = 0;
    int to = 0;
    Stroke stroke = Stroke::solid;
  };
  std::vector<Node> nodes;
  std::vector<Edge> edges;
};

// A place: a column of the sheet, and a row of its lane.
struct Cell {
  int column = 0;
  int row = 0;

  friend bool operator==(const Cell&, const Cell&) = default;
};

struct Segment {
  std::string name;
  int lane = 0;
  int column = 0;  // first
  int columns = 1;
  int row = 0;  // first
  int rows = 1;
  std::vector<int> nodes;
};

// Lanes 0..2 stand side by side, lane 3 (support) lies below all columns. A lane without nodes has no columns.
struct Lane {
  int column = 0;
  int columns = 0;
  int rows = 0;
  std::vector<int> segments;  // from top to bottom; in the support lane from left to right, shelf by shelf
};

inline constexpr std::size_t support_lane = 3;

struct Grid {
  int columns = 0;
  std::array<Lane, 4> lanes;
  std::vector<Segment> segments;
  std::vector<Cell> cells;  // of the nodes
  std::vector<int> segment_of;

  [[nodiscard]] std::size_t lane_of(int node) const {
    return static_cast<std::size_t>(segments[segment_of[node]].lane);
  }
};

// Rank (from left to right) and order (from top to bottom) of each node.
struct Order {
  std::vector<double> rank;
  std::vector<double> order;
};

// As dot lays the nodes out from left to right. Errors: MapError where Graphviz has no dot plugin.
[[nodiscard]] Order dot_order(const Sketch& sketch);

// What the number of columns is chosen by, in points: a node box with its share of gutter and gap, the heading of a
// segment, and width to height of the whole.
struct Shape {
  double cell_width = 215;
  double cell_height = 92;
  double segment_height = 34;
  double ratio = 1.42;  // that of A0 to A4
};

// Deterministic; the number of swaps tried is bounded.
[[nodiscard]] Grid arrange(const Sketch& sketch, const Order& order, const Shape& shape = {});

}  // namespace liantu::chain_map
