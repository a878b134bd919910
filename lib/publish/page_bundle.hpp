// The script and the style of the page, as lib/publish/page builds them; CMake writes the definitions.
#pragma once

#include <string_view>

namespace liantu::page_detail {

extern const std::string_view script;
extern const std::string_view style;

}  // namespace liantu::page_detail
