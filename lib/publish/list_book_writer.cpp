// Part of liantu::publish: see list_book_writer.hpp.
#include "list_book_writer.hpp"

#include "map_style.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace liantu::lists_detail {
namespace {

// "&" begins a code in headers and footers; they hold 255 characters.
std::string for_header(std::string_view text, std::size_t limit) {
  std::string out;
  for (char c : clean(text, limit)) out += c == '&' ? std::string("&&") : std::string(1, c);
  return out;
}

void set_look(lxw_format* f, const ListColumn& column, bool link) {
  if (link) {
    format_set_font_color(f, 0x07467D);
    format_set_underline(f, LXW_UNDERLINE_SINGLE);
  }
  format_set_border(f, LXW_BORDER_THIN);
  format_set_border_color(f, xlsx::line);
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
}

}  // namespace

double lines_in(std::string_view text, int width) {
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

double row_height(double lines, double more) { return std::min(lines * 15 + more, 400.0); }

std::string place_of(const std::string& sheet, lxw_row_t row) {
  std::string quoted;
  for (char c : sheet) quoted += c == '\'' ? std::string("\'\'") : std::string(1, c);
  return "internal:'" + quoted + "'!A" + std::to_string(row + 1);
}

template <class Set>
lxw_format* BookWriter::format(Set set) {
  lxw_format* out = workbook_add_format(m_book.get());
  format_set_align(out, LXW_ALIGN_VERTICAL_TOP);
  set(out);
  return out;
}

BookWriter::BookWriter(const BookFrame& frame, Lang lang, const std::string& path)
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

void BookWriter::link(const std::vector<ListSheet>& lists, const std::vector<BookPage>& pages) {
  for (const ListSheet& list : lists) {
    if (list.id != "targets" && list.id != "candidates") continue;
    auto& rows = list.id == "targets" ? m_targets : m_candidates;
    lxw_row_t row = first_row(list);
    for (const auto& cells : list.rows) {
      const std::string* id = cells.front().text();
      if (id != nullptr && row < last_row) rows.try_emplace(*id, place_of(list.name, row));
      ++row;
    }
  }
  for (const BookPage& page : pages) m_candidates.try_emplace(page.id, place_of(page.name, 0));
}

void BookWriter::begin(const std::string& name) {
  m_sheet = workbook_add_worksheet(m_book.get(), name.c_str());
  if (m_sheet == nullptr) throw std::runtime_error("cannot add sheet " + name);
  m_links = 0;
  m_row = 0;
}

// As add_list writes what stands over the rows.
lxw_row_t BookWriter::first_row(const ListSheet& list) const {
  return 3 + (m_frame.basis.empty() ? 0 : 1) + (list.note.empty() ? 0 : 1);
}

void BookWriter::line_of(const std::string& text, lxw_format* style) {
  check(worksheet_write_string(m_sheet, m_row++, 0, text.c_str(), style));
}

void BookWriter::head_cell(std::size_t at, const std::string& text) {
  worksheet_write_string(m_sheet, m_row, static_cast<lxw_col_t>(at), text.c_str(), m_head);
}

void BookWriter::cell(const ListColumn& column, lxw_col_t at, const ListCell& value) {
  lxw_format* style = cell_format(column);
  if (const double* number = value.number()) {
    check(worksheet_write_number(m_sheet, m_row, at, *number, style));
  } else if (const std::string* text = value.text(); text != nullptr && !text->empty()) {
    // Always a string: "=" is no formula.
    check(worksheet_write_string(m_sheet, m_row, at, xlsx::literal(*text).c_str(), style));
  } else {
    worksheet_write_blank(m_sheet, m_row, at, style);
  }
}

void BookWriter::linked_cell(const ListColumn& column, lxw_col_t at, const std::string& text,
                             const std::string& place) {
  check(worksheet_write_url_opt(m_sheet, m_row, at, place.c_str(), cell_format(column, true),
                                xlsx::literal(text).c_str(), nullptr));
}

bool BookWriter::linked(const ListSheet& list, const ListColumn& column, lxw_col_t at, const std::string& text) {
  const Places& places = list.id == "targets" || list.id == "projects" ? m_candidates : m_targets;
  const auto found = places.find(text);
  if (found == places.end() || m_links >= most_links) return false;
  ++m_links;
  linked_cell(column, at, text, found->second);
  return true;
}

lxw_format* BookWriter::cell_format(const ListColumn& column, bool link) {
  const auto [it, fresh] = m_cells.try_emplace(std::tuple(column.kind, column.decimals, column.wrap, link), nullptr);
  if (fresh) it->second = format([&](lxw_format* f) { set_look(f, column, link); });
  return it->second;
}

std::string BookWriter::heading(const std::string& sheet) const {
  const std::string out = clean(m_frame.owner, 80);
  const std::string& what = sheet.empty() ? m_frame.what : sheet;
  return out.empty() ? what : out + " · " + what;
}

void BookWriter::ends(const std::string& title) {
  const std::string date = clean(m_frame.date, 20);
  check(worksheet_set_header(m_sheet, ("&L" + for_header(title, 80) + "&R" + for_header(date, 20)).c_str()));
  const std::string pages = m_say("&R第 &P 页，共 &N 页", "&R&P of &N");
  check(worksheet_set_footer(m_sheet, ("&L" + for_header(m_frame.caveat, 180) + pages).c_str()));
}

}  // namespace liantu::lists_detail
