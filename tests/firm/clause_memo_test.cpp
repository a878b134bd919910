// What a memo of clauses keeps, and when it forgets.
#include "clause_memo.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace liantu::clause_memo_test {
namespace {

using detail::ClassFinding;
using detail::ClauseMemo;
using detail::NodeFinding;

class ClauseMemoTest : public testing::Test {
 protected:
  // Reads a clause as the matcher does, in a round of its own: what it says is its length and its first letter. True
  // where the memo had it.
  bool read(std::string_view text, std::uint64_t matcher = 1) {
    m_memo.begin(matcher);
    std::vector<ClauseMemo::Clause> clauses{{text}};
    m_memo.look_up(clauses);
    std::vector<NodeFinding> nodes(1);  // of a clause before
    std::vector<ClassFinding> classes;
    const bool kept = clauses[0].at != 0;
    if (kept) {
      m_memo.tell(clauses[0], nodes, classes);
    } else {
      NodeFinding& node = nodes.emplace_back();
      node.weight = static_cast<double>(text.size()) / 3;
      node.node = static_cast<NodeIndex>(text.size());
      ClassFinding& word = classes.emplace_back();
      word.weight = 0.1;
      word.code = static_cast<unsigned char>(text.front());
      word.owned = text.size() % 2 == 0;
      m_memo.keep(clauses[0], nodes, 1, classes, 0);
    }
    EXPECT_EQ(nodes.size(), 2U);
    EXPECT_EQ(nodes[1].node, text.size());
    EXPECT_EQ(nodes[1].weight, static_cast<double>(text.size()) / 3);
    EXPECT_EQ(classes.size(), 1U);
    EXPECT_EQ(classes[0].code, text.front());
    EXPECT_EQ(classes[0].owned, text.size() % 2 == 0);
    return kept;
  }

  ClauseMemo m_memo;
};

TEST_F(ClauseMemoTest, KeepsWhatComesASecondTime) {
  EXPECT_FALSE(read("steel pipes"));
  EXPECT_FALSE(read("steel pipes"));
  EXPECT_TRUE(read("steel pipes"));
  EXPECT_TRUE(read("steel pipes"));
  EXPECT_FALSE(read("steel pipe"));
}

TEST_F(ClauseMemoTest, ForgetsForAnotherMatcher) {
  for (int i = 0; i < 3; ++i) (void)read("steel pipes", 1);
  EXPECT_FALSE(read("steel pipes", 2));
  EXPECT_FALSE(read("steel pipes", 1));
}

TEST_F(ClauseMemoTest, KeepsNoLongClause) {
  const std::string text(5000, 'x');
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(read(text));
}

TEST_F(ClauseMemoTest, IsBounded) {
  for (int i = 0; i < 3; ++i) (void)read("steel pipes");
  const std::string filling(500, 'x');
  std::size_t told = 0;
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = filling + std::to_string(i);
    for (int k = 0; k < 3; ++k) told += read(text) ? 1 : 0;
  }
  EXPECT_GT(told, 15'000U);           // as a clause of the same hash in short may be in the way
  EXPECT_FALSE(read("steel pipes"));  // long forgotten
  EXPECT_FALSE(read("steel pipes"));
  EXPECT_TRUE(read("steel pipes"));
}

}  // namespace
}  // namespace liantu::clause_memo_test
