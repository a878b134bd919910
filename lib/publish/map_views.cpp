// Part of liantu::publish: see map_views.hpp.
#include "liantu/publish/map_views.hpp"

#include "map_canvas.hpp"
#include "map_paint.hpp"
#include "map_style.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace liantu {

namespace {

using chain_map::ends_of;
using chain_map::colour::white;

// What a colour of the light theme becomes, as the ground of something, as a line, and as text.
struct Shade {
  std::uint32_t light;
  std::uint32_t fill;
  std::uint32_t line;
  std::uint32_t text;
};

constexpr std::array<Shade, 27> dark_shades{
    {{0xFFFFFF, 0x17232E, 0x17232E, 0xFFFFFF}, {0x1B2733, 0xE8EEF3, 0xE8EEF3, 0xE8EEF3},
     {0x55636F, 0xB4C1CB, 0xB4C1CB, 0xB4C1CB}, {0x93A0AB, 0x8A99A5, 0x8A99A5, 0xA3B0BA},
     {0x2C4257, 0x34526D, 0x8FB4D3, 0xD7E6F2}, {0x5A6B7A, 0x5A6B7A, 0x8A99A5, 0xC3D0DA},
     {0xEEF2F6, 0x1F2F3C, 0x1F2F3C, 0xEEF2F6}, {0xC3CDD6, 0x3E5262, 0x3E5262, 0xC3CDD6},
     {0x5F7285, 0x93A9BD, 0x93A9BD, 0x93A9BD}, {0x4A6178, 0x8EA8C2, 0x8EA8C2, 0x8EA8C2},
     {0x3F7F78, 0x6FBFB5, 0x6FBFB5, 0x6FBFB5}, {0x86694A, 0xCBA678, 0xCBA678, 0xCBA678},
     {0x75608A, 0xB59CD0, 0xB59CD0, 0xB59CD0}, {0x8595A4, 0x6F8191, 0x6F8191, 0x8595A4},
     {0xA83705, 0xB5460F, 0xFF9A5C, 0xFFB184}, {0xF1F1F1, 0x2A3138, 0x2A3138, 0xF1F1F1},
     {0x8C8C8C, 0x9AA3AA, 0x9AA3AA, 0xB5BDC4}, {0xFDEFE4, 0x3A2417, 0x3A2417, 0xFDEFE4},
     {0xCC4E08, 0xFF9A5C, 0xFF9A5C, 0xFFB184}, {0xFFF7D6, 0x37301A, 0x37301A, 0xFFF7D6},
     {0xA67C00, 0xE6C24A, 0xE6C24A, 0xF0D27A}, {0xF5FAFD, 0x1F3140, 0x1F3140, 0xF5FAFD},
     {0x7FB0D3, 0x8FC3E8, 0x8FC3E8, 0x8FC3E8}, {0xE2EFF8, 0x1E3A52, 0x1E3A52, 0xE2EFF8},
     {0x2F7DB8, 0x6DB6EF, 0x6DB6EF, 0x9CCDF5}, {0xC4DDF0, 0x1C4A74, 0x1C4A74, 0xC4DDF0},
     {0x07467D, 0xA9D6FF, 0xA9D6FF, 0xC6E4FF}}};

// Black and greys; grounds stay white but for the strongest, so that a copier does not smear.
constexpr std::array<Shade, 27> print_shades{
    {{0xFFFFFF, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF}, {0x1B2733, 0x000000, 0x000000, 0x000000},
     {0x55636F, 0x333333, 0x333333, 0x333333}, {0x93A0AB, 0x777777, 0x777777, 0x555555},
     {0x2C4257, 0x222222, 0x000000, 0x000000}, {0x5A6B7A, 0x444444, 0x444444, 0x222222},
     {0xEEF2F6, 0xF7F7F7, 0xF7F7F7, 0xEEEEEE}, {0xC3CDD6, 0xBBBBBB, 0xBBBBBB, 0xBBBBBB},
     {0x5F7285, 0x444444, 0x444444, 0x444444}, {0x4A6178, 0x222222, 0x222222, 0x222222},
     {0x3F7F78, 0x555555, 0x555555, 0x555555}, {0x86694A, 0x333333, 0x333333, 0x333333},
     {0x75608A, 0x666666, 0x666666, 0x666666}, {0x8595A4, 0x888888, 0x888888, 0x888888},
     {0xA83705, 0x000000, 0x000000, 0x000000}, {0xF1F1F1, 0xFFFFFF, 0xFFFFFF, 0xF1F1F1},
     {0x8C8C8C, 0x777777, 0x777777, 0x444444}, {0xFDEFE4, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF},
     {0xCC4E08, 0x000000, 0x000000, 0x000000}, {0xFFF7D6, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF},
     {0xA67C00, 0x333333, 0x333333, 0x222222}, {0xF5FAFD, 0xFFFFFF, 0xFFFFFF, 0xFFFFFF},
     {0x7FB0D3, 0x555555, 0x555555, 0x333333}, {0xE2EFF8, 0xF2F2F2, 0xF2F2F2, 0xF2F2F2},
     {0x2F7DB8, 0x222222, 0x222222, 0x222222}, {0xC4DDF0, 0xE0E0E0, 0xE0E0E0, 0xE0E0E0},
     {0x07467D, 0x000000, 0x000000, 0x000000}}};

void recolour(MapColour& colour, const std::array<Shade, 27>& shades, std::uint32_t Shade::*as) {
  if (colour.none) return;
  const auto found = std::find_if(shades.begin(), shades.end(), [&](const Shade& s) { return s.light == colour.rgb; });
  if (found != shades.end()) colour.rgb = (*found).*as;
}

// `part` of the way to the ground, for what fades.
void fade(MapColour& colour, MapColour ground, double part = 0.78) {
  if (colour.none) return;
  std::uint32_t out = 0;
  for (unsigned shift : {16U, 8U, 0U}) {
    const double from = (colour.rgb >> shift) & 0xFFU;
    const double to = (ground.rgb >> shift) & 0xFFU;
    out |= static_cast<std::uint32_t>(std::lround(from + (to - from) * part)) << shift;
  }
  colour.rgb = out;
}

std::string id_of(const Study& study, NodeIndex v) { return study.atlas->node(v).id; }

}  // namespace

MapScene on_paper(MapScene scene, MapPaper paper) {
  if (paper == MapPaper::as_drawn || scene.boxes.empty()) return scene;
  constexpr double mm = 72 / 25.4;
  double wide = paper == MapPaper::a0 ? 1189 * mm : paper == MapPaper::a3 ? 420 * mm : 960;
  double high = paper == MapPaper::a0 ? 841 * mm : paper == MapPaper::a3 ? 297 * mm : 540;
  if (paper != MapPaper::wide && scene.height > scene.width) std::swap(wide, high);
  const double scale = std::min(wide / scene.width, high / scene.height);
  const double right = (wide - scene.width * scale) / 2;
  const double down = (high - scene.height * scale) / 2;
  const auto move = [&](double& x, double& y) {
    x = x * scale + right;
    y = y * scale + down;
  };
  for (MapBox& box : scene.boxes) {
    move(box.x, box.y);
    for (double* length : {&box.width, &box.height, &box.radius, &box.stroke_width, &box.scale}) *length *= scale;
  }
  for (MapText& text : scene.texts) {
    move(text.x, text.y);
    for (double* length : {&text.size, &text.width}) *length *= scale;
  }
  for (MapLine& line : scene.lines) {
    for (MapPoint& point : line.points) move(point.x, point.y);
    for (double* length : {&line.corner, &line.width, &line.scale}) *length *= scale;
  }
  MapBox& page = scene.boxes.front();
  page.x = page.y = 0;
  page.width = scene.width = wide;
  page.height = scene.height = high;
  return scene;
}

double least_text(const MapScene& scene) {
  double out = 0;
  for (const MapText& text : scene.texts) out = out == 0 ? text.size : std::min(out, text.size);
  return out;
}

MapScene in_theme(MapScene scene, MapTheme theme) {
  if (theme == MapTheme::light) return scene;
  const auto& shades = theme == MapTheme::dark ? dark_shades : print_shades;
  for (MapBox& box : scene.boxes) {
    recolour(box.fill, shades, &Shade::fill);
    recolour(box.stroke, shades, &Shade::line);
  }
  for (MapText& text : scene.texts) recolour(text.colour, shades, &Shade::text);
  for (MapLine& line : scene.lines) {
    recolour(line.colour, shades, line.fill.none ? &Shade::line : &Shade::fill);
    recolour(line.fill, shades, &Shade::fill);
  }
  return scene;
}

MapScene focused(MapScene scene, const std::set<std::string>& nodes) {
  const std::vector<int> node_of = chain_map::node_of_boxes(scene);
  const MapColour ground = scene.boxes.empty() ? white : scene.boxes.front().fill;
  const auto faded = [&](int box) {
    return box >= 0 && node_of[box] >= 0 && !nodes.contains(scene.boxes[node_of[box]].id);
  };
  for (std::size_t i = 0; i < scene.boxes.size(); ++i) {
    if (!faded(static_cast<int>(i))) continue;
    fade(scene.boxes[i].fill, ground);
    fade(scene.boxes[i].stroke, ground);
  }
  for (MapText& text : scene.texts) {
    if (faded(text.box)) fade(text.colour, ground, 0.6);  // still to be read
  }
  for (MapLine& line : scene.lines) {
    const auto [from, to] = ends_of(line);
    const bool out = line.box < 0 ? !(nodes.contains(from) && nodes.contains(to)) : faded(line.box);
    if (!out) continue;
    fade(line.colour, ground);
    fade(line.fill, ground);
  }
  return scene;
}

MapScene leaking(MapScene scene, const std::map<std::string, double>& widths) {
  for (MapLine& line : scene.lines) {
    const auto found = line.box < 0 ? widths.find(ends_of(line).first) : widths.end();
    if (found == widths.end()) continue;
    line.width = (1 + 5 * found->second) * line.scale;
    line.colour = chain_map::style_of(State::missing).stroke;
  }
  return scene;
}

MapScene labelled(MapScene scene, const std::map<std::string, std::string>& labels) {
  chain_map::Canvas canvas(scene);
  const std::size_t boxes = scene.boxes.size();
  for (std::size_t i = 0; i < boxes; ++i) {
    const MapBox box = scene.boxes[i];
    const auto found = box.part == MapPart::node ? labels.find(box.id) : labels.end();
    if (found == labels.end()) continue;
    const double width = std::min(chain_map::ems(found->second, true) * 8.5 + 10, box.width);
    const int mark = canvas.mark(static_cast<int>(i), box.x, box.y - 14, width, 13, 3, chain_map::colour::slate);
    canvas.fitted(mark, box.x + 5, box.y - 4.5, width - 10, found->second, {8.5, white, true, MapAnchor::start}, 5);
  }
  return scene;
}

std::set<std::string> ranked_nodes(const Study& study, ChainIndex chain) {
  std::set<std::string> out;
  for (const Target& target : study.analysis.targets) {
    if (target.rank && study.atlas->chain_index(target.gap.node) == chain) out.insert(id_of(study, target.gap.node));
  }
  return out;
}

std::map<std::string, double> leak_widths(const Study& study, ChainIndex chain) {
  double most = 0;
  std::map<std::string, double> out;
  for (const Leak& leak : study.analysis.leaks) {
    if (study.atlas->chain_index(leak.node) != chain || leak.mass <= 0) continue;
    most = std::max(most, leak.mass);
    out[id_of(study, leak.node)] = leak.mass;
  }
  for (auto& [id, width] : out) width /= most;
  return out;
}

std::set<std::string> leak_nodes(const Study& study, ChainIndex chain) {
  std::set<std::string> out;
  for (const Leak& leak : study.analysis.leaks) {
    if (study.atlas->chain_index(leak.node) != chain || leak.mass <= 0) continue;
    out.insert(id_of(study, leak.node));
    for (const NodeIndex u : leak.customers) {
      if (study.atlas->chain_index(u) == chain) out.insert(id_of(study, u));
    }
  }
  return out;
}

std::set<std::string> firm_nodes(const Study& study, ChainIndex chain, std::string_view firm) {
  std::set<std::string> out;
  const auto [first, last] = study.atlas->nodes_of(chain);
  const auto add = [&](NodeIndex v) {
    if (study.atlas->chain_index(v) == chain) out.insert(id_of(study, v));
  };
  for (NodeIndex v = first; v < last; ++v) {
    const auto& firms = study.roll.firms_of(v);
    const bool holds = std::any_of(firms.begin(), firms.end(), [&](const Holding& h) { return h.firm->name == firm; });
    if (!holds) continue;
    add(v);
    for (const LinkIndex e : study.atlas->outputs(v)) add(study.atlas->edge(e).to);
    for (const LinkIndex e : study.atlas->inputs(v)) add(study.atlas->edge(e).from);
  }
  return out;
}

}  // namespace liantu
