// liantu projects draft: targets as one-page cards that an office goes on writing.
#include "command.hpp"
#include "files.hpp"
#include "kept_by_hand.hpp"
#include "log.hpp"
#include "progress.hpp"

#include "liantu/json/writer.hpp"
#include "liantu/promotion/ledger.hpp"
#include "liantu/publish/hand_filled.hpp"
#include "liantu/publish/project_cards.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

namespace liantu::tool {

namespace {

class DraftProjects : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    const bool zh = options.lang == Lang::zh;
    add_options(app, options, Takes::ranking);
    app.get_option("--firms")->required();
    app.add_option(
        "--target", m_targets,
        zh ? "目标编号 chain:node，可多次；默认排名靠前的" : "ids chain:node, repeatable; the first by rank");
    app.add_option("--top", m_top,
                   zh ? "不给 --target 时取前几个，默认 20" : "without --target, how many; 20 by default")
        ->check(number_within(1, 1000));
    app.add_option("--ledger", m_ledger,
                   zh ? "台账文件：同一目标的项目写在卡上" : "the ledger: projects of the same target");
    app.add_option(
        "--project", m_projects,
        zh ? "项目文件（同 appraise），可多次：同一环节的写在卡上" : "project files as of appraise, repeatable");
    app.add_option(
        "--previous", m_previous,
        zh ? "上一次的项目库 XLSX：填写的按编号带过来" : "the last workbook: what was written is kept, by id");
    app.add_option("--out", m_out,
                   zh ? "写到这里：.xlsx、.html、.md 或 .json，可多次"
                      : "where it goes: .xlsx, .html, .md or .json, repeatable")
        ->required();
  }

  int run(const Options& options) override {
    for (const std::string& path : m_out) check_kind(path);
    (void)book();
    const Session session(options);
    const Study study = session.study(Depth::firms);
    const std::vector<ProjectCard> cards = draft(session, study, options);
    std::cout << (options.lang == Lang::zh ? "招商项目库：" + std::to_string(cards.size()) + " 张卡\n"
                                           : std::to_string(cards.size()) + " cards\n");
    return 0;
  }

 private:
  [[nodiscard]] std::vector<ProjectCard> draft(const Session& session, const Study& study,
                                               const Options& options) const {
    const Step step("cards", {"写项目卡", "writing cards"});
    const LinkedProjects linked = projects_of(session, options);
    std::vector<ProjectCard> cards = draft_cards(study, nodes_of(study), linked, options.lang);
    std::vector<ListSheet> sheets{cards_sheet(study, cards, options.lang)};
    keep_by_hand({m_previous, book()}, study, options.lang, sheets);
    take_written(study, sheets.front(), cards);
    const ListSheet table = cards_sheet(study, cards, options.lang);
    for (std::size_t r = 0; r < sheets.front().rows.size(); ++r) sheets.front().rows[r][5] = table.rows[r][5];
    for (const std::string& path : m_out) write(study, cards, sheets, options.lang, path);
    return cards;
  }

  static bool ends(const std::string& path, const char* end) { return path.ends_with(end); }

  static void check_kind(const std::string& path) {
    for (const char* end : {".xlsx", ".html", ".md", ".json"}) {
      if (ends(path, end)) return;
    }
    throw InputError(
        {"--out",
         "",
         Text("是 \"" + path + "\"", "found \"" + path + "\""),
         Text("以 .xlsx、.html、.md 或 .json 结尾的文件名", "a name that ends in .xlsx, .html, .md or .json"),
         {}});
  }

  // The workbook among --out; empty where there is none. Errors: InputError for several: each would be the one to go on
  // writing in.
  [[nodiscard]] std::string book() const {
    std::string out;
    for (const std::string& path : m_out) {
      if (!ends(path, ".xlsx")) continue;
      if (!out.empty()) {
        throw InputError({"--out",
                          "",
                          Text("两个工作簿：" + out + "、" + path, "two workbooks, " + out + " and " + path),
                          Text("一个 .xlsx，填写只在一处", "one .xlsx, so that there is one to write in"),
                          {}});
      }
      out = path;
    }
    return out;
  }

  [[nodiscard]] LinkedProjects projects_of(const Session& session, const Options& options) const {
    Projects ledger;
    if (!m_ledger.empty()) ledger = Ledger::open(m_ledger).read();
    Problems notes;
    std::vector<Project> files;
    if (!m_projects.empty()) files = read_projects(m_projects, session.atlas(), notes);
    session.tell_notes(notes);
    return linked_projects(session.atlas(), ledger, files, options.date, options.lang);
  }

  // Targets asked for, or the first by rank; and those of whose cards something is written, while they are targets.
  [[nodiscard]] std::vector<NodeIndex> nodes_of(const Study& study) const {
    std::vector<NodeIndex> out;
    for (const std::string& key : m_targets) out.push_back(target_at(study, key));
    if (m_targets.empty()) {
      for (const Target& target : study.analysis.targets) {
        if (target.rank && *target.rank <= m_top) out.push_back(target.gap.node);
      }
    }
    if (!m_previous.empty()) {
      const std::vector<ListSheet> empty{cards_sheet(study, {}, Lang::zh)};
      for (const HandRow& row : read_hand_filled(m_previous, hand_forms(empty)).rows) {
        const auto node = row.written() ? study.atlas->find(row.key.front()) : std::nullopt;
        if (node && study.target_of(*node) != nullptr) out.push_back(*node);
      }
    }
    std::set<NodeIndex> seen;
    std::erase_if(out, [&](NodeIndex v) { return !seen.insert(v).second; });
    return out;
  }

  static NodeIndex target_at(const Study& study, const std::string& key) {
    const auto node = study.atlas->find(key);
    if (node && study.target_of(*node) != nullptr) return *node;
    throw InputError({"--target",
                      "",
                      node ? Text(key + " 不是目标", key + " is no target")
                           : Text("没有环节 \"" + key + "\"", "no node \"" + key + "\""),
                      Text("目标清单里的编号 chain:node", "an id of the list of targets, chain:node"),
                      {}});
  }

  static void write(const Study& study, const std::vector<ProjectCard>& cards, const std::vector<ListSheet>& sheets,
                    Lang lang, const std::string& path) {
    if (ends(path, ".xlsx")) {
      write_aside(path, [&](const std::string& aside) { write_cards(study, cards, sheets, lang, aside); });
    } else if (ends(path, ".html")) {
      write_file(path, cards_html(study, cards, lang));
    } else if (ends(path, ".md")) {
      write_file(path, cards_markdown(study, cards, lang));
    } else {
      write_file(path, to_json_text(cards_json(study, cards, lang), 2));
    }
  }

  std::vector<std::string> m_targets;
  int m_top = 20;
  std::string m_ledger;
  std::vector<std::string> m_projects;
  std::string m_previous;
  std::vector<std::string> m_out;
};

class ProjectsCommand : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    app.require_subcommand(1);
    m_draft = app.add_subcommand("draft",
                                 options.lang == Lang::zh ? "把目标写成一页一个的项目卡" : "targets as one-page cards");
    m_command.setup(*m_draft, options);
  }
  int run(const Options& options) override {
    try {
      return m_command.run(options);
    } catch (const LedgerError& error) {
      log::error("ledger", error.text());
      return 1;
    }
  }

 private:
  CLI::App* m_draft = nullptr;
  DraftProjects m_command;
};

}  // namespace

std::unique_ptr<Command> make_projects() { return std::make_unique<ProjectsCommand>(); }

}  // namespace liantu::tool
