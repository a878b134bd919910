// What the fuzz target of what bindings hand over does; the tests replay its corpus by it.
#pragma once

#include "reader_fuzz.hpp"
#include "table_fuzz.hpp"

#include "liantu/session/options.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liantu::test {

// Bytes as firms in JSON: only an InputError may come of them, and each row is accounted for; as options of a session
// and of a study: what is taken of their `firms` are rows again.
inline void fuzz_rows(std::string_view text) {
  const auto read = [](std::string_view json) {
    return unless_refused([&] {
      const ReadingReport report =
          read_firms("rows", json_rows(json, "rows"), {}, few_columns(), few_classes(), [](std::vector<Firm>&) {});
      must_add_up(report);
      return report.rows;
    });
  };
  (void)read(text);
  for (const OptionsOf of : {OptionsOf::session, OptionsOf::study}) {
    std::optional<std::string> firms;
    (void)unless_refused([&] { return read_session_options(text, {}, of, firms); });
    must(of == OptionsOf::study || !firms);
    if (firms) (void)read(*firms);
  }
}

}  // namespace liantu::test
