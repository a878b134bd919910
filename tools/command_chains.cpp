// liantu chains: list and show; check, new, import and export have files of their own.
#include "command.hpp"

#include "liantu/chain/chain_json.hpp"
#include "liantu/publish/shown_name.hpp"

#include <fmt/format.h>

#include <array>
#include <iostream>
#include <utility>
#include <vector>

namespace liantu::tool {

namespace {

class ChainsList : public Command {
 public:
  void setup(CLI::App& /*app*/, Options& /*options*/) override {}
  int run(const Options& options) override {
    const Session session(options);
    for (ChainIndex c : session.chains()) {
      const Chain& chain = session.atlas().chains()[c];
      std::cout << fmt::format("{}\t{}\t{}\t{}\n", chain.id, shown_name(chain.title(options.lang)), chain.nodes.size(),
                               chain.links.size());
    }
    return 0;
  }
};

class ChainsShow : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    app.add_option("id", m_id, options.lang == Lang::zh ? "产业链 id" : "chain id")->required();
  }
  int run(const Options& options) override {
    const Session session(options);
    const auto chain = session.atlas().find_chain(m_id);
    if (!chain)
      throw InputError({"chains show",
                        "",
                        Text("没有产业链 \"" + m_id + "\"", "no chain \"" + m_id + "\""),
                        Text("liantu chains list 列出的一个", "one that liantu chains list prints"),
                        {}});
    std::cout << write_chain(session.atlas().chains()[*chain]);
    return 0;
  }

 private:
  std::string m_id;
};

class ChainsCommand : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    add_options(app, options, Takes::chains);
    app.require_subcommand(1);
    const auto add = [&](const char* name, const char* zh, const char* en, std::unique_ptr<Command> command) {
      CLI::App* below = app.add_subcommand(name, options.lang == Lang::zh ? zh : en);
      command->setup(*below, options);
      m_commands.emplace_back(below, std::move(command));
    };
    add("list", "列出产业链", "list the chains", std::make_unique<ChainsList>());
    add("show", "打印一条产业链", "print one chain", std::make_unique<ChainsShow>());
    add("check", "检查产业链文件", "check chain files", make_chains_check());
    add("new", "打印一条待填的产业链", "print a chain to be filled in", make_chains_new());
    add("export", "导出为表格：XLSX 或 CSV", "write a chain as tables: XLSX or CSV", make_chains_export());
    add("import", "由表格导入，打印产业链文件", "read a chain from tables and print its file", make_chains_import());
  }

  int run(const Options& options) override {
    for (auto& [app, command] : m_commands) {
      if (app->parsed()) return command->run(options);
    }
    return 2;
  }

 private:
  std::vector<std::pair<CLI::App*, std::unique_ptr<Command>>> m_commands;
};

}  // namespace

std::unique_ptr<Command> make_chains() { return std::make_unique<ChainsCommand>(); }

}  // namespace liantu::tool
