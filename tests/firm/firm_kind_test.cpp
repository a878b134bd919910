#include "liantu/firm/firm_kind.hpp"

#include <gtest/gtest.h>

namespace liantu::firm_kind_test {
namespace {

TEST(FirmKinds, GoByTheNamesEndingThenTheType) {
  EXPECT_EQ(kind_of("某县绿野种植专业合作社", ""), FirmKind::cooperative);
  EXPECT_EQ(kind_of("某县绿野种植农民专业合作社联合社", ""), FirmKind::cooperative);
  EXPECT_EQ(kind_of("某县绿野种植", "农民专业合作社"), FirmKind::cooperative);
  EXPECT_EQ(kind_of("某县老张家庭农场", "个体工商户"), FirmKind::family_farm);
  EXPECT_EQ(kind_of("某县老张家庭农场（个体工商户）", ""), FirmKind::family_farm);
  EXPECT_EQ(kind_of("某县老张家庭农场有限公司", ""), FirmKind::company);
  EXPECT_EQ(kind_of("某县老张", "个体"), FirmKind::individual);
  EXPECT_EQ(kind_of("某县老张竹器（个体工商户）", ""), FirmKind::individual);
  EXPECT_EQ(kind_of("某县老张竹器(老张)（个体工商户)", ""), FirmKind::individual);
  EXPECT_EQ(kind_of("某县老张（竹器）店 (东街）", ""), FirmKind::individual);
  EXPECT_EQ(kind_of("某县老张竹器店东街）", ""), FirmKind::company);
  EXPECT_EQ(kind_of("某县老张竹器店", ""), FirmKind::individual);
  EXPECT_EQ(kind_of("某县老张竹器店", "有限责任公司"), FirmKind::company);
  EXPECT_EQ(kind_of("某县竹器有限公司第一商店", ""), FirmKind::company);
  EXPECT_EQ(kind_of("某县竹器有限公司", ""), FirmKind::company);
  EXPECT_EQ(kind_of("合作社服务有限公司", "有限责任公司(自然人独资)"), FirmKind::company);
  EXPECT_EQ(kind_of("", ""), FirmKind::company);
  EXPECT_EQ(kind_of(")", ""), FirmKind::company);
}

}  // namespace
}  // namespace liantu::firm_kind_test
