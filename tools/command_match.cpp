// liantu match: one JSON object a match, a line each; memory does not grow with the table.
#include "command.hpp"
#include "log.hpp"

#include "liantu/publish/json.hpp"

#include <unistd.h>

#include <iostream>

namespace liantu::tool {

namespace {

class MatchCommand : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    add_options(app, options, Takes::firms);
    app.add_option("--format", m_format,
                   options.lang == Lang::zh ? "格式：每行一个 JSON" : "format: one JSON object a line")
        ->check(CLI::IsMember({"ndjson"}));
  }

  int run(const Options& options) override {
    const Session session(options);
    Corrections corrections = session.corrections();
    if (isatty(STDOUT_FILENO) == 1) log::keep_line_free();
    const auto print = [&](const Firm& firm, const std::vector<Match>& matches) {
      for (const Match& match : matches) {
        if (session.chains().contains(session.atlas().chain_index(match.node)))
          std::cout << to_json_line(match_json(session.atlas(), firm, match)) << '\n';
      }
    };
    const ReadingReport reading = session.match_all(corrections, print);
    session.tell(reading);
    session.tell(corrections);
    return std::cout.flush() ? 0 : 1;
  }

 private:
  std::string m_format = "ndjson";
};

}  // namespace

std::unique_ptr<Command> make_match() { return std::make_unique<MatchCommand>(); }

}  // namespace liantu::tool
