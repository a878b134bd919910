// The check character of GB 32100-2015.
#include "liantu/firm/credit_code.hpp"

#include <gtest/gtest.h>

#include <string>

namespace liantu::test::credit_code_test {
namespace {

// Published codes: Tencent, Huawei, and the standard's own weights worked out by hand for the last.
TEST(CreditCode, PublishedCodesHold) {
  EXPECT_TRUE(is_credit_code("9144030071526726XG"));
  EXPECT_TRUE(is_credit_code("914403001922038216"));
}

TEST(CreditCode, OneWrongCharacterOrTwoSwappedDoNot) {
  const std::string code = "9144030071526726XG";
  for (std::size_t i = 0; i < code.size(); ++i) {
    std::string wrong = code;
    wrong[i] = wrong[i] == '1' ? '2' : '1';
    EXPECT_FALSE(is_credit_code(wrong)) << wrong;
  }
  EXPECT_FALSE(is_credit_code("9144030017526726XG"));
}

TEST(CreditCode, OtherLengthsAndLettersDoNot) {
  for (const char* code :
       {"", "9", "9144030071526726X", "9144030071526726XGG", "9144030071526726xg", "9144030071526726IO", "9.13E+17"}) {
    EXPECT_FALSE(is_credit_code(code)) << code;
  }
}

}  // namespace
}  // namespace liantu::test::credit_code_test
