#include "diff_told.hpp"

#include "liantu/json/writer.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace liantu::tool {

namespace {

template <Worded Enum>
boost::json::string json_word(Enum value) {
  const auto word = to_string(value);
  return boost::json::string(word.data(), word.size());
}

boost::json::value target_json(const std::optional<ResultTarget>& target) {
  if (!target) return nullptr;
  return boost::json::object{{"action", json_word(target->action)},
                             {"place", json_word(target->place)},
                             {"rank", target->rank ? boost::json::value(*target->rank) : boost::json::value(nullptr)}};
}

boost::json::value state_json(const std::optional<State>& state) {
  return state ? boost::json::value(json_word(*state)) : boost::json::value(nullptr);
}

boost::json::array strings(const std::vector<std::string>& list) {
  boost::json::array out;
  for (const std::string& text : list) out.emplace_back(text);
  return out;
}

boost::json::object node_json(const ResultNode& node) {
  return {{"id", node.id},
          {"name", node.name},
          {"state", json_word(node.state)},
          {"firms", node.firms},
          {"mass", node.mass}};
}

boost::json::array node_list(const std::vector<ResultNode>& nodes) {
  boost::json::array out;
  for (const ResultNode& node : nodes) out.push_back(node_json(node));
  return out;
}

boost::json::object run_json(const RunResult& run) {
  return {{"date", run.date},
          {"table_title", run.table_title},
          {"table_date", run.table_date},
          {"firms_read", run.firms_read},
          {"firms_matched", run.firms_listed ? boost::json::value(run.firms.size()) : boost::json::value(nullptr)}};
}

void put_rests_on(boost::json::object& out, const Changes& changes) {
  for (const auto& [key, kind] : {std::pair("rules", SettingKind::rules), std::pair("view", SettingKind::view),
                                  std::pair("tables", SettingKind::tables)}) {
    boost::json::array list;
    for (const SettingChange& change : changes.settings) {
      if (kind_of(change.setting) != kind) continue;
      list.push_back(boost::json::object{
          {"setting", json_word(change.setting)}, {"before", change.before}, {"after", change.after}});
    }
    out[key] = std::move(list);
  }
  boost::json::array chains;
  for (const ChainFileChange& chain : changes.chains) {
    chains.push_back(boost::json::object{{"id", chain.id}, {"name", chain.name}, {"change", json_word(chain.kind)}});
  }
  out["chains"] = std::move(chains);
  out["comparable"] = changes.comparable();
}

}  // namespace

std::string diff_json(const RunResult& before, const RunResult& after, const Changes& changes) {
  boost::json::object out{{"empty", changes.empty()}, {"before", run_json(before)}, {"after", run_json(after)}};
  put_rests_on(out, changes);
  boost::json::array targets;
  for (const TargetMove& target : changes.targets) {
    targets.push_back(boost::json::object{{"change", json_word(target.kind)},
                                          {"id", target.id},
                                          {"name", target.name},
                                          {"state_before", state_json(target.state_before)},
                                          {"state_after", state_json(target.state_after)},
                                          {"before", target_json(target.before)},
                                          {"after", target_json(target.after)}});
  }
  out["targets"] = std::move(targets);
  boost::json::array nodes;
  for (const NodeChange& node : changes.nodes) {
    nodes.push_back(boost::json::object{{"id", node.after.id},
                                        {"name", node.after.name},
                                        {"state_before", json_word(node.before.state)},
                                        {"state_after", json_word(node.after.state)},
                                        {"firms_before", node.before.firms},
                                        {"firms_after", node.after.firms},
                                        {"mass_before", node.before.mass},
                                        {"mass_after", node.after.mass},
                                        {"came", strings(node.came)},
                                        {"went", strings(node.went)}});
  }
  out["nodes"] = std::move(nodes);
  out["nodes_added"] = node_list(changes.nodes_added);
  out["nodes_removed"] = node_list(changes.nodes_removed);
  out["firms_compared"] = changes.firms_compared;
  boost::json::array firms;
  for (const FirmChange& firm : changes.firms) {
    const auto one = [](const ResultFirm& f) {
      return boost::json::object{{"name", f.name}, {"credit_code", f.credit_code}, {"nodes", strings(f.nodes)}};
    };
    firms.push_back(boost::json::object{
        {"change", json_word(firm.kind)},
        {"before", firm.kind == FirmChange::Kind::came ? boost::json::value(nullptr) : one(firm.before)},
        {"after", firm.kind == FirmChange::Kind::went ? boost::json::value(nullptr) : one(firm.after)}});
  }
  out["firms"] = std::move(firms);
  return to_json_text(out, 2);
}

}  // namespace liantu::tool
