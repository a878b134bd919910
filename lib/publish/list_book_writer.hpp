// What lists, cover and pages of a workbook are written with: one sheet after another, a row at a time, in one look.
// Internal to list_book*.cpp.
#pragma once

#include "list_book.hpp"
#include "lists_text.hpp"
#include "xlsx.hpp"

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace liantu::lists_detail {

// Lines that a text takes in a column: Chinese counts two, the rest one and a little. LibreOffice and WPS do not grow
// rows of files that they did not write.
[[nodiscard]] double lines_in(std::string_view text, int width);

// The height of a row of so many lines, in points, at most what Excel takes.
[[nodiscard]] double row_height(double lines, double more);

// Where a sheet's row is, as a link wants it.
[[nodiscard]] std::string place_of(const std::string& sheet, lxw_row_t row);

class BookWriter {
 public:
  static constexpr lxw_row_t last_row = LXW_ROW_MAX - 64;  // leaves room for the foot

  BookWriter(const BookFrame& frame, Lang lang, const std::string& path);

  // Where ids lead: to their rows in the list of targets, and from there to their first candidates.
  void link(const std::vector<ListSheet>& lists, const std::vector<BookPage>& pages);

  // Everything that follows is about the sheet that was begun last.
  void begin(const std::string& name);
  [[nodiscard]] lxw_worksheet* sheet() const { return m_sheet; }
  [[nodiscard]] lxw_row_t row() const { return m_row; }
  void next_row() { ++m_row; }

  // A line across the columns, and down to the next row.
  void title(const std::string& text) { line_of(text, m_title); }
  void quiet(const std::string& text) { line_of(text, m_quiet); }
  void warning(const std::string& text) { line_of(text, m_warning); }
  void head_cell(std::size_t at, const std::string& text);
  void cell(const ListColumn& column, lxw_col_t at, const ListCell& value);
  void linked_cell(const ListColumn& column, lxw_col_t at, const std::string& text, const std::string& place);
  // The same where the id leads anywhere in the list of that id; false where it does not.
  bool linked(const ListSheet& list, const ListColumn& column, lxw_col_t at, const std::string& text);
  void ends(const std::string& title);  // header and footer of the page
  void close() { xlsx::close(std::move(m_book), m_path); }

  [[nodiscard]] std::string heading(const std::string& sheet) const;
  [[nodiscard]] const BookFrame& frame() const { return m_frame; }
  [[nodiscard]] const Say& say() const { return m_say; }
  void check(lxw_error error) const { xlsx::check(error, m_path); }

  [[nodiscard]] lxw_format* fresh_format() { return workbook_add_format(m_book.get()); }
  // Cells of one kind share a format.
  [[nodiscard]] lxw_format* cell_format(const ListColumn& column, bool link = false);
  [[nodiscard]] lxw_format* state_format(std::size_t state) const { return m_states[state]; }

 private:
  static constexpr std::size_t most_links = 60000;  // Excel opens no sheet of more than 65,530

  using Places = std::map<std::string, std::string>;  // by id

  template <class Set>
  lxw_format* format(Set set);
  void line_of(const std::string& text, lxw_format* style);
  [[nodiscard]] lxw_row_t first_row(const ListSheet& list) const;

  const BookFrame& m_frame;
  Say m_say;
  std::string m_path;
  xlsx::Book m_book;
  lxw_worksheet* m_sheet = nullptr;
  lxw_row_t m_row = 0;
  std::size_t m_links = 0;  // of the sheet
  Places m_targets;         // rows of the list of targets
  Places m_candidates;      // where the ids of that list, or of one with pages, lead
  lxw_format* m_title = nullptr;
  lxw_format* m_quiet = nullptr;
  lxw_format* m_warning = nullptr;
  lxw_format* m_head = nullptr;
  std::array<lxw_format*, EnumWords<State>::names.size()> m_states{};
  std::map<std::tuple<ListColumn::Kind, int, bool, bool>, lxw_format*> m_cells;
};

// The parts of a workbook, each a sheet.
void add_list(BookWriter& book, const ListSheet& list);
void add_cover(BookWriter& book, const BookCover& cover, const std::vector<ListSheet>& lists);
// Read only: what is written belongs into the list. `empty` is shown where nothing stands in either column.
void add_page(BookWriter& book, const BookPage& page, const ListSheet& list, const std::string& empty);

}  // namespace liantu::lists_detail
