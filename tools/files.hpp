// Files of the tool: where its data is, and writing that never leaves half a file.
#pragma once

#include "liantu/text.hpp"

#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace liantu::tool {

// Something cannot be written. The tool ends with exit code 1.
class OutputError : public std::runtime_error {
 public:
  // `what` is a path, or what else was written to; `why` as the system says it.
  OutputError(const std::string& what, const std::string& why)
      : OutputError(Text("无法写入 " + what + "：" + why, "cannot write " + what + ": " + why)) {}
  [[nodiscard]] const Text& text() const { return m_text; }

 private:
  explicit OutputError(Text text) : std::runtime_error(text.en), m_text(std::move(text)) {}
  Text m_text;
};

// The data folder: LIANTU_DATA, else beside an installed tool (../share/liantu), else the source tree it was built
// from. Errors: InputError where none is there.
std::string data_folder();

// Makes a folder and those above it, where it is not there. Errors: OutputError.
void make_folder(const std::string& path);

// Writes aside and renames; nothing is left aside on failure. Errors: OutputError.
void write_file(const std::string& path, std::string_view bytes);

// The same for what writes files by name: `write` is given the name to write to.
void write_aside(const std::string& path, const std::function<void(const std::string&)>& write);

}  // namespace liantu::tool
