// liantu chains: list, show, check.
#include "command.hpp"

#include "liantu/chain/chain_json.hpp"
#include "liantu/chain/lint.hpp"

#include <fmt/format.h>

#include <iostream>

namespace liantu::tool {

namespace {

class ChainsCommand : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    const bool zh = options.lang == Lang::zh;
    add_options(app, options, Takes::chains);
    app.require_subcommand(1);
    m_list = app.add_subcommand("list", zh ? "列出产业链" : "list the chains");
    m_show = app.add_subcommand("show", zh ? "打印一条产业链" : "print one chain");
    m_show->add_option("id", m_id, zh ? "产业链 id" : "chain id")->required();
    m_check = app.add_subcommand("check", zh ? "检查产业链文件" : "check chain files");
    m_check->add_option("files", m_files, zh ? "文件；默认全部" : "files; all by default");
    m_check->add_flag("--strict", m_strict, zh ? "有未豁免的提醒即退出码 3" : "exit 3 where a warning is not waived");
  }

  int run(const Options& given) override {
    Options options = given;
    options.chains.insert(options.chains.end(), m_files.begin(), m_files.end());
    for (const auto& file : m_files) {
      if (!file.ends_with(".json"))
        throw InputError(
            {file, "", Text("不是 .json 文件", "not a .json file"), Text("产业链文件", "a chain file"), {}});
    }
    const Session session(options);
    const Atlas& atlas = session.atlas();
    if (m_show->parsed()) {
      const auto chain = atlas.find_chain(m_id);
      if (!chain)
        throw InputError({"chains show",
                          "",
                          Text("没有产业链 \"" + m_id + "\"", "no chain \"" + m_id + "\""),
                          Text("liantu chains list 列出的一个", "one that liantu chains list prints"),
                          {}});
      std::cout << write_chain(atlas.chains()[*chain]);
      return 0;
    }
    if (m_check->parsed()) return check(session, options.lang);
    for (ChainIndex c : session.chains()) {
      const Chain& chain = atlas.chains()[c];
      std::cout << fmt::format("{}\t{}\t{}\t{}\n", chain.id, chain.title(options.lang), chain.nodes.size(),
                               chain.links.size());
    }
    return 0;
  }

 private:
  // Every chain with its origins and warnings. Errors have stopped the session before this.
  [[nodiscard]] int check(const Session& session, Lang lang) const {
    const bool zh = lang == Lang::zh;
    const std::vector<Warning> warnings = lint(session.atlas());
    std::size_t open = 0;
    for (ChainIndex c : session.chains()) {
      const Chain& chain = session.atlas().chains()[c];
      std::string lines;
      std::size_t waived = 0;
      for (const Warning& warning : warnings) {
        if (warning.chain != c) continue;
        if (warning.waived) {
          ++waived;
          continue;
        }
        ++open;
        lines += fmt::format(fmt::runtime(zh ? "  {} [{}] {}：{}\n" : "  {} [{}] {}: {}\n"), label(warning.id, lang),
                             to_string(warning.id), warning.at, warning.said.in(lang));
      }
      std::cout << share(chain, lang);
      if (waived > 0)
        std::cout << fmt::format(fmt::runtime(zh ? "  已豁免 {} 条提醒\n" : "  {} warnings waived\n"), waived);
      std::cout << lines;
    }
    return m_strict && open > 0 ? 3 : 0;
  }

  // How much of a chain rests on a source, as its reader should know.
  static std::string share(const Chain& chain, Lang lang) {
    std::size_t nodes = 0;
    std::size_t links = 0;
    for (const Node& node : chain.nodes) nodes += node.basis.judgement() ? 0 : 1;
    for (const Link& link : chain.links) links += link.basis.judgement() ? 0 : 1;
    return fmt::format(fmt::runtime(lang == Lang::zh ? "{}：无错误；环节 {}（有来源 {}），关系 {}（有来源 {}）\n"
                                                     : "{}: no errors; {} nodes ({} sourced), {} links ({} sourced)\n"),
                       chain.id, chain.nodes.size(), nodes, chain.links.size(), links);
  }

  bool m_strict = false;
  CLI::App* m_list = nullptr;
  CLI::App* m_show = nullptr;
  CLI::App* m_check = nullptr;
  std::string m_id;
  std::vector<std::string> m_files;
};

}  // namespace

std::unique_ptr<Command> make_chains() { return std::make_unique<ChainsCommand>(); }

}  // namespace liantu::tool
