/// @file
/// Reads the fields of a JSON object strictly: wrong types, missing fields and unknown keys become problems
/// that name the JSON pointer, and reading goes on, so that all of a file's errors are told at once.
#pragma once

#include "liantu/diagnostic.hpp"
#include "liantu/json/writer.hpp"
#include "liantu/text.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu {

/// One reference token of a JSON pointer (RFC 6901): ~ and / are escaped.
[[nodiscard]] inline std::string pointer_token(std::string_view key) {
  std::string out = "/";
  for (char c : key) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

namespace detail {

inline Text shown(const boost::json::value& value) {
  std::string text = to_json_line(value);
  if (utf8::length(text) > 60) text = std::string(utf8::prefix(text, 57)) + "...";
  return {"是 " + text, "found " + text};
}

// True for text without control characters; tabs and line feeds are none here.
[[nodiscard]] inline bool printable(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t'; });
}

inline void tell_unprintable(ProblemSink& sink, std::string where) {
  sink.add(std::move(where), Text("含控制字符", "control characters"), Text("可打印文字", "printable text"));
}

// The number that the writer's nine decimals give, so that what was read is what will be read of it when written.
[[nodiscard]] inline double as_written(double value) {
  const std::string text = plain(value, 9);
  (void)std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace detail

/// One object being read. Ask for each field once, by a key that outlives the reader, then call done(), which tells of
/// keys nobody asked for.
class Fields {
 public:
  /// `value` must outlive the reader. A value that is no object is one problem, and every field is then absent.
  Fields(const boost::json::value& value, std::string pointer, ProblemSink& sink)
      : m_object(value.if_object()), m_pointer(std::move(pointer)), m_sink(sink) {
    if (m_object == nullptr) m_sink.add(m_pointer, detail::shown(value), Text("一个对象 {…}", "an object {…}"));
  }

  /// False where the value is no object.
  [[nodiscard]] bool usable() const { return m_object != nullptr; }
  /// JSON pointer of a key, escaped (RFC 6901), whether it is there or not.
  [[nodiscard]] std::string at(std::string_view key) const { return m_pointer + pointer_token(key); }
  [[nodiscard]] const std::string& pointer() const { return m_pointer; }
  [[nodiscard]] ProblemSink& sink() const { return m_sink; }
  /// Whether the key is there; this is not asking for it. O(1) on average.
  [[nodiscard]] bool has(std::string_view key) const { return m_object != nullptr && m_object->contains(view(key)); }

  /// The raw value, or nullptr where the key is absent (a problem if `required`).
  const boost::json::value* get(std::string_view key, bool required = false) {
    if (m_object == nullptr) return nullptr;
    if (std::find(m_asked.begin(), m_asked.end(), key) == m_asked.end()) m_asked.emplace_back(key);
    const auto* value = m_object->if_contains(view(key));
    if (value == nullptr && required) {
      m_sink.add(m_pointer, Text("缺少 \"" + std::string(key) + "\"", "no \"" + std::string(key) + "\""),
                 Text("此键必填", "this key is required"));
    }
    return value;
  }

  /// Text; empty where the key is absent or no text. A required one must not be blank; control characters are refused.
  std::string text(std::string_view key, bool required = false) {
    const auto* value = get(key, required);
    if (value == nullptr) return {};
    const auto* found = value->if_string();
    if (found == nullptr) {
      m_sink.add(at(key), detail::shown(*value), Text("文字", "a string"));
      return {};
    }
    std::string out(found->data(), found->size());
    if (required && trim(out).empty())
      m_sink.add(at(key), Text("空白", "blank"), Text("非空文字", "a non-empty string"));
    if (!detail::printable(out)) detail::tell_unprintable(m_sink, at(key));
    return out;
  }

  /// True or false; `otherwise` where the key is absent, or its value is neither (a problem).
  bool boolean(std::string_view key, bool otherwise) {
    const auto* value = get(key);
    if (value == nullptr) return otherwise;
    if (const auto* found = value->if_bool()) return *found;
    m_sink.add(at(key), detail::shown(*value), Text("true 或 false", "true or false"));
    return otherwise;
  }

  /// A number in [low, high], to nine decimals.
  std::optional<double> number(std::string_view key, double low, double high, bool required = false) {
    const auto out = in_range(key, low, high, required);
    return out ? std::optional(detail::as_written(*out)) : std::nullopt;
  }

  /// A whole number in [low, high]; nothing where the key is absent, or its value is none (a problem).
  std::optional<int> integer(std::string_view key, int low, int high, bool required = false) {
    const auto out = in_range(key, low, high, required);
    if (!out) return std::nullopt;
    if (*out != std::floor(*out)) {
      m_sink.add(at(key), detail::shown(*get(key)), Text("整数", "a whole number"));
      return std::nullopt;
    }
    return static_cast<int>(*out);
  }

  /// A word of the enum; nothing where the key is absent (a problem if `required`) or the word is none of them (a
  /// problem).
  template <Worded Enum>
  std::optional<Enum> word(std::string_view key, bool required = false) {
    const auto* value = get(key, required);
    if (value == nullptr) return std::nullopt;
    if (const auto* found = value->if_string()) {
      if (auto out = from_string<Enum>({found->data(), found->size()})) return out;
    }
    m_sink.add(at(key), detail::shown(*value), Text(all_words<Enum>()));
    return std::nullopt;
  }

  /// The pointer of an item of an array, written only where it is needed.
  struct Place {
    const Fields& fields;
    std::string_view key;
    std::size_t index;
    operator std::string() const { return fields.at(key) + "/" + std::to_string(index); }
  };

  /// Calls `each(item, pointer)` for the items of an array; a pointer is a Place, or the text that it becomes.
  template <class Each>
  void array(std::string_view key, Each each, bool required = false) {
    const auto* value = get(key, required);
    if (value == nullptr) return;
    const auto* items = value->if_array();
    if (items == nullptr) {
      m_sink.add(at(key), detail::shown(*value), Text("一个数组 […]", "an array […]"));
      return;
    }
    std::size_t index = 0;
    for (const auto& item : *items) each(item, Place{*this, key, index++});
  }

  /// Strings, none blank, none twice, none with control characters.
  std::vector<std::string> texts(std::string_view key, std::size_t most = static_cast<std::size_t>(-1)) {
    std::vector<std::string> out;
    std::set<std::string_view> seen;
    array(key, [&](const boost::json::value& item, const Place& where) {
      const auto* found = item.if_string();
      if (found == nullptr || trim({found->data(), found->size()}).empty()) {
        m_sink.add(where, detail::shown(item), Text("非空文字", "a non-empty string"));
        return;
      }
      const std::string_view text(found->data(), found->size());
      if (!detail::printable(text)) detail::tell_unprintable(m_sink, where);
      if (seen.insert(text).second) {
        out.emplace_back(text);
      } else {
        m_sink.add(where, detail::shown(item), Text("不重复的值", "a value that is not in the list yet"));
      }
    });
    if (out.size() > most) {
      const std::string limit = std::to_string(most);
      m_sink.add(at(key), Text(std::to_string(out.size()) + " 项", std::to_string(out.size()) + " items"),
                 Text("至多 " + limit + " 项", "at most " + limit));
    }
    return out;
  }

  /// An array of words of the enum, in its order. One that is unknown or there twice is a problem, and left out.
  template <Worded Enum>
  std::vector<Enum> words(std::string_view key) {
    std::vector<Enum> out;
    array(key, [&](const boost::json::value& item, const Place& where) {
      const auto* found = item.if_string();
      const auto value = found == nullptr ? std::nullopt : from_string<Enum>({found->data(), found->size()});
      if (!value) {
        m_sink.add(where, detail::shown(item), Text(all_words<Enum>()));
      } else if (std::find(out.begin(), out.end(), *value) != out.end()) {
        m_sink.add(where, detail::shown(item), Text("不重复的值", "a value that is not in the list yet"));
      } else {
        out.push_back(*value);
      }
    });
    return out;
  }

  /// Tells of keys that nobody asked for: most are misspelt.
  void done() {
    if (m_object == nullptr) return;
    for (const auto& [key, value] : *m_object) {
      const std::string_view name(key.data(), key.size());
      if (std::find(m_asked.begin(), m_asked.end(), name) != m_asked.end()) continue;
      std::string known;
      for (const auto& asked : m_asked) known += (known.empty() ? "" : ", ") + std::string(asked);
      m_sink.add(at(name), Text("未知的键", "unknown key"), Text(known));
    }
  }

 private:
  std::optional<double> in_range(std::string_view key, double low, double high, bool required) {
    const auto* value = get(key, required);
    if (value == nullptr) return std::nullopt;
    const auto wanted = [&] {
      const std::string range = plain(low) + ".." + plain(high);
      return Text(range + " 之间的数", "a number in " + range);
    };
    if (!value->is_number()) {
      m_sink.add(at(key), detail::shown(*value), wanted());
      return std::nullopt;
    }
    const double out = value->to_number<double>();
    if (!(out >= low && out <= high)) {
      m_sink.add(at(key), detail::shown(*value), wanted());
      return std::nullopt;
    }
    return out;
  }

  static boost::json::string_view view(std::string_view key) { return {key.data(), key.size()}; }

  const boost::json::object* m_object;
  std::string m_pointer;
  ProblemSink& m_sink;
  std::vector<std::string_view> m_asked;
};

}  // namespace liantu
