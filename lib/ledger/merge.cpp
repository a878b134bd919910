// Rows into histories: what is new, what is known, and what is refused.
#include "liantu/promotion/ledger_rows.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace liantu {

namespace {

class Merge {
 public:
  Merge(Projects& projects, const std::string& today, LedgerChanges& out)
      : m_projects(projects), m_today(today), m_out(out) {}

  void project(const ProjectRow& row) {
    const auto known = m_projects.find(row.facts.id);
    LedgerProject now = known == m_projects.end() ? LedgerProject{} : known->second;
    const bool fresh = known == m_projects.end();
    if (fresh && row.facts.name.empty()) {
      refuse(row.place, row.place.row, Text("新项目没有名称", "a new project without a name"),
             Text("项目名称", "a name of the project"));
      return;
    }
    const bool facts = take_facts(now.facts, row.facts);
    const std::size_t events = now.events.size();
    const std::size_t figures = now.figures.size();
    if (row.event && !take_event(now, *row.event, row.place)) return;
    if (!take_figures(now, row)) return;
    const std::size_t more_events = now.events.size() - events;
    const std::size_t more_figures = now.figures.size() - figures;
    if (!fresh && !facts && more_events == 0 && more_figures == 0) {
      ++m_out.unchanged;
      return;
    }
    m_out.projects += fresh ? 1 : 0;
    m_out.facts += !fresh && facts ? 1 : 0;
    m_out.events += more_events;
    m_out.figures += more_figures;
    m_out.ids.insert(row.facts.id);
    m_projects[row.facts.id] = std::move(now);
  }

  void obstacle(const ObstacleRow& row) {
    const auto known = m_projects.find(row.project);
    if (known == m_projects.end()) {
      refuse(row.place, row.place.row,
             Text("台账里没有项目 " + row.project, "no project " + row.project + " in the ledger"),
             Text("已在台账里的项目编号", "the id of a project of the ledger"));
      return;
    }
    auto& records = known->second.obstacles;
    Obstacle next = row.obstacle;
    // Blank cells say nothing: what is known of the matter stays.
    for (const Obstacle& record : records) {
      if (record.kind != next.kind || record.matter != next.matter) continue;
      if (row.obstacle.department.empty()) next.department = record.department;
      if (row.obstacle.promised.empty()) next.promised = record.promised;
      if (row.obstacle.closed.empty()) next.closed = record.closed;
    }
    const auto same = [&](const Obstacle& record) { return record == next || record == row.obstacle; };
    if (std::any_of(records.begin(), records.end(), same)) {
      ++m_out.unchanged;
      return;
    }
    if (!m_today.empty() && next.closed > m_today) {
      refuse(row.place, row.place.date,
             Text("办结日期 " + next.closed + " 还没有到", "closed on " + next.closed + ", which is to come"),
             Text("不晚于 " + m_today + " 的日期", "a day not after " + m_today));
      return;
    }
    records.push_back(std::move(next));
    ++m_out.obstacles;
    m_out.ids.insert(row.project);
  }

 private:
  void refuse(const RowPlace& place, const std::string& where, Text found, Text wanted, Text remedy = {}) {
    m_out.problems.push_back({place.file, where, std::move(found), std::move(wanted), std::move(remedy)});
  }

  static bool take_facts(ProjectFacts& now, const ProjectFacts& given) {
    bool changed = false;
    for (const auto field :
         {&ProjectFacts::id, &ProjectFacts::name, &ProjectFacts::target, &ProjectFacts::chain, &ProjectFacts::park,
          &ProjectFacts::township, &ProjectFacts::leader, &ProjectFacts::unit}) {
      if ((given.*field).empty() || given.*field == now.*field) continue;
      now.*field = given.*field;
      changed = true;
    }
    return changed;
  }

  bool take_event(LedgerProject& project, const ProjectEvent& event, const RowPlace& place) {
    const auto same = [&](const ProjectEvent& one) { return one.state == event.state && one.date == event.date; };
    if (std::any_of(project.events.begin(), project.events.end(), same)) return true;
    const std::string state(label(event.state));
    const std::string state_en(to_string(event.state));
    if (!m_today.empty() && event.date > m_today) {
      refuse(place, place.date, Text("状态日期 " + event.date + " 还没有到", event.date + " is to come"),
             Text("不晚于 " + m_today + " 的日期", "a day not after " + m_today));
      return false;
    }
    if (event.state == ProjectState::ended && event.reason.empty()) {
      refuse(place, place.state, Text("终止没有写原因", "ended without a reason"),
             Text("终止原因", "the reason (终止原因)"));
      return false;
    }
    if (const ProjectEvent* last = last_event(project); last != nullptr) {
      const std::string since(label(last->state));
      const std::string since_en(to_string(last->state));
      if (event.date < last->date) {
        refuse(place, place.date,
               Text(state + " 的日期 " + event.date + " 早于已有的 " + since + " " + last->date,
                    state_en + " on " + event.date + " is before " + since_en + " on " + last->date),
               Text("不早于 " + last->date + " 的日期；历史不改写",
                    "a day not before " + last->date + ": histories only grow"));
        return false;
      }
      if (event.state == last->state) {
        refuse(place, place.date,
               Text("自 " + last->date + " 起已是 " + state, "it is " + state_en + " since " + last->date),
               Text("新的状态，或原来的日期", "another state, or the same day"));
        return false;
      }
      if (event.state < last->state && !event.back) {
        refuse(place, place.state,
               Text("由 " + since + " 退到 " + state, "goes back from " + since_en + " to " + state_en),
               Text(since + " 之后的状态", "a state after " + since_en),
               Text("在 退回 列写 是（set 用 --back），如确是退回", "是 under 退回 (--back with set) where it is so"));
        return false;
      }
    }
    ProjectEvent& added = project.events.emplace_back(event);
    added.back = project.events.size() > 1 && event.state < project.events[project.events.size() - 2].state;
    return true;
  }

  bool take_figures(LedgerProject& project, const ProjectRow& row) {
    ProjectFigures given = row.figures;
    const std::array fields{&ProjectFigures::total, &ProjectFigures::planned, &ProjectFigures::arrived,
                            &ProjectFigures::foreign};
    const auto says = [&](const auto field) { return (given.*field).has_value(); };
    if (std::none_of(fields.begin(), fields.end(), says)) return true;
    const auto agrees = [&](const ProjectFigures& known) {
      return std::all_of(fields.begin(), fields.end(),
                         [&](const auto field) { return !says(field) || given.*field == known.*field; });
    };
    if (given.date.empty()) {
      // Known already, whenever it was said.
      if (!project.figures.empty() && agrees(project.figures.back())) return true;
      given.date = !m_today.empty() ? m_today : row.event ? row.event->date : "";
    }
    if (given.date.empty()) {
      refuse(row.place, row.place.figures, Text("金额没有日期", "figures without a date"),
             Text("截至日期，或 --date", "截至日期, or --date"));
      return false;
    }
    if (!m_today.empty() && given.date > m_today) {
      refuse(row.place, row.place.figures, Text("截至日期 " + given.date + " 还没有到", given.date + " is to come"),
             Text("不晚于 " + m_today + " 的日期", "a day not after " + m_today));
      return false;
    }
    for (const ProjectFigures& known : project.figures) {
      if (known.date == given.date && agrees(known)) return true;
    }
    if (!project.figures.empty()) {
      const ProjectFigures& last = project.figures.back();
      if (agrees(last)) return true;
      if (given.date < last.date) {
        refuse(row.place, row.place.figures,
               Text("金额截至 " + given.date + "，早于已有的 " + last.date,
                    "figures of " + given.date + " are older than those of " + last.date),
               Text("不早于 " + last.date + " 的金额；历史不改写",
                    "figures not before " + last.date + ": histories only grow"));
        return false;
      }
      for (const auto field : fields) {
        if (!says(field)) given.*field = last.*field;
      }
    }
    project.figures.push_back(std::move(given));
    return true;
  }

  Projects& m_projects;
  const std::string& m_today;
  LedgerChanges& m_out;
};

}  // namespace

LedgerChanges merge(Projects& projects, const LedgerRows& rows, const std::string& today) {
  LedgerChanges out;
  Merge merge(projects, today, out);
  // Tables come in any order, histories do not.
  std::vector<const ProjectRow*> ordered;
  for (const ProjectRow& row : rows.projects) ordered.push_back(&row);
  const auto key = [&](const ProjectRow* row) {
    const std::string& date = row->event ? row->event->date : row->figures.date.empty() ? today : row->figures.date;
    return std::tuple<std::string_view, std::string_view>(row->facts.id, date);
  };
  std::stable_sort(ordered.begin(), ordered.end(), [&](const auto* a, const auto* b) { return key(a) < key(b); });
  for (const ProjectRow* row : ordered) merge.project(*row);
  for (const ObstacleRow& row : rows.obstacles) merge.obstacle(row);
  return out;
}

}  // namespace liantu
