// A subcommand: registered by main.cpp. Setting up only names options and opens nothing; running does the work.
#pragma once

#include "session.hpp"

#include <memory>
#include <string>

namespace liantu::tool {

class Command {
 public:
  virtual ~Command() = default;
  virtual void setup(CLI::App& app, Options& options) = 0;
  // The exit code. Errors: InputError (3), std::exception (1).
  virtual int run(const Options& options) = 0;
};

// A number within `low` and `high`: unlike CLI::Range, which lets "nan" pass.
inline CLI::Validator number_within(double low, double high) {
  const std::string words = high >= 1e12 ? ">= " + plain(low, 3) : plain(low, 3) + " - " + plain(high, 3);
  return {[low, high, words](std::string& text) {
            double value = 0;
            const bool number = CLI::detail::lexical_cast(text, value) && value >= low && value <= high;
            return number ? std::string() : words + ", found " + text;
          },
          words};
}

std::unique_ptr<Command> make_analyze();
std::unique_ptr<Command> make_appraise();
std::unique_ptr<Command> make_projects();
std::unique_ptr<Command> make_match();
std::unique_ptr<Command> make_coverage();
std::unique_ptr<Command> make_gaps();
std::unique_ptr<Command> make_targets();
std::unique_ptr<Command> make_explain();
std::unique_ptr<Command> make_map();
std::unique_ptr<Command> make_report();
std::unique_ptr<Command> make_chains();
std::unique_ptr<Command> make_chains_check();
std::unique_ptr<Command> make_chains_new();
std::unique_ptr<Command> make_chains_import();
std::unique_ptr<Command> make_chains_export();
std::unique_ptr<Command> make_evaluate();
std::unique_ptr<Command> make_ledger();
std::unique_ptr<Command> make_plan();
std::unique_ptr<Command> make_diff();
std::unique_ptr<Command> make_policy();
std::unique_ptr<Command> make_regions();
std::unique_ptr<Command> make_scope();
std::unique_ptr<Command> make_whatif();

}  // namespace liantu::tool
