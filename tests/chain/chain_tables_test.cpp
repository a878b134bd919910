// Chains as spreadsheets: every shipped one comes back as it was, and what is wrong is told by row and column.
#include "liantu/chain/chain_tables.hpp"

#include "firm/table_files.hpp"

#include "liantu/chain/chain_json.hpp"
#include "liantu/csv.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace liantu::chain_tables_test {
namespace {

using test::TableFile;

Chain from_csv(const std::vector<ChainTable>& tables, const Chain* base = nullptr) {
  std::vector<std::unique_ptr<TableFile>> files;
  std::vector<std::string> paths;
  for (const ChainTable& table : tables) {
    files.push_back(std::make_unique<TableFile>("t.csv", csv_of(table.rows)));
    paths.push_back(files.back()->path);
  }
  return read_chain_tables(paths, base);
}

TEST(ChainTables, EveryShippedChainComesBackInBothLanguages) {
  std::size_t chains = 0;
  for (const auto& entry : std::filesystem::directory_iterator(LIANTU_SOURCE_DATA "/chains")) {
    const Chain chain = read_chain(read_file(entry.path().string()), entry.path().string());
    EXPECT_EQ(from_csv(chain_tables(chain, Lang::zh)), chain) << entry.path();
    EXPECT_EQ(from_csv(chain_tables(chain, Lang::en)), chain) << entry.path();
    ++chains;
  }
  EXPECT_GE(chains, 4U);
}

// Every attribute that a node, a link, a source and a waiver can have.
Chain full() {
  return read_chain(R"({"schema_version": 1, "id": "q", "name": "石英", "name_en": "Quartz", "summary": "=1+1",
    "sources": [{"id": "s1", "title": "t", "publisher": "p", "year": 2024, "url": "https://a.b", "note": "n"}],
    "nodes": [{"id": "a", "name": "甲", "name_en": "A", "stage": "support", "segment": "段", "role": "grow", "core": true,
      "terminal": true, "holder": "facility", "industry": ["0111", "3099"], "terms": ["@一", "二 三"], "not_terms": ["四"],
      "value_added": "high", "life_stage": {"value": "growth", "source": "s1", "as_of": "2024", "clause": "x"},
      "capacity": {"value": "tight", "basis": "judgement"}, "policy": {"value": "restricted", "source": "s1", "clause": "1"},
      "controls": [{"value": "two-high", "source": "s1", "as_of": "2024-03"},
                   {"value": "capacity-replacement", "basis": "judgement", "clause": "二"}],
      "siting": "near-port", "min_scale": {"value": 0.5, "unit": "万吨/年", "source": "s1", "as_of": "2023"},
      "needs": ["port", "cold-chain"], "permits": ["许可甲", "许可乙"], "energy": "low", "pollution": "medium", "land": "high",
      "typical": {"investment_10k_yuan": 12345.678, "land_mu": 20, "jobs": 3, "tax_10k_yuan": 4, "source": "s1"},
      "note": "'=第一行", "source": "s1", "as_of": "2022"},
      {"id": "b", "name": "乙", "stage": "upstream", "segment": "段", "role": "mine", "basis": "judgement"}],
    "links": [{"from": "a", "to": "b", "kind": "recycle", "essential": true, "group": "g", "share": 0.125, "note": "n",
      "source": "s1", "as_of": "2020"}],
    "waivers": [{"warning": "cycle", "at": "a", "reason": "回炉"}]})",
                    "full.json");
}

TEST(ChainTables, NothingIsLost) {
  EXPECT_EQ(from_csv(chain_tables(full(), Lang::zh)), full());
  EXPECT_EQ(from_csv(chain_tables(full(), Lang::en)), full());
}

TEST(ChainTables, WhatTheTablesLackIsTakenFromTheBase) {
  std::vector<ChainTable> tables = chain_tables(full(), Lang::zh);
  std::erase_if(tables, [](const ChainTable& t) { return t.part != ChainPart::nodes && t.part != ChainPart::links; });
  tables[0].rows[1][1] = "新名";
  const Chain base = full();
  const Chain read = from_csv(tables, &base);
  EXPECT_EQ(read.nodes[0].name, "新名");
  EXPECT_EQ(read.sources, base.sources);
  EXPECT_EQ(read.waivers, base.waivers);
  EXPECT_EQ(read.id, "q");
}

TEST(ChainTables, WordsNumbersAndListsAreReadAsPeopleWriteThem) {
  const TableFile nodes("nodes.csv",
                        "名称,编号,位置,分段,方式,核心,行业小类,用语,出处\n"
                        "砂,sand,UPSTREAM,段,开采,1,111;3099,\"石英砂； 硅砂\n石英\",判断\n");
  const TableFile chain("chain.csv", "产业链编号,产业链名称\nq,石英\n");
  const Chain read = read_chain_tables({nodes.path, chain.path}, nullptr);
  ASSERT_EQ(read.nodes.size(), 1U);
  EXPECT_EQ(read.nodes[0].stage, Stage::upstream);
  EXPECT_EQ(read.nodes[0].role, Role::mine);
  EXPECT_TRUE(read.nodes[0].core);
  EXPECT_EQ(read.nodes[0].industry, (std::vector<std::string>{"0111", "3099"}));  // the zero that a spreadsheet dropped
  EXPECT_EQ(read.nodes[0].terms, (std::vector<std::string>{"石英砂", "硅砂", "石英"}));
  EXPECT_TRUE(read.nodes[0].basis.judgement());
}

TEST(ChainTables, AnItemThatHoldsASeparatorIsRefused) {
  Chain chain = full();
  chain.nodes[0].terms = {"一;二"};
  EXPECT_THROW((void)chain_tables(chain, Lang::zh), InputError);
}

using Told = std::vector<std::pair<std::string, std::string>>;  // place, found

Told refused(const std::string& nodes, const std::string& links = "", const Chain* base = nullptr) {
  const TableFile first("nodes.csv", nodes);
  const TableFile second("links.csv", links.empty() ? "供给方,需求方,类别\n" : links);
  const Chain standing = full();
  try {
    (void)read_chain_tables({first.path, second.path}, base == nullptr ? &standing : base);
  } catch (const InputError& error) {
    Told out;
    for (const Problem& problem : error.problems()) out.emplace_back(problem.where, problem.found.en);
    return out;
  }
  return {};
}

const std::string head = "编号,名称,位置,分段,方式,用语,出处\n";

TEST(ChainTablesErrors, AreToldByRowAndColumn) {
  EXPECT_EQ(refused(head + "a,甲,上游,段,开采,一,判断\n"), Told{});
  EXPECT_EQ(refused(head + "a,甲,上面,段,开采,一,判断\n"), (Told{{"row 2, column C", "found \"上面\""}}));
  EXPECT_EQ(refused(head + "a,甲,上游,段,开采,一；一,判断\n"), (Told{{"row 2, column F", "found \"一\""}}));
  EXPECT_EQ(refused(head + "a,甲,上游,段,开采,一,s9\n"), (Told{{"row 2, column G", "source \"s9\" is not listed"}}));
  EXPECT_EQ(refused(head + "\na,甲,上游,段,开采,一,判断,多余\n"),
            (Told{{"row 3, column H", "a cell under no header"}}));
  EXPECT_EQ(refused(head + "a,甲,上游,段,开采,一,判断\n", "供给方,需求方,类别,必需,出处\na,a,原料,也许,判断\n"),
            (Told{{"row 2, column D", "found \"也许\""}}));
}

TEST(ChainTablesErrors, WhatEveryRowNeedsIsAskedForByItsColumn) {
  const Told told = refused(head + "a,,上游,段,开采,一,\n");
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0].first, "row 2, column B");
  EXPECT_EQ(told[1].first, "row 2, column G");
}

TEST(ChainTablesErrors, HeadersMustBeKnownAndOnce) {
  EXPECT_EQ(refused("编号,名称,位置,分段,方式,用词\na,甲,上游,段,开采,一\n"),
            (Told{{"row 1, column F", "an unknown header \"用词\""}}));
  EXPECT_EQ(refused("编号,名称,位置,分段,方式,id\n"), (Told{{"row 1, column F", "the header \"id\" again"}}));
  EXPECT_EQ(refused("企业名称,行业\n某厂,制造\n")[0],
            (std::pair<std::string, std::string>("row 1", "a header that is of none of a chain's tables")));
}

TEST(ChainTablesErrors, ATableOfNodesAndANameAreNeeded) {
  const TableFile links("links.csv", "from,to,kind\n");
  EXPECT_THROW((void)read_chain_tables({links.path}, nullptr), InputError);
  EXPECT_THROW((void)read_chain_tables({links.path, links.path}, nullptr), InputError);
}

}  // namespace
}  // namespace liantu::chain_tables_test
