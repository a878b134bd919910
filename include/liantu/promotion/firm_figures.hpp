/// @file
/// Figures of single firms: what a table gives of their revenue, output, tax, purchases, power and people, by firm,
/// node and chain. For the workbook marked 内部资料 alone (publish/internal_book.hpp): nothing else prints them.
///
/// @code{.cpp}
/// liantu::FirmFigures figures(atlas, chains, policy.coverage);
/// for each firm with its matches: figures.add(firm, matches);
/// @endcode
#pragma once

#include "liantu/analysis/policy.hpp"
#include "liantu/chain/atlas.hpp"
#include "liantu/firm/firm.hpp"
#include "liantu/firm/match.hpp"
#include "liantu/firm/roll.hpp"
#include "liantu/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu {

/// Money in 10,000 yuan a year, power in 10,000 kWh, people in persons.
enum class FirmFigure { revenue, output, tax, purchases, local_purchases, power, insured_staff, staff };
template <>
struct EnumWords<FirmFigure> {
  static constexpr std::array<std::string_view, 8> names{"revenue",         "output", "tax",           "purchases",
                                                         "local_purchases", "power",  "insured_staff", "staff"};
  static constexpr std::array<std::string_view, 8> zh{"营业收入",   "产值",   "税收",     "采购额",
                                                      "本地采购额", "用电量", "参保人数", "从业人员"};
};
inline constexpr std::size_t figure_count = EnumWords<FirmFigure>::names.size();

/// 10,000 kWh of "1,200(万千瓦时)", "3500 度"; nothing where no unit or no number is told. O(bytes).
[[nodiscard]] inline std::optional<double> power_of(std::string_view text) {
  std::string number;
  std::string unit;
  for (const char c : fold(text)) {
    if (c == ' ' || c == ',' || c == '(' || c == ')') continue;
    const bool digit = (c >= '0' && c <= '9') || c == '.';
    (digit && unit.empty() ? number : unit) += c;
  }
  static constexpr std::array<std::pair<std::string_view, double>, 10> units{{{"万千瓦时", 1},
                                                                              {"万千瓦小时", 1},
                                                                              {"万kwh", 1},
                                                                              {"万度", 1},
                                                                              {"千瓦时", 1e-4},
                                                                              {"千瓦小时", 1e-4},
                                                                              {"kwh", 1e-4},
                                                                              {"度", 1e-4},
                                                                              {"亿千瓦时", 1e4},
                                                                              {"亿度", 1e4}}};
  double value = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (error != std::errc() || end != number.data() + number.size()) return std::nullopt;
  for (const auto& [name, times] : units) {
    if (unit == name) return value * times;
  }
  return std::nullopt;
}

/// What several firms give of one figure. Those that do not give it count for nothing, never as zero.
struct FigureSum {
  std::uint64_t firms = 0;  ///< that give it
  double total = 0;
  double largest = 0;
  std::string largest_firm;  ///< as in the table
  bool negative = false;     ///< some firm's is below zero: a share of the total would mean nothing

  /// One firm that gives the figure.
  void add(double value, const std::string& firm) {
    if (firms == 0 || value > largest) {
      largest = value;
      largest_firm = firm;
    }
    ++firms;
    total += value;
    negative = negative || value < 0;
  }
  /// The largest firm's, 0..1; nothing where there is no total to share.
  [[nodiscard]] std::optional<double> share() const {
    if (negative || !(total > 0)) return std::nullopt;
    return largest / total;
  }
};

/// Of a node, a chain or all: sums by FirmFigure.
struct FigureSums {
  std::uint64_t firms = 0;  ///< with or without figures
  std::array<FigureSum, figure_count> of;
};

/// One firm of the chains asked for.
struct FiguredFirm {
  RollFirm firm;
  std::vector<NodeIndex> nodes;    ///< that it surely holds, ascending
  std::vector<NodeIndex> doubted;  ///< to verify, ascending
  std::array<std::optional<double>, figure_count> values;
  std::string power;  ///< as in the cell, with its unit, where it cannot be read as 10,000 kWh
};

/// Figures of single firms, for a workbook marked 内部资料 and nothing else.
class FirmFigures {
 public:
  /// `most`: firms listed one by one, the first of the table; sums are of all. What is given must outlive it.
  FirmFigures(const Atlas& atlas, const std::set<ChainIndex>& chains, const CoveragePolicy& policy, std::size_t most)
      : m_atlas(atlas), m_chains(chains), m_policy(policy), m_most(most) {}

  /// Takes in one firm, in the order of the table. Sums are of nodes that it surely holds: once a node, once a chain,
  /// once in the total. O(matches).
  void add(const Firm& firm, const std::vector<Match>& matches) {
    FiguredFirm one;
    for (const Match& match : matches) {
      if (match.value() < m_policy.c_doubt || !m_chains.contains(m_atlas.chain_index(match.node))) continue;
      (match.value() >= m_policy.c_high ? one.nodes : one.doubted).push_back(match.node);
    }
    if (one.nodes.empty() && one.doubted.empty()) return;
    for (auto* nodes : {&one.nodes, &one.doubted}) {
      std::sort(nodes->begin(), nodes->end());
      nodes->erase(std::unique(nodes->begin(), nodes->end()), nodes->end());
    }
    read(firm, one);
    count(firm.name, one);
    ++m_matched;
    if (m_firms.size() >= m_most) return;
    one.firm = shown(firm);
    m_firms.push_back(std::move(one));
  }

  [[nodiscard]] const std::vector<FiguredFirm>& firms() const { return m_firms; }
  [[nodiscard]] std::uint64_t matched() const { return m_matched; }
  /// Some firm gives it.
  [[nodiscard]] bool given(FirmFigure figure) const { return m_given[static_cast<std::size_t>(figure)]; }
  /// Of nodes that some firm surely holds.
  [[nodiscard]] const std::map<NodeIndex, FigureSums>& nodes() const { return m_nodes; }
  /// Of chains of which some firm surely holds a node.
  [[nodiscard]] const std::map<ChainIndex, FigureSums>& chains() const { return m_sums; }
  [[nodiscard]] const FigureSums& total() const { return m_total; }

 private:
  void read(const Firm& firm, FiguredFirm& one) {
    const auto power = power_of(firm.power);
    one.values = {firm.revenue,         firm.output, firm.tax,           firm.purchases,
                  firm.local_purchases, power,       firm.insured_staff, firm.staff};
    if (!power) one.power = firm.power;
    for (std::size_t i = 0; i < figure_count; ++i) m_given[i] = m_given[i] || one.values[i].has_value();
    if (!one.power.empty()) m_given[static_cast<std::size_t>(FirmFigure::power)] = true;
  }

  void count(const std::string& name, const FiguredFirm& one) {
    const auto into = [&](FigureSums& sums) {
      ++sums.firms;
      for (std::size_t i = 0; i < figure_count; ++i) {
        if (one.values[i]) sums.of[i].add(*one.values[i], name);
      }
    };
    std::set<ChainIndex> chains;
    for (const NodeIndex v : one.nodes) {
      into(m_nodes[v]);
      chains.insert(m_atlas.chain_index(v));
    }
    for (const ChainIndex chain : chains) into(m_sums[chain]);
    if (!chains.empty()) into(m_total);
  }

  static RollFirm shown(const Firm& firm) {
    RollFirm out;
    out.row = firm.row;
    out.name = firm.name;
    out.credit_code = firm.credit_code;
    out.province = firm.province;
    out.city = firm.city;
    out.county = firm.county;
    out.kind = firm.kind;
    out.size = firm.size;
    out.size_source = firm.size_source;
    out.above_scale = firm.above_scale.value_or(false);
    out.above_scale_listed = firm.above_scale_listed;
    out.anchor = firm.anchor;
    out.anchor_listed = firm.anchor_listed;
    out.listed = firm.listed;
    out.little_giant = firm.little_giant;
    out.high_tech = firm.high_tech;
    out.abnormal = firm.abnormal;
    out.no_staff = firm.no_staff;
    return out;
  }

  const Atlas& m_atlas;
  const std::set<ChainIndex>& m_chains;
  const CoveragePolicy& m_policy;
  std::size_t m_most;
  std::vector<FiguredFirm> m_firms;
  std::uint64_t m_matched = 0;
  std::array<bool, figure_count> m_given{};
  std::map<NodeIndex, FigureSums> m_nodes;
  std::map<ChainIndex, FigureSums> m_sums;
  FigureSums m_total;
};

}  // namespace liantu
