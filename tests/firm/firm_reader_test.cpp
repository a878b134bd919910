// From rows to firms: headers, rows left out, duplicates, fingerprints.
#include "table_files.hpp"
#include "workbook_bytes.hpp"

#include "liantu/firm/credit_code.hpp"

#include <unicode/ucnv.h>

#include <set>

namespace liantu::test::firm_reader_test {
namespace {

constexpr const char* code_a = "9144030071526726XG";
constexpr const char* code_b = "914403001922038216";

std::vector<std::string> names_of(const Reading& reading) {
  std::vector<std::string> out;
  for (const auto& firm : reading.firms) out.push_back(firm.name);
  return out;
}

bool noted(const Reading& reading, const std::string& what, const std::string& where) {
  for (const auto& note : reading.report.notes) {
    if (note.message(Lang::en).find(what) != std::string::npos && note.where.find(where) != std::string::npos)
      return true;
  }
  return false;
}

// A table with something of everything that must not depend on its form.
const Grid& mixed_grid() {
  static const Grid grid{
      {"企业名称", "统一社会信用代码", "所属城市", "行业代码", "经营范围", "登记状态", "参保人数", "联系电话"},
      {"甲公司", code_a, "扬州市", "3825", "石英砂加工；\n销售", "存续", "12", "13800000000"},
      {"乙公司", code_b, "扬州市", "乳制品制造", "乳制品,\"生产\"", "在业", "0", "1"},
      {"丙公司", "", "", "", "", "注销", "", ""},
      {"丙（扬州）公司", "", "扬州市", "111", "稻谷种植", "存续", "20-99人", ""},
      {"丙(扬州) 公司", "", "扬州市", "", "又一行", "存续", "", ""},
  };
  return grid;
}

std::string csv_of(const Grid& grid, const std::string& line_end) {
  std::string out;
  for (const auto& row : grid) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      std::string cell = row[i];
      for (auto at = cell.find('"'); at != std::string::npos; at = cell.find('"', at + 2)) cell.insert(at, "\"");
      for (auto at = cell.find('\n'); at != std::string::npos; at = cell.find('\n', at + line_end.size()))
        cell.replace(at, 1, line_end);
      out += (i == 0 ? "\"" : ",\"") + cell + "\"";
    }
    out += line_end;
  }
  return out;
}

std::string in_gb18030(const std::string& text) {
  std::string out(text.size() * 2, '\0');
  UErrorCode error = U_ZERO_ERROR;
  out.resize(static_cast<std::size_t>(ucnv_convert("gb18030", "utf-8", out.data(), static_cast<int32_t>(out.size()),
                                                   text.data(), static_cast<int32_t>(text.size()), &error)));
  return out;
}

// Everything of a reading that must not depend on the form of the table.
std::string summary(const Reading& reading) {
  std::string out = reading.report.fingerprint;
  for (const auto& firm : reading.firms) {
    out += "\n" + std::to_string(firm.row) + "|" + firm.name + "|" + firm.credit_code + "|" + firm.city + "|" +
           firm.industry_code + "|" + firm.scope + "|" + std::string(to_string(firm.size)) + "|" +
           std::string(to_string(firm.size_source)) + (firm.no_staff ? "|0" : "");
  }
  for (const auto& note : reading.report.notes) out += "\n" + note.where + " " + note.found.en;
  return out;
}

TEST(FirmReader, TheSameTableInFiveFormsGivesTheSameFirmsAndFingerprint) {
  const std::string text = csv_of(mixed_grid(), "\n");
  const std::string expected = summary(firms_of(TableFile("a.csv", text)));
  EXPECT_NE(expected.find("|0111|"), std::string::npos) << expected;
  EXPECT_EQ(summary(firms_of(TableFile("a.csv", "\xEF\xBB\xBF" + text))), expected);
  EXPECT_EQ(summary(firms_of(TableFile("a.csv", csv_of(mixed_grid(), "\r\n")))), expected);
  EXPECT_EQ(summary(firms_of(TableFile("a.csv", in_gb18030(text)))), expected);
  EXPECT_EQ(summary(firms_of(TableFile("a.xlsx", workbook_bytes(mixed_grid(), true)))), expected);
  EXPECT_EQ(summary(firms_of(TableFile("a.xlsx", workbook_bytes(mixed_grid(), false)))), expected);
}

TEST(FirmReader, AnotherCellGivesAnotherFingerprintAndADroppedColumnDoesNot) {
  const auto fingerprint = [](const std::string& text) { return firms_of_csv(text).report.fingerprint; };
  const std::string base = fingerprint("企业名称,经营范围,序号\n甲,石英,1\n");
  EXPECT_EQ(base.size(), 16U);
  EXPECT_EQ(fingerprint("企业名称,经营范围,序号\n甲,石英,2\n"), base);
  EXPECT_NE(fingerprint("企业名称,经营范围,序号\n甲,石英砂,1\n"), base);
  EXPECT_NE(fingerprint("企业名称,主要产品,序号\n甲,石英,1\n"), base);
}

// Rows that stand in the file as a plain CSV are taken from there, others are put together cell by cell.
TEST(FirmReader, HowARowIsWrittenDoesNotChangeTheFingerprint) {
  std::string plain = "企业名称,序号,经营范围,主要产品\n";
  std::string quoted = plain;
  std::string blanks = plain;
  std::string tabs = "企业名称\t序号\t经营范围\t主要产品\n";
  for (int row = 0; row < 2000; ++row) {  // more than the first rows, which are kept, and more than is hashed at once
    const std::string name = "甲" + std::to_string(row) + "公司";
    const std::string product = row % 3 == 0 ? "" : "乙\"丙\"";
    plain += name + ",1,石英砂加工," + product + "\n";
    quoted += row % 2 == 0 ? name + ",1,\"石英砂加工\"," + (product.empty() ? "" : "\"乙\"\"丙\"\"\"") + "\n"
                           : "\"" + name + "\",1,石英砂加工," + product + "\n";
    blanks += row % 2 == 0 ? name + " ,1,石英砂加工," + product + "\n" : name + ",1,石英砂加工\u3000," + product + "\n";
    tabs += name + "\t1\t石英砂加工\t" + product + "\n";
  }
  const auto fingerprint = [](const std::string& text) { return firms_of_csv(text).report.fingerprint; };
  const std::string expected = fingerprint(plain);
  EXPECT_EQ(fingerprint(quoted), expected);
  EXPECT_EQ(fingerprint(blanks), expected);
  EXPECT_EQ(fingerprint(tabs), expected);
  EXPECT_EQ(firms_of(TableFile("a.csv", in_gb18030(plain))).report.fingerprint, expected);
  const std::size_t last = plain.rfind("石英砂");
  EXPECT_NE(fingerprint(plain.substr(0, last) + "高岭土" + plain.substr(last + 9)), expected);
}

TEST(FirmReader, ACommaOfACellIsNoneBetweenCellsToTheFingerprint) {
  const std::string header = "企业名称,经营范围,主要产品\n";
  std::set<std::string> found;
  for (const std::string row : {"甲,乙,丙", "甲,\"乙,丙\",", "\"甲,乙\",丙,", "甲,,\"乙,丙\"", "甲,\"\"\"乙\",丙"})
    found.insert(firms_of_csv(header + row + "\n").report.fingerprint);
  EXPECT_EQ(found.size(), 5U);
}

TEST(FirmReader, TheHeaderIsFoundBelowTitlesAndNotes) {
  const Reading reading = firms_of_csv("某县企业名单,,\n单位：万元,,\n\n序号,企业名称,经营范围\n1,甲公司,石英\n");
  ASSERT_EQ(reading.firms.size(), 1U);
  EXPECT_EQ(reading.firms[0].row, 5U);
  EXPECT_EQ(reading.firms[0].scope, "石英");
  EXPECT_EQ(reading.report.dropped_columns, Cells{"序号"});
}

TEST(FirmReader, HeadersAreRecognisedInAnyOrderWidthAndWrapping) {
  const Reading reading = firms_of_csv(
      "\"经 营\n范围\",*企业名称（必填）,２０２４年营业收入（亿元）,统一社会信用代码：\n石英,甲,"
      "1.5," +
      std::string(code_a) + "\n");
  const Firm& firm = reading.firms.at(0);
  EXPECT_EQ(firm.scope, "石英");
  EXPECT_EQ(firm.name, "甲");
  EXPECT_EQ(firm.revenue, 15000);
  EXPECT_EQ(firm.credit_code, code_a);
  EXPECT_EQ(reading.report.recognised.size(), 4U);
  EXPECT_EQ(reading.report.grade(), 'A');
}

TEST(FirmReader, ExportsOfCommercialSitesAreRecognised) {
  const Reading reading = firms_of_csv(
      "系统匹配企业名称,登记状态,法定代表人,注册资本,实缴资本,成立日期,统一社会信用代码,企业（机构）类型,所属省份,"
      "所属城市,所属区县,电话,更多电话,邮箱,更多邮箱,国标行业门类,国标行业大类,国标行业中类,国标行业小类,企业规模,"
      "参保人数,参保人数所属年报,经营范围,曾用名\n"
      "甲公司,存续,张三,100万元人民币,50万元人民币,2016-05-20,,有限责任公司,江苏省,扬州市,宝应县,1,2,3,4,制造业,"
      "电气机械和器材制造业,输配电及控制设备制造,光伏设备及元器件制造,S(小型),12,2023年报,光伏,乙公司\n"
      "未匹配到相关企业,,,,,,,,,,,,,,,,,,,,,,,\n");
  const Firm& firm = reading.firms.at(0);
  EXPECT_EQ(firm.industry_code, "3825");
  EXPECT_EQ(firm.industry_name, "光伏设备及元器件制造");
  EXPECT_EQ(firm.county, "宝应县");
  EXPECT_EQ(firm.firm_type, "有限责任公司");
  EXPECT_EQ(reading.report.not_firms, 1U);
  EXPECT_EQ(reading.report.personal_columns, (Cells{"法定代表人", "电话", "更多电话", "邮箱", "更多邮箱"}));
  EXPECT_EQ(reading.report.dropped_columns, (Cells{"参保人数所属年报", "曾用名"}));
  EXPECT_EQ(reading.report.grade(), 'C');
}

TEST(FirmReader, PersonalColumnsNeverReachAFirmEvenIfAsked) {
  const std::string table = "企业名称,法人,联系电话,经营范围\n甲,张三,138,石英\n";
  const Reading reading = firms_of_csv(table);
  EXPECT_EQ(reading.report.personal_columns, (Cells{"法人", "联系电话"}));
  FirmOptions keep;
  keep.keep_columns = {"联系电话"};
  EXPECT_NE(firms_refusal(table, keep).find("personal column, never kept"), std::string::npos);
  FirmOptions column;
  column.columns = {{"法人", Field::products}};
  EXPECT_NE(firms_refusal(table, column).find("personal column"), std::string::npos);
}

TEST(FirmReader, KeptColumnsComeAsTheyStand) {
  FirmOptions options;
  options.keep_columns = {"备注", "经营范围"};
  const Reading reading = firms_of_csv("企业名称,备注,经营范围,其他\n甲, 老厂 ,石英,x\n乙\n", options);
  EXPECT_EQ(reading.firms[0].kept,
            (std::vector<std::pair<std::string, std::string>>{{"备注", "老厂"}, {"经营范围", "石英"}}));
  EXPECT_EQ(reading.firms[1].kept[0].second, "");
  EXPECT_EQ(reading.report.dropped_columns, Cells{"其他"});
}

TEST(FirmReader, ColumnsThatTheCallerNamesWin) {
  FirmOptions options;
  options.columns = {{"厂名", Field::name}, {"干什么的", Field::scope}};
  const Reading reading = firms_of_csv("厂名,干什么的,经营范围\n甲,石英,别的\n", options);
  EXPECT_EQ(reading.firms[0].name, "甲");
  EXPECT_EQ(reading.firms[0].scope, "石英");
  EXPECT_EQ(reading.report.dropped_columns, Cells{"经营范围"});
  options.columns = {{"没有的", Field::scope}};
  EXPECT_NE(firms_refusal("企业名称,经营范围\n甲,乙\n", options).find("no header 没有的, which --column names"),
            std::string::npos);
  options.columns = {{"列", Field::scope}};
  EXPECT_NE(firms_refusal("企业名称,列,列\n甲,乙,丙\n", options).find("2 columns are called 列"), std::string::npos);
}

TEST(FirmReader, OfTwoColumnsOfAFieldTheBetterNamedThatIsNotBlankWins) {
  const Reading reading = firms_of_csv("公司名称,企业名称,主营业务,经营范围\n旧名,新名,二,一\n只有这个,-,二,\n");
  EXPECT_EQ(names_of(reading), (Cells{"新名", "只有这个"}));
  EXPECT_EQ(reading.firms[0].scope, "一");
  EXPECT_EQ(reading.firms[1].scope, "二");
  const Reading years =
      firms_of_csv("企业名称,2022年营业收入,2023年营业收入,经营范围,经营范围\n甲,1,2,,石英\n乙,1,,乳品,石英\n");
  EXPECT_EQ(years.firms[0].revenue, 2);
  EXPECT_EQ(years.firms[1].revenue, 1);
  EXPECT_EQ(years.firms[0].scope, "石英");
  EXPECT_EQ(years.firms[1].scope, "乳品");
}

TEST(FirmReader, TablesWithoutAFirmsNameOrWithoutRowsAreRefused) {
  const std::string none = firms_refusal("序号,经营范围\n1,石英\n");
  EXPECT_NE(none.find("row 1: no column that could be the firm's name, only: 序号, 经营范围"), std::string::npos)
      << none;
  EXPECT_NE(none.find("--column name="), std::string::npos);
  EXPECT_NE(firms_refusal("3,4\n5,6\n").find("no column"), std::string::npos);
  EXPECT_NE(firms_refusal("企业名称,经营范围\n").find("no row below the header"), std::string::npos);
  EXPECT_NE(firms_refusal("").find("empty"), std::string::npos);
}

TEST(FirmReader, ATableOfNamesAloneIsReadAndNoted) {
  const Reading reading = firms_of_csv("企业名称\n甲公司\n");
  EXPECT_EQ(names_of(reading), Cells{"甲公司"});
  EXPECT_TRUE(noted(reading, "only the firm's name", "row 1"));
  EXPECT_EQ(reading.report.grade(), 'D');
  EXPECT_FALSE(reading.report.size_known());
}

TEST(FirmReader, ATableWithProductsAndNoScopeIsRead) {
  const Reading reading = firms_of_csv("单位详细名称,主要产品1,主要产品\n甲公司,坩埚,石英坩埚\n");
  EXPECT_EQ(reading.firms.at(0).products, "石英坩埚");
  EXPECT_TRUE(reading.report.has(Field::products));
}

TEST(FirmReader, DeregisteredFirmsAreLeftOutAndOthersStay) {
  const Reading reading = firms_of_csv(
      "企业名称,登记状态\n甲,注销\n乙,吊销，未注销\n丙,存续（在营、开业、在册）\n丁,迁出\n戊,在业\n己,清算\n庚,"
      "正常\n辛,开业（未注销）\n壬,已注销\n癸,\n");
  EXPECT_EQ(names_of(reading), (Cells{"丙", "戊", "庚", "辛", "癸"}));
  EXPECT_EQ(reading.report.deregistered, 5U);
}

TEST(FirmReader, DuplicatesGoByCodeElseByNameAndRegionAndTheFirstThatIsNotGoneWins) {
  const std::string a = code_a;
  const Reading reading = firms_of_csv(
      "企业名称,统一社会信用代码,所属城市,登记状态,经营范围\n"
      "甲公司," +
      a + ",扬州市,注销,旧\n甲公司," + a + ",扬州市,存续,一\n甲有限公司, " + "9144 0300-71526726xg" +
      ",南京市,存续,二\n"
      "乙（扬州）公司,,扬州市,存续,三\n乙(扬州)公司,123,扬州市,存续,四\n乙（扬州）公司,,南京市,存续,五\n");
  EXPECT_EQ(names_of(reading), (Cells{"甲公司", "乙（扬州）公司", "乙（扬州）公司"}));
  EXPECT_EQ(reading.firms[0].scope, "一");
  EXPECT_EQ(reading.report.duplicates, 2U);
  EXPECT_TRUE(noted(reading, "same firm", "row 4"));
}

TEST(FirmReader, RowsThatAreNoFirmsAreLeftOut) {
  const Reading reading =
      firms_of_csv("企业名称,营业收入\n甲公司,5\n,7\n企业名称,营业收入\n合计,12\n数据来源：某网,\n合计划公司,1\n");
  EXPECT_EQ(names_of(reading), (Cells{"甲公司", "合计划公司"}));
  EXPECT_EQ(reading.report.nameless, 1U);
  EXPECT_EQ(reading.report.not_firms, 3U);
  EXPECT_TRUE(noted(reading, "no firm's name", "row 3"));
}

TEST(FirmReader, RowsThatAreNoFirmsAreKnownInAllForms) {
  const Reading reading = firms_of_csv(
      "企业名称,产品\n合肥公司,合 计\n合\u3000计,1\n企业 "
      "名称,产品\n企业公司,产品\n（示例）公司,2\n注：以上,3\n企业名称,砂\n"
      "注册公司,4\n 总计,5\n");
  EXPECT_EQ(names_of(reading), (Cells{"合肥公司", "企业公司", "注册公司"}));
  EXPECT_EQ(reading.report.not_firms, 6U);
}

TEST(FirmReader, RegionsKeepWhatIsLocalAndNeedAColumnThatTells) {
  FirmOptions options;
  options.regions = {"宝应", "高邮市"};
  const Reading reading =
      firms_of_csv("企业名称,所属区县,地址\n甲,宝应县,\n乙,,江苏省高邮市某路\n丙,江都区,\n", options);
  EXPECT_EQ(names_of(reading), (Cells{"甲", "乙"}));
  EXPECT_EQ(reading.report.elsewhere, 1U);
  EXPECT_NE(firms_refusal("企业名称,经营范围\n甲,乙\n", options).find("no column that tells the region"),
            std::string::npos);
}

TEST(FirmReader, WhatIsAroundIsInTheWiderRegionAndNotLocal) {
  FirmOptions options;
  options.regions = {"扬州"};
  options.outside = {"宝应", "邗江"};
  const std::string table =
      "企业名称,所属城市,所属区县,地址\n甲,扬州市,宝应县,\n乙,扬州市,,高邮市某路\n丙,扬州市,江都区,邗江区某路\n丁,"
      "泰州市,兴化市,\n"
      "戊,,江都区,扬州市江都区某路\n";
  const Reading around = firms_of_csv(table, options);
  EXPECT_EQ(names_of(around), (Cells{"乙", "戊"}));
  EXPECT_EQ(around.report.elsewhere, 3U);
  options.regions.clear();
  EXPECT_EQ(names_of(firms_of_csv(table, options)), (Cells{"乙", "丁", "戊"}));
  EXPECT_NE(firms_refusal("企业名称,经营范围\n甲,乙\n", options).find("no column that tells the region"),
            std::string::npos);
}

TEST(FirmReader, ShortAndLongRowsAreReadCountedAndNoted) {
  const Reading reading =
      firms_of_csv("企业名称,经营范围,主要产品,\n甲,石英\n乙,石英,砂,\n丙,石英,砂,,,多出\n丁,石英,砂,,,,\n");
  EXPECT_EQ(reading.firms.size(), 4U);
  EXPECT_EQ(reading.report.short_rows, 1U);
  EXPECT_EQ(reading.report.long_rows, 1U);
  EXPECT_TRUE(noted(reading, "only 2 cells", "row 2"));
  EXPECT_TRUE(noted(reading, "beyond the header: 多出", "row 4, column F"));
}

TEST(FirmReader, NotesAreAtMostFiveAKind) {
  std::string text = "企业名称,统一社会信用代码,经营范围\n";
  for (int i = 0; i < 100; ++i) text += "甲" + std::to_string(i) + ",123,\n";
  const Reading reading = firms_of_csv(text);
  EXPECT_EQ(reading.report.bad_credit_codes, 100U);
  EXPECT_EQ(reading.report.notes.size(), 5U);
  EXPECT_EQ(reading.report.notes[0].where, "row 2, column B");
}

TEST(FirmReader, MixedEncodingsAreReadAndNoted) {
  const Reading reading =
      firms_of_csv("企业名称,经营范围\n甲公司,石英\n" + in_gb18030("乙公司,乳品") + "\n丙公司,\xFF\n");
  EXPECT_EQ(names_of(reading), (Cells{"甲公司", "乙公司", "丙公司"}));
  EXPECT_TRUE(noted(reading, "1 rows were GB18030", ""));
  EXPECT_TRUE(noted(reading, "1 places are no utf-8", ""));
}

TEST(FirmReader, AWorkbookOfAnotherProgramWithTitleDatesFormulasAndRichTextIsRead) {
  Reading reading;
  reading.report = read_firms(std::string(LIANTU_TEST_DATA) + "/tables/written-by-xlsxwriter.xlsx", {}, column_names(),
                              standard(), [&](std::vector<Firm>& batch) { reading.firms = std::move(batch); });
  EXPECT_EQ(reading.report.form.sheet, "企业名单");
  ASSERT_EQ(reading.firms.size(), 2U);
  EXPECT_EQ(reading.firms[0].row, 4U);
  EXPECT_EQ(reading.firms[0].industry_code, "3099");
  EXPECT_EQ(reading.firms[0].revenue, 2500);
  EXPECT_EQ(reading.firms[0].above_scale, true);
  EXPECT_EQ(reading.report.scientific_codes, 1U);
  EXPECT_EQ(reading.firms[1].name, "虚构稻谷合作社");
  EXPECT_EQ(reading.firms[1].industry_code, "0111");
  EXPECT_EQ(reading.firms[1].revenue, 0.3);
  EXPECT_EQ(reading.firms[1].above_scale, false);
  EXPECT_EQ(reading.firms[1].credit_code, code_a);
}

TEST(FirmReader, BatchesHoldAtMostWhatWasAskedAndKeepTheOrder) {
  std::string text = "企业名称\n";
  for (int i = 0; i < 1500; ++i) text += "公司" + std::to_string(i) + "\n";
  const Reading reading = firms_of(TableFile("a.csv", text), {}, 7);
  ASSERT_EQ(reading.firms.size(), 1500U);
  for (std::size_t i = 0; i < 1500; ++i) EXPECT_EQ(reading.firms[i].row, i + 2);
}

// Every field of a firm, as text.
std::string all_of(const Firm& f) {
  const auto number = [](const std::optional<double>& value) { return value ? plain(*value) : std::string("none"); };
  std::string out = std::to_string(f.row);
  for (const std::string* text : {&f.name, &f.credit_code, &f.province, &f.city, &f.county, &f.industry_code,
                                  &f.industry_name, &f.scope, &f.products, &f.tags, &f.firm_type})
    out += "|" + *text;
  out += "|" + std::string(to_string(f.size)) + "|" + std::string(to_string(f.size_source));
  out += f.above_scale ? (*f.above_scale ? "|above" : "|below") : "|unknown";
  for (const bool flag : {f.anchor, f.listed, f.little_giant, f.high_tech, f.abnormal, f.no_staff})
    out += flag ? "1" : "0";
  out += "|" + number(f.revenue) + "|" + number(f.output) + "|" + number(f.tax) + "|" + number(f.insured_staff);
  for (const auto& [header, cell] : f.kept) out += "|" + header + "=" + cell;
  return out;
}

TEST(FirmReader, AFirmIsTheSameWhateverFirmItsMemoryHeldBefore) {
  std::string text =
      "企业名称,统一社会信用代码,登记状态,省份,城市,区县,行业代码,行业名称,经营范围,产品,标签,企业类型,规上企业,链主,"
      "上市,专精特新小巨人,高新技术企业,经营异常,参保人数,营业收入,产值,税收,企业规模,备注\n";
  for (int i = 0; i < 60; ++i) {
    // Full rows, rows of blanks and rows of a name alone take turns at three steps, so that each follows each.
    const std::string n = std::to_string(i);
    const std::string name = "第" + n + "公司";
    if (i % 3 == 0) {
      text += name + ",91420000MA" + (i % 2 == 0 ? "4XXXXX1X" : "") + ",存续,湖北省,黄冈市,蕲春县,3825,光伏,石英砂" +
              std::string(static_cast<std::size_t>(i) * 200, 'x') +
              ",砂,标签,有限公司,是,是,是,是,是,是,0,100,200,30,大型,注" + n + "\n";
    } else if (i % 3 == 1) {
      text += name + std::string(23, ',') + "\n";
    } else {
      text += name + "\n";
    }
  }
  const TableFile file("table.csv", text);
  FirmOptions options;
  options.keep_columns = {"备注"};
  const auto firms_as_text = [&](std::size_t batch_size, auto leave) {
    std::vector<std::string> out;
    const auto report = read_firms(
        file.path, options, column_names(), standard(),
        [&](std::vector<Firm>& batch) {
          for (const Firm& firm : batch) out.push_back(all_of(firm));
          leave(batch);
        },
        batch_size);
    EXPECT_EQ(report.firms, 60U);
    return out;
  };
  const auto fresh = firms_as_text(1, [](std::vector<Firm>& batch) { batch.clear(); });
  EXPECT_NE(fresh[0], fresh[3]);
  for (const std::size_t size : {1U, 2U, 7U, 60U, 512U}) {
    EXPECT_EQ(firms_as_text(size, [](std::vector<Firm>&) {}), fresh) << size;
    EXPECT_EQ(firms_as_text(size, [](std::vector<Firm>& batch) { std::vector<Firm>(3).swap(batch); }), fresh) << size;
    EXPECT_EQ(firms_as_text(size, [](std::vector<Firm>& batch) { std::reverse(batch.begin(), batch.end()); }), fresh)
        << size;
  }
}

TEST(FirmReader, FirmsOfLongTextsComeInSmallerBatches) {
  std::string text = "企业名称,经营范围\n";
  for (int i = 0; i < 40; ++i) text += "第" + std::to_string(i) + "公司," + std::string(900'000, 'x') + "\n";
  std::size_t largest = 0;
  std::size_t firms = 0;
  (void)read_firms(TableFile("table.csv", text).path, {}, column_names(), standard(), [&](std::vector<Firm>& batch) {
    largest = std::max(largest, batch.size());
    firms += batch.size();
  });
  EXPECT_EQ(firms, 40U);
  EXPECT_LE(largest, 10U);
}

}  // namespace
}  // namespace liantu::test::firm_reader_test
