// Part of liantu::publish: see map_route.hpp.
#include "map_route.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace liantu::chain_map {

namespace {

// Least heights of the free strip of a corridor.
constexpr double strip_between_rows = 9;
constexpr double strip_between_segments = 9;
constexpr double strip_at_ends = 5;
constexpr double support_title = 13;
// A lane lower than its neighbours is stretched, but not until it falls apart.
constexpr double most_row_stretch = 16;
constexpr double most_segment_stretch = 60;

// From a box to the nearest track: room for the corner, and at the end for the arrow.
constexpr double gutter_left = 8;
constexpr double gutter_right = 13;

class Router {
 public:
  Router(const Sketch& sketch, const Grid& grid, const Metrics& metrics, MapPoint origin)
      : m_sketch(sketch), m_grid(grid), m_metrics(metrics), m_origin(origin) {
    for (std::size_t lane = 0; lane < 4; ++lane)
      m_tracks[lane].assign(static_cast<std::size_t>(grid.lanes[lane].rows) + 1, 0);
  }

  Plan run() {
    place_rows();
    m_paths = choose_paths(m_sketch, m_grid, nominal());
    note_corridors();
    place_rows();
    place_columns();
    place_frames();
    draw();
    return std::move(m_plan);
  }

 private:
  // True where the corridor above row `k` separates segments (or is at an end).
  [[nodiscard]] bool between_segments(std::size_t lane, int k) const {
    const Lane& block = m_grid.lanes[lane];
    if (k == 0 || k == block.rows) return true;
    return std::any_of(block.segments.begin(), block.segments.end(),
                       [&](int s) { return m_grid.segments[s].row == k; });
  }

  [[nodiscard]] double strip(std::size_t lane, int k) const {
    const Lane& block = m_grid.lanes[lane];
    const int tracks = m_tracks[lane][k];
    const double least = k == 0 || k == block.rows   ? strip_at_ends
                         : between_segments(lane, k) ? strip_between_segments
                                                     : strip_between_rows;
    return std::max(least, tracks == 0 ? 0 : (tracks - 1) * m_metrics.pitch + 9);
  }

  // Rows of one lane from `top` on; returns its bottom. `stretch` is shared among the gaps.
  double place_lane(std::size_t lane, double top, double stretch) {
    const Lane& block = m_grid.lanes[lane];
    m_plan.rows[lane].clear();
    m_strips[lane].clear();
    double shares = 0;
    for (int k = 1; k < block.rows; ++k) shares += between_segments(lane, k) ? 3 : 1;
    double y = top;
    for (int k = 0; k <= block.rows; ++k) {
      const bool border = between_segments(lane, k);
      if (border && k > 0) y += m_metrics.segment_pad;
      double height = strip(lane, k);
      if (k > 0 && k < block.rows && shares > 0) {
        height += std::min(stretch * (border ? 3 : 1) / shares, border ? most_segment_stretch : most_row_stretch);
      }
      m_strips[lane].push_back({y, height});
      y += height;
      // The support lane's own border and heading come between its corridor and its first segments.
      if (lane == support_lane && k == 0) y += support_title + m_metrics.lane_pad;
      if (border && k < block.rows) y += m_metrics.segment_title;
      if (k == block.rows) break;
      m_plan.rows[lane].push_back(y);
      y += m_metrics.node_height;
    }
    return y;
  }

  void place_rows() {
    const double top = m_origin.y + m_metrics.lane_header;
    double bottom = m_origin.y;
    for (std::size_t lane = 0; lane < support_lane; ++lane) {
      if (m_grid.lanes[lane].rows > 0) bottom = std::max(bottom, place_lane(lane, top, 0));
    }
    for (std::size_t lane = 0; lane < support_lane; ++lane) {
      if (m_grid.lanes[lane].rows > 0) place_lane(lane, top, bottom - place_lane(lane, top, 0));
    }
    m_lanes_bottom = bottom;
    m_plan.bottom = m_grid.lanes[support_lane].rows > 0 ? place_lane(support_lane, bottom + 3, 0) : bottom;
  }

  [[nodiscard]] Nominal nominal() const {
    Nominal out;
    for (std::size_t lane = 0; lane < 4; ++lane) {
      for (const auto& [y, height] : m_strips[lane]) out.corridors[lane].push_back(y + height / 2);
      for (double y : m_plan.rows[lane]) out.rows[lane].push_back(y + m_metrics.node_height * 0.4);
    }
    return out;
  }

  // What a net takes of a corridor: columns, and the rows between which it runs.
  struct Span {
    int first = 0;
    int last = 0;
    double rows = 0;
    int paths = 0;
  };

  // Tracks of the nets in each corridor: those that run higher up above, so that fewer cross; nets that do not meet
  // share one.
  void note_corridors() {
    const Nominal middle = nominal();
    const auto row = [&](int v) { return middle.rows[m_grid.lane_of(v)][m_grid.cells[v].row]; };
    std::map<std::pair<std::size_t, int>, std::map<int, Span>> spans;
    for (std::size_t e = 0; e < m_paths.paths.size(); ++e) {
      const Path& path = m_paths.paths[e];
      for (const Hop& hop : path.hops) {
        const auto it = spans[{hop.lane, hop.corridor}].try_emplace(path.net, Span{hop.first, hop.last, 0, 0}).first;
        it->second.first = std::min(it->second.first, hop.first);
        it->second.last = std::max(it->second.last, hop.last);
        it->second.rows += row(m_sketch.edges[e].from) + row(m_sketch.edges[e].to);
        ++it->second.paths;
      }
    }
    for (const auto& [place, nets] : spans) {
      std::vector<std::pair<int, Span>> order(nets.begin(), nets.end());
      std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
        return a.second.rows * b.second.paths < b.second.rows * a.second.paths;
      });
      std::vector<std::vector<Span>> tracks;
      for (const auto& [net, span] : order) {
        const auto is_free = [&s = span](const std::vector<Span>& track) {
          return std::none_of(track.begin(), track.end(), [&](const Span& other) {
            return s.first <= other.last + 1 && other.first <= s.last + 1;
          });
        };
        const auto it = std::find_if(tracks.begin(), tracks.end(), is_free);
        const auto track = static_cast<int>(it - tracks.begin());
        if (it == tracks.end()) tracks.emplace_back();
        tracks[static_cast<std::size_t>(track)].push_back(span);
        m_corridor_track[{place.first, place.second, net}] = track;
      }
      m_tracks[place.first][place.second] = static_cast<int>(tracks.size());
    }
  }

  [[nodiscard]] double corridor_y(const Hop& hop, int net) const {
    const auto& [y, height] = m_strips[hop.lane][hop.corridor];
    const int track = m_corridor_track.at({hop.lane, hop.corridor, net});
    return y + height / 2 + (track - (m_tracks[hop.lane][hop.corridor] - 1) / 2.0) * m_metrics.pitch;
  }

  // Ports of one side: strokes apart, and what goes against the main direction a little lower.
  [[nodiscard]] double port_y(int v, Stroke stroke, bool against) const {
    static constexpr std::array<double, 3> at{0.38, 0.60, 0.80};
    const double y = m_plan.rows[m_grid.lane_of(v)][m_grid.cells[v].row];
    return y + m_metrics.node_height * (at[static_cast<std::size_t>(stroke)] + (against ? 0.1 : 0));
  }
  [[nodiscard]] double from_y(std::size_t edge) const {
    return port_y(m_sketch.edges[edge].from, m_sketch.edges[edge].stroke, m_paths.paths[edge].from_side == Side::west);
  }
  [[nodiscard]] double to_y(std::size_t edge) const {
    return port_y(m_sketch.edges[edge].to, m_sketch.edges[edge].stroke, m_paths.paths[edge].to_side == Side::east);
  }

  // Calls use(gutter, from the left?, y) for every end of the path in a gutter, in the order of the way.
  template <class Use>
  void walk(std::size_t edge, const Use& use) const {
    const Path& path = m_paths.paths[edge];
    int gutter = path.gutter;
    use(gutter, path.from_side == Side::east, from_y(edge));
    for (const Hop& hop : path.hops) {
      const bool right = hop.first >= gutter;
      const double y = corridor_y(hop, path.net);
      use(gutter, !right, y);
      gutter = right ? hop.last + 1 : hop.first;
      use(gutter, right, y);
    }
    use(gutter, path.to_side == Side::east, to_y(edge));
  }

  // Widths of the gutters from the nets in them, then the columns.
  void place_columns() {
    const int gutters = m_grid.columns + 1;
    std::vector<std::vector<Trunk>> trunks(static_cast<std::size_t>(gutters));
    for (std::size_t e = 0; e < m_paths.paths.size(); ++e) {
      if (m_paths.paths[e].drop) continue;
      walk(e, [&](int gutter, bool left, double y) {
        auto& list = trunks[gutter];
        auto it = std::find_if(list.begin(), list.end(), [&](const Trunk& t) { return t.net == m_paths.paths[e].net; });
        if (it == list.end()) it = list.insert(it, Trunk{m_paths.paths[e].net, {}, {}});
        auto& ends = left ? it->left : it->right;
        if (std::find(ends.begin(), ends.end(), y) == ends.end()) ends.push_back(y);
      });
    }
    double x = m_origin.x;
    for (int g = 0; g < gutters; ++g) {
      const std::vector<int> tracks = assign_tracks(trunks[g]);
      const int count = tracks.empty() ? 0 : *std::max_element(tracks.begin(), tracks.end()) + 1;
      const bool first = g == 0;
      const bool last = g == gutters - 1;
      const double border = m_metrics.segment_pad + m_metrics.lane_pad;
      const bool lanes_meet = !first && !last && lane_starts_at(g);
      const double left = first ? 0 : lanes_meet ? border + 3 : last ? border + (count > 0 ? 3 : 0) : gutter_left;
      const double right = last ? 0 : lanes_meet ? border + 4 : first ? border + (count > 0 ? 4 : 0) : gutter_right;
      const double between = count == 0 ? 0 : (count - 1) * m_metrics.pitch;
      const double least = first || last ? 0 : lanes_meet ? 2 * border + 8 : 26;
      const double width = std::max(least, left + between + right);
      const double start = x + left + (width - left - between - right) / 2;
      for (std::size_t i = 0; i < tracks.size(); ++i) {
        m_trunk_x[{g, trunks[g][i].net}] = start + std::max(tracks[i], 0) * m_metrics.pitch;
      }
      x += width;
      if (last) break;
      m_plan.columns.push_back(x);
      x += m_metrics.node_width;
    }
    m_plan.right = x;
  }

  [[nodiscard]] bool lane_starts_at(int column) const {
    for (std::size_t lane = 0; lane < support_lane; ++lane) {
      if (m_grid.lanes[lane].columns > 0 && m_grid.lanes[lane].column == column) return true;
    }
    return false;
  }

  void place_frames() {
    const double pad = m_metrics.segment_pad;
    for (const Segment& segment : m_grid.segments) {
      const auto lane = static_cast<std::size_t>(segment.lane);
      const double x = m_plan.columns[segment.column] - pad;
      const double right = m_plan.columns[segment.column + segment.columns - 1] + m_metrics.node_width + pad;
      const double y = m_plan.rows[lane][segment.row] - m_metrics.segment_title;
      const double bottom = m_plan.rows[lane][segment.row + segment.rows - 1] + m_metrics.node_height + pad;
      m_plan.segments.push_back({x, y, right - x, bottom - y});
    }
    const double border = pad + m_metrics.lane_pad;
    for (std::size_t lane = 0; lane < 4; ++lane) {
      const Lane& block = m_grid.lanes[lane];
      if (block.columns == 0 || block.rows == 0) continue;
      const double x = m_plan.columns[block.column] - border;
      const double right = m_plan.columns[block.column + block.columns - 1] + m_metrics.node_width + border;
      const bool support = lane == support_lane;
      const double y = support ? m_strips[lane][0].first + m_strips[lane][0].second : m_origin.y;
      const double bottom = support ? m_plan.bottom : m_lanes_bottom;
      m_plan.lanes[lane] = {x, y, right - x, bottom - y};
    }
  }

  void draw() {
    std::vector<std::vector<MapPoint>> lines;
    std::vector<std::pair<int, int>> keys;
    for (std::size_t e = 0; e < m_paths.paths.size(); ++e) {
      const auto& edge = m_sketch.edges[e];
      const Path& path = m_paths.paths[e];
      lines.push_back(path.drop ? drop(edge) : polyline(e));
      // Ports: a box has six sides of three strokes; a drop shares nothing.
      const int side = path.to_side == Side::east ? 1 : 0;
      keys.emplace_back(
          path.drop ? -1 - static_cast<int>(e) : path.net,
          path.drop ? -1 - static_cast<int>(e) : (edge.to * 2 + side) * 3 + static_cast<int>(edge.stroke));
    }
    m_plan.routes = without_overlap(lines, keys, m_metrics.corner);
    for (std::size_t e = 0; e < m_plan.routes.size(); ++e) m_plan.routes[e].net = m_paths.paths[e].net;
    m_plan.ways = std::move(lines);
  }

  [[nodiscard]] std::vector<MapPoint> drop(const Sketch::Edge& edge) const {
    const bool down = m_grid.cells[edge.to].row > m_grid.cells[edge.from].row;
    const auto& rows = m_plan.rows[m_grid.lane_of(edge.from)];
    // Two boxes that supply each other get two arrows side by side.
    const double x = m_plan.columns[m_grid.cells[edge.from].column] + m_metrics.node_width * (down ? 0.5 : 0.56);
    const double from = rows[m_grid.cells[edge.from].row] + (down ? m_metrics.node_height : 0);
    const double to = rows[m_grid.cells[edge.to].row] + (down ? 0 : m_metrics.node_height);
    return {{x, from}, {x, to}};
  }

  [[nodiscard]] std::vector<MapPoint> polyline(std::size_t e) const {
    const auto& edge = m_sketch.edges[e];
    const Path& path = m_paths.paths[e];
    const auto side_x = [&](int v, Side side) {
      return m_plan.columns[m_grid.cells[v].column] + (side == Side::east ? m_metrics.node_width : 0);
    };
    std::vector<MapPoint> points{{side_x(edge.from, path.from_side), from_y(e)}};
    const auto add = [&](MapPoint p) {
      if (points.size() > 1) {
        const MapPoint a = points[points.size() - 2];
        const MapPoint b = points.back();
        const bool straight = (std::abs(a.x - b.x) < 0.01 && std::abs(b.x - p.x) < 0.01) ||
                              (std::abs(a.y - b.y) < 0.01 && std::abs(b.y - p.y) < 0.01);
        if (straight) points.pop_back();
      }
      points.push_back(p);
    };
    walk(e, [&](int gutter, bool, double y) { add({m_trunk_x.at({gutter, path.net}), y}); });
    add({side_x(edge.to, path.to_side), to_y(e)});
    return points;
  }

  const Sketch& m_sketch;
  const Grid& m_grid;
  const Metrics& m_metrics;
  MapPoint m_origin;
  Plan m_plan;
  Paths m_paths;
  std::array<std::vector<int>, 4> m_tracks;                        // number of them, by lane and corridor
  std::array<std::vector<std::pair<double, double>>, 4> m_strips;  // top and height of the corridors
  std::map<std::tuple<std::size_t, int, int>, int> m_corridor_track;
  std::map<std::pair<int, int>, double> m_trunk_x;  // by gutter and net
  double m_lanes_bottom = 0;
};

}  // namespace

Plan route(const Sketch& sketch, const Grid& grid, const Metrics& metrics, MapPoint origin) {
  return Router(sketch, grid, metrics, origin).run();
}

}  // namespace liantu::chain_map
