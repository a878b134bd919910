// The parts of a zip archive, streamed under limits: no bomb gets unzipped far. Internal to liantu::io.
#pragma once

#include "liantu/firm/table.hpp"

#include <zip.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace liantu::io {

class ZipParts {
 public:
  // Errors: InputError where `path` is no zip archive, is encrypted, or holds more than the limits allow.
  ZipParts(const std::string& path, const TableLimits& limits);

  [[nodiscard]] bool has(const std::string& name) const {
    return zip_name_locate(m_zip.get(), name.c_str(), ZIP_FL_NOCASE) >= 0;
  }
  [[nodiscard]] std::uint64_t bytes() const { return m_bytes; }  // of the archive

  // Calls `each` for the bytes of a part, in pieces, until it returns false. Errors: InputError for a part that is
  // missing, damaged, or unzips to more than the limits allow (what the archive says of its sizes is not trusted).
  void read(const std::string& name, const std::function<bool(std::string_view)>& each);

 private:
  struct Discard {
    void operator()(zip_t* zip) const { zip_discard(zip); }
  };

  [[noreturn]] void damaged(const std::string& name, const std::string& why) const;
  [[noreturn]] void too_large(const std::string& name) const;

  std::string m_path;
  const TableLimits& m_limits;
  std::unique_ptr<zip_t, Discard> m_zip;
  std::uint64_t m_bytes = 0;
  std::uint64_t m_unzipped = 0;
};

}  // namespace liantu::io
