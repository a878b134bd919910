/// @file
/// 招商台账: what a ledger holds of investment projects: who they are, the states they went through, their figures and
/// what blocks them. Histories only grow. Money is in 10,000 yuan, dates are days of ISO 8601. Header-only values; see
/// ledger.hpp for the file they live in.
#pragma once

#include "liantu/date.hpp"
#include "liantu/text.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liantu {

/// 线索 在谈 意向 签约 手续 开工 在建 投产 达效, in this order; 终止 may follow any.
enum class ProjectState { lead, talks, intent, contracted, procedures, started, building, producing, on_target, ended };
template <>
struct EnumWords<ProjectState> {
  static constexpr std::array<std::string_view, 10> names{
      "lead", "talks", "intent", "contracted", "procedures", "started", "building", "producing", "on_target", "ended"};
  static constexpr std::array<std::string_view, 10> zh{"线索", "在谈", "意向", "签约", "手续",
                                                       "开工", "在建", "投产", "达效", "终止"};
};

/// What a project waits for.
enum class ObstacleKind { land, planning, environment, energy, utilities, finance, demolition, other };
template <>
struct EnumWords<ObstacleKind> {
  static constexpr std::array<std::string_view, 8> names{"land",      "planning", "environment", "energy",
                                                         "utilities", "finance",  "demolition",  "other"};
  static constexpr std::array<std::string_view, 8> zh{"用地", "规划", "环评", "能耗", "水电", "融资", "拆迁", "其他"};
};

/// A project comes into a state.
struct ProjectEvent {
  ProjectState state = ProjectState::lead;
  std::string date;
  std::string reason;  ///< of 终止
  bool back = false;   ///< said to go back, or to rise again after 终止

  friend bool operator==(const ProjectEvent&, const ProjectEvent&) = default;
};

/// Figures as known on a day, in 10,000 yuan; an absent one is not known.
struct ProjectFigures {
  std::string date;
  std::optional<double> total;    ///< 总投资
  std::optional<double> planned;  ///< 年度计划
  std::optional<double> arrived;  ///< 累计到位
  std::optional<double> foreign;  ///< 外资, that arrived so far

  friend bool operator==(const ProjectFigures&, const ProjectFigures&) = default;
};

/// 堵点: one matter of one kind. A changed department, promise or closing is a further record of the same matter.
struct Obstacle {
  ObstacleKind kind = ObstacleKind::other;
  std::string matter;      ///< may be empty
  std::string department;  ///< who is to clear it
  std::string promised;    ///< a day, or empty
  std::string closed;      ///< a day, or empty

  friend bool operator==(const Obstacle&, const Obstacle&) = default;
};

/// Who a project is. `leader` (包联领导) names a person: it is in the ledger and its export and nowhere else.
struct ProjectFacts {
  std::string id;
  std::string name;
  std::string target;  ///< "chain:node", may be empty
  std::string chain;
  std::string park;
  std::string township;
  std::string leader;
  std::string unit;  ///< 责任单位

  friend bool operator==(const ProjectFacts&, const ProjectFacts&) = default;
};

/// A project with its histories, which only grow.
struct LedgerProject {
  ProjectFacts facts;
  std::vector<ProjectEvent> events;     ///< in the order of their dates
  std::vector<ProjectFigures> figures;  ///< in the order of their dates
  std::vector<Obstacle> obstacles;      ///< records in the order they came

  friend bool operator==(const LedgerProject&, const LedgerProject&) = default;
};

/// All of a ledger, by project id.
using Projects = std::map<std::string, LedgerProject>;

/// 亿元以上: 以上 includes the figure itself.
inline constexpr double large_project = 10000;

/// The day of a full date that the calendar has; nothing for "2026-02", "2026-02-30" and what is no date. O(1).
[[nodiscard]] inline std::optional<std::chrono::sys_days> day_of(std::string_view text) {
  const auto date = parse_date(text);
  if (!date || date->day == 0) return std::nullopt;
  const std::chrono::year_month_day day(std::chrono::year(date->year),
                                        std::chrono::month(static_cast<unsigned>(date->month)),
                                        std::chrono::day(static_cast<unsigned>(date->day)));
  if (!day.ok()) return std::nullopt;
  return std::chrono::sys_days(day);
}

/// Whether a text has the form of a target's id, "chain:node". O(text).
[[nodiscard]] inline bool is_target_id(std::string_view text) {
  const auto colon = text.find(':');
  return colon != std::string_view::npos && colon > 0 && colon + 1 < text.size() &&
         text.find_first_of(": \t", colon + 1) == std::string_view::npos;
}

/// The last event on or before `date` (of all, where it is empty); null where there is none. O(events).
[[nodiscard]] inline const ProjectEvent* last_event(const LedgerProject& project, std::string_view date = {}) {
  const ProjectEvent* out = nullptr;
  for (const ProjectEvent& event : project.events) {
    if (date.empty() || event.date <= date) out = &event;
  }
  return out;
}

/// The first event of a state; null where there is none. O(events).
[[nodiscard]] inline const ProjectEvent* first_event(const LedgerProject& project, ProjectState state) {
  for (const ProjectEvent& event : project.events) {
    if (event.state == state) return &event;
  }
  return nullptr;
}

/// The figures known on `date` (the last ones, where it is empty); null where there are none. O(figures).
[[nodiscard]] inline const ProjectFigures* last_figures(const LedgerProject& project, std::string_view date = {}) {
  const ProjectFigures* out = nullptr;
  for (const ProjectFigures& figures : project.figures) {
    if (date.empty() || figures.date <= date) out = &figures;
  }
  return out;
}

/// 亿元以上, of the figures known on `date`; nothing where the total is not known.
[[nodiscard]] inline std::optional<bool> is_large(const LedgerProject& project, std::string_view date = {}) {
  const ProjectFigures* figures = last_figures(project, date);
  if (figures == nullptr || !figures->total) return std::nullopt;
  return *figures->total >= large_project;
}

/// Days from the first 签约 to the first 开工; nothing where one of them has no date, or they are the other way round.
[[nodiscard]] inline std::optional<int> days_to_start(const LedgerProject& project) {
  const ProjectEvent* from = first_event(project, ProjectState::contracted);
  const ProjectEvent* to = first_event(project, ProjectState::started);
  if (from == nullptr || to == nullptr) return std::nullopt;
  const auto first = day_of(from->date);
  const auto last = day_of(to->date);
  if (!first || !last || *last < *first) return std::nullopt;
  return static_cast<int>((*last - *first).count());
}

/// One matter as it stands: its last record, and how often its promise was put off.
struct OpenMatter {
  const Obstacle* last = nullptr;
  std::size_t moved = 0;
};

/// The matters of a project, in the order they came up. O(records²) of one project.
[[nodiscard]] inline std::vector<OpenMatter> matters_of(const LedgerProject& project) {
  std::vector<OpenMatter> out;
  for (const Obstacle& record : project.obstacles) {
    OpenMatter* known = nullptr;
    for (OpenMatter& matter : out) {
      if (matter.last->kind == record.kind && matter.last->matter == record.matter) known = &matter;
    }
    if (known == nullptr) {
      out.push_back({&record, 0});
      continue;
    }
    if (!known->last->promised.empty() && record.promised != known->last->promised) ++known->moved;
    known->last = &record;
  }
  return out;
}

/// Promised for a day before `date` and not closed by then.
[[nodiscard]] inline bool is_overdue(const Obstacle& obstacle, std::string_view date) {
  return !obstacle.promised.empty() && obstacle.promised < date && (obstacle.closed.empty() || obstacle.closed > date);
}

}  // namespace liantu
