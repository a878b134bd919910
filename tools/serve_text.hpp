// Text and small files as `liantu serve` tells them on.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace liantu::tool::serve {

// The bytes of a file, `most` at most; empty where there is none.
[[nodiscard]] std::string bytes_of(const std::string& path, std::size_t most = std::size_t{4} << 20U);

// Text as JSON holds it: valid UTF-8 without control characters.
[[nodiscard]] std::string clean_text(std::string_view text);

}  // namespace liantu::tool::serve
