#include "liantu/publish/lists.hpp"

#include "report_fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace liantu {
namespace {

using test::Fixture;

const ListSheet& sheet_of(const std::vector<ListSheet>& sheets, std::string_view id) {
  for (const ListSheet& sheet : sheets) {
    if (sheet.id == id) return sheet;
  }
  throw std::runtime_error("no sheet " + std::string(id));
}

std::size_t column_of(const ListSheet& sheet, std::string_view title) {
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
    if (sheet.columns[i].title.zh == title) return i;
  }
  throw std::runtime_error("no column " + std::string(title));
}

// "text", "12.5", or "" for nothing.
std::string shown(const ListSheet& sheet, std::size_t row, std::string_view title) {
  const ListCell& cell = sheet.rows.at(row).at(column_of(sheet, title));
  if (const auto* text = cell.text()) return *text;
  return cell.number() != nullptr ? plain(*cell.number()) : std::string();
}

TEST(Lists, SheetsInOrder) {
  const Fixture f;
  std::vector<std::string> names;
  for (const ListSheet& sheet : lists_of(f.study, Lang::zh)) names.push_back(sheet.name);
  EXPECT_EQ(names, (std::vector<std::string>{"目标清单", "产业链概况", "链主及骨干企业", "配套企业", "以商招商", "短板",
                                             "长板", "环节配套", "待核实", "待补数据", "图谱外企业", "链长制责任",
                                             "依据", "依据（对应明细）"}));
}

TEST(Lists, LocalSupplyOfHeldNodes) {
  Fixture f;
  ListSheet sheet = sheet_of(lists_of(f.study, Lang::zh), "supply");
  // drink (milk is not covered), mine, which needs nothing, and sand, which is weak.
  ASSERT_EQ(sheet.rows.size(), 3U);
  EXPECT_EQ(shown(sheet, 0, "编号") + shown(sheet, 0, "本地可配套度低") + shown(sheet, 0, "本地可配套度高"),
            "dairy:drink01");
  EXPECT_EQ(shown(sheet, 0, "必需投入"), "待查");
  EXPECT_NE(shown(sheet, 0, "缺的必需投入").find("（数据未覆盖）"), std::string::npos);
  EXPECT_EQ(shown(sheet, 1, "投入数") + shown(sheet, 1, "本地可配套度低"), "0");
  // Without the mine sand has nothing of half its inputs.
  EXPECT_EQ(shown(sheet, 1, "断链影响"), "0.5");
  EXPECT_EQ(shown(sheet, 2, "必需投入"), "齐全");
  EXPECT_THROW((void)column_of(sheet, "本地配套率（按采购额）"), std::runtime_error);

  f.study.reading.filled[static_cast<std::size_t>(Field::purchases)] = 3;
  f.study.reading.filled[static_cast<std::size_t>(Field::local_purchases)] = 3;
  Firm firm;
  firm.purchases = 200;
  firm.local_purchases = 50;
  for (int i = 0; i < 3; ++i)
    f.study.purchases.add(f.atlas, firm, {Match{f.at("quartz:sand"), 10000, false, {}}}, f.study.policy->coverage);
  sheet = sheet_of(lists_of(f.study, Lang::zh), "supply");
  EXPECT_EQ(shown(sheet, 2, "本地配套率（按采购额）"), "0.25");
  EXPECT_EQ(shown(sheet, 1, "本地配套率（按采购额）"), "");
  const ListSheet chains = sheet_of(lists_of(f.study, Lang::zh), "chains");
  EXPECT_EQ(shown(chains, 1, "本地配套率（按采购额）"), "0.25");
  EXPECT_EQ(shown(chains, 1, "必需投入齐全的环节"), "2");
  EXPECT_EQ(shown(chains, 2, "必需投入待查的环节"), "1");  // of all
}

TEST(Lists, NamesFitExcelAndRowsFitColumns) {
  const Fixture f;
  for (Lang lang : {Lang::zh, Lang::en}) {
    for (const ListSheet& sheet : lists_of(f.study, lang)) {
      EXPECT_LE(utf8::length(sheet.name), 31U);
      EXPECT_EQ(sheet.name.find_first_of("[]:*?/\\"), std::string::npos);
      for (const auto& row : sheet.rows) EXPECT_EQ(row.size(), sheet.columns.size()) << sheet.name;
    }
  }
}

TEST(Lists, NoDutiesWithoutCounty) {
  Fixture f;
  f.study.county = nullptr;
  for (const ListSheet& sheet : lists_of(f.study, Lang::zh)) EXPECT_NE(sheet.id, "duties");
}

TEST(Lists, Targets) {
  const Fixture f;
  const auto sheets = lists_of(f.study, Lang::zh);
  const ListSheet& sheet = sheet_of(sheets, "targets");
  ASSERT_EQ(sheet.rows.size(), 4U);
  EXPECT_EQ(shown(sheet, 0, "编号"), "quartz:pure");
  EXPECT_EQ(shown(sheet, 0, "产业链"), "石英");
  EXPECT_EQ(shown(sheet, 0, "环节"), "高纯石英砂");
  EXPECT_EQ(shown(sheet, 0, "类别"), "排名");
  EXPECT_EQ(shown(sheet, 0, "排名"), "1");
  EXPECT_EQ(shown(sheet, 0, "动作"), "补链");
  EXPECT_EQ(shown(sheet, 0, "环节状态"), "空白(名单内未见)");
  EXPECT_EQ(shown(sheet, 0, "得分"), "0.612345");
  EXPECT_EQ(shown(sheet, 0, "低"), "0.512345");
  EXPECT_EQ(shown(sheet, 0, "已知权重"), "0.7");
  EXPECT_EQ(shown(sheet, 0, "规则编号"), "fill.between");
  EXPECT_EQ(shown(sheet, 0, "兼有规则"), "extend.down");
  EXPECT_EQ(shown(sheet, 0, "本地需求拉动"), "0.75");
  EXPECT_EQ(shown(sheet, 0, "本地供给推动"), "");  // unknown, not 0
  EXPECT_EQ(shown(sheet, 0, "跨链带动"), "0");
  EXPECT_EQ(shown(sheet, 1, "类别"), "慎入");
  EXPECT_EQ(shown(sheet, 1, "排名"), "1");
  EXPECT_EQ(shown(sheet, 1, "慎入"), "产能过剩");
  EXPECT_EQ(shown(sheet, 2, "类别"), "核实");
  EXPECT_EQ(shown(sheet, 3, "类别"), "一票否决");
  EXPECT_EQ(shown(sheet, 3, "排名"), "");
  EXPECT_EQ(shown(sheet, 3, "否决"), "本县不引进：\"塑料\"");
  for (const char* column : {"责任单位", "责任人", "完成时限", "状态", "最近进展", "下次跟进", "核实结论", "备注"}) {
    for (std::size_t row = 0; row < 4; ++row) EXPECT_EQ(shown(sheet, row, column), "");
  }
  ASSERT_EQ(sheet.foot.size(), 2U);
  EXPECT_EQ(sheet.foot[0].zh, "补链：补上现有环节缺少的投入");
}

TEST(Lists, StabilityOfTheRankedAlone) {
  Fixture f;
  const ListSheet sheet = lists_of(f.study, Lang::zh)[0];
  EXPECT_EQ(shown(sheet, 0, "稳定性"), "稳（93%）");
  EXPECT_EQ(shown(sheet, 0, "前 5 位的比例"), "0.9321");
  EXPECT_EQ(shown(sheet, 0, "前 10 位的比例（权重不定）"), "0.75");
  EXPECT_EQ(shown(sheet, 0, "最差排名"), "7");
  EXPECT_EQ(shown(sheet, 0, "怎样会换位"), "“附加值”降低 0.22 即降一位");
  EXPECT_NE(sheet.note.zh.find("随机取 10,000 次"), std::string::npos);
  for (std::size_t row = 1; row < 4; ++row) {
    for (const char* column : {"稳定性", "前 5 位的比例", "最好排名", "怎样会换位"})
      EXPECT_EQ(shown(sheet, row, column), "") << row;
  }
  EXPECT_EQ(sheet.columns[sheet.printed - 1].title.zh, "备注");  // what is for paper ends with what is filled by hand
  f.study.analysis.stability.clear();                            // not asked for
  const ListSheet without = lists_of(f.study, Lang::zh)[0];
  EXPECT_EQ(shown(without, 0, "稳定性"), "");
  EXPECT_EQ(without.note.zh.find("随机"), std::string::npos);
}

TEST(Lists, HeadedAsSurveyWithoutLeadChains) {
  Fixture f;
  f.study.chains_chosen = false;
  EXPECT_TRUE(lists_of(f.study, Lang::zh)[0].note.zh.starts_with("未指定主导产业，仅供摸底"));
}

TEST(Lists, Chains) {
  const Fixture f;
  const auto sheets = lists_of(f.study, Lang::zh);
  const ListSheet& sheet = sheet_of(sheets, "chains");
  ASSERT_EQ(sheet.rows.size(), 3U);
  EXPECT_EQ(shown(sheet, 0, "产业链"), "乳业");
  EXPECT_EQ(shown(sheet, 0, "企业数（对应明确）"), "1");
  EXPECT_EQ(shown(sheet, 0, "优势"), "1");
  EXPECT_EQ(shown(sheet, 0, "本地可配套度（按环节测算）低"), "0");
  EXPECT_EQ(shown(sheet, 0, "本地可配套度（按环节测算）高"), "1");
  // Three firms at 0.8 or more, one of them in two nodes; two more in doubt. Of mine (no inputs) and sand (r = 0.5)
  // only sand counts.
  EXPECT_EQ(shown(sheet, 1, "产业链"), "石英");
  EXPECT_EQ(shown(sheet, 1, "企业数（对应明确）"), "3");
  EXPECT_EQ(shown(sheet, 1, "疑似企业数"), "2");
  EXPECT_EQ(shown(sheet, 1, "空白(名单内未见)"), "2");
  EXPECT_EQ(shown(sheet, 1, "本地可配套度（按环节测算）低"), "0.5");
  EXPECT_EQ(shown(sheet, 1, "其中规上"), "");  // no above-scale column: not known, not 0
  EXPECT_EQ(shown(sheet, 1, "排名目标数"), "1");
  EXPECT_EQ(shown(sheet, 2, "产业链"), "合计");
  EXPECT_EQ(shown(sheet, 2, "企业数（对应明确）"), "4");
}

TEST(Lists, AFirmInTwoChainsCountsOnce) {
  Fixture f;
  Firm both;
  both.row = 20;
  both.name = "两链企业";
  Match a;
  a.node = f.at("quartz:mine");
  a.confidence = 9000;
  Match b;
  b.node = f.at("dairy:drink");
  b.confidence = 9000;
  a.evidence.resize(1);
  b.evidence.resize(1);
  f.study.add(both, {a, b});
  const auto sheets = lists_of(f.study, Lang::zh);
  const ListSheet& sheet = sheet_of(sheets, "chains");
  EXPECT_EQ(shown(sheet, 0, "企业数（对应明确）"), "2");
  EXPECT_EQ(shown(sheet, 1, "企业数（对应明确）"), "4");
  EXPECT_EQ(shown(sheet, 2, "企业数（对应明确）"), "5");
}

TEST(Lists, AFirmOfAChainThatIsNotAskedForIsNotCountedAsMatched) {
  Fixture f;
  f.study.question.chains = {f.atlas.find_chain("dairy").value()};
  f.study.matched_by.clear();
  f.study.matched = 0;
  Firm firm;
  firm.name = "某企业";
  Match quartz;
  quartz.node = f.at("quartz:mine");
  quartz.confidence = 9000;
  quartz.evidence.resize(1);
  Match dairy;
  dairy.node = f.at("dairy:drink");
  dairy.confidence = 6000;
  dairy.evidence.resize(2);
  dairy.evidence.front().rule = EvidenceRule::name_term;
  f.study.add(firm, {quartz});
  EXPECT_EQ(f.study.matched, 0U);
  f.study.add(firm, {quartz, dairy});  // the best in the chains asked for, by its strongest evidence
  EXPECT_EQ(f.study.matched_by, (std::map<EvidenceRule, std::uint64_t>{{EvidenceRule::name_term, 1}}));
  const std::string lines = basis_line(f.study).zh;
  EXPECT_NE(lines.find("对应 1 家"), std::string::npos) << lines;
}

TEST(Lists, AnchorsAreDesignatedOnly) {
  const Fixture f;
  const auto sheets = lists_of(f.study, Lang::zh);
  const ListSheet& leaders = sheet_of(sheets, "leaders");
  ASSERT_EQ(leaders.rows.size(), 3U);
  EXPECT_EQ(shown(leaders, 0, "企业名称"), "丁乳业股份有限公司");
  EXPECT_EQ(shown(leaders, 0, "类别"), "骨干企业（推断）");  // listed, but nobody named it 链主
  EXPECT_EQ(shown(leaders, 1, "企业名称"), "甲石英矿业有限公司");
  EXPECT_EQ(shown(leaders, 1, "类别"), "链主（县情文件指定）");
  EXPECT_EQ(shown(leaders, 1, "统一社会信用代码"), "91320000MA1234567X");
  EXPECT_EQ(shown(leaders, 1, "所在环节"), "石英砂开采、石英砂加工");
  EXPECT_EQ(shown(leaders, 1, "规模"), "中型（参保人数）");
  EXPECT_EQ(shown(leaders, 1, "所在地"), "某省 某市 示范县");
  EXPECT_EQ(shown(leaders, 1, "把握"), "0.95");
  EXPECT_EQ(shown(leaders, 2, "企业名称"), "尚未登记的链主公司");
  EXPECT_EQ(shown(leaders, 2, "统一社会信用代码"), "");
  const ListSheet& supporting = sheet_of(sheets, "supporting");
  ASSERT_EQ(supporting.rows.size(), 2U);
  EXPECT_EQ(shown(supporting, 0, "企业名称"), "乙石英矿业有限公司");
  EXPECT_EQ(shown(supporting, 1, "企业名称"), test::script_name);
}

TEST(Lists, NodesByState) {
  const Fixture f;
  const auto sheets = lists_of(f.study, Lang::zh);
  const ListSheet& gaps = sheet_of(sheets, "gaps");
  ASSERT_EQ(gaps.rows.size(), 3U);
  EXPECT_EQ(shown(gaps, 0, "环节"), "高纯石英砂");
  EXPECT_EQ(shown(gaps, 0, "本地供给它的环节"), "石英砂加工（1 家）");
  EXPECT_EQ(shown(gaps, 0, "附加值"), "高");
  EXPECT_EQ(shown(gaps, 0, "目标"), "补链，排名 1");
  EXPECT_EQ(shown(gaps, 1, "目标"), "延链，一票否决");
  EXPECT_EQ(shown(gaps, 2, "环节"), "石英砂加工");
  EXPECT_EQ(shown(gaps, 2, "目标"), "补链，慎入");
  const ListSheet& strengths = sheet_of(sheets, "strengths");
  ASSERT_EQ(strengths.rows.size(), 1U);
  EXPECT_EQ(shown(strengths, 0, "环节"), "液体乳");
  EXPECT_EQ(shown(strengths, 0, "主要企业"), "丁乳业股份有限公司");
  const ListSheet& unobserved = sheet_of(sheets, "unobserved");
  ASSERT_EQ(unobserved.rows.size(), 2U);
  EXPECT_EQ(shown(unobserved, 0, "环节"), "奶牛养殖");
  EXPECT_NE(shown(unobserved, 0, "要补的数据").find("农业"), std::string::npos);
  EXPECT_EQ(shown(unobserved, 1, "由谁承载"), "设施");
}

TEST(Lists, VerificationsFirst) {
  const Fixture f;
  const auto sheets = lists_of(f.study, Lang::zh);
  const ListSheet& sheet = sheet_of(sheets, "verify");
  ASSERT_EQ(sheet.rows.size(), 2U);
  EXPECT_EQ(shown(sheet, 0, "先核实次序"), "1");
  EXPECT_EQ(shown(sheet, 0, "企业名称"), "丙坩埚厂");
  EXPECT_EQ(shown(sheet, 0, "为什么疑似"), "只有行业代码，未定环节（把握 0.40）");
  EXPECT_EQ(shown(sheet, 1, "先核实次序"), "");
  EXPECT_EQ(shown(sheet, 1, "企业名称"), "甲乙 丙丁 石英厂");  // control, tab, direction mark, line break
}

TEST(Lists, OutsideClassesThenFirms) {
  const Fixture f;
  const auto sheets = lists_of(f.study, Lang::zh);
  const ListSheet& sheet = sheet_of(sheets, "outside");
  ASSERT_EQ(sheet.rows.size(), 3U);
  EXPECT_EQ(shown(sheet, 0, "行业名称"), "玩具制造");
  EXPECT_EQ(shown(sheet, 0, "企业数"), "2");
  EXPECT_EQ(shown(sheet, 1, "企业名称"), test::formula_name);
  EXPECT_LE(utf8::length(shown(sheet, 2, "企业名称")), 121U);
  EXPECT_TRUE(shown(sheet, 2, "企业名称").ends_with("…"));
  EXPECT_NE(sheet.note.zh.find("图谱未含不等于本县没有"), std::string::npos);
}

TEST(Lists, DutiesAndMatches) {
  const Fixture f;
  const auto sheets = lists_of(f.study, Lang::zh);
  const ListSheet& duties = sheet_of(sheets, "duties");
  ASSERT_EQ(duties.rows.size(), 1U);
  EXPECT_EQ(shown(duties, 0, "链长"), "张三");
  EXPECT_EQ(shown(duties, 0, "已有环节"), "2");
  EXPECT_EQ(shown(duties, 0, "首要目标"), "高纯石英砂（补链）");
  const ListSheet& matches = sheet_of(sheets, "matches");
  ASSERT_EQ(matches.rows.size(), 7U);
  EXPECT_EQ(shown(matches, 1, "企业名称"), "甲石英矿业有限公司");
  EXPECT_EQ(shown(matches, 1, "图谱用语"), "石英砂开采");
  EXPECT_EQ(shown(matches, 1, "位置"), "4");
  EXPECT_EQ(shown(matches, 1, "字数"), "5");
}

TEST(Lists, NothingFromOutsideTheStudy) {
  const Fixture f;
  for (const ListSheet& sheet : lists_of(f.study, Lang::zh)) {
    for (const auto& row : sheet.rows) {
      for (const ListCell& cell : row) {
        if (cell.text() == nullptr || *cell.text() == test::script_name || *cell.text() == test::formula_name) continue;
        EXPECT_EQ(cell.text()->find('/'), std::string::npos) << *cell.text();
        for (const char* secret : {"gb18030", "csv", "SECRET"})
          EXPECT_EQ(cell.text()->find(secret), std::string::npos) << *cell.text();
      }
    }
  }
}

TEST(Lists, BasisTellsColumnsAndSources) {
  const Fixture f;
  const auto sheets = lists_of(f.study, Lang::zh);
  const ListSheet& sheet = sheet_of(sheets, "basis");
  const auto has = [&](std::string_view text) {
    return std::any_of(sheet.rows.begin(), sheet.rows.end(), [&](const auto& row) {
      return std::any_of(row.begin(), row.end(), [&](const ListCell& cell) {
        return cell.text() != nullptr && cell.text()->find(text) != std::string::npos;
      });
    });
  };
  EXPECT_TRUE(has("参保人数"));
  EXPECT_TRUE(has("个人信息，未读"));
  EXPECT_TRUE(has("环节 6 条，有出处 100%"));
  EXPECT_TRUE(has("上下游关系 5 条，有出处 0%"));
  EXPECT_TRUE(has("fill.between"));
  EXPECT_TRUE(has("石英行业资料，某协会，2024"));
}

TEST(ListsCsv, BomCrlfAndFormulas) {
  ListSheet sheet;
  sheet.columns.resize(2);
  sheet.columns[0].title = Text("甲");
  sheet.columns[1].title = Text("乙");
  for (const char* text : {"=1+1", "+1", "-1", "@a", "\tx", "\rx", " =1", "＝1", "a=1", "说\"话\""})
    sheet.rows.push_back({text, ListCell(-0.5)});
  const Fixture f;
  const std::string csv = list_csv(sheet, f.study, Lang::zh);
  EXPECT_TRUE(csv.starts_with("\xEF\xBB\xBF\"甲\",\"乙\"\r\n"));
  for (const char* line : {"\"'=1+1\",-0.5\r\n", "\"'+1\",-0.5\r\n", "\"'-1\",-0.5\r\n", "\"'@a\",-0.5\r\n",
                           "\"'\tx\",-0.5\r\n", "\"\nx\",-0.5\r\n", "\"' =1\",-0.5\r\n", "\"'＝1\",-0.5\r\n",
                           "\"a=1\",-0.5\r\n", "\"说\"\"话\"\"\",-0.5\r\n"}) {
    EXPECT_NE(csv.find(line), std::string::npos) << line;
  }
  EXPECT_NE(csv.find("未经实地核实"), std::string::npos);
  EXPECT_NE(csv.find("0123456789abcdef"), std::string::npos);
}

TEST(ListsCsv, TargetsHaveOneRowATargetAndTheDefinitions) {
  const Fixture f;
  const std::string csv = targets_csv(f.study, Lang::zh);
  EXPECT_NE(csv.find("\r\n\"quartz:pure\",\"石英\",\"高纯石英砂\",\"排名\",1,\"补链\""), std::string::npos);
  EXPECT_NE(csv.find("\"说明\",\"补链：补上现有环节缺少的投入\""), std::string::npos);
  EXPECT_EQ(csv, targets_csv(f.study, Lang::zh));
}

TEST(Lists, LongCellsAreCutToWhatExcelHolds) {
  Fixture f;
  std::string reason;
  for (int i = 0; i < 40000; ++i) reason += "长";
  f.study.analysis.targets[0].reason = Text(reason);
  const auto sheets = lists_of(f.study, Lang::zh);
  const std::string text = shown(sheets[0], 0, "理由");
  EXPECT_EQ(utf8::length(text), 32767U);
  EXPECT_TRUE(text.ends_with("长…"));
}

}  // namespace
}  // namespace liantu
