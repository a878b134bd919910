// What every workbook that liantu writes shares: errors, the date of creation, the look. Internal to liantu::publish.
#pragma once

#include <xlsxwriter.h>

#include <ctime>
#include <memory>
#include <string>
#include <string_view>

namespace liantu::xlsx {

inline constexpr lxw_color_t line = 0xC3CDD6;

struct Close {
  void operator()(lxw_workbook* book) const { lxw_workbook_free(book); }
};
using Book = std::unique_ptr<lxw_workbook, Close>;

// Errors: std::runtime_error.
void check(lxw_error error, const std::string& doing);

// A workbook to be written to `path`, with title and date of creation. Errors: std::runtime_error.
[[nodiscard]] Book open(const std::string& path, std::string title, std::string_view date);

// Writes it. Errors: std::runtime_error.
void close(Book book, const std::string& path);

// The format of a head row.
[[nodiscard]] lxw_format* head_format(lxw_workbook* book);

// Text as a string cell that Excel reads back as it was: "_x0041_" would become "A".
[[nodiscard]] std::string literal(const std::string& text);

}  // namespace liantu::xlsx
