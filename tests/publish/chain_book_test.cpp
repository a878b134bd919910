// A chain as a workbook: reading it gives the chain again, whatever its texts hold.
#include "liantu/publish/chain_book.hpp"

#include "firm/table_files.hpp"

#include "liantu/chain/chain_json.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace liantu {
namespace {

TEST(ChainBook, ComesBackAsItWas) {
  const test::TableFile place("q.xlsx", "");
  for (const char* id : {"quartz", "dairy"}) {
    const std::string path = std::string(LIANTU_SOURCE_DATA "/chains/") + id + ".json";
    Chain chain = read_chain(read_file(path), path);
    chain.summary = "=SUM(A1) _x0041_ <b>";
    for (const Lang lang : {Lang::zh, Lang::en}) {
      write_chain_book(chain_tables(chain, lang), lang, place.path);
      EXPECT_EQ(read_chain_tables({place.path}, nullptr), chain) << id;
    }
  }
}

TEST(ChainBook, ASheetWithNothingOnItIsPassedOver) {
  const test::TableFile place("q.xlsx", "");
  const std::string path = LIANTU_SOURCE_DATA "/chains/quartz.json";
  const Chain chain = read_chain(read_file(path), path);
  ASSERT_TRUE(chain.waivers.empty());
  std::vector<ChainTable> tables = chain_tables(chain, Lang::zh);
  ASSERT_EQ(tables.back().part, ChainPart::waivers);
  tables.back().rows = {{}};
  write_chain_book(tables, Lang::zh, place.path);
  EXPECT_EQ(read_chain_tables({place.path}, nullptr), chain);
}

TEST(ChainBook, TheSameChainGivesTheSameBytes) {
  const std::string path = LIANTU_SOURCE_DATA "/chains/dairy.json";
  const auto tables = chain_tables(read_chain(read_file(path), path), Lang::zh);
  const test::TableFile one("a.xlsx", "");
  const test::TableFile two("b.xlsx", "");
  write_chain_book(tables, Lang::zh, one.path);
  write_chain_book(tables, Lang::zh, two.path);
  EXPECT_EQ(read_file(one.path), read_file(two.path));
}

TEST(ChainBook, SaysWhereItCannotWrite) {
  EXPECT_THROW(write_chain_book({}, Lang::zh, "/nowhere/a.xlsx"), std::runtime_error);
}

}  // namespace
}  // namespace liantu
