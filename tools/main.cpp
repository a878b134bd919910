// liantu: the command line tool. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 bad input.
#include "command.hpp"
#include "files.hpp"
#include "log.hpp"
#include "usage.hpp"

#include "liantu/publish/chain_map.hpp"
#include "liantu/publish/report.hpp"

#include <array>
#include <cerrno>
#include <clocale>
#include <cstring>
#include <exception>
#include <iostream>
#include <new>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace {

using liantu::Lang;
using liantu::tool::Command;
namespace log = liantu::tool::log;

struct Entry {
  const char* name;
  const char* zh;
  const char* en;
  std::unique_ptr<Command> (*make)();
};

constexpr std::array entries{
    Entry{"analyze", "主要工作：图谱、清单、报告一次出齐", "the main job: maps, lists and report",
          liantu::tool::make_analyze},
    Entry{"match", "企业对应环节，附依据", "which firms cover which nodes, and why", liantu::tool::make_match},
    Entry{"coverage", "各环节的状态与强度", "state and strength of every node", liantu::tool::make_coverage},
    Entry{"gaps", "缺什么，按规则对应动作", "what is missing, and the action it asks for", liantu::tool::make_gaps},
    Entry{"targets", "目标清单，排序并说明理由", "targets, ranked, with reasons", liantu::tool::make_targets},
    Entry{"explain", "一个环节为什么是这个状态、动作和得分", "why a node has its state, action and score",
          liantu::tool::make_explain},
    Entry{"map", "产业链图谱：网页、SVG、PDF、PNG", "chain map: web page, SVG, PDF, PNG", liantu::tool::make_map},
    Entry{"report", "报告：Markdown、HTML、DOCX", "report: Markdown, HTML, DOCX", liantu::tool::make_report},
    Entry{"whatif", "假如增加或失去企业：前后对比", "what if firms came or went: before and after",
          liantu::tool::make_whatif},
    Entry{"plan", "有限的地、能、钱，先引哪几个", "which targets to go after together under limits",
          liantu::tool::make_plan},
    Entry{"appraise", "三本账：一个项目值不值得引进", "whether a project is worth having: industry, tax and jobs",
          liantu::tool::make_appraise},
    Entry{"projects", "招商项目库：把目标写成一页一个的项目卡", "projects for investors: targets as one-page cards",
          liantu::tool::make_projects},
    Entry{"regions", "各地区有什么，缺的环节与本地相近否、在哪里集聚",
          "who has what, how near a missing node is, and where it is strong", liantu::tool::make_regions},
    Entry{"diff", "两次结果之间变了什么", "what moved between two results", liantu::tool::make_diff},
    Entry{"ledger", "招商台账：项目、堵点、三率、通报", "the ledger of projects: states, obstacles, rates, bulletin",
          liantu::tool::make_ledger},
    Entry{"chains", "产业链数据：查看、检查、编写", "the chains: look, check, write", liantu::tool::make_chains},
    Entry{"policy", "打印规则与权重", "print rules and weights", liantu::tool::make_policy},
    Entry{"scope", "看一段经营范围是怎样读的", "how a business scope was read", liantu::tool::make_scope},
    Entry{"evaluate", "用已知答案衡量对应得准不准", "measure matching against known answers",
          liantu::tool::make_evaluate},
};

// What decides how help and wrong usage are told is looked for before the options are read: the value of `option`.
std::string_view value_of(int argc, char** argv, std::string_view option) {
  std::string_view value;
  for (int i = 1; i < argc && std::string_view(argv[i]) != "--"; ++i) {
    const std::string_view word = argv[i];
    if (word == option && i + 1 < argc) value = argv[i + 1];
    if (word.starts_with(option) && word.substr(option.size(), 1) == "=") value = word.substr(option.size() + 1);
  }
  return value;
}

// The words of CLI11's own that a help text holds.
void speak_chinese(CLI::App& app) {
  // TEXT, INT and REQUIRED stay: columns are padded by bytes.
  static constexpr std::array<std::pair<const char*, const char*>, 4> words{
      {{"Usage", "用法"}, {"OPTIONS", "选项"}, {"SUBCOMMAND", "命令"}, {"Positionals", "参数"}}};
  for (const auto& [english, chinese] : words) app.get_formatter()->label(english, chinese);
  app.option_defaults()->group("选项");
}

int run(Command& command, const liantu::tool::Options& options) {
  try {
    const int code = command.run(options);
    if (!std::cout.flush()) {
      const std::string why = std::generic_category().message(errno);
      throw liantu::tool::OutputError(options.lang == Lang::zh ? "标准输出" : "to standard output", why);
    }
    return code;
  } catch (const liantu::InputError& error) {
    for (const auto& problem : error.problems()) log::error("input", problem);
    return 3;
  } catch (const liantu::tool::OutputError& error) {
    log::error("output", error.text());
  } catch (const liantu::MapError& error) {
    log::error("map", error.text());
  } catch (const liantu::ReportError& error) {
    log::error("report", error.text());
  }
  return 1;
}

// Options of every command, before its name or after.
void add_common_options(CLI::App& app, std::string& lang, std::string& form, bool& quiet, bool zh) {
  app.set_version_flag("--version", LIANTU_VERSION, zh ? "版本" : "the version");
  app.set_help_flag("-h,--help", zh ? "帮助（English: --lang en）" : "help");
  app.add_option("--lang", lang, zh ? "语言 zh 或 en" : "language, zh or en")->check(CLI::IsMember({"zh", "en"}));
  app.add_option("--log", form,
                 zh ? "标准错误上的消息：text 文字（默认）、json 每行一个 JSON"
                    : "messages on stderr: text (default), or json, one object a line")
      ->check(CLI::IsMember({"text", "json"}));
  app.add_flag("--quiet", quiet, zh ? "标准错误上只有错误" : "nothing but errors on stderr");
}

int run(int argc, char** argv) {
  liantu::tool::Options options;
  options.lang = value_of(argc, argv, "--lang") == "en" ? Lang::en : Lang::zh;
  const bool zh = options.lang == Lang::zh;
  const log::Form form = value_of(argc, argv, "--log") == "json" ? log::Form::json : log::Form::text;
  log::set_up(form, false, options.lang);
  CLI::App app(zh ? "链图：由企业名单和产业链数据，得出产业链图谱、短板与目标清单"
                  : "liantu: chain maps, gaps and targets from a table of firms",
               "liantu");
  if (zh) speak_chinese(app);
  app.require_subcommand(1);
  app.fallthrough();
  std::string lang;
  std::string messages;
  bool quiet = false;
  add_common_options(app, lang, messages, quiet, zh);
  std::vector<std::pair<CLI::App*, std::unique_ptr<Command>>> commands;
  for (const Entry& entry : entries) {
    CLI::App* sub = app.add_subcommand(entry.name, zh ? entry.zh : entry.en);
    if (zh) sub->group("命令");
    sub->set_help_flag("-h,--help", zh ? "帮助" : "help");
    commands.emplace_back(sub, entry.make());
    commands.back().second->setup(*sub, options);
    for (CLI::App* below : sub->get_subcommands([](CLI::App*) { return true; })) {
      below->group(sub->get_group());
      below->set_help_flag("-h,--help", zh ? "帮助" : "help");
    }
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // help, version
    log::error("usage", liantu::tool::usage_problem(app, error));
    return 2;
  }
  log::set_up(form, quiet, options.lang);
  for (auto& [sub, command] : commands) {
    if (sub->parsed()) return run(*command, options);
  }
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::bad_alloc&) {
    log::error("failed", liantu::Text("内存不足", "out of memory"));
  } catch (const std::exception& error) {
    log::error("failed", liantu::Text(error.what()));
  }
  return 1;
}
