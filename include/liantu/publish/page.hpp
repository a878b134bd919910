/// @file
/// map.html: the maps of a study, its targets, firms and reasons in one file that works without a network, for whoever
/// has a browser and a USB stick.
///
/// @code{.cpp}
/// write("map.html", liantu::page_html(study, liantu::Lang::zh));
/// @endcode
/// Text from data reaches the browser as JSON and is shown as text, never as markup. A Content-Security-Policy lets the
/// page run its own script alone and fetch nothing. Figures of single firms and names of persons are not in it.
#pragma once

#include "liantu/publish/study.hpp"
#include "liantu/text.hpp"

#include <boost/json/object.hpp>

#include <cstddef>
#include <string>

namespace liantu {

/// Most firms that the page names for one node, the first by standing; it says how many are left out.
inline constexpr std::size_t page_firms_of_node = 100;

/// What the page shows besides the maps. Nodes, chains and firms refer to each other by their places in the lists; what
/// is not known is absent. O(nodes · links of one + targets · nodes).
[[nodiscard]] boost::json::object page_json(const Study& study, Lang lang);

/// The whole page, with the maps of the chains asked for. The same study gives the same bytes. Errors: MapError where a
/// map cannot be laid out; std::runtime_error where ICU has no Han-Latin, without which nothing is found by 拼音.
[[nodiscard]] std::string page_html(const Study& study, Lang lang);

}  // namespace liantu
