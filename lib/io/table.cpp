// What kind of table a file is, by its first bytes: names lie.
#include "liantu/firm/table.hpp"

#include "encoding.hpp"
#include "failure.hpp"
#include "table_csv.hpp"
#include "table_xlsx.hpp"

#include "liantu/text.hpp"

#include <string_view>
#include <utility>

namespace liantu {

namespace {

constexpr std::size_t head_bytes = 1U << 20U;
constexpr std::size_t piece_bytes = 1U << 16U;

// Many systems export a web page under the name .xls.
bool is_markup(std::string_view head) {
  const std::string start = fold(trim(head.substr(0, 200)));
  return start.starts_with("<html") || start.starts_with("<!doctype") || start.starts_with("<table") ||
         start.starts_with("<?xml") || start.starts_with("<meta");
}

bool is_zip(std::string_view head) { return head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06"); }

}  // namespace

TableForm read_table(const std::string& path, const TableOptions& options,
                     const std::function<bool(const TableRow&)>& each, const TableLimits& limits) {
  // Asked first: a file that tells its own encoding does not make a misspelt one right.
  if (!options.encoding.empty() && !io::encoding_named(options.encoding)) {
    io::fail(path, "", {"不认识的编码 " + options.encoding, "unknown encoding " + options.encoding},
             Text("utf-8 | gb18030 | gbk | utf-16le | utf-16be"));
  }
  io::ByteSource source(path);
  std::string head;
  bool whole = false;
  while (!whole && head.size() < head_bytes) whole = !source.read(head, piece_bytes);
  const std::string_view bytes = head;
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
    io::fail(path, "", {"加密的工作簿或旧版 .xls", "an encrypted workbook or an old .xls"},
             {".xlsx 或 CSV", ".xlsx or CSV"}, {"去掉密码，另存为 .xlsx", "saving it as .xlsx, without a password"});
  }
  TableForm form;
  if (is_zip(bytes)) {
    form = io::read_xlsx(path, options, each, limits);
  } else if (bytes.starts_with("%PDF") || bytes.starts_with("\x89PNG") || bytes.starts_with("\xFF\xD8\xFF")) {
    io::fail(path, "", {"是 PDF 或图片，不是表格", "a PDF or a picture, no table"}, {"CSV 或 XLSX", "CSV or XLSX"},
             {"向提供方索取 .xlsx 或 CSV", "asking whoever gave it for .xlsx or CSV"});
  } else if (is_markup(bytes)) {
    io::fail(path, "", {"是网页或 XML，不是工作簿", "a web page or XML, no workbook"}, {".xlsx 或 CSV", ".xlsx or CSV"},
             {"用表格软件打开后另存为 .xlsx", "opening it in a spreadsheet program and saving it as .xlsx"});
  } else if (fold(path).ends_with(".xlsx") && !trim(bytes).empty()) {
    io::fail(path, "", {"名为 .xlsx，内容却不是工作簿", "named .xlsx, yet no workbook"}, {"工作簿", "a workbook"},
             {"把文件名改为 .csv（若是文本），或用表格软件另存为 .xlsx",
              "naming it .csv if it is text; else saving it as .xlsx in a spreadsheet program"});
  } else {
    form = io::read_csv(path, source, std::move(head), whole, options, each, limits);
  }
  if (form.rows == 0 && !options.may_be_empty) {
    io::fail(path, form.sheet.empty() ? "" : "sheet " + form.sheet, {"表格是空的", "the table is empty"},
             {"一行表头和至少一家企业", "a header and at least one firm"});
  }
  return form;
}

std::vector<std::string> sheets_of(const std::string& path, const TableLimits& limits, bool hidden) {
  io::ByteSource source(path);
  std::string head;
  (void)source.read(head, piece_bytes);
  return is_zip(head) ? io::xlsx_sheets(path, limits, hidden) : std::vector<std::string>{};
}

}  // namespace liantu
