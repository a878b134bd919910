#include "files.hpp"

#include "liantu/session/knowledge.hpp"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace liantu::tool {

namespace fs = std::filesystem;

std::string data_folder() {
  std::vector<std::string> folders;
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  if (!error) folders.push_back((self.parent_path().parent_path() / LIANTU_INSTALL_DATA).string());
  folders.emplace_back(LIANTU_SOURCE_DATA);
  return liantu::data_folder(folders);
}

void make_folder(const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) throw OutputError(path, error.message());
}

void write_aside(const std::string& path, const std::function<void(const std::string&)>& write) {
  const std::string aside = path + ".part";
  std::error_code error;
  try {
    write(aside);
    fs::rename(aside, path, error);
    if (error) throw OutputError(path, error.message());
  } catch (...) {
    fs::remove(aside, error);
    throw;
  }
}

void write_file(const std::string& path, std::string_view bytes) {
  write_aside(path, [&](const std::string& aside) {
    errno = 0;
    std::ofstream out(aside, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) throw OutputError(path, std::generic_category().message(errno));
  });
}

}  // namespace liantu::tool
