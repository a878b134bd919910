#include "appraise_told.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace liantu::tool {

namespace {

class Teller {
 public:
  Teller(const Study& study, Lang lang) : m_study(study), m_zh(lang == Lang::zh), m_lang(lang) {}

  std::string all(const std::vector<Appraisal>& appraisals) {
    if (appraisals.size() > 1) {
      line(0, fmt::format(fmt::runtime(say("项目 {} 个", "{} projects")), appraisals.size()));
      for (const Appraisal& a : appraisals) line(1, title(a.project) + colon() + verdict(a));
      m_out += '\n';
    }
    for (const Appraisal& a : appraisals) {
      one(a);
      m_out += '\n';
    }
    line(0, say("三本账：具备三本 不惜代价引进（优先保障；政策须经公平竞争审查），两本 不能流失，一本 可洽谈，没有 "
                "不引进；待核的账使结论成为区间。",
                "Three accounts met: priority; two: keep; one: discuss; none: decline. An account to be checked makes "
                "the verdict a range."));
    line(0, caveat(m_study).in(m_lang));
    line(0, basis_line(m_study).in(m_lang));
    return m_out;
  }

 private:
  [[nodiscard]] const char* say(const char* zh, const char* en) const { return m_zh ? zh : en; }
  [[nodiscard]] std::string colon() const { return say("：", ": "); }
  [[nodiscard]] std::string brackets(const std::string& text) const {
    return m_zh ? "（" + text + "）" : " (" + text + ")";
  }
  [[nodiscard]] std::string listed(const std::vector<std::string>& items) const {
    return fmt::format("{}", fmt::join(items, say("、", ", ")));
  }
  void line(std::size_t indent, const std::string& text) {
    m_out.append(indent * 2, ' ');
    m_out += text + '\n';
  }
  // Text of a file, on one line and without what a terminal would obey.
  [[nodiscard]] static std::string clean(const std::string& text) {
    std::string out;
    for (const char c : text) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
    return out;
  }
  // Results do not depend on where a file stands.
  [[nodiscard]] static std::string file_name(const std::string& path) {
    return path.substr(path.find_last_of("/\\") + 1);
  }
  [[nodiscard]] std::string title(const Project& project) const {
    return clean(project.name) + " [" + clean(project.id) + "]";
  }
  template <Worded Enum>
  [[nodiscard]] std::string word(Enum value) const {
    return std::string(label(value, m_lang));
  }
  [[nodiscard]] std::string amount(double value, std::string_view unit, int decimals = 2) const {
    return grouped_number(value, decimals) + " " + std::string(unit);
  }
  // 1080.5 as 1,080.5.
  [[nodiscard]] static std::string grouped_number(double value, int decimals = 2) {
    std::string out = plain(value, decimals);
    for (auto at = static_cast<std::ptrdiff_t>(std::min(out.find('.'), out.size())) - 3; at > 0; at -= 3)
      out.insert(static_cast<std::size_t>(at), ",");
    return out;
  }
  [[nodiscard]] std::string chain(ChainIndex c) const {
    const Chain& chain = m_study.atlas->chains()[c];
    return m_zh || chain.name_en.empty() ? chain.name : chain.name_en;
  }
  [[nodiscard]] std::string node(NodeIndex v) const { return m_study.atlas->node(v).title(m_lang); }
  [[nodiscard]] std::string nodes(const std::vector<NodeIndex>& all) const {
    std::vector<std::string> out;
    for (const NodeIndex v : all) out.push_back(node(v));
    return listed(out);
  }

  // ---- the verdict

  [[nodiscard]] std::string account_name(std::size_t i) const {
    static constexpr std::array<const char*, 3> zh{"产业账", "税收账", "就业账"};
    static constexpr std::array<const char*, 3> en{"industry", "tax", "jobs"};
    return (m_zh ? zh : en)[i];
  }
  [[nodiscard]] std::string accounts(const AppraisalRun& run) const {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < 3; ++i) out.push_back(account_name(i) + " " + word(run.accounts()[i]));
    return listed(out);
  }

  [[nodiscard]] std::string verdict(ProjectVerdict v) const {
    return word(v) + (v == ProjectVerdict::priority
                          ? brackets(say("优先保障；政策须经公平竞争审查",
                                         "support first; aid only after review of fair competition"))
                          : "");
  }
  [[nodiscard]] std::string verdict(const AppraisalRun& run) const {
    if (run.vetoed()) {
      std::vector<std::string> why;
      for (const ProjectVeto& veto : run.vetoes) {
        if (std::find(why.begin(), why.end(), word(veto.kind)) == why.end()) why.push_back(word(veto.kind));
      }
      return word(ProjectVerdict::decline) + brackets(say("一票否决：", "vetoed: ") + listed(why));
    }
    if (run.lowest == run.highest) return verdict(run.lowest);
    std::vector<std::string> open;
    for (std::size_t i = 0; i < 3; ++i) {
      if (run.accounts()[i] == Account::open) open.push_back(account_name(i));
    }
    return fmt::format(fmt::runtime(say("待核，介于“{}”与“{}”之间；{}待核，{}",
                                        "to be checked, between \"{}\" and \"{}\"; {} open: {}")),
                       word(run.lowest), verdict(run.highest), listed(open),
                       run.lowest == ProjectVerdict::decline
                           ? say("补齐前不得据此拒绝", "no refusal before that is known")
                           : say("补齐后定档", "settled once that is known"));
  }

  // What may still veto is said with the verdict, which one may read alone.
  [[nodiscard]] std::string verdict(const Appraisal& a) const {
    const bool open = !a.runs[0].vetoed() && !a.open_vetoes.empty();
    return verdict(a.runs[0]) + (open ? say("；另有一票否决事项待核", "; a veto is to be checked") : "");
  }

  void one(const Appraisal& a) {
    const Project& p = a.project;
    line(0, say("项目：", "Project: ") + title(p));
    std::vector<std::string> about;
    if (!p.firm.empty()) about.push_back(say("投资方 ", "by ") + clean(p.firm));
    if (p.leader) about.push_back(say("龙头企业（项目填报）", "a leading firm (as filled in)"));
    if (!p.park.empty()) about.push_back(say("拟选园区 ", "park ") + clean(p.park));
    about.push_back(say("数据来自 ", "read from ") + clean(file_name(p.file)) +
                    (p.where.empty() ? "" : " " + place(p.where)));
    line(1, fmt::format("{}", fmt::join(about, say("；", "; "))));
    const AppraisalRun& run = a.runs[0];
    line(1, say("结论：", "Verdict: ") + verdict(a));
    line(2, accounts(run));
    for (const ProjectVeto& veto : run.vetoes)
      line(2, say("一票否决·", "veto, ") + word(veto.kind) + colon() + clean(veto.reason.in(m_lang)));
    for (const Text& open : a.open_vetoes) line(2, say("待核：", "to be checked: ") + open.in(m_lang));
    if (p.pollution)
      line(2, say("污染情况：", "pollution: ") + word(*p.pollution) + brackets(say("项目填报", "as filled in")));
    for (const Text& doubt : a.doubts) line(2, say("存疑：", "in doubt: ") + doubt.in(m_lang));
    industry(run.industry);
    account(say("税收账", "Tax"), run.tax);
    account(say("就业账", "Jobs"), run.jobs);
    verified(p);
    promises(a);
    cost(a.cost);
    factors(a);
  }
  [[nodiscard]] std::string place(const std::string& where) const {
    return m_zh ? detail::place_in_chinese(where) : where;
  }

  // ---- industry

  void industry(const IndustryAccount& account) {
    std::string head = say("产业账：", "Industry: ") + word(account.account);
    if (account.nodes.empty()) head += brackets(say("未填所属环节", "no node is filled in"));
    std::vector<std::string> does;
    for (const NodeFit& fit : account.nodes) {
      const std::string what = word(fit.contribution) + (fit.chain ? " " + chain(*fit.chain) : std::string());
      if (std::find(does.begin(), does.end(), what) == does.end()) does.push_back(what);
    }
    line(1, head + (does.empty() ? std::string() : brackets(listed(does))));
    for (const NodeFit& fit : account.nodes) this->fit(fit);
    if (account.nodes.size() > 1)
      line(2, fmt::format(fmt::runtime(say("合计带动 {}", "together they unlock {}")), range(account.unlock)));
    for (const Objection& caution : account.cautions)
      line(2, say("慎入：", "caution: ") + node(caution.node) + colon() + clean(caution.reason.in(m_lang)));
  }
  [[nodiscard]] std::string range(const SupplyRange& r) const {
    const std::string low = plain(r.low, 3);
    const std::string high = plain(r.high, 3);
    return low == high ? low : low + "–" + high;
  }
  void fit(const NodeFit& fit) {
    std::string text = node(fit.node) + " [" + m_study.atlas->key(fit.node) + "]" + colon() + word(fit.contribution);
    if (fit.chain) text += " " + chain(*fit.chain) + brackets(word(*fit.standing));
    line(2, text);
    std::string why = word_of(fit.reason) + brackets(std::string(to_string(fit.reason)));
    std::vector<std::string> rules;
    for (const Rule rule : fit.rules)
      rules.push_back(m_zh ? word(rule) + "（" + std::string(to_string(rule)) + "）" : std::string(to_string(rule)));
    if (!rules.empty()) why += say("；规则 ", "; rules ") + fmt::format("{}", fmt::join(rules, say("；", ", ")));
    if (!fit.needed_by.empty()) why += say("；必需它的已有环节 ", "; needed by ") + nodes(fit.needed_by);
    line(3, say("理由：", "why: ") + why);
    line(3,
         fmt::format(fmt::runtime(say("现状 {} → 落地后 {}{}；{}", "state {} -> {}{} with it; {}")), word(fit.before),
                     fit.before == State::unobserved || fit.before == State::suspected ? say("至少 ", "at least ") : "",
                     word(fit.after),
                     fit.unlock.high > 0
                         ? say("带动 ", "unlocks ") + range(fit.unlock) +
                               brackets(say("已有环节本地可配套度之和的提升", "sum of the local supply gained"))
                         : std::string(say("带动 0，本地已有环节的配套暂不因它而提升", "unlocks nothing held"))));
    if (fit.firms > 0)
      line(3, fmt::format(fmt::runtime(say("{}本地该环节已有企业 {} 家，其中规上 {} 家",
                                           "{}{} firms here already, {} above scale")),
                          fit.duplicates() ? say("重复提示：", "duplicates: ") : "", fit.firms, fit.above_scale));
  }
  [[nodiscard]] std::string word_of(FitReason reason) const {
    static constexpr std::array<const char*, 9> en{"a core node that it makes strong",
                                                   "the core node that unlocks most of its chain",
                                                   "fills what is missing or weak",
                                                   "grows what is held",
                                                   "enters by a core node a chain that is not formed here",
                                                   "no county file: whose chain it is is not known",
                                                   "the table cannot show whether the node is held: ask first",
                                                   "its chain is not the county's, nor does it supply one that is",
                                                   "too far from what is held"};
    return m_zh ? word(reason) : en[static_cast<std::size_t>(reason)];
  }

  // ---- tax and jobs

  void account(const char* name, const AccountOf& account) {
    line(1, std::string(name) + colon() + word(account.account) + brackets(why(account)));
    for (const Measured& one : account.measures) line(2, measure(one));
  }
  [[nodiscard]] std::string why(const AccountOf& account) const {
    if (!account.any_floor) return say("未设门槛，不下结论", "no floor is set: nothing is concluded");
    const auto of = [&](FloorOutcome outcome) {
      std::vector<std::string> out;
      for (const Measured& one : account.measures) {
        if (one.floor && one.outcome == outcome) out.push_back(word_of(one.measure));
      }
      return out;
    };
    if (const auto below = of(FloorOutcome::below); !below.empty())
      return listed(below) + say(" 未达门槛", " below the floor");
    if (const auto unknown = of(FloorOutcome::unknown); !unknown.empty())
      return listed(unknown) + say(" 缺数据", ": figures are lacking");
    if (of(FloorOutcome::met).empty()) return say("所设门槛不适用：不新增用地", "no floor applies: it takes no land");
    return listed(of(FloorOutcome::met)) + say(" 达到门槛", " reached");
  }
  [[nodiscard]] std::string word_of(Measure measure) const {
    static constexpr std::array<const char*, 6> en{
        "local tax", "tax per mu", "investment per mu", "tax per 100m yuan of output", "jobs", "jobs per mu"};
    return m_zh ? word(measure) : en[static_cast<std::size_t>(measure)];
  }
  [[nodiscard]] std::string word_of(ProjectFigure figure) const {
    static constexpr std::array<const char*, 8> en{"investment", "land",   "energy", "water",
                                                   "jobs",       "output", "taxes",  "local tax"};
    return m_zh ? word(figure) : en[static_cast<std::size_t>(figure)];
  }
  [[nodiscard]] std::string measure(const Measured& one) const {
    std::string text = word_of(one.measure) + colon();
    if (one.outcome == FloorOutcome::not_applicable)
      return text + say("不适用，", "does not apply: ") + word_of(one.from.back().first) + say(" 为 0", " is 0");
    text += one.value ? amount(*one.value, unit_of(one.measure, m_lang)) : std::string(say("缺数据", "not known"));
    std::vector<std::string> from;
    for (const auto& [figure, source] : one.from) from.push_back(word_of(figure) + " " + word(source));
    if (one.share) from.push_back(say("留成比例 ", "share ") + percent(*one.share, 1) + " " + word(one.share_of));
    text += brackets(listed(from));
    if (one.measure == Measure::tax_per_output) return text + say("；只列示，不设门槛", "; shown only");
    if (!one.floor) return text + say("；门槛 未设", "; no floor");
    return text + say("；门槛 ", "; floor ") + amount(*one.floor, unit_of(one.measure, m_lang)) + colon() +
           word(one.outcome);
  }
  // ---- promises, cost, factors

  void promises(const Appraisal& a) {
    if (!a.rests_on_promises) {
      line(1, say("承诺打折：所用数字均已核实或未填，不作打折测算", "Promises: no figure is promised only"));
      return;
    }
    line(1, std::string(say("承诺打折（已核实的数字不打折）：", "Promises kept in part (verified figures stay): ")) +
                (a.moves() ? say("结论会变", "the verdict moves") : say("结论不变", "the verdict stays")));
    for (std::size_t i = 1; i < a.runs.size(); ++i) {
      const AppraisalRun& run = a.runs[i];
      const std::string falls = fallen(a.runs[0], run);
      line(2, fmt::format(fmt::runtime(say("只兑现 {}：{}", "{} kept: {}")), percent(run.kept),
                          run.same_verdict(a.runs[0]) ? say("不变", "the same") : verdict(run)) +
                  (falls.empty() ? std::string() : say("；", "; ") + falls));
    }
  }
  // Floors that the run does not reach, and the whole promise does.
  [[nodiscard]] std::string fallen(const AppraisalRun& whole, const AppraisalRun& run) const {
    std::vector<std::string> out;
    for (const auto& [account, was] : {std::pair(&run.tax, &whole.tax), std::pair(&run.jobs, &whole.jobs)}) {
      for (std::size_t i = 0; i < account->measures.size(); ++i) {
        const Measured& one = account->measures[i];
        if (one.outcome != FloorOutcome::below || was->measures[i].outcome != FloorOutcome::met) continue;
        out.push_back(fmt::format(fmt::runtime(say("{} 降至 {}，未达 {}", "{} falls to {}, below {}")),
                                  word_of(one.measure), grouped_number(*one.value), grouped_number(*one.floor)));
      }
    }
    return fmt::format("{}", fmt::join(out, say("；", "; ")));
  }
  // Figures that were both promised and verified. Of output and taxes only how much was verified of what was promised.
  void verified(const Project& p) {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < p.figures.size(); ++i) {
      const auto which = static_cast<ProjectFigure>(i);
      const Figure& figure = p.figures[i];
      if (!figure.promised || !figure.verified) continue;
      std::string text = word_of(which);
      if (which != ProjectFigure::output && which != ProjectFigure::tax) {
        text += fmt::format(fmt::runtime(say(" 承诺 {}、核实 {}", " promised {}, verified {}")),
                            grouped_number(*figure.promised), amount(*figure.verified, unit_of(which, m_lang)));
      }
      if (*figure.promised > 0)
        text += brackets(say("核实为承诺的 ", "verified ") + percent(*figure.verified / *figure.promised));
      out.push_back(std::move(text));
    }
    if (!out.empty())
      line(1, say("承诺与核实（以核实为准）：", "Promised and verified (the latter counts): ") +
                  fmt::format("{}", fmt::join(out, say("；", "; "))));
  }

  void cost(const CostAccount& c) {
    std::string text = say("成本账（不计入结论）：", "Cost (not counted): ");
    std::vector<std::string> missing;
    for (const ProjectCost cost : c.missing) missing.push_back(word_of(cost));
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < c.costs.size(); ++i) {
      if (c.costs[i]) parts.push_back(word_of(static_cast<ProjectCost>(i)) + " " + grouped_number(*c.costs[i]));
    }
    if (!c.any) {
      line(1, text + say("待核，未填任何投入", "to be checked: no cost is filled in"));
      return;
    }
    text +=
        listed(parts) + fmt::format(fmt::runtime(say("，合计 {} 万元", ", {} 10k yuan in all")), grouped_number(c.sum));
    if (!missing.empty()) text += brackets(say("未填：", "not filled in: ") + listed(missing));
    line(1, text);
    switch (c.recovery) {
      case Recovery::unknown:
        line(2, say("回收年限 待核", "years to recover: to be checked") +
                    (c.local_tax.value ? std::string() : brackets(say("缺县级留成税收", "no local tax"))));
        break;
      case Recovery::never: line(2, say("县级留成税收为 0，无法收回", "no local tax: never recovered")); break;
      default:
        line(2, fmt::format(fmt::runtime(say("按县级留成税收 {} 万元/年，{}{} 年收回",
                                             "by a local tax of {} 10k yuan a year, {}{} years to recover")),
                            grouped_number(*c.local_tax.value),
                            c.recovery == Recovery::at_least ? say("至少 ", "at least ") : "", plain(*c.years, 1)));
    }
  }
  [[nodiscard]] std::string word_of(ProjectCost cost) const { return m_zh ? word(cost) : std::string(to_string(cost)); }

  void factors(const Appraisal& a) {
    line(1, say("要素（不计入结论）：", "Factors (not counted):"));
    if (!a.park_known)
      line(2, fmt::format(fmt::runtime(say("县情文件没有园区“{}”", "the county file has no park \"{}\"")),
                          clean(a.project.park)));
    for (const FactorNeed& f : a.factors) {
      const auto unit = unit_of(f.factor, m_lang);
      std::string text = factor(f.factor) + " ";
      text += f.need.value
                  ? amount(*f.need.value, unit) + brackets(word(f.need.source))
                  : std::string(f.factor == SiteFactor::money ? say("待核，配套、奖补、基金未填全", "not all filled in")
                                                              : say("待核，项目未填", "not filled in"));
      std::vector<std::string> parks;
      for (const ParkHas& park : f.parks) {
        std::string has = clean(park.park) + " ";
        has += park.has ? say("可供 ", "has ") + amount(*park.has, unit)
                        : std::string(say("可供数未填", "not said what it has"));
        if (f.need.value) has += (m_zh ? "，" : ", ") + outcome(park.outcome);
        parks.push_back(std::move(has));
      }
      if (f.parks.empty()) parks.emplace_back(say("县情文件无可对照的园区，待核", "no park to compare with"));
      line(2, text + say("；", "; ") + fmt::format("{}", fmt::join(parks, say("；", "; "))));
    }
  }
  [[nodiscard]] std::string factor(SiteFactor factor) const {
    static constexpr std::array<const char*, 4> en{"land", "energy", "water", "money"};
    if (!m_zh) return en[static_cast<std::size_t>(factor)];
    return word(factor) + (factor == SiteFactor::money ? "（配套、奖补、基金）" : "");
  }
  [[nodiscard]] std::string outcome(FloorOutcome outcome) const {
    if (outcome == FloorOutcome::met) return say("够", "enough");
    return outcome == FloorOutcome::below ? say("不够", "short") : say("待核", "to be checked");
  }

  const Study& m_study;
  bool m_zh;
  Lang m_lang;
  std::string m_out;
};

}  // namespace

std::string appraisals_text(const Study& study, const std::vector<Appraisal>& appraisals, Lang lang) {
  return Teller(study, lang).all(appraisals);
}

}  // namespace liantu::tool
