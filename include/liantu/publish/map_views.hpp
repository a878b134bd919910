/// @file
/// A map seen in another way: on a sheet of paper, in other colours, or with some nodes standing out. Each takes a
/// scene of layout_map and gives another; SVG, PDF and PNG draw any of them.
///
/// @code{.cpp}
/// MapScene scene = layout_map(study, chain, {Lang::zh, true, "突出：排名目标"});
/// scene = focused(in_theme(std::move(scene), MapTheme::print), ranked_nodes(study, chain));
/// write("map.pdf", map_pdf(on_paper(std::move(scene), MapPaper::a0), date));
/// @endcode
#pragma once

#include "liantu/publish/chain_map.hpp"

#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace liantu {

/// A0 841 × 1189 mm, A3 297 × 420 mm, on the side that suits; a slide of 13.33 × 7.5 inches.
enum class MapPaper { as_drawn, a0, a3, wide };
template <>
struct EnumWords<MapPaper> {
  static constexpr std::array<std::string_view, 4> names{"as-drawn", "A0", "A3", "16:9"};
  static constexpr std::array<std::string_view, 4> zh{"原样", "A0", "A3", "16:9"};
};

/// `print` is for a copier without colours: what is held and what is not differs by border and mark.
enum class MapTheme { light, dark, print };
template <>
struct EnumWords<MapTheme> {
  static constexpr std::array<std::string_view, 3> names{"light", "dark", "print"};
  static constexpr std::array<std::string_view, 3> zh{"浅色", "深色", "黑白"};
};

/// The scene scaled to the sheet and centred on it. O(scene).
[[nodiscard]] MapScene on_paper(MapScene scene, MapPaper paper);
/// The size of the smallest text, in points; 0 where there is none. Below 5 it is hard to read on paper. O(texts).
[[nodiscard]] double least_text(const MapScene& scene);

/// The scene in other colours. Those that are not of the light theme stay. O(scene).
[[nodiscard]] MapScene in_theme(MapScene scene, MapTheme theme);

/// Nodes that are not in `nodes` (ids in the chain), and links that do not run between two of them, fade towards the
/// page: the theme comes before. O(scene · log).
[[nodiscard]] MapScene focused(MapScene scene, const std::set<std::string>& nodes);
/// Links from a node of `widths` get that width, 0..1 of the widest, and the colour of what is missing. O(scene · log).
[[nodiscard]] MapScene leaking(MapScene scene, const std::map<std::string, double>& widths);
/// A label over the boxes of nodes, such as "空白→具备". O(scene · log).
[[nodiscard]] MapScene labelled(MapScene scene, const std::map<std::string, std::string>& labels);

/// The ids, in the chain, of its ranked targets. O(targets).
[[nodiscard]] std::set<std::string> ranked_nodes(const Study& study, ChainIndex chain);
/// The nodes of a chain that leak, by their ids, with their shares of the largest leak, 0..1. O(leaks).
[[nodiscard]] std::map<std::string, double> leak_widths(const Study& study, ChainIndex chain);
/// The nodes of a chain that leak, and their customers in it, by their ids. O(leaks · customers).
[[nodiscard]] std::set<std::string> leak_nodes(const Study& study, ChainIndex chain);
/// The nodes of a chain that a firm of this name holds, and what is one link from them; empty where the roll has no
/// such firm. O(nodes · (firms kept + links)).
[[nodiscard]] std::set<std::string> firm_nodes(const Study& study, ChainIndex chain, std::string_view firm);

}  // namespace liantu
