#include "problem_json.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

namespace liantu::tool {

boost::json::string json_text(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) utf8::append(out, utf8::next(text, at));
  return boost::json::string(out.data(), out.size());
}

namespace {

// "row 5, column C" gives row and column, "line …" likewise; what starts with / is a JSON pointer.
void put_place(boost::json::object& out, std::string_view where) {
  for (const std::string_view word : {"row", "line"}) {
    if (!where.starts_with(word) || where.substr(word.size(), 1) != " ") continue;
    std::uint64_t number = 0;
    const char* end = where.data() + where.size();
    const auto [rest, error] = std::from_chars(where.data() + word.size() + 1, end, number);
    const std::string_view after(rest, static_cast<std::size_t>(end - rest));
    constexpr std::string_view column = ", column ";
    if (error != std::errc{} || (!after.empty() && !after.starts_with(column))) continue;
    out[boost::json::string_view(word.data(), word.size())] = number;
    if (!after.empty()) out["column"] = json_text(after.substr(column.size()));
    return;
  }
  if (!where.empty()) out[where.starts_with('/') ? "pointer" : "where"] = json_text(where);
}

}  // namespace

// What an option says, "--internal out.xlsx" too, is told apart from a file.
void put_problem(boost::json::object& out, const Problem& problem, Lang lang) {
  std::string_view file = problem.file;
  if (file.starts_with("--")) {
    const auto space = std::min(file.find(' '), file.size());
    out["option"] = json_text(file.substr(0, space));
    file.remove_prefix(std::min(space + 1, file.size()));
  }
  if (!file.empty()) out["file"] = json_text(file);
  put_place(out, problem.where);
  if (!problem.found.empty()) out["found"] = json_text(problem.found.in(lang));
  if (!problem.wanted.empty()) out["wanted"] = json_text(problem.wanted.in(lang));
  if (!problem.remedy.empty()) out["remedy"] = json_text(problem.remedy.in(lang));
}

boost::json::array problems_json(const Problems& problems, Lang lang) {
  boost::json::array out;
  for (const Problem& problem : problems) {
    boost::json::object one{{"message", json_text(problem.message(lang))}};
    put_problem(one, problem, lang);
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace liantu::tool
