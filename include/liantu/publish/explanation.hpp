/// @file
/// Why a node stands where it does: its state and the firms behind it, the rule that made its action, its neighbours
/// and local supply, every criterion of its score with the inputs, what is against it, and its place in the list. The
/// same numbers as targets.json, and what they are made of.
///
/// @code{.cpp}
/// std::cout << liantu::explain(study, {*atlas.find("quartz:crucible")}, liantu::Lang::zh);
/// @endcode
/// Nodes that are no target are explained too, without score and place. Of a single firm only what Roll keeps is told:
/// never output, revenue, tax, power or staff.
#pragma once

#include "liantu/publish/study.hpp"
#include "liantu/text.hpp"

#include <boost/json/object.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace liantu {

/// How much is told.
struct ExplainOptions {
  std::size_t firms = 10;  ///< most told of one node, strongest first
};

/// Plain text: one node after another, then the caveat and what the run rests on. The study holds firms (Roll); without
/// them the numbers are told alone. Text of the data is cleaned: one line stays one. Masses are sums of confidence
/// times weight of size; shares, scores and confidences 0..1. O(iterations of Supply · links, once, and for each node).
[[nodiscard]] std::string explain(const Study& study, const std::vector<NodeIndex>& nodes, Lang lang,
                                  const ExplainOptions& options = {});

/// The same as {"nodes": […], "caveat", "basis"}; numbers are unrounded, names of firms as in the table. As explain().
[[nodiscard]] boost::json::object explanation_json(const Study& study, const std::vector<NodeIndex>& nodes, Lang lang,
                                                   const ExplainOptions& options = {});

}  // namespace liantu
