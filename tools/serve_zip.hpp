// All results in one archive. Part of `liantu serve`.
#pragma once

#include <string>
#include <vector>

namespace liantu::tool::serve {

// Packs the files `names` of `folder` into `path`; the same files make the same bytes. Errors: std::runtime_error.
void write_zip(const std::string& folder, const std::vector<std::string>& names, const std::string& path);

}  // namespace liantu::tool::serve
