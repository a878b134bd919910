// Part of liantu::publish: a scene as SVG text. See chain_map.hpp.
#include "map_paint.hpp"

#include "liantu/publish/chain_map.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace liantu {

namespace {

constexpr std::string_view families =
    "'Noto Sans CJK SC','Source Han Sans SC','Source Han Sans CN','Microsoft YaHei','PingFang SC','WenQuanYi Zen "
    "Hei','WenQuanYi Micro Hei',sans-serif";

std::string number(double value) { return plain(value, 2); }

// Text for element content and for attributes between double quotes; what XML does not allow is dropped.
std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = utf8::next(text, at);
    const bool allowed = c == U'\t' || c == U'\n' || (c >= 0x20 && c < 0xD800 && (c < 0x7F || c > 0x9F)) ||
                         (c >= 0xE000 && c < 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
    if (!allowed) continue;
    switch (c) {
      case U'&': out += "&amp;"; break;
      case U'<': out += "&lt;"; break;
      case U'>': out += "&gt;"; break;
      case U'"': out += "&quot;"; break;
      case U'\'': out += "&#39;"; break;
      default: utf8::append(out, c);
    }
  }
  return out;
}

std::string paint(MapColour colour) {
  if (colour.none) return "none";
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "#";
  for (int shift = 20; shift >= 0; shift -= 4) out += digits[(colour.rgb >> static_cast<unsigned>(shift)) & 0xFU];
  return out;
}

class SvgWriter {
 public:
  explicit SvgWriter(const MapScene& scene) : m_scene(scene) {}

  std::string run() {
    const std::string size = number(m_scene.width) + " " + number(m_scene.height);
    m_out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" +
            number(m_scene.width) + "pt\" height=\"" + number(m_scene.height) + "pt\" viewBox=\"0 0 " + size +
            "\" role=\"img\" aria-labelledby=\"map-title map-description\" xml:lang=\"" + escaped(m_scene.language) +
            "\" font-family=\"" + std::string(families) + "\">\n";
    m_out += "<title id=\"map-title\">" + escaped(m_scene.title) + "</title>\n<desc id=\"map-description\">" +
             escaped(m_scene.description) + "</desc>\n";
    chain_map::paint_in_order(m_scene, *this);
    m_out += "</svg>\n";
    return std::move(m_out);
  }

  void open(const MapBox& box) {
    m_out += "<g class=\"node\" data-node=\"" + escaped(box.id) + "\"><title>" + escaped(box.title) + "</title>\n";
  }
  void close() { m_out += "</g>\n"; }

  void box(const MapBox& box) {
    m_out += "<rect x=\"" + number(box.x) + "\" y=\"" + number(box.y) + "\" width=\"" + number(box.width) +
             "\" height=\"" + number(box.height) + "\"";
    if (box.radius > 0) m_out += " rx=\"" + number(box.radius) + "\"";
    m_out += " fill=\"" + paint(box.fill) + "\"";
    if (!box.stroke.none && box.stroke_width > 0) stroke(box.stroke, box.stroke_width, box.dash, box.scale);
    m_out += "/>\n";
  }

  // A link is a group that names its ends, so that a page can tell those of a node from the rest.
  void line(const MapLine& line) {
    const auto [from, to] = chain_map::ends_of(line);
    const bool link = line.box < 0 && !from.empty();
    if (link) m_out += "<g class=\"link\" data-from=\"" + escaped(from) + "\" data-to=\"" + escaped(to) + "\">\n";
    path(line);
    if (line.arrow) head(line);
    if (link) m_out += "</g>\n";
  }

  void text(const MapText& text) {
    m_out += "<text x=\"" + number(text.x) + "\" y=\"" + number(text.y) + "\" font-size=\"" + number(text.size) + "\"";
    if (text.bold) m_out += " font-weight=\"bold\"";
    if (text.anchor != MapAnchor::start)
      m_out += text.anchor == MapAnchor::middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"";
    m_out += " fill=\"" + paint(text.colour) + "\">" + escaped(text.text) + "</text>\n";
  }

 private:
  void path(const MapLine& line) {
    m_out += "<path d=\"";
    char last = 0;
    for (const auto& step : chain_map::outline(line)) {
      const char letter = step.kind == chain_map::Step::move ? 'M' : step.kind == chain_map::Step::line ? 'L' : 'Q';
      if (letter != last || letter == 'M')
        m_out += letter;
      else
        m_out += ' ';
      last = letter;
      if (letter == 'Q') m_out += number(step.control.x) + " " + number(step.control.y) + " ";
      m_out += number(step.to.x) + " " + number(step.to.y);
    }
    m_out += line.fill.none ? "\"" : "Z\"";
    m_out += " fill=\"" + paint(line.fill) + "\"";
    if (line.width > 0) stroke(line.colour, line.width, line.dash, line.scale);
    m_out += "/>\n";
  }

  void stroke(MapColour colour, double width, MapDash dash, double scale) {
    m_out += " stroke=\"" + paint(colour) + "\" stroke-width=\"" + number(width) + "\"";
    const auto pattern = chain_map::pattern(dash, width, scale);
    if (!pattern.empty()) m_out += " stroke-dasharray=\"" + number(pattern[0]) + " " + number(pattern[1]) + "\"";
  }

  void head(const MapLine& line) {
    const auto triangle = chain_map::arrow_head(line);
    m_out += "<path d=\"M" + number(triangle[0].x) + " " + number(triangle[0].y) + "L" + number(triangle[1].x) + " " +
             number(triangle[1].y) + " " + number(triangle[2].x) + " " + number(triangle[2].y) + "Z\" fill=\"" +
             paint(line.colour) + "\"/>\n";
  }

  const MapScene& m_scene;
  std::string m_out;
};

}  // namespace

std::string map_svg(const MapScene& scene) { return SvgWriter(scene).run(); }

}  // namespace liantu
