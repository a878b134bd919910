#include "appraise_told.hpp"

#include "liantu/json/writer.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <utility>

namespace liantu::tool {

namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

boost::json::string text(std::string_view words) { return boost::json::string(words.data(), words.size()); }
template <Worded Enum>
boost::json::string word(Enum of) {
  return text(to_string(of));
}
value number(const std::optional<double>& amount) { return amount ? value(*amount) : value(nullptr); }
object both(const Text& words) { return {{"zh", text(words.zh)}, {"en", text(words.en)}}; }

object range(const SupplyRange& r) { return {{"low", r.low}, {"high", r.high}}; }

object fit_json(const Atlas& atlas, const NodeFit& fit) {
  array rules;
  for (const Rule rule : fit.rules) rules.push_back(word(rule));
  array needed_by;
  for (const NodeIndex v : fit.needed_by) needed_by.push_back(text(atlas.key(v)));
  object out{{"node", text(atlas.key(fit.node))},
             {"contribution", word(fit.contribution)},
             {"reason", word(fit.reason)},
             {"chain", nullptr},
             {"standing", nullptr},
             {"before", word(fit.before)},
             {"after", word(fit.after)},
             {"rules", std::move(rules)},
             {"needed_by", std::move(needed_by)},
             {"unlock", range(fit.unlock)},
             {"firms", fit.firms},
             {"above_scale", fit.above_scale},
             {"duplicates", fit.duplicates()}};
  if (fit.chain) {
    out["chain"] = text(atlas.chains()[*fit.chain].id);
    out["standing"] = word(*fit.standing);
  }
  return out;
}

object industry_json(const Atlas& atlas, const IndustryAccount& account) {
  array nodes;
  for (const NodeFit& fit : account.nodes) nodes.push_back(fit_json(atlas, fit));
  array cautions;
  for (const Objection& caution : account.cautions) {
    cautions.push_back(
        object{{"node", text(atlas.key(caution.node))}, {"id", text(caution.id)}, {"reason", both(caution.reason)}});
  }
  return {{"account", word(account.account)},
          {"nodes", std::move(nodes)},
          {"unlock", range(account.unlock)},
          {"cautions", std::move(cautions)}};
}

object measure_json(const Measured& one) {
  array from;
  for (const auto& [figure, source] : one.from)
    from.push_back(object{{"figure", word(figure)}, {"source", word(source)}});
  object out{{"measure", word(one.measure)},
             {"value", number(one.value)},
             {"from", std::move(from)},
             {"floor", number(one.floor)},
             {"outcome", word(one.outcome)}};
  if (one.share) {
    out["share"] = *one.share;
    out["share_of"] = word(one.share_of);
  }
  return out;
}

object account_json(const AccountOf& account) {
  array measures;
  for (const Measured& one : account.measures) measures.push_back(measure_json(one));
  return {{"account", word(account.account)}, {"any_floor", account.any_floor}, {"measures", std::move(measures)}};
}

object run_json(const AppraisalRun& run) {
  array vetoes;
  for (const ProjectVeto& veto : run.vetoes)
    vetoes.push_back(object{{"kind", word(veto.kind)}, {"reason", both(veto.reason)}});
  return {{"kept", run.kept},
          {"lowest", word(run.lowest)},
          {"highest", word(run.highest)},
          {"accounts", object{{"industry", word(run.industry.account)},
                              {"tax", word(run.tax.account)},
                              {"jobs", word(run.jobs.account)}}},
          {"vetoes", std::move(vetoes)}};
}

object cost_json(const CostAccount& cost) {
  object out;
  for (std::size_t i = 0; i < cost.costs.size(); ++i) out[word(static_cast<ProjectCost>(i))] = number(cost.costs[i]);
  return {{"costs_10k_yuan", std::move(out)},
          {"sum_10k_yuan", cost.any ? value(cost.sum) : value(nullptr)},
          {"recovery", word(cost.recovery)},
          {"years", number(cost.years)}};
}

array factors_json(const std::vector<FactorNeed>& factors) {
  array out;
  for (const FactorNeed& factor : factors) {
    array parks;
    for (const ParkHas& park : factor.parks)
      parks.push_back(object{{"park", text(park.park)}, {"has", number(park.has)}, {"outcome", word(park.outcome)}});
    out.push_back(object{{"factor", word(factor.factor)},
                         {"need", number(factor.need.value)},
                         {"source", word(factor.need.source)},
                         {"parks", std::move(parks)}});
  }
  return out;
}

array texts_json(const std::vector<Text>& texts) {
  array out;
  for (const Text& one : texts) out.push_back(both(one));
  return out;
}

object appraisal_json(const Atlas& atlas, const Appraisal& a) {
  const Project& p = a.project;
  array runs;
  for (const AppraisalRun& run : a.runs) runs.push_back(run_json(run));
  object out{{"id", text(p.id)},
             {"name", text(p.name)},
             {"firm", text(p.firm)},
             {"park", text(p.park)},
             {"file", text(p.file.substr(p.file.find_last_of("/\\") + 1))}};
  if (!p.where.empty()) out["where"] = text(p.where);
  out["leader"] = p.leader;
  out["pollution"] = p.pollution ? value(word(*p.pollution)) : value(nullptr);
  out["verdict"] = object{{"lowest", word(a.runs[0].lowest)}, {"highest", word(a.runs[0].highest)}};
  out["runs"] = std::move(runs);
  out["rests_on_promises"] = a.rests_on_promises;
  out["moves"] = a.moves();
  out["open_vetoes"] = texts_json(a.open_vetoes);
  out["doubts"] = texts_json(a.doubts);
  out["industry"] = industry_json(atlas, a.runs[0].industry);
  out["tax"] = account_json(a.runs[0].tax);
  out["jobs"] = account_json(a.runs[0].jobs);
  out["cost"] = cost_json(a.cost);
  out["factors"] = factors_json(a.factors);
  out["park_known"] = a.park_known;
  return out;
}

}  // namespace

std::string appraisals_json(const Study& study, const std::vector<Appraisal>& appraisals) {
  array projects;
  for (const Appraisal& a : appraisals) projects.push_back(appraisal_json(*study.atlas, a));
  return to_json_text(
      object{{"projects", std::move(projects)}, {"caveat", both(caveat(study))}, {"basis", both(basis_line(study))}},
      4);
}

}  // namespace liantu::tool
