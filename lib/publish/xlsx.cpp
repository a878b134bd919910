#include "xlsx.hpp"

#include "lists_text.hpp"

#include "liantu/date.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <stdexcept>

namespace liantu::xlsx {

namespace {

// Noon of the date, in seconds since 1970; a day of no meaning where none was given (0 would mean "now").
std::time_t created(std::string_view text) {
  namespace chrono = std::chrono;
  const Date date = parse_date(text).value_or(Date{2000});
  const auto part = [](int value) { return static_cast<unsigned>(std::max(value, 1)); };
  const chrono::sys_days days =
      chrono::year(std::max(date.year, 1980)) / chrono::month(part(date.month)) / chrono::day(part(date.day));
  return chrono::sys_seconds(days + chrono::hours(12)).time_since_epoch().count();
}

}  // namespace

void check(lxw_error error, const std::string& doing) {
  if (error != LXW_NO_ERROR) throw std::runtime_error(doing + ": " + lxw_strerror(error));
}

Book open(const std::string& path, std::string title, std::string_view date) {
  // Asked first: libxlsxwriter finds out only at the end, and prints about it.
  if (!std::ofstream(path, std::ios::binary)) throw std::runtime_error("cannot write " + path);
  Book book(workbook_new(path.c_str()));
  if (book == nullptr) throw std::runtime_error("cannot write " + path);
  std::string author = "liantu";
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.author = author.data();
  properties.created = created(date);
  check(workbook_set_properties(book.get(), &properties), path);
  return book;
}

// workbook_close frees the book, whatever it returns.
void close(Book book, const std::string& path) { check(workbook_close(book.release()), path); }

lxw_format* head_format(lxw_workbook* book) {
  lxw_format* out = workbook_add_format(book);
  format_set_bold(out);
  format_set_font_color(out, 0xFFFFFF);
  format_set_bg_color(out, 0x2C4257);  // the slate of the maps
  format_set_text_wrap(out);
  format_set_align(out, LXW_ALIGN_VERTICAL_CENTER);
  format_set_align(out, LXW_ALIGN_CENTER);
  format_set_border(out, LXW_BORDER_THIN);
  format_set_border_color(out, line);
  return out;
}

std::string literal(const std::string& text) {
  const auto code_at = [&text](std::size_t at) {
    if (text.compare(at, 2, "_x") != 0 || at + 6 >= text.size() || text[at + 6] != '_') return false;
    return text.find_first_not_of("0123456789abcdefABCDEF", at + 2) == at + 6;
  };
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (code_at(at)) out += "_x005F";
    out += text[at];
  }
  return out.size() == text.size() ? out : lists_detail::clean_lines(out);
}

}  // namespace liantu::xlsx
