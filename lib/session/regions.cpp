// A session over a table of many regions: which one is home, and how near each node is to what it has.
#include "liantu/analysis/region_gaps.hpp"
#include "liantu/session/session.hpp"

#include <fmt/format.h>

#include <optional>

namespace liantu {

std::size_t find_home(const RegionTable& table, const std::string& name) {
  const std::vector<std::size_t> found = table.find(name);
  if (found.size() == 1) return found.front();
  static constexpr std::size_t shown = 20;
  std::string known;
  const std::size_t all = found.empty() ? table.regions.size() : found.size();
  for (std::size_t i = 0; i < std::min(shown, all); ++i)
    known += (i == 0 ? "" : ", ") + table.regions[found.empty() ? i : found[i]];
  if (all > shown) known += " …";
  if (all == 0) known = "-";
  throw InputError({"--home", "",
                    found.empty() ? Text("没有地区 \"" + name + "\"", "no region \"" + name + "\"")
                                  : Text("有几个地区叫 \"" + name + "\"", "several regions \"" + name + "\""),
                    Text(known),
                    found.empty() ? Text("核对 --level", "another --level") : Text("写出全名", "the full name")});
}

std::vector<std::optional<double>> Session::feasibility() const {
  if (m_options.regions_table.empty()) return {};
  RegionCoverage regions(from_string<RegionLevel>(m_options.region_level).value());
  // Decisions and lists speak of the firms of --firms.
  Corrections none(Decisions{}, read_firm_list({}), read_firm_list({}), policy().size);
  match_all(
      none, [&](const Firm& firm, const std::vector<Match>& matches) { regions.add(firm, matches, policy().coverage); },
      {Detail::confidence, policy().coverage.c_high, m_options.regions_table, std::vector<std::string>(), {}, {}});
  const SessionStep step(*m_listener, "relatedness", {"测算产业相近", "measuring relatedness"});
  const RegionTable table = table_by_nodes(atlas(), regions, RegionValue::firms);
  const std::size_t home = find_home(table, m_options.home);
  const Relatedness related(table.values, table.regions.size(), table.activities.size());
  m_listener->info(
      "regions",
      Text(fmt::format("多地区表：{} 个地区，企业 {} 家，另有 {} 家没有所属地区，未计", table.regions.size(),
                       regions.firms(), regions.without_region()),
           fmt::format("table of regions: {} regions, {} firms; {} firms without a region are left out",
                       table.regions.size(), regions.firms(), regions.without_region())),
      {{"regions", table.regions.size()}, {"firms", regions.firms()}, {"without_region", regions.without_region()}});
  if (!related.enough_regions()) {
    m_listener->warning("few-regions", Text("有产业的地区不足 3 个，产业相近无从测算，按未知计",
                                            "fewer than 3 regions have anything: feasibility stays unknown"));
  }
  return feasibility_of(related, home);
}

}  // namespace liantu
