// What a piece of work left behind, told to who asked for it. Part of `liantu serve`.
#pragma once

#include "serve_child.hpp"
#include "serve_jobs.hpp"
#include "serve_refusal.hpp"

#include <boost/json/value.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liantu::tool::serve {

// Why the work failed, by its end and its stderr.txt, files under the names that they were uploaded by; nothing where
// it did not.
[[nodiscard]] std::optional<Refusal> refusal_of(const ChildResult& result, const Work& work, const ChildLimits& limits);

// The files of a folder by name.
[[nodiscard]] std::vector<ResultFile> result_files(const std::string& folder);

// What was uploaded, which nobody needs when the work is done.
void remove_uploads(const Work& work);

// Names of files in what a check-up found, as they were uploaded.
void retitle(boost::json::value& found, const std::map<std::string, std::string>& titles);

// The last thing told on the stderr of running work, for people; may be empty.
[[nodiscard]] std::string last_progress(const std::string& path);

}  // namespace liantu::tool::serve
