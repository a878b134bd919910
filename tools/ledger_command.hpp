// What the subcommands of liantu ledger share.
#pragma once

#include "command.hpp"

#include "liantu/promotion/ledger.hpp"

#include <memory>
#include <string>

namespace liantu::tool {

// --ledger, required.
inline void add_ledger_option(CLI::App& app, std::string& path, Lang lang) {
  app.add_option("--ledger", path, lang == Lang::zh ? "台账文件" : "the ledger file")->required();
}

// A day given by an option. Errors: InputError.
void check_day(const std::string& option, const std::string& text);

// A ledger as people read it on a terminal, without the persons in it: one line a project; or one project with its
// histories. O(size).
[[nodiscard]] std::string ledger_text(const Projects& projects, Lang lang);
[[nodiscard]] std::string project_text(const LedgerProject& project, Lang lang);
[[nodiscard]] std::string ledger_json(const Projects& projects);

std::unique_ptr<Command> make_ledger_set();
std::unique_ptr<Command> make_ledger_rates();
std::unique_ptr<Command> make_ledger_bulletin();

}  // namespace liantu::tool
