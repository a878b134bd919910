#include "named_table.hpp"
#include "node_names.hpp"
#include "project_columns.hpp"
#include "unicode.hpp"

#include "liantu/promotion/project.hpp"
#include "liantu/promotion/project_json.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace liantu {

namespace {

using io::ProjectField;
using io::ProjectHeading;

// Columns before those of the headings: a form of two columns, or of three with verified figures.
enum Column : std::size_t { item, value, verified_value, first_heading };

std::vector<io::NamedColumn> columns() {
  std::vector<io::NamedColumn> out{{Text("项目", "item"), {"项目", "指标", "item"}},
                                   {Text("值", "value"), {"值", "数值", "内容", "承诺", "承诺值", "value", "promised"}},
                                   {Text("核实值", "verified"), {"核实值", "核实", "verified"}}};
  for (const ProjectHeading& heading : io::project_headings())
    out.push_back({heading.name, {heading.headers.begin(), heading.headers.end()}});
  return out;
}

struct Cell {
  std::string_view text;
  std::string place;
};
using Cells = std::vector<Cell>;  // by heading

std::string shown(std::string_view cell) { return std::string(utf8::prefix(cell, 40)); }
Text found(std::string_view cell) { return {"是 \"" + shown(cell) + "\"", "found \"" + shown(cell) + "\""}; }

std::optional<Pollution> pollution_of(std::string_view cell) {
  const std::string word = io::squeezed(cell);
  static const std::map<std::string, Pollution, std::less<>> words{{"无", Pollution::none},
                                                                   {"否", Pollution::none},
                                                                   {"无污染", Pollution::none},
                                                                   {"none", Pollution::none},
                                                                   {"可控", Pollution::controlled},
                                                                   {"有,可控", Pollution::controlled},
                                                                   {"达标", Pollution::controlled},
                                                                   {"达标排放", Pollution::controlled},
                                                                   {"有污染、可控", Pollution::controlled},
                                                                   {"controlled", Pollution::controlled},
                                                                   {"有", Pollution::yes},
                                                                   {"是", Pollution::yes},
                                                                   {"有污染", Pollution::yes},
                                                                   {"yes", Pollution::yes}};
  const auto it = words.find(word);
  return it == words.end() ? std::nullopt : std::optional(it->second);
}

std::optional<bool> yes_or_no(std::string_view cell) {
  const std::string word = io::squeezed(cell);
  if (word == "是" || word == "√" || word == "yes") return true;
  if (word == "否" || word == "no") return false;
  return std::nullopt;
}

class ProjectTable {
 public:
  ProjectTable(const std::string& path, const io::NodeNames& nodes, const Atlas& atlas)
      : m_table(path, io::sheet_named(path, {"项目", "招商项目", "Projects"}), columns()),
        m_nodes(nodes),
        m_atlas(atlas),
        m_sink{path, {}} {}

  std::vector<Project> read(Problems& notes) {
    std::vector<Project> out;
    if (m_table.has(item) && m_table.has(value)) {
      out.push_back(project_of(form()));
    } else if (!m_table.has(first_heading) || !m_table.has(first_heading + 1)) {
      for (const std::size_t needed : {std::size_t{first_heading}, first_heading + std::size_t{1}}) {
        if (!m_table.has(needed)) m_table.tell_missing({needed}, m_sink);
      }
    } else {
      for (const io::NamedRow& row : m_table.rows()) {
        if (std::all_of(row.cells.begin(), row.cells.end(), [](const auto& cell) { return trim(cell).empty(); }))
          continue;
        Cells cells;
        for (std::size_t h = 0; h < io::project_headings().size(); ++h)
          cells.push_back({m_table.cell(row, first_heading + h), m_table.place(row, first_heading + h)});
        out.push_back(project_of(cells));
        out.back().where = "row " + std::to_string(row.number);
      }
      for (const std::string& header : m_table.unknown()) not_used(m_table.header_place(), header, notes);
    }
    return out;
  }
  [[nodiscard]] const Problems& problems() const { return m_sink.problems; }

 private:
  void not_used(const std::string& place, const std::string& header, Problems& notes) const {
    notes.push_back({m_sink.file,
                     place,
                     Text("不用的列 " + shown(header), "a column that is not used: " + shown(header)),
                     Text("见 docs/desk-appraise.md", "see docs/desk-appraise.md"),
                     {}});
  }

  // The lines of a form of two columns, as the cells of a row. An unknown line is an error: a form has no other use.
  Cells form() {
    const auto& headings = io::project_headings();
    Cells out(headings.size());
    for (Cell& cell : out) cell.place = m_table.header_place();
    for (const io::NamedRow& row : m_table.rows()) {
      const std::string_view label = m_table.cell(row, item);
      const std::string key = io::squeezed(label);
      if (key.empty()) continue;
      const auto at = std::find_if(headings.begin(), headings.end(), [&](const ProjectHeading& heading) {
        return std::find(heading.headers.begin(), heading.headers.end(), key) != heading.headers.end();
      });
      if (at == headings.end()) {
        m_sink.add(m_table.place(row, item), found(label),
                   Text("docs/desk-appraise.md 中的项目，如 总投资（万元）", "an item of docs/desk-appraise.md"));
        continue;
      }
      put(row, value, static_cast<std::size_t>(at - headings.begin()), out);
      if (m_table.cell(row, verified_value).empty()) continue;
      const auto verified = std::find_if(at, headings.end(), [&](const ProjectHeading& heading) {
        return heading.verified && heading.field == at->field && heading.index == at->index &&
               heading.factor == at->factor;
      });
      if (verified == headings.end()) {
        m_sink.add(m_table.place(row, verified_value), found(m_table.cell(row, verified_value)),
                   Text("此项没有核实值", "no verified value of this item"));
      } else {
        put(row, verified_value, static_cast<std::size_t>(verified - headings.begin()), out);
      }
    }
    return out;
  }

  void put(const io::NamedRow& row, Column column, std::size_t heading, Cells& out) {
    const std::string_view text = m_table.cell(row, column);
    if (text.empty()) return;
    if (!out[heading].text.empty()) {
      m_sink.add(m_table.place(row, column), Text("此项重复", "the item again"), Text("每项一行", "one line an item"));
      return;
    }
    out[heading] = {text, m_table.place(row, column)};
  }

  Project project_of(const Cells& cells) {
    Project out;
    out.file = m_sink.file;
    const auto& headings = io::project_headings();
    for (std::size_t h = 0; h < headings.size(); ++h) {
      const Cell& cell = cells[h];
      if (!cell.text.empty()) {
        take(headings[h], cell, out);
      } else if (headings[h].field == ProjectField::id || headings[h].field == ProjectField::name) {
        m_sink.add(cell.place, Text("没有" + headings[h].name.zh, "no " + headings[h].name.en),
                   Text("必填", "required"));
      }
    }
    return out;
  }

  void take(const ProjectHeading& heading, const Cell& cell, Project& out) {
    switch (heading.field) {
      case ProjectField::id: out.id = cell.text; return;
      case ProjectField::name: out.name = cell.text; return;
      case ProjectField::firm: out.firm = cell.text; return;
      case ProjectField::park: out.park = cell.text; return;
      case ProjectField::note: out.note = cell.text; return;
      case ProjectField::nodes: take_nodes(cell, out); return;
      case ProjectField::pollution:
        out.pollution = pollution_of(cell.text);
        if (!out.pollution) m_sink.add(cell.place, found(cell.text), Text("无、可控 或 有", "none, controlled or yes"));
        return;
      case ProjectField::leader: {
        const auto answer = yes_or_no(cell.text);
        out.leader = answer.value_or(false);
        if (!answer) m_sink.add(cell.place, found(cell.text), Text("是 或 否", "yes or no"));
        return;
      }
      case ProjectField::share: {
        std::string_view digits = cell.text;
        const bool percents = digits.ends_with("%");
        if (percents) digits.remove_suffix(1);
        amount(digits, cell, percents ? 0.01 : heading.factor, 1, out.local_tax_share);
        tell_both(cell, out);
        return;
      }
      case ProjectField::figure: {
        const auto which = static_cast<ProjectFigure>(heading.index);
        Figure& figure = out[which];
        amount(cell.text, cell, heading.factor, most_of(which), heading.verified ? figure.verified : figure.promised);
        if (which == ProjectFigure::local_tax) tell_both(cell, out);
        return;
      }
      case ProjectField::cost: amount(cell.text, cell, heading.factor, 1e9, out.costs[heading.index]); return;
    }
  }

  void tell_both(const Cell& cell, const Project& project) {
    if (project.local_tax_share && project[ProjectFigure::local_tax].known())
      m_sink.add(cell.place, Text("留成比例、县级留成税收都填了", "the share and the local tax"),
                 Text("两者只填一个", "one of the two"));
  }

  void amount(std::string_view digits, const Cell& cell, double factor, double most, std::optional<double>& out) {
    const auto number = io::amount_of(digits);
    if (out) {
      m_sink.add(cell.place, Text("同一数字填了两次", "the same figure again"),
                 Text("万元、亿元只填一列", "one of the columns"));
    } else if (!number || *number * factor > most) {
      const std::string limit = plain(most / factor);
      m_sink.add(cell.place, found(cell.text),
                 Text("0.." + limit + " 之间的数字，不带单位", "a number in 0.." + limit + ", without a unit"));
    } else {
      out = detail::as_written(*number * factor);
    }
  }

  void take_nodes(const Cell& cell, Project& out) {
    static constexpr std::array<std::string_view, 7> marks{"、", "；", "，", ";", ",", "\n", "|"};
    std::string_view rest = cell.text;
    while (!rest.empty()) {
      std::size_t end = rest.size();
      std::size_t width = 0;
      for (const std::string_view mark : marks) {
        const auto at = rest.find(mark);
        if (at < end) {
          end = at;
          width = mark.size();
        }
      }
      const std::string_view name = trim(rest.substr(0, end));
      rest.remove_prefix(end + width);
      if (name.empty()) continue;
      if (const auto node = m_nodes.find({}, name, cell.place, m_sink)) take_node(*node, cell.place, out);
    }
  }
  void take_node(NodeIndex node, const std::string& place, Project& out) {
    std::string key = m_atlas.key(node);
    if (std::find(out.nodes.begin(), out.nodes.end(), key) != out.nodes.end()) {
      m_sink.add(place, Text("环节重复：" + key, "the node again: " + key), Text("每个环节一次", "each node once"));
    } else {
      out.nodes.push_back(std::move(key));
    }
  }

  io::NamedTable m_table;
  const io::NodeNames& m_nodes;
  const Atlas& m_atlas;
  ProblemSink m_sink;
};

Project read_json(const std::string& path, const Atlas& atlas, Problems& problems) {
  Project out = read_project(read_file(path), path);
  for (std::size_t i = 0; i < out.nodes.size(); ++i) {
    if (atlas.find(out.nodes[i])) continue;
    problems.push_back({path,
                        "/nodes/" + std::to_string(i),
                        found(out.nodes[i]),
                        Text("已载入产业链的 产业链:环节", "chain:node of a loaded chain"),
                        {}});
  }
  return out;
}

}  // namespace

std::vector<Project> read_projects(const std::vector<std::string>& paths, const Atlas& atlas, Problems& notes) {
  std::vector<Project> out;
  Problems problems;
  const io::NodeNames nodes(atlas);
  for (const std::string& path : paths) {
    try {
      if (fold(path).ends_with(".json")) {
        out.push_back(read_json(path, atlas, problems));
        continue;
      }
      ProjectTable table(path, nodes, atlas);
      std::vector<Project> more = table.read(notes);
      problems.insert(problems.end(), table.problems().begin(), table.problems().end());
      std::move(more.begin(), more.end(), std::back_inserter(out));
    } catch (const InputError& error) {
      problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    }
  }
  std::set<std::string_view> ids;
  for (const Project& project : out) {
    if (project.id.empty() || ids.insert(project.id).second) continue;
    problems.push_back({project.file,
                        project.where.empty() ? "/id" : project.where,
                        Text("项目编号重复：" + shown(project.id), "the id again: " + shown(project.id)),
                        Text("每个项目一个编号", "an id of its own"),
                        {}});
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  return out;
}

}  // namespace liantu
