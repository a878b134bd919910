// The text of a delimited table, block by block, as UTF-8 without byte order marks. Internal to liantu::io.
#pragma once

#include "csv_signs.hpp"
#include "encoding.hpp"
#include "table_csv.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
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

  // Tells what parts cells, before what follows is asked for.
  void part_by(char delimiter);
  // The delimiters and control characters of the window at and after `at`, then its size.
  [[nodiscard]] CsvSigns::Cursor signs(std::size_t at) const { return m_signs->begin(m_used + at, m_used); }
  // True where the first bytes of the window, up to a line end, are well-formed UTF-8; false for some that are, too.
  [[nodiscard]] bool begins_with_utf8(std::size_t bytes) const { return m_signs->is_utf8(m_used, m_used + bytes); }
  // Reads on, so that the window grows; false where all is read. Memory: twice the window at most.
  bool more();
  // The window reaches to the end of the text.
  [[nodiscard]] bool at_end() const { return m_at_end; }
  // Sequences that the encoding does not have; those of UTF-8 are for the rows to find.
  [[nodiscard]] std::uint64_t bad() const { return m_transcoder.bad(); }

 private:
  void drop_marks();
  void find_cut_mark(std::size_t since);

  ByteSource& m_source;
  Encoding m_encoding;
  Transcoder m_transcoder;
  std::string m_bytes;  // of another encoding, before they are UTF-8
  std::string m_text;
  std::size_t m_used = 0;
  std::size_t m_looked_at = 0;  // no mark begins before
  std::optional<CsvSigns> m_signs;
  bool m_at_end;
};

}  // namespace liantu::io
