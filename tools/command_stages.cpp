// liantu coverage, gaps, targets: one stage of the analysis as JSON or CSV.
#include "command.hpp"

#include "liantu/publish/json.hpp"
#include "liantu/publish/lists.hpp"

#include <iostream>

namespace liantu::tool {

namespace {

// A stage differs from the others only in what it prints of the study.
class StageCommand : public Command {
 public:
  using Print = std::string (*)(const Study& study, Lang lang, const std::string& format);
  StageCommand(std::vector<std::string> formats, Depth depth, Print print)
      : m_formats(std::move(formats)), m_format(m_formats.front()), m_depth(depth), m_print(print) {}

  void setup(CLI::App& app, Options& options) override {
    // What covers a node and what is a gap does not depend on other regions.
    add_options(app, options, m_depth == Depth::numbers ? Takes::county : Takes::ranking);
    app.add_option("--format", m_format, options.lang == Lang::zh ? "格式" : "format")->check(CLI::IsMember(m_formats));
  }

  int run(const Options& options) override {
    const Session session(options);
    std::cout << m_print(session.study(m_depth), options.lang, m_format);
    return std::cout.flush() ? 0 : 1;
  }

 private:
  std::vector<std::string> m_formats;
  std::string m_format;
  Depth m_depth;
  Print m_print;
};

}  // namespace

std::unique_ptr<Command> make_coverage() {
  return std::make_unique<StageCommand>(
      std::vector<std::string>{"json"}, Depth::numbers,
      [](const Study& study, Lang, const std::string&) { return to_json_text(coverage_json(study), 2); });
}

std::unique_ptr<Command> make_gaps() {
  return std::make_unique<StageCommand>(std::vector<std::string>{"json"}, Depth::numbers,
                                        [](const Study& study, Lang, const std::string&) {
                                          return to_json_text(gaps_json(*study.atlas, study.analysis), 2);
                                        });
}

std::unique_ptr<Command> make_targets() {
  return std::make_unique<StageCommand>(std::vector<std::string>{"json", "csv"}, Depth::firms,
                                        [](const Study& study, Lang lang, const std::string& format) {
                                          return format == "csv" ? targets_csv(study, lang)
                                                                 : to_json_text(targets_json(study, lang), 2);
                                        });
}

}  // namespace liantu::tool
