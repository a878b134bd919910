// liantu chains check: what is doubtful in chain files; with a table of firms, in their words; with edge lists of
// others, which links are seen elsewhere.
#include "command.hpp"

#include "liantu/chain/edge_list.hpp"
#include "liantu/chain/lint.hpp"
#include "liantu/firm/table.hpp"
#include "liantu/firm/term_counter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace liantu::tool {

namespace {

struct NamedEdges {
  std::string name;
  EdgeList edges;
};

// A table with a header that names the two ends, in any of the words that edge lists use.
NamedEdges read_edges(const std::string& path) {
  static const std::vector<std::string> from_words{"from", "source", "upstream", "供给方", "上游", "起点"};
  static const std::vector<std::string> to_words{"to", "target", "downstream", "需求方", "下游", "终点"};
  NamedEdges out{std::filesystem::path(path).stem().string(), {}};
  std::optional<std::pair<std::size_t, std::size_t>> columns;
  read_table(path, {}, [&](const TableRow& row) {
    if (!columns) {
      const auto find = [&](const std::vector<std::string>& words) {
        const auto it = std::find_if(row.cells.begin(), row.cells.end(), [&](std::string_view cell) {
          return std::find(words.begin(), words.end(), fold(trim(cell))) != words.end();
        });
        return static_cast<std::size_t>(it - row.cells.begin());
      };
      columns = {find(from_words), find(to_words)};
      if (columns->first == row.cells.size() || columns->second == row.cells.size())
        throw InputError(
            {path,
             "row " + std::to_string(row.number),
             Text("没有起点、终点两列", "no columns of the two ends"),
             Text("from, to（或 供给方, 需求方；上游, 下游）", "from, to (or source, target; upstream, downstream)"),
             {}});
      return true;
    }
    if (row.cells.size() > std::max(columns->first, columns->second))
      out.edges.add(std::string(row.cells[columns->first]), std::string(row.cells[columns->second]));
    return true;
  });
  return out;
}

class ChainsCheck : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    const bool zh = options.lang == Lang::zh;
    app.add_option("files", m_files, zh ? "文件；默认全部" : "files; all by default");
    app.add_flag(
        "--strict", m_strict,
        zh ? "有未豁免的提醒即退出码 3（用语未见除外）" : "exit 3 where a warning is not waived (absent terms aside)");
    app.add_option("--evidence", m_evidence,
                   zh ? "别处的供需边：两列表格，产品名或行业代码，可多次"
                      : "edges of others: a table of two columns, products or class codes; repeatable");
    add_table_options(app, options);
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
    std::vector<NamedEdges> evidence;
    for (const auto& path : m_evidence) evidence.push_back(read_edges(path));
    if (options.firms.empty()) return tell(session, lint(session.atlas()), evidence, options.lang);
    TermCounter counter(session.atlas());
    Classes classes;
    session.tell(session.read_all([&](std::vector<Firm>& firms) {
      for (const Firm& firm : firms) {
        counter.add(firm);
        ++classes[firm.industry_code];
      }
    }));
    const TermCounts counts = counter.counts();
    const int code = tell(session, lint(session.atlas(), &counts), evidence, options.lang);
    std::cout << classes_told(session, classes, options.lang);
    return code;
  }

 private:
  // Every chain with its origins and warnings. Errors have stopped the session before this.
  [[nodiscard]] int tell(const Session& session, const std::vector<Warning>& warnings,
                         const std::vector<NamedEdges>& evidence, Lang lang) const {
    const bool zh = lang == Lang::zh;
    std::size_t open = 0;
    std::vector<const Chain*> all;
    for (ChainIndex c : session.chains()) {
      std::string lines;
      std::size_t waived = 0;
      for (const Warning& warning : warnings) {
        if (warning.chain != c) continue;
        if (warning.waived) {
          ++waived;
          continue;
        }
        if (warning.id != WarningId::absent_term) ++open;
        lines += fmt::format(fmt::runtime(zh ? "  {} [{}] {}：{}\n" : "  {} [{}] {}: {}\n"), label(warning.id, lang),
                             to_string(warning.id), warning.at, warning.said.in(lang));
      }
      const Chain& chain = session.atlas().chains()[c];
      all.push_back(&chain);
      std::cout << share({&chain}, chain.id, lang);
      if (!evidence.empty()) std::cout << seen_elsewhere(session.atlas(), {c}, evidence, lang);
      if (waived > 0)
        std::cout << fmt::format(fmt::runtime(zh ? "  已豁免 {} 条提醒\n" : "  {} warnings waived\n"), waived);
      std::cout << lines;
    }
    if (all.size() > 1) {
      std::cout << share(all, fmt::format(fmt::runtime(zh ? "共 {} 条链" : "all {} chains"), all.size()), lang);
      if (!evidence.empty()) std::cout << seen_elsewhere(session.atlas(), session.chains(), evidence, lang);
    }
    return m_strict && open > 0 ? 3 : 0;
  }

  using Classes = std::map<std::string, std::uint64_t>;  // firms by class

  // Of how many firms some node carries the class, by division, and the largest classes that none carries.
  static std::string classes_told(const Session& session, const Classes& classes, Lang lang) {
    const bool zh = lang == Lang::zh;
    std::set<std::string> carried;
    for (NodeIndex v = 0; v < session.atlas().node_count(); ++v)
      carried.insert(session.atlas().node(v).industry.begin(), session.atlas().node(v).industry.end());
    std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> divisions;  // firms carried, all
    std::pair<std::uint64_t, std::uint64_t> all;
    std::vector<std::pair<std::uint64_t, std::string>> open;
    for (const auto& [code, firms] : classes) {
      if (code.size() != 4) continue;  // no class, or coarser than one
      const bool has = carried.contains(code);
      if (!has) open.emplace_back(firms, code);
      for (auto* count : {&divisions[code.substr(0, 2)], &all}) {
        count->first += has ? firms : 0;
        count->second += firms;
      }
    }
    const auto share = [](const std::pair<std::uint64_t, std::uint64_t>& count) {
      return percent(count.second == 0 ? 0 : static_cast<double>(count.first) / static_cast<double>(count.second));
    };
    const auto name = [&](const std::string& code) {
      const auto* entry = session.classification().find(code);
      return entry == nullptr ? std::string() : entry->name;
    };
    std::string out =
        fmt::format(fmt::runtime(zh ? "有小类的企业 {} 家，其中 {} 家的小类有环节承载（{}）\n"
                                    : "{} firms with a class, {} of them in a class that a node carries ({})\n"),
                    all.second, all.first, share(all));
    for (const auto& [code, count] : divisions)
      out += fmt::format("  {} {} {}/{} {}\n", code, name(code), count.first, count.second, share(count));
    std::sort(open.begin(), open.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    if (open.size() > 20) open.resize(20);
    if (!open.empty())
      out += zh ? "  没有环节承载的小类，由多到少：" : "  classes that no node carries, largest first:";
    for (const auto& [firms, code] : open) out += fmt::format(" {} {} {}", code, name(code), firms) + (zh ? "；" : ";");
    return out + (open.empty() ? "" : "\n");
  }

  // How much of the chains rests on a source, as their reader should know.
  static std::string share(const std::vector<const Chain*>& chains, const std::string& name, Lang lang) {
    std::array<std::size_t, 4> n{};  // nodes, sourced ones, links, sourced ones
    for (const Chain* chain : chains) {
      n[0] += chain->nodes.size();
      n[2] += chain->links.size();
      for (const Node& node : chain->nodes) n[1] += node.basis.judgement() ? 0 : 1;
      for (const Link& link : chain->links) n[3] += link.basis.judgement() ? 0 : 1;
    }
    return fmt::format(fmt::runtime(lang == Lang::zh ? "{}：无错误；环节 {}（有来源 {}），关系 {}（有来源 {}）\n"
                                                     : "{}: no errors; {} nodes ({} sourced), {} links ({} sourced)\n"),
                       name, n[0], n[1], n[2], n[3]);
  }

  // Links with an end in one of `chains` that the lists of others have, too.
  static std::string seen_elsewhere(const Atlas& atlas, const std::set<ChainIndex>& chains,
                                    const std::vector<NamedEdges>& evidence, Lang lang) {
    std::size_t links = 0;
    std::size_t seen = 0;
    std::vector<std::size_t> by(evidence.size());
    for (LinkIndex e = 0; e < atlas.link_count(); ++e) {
      const auto& edge = atlas.edge(e);
      if (!chains.contains(atlas.chain_index(edge.from)) && !chains.contains(atlas.chain_index(edge.to))) continue;
      ++links;
      bool any = false;
      for (std::size_t i = 0; i < evidence.size(); ++i) {
        const bool supports = evidence[i].edges.supports(atlas, e);
        by[i] += supports ? 1 : 0;
        any = any || supports;
      }
      seen += any ? 1 : 0;
    }
    const bool zh = lang == Lang::zh;
    std::string lists;
    for (std::size_t i = 0; i < by.size(); ++i)
      lists += fmt::format("{}{} {}", i == 0 ? "" : (zh ? "，" : ", "), evidence[i].name, by[i]);
    return fmt::format(fmt::runtime(zh ? "  一端在此的关系 {} 条，别处可见 {} 条（{}）\n"
                                       : "  {} links with an end here, {} seen elsewhere ({})\n"),
                       links, seen, lists);
  }

  bool m_strict = false;
  std::vector<std::string> m_files;
  std::vector<std::string> m_evidence;
};

}  // namespace

std::unique_ptr<Command> make_chains_check() { return std::make_unique<ChainsCheck>(); }

}  // namespace liantu::tool
