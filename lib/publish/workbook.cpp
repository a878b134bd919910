#include "liantu/publish/workbook.hpp"

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

  void add(const ListSheet& list) {
    m_sheet = workbook_add_worksheet(m_book.get(), list.name.c_str());
    if (m_sheet == nullptr) throw std::runtime_error("cannot add sheet " + list.name);
    columns(list);
    preface(list);
    head(list);
    rows(list);
    foot(list);
    page(list);
  }

  void close() { xlsx::close(std::move(m_book), m_path); }

 private:
  static constexpr lxw_row_t last_row = LXW_ROW_MAX - 64;  // leaves room for the foot

  template <class Set>
  lxw_format* format(Set set) {
    lxw_format* out = workbook_add_format(m_book.get());
    format_set_align(out, LXW_ALIGN_VERTICAL_TOP);
    set(out);
    return out;
  }

  // Cells of one kind share a format.
  lxw_format* cell_format(const ListColumn& column) {
    const auto [it, fresh] = m_cells.try_emplace(std::tuple(column.kind, column.decimals, column.wrap), nullptr);
    if (!fresh) return it->second;
    it->second = format([&](lxw_format* f) {
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
        cell(list.columns[i], static_cast<lxw_col_t>(i), cells[i]);
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
    const std::string date = clean(m_frame.date, 20);
    check(worksheet_set_header(m_sheet,
                               ("&L" + for_header(heading(list.name), 80) + "&R" + for_header(date, 20)).c_str()),
          m_path);
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
  lxw_format* m_title = nullptr;
  lxw_format* m_quiet = nullptr;
  lxw_format* m_warning = nullptr;
  lxw_format* m_head = nullptr;
  std::array<lxw_format*, EnumWords<State>::names.size()> m_states{};
  std::map<std::tuple<ListColumn::Kind, int, bool>, lxw_format*> m_cells;
};

}  // namespace

void lists_detail::write_list_book(const BookFrame& frame, const std::vector<ListSheet>& sheets, Lang lang,
                                   const std::string& path) {
  Book book(frame, lang, path);
  for (const ListSheet& sheet : sheets) book.add(sheet);
  book.close();
}

void write_workbook(const Study& study, Lang lang, const std::string& path) {
  write_workbook(study, lang, lists_of(study, lang), path);
}

void write_workbook(const Study& study, Lang lang, const std::vector<ListSheet>& sheets, const std::string& path) {
  lists_detail::BookFrame frame;
  if (study.county != nullptr)
    frame.owner = lang == Lang::zh || study.county->name_en.empty() ? study.county->name : study.county->name_en;
  frame.what = lang == Lang::zh ? "产业链清单" : "Industry chain lists";
  frame.date = study.question.date;
  frame.caveat = caveat(study).in(lang);
  frame.basis = basis_line(study).in(lang);
  lists_detail::write_list_book(frame, sheets, lang, path);
}

}  // namespace liantu
