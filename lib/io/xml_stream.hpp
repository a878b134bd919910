// XML in pieces over expat, as workbooks hold it: no document type, bounded depth and tokens. Internal to liantu::io.
#pragma once

#include <expat.h>

#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <string_view>

namespace liantu::io {

// Attributes of one element; names come without their prefix (r:id is id).
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : m_pairs(pairs) {}
  // The value, or "" where there is none. O(attributes).
  [[nodiscard]] std::string_view operator[](std::string_view name) const;

 private:
  const char** m_pairs;
};

// Derive, and override what is wanted. Names come without their prefix.
class XmlStream {
 public:
  XmlStream();
  XmlStream(const XmlStream&) = delete;
  XmlStream& operator=(const XmlStream&) = delete;
  virtual ~XmlStream() = default;

  // False once stop() was called. Throws std::runtime_error saying what is wrong with the XML, and what a handler
  // threw.
  bool feed(std::string_view bytes);
  void finish();

 protected:
  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view) {}

  void stop();

 private:
  struct Free {
    void operator()(XML_ParserStruct* parser) const { XML_ParserFree(parser); }
  };

  template <class Work>
  void guarded(Work work);
  void parse(std::string_view bytes, bool last);

  static void on_start(void* self, const char* name, const char** attributes);
  static void on_end(void* self, const char* name);
  static void on_text(void* self, const char* text, int size);
  static void on_doctype(void* self, const char*, const char*, const char*, int);

  std::unique_ptr<XML_ParserStruct, Free> m_parser;
  std::exception_ptr m_error;
  std::uint64_t m_fed = 0;
  int m_depth = 0;
  bool m_stopped = false;
};

}  // namespace liantu::io
