// What people say of firms beside the table: decisions on matches, lists of firms above scale, designated anchors.
#pragma once

#include "liantu/analysis/policy.hpp"
#include "liantu/firm/decisions.hpp"
#include "liantu/firm/firm.hpp"
#include "liantu/firm/match.hpp"
#include "liantu/firm/reading_report.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace liantu::tool {

// Made once a run; counts what it does to firms and matches, so that it can be told.
class Corrections {
 public:
  Corrections(Decisions decisions, const SizeRules& size) : m_decisions(std::move(decisions)), m_size(size) {}

  // Marks what the table itself cannot say, before matching.
  void mark(Firm& firm);
  void decide(const Firm& firm, std::vector<Match>& matches) { m_decisions.apply(firm, matches); }

  [[nodiscard]] const Decisions& decisions() const { return m_decisions; }

  // What the user should know of it, a line each.
  [[nodiscard]] std::vector<std::string> told(Lang lang) const;

 private:
  Decisions m_decisions;
  SizeRules m_size;
};

}  // namespace liantu::tool
