#include "liantu/session/hashes.hpp"

#include <array>
#include <cstdint>
#include <fstream>

namespace liantu {

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

}  // namespace liantu
