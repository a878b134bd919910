/// @file
/// Who has what: the firms of each region by node and by class of GB/T 4754-2017, from one table of many regions. Sums
/// of integers, so any order, number of threads or parts gives the same answer (duplicates must be gone before).
///
/// @code{.cpp}
/// liantu::RegionCoverage regions(liantu::RegionLevel::county);
/// for (each firm) regions.add(firm, matches, policy.coverage);
/// const liantu::RegionTable table = liantu::table_by_nodes(atlas, regions, liantu::RegionValue::firms);
/// @endcode
#pragma once

#include "liantu/analysis/coverage.hpp"
#include "liantu/analysis/policy.hpp"
#include "liantu/chain/atlas.hpp"
#include "liantu/firm/firm.hpp"
#include "liantu/firm/match.hpp"
#include "liantu/text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu {

/// What counts as one region.
enum class RegionLevel { province, city, county };
template <>
struct EnumWords<RegionLevel> {
  static constexpr std::array<std::string_view, 3> names{"province", "city", "county"};
  static constexpr std::array<std::string_view, 3> zh{"省", "市", "区县"};
};

/// What is summed: firms, each one, or their mass (confidence times weight by size).
enum class RegionValue { firms, mass };
template <>
struct EnumWords<RegionValue> {
  static constexpr std::array<std::string_view, 2> names{"firms", "mass"};
  static constexpr std::array<std::string_view, 2> zh{"企业数", "量"};
};

namespace detail {

// A part of a region's name on one line, and without the slash that parts are joined by.
inline void append_region_part(std::string& out, std::string_view cell) {
  cell = trim(cell);
  if (cell.empty()) return;
  if (!out.empty()) out += '/';
  for (const char c : cell) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '/') {
      out += "／";
    } else {
      out += byte < 0x20 || byte == 0x7F ? ' ' : c;
    }
  }
}

}  // namespace detail

/// The firm's region as its cells have it: 江苏省/扬州市/邗江区. A level above that is blank is left out; empty where
/// the level itself is. Line breaks become spaces, a slash in a cell a wide one. O(text).
[[nodiscard]] inline std::string region_of(const Firm& firm, RegionLevel level) {
  const std::array<const std::string*, 3> cells{&firm.province, &firm.city, &firm.county};
  const auto last = static_cast<std::size_t>(level);
  std::string out;
  if (trim(*cells[last]).empty()) return out;
  for (std::size_t i = 0; i <= last; ++i) detail::append_region_part(out, *cells[i]);
  return out;
}

/// What one region has of one node, of firms that surely hold it.
struct RegionNode {
  std::uint64_t firms = 0;
  std::int64_t mass = 0;  ///< in 1e-6

  friend bool operator==(const RegionNode&, const RegionNode&) = default;
};

/// What one region has.
struct RegionSums {
  std::uint64_t firms = 0;  ///< of any kind
  std::map<NodeIndex, RegionNode> nodes;
  std::map<std::string, std::uint64_t> classes;  ///< firms, by class code

  friend bool operator==(const RegionSums&, const RegionSums&) = default;
};

/// Firms and mass by region and node. Memory grows with regions and what they hold, not with firms.
class RegionCoverage {
 public:
  /// Regions are told apart down to `level`.
  explicit RegionCoverage(RegionLevel level) : m_level(level) {}

  /// Counts one firm: in nodes that it matches for sure (c_high) unless it is flagged, as states are made; in its class
  /// whatever it matches. Matches name each node at most once. O(matches · log nodes + log regions).
  void add(const Firm& firm, const std::vector<Match>& matches, const CoveragePolicy& policy) {
    const std::string region = region_of(firm, m_level);
    if (region.empty()) {
      ++m_without_region;
      return;
    }
    RegionSums& sums = m_regions[region];
    ++sums.firms;
    ++m_firms;
    if (firm.industry_code.size() == 4) {
      ++sums.classes[firm.industry_code];
    } else {
      ++m_without_class;
    }
    if (firm.flagged()) return;
    const std::int64_t weight = weight_hundredths(firm, policy);
    for (const Match& match : matches) {
      if (match.value() < policy.c_high) continue;
      RegionNode& node = sums.nodes[match.node];
      ++node.firms;
      node.mass += match.confidence * weight;
    }
  }

  /// Adds the sums of another part of the same table, of the same level. O(sums · log sums).
  void merge(const RegionCoverage& other) {
    m_firms += other.m_firms;
    m_without_region += other.m_without_region;
    m_without_class += other.m_without_class;
    for (const auto& [name, from] : other.m_regions) {
      RegionSums& to = m_regions[name];
      to.firms += from.firms;
      for (const auto& [v, node] : from.nodes) {
        to.nodes[v].firms += node.firms;
        to.nodes[v].mass += node.mass;
      }
      for (const auto& [code, firms] : from.classes) to.classes[code] += firms;
    }
  }

  [[nodiscard]] RegionLevel level() const { return m_level; }
  /// By name, sorted by bytes.
  [[nodiscard]] const std::map<std::string, RegionSums>& regions() const { return m_regions; }
  [[nodiscard]] std::uint64_t firms() const { return m_firms; }                    ///< with a region
  [[nodiscard]] std::uint64_t without_region() const { return m_without_region; }  ///< left out
  [[nodiscard]] std::uint64_t without_class() const { return m_without_class; }    ///< in no class's sum

 private:
  RegionLevel m_level;
  std::map<std::string, RegionSums> m_regions;
  std::uint64_t m_firms = 0;
  std::uint64_t m_without_region = 0;
  std::uint64_t m_without_class = 0;
};

/// Regions by activities, row by row, as Relatedness takes it.
struct RegionTable {
  std::vector<std::string> regions;
  std::vector<std::uint64_t> region_firms;
  std::vector<std::string> activities;  ///< chain:node, or a class code
  std::vector<double> values;           ///< firms, or mass
  std::vector<std::uint64_t> firms;     ///< of the same cells

  /// Firms of a cell, both by index. O(1).
  [[nodiscard]] std::uint64_t firms_at(std::size_t region, std::size_t activity) const {
    return firms[region * activities.size() + activity];
  }
  /// Regions that go by the name: in full, or by its last parts (邗江区, 扬州市/邗江区). O(regions).
  [[nodiscard]] std::vector<std::size_t> find(std::string_view name) const {
    std::vector<std::size_t> out;
    const std::string tail = "/" + std::string(name);
    for (std::size_t r = 0; r < regions.size(); ++r) {
      if (regions[r] == name) return {r};
      if (!name.empty() && regions[r].ends_with(tail)) out.push_back(r);
    }
    return out;
  }
};

/// All nodes of the atlas; activities are numbered as its nodes. O(regions · nodes).
[[nodiscard]] inline RegionTable table_by_nodes(const Atlas& atlas, const RegionCoverage& coverage, RegionValue value) {
  RegionTable out;
  for (NodeIndex v = 0; v < atlas.node_count(); ++v) out.activities.push_back(atlas.key(v));
  for (const auto& [name, sums] : coverage.regions()) {
    const std::size_t row = out.values.size();
    out.regions.push_back(name);
    out.region_firms.push_back(sums.firms);
    out.values.resize(row + atlas.node_count());
    out.firms.resize(row + atlas.node_count());
    for (const auto& [v, node] : sums.nodes) {
      out.firms[row + v] = node.firms;
      out.values[row + v] =
          value == RegionValue::firms ? static_cast<double>(node.firms) : static_cast<double>(node.mass) / 1e6;
    }
  }
  return out;
}

/// All classes that some firm has, by code; firms are counted. O(regions · classes).
[[nodiscard]] inline RegionTable table_by_classes(const RegionCoverage& coverage) {
  RegionTable out;
  std::map<std::string, std::size_t> columns;
  for (const auto& [name, sums] : coverage.regions()) {
    for (const auto& [code, firms] : sums.classes) columns.try_emplace(code, 0);
  }
  for (auto& [code, column] : columns) {
    column = out.activities.size();
    out.activities.push_back(code);
  }
  for (const auto& [name, sums] : coverage.regions()) {
    const std::size_t row = out.values.size();
    out.regions.push_back(name);
    out.region_firms.push_back(sums.firms);
    out.values.resize(row + columns.size());
    out.firms.resize(row + columns.size());
    for (const auto& [code, firms] : sums.classes) {
      out.firms[row + columns.at(code)] = firms;
      out.values[row + columns.at(code)] = static_cast<double>(firms);
    }
  }
  return out;
}

}  // namespace liantu
