// How answers are put: JSON, files to download or to look at, and what keeps browsers from doing more with them.
// Part of `liantu serve`.
#pragma once

#include "serve_refusal.hpp"

#include <boost/json/value.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace httplib {
struct Request;
struct Response;
}  // namespace httplib

namespace liantu::tool::serve {

// ?lang=en, else the language that the browser prefers, else Chinese.
[[nodiscard]] Lang lang_of(const httplib::Request& request);

void answer_json(httplib::Response& response, const boost::json::value& value, int status = 200);
void answer_refusal(httplib::Response& response, const Refusal& refusal, Lang lang);
// Bytes at hand; `policy` is the Content-Security-Policy.
void answer_text(httplib::Response& response, std::string_view text, const char* type, const char* policy);

// How a result is called and what it is. `chain` is the id within map.<id>.svg.
struct ResultTitle {
  Text title;
  const char* type = "application/octet-stream";
  bool viewable = false;  // in the browser
};
[[nodiscard]] ResultTitle title_of(const std::string& name);

// Streams a file; `owner` is kept until it is sent. To download under `title`, or to look at in a page of its own that
// can reach nothing of ours.
void answer_file(httplib::Response& response, const std::string& path, const std::string& name, Lang lang, bool view,
                 std::shared_ptr<const void> owner);

}  // namespace liantu::tool::serve
