// Geometry of the map: nothing overlaps, nothing leaves its box, no link runs through a box or a heading.
#include "publish/map_fixture.hpp"

#include "liantu/publish/chain_map.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace {

using liantu::ChainIndex;
using liantu::Lang;
using liantu::MapBox;
using liantu::MapLine;
using liantu::MapPart;
using liantu::MapPoint;
using liantu::MapScene;
using liantu::MapText;

constexpr double slack = 0.01;

bool inside(const MapBox& inner, const MapBox& outer) {
  return inner.x >= outer.x - slack && inner.y >= outer.y - slack && inner.right() <= outer.right() + slack &&
         inner.bottom() <= outer.bottom() + slack;
}

bool overlap(const MapBox& a, const MapBox& b) {
  return a.x < b.right() - slack && b.x < a.right() - slack && a.y < b.bottom() - slack && b.y < a.bottom() - slack;
}

// What a line of text takes: Chinese fonts rise to 0.88 em and fall to 0.12 em.
MapBox extent(const MapText& text) {
  MapBox box;
  box.x = text.left();
  box.y = text.y - 0.88 * text.size;
  box.width = text.width;
  box.height = text.size;
  return box;
}

bool through(const MapPoint& a, const MapPoint& b, const MapBox& box) {
  MapBox line;
  line.x = std::min(a.x, b.x);
  line.y = std::min(a.y, b.y);
  line.width = std::max(a.x, b.x) - line.x;
  line.height = std::max(a.y, b.y) - line.y;
  return line.x < box.right() - slack && box.x < line.right() - slack + 2 * slack * (line.width < slack ? 1 : 0) &&
         line.y < box.bottom() - slack && box.y < line.bottom() - slack + 2 * slack * (line.height < slack ? 1 : 0);
}

std::vector<MapBox> boxes_of(const MapScene& scene, MapPart part) {
  std::vector<MapBox> out;
  std::copy_if(scene.boxes.begin(), scene.boxes.end(), std::back_inserter(out),
               [part](const MapBox& box) { return box.part == part; });
  return out;
}

void check_boxes(const MapScene& scene) {
  for (const MapBox& box : scene.boxes) {
    ASSERT_LT(box.parent, static_cast<int>(scene.boxes.size()));
    if (box.parent < 0) continue;
    EXPECT_TRUE(inside(box, scene.boxes[box.parent])) << box.id;
  }
  for (const MapPart part : {MapPart::node, MapPart::segment, MapPart::lane}) {
    const auto boxes = boxes_of(scene, part);
    for (std::size_t i = 0; i < boxes.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j)
        EXPECT_FALSE(overlap(boxes[i], boxes[j])) << boxes[i].id << " " << boxes[j].id;
    }
  }
  for (const MapBox& node : boxes_of(scene, MapPart::node)) {
    const MapBox& segment = scene.boxes[node.parent];
    ASSERT_EQ(segment.part, MapPart::segment);
    ASSERT_EQ(scene.boxes[segment.parent].part, MapPart::lane);
    EXPECT_TRUE(inside(node, scene.boxes[segment.parent])) << node.id;
  }
}

void check_texts(const MapScene& scene) {
  for (const MapText& text : scene.texts) {
    ASSERT_GE(text.box, 0);
    EXPECT_TRUE(inside(extent(text), scene.boxes[text.box])) << text.text;
    EXPECT_GE(text.size, 4) << text.text;
  }
  for (std::size_t i = 0; i < scene.texts.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j)
      EXPECT_FALSE(overlap(extent(scene.texts[i]), extent(scene.texts[j])))
          << scene.texts[i].text << " / " << scene.texts[j].text;
  }
}

void check_links(const MapScene& scene) {
  const auto nodes = boxes_of(scene, MapPart::node);
  std::vector<MapBox> headings;
  for (const MapText& text : scene.texts) headings.push_back(extent(text));
  for (const MapLine& line : scene.lines) {
    if (line.box >= 0) continue;
    for (std::size_t i = 1; i < line.points.size(); ++i) {
      const MapPoint& a = line.points[i - 1];
      const MapPoint& b = line.points[i];
      for (const MapBox& node : nodes) EXPECT_FALSE(through(a, b, node)) << line.link << " through " << node.id;
      for (std::size_t t = 0; t < headings.size(); ++t)
        EXPECT_FALSE(through(a, b, headings[t])) << line.link << " through " << scene.texts[t].text;
      EXPECT_TRUE(a.x >= 0 && a.y >= 0 && a.x <= scene.width && a.y <= scene.height);
    }
  }
}

void check(const MapScene& scene) {
  check_boxes(scene);
  check_texts(scene);
  check_links(scene);
}

void check_all(const std::vector<liantu::Chain>& chains, const std::string& firm) {
  const auto world = map_fixture::world(chains, firm);
  for (const ChainIndex chain : world->study.chains()) {
    for (const Lang lang : {Lang::zh, Lang::en}) {
      SCOPED_TRACE(world->atlas.chains()[chain].id + (lang == Lang::zh ? " zh" : " en"));
      const MapScene scene = layout_map(world->study, chain, {lang});
      check(scene);
      const auto [first, last] = world->atlas.nodes_of(chain);
      EXPECT_EQ(boxes_of(scene, MapPart::node).size(), last - first);
    }
  }
}

TEST(MapLayout, ShippedChainsStayInTheirBoxes) {
  check_all(map_fixture::shipped_chains(), "江苏某某新材料科技（集团）");
}

TEST(MapLayout, SmallChain) { check_all(map_fixture::small_chains(), "某某"); }

TEST(MapLayout, HostileNames) {
  check_all(map_fixture::hostile_chains(), "<script>alert('&')</script>\x01\u202E" + std::string(300, 'M'));
}

TEST(MapLayout, BigChain) { check_all(map_fixture::big_chains(120), "某某"); }

TEST(MapLayout, OddChains) {
  liantu::Chain alone;
  alone.id = "alone";
  alone.name = "独";
  alone.nodes = {map_fixture::node("a", "甲", liantu::Stage::downstream, "")};
  liantu::Chain below = alone;
  below.id = "below";
  for (int i = 0; i < 9; ++i)
    below.nodes.push_back(
        map_fixture::node("s" + std::to_string(i), "配套", liantu::Stage::support, "段" + std::to_string(i)));
  below.nodes.erase(below.nodes.begin());
  liantu::Chain empty;
  empty.id = "empty";
  empty.name = "空";
  check_all({alone, below, empty}, "某某");
}

// A ring, each pair both ways, and everything to everything.
TEST(MapLayout, DenseChain) {
  liantu::Chain chain;
  chain.id = "dense";
  chain.name = "密";
  for (int i = 0; i < 12; ++i)
    chain.nodes.push_back(map_fixture::node("n" + std::to_string(i), "环节" + std::to_string(i),
                                            static_cast<liantu::Stage>(i % 4), "段" + std::to_string(i % 3)));
  for (int i = 0; i < 12; ++i) {
    for (int j = 0; j < 12; ++j) {
      if (i != j)
        chain.links.push_back(map_fixture::link("n" + std::to_string(i), "n" + std::to_string(j),
                                                static_cast<liantu::LinkKind>((i + j) % 8)));
    }
  }
  check_all({chain}, "某某");
}

// Each link is drawn: something of it is left, or it shares its whole way with others; and each node that is
// supplied has an arrow.
TEST(MapLayout, EverySuppliedNodeHasAnArrow) {
  const auto world = map_fixture::world(map_fixture::shipped_chains());
  for (const ChainIndex chain : world->study.chains()) {
    const MapScene scene = layout_map(world->study, chain, {});
    const auto [first, last] = world->atlas.nodes_of(chain);
    for (const MapBox& node : boxes_of(scene, MapPart::node)) {
      const auto v = *world->atlas.find(world->atlas.chains()[chain].id + ":" + node.id);
      const auto& inputs = world->atlas.inputs(v);
      const bool supplied = std::any_of(inputs.begin(), inputs.end(), [&, from = first, to = last](auto e) {
        return world->atlas.edge(e).from >= from && world->atlas.edge(e).from < to;
      });
      const bool arrow = std::any_of(scene.lines.begin(), scene.lines.end(), [&](const MapLine& line) {
        const MapPoint& tip = line.points.back();
        return line.box < 0 && line.arrow && tip.x >= node.x - slack && tip.x <= node.right() + slack &&
               tip.y >= node.y - slack && tip.y <= node.bottom() + slack;
      });
      EXPECT_EQ(supplied, arrow) << node.id;
    }
  }
}

TEST(MapLayout, ShowsWhatTheStudyHolds) {
  const auto world = map_fixture::world(map_fixture::small_chains(), "江苏某某科技");
  const MapScene scene = layout_map(world->study, *world->atlas.find_chain("quartz"), {});
  const auto has = [&](const std::string& part) {
    return std::any_of(scene.texts.begin(), scene.texts.end(),
                       [&](const MapText& text) { return text.text.find(part) != std::string::npos; });
  };
  for (const char* part : {"示例县 · 石英产业链图谱", "2026-09-30", "上游", "中游", "下游", "配套", "资源",
                           "石英矿开采", "薄弱 · 2 家", "优势 · 128 家", "△", "候选企业：", "→ 光伏：单晶硅棒",
                           "江苏某某科技", "数据未覆盖", "环节状态", "供给关系", "依据企业登记信息自动比对"}) {
    EXPECT_TRUE(has(part)) << part;
  }
  EXPECT_FALSE(has("有限公司"));
}

TEST(MapLayout, SameStudySameScene) {
  const auto a = map_fixture::world(map_fixture::shipped_chains());
  const auto b = map_fixture::world(map_fixture::shipped_chains());
  for (const ChainIndex chain : a->study.chains())
    EXPECT_EQ(map_svg(layout_map(a->study, chain, {})), map_svg(layout_map(b->study, chain, {})));
}

}  // namespace
