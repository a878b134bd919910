// Part of liantu::publish: see list_book.hpp.
#include "list_book.hpp"

#include "lists_text.hpp"
#include "map_style.hpp"
#include "xlsx.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace liantu {
namespace {

using lists_detail::clean;
using lists_detail::Say;
using xlsx::check;
using xlsx::line;
using xlsx::literal;

// Lines that a text takes in a column: Chinese counts two, the rest one and a little. LibreOffice and WPS do not grow
// rows of files that they did not write.
double lines(std::string_view text, int width) {
  double out = 0;
  double units = 0;
  const auto end_line = [&] {
    out += std::max(1.0, std::ceil(units / std::max(width - 2, 1)));
    units = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    const char32_t point = utf8::next(text, at);
    if (point == U'\n') {
      end_line();
    } else {
      units += point >= 0x2E80 ? 2 : 1.1;
    }
  }
  end_line();
  return out;
}

// "&" begins a code in headers and footers; they hold 255 characters.
std::string for_header(std::string_view text, std::size_t limit) {
  std::string out;
  for (char c : clean(text, limit)) out += c == '&' ? std::string("&&") : std::string(1, c);
  return out;
}

class Book {
 public:
  Book(const lists_detail::BookFrame& frame, Lang lang, const std::string& path)
      : m_frame(frame), m_say(lang), m_path(path) {
    m_book = xlsx::open(path, heading(""), frame.date);
    m_title = format([](lxw_format* f) {
      format_set_bold(f);
      format_set_font_size(f, 14);
    });
    m_quiet = format([](lxw_format* f) { format_set_font_color(f, 0x55636F); });
    m_warning = format([](lxw_format* f) {
      format_set_bold(f);
      format_set_font_color(f, 0xB03A06);
    });
    m_head = xlsx::head_format(m_book.get());
    for (std::size_t i = 0; i < m_states.size(); ++i) {
      const auto& style = chain_map::style_of(static_cast<State>(i));
      m_states[i] = workbook_add_format(m_book.get());
      format_set_bg_color(m_states[i], style.fill.rgb);
      format_set_font_color(m_states[i], 0x1B2733);
    }
  }

  using BookPage = lists_detail::BookPage;

  // Where ids lead: to their rows in the list of targets, and from there to their first candidates.
  void link(const std::vector<ListSheet>& lists, const std::vector<BookPage>& pages) {
    for (const ListSheet& list : lists) {
      if (list.id != "targets" && list.id != "candidates") continue;
      auto& rows = list.id == "targets" ? m_targets : m_candidates;
      lxw_row_t row = first_row(list);
      for (const auto& cells : list.rows) {
        const std::string* id = cells.front().text();
        if (id != nullptr && row < last_row) rows.try_emplace(*id, place(list.name, row));
        ++row;
      }
    }
    for (const BookPage& page : pages) m_candidates.try_emplace(page.id, place(page.name, 0));
  }

  void add_cover(const lists_detail::BookCover& cover, const std::vector<ListSheet>& lists) {
    begin(m_say("封面", "Cover"));
    worksheet_set_column(m_sheet, 0, 0, 30, nullptr);
    worksheet_set_column(m_sheet, 1, 1, 12, nullptr);
    worksheet_set_column(m_sheet, 2, 2, 76, nullptr);
    worksheet_gridlines(m_sheet, LXW_HIDE_ALL_GRIDLINES);
    m_row = 0;
    worksheet_set_row(m_sheet, 0, 24, nullptr);
    line_of(heading(""), m_title);
    if (!m_frame.date.empty()) line_of(clean(m_frame.date, 20), m_quiet);
    line_of(clean(m_frame.caveat), m_warning);
    if (!m_frame.basis.empty()) line_of(clean(m_frame.basis), m_quiet);
    ++m_row;
    const ListColumn text{Text(), ListColumn::Kind::text, 30, 0, true};
    const ListColumn number{Text(), ListColumn::Kind::number, 12, 0, false};
    for (const auto& [what, value] : cover.figures) {
      cell(text, 0, what);
      cell(value.number() != nullptr ? number : text, 1, value);
      ++m_row;
    }
    ++m_row;
    contents(lists);
    if (!cover.picture.empty()) picture(cover);
    worksheet_set_paper(m_sheet, 9);
    worksheet_set_landscape(m_sheet);
    worksheet_fit_to_pages(m_sheet, 1, 0);
    ends(heading(""));
  }

  // Read only: what is written belongs into the list. `empty` is shown where nothing stands in either column.
  void add_page(const BookPage& page, const ListSheet& list, const std::string& empty) {
    begin(page.name);
    worksheet_set_column(m_sheet, 0, 0, 16, nullptr);
    worksheet_set_column(m_sheet, 1, 1, 74, nullptr);
    m_row = 0;
    worksheet_set_row(m_sheet, 0, 30, nullptr);
    line_of(page.title, m_title);
    line_of(clean(m_frame.caveat), m_warning);
    line_of(m_say("本页随“" + list.name + "”一表自动显示，请在那张表的“（填）”各列修改。",
                  "This page shows the sheet " + list.name + "; change the columns marked (written) there."),
            m_quiet);
    ++m_row;
    const ListColumn label{Text(), ListColumn::Kind::text, 16, 0, true};
    const ListColumn text{Text(), ListColumn::Kind::text, 74, 0, true};
    for (const BookPage::Line& item : page.lines) {
      cell(label, 0, item.label);
      const std::string& shown = item.shown.empty() ? empty : item.shown;
      const std::string own = looked_up(list, page.id, item.instead);
      const std::string drafted = looked_up(list, page.id, item.column);
      const std::string formula =
          "=IF(" + own + "<>\"\"," + own + ",IF(" + drafted + "<>\"\"," + drafted + ",\"" + empty + "\"))";
      check(worksheet_write_formula_str(m_sheet, m_row, 1, formula.c_str(), cell_format(text), shown.c_str()), m_path);
      worksheet_set_row(m_sheet, m_row, std::min(std::max(2.0, lines(shown, text.width)) * 15 + 4, 400.0), nullptr);
      ++m_row;
    }
    mark_empty(empty);
    worksheet_set_paper(m_sheet, 9);
    worksheet_fit_to_pages(m_sheet, 1, 1);
    worksheet_set_margins(m_sheet, 0.6, 0.6, 0.8, 0.8);
    worksheet_protect(m_sheet, nullptr, nullptr);
    ends(page.title);
  }

  // What is to be filled in stands out, until it is.
  void mark_empty(const std::string& empty) {
    std::string wanted = "\"" + empty + "\"";
    lxw_format* style = workbook_add_format(m_book.get());
    format_set_bg_color(style, 0xFDEFE4);
    format_set_font_color(style, 0xB03A06);
    lxw_conditional_format rule{};
    rule.type = LXW_CONDITIONAL_TYPE_CELL;
    rule.criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO;
    rule.value_string = wanted.data();
    rule.format = style;
    check(worksheet_conditional_format_range(m_sheet, 0, 1, m_row - 1, 1, &rule), m_path);
  }

  void add(const ListSheet& list) {
    begin(list.name);
    columns(list);
    preface(list);
    head(list);
    rows(list);
    foot(list);
    by_hand(list);
    page(list);
  }

  void close() { xlsx::close(std::move(m_book), m_path); }

 private:
  static constexpr lxw_row_t last_row = LXW_ROW_MAX - 64;  // leaves room for the foot
  static constexpr std::size_t most_links = 60000;         // Excel opens no sheet of more than 65,530

  using Places = std::map<std::string, std::string>;  // by id

  void begin(const std::string& name) {
    m_sheet = workbook_add_worksheet(m_book.get(), name.c_str());
    if (m_sheet == nullptr) throw std::runtime_error("cannot add sheet " + name);
    m_links = 0;
  }

  // As preface and head write them.
  [[nodiscard]] lxw_row_t first_row(const ListSheet& list) const {
    return 3 + (m_frame.basis.empty() ? 0 : 1) + (list.note.empty() ? 0 : 1);
  }

  [[nodiscard]] static std::string place(const std::string& sheet, lxw_row_t row) {
    std::string quoted;
    for (char c : sheet) quoted += c == '\'' ? std::string("\'\'") : std::string(1, c);
    return "internal:'" + quoted + "'!A" + std::to_string(row + 1);
  }

  [[nodiscard]] static std::string column_name(std::size_t column) {
    std::array<char, LXW_MAX_COL_NAME_LENGTH> out{};
    lxw_col_to_name(out.data(), static_cast<lxw_col_t>(column), LXW_TRUE);
    return out.data();
  }

  // The cell of a column in the row of an id, wherever it is.
  [[nodiscard]] static std::string looked_up(const ListSheet& list, const std::string& id, std::size_t column) {
    const auto range = [&](std::size_t at) {
      const std::string name = column_name(at);
      return "'" + list.name + "'!" + name + ":" + name;
    };
    return "INDEX(" + range(column) + ",MATCH(\"" + id + "\"," + range(0) + ",0))";
  }

  // False where the text leads nowhere.
  bool linked(const Places& places, lxw_col_t at, const std::string& text, lxw_format* style) {
    const auto found = places.find(text);
    if (found == places.end() || m_links >= most_links) return false;
    ++m_links;
    check(worksheet_write_url_opt(m_sheet, m_row, at, found->second.c_str(), style, literal(text).c_str(), nullptr),
          m_path);
    return true;
  }

  // Every sheet with a link to it, how many rows it has, and the first sentence of its note.
  void contents(const std::vector<ListSheet>& lists) {
    const std::array<std::string, 3> heads{m_say("清单", "List"), m_say("行数", "Rows"), m_say("是什么", "What it is")};
    for (std::size_t i = 0; i < heads.size(); ++i)
      worksheet_write_string(m_sheet, m_row, static_cast<lxw_col_t>(i), heads[i].c_str(), m_head);
    ++m_row;
    const ListColumn text{Text(), ListColumn::Kind::text, 76, 0, true};
    for (const ListSheet& list : lists) {
      check(worksheet_write_url_opt(m_sheet, m_row, 0, place(list.name, 0).c_str(), link_format(text),
                                    literal(list.name).c_str(), nullptr),
            m_path);
      cell({Text(), ListColumn::Kind::number, 12, 0, false}, 1, std::uint64_t{list.rows.size()});
      const std::string note = clean(list.note.in(m_say.lang()));
      const std::string stop = m_say("。", ". ");
      const auto end = note.find(stop);
      const std::string first = end == std::string::npos ? note : note.substr(0, end + m_say("。", ".").size());
      cell(text, 2, first);
      worksheet_set_row(m_sheet, m_row, 15 * lines(first, text.width) + 1, nullptr);
      ++m_row;
    }
  }

  void picture(const lists_detail::BookCover& cover) {
    ++m_row;
    constexpr double wanted = 900;  // pixels of the three columns
    const double width = png_width(cover.picture);
    lxw_image_options options{};
    options.x_scale = options.y_scale = std::min(1.0, wanted / width);
    options.x_scale *= cover.dpi / 96;
    options.y_scale *= cover.dpi / 96;
    options.object_position = LXW_OBJECT_MOVE_DONT_SIZE;
    options.decorative = 0;
    std::string told = m_say("产业链图谱", "The chain map");
    options.description = told.data();
    check(worksheet_insert_image_buffer_opt(m_sheet, m_row, 0,
                                            reinterpret_cast<const unsigned char*>(cover.picture.data()),
                                            cover.picture.size(), &options),
          m_path);
  }

  // Of the first chunk of a PNG, which holds nothing else before it.
  [[nodiscard]] static double png_width(const std::string& picture) {
    if (picture.size() < 24) throw std::runtime_error("the map of the cover is no PNG");
    std::uint32_t out = 0;
    for (std::size_t i = 16; i < 20; ++i) out = (out << 8U) | static_cast<unsigned char>(picture[i]);
    return std::max(1.0, static_cast<double>(out));
  }

  // A rule that no text meets: what is typed over is refused, and nothing stands in the way of sorting.
  void fix(lxw_col_t at, std::size_t rows, std::string hint) {
    lxw_data_validation rule{};
    std::string never = "=FALSE";
    rule.validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA;
    rule.value_formula = never.data();
    rule.ignore_blank = LXW_VALIDATION_OFF;
    rule.error_type = LXW_VALIDATION_ERROR_TYPE_STOP;
    rule.error_message = hint.data();
    check(worksheet_data_validation_range(m_sheet, m_head_row + 1, at, m_head_row + static_cast<lxw_row_t>(rows), at,
                                          &rule),
          m_path);
  }

  // What an office fills in is offered, never forced: another word is only asked about.
  void by_hand(const ListSheet& list) {
    for (std::size_t i = 0; i < list.columns.size() && !list.rows.empty(); ++i) {
      const ListColumn& column = list.columns[i];
      if (column.choices.empty() && column.hint.empty()) continue;
      if (column.fixed) {
        fix(static_cast<lxw_col_t>(i), list.rows.size(), column.hint.in(m_say.lang()));
        continue;
      }
      lxw_data_validation rule{};
      std::vector<std::string> words;
      words.reserve(column.choices.size());
      std::vector<char*> offered;
      for (const Text& choice : column.choices) words.push_back(choice.in(m_say.lang()));
      for (std::string& word : words) offered.push_back(word.data());
      offered.push_back(nullptr);
      std::string hint = column.hint.in(m_say.lang());
      rule.validate = column.choices.empty() ? LXW_VALIDATION_TYPE_ANY : LXW_VALIDATION_TYPE_LIST;
      rule.value_list = offered.data();
      rule.error_type = LXW_VALIDATION_ERROR_TYPE_INFORMATION;
      if (!hint.empty()) rule.input_message = hint.data();
      check(worksheet_data_validation_range(m_sheet, m_head_row + 1, static_cast<lxw_col_t>(i),
                                            m_head_row + static_cast<lxw_row_t>(list.rows.size()),
                                            static_cast<lxw_col_t>(i), &rule),
            m_path);
    }
  }

  template <class Set>
  lxw_format* format(Set set) {
    lxw_format* out = workbook_add_format(m_book.get());
    format_set_align(out, LXW_ALIGN_VERTICAL_TOP);
    set(out);
    return out;
  }

  lxw_format* link_format(const ListColumn& column) { return cell_format(column, true); }

  // Cells of one kind share a format.
  lxw_format* cell_format(const ListColumn& column, bool link = false) {
    const auto [it, fresh] = m_cells.try_emplace(std::tuple(column.kind, column.decimals, column.wrap, link), nullptr);
    if (!fresh) return it->second;
    it->second = format([&](lxw_format* f) {
      if (link) {
        format_set_font_color(f, 0x07467D);
        format_set_underline(f, LXW_UNDERLINE_SINGLE);
      }
      format_set_border(f, LXW_BORDER_THIN);
      format_set_border_color(f, line);
      if (column.wrap) format_set_text_wrap(f);
      if (column.kind == ListColumn::Kind::number || column.kind == ListColumn::Kind::percent) {
        format_set_align(f, LXW_ALIGN_RIGHT);
        format_set_indent(f, 1);
      }
      if (column.kind == ListColumn::Kind::percent) format_set_num_format(f, column.decimals == 1 ? "0.0%" : "0%");
      if (column.kind == ListColumn::Kind::text) format_set_num_format(f, "@");
      if (column.kind == ListColumn::Kind::number && column.decimals >= 0) {
        const std::string digits =
            column.decimals == 0 ? "#,##0" : "0." + std::string(static_cast<std::size_t>(column.decimals), '0');
        format_set_num_format(f, digits.c_str());
      }
    });
    return it->second;
  }

  [[nodiscard]] std::string heading(const std::string& sheet) const {
    const std::string out = clean(m_frame.owner, 80);
    const std::string& what = sheet.empty() ? m_frame.what : sheet;
    return out.empty() ? what : out + " · " + what;
  }

  void columns(const ListSheet& list) {
    for (std::size_t i = 0; i < list.columns.size(); ++i) {
      const auto at = static_cast<lxw_col_t>(i);
      worksheet_set_column(m_sheet, at, at, list.columns[i].width, nullptr);
    }
  }

  void line_of(const std::string& text, lxw_format* style) {
    check(worksheet_write_string(m_sheet, m_row++, 0, text.c_str(), style), m_path);
  }

  void preface(const ListSheet& list) {
    m_row = 0;
    line_of(heading(list.name), m_title);
    line_of(clean(m_frame.caveat), m_warning);
    if (!m_frame.basis.empty()) line_of(clean(m_frame.basis), m_quiet);
    if (!list.note.empty()) line_of(clean(list.note.in(m_say.lang())), m_quiet);
  }

  void head(const ListSheet& list) {
    m_head_row = m_row;
    worksheet_set_row(m_sheet, m_row, 32, nullptr);
    for (std::size_t i = 0; i < list.columns.size(); ++i) {
      worksheet_write_string(m_sheet, m_row, static_cast<lxw_col_t>(i),
                             literal(list.columns[i].title.in(m_say.lang())).c_str(), m_head);
    }
    ++m_row;
    worksheet_freeze_panes(m_sheet, m_row, static_cast<lxw_col_t>(list.frozen));
  }

  void rows(const ListSheet& list) {
    const lxw_row_t first = m_row;
    for (const auto& cells : list.rows) {
      if (m_row >= last_row) break;
      double height = 1;
      for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string* id = list.columns[i].links ? cells[i].text() : nullptr;
        const Places& rows = list.id == "targets" || list.id == "projects" ? m_candidates : m_targets;
        const auto at = static_cast<lxw_col_t>(i);
        if (id == nullptr || !linked(rows, at, *id, link_format(list.columns[i]))) cell(list.columns[i], at, cells[i]);
        if (const std::string* text = cells[i].text(); text != nullptr && list.columns[i].wrap)
          height = std::max(height, lines(*text, list.columns[i].width));
      }
      if (height > 1) worksheet_set_row(m_sheet, m_row, std::min(height * 15 + 1, 400.0), nullptr);
      ++m_row;
    }
    const lxw_row_t last = std::max(m_head_row, m_row - 1);
    worksheet_autofilter(m_sheet, m_head_row, 0, last, static_cast<lxw_col_t>(list.columns.size() - 1));
    if (m_row == first) {
      line_of(m_say("（本次没有）", "(none this time)"), m_quiet);
      return;
    }
    for (std::size_t i = 0; i < list.columns.size(); ++i) {
      if (list.columns[i].kind == ListColumn::Kind::state) state_fill(first, last, static_cast<lxw_col_t>(i));
    }
  }

  void cell(const ListColumn& column, lxw_col_t at, const ListCell& value) {
    lxw_format* style = cell_format(column);
    if (const double* number = value.number()) {
      check(worksheet_write_number(m_sheet, m_row, at, *number, style), m_path);
    } else if (const std::string* text = value.text(); text != nullptr && !text->empty()) {
      check(worksheet_write_string(m_sheet, m_row, at, literal(*text).c_str(), style),
            m_path);  // always a string: "=" is no formula
    } else {
      worksheet_write_blank(m_sheet, m_row, at, style);
    }
  }

  // A rule, not a colour in the cell: it stays right when the office sorts, or writes another state.
  void state_fill(lxw_row_t first, lxw_row_t last, lxw_col_t at) {
    for (std::size_t i = 0; i < m_states.size(); ++i) {
      std::string wanted = "\"" + lists_detail::word(static_cast<State>(i), m_say.lang()) + "\"";
      lxw_conditional_format rule{};
      rule.type = LXW_CONDITIONAL_TYPE_CELL;
      rule.criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO;
      rule.value_string = wanted.data();
      rule.format = m_states[i];
      check(worksheet_conditional_format_range(m_sheet, first, at, last, at, &rule), m_path);
    }
  }

  void foot(const ListSheet& list) {
    if (list.foot.empty()) return;
    ++m_row;
    for (const Text& text : list.foot) line_of(clean(text.in(m_say.lang())), m_quiet);
  }

  void page(const ListSheet& list) {
    const auto columns = static_cast<lxw_col_t>(list.printed == 0 ? list.columns.size() : list.printed);
    worksheet_set_landscape(m_sheet);
    worksheet_set_paper(m_sheet, columns > 14 ? 8 : 9);  // A3, A4
    worksheet_fit_to_pages(m_sheet, 1, 0);
    worksheet_set_margins(m_sheet, 0.4, 0.4, 0.7, 0.7);
    worksheet_repeat_rows(m_sheet, m_head_row, m_head_row);
    worksheet_print_area(m_sheet, 0, 0, m_row - 1, columns - 1);
    ends(heading(list.name));
  }

  void ends(const std::string& title) {
    const std::string date = clean(m_frame.date, 20);
    check(worksheet_set_header(m_sheet, ("&L" + for_header(title, 80) + "&R" + for_header(date, 20)).c_str()), m_path);
    const std::string pages = m_say("&R第 &P 页，共 &N 页", "&R&P of &N");
    check(worksheet_set_footer(m_sheet, ("&L" + for_header(m_frame.caveat, 180) + pages).c_str()), m_path);
  }

  const lists_detail::BookFrame& m_frame;
  Say m_say;
  std::string m_path;
  xlsx::Book m_book;
  lxw_worksheet* m_sheet = nullptr;
  lxw_row_t m_row = 0;
  lxw_row_t m_head_row = 0;
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

}  // namespace

void lists_detail::write_list_book(const BookFrame& frame, const std::vector<ListSheet>& sheets, Lang lang,
                                   const std::string& path, const BookCover* cover,
                                   const std::vector<BookPage>& pages) {
  Book book(frame, lang, path);
  book.link(sheets, pages);
  if (cover != nullptr) book.add_cover(*cover, sheets);
  for (const ListSheet& sheet : sheets) {
    book.add(sheet);
    if (&sheet != &sheets.front()) continue;
    for (const BookPage& page : pages) book.add_page(page, sheet, lang == Lang::zh ? "待填" : "to be filled in");
  }
  book.close();
}

}  // namespace liantu
