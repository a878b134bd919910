// States that rest on firms whose match somebody verified.
#include "liantu/analysis/coverage.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

namespace liantu::verified_test {
namespace {

class Node0 {
 public:
  Node0& firm(bool verified, int confidence = 9000, bool above_scale = false, bool abnormal = false) {
    Firm firm;
    firm.above_scale = above_scale;
    firm.abnormal = abnormal;
    Match match;
    match.confidence = static_cast<Confidence>(verified ? certain : confidence);
    if (verified) match.verified = std::make_shared<Verified>();
    m_coverage.add(firm, {match}, m_policy);
    return *this;
  }
  [[nodiscard]] State state() const { return state_of(m_coverage[0], true, m_policy); }
  [[nodiscard]] bool verified() const { return rests_on_verified(m_coverage[0], m_policy); }
  [[nodiscard]] std::uint64_t count() const { return m_coverage[0].verified; }

 private:
  Coverage m_coverage{1};
  CoveragePolicy m_policy;
};

TEST(VerifiedStates, RestOnVerifiedFirmsOnlyWhereThoseAloneMakeThem) {
  EXPECT_FALSE(Node0().verified());
  EXPECT_FALSE(Node0().firm(false).verified());
  EXPECT_TRUE(Node0().firm(true).verified());                           // weak by one
  EXPECT_TRUE(Node0().firm(true).firm(false).verified());               // weak by two, one would do
  EXPECT_FALSE(Node0().firm(true).firm(false).firm(false).verified());  // present by three
  EXPECT_TRUE(Node0().firm(true).firm(true).firm(true).firm(false).verified());
  EXPECT_TRUE(Node0().firm(true, 0, true).firm(false).verified());  // present by one above scale
  EXPECT_FALSE(Node0().firm(true).firm(false, 9000, true).verified());
}

TEST(VerifiedStates, ADoubtfulFirmBesideAVerifiedOneChangesNothing) {
  const Node0 node = Node0().firm(true).firm(false, 3000);
  EXPECT_EQ(node.state(), State::weak);
  EXPECT_TRUE(node.verified());
  EXPECT_EQ(node.count(), 1U);
}

TEST(VerifiedStates, AVerifiedFirmThatIsFlaggedStaysFlagged) {
  const Node0 node = Node0().firm(true, 0, true, true);
  EXPECT_EQ(node.state(), State::weak);
  EXPECT_TRUE(node.verified());
}

}  // namespace
}  // namespace liantu::verified_test
