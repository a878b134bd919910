// Candidates from outside: the two orders, who is here already, and where they gather.
#include "liantu/promotion/candidates.hpp"

#include "analysis/analysis_fixture.hpp"

#include <gtest/gtest.h>

namespace liantu {
namespace {

using test::World;

Firm outside(std::uint64_t row, const std::string& name, const std::string& city = "",
             SizeClass size = SizeClass::unknown) {
  Firm out;
  out.row = row;
  out.name = name;
  out.province = city.empty() ? "" : "p";
  out.city = city;
  out.size = size;
  return out;
}

struct Pool {
  World w{"a b c", ""};
  CandidatePool pool{w.atlas.node_count(), 3};
  std::uint64_t row = 1;

  Pool() { pool.begin({}); }
  void add(Firm firm, const std::vector<std::string>& nodes, Confidence confidence = 9000, std::string growth = "",
           std::string source = "") {
    firm.row = ++row;
    std::vector<Match> matches;
    for (const std::string& node : nodes) matches.push_back(Match{w.at(node), confidence, false, {}});
    pool.add(firm, matches, 0.8, std::move(growth), std::move(source));
  }
  std::vector<std::string> names(const std::vector<const CandidateMatch*>& order) {
    std::vector<std::string> out;
    for (const CandidateMatch* match : order) out.push_back(match->firm->name);
    return out;
  }
};

TEST(Candidates, StandingGoesBeforeSizeAndSizeBeforeConfidence) {
  Pool p;
  p.add(outside(0, "small", "", SizeClass::small), {"a"}, 9900);
  Firm listed = outside(0, "listed", "", SizeClass::small);
  listed.listed = true;
  p.add(listed, {"a"}, 8000);
  p.add(outside(0, "large", "", SizeClass::large), {"a"}, 8500);
  p.pool.finish();
  EXPECT_EQ(p.names(by_standing(p.pool.of(p.w.at("a")))), (test::Ids{"listed", "large", "small"}));
  p.pool.kept()[0]->here = true;
  EXPECT_EQ(by_standing(p.pool.of(p.w.at("a"))).back()->firm->name, p.pool.kept()[0]->name);
}

TEST(Candidates, WhatIsNotSureIsNone) {
  Pool p;
  p.add(outside(0, "x"), {"a"}, 7900);
  p.pool.finish();
  EXPECT_EQ(p.pool.count(p.w.at("a")), 0U);
  EXPECT_EQ(p.pool.tables()[0].matched, 0U);
  EXPECT_EQ(p.pool.tables()[0].firms, 1U);
}

TEST(Candidates, OneOfTwoTablesIsTakenOnce) {
  Pool p;
  p.add(outside(0, "x"), {"a"});
  p.pool.begin({});
  p.add(outside(0, "x"), {"a"});
  p.pool.finish();
  EXPECT_EQ(p.pool.count(p.w.at("a")), 1U);
  EXPECT_EQ(p.pool.tables()[1].matched, 0U);
}

TEST(Candidates, CountsAllAndKeepsTheBest) {
  Pool p;
  for (int i = 0; i < 20; ++i) p.add(outside(0, "f" + std::to_string(i)), {"a"}, static_cast<Confidence>(8000 + i));
  p.pool.finish();
  EXPECT_EQ(p.pool.count(p.w.at("a")), 20U);
  EXPECT_EQ(p.names(by_standing(p.pool.of(p.w.at("a")))), (test::Ids{"f19", "f18", "f17"}));
}

TEST(Candidates, FitGoesByPoints) {
  Pool p;
  const HomePlace home{"p", "here"};
  Firm large = outside(0, "large", "far", SizeClass::large);
  large.listed = true;
  p.add(large, {"a"});
  p.add(outside(0, "near", "here", SizeClass::medium), {"a"});                                 // near, size: 2
  p.add(outside(0, "growing", "far", SizeClass::medium), {"a"}, 9000, "two lines", "notice");  // growth, size: 3
  p.pool.finish();
  EXPECT_EQ(p.names(by_fit(p.pool.of(p.w.at("a")), home)), (test::Ids{"growing", "near", "large"}));
  Candidate rumour;
  rumour.growth = "said to grow";
  EXPECT_TRUE(fits(rumour, home).empty());  // a sign without a source is none
  rumour.province = "p";
  EXPECT_TRUE(fits(rumour, home).empty());
  EXPECT_EQ(fits(rumour, {"p", ""}), std::set{Fit::near});
  EXPECT_TRUE(fits(rumour, {}).empty());
}

TEST(Candidates, ForeignByKindOfFirm) {
  Pool p;
  Firm firm = outside(0, "x");
  firm.firm_type = "有限责任公司（港澳台投资、非独资）";
  p.add(firm, {"a"});
  firm = outside(0, "y");
  firm.firm_type = "有限责任公司(自然人投资或控股)";
  p.add(firm, {"a"});
  p.pool.finish();
  for (const Candidate* c : p.pool.kept()) EXPECT_EQ(c->foreign, c->name == "x");
}

// Of 4 firms in s three are of a or b, of 6 in t three, of 2 in u two; 8 of 12 in all. Quotients: s 3/4 over 2/3
// = 1.125; t 1/2 over 2/3, below 1; u has too few.
TEST(Candidates, GatherWhereTheirShareIsLarger) {
  Pool p;
  for (int i = 0; i < 3; ++i) p.add(outside(0, "s" + std::to_string(i), "s"), {i == 0 ? "b" : "a"});
  p.add(outside(0, "s3", "s"), {"c"});
  for (int i = 0; i < 3; ++i) p.add(outside(0, "t" + std::to_string(i), "t"), {"a", "b"});
  for (int i = 3; i < 6; ++i) p.add(outside(0, "t" + std::to_string(i), "t"), {});
  for (int i = 0; i < 2; ++i) p.add(outside(0, "u" + std::to_string(i), "u"), {"a"});
  for (int i = 0; i < 9; ++i) p.add(outside(0, "n" + std::to_string(i)), {"a"});  // nobody knows where
  p.pool.finish();
  const auto found = p.pool.gatherings({p.w.at("a"), p.w.at("b")});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].region, "p/s");
  EXPECT_EQ(found[0].firms, 3U);
  EXPECT_DOUBLE_EQ(found[0].quotient, 1.125);
  EXPECT_TRUE(p.pool.gatherings({}).empty());
}

}  // namespace
}  // namespace liantu
