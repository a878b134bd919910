// Part of liantu::io: see csv_signs.hpp.
#include "csv_signs.hpp"

#include "liantu/byte_lanes.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#ifdef __x86_64__
#include <immintrin.h>
#endif

namespace liantu::io {

namespace {

namespace narrow {
constexpr std::size_t lanes = 16;
unsigned bits_of(const void* bytes) { return detail::bits_of(detail::load_bytes(static_cast<const char*>(bytes))); }
#include "csv_signs_steps.inc"
}  // namespace narrow

#ifdef __x86_64__
#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx2"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2")
#endif
namespace wide {
constexpr std::size_t lanes = 32;
unsigned bits_of(const void* bytes) {
  return static_cast<unsigned>(_mm256_movemask_epi8(_mm256_loadu_si256(static_cast<const __m256i*>(bytes))));
}
#include "csv_signs_steps.inc"
}  // namespace wide
#ifdef __clang__
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
bool has_wide() { return __builtin_cpu_supports("avx2") != 0; }
#else
namespace wide = narrow;
bool has_wide() { return false; }
#endif

}  // namespace

CsvSigns::CsvSigns(char delimiter, bool wide)
    : m_delimiter(delimiter), m_look_at_steps(wide && has_wide() ? wide::look_at_steps : narrow::look_at_steps) {}

bool CsvSigns::look(std::string_view text, std::size_t from) {
  constexpr std::size_t before = 2;
  constexpr std::size_t most = 64;  // steps at a time
  std::array<Found, most> found;    // NOLINT(*-member-init): filled as it is wanted
  bool mark = false;
  m_signs.resize(text.size() / step + 1);
  m_doubts.resize(m_signs.size());
  for (std::size_t word = from / step; word < m_signs.size();) {
    const std::size_t at = word * step;
    const std::size_t whole = at < before ? 0 : (text.size() - at) / step;
    const std::size_t steps = std::clamp<std::size_t>(whole, 1, most);
    if (whole > 0) {
      m_look_at_steps(text.data() + at, steps, m_delimiter, found.data());
    } else {
      // The first and the last bytes are looked at among spaces, which end what is cut.
      std::array<char, before + step> frame;
      frame.fill(' ');
      const std::size_t begin = at - std::min(at, before);
      const std::string_view part = text.substr(begin, at + step - begin);
      std::copy(part.begin(), part.end(), frame.begin() + static_cast<std::ptrdiff_t>(before - (at - begin)));
      m_look_at_steps(frame.data() + before, 1, m_delimiter, found.data());
    }
    for (std::size_t i = 0; i < steps; ++i) {
      m_signs[word + i] = found[i].signs;
      m_doubts[word + i] = found[i].doubt ? 1 : 0;
      mark |= found[i].mark;
    }
    word += steps;
  }
  m_signs.back() |= ~std::uint64_t{0} << (text.size() % step);
  return mark;
}

void CsvSigns::drop(std::size_t bytes) {
  const auto words = static_cast<std::ptrdiff_t>(bytes / step);
  if (words == 0) return;
  const unsigned char before = m_doubts[bytes / step - 1];
  m_signs.erase(m_signs.begin(), m_signs.begin() + words);
  m_doubts.erase(m_doubts.begin(), m_doubts.begin() + words);
  m_doubts.front() |= before;  // of the sign in front of the text: see is_utf8
}

}  // namespace liantu::io
