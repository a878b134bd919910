// --policy, and the policy that it makes: the shipped one, with what the file says instead.
#pragma once

#include "session.hpp"

#include <string>

namespace liantu::tool {

void add_policy_option(CLI::App& app, Options& options);

// `folder` holds the data that ships. Errors: InputError.
[[nodiscard]] Policy policy_in_force(const std::string& folder, const Options& options);

}  // namespace liantu::tool
