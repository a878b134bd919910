// liantu explain: why a node stands where it does, by every number of the study.
#include "command.hpp"

#include "liantu/json/writer.hpp"
#include "liantu/publish/explanation.hpp"

#include <algorithm>
#include <cstddef>
#include <iostream>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace liantu::tool {

namespace {

// Least number of insertions, deletions and changes of bytes. O(a · b).
std::size_t edits(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({changed, row[j] + 1, row[j - 1] + 1}));
    }
  }
  return row[b.size()];
}

class ExplainCommand : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    const bool zh = options.lang == Lang::zh;
    add_options(app, options, Takes::ranking);
    app.add_option("--node", m_nodes,
                   zh ? "环节：所选产业链的环节 id，或 产业链:环节，可多次"
                      : "node: its id in a chain asked for, or chain:node, repeatable")
        ->required();
    app.add_flag("--all", m_all, zh ? "列出全部企业，不只前 10 家" : "all firms, not the first ten");
    app.add_option("--format", m_format, zh ? "格式" : "format")->check(CLI::IsMember({"text", "json"}));
  }

  int run(const Options& options) override {
    const Session session(options);
    std::vector<NodeIndex> nodes;
    Problems problems;
    for (const std::string& name : m_nodes) add_node(session, name, nodes, problems);
    if (!problems.empty()) throw InputError(std::move(problems));
    const Study study = session.study(Depth::firms);
    const ExplainOptions told{m_all ? std::numeric_limits<std::size_t>::max() : ExplainOptions().firms};
    if (m_format == "json") {
      std::cout << to_json_text(explanation_json(study, nodes, options.lang, told), 5);
    } else {
      std::cout << explain(study, nodes, options.lang, told);
    }
    return std::cout.flush() ? 0 : 1;
  }

 private:
  // Each node once, in the order asked for.
  static void add_node(const Session& session, const std::string& name, std::vector<NodeIndex>& nodes,
                       Problems& problems) {
    const std::vector<NodeIndex> found = nodes_of(session, name);
    if (found.size() == 1) {
      if (std::find(nodes.begin(), nodes.end(), found.front()) == nodes.end()) nodes.push_back(found.front());
      return;
    }
    if (found.empty()) {
      problems.push_back({"--node",
                          "",
                          Text("没有环节 \"" + name + "\"", "no node \"" + name + "\""),
                          Text("环节 id 或 产业链:环节，相近的有 " + near(session, name, Lang::zh),
                               "an id or chain:node; near ones are " + near(session, name, Lang::en)),
                          {}});
      return;
    }
    std::string keys;
    for (NodeIndex v : found) keys += (keys.empty() ? "" : " | ") + session.atlas().key(v);
    problems.push_back({"--node",
                        "",
                        Text("几条产业链都有环节 \"" + name + "\"", "several chains have a node \"" + name + "\""),
                        Text(keys),
                        {}});
  }

  static std::vector<NodeIndex> nodes_of(const Session& session, const std::string& name) {
    std::vector<NodeIndex> out;
    if (name.find(':') != std::string::npos) {
      if (const auto v = session.atlas().find(name)) out.push_back(*v);
      return out;
    }
    for (ChainIndex chain : session.chains()) {
      if (const auto v = session.atlas().find(session.atlas().chains()[chain].id + ":" + name)) out.push_back(*v);
    }
    return out;
  }

  // Up to five nodes whose id or name is like `name`, of the chains asked for: those that hold it, then by edits.
  static std::string near(const Session& session, const std::string& name, Lang lang) {
    std::vector<std::pair<std::size_t, NodeIndex>> order;
    const std::string id = name.substr(name.find(':') + 1);
    for (ChainIndex chain : session.chains()) {
      const auto [first, last] = session.atlas().nodes_of(chain);
      for (NodeIndex v = first; v < last; ++v) {
        const Node& node = session.atlas().node(v);
        const bool holds = node.id.find(id) != std::string::npos || node.name.find(id) != std::string::npos;
        order.emplace_back(holds ? 0 : 1 + edits(node.id, id), v);
      }
    }
    std::sort(order.begin(), order.end());
    std::string out;
    for (std::size_t i = 0; i < order.size() && i < 5; ++i) {
      const NodeIndex v = order[i].second;
      out += (i == 0             ? ""
              : lang == Lang::zh ? "、"
                                 : ", ") +
             session.atlas().key(v) + " " + session.atlas().node(v).title(lang);
    }
    return out;
  }

  std::vector<std::string> m_nodes;
  bool m_all = false;
  std::string m_format = "text";
};

}  // namespace

std::unique_ptr<Command> make_explain() { return std::make_unique<ExplainCommand>(); }

}  // namespace liantu::tool
