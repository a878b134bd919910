// What fuzzers were given and what they once broke, read again by the same bodies: nothing but an InputError may come
// of any of it, and a broken promise ends the program.
#include "chain_tables_fuzz.hpp"
#include "form_fuzz.hpp"
#include "ledger_rows_fuzz.hpp"
#include "libcsv_rows.hpp"
#include "reader_fuzz.hpp"
#include "rows_fuzz.hpp"
#include "workbook_fuzz.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace liantu::test {
namespace {

template <class Body>
void replay(const std::string& name, Body body) {
  std::vector<std::filesystem::path> files;
  const auto folder = std::filesystem::path(LIANTU_TEST_DATA).parent_path() / "fuzz" / "corpus" / name;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  EXPECT_GT(files.size(), 10U);
  for (const auto& file : files) {
    SCOPED_TRACE(file);
    EXPECT_NO_THROW(body(read_file(file.string())));
  }
}

TEST(Corpus, TextTablesDoNoHarm) {
  replay("table_csv", [](const std::string& bytes) { read_both_ways(bytes); });
}

TEST(Corpus, RowsAreThoseOfLibcsv) {
  replay("csv_rows", fuzz_csv_rows);
  replay("table_csv", fuzz_csv_rows);
}

TEST(Corpus, WorkbooksDoNoHarm) {
  replay("table_xlsx", [](const std::string& bytes) { read_both_ways(fuzzed_workbook(bytes)); });
}

TEST(Corpus, ChainsReadBack) { replay("chain", fuzz_chain); }

TEST(Corpus, TablesOfChainsReadBack) { replay("chain_tables", fuzz_chain_tables); }

TEST(Corpus, CountiesDoNoHarm) { replay("county", fuzz_county); }

TEST(Corpus, PoliciesReadBack) { replay("policy", fuzz_policy); }

TEST(Corpus, ProjectsDoNoHarm) { replay("project", fuzz_project); }

TEST(Corpus, ResultsReadBack) { replay("result", fuzz_result); }

TEST(Corpus, TablesOfLedgersReadBack) { replay("ledger_rows", fuzz_ledger_rows); }

TEST(Corpus, FirmsAndOptionsInJsonDoNoHarm) { replay("rows", fuzz_rows); }

TEST(Corpus, FormsDoNotDependOnHowTheyComeIn) { replay("form", fuzz_form); }

TEST(Corpus, ItemsLieInTheirScope) { replay("scope", fuzz_scope); }

}  // namespace
}  // namespace liantu::test
