// Bytes to a workbook: a zip as it is, or, by the first byte, the XML of one part of a sound workbook.
#pragma once

#include "../firm/workbook_bytes.hpp"
#include "table_fuzz.hpp"

#include <array>
#include <string>
#include <string_view>

namespace liantu::test {

// Mutated zips seldom get past their check sums, so most inputs are parts.
inline std::string fuzzed_workbook(std::string_view bytes) {
  if (bytes.starts_with("PK") || bytes.empty()) return std::string(bytes);
  static constexpr std::array<std::string_view, 5> names{"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
                                                         "xl/styles.xml", "xl/workbook.xml",
                                                         "xl/_rels/workbook.xml.rels"};
  const std::string_view chosen = names[static_cast<unsigned char>(bytes.front()) % names.size()];
  std::vector<std::string> strings;
  Parts parts = workbook_parts(
      {{"企业", text_rows({{"企业名称", "行业代码", "经营范围"}, {"甲公司", "111", "石英砂"}}, &strings)}}, strings,
      {"yyyy/m/d", "0000"});
  for (auto& [name, content] : parts) {
    if (name == chosen) content = std::string(bytes.substr(1));
  }
  return zip_bytes(parts, {false, false});
}

}  // namespace liantu::test
