// 本地配套率: from what firms say that they buy, never of fewer than three.
#include "liantu/analysis/purchases.hpp"

#include "analysis/analysis_fixture.hpp"

#include <gtest/gtest.h>

namespace liantu::purchases_test {
namespace {

using test::World;

Firm buyer(std::optional<double> all, std::optional<double> here) {
  Firm out;
  out.purchases = all;
  out.local_purchases = here;
  return out;
}

struct Counted {
  World w{std::vector<Chain>{test::chain("p", "a b", ""), test::chain("q", "c", "")}};
  Purchases purchases{w.atlas};

  void add(const Firm& firm, const std::vector<std::string>& nodes, Confidence confidence = 10000) {
    std::vector<Match> matches;
    for (const std::string& node : nodes) matches.push_back(Match{w.at(node), confidence, false, {}});
    purchases.add(w.atlas, firm, matches, w.policy.coverage);
  }
  std::optional<double> node(const std::string& key) { return purchases.of_node(w.at(key)).rate(); }
};

TEST(Purchases, IsTheShareOfAllThatIsBought) {
  Counted c;
  c.add(buyer(100, 50), {"p:a"});
  c.add(buyer(300, 0), {"p:a"});
  EXPECT_EQ(c.node("p:a"), std::nullopt);  // two firms: each could work out the other's
  c.add(buyer(100, 100), {"p:a", "p:b", "q:c"});
  EXPECT_DOUBLE_EQ(*c.node("p:a"), 0.3);
  EXPECT_EQ(c.node("p:b"), std::nullopt);
  c.add(buyer(500, 0), {"p:a", "p:b"});
  EXPECT_EQ(c.purchases.of_chain(0).firms, 4U);  // a firm of two nodes once
  EXPECT_DOUBLE_EQ(*c.purchases.of_chain(0).rate(), 0.15);
  EXPECT_EQ(c.purchases.of_chain(1).firms, 1U);
}

TEST(Purchases, LeavesOutWhatCannotBe) {
  Counted c;
  c.add(buyer(100, {}), {"p:a"});
  c.add(buyer({}, 10), {"p:a"});
  c.add(buyer(100, 101), {"p:a"});
  c.add(buyer(100, 10), {"p:a"}, 6000);  // not surely of the node
  EXPECT_EQ(c.purchases.of_node(c.w.at("p:a")).firms, 0U);
  for (int i = 0; i < 3; ++i) c.add(buyer(0, 0), {"p:a"});
  EXPECT_EQ(c.purchases.of_node(c.w.at("p:a")).firms, 3U);
  EXPECT_EQ(c.node("p:a"), std::nullopt);  // nothing is bought
}

}  // namespace
}  // namespace liantu::purchases_test
