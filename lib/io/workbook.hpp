// What a workbook says beside its cells: sheets, shared strings, number formats. Internal to liantu::io.
#pragma once

#include "number_cells.hpp"
#include "xml_stream.hpp"
#include "zip_parts.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace liantu::io {

// The texts that cells refer to by number, in large blocks: one allocation a text would double their memory.
class SharedStrings {
 public:
  void add(std::string_view text);
  [[nodiscard]] std::string_view at(std::uint64_t index) const {
    return index < m_texts.size() ? m_texts[index] : std::string_view{};
  }
  [[nodiscard]] std::size_t size() const { return m_texts.size(); }
  [[nodiscard]] std::uint64_t bytes() const { return m_bytes; }  // in memory, about

 private:
  std::vector<std::unique_ptr<char[]>> m_blocks;
  std::vector<std::string_view> m_texts;
  std::size_t m_left = 0;  // bytes free in the last block
  char* m_next = nullptr;
  std::uint64_t m_bytes = 0;
};

struct SheetEntry {
  std::string name;
  std::string part;
  bool hidden = false;
};

struct Workbook {
  std::vector<SheetEntry> sheets;
  SharedStrings strings;
  std::vector<NumberFormat> formats;  // by the style number of a cell
  int days_off = 0;                   // 1462 where days count from 1904
};

// Errors: InputError where the archive holds no workbook, or one over the limits. O(bytes of those parts).
[[nodiscard]] Workbook read_workbook(const std::string& path, ZipParts& parts, const TableLimits& limits);

// Runs one part of `parts` through `stream`; what is wrong with the XML becomes an InputError that names the part.
void read_part(const std::string& path, ZipParts& parts, const std::string& part, XmlStream& stream);

}  // namespace liantu::io
