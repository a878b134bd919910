#include "cell_values.hpp"
#include "ledger_cells.hpp"

#include "liantu/promotion/bulletin.hpp"

#include <cmath>
#include <set>
#include <utility>

namespace liantu {

namespace {

using io::LedgerCells;

enum GoalColumn : std::size_t { goal_unit, goal_year, goal_projects, goal_money, goal_foreign, goal_nothing };

std::vector<io::NamedColumn> goal_columns() {
  return {{Text("单位", "unit"), {"单位", "责任单位", "unit"}},
          {Text("年度", "year"), {"年度", "年份", "year"}},
          {Text("项目目标", "projects"),
           {"项目目标", "项目目标(个)", "项目目标（个）", "项目数目标", "项目任务(个)", "项目任务（个）", "项目任务",
            "projects"}},
          {Text("资金目标", "money"),
           {"资金目标", "资金目标(万元)", "资金目标（万元）", "到位资金目标(万元)", "到位资金目标（万元）", "money"}},
          {Text("外资目标", "foreign"), {"外资目标", "外资目标(万元)", "外资目标（万元）", "foreign"}},
          {Text("零报告", "nothing"), {"零报告", "nothing"}}};
}

enum VisitColumn : std::size_t {
  visit_date,
  visit_unit,
  visit_leader,
  visit_days,
  visit_region,
  visit_firms,
  visit_leads
};

std::vector<io::NamedColumn> visit_columns() {
  return {{Text("日期", "date"), {"日期", "时间", "date"}},
          {Text("单位", "unit"), {"单位", "责任单位", "unit"}},
          {Text("领导", "leader"), {"领导", "带队领导", "leader"}},
          {Text("天数", "days"), {"天数", "天数(天)", "days"}},
          {Text("地区", "region"), {"地区", "目的地", "region"}},
          {Text("走访企业", "firms"), {"走访企业", "走访企业数", "走访企业(家)", "走访企业（家）", "firms"}},
          {Text("线索", "leads"), {"线索", "线索数", "线索(条)", "线索（条）", "leads"}}};
}

std::string needed_text(LedgerCells& cells, const io::NamedRow& row, std::size_t column) {
  std::string out = cells.text(row, column);
  if (out.empty()) cells.bad(row, column, Text("空着", "blank"), Text("一个单位", "a unit"));
  return out;
}

// A number, or the names that the cell lists.
std::optional<double> number_or_names(const std::string& cell) {
  if (cell.empty()) return std::nullopt;
  if (const auto number = io::amount_of(cell)) return number;
  if (io::says_nothing(cell)) return 0;
  double names = 0;
  bool inside = false;
  for (std::size_t at = 0; at < cell.size();) {
    const char32_t point = utf8::next(cell, at);
    const bool mark = std::u32string_view(U"、，,；; ").find(point) != std::u32string_view::npos;
    if (!mark && !inside) ++names;
    inside = !mark;
  }
  return names;
}

}  // namespace

std::vector<UnitGoal> read_goals(const std::string& path, Problems& notes) {
  Problems problems;
  LedgerCells cells(path, {"任务", "任务表", "Goals"}, goal_columns(), {goal_unit}, problems);
  std::vector<UnitGoal> out;
  std::set<std::pair<std::string, int>> seen;
  for (const auto& row : cells.rows()) {
    UnitGoal goal;
    goal.unit = needed_text(cells, row, goal_unit);
    const std::string cell = cells.text(row, goal_year);
    std::string year = cell;
    if (year.ends_with("年")) year.resize(year.size() - std::string_view("年").size());
    if (const auto date = parse_date(year); date && date->month == 0) {
      goal.year = date->year;
    } else if (!year.empty()) {
      cells.bad(row, goal_year, LedgerCells::found(cell), Text("年度，如 2026", "a year like 2026"));
    }
    goal.goals = {cells.amount(row, goal_projects), cells.amount(row, goal_money), cells.amount(row, goal_foreign)};
    goal.nothing = io::yes_or_no(cells.text(row, goal_nothing)).value_or(false);
    if (!goal.unit.empty() && !seen.insert({goal.unit, goal.year.value_or(0)}).second)
      cells.bad(row, goal_unit, Text("单位重复：" + goal.unit, "the unit again: " + goal.unit),
                Text("每个单位每年一行", "one row a unit and year"));
    out.push_back(std::move(goal));
  }
  cells.note_unknown(
      Text("单位、年度、项目目标、资金目标、外资目标、零报告", "单位, 年度, 项目目标, 资金目标, 外资目标, 零报告"),
      notes);
  if (!problems.empty()) throw InputError(std::move(problems));
  return out;
}

std::vector<Visit> read_visits(const std::string& path, Problems& notes) {
  Problems problems;
  LedgerCells cells(path, {"活动", "活动表", "Visits"}, visit_columns(), {visit_date, visit_unit}, problems);
  std::vector<Visit> out;
  for (const auto& row : cells.rows()) {
    Visit visit;
    visit.date = cells.day(row, visit_date);
    if (cells.text(row, visit_date).empty())
      cells.bad(row, visit_date, Text("没有日期", "no date"), Text("外出或接待的日期", "the day of the visit"));
    visit.unit = needed_text(cells, row, visit_unit);
    visit.led = !cells.text(row, visit_leader).empty() && !io::says_nothing(cells.text(row, visit_leader));
    visit.days = cells.amount(row, visit_days);
    visit.region = cells.text(row, visit_region);
    visit.firms = number_or_names(cells.text(row, visit_firms));
    visit.leads = number_or_names(cells.text(row, visit_leads));
    out.push_back(std::move(visit));
  }
  cells.note_unknown(
      Text("日期、单位、领导、天数、地区、走访企业、线索", "日期, 单位, 领导, 天数, 地区, 走访企业, 线索"), notes);
  if (!problems.empty()) throw InputError(std::move(problems));
  return out;
}

}  // namespace liantu
