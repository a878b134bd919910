// Options of a session from JSON, as bindings hand them over.
#include "liantu/session/options.hpp"

#include "liantu/analysis/region_coverage.hpp"
#include "liantu/date.hpp"
#include "liantu/json/document.hpp"

#include <algorithm>
#include <utility>

namespace liantu {

namespace {

// One list of texts, or one text.
void read_list(Fields& fields, std::string_view key, std::vector<std::string>& out) {
  const auto* value = fields.get(key);
  if (value == nullptr) return;
  out = value->is_string() ? std::vector<std::string>{fields.text(key)} : fields.texts(key);
}

void read_word(Fields& fields, std::string_view key, std::string& out) {
  if (fields.get(key) != nullptr) out = fields.text(key);
}

// A path, or the object itself.
void read_file_or_object(Fields& fields, std::string_view key, std::string& path, std::optional<std::string>& text) {
  const auto* value = fields.get(key);
  if (value == nullptr) return;
  text.reset();
  path.clear();
  if (value->is_object()) {
    text = to_json_text(*value);
  } else {
    path = fields.text(key);
  }
}

void read_of_session(Fields& fields, SessionOptions& out) {
  read_word(fields, "data", out.data);
  read_word(fields, "chains_dir", out.chains_folder);
  read_file_or_object(fields, "policy", out.policy, out.policy_text);
  read_word(fields, "profile", out.profile);
}

void read_of_study(Fields& fields, SessionOptions& out, std::optional<std::string>& firms_json) {
  if (const auto* firms = fields.get("firms"); firms != nullptr && firms->is_array()) {
    firms_json = to_json_text(*firms);
  } else {
    read_word(fields, "firms", out.firms);
  }
  read_file_or_object(fields, "county", out.county, out.county_text);
  read_list(fields, "scope", out.scope);
  if (const auto* columns = fields.get("columns")) {
    Fields by_header(*columns, fields.at("columns"), fields.sink());
    if (const auto* object = columns->if_object()) {
      for (const auto& member : *object) {
        const std::string_view header(member.key().data(), member.key().size());
        out.columns.push_back(by_header.text(header) + "=" + std::string(header));
      }
    }
  }
  read_list(fields, "keep_columns", out.keep_columns);
  read_word(fields, "encoding", out.encoding);
  read_word(fields, "sheet", out.sheet);
  read_list(fields, "region", out.regions);
  read_list(fields, "reach", out.reach);
  read_word(fields, "table_title", out.table_title);
  read_word(fields, "table_date", out.table_date);
  read_word(fields, "date", out.date);
  read_list(fields, "decisions", out.decisions);
  read_list(fields, "assets", out.assets);
  read_list(fields, "above_scale", out.above_scale);
  read_list(fields, "anchors", out.anchors);
  read_list(fields, "candidates", out.candidates);
  read_word(fields, "regions_table", out.regions_table);
  read_word(fields, "home", out.home);
  out.depth = fields.word<Depth>("depth").value_or(out.depth);
  if (const auto level = fields.word<RegionLevel>("level")) out.region_level = to_string(*level);
}

}  // namespace

SessionOptions read_session_options(std::string_view json, const SessionOptions& base, OptionsOf of,
                                    std::optional<std::string>& firms_json) {
  const std::string file = "options";
  const auto document = parse_json(json, file);
  ProblemSink sink{file, {}};
  Fields fields(document, "", sink);
  SessionOptions out = base;
  read_list(fields, "chain", out.chains);
  out.threads = fields.integer("threads", 0, 1024).value_or(base.threads);
  if (of == OptionsOf::session) {
    read_of_session(fields, out);
  } else {
    read_of_study(fields, out, firms_json);
  }
  fields.done();
  if (!out.date.empty() && !parse_date(out.date))
    sink.add("/date", Text("是 " + out.date, "found " + out.date), Text("2026-09-30 | 2026-09 | 2026"));
  if (!out.reach.empty() && out.regions.empty())
    sink.add("/reach", Text("没有 region", "no region"), Text("与 region 一起给出", "both, or neither"));
  if (out.regions_table.empty() != out.home.empty())
    sink.add("/home", Text("regions_table 与 home 只有一个", "one of regions_table and home"),
             Text("一起给出", "both, or neither"));
  sink.throw_if_any();
  return out;
}

}  // namespace liantu
