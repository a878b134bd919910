// From the firms of a session to a study: what the table can show, assets, states, targets, their stability.
#include "candidates.hpp"

#include "liantu/analysis/stability.hpp"
#include "liantu/session/session.hpp"

#include <fmt/format.h>

#include <utility>

namespace liantu {

const std::vector<std::string>& Session::covers() const {
  return m_options.scope.empty() && m_county ? m_county->covers : m_options.scope;
}

Observed Session::observed(const ReadingReport& reading, const Coverage& coverage) const {
  Observed out;
  const bool by_county = m_options.scope.empty() && m_county;
  const std::vector<std::string>& covers = this->covers();
  for (std::size_t i = 0; i < covers.size(); ++i) {
    const std::string& word = covers[i];
    if (word == above_scale_words[0] || word == above_scale_words[1]) {
      out.above_scale_only = true;
      continue;
    }
    const auto code = classification().find(word) != nullptr ? std::optional(word) : classification().code_of(word);
    if (!code) {
      throw InputError(
          {by_county ? county_name() : "--scope",
           by_county ? "/covers/" + std::to_string(i) : "",
           Text("不认识 \"" + word + "\"", "found \"" + word + "\""),
           Text("门类、大类名称或代码，或 规上、限上", "a section or division by name or code, or 规上, 限上"),
           {}});
    }
    out.sections.insert(classification().section_of(*code));
    out.stated = true;
  }
  if (out.stated) return out;
  for (const auto& [section, count] : reading.sections) {
    if (section != '?' && count > 0) out.sections.insert(section);
  }
  if (!out.sections.empty()) return out;
  // No industry column: the sections of nodes that some firm matches for sure.
  for (NodeIndex v = 0; v < atlas().node_count(); ++v) {
    if (coverage[v].count(Band::confident) == 0) continue;
    for (const auto& code : atlas().node(v).industry) out.sections.insert(classification().section_of(code));
  }
  return out;
}

void Session::add_assets(Study& study) const {
  if (m_options.assets.empty()) return;
  Problems notes;
  study.assets = read_assets(m_options.assets, atlas(), notes);
  tell_notes(notes);
  study.with_assets = true;
  for (const Asset& asset : study.assets) {
    study.coverage.add_asset(asset.node, asset.sourced());
    // What the table lists of one node it would list of another of the kind.
    const Holder holder = atlas().node(asset.node).holder;
    if (holder != Holder::firm) study.observed.holders.insert(holder);
  }
}

Study Session::begin(Depth depth) const {
  Study study;
  study.atlas = &atlas();
  study.classification = &classification();
  study.policy = &policy();
  study.county = m_county ? &*m_county : nullptr;
  study.question = {m_chosen, study.county, m_options.date, feasibility()};
  study.chains_chosen = m_chosen_by_user;
  study.table = {m_options.table_title, m_options.table_date};
  study.coverage = Coverage(atlas().node_count());
  study.purchases = Purchases(atlas());
  if (depth != Depth::numbers) study.roll = Roll(atlas().node_count(), policy().coverage.c_high);
  study.with_firms = !m_options.firms.empty() || m_rows;
  return study;
}

void Session::conclude(Study& study, const Structure& structure, const Study* known) const {
  if (known == nullptr) {
    study.observed = observed(study.reading, study.coverage);
    add_assets(study);
  } else {
    study.observed = known->observed;
    study.with_assets = known->with_assets;
    study.assets = known->assets;
    for (const Asset& asset : study.assets) study.coverage.add_asset(asset.node, asset.sourced());
  }
  const SessionStep step(*m_listener, "analyse", {"分析短板与目标", "analysing gaps and targets"});
  auto states = states_of(atlas(), study.coverage, study.observed, classification(), policy().coverage);
  study.analysis = analyse(atlas(), structure, study.coverage, std::move(states), policy(), study.question);
}

void Session::read_nearby(Study& study) const {
  study.nearby = Nearby(atlas(), m_options.reach, policy().coverage);
  // Decisions and lists speak of the county's own.
  Corrections none(Decisions{}, read_firm_list({}), read_firm_list({}), policy().size);
  const auto add = [&](const Firm& firm, const std::vector<Match>& matches) {
    study.nearby.add(firm, matches, policy().coverage);
  };
  match_all(none, add, {Detail::evidence, policy().coverage.c_high, {}, m_options.reach, m_options.regions, {}});
  study.nearby.finish(policy().coverage);
  const auto firms = study.nearby.firms();
  m_listener->info("around",
                   Text(fmt::format("周边：企业 {} 家，不含本地", firms),
                        fmt::format("around: {} firms, none of them local", firms)),
                   {{"firms", firms}});
}

Study Session::study(Depth depth, const std::function<void(const Firm&, const std::vector<Match>&)>& also) const {
  Study study = begin(depth);
  if (!m_options.candidates.empty()) read_candidates(study);
  FirmFinder finder;
  std::vector<Candidate*> known = study.candidates.kept();
  for (std::size_t i = 0; i < known.size(); ++i) finder.add(i, known[i]->name, known[i]->credit_code);
  HomeCount home;
  Corrections corrections = this->corrections();
  if (study.with_firms) {
    study.reading = match_all(
        corrections,
        [&](const Firm& firm, const std::vector<Match>& matches) {
          study.add(firm, matches);
          if (also) also(firm, matches);
          if (known.empty()) return;
          home.add(firm);
          meet(finder, known, firm);
        },
        depth == Depth::numbers ? Reading{Detail::confidence, policy().coverage.c_doubt, {}, {}, {}, {}} : Reading{});
  }
  study.home = home.place();
  study.decisions = corrections.decisions();
  {
    const SessionStep step(*m_listener, "gather", {"汇总企业", "gathering firms"});
    study.roll.finish();
    study.structure = m_knowledge->structure();
  }
  conclude(study, *study.structure);
  if (!m_options.reach.empty()) read_nearby(study);
  weigh(study, depth);
  if (!study.with_firms) return study;
  tell(study.reading);
  tell(corrections);
  tell_turned_off(study.reading);
  return study;
}

void Session::weigh(Study& study, Depth depth) const {
  if (depth == Depth::numbers) return;
  {
    const SessionStep step(*m_listener, "routes", {"选途径", "finding routes"});
    study.routes = routes_of({atlas(), study.groups(), study.analysis.states, study.roll, study.county, &study.nearby,
                              policy().coverage.c_high},
                             study.analysis.targets);
  }
  {
    const SessionStep step(*m_listener, "stability", {"测算排名稳定性", "measuring the stability of ranks"});
    study.analysis.stability = stability(atlas(), study.analysis.targets, policy().rank);
  }
  if (depth != Depth::visits) return;
  const SessionStep step(*m_listener, "verify", {"选先核实的", "choosing what to verify first"});
  study.verifications =
      verifications(atlas(), *study.structure, study.coverage, study.analysis, policy(), study.question, 10,
                    atlas().node_count(), static_cast<unsigned>(std::max(0, m_options.threads)));
}

}  // namespace liantu
