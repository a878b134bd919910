// Looks over many bytes at once, for what rarely occurs: compilers turn these loops into vector code.
// Internal to liantu::io.
#pragma once

#include <string_view>

namespace liantu::io {

// True where `text` is well-formed UTF-8 and holds no control character but tab and line feed. O(bytes).
[[nodiscard]] bool is_plain_text(std::string_view text);

// True where U+FEFF occurs. O(bytes).
[[nodiscard]] bool holds_mark(std::string_view text);

}  // namespace liantu::io
