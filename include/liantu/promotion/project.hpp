/// @file
/// 招商项目: what a project promises and needs, as an office writes it down. Nothing is computed here; see
/// appraisal.hpp. JSON is read by project_json.hpp; reading files and tables is part of liantu::io. Every amount is of
/// the year in which the project runs in full (达产), money in 10,000 yuan.
#pragma once

#include "liantu/chain/atlas.hpp"
#include "liantu/diagnostic.hpp"
#include "liantu/text.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liantu {

/// 承诺 and 核实 apart: what the investor says, and what somebody has checked. Either may be absent.
struct Figure {
  std::optional<double> promised;
  std::optional<double> verified;

  /// Promised or verified.
  [[nodiscard]] bool known() const { return promised || verified; }
  friend bool operator==(const Figure&, const Figure&) = default;
};

/// The figures that a project has; the words are the keys of its file.
enum class ProjectFigure { investment, land, energy, water, jobs, output, tax, local_tax };
template <>
struct EnumWords<ProjectFigure> {
  static constexpr std::array<std::string_view, 8> names{
      "investment_10k_yuan", "land_mu",      "energy_tce",        "water_m3", "jobs",
      "output_10k_yuan",     "tax_10k_yuan", "local_tax_10k_yuan"};
  static constexpr std::array<std::string_view, 8> zh{"总投资", "用地",   "用能",   "用水",
                                                      "就业",   "年产值", "年税收", "县级留成税收"};
};
/// Of a figure, as it is printed.
[[nodiscard]] constexpr std::string_view unit_of(ProjectFigure figure, Lang lang) {
  constexpr std::array<std::string_view, 8> zh{"万元", "亩",      "吨标准煤/年", "立方米/年",
                                               "人",   "万元/年", "万元/年",     "万元/年"};
  constexpr std::array<std::string_view, 8> en{
      "10k yuan", "mu", "tce/year", "m3/year", "persons", "10k yuan/year", "10k yuan/year", "10k yuan/year"};
  return (lang == Lang::zh ? zh : en)[static_cast<std::size_t>(figure)];
}
/// The largest amount that a file may give.
[[nodiscard]] constexpr double most_of(ProjectFigure figure) {
  return figure == ProjectFigure::energy || figure == ProjectFigure::water ? 1e12 : 1e9;
}

/// What the county spends on it: 土地让利, 基础设施配套, 奖补, 产业基金.
enum class ProjectCost { land, works, awards, fund };
template <>
struct EnumWords<ProjectCost> {
  static constexpr std::array<std::string_view, 4> names{"land", "works", "awards", "fund"};
  static constexpr std::array<std::string_view, 4> zh{"土地让利", "基础设施配套", "奖补", "产业基金"};
};

/// 无 / 有,可控(达标排放) / 有,不可控.
enum class Pollution { none, controlled, yes };
template <>
struct EnumWords<Pollution> {
  static constexpr std::array<std::string_view, 3> names{"none", "controlled", "yes"};
  static constexpr std::array<std::string_view, 3> zh{"无污染", "有污染、可控", "有污染"};
};

/// A project that is offered to the county.
struct Project {
  std::string id;
  std::string name;
  std::string firm;                            ///< who invests; may be empty
  std::string park;                            ///< of the county file; empty: not chosen
  std::vector<std::string> nodes;              ///< chain:node, each once
  bool leader = false;                         ///< 链主, listed or 小巨人: makes a node 优势 by itself
  std::array<Figure, 8> figures;               ///< by ProjectFigure
  std::optional<double> local_tax_share;       ///< instead of local_tax, 0..1
  std::array<std::optional<double>, 4> costs;  ///< by ProjectCost, 10,000 yuan
  std::optional<Pollution> pollution;
  std::string note;
  std::string file;   ///< where it was read: as the caller named it
  std::string where;  ///< and the row, of a table

  [[nodiscard]] Figure& operator[](ProjectFigure figure) { return figures[static_cast<std::size_t>(figure)]; }
  [[nodiscard]] const Figure& operator[](ProjectFigure figure) const {
    return figures[static_cast<std::size_t>(figure)];
  }
};

/// Reads files of projects in order: JSON (one project a file), or tables (CSV, XLSX): one project a row, or two
/// columns 项目 and 值 with one project. Tables name nodes by chain:node or by name, several apart by 、 or ；. Headers
/// are those of docs/desk-appraise.md, with 万元 or 亿元; a header with 核实 before it is of verified figures. `notes`
/// takes columns that are not used. Errors: InputError with every problem by JSON pointer, or by row and column; a node
/// that no loaded chain has; an id that is there twice. O(bytes).
[[nodiscard]] std::vector<Project> read_projects(const std::vector<std::string>& paths, const Atlas& atlas,
                                                 Problems& notes);

}  // namespace liantu
