/// @file
/// A chain as plain tables, for those who work in spreadsheets: 环节 and 关系, and beside them 产业链, 来源 and 豁免.
/// One row a node or link; a list in a cell is separated by ； or by lines. Part of liantu::io.
///
/// @code{.cpp}
/// const Chain chain = read_chain_tables({"石英.xlsx"}, nullptr);
/// const std::vector<ChainTable> tables = chain_tables(chain, Lang::zh);
/// @endcode
#pragma once

#include "liantu/chain/chain.hpp"
#include "liantu/text.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace liantu {

/// What a table holds. The words are the names of sheets and the endings of files.
enum class ChainPart { chain, nodes, links, sources, waivers };
template <>
struct EnumWords<ChainPart> {
  static constexpr std::array<std::string_view, 5> names{"chain", "nodes", "links", "sources", "waivers"};
  static constexpr std::array<std::string_view, 5> zh{"产业链", "环节", "关系", "来源", "豁免"};
};

/// One table of a chain, as a sheet or a CSV holds it.
struct ChainTable {
  ChainPart part = ChainPart::nodes;
  std::vector<std::vector<std::string>> rows;  ///< the header first
};

/// All five tables, headers and words in `lang` (English headers are the JSON paths of docs/chains.md). Nothing is
/// lost: reading them gives the chain again. Errors: InputError where an item of a list holds what separates items.
/// O(size).
[[nodiscard]] std::vector<ChainTable> chain_tables(const Chain& chain, Lang lang);

/// Reads a chain from the tables of `paths`: workbooks, all sheets of which are read, or CSV files, one table each.
/// What a table holds is told by its header; headers and words may be Chinese or English. Where 产业链, 来源 or 豁免 is
/// not among them it is taken from `base`, which may be nullptr where 产业链 is. Errors: InputError with every problem
/// by row and column: what read_chain refuses, a header that is not known, a table that is there twice, no 环节.
/// O(bytes).
[[nodiscard]] Chain read_chain_tables(const std::vector<std::string>& paths, const Chain* base);

}  // namespace liantu
