/// @file
/// A chain as a workbook for domain experts: the tables of chain_tables.hpp, a sheet each.
#pragma once

#include "liantu/chain/chain_tables.hpp"
#include "liantu/text.hpp"

#include <string>
#include <vector>

namespace liantu {

/// Writes `tables` to `path`, over what is there. Every cell is text. The same tables give the same bytes.
/// Errors: std::runtime_error where the file cannot be written. O(cells).
void write_chain_book(const std::vector<ChainTable>& tables, Lang lang, const std::string& path);

}  // namespace liantu
