// liantu ledger bulletin: where the units stand at the end of a week, month or quarter.
#include "files.hpp"
#include "ledger_command.hpp"
#include "log.hpp"
#include "session.hpp"

#include "liantu/publish/bulletin.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace liantu::tool {

namespace {

class LedgerBulletin : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    const bool zh = options.lang == Lang::zh;
    const auto say = [zh](const char* chinese, const char* english) { return std::string(zh ? chinese : english); };
    add_ledger_option(app, m_ledger, options.lang);
    app.add_option("--period", m_period,
                   say("期间：2026-W47、2026-11 或 2026-Q4", "the period: 2026-W47, 2026-11 or 2026-Q4"))
        ->required();
    app.add_option("--goals", m_goals, say("任务表：单位、年度、项目、资金、外资目标", "the table of goals"));
    app.add_option("--visits", m_visits, say("活动表：日期、单位、天数、地区、走访企业、线索", "the table of visits"));
    app.add_option("--out", m_out,
                   say("写到这里：.xlsx、.md 或 .html，可多次", "where it goes: .xlsx, .md or .html, repeatable"))
        ->required();
    app.add_option("--date", m_date,
                   say("今天；在期间之内的，数据截至此日", "today; within the period it is as of this day"));
    app.add_option("--from", m_from,
                   say("三率的签约（开工）日期从此日起；默认按规则，为本年",
                       "cohort of the rates from this day; by default as the policy says, this year"));
    app.add_flag("--without-ended", m_without_ended,
                 say("终止的项目不计入三率的分母；默认按规则，留在分母",
                     "leave ended projects out of the denominators; by default as the policy says, they stay"));
    add_policy_option(app, options);
    app.add_option("--of", m_owner, say("谁的通报，如 云石县", "whose bulletin it is"));
  }

  int run(const Options& options) override {
    check_day("--date", m_date);
    check_day("--from", m_from);
    for (const std::string& path : m_out) check_kind(path);
    Problems notes;
    const Bulletin bulletin = bulletin_of(input(policy_in_force(with_data(options)).ledger, notes));
    for (const Problem& note : notes) log::warning("note", note);
    for (const std::string& path : m_out) {
      if (path.ends_with(".xlsx")) {
        write_aside(path,
                    [&](const std::string& aside) { write_bulletin(bulletin, m_owner, m_date, options.lang, aside); });
      } else if (path.ends_with(".md")) {
        write_file(path, bulletin_markdown(bulletin, m_owner, m_date, options.lang));
      } else {
        write_file(path, bulletin_html(bulletin, m_owner, m_date, options.lang));
      }
    }
    return 0;
  }

 private:
  static void check_kind(const std::string& path) {
    if (path.ends_with(".xlsx") || path.ends_with(".md") || path.ends_with(".html")) return;
    throw InputError({"--out",
                      "",
                      Text("是 \"" + path + "\"", "found \"" + path + "\""),
                      Text("以 .xlsx、.md 或 .html 结尾的文件名", "a name that ends in .xlsx, .md or .html"),
                      {}});
  }

  [[nodiscard]] BulletinInput input(const LedgerPolicy& policy, Problems& notes) const {
    const auto period = parse_period(m_period);
    if (!period) {
      throw InputError(
          {"--period",
           "",
           Text("是 \"" + m_period + "\"", "found \"" + m_period + "\""),
           Text("有的期间，如 2026-W47、2026-11、2026-Q4", "a period that there is, like 2026-W47, 2026-11, 2026-Q4"),
           {}});
    }
    if (!m_date.empty() && m_date < period->from) {
      throw InputError({"--date",
                        "",
                        Text(m_date + " 早于期间", m_date + " is before the period"),
                        Text("不早于 " + period->from, "a day not before " + period->from),
                        {}});
    }
    BulletinInput out;
    out.period = *period;
    out.as_of = m_date.empty() || m_date > period->to ? period->to : m_date;
    out.cohort = cohort_of(policy, period->year, out.as_of);
    if (!m_from.empty()) {
      out.cohort.from = m_from;
      out.cohort.to = out.as_of;
    }
    if (m_without_ended) out.cohort.keep_ended = false;
    if (!m_goals.empty()) out.goals = read_goals(m_goals, notes);
    const auto of_year = [&](const UnitGoal& goal) { return !goal.year || *goal.year == period->year; };
    if (!out.goals.empty() && std::none_of(out.goals.begin(), out.goals.end(), of_year)) {
      const std::string year = std::to_string(period->year);
      notes.push_back({m_goals,
                       "",
                       Text("没有 " + year + " 年的目标", "no goal of " + year),
                       Text("年度 " + year, "the year " + year),
                       {}});
    }
    if (!m_visits.empty()) out.visits = read_visits(m_visits, notes);
    out.projects = Ledger::open(m_ledger).read();
    return out;
  }

  std::string m_ledger;
  std::string m_period;
  std::string m_goals;
  std::string m_visits;
  std::vector<std::string> m_out;
  std::string m_date;
  std::string m_from;
  bool m_without_ended = false;
  std::string m_owner;
};

}  // namespace

std::unique_ptr<Command> make_ledger_bulletin() { return std::make_unique<LedgerBulletin>(); }

}  // namespace liantu::tool
