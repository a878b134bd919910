#include "serve_text.hpp"

#include "liantu/text.hpp"

#include <fstream>

namespace liantu::tool::serve {

std::string bytes_of(const std::string& path, std::size_t most) {
  std::ifstream file(path, std::ios::binary);
  std::string out(most, '\0');
  file.read(out.data(), static_cast<std::streamsize>(most));
  out.resize(static_cast<std::size_t>(file.gcount()));
  return out;
}

std::string clean_text(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t point = utf8::next(text, at);
    utf8::append(out, point < 0x20 || (point >= 0x7F && point < 0xA0) ? U' ' : point);
  }
  return out;
}

}  // namespace liantu::tool::serve
