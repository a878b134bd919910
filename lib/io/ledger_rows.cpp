#include "liantu/promotion/ledger_rows.hpp"

#include "cell_values.hpp"
#include "ledger_cells.hpp"
#include "named_table.hpp"

#include "liantu/csv.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace liantu {

namespace {

using io::LedgerCells;

enum ProjectColumn : std::size_t {
  id,
  name,
  target,
  chain,
  park,
  township,
  leader,
  unit,
  total,
  planned,
  arrived,
  foreign_money,
  as_of,
  state,
  state_date,
  reason,
  back,
  large,
  days
};

const io::NamedColumn& id_column() {
  static const io::NamedColumn column{Text("项目编号", "id"),
                                      {"项目编号", "项目id", "编号", "项目代码", "id", "project"}};
  return column;
}

std::vector<io::NamedColumn> project_columns() {
  return {id_column(),
          {Text("项目名称", "name"), {"项目名称", "名称", "项目", "name"}},
          {Text("目标", "target"), {"目标", "目标id", "目标环节", "target"}},
          {Text("产业链", "chain"), {"产业链", "所属产业链", "chain"}},
          {Text("园区", "park"), {"园区", "拟选园区", "所在园区", "park"}},
          {Text("乡镇", "township"), {"乡镇", "所在乡镇", "镇街", "乡镇(街道)", "乡镇（街道）", "township"}},
          {Text("包联领导", "leader"), {"包联领导", "联系领导", "包保领导", "leader"}},
          {Text("责任单位", "unit"), {"责任单位", "牵头单位", "单位", "unit"}},
          {Text("总投资", "total"),
           {"总投资", "总投资(万元)", "总投资（万元）", "计划总投资(万元)", "计划总投资（万元）", "total"}},
          {Text("年度计划", "planned"),
           {"年度计划", "年度计划(万元)", "年度计划（万元）", "年度计划投资(万元)", "年度计划投资（万元）", "planned"}},
          {Text("累计到位", "arrived"),
           {"累计到位", "累计到位(万元)", "累计到位（万元）", "累计到位资金(万元)", "累计到位资金（万元）", "arrived"}},
          {Text("外资", "foreign"),
           {"外资", "外资(万元)", "外资（万元）", "外资到位(万元)", "外资到位（万元）", "foreign"}},
          {Text("截至日期", "as_of"), {"截至日期", "数据截至", "数据日期", "as_of", "asof"}},
          {Text("状态", "state"), {"状态", "项目状态", "进展阶段", "state"}},
          {Text("状态日期", "state_date"), {"状态日期", "进入状态日期", "state_date", "statedate"}},
          {Text("终止原因", "reason"), {"终止原因", "reason"}},
          {Text("退回", "back"), {"退回", "back"}},
          {Text("亿元以上", "large"), {"亿元以上", "是否亿元以上", "large"}},
          {Text("签约到开工天数", "days"), {"签约到开工天数", "days"}}};
}

RowPlace place_of(const LedgerCells& cells, const io::NamedRow& row, std::size_t state_at, std::size_t date_at,
                  std::size_t figures_at) {
  return {cells.file(), "row " + std::to_string(row.number), cells.place(row, state_at), cells.place(row, date_at),
          cells.place(row, figures_at)};
}

void read_state(LedgerCells& cells, const io::NamedRow& row, ProjectRow& out) {
  const auto read = cells.word<ProjectState>(row, state);
  const std::string date = cells.day(row, state_date);
  if (!read) {
    if (!date.empty() && cells.text(row, state).empty())
      cells.bad(row, state, Text("没有状态", "no state"), Text("状态日期所指的状态", "the state that the date is of"));
    return;
  }
  if (date.empty()) {
    if (cells.text(row, state_date).empty())
      cells.bad(row, state_date, Text("没有日期", "no date"), Text("进入此状态的日期", "the day since which it is so"));
    return;
  }
  out.event = ProjectEvent{*read, date, cells.text(row, reason), io::yes_or_no(cells.text(row, back)).value_or(false)};
}

void read_figures(LedgerCells& cells, const io::NamedRow& row, ProjectRow& out) {
  out.figures = {cells.day(row, as_of), cells.amount(row, total), cells.amount(row, planned),
                 cells.amount(row, arrived), cells.amount(row, foreign_money)};
  const auto said = io::yes_or_no(cells.text(row, large));
  if (said && out.figures.total && *said != (*out.figures.total >= large_project)) {
    cells.bad(row, large, Text("与总投资不符", "not what the total investment says"),
              Text("不填：由总投资得出，一亿元及以上为是", "a blank: it follows from 总投资"));
  }
}

ProjectRow project_of(LedgerCells& cells, const io::NamedRow& row) {
  ProjectRow out{place_of(cells, row, state, state_date, as_of), {}, {}, {}};
  const auto text = [&](std::size_t column) { return cells.text(row, column); };
  out.facts = {text(id), text(name), text(target), text(chain), text(park), text(township), text(leader), text(unit)};
  if (out.facts.id.empty()) cells.bad(row, id, Text("没有项目编号", "no id"), Text("项目编号", "the project's id"));
  if (!out.facts.target.empty() && !is_target_id(out.facts.target)) {
    cells.bad(
        row, target, Text("是 \"" + out.facts.target + "\"", "found \"" + out.facts.target + "\""),
        Text("目标清单里的 id，如 quartz:high-purity-sand", "an id of the target list, like quartz:high-purity-sand"));
  }
  read_state(cells, row, out);
  read_figures(cells, row, out);
  return out;
}

enum ObstacleColumn : std::size_t { project, project_name, kind, matter, department, promised, closed };

std::vector<io::NamedColumn> obstacle_columns() {
  return {id_column(),
          {Text("项目名称", "name"), {"项目名称", "名称", "name"}},
          {Text("堵点类型", "kind"), {"堵点类型", "类型", "堵点", "kind"}},
          {Text("事项", "matter"), {"事项", "堵点事项", "具体事项", "问题", "matter"}},
          {Text("责任部门", "department"), {"责任部门", "部门", "办理部门", "department"}},
          {Text("承诺日期", "promised"), {"承诺日期", "承诺办结日期", "promised"}},
          {Text("办结日期", "closed"), {"办结日期", "closed"}}};
}

}  // namespace

void read_project_rows(const std::string& path, LedgerRows& out, Problems& problems, Problems& notes) {
  LedgerCells cells(path, {"项目", "Projects"}, project_columns(), {id}, problems);
  for (const auto& row : cells.rows()) {
    const std::size_t before = problems.size();
    ProjectRow read = project_of(cells, row);
    if (problems.size() == before) out.projects.push_back(std::move(read));
  }
  cells.note_unknown(Text("项目编号、项目名称、状态、状态日期等", "项目编号, 项目名称, 状态, 状态日期 …"), notes);
}

void read_obstacle_rows(const std::string& path, LedgerRows& out, Problems& problems, Problems& notes) {
  LedgerCells cells(path, {"堵点", "Obstacles"}, obstacle_columns(), {project, kind}, problems);
  for (const auto& row : cells.rows()) {
    const std::size_t before = problems.size();
    ObstacleRow read{place_of(cells, row, kind, closed, promised), cells.text(row, project), {}};
    if (read.project.empty())
      cells.bad(row, project, Text("没有项目编号", "no id"), Text("项目编号", "the project's id"));
    const auto word = cells.word<ObstacleKind>(row, kind);
    if (!word && cells.text(row, kind).empty())
      cells.bad(row, kind, Text("没有堵点类型", "no kind"), Text(io::words_of<ObstacleKind>()));
    read.obstacle = {word.value_or(ObstacleKind::other), cells.text(row, matter), cells.text(row, department),
                     cells.day(row, promised), cells.day(row, closed)};
    if (problems.size() == before) out.obstacles.push_back(std::move(read));
  }
  cells.note_unknown(Text("项目编号、堵点类型、事项、责任部门、承诺日期、办结日期",
                          "项目编号, 堵点类型, 事项, 责任部门, 承诺日期, 办结日期"),
                     notes);
}

}  // namespace liantu
