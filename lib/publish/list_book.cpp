// Part of liantu::publish: see list_book.hpp. Here the lists themselves.
#include "list_book.hpp"

#include "list_book_writer.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace liantu::lists_detail {
namespace {

class ListOfBook {
 public:
  ListOfBook(BookWriter& book, const ListSheet& list) : m_book(book), m_list(list) {}

  void write() {
    m_book.begin(m_list.name);
    columns();
    preface();
    head();
    rows();
    foot();
    by_hand();
    page();
  }

 private:
  [[nodiscard]] lxw_worksheet* sheet() const { return m_book.sheet(); }
  [[nodiscard]] std::string in(const Text& text) const { return text.in(m_book.say().lang()); }

  void columns() {
    for (std::size_t i = 0; i < m_list.columns.size(); ++i) {
      const auto at = static_cast<lxw_col_t>(i);
      worksheet_set_column(sheet(), at, at, m_list.columns[i].width, nullptr);
    }
  }

  void preface() {
    m_book.title(m_book.heading(m_list.name));
    m_book.warning(clean(m_book.frame().caveat));
    if (!m_book.frame().basis.empty()) m_book.quiet(clean(m_book.frame().basis));
    if (!m_list.note.empty()) m_book.quiet(clean(in(m_list.note)));
  }

  void head() {
    m_head_row = m_book.row();
    worksheet_set_row(sheet(), m_head_row, 32, nullptr);
    for (std::size_t i = 0; i < m_list.columns.size(); ++i)
      m_book.head_cell(i, xlsx::literal(in(m_list.columns[i].title)));
    m_book.next_row();
    worksheet_freeze_panes(sheet(), m_book.row(), static_cast<lxw_col_t>(m_list.frozen));
  }

  void rows() {
    const lxw_row_t first = m_book.row();
    for (const auto& cells : m_list.rows) {
      if (m_book.row() >= BookWriter::last_row) break;
      row(cells);
    }
    const lxw_row_t last = std::max(m_head_row, m_book.row() - 1);
    worksheet_autofilter(sheet(), m_head_row, 0, last, static_cast<lxw_col_t>(m_list.columns.size() - 1));
    if (m_book.row() == first) {
      m_book.quiet(m_book.say()("（本次没有）", "(none this time)"));
      return;
    }
    for (std::size_t i = 0; i < m_list.columns.size(); ++i) {
      if (m_list.columns[i].kind == ListColumn::Kind::state) state_fill(first, last, static_cast<lxw_col_t>(i));
    }
  }

  void row(const std::vector<ListCell>& cells) {
    double height = 1;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const ListColumn& column = m_list.columns[i];
      const std::string* text = cells[i].text();
      const auto at = static_cast<lxw_col_t>(i);
      if (!column.links || text == nullptr || !m_book.linked(m_list, column, at, *text))
        m_book.cell(column, at, cells[i]);
      if (text != nullptr && column.wrap) height = std::max(height, lines_in(*text, column.width));
    }
    if (height > 1) worksheet_set_row(sheet(), m_book.row(), row_height(height, 1), nullptr);
    m_book.next_row();
  }

  // A rule, not a colour in the cell: it stays right when the office sorts, or writes another state.
  void state_fill(lxw_row_t first, lxw_row_t last, lxw_col_t at) {
    for (std::size_t i = 0; i < EnumWords<State>::names.size(); ++i) {
      std::string wanted = "\"" + word(static_cast<State>(i), m_book.say().lang()) + "\"";
      lxw_conditional_format rule{};
      rule.type = LXW_CONDITIONAL_TYPE_CELL;
      rule.criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO;
      rule.value_string = wanted.data();
      rule.format = m_book.state_format(i);
      m_book.check(worksheet_conditional_format_range(sheet(), first, at, last, at, &rule));
    }
  }

  void foot() {
    if (m_list.foot.empty()) return;
    m_book.next_row();
    for (const Text& text : m_list.foot) m_book.quiet(clean(in(text)));
  }

  // What an office fills in is offered, never forced: another word is only asked about.
  void by_hand() {
    for (std::size_t i = 0; i < m_list.columns.size() && !m_list.rows.empty(); ++i) {
      const ListColumn& column = m_list.columns[i];
      if (column.choices.empty() && column.hint.empty()) continue;
      if (column.fixed)
        fix(static_cast<lxw_col_t>(i), in(column.hint));
      else
        offer(static_cast<lxw_col_t>(i), column);
    }
  }

  // A rule that no text meets: what is typed over is refused, and nothing stands in the way of sorting.
  void fix(lxw_col_t at, std::string hint) {
    lxw_data_validation rule{};
    std::string never = "=FALSE";
    rule.validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA;
    rule.value_formula = never.data();
    rule.ignore_blank = LXW_VALIDATION_OFF;
    rule.error_type = LXW_VALIDATION_ERROR_TYPE_STOP;
    rule.error_message = hint.data();
    validate(at, rule);
  }

  void offer(lxw_col_t at, const ListColumn& column) {
    lxw_data_validation rule{};
    std::vector<std::string> words;
    words.reserve(column.choices.size());
    std::vector<char*> offered;
    for (const Text& choice : column.choices) words.push_back(in(choice));
    for (std::string& word : words) offered.push_back(word.data());
    offered.push_back(nullptr);
    std::string hint = in(column.hint);
    rule.validate = column.choices.empty() ? LXW_VALIDATION_TYPE_ANY : LXW_VALIDATION_TYPE_LIST;
    rule.value_list = offered.data();
    rule.error_type = LXW_VALIDATION_ERROR_TYPE_INFORMATION;
    if (!hint.empty()) rule.input_message = hint.data();
    validate(at, rule);
  }

  void validate(lxw_col_t at, lxw_data_validation& rule) {
    const lxw_row_t last = m_head_row + static_cast<lxw_row_t>(m_list.rows.size());
    m_book.check(worksheet_data_validation_range(sheet(), m_head_row + 1, at, last, at, &rule));
  }

  void page() {
    const auto columns = static_cast<lxw_col_t>(m_list.printed == 0 ? m_list.columns.size() : m_list.printed);
    worksheet_set_landscape(sheet());
    worksheet_set_paper(sheet(), columns > 14 ? 8 : 9);  // A3, A4
    worksheet_fit_to_pages(sheet(), 1, 0);
    worksheet_set_margins(sheet(), 0.4, 0.4, 0.7, 0.7);
    worksheet_repeat_rows(sheet(), m_head_row, m_head_row);
    worksheet_print_area(sheet(), 0, 0, m_book.row() - 1, columns - 1);
    m_book.ends(m_book.heading(m_list.name));
  }

  BookWriter& m_book;
  const ListSheet& m_list;
  lxw_row_t m_head_row = 0;
};

}  // namespace

void add_list(BookWriter& book, const ListSheet& list) { ListOfBook(book, list).write(); }

void write_list_book(const BookFrame& frame, const std::vector<ListSheet>& sheets, Lang lang, const std::string& path,
                     const BookCover* cover, const std::vector<BookPage>& pages) {
  BookWriter book(frame, lang, path);
  book.link(sheets, pages);
  if (cover != nullptr) add_cover(book, *cover, sheets);
  for (const ListSheet& sheet : sheets) {
    add_list(book, sheet);
    if (&sheet != &sheets.front()) continue;
    for (const BookPage& page : pages) add_page(book, page, sheet, lang == Lang::zh ? "待填" : "to be filled in");
  }
  book.close();
}

}  // namespace liantu::lists_detail
