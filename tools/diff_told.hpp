// What `liantu diff` found, and its two forms.
#pragma once

#include "liantu/promotion/changes.hpp"
#include "liantu/promotion/run_result.hpp"
#include "liantu/text.hpp"

#include <string>

namespace liantu::tool {

// For people: first what the two runs rest on, then what moved, a line each. O(size).
[[nodiscard]] std::string diff_text(const RunResult& before, const RunResult& after, const Changes& changes, Lang lang);

// For programs. O(size).
[[nodiscard]] std::string diff_json(const RunResult& before, const RunResult& after, const Changes& changes);

}  // namespace liantu::tool
