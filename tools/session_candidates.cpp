// A session with tables of firms from outside: read and matched as the county's own, and told apart from those here.
#include "session_candidates.hpp"

#include "log.hpp"
#include "session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace liantu::tool {

namespace {

const std::vector<std::string> growth_columns{"扩张迹象", "扩产计划", "投资意向", "扩张意向"};
const std::vector<std::string> source_columns{"迹象来源", "信息来源", "来源"};
const std::vector<std::string> year_columns{"年份", "数据年份"};

std::string cell_of(const Firm& firm, const std::vector<std::string>& headers) {
  for (const std::string& header : headers) {
    for (const auto& [name, cell] : firm.kept) {
      if (name == header && !cell.empty()) return cell;
    }
  }
  return {};
}

// The year that a file's name says: 2000 to 2099, not part of a longer number.
std::string year_in(const std::string& name) {
  const auto digit = [&](std::size_t i) { return i < name.size() && name[i] >= '0' && name[i] <= '9'; };
  for (std::size_t i = 0; i + 4 <= name.size(); ++i) {
    if (name[i] == '2' && name[i + 1] == '0' && digit(i + 2) && digit(i + 3) && !digit(i + 4) &&
        (i == 0 || !digit(i - 1)))
      return name.substr(i, 4);
  }
  return {};
}

}  // namespace

void Session::read_candidates(Study& study) const {
  study.candidates = CandidatePool(m_atlas.node_count());
  std::vector<std::string> offered;
  for (const auto& headers : {growth_columns, source_columns, year_columns})
    offered.insert(offered.end(), headers.begin(), headers.end());
  for (const std::string& path : m_options.candidates) {
    CandidateTable table;
    table.name = std::filesystem::path(path).filename().string();
    const std::size_t at = study.candidates.tables().size();
    study.candidates.begin(table);
    std::string year = year_in(table.name);
    // Decisions and lists speak of the firms of --firms.
    Corrections none(Decisions{}, read_firm_list({}), read_firm_list({}), m_policy.size);
    match_all(none,
              [&](const Firm& firm, const std::vector<Match>& matches) {
                if (year.empty()) year = cell_of(firm, year_columns);
                study.candidates.add(firm, matches, m_policy.coverage.c_high, cell_of(firm, growth_columns),
                                     cell_of(firm, source_columns));
              },
              {Detail::evidence, m_policy.coverage.c_high, path, std::vector<std::string>(), {}, offered});
    study.candidates.set_year(at, year);
    const CandidateTable& read = study.candidates.tables()[at];
    log::info("candidates",
              Text(fmt::format("候选企业表 {}：{} 家，对应到环节 {} 家，年份{}", read.name, read.firms, read.matched,
                               year.empty() ? "未注明" : year),
                   fmt::format("candidates of {}: {} firms, {} matched, year {}", read.name, read.firms, read.matched,
                               year.empty() ? "not given" : year)),
              {{"firms", read.firms}, {"matched", read.matched}});
  }
  study.candidates.finish();
  study.question.candidates.resize(m_atlas.node_count());
  for (NodeIndex v = 0; v < m_atlas.node_count(); ++v) study.question.candidates[v] = study.candidates.count(v);
}

void HomeCount::add(const Firm& firm) { ++m_places[{firm.province, firm.city}]; }

HomePlace HomeCount::place() const {
  std::uint64_t most = 0;
  HomePlace out;
  for (const auto& [place, count] : m_places) {
    if (count <= most) continue;
    most = count;
    out = {place.first, place.second};
  }
  return out;
}

void meet(const FirmFinder& finder, const std::vector<Candidate*>& known, const Firm& firm) {
  for (const std::size_t i : finder.find(firm)) known[i]->here = true;
  // 某某股份有限公司扬州分公司: the candidate's name, then more.
  constexpr std::string_view ends = "公司";
  const std::size_t first = firm.name.find(ends);
  if (first == std::string::npos || first + ends.size() >= firm.name.size()) return;
  Firm parent;
  parent.name = firm.name.substr(0, first + ends.size());
  for (const std::size_t i : finder.find(parent)) {
    if (known[i]->branch.empty()) known[i]->branch = firm.name;
  }
}

}  // namespace liantu::tool
