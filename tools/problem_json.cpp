#include "problem_json.hpp"

#include "liantu/json/problem_json.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace liantu::tool {

namespace {

std::string valid(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) utf8::append(out, utf8::next(text, at));
  return out;
}

}  // namespace

boost::json::string json_text(std::string_view text) {
  const std::string out = valid(text);
  return boost::json::string(out.data(), out.size());
}

// What an option says, "--internal out.xlsx" too, is told apart from a file.
void put_problem(boost::json::object& out, const Problem& problem, Lang lang) {
  std::string_view file = problem.file;
  if (file.starts_with("--")) {
    const auto space = std::min(file.find(' '), file.size());
    out["option"] = json_text(file.substr(0, space));
    file.remove_prefix(std::min(space + 1, file.size()));
  }
  if (!file.empty()) out["file"] = json_text(file);
  put_place(out, valid(problem.where));
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
