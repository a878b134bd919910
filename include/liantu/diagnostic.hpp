/// @file
/// What is said about bad input: each problem names the file, the place in it, what was found, what was
/// wanted, and what to do. Readers gather problems and throw one InputError with all of a file's.
#pragma once

#include "liantu/text.hpp"

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace liantu {

namespace detail {

// "row 5, column C" as a reader of Chinese says it: 第 5 行 C 列. JSON pointers and the like stay.
[[nodiscard]] inline std::string place_in_chinese(const std::string& where) {
  if (!where.starts_with("row ") && !where.starts_with("line ")) return where;
  const auto number = where.find(' ') + 1;
  const auto comma = where.find(", column ");
  std::string out = "第 " + where.substr(number, comma == std::string::npos ? comma : comma - number) + " 行";
  if (comma == std::string::npos) return out;
  const std::string column = where.substr(comma + 9);
  const bool letters = column.find_first_of("0123456789") == std::string::npos;
  return out + (letters ? " " + column + " 列" : "第 " + column + " 列");
}

// A space between Chinese and Latin letters or digits.
[[nodiscard]] inline std::string after_chinese(std::string chinese, const std::string& text) {
  const bool latin = !text.empty() && static_cast<unsigned char>(text.front()) < 0x80;
  return std::move(chinese) + (latin ? " " : "") + text;
}

}  // namespace detail

/// One thing wrong with one place of one input.
struct Problem {
  std::string file;   ///< as the caller named it; empty where there is no file
  std::string where;  ///< JSON pointer ("/nodes/3/id"), "row 5, column C", "line 3, column 7"; may be empty
  Text found;
  Text wanted;
  Text remedy;  ///< may be empty

  /// In one line: place, what was found, what was wanted, and the remedy.
  [[nodiscard]] std::string message(Lang lang) const {
    std::string out = file;
    if (!where.empty()) {
      out += (out.empty() ? "" : ": ") + (lang == Lang::zh ? detail::place_in_chinese(where) : where);
    }
    if (!out.empty()) out += ": ";
    out += found.in(lang);
    if (!wanted.empty())
      out += (lang == Lang::zh ? detail::after_chinese("；应为", wanted.zh) : "; wanted " + wanted.in(lang));
    if (!remedy.empty())
      out += (lang == Lang::zh ? detail::after_chinese("。请", remedy.zh) : ". Try: " + remedy.in(lang));
    return out;
  }

  friend bool operator==(const Problem& a, const Problem& b) { return a.message(Lang::en) == b.message(Lang::en); }
};

/// In the order in which they were found.
using Problems = std::vector<Problem>;

/// Input that cannot be used. The tool ends with exit code 3 and prints every problem.
class InputError : public std::runtime_error {
 public:
  /// At least one problem; what() is the first of them in English.
  explicit InputError(Problems problems)
      : std::runtime_error(problems.empty() ? "bad input" : problems.front().message(Lang::en)),
        m_problems(std::move(problems)) {}
  explicit InputError(Problem problem) : InputError(Problems{std::move(problem)}) {}

  [[nodiscard]] const Problems& problems() const { return m_problems; }

 private:
  Problems m_problems;
};

/// Where problems of one file go.
struct ProblemSink {
  std::string file;
  Problems problems;

  /// One more problem of this file.
  void add(std::string where, Text found, Text wanted, Text remedy = {}) {
    problems.push_back({file, std::move(where), std::move(found), std::move(wanted), std::move(remedy)});
  }
  /// Errors: InputError with all problems, which are gone from here then.
  void throw_if_any() {
    if (!problems.empty()) throw InputError(std::move(problems));
  }
};

}  // namespace liantu
