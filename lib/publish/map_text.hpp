// Text measured without a font, so that every machine breaks lines alike and whichever font draws them fits: Chinese
// takes 1 em, ASCII what the widest of the common fonts takes. Sizes and widths are points.
//
//   Fitted name = fit("高纯石英矿（伟晶岩）开采", {.width = 120, .size = 11, .least = 8.5, .lines = 2, .bold = true});
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace liantu::chain_map {

// Width at most that `text` takes at 1 point. O(bytes).
[[nodiscard]] double ems(std::string_view text, bool bold = false);

// Without what has no place on a map: control characters, marks that turn the direction of text, broken bytes; runs of
// white space become one space.
[[nodiscard]] std::string clean(std::string_view text);

// The longest beginning that fits, with … where something was cut. Empty where not even that fits.
[[nodiscard]] std::string shorten(std::string_view text, double width, double size, bool bold = false);

struct Room {
  double width = 0;
  double size = 0;   // wanted
  double least = 0;  // of the size
  int lines = 1;     // at most 2
  bool bold = false;
};

struct Fitted {
  double size = 0;
  std::vector<std::string> lines;
};

// One line if it fits, else two, at the largest size that allows it; else shortened at the least size. Breaks at a
// sensible place: not inside a Latin word or number, not before closing nor after opening punctuation.
[[nodiscard]] Fitted fit(std::string_view text, const Room& room);

// Parts that a line may not be broken in, in order. White space belongs to the end of the part before it.
[[nodiscard]] std::vector<std::string> pieces(std::string_view text);

// "扬州某某光伏科技有限公司" -> "扬州某某光伏科技": the legal form says nothing on a map.
[[nodiscard]] std::string firm_name(std::string_view name);

}  // namespace liantu::chain_map
