#include "liantu/publish/chain_book.hpp"

#include "xlsx.hpp"

#include <algorithm>
#include <cstddef>

namespace liantu {

namespace {

// Widths of a column in characters: as wide as its longest cell, within bounds.
double width_of(const ChainTable& table, std::size_t column) {
  std::size_t most = 0;
  for (const auto& row : table.rows) {
    std::size_t units = 0;
    for (std::size_t at = 0; at < row[column].size();) units += utf8::next(row[column], at) >= 0x2E80 ? 2 : 1;
    most = std::max(most, units);
  }
  return std::clamp(static_cast<double>(most) + 2, 8.0, 48.0);
}

}  // namespace

void write_chain_book(const std::vector<ChainTable>& tables, Lang lang, const std::string& path) {
  xlsx::Book book = xlsx::open(path, lang == Lang::zh ? "产业链" : "Industry chain", "");
  lxw_format* head = xlsx::head_format(book.get());
  lxw_format* body = workbook_add_format(book.get());
  format_set_align(body, LXW_ALIGN_VERTICAL_TOP);
  format_set_num_format(body, "@");  // a code that is typed in stays text
  for (const ChainTable& table : tables) {
    const std::string name(label(table.part, lang));
    lxw_worksheet* sheet = workbook_add_worksheet(book.get(), name.c_str());
    for (std::size_t i = 0; i < table.rows[0].size(); ++i) {
      const auto at = static_cast<lxw_col_t>(i);
      worksheet_set_column(sheet, at, at, width_of(table, i), body);
    }
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      for (std::size_t i = 0; i < table.rows[r].size(); ++i) {
        const std::string& cell = table.rows[r][i];
        if (cell.empty()) continue;
        xlsx::check(worksheet_write_string(sheet, static_cast<lxw_row_t>(r), static_cast<lxw_col_t>(i),
                                           xlsx::literal(cell).c_str(), r == 0 ? head : body),
                    path);
      }
    }
    const bool named = table.part == ChainPart::nodes;
    worksheet_freeze_panes(sheet, 1, named ? 2 : 0);
  }
  xlsx::close(std::move(book), path);
}

}  // namespace liantu
