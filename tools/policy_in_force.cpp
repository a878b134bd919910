#include "policy_in_force.hpp"

#include "files.hpp"

#include "liantu/analysis/policy_json.hpp"

namespace liantu::tool {

void add_policy_option(CLI::App& app, Options& options) {
  app.add_option("--policy", options.policy,
                 options.lang == Lang::zh ? "规则文件，覆盖自带规则" : "policy file, over the shipped one");
}

Policy policy_in_force(const std::string& folder, const Options& options) {
  Policy out = read_policy(read_file(folder + "/policy/default.json"), "policy/default.json");
  if (!options.policy.empty()) out = read_policy(read_file(options.policy), options.policy, out);
  return out;
}

}  // namespace liantu::tool
