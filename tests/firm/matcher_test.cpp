// Matching by cases worked out by hand, over a chain of three nodes.
#include "liantu/firm/matcher.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace liantu::matcher_test {
namespace {

Node node(const std::string& id, Role role, std::vector<std::string> terms, std::vector<std::string> industry) {
  Node out;
  out.id = id;
  out.name = id;
  out.role = role;
  out.terms = std::move(terms);
  out.industry = std::move(industry);
  return out;
}

class MatcherTest : public testing::Test {
 protected:
  MatcherTest() : m_atlas(chains()), m_matcher(m_atlas, m_classification, MatchPolicy{}) {}

  static std::vector<Chain> chains() {
    Chain chain;
    chain.id = "q";
    chain.name = "q";
    chain.nodes = {node("mine", Role::mine, {"石英岩"}, {"1019"}),
                   node("sand", Role::make, {"石英砂", "quartz sand"}, {"3099"}),
                   node("glass", Role::make, {"石英砂滤料"}, {"3099"}),
                   node("brick", Role::make, {"石英砖"}, {"3099"}),
                   node("trade", Role::trade, {"石英制品"}, {"5199"}),
                   node("design", Role::serve, {"石英砂设计"}, {"7491"}),
                   node("testing", Role::serve, {"石英检测服务"}, {"7491"}),
                   node("quality", Role::serve, {"石英"}, {"7491"})};
    chain.nodes[1].not_terms = {"石英砂漆"};
    return {chain};
  }

  // "node:confidence" of each match.
  double confidence(const Firm& firm, const std::string& id) const {
    for (const Match& match : m_matcher.match(firm)) {
      if (m_atlas.node(match.node).id == id) return match.value();
    }
    return 0;
  }

  static Firm with_scope(const std::string& scope) {
    Firm firm;
    firm.name = "某厂";
    firm.scope = scope;
    return firm;
  }

  static Classification with_words(Classification classification) {
    classification.read_words("word,classes\n矿物制品,3099\n矿石,1019\n矿渣,1019 3099\n", "w");
    return classification;
  }

  Classification m_classification = with_words(Classification::read(
      "code,section,name\n10,B,非金属矿采选业\n1019,B,粘土及其他土砂石开采\n30,C,非金属矿物制品业\n3099,C,"
      "其他非金属矿物制品制造\n51,F,批发业\n5199,F,其他未列明批发业\n74,M,专业技术服务业\n7491,M,工业设计服务\n",
      "t"));
  Atlas m_atlas;
  Matcher m_matcher;
};

TEST_F(MatcherTest, MadeIsConfidentWhereverItStands) {
  EXPECT_DOUBLE_EQ(confidence(with_scope("石英砂生产、销售"), "sand"), 0.95);
  EXPECT_DOUBLE_EQ(confidence(with_scope("玩具、建材制造；钢材销售；石英砂生产、销售"), "sand"), 0.95);
}

TEST_F(MatcherTest, FormsOfATermAreOne) {
  EXPECT_DOUBLE_EQ(confidence(with_scope("石英砂製造"), "sand"), 0.95);
  EXPECT_DOUBLE_EQ(confidence(with_scope("ＱＵＡＲＴＺ　ＳＡＮＤ制造"), "sand"), 0.95);
}

TEST_F(MatcherTest, ResearchedOrWithoutVerbIsLess) {
  EXPECT_NEAR(confidence(with_scope("石英砂研发"), "sand"), 0.95 * 0.3, 1e-4);
  EXPECT_NEAR(confidence(with_scope("石英砂"), "sand"), 0.95 * 0.8, 1e-4);
}

TEST_F(MatcherTest, AFurtherProductAddsToIt) {
  EXPECT_NEAR(confidence(with_scope("石英砂制造；石英砂加工"), "sand"), 1 - 0.05 * 0.9, 1e-4);
}

TEST_F(MatcherTest, ATradeNodeWantsGoodsOfOthers) {
  EXPECT_NEAR(confidence(with_scope("石英制品批发"), "trade"), 0.95, 1e-4);
  EXPECT_NEAR(confidence(with_scope("石英制品生产、销售"), "trade"), 0.95 * 0.3, 1e-4);
}

// 矿物制品 is a word for 3099, which three nodes carry; 矿石开采 for 1019, which one does.
TEST_F(MatcherTest, AWordForAClassIsSharedAmongItsNodes) {
  const Firm firm = with_scope("矿物制品制造");
  EXPECT_NEAR(confidence(firm, "sand"), 0.2 / 3, 1e-4);
  EXPECT_NEAR(confidence(firm, "glass"), 0.2 / 3, 1e-4);
  EXPECT_TRUE(m_matcher.match(firm).front().code_only);
  EXPECT_EQ(m_matcher.match(firm).front().evidence.front().rule, EvidenceRule::class_word);
  EXPECT_EQ(confidence(with_scope("矿物制品销售"), "sand"), 0);
}

// Of the firms that name 矿渣, two thirds are in the class that is named first.
TEST_F(MatcherTest, AWordForTwoClassesSpeaksMoreForTheFirst) {
  const Firm firm = with_scope("矿渣开采、制造");
  EXPECT_NEAR(confidence(firm, "mine"), 0.2 * 2 / 3, 1e-4);
  EXPECT_NEAR(confidence(firm, "sand"), 0.2 * 1 / 3 / 3, 1e-4);
}

TEST_F(MatcherTest, OtherWordsOfTheGroupSupport) {
  EXPECT_NEAR(confidence(with_scope("石英砂、矿物制品制造"), "sand"), 1 - 0.05 * (1 - 0.2 / 3) * 0.8, 1e-4);
}

TEST_F(MatcherTest, ATermThatRunsIntoAVerbHidesNoShorterOne) {
  EXPECT_DOUBLE_EQ(confidence(with_scope("石英砂设计、生产"), "sand"), 0.95);
  EXPECT_DOUBLE_EQ(confidence(with_scope("石英砂设计、生产"), "design"), 0.95);
  EXPECT_EQ(confidence(with_scope("石英砂设计"), "sand"), 0);
  EXPECT_DOUBLE_EQ(confidence(with_scope("石英检测服务"), "testing"), 0.95);
  EXPECT_EQ(confidence(with_scope("石英检测服务"), "quality"), 0);  // a shorter term of the same role
}

TEST_F(MatcherTest, WeakMatchesAreLeftOutOnDemandAndConfidenceIsTheSameWithoutEvidence) {
  Firm firm = with_scope("石英砂、矿物制品制造");
  firm.industry_code = "3099";
  Matcher::Memory memory;
  std::vector<Match> bare;
  m_matcher.match(firm, memory, bare, Detail::confidence, 0.5);
  ASSERT_EQ(bare.size(), 1U);
  EXPECT_EQ(bare[0].value(), confidence(firm, "sand"));
  EXPECT_TRUE(bare[0].evidence.empty());
}

TEST_F(MatcherTest, TheRegisteredClassThenWhatTheTextSaysFirst) {
  Firm firm = with_scope("石英岩开采；石英砂制造");
  auto matches = m_matcher.match(firm);
  order_by_prominence(m_atlas, matches);
  EXPECT_EQ(m_atlas.node(matches.front().node).id, "mine");
  firm.industry_code = "3099";
  matches = m_matcher.match(firm);
  order_by_prominence(m_atlas, matches);
  EXPECT_EQ(m_atlas.node(matches.front().node).id, "sand");
  EXPECT_EQ(m_atlas.node(matches.at(1).node).id, "mine");  // before other nodes of the class that came first
}

TEST_F(MatcherTest, OnlyTradedIsNotMade) { EXPECT_EQ(confidence(with_scope("石英砂销售"), "sand"), 0); }

TEST_F(MatcherTest, LongestTermWins) {
  EXPECT_EQ(confidence(with_scope("石英砂滤料制造"), "sand"), 0);
  EXPECT_GT(confidence(with_scope("石英砂滤料制造"), "glass"), 0.8);
}

TEST_F(MatcherTest, NotTermsAndNegationsDoNotCount) {
  EXPECT_EQ(confidence(with_scope("石英砂漆生产"), "sand"), 0);
  EXPECT_EQ(confidence(with_scope("矿产品加工（不含石英砂）"), "sand"), 0);
}

TEST_F(MatcherTest, AModifierCountsLess) { EXPECT_LT(confidence(with_scope("石英砂烘干机制造"), "sand"), 0.5); }

TEST_F(MatcherTest, AThresholdLeavesOutWhatIsBelowItAndNothingElse) {
  using Told = std::set<std::pair<NodeIndex, Confidence>>;
  Matcher::Memory memory;
  std::vector<Match> quick;
  std::size_t told = 0;
  for (const std::string scope : {"", "矿物制品制造", "矿石开采、矿物制品制造", "石英砂、矿物制品制造", "石英砂设计"}) {
    for (const std::string code : {"", "3099", "309", "30", "1019", "7491"}) {
      Firm firm = with_scope(scope);
      firm.industry_code = code;
      m_matcher.match(firm, memory, quick, Detail::evidence);
      const std::vector<Match> all = quick;
      for (double least = 0; least < 0.5; least += 0.005) {
        m_matcher.match(firm, memory, quick, Detail::confidence, least);
        Told wanted;
        for (const Match& match : all) {
          if (match.value() >= least) wanted.emplace(match.node, match.confidence);
        }
        Told found;
        for (const Match& match : quick) found.emplace(match.node, match.confidence);
        ASSERT_EQ(found, wanted) << scope << ' ' << code << ' ' << least;
        told += found.size();
      }
    }
  }
  EXPECT_GT(told, 1000U);
}

TEST_F(MatcherTest, ACodeAloneNeverExceedsSuspected) {
  Firm firm = with_scope("");
  firm.industry_code = "3099";
  EXPECT_LT(confidence(firm, "sand"), 0.5);
  firm.industry_code = "1019";
  EXPECT_LT(confidence(firm, "mine"), CoveragePolicy{}.c_high);
  EXPECT_TRUE(m_matcher.match(firm).front().code_only);
}

TEST_F(MatcherTest, EvidencePointsIntoTheCell) {
  Firm firm = with_scope("许可项目：建材销售；一般项目：石英砂加工");
  const auto matches = m_matcher.match(firm);
  ASSERT_EQ(matches.size(), 1U);
  const Evidence& evidence = matches.front().evidence.front();
  EXPECT_EQ(evidence.text, "石英砂");
  EXPECT_EQ(evidence.start, 15U);
  EXPECT_EQ(evidence.length, 3U);
}

TEST_F(MatcherTest, WhatCameBeforeLeavesNoTrace) {
  Matcher::Memory memory;
  std::vector<Match> out;
  Firm large = with_scope("石英岩开采；石英砂、石英砂滤料、石英砖、矿物制品制造；石英制品批发");
  large.industry_code = "3099";
  const Firm small = with_scope("石英砂研发");
  for (const Firm& firm : std::vector<Firm>{large, small, large, small}) {
    m_matcher.match(firm, memory, out, Detail::evidence);
    const auto fresh = m_matcher.match(firm);
    ASSERT_EQ(out.size(), fresh.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
      EXPECT_EQ(out[i].node, fresh[i].node);
      EXPECT_EQ(out[i].confidence, fresh[i].confidence);
      EXPECT_EQ(out[i].prominence, fresh[i].prominence);
      EXPECT_EQ(out[i].evidence.size(), fresh[i].evidence.size());
    }
  }
}

// More firms than are looked at together, and one too long for that.
TEST_F(MatcherTest, ManyFirmsAreMatchedAsOneByOne) {
  std::string long_scope = "石英砂研发";
  while (long_scope.size() < 100'000) long_scope += "；石英砖批发";
  std::vector<Firm> firms;
  for (int i = 0; i < 50; ++i) {
    firms.push_back(with_scope(i == 20      ? long_scope
                               : i % 5 == 0 ? ""
                               : i % 5 == 1 ? "石英岩开采；石英砂、石英砂滤料制造"
                               : i % 5 == 2 ? "矿物制品制造"
                                            : "石英砂研发（依法须经批准的项目，经相关部门批准后方可开展经营活动）"));
    if (i % 3 == 0) firms.back().name = "石英砂厂";
    if (i % 4 == 0) firms.back().products = "石英砖、石英砂";
    if (i % 7 == 0) firms.back().industry_code = "3099";
  }
  Matcher::Memory memory;
  for (const Detail detail : {Detail::evidence, Detail::confidence}) {
    std::vector<std::vector<Match>> all(60, std::vector<Match>(2));
    m_matcher.match(firms, memory, all, detail);
    ASSERT_EQ(all.size(), 60U);
    EXPECT_EQ(all.back().size(), 2U);
    std::size_t matches = 0;
    for (std::size_t f = 0; f < firms.size(); ++f) {
      std::vector<Match> alone;
      Matcher::Memory fresh;
      m_matcher.match(firms[f], fresh, alone, detail);
      ASSERT_EQ(all[f].size(), alone.size()) << f;
      for (std::size_t i = 0; i < alone.size(); ++i) {
        EXPECT_EQ(all[f][i].node, alone[i].node);
        EXPECT_EQ(all[f][i].confidence, alone[i].confidence);
        EXPECT_EQ(all[f][i].prominence, alone[i].prominence);
        EXPECT_EQ(all[f][i].evidence.size(), alone[i].evidence.size());
      }
      matches += alone.size();
    }
    EXPECT_GT(matches, 40U);
  }
}

TEST_F(MatcherTest, ClausesThatComeAgainAreMatchedAsTheFirstTime) {
  std::istringstream words(
      "石英砂制造 石英砂、 石英砖 销售 （不含石英岩 ） ( ； ； ； ； ; 批发： 一般项目： 许可项目： 石英岩开采 "
      "矿物制品 "
      "研发 石英砂滤料 【 】 除石英砂外 的 。 行政许可项目：");
  const std::vector<std::string> pieces{std::istream_iterator<std::string>(words), {}};
  auto next = [state = std::uint32_t{1}](std::size_t below) mutable {
    state = state * 1664525U + 1013904223U;
    return (state >> 8U) % below;
  };
  std::vector<Firm> firms;
  for (int i = 0; i < 4000; ++i) {
    std::string scope;
    for (std::size_t n = next(14); n > 0; --n) scope += pieces[next(pieces.size())];
    firms.push_back(with_scope(scope));
    if (i % 3 == 0) firms.back().industry_code = "3099";
  }
  MatchPolicy other_policy;
  other_policy.scope_term = 0.5;
  const Matcher other(m_atlas, m_classification, other_policy);
  Matcher::Memory memory;
  std::vector<std::vector<Match>> quick;
  std::size_t told = 0;
  for (const Matcher* const matcher : std::array<const Matcher*, 4>{&m_matcher, &m_matcher, &other, &m_matcher}) {
    matcher->match(firms, memory, quick, Detail::confidence);
    Matcher::Memory no_memo;
    for (std::size_t f = 0; f < firms.size(); ++f) {
      std::vector<Match> full;
      matcher->match(firms[f], no_memo, full, Detail::evidence);
      std::sort(quick[f].begin(), quick[f].end(), [](const Match& a, const Match& b) { return a.node < b.node; });
      ASSERT_EQ(quick[f].size(), full.size()) << firms[f].scope;
      for (std::size_t i = 0; i < full.size(); ++i) {
        ASSERT_EQ(quick[f][i].node, full[i].node) << firms[f].scope;
        ASSERT_EQ(quick[f][i].confidence, full[i].confidence) << firms[f].scope;
        ASSERT_EQ(quick[f][i].code_only, full[i].code_only) << firms[f].scope;
      }
      told += full.size();
    }
  }
  EXPECT_GT(told, firms.size());
}

TEST_F(MatcherTest, ATermThatHoldsASemicolonIsFoundTheSecondTimeToo) {
  std::vector<Chain> chain = chains();
  chain[0].nodes[3].terms.emplace_back("石英；砖");
  const Atlas atlas(std::move(chain));
  const Matcher matcher(atlas, m_classification, MatchPolicy{});
  Matcher::Memory memory;
  std::vector<Match> matches;
  for (int i = 0; i < 4; ++i) {
    matcher.match(with_scope("建材、石英；砖制造；运输"), memory, matches, Detail::confidence);
    EXPECT_TRUE(std::any_of(matches.begin(), matches.end(), [&](const Match& match) {
      return atlas.node(match.node).id == "brick";
    })) << i;
  }
}

TEST_F(MatcherTest, EvidenceThatAPolicyTurnsOffSaysNothing) {
  MatchPolicy policy;
  policy.scope_term = 0;
  policy.name_term = 0;
  const Matcher matcher(m_atlas, m_classification, policy);
  Firm firm = with_scope("石英砂制造");
  firm.name = "石英砂矿物制品厂";
  for (const Match& match : matcher.match(firm)) EXPECT_LE(match.value(), 0.2);
}

}  // namespace
}  // namespace liantu::matcher_test
