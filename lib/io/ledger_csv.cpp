// The ledger as tables, in the form that ledger_rows.cpp reads.
#include "liantu/csv.hpp"
#include "liantu/promotion/ledger_rows.hpp"

#include <algorithm>

namespace liantu {

namespace {

using Cells = std::vector<std::string>;

std::string number(const std::optional<double>& value) { return value ? plain(*value, 6) : std::string(); }

// A row of the table, of an event, of figures, or of both where they are of one day.
Cells row_of(const LedgerProject& project, const ProjectEvent* event, const ProjectFigures* figures, bool last) {
  const ProjectFacts& f = project.facts;
  Cells out{f.id, f.name, f.target, f.chain, f.park, f.township, f.leader, f.unit};
  const ProjectFigures none;
  const ProjectFigures& g = figures == nullptr ? none : *figures;
  for (const auto& value : {g.total, g.planned, g.arrived, g.foreign}) out.push_back(number(value));
  out.push_back(g.date);
  out.emplace_back(event == nullptr ? "" : label(event->state));
  out.push_back(event == nullptr ? "" : event->date);
  out.push_back(event == nullptr ? "" : event->reason);
  out.emplace_back(event != nullptr && event->back ? "是" : "");
  out.emplace_back(!g.total ? "" : *g.total >= large_project ? "是" : "否");
  const auto days = last ? days_to_start(project) : std::nullopt;
  out.push_back(days ? std::to_string(*days) : "");
  return out;
}

void put_history(std::vector<Cells>& rows, const LedgerProject& project) {
  std::size_t e = 0;
  std::size_t g = 0;
  const auto& events = project.events;
  const auto& figures = project.figures;
  do {
    const ProjectEvent* event = e < events.size() ? &events[e] : nullptr;
    const ProjectFigures* known = g < figures.size() ? &figures[g] : nullptr;
    const bool both = event != nullptr && known != nullptr;
    const int order = both ? event->date.compare(known->date) : 0;
    if (order < 0) known = nullptr;
    if (order > 0) event = nullptr;
    e += event != nullptr ? 1 : 0;
    g += known != nullptr ? 1 : 0;
    rows.push_back(row_of(project, event, known, e == events.size() && g == figures.size()));
  } while (e < events.size() || g < figures.size());
}

}  // namespace

std::string projects_csv(const Projects& projects, bool history) {
  std::vector<Cells> rows{{"项目编号", "项目名称", "目标", "产业链", "园区", "乡镇", "包联领导", "责任单位",
                           "总投资(万元)", "年度计划(万元)", "累计到位(万元)", "外资(万元)", "截至日期", "状态",
                           "状态日期", "终止原因", "退回", "亿元以上", "签约到开工天数"}};
  for (const auto& [id, project] : projects) {
    if (history) {
      put_history(rows, project);
    } else {
      rows.push_back(row_of(project, last_event(project), last_figures(project), true));
    }
  }
  return csv_of(rows);
}

std::string obstacles_csv(const Projects& projects, bool history) {
  std::vector<Cells> rows{{"项目编号", "项目名称", "堵点类型", "事项", "责任部门", "承诺日期", "办结日期"}};
  for (const auto& [id, project] : projects) {
    const auto put = [&rows, &facts = project.facts](const Obstacle& one) {
      rows.push_back(
          {facts.id, facts.name, std::string(label(one.kind)), one.matter, one.department, one.promised, one.closed});
    };
    if (history) {
      for (const Obstacle& one : project.obstacles) put(one);
    } else {
      for (const OpenMatter& one : matters_of(project)) put(*one.last);
    }
  }
  return csv_of(rows);
}

}  // namespace liantu
