// A session over a table of many regions: which one is home, and how near each node is to what it has.
#include "log.hpp"
#include "progress.hpp"
#include "session.hpp"

#include "liantu/analysis/region_gaps.hpp"

#include <fmt/format.h>

#include <optional>

namespace liantu::tool {

CLI::Option* add_home_options(CLI::App& app, Options& o) {
  const bool zh = o.lang == Lang::zh;
  std::vector<std::string> levels(EnumWords<RegionLevel>::names.begin(), EnumWords<RegionLevel>::names.end());
  app.add_option(
         "--level", o.region_level,
         zh ? "地区级别：province 省、city 市、county 区县；默认 county" : "level of regions; county by default")
      ->check(CLI::IsMember(std::move(levels)));
  return app.add_option("--home", o.home,
                        zh ? "本地：多地区表中的地区名，如 邗江区 或 江苏省/扬州市/邗江区"
                           : "home: a region of the table, e.g. 邗江区 or 江苏省/扬州市/邗江区");
}

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
  Corrections none(Decisions{}, read_firm_list({}), read_firm_list({}), m_policy.size);
  match_all(
      none, [&](const Firm& firm, const std::vector<Match>& matches) { regions.add(firm, matches, m_policy.coverage); },
      {Detail::confidence, m_policy.coverage.c_high, m_options.regions_table, std::vector<std::string>(), {}, {}});
  const Step step("relatedness", {"测算产业相近", "measuring relatedness"});
  const RegionTable table = table_by_nodes(m_atlas, regions, RegionValue::firms);
  const std::size_t home = find_home(table, m_options.home);
  const Relatedness related(table.values, table.regions.size(), table.activities.size());
  log::info(
      "regions",
      Text(fmt::format("多地区表：{} 个地区，企业 {} 家，另有 {} 家没有所属地区，未计", table.regions.size(),
                       regions.firms(), regions.without_region()),
           fmt::format("table of regions: {} regions, {} firms; {} firms without a region are left out",
                       table.regions.size(), regions.firms(), regions.without_region())),
      {{"regions", table.regions.size()}, {"firms", regions.firms()}, {"without_region", regions.without_region()}});
  if (!related.enough_regions()) {
    log::warning("few-regions", Text("有产业的地区不足 3 个，产业相近无从测算，按未知计",
                                     "fewer than 3 regions have anything: feasibility stays unknown"));
  }
  return feasibility_of(related, home);
}

}  // namespace liantu::tool
