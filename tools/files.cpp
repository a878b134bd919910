#include "files.hpp"

#include "liantu/diagnostic.hpp"

#include <algorithm>
#include <array>
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
    if (fs::is_directory(folder / "chains") && fs::is_directory(folder / "classification"))
      return folder.lexically_normal().string();
  }
  throw std::runtime_error("no data folder (chains, classification, policy) at " + tried.front().string() +
                           "; set LIANTU_DATA");
}

std::string aside(const std::string& path) { return path + ".part"; }

void finish_file(const std::string& path) {
  std::error_code error;
  fs::rename(aside(path), path, error);
  if (error) throw std::runtime_error("cannot write " + path + ": " + error.message());
}

void write_file(const std::string& path, std::string_view bytes) {
  {
    std::ofstream out(aside(path), std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) throw std::runtime_error("cannot write " + path);
  }
  finish_file(path);
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
  std::sort(out.begin(), out.end());
  return out;
}

std::string file_hash(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::uint64_t hash = 14695981039346656037ULL;
  std::array<char, 1 << 16> buffer{};
  while (in) {
    in.read(buffer.data(), buffer.size());
    for (std::streamsize i = 0; i < in.gcount(); ++i)
      hash = (hash ^ static_cast<unsigned char>(buffer[static_cast<std::size_t>(i)])) * 1099511628211ULL;
  }
  std::string out;
  for (int shift = 60; shift >= 0; shift -= 4) out += "0123456789abcdef"[(hash >> static_cast<unsigned>(shift)) & 0xFU];
  return out;
}

}  // namespace liantu::tool
