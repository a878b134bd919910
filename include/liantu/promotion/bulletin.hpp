/// @file
/// 通报: where the units stand at the end of a week, month or quarter: against their goals, with their visits, the
/// three rates, what is overdue and who did not move. Of units only: no person is in it. What was not reported is 未报,
/// not zero. Computing is part of liantu::ledger, reading the tables of liantu::io, writing of liantu::publish.
#pragma once

#include "liantu/diagnostic.hpp"
#include "liantu/promotion/ledger_project.hpp"
#include "liantu/promotion/period.hpp"
#include "liantu/promotion/rates.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace liantu {

/// What goals are of: projects signed, and money and foreign capital that arrived, in 10,000 yuan.
enum class GoalMeasure { projects, money, foreign };
template <>
struct EnumWords<GoalMeasure> {
  static constexpr std::array<std::string_view, 3> names{"projects", "money", "foreign"};
  static constexpr std::array<std::string_view, 3> zh{"项目", "到位资金", "到位外资"};
};

/// A row of 任务表; an absent goal was not set.
struct UnitGoal {
  std::string unit;
  std::optional<int> year;                     ///< any, where it is not given
  std::array<std::optional<double>, 3> goals;  ///< by GoalMeasure
  bool nothing = false;                        ///< 零报告: the unit says that it has nothing
};

/// A row of 活动表. The leader's name is not read: only whether one led it.
struct Visit {
  std::string date;
  std::string unit;
  bool led = false;
  std::optional<double> days;
  std::string region;
  std::optional<double> firms;
  std::optional<double> leads;
};

/// What a bulletin is made of.
struct BulletinInput {
  Projects projects;
  std::vector<UnitGoal> goals;
  std::optional<std::vector<Visit>> visits;  ///< nothing: no table was given
  Period period;
  std::string as_of;  ///< a day of the period, or its end
  Cohort cohort;      ///< of the rates
};

/// A unit against its goal, from the beginning of the year to the day.
struct UnitStanding {
  std::string unit;
  std::optional<double> goal;
  std::optional<double> done;         ///< nothing: 未报
  std::optional<std::size_t> place;   ///< of done / goal; ties share one, and the next is as many places down
  std::optional<std::size_t> before;  ///< at the end of the period before

  /// Of the goal, 0 or more; nothing where the goal or what was done is not known.
  [[nodiscard]] std::optional<double> share() const {
    return goal && *goal > 0 && done ? std::optional(*done / *goal) : std::nullopt;
  }
};

/// The visits of one unit in the period, summed.
struct UnitVisits {
  std::string unit;
  std::size_t trips = 0;  ///< 0: 未报
  std::size_t led = 0;
  std::optional<double> days;
  std::optional<double> firms;
  std::optional<double> leads;
  std::set<std::string> regions;
};

/// An obstacle that is open after the day promised.
struct OverdueMatter {
  std::string project;  ///< its name
  std::string unit;
  Obstacle obstacle;
  int days = 0;           ///< past the promise
  std::size_t moved = 0;  ///< times that the promise was put off
};

/// A unit that has nothing at all, or projects under way none of which moved in the period.
struct IdleUnit {
  std::string unit;
  std::size_t projects = 0;  ///< under way
  std::string last;          ///< day of the last record; may be empty
};

/// 总体: numbers of projects, and money in 10,000 yuan.
struct BulletinCounts {
  std::size_t projects = 0;
  std::array<std::size_t, EnumWords<ProjectState>::names.size()> states{};
  std::size_t signed_now = 0;  ///< in the period
  std::size_t started_now = 0;
  std::size_t producing_now = 0;
  std::size_t ended_now = 0;
  std::size_t signed_year = 0;  ///< from the beginning of the year
  std::size_t started_year = 0;
  double signed_total = 0;              ///< total investment of those signed in the period
  std::size_t signed_unknown = 0;       ///< of them without a total
  std::optional<double> arrived_year;   ///< nothing: nobody reported it
  std::size_t arrived_unknown = 0;      ///< under way, without what arrived
  std::size_t arrived_baseless = 0;     ///< of earlier years, without what had arrived before this one
  std::optional<double> days_to_start;  ///< median of those started this year
  std::size_t days_known = 0;
  std::size_t without_unit = 0;
};

/// Of units and projects, never of persons.
struct Bulletin {
  Period period;
  std::string as_of;
  BulletinCounts counts;
  /// By GoalMeasure; by place, then unranked ones; empty: no goals.
  std::array<std::vector<UnitStanding>, 3> standings;
  std::optional<std::vector<UnitVisits>> visits;  ///< of the period
  Rates rates;
  Cohort cohort;
  std::vector<OverdueMatter> overdue;  ///< longest first
  std::vector<IdleUnit> idle;
  std::vector<std::string> unreported;  ///< units with a goal and nothing in the ledger
};

/// Everything as it stood at `as_of`. Goals of other years are left out. The same input gives the same bulletin.
/// O(projects · units + records).
[[nodiscard]] Bulletin bulletin_of(const BulletinInput& input);

/// Reads 任务表 (CSV or XLSX): 单位 年度 项目目标 资金目标 外资目标 零报告. Errors: InputError with every problem by
/// row and column: a missing column, a figure that is none, a unit twice for a year. O(bytes).
[[nodiscard]] std::vector<UnitGoal> read_goals(const std::string& path, Problems& notes);

/// Reads 活动表 (CSV or XLSX): 日期 单位 领导 天数 地区 走访企业 线索; firms and leads as a number, or as names, which
/// are counted. Errors: InputError, the same way. O(bytes).
[[nodiscard]] std::vector<Visit> read_visits(const std::string& path, Problems& notes);

}  // namespace liantu
