#include "liantu/publish/workbook.hpp"

#include "report_fixture.hpp"
#include "workbook_unzip.hpp"

#include "liantu/publish/lists.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace liantu {
namespace {

using test::Fixture;

std::string written(const Study& study, Lang lang, const std::string& name) {
  const std::string path = ::testing::TempDir() + name;
  write_workbook(study, lang, path);
  std::ifstream in(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  std::filesystem::remove(path);
  return bytes;
}

TEST(Workbook, SameStudySameBytes) {
  const Fixture a;
  const Fixture b;
  EXPECT_EQ(written(a.study, Lang::zh, "liantu-a.xlsx"), written(b.study, Lang::zh, "liantu-b.xlsx"));
}

TEST(Workbook, CreatedOnTheDateOfTheStudy) {
  Fixture f;
  EXPECT_NE(test::Workbook(written(f.study, Lang::zh, "liantu-c.xlsx"))
                .parts()
                .at("docProps/core.xml")
                .find("2026-09-30T12:00:00Z"),
            std::string::npos);
  f.study.question.date.clear();
  EXPECT_NE(test::Workbook(written(f.study, Lang::zh, "liantu-c.xlsx"))
                .parts()
                .at("docProps/core.xml")
                .find("2000-01-01T12:00:00Z"),
            std::string::npos);
}

TEST(Workbook, CellsAreWhatTheListsHold) {
  const Fixture f;
  const test::Workbook book(written(f.study, Lang::zh, "liantu-d.xlsx"));
  const auto sheets = lists_of(f.study, Lang::zh);
  EXPECT_EQ(book.cell(1, "A1").value, "示范县 · 目标清单");
  EXPECT_EQ(book.cell(1, "A2").value, caveat(f.study).zh);
  EXPECT_EQ(book.cell(1, "A3").value, basis_line(f.study).zh);
  EXPECT_EQ(book.cell(1, "A5").value, "编号");
  EXPECT_EQ(book.cell(1, "A6").value, "quartz:pure");
  EXPECT_EQ(book.cell(1, "E6").type, 'n');
  EXPECT_EQ(book.cell(1, "E6").value, "1");
  EXPECT_EQ(book.cell(1, "J6").type, 'n');
  EXPECT_EQ(book.cell(1, "J6").value, "0.612345");
  EXPECT_EQ(book.cell(1, "P6").type, ' ');  // 责任单位: to be filled by hand
  EXPECT_EQ(book.cell(1, "A11").value, "补链：补上现有环节缺少的投入");
  EXPECT_EQ(book.cell(3, "D7").type, 's');  // a credit code is text
  EXPECT_EQ(book.cell(3, "D7").value, "91320000MA1234567X");
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string& xml = book.sheet(static_cast<int>(i) + 1);
    EXPECT_NE(xml.find("<autoFilter"), std::string::npos);
    EXPECT_NE(xml.find("state=\"frozen\""), std::string::npos);
    EXPECT_NE(xml.find("未经实地核实"), std::string::npos);  // in the footer
    EXPECT_EQ(xml.find("<f>"), std::string::npos);
  }
  EXPECT_NE(book.sheet(1).find("<conditionalFormatting"), std::string::npos);
}

TEST(Workbook, HostileNamesAreText) {
  const Fixture f;
  const test::Workbook book(written(f.study, Lang::zh, "liantu-e.xlsx"));
  // 图谱外企业: row 6 the class, then the firms.
  EXPECT_EQ(book.cell(11, "E7").type, 's');
  EXPECT_EQ(book.cell(11, "E7").value, test::formula_name);
  EXPECT_EQ(book.cell(4, "C7").value, "&lt;script&gt;alert(1)&lt;/script&gt;");
  for (const auto& [name, part] : book.parts()) {
    for (char c : part)
      EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\r' || c == '\t') << name;
    EXPECT_EQ(part.find("/home/secret"), std::string::npos);
    EXPECT_EQ(part.find("SECRET-SHEET"), std::string::npos);
  }
}

TEST(Workbook, ExcelsOwnEscapesStayText) {
  Fixture f;
  f.study.analysis.targets[0].reason = Text("_x0041_b _x00_ _xyz_");
  EXPECT_EQ(test::Workbook(written(f.study, Lang::zh, "liantu-g.xlsx")).cell(1, "I6").value,
            "_x005F_x0041_b _x00_ _xyz_");
}

TEST(Workbook, EmptyStudyAndLongText) {
  Fixture f;
  std::string reason(50000, 'a');
  f.study.analysis.targets[0].reason = Text(reason);
  f.study.county = nullptr;
  f.study.question.county = nullptr;
  const test::Workbook book(written(f.study, Lang::en, "liantu-f.xlsx"));
  EXPECT_EQ(utf8::length(book.cell(1, "I6").value), 32767U);
  f.study.analysis.targets.clear();
  f.study.question.chains.clear();
  EXPECT_EQ(test::Workbook(written(f.study, Lang::zh, "liantu-f.xlsx")).cell(1, "A6").value, "（本次没有）");
}

TEST(Workbook, SaysWhereItCannotWrite) {
  const Fixture f;
  EXPECT_THROW(write_workbook(f.study, Lang::zh, "/nonexistent/folder/lists.xlsx"), std::runtime_error);
}

}  // namespace
}  // namespace liantu
