// Part of liantu::io: see csv_text.hpp.
#include "csv_text.hpp"

#include "byte_checks.hpp"

#include <algorithm>
#include <utility>

namespace liantu::io {

namespace {

// Large enough that moving the rest of a row to the front costs nothing, small enough to stay in the cache.
constexpr std::size_t block_bytes = 1U << 15U;
constexpr std::string_view mark = "\uFEFF";

}  // namespace

CsvText::CsvText(ByteSource& source, Encoding encoding, std::string head, bool whole)
    : m_source(source), m_encoding(encoding), m_transcoder(encoding), m_text(std::move(head)), m_at_end(whole) {
  if (encoding != Encoding::utf8) {
    m_bytes = std::exchange(m_text, {});
    m_transcoder.convert(m_bytes, whole, m_text);
  }
  drop_marks();
}

void CsvText::part_by(char delimiter) {
  m_signs.emplace(delimiter);
  (void)m_signs->look(m_text, 0);
}

bool CsvText::more() {
  if (m_at_end) return false;
  const std::size_t done = m_used - m_used % CsvSigns::step;
  m_text.erase(0, done);
  m_signs->drop(done);
  m_looked_at -= done;
  m_used -= done;
  // A row that does not fit into a block makes the block larger: what is read twice stays within reason.
  const std::size_t wanted = std::max(block_bytes, m_text.size());
  if (m_encoding == Encoding::utf8) {
    m_at_end = !m_source.read(m_text, wanted);
  } else {
    m_bytes.clear();
    m_at_end = !m_source.read(m_bytes, wanted);
    m_transcoder.convert(m_bytes, m_at_end, m_text);
  }
  const std::size_t from = m_looked_at;
  if (m_signs->look(m_text, from)) {
    drop_marks();
    (void)m_signs->look(m_text, from);
  } else {
    find_cut_mark(from);
  }
  return true;
}

void CsvText::drop_marks() {
  std::string_view fresh = std::string_view(m_text).substr(m_looked_at);
  std::size_t since = m_looked_at;  // of the last mark that was dropped
  if (holds_mark(fresh)) {
    std::string kept;
    std::size_t from = 0;
    for (auto at = fresh.find(mark); at != std::string::npos; at = fresh.find(mark, from)) {
      kept.append(fresh, from, at - from);
      from = at + mark.size();
    }
    since = m_looked_at + kept.size();
    kept.append(fresh, from);
    m_text.replace(m_looked_at, std::string::npos, kept);
  }
  find_cut_mark(since);
}

// The beginning of a mark at the end waits for the rest of it.
void CsvText::find_cut_mark(std::size_t since) {
  m_looked_at = m_text.size();
  for (std::size_t n = 1; n < mark.size(); ++n) {
    if (m_text.size() - since >= n && m_text.ends_with(mark.substr(0, n))) m_looked_at = m_text.size() - n;
  }
}

}  // namespace liantu::io
