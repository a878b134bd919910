// liantu chains new, export, import: writing chains by hand and in spreadsheets.
#include "command.hpp"
#include "files.hpp"

#include "liantu/chain/chain_json.hpp"
#include "liantu/chain/chain_tables.hpp"
#include "liantu/csv.hpp"
#include "liantu/json/document.hpp"
#include "liantu/publish/chain_book.hpp"

#include <iostream>
#include <optional>
#include <utility>
#include <vector>

namespace liantu::tool {

namespace {

void put(const std::string& text, const std::string& path) {
  if (path.empty()) {
    std::cout << text;
  } else {
    write_file(path, text);
  }
}

// Three nodes and what links them; the notes say what to write, and `chains check` what is still open.
Chain skeleton(const std::string& id, const std::string& name, Lang lang) {
  const auto say = [lang](const char* zh, const char* en) { return std::string(lang == Lang::zh ? zh : en); };
  Chain out;
  out.id = id;
  out.name = name;
  out.summary = say("本链从哪里开始、到哪里为止，与哪些链相接；说明见 docs/chains.md",
                    "where the chain begins and ends, and which chains it touches; see docs/chains.md");
  const auto node = [&](const char* node_id, const std::string& title, Stage stage, const std::string& segment,
                        Role role, const std::string& note) {
    Node& made = out.nodes.emplace_back();
    made.id = node_id;
    made.name = title;
    made.stage = stage;
    made.segment = segment;
    made.role = role;
    made.note = note;
  };
  node("raw-material", say("某原料", "raw material"), Stage::upstream, say("原料", "materials"), Role::mine,
       say("一个环节是一件可以为之招来一家企业的事。填 "
           "industry（一至三个四位小类）、terms（企业在经营范围里怎样写）；由农户、资源或"
           "设施承载的写 holder。查到出处的把 basis 换成 source，并列入 sources",
           "a node is one activity that a firm could be invited for. Fill in industry (one to three classes) and terms "
           "(as firms "
           "write them); holder where farms, resources or facilities hold it; source instead of basis where one was "
           "read"));
  node("product", say("某产品", "product"), Stage::midstream, say("制造", "making"), Role::make,
       say("5 至 12 个环节是核心（core），没有它们就不成其为本链",
           "5 to 12 nodes are core: without them it is another chain"));
  node(
      "final-good", say("某终端品", "final good"), Stage::downstream, say("应用", "use"), Role::make,
      say("卖给最终用户或供给本图谱之外的写 terminal", "terminal where it is sold to final users or out of the atlas"));
  out.nodes[1].core = true;
  out.nodes[2].terminal = true;
  const auto link = [&](const char* from, const char* to, bool essential, const std::string& note) {
    Link& made = out.links.emplace_back();
    made.from = from;
    made.to = to;
    made.kind = LinkKind::material;
    made.essential = essential;
    made.note = note;
  };
  link("raw-material", "product", true,
       say("from 供给 to；缺了就做不成的写 essential；可互相替代的写同一个 group；别的链的环节写 链:环节",
           "from supplies to; essential where to cannot be made without; alternatives share a group; chain:node of "
           "another chain"));
  link("product", "final-good", false, "");
  return out;
}

class ChainsNew : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    const bool zh = options.lang == Lang::zh;
    app.add_option("id", m_chain, zh ? "小写字母、数字和连字符" : "lower case letters, digits and hyphens")->required();
    app.add_option("--name", m_name, zh ? "产业链名称" : "its name")->required();
    app.add_option("--out", m_out, zh ? "写到文件；默认打印" : "file to write; printed by default");
  }
  int run(const Options& options) override {
    const std::string text = write_chain(skeleton(m_chain, m_name, options.lang));
    (void)read_chain(text, "chains new");  // an id or name that no file may have is refused here
    put(text, m_out);
    return 0;
  }

 private:
  std::string m_chain;
  std::string m_name;
  std::string m_out;
};

class ChainsExport : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    const bool zh = options.lang == Lang::zh;
    app.add_option("id", m_chain, zh ? "产业链 id 或文件" : "chain id or file")->required();
    app.add_option("--out", m_out,
                   zh ? "工作簿 .xlsx，或放 CSV 的文件夹" : "a workbook .xlsx, or a folder for CSV files")
        ->required();
  }
  int run(const Options& given) override {
    Options options = given;
    options.chains = {m_chain};
    const Session session(options);
    const Chain& chain = session.atlas().chains()[*session.chains().begin()];
    const std::vector<ChainTable> tables = chain_tables(chain, options.lang);
    if (m_out.ends_with(".xlsx")) {
      write_aside(m_out, [&](const std::string& path) { write_chain_book(tables, options.lang, path); });
      return 0;
    }
    make_folder(m_out);
    for (const ChainTable& table : tables)
      write_file(m_out + "/" + chain.id + "." + std::string(to_string(table.part)) + ".csv", csv_of(table.rows));
    return 0;
  }

 private:
  std::string m_chain;
  std::string m_out;
};

class ChainsImport : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    const bool zh = options.lang == Lang::zh;
    app.add_option("tables", m_tables, zh ? "工作簿，或环节、关系等 CSV" : "a workbook, or CSV files of nodes, links …")
        ->required();
    app.add_option("--base", m_base,
                   zh ? "产业链文件：表中没有的名称、来源、豁免取自它"
                      : "chain file: names, sources, waivers that the tables lack");
    app.add_option("--out", m_out, zh ? "写到文件；默认打印" : "file to write; printed by default");
  }
  int run(const Options& /*options*/) override {
    std::optional<Chain> base;
    if (!m_base.empty()) base = read_chain(read_file(m_base), m_base);
    put(write_chain(read_chain_tables(m_tables, base ? &*base : nullptr)), m_out);
    return 0;
  }

 private:
  std::vector<std::string> m_tables;
  std::string m_base;
  std::string m_out;
};

}  // namespace

std::unique_ptr<Command> make_chains_new() { return std::make_unique<ChainsNew>(); }
std::unique_ptr<Command> make_chains_export() { return std::make_unique<ChainsExport>(); }
std::unique_ptr<Command> make_chains_import() { return std::make_unique<ChainsImport>(); }

}  // namespace liantu::tool
