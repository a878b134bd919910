/// @file
/// result.json: a RunResult out and in.
#pragma once

#include "liantu/json/document.hpp"
#include "liantu/json/fields.hpp"
#include "liantu/promotion/run_result.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <limits>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace liantu {

/// The form of result.json that this version writes, and the only one that it reads.
inline constexpr int result_schema_version = 1;

namespace detail {

[[nodiscard]] inline boost::json::string result_word(std::string_view text) {
  return boost::json::string(text.data(), text.size());
}

inline void put_result_rest(boost::json::object& out, const RunResult& result) {
  boost::json::array targets;
  for (const ResultTarget& target : result.targets) {
    targets.push_back(
        boost::json::object{{"id", target.id},
                            {"action", result_word(to_string(target.action))},
                            {"place", result_word(to_string(target.place))},
                            {"rank", target.rank ? boost::json::value(*target.rank) : boost::json::value(nullptr)}});
  }
  out["targets"] = std::move(targets);
  out["firms_listed"] = result.firms_listed;
  boost::json::array firms;
  for (const ResultFirm& firm : result.firms) {
    boost::json::array nodes;
    for (const std::string& node : firm.nodes) nodes.emplace_back(node);
    firms.push_back(
        boost::json::object{{"name", firm.name}, {"credit_code", firm.credit_code}, {"nodes", std::move(nodes)}});
  }
  out["firms"] = std::move(firms);
}

}  // namespace detail

/// O(size).
[[nodiscard]] inline boost::json::object run_result_json(const RunResult& result) {
  boost::json::object settings;
  for (const auto& [setting, value] : result.settings) {
    const auto key = to_string(setting);
    settings[boost::json::string_view(key.data(), key.size())] = value;
  }
  boost::json::object out{
      {"schema_version", result_schema_version}, {"settings", std::move(settings)}, {"date", result.date},
      {"table_title", result.table_title},       {"table_date", result.table_date}, {"firms_read", result.firms_read}};
  boost::json::array chains;
  for (const ResultChain& chain : result.chains) {
    chains.push_back(
        boost::json::object{{"id", chain.id}, {"name", chain.name}, {"hash", chain.hash}, {"asked", chain.asked}});
  }
  out["chains"] = std::move(chains);
  boost::json::array nodes;
  for (const ResultNode& node : result.nodes) {
    nodes.push_back(boost::json::object{{"id", node.id},
                                        {"name", node.name},
                                        {"state", detail::result_word(to_string(node.state))},
                                        {"firms", node.firms},
                                        {"mass", node.mass}});
  }
  out["nodes"] = std::move(nodes);
  detail::put_result_rest(out, result);
  return out;
}

namespace detail {

// Reads the parts of one result.json; ids that are told twice, or of which nothing else is told, are problems.
class RunResultReader {
 public:
  RunResultReader(Fields& top, ProblemSink& sink) : m_top(top), m_sink(sink) {}

  void settings() {
    const auto* value = m_top.get("settings", true);
    if (value == nullptr) return;
    Fields fields(*value, "/settings", m_sink);
    for (std::size_t i = 0; i < EnumWords<Setting>::names.size(); ++i) {
      const auto name = EnumWords<Setting>::names[i];
      std::string text = fields.text(name);
      if (fields.has(name)) out.settings[static_cast<Setting>(i)] = std::move(text);
    }
    fields.done();
  }

  void chains() {
    m_top.array(
        "chains",
        [&](const auto& item, const std::string& where) {
          Fields fields(item, where, m_sink);
          ResultChain chain{fields.text("id", true), fields.text("name", true), fields.text("hash", true),
                            fields.boolean("asked", false)};
          fields.done();
          once(m_chains, chain.id, where + "/id");
          out.chains.push_back(std::move(chain));
        },
        true);
  }

  void nodes() {
    m_top.array(
        "nodes",
        [&](const auto& item, const std::string& where) {
          Fields fields(item, where, m_sink);
          ResultNode node;
          node.id = fields.text("id", true);
          node.name = fields.text("name", true);
          node.state = fields.word<State>("state", true).value_or(State::unobserved);
          node.firms = count(fields, "firms");
          node.mass = fields.number("mass", 0, 1e12, true).value_or(0);
          fields.done();
          once(m_nodes, node.id, where + "/id");
          if (!m_chains.contains(node.id.substr(0, node.id.find(':'))))
            m_sink.add(where + "/id", shown(id_value(node.id)),
                       Text("chains 里一条链的环节", "a node of one of the chains"));
          out.nodes.push_back(std::move(node));
        },
        true);
  }

  void targets() {
    std::set<std::string> seen;
    m_top.array(
        "targets",
        [&](const auto& item, const std::string& where) {
          Fields fields(item, where, m_sink);
          ResultTarget target;
          target.id = fields.text("id", true);
          target.action = fields.word<Action>("action", true).value_or(Action::watch);
          target.place = fields.word<TargetPlace>("place", true).value_or(TargetPlace::watch);
          const auto* rank = fields.get("rank");
          if (rank != nullptr && !rank->is_null()) target.rank = fields.integer("rank", 1, most);
          fields.done();
          once(seen, target.id, where + "/id");
          known(target.id, where + "/id");
          out.targets.push_back(std::move(target));
        },
        true);
  }

  void firms() {
    out.firms_listed = m_top.boolean("firms_listed", true);
    m_top.array(
        "firms",
        [&](const auto& item, const std::string& where) {
          Fields fields(item, where, m_sink);
          ResultFirm firm{fields.text("name"), fields.text("credit_code"), fields.texts("nodes")};
          fields.done();
          for (std::size_t i = 0; i < firm.nodes.size(); ++i)
            known(firm.nodes[i], where + "/nodes/" + std::to_string(i));
          std::sort(firm.nodes.begin(), firm.nodes.end());
          out.firms.push_back(std::move(firm));
        },
        true);
  }

  static std::uint64_t count(Fields& fields, std::string_view key) {
    return static_cast<std::uint64_t>(fields.integer(key, 0, most, true).value_or(0));
  }

  RunResult out;

 private:
  static constexpr int most = std::numeric_limits<int>::max();

  static boost::json::value id_value(const std::string& id) { return boost::json::string(id); }

  void once(std::set<std::string>& seen, const std::string& id, std::string where) {
    if (id.empty() || seen.insert(id).second) return;
    m_sink.add(std::move(where), shown(id_value(id)), Text("不重复的值", "a value that is not in the list yet"));
  }
  void known(const std::string& id, std::string where) {
    if (id.empty() || m_nodes.contains(id)) return;
    m_sink.add(std::move(where), shown(id_value(id)), Text("nodes 里的一个 id", "an id of nodes"));
  }

  Fields& m_top;
  ProblemSink& m_sink;
  std::set<std::string> m_chains;
  std::set<std::string> m_nodes;
};

}  // namespace detail

/// Reads result.json. Errors: InputError with every problem of the file, or with its version alone where that is
/// another one. O(bytes · log nodes).
[[nodiscard]] inline RunResult read_run_result(std::string_view text, const std::string& file) {
  const auto document = parse_json(text, file);
  ProblemSink sink{file, {}};
  Fields top(document, "", sink);
  (void)top.integer("schema_version", result_schema_version, result_schema_version, true);
  if (!sink.problems.empty())
    sink.problems.back().remedy = Text("用同一版本的链图重新运行 analyze", "running analyze again with this version");
  sink.throw_if_any();
  detail::RunResultReader reader(top, sink);
  reader.settings();
  reader.out.date = top.text("date");
  reader.out.table_title = top.text("table_title");
  reader.out.table_date = top.text("table_date");
  reader.out.firms_read = detail::RunResultReader::count(top, "firms_read");
  reader.chains();
  reader.nodes();
  reader.targets();
  reader.firms();
  top.done();
  sink.throw_if_any();
  return std::move(reader.out);
}

}  // namespace liantu
