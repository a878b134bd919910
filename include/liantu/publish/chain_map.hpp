/// @file
/// 产业链图谱: one chain drawn on one sheet. layout_map decides what is drawn and where, without any font; SVG, PDF and
/// PNG draw the same scene. Lanes 上游/中游/下游 run from left to right, 配套 lies below; segments are boxes in the
/// lanes.
///
/// @code{.cpp}
/// const liantu::MapScene scene = liantu::layout_map(study, chain, {liantu::Lang::zh});
/// write("map.quartz.svg", liantu::map_svg(scene));
/// write("map.quartz.pdf", liantu::map_pdf(scene, study.question.date));
/// @endcode
/// The same study gives the same bytes. Graphviz gives the first order of the nodes; one layout runs at a time, others
/// wait.
#pragma once

#include "liantu/chain/atlas.hpp"
#include "liantu/publish/study.hpp"
#include "liantu/text.hpp"

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace liantu {

/// A map cannot be drawn on this machine: a font or a Graphviz plugin is missing. The text names the remedy.
class MapError : public std::runtime_error {
 public:
  /// what() is the English text.
  explicit MapError(Text text) : std::runtime_error(text.en), m_text(std::move(text)) {}
  [[nodiscard]] const Text& text() const { return m_text; }

 private:
  Text m_text;
};

/// What a map shows.
struct MapOptions {
  Lang lang = Lang::zh;
  bool candidates = false;  ///< the first candidates of a missing or weak node, instead of room to write them in
  std::string remark{};     ///< under the title: what stands out, and what it rests on; may be empty
  bool slide = false;       ///< for a projector: the shape of 16:9, nodes without firms and other chains, so larger
};

/// 0xRRGGBB; `none` paints nothing.
struct MapColour {
  std::uint32_t rgb = 0;
  bool none = false;

  friend bool operator==(const MapColour&, const MapColour&) = default;
};

/// How a line is drawn.
enum class MapDash { solid, dashed, dotted };

/// What a box is: its place in the scene follows from it.
enum class MapPart { page, lane, segment, node, mark };

/// A rounded rectangle. Lengths are points (1/72 inch) from the upper left corner of the sheet.
struct MapBox {
  MapPart part = MapPart::mark;
  int parent = -1;  ///< index of the box that holds it
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
  double radius = 0;
  MapColour fill;
  MapColour stroke;
  double stroke_width = 0;
  MapDash dash = MapDash::solid;
  double scale = 1;   ///< of its dashes
  std::string id;     ///< of a node: its id in the chain; of a lane or segment: its name
  std::string title;  ///< of a node: what a screen reader says

  /// Right edge, in points.
  [[nodiscard]] double right() const { return x + width; }
  /// Lower edge, in points; y grows downwards.
  [[nodiscard]] double bottom() const { return y + height; }
};

/// Which part of a text stands at its x.
enum class MapAnchor { start, middle, end };

/// One line of text; `y` is its base line, `x` the end or the middle that `anchor` says. `width` is what it takes at
/// most.
struct MapText {
  int box = -1;  ///< index of the box that it stays inside
  double x = 0;
  double y = 0;
  double size = 0;
  double width = 0;
  bool bold = false;
  MapAnchor anchor = MapAnchor::start;
  MapColour colour;
  std::string text;

  /// Left end, in points, where it is as wide as it can be.
  [[nodiscard]] double left() const {
    return anchor == MapAnchor::start ? x : anchor == MapAnchor::end ? x - width : x - width / 2;
  }
};

/// In points (1/72 inch) from the upper left corner of the sheet.
struct MapPoint {
  double x = 0;
  double y = 0;

  friend bool operator==(const MapPoint&, const MapPoint&) = default;
};

/// A line through points, its corners rounded; closed and filled where `fill` says so.
struct MapLine {
  int box = -1;  ///< index of the box to which it belongs; -1: a link
  std::vector<MapPoint> points;
  double corner = 0;  ///< radius
  double width = 1;
  MapColour colour;
  MapColour fill{0, true};
  MapDash dash = MapDash::solid;
  bool arrow = false;  ///< at the last point
  double scale = 1;    ///< of dashes and arrow head
  std::string link;    ///< "from -> to" of a link, by node ids
};

/// Drawn in this order: page, lanes and segments with what belongs to them; links; nodes and the rest.
struct MapScene {
  double width = 0;
  double height = 0;
  std::string title;
  std::string language;     ///< "zh-CN" or "en"
  std::string description;  ///< for screen readers
  std::vector<MapBox> boxes;
  std::vector<MapText> texts;
  std::vector<MapLine> lines;
};

/// Lays out one chain. Errors: MapError where Graphviz has no layout plugin. Near linear in nodes and links, but for
/// the search for a good order, which is bounded; 45 nodes take some 5 ms.
[[nodiscard]] MapScene layout_map(const Study& study, ChainIndex chain, const MapOptions& options);

/// An SVG document with selectable text and a title for each node. O(scene).
[[nodiscard]] std::string map_svg(const MapScene& scene);

/// A PDF of one page with embedded fonts and selectable text. `date` ("2026-09-30", "2026-09", "2026") becomes its
/// creation date; an empty one, 2000-01-01. Errors: MapError where no Chinese font is installed.
[[nodiscard]] std::string map_pdf(const MapScene& scene, const std::string& date);

/// A PNG; 72 dots to the inch is one a point. Errors: as map_pdf; std::invalid_argument where the picture would have
/// more than 30,000 pixels on a side. O(pixels).
[[nodiscard]] std::string map_png(const MapScene& scene, double dpi = 144);

}  // namespace liantu
