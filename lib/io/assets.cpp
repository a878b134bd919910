#include "liantu/firm/assets.hpp"

#include "named_table.hpp"
#include "node_names.hpp"

#include <utility>

namespace liantu {

namespace {

enum Column : std::size_t { chain, node, node_id, name, kind, amount, unit, source, date };

std::vector<io::NamedColumn> columns() {
  return {{Text("产业链", "chain"), {"产业链", "chain"}},
          {Text("环节", "node"), {"环节", "产业链/环节", "所在环节", "node", "chain/node"}},
          {Text("环节ID", "node_id"), {"环节id", "环节编号", "编号", "node_id", "nodeid"}},
          {Text("名称", "name"), {"名称", "家底名称", "资产名称", "资源名称", "name", "asset"}},
          {Text("类型", "kind"), {"类型", "类别", "kind", "type"}},
          {Text("数量", "amount"), {"数量", "规模", "面积", "amount", "quantity"}},
          {Text("单位", "unit"), {"单位", "计量单位", "unit"}},
          {Text("来源", "source"), {"来源", "数据来源", "出处", "source"}},
          {Text("日期", "date"), {"日期", "date", "asof"}}};
}

constexpr int most_notes = 5;  // of one kind

std::string shown(std::string_view cell) { return std::string(utf8::prefix(cell, 40)); }

void read_table_of_assets(const io::NamedTable& table, const io::NodeNames& nodes, ProblemSink& sink,
                          std::vector<Asset>& out, Problems& notes) {
  if (!table.has(node) && !table.has(node_id)) table.tell_missing({node_id, node}, sink);
  if (!table.has(name)) table.tell_missing({name}, sink);
  if (!sink.problems.empty()) return;
  for (const std::string& header : table.unknown()) {
    notes.push_back({sink.file,
                     table.header_place(),
                     Text("不用的列 " + shown(header), "a column that is not used: " + shown(header)),
                     Text("环节、名称、类型、数量、单位、来源、日期", "环节, 名称, 类型, 数量, 单位, 来源, 日期"),
                     {}});
  }
  int unsourced = 0;
  for (const auto& row : table.rows()) {
    const auto text = [&](Column column) { return std::string(table.cell(row, column)); };
    Asset asset{sink.file, row.number, 0, text(name), text(kind), text(amount), text(unit), text(source), ""};
    const Column named = table.cell(row, node_id).empty() ? node : node_id;
    const auto found = nodes.find(table.cell(row, chain), table.cell(row, named),
                                  table.place(row, table.has(named) ? named : node_id), sink);
    if (asset.name.empty())
      sink.add(table.place(row, name), Text("没有名称", "no name"), Text("家底的名称", "the asset's name"));
    if (!asset.amount.empty() && !io::amount_of(asset.amount)) {
      sink.add(table.place(row, amount),
               Text("是 \"" + shown(asset.amount) + "\"", "found \"" + shown(asset.amount) + "\""),
               Text("不小于 0 的数字，单位写在 单位 列", "a number of 0 or more, its unit under 单位"));
    }
    if (const std::string when = text(date); !when.empty()) {
      const auto iso = io::iso_date(when);
      if (iso) asset.date = *iso;
      if (!iso)
        sink.add(table.place(row, date), Text("是 \"" + shown(when) + "\"", "found \"" + shown(when) + "\""),
                 Text("日期，如 2026-03-05", "a date like 2026-03-05"));
    }
    if (!asset.sourced() && ++unsourced <= most_notes) {
      notes.push_back({sink.file,
                       table.place(row, source),
                       Text("没有来源：" + shown(asset.name), "no source: " + shown(asset.name)),
                       Text("来源；没有来源的家底只使环节成为疑似",
                            "a source; without one the asset makes its node suspected only"),
                       {}});
    }
    if (!found) continue;
    asset.node = *found;
    out.push_back(std::move(asset));
  }
}

}  // namespace

std::vector<Asset> read_assets(const std::vector<std::string>& paths, const Atlas& atlas, Problems& notes) {
  std::vector<Asset> out;
  Problems problems;
  const io::NodeNames nodes(atlas);
  for (const std::string& path : paths) {
    const io::NamedTable table(path, io::sheet_named(path, {"家底", "Assets"}), columns());
    ProblemSink sink{path, {}};
    read_table_of_assets(table, nodes, sink, out, notes);
    problems.insert(problems.end(), sink.problems.begin(), sink.problems.end());
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  return out;
}

}  // namespace liantu
