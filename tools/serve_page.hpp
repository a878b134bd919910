// The page and the description of the interface, as they stand in tools/serve. Written by cmake/EmbedServe.cmake.
#pragma once

#include <string_view>

namespace liantu::tool::serve {

extern const std::string_view page_html;
extern const std::string_view page_css;
extern const std::string_view page_js;
extern const std::string_view openapi_json;

}  // namespace liantu::tool::serve
