#include "corrections.hpp"

#include "log.hpp"

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

std::string shown(const std::string& name, const std::string& code) {
  std::string out(utf8::prefix(name.empty() ? code : name, 40));
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

// "list.txt: 6 firms are not in the table: …; wanted …".
Problem not_in_table(const std::string& file, const std::vector<std::string>& names) {
  const std::string count = std::to_string(names.size());
  return {file,
          "",
          Text("有 " + count + " 家不在企业表中：" + first_of(names, true),
               count + " firms are not in the table: " + first_of(names, false)),
          Text("企业表里的名称或信用代码", "names or credit codes as the table has them"),
          {}};
}

}  // namespace

NamedFirms::NamedFirms(const std::vector<ListedFirm>& listed) : entries(listed), seen(listed.size()) {
  for (std::size_t i = 0; i < entries.size(); ++i) finder.add(i, entries[i].name, entries[i].credit_code);
}

bool NamedFirms::names(const Firm& firm) {
  if (entries.empty()) return false;
  const auto found = finder.find(firm);
  for (std::size_t i : found) seen[i] = true;
  firms += found.empty() ? 0 : 1;
  return !found.empty();
}

void NamedFirms::tell(const Text& what) const {
  if (entries.empty()) return;
  std::vector<std::string> absent;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (!seen[i]) absent.push_back(shown(entries[i].name, entries[i].credit_code));
  }
  log::info("list",
            Text(fmt::format("{} {} 家，企业表中标明 {} 家", what.zh, entries.size(), firms),
                 fmt::format("{}: {} named, {} firms of the table marked", what.en, entries.size(), firms)),
            {{"named", entries.size()}, {"marked", firms}});
  if (!absent.empty()) log::warning("not-in-table", not_in_table(entries.front().file, absent));
}

void Corrections::mark(Firm& firm) {
  const bool named = m_above_scale.names(firm);
  const bool by_table = !named && m_all_above_scale && !firm.above_scale;
  if (by_table) ++m_by_table;
  if (named || by_table) {
    ++m_resized[static_cast<std::size_t>(firm.size_source)];
    mark_above_scale(firm, m_size);
  }
  if (m_anchors.names(firm)) {
    firm.anchor = true;
    firm.anchor_listed = true;
  }
}

void Corrections::amend(ReadingReport& reading) const {
  const auto filled = [&](Field field, std::uint64_t firms) {
    auto& count = reading.filled[static_cast<std::size_t>(field)];
    count = std::max(count, firms);
  };
  filled(Field::above_scale, m_above_scale.firms + m_by_table);
  filled(Field::anchor, m_anchors.firms);
  for (std::size_t i = 0; i < m_resized.size(); ++i) reading.size_sources[i] -= m_resized[i];
  reading.size_sources[static_cast<std::size_t>(SizeSource::above_scale_list)] += m_above_scale.firms + m_by_table;
}

void Corrections::tell() const {
  m_above_scale.tell({"规上名单", "list of firms above scale"});
  m_anchors.tell({"链主名单", "list of anchors"});
  if (m_decisions.given().empty()) return;
  std::vector<std::string> absent;
  std::vector<std::string> many;
  std::size_t undated = 0;
  for (const Decision& d : m_decisions.given()) {
    if (d.firms == 0) absent.push_back(shown(d.firm, d.credit_code));
    if (d.firms > 1 && d.state == DecisionState::in_force) many.push_back(shown(d.firm, d.credit_code));
    if (d.state == DecisionState::in_force && !d.date) ++undated;
  }
  const auto in_force = m_decisions.count(DecisionState::in_force);
  const auto open = m_decisions.count(DecisionState::open);
  const auto expired = m_decisions.count(DecisionState::expired);
  const auto superseded = m_decisions.count(DecisionState::superseded);
  log::info(
      "decisions",
      Text(fmt::format(
               "核实结论 {} 条：有效 {}，待核实 {}，已过期 {}，另有较新结论 {}；确认对应 {}，新增对应 {}，撤除对应 {}",
               m_decisions.given().size(), in_force, open, expired, superseded, m_decisions.confirmed(),
               m_decisions.added(), m_decisions.removed()),
           fmt::format("{} decisions: {} in force, {} open, {} expired, {} superseded; {} matches confirmed, {} "
                       "added, {} removed",
                       m_decisions.given().size(), in_force, open, expired, superseded, m_decisions.confirmed(),
                       m_decisions.added(), m_decisions.removed())),
      {{"decisions", m_decisions.given().size()},
       {"in_force", in_force},
       {"open", open},
       {"expired", expired},
       {"superseded", superseded},
       {"confirmed", m_decisions.confirmed()},
       {"added", m_decisions.added()},
       {"removed", m_decisions.removed()}});
  if (undated > 0) {
    log::warning("undated", Text(fmt::format("{} 条结论没有核实日期，不会过期", undated),
                                 fmt::format("{} decisions have no date and never expire", undated)));
  }
  if (!absent.empty()) log::warning("not-in-table", not_in_table(m_decisions.given().front().file, absent));
  if (!many.empty()) {
    log::warning(
        "same-name",
        Text(fmt::format("{} 条结论对应到不止一家同名企业，写上信用代码可分开：{}", many.size(), first_of(many, true)),
             fmt::format("{} decisions apply to more than one firm of the name; a credit code tells them "
                         "apart: {}",
                         many.size(), first_of(many, false))));
  }
}

}  // namespace liantu::tool
