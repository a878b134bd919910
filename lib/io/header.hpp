// Headers of a firm table: what each column means, and which row they stand in. Internal to liantu::io.
#pragma once

#include "liantu/firm/firm_reader.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liantu::io {

// A header taken apart: "2024年营业收入（亿元）" is 营业收入 of 2024 in units of 10,000 of 10,000 yuan.
struct HeaderWords {
  std::vector<std::string> keys;  // to look it up by, the most exact first
  std::optional<double> unit;     // 10,000 yuan
  bool foreign = false;           // 万美元 and the like: not to be read as yuan
  int year = 0;
};
[[nodiscard]] HeaderWords header_words(std::string_view header);

struct Column {
  std::size_t index = 0;
  std::string header;  // as in the cell, white space off
  Field field = Field::name;
  std::size_t rank = 0;
  int year = 0;
  std::optional<double> unit;  // of a money column
  bool foreign = false;
};

// The columns of one table.
struct Layout {
  std::uint64_t row = 0;        // of the header
  std::size_t width = 0;        // its cells, blank ones at its end not counted
  std::vector<Column> columns;  // recognised, in the order of the table
  std::array<std::vector<std::size_t>, EnumWords<Field>::names.size()> by_field;  // into `columns`, best first
  std::vector<std::pair<std::size_t, std::string>> kept;
  std::vector<std::string> dropped;
  std::vector<std::string> personal;
  std::vector<std::string> cells;  // normalised headers of `columns`: a row of these again is no firm

  [[nodiscard]] bool has(Field field) const { return !by_field[static_cast<std::size_t>(field)].empty(); }
};

// Finds the header among the first rows and reads it: the row with most recognised headers, a firm's name among them.
// Errors: InputError where none is, and for what the caller asked for and the header lacks. O(cells).
[[nodiscard]] Layout find_layout(const std::string& path, const std::vector<TableRow>& rows, const FirmOptions& options,
                                 const ColumnNames& names);

}  // namespace liantu::io
