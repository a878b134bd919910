// What surrounds the lanes of a map: the title above, the legend, the caveat and the basis below.
#pragma once

#include "map_canvas.hpp"

#include "liantu/publish/study.hpp"

#include <string>
#include <vector>

namespace liantu::chain_map {

inline constexpr double title_height = 62;

// "扬州市 · 光伏产业链图谱".
[[nodiscard]] std::string map_title(const Study& study, ChainIndex chain, Lang lang);

// Title, summary and date from `top` on.
void draw_title(Canvas& canvas, const Study& study, ChainIndex chain, Lang lang, double left, double right, double top);

// Legend and the two lines that every map carries; returns where they end.
double draw_foot(Canvas& canvas, const Study& study, Lang lang, double left, double right, double top);

}  // namespace liantu::chain_map
