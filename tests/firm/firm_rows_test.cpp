// Firms from rows that come from elsewhere than a file: JSON, and what a caller hands over.
#include "table_files.hpp"

namespace liantu::test::firm_rows_test {
namespace {

Reading firms_of_rows(const RowSource& rows) {
  Reading out;
  out.report = read_firms("rows", rows, {}, column_names(), standard(), [&](std::vector<Firm>& batch) {
    for (auto& firm : batch) out.firms.push_back(std::move(firm));
  });
  return out;
}

Reading firms_of_json(std::string_view text) { return firms_of_rows(json_rows(text, "firms")); }

std::string json_refusal(std::string_view text) {
  return refusal([&] { (void)firms_of_json(text); });
}

TEST(FirmRows, JsonGivesTheFirmsAndTheFingerprintOfTheSameTable) {
  const Reading csv = firms_of_csv(
      "企业名称,所属城市,行业代码,经营范围,参保人数,规上企业\n甲公司,扬州市,3825,\"石英砂加工\n销售\",12,是\n乙公司,,,,"
      ",\n");
  const Reading json = firms_of_json(
      R"([{"企业名称": "甲公司", "所属城市": "扬州市", "行业代码": "3825", "经营范围": "石英砂加工\r\n销售", "参保人数": 12,
           "规上企业": true}, {"企业名称": "乙公司", "规上企业": null}])");
  ASSERT_EQ(json.firms.size(), 2U);
  EXPECT_EQ(json.report.fingerprint, csv.report.fingerprint);
  EXPECT_EQ(json.report.form.kind, "json");
  EXPECT_EQ(json.report.form.rows, 3U);
  EXPECT_EQ(json.firms[0].scope, csv.firms[0].scope);
  EXPECT_EQ(json.firms[0].insured_staff, 12);
  EXPECT_EQ(json.firms[0].above_scale, csv.firms[0].above_scale);
}

TEST(FirmRows, KeysComeInTheOrderInWhichTheyAreFirstMet) {
  const Reading reading =
      firms_of_json(R"([{"企业名称": "甲公司"}, {"经营范围": "石英砂加工", "企业名称": "乙公司"}])");
  ASSERT_EQ(reading.report.recognised.size(), 2U);
  EXPECT_EQ(reading.report.recognised[0].first, "企业名称");
  EXPECT_EQ(reading.firms.at(1).scope, "石英砂加工");
}

TEST(FirmRows, WhatIsNoArrayOfFlatObjectsIsRefusedByPlace) {
  EXPECT_NE(json_refusal("{}").find("firms: no array"), std::string::npos) << json_refusal("{}");
  EXPECT_NE(json_refusal(R"([{"企业名称": "甲"}, 3])").find("firms: /1: no object"), std::string::npos);
  EXPECT_NE(json_refusal(R"([{"企业名称": ["甲"]}])").find("firms: /0/企业名称: an array or object"),
            std::string::npos);
  EXPECT_NE(json_refusal(R"([{"企业名称": )").find("firms: line 1"), std::string::npos);
  EXPECT_NE(json_refusal("[]").find("the table is empty"), std::string::npos) << json_refusal("[]");
  EXPECT_NE(json_refusal(R"([{"企业名称": "  "}])").find("no row below the header"), std::string::npos);
}

TEST(FirmRows, CellsOfACallerAreMadeGoodUtf8) {
  const Reading reading = firms_of_rows([](const std::function<bool(const TableRow&)>& each) {
    TableRow row;
    row.number = 1;
    row.cells = {"企业名称", "经营范围"};
    if (each(row)) {
      row.number = 2;
      row.cells = {"甲\x01公司", "石英\xFF砂"};
      each(row);
    }
    TableForm form;
    form.kind = "rows";
    return form;
  });
  ASSERT_EQ(reading.firms.size(), 1U);
  EXPECT_TRUE(utf8::valid(reading.firms[0].scope));
  EXPECT_EQ(reading.report.form.bad_bytes, 2U);
  EXPECT_EQ(reading.report.form.kind, "rows");
}

}  // namespace
}  // namespace liantu::test::firm_rows_test
