// Wrong usage, told as bad input is: which option, what was found, what was wanted, where to read on.
#pragma once

#include "liantu/diagnostic.hpp"

#include <CLI/CLI.hpp>

namespace liantu::tool {

// What CLI11 says in English words alone, as a problem in both languages. `app` as it stands after the failed parse.
[[nodiscard]] Problem usage_problem(const CLI::App& app, const CLI::ParseError& error);

}  // namespace liantu::tool
