// The ledger as text and JSON. Whom a project is assigned to is left out: names of persons stay in the export.
#include "ledger_command.hpp"

#include "liantu/json/writer.hpp"

#include <boost/json.hpp>

#include <string>
#include <utility>

namespace liantu::tool {

namespace {

std::string figure(const std::optional<double>& value, Lang lang) {
  return value ? plain(*value, 2) : lang == Lang::zh ? "未报" : "not reported";
}

std::string state_of(const LedgerProject& project, Lang lang) {
  const ProjectEvent* last = last_event(project);
  if (last == nullptr) return lang == Lang::zh ? "无状态" : "no state";
  return std::string(label(last->state, lang)) + " " + last->date +
         (last->reason.empty() ? "" : "（" + last->reason + "）");
}

boost::json::value or_null(const std::optional<double>& value) {
  return value ? boost::json::value(*value) : boost::json::value();
}

boost::json::object project_json(const LedgerProject& project) {
  const ProjectFacts& f = project.facts;
  boost::json::object out{{"id", f.id},     {"name", f.name},         {"target", f.target}, {"chain", f.chain},
                          {"park", f.park}, {"township", f.township}, {"unit", f.unit}};
  boost::json::array events;
  for (const ProjectEvent& e : project.events) {
    boost::json::object event{{"state", to_string(e.state)}, {"date", e.date}};
    if (!e.reason.empty()) event["reason"] = e.reason;
    if (e.back) event["back"] = true;
    events.push_back(std::move(event));
  }
  out["events"] = std::move(events);
  boost::json::array figures;
  for (const ProjectFigures& g : project.figures) {
    figures.push_back(boost::json::object{{"date", g.date},
                                          {"total", or_null(g.total)},
                                          {"planned", or_null(g.planned)},
                                          {"arrived", or_null(g.arrived)},
                                          {"foreign", or_null(g.foreign)}});
  }
  out["figures_10k_yuan"] = std::move(figures);
  boost::json::array obstacles;
  for (const OpenMatter& matter : matters_of(project)) {
    const Obstacle& o = *matter.last;
    obstacles.push_back(boost::json::object{{"kind", to_string(o.kind)},
                                            {"matter", o.matter},
                                            {"department", o.department},
                                            {"promised", o.promised},
                                            {"closed", o.closed},
                                            {"put_off", matter.moved}});
  }
  out["obstacles"] = std::move(obstacles);
  const auto large = is_large(project);
  out["large"] = large ? boost::json::value(*large) : boost::json::value();
  const auto days = days_to_start(project);
  out["days_to_start"] = days ? boost::json::value(*days) : boost::json::value();
  return out;
}

}  // namespace

std::string ledger_text(const Projects& projects, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::string out = zh ? "项目 " + std::to_string(projects.size()) + " 个；金额单位：万元\n"
                       : std::to_string(projects.size()) + " projects; money in 10,000 yuan\n";
  for (const auto& [id, project] : projects) {
    const ProjectFigures none;
    const ProjectFigures* known = last_figures(project);
    const ProjectFigures& g = known == nullptr ? none : *known;
    std::size_t open = 0;
    for (const OpenMatter& matter : matters_of(project)) open += matter.last->closed.empty() ? 1 : 0;
    out += id + "\t" + project.facts.name + "\t" + project.facts.unit + "\t" + state_of(project, lang);
    out += (zh ? "\t总投资 " : "\ttotal ") + figure(g.total, lang) + (zh ? "\t累计到位 " : "\tarrived ") +
           figure(g.arrived, lang);
    if (open > 0) out += (zh ? "\t未办结堵点 " : "\topen obstacles ") + std::to_string(open);
    out += "\n";
  }
  return out;
}

std::string project_text(const LedgerProject& project, Lang lang) {
  const bool zh = lang == Lang::zh;
  const ProjectFacts& f = project.facts;
  std::string out = f.id + " " + f.name + "\n";
  const auto line = [&](const char* chinese, const char* english, const std::string& text) {
    if (!text.empty()) out += std::string("  ") + (zh ? chinese : english) + text + "\n";
  };
  line("目标 ", "target ", f.target);
  line("产业链 ", "chain ", f.chain);
  line("园区 ", "park ", f.park);
  line("乡镇 ", "township ", f.township);
  line("责任单位 ", "unit ", f.unit);
  for (const ProjectEvent& e : project.events) {
    line("状态 ", "state ",
         std::string(label(e.state, lang)) + " " + e.date + (e.back ? (zh ? "（退回）" : " (back)") : "") +
             (e.reason.empty() ? "" : "（" + e.reason + "）"));
  }
  for (const ProjectFigures& g : project.figures) {
    line("金额(万元) ", "figures (10,000 yuan) ",
         g.date + (zh ? "：总投资 " : ": total ") + figure(g.total, lang) + (zh ? "，年度计划 " : ", planned ") +
             figure(g.planned, lang) + (zh ? "，累计到位 " : ", arrived ") + figure(g.arrived, lang) +
             (zh ? "，外资 " : ", foreign ") + figure(g.foreign, lang));
  }
  for (const OpenMatter& matter : matters_of(project)) {
    const Obstacle& o = *matter.last;
    line("堵点 ", "obstacle ",
         std::string(label(o.kind, lang)) + (o.matter.empty() ? "" : " " + o.matter) +
             (o.department.empty() ? "" : (zh ? "，责任部门 " : ", by ") + o.department) +
             (o.promised.empty() ? "" : (zh ? "，承诺 " : ", promised ") + o.promised) +
             (matter.moved == 0 ? "" : (zh ? "，改期 " : ", put off ") + std::to_string(matter.moved)) +
             (o.closed.empty() ? (zh ? "，未办结" : ", open") : (zh ? "，办结 " : ", closed ") + o.closed));
  }
  const auto days = days_to_start(project);
  if (days) line("签约到开工天数 ", "days from signing to start ", std::to_string(*days));
  return out;
}

std::string ledger_json(const Projects& projects) {
  boost::json::array list;
  for (const auto& [id, project] : projects) list.push_back(project_json(project));
  return to_json_text(boost::json::object{{"projects", std::move(list)}});
}

}  // namespace liantu::tool
