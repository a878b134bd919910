#include "regions_told.hpp"

#include "liantu/csv.hpp"
#include "liantu/json/writer.hpp"
#include "liantu/publish/shown_name.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace liantu::tool {

namespace {

// What every output says of itself, the terms it uses, and what it cannot tell.
std::vector<Text> notes(const RegionsFound& found) {
  std::vector<Text> out;
  out.push_back({"依据企业登记信息自动比对，未经实地核实；名单内未见，不等于没有，也不等于应招引。",
                 "Compared automatically from firms' registration data, not verified on site; not seen in the table is "
                 "neither absent nor a reason to recruit."});
  out.push_back({"集聚地：区位商高于 1 且企业不少于 3 家的地区，只说明当地强，不说明有企业要迁出。",
                 "Gathering places: location quotient above 1 and 3 firms or more. They are strong; nothing says that "
                 "a firm there would move."});
  if (!found.related.enough_regions()) {
    out.push_back({"有产业的地区不足 3 个：产业相近（关联密度、复杂度）无从测算。",
                   "Fewer than 3 regions have anything: relatedness (density, complexity) says nothing."});
  } else if (const auto state = found.related.complexity(); state != ComplexityState::told) {
    out.push_back({"复杂度无法测算：" + std::string(label(state, Lang::zh)),
                   "Complexity cannot be told: " + std::string(label(state, Lang::en))});
  }
  if (found.without_region > 0) {
    out.push_back(
        {fmt::format("{} 家企业没有所属{}，未计。", found.without_region, label(found.level, Lang::zh)),
         fmt::format("{} firms have no {} and are left out.", found.without_region, label(found.level, Lang::en))});
  }
  if (!found.by_nodes && found.without_class > 0) {
    out.push_back({fmt::format("{} 家企业没有行业小类，不在各类之中。", found.without_class),
                   fmt::format("{} firms have no class of the classification and are in none.", found.without_class)});
  }
  if (found.home && found.unobserved > 0) {
    out.push_back({fmt::format("{} 项数据未覆盖，不作判断。", found.unobserved),
                   fmt::format("{} are not covered by the data and not judged.", found.unobserved)});
  }
  return out;
}

std::string number(const std::optional<double>& value, int decimals, const char* none = "-") {
  return value ? plain(*value, decimals) : none;
}

std::string places_text(const RegionsFound& found, const std::vector<GatheringPlace>& places, Lang lang) {
  std::string out;
  for (const GatheringPlace& place : places) {
    out += out.empty() ? "" : lang == Lang::zh ? "、" : "; ";
    out += fmt::format(fmt::runtime(lang == Lang::zh ? "{}（区位商 {}，{} 家）" : "{} (quotient {}, {} firms)"),
                       found.table.regions[place.region], plain(place.quotient, 2), place.firms);
  }
  return out;
}

std::string region_line(const RegionsFound& found, std::size_t r, Lang lang) {
  return fmt::format(fmt::runtime(lang == Lang::zh ? "{}：企业 {} 家，多样性 {}，复杂度 {}，前景 {}\n"
                                                   : "{}: {} firms, diversity {}, ECI {}, COI {}\n"),
                     found.table.regions[r], found.table.region_firms[r], found.related.diversity(r),
                     number(found.related.eci(r), 3), number(found.related.outlook(r), 3));
}

void put_home(std::string& out, const RegionsFound& found, Lang lang) {
  const bool zh = lang == Lang::zh;
  out += zh ? "本地 " : "home ";
  out += region_line(found, *found.home, lang);
  for (const RegionGap& gap : found.gaps) {
    out += fmt::format(fmt::runtime(zh ? "  {} {} [{}]：关联密度 {}，距离 {}，机会增益 {}"
                                       : "  {} {} [{}]: density {}, distance {}, gain {}"),
                       found.table.activities[gap.activity], found.names[gap.activity],
                       label(found.states.at(gap.activity), lang), number(gap.density, 3), number(gap.distance, 3),
                       number(gap.gain, 3));
    if (!gap.places.empty()) out += (zh ? "；集聚地 " : "; gathers in ") + places_text(found, gap.places, lang);
    out += '\n';
  }
  if (found.gaps.empty()) out += zh ? "  没有未见的环节\n" : "  nothing is missing\n";
}

void put_activities(std::string& out, const RegionsFound& found, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::size_t nobody = 0;
  for (const std::size_t a : found.shown) {
    if (found.related.ubiquity(a) == 0) {
      ++nobody;
      continue;
    }
    out += fmt::format(fmt::runtime(zh ? "{} {}：{} 个地区有，复杂度 {}" : "{} {}: in {} regions, PCI {}"),
                       found.table.activities[a], found.names[a], found.related.ubiquity(a),
                       number(found.related.pci(a), 3));
    const auto places = gathering_places(found.table, found.related, a, std::nullopt);
    if (!places.empty()) out += (zh ? "；集聚地 " : "; gathers in ") + places_text(found, places, lang);
    out += '\n';
  }
  if (nobody > 0)
    out += fmt::format(fmt::runtime(zh ? "另有 {} 项各地区都不具备\n" : "{} more are in no region\n"), nobody);
}

boost::json::value json_number(const std::optional<double>& value) {
  if (!value) return nullptr;
  return std::round(*value * 1e6) / 1e6;
}

boost::json::string json_word(std::string_view word) { return boost::json::string(word.data(), word.size()); }

boost::json::array json_places(const RegionsFound& found, const std::vector<GatheringPlace>& places) {
  boost::json::array out;
  for (const GatheringPlace& place : places)
    out.push_back(boost::json::object{{"region", found.table.regions[place.region]},
                                      {"quotient", json_number(place.quotient)},
                                      {"firms", place.firms}});
  return out;
}

boost::json::array json_regions(const RegionsFound& found) {
  boost::json::array out;
  for (std::size_t r = 0; r < found.table.regions.size(); ++r) {
    boost::json::array has;
    for (const std::size_t a : found.shown) {
      if (found.table.firms_at(r, a) == 0) continue;
      has.push_back(boost::json::object{{"id", found.table.activities[a]},
                                        {"firms", found.table.firms_at(r, a)},
                                        {"quotient", json_number(found.related.quotient(r, a))},
                                        {"present", found.related.present(r, a)}});
    }
    out.push_back(boost::json::object{{"region", found.table.regions[r]},
                                      {"firms", found.table.region_firms[r]},
                                      {"diversity", std::uint64_t{found.related.diversity(r)}},
                                      {"eci", json_number(found.related.eci(r))},
                                      {"coi", json_number(found.related.outlook(r))},
                                      {"has", std::move(has)}});
  }
  return out;
}

boost::json::value json_home(const RegionsFound& found) {
  if (!found.home) return nullptr;
  boost::json::array gaps;
  for (const RegionGap& gap : found.gaps)
    gaps.push_back(boost::json::object{{"id", found.table.activities[gap.activity]},
                                       {"name", found.names[gap.activity]},
                                       {"state", json_word(to_string(found.states.at(gap.activity)))},
                                       {"density", json_number(gap.density)},
                                       {"distance", json_number(gap.distance)},
                                       {"gain", json_number(gap.gain)},
                                       {"places", json_places(found, gap.places)}});
  return boost::json::object{{"region", found.table.regions[*found.home]},
                             {"unobserved", std::uint64_t{found.unobserved}},
                             {"gaps", std::move(gaps)}};
}

// Text, or a number as written: a negative one must not be taken for a formula.
struct Cell {
  std::string text;
  bool is_number = false;
};
Cell cell(const std::optional<double>& value, int decimals = 6) { return {number(value, decimals, ""), true}; }
Cell cell(std::uint64_t value) { return {std::to_string(value), true}; }

void put_row(std::string& out, const std::vector<Cell>& row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) out += ',';
    if (row[i].is_number) {
      out += row[i].text;
    } else {
      put_csv_text(out, shown_text(row[i].text));
    }
  }
  out += "\r\n";
}

std::vector<std::vector<Cell>> csv_gaps(const RegionsFound& found, Lang lang) {
  std::vector<std::vector<Cell>> out;
  out.push_back(
      lang == Lang::zh
          ? std::vector<Cell>{{"环节"}, {"名称"}, {"状态"}, {"关联密度"}, {"距离"}, {"机会增益"}, {"集聚地"}}
          : std::vector<Cell>{{"Activity"}, {"Name"}, {"State"}, {"Density"}, {"Distance"}, {"Gain"}, {"Gathers in"}});
  for (const RegionGap& gap : found.gaps)
    out.push_back({{found.table.activities[gap.activity]},
                   {found.names[gap.activity]},
                   {std::string(label(found.states.at(gap.activity), lang))},
                   cell(gap.density),
                   cell(gap.distance),
                   cell(gap.gain),
                   {places_text(found, gap.places, lang)}});
  return out;
}

std::vector<std::vector<Cell>> csv_cells(const RegionsFound& found, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::vector<std::vector<Cell>> out;
  out.push_back(zh ? std::vector<Cell>{{"地区"},
                                       {"环节"},
                                       {"名称"},
                                       {"企业数"},
                                       {"区位商"},
                                       {"具备"},
                                       {"地区多样性"},
                                       {"地区复杂度"},
                                       {"普遍性"},
                                       {"环节复杂度"}}
                   : std::vector<Cell>{{"Region"},
                                       {"Activity"},
                                       {"Name"},
                                       {"Firms"},
                                       {"Quotient"},
                                       {"Present"},
                                       {"Diversity"},
                                       {"ECI"},
                                       {"Ubiquity"},
                                       {"PCI"}});
  for (std::size_t r = 0; r < found.table.regions.size(); ++r) {
    for (const std::size_t a : found.shown) {
      if (found.table.firms_at(r, a) == 0) continue;
      const bool present = found.related.present(r, a);
      out.push_back({{found.table.regions[r]},
                     {found.table.activities[a]},
                     {found.names[a]},
                     cell(found.table.firms_at(r, a)),
                     cell(found.related.quotient(r, a)),
                     {zh ? (present ? "是" : "否") : (present ? "yes" : "no")},
                     cell(std::uint64_t{found.related.diversity(r)}),
                     cell(found.related.eci(r)),
                     cell(std::uint64_t{found.related.ubiquity(a)}),
                     cell(found.related.pci(a))});
    }
  }
  return out;
}

}  // namespace

std::string regions_text(const RegionsFound& found, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::string out = fmt::format(fmt::runtime(zh ? "{} 个地区（{}），企业 {} 家\n" : "{} regions ({}), {} firms\n"),
                                found.table.regions.size(), label(found.level, lang), found.firms);
  if (found.home) {
    put_home(out, found, lang);
  } else {
    for (std::size_t r = 0; r < found.table.regions.size(); ++r) out += region_line(found, r, lang);
    put_activities(out, found, lang);
  }
  for (const Text& note : notes(found)) out += note.in(lang) + '\n';
  return out;
}

std::string regions_json(const RegionsFound& found, Lang lang) {
  boost::json::array activities;
  for (const std::size_t a : found.shown)
    activities.push_back(boost::json::object{{"id", found.table.activities[a]},
                                             {"name", found.names[a]},
                                             {"ubiquity", std::uint64_t{found.related.ubiquity(a)}},
                                             {"pci", json_number(found.related.pci(a))}});
  boost::json::array told;
  for (const Text& note : notes(found)) told.emplace_back(note.in(lang));
  const bool by_quotient = found.options.presence == PresenceRule::quotient;
  const bool enough = found.related.enough_regions();
  boost::json::object out{{"notes", std::move(told)},
                          {"fingerprint", found.fingerprint},
                          {"level", json_word(to_string(found.level))},
                          {"by", found.by_nodes ? "nodes" : "classes"},
                          {"value", json_word(to_string(found.value))},
                          {"presence", boost::json::object{{"by", by_quotient ? "quotient" : "value"},
                                                           {"threshold", found.options.threshold}}},
                          {"firms", found.firms},
                          {"without_region", found.without_region},
                          {"enough_regions", enough},
                          {"complexity", json_word(to_string(found.related.complexity()))},
                          {"regions", json_regions(found)},
                          {"activities", std::move(activities)},
                          {"home", json_home(found)}};
  return to_json_text(out, found.home ? 3 : 2);
}

std::string regions_csv(const RegionsFound& found, Lang lang) {
  const auto rows = found.home ? csv_gaps(found, lang) : csv_cells(found, lang);
  std::string out = "\xEF\xBB\xBF";
  for (const auto& row : rows) put_row(out, row);
  // Rows of the same width, so that the table stays a rectangle; no region and no id is called 说明.
  for (const Text& note : notes(found)) {
    std::vector<Cell> row(rows.front().size());
    row[0].text = lang == Lang::zh ? "说明" : "Note";
    row[1].text = note.in(lang);
    put_row(out, row);
  }
  return out;
}

}  // namespace liantu::tool
