// A problem for programs: where it is, what was found, what was wanted.
#pragma once

#include "liantu/diagnostic.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <string_view>

namespace liantu::tool {

// Valid UTF-8, as JSON holds it: an argument or a file name may be any bytes.
[[nodiscard]] boost::json::string json_text(std::string_view text);

// {option, file, row, line, column, pointer, where, found, wanted, remedy}: what is not known is left out. `pointer` is
// of JSON ("/nodes/3/id").
void put_problem(boost::json::object& out, const Problem& problem, Lang lang);

// The same, each after its message.
[[nodiscard]] boost::json::array problems_json(const Problems& problems, Lang lang);

}  // namespace liantu::tool
