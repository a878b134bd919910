// What a map looks like: colours that colour-blind people tell apart (blue for what is held, orange for what is not,
// yellow for doubt, grey for what cannot be seen), and for each state a border and a mark that survive a copier.
#pragma once

#include "liantu/analysis/policy.hpp"
#include "liantu/publish/chain_map.hpp"

#include <array>
#include <string>
#include <string_view>

namespace liantu::chain_map {

namespace colour {
inline constexpr MapColour none{0, true};
inline constexpr MapColour white{0xFFFFFF, false};
inline constexpr MapColour ink{0x1B2733, false};
inline constexpr MapColour quiet{0x55636F, false};
inline constexpr MapColour faint{0x93A0AB, false};
inline constexpr MapColour slate{0x2C4257, false};
inline constexpr MapColour support{0x5A6B7A, false};
inline constexpr MapColour lane{0xEEF2F6, false};
inline constexpr MapColour border{0xC3CDD6, false};
inline constexpr MapColour link{0x5F7285, false};
// Links that run side by side take turns, so that the eye can follow one.
inline constexpr std::array<MapColour, 4> links{
    {{0x4A6178, false}, {0x3F7F78, false}, {0x86694A, false}, {0x75608A, false}}};
inline constexpr MapColour thin_link{0x8595A4, false};
inline constexpr MapColour badge{0xA83705, false};
}  // namespace colour

struct StateStyle {
  MapColour fill;
  MapColour stroke;
  double width;
  MapDash dash;
  int dots;  // filled, of three; -1: another mark
};

[[nodiscard]] inline const StateStyle& style_of(State state) {
  static constexpr std::array<StateStyle, 6> styles{{
      {{0xF1F1F1, false}, {0x8C8C8C, false}, 0.9, MapDash::dotted, -1},
      {{0xFDEFE4, false}, {0xCC4E08, false}, 1.2, MapDash::dashed, 0},
      {{0xFFF7D6, false}, {0xA67C00, false}, 1.1, MapDash::dashed, -1},
      {{0xF5FAFD, false}, {0x7FB0D3, false}, 0.9, MapDash::solid, 1},
      {{0xE2EFF8, false}, {0x2F7DB8, false}, 1.2, MapDash::solid, 2},
      {{0xC4DDF0, false}, {0x07467D, false}, 2.0, MapDash::solid, 3},
  }};
  return styles[static_cast<std::size_t>(state)];
}

// "空白(名单内未见)" -> "空白": the legend says it in full.
[[nodiscard]] inline std::string short_label(State state, Lang lang) {
  const std::string_view full = label(state, lang);
  return std::string(full.substr(0, full.find('(')));
}

}  // namespace liantu::chain_map
