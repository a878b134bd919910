#include "page_initials.hpp"

#include "liantu/text.hpp"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <stdexcept>

namespace liantu::page_detail {

struct Initials::Reader {
  std::unique_ptr<icu::Transliterator> latin;
};

Initials::Initials() : m_reader(std::make_unique<Reader>()) {
  UErrorCode error = U_ZERO_ERROR;
  m_reader->latin.reset(
      icu::Transliterator::createInstance("Han-Latin; NFKD; Latin-ASCII; Lower", UTRANS_FORWARD, error));
  if (U_FAILURE(error) || !m_reader->latin)
    throw std::runtime_error(std::string("ICU cannot read Chinese characters (Han-Latin): ") + u_errorName(error) +
                             "; install ICU with its full data");
}

Initials::~Initials() = default;

char Initials::initial(char32_t point) {
  const auto [entry, fresh] = m_known.emplace(point, '\0');
  if (!fresh) return entry->second;
  icu::UnicodeString text(static_cast<UChar32>(point));
  m_reader->latin->transliterate(text);
  const char16_t first = text.isEmpty() ? u'\0' : text.charAt(0);
  if ((first >= u'a' && first <= u'z') || (first >= u'0' && first <= u'9')) entry->second = static_cast<char>(first);
  return entry->second;
}

std::string Initials::of(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (const char letter = initial(utf8::next(text, at))) out += letter;
  }
  return out;
}

}  // namespace liantu::page_detail
