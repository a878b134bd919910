// What a session tells: on stderr, and in run.json.
#include "files.hpp"
#include "log.hpp"
#include "session.hpp"

#include "liantu/firm/data_grade.hpp"
#include "liantu/json/writer.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>

#include <utility>

namespace liantu::tool {

void Session::tell_notes(const Problems& notes) const {
  for (const Problem& note : notes) log::warning("note", note);
}

void Session::tell_turned_off(const ReadingReport& reading) const {
  const std::string grade(1, reading.grade());
  for (const Text& line : turned_off_by_grade(reading))
    log::info("grade", Text("数据等级 " + grade + "：" + line.zh, "grade " + grade + ": " + line.en));
}

void Session::tell(const Corrections& corrections) const { corrections.tell(); }

void Session::tell(const ReadingReport& r, bool of_regions) const {
  log::info(
      "read",
      Text(fmt::format("读入 {} 行：企业 {}，注销等 {}，重复 {}，外地 {}，无名称 {}，非企业行 {}；数据等级 {}", r.rows,
                       r.firms, r.deregistered, r.duplicates, r.elsewhere, r.nameless, r.not_firms, r.grade()),
           fmt::format("{} rows: {} firms, {} deregistered, {} duplicates, {} elsewhere, {} nameless, {} not "
                       "firms; grade {}",
                       r.rows, r.firms, r.deregistered, r.duplicates, r.elsewhere, r.nameless, r.not_firms, r.grade())),
      {{"rows", r.rows},
       {"firms", r.firms},
       {"deregistered", r.deregistered},
       {"duplicates", r.duplicates},
       {"elsewhere", r.elsewhere},
       {"nameless", r.nameless},
       {"not_firms", r.not_firms}});
  tell_notes(r.notes);
  if (!of_regions && m_options.regions.empty() && r.cities.size() > 1) {
    log::warning("cities", Text(fmt::format("表中有 {} 个城市，未用 --region 指定本地，全部按本地计", r.cities.size()),
                                fmt::format("{} cities and no --region: all rows count as local", r.cities.size())));
  }
}

std::string Session::run_json(const Study& study) const {
  boost::json::object inputs{{"firms", file_hash(m_options.firms)}};
  if (!m_options.county.empty()) inputs["county"] = file_hash(m_options.county);
  if (!m_options.policy.empty()) inputs["policy"] = file_hash(m_options.policy);
  const auto hashes = [](const std::vector<std::string>& paths) {
    boost::json::array out;
    for (const auto& path : paths) out.emplace_back(file_hash(path));
    return out;
  };
  if (!m_options.decisions.empty()) inputs["decisions"] = hashes(m_options.decisions);
  if (!m_options.assets.empty()) inputs["assets"] = hashes(m_options.assets);
  if (!m_options.above_scale.empty()) inputs["above_scale"] = hashes(m_options.above_scale);
  if (!m_options.candidates.empty()) inputs["candidates"] = hashes(m_options.candidates);
  if (!m_options.regions_table.empty()) inputs["regions_table"] = file_hash(m_options.regions_table);
  if (!m_options.anchors.empty()) inputs["anchors"] = hashes(m_options.anchors);
  boost::json::object chains;
  for (const auto& [id, path] : m_chain_files) chains[id] = file_hash(path);
  inputs["chains"] = std::move(chains);
  const ReadingReport& r = study.reading;
  boost::json::object reading{{"kind", r.form.kind},
                              {"encoding", r.form.encoding},
                              {"fingerprint", r.fingerprint},
                              {"rows", r.rows},
                              {"firms", r.firms},
                              {"deregistered", r.deregistered},
                              {"duplicates", r.duplicates},
                              {"elsewhere", r.elsewhere},
                              {"nameless", r.nameless},
                              {"not_firms", r.not_firms},
                              {"short_rows", r.short_rows},
                              {"long_rows", r.long_rows},
                              {"bad_credit_codes", r.bad_credit_codes},
                              {"scientific_codes", r.scientific_codes},
                              {"padded_codes", r.padded_codes},
                              {"named_industries", r.named_industries},
                              {"unknown_industries", r.unknown_industries},
                              {"flagged", r.flagged},
                              {"bad_bytes", r.form.bad_bytes},
                              {"matched", study.matched},
                              {"grade", std::string(1, r.grade())}};
  boost::json::object columns;
  for (const auto& [header, field] : r.recognised)
    columns[header] = boost::json::string(to_string(field).data(), to_string(field).size());
  reading["columns"] = std::move(columns);
  const boost::json::object out{{"liantu", LIANTU_VERSION},    {"schema_version", 1},
                                {"date", m_options.date},      {"profile", m_policy.gaps.profile},
                                {"inputs", std::move(inputs)}, {"reading", std::move(reading)}};
  return to_json_text(out, 2);
}

}  // namespace liantu::tool
