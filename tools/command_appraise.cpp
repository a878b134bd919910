// liantu appraise: 三本账 of projects: whether each is worth having, by the chains, its taxes and its jobs.
#include "appraise_told.hpp"
#include "command.hpp"
#include "progress.hpp"

#include "liantu/publish/shown_name.hpp"

#include <iostream>
#include <string>
#include <vector>

namespace liantu::tool {

namespace {

class AppraiseCommand : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    const bool zh = options.lang == Lang::zh;
    add_options(app, options, Takes::ranking);
    app.add_option("--project", m_projects,
                   zh ? "项目文件：JSON，或 XLSX、CSV（一行一个项目，或 项目、值 两列），可多次"
                      : "projects: JSON, or XLSX, CSV (one a row, or two columns 项目, 值), repeatable")
        ->required();
    app.add_option("--format", m_format, zh ? "格式" : "format")->check(CLI::IsMember({"text", "json"}));
  }

  int run(const Options& options) override {
    const Session session(options);
    Problems notes;
    const std::vector<Project> projects = read_projects(m_projects, session.atlas(), notes);
    session.tell_notes(notes);
    const Study study = session.study(Depth::numbers);
    const std::vector<Appraisal> appraisals = appraise_all(session, study, projects);
    std::cout << (m_format == "json" ? appraisals_json(study, appraisals)
                                     : shown_text(appraisals_text(study, appraisals, options.lang)));
    return std::cout.flush() ? 0 : 1;
  }

 private:
  static std::vector<Appraisal> appraise_all(const Session& session, const Study& study,
                                             const std::vector<Project>& projects) {
    Step step("appraise", {"算三本账", "appraising"}, projects.size());
    const Structure structure(session.atlas(), session.policy().gaps.horizon);
    IndustryLedger ledger(session.atlas(), structure, study.coverage, study.analysis.states, session.policy(),
                          study.question);
    std::vector<Appraisal> appraisals;
    for (const Project& project : projects) {
      appraisals.push_back(appraise(project, ledger, session.policy().appraisal, study.county));
      step.done(appraisals.size());
    }
    return appraisals;
  }

  std::vector<std::string> m_projects;
  std::string m_format = "text";
};

}  // namespace

std::unique_ptr<Command> make_appraise() { return std::make_unique<AppraiseCommand>(); }

}  // namespace liantu::tool
