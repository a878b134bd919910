// What `liantu whatif` found, and its two forms.
#pragma once

#include "liantu/analysis/largest_firms.hpp"
#include "liantu/analysis/what_if.hpp"
#include "liantu/publish/study.hpp"
#include "liantu/session/corrections.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace liantu::tool {

struct Supposed {
  Study before;
  Study after;
  NamedFirms removed;
  ReadingReport added{};      // of the table of --add
  std::uint64_t already = 0;  // firms of it that the table has
  bool supposes = false;      // --add or --remove was given
  bool with_losses = false;   // --largest was
  WhatIf change{};
  LargestFirms largest{};
  std::vector<Loss> losses{};
};

// For people: what changes, a line each. O(size).
[[nodiscard]] std::string whatif_text(const Supposed& told, Lang lang);

// For programs: `change` and `losses`, null where not asked for. O(size).
[[nodiscard]] std::string whatif_json(const Supposed& told);

}  // namespace liantu::tool
