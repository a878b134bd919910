// Puts boxes, lines and fitted texts into a scene.
#pragma once

#include "map_style.hpp"
#include "map_text.hpp"

#include "liantu/publish/chain_map.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu::chain_map {

class Canvas {
 public:
  explicit Canvas(MapScene& scene) : m_scene(&scene) {}

  // Index of the new box.
  int box(MapBox made) {
    m_scene->boxes.push_back(std::move(made));
    return static_cast<int>(m_scene->boxes.size()) - 1;
  }

  int mark(int parent, double x, double y, double width, double height, double radius, MapColour fill,
           MapColour stroke = colour::none, double stroke_width = 0) {
    MapBox made;
    made.parent = parent;
    made.x = x;
    made.y = y;
    made.width = width;
    made.height = height;
    made.radius = radius;
    made.fill = fill;
    made.stroke = stroke;
    made.stroke_width = stroke_width;
    return box(std::move(made));
  }

  int circle(int parent, double x, double y, double radius, MapColour fill, MapColour stroke = colour::none,
             double stroke_width = 0) {
    return mark(parent, x - radius, y - radius, 2 * radius, 2 * radius, radius, fill, stroke, stroke_width);
  }

  void line(int box, std::vector<MapPoint> points, double width, MapColour colour, MapDash dash = MapDash::solid) {
    MapLine made;
    made.box = box;
    made.points = std::move(points);
    made.width = width;
    made.colour = colour;
    made.dash = dash;
    m_scene->lines.push_back(std::move(made));
  }

  void polygon(int box, std::vector<MapPoint> points, MapColour fill) {
    line(box, std::move(points), 0, fill);
    m_scene->lines.back().fill = fill;
  }

  // Of a box made before; of the last line.
  void dash(int box, MapDash dash) { m_scene->boxes[box].dash = dash; }
  void arrow() { m_scene->lines.back().arrow = true; }

  struct Style {
    double size = 8;
    MapColour colour = colour::ink;
    bool bold = false;
    MapAnchor anchor = MapAnchor::start;
  };

  // A line as it is; the caller has fitted it. Returns its width.
  double text(int box, double x, double y, std::string_view words, const Style& style) {
    MapText made;
    made.box = box;
    made.x = x;
    made.y = y;
    made.size = style.size;
    made.width = ems(words, style.bold) * style.size;
    made.bold = style.bold;
    made.anchor = style.anchor;
    made.colour = style.colour;
    made.text = words;
    if (words.empty()) return 0;
    m_scene->texts.push_back(std::move(made));
    return m_scene->texts.back().width;
  }

  // One line, shrunk to `least` and then shortened to fit `width`. Returns its width.
  double fitted(int box, double x, double y, double width, std::string_view words, Style style, double least) {
    const Fitted fitted = fit(words, {width, style.size, least, 1, style.bold});
    if (fitted.lines.empty()) return 0;
    style.size = fitted.size;
    return text(box, x, y, fitted.lines.front(), style);
  }

 private:
  MapScene* m_scene;
};

// The mark of a state, drawn from `x` on, centred on `y`; returns its width.
double state_mark(Canvas& canvas, int parent, double x, double y, State state);

// A tick in a disc, its left side at `x`, centred on `y`: verified. Returns its width.
double verified_mark(Canvas& canvas, int parent, double x, double y);

// "1" in a disc.
void badge(Canvas& canvas, int parent, double x, double y, std::string_view words);

// A small label whose right side is at `right`, full for a ranked target; returns its width.
double tag(Canvas& canvas, int parent, double right, double y, std::string_view words, bool ranked);

}  // namespace liantu::chain_map
