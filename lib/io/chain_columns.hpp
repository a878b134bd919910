// The columns of a chain's tables, each a place in the JSON of docs/chains.md. Internal to liantu::io.
#pragma once

#include "liantu/chain/chain_tables.hpp"

#include <boost/json/fwd.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace liantu::io {

// How a cell and a JSON value become each other. `origin`: the id of a source, or 判断.
enum class CellKind { text, number, flag, word, words, texts, codes, origin };

struct ChainColumn {
  std::string_view path;  // in the item: "name", "policy/clause", "controls/*/value"; the English header
  std::string_view zh;    // the Chinese header
  CellKind kind = CellKind::text;
  const std::string_view* names = nullptr;  // of a word: as files have it, and as its reader sees it
  const std::string_view* labels = nullptr;
  std::size_t words = 0;
  bool required = false;  // every row has it
  bool telling = false;   // a table without it is another one
};

[[nodiscard]] const std::vector<ChainColumn>& columns_of(ChainPart part);

// The cell of `item`, an object. Errors: InputError, under the name of the column, where a list cannot be told apart
// again.
[[nodiscard]] std::string cell_of(const boost::json::object& item, const ChainColumn& column, Lang lang);

// Puts what the cell says into `item`; a cell that says nothing of the kind goes in as the text that it is, for the
// reader to refuse.
void put_cell(boost::json::object& item, const ChainColumn& column, std::string_view cell);

}  // namespace liantu::io
