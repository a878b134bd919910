// Part of liantu::io: see encoding.hpp.
#include "encoding.hpp"

#include "byte_checks.hpp"

#include "liantu/text.hpp"

#include <unicode/ucnv_cb.h>

#include <algorithm>
#include <stdexcept>

namespace liantu::io {

namespace {

// ICU calls this for bytes that the encoding does not have; `context` is the counter.
extern "C" void count_bad_bytes(const void* context, UConverterToUnicodeArgs* args, const char*, int32_t,
                                UConverterCallbackReason reason, UErrorCode* error) {
  if (reason > UCNV_IRREGULAR) return;
  ++*static_cast<std::uint64_t*>(const_cast<void*>(context));
  *error = U_ZERO_ERROR;
  static constexpr char16_t replacement = 0xFFFD;
  ucnv_cbToUWriteUChars(args, &replacement, 1, 0, error);
}

// What a walk over bytes as UTF-8 finds. Lines count only where they hold bytes over 0x7F.
struct Utf8Census {
  std::size_t good = 0;  // well-formed sequences of two bytes or more
  std::size_t bad = 0;
  std::size_t good_lines = 0;
  std::size_t bad_lines = 0;
};

Utf8Census census(std::string_view text) {
  Utf8Census out;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t bad_before = out.bad;
    const std::size_t good_before = out.good;
    for (std::size_t at = 0; at < line.size();) {
      const std::size_t size = std::min(utf8::width(static_cast<unsigned char>(line[at])), line.size() - at);
      const bool ascii = static_cast<unsigned char>(line[at]) < 0x80;
      const bool fine = ascii || utf8::valid(line.substr(at, size));
      if (!ascii) ++(fine ? out.good : out.bad);
      at += fine ? size : 1;
    }
    if (out.bad > bad_before) {
      ++out.bad_lines;
    } else if (out.good > good_before) {
      ++out.good_lines;
    }
  }
  return out;
}

// A sequence cut by the end of the head is no fault: at most its last three bytes are dropped.
std::string_view without_cut_sequence(std::string_view head) {
  for (std::size_t back = 1; back <= 3 && back <= head.size(); ++back) {
    const auto byte = static_cast<unsigned char>(head[head.size() - back]);
    if (byte < 0x80) break;
    if (byte >= 0xC0) return utf8::width(byte) > back ? head.substr(0, head.size() - back) : head;
  }
  return head;
}

bool looks_binary(std::string_view head) {
  if (head.find('\0') != std::string_view::npos) return true;
  const auto controls = std::count_if(head.begin(), head.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t';
  });
  // A database export may hold a few; a table is not made of them.
  return controls > 4 && static_cast<std::size_t>(controls) > head.size() / 50;
}

}  // namespace

std::string_view name_of(Encoding encoding) {
  static constexpr std::array<std::string_view, 4> names{"utf-8", "gb18030", "utf-16le", "utf-16be"};
  return names[static_cast<std::size_t>(encoding)];
}

std::optional<Encoding> encoding_named(std::string_view name) {
  std::string plain_name;
  for (char c : fold(trim(name))) {
    if (c != '-' && c != '_' && c != ' ') plain_name += c;
  }
  if (plain_name == "utf8" || plain_name == "utf8bom" || plain_name == "utf8sig") return Encoding::utf8;
  for (std::string_view gb : {"gb18030", "gbk", "gb2312", "cp936", "936", "ansi"}) {
    if (plain_name == gb) return Encoding::gb18030;
  }
  if (plain_name == "utf16le" || plain_name == "utf16") return Encoding::utf16le;
  if (plain_name == "utf16be") return Encoding::utf16be;
  return std::nullopt;
}

std::optional<ByteOrderMark> byte_order_mark(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) return ByteOrderMark{Encoding::utf8, 3};
  if (head.starts_with("\xFF\xFE")) return ByteOrderMark{Encoding::utf16le, 2};
  if (head.starts_with("\xFE\xFF")) return ByteOrderMark{Encoding::utf16be, 2};
  if (head.starts_with("\x84\x31\x95\x33")) return ByteOrderMark{Encoding::gb18030, 4};
  return std::nullopt;
}

std::optional<Encoding> guess_encoding(std::string_view head, bool whole) {
  const std::string_view text = whole ? head : without_cut_sequence(head);
  if (is_plain_text(text)) return Encoding::utf8;
  if (looks_binary(head)) return std::nullopt;
  const Utf8Census found = census(text);
  // Chinese GBK text has hardly a line that is also UTF-8, while UTF-8 with stray bytes has many.
  if (found.bad == 0 || found.good >= 4 * found.bad || found.good_lines * 2 >= found.bad_lines) return Encoding::utf8;
  Transcoder probe(Encoding::gb18030);
  std::string converted;
  probe.convert(head, false, converted);
  if (probe.bad() * 50 <= utf8::length(converted)) return Encoding::gb18030;
  return std::nullopt;
}

Transcoder::Converter Transcoder::open(const char* name) {
  UErrorCode error = U_ZERO_ERROR;
  Converter out(ucnv_open(name, &error));
  if (U_FAILURE(error)) throw std::runtime_error(std::string("ICU has no converter ") + name);
  return out;
}

Transcoder::Transcoder(Encoding from) : m_from(open(std::string(name_of(from)).c_str())), m_to(open("utf-8")) {
  UErrorCode error = U_ZERO_ERROR;
  ucnv_setToUCallBack(m_from.get(), count_bad_bytes, &m_bad, nullptr, nullptr, &error);
}

void Transcoder::convert(std::string_view bytes, bool last, std::string& out) {
  const char* source = bytes.data();
  const char* const limit = source + bytes.size();
  std::array<char, 1U << 14U> buffer;
  UErrorCode error = U_BUFFER_OVERFLOW_ERROR;
  while (error == U_BUFFER_OVERFLOW_ERROR) {
    error = U_ZERO_ERROR;
    char* target = buffer.data();
    ucnv_convertEx(m_to.get(), m_from.get(), &target, buffer.data() + buffer.size(), &source, limit, m_pivot.data(),
                   &m_pivot_source, &m_pivot_target, m_pivot.data() + m_pivot.size(), 0, last ? 1 : 0, &error);
    out.append(buffer.data(), target);
  }
  if (U_FAILURE(error)) throw std::runtime_error(std::string("ICU: ") + u_errorName(error));
}

std::optional<std::string> from_gb18030(std::string_view bytes) {
  Transcoder transcoder(Encoding::gb18030);
  std::string out;
  transcoder.convert(bytes, true, out);
  if (transcoder.bad() > 0) return std::nullopt;
  return out;
}

std::string repaired_utf8(std::string_view text, std::uint64_t& bad) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = std::min(utf8::width(static_cast<unsigned char>(text[at])), text.size() - at);
    if (utf8::valid(text.substr(at, size))) {
      out.append(text, at, size);
      at += size;
    } else {
      out += "\uFFFD";
      ++bad;
      ++at;
    }
  }
  return out;
}

}  // namespace liantu::io
