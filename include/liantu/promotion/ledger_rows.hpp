/// @file
/// Rows for a ledger, as tables and callers give them, and what comes of them: a blank cell says nothing, what the
/// ledger has already is no change, histories only grow. Reading and writing tables is part of liantu::io, merging of
/// liantu::ledger.
#pragma once

#include "liantu/diagnostic.hpp"
#include "liantu/promotion/ledger_project.hpp"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace liantu {

/// Where a row stands, for what is said about it; columns fall back on the row.
struct RowPlace {
  std::string file;
  std::string row;
  std::string state;
  std::string date;
  std::string figures;
};

/// A project, or what is new of it: empty texts and absent figures say nothing.
struct ProjectRow {
  RowPlace place;
  ProjectFacts facts;
  std::optional<ProjectEvent> event;
  ProjectFigures figures;  ///< its date may be empty: then the day of the merge, else that of the event
};

/// A row of a table of obstacles.
struct ObstacleRow {
  RowPlace place;
  std::string project;
  Obstacle obstacle;
};

/// Good rows of any number of tables.
struct LedgerRows {
  std::vector<ProjectRow> projects;
  std::vector<ObstacleRow> obstacles;
};

/// What a merge did.
struct LedgerChanges {
  std::size_t projects = 0;   ///< new ones
  std::size_t facts = 0;      ///< known projects of which a name, unit … is another now
  std::size_t events = 0;     ///< added to histories
  std::size_t figures = 0;    ///< added to histories
  std::size_t obstacles = 0;  ///< records added
  std::size_t unchanged = 0;  ///< rows that said nothing new
  std::set<std::string> ids;  ///< of the projects that changed
  Problems problems;          ///< rows that were refused: nothing of them was merged
};

/// Merges rows into `projects`, in the order of their dates. Refused, each with its place: a new project without a
/// name, a state that goes back without saying so, that is held already since another day, or is dated before the last
/// event or after `today`; 终止 without a reason; figures older than the last; an obstacle of a project that is not
/// there, or closed after `today`. `today` may be empty. O((rows + histories touched) log projects).
[[nodiscard]] LedgerChanges merge(Projects& projects, const LedgerRows& rows, const std::string& today);

/// Reads tables of projects (CSV or XLSX) with Chinese headers: 项目编号 项目名称 目标 产业链 园区 乡镇 包联领导
/// 责任单位 总投资 年度计划 累计到位 外资 (10,000 yuan) 截至日期 状态 状态日期 终止原因 退回. Several rows of one
/// project are its history. `out` takes good rows, `problems` what is wrong with the others, by row and column; `notes`
/// takes columns that are not used. Errors: InputError for a file that is no such table. O(bytes).
void read_project_rows(const std::string& path, LedgerRows& out, Problems& problems, Problems& notes);

/// The same of 堵点: 项目编号 堵点类型 事项 责任部门 承诺日期 办结日期. `out`, `problems`, `notes` and errors as above.
/// O(bytes).
void read_obstacle_rows(const std::string& path, LedgerRows& out, Problems& problems, Problems& notes);

/// The ledger in the form that is read: UTF-8 with byte order mark, formula-safe. With `history` a row for every event
/// and every change of figures, so that reading it into an empty ledger gives the same one; else one row a project, as
/// it stands. O(size).
[[nodiscard]] std::string projects_csv(const Projects& projects, bool history);
/// The obstacles in the same way, as read_obstacle_rows() reads them. O(size).
[[nodiscard]] std::string obstacles_csv(const Projects& projects, bool history);

}  // namespace liantu
