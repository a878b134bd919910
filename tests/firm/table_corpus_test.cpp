// What fuzzers were given and what they once broke, read again: nothing but an InputError may come of any of it.
#include "../fuzz/workbook_fuzz.hpp"
#include "table_files.hpp"

#include <algorithm>

namespace liantu::test {
namespace {

std::vector<std::filesystem::path> corpus(const std::string& name) {
  std::vector<std::filesystem::path> out;
  const auto folder = std::filesystem::path(LIANTU_TEST_DATA).parent_path() / "fuzz" / "corpus" / name;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

TEST(TableCorpus, TextTablesDoNoHarm) {
  const auto files = corpus("table_csv");
  EXPECT_GT(files.size(), 10U);
  for (const auto& file : files) {
    SCOPED_TRACE(file);
    EXPECT_NO_THROW(read_both_ways(read_file(file.string())));
  }
}

TEST(TableCorpus, WorkbooksDoNoHarm) {
  const auto files = corpus("table_xlsx");
  EXPECT_GT(files.size(), 10U);
  for (const auto& file : files) {
    SCOPED_TRACE(file);
    EXPECT_NO_THROW(read_both_ways(fuzzed_workbook(read_file(file.string()))));
  }
}

}  // namespace
}  // namespace liantu::test
