// Text tables: encodings, quoting, line ends, delimiters, and input that is no table.
#include "table_files.hpp"

#include <unicode/ucnv.h>

namespace liantu::test::table_csv_test {
namespace {

// `text` in another encoding.
std::string encoded(const std::string& text, const char* name) {
  std::string out(text.size() * 4 + 8, '\0');
  UErrorCode error = U_ZERO_ERROR;
  const auto size = ucnv_convert(name, "utf-8", out.data(), static_cast<int32_t>(out.size()), text.data(),
                                 static_cast<int32_t>(text.size()), &error);
  EXPECT_TRUE(U_SUCCESS(error)) << u_errorName(error);
  out.resize(static_cast<std::size_t>(size));
  return out;
}

const std::string plain_text = "企业名称,经营范围\n甲公司,\"石英砂,加工\"\n乙公司,乳制品\n";
const Grid plain_rows{{"企业名称", "经营范围"}, {"甲公司", "石英砂,加工"}, {"乙公司", "乳制品"}};

TEST(TableCsv, EncodingsAreToldApartAndGiveTheSameRows) {
  const std::vector<std::pair<std::string, std::string>> files{
      {plain_text, "utf-8"},
      {"\xEF\xBB\xBF" + plain_text, "utf-8-bom"},
      {encoded(plain_text, "gb18030"), "gb18030"},
      {"\xFF\xFE" + encoded(plain_text, "utf-16le"), "utf-16le"},
      {"\xFE\xFF" + encoded(plain_text, "utf-16be"), "utf-16be"},
  };
  for (const auto& [bytes, encoding] : files) {
    const Table table = table_of(TableFile("a.csv", bytes));
    EXPECT_EQ(table.rows, plain_rows) << encoding;
    EXPECT_EQ(table.form.encoding, encoding);
    EXPECT_EQ(table.form.kind, "csv");
    EXPECT_EQ(table.form.bytes, bytes.size());
    EXPECT_EQ(table.form.rows, 3U);
    EXPECT_EQ(table.form.bad_bytes + table.form.mixed_rows, 0U);
  }
}

TEST(TableCsv, AnEncodingThatIsNamedIsUsedAndAnUnknownOneRefused) {
  const std::string bytes = encoded(plain_text, "gb18030");
  for (const char* name : {"gbk", "GB2312", "cp936", "GB18030", "gb-18030"}) {
    EXPECT_EQ(table_of(TableFile("a.csv", bytes), {name, ""}).rows, plain_rows) << name;
  }
  const std::string utf16 = encoded(plain_text, "utf-16le");
  EXPECT_EQ(table_of(TableFile("a.csv", utf16), {"utf-16le", ""}).rows, plain_rows);
  EXPECT_NE(table_refusal("a.csv", bytes, {"klingon", ""}).find("unknown encoding klingon"), std::string::npos);
}

TEST(TableCsv, Gb18030FourByteCharactersAndAsciiTrailBytesAreRead) {
  // 乗 is 81 5C in GBK: a backslash as second byte. 㐀 takes four bytes with digits in them.
  const std::string text = "企业名称,产品\n乗㐀公司,光伏组件\n镕基公司,石英\n";
  EXPECT_EQ(table_of(TableFile("a.csv", encoded(text, "gb18030"))).rows, table_of(TableFile("a.csv", text)).rows);
}

TEST(TableCsv, AMegabyteCutInsideACharacterIsStillUtf8) {
  for (std::size_t shift = 0; shift < 3; ++shift) {
    std::string text = "名称" + std::string(shift, ',') + "\n";
    while (text.size() < (1U << 20U) + 100) text += "石英石英石英石英石英石英石英石英石英\n";
    const Table table = table_of(TableFile("a.csv", text));
    EXPECT_EQ(table.form.encoding, "utf-8");
    EXPECT_EQ(table.form.bad_bytes, 0U);
  }
}

TEST(TableCsv, ARowPastedInFromAGbkFileIsReadAndCounted) {
  const Table table = table_of(TableFile("a.csv", plain_text + encoded("丙公司,纺织服装\n", "gbk") + "丁公司,面料\n"));
  EXPECT_EQ(table.form.encoding, "utf-8");
  EXPECT_EQ(table.form.mixed_rows, 1U);
  EXPECT_EQ(table.form.bad_bytes, 0U);
  EXPECT_EQ(table.rows[3], (Cells{"丙公司", "纺织服装"}));
  EXPECT_EQ(table.rows[4], (Cells{"丁公司", "面料"}));
}

TEST(TableCsv, StrayBytesAndControlCharactersBecomeReplacementCharactersAndAreCounted) {
  const Table table = table_of(TableFile("a.csv", plain_text + "丙\xFF公司,\x01纱\n"));
  EXPECT_EQ(table.form.encoding, "utf-8");
  EXPECT_EQ(table.rows[3], (Cells{"丙\uFFFD公司", "\uFFFD纱"}));
  EXPECT_EQ(table.form.bad_bytes, 2U);
}

TEST(TableCsv, LineEndsOfEveryKindGiveTheSameRows) {
  for (const std::string end : {"\r\n", "\r", "\n"}) {
    std::string text = plain_text;
    for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + end.size()))
      text.replace(at, 1, end);
    const Table table = table_of(TableFile("a.csv", text));
    EXPECT_EQ(table.rows, plain_rows);
    EXPECT_EQ(table.numbers, (std::vector<std::uint64_t>{1, 2, 3}));
  }
}

TEST(TableCsv, RowNumbersAreThoseOfASpreadsheet) {
  const Table table = table_of(TableFile("a.csv", "名称,范围\r\n\r\n甲,\"一\r\n二\"\r\n,,\r\n乙,三"));
  EXPECT_EQ(table.numbers, (std::vector<std::uint64_t>{1, 3, 5}));
  EXPECT_EQ(table.rows[1], (Cells{"甲", "一\n二"}));
  EXPECT_EQ(table.rows[2], (Cells{"乙", "三"}));
}

TEST(TableCsv, TabsSemicolonsAndExcelsOwnLineTellTheDelimiter) {
  EXPECT_EQ(table_of(TableFile("a.csv", "名称\t范围\n甲\t一,二,三\n乙\t四,五\n")).rows[1], (Cells{"甲", "一,二,三"}));
  EXPECT_EQ(table_of(TableFile("a.csv", "名称;范围\n甲;一\n")).form.delimiter, ';');
  EXPECT_EQ(table_of(TableFile("a.csv", "名称,范围\n甲,a;b;c;d\n乙,e;f;g;h\n")).form.delimiter, ',');
  const Table told = table_of(TableFile("a.csv", "sep=;\r\n名称;范围\r\n甲;一\r\n"));
  EXPECT_EQ(told.rows.front(), (Cells{"名称", "范围"}));
  EXPECT_EQ(told.numbers.front(), 2U);
}

TEST(TableCsv, ByteOrderMarksInTheMiddleAreDropped) {
  const Table table = table_of(TableFile("a.csv", "\xEF\xBB\xBF" + plain_text + "\xEF\xBB\xBF" + "\"丙\",丁\n"));
  EXPECT_EQ(table.rows[3], (Cells{"丙", "丁"}));
}

TEST(TableCsv, QuotesInsideACellStayAndDoubledOnesAreOne) {
  const Table table = table_of(TableFile("a.csv", "名称,范围\n甲\"乙\"丙,\"他说\"\"好\"\"\"\n"));
  EXPECT_EQ(table.rows[1], (Cells{"甲\"乙\"丙", "他说\"好\""}));
}

TEST(TableCsv, AQuoteUnclosedAtTheEndIsRefusedWithTheRowWhereItOpens) {
  const std::string message = table_refusal("a.csv", "名称,范围\n甲,一\n乙,\"二\n丙,三\n");
  EXPECT_NE(message.find("row 3, column B"), std::string::npos) << message;
  EXPECT_NE(message.find("not closed"), std::string::npos);
}

TEST(TableCsv, ACellOverTheLimitIsRefusedBeforeTheFileIsInMemory) {
  TableLimits limits;
  limits.cell_bytes = 1000;
  const std::string message = table_refusal("a.csv", "名称,范围\n甲,\"" + std::string(200'000, 'x'), {}, limits);
  EXPECT_NE(message.find("row 2, column B"), std::string::npos) << message;
  EXPECT_NE(message.find("1000 bytes"), std::string::npos);
}

TEST(TableCsv, ACellOfAMegabyteAndMoreIsRefused) {
  const std::string message = table_refusal("a.csv", "名称,范围\n甲," + std::string((1U << 20U) + 1, 'x') + "\n");
  EXPECT_NE(message.find("row 2, column B"), std::string::npos) << message;
}

TEST(TableCsv, TenThousandColumnsAreRefusedAndTenThousandBlankOnesAreNot) {
  std::string wide = "名称";
  for (int i = 0; i < 10'000; ++i) wide += ",列" + std::to_string(i);
  EXPECT_NE(table_refusal("a.csv", wide + "\n").find("row 1, column FAO"), std::string::npos);
  const Table blank = table_of(TableFile("a.csv", "名称" + std::string(10'000, ',') + "\n甲\n"));
  EXPECT_EQ(blank.rows[0].size(), 4096U);
  EXPECT_EQ(blank.rows[1], Cells{"甲"});
}

TEST(TableCsv, ARowOfBlanksOrDelimitersWithoutEndIsRefused) {
  TableLimits limits;
  limits.cell_bytes = 1000;
  limits.row_bytes = 10'000;
  // Within one block and over several, ended and not.
  for (const std::size_t size : {30'000U, 3'000'000U}) {
    for (const char* end : {"", "\n乙\n"}) {
      for (const char c : {' ', ','}) {
        const std::string message = table_refusal("a.csv", "名称,范围\n甲\n" + std::string(size, c) + end, {}, limits);
        EXPECT_NE(message.find("row 3, column A"), std::string::npos) << message;
        EXPECT_NE(message.find("10000"), std::string::npos) << message;
      }
    }
  }
}

TEST(TableCsv, AQuoteIsNoDelimiterWhateverTheFirstLineTells) {
  EXPECT_EQ(table_of(TableFile("a.csv", "sep=\"\n名称,范围\n甲,一\n")).form.delimiter, ',');
  EXPECT_EQ(table_of(TableFile("a.csv", "sep=|\n名称|范围\n甲|一\n")).rows[1], (Cells{"甲", "一"}));
}

TEST(TableCsv, EmptyAndBlankFilesAreRefused) {
  for (const char* text : {"", "\n\n", " \r\n\t\n", ",,,\n", "\xEF\xBB\xBF"}) {
    EXPECT_NE(table_refusal("a.csv", text).find("the table is empty"), std::string::npos) << text;
  }
}

TEST(TableCsv, BinaryFilesAreRefused) {
  std::string nul = plain_text;
  nul += '\0';
  std::string noise;
  for (unsigned i = 0; i < 5000; ++i) noise += static_cast<char>(i * 2654435761U >> 13U);
  for (const auto& bytes : {nul, std::string(100, '\0'),
                            "\x7F"
                            "ELF" +
                                std::string(20, '\1'),
                            noise}) {
    EXPECT_NE(table_refusal("a.csv", bytes).find("binary, no table"), std::string::npos);
  }
  EXPECT_NE(table_refusal("a.csv", "%PDF-1.4 ...").find("PDF"), std::string::npos);
  EXPECT_NE(table_refusal("a.xlsx", "\x89PNG\r\n").find("picture"), std::string::npos);
}

TEST(TableCsv, WebPagesNamedXlsAreRefused) {
  for (const char* page : {"<html><table><tr><td>企业名称</td></tr></table></html>",
                           "\xEF\xBB\xBF \n<?xml version=\"1.0\"?><Workbook/>"}) {
    EXPECT_NE(table_refusal("a.xls", page).find("a web page or XML"), std::string::npos);
  }
}

TEST(TableCsv, MissingFilesAndFoldersAreRefused) {
  const TableFile file("a.csv", "名称\n");
  const auto read = [](const std::string& path) {
    return refusal([&] { (void)read_table(path, {}, [](const TableRow&) { return true; }); });
  };
  EXPECT_NE(read(file.path + ".gone").find("cannot open"), std::string::npos);
  EXPECT_NE(read(std::filesystem::path(file.path).parent_path().string()).find("not a folder"), std::string::npos);
}

TEST(TableCsv, ReadingStopsWhereTheCallerWantsNoMore) {
  std::size_t rows = 0;
  (void)read_table(TableFile("a.csv", "a,b\n1,2\n3,4\n5,\"6\n").path, {}, [&](const TableRow&) { return ++rows < 2; });
  EXPECT_EQ(rows, 2U);
}

TEST(TableCsv, WhatTheCallerThrowsComesOut) {
  const TableFile file("a.csv", plain_text);
  EXPECT_THROW((void)read_table(file.path, {}, [](const TableRow&) -> bool { throw std::domain_error("mine"); }),
               std::domain_error);
}

}  // namespace
}  // namespace liantu::test::table_csv_test
