// Numbers of workbook cells as the text that a reader of the sheet sees. Internal to liantu::io.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace liantu::io {

// What a number format makes of a number, as far as it matters here.
struct NumberFormat {
  bool date = false;
  std::size_t zeros = 0;  // "0000": padded to so many digits
};

// Of a format code ("yyyy/m/d", "0000"), or of a built-in id (ECMA-376 part 1, 18.8.30, and the Chinese ones 27..58).
[[nodiscard]] NumberFormat format_of_code(std::string_view code);
[[nodiscard]] NumberFormat format_of_id(unsigned id);

// 3825 for 3825 and 3825.0; 2016-05-20 for dates; 9.13E+17 for numbers that no cell holds to the last digit.
// What is no number stays as it is. `days_off` is 1462 for workbooks that count from 1904.
[[nodiscard]] std::string number_text(std::string_view stored, const NumberFormat& format, int days_off);

// Undoes _x000D_ and its like. O(bytes).
[[nodiscard]] std::string without_escapes(std::string_view text);

}  // namespace liantu::io
