#include "liantu/publish/report.hpp"

#include "report_fixture.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace liantu {
namespace {

using test::Fixture;

// The golden file equals `got`; LIANTU_UPDATE_GOLDEN=1 writes it instead.
void expect_golden(const std::string& got, const std::string& name) {
  const std::string path = std::string(LIANTU_SOURCE_DATA) + "/../tests/golden/report/" + name;
  if (std::getenv("LIANTU_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << got;
    return;
  }
  std::ifstream in(path, std::ios::binary);
  const std::string wanted{std::istreambuf_iterator<char>(in), {}};
  EXPECT_EQ(got, wanted) << name;
}

TEST(Report, Golden) {
  const Fixture f;
  expect_golden(report_markdown(f.study, Lang::zh), "report.md");
  expect_golden(report_html(f.study, Lang::zh), "report.html");
  expect_golden(report_markdown(f.study, Lang::en), "report.en.md");
}

TEST(Report, CarriesCaveatAndBasis) {
  const Fixture f;
  for (Lang lang : {Lang::zh, Lang::en}) {
    const std::string page = report_html(f.study, lang);
    EXPECT_NE(page.find(basis_line(f.study).in(lang)), std::string::npos);
  }
  EXPECT_NE(report_html(f.study, Lang::zh).find(caveat(f.study).zh), std::string::npos);
  EXPECT_NE(report_markdown(f.study, Lang::zh).find("未经实地核实"), std::string::npos);
}

TEST(Report, NamesTheLeakWithoutAPercentage) {
  const Fixture f;
  const std::string text = report_markdown(f.study, Lang::zh);
  EXPECT_NE(
      text.find("**石英砂开采 3 家**：本地下游石英砂加工（1 家），承接不足。可能外流（按企业数推断，未核产销量）。"),
      std::string::npos);
  EXPECT_EQ(text.find("70%可能"), std::string::npos);
}

TEST(Report, LocalSupplyIsNeverTheTermForPurchases) {
  const Fixture f;
  const std::string text = report_markdown(f.study, Lang::zh);
  EXPECT_NE(text.find("本地可配套度（按环节测算）"), std::string::npos);
  EXPECT_NE(text.find("0%–100%"), std::string::npos);  // milk is not seen: the share of 液体乳 is open
}

TEST(Report, SurveyWithoutLeadChains) {
  Fixture f;
  EXPECT_EQ(report_markdown(f.study, Lang::zh).find("仅供摸底"), std::string::npos);
  f.study.chains_chosen = false;
  EXPECT_NE(report_markdown(f.study, Lang::zh).find("未指定主导产业，仅供摸底"), std::string::npos);
}

TEST(Report, BeginsWithAPageForALeader) {
  const Fixture f;
  const std::string page = report_html(f.study, Lang::zh);
  const std::size_t from = page.find("<section class=\"brief\">");
  const std::size_t to = page.find("</section>");
  ASSERT_LT(from, to);
  const std::string brief = page.substr(from, to - from);
  for (const char* what :
       {"示范县产业链分析报告", "2026年9月30日", "石英·已有", "石英·薄弱与未见", "可能外流（按企业数推断，未核产销量）",
        "高纯石英砂", "先找谁", "名单内没有可点名的企业", "先核实", "数据等级 C", "未经实地核实"})
    EXPECT_NE(brief.find(what), std::string::npos) << what;
  EXPECT_EQ(brief.find("吨袋</td>"), std::string::npos);  // vetoed: no target
  EXPECT_LT(to, page.find("一、各产业链现状"));
}

// What a page can hold is bounded, whatever names the data hold.
TEST(Report, ThePageForALeaderIsCutToItsRoom) {
  Fixture f;
  Target more = f.study.analysis.targets.front();
  const std::string long_reason(3000, 'y');
  more.reason = Text(long_reason, long_reason);
  for (int rank = 2; rank <= 30; ++rank) {
    more.rank = rank;
    f.study.analysis.targets.push_back(more);
  }
  for (int i = 0; i < 20; ++i) f.study.verifications.push_back(Verification(f.study.verifications.front()));
  f.county.name = std::string(900, 'n');
  const std::string page = report_html(f.study, Lang::zh);
  const std::size_t from = page.find("<section class=\"brief\">");
  const std::string brief = page.substr(from, page.find("</section>") - from);
  std::size_t rows = 0;
  for (std::size_t at = brief.find("<tr>"); at != std::string::npos; at = brief.find("<tr>", at + 1)) ++rows;
  EXPECT_EQ(rows, 6U);  // the head and five targets
  EXPECT_EQ(brief.find("yyyy"), std::string::npos);
  EXPECT_NE(brief.find("nnnnn…"), std::string::npos);
  EXPECT_LT(brief.size(), 6000U);
}

TEST(Report, NumbersItsPartsAsAnOfficialPaperDoes) {
  const Fixture f;
  const std::string text = report_markdown(f.study, Lang::zh);
  for (const char* what : {"\n### （一）乳业\n", "\n#### 1.已有环节\n", "\n### （二）石英\n", "\n#### 4.本链目标\n",
                           "\n### （一）慎入\n", "\n### （一）读入情况\n"})
    EXPECT_NE(text.find(what), std::string::npos) << what;
  EXPECT_EQ(report_markdown(f.study, Lang::en).find("（"), std::string::npos);
}

TEST(Report, MapsAreInsideOnceEach) {
  const Fixture f;
  const std::string page = report_html(f.study, Lang::zh);
  for (const char* what : {"id=\"map-title-quartz\"", "id=\"map-title-dairy\"", "id=\"map-description-quartz\"",
                           "aria-labelledby=\"map-title-quartz map-description-quartz\""}) {
    const std::size_t at = page.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    EXPECT_EQ(page.find(what, at + 1), std::string::npos) << what;
  }
  EXPECT_NE(page.find("data-node=\"pure\""), std::string::npos);
  EXPECT_NE(report_markdown(f.study, Lang::zh).find("](map.quartz.svg)"), std::string::npos);
}

TEST(Report, HostileNamesAreText) {
  Fixture f;
  f.county.name = "\"]};<img src=x onerror=alert(1)>";
  f.study.table.title = "*x* [a](javascript:b) |c|";
  const std::string page = report_html(f.study, Lang::zh);
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_EQ(page.find("<img"), std::string::npos);
  EXPECT_NE(page.find("&lt;script&gt;alert(1)&lt;/script&gt;"), std::string::npos);
  const std::string text = report_markdown(f.study, Lang::zh);
  EXPECT_EQ(text.find("<script"), std::string::npos);
  EXPECT_EQ(text.find("[a]("), std::string::npos);
  EXPECT_NE(text.find("\\|c\\|"), std::string::npos);
  for (const std::string& out : {page, text}) {
    EXPECT_EQ(out.find('\x01'), std::string::npos);
    EXPECT_EQ(out.find("\xE2\x80\xAE"), std::string::npos);
    EXPECT_EQ(out.find("/home/secret"), std::string::npos);
  }
}

TEST(Report, PageStandsAlone) {
  const Fixture f;
  const std::string page = report_html(f.study, Lang::zh);
  EXPECT_NE(page.find("Content-Security-Policy"), std::string::npos);
  for (const char* what : {"http://", "https://", "src=", "href=", "url(", "@import", " style="})
    EXPECT_EQ(page.find(what), std::string::npos) << what;
}

TEST(Report, EmptyStudySaysSo) {
  Fixture f;
  f.study.question.chains.clear();
  f.study.analysis.targets.clear();
  f.study.verifications.clear();
  const std::string text = report_markdown(f.study, Lang::zh);
  EXPECT_NE(text.find("没有可排名的目标"), std::string::npos);
  EXPECT_NE(text.find("没有哪个环节的核实会改变前十名"), std::string::npos);
}

}  // namespace
}  // namespace liantu
