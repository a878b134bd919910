// Files of the tool: where its data is, and writing that never leaves half a file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace liantu::tool {

// The data folder: LIANTU_DATA, else beside an installed tool (../share/liantu), else the source tree it was built
// from. Errors: std::runtime_error where none is there.
std::string data_folder();

// Writes aside and renames. Errors: std::runtime_error naming the file.
void write_file(const std::string& path, std::string_view bytes);

// Name to write to before finish_file renames it to `path`.
std::string aside(const std::string& path);
void finish_file(const std::string& path);

// Names of the files of a folder that end in `ending`, sorted. Errors: InputError where it is no folder.
std::vector<std::string> files_of(const std::string& folder, std::string_view ending);

// 16 hex digits over the bytes of a file (FNV-1a, 64 bits): to see that two inputs differ, not to trust them.
std::string file_hash(const std::string& path);

}  // namespace liantu::tool
