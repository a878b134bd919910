/// @file
/// GB/T 4754-2017, the national classification of economic activities: sections (A..T), divisions (2 digits),
/// groups (3) and classes (4), by code and by name. The project ships the table in data/classification.
#pragma once

#include "liantu/diagnostic.hpp"
#include "liantu/text.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu {

/// GB/T 4754-2017: sections, divisions, groups and classes with their Chinese names.
class Classification {
 public:
  /// The letter of its section, and its name.
  struct Entry {
    char section = '?';
    std::string name;
  };

  Classification() = default;

  /// Reads the table: lines `code,section,name`, with a header. Names hold no comma and no quote.
  /// Errors: InputError naming the line. O(n log n).
  static Classification read(std::string_view text, const std::string& file) {
    Classification out;
    ProblemSink problems{file, {}};
    lines(text, [&](std::size_t number, std::string_view line) {
      const auto first = line.find(',');
      const auto second = first == std::string_view::npos ? first : line.find(',', first + 1);
      if (second != first + 2 || !is_code(line.substr(0, first), line[first + 1])) {
        problems.add("line " + std::to_string(number),
                     Text("此行不是 code,section,name", "the line is not code,section,name"), Text("0111,A,稻谷种植"));
        return;
      }
      std::string code(line.substr(0, first));
      std::string name(line.substr(second + 1));
      out.m_by_name[{name, code.size()}] = code;
      if (!out.m_entries.try_emplace(std::move(code), Entry{line[first + 1], std::move(name)}).second) {
        problems.add("line " + std::to_string(number), Text("代码重复", "the code again"),
                     Text("每个代码一行", "one line a code"));
      }
    });
    problems.throw_if_any();
    return out;
  }

  /// Adds names in words that differ from the standard's: lines `alias,code`, with a header.
  /// Errors: InputError for a code that the table does not hold. O(n log n).
  void read_aliases(std::string_view text, const std::string& file) {
    ProblemSink problems{file, {}};
    lines(text, [&](std::size_t number, std::string_view line) {
      const auto comma = line.rfind(',');
      const std::string code(comma == std::string_view::npos ? line : line.substr(comma + 1));
      if (comma == std::string_view::npos || !m_entries.contains(code)) {
        problems.add("line " + std::to_string(number), Text("未知代码 " + code, "unknown code " + code),
                     Text("标准中的代码", "a code of the standard"));
        return;
      }
      m_aliases.try_emplace(std::string(line.substr(0, comma)), code);
    });
    problems.throw_if_any();
  }

  /// Adds words that name classes, where scopes and names of firms use them: lines `word,classes`, with a header; one
  /// to three classes, the likeliest first, separated by spaces. Errors: InputError for a word that is there twice and
  /// a class that the table does not hold. O(n log n).
  void read_words(std::string_view text, const std::string& file) {
    ProblemSink problems{file, {}};
    lines(text, [&](std::size_t number, std::string_view line) {
      const auto comma = std::min(line.rfind(','), line.size());
      std::vector<std::string> classes;
      for (std::string_view rest = trim(line.substr(std::min(comma + 1, line.size()))); !rest.empty();) {
        const auto end = std::min(rest.find(' '), rest.size());
        classes.emplace_back(rest.substr(0, end));
        rest = trim(rest.substr(end));
      }
      const bool known = std::all_of(classes.begin(), classes.end(), [&](const auto& c) { return is_class(c); });
      const std::string where = "line " + std::to_string(number);
      if (comma == 0 || classes.empty() || classes.size() > 3 || !known) {
        problems.add(where, Text("是 " + std::string(line), "found " + std::string(line)),
                     Text("词语,一至三个小类代码", "word,one to three classes"));
      } else if (!m_words.try_emplace(std::string(line.substr(0, comma)), std::move(classes)).second) {
        problems.add(where, Text("词语重复", "the word again"), Text("每个词语一行", "one line a word"));
      }
    });
    problems.throw_if_any();
  }

  /// The words of read_words with their classes.
  [[nodiscard]] const std::map<std::string, std::vector<std::string>, std::less<>>& words() const { return m_words; }

  [[nodiscard]] bool empty() const { return m_entries.empty(); }
  [[nodiscard]] std::size_t size() const { return m_entries.size(); }

  /// The entry of a code of any level, or nullptr. O(log n).
  [[nodiscard]] const Entry* find(std::string_view code) const {
    const auto it = m_entries.find(code);
    return it == m_entries.end() ? nullptr : &it->second;
  }

  /// True for four digits that the standard has. O(log n).
  [[nodiscard]] bool is_class(std::string_view code) const { return code.size() == 4 && find(code) != nullptr; }

  /// Section letter of a code, which may be a class, group, division or the letter itself; '?' where unknown.
  /// A class that the table lacks is placed by its division. O(log n).
  [[nodiscard]] char section_of(std::string_view code) const {
    if (const auto* entry = find(code)) return entry->section;
    if (code.size() > 2) {
      if (const auto* entry = find(code.substr(0, 2))) return entry->section;
    }
    return '?';
  }

  /// Code of an industry given in words, the finest level that has the name (standard's name, then aliases),
  /// or nothing. `name` is compared as written. O(log n).
  [[nodiscard]] std::optional<std::string> code_of(std::string_view name) const {
    for (std::size_t digits = 4; digits >= 1; --digits) {
      const auto it = m_by_name.find(std::pair(std::string(name), digits));
      if (it != m_by_name.end()) return it->second;
    }
    const auto it = m_aliases.find(name);
    if (it != m_aliases.end()) return it->second;
    return std::nullopt;
  }

  /// True for 其他… and 未列明… classes: what holds them may do anything. O(log n).
  [[nodiscard]] bool is_residual(std::string_view code) const {
    const auto* entry = find(code);
    return entry != nullptr &&
           (entry->name.find("其他") != std::string::npos || entry->name.find("未列明") != std::string::npos);
  }

 private:
  // A section's code is its letter, any other's two to four digits.
  static bool is_code(std::string_view code, char section) {
    if (section < 'A' || section > 'T') return false;
    if (code.size() == 1) return code.front() == section;
    return code.size() >= 2 && code.size() <= 4 &&
           std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
  }

  template <class Each>
  static void lines(std::string_view text, Each each) {
    std::size_t number = 0;
    while (!text.empty()) {
      const auto end = std::min(text.find('\n'), text.size());
      std::string_view line = trim(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
      if (++number > 1 && !line.empty()) each(number, line);
    }
  }

  std::map<std::string, Entry, std::less<>> m_entries;
  std::map<std::pair<std::string, std::size_t>, std::string> m_by_name;
  std::map<std::string, std::string, std::less<>> m_aliases;
  std::map<std::string, std::vector<std::string>, std::less<>> m_words;
};

}  // namespace liantu
