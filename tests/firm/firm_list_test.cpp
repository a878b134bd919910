// Lists of firms, with a header or without; and what being on one means.
#include "liantu/firm/firm_list.hpp"

#include "corrections_fixture.hpp"

#include "liantu/firm/data_grade.hpp"
#include "liantu/firm/size.hpp"

#include <algorithm>
#include <random>

namespace liantu::test::firm_list_test {
namespace {

// "row name code" of each.
Cells read(const std::string& bytes, const std::string& name = "list.txt") {
  const TableFile file(name, bytes);
  Cells out;
  for (const ListedFirm& firm : read_firm_list({file.path}))
    out.push_back(std::to_string(firm.row) + " " + firm.name + " " + firm.credit_code);
  return out;
}

TEST(FirmLists, ALineAName) {
  EXPECT_EQ(read("甲厂\n\n 乙（集团）公司 \r\n" + code_a + "\n"),
            (Cells{"1 甲厂 ", "3 乙（集团）公司 ", "4  " + code_a}));
  EXPECT_EQ(read("=甲厂"), Cells{"1 =甲厂 "});
}

TEST(FirmLists, ColumnsByHeader) {
  EXPECT_EQ(read("2025年规上企业\n序号,统一社会信用代码,单位名称\n1," + code_a + ",甲厂\n2,,乙厂\n3,,\n", "list.csv"),
            (Cells{"3 甲厂 " + code_a, "4 乙厂 "}));
  EXPECT_EQ(read("credit_code\n" + code_a + "\nnone\n"), Cells{"2  " + code_a});
}

TEST(FirmLists, ASecondColumnNeedsAHeader) {
  try {
    (void)read("1,甲厂\n2,乙厂\n", "list.csv");
    FAIL();
  } catch (const InputError& error) {
    const std::string text = error.problems().front().message(Lang::en);
    EXPECT_NE(text.find("row 1, column B: a second column, and no header; wanted a header 企业名称 (firm)"),
              std::string::npos)
        << text;
  }
}

TEST(FirmLists, UglyBytesAreReadOrRefused) {
  std::mt19937 random(3);
  const std::string good = "单位名称,信用代码\n甲厂," + code_a + "\n乙厂,\n";
  for (int i = 0; i < 1000; ++i) {
    std::string bytes = good;
    for (int change = 0; change < 1 + i % 8; ++change)
      bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
    try {
      EXPECT_LE(read(bytes).size(), 64U);
    } catch (const InputError& error) {
      EXPECT_FALSE(error.problems().empty());
    }
  }
}

TEST(FirmLists, AboveScaleIsMediumUnlessItsOwnFiguresSayOtherwise) {
  const auto marked = [](Firm firm) {
    mark_above_scale(firm, SizeRules{});
    EXPECT_TRUE(firm.above_scale.value_or(false) && firm.above_scale_listed);
    EXPECT_EQ(firm.size_source, SizeSource::above_scale_list);
    return firm.size;
  };
  EXPECT_EQ(marked(Firm{}), SizeClass::medium);
  Firm few;
  few.insured_staff = 30;
  EXPECT_EQ(marked(few), SizeClass::small);
  Firm large;
  large.revenue = 50000;
  EXPECT_EQ(marked(large), SizeClass::large);
}

TEST(DataGrade, TurnsOffLessTheMoreIsKnown) {
  const auto says = [](const ReadingReport& reading, const char* words) {
    const auto lines = turned_off_by_grade(reading);
    return std::any_of(lines.begin(), lines.end(),
                       [words](const Text& line) { return line.zh.find(words) != std::string::npos; });
  };
  ReadingReport d;
  d.firms = 2;
  d.size_sources[static_cast<std::size_t>(SizeSource::none)] = 2;
  EXPECT_EQ(d.grade(), 'D');
  EXPECT_TRUE(says(d, "规模未知，无法判定优势环节"));
  EXPECT_TRUE(says(d, "可能外流只能按企业数推断"));
  EXPECT_TRUE(says(d, "没有规上名录"));
  ReadingReport b = d;
  b.filled[static_cast<std::size_t>(Field::above_scale)] = 1;
  b.size_sources[static_cast<std::size_t>(SizeSource::none)] = 1;
  EXPECT_EQ(b.grade(), 'B');
  EXPECT_FALSE(says(b, "无法判定优势环节"));
  EXPECT_TRUE(says(b, "1 家企业规模未知"));
  EXPECT_FALSE(says(b, "没有规上名录"));
}

}  // namespace
}  // namespace liantu::test::firm_list_test
