// 数据体检: what a table of firms and the files beside it hold, before anything is computed from them.
#pragma once

#include "liantu/analysis/county.hpp"
#include "liantu/diagnostic.hpp"
#include "liantu/firm/reading_report.hpp"
#include "liantu/text.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace liantu::tool {

// One file: what is wrong with it, or else what was read.
struct Checked {
  Problems problems;
  Problems notes;
  [[nodiscard]] bool usable() const { return problems.empty(); }
};

struct CheckedFirms : Checked {
  ReadingReport reading;
};

struct CheckedCounty : Checked {
  County county;
  std::vector<std::string> chain_names;  // of its chains, in their order
};

// A file of another kind, by the option that names it.
struct CheckedOther : Checked {
  std::string option;  // "candidates"
  std::string file;
  std::size_t rows = 0;
};

struct CheckUp {
  std::optional<CheckedFirms> firms;
  std::optional<CheckedCounty> county;
  std::vector<CheckedOther> others;

  [[nodiscard]] bool usable() const;
};

// Columns that a table of firms lacks: any one of `fields` would do, and `lost` is what cannot be told without.
struct Lack {
  std::vector<Field> fields;
  Text lost;
};
[[nodiscard]] std::vector<Lack> lacks_of(const ReadingReport& reading);

[[nodiscard]] std::string check_json(const CheckUp& check, Lang lang);
[[nodiscard]] std::string check_text(const CheckUp& check, Lang lang);

}  // namespace liantu::tool
