// What `liantu diff` compares, from a session and its study.
#include "liantu/analysis/policy_json.hpp"
#include "liantu/session/hashes.hpp"
#include "liantu/session/session.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace liantu {

namespace {

std::string sorted(std::vector<std::string> words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ",") + word;
  return out;
}

std::string hashes(const std::vector<std::string>& paths) {
  std::vector<std::string> out;
  for (const auto& path : paths) out.push_back(file_hash(path));
  return sorted(std::move(out));
}

std::string columns_of(const ReadingReport& reading) {
  std::vector<std::string> out;
  for (const auto& [header, field] : reading.recognised) out.emplace_back(to_string(field));
  return sorted(std::move(out));
}

TargetPlace place_of(const Target& target) {
  if (target.veto) return TargetPlace::veto;
  if (target.gap.action == Action::watch) return TargetPlace::watch;
  if (target.gap.action == Action::verify) return TargetPlace::verify;
  if (target.insufficient) return TargetPlace::insufficient;
  return target.rank ? TargetPlace::ranked : TargetPlace::caution;
}

void put_nodes(const Study& study, RunResult& out) {
  const Atlas& atlas = *study.atlas;
  for (const ChainIndex chain : study.chains()) {
    const auto [first, last] = atlas.nodes_of(chain);
    for (NodeIndex v = first; v < last; ++v) {
      const NodeCoverage& sums = study.coverage[v];
      out.nodes.push_back(
          {atlas.key(v), atlas.node(v).name, study.state(v), sums.total(), detail::as_written(sums.mass_value())});
    }
  }
  for (const Target& target : study.analysis.targets) {
    out.targets.push_back({atlas.key(target.gap.node), target.gap.action, place_of(target),
                           target.rank ? target.rank : target.caution_rank});
  }
}

}  // namespace

RunResult Session::run_result(const Study& study) const {
  RunResult out;
  const auto set = [&](Setting setting, std::string value) {
    if (!value.empty()) out.settings[setting] = std::move(value);
  };
  Policy rules = policy();
  rules.gaps.profile.clear();  // told by itself
  rules.plan = {};             // these say nothing of states and targets
  rules.appraisal = {};
  rules.ledger = {};
  set(Setting::version, LIANTU_VERSION);
  set(Setting::words, m_knowledge->words_hash());
  set(Setting::policy, text_hash(to_json_text(policy_json(rules))));
  set(Setting::profile, policy().gaps.profile);
  if (m_county) set(Setting::county, county_hash());
  if (!m_options.regions_table.empty()) set(Setting::regions_table, file_hash(m_options.regions_table));
  set(Setting::home, m_options.home);
  set(Setting::covers, sorted(covers()));
  set(Setting::regions, sorted(m_options.regions));
  set(Setting::columns, columns_of(study.reading));
  set(Setting::grade, std::string(1, study.reading.grade()));
  set(Setting::firms, study.reading.fingerprint);
  set(Setting::assets, hashes(m_options.assets));
  set(Setting::decisions, hashes(m_options.decisions));
  set(Setting::above_scale, hashes(m_options.above_scale));
  set(Setting::anchors, hashes(m_options.anchors));
  set(Setting::candidates, hashes(m_options.candidates));
  out.date = m_options.date;
  out.table_title = m_options.table_title;
  out.table_date = m_options.table_date;
  out.firms_read = study.reading.firms;
  for (const Chain& chain : atlas().chains()) {
    out.chains.push_back(
        {chain.id, chain.name, m_knowledge->hash_of(chain.id), m_chosen.contains(*atlas().find_chain(chain.id))});
  }
  put_nodes(study, out);
  return out;
}

}  // namespace liantu
