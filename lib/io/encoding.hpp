// Text encodings of tables: found out from the first bytes, streamed to UTF-8 by ICU.
#pragma once

#include <unicode/ucnv.h>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace liantu::io {

enum class Encoding { utf8, gb18030, utf16le, utf16be };

[[nodiscard]] std::string_view name_of(Encoding encoding);

// The encoding that a user names, or nothing. gbk, gb2312, cp936 and their like are read as gb18030, which holds them.
[[nodiscard]] std::optional<Encoding> encoding_named(std::string_view name);

struct ByteOrderMark {
  Encoding encoding = Encoding::utf8;
  std::size_t bytes = 0;
};
[[nodiscard]] std::optional<ByteOrderMark> byte_order_mark(std::string_view head);

// Encoding of a file without a byte order mark, from its first bytes; `whole` where they are all of it.
// Nothing where they are no text (NUL bytes, control characters, no known encoding). O(bytes).
[[nodiscard]] std::optional<Encoding> guess_encoding(std::string_view head, bool whole);

// Streams bytes to UTF-8; a sequence that the encoding does not have becomes U+FFFD and is counted.
class Transcoder {
 public:
  explicit Transcoder(Encoding from);
  Transcoder(const Transcoder&) = delete;
  Transcoder& operator=(const Transcoder&) = delete;
  ~Transcoder() = default;

  // Appends to `out` what `bytes` (and what was left over of earlier bytes) say.
  void convert(std::string_view bytes, bool last, std::string& out);
  [[nodiscard]] std::uint64_t bad() const { return m_bad; }

 private:
  struct Close {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
  };
  using Converter = std::unique_ptr<UConverter, Close>;

  static Converter open(const char* name);

  Converter m_from;
  Converter m_to;
  std::uint64_t m_bad = 0;
  std::array<char16_t, 4096> m_pivot{};
  char16_t* m_pivot_source = m_pivot.data();
  char16_t* m_pivot_target = m_pivot.data();
};

// `bytes` read as GB18030, or nothing where they are not. O(bytes).
[[nodiscard]] std::optional<std::string> from_gb18030(std::string_view bytes);

// `text` with each broken UTF-8 sequence as U+FFFD; their number is added to `bad`. O(bytes).
[[nodiscard]] std::string repaired_utf8(std::string_view text, std::uint64_t& bad);

}  // namespace liantu::io
