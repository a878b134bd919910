/// @file
/// 核实结论: what somebody found out about single matches, by asking or going there. A decision wins over every text,
/// and holds for a time. The person's name is read so that it can be written back, and goes nowhere else. Part of
/// liantu::io.
///
/// @code{.cpp}
/// liantu::Decisions decisions(read_decisions({"decisions.csv"}, atlas, notes), today, policy.match.decision_months);
/// decisions.apply(firm, matches);  // for each firm, in any order
/// @endcode
#pragma once

#include "liantu/chain/atlas.hpp"
#include "liantu/date.hpp"
#include "liantu/diagnostic.hpp"
#include "liantu/firm/firm.hpp"
#include "liantu/firm/firm_finder.hpp"
#include "liantu/firm/match.hpp"
#include "liantu/text.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liantu {

/// What somebody found out about a firm and a node; open: nothing yet.
enum class Verdict { open, accept, reject };
template <>
struct EnumWords<Verdict> {
  static constexpr std::array<std::string_view, 3> names{"open", "accept", "reject"};
  static constexpr std::array<std::string_view, 3> zh{"待核实", "对应", "不对应"};
};

/// What becomes of a decision in this run.
enum class DecisionState { in_force, open, expired, superseded };
template <>
struct EnumWords<DecisionState> {
  static constexpr std::array<std::string_view, 4> names{"in_force", "open", "expired", "superseded"};
  static constexpr std::array<std::string_view, 4> zh{"有效", "待核实", "已过期", "另有较新结论"};
};

/// One row. The texts are the cells as given.
struct Decision {
  std::string file;
  std::uint64_t row = 0;
  std::string firm;
  std::string credit_code;
  NodeIndex node = 0;
  Verdict verdict = Verdict::open;
  std::string verdict_text;
  std::string who;
  std::string how;
  std::string date_text;
  std::string why;
  std::string iso_date;      ///< of date_text; empty where it is
  std::optional<Date> date;  ///< the same
  DecisionState state = DecisionState::open;
  std::uint64_t firms = 0;  ///< of the table, to which it applies
};

/// Reads tables of decisions (CSV or XLSX; of a workbook the sheet 待核实 where it has one, else the first). Headers
/// are Chinese or English: 企业名称 or 统一社会信用代码, 环节ID or 环节 (with 产业链), 结论, and where given 核实人
/// 核实方式 核实日期 理由. `notes` takes columns that are not known and codes that do not check. Errors: InputError
/// with every problem by row and column: a column that is missing, an unknown node, verdict or date, a row without a
/// firm. O(bytes).
[[nodiscard]] std::vector<Decision> read_decisions(const std::vector<std::string>& paths, const Atlas& atlas,
                                                   Problems& notes);

/// The decisions of a run, and what became of each.
class Decisions {
 public:
  Decisions() = default;

  /// Settles which decisions hold: with `today`, not those whose date is more than `months` before it; of two on one
  /// pair the later, a dated one over one without a date. Errors: InputError for contrary verdicts of one date, naming
  /// both rows. O(n log n).
  Decisions(std::vector<Decision> given, const std::optional<Date>& today, int months);

  /// Puts the decisions on a firm into its matches, which are in the order of nodes and stay so, and counts.
  /// O(matches + decisions on the firm).
  void apply(const Firm& firm, std::vector<Match>& matches);

  /// Every decision, in the order given.
  [[nodiscard]] const std::vector<Decision>& given() const { return m_given; }
  /// Decisions in this state. O(decisions).
  [[nodiscard]] std::uint64_t count(DecisionState state) const {
    std::uint64_t sum = 0;
    for (const Decision& d : m_given) sum += d.state == state ? 1 : 0;
    return sum;
  }
  /// Pairs of firm and node so far that a decision accepts and a text had matched.
  [[nodiscard]] std::uint64_t confirmed() const { return m_confirmed; }
  /// Those that it accepts and no text had matched.
  [[nodiscard]] std::uint64_t added() const { return m_added; }
  /// Those that it rejects and a text had matched.
  [[nodiscard]] std::uint64_t removed() const { return m_removed; }

 private:
  void settle(std::vector<std::size_t> same_pair, Problems& problems);

  std::vector<Decision> m_given;
  FirmFinder m_finder;
  std::uint64_t m_confirmed = 0;
  std::uint64_t m_added = 0;
  std::uint64_t m_removed = 0;
};

}  // namespace liantu
