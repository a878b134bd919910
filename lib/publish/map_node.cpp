// Part of liantu::publish: see map_node.hpp.
#include "map_node.hpp"

#include "lists_promotion.hpp"
#include "lists_text.hpp"

#include "liantu/text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace liantu::chain_map {

namespace {

constexpr double left = 10;                           // of the text
constexpr double right = 6;                           // free at the other side
constexpr double meta = 34;                           // middle of the line of marks
constexpr std::array<double, 3> lines{50, 60.5, 71};  // base lines below it
constexpr double least_size = 6.25;

class NodeBox {
 public:
  NodeBox(Canvas& canvas, const Study& study, NodeIndex v, const MapOptions& options, MapPoint at,
          const Metrics& metrics)
      : m_canvas(canvas),
        m_study(study),
        m_v(v),
        m_lang(options.lang),
        m_candidates(options.candidates),
        m_slide(options.slide),
        m_at(at),
        m_metrics(metrics),
        m_state(study.state(v)),
        m_target(study.target_of(v)) {}

  void draw(int parent) {
    const StateStyle& style = style_of(m_state);
    MapBox made;
    made.part = MapPart::node;
    made.parent = parent;
    made.x = m_at.x;
    made.y = m_at.y;
    made.width = m_metrics.node_width;
    made.height = m_metrics.node_height;
    made.radius = 3;
    made.fill = style.fill;
    made.stroke = style.stroke;
    made.stroke_width = style.width;
    made.dash = style.dash;
    made.id = node().id;
    made.title = spoken();
    m_box = m_canvas.box(std::move(made));
    draw_edge();
    draw_name();
    draw_meta();
    if (!m_slide) draw_lines();
  }

 private:
  [[nodiscard]] bool zh() const { return m_lang == Lang::zh; }
  [[nodiscard]] const Node& node() const { return m_study.atlas->node(m_v); }
  [[nodiscard]] double width() const { return m_metrics.node_width - left - right; }
  [[nodiscard]] double x() const { return m_at.x + left; }

  // The bar at the left: full for what is held, hatched for what the table cannot show.
  void draw_edge() {
    const StateStyle& style = style_of(m_state);
    if (is_held(m_state)) m_canvas.mark(m_box, m_at.x + 1, m_at.y + 1, 4, m_metrics.node_height - 2, 1.5, style.stroke);
    if (m_state != State::unobserved) return;
    const int strokes = static_cast<int>((m_metrics.node_height - 5) / 5);
    for (int i = 0; i < strokes; ++i) {
      const double y = m_at.y + 4 + 5 * i;
      m_canvas.line(m_box, {{m_at.x + 1.5, y + 4}, {m_at.x + 5.5, y}}, 0.7, style.stroke);
    }
  }

  [[nodiscard]] std::string rank() const {
    return m_target != nullptr && m_target->rank ? std::to_string(*m_target->rank) : std::string();
  }

  void draw_name() {
    const std::string number = rank();
    if (!number.empty()) badge(m_canvas, m_box, m_at.x + m_metrics.node_width - 12, m_at.y + 12.5, number);
    const double room = width() - (number.empty() ? 0 : 17);
    const Fitted name = fit(node().title(m_lang), {room, m_slide ? 13.5 : 11.5, 7.5, 2, true});
    const Canvas::Style style{name.lines.size() > 1 ? std::min(name.size, m_slide ? 10.75 : 10.0) : name.size,
                              colour::ink, true, MapAnchor::start};
    if (name.lines.size() == 1) m_canvas.text(m_box, x(), m_at.y + 19, name.lines[0], style);
    if (name.lines.size() < 2) return;
    m_canvas.text(m_box, x(), m_at.y + 12.5, name.lines[0], style);
    m_canvas.text(m_box, x(), m_at.y + 24, name.lines[1], style);
  }

  // "具备 · 12家", the shorter form second.
  [[nodiscard]] std::pair<std::string, std::string> count() const {
    const NodeCoverage& sums = m_study.coverage[m_v];
    std::string word = m_study.with_firms ? short_label(m_state, m_lang) : zh() ? "未对照企业" : "not compared";
    const std::uint64_t firms = is_held(m_state) ? sums.count(Band::confident) : sums.total();
    if (!is_held(m_state) && m_state != State::suspected) return {word, word};
    if (m_study.by_asset(m_v))
      return {word + (zh() ? " · 非企业" : " · asset, no firm"), word + (zh() ? "·非企业" : " · asset")};
    const std::string number = grouped(firms);
    const std::string unknown = m_study.size_unknown(m_v) ? " △" : "";
    if (zh()) return {word + " · " + number + " 家" + unknown, word + number + "家" + unknown};
    return {word + " · " + number + (firms == 1 ? " firm" : " firms") + unknown, word + " " + number + unknown};
  }

  void draw_meta() {
    const double y = m_at.y + meta;
    const double tag_width = draw_tag(m_at.x + m_metrics.node_width - right + 1, y);
    double mark = state_mark(m_canvas, m_box, x(), y, m_state) + 4;
    if (m_study.verified(m_v)) mark += verified_mark(m_canvas, m_box, x() + mark, y) + 3;
    const double room = width() - mark - (tag_width > 0 ? tag_width + 3 : 0);
    const auto [longer, shorter] = count();
    const bool fits = ems(longer) * 8 <= room;
    m_canvas.fitted(m_box, x() + mark, y + 2.9, room, fits ? longer : shorter,
                    {8, colour::ink, false, MapAnchor::start}, least_size);
  }

  // What to do about it: the action, or that it is not to be done.
  double draw_tag(double edge, double y) {
    if (m_target == nullptr) return 0;
    if (m_target->veto) return tag(m_canvas, m_box, edge, y, zh() ? "否决" : "vetoed", false);
    std::string words(label(m_target->gap.action, m_lang));
    // Where words are long or room is short, a sign stands for the rest of it, which the legend explains.
    const bool whole = zh() && !m_slide;
    if (m_target->caution_rank) words += whole ? "·慎入" : " !";
    if (m_target->insufficient) words += whole ? "·资料不足" : " ?";
    return tag(m_canvas, m_box, edge, y, words, m_target->rank.has_value());
  }

  void draw_lines() {
    const std::vector<std::string> ports = port_lines();
    const std::size_t free = lines.size() - ports.size();
    if (m_study.by_asset(m_v)) {
      draw_names(free, assets(free));
    } else if (is_held(m_state)) {
      draw_names(free, firms(free));
    } else if (m_state == State::missing) {
      draw_candidates(free);
    } else {
      const std::string seen = m_state == State::suspected ? (zh() ? "把握不足，待核实" : "to be verified") : unseen();
      m_canvas.fitted(m_box, x(), m_at.y + lines[0], width(), seen, {7.75, colour::quiet, false, MapAnchor::start},
                      least_size);
    }
    for (std::size_t i = 0; i < ports.size(); ++i) {
      m_canvas.fitted(m_box, x(), m_at.y + lines[free + i], width(), ports[i],
                      {7.25, colour::badge, false, MapAnchor::start}, least_size);
    }
  }

  [[nodiscard]] std::string unseen() const {
    if (!m_study.with_firms) {
      const auto& terms = node().terms;
      return lists_detail::joined({terms.begin(), terms.begin() + std::min<std::ptrdiff_t>(3, std::ssize(terms))},
                                  m_lang);
    }
    switch (node().holder) {
      case Holder::farm: return zh() ? "由农户、农场承担，企业名单看不到" : "held by farms, not in the table";
      case Holder::resource: return zh() ? "由资源承担，企业名单看不到" : "held by a resource, not in the table";
      case Holder::facility: return zh() ? "由设施承担，企业名单看不到" : "held by a facility, not in the table";
      case Holder::firm: break;
    }
    return zh() ? "名单未覆盖此类行业" : "industry not in the table";
  }

  // The first firms by standing, those of which the match is sure.
  [[nodiscard]] std::vector<std::string> firms(std::size_t most) const {
    std::vector<std::string> out;
    const auto least = static_cast<double>(m_study.policy != nullptr ? m_study.policy->coverage.c_high : 0.8);
    for (const Holding& holding : m_study.roll.firms_of(m_v)) {
      if (out.size() == most) break;
      if (holding.match.value() >= least) out.push_back(firm_name(holding.firm->name));
    }
    return out;
  }

  // Names of the node's assets as given, those with a source first.
  [[nodiscard]] std::vector<std::string> assets(std::size_t most) const {
    std::vector<std::string> out;
    for (const bool sourced : {true, false}) {
      for (const Asset& asset : m_study.assets) {
        if (asset.node != m_v || asset.sourced() != sourced || out.size() == most) continue;
        out.push_back(clean(asset.name) + (sourced ? "" : zh() ? "（来源不明）" : " (no source)"));
      }
    }
    return out;
  }

  void draw_names(std::size_t free, const std::vector<std::string>& names) {
    for (std::size_t i = 0; i < names.size() && i < free; ++i) {
      m_canvas.fitted(m_box, x(), m_at.y + lines[i], width(), "· " + names[i],
                      {7.75, colour::ink, false, MapAnchor::start}, 7.75);
    }
  }

  // The first candidates under a dashed line, where that was asked for; else left free for somebody to write in.
  void draw_candidates(std::size_t free) {
    const std::vector<std::string> names =
        m_candidates && !m_study.candidates.empty()
            ? lists_detail::first_names(by_standing(m_study.candidates.of(m_v)), free)
            : std::vector<std::string>{};
    if (!names.empty()) {
      const double y = m_at.y + lines[0] - 8.8;
      m_canvas.line(m_box, {{x(), y}, {x() + width(), y}}, 0.7, style_of(m_state).stroke, MapDash::dashed);
      for (std::size_t i = 0; i < names.size(); ++i) {
        m_canvas.fitted(m_box, x(), m_at.y + lines[i], width(), (zh() ? "候选 " : "? ") + firm_name(names[i]),
                        {7.75, colour::quiet, false, MapAnchor::start}, 7.75);
      }
      return;
    }
    const double taken =
        m_canvas.text(m_box, x(), m_at.y + lines[0],
                      zh() ? "候选企业：" : "Candidates: ", {7.75, colour::quiet, false, MapAnchor::start});
    for (std::size_t i = 0; i < free; ++i) {
      const double y = m_at.y + lines[i] + 1.5;
      m_canvas.line(m_box, {{x() + (i == 0 ? taken : 0), y}, {x() + width(), y}}, 0.6, style_of(m_state).stroke,
                    MapDash::dotted);
    }
  }

  // "→ 光伏：单晶硅棒、坩埚": what it supplies in other chains, and who supplies it from there.
  [[nodiscard]] std::vector<std::string> port_lines() const {
    std::vector<std::string> out;
    for (const bool supplies : {true, false}) {
      std::map<ChainIndex, std::vector<NodeIndex>> others;
      for (LinkIndex e : supplies ? m_study.atlas->outputs(m_v) : m_study.atlas->inputs(m_v)) {
        const NodeIndex u = supplies ? m_study.atlas->edge(e).to : m_study.atlas->edge(e).from;
        const ChainIndex chain = m_study.atlas->chain_index(u);
        auto& list = others[chain];
        if (chain != m_study.atlas->chain_index(m_v) && std::find(list.begin(), list.end(), u) == list.end())
          list.push_back(u);
      }
      std::string line;
      for (const auto& [chain, nodes] : others) {
        if (nodes.empty()) continue;
        line += (line.empty() ? ""
                 : zh()       ? "；"
                              : "; ") +
                m_study.atlas->chains()[chain].title(m_lang) + (zh() ? "：" : ": ");
        for (std::size_t i = 0; i < nodes.size(); ++i)
          line += (i == 0 ? "" : zh() ? "、" : ", ") + m_study.atlas->node(nodes[i]).title(m_lang);
      }
      if (!line.empty()) out.push_back((supplies ? "→ " : "← ") + line);
    }
    return out;
  }

  // What a screen reader says of the box.
  [[nodiscard]] std::string spoken() const {
    std::string out = node().title(m_lang) + (zh() ? "：" : ": ") + std::string(label(m_state, m_lang));
    const NodeCoverage& sums = m_study.coverage[m_v];
    if (sums.total() > 0)
      out += zh() ? "，" + grouped(sums.count(Band::confident)) + " 家"
                  : ", " + grouped(sums.count(Band::confident)) + " firms";
    if (m_study.size_unknown(m_v)) out += zh() ? "，规模未知" : ", size unknown";
    if (m_study.by_asset(m_v)) out += zh() ? "，非企业" : ", not by firms";
    if (m_study.verified(m_v)) out += zh() ? "，已核实" : ", verified";
    if (m_target != nullptr) {
      out += (zh() ? "；" : "; ") + std::string(label(m_target->gap.action, m_lang));
      if (m_target->rank) out += zh() ? "，目标第 " + rank() + " 位" : ", target " + rank();
      out += (zh() ? "；" : "; ") + m_target->reason.in(m_lang);
    }
    return clean(out);
  }

  Canvas& m_canvas;
  const Study& m_study;
  NodeIndex m_v;
  Lang m_lang;
  bool m_candidates;
  bool m_slide;
  MapPoint m_at;
  const Metrics& m_metrics;
  State m_state;
  const Target* m_target;
  int m_box = -1;
};

}  // namespace

double state_mark(Canvas& canvas, int parent, double x, double y, State state) {
  const StateStyle& style = style_of(state);
  constexpr double radius = 2.3;
  if (style.dots >= 0) {
    for (int i = 0; i < 3; ++i)
      canvas.circle(parent, x + radius + i * 6, y, radius, i < style.dots ? style.stroke : colour::white, style.stroke,
                    0.8);
    return 12 + 2 * radius;
  }
  constexpr double side = 9;
  const int mark = canvas.mark(parent, x, y - side / 2, side, side, state == State::suspected ? side / 2 : 1,
                               colour::white, style.stroke, 0.9);
  if (state == State::suspected) {
    canvas.text(mark, x + side / 2, y + 2.7, "?", {7.5, style.stroke, true, MapAnchor::middle});
  } else {
    for (int i = 1; i < 6; ++i) {
      const double d = 3.0 * i;
      const double a = std::min(d, side);
      canvas.line(mark, {{x + d - a, y - side / 2 + a}, {x + a, y - side / 2 + d - a}}, 0.6, style.stroke);
    }
  }
  return side;
}

double verified_mark(Canvas& canvas, int parent, double x, double y) {
  constexpr double radius = 4.4;
  const int disc = canvas.circle(parent, x + radius, y, radius, colour::slate);
  canvas.line(disc, {{x + 2.2, y + 0.2}, {x + 3.8, y + 1.9}, {x + 6.7, y - 1.8}}, 1.1, colour::white);
  return 2 * radius;
}

void badge(Canvas& canvas, int parent, double x, double y, std::string_view words) {
  constexpr double radius = 8.5;
  const int disc = canvas.circle(parent, x, y, radius, colour::badge);
  const Fitted number = fit(words, {2 * radius - 3, 9.5, 4, 1, true});
  canvas.text(disc, x, y + number.size * 0.36, number.lines.front(),
              {number.size, colour::white, true, MapAnchor::middle});
}

double tag(Canvas& canvas, int parent, double edge, double y, std::string_view words, bool ranked) {
  constexpr double size = 7.5;
  const double width = ems(words, true) * size + 6;
  const int box = canvas.mark(parent, edge - width, y - 5.5, width, 11, 2, ranked ? colour::badge : colour::white,
                              ranked ? colour::badge : colour::faint, 0.7);
  canvas.text(box, edge - width / 2, y + 2.7, words,
              {size, ranked ? colour::white : colour::quiet, true, MapAnchor::middle});
  return width;
}

void draw_node(Canvas& canvas, const Study& study, NodeIndex v, const MapOptions& options, int parent, MapPoint at,
               const Metrics& metrics) {
  NodeBox(canvas, study, v, options, at, metrics).draw(parent);
}

}  // namespace liantu::chain_map
