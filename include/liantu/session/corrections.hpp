/// @file
/// What people say of firms beside the table: decisions on matches, lists of firms above scale, designated anchors.
#pragma once

#include "liantu/firm/decisions.hpp"
#include "liantu/firm/firm.hpp"
#include "liantu/firm/firm_finder.hpp"
#include "liantu/firm/firm_list.hpp"
#include "liantu/firm/match.hpp"
#include "liantu/firm/reading_report.hpp"
#include "liantu/firm/size.hpp"
#include "liantu/session/listener.hpp"
#include "liantu/text.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace liantu {

/// A list of firms, and which of them the table has.
struct NamedFirms {
  /// Entries are found by credit code, else by name. O(bytes).
  explicit NamedFirms(const std::vector<ListedFirm>& listed);
  /// True where the list names the firm; counts.
  bool names(const Firm& firm);
  /// Tells how many the table has, and who is not in it.
  void tell(const Text& what, SessionListener& listener) const;

  std::vector<ListedFirm> entries;
  std::vector<bool> seen;  ///< by entry
  FirmFinder finder;
  std::uint64_t firms = 0;  ///< of the table
};

/// Made once a run; counts what it does to firms and matches, so that it can be told.
class Corrections {
 public:
  /// Decisions, and lists of firms above scale and of designated anchors; any of them may be empty.
  Corrections(Decisions decisions, const std::vector<ListedFirm>& above_scale, const std::vector<ListedFirm>& anchors,
              const SizeRules& size)
      : m_decisions(std::move(decisions)), m_above_scale(above_scale), m_anchors(anchors), m_size(size) {}

  /// The table is itself a list of firms above scale: its firms are, unless a column says of one that it is not.
  void all_above_scale(bool all) { m_all_above_scale = all; }

  /// Marks what lists say and the table does not, before matching.
  void mark(Firm& firm);
  /// Puts the decisions on the firm into its matches, after matching; see Decisions::apply().
  void decide(const Firm& firm, std::vector<Match>& matches) { m_decisions.apply(firm, matches); }

  [[nodiscard]] const Decisions& decisions() const { return m_decisions; }

  /// Adds what the lists told to what the table did: its grade goes by both. Call once, after the last firm.
  void amend(ReadingReport& reading) const;

  /// Tells what the user should know of it.
  void tell(SessionListener& listener) const;

 private:
  Decisions m_decisions;
  NamedFirms m_above_scale;
  NamedFirms m_anchors;
  bool m_all_above_scale = false;
  std::uint64_t m_by_table = 0;                                                // firms marked for it
  std::array<std::uint64_t, EnumWords<SizeSource>::names.size()> m_resized{};  // firms by the source that they had
  SizeRules m_size;
};

}  // namespace liantu
