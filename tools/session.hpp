// What subcommands share: the options for inputs, and a session that is told about on stderr.
#pragma once

#include "liantu/session/session.hpp"

#include <CLI/CLI.hpp>

#include <string>

namespace liantu::tool {

// Options as given; setting up opens nothing.
struct Options : SessionOptions {
  Lang lang = Lang::zh;
};

// Which options a subcommand takes: each all of those before; a ranking also regions to compare with.
enum class Takes { chains, firms, county, ranking };

void add_options(CLI::App& app, Options& options, Takes most);

// Those for a table of firms alone. Returns --firms, which is not yet required.
CLI::Option* add_table_options(CLI::App& app, Options& options);

// --level and --home, for a table of many regions. Returns --home.
CLI::Option* add_home_options(CLI::App& app, Options& options);

void add_policy_option(CLI::App& app, Options& options);

// The options with the data folder that the tool goes by. Errors: InputError where there is none.
[[nodiscard]] SessionOptions with_data(const Options& options);

// Over the tool's data, and heard on stderr.
class Session : public liantu::Session {
 public:
  // Errors: InputError.
  explicit Session(const Options& options);
};

}  // namespace liantu::tool
