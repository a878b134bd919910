// Part of liantu::publish: see map_grid.hpp.
#include "map_grid.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <utility>

namespace liantu::chain_map {

namespace {

int divided_up(int a, int b) { return (a + b - 1) / b; }

class Arranger {
 public:
  Arranger(const Sketch& sketch, const Order& order, const Shape& shape)
      : m_sketch(sketch), m_order(order), m_shape(shape) {}

  Grid run() {
    gather_segments();
    choose_columns();
    order_segments();
    for (std::size_t lane = 0; lane < 4; ++lane) stack(lane);
    for (Segment& segment : m_grid.segments) fill(segment);
    improve();
    return std::move(m_grid);
  }

 private:
  void gather_segments() {
    m_grid.cells.resize(m_sketch.nodes.size());
    for (std::size_t i = 0; i < m_sketch.nodes.size(); ++i) {
      const auto& node = m_sketch.nodes[i];
      const int lane = static_cast<int>(node.stage);
      auto it = std::find_if(m_grid.segments.begin(), m_grid.segments.end(),
                             [&](const Segment& s) { return s.lane == lane && s.name == node.segment; });
      if (it == m_grid.segments.end()) {
        Segment made;
        made.name = node.segment;
        made.lane = lane;
        it = m_grid.segments.insert(it, made);
        m_grid.lanes[static_cast<std::size_t>(lane)].segments.push_back(static_cast<int>(m_grid.segments.size()) - 1);
      }
      it->nodes.push_back(static_cast<int>(i));
      m_grid.segment_of.push_back(static_cast<int>(it - m_grid.segments.begin()));
    }
  }

  [[nodiscard]] int size_of(int segment) const { return static_cast<int>(m_grid.segments[segment].nodes.size()); }

  [[nodiscard]] double lane_height(std::size_t lane, int columns) const {
    double height = 0;
    for (int s : m_grid.lanes[lane].segments)
      height += m_shape.segment_height + divided_up(size_of(s), columns) * m_shape.cell_height;
    return height;
  }

  // Columns of the three lanes by which the sheet has a good shape and the lanes are of one height.
  void choose_columns() {
    std::array<int, 3> most{};
    int nodes = 0;
    for (std::size_t lane = 0; lane < 3; ++lane) {
      for (int s : m_grid.lanes[lane].segments) {
        most[lane] = std::max(most[lane], size_of(s));
        nodes += size_of(s);
      }
      most[lane] = std::min(most[lane], 12);
    }
    std::array<int, 3> best{};
    double least = -1;
    const auto range = [&](std::size_t lane) { return std::pair(std::min(most[lane], 1), most[lane]); };
    for (int a = range(0).first; a <= range(0).second; ++a) {
      for (int b = range(1).first; b <= range(1).second; ++b) {
        for (int c = range(2).first; c <= range(2).second; ++c) {
          const double cost = shape_cost({a, b, c});
          if (least < 0 || cost < least - 1e-9) {
            least = cost;
            best = {a, b, c};
          }
        }
      }
    }
    if (nodes == 0) best = {0, std::clamp(static_cast<int>(m_sketch.nodes.size()), 1, 6), 0};
    for (std::size_t lane = 0; lane < 3; ++lane) {
      m_grid.lanes[lane].column = m_grid.columns;
      m_grid.lanes[lane].columns = best[lane];
      m_grid.columns += best[lane];
    }
    m_grid.lanes[support_lane].columns = m_grid.columns;
  }

  [[nodiscard]] double shape_cost(const std::array<int, 3>& columns) const {
    double tallest = 0;
    double used = 0;
    int total = 0;
    for (std::size_t lane = 0; lane < 3; ++lane) {
      if (columns[lane] == 0) continue;
      const double height = lane_height(lane, columns[lane]);
      tallest = std::max(tallest, height);
      used += static_cast<double>(m_grid.lanes[lane].segments.empty() ? 0 : columns[lane]) * height;
      total += columns[lane];
    }
    if (total == 0) return 0;
    int support = 0;
    for (int s : m_grid.lanes[support_lane].segments) support += size_of(s);
    const double height =
        tallest + (support > 0 ? m_shape.segment_height + divided_up(support, total) * m_shape.cell_height : 0) + 190;
    const double ratio = total * m_shape.cell_width / height / m_shape.ratio;
    int holes = 0;
    for (std::size_t lane = 0; lane < 3; ++lane) {
      for (int s : m_grid.lanes[lane].segments)
        holes += divided_up(size_of(s), columns[lane]) * columns[lane] - size_of(s);
    }
    return 2.0 * std::abs(std::log(ratio)) + 2.5 * (1 - used / (total * tallest)) + 0.03 * holes;
  }

  void order_segments() {
    for (Lane& lane : m_grid.lanes) {
      const auto mean = [&](int s) {
        double sum = 0;
        const bool across = m_grid.segments[s].lane == static_cast<int>(support_lane);
        for (int v : m_grid.segments[s].nodes) sum += across ? m_order.rank[v] : m_order.order[v];
        return sum / size_of(s);
      };
      std::stable_sort(lane.segments.begin(), lane.segments.end(), [&](int a, int b) { return mean(a) < mean(b); });
    }
  }

  // Gives the segments of a lane their columns and rows, in their order; nodes keep their cell inside the segment.
  void stack(std::size_t index) {
    if (index == support_lane) return shelve();
    Lane& lane = m_grid.lanes[index];
    lane.rows = 0;
    for (int s : lane.segments) {
      Segment& segment = m_grid.segments[s];
      segment.columns = lane.columns;
      segment.rows = divided_up(size_of(s), lane.columns);
      move(segment, lane.column, lane.rows);
      lane.rows += segment.rows;
    }
  }

  // Support segments stand side by side on shelves of `rows` rows, as many as take the least height.
  void shelve() {
    Lane& lane = m_grid.lanes[support_lane];
    const auto shelves = [&](int rows) {
      int count = lane.segments.empty() ? 0 : 1;
      int used = 0;
      for (int s : lane.segments) {
        const int wide = divided_up(size_of(s), rows);
        if (wide > m_grid.columns) return -1;
        if (used + wide > m_grid.columns) {
          ++count;
          used = 0;
        }
        used += wide;
      }
      return count;
    };
    int rows = 1;
    double least = -1;
    for (int r = 1, most = static_cast<int>(m_sketch.nodes.size()); r <= most; ++r) {
      const int count = shelves(r);
      if (count < 0) continue;
      const double height = count * (m_shape.segment_height + r * m_shape.cell_height);
      if (least < 0 || height < least) {
        least = height;
        rows = r;
      }
    }
    lane.rows = 0;
    for (std::size_t first = 0; first < lane.segments.size();) first = shelf(first, rows);
  }

  // One shelf from segment `first` on; columns left over go to those with most nodes a column. Returns the next
  // segment.
  std::size_t shelf(std::size_t first, int rows) {
    Lane& lane = m_grid.lanes[support_lane];
    int used = 0;
    std::size_t last = first;
    for (; last < lane.segments.size(); ++last) {
      const int wide = divided_up(size_of(lane.segments[last]), rows);
      if (used + wide > m_grid.columns) break;
      m_grid.segments[lane.segments[last]].columns = wide;
      used += wide;
    }
    for (; used < m_grid.columns; ++used) {
      int* widest = nullptr;
      double most = 1;
      for (std::size_t i = first; i < last; ++i) {
        Segment& segment = m_grid.segments[lane.segments[i]];
        const double crowd = static_cast<double>(segment.nodes.size()) / segment.columns;
        if (crowd > most) {
          most = crowd;
          widest = &segment.columns;
        }
      }
      if (widest == nullptr) break;
      ++*widest;
    }
    int column = 0;
    for (std::size_t i = first; i < last; ++i) {
      Segment& segment = m_grid.segments[lane.segments[i]];
      segment.rows = rows;
      move(segment, column, lane.rows);
      column += segment.columns;
    }
    lane.rows += rows;
    return last;
  }

  void move(Segment& segment, int column, int row) {
    for (int v : segment.nodes) {
      m_grid.cells[v].column += column - segment.column;
      m_grid.cells[v].row += row - segment.row;
    }
    segment.column = column;
    segment.row = row;
  }

  // Nodes into the segment's cells: by rank to the columns, by order to the rows.
  void fill(Segment& segment) {
    std::vector<int> nodes = segment.nodes;
    const auto by = [&](const std::vector<double>& first, const std::vector<double>& second) {
      return [&](int a, int b) { return std::pair(first[a], second[a]) < std::pair(first[b], second[b]); };
    };
    std::stable_sort(nodes.begin(), nodes.end(), by(m_order.rank, m_order.order));
    const int count = static_cast<int>(nodes.size());
    const int rows = std::min(segment.rows, divided_up(count, segment.columns));
    for (int at = 0, column = 0; at < count; ++column) {
      const int take = std::min(rows, count - at);
      std::stable_sort(nodes.begin() + at, nodes.begin() + at + take, by(m_order.order, m_order.rank));
      for (int i = 0; i < take; ++i) m_grid.cells[nodes[at + i]] = {segment.column + column, segment.row + i};
      at += take;
    }
  }

  // Where a row is on a sheet whose lanes are stretched to one height, in rows.
  [[nodiscard]] double height_of(int v) const {
    const std::size_t lane = m_grid.lane_of(v);
    const int row = m_grid.cells[v].row;
    if (lane == support_lane) return m_tallest + 1 + row;
    return (row + 0.5) * m_tallest / m_grid.lanes[lane].rows;
  }

  [[nodiscard]] double edge_cost(const Sketch::Edge& edge) const {
    static constexpr std::array<double, 3> weights{1, 0.6, 0.3};
    const int dx = m_grid.cells[edge.to].column - m_grid.cells[edge.from].column;
    const double dy = std::abs(height_of(edge.from) - height_of(edge.to));
    const bool from_below = m_grid.lane_of(edge.from) == support_lane;
    const bool to_below = m_grid.lane_of(edge.to) == support_lane;
    double cost = dy < 0.05 ? -0.4 : dy;
    if (from_below != to_below) {
      cost = 0.6 * std::abs(dx - (dx > 0 ? 1 : 0)) + 0.3 * dy;
    } else if (dx > 0) {
      cost += 0.5 * (dx - 1);
    } else if (dx == 0) {
      const bool next = edge.stroke == Stroke::solid && m_grid.segment_of[edge.from] == m_grid.segment_of[edge.to] &&
                        std::abs(m_grid.cells[edge.to].row - m_grid.cells[edge.from].row) == 1;
      cost += next ? 0.1 : 1.2;
    } else {
      cost += 2.5 - 0.8 * dx;
    }
    return weights[static_cast<std::size_t>(edge.stroke)] * cost;
  }

  [[nodiscard]] double total_cost() {
    m_tallest = 1;
    for (std::size_t lane = 0; lane < 3; ++lane)
      m_tallest = std::max(m_tallest, static_cast<double>(m_grid.lanes[lane].rows));
    double sum = 0;
    for (const auto& edge : m_sketch.edges) sum += edge_cost(edge);
    for (const Segment& segment : m_grid.segments) sum += loose(segment);
    m_work += m_sketch.edges.size() + m_sketch.nodes.size() + 1;
    return sum;
  }

  // Cells left empty before a node, in its row and in its column: a block that is filled from its corner looks calm.
  [[nodiscard]] double loose(const Segment& segment) {
    m_taken.assign(static_cast<std::size_t>(segment.columns) * static_cast<std::size_t>(segment.rows), false);
    for (int v : segment.nodes)
      m_taken[(m_grid.cells[v].row - segment.row) * segment.columns + m_grid.cells[v].column - segment.column] = true;
    double sum = 0;
    for (int row = 0; row < segment.rows; ++row) {
      for (int column = 0; column < segment.columns; ++column) {
        if (m_taken[row * segment.columns + column]) continue;
        if (column + 1 < segment.columns && m_taken[row * segment.columns + column + 1]) sum += 0.8;
        if (row + 1 < segment.rows && m_taken[(row + 1) * segment.columns + column]) sum += 0.5;
      }
    }
    return sum;
  }

  void improve() {
    m_cost = total_cost();
    for (bool better = true; better && m_work < work_limit;) {
      better = false;
      for (std::size_t lane = 0; lane < 4; ++lane) better = swap_segments(lane) || better;
      for (std::size_t s = 0; s < m_grid.segments.size(); ++s) better = swap_cells(s) || better;
    }
  }

  bool swap_segments(std::size_t lane) {
    auto& list = m_grid.lanes[lane].segments;
    bool better = false;
    for (std::size_t i = 0; i < list.size(); ++i) {
      for (std::size_t j = i + 1; j < list.size() && m_work < work_limit; ++j) {
        const Grid before = m_grid;
        std::swap(list[i], list[j]);
        restack(lane);
        if (keep()) {
          better = true;
        } else {
          m_grid = before;
        }
      }
    }
    return better;
  }

  // Support segments may change their shape when they move, so their nodes are placed anew.
  void restack(std::size_t lane) {
    stack(lane);
    if (lane != support_lane) return;
    for (int s : m_grid.lanes[lane].segments) fill(m_grid.segments[s]);
  }

  bool swap_cells(std::size_t index) {
    const Segment& segment = m_grid.segments[index];
    bool better = false;
    for (std::size_t i = 0; i < segment.nodes.size(); ++i) {
      for (int at = 0; at < segment.columns * segment.rows && m_work < work_limit; ++at) {
        const Cell want{segment.column + at % segment.columns, segment.row + at / segment.columns};
        const int v = segment.nodes[i];
        const Cell had = m_grid.cells[v];
        if (want == had) continue;
        const auto other =
            std::find_if(segment.nodes.begin(), segment.nodes.end(), [&](int u) { return m_grid.cells[u] == want; });
        m_grid.cells[v] = want;
        if (other != segment.nodes.end()) m_grid.cells[*other] = had;
        if (keep()) {
          better = true;
          continue;
        }
        if (other != segment.nodes.end()) m_grid.cells[*other] = want;
        m_grid.cells[v] = had;
      }
    }
    return better;
  }

  [[nodiscard]] bool keep() {
    const double cost = total_cost();
    if (cost > m_cost - 1e-9) return false;
    m_cost = cost;
    return true;
  }

  static constexpr std::uint64_t work_limit = 6'000'000;  // links looked at

  const Sketch& m_sketch;
  const Order& m_order;
  const Shape& m_shape;
  Grid m_grid;
  double m_cost = 0;
  double m_tallest = 1;
  std::vector<bool> m_taken;
  std::uint64_t m_work = 0;
};

}  // namespace

Grid arrange(const Sketch& sketch, const Order& order, const Shape& shape) {
  return Arranger(sketch, order, shape).run();
}

}  // namespace liantu::chain_map
