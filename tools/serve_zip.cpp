#include "serve_zip.hpp"

#include <zip.h>

#include <memory>
#include <stdexcept>

namespace liantu::tool::serve {

void write_zip(const std::string& folder, const std::vector<std::string>& names, const std::string& path) {
  int code = 0;
  std::unique_ptr<zip_t, void (*)(zip_t*)> archive(zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code),
                                                   &zip_discard);
  const auto check = [&](bool fine) {
    if (fine) return;
    throw std::runtime_error(path + ": " + (archive ? zip_strerror(archive.get()) : "cannot be written"));
  };
  check(archive != nullptr);
  for (const std::string& name : names) {
    zip_source_t* source = zip_source_file(archive.get(), (folder + "/" + name).c_str(), 0, -1);
    check(source != nullptr);
    const zip_int64_t index = zip_file_add(archive.get(), name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) zip_source_free(source);
    check(index >= 0);
    check(zip_file_set_dostime(archive.get(), static_cast<zip_uint64_t>(index), 0, (1U << 5U) | 1U, 0) == 0);
  }
  check(zip_close(archive.get()) == 0);
  (void)archive.release();
}

}  // namespace liantu::tool::serve
