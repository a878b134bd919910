// Warnings for authors of chains, each by its smallest chain.
#include "liantu/chain/lint.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace liantu::lint_test {
namespace {

Node make(const std::string& id, Stage stage) {
  Node out;
  out.id = out.name = id;
  out.stage = stage;
  out.segment = "s-" + id;
  out.terms = {"term of " + id};
  out.basis.source = "s1";
  return out;
}

Link join(const std::string& from, const std::string& to, LinkKind kind = LinkKind::material) {
  Link out;
  out.from = from;
  out.to = to;
  out.kind = kind;
  return out;
}

// Twelve nodes that give no warning: a feeds b feeds c, and so on down to the last.
Chain clean() {
  Chain out;
  out.id = out.name = "q";
  out.sources = {{"s1", "t", "", {}, "", ""}};
  for (char c = 'a'; c <= 'l'; ++c) {
    out.nodes.push_back(make(std::string(1, c), c < 'e'   ? Stage::upstream
                                                : c < 'i' ? Stage::midstream
                                                          : Stage::downstream));
    if (c > 'a') out.links.push_back(join(std::string(1, static_cast<char>(c - 1)), std::string(1, c)));
  }
  out.nodes[4].core = true;
  return out;
}

using Told = std::set<std::pair<std::string, std::string>>;

Told told(Chain chain) {
  Told out;
  for (const Warning& w : lint(Atlas({std::move(chain)}))) {
    if (!w.waived) out.emplace(to_string(w.id), w.at);
  }
  return out;
}

TEST(Lint, ACleanChainGivesNoWarning) { EXPECT_EQ(told(clean()), Told{}); }

TEST(Lint, WhatNothingFedOrFeedsIsTold) {
  Chain chain = clean();
  std::erase_if(chain.links, [](const Link& link) { return link.to == "f"; });
  EXPECT_EQ(told(chain), (Told{{"unfed", "f"}, {"dead-end", "e"}}));
  chain.nodes[4].terminal = true;
  EXPECT_EQ(told(chain), (Told{{"unfed", "f"}}));
  chain.nodes[5].stage = Stage::support;
  EXPECT_EQ(told(chain), Told{});
}

TEST(Lint, ALinkAgainstTheLanesIsToldUnlessItIsNoSupply) {
  Chain chain = clean();
  std::erase_if(chain.links, [](const Link& link) { return link.from == "k"; });
  chain.nodes[11].stage = Stage::upstream;
  chain.links.push_back(join("k", "l"));
  chain.nodes[11].terminal = true;
  EXPECT_EQ(told(chain), (Told{{"backward", "k -> l"}}));
  chain.links.back().kind = LinkKind::recycle;
  EXPECT_EQ(told(chain), Told{});
}

TEST(Lint, LinksOfTwoKindsBetweenTheSameNodesAreTold) {
  Chain chain = clean();
  chain.links.push_back(join("b", "a", LinkKind::recycle));
  EXPECT_EQ(told(chain), Told{});
  chain.links.push_back(join("a", "b", LinkKind::equipment));
  EXPECT_EQ(told(chain), (Told{{"parallel", "a -> b"}}));
}

TEST(Lint, NodesThatFeedEachOtherAreOneCycle) {
  Chain chain = clean();
  chain.links.push_back(join("g", "e"));
  EXPECT_EQ(told(chain), (Told{{"cycle", "e"}}));
}

TEST(Lint, ATermIsSharedByRelatedNodesOnly) {
  Chain chain = clean();
  chain.nodes[0].terms.emplace_back("ＡＢ玻璃");
  chain.nodes[1].terms.emplace_back("ab玻璃");  // a feeds b
  EXPECT_EQ(told(chain), Told{});
  chain.nodes[9].terms.emplace_back("ab玻璃");
  EXPECT_EQ(told(chain), (Told{{"shared-term", "ab玻璃"}}));
}

TEST(Lint, OriginsOfStandingsAndFigures) {
  Chain chain = clean();
  chain.nodes[0].capacity = {Capacity::surplus, {}, ""};
  chain.nodes[1].life_stage = {LifeStage::growth, {"s1", ""}, ""};
  chain.nodes[2].policy = {PolicyStanding::restricted, {"s1", "2024"}, "1"};
  chain.nodes[3].min_scale = {1, "万吨/年", {"s1", ""}};
  chain.sources.push_back({"s2", "t", "", {}, "", ""});
  EXPECT_EQ(told(chain), (Told{{"unsourced", "a/capacity"}, {"undated", "b/life_stage"}, {"unused-source", "s2"}}));
}

TEST(Lint, ChainsWithoutACoreTooSmallOrWithNodesThatCannotMatch) {
  Chain chain = clean();
  chain.nodes[4].core = false;
  chain.nodes.pop_back();
  chain.links.pop_back();
  chain.nodes[2].terms.clear();
  chain.nodes[3].name = "一二三四五六七八九十甲乙丙";
  EXPECT_EQ(told(chain), (Told{{"no-core", "q"}, {"size", "q"}, {"unmatchable", "c"}, {"long-name", "d"}}));
}

Told told_with(const Chain& chain, const TermCounts& counts) {
  Told out;
  for (const Warning& w : lint(Atlas({chain}), &counts)) {
    if (!w.waived) out.emplace(to_string(w.id), w.at);
  }
  return out;
}

TEST(Lint, WordsAreJudgedByATableOfFirms) {
  const Chain chain = clean();
  TermCounts counts;
  counts.firms = 400;
  for (const Node& node : chain.nodes) counts.firms_with["term of " + node.id] = 1;
  EXPECT_EQ(told_with(chain, counts), Told{});
  counts.firms_with["term of a"] = 20;  // 5%
  counts.firms_with["term of b"] = 19;
  counts.firms_with["term of c"] = 0;
  counts.firms_with.erase("term of d");
  EXPECT_EQ(told_with(chain, counts),
            (Told{{"common-term", "a/term of a"}, {"absent-term", "c"}, {"absent-term", "d"}}));
  counts.firms = 401;
  EXPECT_EQ(told_with(chain, counts), (Told{{"absent-term", "c"}, {"absent-term", "d"}}));
}

TEST(Lint, AWaiverOfAWordIsIdleOnlyWhereATableIsGiven) {
  Chain chain = clean();
  chain.waivers = {{"absent-term", "a", "本地没有"}};
  EXPECT_EQ(told(chain), Told{});
  TermCounts counts;
  counts.firms = 1;
  for (const Node& node : chain.nodes) counts.firms_with["term of " + node.id] = 1;
  EXPECT_EQ(told_with(chain, counts), (Told{{"unused-waiver", "absent-term a"}}));
}

TEST(Lint, AWaiverTakesItsWarningAwayAndAnIdleOneIsTold) {
  Chain chain = clean();
  chain.links.push_back(join("g", "e"));
  chain.waivers = {{"cycle", "e", "回炉"}, {"cycle", "z", "回炉"}};
  EXPECT_EQ(told(chain), (Told{{"unused-waiver", "cycle z"}}));
}

}  // namespace
}  // namespace liantu::lint_test
