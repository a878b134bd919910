/// @file
/// A problem in the parts that a program asks for.
///
/// @code
/// for (const liantu::Problem& problem : error.problems()) out.push_back(liantu::problem_json(problem));
/// @endcode
#pragma once

#include "liantu/diagnostic.hpp"

#include <boost/json/object.hpp>

#include <charconv>
#include <cstdint>
#include <string_view>
#include <system_error>

namespace liantu {

/// Adds the parts of Problem::where: `row` or `line`, a number from 1, and `column`, as the table calls it; `pointer`
/// of a JSON document; `where` for any other text. Nothing of an empty one. `where` must be valid UTF-8. O(bytes).
inline void put_place(boost::json::object& out, std::string_view where) {
  const auto text = [](std::string_view part) { return boost::json::string(part.data(), part.size()); };
  for (const std::string_view word : {"row", "line"}) {
    if (!where.starts_with(word) || where.substr(word.size(), 1) != " ") continue;
    std::uint64_t number = 0;
    const char* end = where.data() + where.size();
    const auto [rest, error] = std::from_chars(where.data() + word.size() + 1, end, number);
    const std::string_view after(rest, static_cast<std::size_t>(end - rest));
    constexpr std::string_view column = ", column ";
    if (error != std::errc{} || (!after.empty() && !after.starts_with(column))) continue;
    out[boost::json::string_view(word.data(), word.size())] = number;
    if (!after.empty()) out["column"] = text(after.substr(column.size()));
    return;
  }
  if (!where.empty()) out[where.starts_with('/') ? "pointer" : "where"] = text(where);
}

/// `file` and `where` as they stand, the parts of the place (put_place()), and `found`, `wanted` and `remedy`, each
/// {"zh", "en"}. O(bytes).
[[nodiscard]] inline boost::json::object problem_json(const Problem& problem) {
  const auto both = [](const Text& text) { return boost::json::object{{"zh", text.zh}, {"en", text.en}}; };
  boost::json::object out{{"file", problem.file}, {"where", problem.where}};
  put_place(out, problem.where);
  out["found"] = both(problem.found);
  out["wanted"] = both(problem.wanted);
  out["remedy"] = both(problem.remedy);
  return out;
}

}  // namespace liantu
