/// @file
/// 16 hex digits over bytes (FNV-1a, 64 bits): to see that two inputs differ, not to trust them.
#pragma once

#include <string>
#include <string_view>

namespace liantu {

/// Of these bytes. O(bytes).
[[nodiscard]] std::string text_hash(std::string_view bytes);
/// Of a file's bytes; of none where it cannot be read. O(bytes).
[[nodiscard]] std::string file_hash(const std::string& path);

}  // namespace liantu
