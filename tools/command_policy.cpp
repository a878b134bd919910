// liantu policy: the weights, thresholds and rules in force.
#include "command.hpp"

#include "liantu/analysis/policy_json.hpp"

#include <iostream>

namespace liantu::tool {

namespace {

class PolicyCommand : public Command {
 public:
  void setup(CLI::App& app, Options& options) override { add_options(app, options, Takes::chains); }
  int run(const Options& options) override {
    std::cout << to_json_text(policy_json(Session(options).policy()), 3);
    return 0;
  }
};

}  // namespace

std::unique_ptr<Command> make_policy() { return std::make_unique<PolicyCommand>(); }

}  // namespace liantu::tool
