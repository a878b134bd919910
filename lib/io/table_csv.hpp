// Reads delimited text row by row. Internal to liantu::io: read_table (table.hpp) is the way in.
#pragma once

#include "liantu/firm/table.hpp"

#include <cstdio>
#include <functional>
#include <memory>
#include <string>

namespace liantu::io {

// A file read from its start, once: pipes work too.
class ByteSource {
 public:
  explicit ByteSource(const std::string& path);

  // Up to `most` more bytes, appended to `out`; false at the end of the file. Errors: InputError.
  bool read(std::string& out, std::size_t most);
  [[nodiscard]] std::uint64_t bytes() const { return m_bytes; }

 private:
  struct Close {
    void operator()(std::FILE* file) const { (void)std::fclose(file); }
  };
  std::string m_path;
  std::unique_ptr<std::FILE, Close> m_file;
  std::uint64_t m_bytes = 0;
};

// `head` is what was read of `source` so far; `whole` where that is all of it.
TableForm read_csv(const std::string& path, ByteSource& source, std::string head, bool whole,
                   const TableOptions& options, const std::function<bool(const TableRow&)>& each,
                   const TableLimits& limits);

}  // namespace liantu::io
