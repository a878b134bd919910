/// @file
/// 家底: what holds a node without being a firm, as a table of assets says: bases, mining rights, scenic spots, halls,
/// farm land. Reading it is part of liantu::io.
#pragma once

#include "liantu/chain/atlas.hpp"
#include "liantu/diagnostic.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace liantu {

/// One row; the texts are the cells as given.
struct Asset {
  std::string file;
  std::uint64_t row = 0;
  NodeIndex node = 0;
  std::string name;
  std::string kind;    ///< 类型: 基地, 矿业权 …
  std::string amount;  ///< 数量
  std::string unit;
  std::string source;  ///< empty: the asset makes its node suspected only
  std::string date;

  /// True where it says where it is from: only such assets make a node present.
  [[nodiscard]] bool sourced() const { return !source.empty(); }
};

/// Reads tables of assets (CSV or XLSX). Headers are Chinese or English: 环节ID or 环节 (with 产业链), 名称, and where
/// given 类型 数量 单位 来源 日期. `notes` takes columns that are not used and assets without a source. Errors:
/// InputError with every problem by row and column: a column that is missing, an unknown node, no name, a 数量 that is
/// no number, a bad date. O(bytes).
[[nodiscard]] std::vector<Asset> read_assets(const std::vector<std::string>& paths, const Atlas& atlas,
                                             Problems& notes);

}  // namespace liantu
