#include "page_maps.hpp"

#include <algorithm>
#include <array>

namespace liantu::page_detail {

namespace {

// Where the look of an element begins; it goes on to the end of the tag. npos: it has none.
std::size_t look_of(std::string_view tag) {
  static constexpr std::array<std::string_view, 3> elements{"<rect ", "<path ", "<text "};
  const auto is = [&](std::string_view element) { return tag.starts_with(element); };
  if (std::none_of(elements.begin(), elements.end(), is)) return std::string_view::npos;
  return std::min({tag.find(" rx=\""), tag.find(" font-size=\""), tag.find(" fill=\"")});
}

}  // namespace

std::string Looks::shorten(std::string_view svg) {
  std::string out;
  while (!svg.empty()) {
    const std::size_t end = std::min(svg.find('>'), svg.size() - 1) + 1;
    const std::string_view piece = svg.substr(0, end);  // what stands before a tag, and the tag
    svg.remove_prefix(end);
    const std::size_t begin = std::min(piece.find('<'), piece.size());
    const std::string_view tag = piece.substr(begin);
    const std::size_t look = look_of(tag);
    if (look == std::string_view::npos) {
      out += piece;
      continue;
    }
    const std::size_t close = tag.size() - (tag.ends_with("/>") ? 2 : 1);
    const std::string words(tag.substr(look + 1, close - look - 1));
    const auto [found, fresh] = m_number.emplace(words, m_all.size());
    if (fresh) m_all.push_back(words);
    out += piece.substr(0, begin + look);
    out += " k=\"" + std::to_string(found->second) + "\"";
    out += tag.substr(close);
  }
  return out;
}

}  // namespace liantu::page_detail
