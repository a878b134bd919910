// A request that is not granted, and why: what the answer says as JSON. Part of `liantu serve`.
#pragma once

#include "liantu/text.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <string>
#include <utility>

namespace liantu::tool::serve {

struct Refusal {
  int status = 400;  // of HTTP
  std::string code;  // a word by which a program knows it
  Text message;
  int retry_seconds = 0;          // 0: trying again is of no use
  boost::json::array problems{};  // as problem_json, in the language asked for

  // {code, message, file, row, column, found, wanted, problems}: the places are those of the first problem.
  [[nodiscard]] boost::json::object json(Lang lang) const {
    boost::json::object out{{"code", code}, {"message", message.in(lang)}};
    if (retry_seconds > 0) out["retry_seconds"] = retry_seconds;
    if (problems.empty()) return out;
    const auto& first = problems.front().as_object();
    for (const char* key :
         {"option", "file", "row", "line", "column", "pointer", "where", "found", "wanted", "remedy"}) {
      if (const auto* value = first.if_contains(key)) out[key] = *value;
    }
    out["problems"] = problems;
    return out;
  }
};

}  // namespace liantu::tool::serve
