// Part of liantu::publish: the order of lines inside a gutter, and what of them is drawn once. See map_route.hpp.
#include "map_route.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace liantu::chain_map {

namespace {

// Two lines nearer than this look like one.
constexpr double near = 2.6;

bool inside(double y, const Trunk& trunk) { return y > trunk.top() - near && y < trunk.bottom() + near; }

bool has_height(const Trunk& trunk) { return trunk.bottom() - trunk.top() > 0.5; }

// Lines that cross, and lines that would run into one another, where `a` is left of `b`.
double cost_of_order(const Trunk& a, const Trunk& b) {
  double cost = 0;
  for (double y : b.left) {
    if (inside(y, a)) ++cost;
    // b's line from the left and a's line to the right would lie on each other.
    for (double z : a.right) {
      if (std::abs(y - z) < near) cost += 20;
    }
  }
  for (double y : a.right) {
    if (inside(y, b)) ++cost;
  }
  return cost;
}

std::vector<std::size_t> best_order(const std::vector<Trunk>& trunks) {
  const std::size_t n = trunks.size();
  std::vector<std::vector<double>> cost(n, std::vector<double>(n, 0));
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      if (i != j) cost[i][j] = cost_of_order(trunks[i], trunks[j]);
    }
  }
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  // Each trunk in turn to its best place; passes are bounded, for the sum falls with each move.
  for (int pass = 0; pass < 20; ++pass) {
    bool moved = false;
    for (std::size_t at = 0; at < n; ++at) {
      double change = 0;
      double least = -1e-9;
      std::size_t best = at;
      for (std::size_t to = at; to-- > 0;) {
        change += cost[order[at]][order[to]] - cost[order[to]][order[at]];
        if (change < least) least = change, best = to;
      }
      change = 0;
      for (std::size_t to = at + 1; to < n; ++to) {
        change += cost[order[to]][order[at]] - cost[order[at]][order[to]];
        if (change < least) least = change, best = to;
      }
      if (best == at) continue;
      const auto begin = order.begin();
      const auto from = static_cast<std::ptrdiff_t>(at);
      const auto to = static_cast<std::ptrdiff_t>(best);
      if (best < at) std::rotate(begin + to, begin + from, begin + from + 1);
      if (best > at) std::rotate(begin + from, begin + from + 1, begin + to + 1);
      moved = true;
    }
    if (!moved) break;
  }
  return order;
}

double length(const MapPoint& a, const MapPoint& b) { return std::abs(a.x - b.x) + std::abs(a.y - b.y); }

double length(const std::vector<MapPoint>& line) {
  double sum = 0;
  for (std::size_t i = 1; i < line.size(); ++i) sum += length(line[i - 1], line[i]);
  return sum;
}

// How far two lines run together from their first points.
double common(const std::vector<MapPoint>& a, const std::vector<MapPoint>& b) {
  if (a.empty() || b.empty() || length(a.front(), b.front()) > 0.01) return 0;
  double sum = 0;
  MapPoint here = a.front();
  for (std::size_t i = 1, j = 1; i < a.size() && j < b.size();) {
    const double da = length(here, a[i]);
    const double db = length(here, b[j]);
    const double step = std::min(da, db);
    const auto toward = [&](const MapPoint& goal, double far) {
      return far < 0.01 ? here
                        : MapPoint{here.x + (goal.x - here.x) * step / far, here.y + (goal.y - here.y) * step / far};
    };
    const MapPoint next = toward(a[i], da);
    if (length(next, toward(b[j], db)) > 0.01) break;
    sum += step;
    here = next;
    if (da - step < 0.01) ++i;
    if (db - step < 0.01) ++j;
  }
  return sum;
}

// The part of a line between two lengths along it.
std::vector<MapPoint> part(const std::vector<MapPoint>& line, double from, double to) {
  std::vector<MapPoint> out;
  double at = 0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double step = length(line[i - 1], line[i]);
    const auto point = [&](double along) {
      const double t = step < 1e-9 ? 0 : (along - at) / step;
      return MapPoint{line[i - 1].x + (line[i].x - line[i - 1].x) * t, line[i - 1].y + (line[i].y - line[i - 1].y) * t};
    };
    if (at + step > from && at < to) {
      if (out.empty()) out.push_back(point(std::max(from, at)));
      out.push_back(point(std::min(to, at + step)));
    }
    at += step;
  }
  return out;
}

}  // namespace

double Trunk::top() const {
  double y = 1e18;
  for (double v : left) y = std::min(y, v);
  for (double v : right) y = std::min(y, v);
  return y;
}

double Trunk::bottom() const {
  double y = -1e18;
  for (double v : left) y = std::max(y, v);
  for (double v : right) y = std::max(y, v);
  return y;
}

std::vector<int> assign_tracks(const std::vector<Trunk>& trunks) {
  std::vector<int> tracks(trunks.size(), -1);
  const std::vector<std::size_t> order = best_order(trunks);
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Trunk& trunk = trunks[order[i]];
    if (!has_height(trunk)) continue;
    int track = 0;
    for (std::size_t j = 0; j < i; ++j) {
      const Trunk& other = trunks[order[j]];
      const bool apart = other.bottom() + near < trunk.top() || trunk.bottom() + near < other.top();
      if (has_height(other) && !apart) track = std::max(track, tracks[order[j]] + 1);
    }
    tracks[order[i]] = track;
  }
  return tracks;
}

std::vector<Route> without_overlap(const std::vector<std::vector<MapPoint>>& lines,
                                   const std::vector<std::pair<int, int>>& keys, double corner) {
  std::vector<Route> out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const double whole = length(lines[i]);
    const std::vector<MapPoint> backwards(lines[i].rbegin(), lines[i].rend());
    double from = 0;
    double to = whole;
    bool arrow = true;
    for (std::size_t j = 0; j < i; ++j) {
      if (keys[i].first == keys[j].first) {
        const double shared = common(lines[i], lines[j]);
        if (shared > corner) from = std::max(from, shared - corner);
      }
      if (keys[i].second == keys[j].second) {
        const double shared = common(backwards, {lines[j].rbegin(), lines[j].rend()});
        if (shared > 0) arrow = false;
        if (shared > corner) to = std::min(to, whole - shared + corner);
      }
    }
    Route route{static_cast<int>(i), 0, {}, arrow};
    if (to - from > 0.5) route.points = part(lines[i], from, to);
    out.push_back(std::move(route));
  }
  return out;
}

}  // namespace liantu::chain_map
