// What liantu regions prints: as text, JSON and CSV.
#pragma once

#include "liantu/analysis/region_gaps.hpp"
#include "liantu/text.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace liantu::tool {

// The outcome of the command; `related` is over all activities of the table, `shown` are those asked about.
struct RegionsFound {
  RegionsFound(RegionTable regions, const RelatednessOptions& how)
      : table(std::move(regions)),
        related(table.values, table.regions.size(), table.activities.size(), how),
        options(how) {}

  RegionTable table;
  Relatedness related;
  RelatednessOptions options;
  std::vector<std::size_t> shown;
  std::vector<std::string> names;  // of the activities, as the chains or the classification have them
  RegionLevel level = RegionLevel::county;
  bool by_nodes = true;
  RegionValue value = RegionValue::firms;
  std::uint64_t firms = 0;
  std::uint64_t without_region = 0;
  std::uint64_t without_class = 0;
  std::string fingerprint;
  // With --home:
  std::optional<std::size_t> home;
  std::vector<RegionGap> gaps;
  std::map<std::size_t, State> states;  // of the gaps, by activity
  std::size_t unobserved = 0;           // of the shown: not judged
};

std::string regions_text(const RegionsFound& found, Lang lang);
std::string regions_json(const RegionsFound& found, Lang lang);
std::string regions_csv(const RegionsFound& found, Lang lang);

}  // namespace liantu::tool
