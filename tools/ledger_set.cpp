// liantu ledger set: one project, by hand.
#include "ledger_command.hpp"

#include <array>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace liantu::tool {

namespace {

// A word of an enum in Chinese or English. Errors: InputError.
template <Worded Enum>
Enum word_of(const std::string& option, const std::string& text) {
  std::string all;
  for (std::size_t i = 0; i < EnumWords<Enum>::zh.size(); ++i) {
    if (EnumWords<Enum>::zh[i] == text || EnumWords<Enum>::names[i] == text) return static_cast<Enum>(i);
    all += (i == 0 ? "" : " | ") + std::string(EnumWords<Enum>::zh[i]);
  }
  throw InputError(
      {option, "", Text("是 \"" + text + "\"", "found \"" + text + "\""), Text(all, all_words<Enum>()), {}});
}

// Text that a line of a list can hold. Errors: InputError where it is not UTF-8.
void tidy(std::string& text) {
  if (!utf8::valid(text))
    throw InputError({"set", "", Text("不是 UTF-8 的文字", "text that is not UTF-8"), Text("UTF-8 文字", "UTF-8"), {}});
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  }
  text = std::string(trim(text));
}

class LedgerSet : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    const bool zh = options.lang == Lang::zh;
    const auto say = [zh](const char* chinese, const char* english) { return std::string(zh ? chinese : english); };
    add_ledger_option(app, m_ledger, options.lang);
    app.add_option("--id", m_row.facts.id, say("项目编号", "the project's id"))->required();
    app.add_option("--date", m_date, say("状态或金额的日期", "the day of the state or the figures"));
    app.add_option("--name", m_row.facts.name, say("项目名称", "its name"));
    app.add_option("--target", m_row.facts.target, say("目标 id（chain:node）", "id of its target (chain:node)"));
    app.add_option("--of-chain", m_row.facts.chain, say("产业链", "its chain"));
    app.add_option("--park", m_row.facts.park, say("园区", "its park"));
    app.add_option("--township", m_row.facts.township, say("乡镇", "its township"));
    app.add_option("--leader", m_row.facts.leader, say("包联领导", "the leader who looks after it"));
    app.add_option("--unit", m_row.facts.unit, say("责任单位", "the unit responsible"));
    app.add_option("--state", m_state,
                   say("新状态：线索 在谈 意向 签约 手续 开工 在建 投产 达效 终止", "its new state"));
    app.add_option("--reason", m_reason, say("终止原因", "why it ended"));
    app.add_flag("--back", m_back, say("确是退回，或终止后重启", "it does go back, or rises again after it ended"));
    const auto money = [&](const char* name, std::optional<double>& into, const char* chinese, const char* english) {
      app.add_option(name, into, say(chinese, english))->check(number_within(0, 1e8));
    };
    money("--total", m_row.figures.total, "总投资，万元", "total investment, 10,000 yuan");
    money("--planned", m_row.figures.planned, "年度计划，万元", "planned for the year, 10,000 yuan");
    money("--arrived", m_row.figures.arrived, "累计到位，万元", "arrived so far, 10,000 yuan");
    money("--foreign", m_row.figures.foreign, "外资，万元", "foreign capital that arrived, 10,000 yuan");
    app.add_option("--obstacle", m_kind,
                   say("堵点类型：用地 规划 环评 能耗 水电 融资 拆迁 其他", "kind of an obstacle"));
    app.add_option("--matter", m_obstacle.matter, say("堵点事项", "what the obstacle is"));
    app.add_option("--department", m_obstacle.department, say("堵点责任部门", "who is to clear it"));
    app.add_option("--promised", m_obstacle.promised, say("堵点承诺日期", "the day it is promised for"));
    app.add_option("--closed", m_obstacle.closed, say("堵点办结日期", "the day it was cleared"));
  }

  int run(const Options& options) override {
    check_day("--date", m_date);
    check_day("--promised", m_obstacle.promised);
    check_day("--closed", m_obstacle.closed);
    ProjectFacts& f = m_row.facts;
    for (std::string* text : {&f.id, &f.name, &f.target, &f.chain, &f.park, &f.township, &f.leader, &f.unit, &m_reason,
                              &m_obstacle.matter, &m_obstacle.department})
      tidy(*text);
    if (f.id.empty()) throw InputError({"--id", "", Text("空着", "blank"), Text("项目编号", "the project's id"), {}});
    if (!f.target.empty() && !is_target_id(f.target)) {
      throw InputError({"--target",
                        "",
                        Text("是 \"" + f.target + "\"", "found \"" + f.target + "\""),
                        Text("目标清单里的 id，如 quartz:high-purity-sand",
                             "an id of the target list, like quartz:high-purity-sand"),
                        {}});
    }
    m_row.place = {"", "--id", "--state", "--date", "--date"};
    m_row.figures.date = m_date;
    if (!m_state.empty()) {
      if (m_date.empty()) {
        throw InputError(
            {"--date", "", Text("没有日期", "no day"), Text("进入此状态的日期", "the day of the state"), {}});
      }
      m_row.event = ProjectEvent{word_of<ProjectState>("--state", m_state), m_date, m_reason, m_back};
    }
    LedgerRows rows;
    rows.projects.push_back(m_row);
    if (!m_kind.empty()) {
      m_obstacle.kind = word_of<ObstacleKind>("--obstacle", m_kind);
      rows.obstacles.push_back({{"", "--id", "--obstacle", "--closed", "--promised"}, m_row.facts.id, m_obstacle});
    }
    const LedgerChanges changes = Ledger::open(m_ledger).add(rows, "", BadRows::refuse_all);
    if (!changes.problems.empty()) throw InputError(changes.problems);
    const bool zh = options.lang == Lang::zh;
    std::cout << m_row.facts.id
              << (changes.ids.empty() ? (zh ? "：没有变化" : ": nothing new") : (zh ? "：已记入" : ": recorded"))
              << '\n';
    return 0;
  }

 private:
  std::string m_ledger;
  std::string m_date;
  ProjectRow m_row;
  std::string m_state;
  std::string m_reason;
  bool m_back = false;
  std::string m_kind;
  Obstacle m_obstacle;
};

}  // namespace

std::unique_ptr<Command> make_ledger_set() { return std::make_unique<LedgerSet>(); }

}  // namespace liantu::tool
