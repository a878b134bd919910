// The text of a delimited table, block by block, as UTF-8 without byte order marks. Internal to liantu::io.
#pragma once

#include "encoding.hpp"
#include "table_csv.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace liantu::io {

// A window of the text that moves on: what the parser has not used yet stands at its front.
class CsvText {
 public:
  // `head` is what was read of `source` so far, without its byte order mark; `whole` where that is all of it.
  CsvText(ByteSource& source, Encoding encoding, std::string head, bool whole);

  // The text from the first unused byte on. Good until the next call of more().
  [[nodiscard]] std::string_view window() const { return std::string_view(m_text).substr(m_used); }
  void use(std::size_t bytes) { m_used += bytes; }

  // Reads on, so that the window grows; false where all is read. Memory: twice the window at most.
  bool more();
  // The window reaches to the end of the text.
  [[nodiscard]] bool at_end() const { return m_at_end; }
  // Sequences that the encoding does not have; those of UTF-8 are for the rows to find.
  [[nodiscard]] std::uint64_t bad() const { return m_transcoder.bad(); }

 private:
  void drop_marks();

  ByteSource& m_source;
  Encoding m_encoding;
  Transcoder m_transcoder;
  std::string m_bytes;  // of another encoding, before they are UTF-8
  std::string m_text;
  std::size_t m_used = 0;
  std::size_t m_looked_at = 0;  // no mark begins before
  bool m_at_end;
};

}  // namespace liantu::io
