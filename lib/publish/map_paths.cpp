// Part of liantu::publish: which gutters and corridors each link takes. See map_route.hpp.
#include "map_route.hpp"

#include <cmath>
#include <set>
#include <tuple>

namespace liantu::chain_map {

namespace {

class Chooser {
 public:
  Chooser(const Sketch& sketch, const Grid& grid, const Nominal& nominal)
      : m_sketch(sketch), m_grid(grid), m_nominal(nominal) {}

  Paths run() {
    for (const auto& edge : m_sketch.edges) m_out.paths.push_back(path_of(edge));
    m_out.nets = static_cast<int>(m_nets.size());
    return std::move(m_out);
  }

 private:
  Path path_of(const Sketch::Edge& edge) {
    const Cell from = m_grid.cells[edge.from];
    const Cell to = m_grid.cells[edge.to];
    const bool below = m_grid.lane_of(edge.from) == support_lane;
    const bool mixed = below != (m_grid.lane_of(edge.to) == support_lane);
    Path path;
    path.drop = is_drop(edge);
    if (path.drop) return path;
    if (to.column > from.column) {
      path.from_side = Side::east;
      path.to_side = Side::west;
    } else if (mixed) {
      path.from_side = Side::west;
      path.to_side = Side::west;
    } else if (to.column == from.column) {
      path.from_side = Side::east;
      path.to_side = Side::east;
    } else {
      path.from_side = Side::west;
      path.to_side = Side::east;
    }
    path.net = m_nets.emplace(std::tuple(edge.from, edge.stroke, path.from_side), static_cast<int>(m_nets.size()))
                   .first->second;
    path.gutter = from.column + (path.from_side == Side::east ? 1 : 0);
    const int goal = to.column + (path.to_side == Side::east ? 1 : 0);
    if (mixed) {
      // Between the lanes and the support lane all links share the corridor that separates them.
      if (goal != path.gutter)
        path.hops.push_back({support_lane, 0, std::min(goal, path.gutter), std::max(goal, path.gutter) - 1});
    } else {
      cross(path, edge, goal);
    }
    return path;
  }

  // Straight to the box above or below, where nothing but the gap is between them.
  [[nodiscard]] bool is_drop(const Sketch::Edge& edge) const {
    const Cell from = m_grid.cells[edge.from];
    const Cell to = m_grid.cells[edge.to];
    return edge.stroke == Stroke::solid && m_grid.segment_of[edge.from] == m_grid.segment_of[edge.to] &&
           from.column == to.column && std::abs(from.row - to.row) == 1;
  }

  // Hops from the first gutter to `goal`, lane by lane.
  void cross(Path& path, const Sketch::Edge& edge, int goal) {
    const bool below = m_grid.lane_of(edge.from) == support_lane;
    const double wanted = row_of(edge.to);
    double here = row_of(edge.from);
    for (int gutter = path.gutter; gutter != goal;) {
      const bool right = goal > gutter;
      const std::size_t lane = below ? support_lane : lane_of_column(right ? gutter : gutter - 1);
      const Lane& block = m_grid.lanes[lane];
      const int end = right ? std::min(goal, block.column + block.columns) : std::max(goal, block.column);
      const int corridor = best_corridor(lane, path.net, here, wanted);
      path.hops.push_back({lane, corridor, std::min(gutter, end), std::max(gutter, end) - 1});
      m_used.emplace(path.net, lane, corridor);
      here = m_nominal.corridors[lane][corridor];
      gutter = end;
    }
  }

  [[nodiscard]] double row_of(int v) const { return m_nominal.rows[m_grid.lane_of(v)][m_grid.cells[v].row]; }

  [[nodiscard]] std::size_t lane_of_column(int column) const {
    for (std::size_t lane = 0; lane < support_lane; ++lane) {
      if (column < m_grid.lanes[lane].column + m_grid.lanes[lane].columns) return lane;
    }
    return support_lane;
  }

  // The corridor by which the way is short, already taken by the net, not crowded. The one above the first row touches
  // the lane's heading, and the one below the last is the support lane's.
  [[nodiscard]] int best_corridor(std::size_t lane, int net, double here, double wanted) {
    const auto& corridors = m_nominal.corridors[lane];
    int best = 0;
    double least = -1;
    for (int k = 0; k < static_cast<int>(corridors.size()); ++k) {
      double cost = std::abs(corridors[k] - here) + std::abs(corridors[k] - wanted) + 400;
      if (m_used.contains({net, lane, k})) {
        cost -= 60;
      } else {
        cost += 3.0 * m_load[{lane, k}];
      }
      if (least < 0 || cost < least - 1e-9) {
        least = cost;
        best = k;
      }
    }
    if (!m_used.contains({net, lane, best})) ++m_load[{lane, best}];
    return best;
  }

  const Sketch& m_sketch;
  const Grid& m_grid;
  const Nominal& m_nominal;
  Paths m_out;
  std::map<std::tuple<int, Stroke, Side>, int> m_nets;
  std::set<std::tuple<int, std::size_t, int>> m_used;
  std::map<std::pair<std::size_t, int>, int> m_load;
};

}  // namespace

Paths choose_paths(const Sketch& sketch, const Grid& grid, const Nominal& nominal) {
  return Chooser(sketch, grid, nominal).run();
}

}  // namespace liantu::chain_map
