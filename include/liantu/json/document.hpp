/// @file
/// JSON text in, stricter than Boost.JSON by default: a duplicate key is an error, nesting is bounded, and an
/// error names line and column. Costly to compile: include it where a file is read, not in other headers.
#pragma once

#include "liantu/diagnostic.hpp"
#include "liantu/json/fields.hpp"
#include "liantu/text.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/storage_ptr.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_stack.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace liantu {

/// Nesting that a file may have. liantu's own formats need 6.
inline constexpr std::size_t json_max_depth = 32;

/// Longest JSON file that is read, in bytes: a chain of 120 nodes is about 60 kB.
inline constexpr std::size_t json_max_bytes = std::size_t{64} << 20U;

namespace detail {

// SAX handler for basic_parser: builds a value, and notes keys that one object holds twice and numbers that no double
// holds.
class StrictHandler {
 public:
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

  using Error = boost::json::error_code;
  using View = boost::json::string_view;

  StrictHandler() { m_stack.reset(); }

  bool on_document_begin(Error&) { return true; }
  bool on_document_end(Error&) { return true; }
  bool on_object_begin(Error&) {
    m_levels.push_back({});
    return true;
  }
  bool on_object_end(std::size_t n, Error&) {
    m_stack.push_object(n);
    return leave();
  }
  bool on_array_begin(Error&) {
    m_levels.push_back({{}, {}, true, 0});
    return true;
  }
  bool on_array_end(std::size_t n, Error&) {
    m_stack.push_array(n);
    return leave();
  }
  bool on_key_part(View part, std::size_t, Error&) {
    m_key.append(part.data(), part.size());
    m_stack.push_chars(part);
    return true;
  }
  bool on_key(View part, std::size_t, Error&) {
    m_key.append(part.data(), part.size());
    m_stack.push_key(part);
    Level& level = m_levels.back();
    level.key = std::exchange(m_key, {});
    if (!level.keys.insert(level.key).second) duplicates.push_back(pointer());
    return true;
  }
  bool on_string_part(View part, std::size_t, Error&) {
    m_stack.push_chars(part);
    return true;
  }
  bool on_string(View part, std::size_t, Error&) {
    m_stack.push_string(part);
    return next();
  }
  bool on_number_part(View, Error&) { return true; }
  bool on_int64(std::int64_t value, View, Error&) {
    m_stack.push_int64(value);
    return next();
  }
  bool on_uint64(std::uint64_t value, View, Error&) {
    m_stack.push_uint64(value);
    return next();
  }
  // Boost 1.81 rounds more than once: the nearest double is read from the text, which is whole in a single write.
  bool on_double(double value, View text, Error&) {
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed == std::errc::result_out_of_range && !(std::abs(value) < 1)) too_large.push_back(pointer());
    m_stack.push_double(value);
    return next();
  }
  bool on_bool(bool value, Error&) {
    m_stack.push_bool(value);
    return next();
  }
  bool on_null(Error&) {
    m_stack.push_null();
    return next();
  }
  bool on_comment_part(View, Error&) { return true; }
  bool on_comment(View, Error&) { return true; }

  boost::json::value release() { return m_stack.release(); }

  // JSON pointers.
  std::vector<std::string> duplicates;
  std::vector<std::string> too_large;

 private:
  struct Level {
    std::set<std::string> keys;
    std::string key;
    bool array = false;
    std::size_t index = 0;
  };

  bool next() {
    if (!m_levels.empty() && m_levels.back().array) ++m_levels.back().index;
    return true;
  }
  bool leave() {
    m_levels.pop_back();
    return next();
  }
  [[nodiscard]] std::string pointer() const {
    std::string out;
    for (const Level& level : m_levels)
      out += level.array ? "/" + std::to_string(level.index) : pointer_token(level.key);
    return out;
  }

  boost::json::value_stack m_stack;
  std::vector<Level> m_levels;
  std::string m_key;
};

}  // namespace detail

/// Parses one JSON document. `file` is the name that problems are told under.
/// Errors: InputError with every duplicate key and every number past a double (by JSON pointer), or with the line and
/// column at which the text stops being JSON. O(bytes).
[[nodiscard]] inline boost::json::value parse_json(std::string_view text, const std::string& file) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  boost::json::parse_options options;
  options.max_depth = json_max_depth;
  boost::json::basic_parser<detail::StrictHandler> parser(options);
  boost::json::error_code error;
  std::size_t used = parser.write_some(false, text.data(), text.size(), error);
  if (!error) used = std::min(text.find_first_not_of(" \t\r\n", used), text.size());
  const bool trailing = !error && used < text.size();
  if (error || trailing) {
    const std::string_view before = text.substr(0, used);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const auto newline = before.rfind('\n');
    const auto column = utf8::length(before.substr(newline == std::string_view::npos ? 0 : newline + 1)) + 1;
    const bool deep = error == boost::json::error::too_deep;
    const std::string why = trailing ? "extra data" : error.message();
    throw InputError({file,
                      "line " + std::to_string(line) + ", column " + std::to_string(column),
                      deep ? Text("嵌套超过 " + std::to_string(json_max_depth) + " 层",
                                  "nesting deeper than " + std::to_string(json_max_depth))
                           : Text("此处不是合法 JSON（" + why + "）", "not JSON here (" + why + ")"),
                      Text("一个 JSON 文档", "one JSON document"),
                      {}});
  }
  auto& handler = parser.handler();
  ProblemSink sink{file, {}};
  for (const auto& where : handler.duplicates)
    sink.add(where, Text("同一对象中键重复", "the same key twice in one object"), Text("每个键一次", "each key once"));
  for (const auto& where : handler.too_large)
    sink.add(where, Text("数值过大", "a number that is too large"), Text("1e308 以内的数", "a number up to 1e308"));
  sink.throw_if_any();
  return handler.release();
}

/// The bytes of a file. Errors: InputError where it cannot be opened, is a folder, or is over `max_bytes`. O(bytes).
[[nodiscard]] inline std::string read_file(const std::string& path, std::size_t max_bytes = json_max_bytes) {
  std::ifstream in(path, std::ios::binary);
  std::string out;
  if (in) {
    out.resize(1U << 16U);
    std::size_t size = 0;
    while (in && size <= max_bytes) {
      if (size == out.size()) out.resize(out.size() * 2);
      in.read(out.data() + size, static_cast<std::streamsize>(out.size() - size));
      size += static_cast<std::size_t>(in.gcount());
    }
    if (!in.bad() && in.eof() && size <= max_bytes) {
      out.resize(size);
      return out;
    }
    if (size > max_bytes) {
      throw InputError(
          {path,
           "",
           Text("文件过大", "file too large"),
           Text("不超过 " + std::to_string(max_bytes) + " 字节", "at most " + std::to_string(max_bytes) + " bytes"),
           {}});
    }
  }
  throw InputError(
      {path, "", Text("无法读取此文件", "cannot read this file"), Text("一个可读的文件", "a readable file"), {}});
}

}  // namespace liantu
