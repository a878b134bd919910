/// @file
/// Reads tables as people have them (CSV in UTF-8 or GB18030, XLSX) row by row, and never holds the table.
/// Part of liantu::io.
#pragma once

#include "liantu/diagnostic.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace liantu {

/// How a table is to be opened. Empty means: find out.
struct TableOptions {
  std::string encoding;  ///< "utf-8", "gb18030" (gbk, gb2312 and cp936 are read as gb18030), "utf-16le", "utf-16be";
                         ///< a byte order mark in the file wins over it
  std::string sheet;     ///< name of the sheet of a workbook; the first one that is not empty where not given
  bool may_be_empty = false;  ///< no rows at all are no error
};

/// Limits that keep hostile input from taking the machine. None is met by a real table.
struct TableLimits {
  std::uint64_t cell_bytes = 1U << 20U;  ///< a longer cell is an unclosed quote
  std::uint64_t row_bytes = std::uint64_t{16} << 20U;
  std::uint64_t columns = 4096;                                 ///< blank ones past it are dropped
  std::uint64_t header_rows = 20;                               ///< rows before the header: titles, notes
  std::uint64_t unzipped_bytes = std::uint64_t{8} << 30U;       ///< of all parts of a workbook
  std::uint64_t unzip_ratio = 200;                              ///< unzipped to zipped, for parts over 16 MB
  std::uint64_t shared_string_bytes = std::uint64_t{1} << 31U;  ///< of a workbook, in memory
};

/// One row of a table. Cells are UTF-8, and point into what the reader holds: they are gone with the next row. A row
/// may be shorter or longer than the header.
struct TableRow {
  std::uint64_t number = 0;  ///< as a spreadsheet counts: the first row of the file is 1
  std::vector<std::string_view> cells;
  bool joined = false;  ///< cells are parts of one text, in which nothing but a comma stands between each two
};

/// What reading a table found out about its form.
struct TableForm {
  std::string kind;      ///< "csv" or "xlsx"; of rows from elsewhere "rows", "json", "arrow"
  std::string encoding;  ///< "utf-8", "utf-8-bom", "gb18030", "utf-16le", "utf-16be"; empty for what is no csv
  char delimiter = ',';  ///< of a csv
  std::string sheet;     ///< of an xlsx
  std::uint64_t bytes = 0;
  std::uint64_t rows = 0;        ///< that are not blank, the header included
  std::uint64_t bad_bytes = 0;   ///< sequences that the encoding does not have, and control characters: each U+FFFD
  std::uint64_t mixed_rows = 0;  ///< rows of a UTF-8 file that were GB18030, and read as that
};

/// Calls `each` for every row that is not blank, in order, and stops early where it returns false.
/// Memory: some times the longest row for a CSV (two megabytes for rows of usual length), which is parsed in place; an
/// XLSX keeps its shared strings, and no sheet.
/// Errors: InputError for a file that cannot be read or is no table (binary, empty, encrypted, a web page, a workbook
/// named .csv is read as the workbook that it is, anything else named .xlsx is refused), an unclosed quote, a cell or
/// workbook over the limits, an unknown encoding or sheet. O(bytes).
TableForm read_table(const std::string& path, const TableOptions& options,
                     const std::function<bool(const TableRow&)>& each, const TableLimits& limits = {});

/// Rows that come from elsewhere than a file: calls what it is given for every row in order, the header as row 1, stops
/// where that returns false, and tells the rows' form, whose counts it leaves. Cells need not be clean.
using RowSource = std::function<TableForm(const std::function<bool(const TableRow&)>&)>;

/// A JSON array of objects as rows: the keys of all, in the order in which they come first, are the header; null and
/// a missing key are blank cells, true and false 是 and 否. `text` must outlive the source. Errors, when it is called:
/// InputError for what is no such array, by place. Memory: the array as values. O(bytes).
[[nodiscard]] RowSource json_rows(std::string_view text, std::string name);

/// Names of the sheets of a workbook in its order, hidden ones only where asked for; none for a CSV.
/// Errors: InputError as read_table. O(bytes of the workbook's parts besides its cells).
[[nodiscard]] std::vector<std::string> sheets_of(const std::string& path, const TableLimits& limits = {},
                                                 bool hidden = false);

}  // namespace liantu
