// Where delimited text has the signs that end cells, and where it may want mending: found for many bytes at once, then
// asked for cell by cell. Internal to liantu::io.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace liantu::io {

// What is known of a text that grows at its end and is dropped from its front. The signs are the delimiter and every
// control character, the line ends among them.
class CsvSigns {
 public:
  static constexpr std::size_t step = 64;  // bytes that are looked at together

  // What is told of the bytes of a step.
  struct Found {
    std::uint64_t signs = 0;  // a bit a byte
    bool doubt = false;       // not surely well-formed UTF-8
    bool mark = false;        // a byte order mark may be there
  };

  // `wide` where the processor may be asked for its wider vectors, which find the same.
  explicit CsvSigns(char delimiter, bool wide = true);

  // Looks at `text`, which is as it was up to `from`. True where a byte order mark may be, from there on.
  bool look(std::string_view text, std::size_t from);
  // The text lost so many bytes at its front: a multiple of `step`.
  void drop(std::size_t bytes);

  // Goes from sign to sign, and to the size of the text after the last one. Good until the text changes.
  class Cursor {
   public:
    std::size_t next() {
      while (m_signs == 0) {
        m_signs = *++m_word;
        m_base += step;
      }
      const std::size_t out = m_base + static_cast<std::size_t>(std::countr_zero(m_signs));
      m_signs &= m_signs - 1;
      return out;
    }

   private:
    friend class CsvSigns;
    const std::uint64_t* m_word = nullptr;
    std::uint64_t m_signs = 0;  // of the word, that are still to come
    std::size_t m_base = 0;
  };
  // The signs at and after `at`, counted from `from`. Precondition: at <= size.
  [[nodiscard]] Cursor begin(std::size_t at, std::size_t from) const {
    Cursor out;
    out.m_word = &m_signs[at / step];
    out.m_signs = *out.m_word & (~std::uint64_t{0} << (at % step));
    out.m_base = at - at % step - from;
    return out;
  }

  // True where bytes [begin, end) are well-formed UTF-8, if a sign stands before and after them; false for some that
  // are, too. Precondition: end < size.
  [[nodiscard]] bool is_utf8(std::size_t begin, std::size_t end) const {
    // A sequence that the sign before cuts short would take the first bytes for its own: the sign is in doubt then.
    const std::size_t first = begin == 0 ? 0 : begin - 1;
    unsigned doubts = 0;
    for (std::size_t word = first / step; word <= end / step; ++word) doubts |= m_doubts[word];
    return doubts == 0;
  }

 private:
  // Tells of steps that begin at `p`, with the two bytes before it.
  using LookAtSteps = void (*)(const char* p, std::size_t steps, char delimiter, Found* out);

  const char m_delimiter;
  const LookAtSteps m_look_at_steps;
  std::vector<std::uint64_t> m_signs;   // those at and past the end are set
  std::vector<unsigned char> m_doubts;  // by step
};

}  // namespace liantu::io
