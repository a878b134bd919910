// Part of liantu::publish: see atlas_map.hpp.
#include "liantu/publish/atlas_map.hpp"

#include "map_canvas.hpp"
#include "map_frame.hpp"
#include "map_style.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace liantu {

namespace chain_map {

namespace {

constexpr double margin = 30;
constexpr double tile_width = 240;
constexpr double tile_height = 104;
constexpr double gap = 54;
constexpr std::size_t neighbours_told = 3;

class AtlasComposer {
 public:
  AtlasComposer(const Study& study, Lang lang)
      : m_study(study), m_lang(lang), m_chains(study.chains()), m_canvas(m_scene) {
    for (std::size_t i = 0; i < m_chains.size(); ++i) m_order.push_back(i);
    const double across =
        std::sqrt(1.5 * static_cast<double>(m_chains.size()) * (tile_height + gap) / (tile_width + gap));
    m_columns = std::max<std::size_t>(1, static_cast<std::size_t>(std::lround(across + 0.5)));
  }

  MapScene run() {
    count_links();
    arrange();
    thin();
    MapBox page;
    page.part = MapPart::page;
    page.fill = colour::white;
    m_canvas.box(page);
    const std::size_t columns = std::min(m_columns, std::max<std::size_t>(1, m_chains.size()));
    const std::size_t rows = (m_chains.size() + m_columns - 1) / m_columns;
    m_scene.width = std::max(2 * margin + static_cast<double>(columns) * (tile_width + gap) - gap, 640.0);
    title();
    links();
    for (std::size_t i = 0; i < m_chains.size(); ++i) tile(i);
    const double bottom = top() + static_cast<double>(rows) * (tile_height + gap) - gap;
    m_scene.height =
        draw_foot(m_canvas, m_study, m_lang, margin, m_scene.width - margin, bottom + 30, Foot::atlas) + margin / 2;
    m_scene.boxes[0].width = m_scene.width;
    m_scene.boxes[0].height = m_scene.height;
    m_scene.language = zh() ? "zh-CN" : "en";
    m_scene.description = caveat(m_study).in(m_lang) + " " + clean(basis_line(m_study).in(m_lang));
    return std::move(m_scene);
  }

 private:
  [[nodiscard]] bool zh() const { return m_lang == Lang::zh; }
  [[nodiscard]] static double top() { return margin + 66; }
  [[nodiscard]] std::string name(std::size_t i) const {
    return clean(m_study.atlas->chains()[m_chains[i]].title(m_lang));
  }

  // Supply links between nodes of two chains, each counted once in its direction.
  void count_links() {
    std::map<ChainIndex, std::size_t> place;
    for (std::size_t i = 0; i < m_chains.size(); ++i) place[m_chains[i]] = i;
    for (std::size_t i = 0; i < m_chains.size(); ++i) {
      const auto [first, last] = m_study.atlas->nodes_of(m_chains[i]);
      for (NodeIndex v = first; v < last; ++v) {
        for (const LinkIndex e : m_study.atlas->outputs(v)) {
          const auto other = place.find(m_study.atlas->chain_index(m_study.atlas->edge(e).to));
          if (other != place.end() && other->second != i && is_supply(m_study.atlas->link(e).kind))
            ++m_links[{i, other->second}];
        }
      }
    }
  }

  [[nodiscard]] std::size_t between(std::size_t a, std::size_t b) const {
    const auto count = [&](std::size_t from, std::size_t to) {
      const auto found = m_links.find({from, to});
      return found == m_links.end() ? std::size_t{0} : found->second;
    };
    return count(a, b) + count(b, a);
  }

  [[nodiscard]] MapPoint corner(std::size_t slot) const {
    const std::size_t row = slot / m_columns;
    return {margin + static_cast<double>(slot % m_columns) * (tile_width + gap),
            top() + static_cast<double>(row) * (tile_height + gap)};
  }

  // What the links of the chain in one slot would weigh were it in another: links times the way they go.
  [[nodiscard]] double pull(std::size_t chain, std::size_t slot, std::size_t but) const {
    double out = 0;
    for (std::size_t other = 0; other < m_order.size(); ++other) {
      if (m_order[other] == chain || m_order[other] == but) continue;
      const MapPoint a = corner(slot);
      const MapPoint b = corner(other);
      out += static_cast<double>(between(chain, m_order[other])) * std::hypot(a.x - b.x, a.y - b.y);
    }
    return out;
  }

  // Swaps tiles while that shortens the links; the order of ids is where it begins, so that it always ends the same.
  void arrange() {
    for (int round = 0; round < 20; ++round) {
      bool better = false;
      for (std::size_t a = 0; a < m_order.size(); ++a) {
        for (std::size_t b = a + 1; b < m_order.size(); ++b) {
          const std::size_t x = m_order[a];
          const std::size_t y = m_order[b];
          const double now = pull(x, a, y) + pull(y, b, x);
          const double then = pull(x, b, y) + pull(y, a, x);
          if (then >= now - 1e-6) continue;
          std::swap(m_order[a], m_order[b]);
          better = true;
        }
      }
      if (!better) return;
    }
  }

  // The number of links from which a line is drawn, so that there are three lines a chain at most.
  void thin() {
    std::vector<std::size_t> counts;
    for (const auto& [ends, count] : m_links) counts.push_back(count);
    std::sort(counts.begin(), counts.end(), std::greater<>());
    const std::size_t most = 3 * m_chains.size();
    m_least = counts.size() <= most ? 1 : counts[most] + 1;
  }

  void title() {
    std::string owner;
    if (m_study.county != nullptr)
      owner = !zh() && !m_study.county->name_en.empty() ? m_study.county->name_en : m_study.county->name;
    m_scene.title = clean(owner + (owner.empty() ? "" : " · ") + (zh() ? "产业链总图" : "All industry chains"));
    const std::string date = clean(m_study.question.date);
    double taken = 0;
    if (!date.empty())
      taken =
          m_canvas.text(0, m_scene.width - margin, margin + 26, date, {11, colour::quiet, false, MapAnchor::end}) + 12;
    m_canvas.fitted(0, margin, margin + 26, m_scene.width - 2 * margin - taken, m_scene.title,
                    {26, colour::slate, true, MapAnchor::start}, 10);
    const std::string count = std::to_string(m_chains.size());
    const std::string least = std::to_string(m_least);
    const std::string few = m_least == 1 ? std::string()
                            : zh()       ? "（" + least + " 项以上）"
                                         : " (of " + least + " links or more)";
    m_canvas.fitted(0, margin, margin + 46, m_scene.width - 2 * margin,
                    zh() ? "共 " + count + " 条产业链；线为链间供给" + few +
                               "，越宽关系越多，箭头指向用户链；格内横条为各状态环节数"
                         : count + " chains; lines are supply between chains" + few +
                               ", the wider the more, arrows to the customer; "
                               "bars are nodes by state",
                    {11, colour::quiet, false, MapAnchor::start}, 6);
  }

  // From border to border, under the tiles; both directions side by side.
  void links() {
    std::vector<std::size_t> slot(m_order.size());
    for (std::size_t i = 0; i < m_order.size(); ++i) slot[m_order[i]] = i;
    std::size_t most = 1;
    for (const auto& [ends, count] : m_links) most = std::max(most, count);
    for (const auto& [ends, count] : m_links) {
      if (count < m_least) continue;
      const MapPoint a = middle(slot[ends.first]);
      const MapPoint b = middle(slot[ends.second]);
      const double whole = std::max(std::hypot(b.x - a.x, b.y - a.y), 1.0);
      const double aside = 5;
      const MapPoint shift{(b.y - a.y) / whole * aside, (a.x - b.x) / whole * aside};
      MapLine line;
      line.points = {border(a, b, shift), border(b, a, shift)};
      line.width = 0.5 + 4.5 * std::sqrt(static_cast<double>(count) / static_cast<double>(most));
      line.colour = colour::links[ends.first % colour::links.size()];
      line.arrow = true;
      line.link =
          m_study.atlas->chains()[m_chains[ends.first]].id + " -> " + m_study.atlas->chains()[m_chains[ends.second]].id;
      m_scene.lines.push_back(std::move(line));
    }
  }

  [[nodiscard]] MapPoint middle(std::size_t slot) const {
    const MapPoint at = corner(slot);
    return {at.x + tile_width / 2, at.y + tile_height / 2};
  }

  // Where the line from the middle of one tile to that of another leaves the first.
  [[nodiscard]] static MapPoint border(const MapPoint& from, const MapPoint& to, const MapPoint& shift) {
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    const double across = std::abs(dx) < 1e-9 ? 1e9 : tile_width / 2 / std::abs(dx);
    const double down = std::abs(dy) < 1e-9 ? 1e9 : tile_height / 2 / std::abs(dy);
    const double t = std::min(across, down);
    return {from.x + dx * t + shift.x, from.y + dy * t + shift.y};
  }

  void tile(std::size_t slot) {
    const std::size_t i = m_order[slot];
    const MapPoint at = corner(slot);
    const Chain& chain = m_study.atlas->chains()[m_chains[i]];
    MapBox made;
    made.part = MapPart::node;
    made.parent = 0;
    made.x = at.x;
    made.y = at.y;
    made.width = tile_width;
    made.height = tile_height;
    made.radius = 5;
    made.fill = colour::lane;
    made.stroke = colour::slate;
    made.stroke_width = 1;
    made.id = chain.id;
    made.title = name(i);
    const int box = m_canvas.box(std::move(made));
    const auto [first, last] = m_study.atlas->nodes_of(m_chains[i]);
    std::array<std::size_t, 6> states{};
    for (NodeIndex v = first; v < last; ++v) ++states[static_cast<std::size_t>(m_study.state(v))];
    std::size_t ranked = 0;
    for (const Target& target : m_study.analysis.targets)
      ranked += target.rank && m_study.atlas->chain_index(target.gap.node) == m_chains[i] ? 1 : 0;
    const std::string told = zh() ? std::to_string(last - first) + " 环节 · " + std::to_string(ranked) + " 目标"
                                  : std::to_string(last - first) + " nodes · " + std::to_string(ranked) + " targets";
    const double taken =
        m_canvas.text(box, at.x + tile_width - 8, at.y + 19, told, {8, colour::quiet, false, MapAnchor::end});
    m_canvas.fitted(box, at.x + 8, at.y + 20, tile_width - 22 - taken, name(i),
                    {13, colour::slate, true, MapAnchor::start}, 7);
    bar(box, at, states, last - first);
    neighbours(box, at, i);
  }

  // One piece a state, with its number, in the order from strong to unobserved.
  void bar(int box, const MapPoint& at, const std::array<std::size_t, 6>& states, std::size_t nodes) {
    const double width = tile_width - 16;
    double x = at.x + 8;
    for (std::size_t s = states.size(); s-- > 0;) {
      if (states[s] == 0) continue;
      const auto& style = style_of(static_cast<State>(s));
      const double piece = width * static_cast<double>(states[s]) / static_cast<double>(nodes);
      const int part = m_canvas.mark(box, x, at.y + 29, piece, 20, 0, style.fill, style.stroke, 0.9);
      m_canvas.dash(part, style.dash);
      const std::string number = std::to_string(states[s]);
      const std::string words = short_label(static_cast<State>(s), m_lang) + " " + number;
      const bool roomy = ems(words) * 7.5 + 4 <= piece;
      if (roomy || ems(number) * 7.5 + 2 <= piece)
        m_canvas.text(part, x + piece / 2, at.y + 42, roomy ? words : number,
                      {7.5, colour::ink, false, MapAnchor::middle});
      x += piece;
    }
  }

  // The chains that it supplies most, and that supply it most.
  void neighbours(int box, const MapPoint& at, std::size_t i) {
    double y = at.y + 64;
    for (const bool supplies : {true, false}) {
      std::vector<std::pair<std::size_t, std::size_t>> others;  // links, chain
      for (const auto& [ends, count] : m_links) {
        if ((supplies ? ends.first : ends.second) == i) others.emplace_back(count, supplies ? ends.second : ends.first);
      }
      std::stable_sort(others.begin(), others.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
      std::string line = supplies ? (zh() ? "供给 " : "supplies ") : (zh() ? "来自 " : "from ");
      for (std::size_t k = 0; k < others.size() && k < neighbours_told; ++k)
        line += (k == 0 ? "" : zh() ? "、" : ", ") + name(others[k].second) + " " + std::to_string(others[k].first);
      if (others.size() > neighbours_told) line += zh() ? " 等" : " …";
      if (!others.empty())
        m_canvas.fitted(box, at.x + 8, y, tile_width - 16, line, {8, colour::ink, false, MapAnchor::start}, 7);
      y += 14;
    }
    if (m_study.county == nullptr) return;
    const CountyChain* entry = m_study.county->chain(m_study.atlas->chains()[m_chains[i]].id);
    if (entry == nullptr) return;
    const std::string standing = std::string(label(entry->standing, m_lang)) +
                                 (entry->department.empty() ? "" : " · " + clean(entry->department));
    m_canvas.fitted(box, at.x + 8, y, tile_width - 16, standing, {8, colour::badge, false, MapAnchor::start}, 6);
  }

  const Study& m_study;
  Lang m_lang;
  std::vector<ChainIndex> m_chains;
  std::vector<std::size_t> m_order;  // by slot
  std::size_t m_columns = 1;
  std::size_t m_least = 1;  // links of a pair that is drawn
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> m_links;
  MapScene m_scene;
  Canvas m_canvas;
};

}  // namespace

}  // namespace chain_map

MapScene layout_atlas(const Study& study, Lang lang) { return chain_map::AtlasComposer(study, lang).run(); }

}  // namespace liantu
