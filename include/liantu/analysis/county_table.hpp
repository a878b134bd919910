/// @file
/// 县情表: the county file as a workbook that an office fills in. The template of `liantu serve` has its sheets:
/// 县情 (项目, 内容), 产业链, 园区, 不引进. Part of liantu::io.
///
/// @code{.cpp}
/// const liantu::County county = liantu::read_county_file("县情.xlsx", atlas);
/// @endcode
#pragma once

#include "liantu/analysis/county.hpp"
#include "liantu/chain/atlas.hpp"

#include <array>
#include <string>
#include <string_view>

namespace liantu {

/// Rows whose first cell begins with this are examples of a template, and are passed over.
inline constexpr std::array<std::string_view, 2> example_marks{"（示例", "(示例"};

/// Reads a county file: JSON as read_county, or a workbook, whichever the bytes are. In a workbook, chains and nodes go
/// by id or by name, several things in a cell are parted by 、 or ; or a line end, and blank is unknown. Errors:
/// InputError with every problem; of a workbook, by row and column. O(bytes).
[[nodiscard]] County read_county_file(const std::string& path, const Atlas& atlas);

}  // namespace liantu
