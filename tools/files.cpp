#include "files.hpp"

#include "liantu/diagnostic.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <system_error>

namespace liantu::tool {

namespace fs = std::filesystem;

std::string data_folder() {
  std::vector<fs::path> tried;
  if (const char* given = std::getenv("LIANTU_DATA"); given != nullptr && *given != '\0') {
    tried.emplace_back(given);
  } else {
    std::error_code error;
    const fs::path self = fs::read_symlink("/proc/self/exe", error);
    if (!error) tried.push_back(self.parent_path().parent_path() / LIANTU_INSTALL_DATA);
    tried.emplace_back(LIANTU_SOURCE_DATA);
  }
  for (const auto& folder : tried) {
    std::error_code error;  // a folder that may not be looked into is none
    if (fs::is_directory(folder / "chains", error) && fs::is_directory(folder / "classification", error))
      return folder.lexically_normal().string();
  }
  throw InputError(
      {tried.front().string(), "", Text("不是数据文件夹", "no data folder"),
       Text("含 chains、classification、policy、tables 的文件夹", "a folder of chains, classification, policy, tables"),
       Text("用环境变量 LIANTU_DATA 指明", "naming it by LIANTU_DATA")});
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

std::vector<std::string> files_of(const std::string& folder, std::string_view ending) {
  std::error_code error;
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().string().ends_with(ending)) out.push_back(entry.path().string());
  }
  if (error)
    throw InputError({folder,
                      "",
                      Text("无法读取此文件夹", "cannot read this folder"),
                      Text("产业链文件夹", "a folder of chains"),
                      {}});
  if (out.empty()) {
    const std::string kind(ending);
    throw InputError({folder,
                      "",
                      Text("其中没有 " + kind + " 文件", "no " + kind + " file in it"),
                      Text("产业链文件夹", "a folder of chains"),
                      {}});
  }
  std::sort(out.begin(), out.end());
  return out;
}

namespace {

class Hash {
 public:
  void add(std::string_view bytes) {
    for (const char c : bytes) m_hash = (m_hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  }
  [[nodiscard]] std::string text() const {
    std::string out;
    for (int shift = 60; shift >= 0; shift -= 4)
      out += "0123456789abcdef"[(m_hash >> static_cast<unsigned>(shift)) & 0xFU];
    return out;
  }

 private:
  std::uint64_t m_hash = 14695981039346656037ULL;
};

}  // namespace

std::string file_hash(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  Hash hash;
  std::array<char, 1 << 16> buffer{};
  while (in) {
    in.read(buffer.data(), buffer.size());
    hash.add({buffer.data(), static_cast<std::size_t>(in.gcount())});
  }
  return hash.text();
}

std::string text_hash(std::string_view bytes) {
  Hash hash;
  hash.add(bytes);
  return hash.text();
}

}  // namespace liantu::tool
