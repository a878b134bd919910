// Part of liantu::publish: see list_book.hpp. Here what is not a list: the cover, and pages that show a row of a list.
#include "list_book_writer.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <stdexcept>

namespace liantu::lists_detail {
namespace {

// Every sheet with a link to it, how many rows it has, and the first sentence of its note.
void add_contents(BookWriter& book, const std::vector<ListSheet>& lists) {
  const Say& say = book.say();
  book.head_cell(0, say("清单", "List"));
  book.head_cell(1, say("行数", "Rows"));
  book.head_cell(2, say("是什么", "What it is"));
  book.next_row();
  const ListColumn text{Text(), ListColumn::Kind::text, 76, 0, true};
  for (const ListSheet& list : lists) {
    book.linked_cell(text, 0, list.name, place_of(list.name, 0));
    book.cell({Text(), ListColumn::Kind::number, 12, 0, false}, 1, std::uint64_t{list.rows.size()});
    const std::string note = clean(list.note.in(say.lang()));
    const std::string stop = say("。", ". ");
    const auto end = note.find(stop);
    const std::string first = end == std::string::npos ? note : note.substr(0, end + say("。", ".").size());
    book.cell(text, 2, first);
    worksheet_set_row(book.sheet(), book.row(), 15 * lines_in(first, text.width) + 1, nullptr);
    book.next_row();
  }
}

// Of the first chunk of a PNG, which holds nothing else before it.
double png_width(const std::string& picture) {
  if (picture.size() < 24) throw std::runtime_error("the map of the cover is no PNG");
  std::uint32_t out = 0;
  for (std::size_t i = 16; i < 20; ++i) out = (out << 8U) | static_cast<unsigned char>(picture[i]);
  return std::max(1.0, static_cast<double>(out));
}

void add_picture(BookWriter& book, const BookCover& cover) {
  book.next_row();
  constexpr double wanted = 900;  // pixels of the three columns
  lxw_image_options options{};
  options.x_scale = options.y_scale = std::min(1.0, wanted / png_width(cover.picture));
  options.x_scale *= cover.dpi / 96;
  options.y_scale *= cover.dpi / 96;
  options.object_position = LXW_OBJECT_MOVE_DONT_SIZE;
  options.decorative = 0;
  std::string told = book.say()("产业链图谱", "The chain map");
  options.description = told.data();
  book.check(worksheet_insert_image_buffer_opt(book.sheet(), book.row(), 0,
                                               reinterpret_cast<const unsigned char*>(cover.picture.data()),
                                               cover.picture.size(), &options));
}

std::string column_name(std::size_t column) {
  std::array<char, LXW_MAX_COL_NAME_LENGTH> out{};
  lxw_col_to_name(out.data(), static_cast<lxw_col_t>(column), LXW_TRUE);
  return out.data();
}

// The cell of a column in the row of an id, wherever it is.
std::string looked_up(const ListSheet& list, const std::string& id, std::size_t column) {
  const auto range = [&](std::size_t at) {
    const std::string name = column_name(at);
    return "'" + list.name + "'!" + name + ":" + name;
  };
  return "INDEX(" + range(column) + ",MATCH(\"" + id + "\"," + range(0) + ",0))";
}

// What is to be filled in stands out, until it is.
void mark_empty(BookWriter& book, const std::string& empty) {
  std::string wanted = "\"" + empty + "\"";
  lxw_format* style = book.fresh_format();
  format_set_bg_color(style, 0xFDEFE4);
  format_set_font_color(style, 0xB03A06);
  lxw_conditional_format rule{};
  rule.type = LXW_CONDITIONAL_TYPE_CELL;
  rule.criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO;
  rule.value_string = wanted.data();
  rule.format = style;
  book.check(worksheet_conditional_format_range(book.sheet(), 0, 1, book.row() - 1, 1, &rule));
}

}  // namespace

void add_cover(BookWriter& book, const BookCover& cover, const std::vector<ListSheet>& lists) {
  book.begin(book.say()("封面", "Cover"));
  worksheet_set_column(book.sheet(), 0, 0, 30, nullptr);
  worksheet_set_column(book.sheet(), 1, 1, 12, nullptr);
  worksheet_set_column(book.sheet(), 2, 2, 76, nullptr);
  worksheet_gridlines(book.sheet(), LXW_HIDE_ALL_GRIDLINES);
  worksheet_set_row(book.sheet(), 0, 24, nullptr);
  const BookFrame& frame = book.frame();
  book.title(book.heading(""));
  if (!frame.date.empty()) book.quiet(clean(frame.date, 20));
  book.warning(clean(frame.caveat));
  if (!frame.basis.empty()) book.quiet(clean(frame.basis));
  book.next_row();
  const ListColumn text{Text(), ListColumn::Kind::text, 30, 0, true};
  const ListColumn number{Text(), ListColumn::Kind::number, 12, 0, false};
  for (const auto& [what, value] : cover.figures) {
    book.cell(text, 0, what);
    book.cell(value.number() != nullptr ? number : text, 1, value);
    book.next_row();
  }
  book.next_row();
  add_contents(book, lists);
  if (!cover.picture.empty()) add_picture(book, cover);
  worksheet_set_paper(book.sheet(), 9);
  worksheet_set_landscape(book.sheet());
  worksheet_fit_to_pages(book.sheet(), 1, 0);
  book.ends(book.heading(""));
}

void add_page(BookWriter& book, const BookPage& page, const ListSheet& list, const std::string& empty) {
  book.begin(page.name);
  worksheet_set_column(book.sheet(), 0, 0, 16, nullptr);
  worksheet_set_column(book.sheet(), 1, 1, 74, nullptr);
  worksheet_set_row(book.sheet(), 0, 30, nullptr);
  book.title(page.title);
  book.warning(clean(book.frame().caveat));
  book.quiet(book.say()("本页随“" + list.name + "”一表自动显示，请在那张表的“（填）”各列修改。",
                        "This page shows the sheet " + list.name + "; change the columns marked (written) there."));
  book.next_row();
  const ListColumn label{Text(), ListColumn::Kind::text, 16, 0, true};
  const ListColumn text{Text(), ListColumn::Kind::text, 74, 0, true};
  for (const BookPage::Line& item : page.lines) {
    book.cell(label, 0, item.label);
    const std::string& shown = item.shown.empty() ? empty : item.shown;
    const std::string own = looked_up(list, page.id, item.instead);
    const std::string drafted = looked_up(list, page.id, item.column);
    const std::string formula =
        "=IF(" + own + "<>\"\"," + own + ",IF(" + drafted + "<>\"\"," + drafted + ",\"" + empty + "\"))";
    book.check(worksheet_write_formula_str(book.sheet(), book.row(), 1, formula.c_str(), book.cell_format(text),
                                           shown.c_str()));
    worksheet_set_row(book.sheet(), book.row(), row_height(std::max(2.0, lines_in(shown, text.width)), 4), nullptr);
    book.next_row();
  }
  mark_empty(book, empty);
  worksheet_set_paper(book.sheet(), 9);
  worksheet_fit_to_pages(book.sheet(), 1, 1);
  worksheet_set_margins(book.sheet(), 0.6, 0.6, 0.8, 0.8);
  worksheet_protect(book.sheet(), nullptr, nullptr);
  book.ends(page.title);
}

}  // namespace liantu::lists_detail
