// Part of liantu::io: see xml_stream.hpp.
#include "xml_stream.hpp"

#include <new>
#include <stdexcept>

namespace liantu::io {

namespace {

constexpr int most_depth = 64;                         // workbooks need 10
constexpr std::uint64_t most_token_bytes = 8U << 20U;  // one tag with its attributes

std::string_view without_prefix(std::string_view name) {
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

}  // namespace

std::string_view XmlAttributes::operator[](std::string_view name) const {
  for (const char** at = m_pairs; *at != nullptr; at += 2) {
    if (without_prefix(*at) == name) return at[1];
  }
  return {};
}

XmlStream::XmlStream() : m_parser(XML_ParserCreate(nullptr)) {
  if (!m_parser) throw std::bad_alloc();
  XML_SetUserData(m_parser.get(), this);
  XML_SetElementHandler(m_parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(m_parser.get(), on_text);
  XML_SetStartDoctypeDeclHandler(m_parser.get(), on_doctype);
}

bool XmlStream::feed(std::string_view bytes) {
  parse(bytes, false);
  return !m_stopped;
}

void XmlStream::finish() {
  if (!m_stopped) parse({}, true);
}

void XmlStream::parse(std::string_view bytes, bool last) {
  if (m_stopped) return;
  const auto status = XML_Parse(m_parser.get(), bytes.data(), static_cast<int>(bytes.size()), last ? 1 : 0);
  if (m_error) std::rethrow_exception(m_error);
  if (m_stopped) return;
  if (status == XML_STATUS_ERROR) throw std::runtime_error(XML_ErrorString(XML_GetErrorCode(m_parser.get())));
  m_fed += bytes.size();
  // expat holds an unfinished token in memory and starts it anew at each piece.
  const auto done = XML_GetCurrentByteIndex(m_parser.get());
  if (done >= 0 && m_fed - static_cast<std::uint64_t>(done) > most_token_bytes)
    throw std::runtime_error("a tag without end");
}

void XmlStream::stop() {
  m_stopped = true;
  XML_StopParser(m_parser.get(), XML_FALSE);
}

// expat is C: no exception may pass through it.
template <class Work>
void XmlStream::guarded(Work work) {
  if (m_error || m_stopped) return;
  try {
    work();
  } catch (...) {
    m_error = std::current_exception();
    XML_StopParser(m_parser.get(), XML_FALSE);
  }
}

void XmlStream::on_start(void* self, const char* name, const char** attributes) {
  auto& stream = *static_cast<XmlStream*>(self);
  stream.guarded([&] {
    if (++stream.m_depth > most_depth) throw std::runtime_error("elements nested too deep");
    stream.start(without_prefix(name), XmlAttributes(attributes));
  });
}

void XmlStream::on_end(void* self, const char* name) {
  auto& stream = *static_cast<XmlStream*>(self);
  stream.guarded([&] {
    --stream.m_depth;
    stream.end(without_prefix(name));
  });
}

void XmlStream::on_text(void* self, const char* text, int size) {
  auto& stream = *static_cast<XmlStream*>(self);
  stream.guarded([&] { stream.text({text, static_cast<std::size_t>(size)}); });
}

// Workbooks have no document type; entities that grow without bound need one.
void XmlStream::on_doctype(void* self, const char*, const char*, const char*, int) {
  static_cast<XmlStream*>(self)->guarded(
      [] { throw std::runtime_error("a document type, which workbooks do not have"); });
}

}  // namespace liantu::io
