// liantu ledger rates: 履约率, 开工率, 资金到位率, each with what stands over and under it, and who was counted.
#include "files.hpp"
#include "ledger_command.hpp"
#include "session.hpp"

#include "liantu/json/writer.hpp"
#include "liantu/promotion/rates.hpp"

#include <boost/json.hpp>

#include <iostream>
#include <string>
#include <string_view>
#include <utility>

namespace liantu::tool {

namespace {

class LedgerRates : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    const bool zh = options.lang == Lang::zh;
    add_ledger_option(app, m_ledger, options.lang);
    app.add_option("--date", m_date, zh ? "今天：状态与金额截至此日" : "today: states and figures as of this day")
        ->required();
    app.add_option("--from", m_from,
                   zh ? "签约（资金到位率为开工）日期从此日起；不给 --from、--to 时按规则，为本年至 --date"
                      : "signed (for funding: started) from this day; with neither --from nor --to as the policy says, "
                        "this year up to --date");
    app.add_option("--to", m_to, zh ? "到此日止，含当日" : "to this day, included");
    app.add_flag("--without-ended", m_without_ended,
                 zh ? "终止的项目不计入分母；默认按规则，留在分母"
                    : "leave ended projects out of the denominator; by default as the policy says, they stay");
    add_policy_option(app, options);
    app.add_option("--format", m_format, zh ? "格式" : "format")->check(CLI::IsMember({"text", "json"}));
  }

  int run(const Options& options) override {
    check_day("--date", m_date);
    check_day("--from", m_from);
    check_day("--to", m_to);
    const Cohort cohort = this->cohort(policy_in_force(with_data(options)).ledger);
    const Rates rates = rates_of(Ledger::open(m_ledger).read(), cohort, m_date);
    std::cout << (m_format == "json" ? json(rates, cohort) : text(rates, cohort, options.lang));
    return 0;
  }

 private:
  [[nodiscard]] bool period_given() const { return !m_from.empty() || !m_to.empty(); }

  [[nodiscard]] Cohort cohort(const LedgerPolicy& policy) const {
    const auto today = parse_date(m_date);
    if (!today) {
      throw InputError(
          {"--date", "", Text("空白", "blank"), Text("年月日，如 2026-03-05", "a day like 2026-03-05"), {}});
    }
    Cohort out = cohort_of(policy, today->year, m_date);
    if (period_given()) {
      out.from = m_from;
      out.to = m_to;
    }
    if (m_without_ended) out.keep_ended = false;
    return out;
  }

  [[nodiscard]] std::string text(const Rates& rates, const Cohort& cohort, Lang lang) const {
    const bool zh = lang == Lang::zh;
    std::string out = (zh ? "截至 " : "as of ") + m_date + (zh ? "；" : "; ") + cohort_text(cohort).in(lang) + "\n";
    if (!period_given()) {
      out += zh ? "没有给 --from、--to，期间按规则（ledger.period）\n"
                : "neither --from nor --to: the period is the policy's (ledger.period)\n";
    }
    for (const Rate& rate : rates) {
      out += std::string(label(rate.kind, lang)) + "  " + rate_text(rate, lang) + "\n";
      out += (zh ? "  分母：" : "  denominator: ") + rate_base(rate.kind, cohort).in(lang);
      if (rate.kind == RateKind::funding)
        out += zh ? "（" + std::to_string(rate.projects) + " 个项目）"
                  : " (" + std::to_string(rate.projects) + " projects)";
      out += "\n";
      const Text notes = rate_notes(rate, cohort);
      if (!notes.empty()) out += "  " + notes.in(lang) + "\n";
    }
    out += zh ? "分母不同的率不能相互比较。\n" : "Rates with different denominators are not to be compared.\n";
    return out;
  }

  [[nodiscard]] std::string json(const Rates& rates, const Cohort& cohort) const {
    const auto word = [](std::string_view text) { return boost::json::string(text.data(), text.size()); };
    boost::json::object out{{"date", m_date},
                            {"from", cohort.from},
                            {"to", cohort.to},
                            {"keep_ended", cohort.keep_ended},
                            {"large_only", cohort.large_only},
                            {"signed_base", word(to_string(cohort.signed_base))},
                            {"funding_base", word(to_string(cohort.funding_base))}};
    boost::json::array list;
    for (const Rate& rate : rates) {
      const auto share = rate.share();
      list.push_back(boost::json::object{{"id", word(to_string(rate.kind))},
                                         {"numerator", rate.numerator},
                                         {"denominator", rate.denominator},
                                         {"share", share ? boost::json::value(*share) : boost::json::value()},
                                         {"projects", rate.projects},
                                         {"ended", rate.ended},
                                         {"undated", rate.undated},
                                         {"unknown", rate.unknown}});
    }
    out["rates"] = std::move(list);
    return to_json_text(out);
  }

  std::string m_ledger;
  std::string m_date;
  std::string m_from;
  std::string m_to;
  bool m_without_ended = false;
  std::string m_format = "text";
};

}  // namespace

std::unique_ptr<Command> make_ledger_rates() { return std::make_unique<LedgerRates>(); }

}  // namespace liantu::tool
