// Routes: which rule decides, and which local firms are named.
#include "liantu/promotion/route.hpp"

#include "analysis/analysis_fixture.hpp"

#include <gtest/gtest.h>

namespace liantu {
namespace {

using test::World;

// a => b => c: a and c held; b is to be filled. The firms are in the roll too.
struct Desk {
  World w;
  Roll roll;
  std::vector<NodeIndex> neighbours;
  std::uint64_t row = 1;

  explicit Desk(const std::function<void(std::vector<Node>&)>& change)
      : w(changed(change)), roll(w.atlas.node_count()) {
    w.formed();
  }
  static Chain changed(const std::function<void(std::vector<Node>&)>& change) {
    Chain chain = test::chain("q", "a b c", "a=>b b=>c");
    change(chain.nodes);
    return chain;
  }
  void firm(const std::string& node, bool above, const std::string& name, bool flagged = false,
            Confidence confidence = 9500) {
    Firm firm;
    firm.row = ++row;
    firm.name = name;
    firm.above_scale = above;
    firm.size = above ? SizeClass::medium : SizeClass::small;
    firm.abnormal = flagged;
    const std::vector<Match> matches{Match{w.at(node), confidence, false, {}}};
    w.coverage.add(firm, matches, w.policy.coverage);
    roll.add(firm, matches);
  }
  // Small firms from around the county.
  void around(const std::string& node, int firms) {
    for (int i = 0; i < firms; ++i) neighbours.emplace_back(w.at(node));
  }
  std::optional<Route> route(const std::string& node) {
    roll.finish();
    Nearby nearby(w.atlas, neighbours.empty() ? std::vector<std::string>{} : std::vector<std::string>{"around"},
                  w.policy.coverage);
    Firm firm;
    firm.size = SizeClass::small;
    for (const NodeIndex v : neighbours) {
      ++firm.row;
      nearby.add(firm, {Match{v, 9500, false, {}}}, w.policy.coverage);
    }
    nearby.finish(w.policy.coverage);
    const Analysis analysis = w.analysis();
    const Structure structure = w.structure();
    const RouteQuestion q{w.atlas, structure.groups, analysis.states, roll, w.with_county ? &w.county : nullptr,
                          &nearby};
    for (const Target& target : analysis.targets) {
      if (target.gap.node == w.at(node)) return route_of(q, target);
    }
    throw std::runtime_error("no target " + node);
  }
  static std::vector<std::string> names(const Route& route) {
    std::vector<std::string> out;
    for (const Grower& grower : route.growers) out.push_back(grower.firm->name);
    return out;
  }
};

void held(Desk& desk, bool above) {
  for (int i = 0; i < 3; ++i) desk.firm("a", above, "a" + std::to_string(i));
  for (int i = 0; i < 3; ++i) desk.firm("c", true, "c" + std::to_string(i));
}

void industries(std::vector<Node>& nodes, const char* a, const char* b, const char* c) {
  nodes[0].industry = {a};
  nodes[1].industry = {b};
  nodes[2].industry = {c};
}

TEST(Routes, FirmsOfTheSameClassCouldGrow) {
  Desk desk([](auto& nodes) { industries(nodes, "3051", "3051", "2511"); });
  held(desk, true);
  desk.firm("a", true, "flagged", true);
  desk.firm("a", true, "not sure", false, 6000);
  const auto route = desk.route("b");
  EXPECT_EQ(route->kind, RouteKind::grow);
  EXPECT_EQ(Desk::names(*route), (std::vector<std::string>{"a0", "a1", "a2"}));
}

TEST(Routes, SmallOnesNeedAPartner) {
  Desk desk([](auto& nodes) { industries(nodes, "3051", "3051", "2511"); });
  held(desk, false);
  EXPECT_EQ(desk.route("b")->kind, RouteKind::partner);
}

TEST(Routes, WhatIsNewAndOfHighValueNeedsAPartner) {
  Desk desk([](auto& nodes) {
    industries(nodes, "3051", "3051", "2511");
    nodes[1].value_added = Level::high;
  });
  held(desk, true);
  EXPECT_EQ(desk.route("b")->kind, RouteKind::partner);
}

TEST(Routes, AGroupCountsNextDoorAlone) {
  Desk near([](auto& nodes) { industries(nodes, "3052", "3051", "2511"); });
  held(near, true);
  EXPECT_EQ(near.route("b")->kind, RouteKind::grow);
  Desk far([](auto& nodes) { industries(nodes, "1011", "3051", "2511"); });
  held(far, true);
  EXPECT_EQ(far.route("b")->kind, RouteKind::invite);
  EXPECT_TRUE(far.route("b")->growers.empty());
}

// 3099 is what no other class takes: it says little of who could make it, but for those at the same stage.
TEST(Routes, AResidualClassCountsAtTheSameStage) {
  for (const Stage stage : {Stage::support, Stage::midstream}) {
    Desk desk([stage](auto& nodes) {
      industries(nodes, "1011", "3099", "2511");
      nodes.push_back(nodes[0]);
      nodes.back().id = "d";
      nodes.back().industry = {"3099"};
      nodes[1].stage = Stage::midstream;
      nodes.back().stage = stage;
    });
    held(desk, true);
    for (int i = 0; i < 3; ++i) desk.firm("d", true, "d" + std::to_string(i));
    EXPECT_EQ(desk.route("b")->kind, stage == Stage::midstream ? RouteKind::grow : RouteKind::invite);
  }
}

TEST(Routes, WhatAFewMakeForTheNationIsBought) {
  Desk desk([](auto& nodes) {
    industries(nodes, "3051", "3051", "2511");
    nodes[1].siting = Siting::national_scale;
  });
  held(desk, true);
  EXPECT_EQ(desk.route("b")->kind, RouteKind::buy);
}

TEST(Routes, WhatFirmsAroundHoldFirmlyIsBought) {
  for (const bool high : {false, true}) {
    Desk desk([&](auto& nodes) {
      industries(nodes, "3051", "3051", "2511");
      nodes[1].value_added = high ? Level::high : Level::medium;
    });
    held(desk, true);
    desk.around("b", 2);
    EXPECT_NE(desk.route("b")->kind, RouteKind::buy);  // weak around: two small ones
    desk.around("b", 1);
    EXPECT_EQ(desk.route("b")->kind == RouteKind::buy, !high);
    EXPECT_EQ(desk.route("b")->nearby, high ? 0U : 3U);
    desk.firm("b", false, "own");  // once it is here, it grows
    EXPECT_NE(desk.route("b")->kind, RouteKind::buy);
  }
}

TEST(Routes, ASiteThatIsLackingMayBeAPartners) {
  Desk desk([](auto& nodes) {
    industries(nodes, "3051", "3051", "2511");
    nodes[1].needs = {Need::chemical_park};
  });
  held(desk, true);
  desk.w.with_county = true;
  desk.w.county.sites[Need::chemical_park] = false;
  EXPECT_EQ(desk.route("b"), std::nullopt);
  desk.w.county.partners = {"邻县"};
  const auto route = desk.route("b");
  ASSERT_TRUE(route);
  EXPECT_EQ(route->kind, RouteKind::elsewhere);
  EXPECT_EQ(route->lacks, Need::chemical_park);
}

TEST(Routes, AHeldNodeGrowsByItsOwnFirms) {
  Desk desk([](auto& nodes) { industries(nodes, "3051", "3052", "2511"); });
  held(desk, true);
  desk.firm("b", false, "small");
  const auto weak = desk.route("b");  // weak, and needed: its neighbours' firms count too, its own first
  EXPECT_EQ(Desk::names(*weak).front(), "small");
  EXPECT_EQ(weak->kind, RouteKind::grow);
}

}  // namespace
}  // namespace liantu
