/// @file
/// Output, tax and staff of each chain, of all chains asked for, and of the whole table, as sums of what firms report.
/// A firm counts once wherever it counts. No sum is told from which fewer than three firms can be read: neither its
/// own, nor what is left where another told sum is taken from it (complementary suppression, as statistical offices do
/// it).
#pragma once

#include "liantu/analysis/coverage.hpp"
#include "liantu/chain/atlas.hpp"
#include "liantu/firm/firm.hpp"
#include "liantu/firm/match.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace liantu {

/// Figures that firms report: output and tax in 10,000 yuan, staff in persons.
enum class TotalKind { output, tax, staff };

/// What may be told of one kind.
struct ToldTotals {
  /// One sum; `value` is nothing where it may not be told.
  struct Sum {
    std::uint64_t firms = 0;  ///< that report
    std::optional<double> value;
  };
  std::vector<Sum> chains;      ///< as asked
  Sum all;                      ///< of firms in any of them
  std::optional<double> table;  ///< of all firms of the table
};

/// Counts firms as they stream by. Memory grows with the sets of chains that firms share, not with the firms.
class ChainTotals {
 public:
  /// Of fewer firms than this no sum is told.
  static constexpr std::uint64_t fewest = 3;

  /// Counts one firm in the chains of which it surely holds a node. O(matches).
  void add(const Atlas& atlas, const Firm& firm, const std::vector<Match>& matches, const CoveragePolicy& policy) {
    const std::array<std::optional<double>, 3> figures{firm.output, firm.tax,
                                                       firm.staff ? firm.staff : firm.insured_staff};
    if (!figures[0] && !figures[1] && !figures[2]) return;
    Chains chains;
    for (const Match& match : matches) {
      if (match.value() >= policy.c_high) chains.push_back(atlas.chain_index(match.node));
    }
    std::sort(chains.begin(), chains.end());
    chains.erase(std::unique(chains.begin(), chains.end()), chains.end());
    auto& group = m_groups[std::move(chains)];
    for (std::size_t kind = 0; kind < figures.size(); ++kind) {
      if (!figures[kind]) continue;
      ++group[kind].firms;
      group[kind].sum += std::llround(*figures[kind] * unit);
    }
  }

  /// O(groups of firms with the same chains · chains asked, squared).
  [[nodiscard]] ToldTotals told(TotalKind kind, const std::vector<ChainIndex>& asked) const {
    Auditor auditor(m_groups, static_cast<std::size_t>(kind), asked);
    return auditor.run();
  }

 private:
  using Chains = std::vector<ChainIndex>;  // ascending
  struct Reported {
    std::uint64_t firms = 0;
    std::int64_t sum = 0;  // exact, in 1/unit
  };
  using Groups = std::map<Chains, std::array<Reported, 3>>;
  static constexpr double unit = 1e4;

  // Sums as sets of groups: one of each chain, then of all of them, then of the table.
  class Auditor {
   public:
    Auditor(const Groups& groups, std::size_t kind, const Chains& asked) : m_asked(asked) {
      for (const auto& [chains, reported] : groups) {
        std::vector<bool> in;
        for (const ChainIndex chain : asked) in.push_back(std::binary_search(chains.begin(), chains.end(), chain));
        in.push_back(std::find(in.begin(), in.end(), true) != in.end());
        in.push_back(true);
        if (reported[kind].firms > 0) m_parts.push_back({std::move(in), reported[kind]});
      }
    }

    ToldTotals run() {
      const std::size_t all = m_asked.size();
      m_told.assign(all + 2, true);
      for (std::size_t i = 0; i < m_told.size(); ++i) m_told[i] = left_of(i, m_told.size()).firms >= fewest;
      while (conceal()) {
      }
      ToldTotals out;
      for (std::size_t i = 0; i < all; ++i) out.chains.push_back(sum_of(i));
      out.all = sum_of(all);
      out.table = sum_of(all + 1).value;
      return out;
    }

   private:
    struct Part {
      std::vector<bool> in;  // by sum
      Reported reported;
    };

    // What is in sum `a` and not in `b`; `b` past the end: all of it.
    [[nodiscard]] Reported left_of(std::size_t a, std::size_t b) const {
      Reported out;
      for (const Part& part : m_parts) {
        if (!part.in[a] || (b < part.in.size() && part.in[b])) continue;
        out.firms += part.reported.firms;
        out.sum += part.reported.sum;
      }
      return out;
    }

    [[nodiscard]] static bool gives_away(const Reported& left) { return left.firms > 0 && left.firms < fewest; }

    // Takes one sum back from which another told one leaves too few; false where there is none.
    bool conceal() {
      const std::size_t all = m_asked.size();
      for (std::size_t a = m_told.size(); a-- > 0;) {
        for (std::size_t b = 0; b < m_told.size(); ++b) {
          if (a == b || !m_told[a] || !m_told[b] || left_of(b, a).firms > 0 || !gives_away(left_of(a, b))) continue;
          m_told[a >= all ? a : b] = false;
          return true;
        }
      }
      // The total less all chains told, which says something only where they share no firm.
      Reported rest;
      bool apart = true;
      for (const Part& part : m_parts) {
        std::size_t in = 0;
        for (std::size_t i = 0; i < all; ++i) in += m_told[i] && part.in[i] ? 1 : 0;
        apart = apart && in <= 1;
        if (part.in[all] && in == 0) rest.firms += part.reported.firms;
      }
      if (!m_told[all] || !apart || !gives_away(rest)) return false;
      m_told[all] = false;
      return true;
    }

    [[nodiscard]] ToldTotals::Sum sum_of(std::size_t i) const {
      const Reported whole = left_of(i, m_told.size());
      ToldTotals::Sum out{whole.firms, std::nullopt};
      if (m_told[i]) out.value = static_cast<double>(whole.sum) / unit;
      return out;
    }

    const Chains& m_asked;
    std::vector<Part> m_parts;
    std::vector<bool> m_told;
  };

  Groups m_groups;
};

}  // namespace liantu
