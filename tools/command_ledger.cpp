// liantu ledger: the projects of the desk, kept in one file. The bulletin has a file of its own.
#include "files.hpp"
#include "ledger_command.hpp"
#include "log.hpp"

#include "liantu/publish/shown_name.hpp"

#include <algorithm>
#include <array>
#include <iostream>
#include <optional>
#include <utility>
#include <vector>

namespace liantu::tool {

void check_day(const std::string& option, const std::string& text) {
  if (text.empty() || day_of(text)) return;
  throw InputError({option,
                    "",
                    Text("是 \"" + text + "\"", "found \"" + text + "\""),
                    Text("年月日，如 2026-03-05", "a day like 2026-03-05"),
                    {}});
}

namespace {

std::string changes_text(const LedgerChanges& c, std::size_t bad, Lang lang) {
  const auto n = [](std::size_t count) { return std::to_string(count); };
  if (lang == Lang::en) {
    return n(c.projects) + " new projects, " + n(c.facts) + " with other facts, " + n(c.events) + " events, " +
           n(c.figures) + " changes of figures, " + n(c.obstacles) + " obstacle records; " + n(c.unchanged) +
           " rows said nothing new, " + n(bad) + " bad rows left out\n";
  }
  return "新项目 " + n(c.projects) + "，信息更新 " + n(c.facts) + "，状态记录 " + n(c.events) + "，金额记录 " +
         n(c.figures) + "，堵点记录 " + n(c.obstacles) + "；没有新内容的行 " + n(c.unchanged) + "，略去的坏行 " +
         n(bad) + "\n";
}

class LedgerInit : public Command {
 public:
  void setup(CLI::App& app, Options& options) override { add_ledger_option(app, m_ledger, options.lang); }
  int run(const Options& options) override {
    (void)Ledger::create(m_ledger);
    std::cout << (options.lang == Lang::zh ? "已建立空台账 " : "made an empty ledger ") << m_ledger << '\n';
    return 0;
  }

 private:
  std::string m_ledger;
};

class LedgerImport : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    const bool zh = options.lang == Lang::zh;
    add_ledger_option(app, m_ledger, options.lang);
    app.add_option("--projects", m_projects, zh ? "项目表，CSV 或 XLSX，可多次" : "tables of projects, repeatable");
    app.add_option("--obstacles", m_obstacles, zh ? "堵点表，CSV 或 XLSX，可多次" : "tables of obstacles, repeatable");
    app.add_option("--date", m_date,
                   zh ? "今天；没有截至日期的金额以此为准，之后的日期不收"
                      : "today: the day of figures without one; later days are refused");
    app.add_flag("--keep-good", m_keep_good,
                 zh ? "坏行略去，其余照收；默认有坏行则都不收"
                    : "leave bad rows out and keep the rest; by default nothing is kept then");
  }

  int run(const Options& options) override {
    check_day("--date", m_date);
    if (m_projects.empty() && m_obstacles.empty()) {
      throw InputError({"--projects",
                        "",
                        Text("没有表", "no table"),
                        Text("--projects、--obstacles 至少一个", "one of --projects and --obstacles at least"),
                        {}});
    }
    LedgerRows rows;
    Problems problems;
    Problems notes;
    for (const std::string& path : m_projects) read_project_rows(path, rows, problems, notes);
    for (const std::string& path : m_obstacles) read_obstacle_rows(path, rows, problems, notes);
    for (const Problem& note : notes) log::warning("note", note);
    Ledger ledger = Ledger::open(m_ledger);
    if (!m_keep_good && !problems.empty()) {
      // The rest is tried too, so that one run tells all.
      Projects projects = ledger.read();
      const Problems more = merge(projects, rows, m_date).problems;
      problems.insert(problems.end(), more.begin(), more.end());
      refuse(problems);
    }
    const LedgerChanges changes = ledger.add(rows, m_date, m_keep_good ? BadRows::skip : BadRows::refuse_all);
    problems.insert(problems.end(), changes.problems.begin(), changes.problems.end());
    if (!m_keep_good && !problems.empty()) refuse(problems);
    for (const Problem& problem : problems) log::warning("bad-row", problem);
    std::cout << changes_text(changes, problems.size(), options.lang);
    return 0;
  }

 private:
  [[noreturn]] static void refuse(Problems problems) {
    log::error("bad-rows", Text("表中有坏行，都没有收入；改正后重来，或用 --keep-good 先收其余",
                                "there are bad rows, nothing was taken; mend them, or take the rest with --keep-good"));
    throw InputError(std::move(problems));
  }

  std::string m_ledger;
  std::vector<std::string> m_projects;
  std::vector<std::string> m_obstacles;
  std::string m_date;
  bool m_keep_good = false;
};

class LedgerShow : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    const bool zh = options.lang == Lang::zh;
    add_ledger_option(app, m_ledger, options.lang);
    app.add_option("--id", m_id, zh ? "只看这个项目，连同历史" : "one project, with its history");
    app.add_option("--format", m_format, zh ? "格式" : "format")->check(CLI::IsMember({"text", "json"}));
  }
  int run(const Options& options) override {
    Projects projects = Ledger::open(m_ledger).read();
    if (!m_id.empty()) {
      const auto found = projects.find(m_id);
      if (found == projects.end()) {
        throw InputError({"--id",
                          "",
                          Text("台账里没有项目 " + m_id, "no project " + m_id + " in the ledger"),
                          Text("liantu ledger show 列出的一个", "one that liantu ledger show prints"),
                          {}});
      }
      projects = Projects{*found};
    }
    if (m_format == "json") {
      std::cout << ledger_json(projects);
    } else if (m_id.empty()) {
      std::cout << shown_text(ledger_text(projects, options.lang));
    } else {
      std::cout << shown_text(project_text(projects.begin()->second, options.lang));
    }
    return 0;
  }

 private:
  std::string m_ledger;
  std::string m_id;
  std::string m_format = "text";
};

class LedgerExport : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    const bool zh = options.lang == Lang::zh;
    add_ledger_option(app, m_ledger, options.lang);
    app.add_option("--projects", m_projects, zh ? "项目表写到这里，CSV" : "where the table of projects goes, CSV");
    app.add_option("--obstacles", m_obstacles, zh ? "堵点表写到这里，CSV" : "where the table of obstacles goes, CSV");
    app.add_flag("--current", m_current,
                 zh ? "每个项目一行，只写现状；默认连同历史，可原样导回"
                    : "one row a project as it stands; by default with all history, to be read back");
  }
  int run(const Options& /*options*/) override {
    if (m_projects.empty() && m_obstacles.empty()) {
      throw InputError({"--projects",
                        "",
                        Text("没有去处", "nowhere to write"),
                        Text("--projects、--obstacles 至少一个", "one of --projects and --obstacles at least"),
                        {}});
    }
    const Projects projects = Ledger::open(m_ledger).read();
    if (!m_projects.empty()) write_file(m_projects, projects_csv(projects, !m_current));
    if (!m_obstacles.empty()) write_file(m_obstacles, obstacles_csv(projects, !m_current));
    return 0;
  }

 private:
  std::string m_ledger;
  std::string m_projects;
  std::string m_obstacles;
  bool m_current = false;
};

class LedgerCommand : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    app.require_subcommand(1);
    const auto add = [&](const char* name, const char* zh, const char* en, std::unique_ptr<Command> command) {
      CLI::App* below = app.add_subcommand(name, options.lang == Lang::zh ? zh : en);
      command->setup(*below, options);
      m_commands.emplace_back(below, std::move(command));
    };
    add("init", "建立空台账", "make an empty ledger", std::make_unique<LedgerInit>());
    add("import", "由表格导入项目与堵点", "read projects and obstacles from tables", std::make_unique<LedgerImport>());
    add("set", "记一个项目的新状态、金额或堵点", "record a state, figures or an obstacle of one project",
        make_ledger_set());
    add("show", "看项目现状与历史", "look at projects and their history", std::make_unique<LedgerShow>());
    add("rates", "履约率、开工率、资金到位率，连同分子分母", "the three rates, with numerators and denominators",
        make_ledger_rates());
    add("export", "导出为 CSV，可原样导回", "write CSV that can be read back", std::make_unique<LedgerExport>());
    add("bulletin", "通报：周报、月报、季报", "the bulletin of a week, month or quarter", make_ledger_bulletin());
  }

  int run(const Options& options) override {
    try {
      for (auto& [app, command] : m_commands) {
        if (app->parsed()) return command->run(options);
      }
    } catch (const LedgerError& error) {
      log::error("ledger", error.text());
      return 1;
    }
    return 2;
  }

 private:
  std::vector<std::pair<CLI::App*, std::unique_ptr<Command>>> m_commands;
};

}  // namespace

std::unique_ptr<Command> make_ledger() { return std::make_unique<LedgerCommand>(); }

}  // namespace liantu::tool
