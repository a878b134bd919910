/// @file
/// The name of a firm as every list shows it. Part of liantu::publish.
#pragma once

#include <string>
#include <string_view>

namespace liantu {

/// Valid UTF-8 on one line, without control characters and marks of direction and no width, white space off its ends;
/// 120 UTF-16 units at most, cut with … at the end. O(bytes).
[[nodiscard]] std::string shown_name(std::string_view name);

/// A text of several lines and any length, without control characters but tabs and line ends and without marks of
/// direction: what a terminal may be given. O(bytes).
[[nodiscard]] std::string shown_text(std::string_view text);

}  // namespace liantu
