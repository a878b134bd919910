#include "page_maps.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace liantu::page_detail {

namespace {

// The next tag, what stands before it, and its look: from the first word of it to the end of the tag.
struct Piece {
  std::string_view before;
  std::string_view look;  // empty: it has none
  std::string_view after;
};

std::size_t look_of(std::string_view tag) {
  static constexpr std::array<std::string_view, 3> elements{"<rect ", "<path ", "<text "};
  const auto is = [&](std::string_view element) { return tag.starts_with(element); };
  if (std::none_of(elements.begin(), elements.end(), is)) return std::string_view::npos;
  return std::min({tag.find(" rx=\""), tag.find(" font-size=\""), tag.find(" fill=\"")});
}

Piece take(std::string_view& svg) {
  const std::size_t end = std::min(svg.find('>'), svg.size() - 1) + 1;
  const std::string_view piece = svg.substr(0, end);
  svg.remove_prefix(end);
  const std::size_t begin = std::min(piece.find('<'), piece.size());
  const std::string_view tag = piece.substr(begin);
  constexpr std::string_view link = "<g class=\"link\"";
  if (tag.starts_with(link)) return {piece.substr(0, begin + link.size()), {}, ">"};
  const std::size_t look = look_of(tag);
  if (look == std::string_view::npos) return {piece, {}, {}};
  const std::size_t close = tag.size() - (tag.ends_with("/>") ? 2 : 1);
  return {piece.substr(0, begin + look), tag.substr(look + 1, close - look - 1), tag.substr(close)};
}

// fill="#17232e" -> fill:#17232e
std::string declaration(std::string_view look, std::string_view name) {
  const std::string start = std::string(name) + "=\"";
  const std::size_t at = look.find(start);
  if (at == std::string_view::npos) return {};
  const std::string_view value = look.substr(at + start.size());
  return std::string(name) + ":" + std::string(value.substr(0, value.find('"')));
}

}  // namespace

boost::json::array ways_json(const std::vector<chain_map::Way>& ways) {
  boost::json::array out;
  for (const chain_map::Way& way : ways) {
    std::string path;
    MapPoint last;
    for (const MapPoint& exact : way.points) {
      const MapPoint point{std::round(exact.x * 10) / 10, std::round(exact.y * 10) / 10};
      if (path.empty())
        path = "M" + plain(point.x, 1) + " " + plain(point.y, 1);
      else if (point.x != last.x)
        path += "h" + plain(point.x - last.x, 1);
      else if (point.y != last.y)
        path += "v" + plain(point.y - last.y, 1);
      last = point;
    }
    out.push_back(boost::json::array{way.from, way.to, path});
  }
  return out;
}

std::string Looks::shorten(std::string_view light, std::string_view dark) {
  std::string out;
  while (!light.empty()) {
    const Piece piece = take(light);
    const Piece other = take(dark);
    out += piece.before;
    if (!piece.look.empty()) {
      const auto [found, fresh] = m_number.emplace(std::pair(piece.look, other.look), m_all.size());
      if (fresh) m_all.emplace_back(piece.look);
      out += " k=\"" + std::to_string(found->second) + "\"";
    }
    out += piece.after;
  }
  return out;
}

std::string Looks::dark_style() const {
  std::vector<std::string> rules(m_all.size());
  for (const auto& [looks, number] : m_number) {
    std::string& rule = rules[number];
    for (const std::string_view name : {"fill", "stroke"}) {
      const std::string dark = declaration(looks.second, name);
      if (dark != declaration(looks.first, name)) rule += (rule.empty() ? "" : ";") + dark;
    }
    if (!rule.empty()) rule = ".dark [k=\"" + std::to_string(number) + "\"]{" + rule + "}\n";
  }
  std::string out;
  for (const std::string& rule : rules) out += rule;
  return out;
}

}  // namespace liantu::page_detail
