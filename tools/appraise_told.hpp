// What `liantu appraise` found, and its two forms. A project's raw output and taxes are never printed: only what the
// county keeps, and what is made by mu or by output.
#pragma once

#include "liantu/promotion/appraisal.hpp"
#include "liantu/publish/study.hpp"

#include <string>
#include <vector>

namespace liantu::tool {

// For people: a line a project where there are several, then each project's accounts. O(size).
[[nodiscard]] std::string appraisals_text(const Study& study, const std::vector<Appraisal>& appraisals, Lang lang);

// For programs: {"projects": [...]}. O(size).
[[nodiscard]] std::string appraisals_json(const Study& study, const std::vector<Appraisal>& appraisals);

}  // namespace liantu::tool
