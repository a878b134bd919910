// A map on paper, in other colours, with nodes standing out; and the atlas on one sheet.
#include "liantu/publish/map_views.hpp"

#include "map_style.hpp"
#include "publish/map_fixture.hpp"

#include "liantu/publish/atlas_map.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace liantu {
namespace {

MapScene drawn(const map_fixture::World& world, const MapOptions& options = {}) {
  return layout_map(world.study, 0, options);
}

double luminance(std::uint32_t rgb) {
  const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
  return 0.2126 * linear(((rgb >> 16U) & 0xFFU) / 255.0) + 0.7152 * linear(((rgb >> 8U) & 0xFFU) / 255.0) +
         0.0722 * linear((rgb & 0xFFU) / 255.0);
}
// WCAG 2.1.
double contrast(std::uint32_t a, std::uint32_t b) {
  const double high = std::max(luminance(a), luminance(b));
  const double low = std::min(luminance(a), luminance(b));
  return (high + 0.05) / (low + 0.05);
}

// The ground that a box of the scene stands on: its own fill, or that of what holds it.
std::uint32_t ground(const MapScene& scene, int box) {
  while (box >= 0 && scene.boxes[box].fill.none) box = scene.boxes[box].parent;
  return box < 0 ? scene.boxes.front().fill.rgb : scene.boxes[box].fill.rgb;
}

TEST(MapViews, OnPaperItHasThePapersSizeAndStaysOnIt) {
  const auto world = map_fixture::world(map_fixture::small_chains());
  const MapScene plain = drawn(*world);
  for (const auto& [paper, wide, high] :
       {std::tuple(MapPaper::a0, 3370.4, 2383.9), std::tuple(MapPaper::a3, 1190.6, 841.9),
        std::tuple(MapPaper::wide, 960.0, 540.0)}) {
    const MapScene scene = on_paper(plain, paper);
    EXPECT_NEAR(std::max(scene.width, scene.height), wide, 0.1);
    EXPECT_NEAR(std::min(scene.width, scene.height), high, 0.1);
    const double scale = scene.texts[0].size / plain.texts[0].size;
    for (std::size_t i = 0; i < scene.texts.size(); ++i) {
      EXPECT_NEAR(scene.texts[i].size, plain.texts[i].size * scale, 1e-9);
      EXPECT_GE(scene.texts[i].left(), 0);
      EXPECT_LE(scene.texts[i].left() + scene.texts[i].width, scene.width + 0.01);
    }
    for (const MapBox& box : scene.boxes) {
      EXPECT_GE(box.x, 0);
      EXPECT_LE(box.right(), scene.width + 0.01);
      EXPECT_LE(box.bottom(), scene.height + 0.01);
    }
    EXPECT_EQ(map_svg(scene), map_svg(on_paper(plain, paper)));
  }
  EXPECT_EQ(map_svg(on_paper(plain, MapPaper::as_drawn)), map_svg(plain));
}

TEST(MapViews, TextCanBeReadInEveryTheme) {
  const auto world = map_fixture::world(map_fixture::small_chains());
  for (const MapTheme theme : {MapTheme::light, MapTheme::dark, MapTheme::print}) {
    const MapScene scene = in_theme(drawn(*world), theme);
    for (const MapText& text : scene.texts) {
      std::uint32_t under = ground(scene, text.box);
      // The heads of lanes are polygons of slate under white text.
      const bool head = text.box > 0 && scene.boxes[text.box].part == MapPart::lane && text.anchor == MapAnchor::middle;
      if (head) continue;
      EXPECT_GE(contrast(text.colour.rgb, under), text.text == "?" ? 3.0 : 4.5)  // a mark wants less than words
          << to_string(theme) << " " << text.text << std::hex << " " << text.colour.rgb << " on " << under;
    }
  }
}

TEST(MapViews, StatesDifferWithoutColours) {
  std::set<std::string> looks;
  for (std::size_t i = 0; i < EnumWords<State>::names.size(); ++i) {
    const auto& style = chain_map::style_of(static_cast<State>(i));
    looks.insert(std::to_string(static_cast<int>(style.dash)) + " " + std::to_string(style.dots) + " " +
                 std::to_string(style.width));
  }
  EXPECT_EQ(looks.size(), EnumWords<State>::names.size());
}

TEST(MapViews, WhatIsNotInFocusFades) {
  const auto world = map_fixture::world(map_fixture::small_chains());
  const MapScene plain = drawn(*world);
  const MapScene scene = focused(plain, {"ore", "sand"});
  std::size_t kept = 0;
  for (std::size_t i = 0; i < scene.boxes.size(); ++i) {
    if (scene.boxes[i].part != MapPart::node) continue;
    const bool same = scene.boxes[i].stroke.rgb == plain.boxes[i].stroke.rgb;
    EXPECT_EQ(same, scene.boxes[i].id == "ore" || scene.boxes[i].id == "sand") << scene.boxes[i].id;
    kept += same ? 1 : 0;
  }
  EXPECT_EQ(kept, 2U);
  for (std::size_t i = 0; i < scene.lines.size(); ++i) {
    if (scene.lines[i].box < 0) {
      EXPECT_EQ(scene.lines[i].colour.rgb == plain.lines[i].colour.rgb, scene.lines[i].link == "ore -> sand");
    }
  }
}

TEST(MapViews, ALeakIsAsWideAsItIsLarge) {
  const auto world = map_fixture::world(map_fixture::small_chains());
  const MapScene scene = leaking(drawn(*world), {{"ore", 1.0}, {"sand", 0.25}});
  std::size_t seen = 0;
  for (const MapLine& line : scene.lines) {
    if (line.link.starts_with("ore -> ")) {
      EXPECT_EQ(line.width, 6);
    }
    if (line.link.starts_with("sand -> ")) {
      EXPECT_EQ(line.width, 2.25);
    }
    seen += line.link.starts_with("ore -> ") || line.link.starts_with("sand -> ") ? 1 : 0;
  }
  EXPECT_GE(seen, 2U);
}

TEST(MapViews, CandidatesStandInMissingNodesOnRequest) {
  const auto world = map_fixture::world(map_fixture::small_chains());
  Study& study = world->study;
  study.candidates = CandidatePool(study.atlas->node_count());
  study.candidates.begin({});
  NodeIndex missing = 0;
  while (study.state(missing) != State::missing || study.atlas->chain_index(missing) != 0) ++missing;
  Firm firm;
  firm.name = "远方<script>石英有限公司";
  study.candidates.add(firm, {Match{missing, 9500, false, {}}}, 0.8);
  study.candidates.finish();
  const std::string shown = map_svg(drawn(*world, {Lang::zh, true, ""}));
  EXPECT_NE(shown.find("候选 远方&lt;script&gt;石英"), std::string::npos);
  EXPECT_EQ(map_svg(drawn(*world)).find("远方"), std::string::npos);
}

TEST(AtlasMap, TilesDoNotOverlapAndLinksRunBetweenThem) {
  std::vector<Chain> chains;
  for (int c = 0; c < 13; ++c) {
    Chain chain = map_fixture::small_chains().front();
    chain.id = "c" + std::to_string(c);
    std::erase_if(chain.links, [](const Link& link) { return link.to.find(':') != std::string::npos; });
    chain.name = "名字很长的一条产业链编号" + std::to_string(c);
    if (c > 0) chain.links.push_back(chain.links.front());
    if (c > 0) chain.links.back().from = "c0:ore";
    chains.push_back(std::move(chain));
  }
  const auto world = map_fixture::world(std::move(chains));
  const MapScene scene = layout_atlas(world->study, Lang::zh);
  std::vector<MapBox> tiles;
  std::copy_if(scene.boxes.begin(), scene.boxes.end(), std::back_inserter(tiles),
               [](const MapBox& box) { return box.part == MapPart::node; });
  ASSERT_EQ(tiles.size(), 13U);
  for (const MapBox& a : tiles) {
    EXPECT_LE(a.right(), scene.width);
    for (const MapBox& b : tiles) {
      if (a.id == b.id) continue;
      EXPECT_TRUE(a.right() < b.x || b.right() < a.x || a.bottom() < b.y || b.bottom() < a.y) << a.id << b.id;
    }
  }
  for (const MapText& text : scene.texts) {
    if (text.box <= 0) continue;
    EXPECT_LE(text.left() + text.width, scene.boxes[text.box].right() + 0.01) << text.text;
    EXPECT_GE(text.left(), scene.boxes[text.box].x - 0.01) << text.text;
  }
  const auto links = std::count_if(scene.lines.begin(), scene.lines.end(),
                                   [](const MapLine& line) { return line.link.starts_with("c0 -> "); });
  EXPECT_EQ(links, 12);
  EXPECT_EQ(map_svg(scene), map_svg(layout_atlas(world->study, Lang::zh)));
}

}  // namespace
}  // namespace liantu
