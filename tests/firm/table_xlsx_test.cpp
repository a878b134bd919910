// Workbooks: what cells say as text, sheets, and archives that are hostile or no workbook.
#include "table_files.hpp"
#include "workbook_bytes.hpp"

namespace liantu::test::table_xlsx_test {
namespace {

Table sheet_of(const std::string& rows, const std::vector<std::string>& strings = {},
               const std::vector<std::string>& formats = {}, const std::string& properties = "") {
  return table_of(TableFile("a.xlsx", zip_bytes(workbook_parts({{"企业", rows}}, strings, formats, properties))));
}

std::string cell(const std::string& attributes, const std::string& inside) {
  return "<c " + attributes + ">" + inside + "</c>";
}

std::string number_cell(const std::string& value, int style = 0) {
  const Table table = sheet_of(
      "<row r=\"1\">" + cell("r=\"A1\" s=\"" + std::to_string(style) + "\"", "<v>" + value + "</v>") + "</row>", {},
      {"yyyy/m/d", "0000", "yyyy\\-mm\\-dd\\ hh:mm", "#,##0.00", "yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"});
  return table.rows.at(0).at(0);
}

TEST(TableXlsx, SharedAndInlineStringsGiveTheSameRows) {
  const Grid grid{{"企业名称", "经营范围"}, {"甲公司", "石英砂 & <加工>"}, {"乙公司", "", "尾"}};
  for (bool inline_strings : {true, false}) {
    const Table table = table_of(TableFile("a.xlsx", workbook_bytes(grid, inline_strings)));
    EXPECT_EQ(table.rows, grid);
    EXPECT_EQ(table.form.kind, "xlsx");
    EXPECT_EQ(table.form.sheet, "企业");
    EXPECT_EQ(table.numbers, (std::vector<std::uint64_t>{1, 2, 3}));
  }
}

TEST(TableXlsx, AWorkbookUnderAnotherNameIsReadAsTheWorkbookThatItIs) {
  EXPECT_EQ(table_of(TableFile("a.csv", workbook_bytes({{"企业名称"}, {"甲"}}))).form.kind, "xlsx");
}

TEST(TableXlsx, NumbersReadAsTheyStandInTheSheet) {
  EXPECT_EQ(number_cell("3825"), "3825");
  EXPECT_EQ(number_cell("3825.0"), "3825");
  EXPECT_EQ(number_cell("0.1"), "0.1");
  EXPECT_EQ(number_cell("12345.670000000001"), "12345.67");
  EXPECT_EQ(number_cell("-5"), "-5");
  EXPECT_EQ(number_cell("123456789012"), "123456789012");
  EXPECT_EQ(number_cell("1.2E+3"), "1200");
  EXPECT_EQ(number_cell("0.00001"), "0.00001");
  EXPECT_EQ(number_cell("1234.5", 4), "1234.5");
  EXPECT_EQ(number_cell("kein"), "kein");
}

TEST(TableXlsx, ACreditCodeThatBecameANumberShowsThatItsDigitsAreLost) {
  EXPECT_EQ(number_cell("9.1321001234567004E+17"), "9.13E+17");
  EXPECT_EQ(number_cell("913210012345670040"), "9.13E+17");
}

TEST(TableXlsx, ZerosThatTheNumberFormatShowsAreKept) { EXPECT_EQ(number_cell("111", 2), "0111"); }

TEST(TableXlsx, DatesReadAsDates) {
  EXPECT_EQ(number_cell("42510", 1), "2016-05-20");
  EXPECT_EQ(number_cell("42510.5", 3), "2016-05-20 12:00:00");
  EXPECT_EQ(number_cell("42510", 5), "2016-05-20");
  EXPECT_EQ(number_cell("1", 1), "1900-01-01");
  EXPECT_EQ(number_cell("59", 1), "1900-02-28");
  EXPECT_EQ(number_cell("61", 1), "1900-03-01");
  EXPECT_EQ(number_cell("99999999", 1), "99999999");
  const Table old =
      sheet_of("<row><c s=\"1\"><v>41048</v></c></row>", {}, {"yyyy/m/d"}, "<workbookPr date1904=\"1\"/>");
  EXPECT_EQ(old.rows[0][0], "2016-05-20");
}

TEST(TableXlsx, FormulasBooleansErrorsRichTextAndPhoneticsReadAsSeen) {
  const Table table =
      sheet_of("<row r=\"1\">" + cell("r=\"A1\" t=\"str\"", "<f>A2&amp;\"x\"</f><v>甲公司</v>") +
               cell("r=\"B1\" t=\"b\"", "<v>1</v>") + cell("r=\"C1\" t=\"b\"", "<v>0</v>") +
               cell("r=\"D1\" t=\"e\"", "<v>#N/A</v>") + cell("r=\"E1\"", "<f>1+1</f><v>2</v>") +
               cell("r=\"F1\" t=\"inlineStr\"",
                    "<is><r><t>石英</t></r><r><t>砂</t></r><rPh sb=\"0\" eb=\"2\"><t>shi</t></rPh></is>") +
               cell("r=\"G1\" t=\"d\"", "<v>2016-05-20</v>") + cell("r=\"H1\" t=\"s\"", "<v>99</v>") +
               cell("r=\"I1\" t=\"inlineStr\"", "<is><t>一_x000D_&#10;二_x005F_</t></is>") + "</row>");
  EXPECT_EQ(table.rows[0], (Cells{"甲公司", "TRUE", "FALSE", "", "2", "石英砂", "2016-05-20", "", "一\n二_"}));
}

TEST(TableXlsx, RowsAndCellsWithoutPlacesAreCountedOn) {
  const Table table = sheet_of(
      "<row><c><v>1</v></c><c><v>2</v></c></row><row r=\"5\"><c r=\"B5\"><v>3</v></c><c><v>4</v></c></row><row "
      "r=\"2\"><c><v>5</v></c></row>");
  EXPECT_EQ(table.rows, (Grid{{"1", "2"}, {"", "3", "4"}, {"5", "", ""}}));
  EXPECT_EQ(table.numbers, (std::vector<std::uint64_t>{1, 5, 6}));
}

TEST(TableXlsx, ElementsMayHavePrefixes) {
  const std::string prefixed =
      "<x:worksheet xmlns:x=\"m\"><x:sheetData><x:row r=\"1\"><x:c "
      "r=\"A1\"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>";
  Parts parts = workbook_parts({{"企业", ""}});
  parts.front().second = prefixed;
  EXPECT_EQ(table_of(TableFile("a.xlsx", zip_bytes(parts))).rows, Grid{{"7"}});
}

TEST(TableXlsx, TheFirstVisibleSheetWithRowsIsReadOrTheOneThatIsNamed) {
  const TableFile file("a.xlsx", zip_bytes(workbook_parts({{"隐藏", text_rows({{"旧"}}), "hidden"},
                                                           {"空", ""},
                                                           {"一", text_rows({{"甲"}})},
                                                           {"二", text_rows({{"乙"}})}})));
  EXPECT_EQ(table_of(file).form.sheet, "一");
  EXPECT_EQ(table_of(file, {"", "二"}).rows, Grid{{"乙"}});
  EXPECT_EQ(table_of(file, {"", "隐藏"}).rows, Grid{{"旧"}});
  const std::string message = refusal([&] { (void)table_of(file, {"", "三"}); });
  EXPECT_NE(message.find("no sheet called 三"), std::string::npos);
  EXPECT_NE(message.find("隐藏, 空, 一, 二"), std::string::npos) << message;
  EXPECT_NE(refusal([&] { (void)table_of(file, {"", "空"}); }).find("the table is empty"), std::string::npos);
}

TEST(TableXlsx, AnEmptyWorkbookAndOneWithoutSheetsAreRefused) {
  EXPECT_NE(table_refusal("a.xlsx", workbook_bytes({})).find("the table is empty"), std::string::npos);
  EXPECT_NE(table_refusal("a.xlsx", zip_bytes(workbook_parts({}))).find("the workbook has no sheet"),
            std::string::npos);
}

TEST(TableXlsx, ACsvNamedXlsxIsRefusedWithTheRemedy) {
  const std::string message = table_refusal("a.XLSX", "企业名称,范围\n甲,乙\n");
  EXPECT_NE(message.find("named .xlsx, yet no workbook"), std::string::npos);
  EXPECT_NE(message.find(".csv"), std::string::npos);
}

TEST(TableXlsx, EncryptedFilesAndOldXlsAreRefusedWithTheRemedy) {
  const TableFile old("a.xlsx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(600, '\0'));
  try {
    (void)table_of(old);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_NE(error.problems()[0].message(Lang::zh).find("另存为 .xlsx"), std::string::npos);
  }
  EXPECT_NE(table_refusal("a.xlsx", zip_bytes({{"xl/workbook.xml", "<workbook/>"}}, {true, true})).find("encrypted"),
            std::string::npos);
}

TEST(TableXlsx, ATruncatedWorkbookIsRefused) {
  const std::string bytes = workbook_bytes({{"企业名称"}, {"甲"}});
  for (std::size_t keep : {std::size_t{4}, bytes.size() / 2, bytes.size() - 10}) {
    EXPECT_NE(table_refusal("a.xlsx", bytes.substr(0, keep)).find("damaged or cut short"), std::string::npos) << keep;
  }
}

TEST(TableXlsx, OtherArchivesAreRefusedByWhatTheyAre) {
  EXPECT_NE(table_refusal("a.zip", zip_bytes({{"企业.csv", "企业名称\n甲\n"}})).find("no workbook in it"),
            std::string::npos);
  EXPECT_NE(table_refusal("a.ods", zip_bytes({{"mimetype", "x"}, {"content.xml", "<x/>"}})).find(".ods"),
            std::string::npos);
  EXPECT_NE(table_refusal("a.xlsb", zip_bytes({{"xl/workbook.bin", "x"}})).find(".xlsb"), std::string::npos);
  EXPECT_NE(table_refusal("a.docx", zip_bytes({{"word/document.xml", "<x/>"}})).find("Word"), std::string::npos);
}

TEST(TableXlsx, ZipBombsAreRefusedByTheSizeThatTheyClaim) {
  Parts parts = workbook_parts({{"企业", text_rows({{"企业名称"}, {"甲"}})}});
  parts.emplace_back("xl/media/bomb", std::string(std::size_t{40} << 20U, 'x'));
  EXPECT_NE(table_refusal("a.xlsx", zip_bytes(parts)).find("zip bomb"), std::string::npos);
  TableLimits limits;
  limits.unzipped_bytes = 1000;
  EXPECT_NE(table_refusal("a.xlsx", workbook_bytes({{"企业名称"}, {"甲"}}), {}, limits).find("zip bomb"),
            std::string::npos);
}

TEST(TableXlsx, ZipBombsThatLieAboutTheirSizeAreRefused) {
  Parts parts = workbook_parts({{"企业", text_rows({{"企业名称"}, {"甲"}})}});
  for (auto& [name, content] : parts) {
    if (name == "xl/worksheets/sheet1.xml") content = worksheet(std::string(std::size_t{40} << 20U, ' '));
  }
  std::string bytes = zip_bytes(parts);
  // The sizes of the central directory and of the local header: 24 and 22 bytes into them.
  for (auto [signature, offset] : {std::pair("PK\x01\x02", 24), std::pair("PK\x03\x04", 22)}) {
    for (auto at = bytes.find(signature); at != std::string::npos; at = bytes.find(signature, at + 4)) {
      bytes.replace(at + static_cast<std::size_t>(offset), 4, std::string("\0\2\0\0", 4));
    }
  }
  EXPECT_FALSE(table_refusal("a.xlsx", bytes).empty());
}

std::string hostile(const std::string& part, const std::string& content) {
  Parts parts = workbook_parts({{"企业", text_rows({{"企业名称"}, {"甲"}})}});
  for (auto& [name, old] : parts) {
    if (name == part) old = content;
  }
  return table_refusal("a.xlsx", zip_bytes(parts));
}

TEST(TableXlsx, HostileXmlIsRefusedWithThePartsName) {
  const std::string sheet = "xl/worksheets/sheet1.xml";
  std::string laughs = "<!DOCTYPE x [<!ENTITY a \"ha\">";
  for (char c = 'b'; c <= 'z'; ++c) {
    laughs += "<!ENTITY ";
    laughs += c;
    laughs += " \"";
    for (int i = 0; i < 10; ++i) laughs += std::string("&") + static_cast<char>(c - 1) + ";";
    laughs += "\">";
  }
  laughs += "]><worksheet><sheetData><row><c><v>&z;</v></c></row></sheetData></worksheet>";
  EXPECT_NE(hostile(sheet, laughs).find("sheet1.xml: this part of the workbook cannot be read (a document type"),
            std::string::npos);
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  EXPECT_NE(hostile(sheet, deep).find("nested too deep"), std::string::npos);
  EXPECT_NE(hostile(sheet, "<worksheet><sheetData><row").find("sheet1.xml"), std::string::npos);
  EXPECT_NE(hostile(sheet, "<worksheet><sheetData></row>").find("mismatched tag"), std::string::npos);
  std::string endless = "<worksheet a=\"";
  endless.resize(12'000'000, 'x');
  EXPECT_NE(hostile(sheet, endless).find("without end"), std::string::npos);
  EXPECT_NE(hostile("xl/sharedStrings.xml", "<sst><si><t>" + std::string(2'000'000, 'x') + "</t></si></sst>")
                .find("sharedStrings"),
            std::string::npos);
  EXPECT_NE(hostile("xl/workbook.xml", "nonsense").find("workbook.xml"), std::string::npos);
}

TEST(TableXlsx, CellsFarOutAreRefusedAndFarDownAreNot) {
  EXPECT_NE(hostile("xl/worksheets/sheet1.xml", worksheet("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>"))
                .find("more than 4096 columns"),
            std::string::npos);
  EXPECT_NE(hostile("xl/worksheets/sheet1.xml", worksheet("<row r=\"1\"><c r=\"ZZZZZZZZZ1\"><v>1</v></c></row>"))
                .find("columns"),
            std::string::npos);
  EXPECT_EQ(sheet_of("<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>").numbers[0], 1048576U);
}

}  // namespace
}  // namespace liantu::test::table_xlsx_test
