// Tables written by the tests: files that go away, and workbooks made of their XML parts.
#pragma once

#include "liantu/firm/firm_reader.hpp"
#include "liantu/json/document.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu::test {

// A file in the folder for temporary files, removed at the end of the test.
class TableFile {
 public:
  TableFile(const std::string& name, std::string_view bytes) {
    static int count = 0;
    m_folder = std::filesystem::temp_directory_path() /
               ("liantu-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
    std::filesystem::create_directories(m_folder);
    path = (m_folder / name).string();
    std::ofstream out(path, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
  TableFile(const TableFile&) = delete;
  TableFile& operator=(const TableFile&) = delete;
  ~TableFile() {
    std::error_code ignored;
    std::filesystem::remove_all(m_folder, ignored);
  }

  std::string path;

 private:
  std::filesystem::path m_folder;
};

using Cells = std::vector<std::string>;
using Grid = std::vector<Cells>;

// The rows of a table, by number.
struct Table {
  std::vector<std::uint64_t> numbers;
  Grid rows;
  TableForm form;
};

inline Table table_of(const TableFile& file, const TableOptions& options = {}, const TableLimits& limits = {}) {
  Table out;
  out.form = read_table(
      file.path, options,
      [&](const TableRow& row) {
        out.numbers.push_back(row.number);
        out.rows.emplace_back(row.cells.begin(), row.cells.end());
        return true;
      },
      limits);
  return out;
}

inline const Classification& standard() {
  static const Classification read = [] {
    const std::string folder = std::string(LIANTU_SOURCE_DATA) + "/classification/";
    auto out = Classification::read(read_file(folder + "gbt4754-2017.csv"), "gbt4754-2017.csv");
    out.read_aliases(read_file(folder + "aliases.csv"), "aliases.csv");
    return out;
  }();
  return read;
}

inline const ColumnNames& column_names() {
  static const ColumnNames read =
      read_column_names(read_file(std::string(LIANTU_SOURCE_DATA) + "/tables/columns.json"), "columns.json");
  return read;
}

struct Reading {
  std::vector<Firm> firms;
  ReadingReport report;
};

inline Reading firms_of(const TableFile& file, const FirmOptions& options = {}, std::size_t batch_size = 512) {
  Reading out;
  out.report = read_firms(
      file.path, options, column_names(), standard(),
      [&](std::vector<Firm>& batch) {
        EXPECT_LE(batch.size(), batch_size);
        for (auto& firm : batch) out.firms.push_back(std::move(firm));
      },
      batch_size);
  EXPECT_EQ(out.report.firms, out.firms.size());
  const auto& r = out.report;
  EXPECT_EQ(r.rows, r.firms + r.deregistered + r.duplicates + r.elsewhere + r.nameless + r.not_firms);
  return out;
}

inline Reading firms_of_csv(std::string_view text, const FirmOptions& options = {}) {
  return firms_of(TableFile("table.csv", text), options);
}

// The one firm of a table with these columns.
inline Firm firm_with(const std::string& headers, const std::string& cells) {
  const Reading reading = firms_of_csv("企业名称," + headers + "\n甲公司," + cells + "\n");
  EXPECT_EQ(reading.firms.size(), 1U);
  return reading.firms.empty() ? Firm{} : reading.firms.front();
}

// What reading `file` complains of, in English; empty where it does not.
template <class Read>
std::string refusal(Read read) {
  try {
    read();
  } catch (const InputError& error) {
    std::string out;
    for (const auto& problem : error.problems()) {
      EXPECT_FALSE(problem.message(Lang::zh).empty());
      out += problem.message(Lang::en) + "\n";
    }
    return out;
  }
  return {};
}

inline std::string table_refusal(const std::string& name, std::string_view bytes, const TableOptions& options = {},
                                 const TableLimits& limits = {}) {
  const TableFile file(name, bytes);
  return refusal([&] { (void)table_of(file, options, limits); });
}

inline std::string firms_refusal(std::string_view text, const FirmOptions& options = {}) {
  const TableFile file("table.csv", text);
  return refusal([&] { (void)firms_of(file, options); });
}

}  // namespace liantu::test
