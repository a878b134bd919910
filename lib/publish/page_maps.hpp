// The maps in a page: what most of their elements repeat is written once.
#pragma once

#include "map_layout.hpp"

#include <boost/json/array.hpp>

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu::page_detail {

// [from, to, path]: a link by the places of its nodes in the chain, and all of its way as the `d` of an SVG path.
[[nodiscard]] boost::json::array ways_json(const std::vector<chain_map::Way>& ways);

// Takes the colours, strokes and fonts off each element of an SVG of map_svg and leaves their number: fill="#fff"
// stroke="#000" -> k="3". Putting all()[3] behind ` k="3"` gives the same picture; in its text `"` is escaped, so that
// nothing else looks like it. The ends of links go too: the page has their ways. A third of the bytes stay away, and 31
// chains use some 80 looks.
class Looks {
 public:
  // `dark` is the same scene in other colours. O(bytes · log looks).
  [[nodiscard]] std::string shorten(std::string_view light, std::string_view dark);
  [[nodiscard]] const std::vector<std::string>& all() const { return m_all; }
  // A rule of CSS for each look that is another one in the dark.
  [[nodiscard]] std::string dark_style() const;

 private:
  std::map<std::pair<std::string, std::string>, std::size_t> m_number;  // light and dark
  std::vector<std::string> m_all;
};

}  // namespace liantu::page_detail
