// What the fuzz targets of tables share: bytes as a file, read as a table and as firms. The tests replay corpora by it.
#pragma once

#include "liantu/firm/firm_reader.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu::test {

// A file in memory.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : m_file(memfd_create("fuzz", 0)) {
    if (m_file < 0 || write(m_file, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) std::abort();
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { close(m_file); }
  [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(m_file); }

 private:
  int m_file;
};

inline const Classification& few_classes() {
  static const Classification out = Classification::read(
      "code,section,name\nA,A,农、林、牧、渔业\n01,A,农业\n011,A,谷物种植\n0111,A,稻谷种植\n11,B,"
      "开采专业及辅助性活动\n111,B,煤炭开采和洗选专业及辅助性活动\n"
      "C,C,制造业\n38,C,电气机械和器材制造业\n382,C,输配电及控制设备制造\n3825,C,光伏设备及元器件制造\n",
      "standard");
  return out;
}

inline const ColumnNames& few_columns() {
  static const ColumnNames out = read_column_names(
      R"({"schema_version": 1, "fields": {"name": ["企业名称"], "credit_code": ["统一社会信用代码"], "industry_code": ["行业代码"], "scope": ["经营范围"],
          "revenue": ["营业收入"], "insured_staff": ["参保人数"], "status": ["登记状态"], "above_scale": ["规上"]},
          "personal": ["电话"], "personal_whole": ["法人"], "gone_status": ["注销"], "not_firms": ["合计"]})",
      "names");
  return out;
}

// Each row is accounted for.
inline void must_add_up(const ReadingReport& report) {
  const auto left_out = report.deregistered + report.duplicates + report.elsewhere + report.nameless + report.not_firms;
  if (report.rows != report.firms + left_out) std::abort();
}

inline void must_be_cells(const TableRow& row) {
  for (const std::string_view cell : row.cells) {
    if (!utf8::valid(cell) || cell.find('\0') != std::string::npos) std::abort();
  }
}

// Reads `bytes` both ways. Only InputError may come of it; cells must be good UTF-8.
inline void read_both_ways(std::string_view bytes) {
  const MemoryFile file(bytes);
  TableLimits limits;
  limits.unzipped_bytes = 64U << 20U;
  limits.shared_string_bytes = 64U << 20U;
  try {
    (void)read_table(
        file.path(), {},
        [](const TableRow& row) {
          must_be_cells(row);
          return true;
        },
        limits);
  } catch (const InputError&) {
  }
  try {
    must_add_up(read_firms(file.path(), {}, few_columns(), few_classes(), [](std::vector<Firm>&) {}));
  } catch (const InputError&) {
  }
}

}  // namespace liantu::test
