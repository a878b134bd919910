// Part of liantu::publish: see map_paint.hpp.
#include "map_paint.hpp"

#include <algorithm>
#include <cmath>

namespace liantu::chain_map {

namespace {

constexpr double head_length = 5.2;
constexpr double head_half_width = 2.2;

double distance(const MapPoint& a, const MapPoint& b) { return std::hypot(a.x - b.x, a.y - b.y); }

// The point `length` from `a` towards `b`.
MapPoint towards(const MapPoint& a, const MapPoint& b, double length) {
  const double whole = distance(a, b);
  const double t = whole < 1e-9 ? 0 : length / whole;
  return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

}  // namespace

std::vector<Step> outline(const MapLine& line) {
  std::vector<MapPoint> points = line.points;
  if (line.arrow && points.size() > 1) {
    const MapPoint before = points[points.size() - 2];
    points.back() =
        towards(points.back(), before, std::min((head_length - 1) * line.scale, distance(points.back(), before)));
  }
  std::vector<Step> out;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const bool bend = line.corner > 0 && i > 0 && i + 1 < points.size();
    if (!bend) {
      out.push_back({i == 0 ? Step::move : Step::line, {}, points[i]});
      continue;
    }
    const double room = std::min(distance(points[i - 1], points[i]), distance(points[i], points[i + 1])) / 2;
    const double radius = std::min(line.corner, room);
    out.push_back({Step::line, {}, towards(points[i], points[i - 1], radius)});
    out.push_back({Step::curve, points[i], towards(points[i], points[i + 1], radius)});
  }
  return out;
}

std::vector<double> pattern(MapDash dash, double width, double scale) {
  if (dash == MapDash::solid) return {};
  if (dash == MapDash::dashed) return {4 * scale, 2.4 * scale};
  return {std::max(width, 0.8 * scale), 2 * scale};
}

std::pair<std::string, std::string> ends_of(const MapLine& line) {
  constexpr std::string_view between = " -> ";
  const auto at = line.link.find(between);
  if (at == std::string::npos) return {};
  return {line.link.substr(0, at), line.link.substr(at + between.size())};
}

std::array<MapPoint, 3> arrow_head(const MapLine& line) {
  const MapPoint tip = line.points.back();
  const MapPoint base = towards(tip, line.points[line.points.size() - 2], head_length * line.scale);
  const double whole = std::max(distance(tip, base), 1e-9);
  const double dx = (tip.y - base.y) / whole * head_half_width * line.scale;
  const double dy = (base.x - tip.x) / whole * head_half_width * line.scale;
  return {tip, {base.x + dx, base.y + dy}, {base.x - dx, base.y - dy}};
}

std::vector<int> node_of_boxes(const MapScene& scene) {
  std::vector<int> out(scene.boxes.size(), -1);
  for (std::size_t i = 0; i < scene.boxes.size(); ++i) {
    const MapBox& box = scene.boxes[i];
    // A parent comes before its children.
    out[i] = box.part == MapPart::node                      ? static_cast<int>(i)
             : box.parent >= 0 && box.part == MapPart::mark ? out[box.parent]
                                                            : -1;
  }
  return out;
}

}  // namespace liantu::chain_map
