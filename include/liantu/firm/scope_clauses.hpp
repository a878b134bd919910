/// @file
/// Cuts a business scope where it can be read piece by piece.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace liantu::detail {

// The clauses of a scope: what semicolons （；） outside brackets part.
class ScopeClauses {
 public:
  // True where ScopeParser reads each clause as it does within the whole; `out` then has those that are not empty. Not
  // so where a bracket never closes, nor where verbs may stand before a colon, which lead what comes after it
  // (批发：甲；乙). O(bytes).
  static bool cut(std::string_view scope, std::vector<std::string_view>& out) {
    out.clear();
    ScopeClauses clauses(scope, out);
    for (std::size_t from = 0; from < scope.size(); from += width) {
      for (unsigned found = find_signs(scope.substr(from, width + wide - 1)); found != 0; found &= found - 1) {
        if (!clauses.look(from + static_cast<std::size_t>(std::countr_zero(found)))) return false;
      }
    }
    clauses.end_clause(scope.size());
    return clauses.m_depth == 0;
  }

 private:
  enum class Sign { none, open, close, colon, semicolon };

  using Bytes = unsigned char __attribute__((vector_size(16)));  // of GCC and Clang, on any processor
  static constexpr std::size_t width = sizeof(Bytes);
  static constexpr std::size_t wide = 3;  // bytes of a full-width sign

  ScopeClauses(std::string_view scope, std::vector<std::string_view>& out) : m_scope(scope), m_out(out) {}

  // Each lane is 0xFF where it holds: comparisons of vectors give signed lanes.
  template <class Lanes>
  static Bytes mask(Lanes lanes) {
    return reinterpret_cast<Bytes>(lanes);
  }

  // The first bytes of signs among the first sixteen: bit i for byte i. Few other characters have a bit.
  static unsigned find_signs(std::string_view text) {
    std::array<char, width + wide - 1> padded{};
    if (text.size() < padded.size()) {
      std::copy(text.begin(), text.end(), padded.begin());
      text = {padded.data(), padded.size()};
    }
    Bytes a;
    Bytes b;
    Bytes c;
    std::memcpy(&a, text.data(), width);
    std::memcpy(&b, text.data() + 1, width);
    std::memcpy(&c, text.data() + 2, width);
    // （）：；［］ are EF BC 88, 89, 9A, 9B, BB, BD; 【】〔〕 are E3 80 90, 91, 94, 95.
    const Bytes full_width = mask(a == 0xEF) & mask(b == 0xBC) &
                             (mask((c & 0xFE) == 0x88) | mask((c & 0xFE) == 0x9A) | mask(c == 0xBB) | mask(c == 0xBD));
    const Bytes ideographic = mask(a == 0xE3) & mask(b == 0x80) & mask((c & 0xFA) == 0x90);
    const Bytes ascii = mask((a & 0xFE) == '(') | mask(a == '[') | mask(a == ']') | mask(a == ':');
    return bits(full_width | ideographic | ascii);
  }

  // The highest bits of the lanes.
  static unsigned bits(Bytes lanes) {
    if constexpr (std::endian::native == std::endian::little) {
      std::array<std::uint64_t, 2> halves{};
      std::memcpy(halves.data(), &lanes, width);
      const auto eight = [](std::uint64_t half) {
        return static_cast<unsigned>(((half & 0x8080808080808080U) >> 7U) * 0x0102040810204080U >> 56U);
      };
      return eight(halves[0]) | eight(halves[1]) << 8U;
    }
    unsigned out = 0;
    for (std::size_t i = 0; i < width; ++i) out |= (lanes[i] >> 7U) << i;
    return out;
  }

  // The bytes of a sign as one number.
  static constexpr std::uint32_t number_of(std::string_view sign) {
    std::uint32_t out = 0;
    for (const char c : sign.substr(0, wide)) out = out << 8U | static_cast<unsigned char>(c);
    return out;
  }

  static Sign sign_at(std::string_view text) {
    if (static_cast<unsigned char>(text.front()) < 0x80) text = text.substr(0, 1);
    switch (number_of(text)) {
      case number_of("；"): return Sign::semicolon;
      case number_of(":"):
      case number_of("："): return Sign::colon;
      case number_of("("):
      case number_of("["):
      case number_of("（"):
      case number_of("［"):
      case number_of("【"):
      case number_of("〔"): return Sign::open;
      case number_of(")"):
      case number_of("]"):
      case number_of("）"):
      case number_of("］"):
      case number_of("】"):
      case number_of("〕"): return Sign::close;
      default: return Sign::none;
    }
  }

  // 一般项目： heads a list, whatever stands before it, but 行政: 行政许可 is another word.
  static bool ends_with_heading(std::string_view text) {
    constexpr std::array<std::string_view, 4> headings{"一般项目", "许可项目", "一般经营项目", "许可经营项目"};
    return std::any_of(headings.begin(), headings.end(), [text](std::string_view word) {
      return text.ends_with(word) && !text.substr(0, text.size() - word.size()).ends_with("行政");
    });
  }

  // Looks at a byte that may begin a sign. False where the scope cannot be cut.
  bool look(std::size_t at) {
    switch (sign_at(m_scope.substr(at))) {
      case Sign::none: return true;
      case Sign::open: ++m_depth; return true;
      case Sign::close: m_depth -= m_depth > 0 ? 1 : 0; return true;
      case Sign::colon: return ends_with_heading(m_scope.substr(0, at));
      case Sign::semicolon: break;
    }
    if (m_depth > 0) return true;
    end_clause(at);
    m_begin = at + wide;
    return true;
  }

  void end_clause(std::size_t end) {
    if (end > m_begin) m_out.push_back(m_scope.substr(m_begin, end - m_begin));
  }

  std::string_view m_scope;
  std::vector<std::string_view>& m_out;
  std::size_t m_begin = 0;  // of the clause at hand
  std::size_t m_depth = 0;  // brackets that are open
};

}  // namespace liantu::detail
