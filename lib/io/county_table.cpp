// Part of liantu::io: see county_table.hpp.
#include "liantu/analysis/county_table.hpp"

#include "named_table.hpp"
#include "node_names.hpp"
#include "unicode.hpp"

#include "liantu/analysis/county_json.hpp"

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace liantu {

namespace {

using io::NamedColumn;
using io::NamedRow;
using io::NamedTable;

Text found(std::string_view cell) {
  const std::string shown(utf8::prefix(cell, 40));
  return {"是 \"" + shown + "\"", "found \"" + shown + "\""};
}

bool is_example(std::string_view cell) {
  return std::any_of(example_marks.begin(), example_marks.end(), [&](auto mark) { return cell.starts_with(mark); });
}

std::vector<std::string> parted(std::string_view cell) {
  static constexpr std::array<std::string_view, 7> marks{"、", "；", ";", "\n", "，", ",", "|"};
  std::vector<std::string> out;
  std::string part;
  const auto end = [&] {
    if (!trim(part).empty() && std::find(out.begin(), out.end(), trim(part)) == out.end()) out.emplace_back(trim(part));
    part.clear();
  };
  for (std::size_t at = 0; at < cell.size();) {
    const auto mark = std::find_if(marks.begin(), marks.end(), [&](auto m) { return cell.substr(at).starts_with(m); });
    if (mark == marks.end()) {
      part += cell[at++];
    } else {
      at += mark->size();
      end();
    }
  }
  end();
  return out;
}

// The enumerator that a word names, in Chinese or as the JSON has it; 主导 is 主导产业链.
template <Worded Enum>
std::optional<Enum> word_of(std::string_view cell) {
  const std::string word = io::squeezed(cell);
  for (std::size_t i = 0; i < EnumWords<Enum>::names.size(); ++i) {
    const std::string_view zh = EnumWords<Enum>::zh[i];
    if (word == EnumWords<Enum>::names[i] || word == zh || (word.size() >= 6 && zh.starts_with(word)))
      return static_cast<Enum>(i);
  }
  return std::nullopt;
}

template <Worded Enum>
Text words_wanted() {
  std::string zh;
  for (const auto word : EnumWords<Enum>::zh) zh += (zh.empty() ? "" : "、") + std::string(word);
  return {zh, zh};
}

class CountyTable {
 public:
  CountyTable(const std::string& path, const Atlas& atlas)
      : m_path(path), m_atlas(atlas), m_nodes(atlas), m_sink{path, {}} {
    for (const std::string& sheet : sheets_of(path)) m_sheets.insert(sheet);
    for (const Chain& chain : atlas.chains()) {
      m_chains.emplace(io::squeezed(chain.id), chain.id);
      m_chains.emplace(io::squeezed(chain.name), chain.id);
    }
  }

  County read() {
    facts();
    chains();
    parks();
    refusals();
    m_sink.throw_if_any();
    return std::move(m_county);
  }

 private:
  // Calls `each` for the rows of a sheet that are no examples and not blank in the first column.
  void sheet(const char* name, std::vector<NamedColumn> columns,
             const std::function<void(const NamedTable&, const NamedRow&)>& each) {
    if (!m_sheets.contains(name)) return;
    TableOptions options;
    options.sheet = name;
    options.may_be_empty = true;
    const NamedTable table(m_path, options, std::move(columns));
    if (!table.has(0)) return table.tell_missing({0}, m_sink);
    for (const NamedRow& row : table.rows()) {
      const std::string_view first = table.cell(row, 0);
      if (!first.empty() && !is_example(first)) each(table, row);
    }
  }

  void facts() {
    if (!m_sheets.contains("县情")) {
      m_sink.add("", Text("没有工作表 县情", "no sheet 县情"),
                 Text("县情表模板的工作表 县情", "the sheet 县情 of the template"),
                 Text("从模板填起", "starting from the template"));
      return;
    }
    sheet("县情", {{Text("项目", "item"), {"项目", "item"}}, {Text("内容", "value"), {"内容", "value"}}},
          [&](const NamedTable& table, const NamedRow& row) {
            const std::string_view cell = table.cell(row, 1);
            if (!cell.empty() && !is_example(cell)) fact(table, row, io::squeezed(table.cell(row, 0)), cell);
          });
    if (m_county.name.empty()) {
      m_sink.add("", Text("工作表 县情 没有填 县名", "no 县名 in the sheet 县情"),
                 Text("县（市、区）的名称", "the county's name"));
    }
  }

  void fact(const NamedTable& table, const NamedRow& row, const std::string& item, std::string_view cell) {
    if (item == "县名") {
      m_county.name = cell;
    } else if (item == "英文名") {
      m_county.name_en = cell;
    } else if (item == "乡镇") {
      m_county.townships = parted(cell);
    } else if (item == "合作地区") {
      m_county.partners = parted(cell);
    } else if (item == "名单覆盖范围") {
      m_county.covers = parted(cell);
    } else if (const auto need = word_of<Need>(item)) {
      const std::string word = io::squeezed(cell);
      if (word == "有" || word == "是") m_county.sites[*need] = true;
      if (word == "无" || word == "没有" || word == "否") m_county.sites[*need] = false;
      if (!m_county.sites.contains(*need))
        m_sink.add(table.place(row, 1), found(cell), Text("有 或 无，不清楚的空着", "有 or 无, blank where unknown"));
    } else {
      m_sink.add(table.place(row, 0), found(table.cell(row, 0)),
                 Text("县名、英文名、乡镇、合作地区、名单覆盖范围，或条件：" + words_wanted<Need>().zh,
                      "an item of the template"));
    }
  }

  void chains() {
    sheet("产业链",
          {{Text("产业链", "chain"), {"产业链", "chain"}},
           {Text("定位", "standing"), {"定位", "standing"}},
           {Text("链长", "chief"), {"链长"}},
           {Text("牵头部门", "department"), {"牵头部门"}},
           {Text("专班", "team"), {"专班"}},
           {Text("链主企业", "anchors"), {"链主企业", "链主"}}},
          [&](const NamedTable& table, const NamedRow& row) {
            CountyChain chain;
            const auto id = m_chains.find(io::squeezed(table.cell(row, 0)));
            if (id == m_chains.end()) {
              std::string known;
              for (const Chain& one : m_atlas.chains()) known += (known.empty() ? "" : "、") + one.name;
              m_sink.add(table.place(row, 0), found(table.cell(row, 0)), Text(known, known));
            } else {
              chain.id = id->second;
              if (m_county.chain(chain.id) != nullptr)
                m_sink.add(table.place(row, 0), found(table.cell(row, 0)), Text("每条产业链一行", "a row a chain"));
            }
            const std::string_view standing = table.cell(row, 1);
            const auto word = word_of<Standing>(standing.empty() ? "主导" : standing);
            if (!word) m_sink.add(table.place(row, 1), found(standing), words_wanted<Standing>());
            chain.standing = word.value_or(Standing::lead);
            chain.chief = table.cell(row, 2);
            chain.department = table.cell(row, 3);
            chain.team = table.cell(row, 4);
            chain.anchors = parted(table.cell(row, 5));
            m_county.chains.push_back(std::move(chain));
          });
  }

  std::optional<double> amount(const NamedTable& table, const NamedRow& row, std::size_t column, double most) {
    const std::string_view cell = table.cell(row, column);
    if (cell.empty()) return std::nullopt;
    auto out = io::amount_of(cell);
    if (out && *out > most) out = std::nullopt;
    if (!out)
      m_sink.add(table.place(row, column), found(cell),
                 Text("不小于 0 的数字，不带单位", "a number of 0 or more without a unit"));
    return out;
  }

  template <Worded Enum>
  std::vector<Enum> words(const NamedTable& table, const NamedRow& row, std::size_t column) {
    std::vector<Enum> out;
    for (const std::string& part : parted(table.cell(row, column))) {
      const auto word = word_of<Enum>(part);
      if (!word) m_sink.add(table.place(row, column), found(part), words_wanted<Enum>());
      if (word && std::find(out.begin(), out.end(), *word) == out.end()) out.push_back(*word);
    }
    return out;
  }

  void parks() {
    sheet("园区",
          {{Text("园区", "park"), {"园区", "park"}},
           {Text("具备条件", "offers"), {"具备条件", "条件"}},
           {Text("可供土地（亩）", "land"), {"可供土地(亩)", "可供土地", "土地(亩)"}},
           {Text("可用能耗（吨标准煤/年）", "energy"), {"可用能耗(吨标准煤/年)", "可用能耗", "能耗(吨标准煤)"}},
           {Text("可用水量（立方米/年）", "water"), {"可用水量(立方米/年)", "可用水量"}},
           {Text("可用资金（万元）", "money"), {"可用资金(万元)", "可用资金"}}},
          [&](const NamedTable& table, const NamedRow& row) {
            Park park;
            park.name = table.cell(row, 0);
            park.offers = words<Need>(table, row, 1);
            park.land_mu = amount(table, row, 2, 1e9);
            park.energy_tce = amount(table, row, 3, 1e12);
            park.water_m3 = amount(table, row, 4, 1e12);
            park.money_10k_yuan = amount(table, row, 5, 1e9);
            m_county.parks.push_back(std::move(park));
          });
  }

  template <Worded Enum>
  std::optional<Enum> level(const NamedTable& table, const NamedRow& row, std::size_t column) {
    const std::vector<Enum> found = words<Enum>(table, row, column);
    return found.empty() ? std::nullopt : std::optional(found.front());
  }

  void refusals() {
    sheet("不引进",
          {{Text("理由", "reason"), {"理由", "reason"}},
           {Text("环节", "nodes"), {"环节", "nodes"}},
           {Text("管控类别", "controls"), {"管控类别", "controls"}},
           {Text("污染达到", "pollution"), {"污染达到", "污染"}},
           {Text("能耗达到", "energy"), {"能耗达到", "能耗"}}},
          [&](const NamedTable& table, const NamedRow& row) {
            Refusal refusal;
            refusal.id = "row-" + std::to_string(row.number);
            refusal.reason = table.cell(row, 0);
            for (const std::string& name : parted(table.cell(row, 1))) {
              if (name.ends_with(":*") || name.ends_with("：*")) {
                const std::string chain(utf8::prefix(name, utf8::length(name) - 2));
                const auto id = m_chains.find(io::squeezed(chain));
                if (id != m_chains.end()) refusal.nodes.push_back(id->second + ":*");
                if (id == m_chains.end())
                  m_sink.add(table.place(row, 1), found(name),
                             Text("已有产业链的名称加 :*", "the name of a chain and :*"));
              } else if (const auto node = m_nodes.find("", name, table.place(row, 1), m_sink)) {
                refusal.nodes.push_back(m_atlas.key(*node));
              }
            }
            refusal.controls = words<Control>(table, row, 2);
            refusal.pollution = level<Level>(table, row, 3);
            refusal.energy = level<Level>(table, row, 4);
            const bool empty =
                refusal.nodes.empty() && refusal.controls.empty() && !refusal.pollution && !refusal.energy;
            if (empty && m_sink.problems.empty())
              m_sink.add(table.place(row, 1), Text("没有说明不引进什么", "nothing that is refused"),
                         Text("环节、管控类别、污染、能耗至少一项", "a node, control, pollution or energy"));
            m_county.refuses.push_back(std::move(refusal));
          });
  }

  const std::string& m_path;
  const Atlas& m_atlas;
  io::NodeNames m_nodes;
  ProblemSink m_sink;
  std::set<std::string, std::less<>> m_sheets;
  std::map<std::string, std::string> m_chains;  // id by id and by name
  County m_county;
};

}  // namespace

County read_county_file(const std::string& path, const Atlas& atlas) {
  std::string start(2, '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(start.data(), 2);
  if (file && start == "PK") return CountyTable(path, atlas).read();
  return read_county(read_file(path), path);
}

}  // namespace liantu
