#include "lists_text.hpp"

#include "liantu/publish/bulletin.hpp"

#include <optional>
#include <utility>

namespace liantu {
namespace {

using lists_detail::clean;
using lists_detail::name_limit;
using lists_detail::Say;
using Kind = ListColumn::Kind;

std::string count(std::size_t value) { return std::to_string(value); }

ListCell or_unreported(const std::optional<double>& value, const Say& say) {
  return value ? ListCell(*value) : ListCell(say("未报", "not reported"));
}

ListColumn column(Text title, Kind kind, int width, int decimals = 0) {
  return {std::move(title), kind, width, decimals, kind == Kind::text};
}

// "1 个没有总投资，未计入", where there are any.
std::string but(std::size_t some, const std::string& zh, const std::string& en, const Say& say) {
  return some == 0 ? std::string()
                   : say("（另有 " + count(some) + " 个" + zh + "）", " (" + count(some) + " " + en + ")");
}

std::string states_of(const BulletinCounts& c, const Say& say) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < c.states.size(); ++i) {
    if (c.states[i] > 0)
      parts.push_back(lists_detail::word(static_cast<ProjectState>(i), say.lang()) + " " + count(c.states[i]));
  }
  return lists_detail::joined(parts, say.lang());
}

ListSheet overall(const Bulletin& bulletin, const Say& say) {
  const BulletinCounts& c = bulletin.counts;
  ListSheet out{"overall", say("总体情况", "Overall"), {}, {}, {}, {}, 1, 0};
  out.columns = {column({"指标", "item"}, Kind::text, 36), column({"数值", "value"}, Kind::text, 64)};
  const auto add = [&](const char* zh, const char* en, const std::string& value) {
    out.rows.push_back({say(zh, en), value});
  };
  const std::string states = states_of(c, say);
  add("在册项目", "projects",
      say(count(c.projects) + " 个", count(c.projects)) + (states.empty() ? "" : say("：", ": ") + states));
  add("本期新签约", "signed in the period",
      say(count(c.signed_now) + " 个，总投资 " + plain(c.signed_total, 2) + " 万元",
          count(c.signed_now) + ", investment " + plain(c.signed_total, 2) + " (10,000 yuan)") +
          but(c.signed_unknown, "未报总投资，未计入", "without a total, not counted", say));
  add("本期新开工", "started in the period", say(count(c.started_now) + " 个", count(c.started_now)));
  add("本期投产", "producing since the period", say(count(c.producing_now) + " 个", count(c.producing_now)));
  add("本期终止", "ended in the period", say(count(c.ended_now) + " 个", count(c.ended_now)));
  add("本年新签约、新开工", "signed and started this year",
      say(count(c.signed_year) + " 个、" + count(c.started_year) + " 个",
          count(c.signed_year) + ", " + count(c.started_year)));
  add("本年到位资金", "arrived this year",
      (c.arrived_year ? say(plain(*c.arrived_year, 2) + " 万元", plain(*c.arrived_year, 2) + " (10,000 yuan)")
                      : say("未报", "not reported")) +
          but(c.arrived_unknown, "已签约未报到位额，未计入", "signed, not reported, not counted", say) +
          but(c.arrived_baseless, "往年项目缺上年末到位额，未计入", "of earlier years without a base, not counted",
              say));
  add("签约到开工（本年开工项目中位数）", "days from signing to start, median",
      c.days_to_start ? say(plain(*c.days_to_start, 1) + " 天（" + count(c.days_known) + " 个项目）",
                            plain(*c.days_to_start, 1) + " (" + count(c.days_known) + " projects)")
                      : say("无", "none"));
  if (c.without_unit > 0)
    add("未明确责任单位的项目", "projects of no unit", say(count(c.without_unit) + " 个", count(c.without_unit)));
  return out;
}

std::string moved(const UnitStanding& s, const Say& say) {
  if (!s.place || !s.before) return "—";
  if (*s.place == *s.before) return say("平", "same");
  return *s.place < *s.before ? say("升 ", "up ") + count(*s.before - *s.place)
                              : say("降 ", "down ") + count(*s.place - *s.before);
}

ListSheet ranking(const Bulletin& bulletin, GoalMeasure measure, const Say& say) {
  const auto at = static_cast<std::size_t>(measure);
  ListSheet out{std::string("ranking-") + std::string(to_string(measure)), "", {}, {}, {}, {}, 2, 0};
  const std::array<Text, 3> names{Text("项目任务排名", "Projects against goals"),
                                  Text("到位资金排名", "Money against goals"),
                                  Text("到位外资排名", "Foreign capital against goals")};
  out.name = names[at].in(say.lang());
  const bool projects = measure == GoalMeasure::projects;
  const Text unit = projects ? Text("（个）", "") : Text("（万元）", " (10,000 yuan)");
  out.columns = {column({"位次", "place"}, Kind::number, 8),
                 column({"单位", "unit"}, Kind::text, 36),
                 column({"目标" + unit.zh, "goal" + unit.en}, Kind::number, 16, projects ? 0 : -1),
                 column({"完成" + unit.zh, "done" + unit.en}, Kind::number, 16, projects ? 0 : -1),
                 column({"完成率", "done of goal"}, Kind::percent, 12, 1),
                 column({"升降", "moved"}, Kind::text, 10)};
  for (const UnitStanding& s : bulletin.standings[at]) {
    const auto share = s.share();
    out.rows.push_back({s.place ? ListCell(static_cast<std::uint64_t>(*s.place)) : ListCell("—"),
                        clean(s.unit, name_limit), s.goal ? ListCell(*s.goal) : ListCell(say("未下达", "not set")),
                        or_unreported(s.done, say), share ? ListCell(*share) : ListCell("—"), moved(s, say)});
  }
  const std::string year = std::to_string(bulletin.period.year);
  if (projects) {
    out.foot.push_back({"完成：" + year + " 年 1 月 1 日以来签约、截至当日未终止也未退回的项目数。",
                        "done: projects signed since 1 January " + year + " that did not end or go back."});
  } else {
    out.foot.push_back(
        {"完成：" + year + " 年 1 月 1 日以来新到位的金额，即累计到位减上年末累计到位。",
         "done: what arrived since 1 January " + year + ", the sum so far less that of the year before."});
  }
  out.foot.push_back(
      {"按完成率排位，同率同位；升降与上一期末相比，年初第一期不比。未报不等于零，不排位。",
       "Placed by done of goal, ties share a place; moved against the end of the period before, if of the same "
       "year. Not reported is not zero, and has no place."});
  return out;
}

ListSheet visits(const Bulletin& bulletin, const Say& say) {
  ListSheet out{"visits", say("外出招商活动", "Visits"), {}, {}, {}, {}, 1, 0};
  out.columns = {column({"单位", "unit"}, Kind::text, 36),
                 column({"批次", "trips"}, Kind::number, 10),
                 column({"其中领导带队", "led by a leader"}, Kind::number, 14),
                 column({"天数", "days"}, Kind::number, 10, -1),
                 column({"走访企业（家）", "firms visited"}, Kind::number, 16),
                 column({"线索（条）", "leads"}, Kind::number, 12),
                 column({"地区", "regions"}, Kind::text, 36)};
  if (!bulletin.visits) {
    out.foot.push_back({"没有给出活动表。", "No table of visits was given."});
    return out;
  }
  for (const UnitVisits& unit : *bulletin.visits) {
    const std::string name = clean(unit.unit, name_limit);
    if (unit.trips == 0) {
      const ListCell none(say("未报", "not reported"));
      out.rows.push_back({name, none, none, none, none, none, ListCell()});
      continue;
    }
    std::vector<std::string> regions;
    for (const std::string& region : unit.regions) regions.push_back(clean(region, name_limit));
    out.rows.push_back({name, static_cast<std::uint64_t>(unit.trips), static_cast<std::uint64_t>(unit.led),
                        or_unreported(unit.days, say), or_unreported(unit.firms, say), or_unreported(unit.leads, say),
                        lists_detail::joined(regions, say.lang(), 10)});
  }
  return out;
}

ListSheet rates(const Bulletin& bulletin, const Say& say) {
  ListSheet out{"rates", say("三率", "Rates"), cohort_text(bulletin.cohort), {}, {}, {}, 1, 0};
  out.columns = {column({"指标", "rate"}, Kind::text, 14),
                 column({"比率", "value"}, Kind::percent, 10, 1),
                 column({"分子", "numerator"}, Kind::number, 14, -1),
                 column({"分母", "denominator"}, Kind::number, 14, -1),
                 column({"单位", "unit"}, Kind::text, 14),
                 column({"分母是什么", "what is counted"}, Kind::text, 48),
                 column({"说明", "notes"}, Kind::text, 40)};
  for (const Rate& rate : bulletin.rates) {
    const auto share = rate.share();
    const std::string unit = rate.kind == RateKind::funding ? say("万元（" + count(rate.projects) + " 个项目）",
                                                                  "10,000 yuan (" + count(rate.projects) + " projects)")
                                                            : say("个", "projects");
    out.rows.push_back({lists_detail::word(rate.kind, say.lang()),
                        share ? ListCell(*share) : ListCell(say("无", "none")), rate.numerator, rate.denominator, unit,
                        rate_base(rate.kind, bulletin.cohort).in(say.lang()),
                        rate_notes(rate, bulletin.cohort).in(say.lang())});
  }
  out.foot.push_back(
      {"三率的分母各不相同，不能相互比较；分母为零的写 无，不是 0%。",
       "The three have different denominators and are not to be compared; of an empty one it says none, not 0%."});
  return out;
}

ListSheet overdue(const Bulletin& bulletin, const Say& say) {
  ListSheet out{"overdue", say("逾期堵点", "Overdue obstacles"), {}, {}, {}, {}, 1, 0};
  out.columns = {column({"项目", "project"}, Kind::text, 30),
                 column({"责任单位", "unit"}, Kind::text, 30),
                 column({"堵点", "kind"}, Kind::text, 10),
                 column({"事项", "matter"}, Kind::text, 24),
                 column({"责任部门", "department"}, Kind::text, 28),
                 column({"承诺日期", "promised"}, Kind::text, 12),
                 column({"逾期（天）", "days over"}, Kind::number, 12),
                 column({"改期（次）", "put off"}, Kind::number, 12)};
  for (const OverdueMatter& one : bulletin.overdue) {
    out.rows.push_back({clean(one.project, name_limit), clean(one.unit, name_limit),
                        lists_detail::word(one.obstacle.kind, say.lang()), clean(one.obstacle.matter, name_limit),
                        clean(one.obstacle.department, name_limit), one.obstacle.promised, one.days,
                        static_cast<std::uint64_t>(one.moved)});
  }
  return out;
}

ListSheet idle(const Bulletin& bulletin, const Say& say) {
  ListSheet out{"idle", say("无进展与未报单位", "Without progress"), {}, {}, {}, {}, 1, 0};
  out.columns = {column({"单位", "unit"}, Kind::text, 36), column({"情况", "what"}, Kind::text, 24),
                 column({"在推项目（个）", "under way"}, Kind::number, 16),
                 column({"最近一次更新", "last record"}, Kind::text, 16)};
  for (const IdleUnit& unit : bulletin.idle) {
    const bool nothing = unit.projects == 0 && unit.last.empty();
    out.rows.push_back({clean(unit.unit, name_limit),
                        nothing ? say("零报告", "reports nothing") : say("本期无进展", "no progress"),
                        static_cast<std::uint64_t>(unit.projects), unit.last});
  }
  for (const std::string& unit : bulletin.unreported)
    out.rows.push_back({clean(unit, name_limit), say("未报", "not reported"), ListCell(), ListCell()});
  out.foot.push_back(
      {"无进展：本期内所有项目的状态和金额都没有新记录。未报：台账里没有该单位的项目，也没有零报告。",
       "No progress: no new state or figure of any project in the period. Not reported: no project in the "
       "ledger, and not said to be none."});
  return out;
}

}  // namespace

std::vector<ListSheet> bulletin_sheets(const Bulletin& bulletin, Lang lang) {
  const Say say(lang);
  std::vector<ListSheet> out{overall(bulletin, say)};
  for (std::size_t i = 0; i < bulletin.standings.size(); ++i) {
    if (!bulletin.standings[i].empty()) out.push_back(ranking(bulletin, static_cast<GoalMeasure>(i), say));
  }
  out.push_back(visits(bulletin, say));
  out.push_back(rates(bulletin, say));
  out.push_back(overdue(bulletin, say));
  out.push_back(idle(bulletin, say));
  return out;
}

}  // namespace liantu
