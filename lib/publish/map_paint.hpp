// What all painters of a scene share, so that SVG, PDF and PNG show the same: the order of drawing, rounded corners,
// dashes, arrow heads.
#pragma once

#include "liantu/publish/chain_map.hpp"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace liantu::chain_map {

// One step of an outline; `control` is the point of a quadratic curve.
struct Step {
  enum Kind { move, line, curve } kind = move;
  MapPoint control;
  MapPoint to;
};

// The line with its corners rounded; ends short of its point where there is an arrow.
[[nodiscard]] std::vector<Step> outline(const MapLine& line);

// Lengths on and off; empty for a solid line.
[[nodiscard]] std::vector<double> pattern(MapDash dash, double width, double scale);

// The ids at the ends of a link; empty for other lines.
[[nodiscard]] std::pair<std::string, std::string> ends_of(const MapLine& line);

[[nodiscard]] std::array<MapPoint, 3> arrow_head(const MapLine& line);

// Index of the node box that holds each box (itself for a node), -1 for the rest.
[[nodiscard]] std::vector<int> node_of_boxes(const MapScene& scene);

// Calls painter.box, line, text in the order of drawing; open(node) and close() around what belongs to a node.
// O(scene).
template <class Painter>
void paint_in_order(const MapScene& scene, Painter& painter) {
  struct Parts {
    std::vector<std::size_t> boxes, lines, texts;
  };
  const std::vector<int> node_of = node_of_boxes(scene);
  std::vector<Parts> nodes(scene.boxes.size());
  Parts ground;
  const auto parts = [&](int box) -> Parts& { return box < 0 || node_of[box] < 0 ? ground : nodes[node_of[box]]; };
  for (std::size_t i = 0; i < scene.boxes.size(); ++i) parts(static_cast<int>(i)).boxes.push_back(i);
  for (std::size_t i = 0; i < scene.texts.size(); ++i) parts(scene.texts[i].box).texts.push_back(i);
  std::vector<std::size_t> links;
  for (std::size_t i = 0; i < scene.lines.size(); ++i)
    (scene.lines[i].box < 0 ? links : parts(scene.lines[i].box).lines).push_back(i);
  const auto draw = [&](const Parts& list) {
    for (std::size_t i : list.boxes) painter.box(scene.boxes[i]);
    for (std::size_t i : list.lines) painter.line(scene.lines[i]);
    for (std::size_t i : list.texts) painter.text(scene.texts[i]);
  };
  draw(ground);
  for (std::size_t i : links) painter.line(scene.lines[i]);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].boxes.empty()) continue;
    painter.open(scene.boxes[i]);
    draw(nodes[i]);
    painter.close();
  }
}

}  // namespace liantu::chain_map
