// Part of liantu::io: see unicode.hpp.
#include "unicode.hpp"

#include "liantu/text.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>

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

std::string squeezed(std::string_view text) {
  return filtered(text, [](UChar32 point) { return u_isUWhiteSpace(point) == 0; });
}

std::string letters_only(std::string_view text) {
  return filtered(text, [](UChar32 point) { return u_isalnum(point) != 0; });
}

}  // namespace liantu::io
