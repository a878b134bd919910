#include "liantu/firm/firm_list.hpp"

#include "failure.hpp"
#include "named_table.hpp"

#include "liantu/firm/firm_finder.hpp"

#include <utility>

namespace liantu {

namespace {

enum Column : std::size_t { name, code };

// A list without a header: one column, of names or of codes.
void read_bare(const std::string& path, const io::NamedTable& table, std::vector<ListedFirm>& out) {
  for (const auto& row : table.rows()) {
    ListedFirm firm{path, row.number, "", ""};
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const std::string cell(trim(row.cells[i]));
      if (cell.empty()) continue;
      if (!firm.name.empty()) {
        io::fail(
            path, io::cell_place(row.number, i), {"没有表头，而有第二列", "a second column, and no header"},
            {"表头 企业名称 或 统一社会信用代码；或只有一列名称，没有表头",
             "a header 企业名称 (firm) or 统一社会信用代码 (credit_code), or a single column of names without one"});
      }
      firm.name = cell;
    }
    if (!FirmFinder::code_key(firm.name).empty()) std::swap(firm.name, firm.credit_code);
    out.push_back(std::move(firm));
  }
}

}  // namespace

std::vector<ListedFirm> read_firm_list(const std::vector<std::string>& paths) {
  std::vector<ListedFirm> out;
  for (const std::string& path : paths) {
    const io::NamedTable table(path, {}, {io::firm_name_column(), io::credit_code_column()});
    if (!table.has_header()) {
      read_bare(path, table, out);
      continue;
    }
    for (const auto& row : table.rows()) {
      ListedFirm firm{path, row.number, std::string(table.cell(row, name)), std::string(table.cell(row, code))};
      if (!firm.name.empty() || !FirmFinder::code_key(firm.credit_code).empty()) out.push_back(std::move(firm));
    }
  }
  return out;
}

}  // namespace liantu
