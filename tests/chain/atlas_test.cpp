// The atlas: numbering, links across chains, look-ups, and a graph that has the same edges.
#include "liantu/chain/atlas.hpp"

#include "json/problems.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace liantu::atlas_test {
namespace {

using test::Tolds;

Link link(const std::string& from, const std::string& to, LinkKind kind = LinkKind::material) {
  Link out;
  out.from = from;
  out.to = to;
  out.kind = kind;
  return out;
}

Chain chain(const std::string& id, const std::vector<std::string>& nodes, std::vector<Link> links = {}) {
  Chain out;
  out.id = id;
  out.name = id;
  for (const auto& name : nodes) {
    out.nodes.emplace_back();
    out.nodes.back().id = name;
    out.nodes.back().name = name;
  }
  out.links = std::move(links);
  return out;
}

// b: z -> y; a: y -> x, and x -> z of chain b. Each has a node "y".
Chain chain_a() { return chain("a", {"y", "x"}, {link("y", "x"), link("x", "b:z")}); }
Chain chain_b() { return chain("b", {"z", "y"}, {link("z", "y"), link("a:y", "z", LinkKind::energy)}); }

std::vector<std::tuple<std::string, std::string, LinkKind>> links_of(const Atlas& atlas) {
  std::vector<std::tuple<std::string, std::string, LinkKind>> out;
  for (LinkIndex e = 0; e < atlas.link_count(); ++e)
    out.emplace_back(atlas.key(atlas.edge(e).from), atlas.key(atlas.edge(e).to), atlas.link(e).kind);
  return out;
}

TEST(Atlas, NumbersByChainIdThenByPlaceWhateverTheOrderOfFiles) {
  for (const bool swapped : {false, true}) {
    std::vector<Chain> chains{chain_a(), chain_b()};
    if (swapped) std::swap(chains[0], chains[1]);
    const Atlas atlas(std::move(chains));
    std::vector<std::string> keys;
    for (NodeIndex v = 0; v < atlas.node_count(); ++v) keys.push_back(atlas.key(v));
    EXPECT_EQ(keys, (std::vector<std::string>{"a:y", "a:x", "b:z", "b:y"}));
    using Row = std::tuple<std::string, std::string, LinkKind>;
    EXPECT_EQ(links_of(atlas), (std::vector<Row>{{"a:y", "a:x", LinkKind::material},
                                                 {"a:x", "b:z", LinkKind::material},
                                                 {"b:z", "b:y", LinkKind::material},
                                                 {"a:y", "b:z", LinkKind::energy}}));
  }
}

TEST(Atlas, AnIdWithoutChainIsOfTheLinksOwnChain) {
  const Atlas atlas({chain_a(), chain_b()});
  EXPECT_EQ(atlas.edge(0).from, 0U);  // "y" of a is a:y, not b:y
  EXPECT_EQ(atlas.edge(2).to, 3U);    // "y" of b is b:y
}

TEST(Atlas, AChainMayNameItsOwnNodesInFull) {
  const Atlas atlas({chain("a", {"x", "y"}, {link("a:x", "a:y")})});
  EXPECT_EQ(atlas.edge(0).from, 0U);
  EXPECT_EQ(atlas.edge(0).to, 1U);
}

TEST(Atlas, FindsNodesByKey) {
  const Atlas atlas({chain_a(), chain_b()});
  EXPECT_EQ(atlas.find("b:z"), 2U);
  EXPECT_EQ(atlas.find("a:y"), 0U);
  for (const char* key : {"y", "a:z", "c:y", "", "a:", ":y", "a:y:x"}) EXPECT_EQ(atlas.find(key), std::nullopt) << key;
}

TEST(Atlas, FindsChainsByIdAndTheirNodes) {
  const Atlas atlas({chain("b", {"x"}), chain("a", {"x", "y"}), chain("a-c", {})});
  EXPECT_EQ(atlas.find_chain("a"), 0U);
  EXPECT_EQ(atlas.find_chain("a-c"), 1U);
  EXPECT_EQ(atlas.find_chain("b"), 2U);
  for (const char* id : {"", "a-", "aa", "c"}) EXPECT_EQ(atlas.find_chain(id), std::nullopt) << id;
  EXPECT_EQ(atlas.nodes_of(0), (std::pair<NodeIndex, NodeIndex>{0, 2}));
  EXPECT_EQ(atlas.nodes_of(1), (std::pair<NodeIndex, NodeIndex>{2, 2}));
  EXPECT_EQ(atlas.nodes_of(2), (std::pair<NodeIndex, NodeIndex>{2, 3}));
}

TEST(Atlas, NodesKnowTheirChain) {
  const Atlas atlas({chain_a(), chain_b()});
  EXPECT_EQ(atlas.node(2).id, "z");
  EXPECT_EQ(atlas.chain_of(2).id, "b");
  EXPECT_EQ(atlas.chain_index(2), 1U);
  EXPECT_EQ(atlas.chain_index(1), 0U);
}

TEST(Atlas, InputsAndOutputsAreInTheOrderOfTheFiles) {
  const Atlas atlas(
      {chain("q", {"a", "b", "c", "d"}, {link("c", "d"), link("a", "d"), link("b", "d"), link("a", "b")})});
  EXPECT_EQ(atlas.inputs(3), (std::vector<LinkIndex>{0, 1, 2}));
  EXPECT_EQ(atlas.outputs(0), (std::vector<LinkIndex>{1, 3}));
  EXPECT_EQ(atlas.inputs(0), (std::vector<LinkIndex>{}));
  EXPECT_EQ(atlas.outputs(3), (std::vector<LinkIndex>{}));
}

TEST(Atlas, LinksOfSeveralKindsBetweenTwoNodesAreAllKept) {
  const Atlas atlas({chain("q", {"a", "b"}, {link("a", "b"), link("a", "b", LinkKind::energy), link("b", "a")})});
  EXPECT_EQ(atlas.link_count(), 3U);
  EXPECT_EQ(atlas.inputs(1), (std::vector<LinkIndex>{0, 1}));
}

TEST(Atlas, TheGraphHasTheSameEdgesInBothDirections) {
  const Atlas atlas({chain("p", {"a", "b", "c"}, {link("c", "a"), link("a", "b"), link("q:x", "a"), link("a", "c")}),
                     chain("q", {"x", "y"}, {link("y", "x"), link("x", "p:c"), link("y", "p:a", LinkKind::service)})});
  const auto& graph = atlas.graph();
  ASSERT_EQ(num_vertices(graph), atlas.node_count());
  ASSERT_EQ(num_edges(graph), atlas.link_count());
  for (NodeIndex v = 0; v < atlas.node_count(); ++v) {
    std::vector<LinkIndex> out;
    for (auto [e, end] = out_edges(v, graph); e != end; ++e) {
      out.push_back(graph[*e].link);
      EXPECT_EQ(atlas.edge(out.back()).from, v);
      EXPECT_EQ(atlas.edge(out.back()).to, target(*e, graph));
    }
    std::vector<LinkIndex> in;
    for (auto [e, end] = in_edges(v, graph); e != end; ++e) {
      in.push_back(graph[*e].link);
      EXPECT_EQ(atlas.edge(in.back()).from, source(*e, graph));
      EXPECT_EQ(atlas.edge(in.back()).to, v);
    }
    std::sort(out.begin(), out.end());
    std::sort(in.begin(), in.end());
    EXPECT_EQ(out, atlas.outputs(v));
    EXPECT_EQ(in, atlas.inputs(v));
  }
}

TEST(Atlas, OfNothingIsEmpty) {
  const Atlas atlas(std::vector<Chain>{});
  EXPECT_EQ(atlas.node_count(), 0U);
  EXPECT_EQ(atlas.link_count(), 0U);
  EXPECT_EQ(atlas.find("a:b"), std::nullopt);
  EXPECT_EQ(atlas.find_chain("a"), std::nullopt);
}

TEST(Atlas, MovesWithItsLinks) {
  Atlas first({chain_a(), chain_b()});
  const Atlas second = std::move(first);
  EXPECT_EQ(second.link(3).from, "a:y");
  EXPECT_EQ(second.key(2), "b:z");
  EXPECT_EQ(num_edges(second.graph()), 4U);
}

TEST(AtlasErrors, LinksThatLeadNowhere) {
  const auto made = [] {
    return Atlas(
        {chain("a", {"x"}, {link("x", "b:w"), link("c:x", "x"), link("nil", "nix"), link("x", "b:y")}), chain_b()});
  };
  const std::string wanted = "a node id of the chain, or chain:node of a loaded chain";
  EXPECT_EQ(test::told_by(made), (Tolds{{"/links/0/to", "no such node \"b:w\"", wanted},
                                        {"/links/1/from", "no such node \"c:x\"", wanted},
                                        {"/links/2/from", "no such node \"nil\"", wanted},
                                        {"/links/2/to", "no such node \"nix\"", wanted},
                                        {"/links/1/from", "no such node \"a:y\"", wanted}}));
}

TEST(AtlasErrors, ALinkToItself) {
  EXPECT_EQ(test::told_by([] { return Atlas({chain("a", {"x"}, {link("x", "a:x")})}); }),
            (Tolds{{"/links/0", "a node supplies itself: \"a:x\"", "two different nodes"}}));
}

TEST(AtlasErrors, TheSameLinkAgain) {
  EXPECT_EQ(test::told_by([] {
              return Atlas({chain("a", {"x", "y"}, {link("x", "y"), link("a:x", "y")})});
            }),
            (Tolds{{"/links/1", "the same link again: \"a:x -> y\"", "one link of a kind"}}));
}

TEST(AtlasErrors, TheSameLinkInTwoFiles) {
  const auto made = [] {
    return Atlas({chain("b", {"y"}, {link("a:x", "y")}), chain("a", {"x"}, {link("x", "b:y")})});
  };
  EXPECT_EQ(test::told_by(made), (Tolds{{"/links/0", "the same link again: \"a:x -> y\"", "one link of a kind"}}));
}

TEST(AtlasErrors, AChainTwice) {
  EXPECT_EQ(test::told_by([] {
              return Atlas({chain("a", {"x"}), chain("b", {"x"}), chain("a", {"y"})});
            }),
            (Tolds{{"/id", "chain \"a\" again", "one file a chain"}}));
}

TEST(AtlasErrors, NameTheFileOfTheChain) {
  const auto made = [] {
    return Atlas({chain("a", {"x"}, {link("x", "no")}), chain("b", {"x"}, {link("x", "no")})}, {{"b", "data/b.json"}});
  };
  const auto problems = test::problems_of(made);
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].file, "a");
  EXPECT_EQ(problems[1].file, "data/b.json");
}

TEST(AtlasErrors, AreAllToldAtOnce) {
  const auto made = [] {
    return Atlas(
        {chain("a", {"x", "y"}, {link("x", "x"), link("x", "y"), link("x", "y"), link("x", "no")}), chain("a", {"x"})});
  };
  EXPECT_EQ(test::places_of(made), (std::vector<std::string>{"/id", "/links/0", "/links/2", "/links/3/to"}));
}

TEST(Atlas, LinksToChainsThatAreNotLoadedMayBeLeftOut) {
  const Chain a = chain("a", {"x", "y"}, {link("x", "y"), link("x", "b:z"), link("b:z", "y")});
  EXPECT_THROW((Atlas({a})), InputError);
  EXPECT_EQ(Atlas({a}, {}, Outside::leave_out).link_count(), 1U);
  EXPECT_EQ(Atlas({a, chain("b", {"z"})}, {}, Outside::leave_out).link_count(), 3U);
  // A chain that is loaded and lacks the node is still a mistake.
  EXPECT_THROW((Atlas({a, chain("b", {"w"})}, {}, Outside::leave_out)), InputError);
}

}  // namespace
}  // namespace liantu::atlas_test
