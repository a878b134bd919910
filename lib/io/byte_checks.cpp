// Part of liantu::io: see byte_checks.hpp.
#include "byte_checks.hpp"

#include "liantu/byte_lanes.hpp"

#include <array>
#include <cstddef>
#include <cstring>

namespace liantu::io {

namespace {

using detail::byte_lanes;
using detail::Bytes;
using detail::load_bytes;
using detail::mask;

bool any(Bytes lanes) { return detail::bits_of(lanes) != 0; }

// Lanes of `b` that may not stand after the three bytes before them, `a` the nearest: broken UTF-8, control characters.
Bytes faults(Bytes before3, Bytes before2, Bytes a, Bytes b) {
  const Bytes continues = mask((b & 0xC0) == 0x80);
  const Bytes wanted = mask(a >= 0xC0) | mask(before2 >= 0xE0) | mask(before3 >= 0xF0);
  const Bytes never = mask((b & 0xFE) == 0xC0) | mask(b >= 0xF5);
  // Overlong forms, surrogates, and what lies past U+10FFFF.
  const Bytes high = mask(b >= 0xA0);
  const Bytes middle = mask(b >= 0x90);
  const Bytes outside =
      (mask(a == 0xE0) & ~high) | (mask(a == 0xED) & high) | (mask(a == 0xF0) & ~middle) | (mask(a == 0xF4) & middle);
  const Bytes control = mask(b < 0x20) & mask(b != '\t') & mask(b != '\n');
  return (continues ^ wanted) | never | outside | control;
}

// The same at a third of the price, which also takes what is rare for a fault: lead bytes of which not every
// continuation is good, and tabs. csv_signs_steps.inc asks as much of a whole block, in vectors of any width.
Bytes doubts(Bytes before2, Bytes a, Bytes b) {
  const Bytes continues = mask(reinterpret_cast<detail::SignedBytes>(b) < -64);
  const Bytes wanted = mask(a >= 0xC0) | mask(before2 >= 0xE0);
  return (continues ^ wanted) | mask((b & 0xFE) == 0xC0) | mask(b == 0xE0) | mask(b == 0xED) | mask(b >= 0xF0) |
         mask(b < 0x20);
}

// Whether `check(p)` finds nothing around any byte that p points to, with three bytes before it.
template <class Check>
bool nowhere(std::string_view text, Check check) {
  // The first and the last bytes are looked at in a frame of spaces, which end what is cut.
  constexpr std::size_t before = 3;
  std::array<char, before + 2 * byte_lanes> frame;
  frame.fill(' ');
  const char* const p = text.data();
  Bytes found{};
  if (text.size() > byte_lanes + before) {
    std::memcpy(frame.data() + before, p, byte_lanes);
    found |= check(frame.data() + before);
    std::size_t at = byte_lanes;
    for (; at + byte_lanes <= text.size(); at += byte_lanes) found |= check(p + at);
    frame.fill(' ');
    std::memcpy(frame.data(), p + at - before, text.size() - at + before);
  } else {
    std::memcpy(frame.data() + before, p, text.size());
  }
  found |= check(frame.data() + before) | check(frame.data() + before + byte_lanes);
  return !any(found);
}

}  // namespace

bool is_plain_text(std::string_view text) {
  return nowhere(text, [](const char* p) { return doubts(load_bytes(p - 2), load_bytes(p - 1), load_bytes(p)); }) ||
         nowhere(text, [](const char* p) {
           return faults(load_bytes(p - 3), load_bytes(p - 2), load_bytes(p - 1), load_bytes(p));
         });
}

bool holds_mark(std::string_view text) {
  constexpr std::string_view mark = "\uFEFF";
  const char* const p = text.data();
  Bytes found{};
  std::size_t at = 0;
  for (; at + byte_lanes + 2 <= text.size(); at += byte_lanes) {
    found |=
        mask(load_bytes(p + at) == 0xEF) & mask(load_bytes(p + at + 1) == 0xBB) & mask(load_bytes(p + at + 2) == 0xBF);
  }
  return any(found) || text.find(mark, at) != std::string_view::npos;
}

}  // namespace liantu::io
