// The maps in a page: what most of their elements repeat is written once.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace liantu::page_detail {

// Takes the colours, strokes and fonts off each element of an SVG of map_svg and leaves their number: fill="#fff"
// stroke="#000" -> k="3". Putting looks()[3] back for ` k="3"` gives the same SVG; in its text `"` is escaped, so that
// nothing else looks like it. A third of the bytes stay away, and 31 chains use some 80 looks.
class Looks {
 public:
  // O(bytes · log looks).
  [[nodiscard]] std::string shorten(std::string_view svg);
  [[nodiscard]] const std::vector<std::string>& all() const { return m_all; }

 private:
  std::map<std::string, std::size_t, std::less<>> m_number;
  std::vector<std::string> m_all;
};

}  // namespace liantu::page_detail
