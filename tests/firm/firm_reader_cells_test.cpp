// What single cells say: industries, sizes, amounts, yes and no, credit codes.
#include "table_files.hpp"

#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace liantu::test::firm_reader_cells_test {
namespace {

// Codes read from one column of industry codes, "" where none.
Cells codes_of(const std::string& header, const Cells& cells, ReadingReport* report = nullptr) {
  std::string text = "企业名称," + header + "\n";
  for (std::size_t i = 0; i < cells.size(); ++i) text += "公司" + std::to_string(i) + ",\"" + cells[i] + "\"\n";
  const Reading reading = firms_of_csv(text);
  if (report != nullptr) *report = reading.report;
  Cells out;
  for (const auto& firm : reading.firms) out.push_back(firm.industry_code);
  return out;
}

TEST(FirmCells, IndustryCodesOfEveryLevelAndSpelling) {
  ReadingReport report;
  EXPECT_EQ(codes_of("行业代码",
                     {"3825", "C3825", "c３８２５", "C38", "382", "C", "3825 光伏设备及元器件制造", "[C3825]光伏",
                      "3825.0", "3825;3562", "C 制造业"},
                     &report),
            (Cells{"3825", "3825", "3825", "38", "382", "C", "3825", "3825", "3825", "3825", "C"}));
  EXPECT_EQ(report.unknown_industries, 0U);
  EXPECT_EQ(report.padded_codes, 0U);
  EXPECT_EQ(report.sections, (std::map<char, std::uint64_t>{{'C', 11}}));
}

TEST(FirmCells, GroupsFilledUpWithZerosAreTheGroup) {
  EXPECT_EQ(codes_of("行业代码", {"3820", "3800"}), (Cells{"382", "38"}));
}

TEST(FirmCells, CodesThatTheStandardLacksAreCountedAndNoted) {
  ReadingReport report;
  EXPECT_EQ(codes_of("行业代码", {"9999", "不是行业", "T恤"}, &report), (Cells{"", "", ""}));
  EXPECT_EQ(report.unknown_industries, 3U);
  EXPECT_EQ(report.notes.at(0).where, "row 2, column B");
}

TEST(FirmCells, LostLeadingZerosArePutBackWhereTheColumnHoldsClasses) {
  ReadingReport report;
  // 111 and 131 are groups too (煤炭开采辅助, 谷物磨制); 115 is none.
  EXPECT_EQ(codes_of("行业代码", {"111", "3825", "1321"}, &report), (Cells{"0111", "3825", "1321"}));
  EXPECT_EQ(report.padded_codes, 1U);
  EXPECT_EQ(codes_of("行业代码", {"111", "113"}), (Cells{"0111", "0113"}));
  EXPECT_EQ(codes_of("行业代码", {"A111", "B111"}), (Cells{"0111", "111"}));
}

TEST(FirmCells, GroupCodesStayWhereTheColumnHoldsGroups) {
  EXPECT_EQ(codes_of("行业代码", {"131", "381", "382"}), (Cells{"131", "381", "382"}));
}

TEST(FirmCells, IndustriesInWordsAreFoundAtTheFinestLevel) {
  ReadingReport report;
  EXPECT_EQ(codes_of("所属行业",
                     {"光伏设备及元器件制造", "制造业", "农林牧渔业", "农、林、牧、渔业", "电气机械和器材制造业",
                      "制造业>电气机械和器材制造业>输配电及控制设备制造", "乳制品 制造", "3825光伏设备及元器件制造",
                      "C制造业"},
                     &report),
            (Cells{"3825", "C", "A", "A", "38", "382", "144", "3825", "C"}));
  EXPECT_EQ(report.named_industries, 7U + 1U);
  EXPECT_EQ(report.unknown_industries, 0U);
}

TEST(FirmCells, TheFinestOfSeveralIndustryColumnsWins) {
  const Firm firm =
      firm_with("行业门类,行业大类,行业小类,行业代码", "制造业,电气机械和器材制造业,光伏设备及元器件制造,C38");
  EXPECT_EQ(firm.industry_code, "3825");
  EXPECT_EQ(firm.industry_name, "光伏设备及元器件制造");
}

TEST(FirmCells, AmountsHonourTheUnitOfTheCellThenOfTheHeader) {
  EXPECT_EQ(firm_with("营业收入", "1500").revenue, 1500);
  EXPECT_EQ(firm_with("营业收入（元）", "15000000").revenue, 1500);
  EXPECT_EQ(firm_with("营业收入(千元)", "15000").revenue, 1500);
  EXPECT_EQ(firm_with("营业收入_亿元", "0.15").revenue, 1500);
  EXPECT_EQ(firm_with("营业收入(单位：亿元)", "0.15").revenue, 1500);
  EXPECT_EQ(firm_with("营业收入（元）", "0.15亿元").revenue, 1500);
  EXPECT_EQ(firm_with("营业收入", "\"1,500.5 万元\"").revenue, 1500.5);
  EXPECT_EQ(firm_with("营业收入", "1000万元-2000万元").revenue, 1000);
  EXPECT_EQ(firm_with("营业收入", "1000-2000万元").revenue, 1000);
  EXPECT_EQ(firm_with("营业收入", "0.1-0.2亿元").revenue, 1000);
  EXPECT_EQ(firm_with("税收", "-3").tax, -3);
  EXPECT_EQ(firm_with("工业总产值(当年价格)（万元）", "８８").output, 88);
  EXPECT_EQ(firm_with("营业收入（万美元）", "5").revenue, std::nullopt);
  EXPECT_EQ(firm_with("营业收入", "500万美元").revenue, std::nullopt);
  EXPECT_EQ(firm_with("营业收入", "-").revenue, std::nullopt);
  EXPECT_EQ(firm_with("营业收入", "保密").revenue, std::nullopt);
}

TEST(FirmCells, AnAmountWithoutAUnitAnywhereIsReadAsTenThousandYuanAndNotedOnce) {
  const Reading reading = firms_of_csv("企业名称,营业收入,税收（元）,经营范围\n甲,5,6,\n乙,7,8,\n");
  EXPECT_EQ(reading.firms[0].revenue, 5);
  EXPECT_EQ(reading.firms[1].tax, 0.0008);
  ASSERT_EQ(reading.report.notes.size(), 1U);
  EXPECT_EQ(reading.report.notes[0].found.en, "营业收入 names no unit, read as 万元");
}

TEST(FirmCells, InsuredStaffIsZeroOnlyWhereTheCellSaysZero) {
  EXPECT_EQ(firm_with("参保人数", "0").insured_staff, 0);
  EXPECT_TRUE(firm_with("参保人数", "0人").no_staff);
  EXPECT_TRUE(firm_with("参保人数", "0").flagged());
  for (const char* nothing : {"-", "", "暂无", "企业选择不公示", "未公开"}) {
    EXPECT_EQ(firm_with("参保人数", nothing).insured_staff, std::nullopt) << nothing;
    EXPECT_FALSE(firm_with("参保人数", nothing).no_staff);
  }
  EXPECT_EQ(firm_with("参保人数", "20-99人").insured_staff, 20);
  EXPECT_EQ(firm_with("参保人数", "1000人以上").insured_staff, 1000);
  EXPECT_EQ(firm_with("参保人数", "\"1,234\"").insured_staff, 1234);
  for (const char* some : {"小于50人", "50人以下", "0-49人", "<50"})
    EXPECT_EQ(firm_with("参保人数", some).insured_staff, 1) << some;
}

using Sized = std::tuple<SizeClass, SizeSource, std::optional<bool>>;
Sized sized(const std::string& headers, const std::string& cells) {
  const Firm firm = firm_with(headers, cells);
  return {firm.size, firm.size_source, firm.above_scale};
}

TEST(FirmCells, SizeComesFromTheBestColumnThatTells) {
  EXPECT_EQ(sized("营业收入", "50000"), Sized(SizeClass::large, SizeSource::revenue, true));
  EXPECT_EQ(sized("营业收入,参保人数", "50000,50"), Sized(SizeClass::small, SizeSource::revenue, true));
  EXPECT_EQ(sized("营业收入", "1999"), Sized(SizeClass::small, SizeSource::revenue, false));
  EXPECT_EQ(sized("参保人数", "5"), Sized(SizeClass::micro, SizeSource::insured_staff, std::nullopt));
  EXPECT_EQ(sized("从业人员期末人数,参保人数", "400,5"), Sized(SizeClass::medium, SizeSource::insured_staff, true));
  EXPECT_EQ(sized("企业规模", "L(大型)"), Sized(SizeClass::large, SizeSource::firm_size, true));
  EXPECT_EQ(sized("企业规模", "XS"), Sized(SizeClass::micro, SizeSource::firm_size, std::nullopt));
  EXPECT_EQ(sized("企业规模,营业收入", "中型,1000"), Sized(SizeClass::small, SizeSource::revenue, false));
  EXPECT_EQ(sized("实缴资本", "30000万元人民币"), Sized(SizeClass::large, SizeSource::paid_in_capital, std::nullopt));
  EXPECT_EQ(sized("注册资本", "30000万元"), Sized(SizeClass::unknown, SizeSource::none, std::nullopt));
  EXPECT_EQ(sized("农业龙头", "省级"), Sized(SizeClass::medium, SizeSource::agri_leading, true));
  EXPECT_EQ(sized("农业龙头,企业规模", "否,小型"), Sized(SizeClass::small, SizeSource::firm_size, std::nullopt));
}

TEST(FirmCells, TheAboveScaleListIsTheBestSourceOfSize) {
  EXPECT_EQ(sized("是否规上", "是"), Sized(SizeClass::medium, SizeSource::above_scale_list, true));
  EXPECT_EQ(sized("规上,营业收入", "√,50000"), Sized(SizeClass::large, SizeSource::above_scale_list, true));
  EXPECT_EQ(sized("规模以上工业,参保人数", "1,50"), Sized(SizeClass::small, SizeSource::above_scale_list, true));
  EXPECT_EQ(sized("限上", "否"), Sized(SizeClass::small, SizeSource::above_scale_list, false));
  EXPECT_EQ(sized("是否规上,企业规模", "否,大型"), Sized(SizeClass::large, SizeSource::firm_size, false));
}

TEST(FirmCells, YesAndNoInTheWordsThatPeopleUse) {
  for (const char* yes : {"是", "√", "1", "Y", "yes", "TRUE", "有", "链主企业"})
    EXPECT_TRUE(firm_with("链主", yes).anchor) << yes;
  for (const char* no : {"否", "0", "N", "no", "FALSE", "×", "非", "不是", "未认定", "无", "", "-"})
    EXPECT_FALSE(firm_with("链主", no).anchor) << no;
  EXPECT_EQ(firm_with("是否规上", "无").above_scale, false);
  EXPECT_EQ(firm_with("是否规上", "").above_scale, std::nullopt);
}

TEST(FirmCells, DesignationsAreReadAsNarrowlyAsTheyAreGiven) {
  EXPECT_TRUE(firm_with("专精特新", "国家级专精特新小巨人").little_giant);
  EXPECT_FALSE(firm_with("专精特新", "省级专精特新中小企业").little_giant);
  EXPECT_FALSE(firm_with("专精特新", "是").little_giant);
  EXPECT_TRUE(firm_with("专精特新“小巨人”企业", "是").little_giant);
  EXPECT_TRUE(firm_with("上市", "A股主板").listed);
  EXPECT_FALSE(firm_with("上市", "未上市").listed);
  EXPECT_FALSE(firm_with("上市", "拟上市").listed);
  EXPECT_FALSE(firm_with("上市", "新三板").listed);
  EXPECT_TRUE(firm_with("高新技术企业", "是").high_tech);
  EXPECT_TRUE(firm_with("经营异常", "是").abnormal);
  EXPECT_TRUE(firm_with("经营异常", "2").abnormal);
  for (const char* fine : {"否", "正常", "0", "未列入", "无", "已移出"})
    EXPECT_FALSE(firm_with("经营异常", fine).abnormal) << fine;
}

TEST(FirmCells, CreditCodesAreTidiedCheckedAndCounted) {
  EXPECT_EQ(firm_with("统一社会信用代码", " '9144 0300-71526726xg").credit_code, "9144030071526726XG");
  const Reading reading =
      firms_of_csv("企业名称,统一社会信用代码\n甲,9.13E+17\n乙,9.1321E17\n丙,9144030071526726XX\n丁,\n");
  EXPECT_EQ(reading.report.scientific_codes, 2U);
  EXPECT_EQ(reading.report.bad_credit_codes, 3U);
  for (const auto& firm : reading.firms) EXPECT_EQ(firm.credit_code, "");
  EXPECT_EQ(reading.report.filled[static_cast<std::size_t>(Field::credit_code)], 3U);
}

TEST(FirmCells, CellsThatSayNothingAreBlank) {
  const Firm firm = firm_with("经营范围,主要产品,标签", "-,暂无,null");
  EXPECT_EQ(firm.scope + firm.products + firm.tags, "");
  for (const char* nothing : {"无", "暂无数据", "未知", "企业选择不公示", "—", "/", "Ｎ／Ａ", "\u3000无 "})
    EXPECT_EQ(firm_with("主要产品", nothing).products, "") << nothing;
  for (const char* something : {"无纺布", "暂堵剂", "未硫化胶", "企业软件", "N95口罩", "-20℃冷库", "旗"})
    EXPECT_EQ(firm_with("主要产品", something).products, something);
}

TEST(ColumnNames, EveryProblemOfTheFileIsTold) {
  const std::string text =
      R"({"schema_version": 1, "fields": {"name": ["企业名称"], "scope": ["企业名称"], "nmae": []}, "personel": []})";
  const std::string message = refusal([&] { (void)read_column_names(text, "columns.json"); });
  EXPECT_NE(message.find("/fields/scope: header 企业名称 is of name already"), std::string::npos) << message;
  EXPECT_NE(message.find("/fields/nmae: unknown key"), std::string::npos);
  EXPECT_NE(message.find("/personel: unknown key"), std::string::npos);
}

TEST(ColumnNames, EveryFieldHasHeaders) {
  std::set<Field> fields;
  for (const auto& [header, field] : column_names().fields) fields.insert(field);
  EXPECT_EQ(fields.size(), EnumWords<Field>::names.size());
}

}  // namespace
}  // namespace liantu::test::firm_reader_cells_test
