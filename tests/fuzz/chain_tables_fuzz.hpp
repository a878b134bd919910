// What the fuzz target of a chain's tables does. The tests replay its corpus by it.
#pragma once

#include "reader_fuzz.hpp"
#include "table_fuzz.hpp"

#include "liantu/chain/chain_tables.hpp"
#include "liantu/csv.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace liantu::test {

// Bytes as CSV tables set apart by form feeds: what is read as a chain reads back from its own tables.
inline void fuzz_chain_tables(std::string_view bytes) {
  static const Chain base = read_chain(
      R"({"schema_version": 1, "id": "q", "name": "q", "sources": [{"id": "s1", "title": "t"}],
          "nodes": [{"id": "a", "name": "a", "stage": "upstream", "segment": "s", "role": "mine", "basis": "judgement"}]})",
      "base");
  const auto read = [](const std::vector<std::string>& tables) {
    std::vector<std::unique_ptr<MemoryFile>> files;
    std::vector<std::string> paths;
    for (const std::string& table : tables) {
      files.push_back(std::make_unique<MemoryFile>(table));
      paths.push_back(files.back()->path());
    }
    return unless_refused([&] { return read_chain_tables(paths, &base); });
  };
  std::vector<std::string> tables(1);
  for (const char c : bytes) {
    if (c == '\f' && tables.size() < 5) {
      tables.emplace_back();
    } else {
      tables.back() += c;
    }
  }
  const auto chain = read(tables);
  if (!chain) return;
  for (const Lang lang : {Lang::zh, Lang::en}) {
    std::vector<std::string> written;
    for (const ChainTable& table : chain_tables(*chain, lang)) written.push_back(csv_of(table.rows));
    const auto again = read(written);
    must(again && *again == *chain);
  }
}

}  // namespace liantu::test
