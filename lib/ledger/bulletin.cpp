#include "liantu/promotion/bulletin.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

namespace liantu {

namespace {

struct Span {
  std::string from;
  std::string to;
  [[nodiscard]] bool has(std::string_view date) const { return date >= from && date <= to; }
};

// From 1 January to `day`, both of the goals' year.
Span year_to(const Period& period, const std::string& day) {
  const std::string year = day_text(std::chrono::year(period.year) / std::chrono::January / 1).substr(0, 4);
  return {year + "-01-01", std::min(day, year + "-12-31")};
}

bool is_under_way(const LedgerProject& project, std::string_view date) {
  const ProjectEvent* last = last_event(project, date);
  return last != nullptr && last->state < ProjectState::on_target;
}

// Money of one project that arrived in the year. Not known: nothing, `baseless` where only its beginning is missing.
struct Arrived {
  std::optional<double> amount;
  bool baseless = false;
};

Arrived arrived_in(const LedgerProject& project, std::optional<double> ProjectFigures::*money, const Span& year) {
  const ProjectFigures* now = last_figures(project, year.to);
  if (now == nullptr || !(now->*money)) return {};
  std::optional<double> base;
  for (const ProjectFigures& figures : project.figures) {
    if (figures.date < year.from && figures.*money) base = figures.*money;
  }
  // A project that began this year began with nothing.
  const bool fresh = !project.events.empty() && project.events.front().date >= year.from;
  if (!base && !fresh) return {std::nullopt, true};
  return {*(now->*money) - base.value_or(0), false};
}

bool is_signed_in(const LedgerProject& project, const Span& span, std::string_view date) {
  const ProjectEvent* event = first_event(project, ProjectState::contracted);
  const ProjectEvent* last = last_event(project, date);
  return event != nullptr && span.has(event->date) && last->state >= ProjectState::contracted &&
         last->state != ProjectState::ended;
}

// What a unit did of a measure; nothing where its projects do not say.
std::optional<double> done_by(const BulletinInput& input, const std::string& unit, GoalMeasure measure,
                              const Span& year) {
  std::optional<double> out;
  for (const auto& [id, project] : input.projects) {
    if (project.facts.unit != unit || last_event(project, year.to) == nullptr) continue;
    if (measure == GoalMeasure::projects) {
      out = out.value_or(0) + (is_signed_in(project, year, year.to) ? 1 : 0);
      continue;
    }
    const auto money = measure == GoalMeasure::money ? &ProjectFigures::arrived : &ProjectFigures::foreign;
    const Arrived arrived = arrived_in(project, money, year);
    if (arrived.amount) out = out.value_or(0) + *arrived.amount;
  }
  if (out) out = std::round(*out * 1e6) / 1e6;
  return out;
}

std::vector<UnitGoal> goals_of_year(const BulletinInput& input) {
  std::vector<UnitGoal> out;
  for (const UnitGoal& goal : input.goals) {
    if (!goal.year || *goal.year == input.period.year) out.push_back(goal);
  }
  return out;
}

std::vector<UnitStanding> placed(const BulletinInput& input, GoalMeasure measure, const Span& year) {
  std::vector<UnitStanding> out;
  std::set<std::string> known;
  for (const UnitGoal& goal : goals_of_year(input)) {
    UnitStanding standing{
        goal.unit, goal.goals[static_cast<std::size_t>(measure)], done_by(input, goal.unit, measure, year), {}, {}};
    if (!standing.done && goal.nothing) standing.done = 0;
    known.insert(goal.unit);
    out.push_back(std::move(standing));
  }
  for (const auto& [id, project] : input.projects) {
    const std::string& unit = project.facts.unit;
    if (unit.empty() || last_event(project, year.to) == nullptr || !known.insert(unit).second) continue;
    out.push_back({unit, {}, done_by(input, unit, measure, year), {}, {}});
  }
  // -1 of what has no rate: after all that have.
  const auto key = [](const UnitStanding& s) { return s.share().value_or(-1 - (s.goal ? 0 : 1)); };
  std::stable_sort(out.begin(), out.end(), [&](const auto& a, const auto& b) { return key(a) > key(b); });
  for (std::size_t i = 0; i < out.size() && out[i].share(); ++i)
    out[i].place = i > 0 && *out[i].share() == *out[i - 1].share() ? out[i - 1].place : std::optional(i + 1);
  return out;
}

std::vector<UnitStanding> standings_of(const BulletinInput& input, GoalMeasure measure) {
  const auto goals = goals_of_year(input);
  const auto at = static_cast<std::size_t>(measure);
  if (std::none_of(goals.begin(), goals.end(), [&](const UnitGoal& goal) { return goal.goals[at].has_value(); }))
    return {};
  auto out = placed(input, measure, year_to(input.period, input.as_of));
  const auto before = period_before(input.period);
  if (!before) return out;
  const Span year = year_to(input.period, before->to);
  if (year.to < year.from) return out;
  std::map<std::string, std::optional<std::size_t>> places;
  for (const UnitStanding& standing : placed(input, measure, year)) places[standing.unit] = standing.place;
  for (UnitStanding& standing : out) {
    if (const auto known = places.find(standing.unit); known != places.end()) standing.before = known->second;
  }
  return out;
}

void add_money(BulletinCounts& out, const LedgerProject& project, const Span& year) {
  const Arrived arrived = arrived_in(project, &ProjectFigures::arrived, year);
  if (arrived.amount) {
    out.arrived_year = out.arrived_year.value_or(0) + *arrived.amount;
  } else if (arrived.baseless) {
    ++out.arrived_baseless;
  } else if (is_under_way(project, year.to) && last_event(project, year.to)->state >= ProjectState::contracted) {
    ++out.arrived_unknown;
  }
}

BulletinCounts counts_of(const BulletinInput& input) {
  BulletinCounts out;
  const Span now{input.period.from, input.as_of};
  const Span year = year_to(input.period, input.as_of);
  std::vector<int> days;
  for (const auto& [id, project] : input.projects) {
    const ProjectEvent* last = last_event(project, input.as_of);
    if (last == nullptr) continue;
    ++out.projects;
    ++out.states[static_cast<std::size_t>(last->state)];
    out.without_unit += project.facts.unit.empty() ? 1 : 0;
    const auto in = [&one = project](ProjectState state, const Span& span) {
      const ProjectEvent* event = first_event(one, state);
      return event != nullptr && span.has(event->date);
    };
    if (in(ProjectState::contracted, now)) {
      ++out.signed_now;
      const ProjectFigures* figures = last_figures(project, input.as_of);
      const bool known = figures != nullptr && figures->total;
      if (known) out.signed_total += *figures->total;
      if (!known) ++out.signed_unknown;
    }
    out.started_now += in(ProjectState::started, now) ? 1 : 0;
    out.producing_now += in(ProjectState::producing, now) ? 1 : 0;
    out.ended_now += last->state == ProjectState::ended && now.has(last->date) ? 1 : 0;
    out.signed_year += in(ProjectState::contracted, year) ? 1 : 0;
    if (in(ProjectState::started, year)) {
      ++out.started_year;
      if (const auto took = days_to_start(project)) days.push_back(*took);
    }
    add_money(out, project, year);
  }
  std::sort(days.begin(), days.end());
  out.days_known = days.size();
  if (!days.empty()) out.days_to_start = (days[(days.size() - 1) / 2] + days[days.size() / 2]) / 2.0;
  return out;
}

std::vector<UnitVisits> visits_of(const BulletinInput& input) {
  std::vector<UnitVisits> out;
  std::map<std::string, std::size_t> at;
  const auto unit_of = [&](const std::string& unit) -> UnitVisits& {
    const auto [it, fresh] = at.try_emplace(unit, out.size());
    if (fresh) out.push_back({unit, 0, 0, {}, {}, {}, {}});
    return out[it->second];
  };
  for (const UnitGoal& goal : goals_of_year(input)) unit_of(goal.unit);
  const auto add = [](std::optional<double>& sum, const std::optional<double>& more) {
    if (more) sum = sum.value_or(0) + *more;
  };
  for (const Visit& visit : *input.visits) {
    if (visit.date < input.period.from || visit.date > input.as_of) continue;
    UnitVisits& unit = unit_of(visit.unit);
    ++unit.trips;
    unit.led += visit.led ? 1 : 0;
    add(unit.days, visit.days);
    add(unit.firms, visit.firms);
    add(unit.leads, visit.leads);
    if (!visit.region.empty()) unit.regions.insert(visit.region);
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.trips > b.trips; });
  return out;
}

std::vector<OverdueMatter> overdue_of(const BulletinInput& input) {
  std::vector<OverdueMatter> out;
  for (const auto& [id, project] : input.projects) {
    const ProjectEvent* last = last_event(project, input.as_of);
    if (last == nullptr || last->state == ProjectState::ended) continue;
    for (const OpenMatter& matter : matters_of(project)) {
      if (!is_overdue(*matter.last, input.as_of)) continue;
      const auto promised = day_of(matter.last->promised);
      const auto today = day_of(input.as_of);
      const int days = promised && today ? static_cast<int>((*today - *promised).count()) : 0;
      out.push_back({project.facts.name, project.facts.unit, *matter.last, days, matter.moved});
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.days > b.days; });
  return out;
}

std::vector<IdleUnit> idle_of(const BulletinInput& input) {
  const Span now{input.period.from, input.as_of};
  std::map<std::string, IdleUnit> units;
  std::set<std::string> moved;
  for (const UnitGoal& goal : goals_of_year(input)) {
    if (goal.nothing) units[goal.unit].unit = goal.unit;
  }
  for (const auto& [id, project] : input.projects) {
    if (project.facts.unit.empty() || last_event(project, input.as_of) == nullptr) continue;
    IdleUnit& unit = units[project.facts.unit];
    unit.unit = project.facts.unit;
    unit.projects += is_under_way(project, input.as_of) ? 1 : 0;
    const auto see = [&](const std::string& date) {
      if (date > input.as_of) return;
      unit.last = std::max(unit.last, date);
      if (now.has(date)) moved.insert(unit.unit);
    };
    for (const ProjectEvent& event : project.events) see(event.date);
    for (const ProjectFigures& figures : project.figures) see(figures.date);
  }
  std::vector<IdleUnit> out;
  for (auto& [name, unit] : units) {
    // One whose projects are all done has nothing left to move.
    if (!moved.contains(name) && (unit.projects > 0 || unit.last.empty())) out.push_back(std::move(unit));
  }
  return out;
}

}  // namespace

Bulletin bulletin_of(const BulletinInput& input) {
  Bulletin out;
  out.period = input.period;
  out.as_of = input.as_of;
  out.counts = counts_of(input);
  for (std::size_t i = 0; i < out.standings.size(); ++i)
    out.standings[i] = standings_of(input, static_cast<GoalMeasure>(i));
  if (input.visits) out.visits = visits_of(input);
  out.cohort = input.cohort;
  out.rates = rates_of(input.projects, input.cohort, input.as_of);
  out.overdue = overdue_of(input);
  out.idle = idle_of(input);
  const Span year = year_to(input.period, input.as_of);
  for (const UnitGoal& goal : goals_of_year(input)) {
    if (!goal.nothing && !done_by(input, goal.unit, GoalMeasure::projects, year)) out.unreported.push_back(goal.unit);
  }
  return out;
}

}  // namespace liantu
