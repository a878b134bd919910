/// @file
/// What a target takes of land, energy and money: from an office's table, else as the chain's typical project has it,
/// else by its level where the policy puts a figure to levels. Reading the table is part of liantu::io.
#pragma once

#include "liantu/analysis/plan.hpp"
#include "liantu/analysis/policy.hpp"
#include "liantu/chain/atlas.hpp"
#include "liantu/diagnostic.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace liantu {

/// Where a figure comes from: one `assumed` is the policy's for a level, of no project in particular.
enum class CostSource { table, typical, assumed };
template <>
struct EnumWords<CostSource> {
  static constexpr std::array<std::string_view, 3> names{"table", "typical", "assumed"};
  static constexpr std::array<std::string_view, 3> zh{"成本表", "典型项目", "按档次假定"};
};

/// What one target takes of one resource.
struct Cost {
  double amount = 0;  ///< in the units of PlanItem
  CostSource source = CostSource::table;
};
using Costs = std::array<std::optional<Cost>, 3>;  ///< by Resource

/// Figures of a table, by node.
using CostTable = std::map<NodeIndex, std::array<std::optional<double>, 3>>;

/// Nothing for a resource where nobody gives a figure. O(log of the table).
[[nodiscard]] inline Costs costs_of(const Atlas& atlas, NodeIndex v, const CostTable& table, const PlanPolicy& policy) {
  const Node& node = atlas.node(v);
  Costs out;
  const auto row = table.find(v);
  const auto give = [&](Resource resource, const std::optional<double>& typical, const std::optional<Level>& level,
                        const std::optional<std::array<double, 3>>& levels) {
    const auto r = static_cast<std::size_t>(resource);
    if (row != table.end() && row->second[r]) {
      out[r] = Cost{*row->second[r], CostSource::table};
    } else if (typical) {
      out[r] = Cost{*typical, CostSource::typical};
    } else if (level && levels) {
      out[r] = Cost{(*levels)[static_cast<std::size_t>(*level)], CostSource::assumed};
    }
  };
  const auto typical = [&](std::optional<double> Typical::*figure) {
    return node.typical ? (*node.typical).*figure : std::nullopt;
  };
  give(Resource::land, typical(&Typical::land_mu), node.land, policy.land_mu);
  give(Resource::energy, std::nullopt, node.energy, policy.energy_tce);
  give(Resource::money, typical(&Typical::investment_10k_yuan), std::nullopt, std::nullopt);
  return out;
}

/// Reads tables of costs (CSV or XLSX). Headers are Chinese or English: 环节ID or 环节 (with 产业链), and at least one
/// of 用地 (亩), 用能 (吨标准煤/年), 投资 (万元); a blank cell is not known. `notes` takes columns that are not used.
/// Errors: InputError with every problem by row and column: a column that is missing, an unknown node or one that is
/// there twice, a figure that is no number of 0 or more. O(bytes).
[[nodiscard]] CostTable read_costs(const std::vector<std::string>& paths, const Atlas& atlas, Problems& notes);

}  // namespace liantu
