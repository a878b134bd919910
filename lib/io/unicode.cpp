// Part of liantu::io: see unicode.hpp.
#include "unicode.hpp"

#include "liantu/text.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <stdexcept>

namespace liantu::io {

namespace {

template <class Keep>
std::string filtered(std::string_view text, Keep keep) {
  const std::string folded = nfkc_fold(text);
  std::string out;
  out.reserve(folded.size());
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t point = utf8::next(folded, at);
    if (keep(static_cast<UChar32>(point))) utf8::append(out, point);
  }
  return out;
}

// Squeezes text of plain characters: ASCII, its full-width forms, ideographs of U+4E00..9FFF and the two commonest
// stops. They fold one by one, and into nothing that joins with its neighbour. False where another stands in `text`.
bool squeeze_plain(std::string_view text, std::string& out) {
  out.resize(text.size());
  char* to = out.data();
  const auto ascii = [&to](unsigned char c) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) return;
    *to++ = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) {
      ascii(lead);
      ++at;
      continue;
    }
    if (at + 3 > text.size() || (byte(1) & 0xC0U) != 0x80 || (byte(2) & 0xC0U) != 0x80) return false;
    const bool ideograph = begins_ideograph(lead, byte(1));
    const bool stop = lead == 0xE3 && byte(1) == 0x80 && (byte(2) == 0x81 || byte(2) == 0x82);
    const unsigned point = (lead & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
    if (ideograph || stop) {
      to = std::copy_n(text.data() + at, 3, to);
    } else if (point >= 0xFF01 && point <= 0xFF5E) {
      ascii(static_cast<unsigned char>(point - 0xFEE0));
    } else {
      return false;
    }
    at += 3;
  }
  out.resize(static_cast<std::size_t>(to - out.data()));
  return true;
}

}  // namespace

std::string nfkc_fold(std::string_view text) {
  static const icu::Normalizer2* const normalizer = [] {
    UErrorCode error = U_ZERO_ERROR;
    const auto* found = icu::Normalizer2::getNFKCCasefoldInstance(error);
    if (U_FAILURE(error)) throw std::runtime_error("ICU has no NFKC data");
    return found;
  }();
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<int32_t>(text.size()));
  UErrorCode error = U_ZERO_ERROR;
  normalizer->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink, nullptr, error);
  if (U_FAILURE(error)) throw std::runtime_error("ICU cannot normalise");
  return out;
}

void squeeze(std::string_view text, std::string& out) {
  if (!squeeze_plain(text, out)) out = filtered(text, [](UChar32 point) { return u_isUWhiteSpace(point) == 0; });
}

std::string squeezed(std::string_view text) {
  std::string out;
  squeeze(text, out);
  return out;
}

std::string letters_only(std::string_view text) {
  return filtered(text, [](UChar32 point) { return u_isalnum(point) != 0; });
}

}  // namespace liantu::io
