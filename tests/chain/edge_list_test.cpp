// Links that the edge lists of others have, too.
#include "liantu/chain/edge_list.hpp"

#include "liantu/chain/chain_json.hpp"

#include <gtest/gtest.h>

namespace liantu::edge_list_test {
namespace {

Atlas two_nodes() {
  return Atlas({read_chain(R"({"schema_version": 1, "id": "q", "name": "石英",
    "nodes": [{"id": "sand", "name": "石英砂", "stage": "upstream", "segment": "砂", "role": "make", "industry": ["3099"],
               "terms": ["高纯砂"], "basis": "judgement"},
              {"id": "pot", "name": "石英坩埚", "stage": "midstream", "segment": "器", "role": "make", "industry": ["3051"],
               "basis": "judgement"}],
    "links": [{"from": "sand", "to": "pot", "kind": "material", "basis": "judgement"}]})",
                           "q.json")});
}

bool supported(const char* from, const char* to) {
  EdgeList edges;
  edges.add(from, to);
  return edges.supports(two_nodes(), 0);
}

TEST(EdgeList, NamesAreANodesNameOrTerms) {
  EXPECT_TRUE(supported("石英砂", "石英坩埚"));
  EXPECT_TRUE(supported(" 高纯砂 ", "石英坩埚"));
  EXPECT_FALSE(supported("石英", "石英坩埚"));
}

TEST(EdgeList, CodesAreDivisionsGroupsAndClasses) {
  EXPECT_TRUE(supported("3099", "3051"));
  EXPECT_TRUE(supported("309", "30"));
  EXPECT_TRUE(supported("石英砂", "305"));
  EXPECT_FALSE(supported("3", "30"));
  EXPECT_FALSE(supported("3091", "305"));
}

TEST(EdgeList, AnEdgeHasADirection) { EXPECT_FALSE(supported("石英坩埚", "石英砂")); }

TEST(EdgeList, AnEdgeTwiceIsOne) {
  EdgeList edges;
  edges.add("a", "b");
  edges.add("A", "b");
  EXPECT_EQ(edges.size(), 1U);
}

}  // namespace
}  // namespace liantu::edge_list_test
