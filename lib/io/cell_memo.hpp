// What cells say, by their text: tables repeat the cells of most columns. Internal to liantu::io.
#pragma once

#include "hash128.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace liantu::io {

// Lets maps by std::string be asked for a std::string_view.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};
template <class Value>
using MapByText = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

// `recent`: cells that are found without a look into the map.
template <class Value, std::size_t recent = 2048>
class CellMemo {
 public:
  // What `read` says of the cell, which is asked once as a rule. Good until the next call. O(bytes of the cell).
  template <class Read>
  const Value& operator()(std::string_view cell, Read read) {
    const Entry*& last = m_recent[XXH3_64bits(cell.data(), cell.size()) % m_recent.size()];
    if (last != nullptr && last->first == cell) return last->second;
    auto it = m_values.find(cell);
    if (it == m_values.end()) {
      m_bytes += cell.size() + sizeof(Value) + 64;
      if (m_bytes > most_bytes) {
        m_values.clear();
        m_recent.fill(nullptr);
        m_bytes = 0;
      }
      it = m_values.emplace(std::string(cell), read(cell)).first;
    }
    last = &*it;
    return it->second;
  }

 private:
  using Entry = std::pair<const std::string, Value>;
  static constexpr std::size_t most_bytes = std::size_t{2} << 20U;  // bounds memory where each cell differs

  MapByText<Value> m_values;
  std::array<const Entry*, recent> m_recent{};  // by hash
  std::size_t m_bytes = 0;
};

}  // namespace liantu::io
