#include "project_columns.hpp"

#include "unicode.hpp"

#include <string_view>
#include <utility>

namespace liantu::io {

namespace {

using Words = std::vector<std::string_view>;

struct Unit {
  Words words;
  double factor = 1;
};

// The header alone, and with each unit: 总投资, 总投资(万元). A header without a unit is in the first of them.
std::vector<std::string> with_units(const Words& names, const std::string& before, const Unit& unit, bool bare) {
  std::vector<std::string> out;
  for (const std::string_view name : names) {
    if (bare) out.push_back(squeezed(before + std::string(name)));
    for (const std::string_view word : unit.words)
      out.push_back(squeezed(before + std::string(name) + "(" + std::string(word) + ")"));
  }
  return out;
}

void add_text(std::vector<ProjectHeading>& out, ProjectField field, Text name, const Words& others) {
  ProjectHeading heading{std::move(name), {}, field};
  heading.headers = {squeezed(heading.name.zh), squeezed(heading.name.en)};
  for (const std::string_view other : others) heading.headers.push_back(squeezed(other));
  out.push_back(std::move(heading));
}

void add_amount(std::vector<ProjectHeading>& out, ProjectField field, std::size_t index, const Words& names,
                std::string_view key, const std::vector<Unit>& units) {
  for (const bool verified : {false, true}) {
    if (verified && field != ProjectField::figure) continue;
    const std::string before = verified ? "核实" : "";
    const std::string key_before = verified ? "verified_" : "";
    for (std::size_t i = 0; i < units.size(); ++i) {
      const Text name(before + std::string(names.front()) + "（" + std::string(units[i].words.front()) + "）",
                      key_before + std::string(key));
      ProjectHeading heading{name,           with_units(names, before, units[i], i == 0), field, index, verified,
                             units[i].factor};
      if (i == 0) heading.headers.push_back(key_before + std::string(key));
      if (!verified) {
        for (std::string& more : with_units(names, "承诺", units[i], i == 0))
          heading.headers.push_back(std::move(more));
      }
      out.push_back(std::move(heading));
    }
  }
}

std::vector<ProjectHeading> made() {
  std::vector<ProjectHeading> out;
  add_text(out, ProjectField::id, {"项目编号", "id"}, {"编号", "项目代码", "project_id"});
  add_text(out, ProjectField::name, {"项目名称", "name"}, {"名称"});
  add_text(out, ProjectField::firm, {"投资方", "firm"}, {"投资企业", "企业名称", "投资主体", "项目单位"});
  add_text(out, ProjectField::park, {"拟选园区", "park"}, {"园区", "拟落地园区", "落户园区"});
  add_text(out, ProjectField::nodes, {"所属环节", "nodes"}, {"环节", "产业链环节", "环节ID", "node"});
  add_text(out, ProjectField::pollution, {"污染情况", "pollution"}, {"污染", "是否有污染"});
  add_text(out, ProjectField::leader, {"龙头企业", "leader"}, {"是否龙头企业", "链主"});
  add_text(out, ProjectField::note, {"备注", "note"}, {});
  out.push_back(
      {{"留成比例", "local_tax_share"}, {"留成比例", "县级留成比例", "local_tax_share"}, ProjectField::share});
  out.push_back(
      {{"留成比例（%）", "local_tax_share"}, {"留成比例(%)", "县级留成比例(%)"}, ProjectField::share, 0, false, 0.01});
  const std::vector<Unit> money{{{"万元", "万元/年"}, 1}, {{"亿元", "亿元/年"}, 1e4}};
  const auto figure = [&](ProjectFigure which, const Words& names, const std::vector<Unit>& units) {
    add_amount(out, ProjectField::figure, static_cast<std::size_t>(which), names, to_string(which), units);
  };
  figure(ProjectFigure::investment, {"总投资", "投资", "投资额", "计划总投资"}, money);
  figure(ProjectFigure::land, {"用地", "用地面积", "占地"}, {{{"亩"}, 1}});
  figure(ProjectFigure::energy, {"用能", "综合能耗", "年能耗"}, {{{"吨标准煤/年", "吨标准煤", "吨标煤"}, 1}});
  figure(ProjectFigure::water, {"用水", "年用水", "用水量"}, {{{"立方米/年", "立方米", "吨/年", "吨"}, 1}});
  figure(ProjectFigure::jobs, {"就业", "就业人数", "带动就业", "用工"}, {{{"人"}, 1}});
  figure(ProjectFigure::output, {"年产值", "产值", "达产产值"}, money);
  figure(ProjectFigure::tax, {"年税收", "税收", "达产税收"}, money);
  figure(ProjectFigure::local_tax, {"县级留成税收", "留成税收", "地方留成"}, money);
  const auto cost = [&](ProjectCost which, const Words& names) {
    add_amount(out, ProjectField::cost, static_cast<std::size_t>(which), names, "cost_" + std::string(to_string(which)),
               money);
  };
  cost(ProjectCost::land, {"土地让利"});
  cost(ProjectCost::works, {"基础设施配套", "配套投入"});
  cost(ProjectCost::awards, {"奖补", "奖励补贴"});
  cost(ProjectCost::fund, {"产业基金", "基金投入"});
  return out;
}

}  // namespace

const std::vector<ProjectHeading>& project_headings() {
  static const std::vector<ProjectHeading> headings = made();
  return headings;
}

}  // namespace liantu::io
