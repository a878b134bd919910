// How many firms have a term: each firm once, in any of its texts, and the longest term wins.
#include "liantu/firm/term_counter.hpp"

#include "liantu/chain/chain_json.hpp"

#include <gtest/gtest.h>

namespace liantu::term_counter_test {
namespace {

TEST(TermCounter, CountsFirmsNotHits) {
  const Atlas atlas({read_chain(R"({"schema_version": 1, "id": "q", "name": "石英",
    "nodes": [{"id": "sand", "name": "砂", "stage": "upstream", "segment": "砂", "role": "make",
               "terms": ["石英", "石英砂", "ABC砂"], "not_terms": ["石英钟"], "basis": "judgement"}]})",
                                "q.json")});
  TermCounter counter(atlas);
  Firm scope;
  scope.scope = "石英砂、石英砂、石英、石英钟；ＡＢＣ砂";
  Firm name;
  name.name = "某石英钟厂";
  Firm products;
  products.products = "石英";
  for (const Firm* firm : {&scope, &name, &products}) counter.add(*firm);
  const TermCounts counts = counter.counts();
  EXPECT_EQ(counts.firms, 3U);
  EXPECT_EQ(counts.firms_with.at("石英"), 2U);
  EXPECT_EQ(counts.firms_with.at("石英砂"), 1U);
  EXPECT_EQ(counts.firms_with.at("abc砂"), 1U);
  EXPECT_EQ(counts.firms_with.at("石英钟"), 2U);
}

}  // namespace
}  // namespace liantu::term_counter_test
