// What the fuzz target of the ledger's tables does; the tests replay its corpus by it.
#pragma once

#include "reader_fuzz.hpp"
#include "table_fuzz.hpp"

#include "liantu/promotion/ledger_rows.hpp"
#include "liantu/promotion/rates.hpp"

#include <string>
#include <string_view>

namespace liantu::test {

// Bytes as a table of projects and, after a form feed, one of obstacles: what is taken of them comes back, all of it,
// from the tables that are written of it, and brings nothing new a second time.
inline void fuzz_ledger_rows(std::string_view bytes) {
  const auto tell = [](const Problems& problems) {
    for (const Problem& problem : problems) must(utf8::valid(problem.message(Lang::zh)));
  };
  const auto merged = [&](std::string_view projects, std::string_view obstacles, Projects& out) {
    const MemoryFile first(projects);
    const MemoryFile second(obstacles);
    LedgerRows rows;
    Problems problems;
    Problems notes;
    (void)unless_refused([&] { return read_project_rows(first.path(), rows, problems, notes), true; });
    (void)unless_refused([&] { return read_obstacle_rows(second.path(), rows, problems, notes), true; });
    const LedgerChanges changes = merge(out, rows, "2026-11-29");
    problems.insert(problems.end(), changes.problems.begin(), changes.problems.end());
    tell(problems);
    return std::pair(changes, problems.empty());
  };
  const std::size_t cut = bytes.find('\f');
  Projects projects;
  (void)merged(bytes.substr(0, cut), cut == std::string_view::npos ? "" : bytes.substr(cut + 1), projects);
  if (projects.empty()) return;
  const std::string first = projects_csv(projects, true);
  const std::string second = obstacles_csv(projects, true);
  Projects again;
  must(merged(first, second, again).second && again == projects);
  const auto [changes, good] = merged(first, second, again);
  must(good && changes.ids.empty() && again == projects);
  for (const Rate& rate : rates_of(projects, {}, "2026-11-29")) must(rate.numerator >= 0 && rate.denominator >= 0);
}

}  // namespace liantu::test
