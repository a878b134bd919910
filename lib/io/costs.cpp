#include "liantu/analysis/costs.hpp"

#include "named_table.hpp"
#include "node_names.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace liantu {

namespace {

enum Column : std::size_t { chain, node, node_id, land, energy, money, source };

std::vector<io::NamedColumn> columns() {
  return {
      {Text("产业链", "chain"), {"产业链", "chain"}},
      {Text("环节", "node"), {"环节", "产业链/环节", "所在环节", "node", "chain/node"}},
      {Text("环节ID", "node_id"), {"环节id", "环节编号", "编号", "node_id", "nodeid"}},
      {Text("用地", "land_mu"), {"用地", "用地(亩)", "用地（亩）", "用地亩", "land_mu", "land"}},
      {Text("用能", "energy_tce"),
       {"用能", "用能(吨标准煤)", "用能（吨标准煤）", "用能(吨标煤)", "用能（吨标煤）", "综合能耗", "energy_tce",
        "energy"}},
      {Text("投资", "money_10k_yuan"),
       {"投资", "投资(万元)", "投资（万元）", "投资估算", "总投资(万元)", "总投资（万元）", "money_10k_yuan", "money"}},
      {Text("来源", "source"), {"来源", "数据来源", "source"}}};
}

void read_table_of_costs(const io::NamedTable& table, const io::NodeNames& nodes, const Atlas& atlas, ProblemSink& sink,
                         CostTable& out) {
  constexpr std::array<Column, 3> figures{land, energy, money};
  if (!table.has(node) && !table.has(node_id)) table.tell_missing({node_id, node}, sink);
  if (!table.has(land) && !table.has(energy) && !table.has(money)) table.tell_missing({land, energy, money}, sink);
  if (!sink.problems.empty()) return;
  for (const auto& row : table.rows()) {
    const Column named = table.cell(row, node_id).empty() ? node : node_id;
    const std::string place = table.place(row, table.has(named) ? named : node_id);
    const auto found = nodes.find(table.cell(row, chain), table.cell(row, named), place, sink);
    std::array<std::optional<double>, 3> amounts;
    for (std::size_t i = 0; i < figures.size(); ++i) {
      const std::string_view cell = table.cell(row, figures[i]);
      if (cell.empty()) continue;
      amounts[i] = io::amount_of(cell);
      if (amounts[i]) continue;
      const std::string shown(utf8::prefix(cell, 40));
      sink.add(table.place(row, figures[i]), Text("是 \"" + shown + "\"", "found \"" + shown + "\""),
               Text("不小于 0 的数字，不带单位", "a number of 0 or more, without a unit"));
    }
    if (!found) continue;
    if (!out.emplace(*found, amounts).second) {
      sink.add(place, Text("环节重复：" + atlas.key(*found), "the node again: " + atlas.key(*found)),
               Text("每个环节一行", "one row a node"));
    }
  }
}

}  // namespace

CostTable read_costs(const std::vector<std::string>& paths, const Atlas& atlas, Problems& notes) {
  CostTable out;
  Problems problems;
  const io::NodeNames nodes(atlas);
  for (const std::string& path : paths) {
    const io::NamedTable table(path, io::sheet_named(path, {"成本", "Costs"}), columns());
    ProblemSink sink{path, {}};
    read_table_of_costs(table, nodes, atlas, sink, out);
    problems.insert(problems.end(), sink.problems.begin(), sink.problems.end());
    for (const std::string& header : table.unknown()) {
      const std::string shown(utf8::prefix(header, 40));
      notes.push_back({path,
                       table.header_place(),
                       Text("不用的列 " + shown, "a column that is not used: " + shown),
                       Text("环节、用地、用能、投资", "环节, 用地, 用能, 投资"),
                       {}});
    }
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  return out;
}

}  // namespace liantu
