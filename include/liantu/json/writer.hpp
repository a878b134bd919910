/// @file
/// JSON text out: keys in the order in which they were put, numbers as plain decimals (0.5, not 5E-1), the same
/// bytes for the same value. Boost.JSON's own serializer writes exponents, which spreadsheets and people misread.
#pragma once

#include "liantu/text.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <array>
#include <string>
#include <string_view>

namespace liantu {

/// Appends `text` as a JSON string. `<`, `>` and `&` are escaped too, so that the text may stand inside a
/// script element of a page; so are U+2028 and U+2029.
inline void write_json_string(std::string& out, std::string_view text) {
  static constexpr std::string_view hex = "0123456789abcdef";
  const auto escape = [&out](unsigned value) {
    out += "\\u";
    for (unsigned shift = 16; shift > 0; shift -= 4) out += hex[(value >> (shift - 4)) & 0xFU];
  };
  out += '"';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte == '"' || byte == '\\') {
      out += '\\';
      out += static_cast<char>(byte);
    } else if (byte == '\n') {
      out += "\\n";
    } else if (byte < 0x20 || byte == 0x7F || byte == '<' || byte == '>' || byte == '&') {
      escape(byte);
    } else if (text.substr(i, 3) == "\u2028" || text.substr(i, 3) == "\u2029") {
      escape(text[i + 2] == '\xA8' ? 0x2028U : 0x2029U);
      i += 2;
    } else {
      out += static_cast<char>(byte);
    }
  }
  out += '"';
}

namespace detail {

// Arrays and objects at `inline_from` levels or deeper stay on one line: one node, one target a line.
inline void write_json(std::string& out, const boost::json::value& value, int level, int inline_from) {
  const bool broken = level < inline_from;
  const auto separate = [&](bool first, int indent) {
    if (!first) out += ',';
    if (broken) {
      out += '\n';
      out.append(static_cast<std::size_t>(indent) * 2, ' ');
    } else if (!first) {
      out += ' ';
    }
  };
  switch (value.kind()) {
    case boost::json::kind::null: out += "null"; return;
    case boost::json::kind::bool_: out += value.get_bool() ? "true" : "false"; return;
    case boost::json::kind::int64: out += std::to_string(value.get_int64()); return;
    case boost::json::kind::uint64: out += std::to_string(value.get_uint64()); return;
    case boost::json::kind::double_: out += plain(value.get_double(), 9); return;
    case boost::json::kind::string:
      write_json_string(out, {value.get_string().data(), value.get_string().size()});
      return;
    case boost::json::kind::array: {
      out += '[';
      bool first = true;
      for (const auto& item : value.get_array()) {
        separate(first, level + 1);
        first = false;
        write_json(out, item, level + 1, inline_from);
      }
      if (!first && broken) separate(true, level);
      out += ']';
      return;
    }
    case boost::json::kind::object: {
      out += '{';
      bool first = true;
      for (const auto& [key, item] : value.get_object()) {
        separate(first, level + 1);
        first = false;
        write_json_string(out, {key.data(), key.size()});
        out += ": ";
        write_json(out, item, level + 1, inline_from);
      }
      if (!first && broken) separate(true, level);
      out += '}';
      return;
    }
  }
}

}  // namespace detail

/// One line, as NDJSON wants it. O(size).
[[nodiscard]] inline std::string to_json_line(const boost::json::value& value) {
  std::string out;
  detail::write_json(out, value, 0, 0);
  return out;
}

/// Indented down to `inline_from` levels (2: an object of lists, one entry a line); ends with a newline. O(size).
[[nodiscard]] inline std::string to_json_text(const boost::json::value& value, int inline_from = 2) {
  std::string out;
  detail::write_json(out, value, 0, inline_from);
  out += '\n';
  return out;
}

}  // namespace liantu
