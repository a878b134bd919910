// Sheets as a workbook with one look, whatever they are of. Internal to liantu::publish.
#pragma once

#include "liantu/publish/lists.hpp"

#include <string>
#include <utility>
#include <vector>

namespace liantu::lists_detail {

// What stands around the sheets, in the language of the workbook. Text is cleaned when it is written.
struct BookFrame {
  std::string owner;   // before every title; may be empty
  std::string what;    // of the workbook
  std::string date;    // of creation, and in the header; may be empty
  std::string caveat;  // over every sheet, and in the footer
  std::string basis;   // below it; may be empty
};

// The first sheet: figures, what the other sheets are, and a picture.
struct BookCover {
  std::vector<std::pair<std::string, ListCell>> figures;
  std::string picture;  // PNG; may be empty
  double dpi = 96;      // of it
};

// A page of its own that shows one row of the first list, found by its id in the first column wherever that row is: for
// each line of the page a column that is shown, and one that is shown instead where something stands in it.
struct BookPage {
  std::string name;  // of the sheet, at most 31 characters
  std::string title;
  std::string id;
  struct Line {
    std::string label;
    std::size_t column = 0;
    std::size_t instead = 0;
    std::string shown;  // what that comes to now
  };
  std::vector<Line> lines;
};

// Errors: std::runtime_error where the file cannot be written. O(cells).
void write_list_book(const BookFrame& frame, const std::vector<ListSheet>& sheets, Lang lang, const std::string& path,
                     const BookCover* cover = nullptr, const std::vector<BookPage>& pages = {});

}  // namespace liantu::lists_detail
