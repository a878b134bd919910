/// @file
/// Cuts a business scope where it can be read piece by piece.
#pragma once

#include "liantu/byte_lanes.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
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
      for (std::uint64_t found = find_signs(scope.substr(from, width + wide - 1)); found != 0; found &= found - 1) {
        if (!clauses.look(from + static_cast<std::size_t>(std::countr_zero(found)))) return false;
      }
    }
    clauses.end_clause(scope.size());
    return clauses.m_depth == 0;
  }

 private:
  enum class Sign { none, open, close, colon, semicolon };

  static constexpr std::size_t width = 64;  // bytes that are looked at together
  static constexpr std::size_t wide = 3;    // bytes of a full-width sign

  ScopeClauses(std::string_view scope, std::vector<std::string_view>& out) : m_scope(scope), m_out(out) {}

  // The first bytes of signs among the first 64: bit i for byte i. Few other characters have a bit.
  static std::uint64_t find_signs(std::string_view text) {
    std::array<char, width + wide - 1> padded;  // NOLINT(*-member-init): filled where it is wanted
    if (text.size() < padded.size()) {
      padded.fill('\x80');  // which begins nothing
      std::copy(text.begin(), text.end(), padded.begin());
      text = {padded.data(), padded.size()};
    }
    std::uint64_t out = 0;
    for (std::size_t at = 0; at < width; at += byte_lanes) {
      const Bytes a = load_bytes(text.data() + at);
      const Bytes c = load_bytes(text.data() + at + wide - 1);
      // （）：；［］ are EF BC 88, 89, 9A, 9B, BB, BD, the frequent comma EF BC 8C; 【】〔〕 are E3 80 90, 91, 94, 95.
      const Bytes full_width = mask(a == 0xEF) & mask(c != 0x8C);
      const Bytes ideographic = mask(a == 0xE3) & mask((c & 0xFA) == 0x90);
      const Bytes ascii = mask(reinterpret_cast<SignedBytes>(a) >= 0);
      out |= std::uint64_t{bits_of(full_width | ideographic | ascii)} << at;
    }
    return out;
  }

  // By the last byte of a sign: ASCII ones, those that begin with EF BC, and with E3 80.
  struct Signs {
    std::array<Sign, 256> ascii;
    std::array<Sign, 256> full_width;
    std::array<Sign, 256> ideographic;
  };
  static constexpr Signs signs = [] {
    Signs out{};
    const auto note = [](std::array<Sign, 256>& signs_of, std::string_view sign, Sign is) {
      signs_of[static_cast<unsigned char>(sign.back())] = is;
    };
    for (const std::string_view sign : {"(", "["}) note(out.ascii, sign, Sign::open);
    for (const std::string_view sign : {")", "]"}) note(out.ascii, sign, Sign::close);
    note(out.ascii, ":", Sign::colon);
    for (const std::string_view sign : {"（", "［"}) note(out.full_width, sign, Sign::open);
    for (const std::string_view sign : {"）", "］"}) note(out.full_width, sign, Sign::close);
    note(out.full_width, "：", Sign::colon);
    note(out.full_width, "；", Sign::semicolon);
    for (const std::string_view sign : {"【", "〔"}) note(out.ideographic, sign, Sign::open);
    for (const std::string_view sign : {"】", "〕"}) note(out.ideographic, sign, Sign::close);
    return out;
  }();

  // The sign that begins at a byte which find_signs() found.
  [[nodiscard]] Sign sign_at(std::size_t at) const {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(m_scope[at + i]); };
    if (byte(0) < 0x80) return signs.ascii[byte(0)];
    if (at + wide > m_scope.size()) return Sign::none;
    if (byte(0) == 0xEF) return byte(1) == 0xBC ? signs.full_width[byte(2)] : Sign::none;
    return byte(1) == 0x80 ? signs.ideographic[byte(2)] : Sign::none;
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
    switch (sign_at(at)) {
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
