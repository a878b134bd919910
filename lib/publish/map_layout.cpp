// Part of liantu::publish: puts a map together. See chain_map.hpp.
#include "map_layout.hpp"

#include "map_canvas.hpp"
#include "map_frame.hpp"
#include "map_grid.hpp"
#include "map_node.hpp"
#include "map_route.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace liantu {

namespace chain_map {

namespace {

constexpr double margin = 30;
constexpr double least_width = 620;

// Of a slide: a name in two lines and the line of marks.
constexpr Metrics slide_metrics{.node_width = 122, .node_height = 44, .pitch = 3.8};
constexpr Shape slide_shape{.cell_width = 182, .cell_height = 58, .segment_height = 34, .ratio = 1.78};

Stroke stroke_of(LinkKind kind) {
  if (carries_value(kind)) return Stroke::solid;
  return kind == LinkKind::packaging ? Stroke::dashed : Stroke::dotted;
}

// Nodes and links of the chain; of several links between two nodes, the one drawn strongest.
Sketch sketch_of(const Atlas& atlas, ChainIndex chain) {
  Sketch out;
  const auto [first, last] = atlas.nodes_of(chain);
  std::map<std::pair<NodeIndex, NodeIndex>, std::size_t> known;
  for (NodeIndex v = first; v < last; ++v) out.nodes.push_back({atlas.node(v).stage, atlas.node(v).segment});
  for (NodeIndex v = first; v < last; ++v) {
    for (LinkIndex e : atlas.outputs(v)) {
      const NodeIndex u = atlas.edge(e).to;
      if (u < first || u >= last) continue;
      const Stroke stroke = stroke_of(atlas.link(e).kind);
      const auto [it, made] = known.try_emplace({v, u}, out.edges.size());
      if (made) {
        out.edges.push_back({static_cast<int>(v - first), static_cast<int>(u - first), stroke});
      } else {
        out.edges[it->second].stroke = std::min(out.edges[it->second].stroke, stroke);
      }
    }
  }
  return out;
}

class Composer {
 public:
  Composer(const Study& study, ChainIndex chain, const MapOptions& options)
      : m_study(study), m_chain(chain), m_options(options), m_lang(options.lang), m_canvas(m_scene) {
    if (options.slide) m_metrics = slide_metrics;
  }

  Layout run() {
    m_sketch = sketch_of(*m_study.atlas, m_chain);
    m_grid = arrange(m_sketch, dot_order(m_sketch), m_options.slide ? slide_shape : Shape{});
    m_plan = route(m_sketch, m_grid, m_metrics, {margin, margin + title_height(m_study, m_chain, m_options)});
    MapBox page;
    page.part = MapPart::page;
    page.fill = colour::white;
    m_canvas.box(page);
    m_scene.width = std::max(m_plan.right + margin, least_width);
    draw_title(m_canvas, m_study, m_chain, m_options, margin, m_scene.width - margin, margin);
    draw_lanes();
    draw_links();
    draw_nodes();
    m_scene.height = draw_foot(m_canvas, m_study, m_lang, margin, m_scene.width - margin, m_plan.bottom + 24,
                               m_options.slide ? Foot::slide : Foot::chain) +
                     margin / 2;
    m_scene.boxes[0].width = m_scene.width;
    m_scene.boxes[0].height = m_scene.height;
    m_scene.title = map_title(m_study, m_chain, m_lang);
    m_scene.language = m_lang == Lang::zh ? "zh-CN" : "en";
    m_scene.description = caveat(m_study).in(m_lang) + " " + clean(basis_line(m_study).in(m_lang));
    return {std::move(m_scene), ways()};
  }

 private:
  int frame(MapPart part, int parent, const Frame& at, MapColour fill, MapColour stroke, std::string id) {
    MapBox made;
    made.part = part;
    made.parent = parent;
    made.x = at.x;
    made.y = at.y;
    made.width = at.width;
    made.height = at.height;
    made.radius = 4;
    made.fill = fill;
    made.stroke = stroke;
    made.stroke_width = stroke.none ? 0 : 0.8;
    made.id = std::move(id);
    return m_canvas.box(std::move(made));
  }

  void draw_lanes() {
    for (std::size_t lane = 0; lane < 4; ++lane) {
      const Frame& at = m_plan.lanes[lane];
      if (at.width <= 0) continue;
      const auto stage = static_cast<Stage>(lane);
      m_lane_box[lane] = frame(MapPart::lane, 0, at, colour::lane, colour::none, std::string(to_string(stage)));
      draw_heading(lane, at, std::string(label(stage, m_lang)));
    }
    for (std::size_t s = 0; s < m_grid.segments.size(); ++s) {
      const Segment& segment = m_grid.segments[s];
      const Frame& at = m_plan.segments[s];
      const int box = frame(MapPart::segment, m_lane_box[m_grid.lane_of(segment.nodes.front())], at, colour::white,
                            colour::border, segment.name);
      m_segment_box.push_back(box);
      // Lines run in the gutters, so a heading stays above the first column.
      m_canvas.fitted(box, at.x + m_metrics.segment_pad + 1, at.y + 12.5, m_metrics.node_width - 2, segment.name,
                      {9.5, colour::slate, true, MapAnchor::start}, 6);
    }
  }

  // An arrow from left to right for the lanes that follow one another; a plain label for the support lane.
  void draw_heading(std::size_t lane, const Frame& at, const std::string& name) {
    const int box = m_lane_box[lane];
    if (lane == support_lane) {
      m_canvas.fitted(box, at.x + m_metrics.lane_pad + m_metrics.segment_pad + 1, at.y + 14, m_metrics.node_width, name,
                      {12, colour::support, true, MapAnchor::start}, 6);
      return;
    }
    const double height = m_metrics.lane_header - 3;
    const double point = 9;
    m_canvas.polygon(box,
                     {{at.x, at.y},
                      {at.x + at.width - point, at.y},
                      {at.x + at.width, at.y + height / 2},
                      {at.x + at.width - point, at.y + height},
                      {at.x, at.y + height}},
                     colour::slate);
    m_canvas.text(box, at.x + at.width / 2, at.y + height / 2 + 5, name,
                  {13.5, colour::white, true, MapAnchor::middle});
  }

  void draw_links() {
    const auto [first, last] = m_study.atlas->nodes_of(m_chain);
    for (Route& route : m_plan.routes) {
      if (route.points.size() < 2) continue;
      const auto& edge = m_sketch.edges[route.edge];
      MapLine line;
      line.points = std::move(route.points);
      line.corner = m_metrics.corner;
      line.width = edge.stroke == Stroke::dotted ? 0.8 : 1;
      line.colour = edge.stroke == Stroke::dotted ? colour::thin_link : colour::links[route.net % colour::links.size()];
      line.dash = edge.stroke == Stroke::solid    ? MapDash::solid
                  : edge.stroke == Stroke::dashed ? MapDash::dashed
                                                  : MapDash::dotted;
      line.arrow = route.arrow;
      line.link = m_study.atlas->node(first + static_cast<NodeIndex>(edge.from)).id + " -> " +
                  m_study.atlas->node(first + static_cast<NodeIndex>(edge.to)).id;
      m_scene.lines.push_back(std::move(line));
    }
  }

  std::vector<Way> ways() {
    std::vector<Way> out;
    for (std::size_t e = 0; e < m_plan.ways.size(); ++e)
      out.push_back({m_sketch.edges[e].from, m_sketch.edges[e].to, std::move(m_plan.ways[e])});
    return out;
  }

  void draw_nodes() {
    const auto [first, last] = m_study.atlas->nodes_of(m_chain);
    for (NodeIndex v = first; v < last; ++v) {
      const auto i = static_cast<int>(v - first);
      const Cell cell = m_grid.cells[i];
      const MapPoint at{m_plan.columns[cell.column], m_plan.rows[m_grid.lane_of(i)][cell.row]};
      draw_node(m_canvas, m_study, v, m_options, m_segment_box[m_grid.segment_of[i]], at, m_metrics);
    }
  }

  const Study& m_study;
  ChainIndex m_chain;
  const MapOptions& m_options;
  Lang m_lang;
  MapScene m_scene;
  Canvas m_canvas;
  Metrics m_metrics;
  Sketch m_sketch;
  Grid m_grid;
  Plan m_plan;
  std::array<int, 4> m_lane_box{};
  std::vector<int> m_segment_box;
};

}  // namespace

Layout lay_out(const Study& study, ChainIndex chain, const MapOptions& options) {
  return Composer(study, chain, options).run();
}

}  // namespace chain_map

MapScene layout_map(const Study& study, ChainIndex chain, const MapOptions& options) {
  return chain_map::lay_out(study, chain, options).scene;
}

}  // namespace liantu
