#include "corrections.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace liantu::tool {

namespace {

constexpr std::size_t names_told = 5;

// "甲厂、乙厂 等 7 家": the first few of those that the table does not have.
std::string first_of(const std::vector<std::string>& names, bool zh) {
  std::string out;
  for (std::size_t i = 0; i < names.size() && i < names_told; ++i) out += (i == 0 ? "" : zh ? "、" : ", ") + names[i];
  if (names.size() > names_told) out += zh ? " 等" : " …";
  return out;
}

std::string shown(const Decision& d) {
  std::string out(utf8::prefix(d.firm.empty() ? d.credit_code : d.firm, 40));
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

}  // namespace

void Corrections::mark(Firm& firm) { (void)firm; }

std::vector<std::string> Corrections::told(Lang lang) const {
  const bool zh = lang == Lang::zh;
  std::vector<std::string> out;
  if (m_decisions.given().empty()) return out;
  std::vector<std::string> absent;
  std::vector<std::string> many;
  std::size_t undated = 0;
  for (const Decision& d : m_decisions.given()) {
    if (d.firms == 0) absent.push_back(shown(d));
    if (d.firms > 1 && d.state == DecisionState::in_force) many.push_back(shown(d));
    if (d.state == DecisionState::in_force && !d.date) ++undated;
  }
  const auto in_force = m_decisions.count(DecisionState::in_force);
  const auto open = m_decisions.count(DecisionState::open);
  const auto expired = m_decisions.count(DecisionState::expired);
  const auto superseded = m_decisions.count(DecisionState::superseded);
  out.push_back(
      zh ? fmt::format(
               "核实结论 {} 条：有效 {}，待核实 {}，已过期 {}，另有较新结论 {}；确认对应 {}，新增对应 {}，撤除对应 {}",
               m_decisions.given().size(), in_force, open, expired, superseded, m_decisions.confirmed(),
               m_decisions.added(), m_decisions.removed())
         : fmt::format("{} decisions: {} in force, {} open, {} expired, {} superseded; {} matches confirmed, {} "
                       "added, {} removed",
                       m_decisions.given().size(), in_force, open, expired, superseded, m_decisions.confirmed(),
                       m_decisions.added(), m_decisions.removed()));
  if (undated > 0) {
    out.push_back(zh ? fmt::format("注意：{} 条结论没有核实日期，不会过期", undated)
                     : fmt::format("note: {} decisions have no date and never expire", undated));
  }
  if (!absent.empty()) {
    out.push_back(zh ? fmt::format("注意：{} 条结论的企业不在企业表中：{}", absent.size(), first_of(absent, zh))
                     : fmt::format("note: {} decisions are on firms that are not in the table: {}", absent.size(),
                                   first_of(absent, zh)));
  }
  if (!many.empty()) {
    out.push_back(
        zh ? fmt::format("注意：{} 条结论对应到不止一家同名企业，写上信用代码可分开：{}", many.size(),
                         first_of(many, zh))
           : fmt::format("note: {} decisions apply to more than one firm of the name; a credit code tells them "
                         "apart: {}",
                         many.size(), first_of(many, zh)));
  }
  return out;
}

}  // namespace liantu::tool
