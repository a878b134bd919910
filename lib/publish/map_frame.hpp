// What surrounds the lanes of a map: the title above, the legend, the caveat and the basis below.
#pragma once

#include "map_canvas.hpp"

#include "liantu/publish/study.hpp"

#include <string>
#include <vector>

namespace liantu::chain_map {

// What the title takes: a line more where the county file or a remark says something.
[[nodiscard]] double title_height(const Study& study, ChainIndex chain, const MapOptions& options);

// "扬州市 · 光伏产业链图谱".
[[nodiscard]] std::string map_title(const Study& study, ChainIndex chain, Lang lang);

// Title, summary, date, who answers for the chain, and the remark, from `top` on.
void draw_title(Canvas& canvas, const Study& study, ChainIndex chain, const MapOptions& options, double left,
                double right, double top);

// What the legend explains: all that a chain's map shows, what a slide has of it, or the states alone.
enum class Foot { chain, slide, atlas };

// Legend and the two lines that every map carries; returns where they end.
double draw_foot(Canvas& canvas, const Study& study, Lang lang, double left, double right, double top, Foot foot);

}  // namespace liantu::chain_map
