// The check-up as JSON: what the page of `liantu serve` and county systems read.
#include "check_told.hpp"
#include "problem_json.hpp"

#include "liantu/firm/data_grade.hpp"
#include "liantu/json/writer.hpp"
#include "liantu/publish/json.hpp"
#include "liantu/publish/shown_name.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>
#include <utility>

namespace liantu::tool {

namespace {

namespace json = boost::json;

using detail::json_word;

json::array strings(const std::vector<std::string>& values) {
  json::array out;
  for (const std::string& value : values) out.emplace_back(json_word(shown_name(value)));
  return out;
}

json::object file_json(const Checked& file, Lang lang) {
  return {{"usable", file.usable()},
          {"problems", problems_json(file.problems, lang)},
          {"notes", problems_json(file.notes, lang)}};
}

Text meaning(char grade) {
  switch (grade) {
    case 'A': return {"有产值、营业收入或税收，判断最可靠", "output, revenue or tax is known: the firmest"};
    case 'B': return {"有规上标记，无产值等", "above-scale firms are marked; no output"};
    case 'C': return {"有参保人数，无规上标记", "insured staff is known; above-scale firms are not marked"};
    default: return {"只有名称、经营范围、行业等，规模靠推断", "names, scopes and classes alone: sizes are inferred"};
  }
}

json::object columns_json(const ReadingReport& r, Lang lang) {
  json::array recognised;
  for (const auto& [header, field] : r.recognised) {
    recognised.push_back(json::object{{"header", json_word(shown_name(header))},
                                      {"field", json_word(to_string(field))},
                                      {"label", json_word(label(field, lang))},
                                      {"filled", r.filled[static_cast<std::size_t>(field)]}});
  }
  json::array missing;
  for (const Lack& lack : lacks_of(r)) {
    json::array fields;
    json::array labels;
    for (const Field field : lack.fields) {
      fields.emplace_back(json_word(to_string(field)));
      labels.emplace_back(json_word(label(field, lang)));
    }
    missing.push_back(json::object{
        {"fields", std::move(fields)}, {"labels", std::move(labels)}, {"lost", json_word(lack.lost.in(lang))}});
  }
  return {{"recognised", std::move(recognised)},
          {"unrecognised", strings(r.dropped_columns)},
          {"personal", strings(r.personal_columns)},
          {"missing", std::move(missing)}};
}

// The cities with most firms: several mean that the table is of more than one county.
json::array cities_json(const ReadingReport& r) {
  std::vector<std::pair<std::string, std::uint64_t>> cities(r.cities.begin(), r.cities.end());
  std::stable_sort(cities.begin(), cities.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  if (cities.size() > 10) cities.resize(10);
  json::array out;
  for (const auto& [name, count] : cities)
    out.push_back(json::object{{"name", json_word(shown_name(name))}, {"firms", count}});
  return out;
}

json::object firms_json(const CheckedFirms& firms, Lang lang) {
  json::object out = file_json(firms, lang);
  if (!firms.usable()) return out;
  const ReadingReport& r = firms.reading;
  out["kind"] = json_word(r.form.kind);
  out["encoding"] = json_word(r.form.encoding);
  out["sheet"] = json_word(shown_name(r.form.sheet));
  out["rows"] = r.rows;
  out["firms"] = r.firms;
  out["left_out"] = json::object{{"deregistered", r.deregistered},
                                 {"duplicates", r.duplicates},
                                 {"elsewhere", r.elsewhere},
                                 {"nameless", r.nameless},
                                 {"not_firms", r.not_firms}};
  out["odd"] = json::object{{"bad_credit_codes", r.bad_credit_codes},
                            {"scientific_codes", r.scientific_codes},
                            {"unknown_industries", r.unknown_industries},
                            {"short_rows", r.short_rows},
                            {"long_rows", r.long_rows},
                            {"flagged", r.flagged}};
  out["grade"] = std::string(1, r.grade());
  out["grade_meaning"] = json_word(meaning(r.grade()).in(lang));
  out["columns"] = columns_json(r, lang);
  json::array off;
  for (const Text& line : turned_off_by_grade(r)) off.emplace_back(json_word(line.in(lang)));
  out["off"] = std::move(off);
  out["cities"] = cities_json(r);
  return out;
}

json::object county_json(const CheckedCounty& county, Lang lang) {
  json::object out = file_json(county, lang);
  if (!county.usable()) return out;
  out["name"] = json_word(shown_name(county.county.name));
  json::array chains;
  for (std::size_t i = 0; i < county.county.chains.size(); ++i) {
    const CountyChain& chain = county.county.chains[i];
    chains.push_back(json::object{{"id", json_word(chain.id)},
                                  {"name", json_word(shown_name(county.chain_names[i]))},
                                  {"standing", json_word(label(chain.standing, lang))}});
  }
  out["chains"] = std::move(chains);
  return out;
}

}  // namespace

std::string check_json(const CheckUp& check, Lang lang) {
  json::object out{{"schema_version", 1}, {"usable", check.usable()}};
  if (check.firms) out["firms"] = firms_json(*check.firms, lang);
  if (check.county) out["county"] = county_json(*check.county, lang);
  json::array others;
  for (const CheckedOther& other : check.others) {
    json::object one = file_json(other, lang);
    one["option"] = json_word(other.option);
    one["file"] = json_word(shown_name(other.file));
    one["rows"] = other.rows;
    others.push_back(std::move(one));
  }
  out["others"] = std::move(others);
  return to_json_text(out, 3);
}

}  // namespace liantu::tool
