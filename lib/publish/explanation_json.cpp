// An explanation as JSON: the facts of explanation.cpp as values, words where a person is to read them.
#include "explanation_facts.hpp"

#include "liantu/publish/json.hpp"

#include <boost/json/array.hpp>

#include <algorithm>

namespace liantu {
namespace explanation_detail {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

class Values {
 public:
  Values(const Study& study, const Gatherer& gatherer, const ExplainOptions& options, Lang lang)
      : m_study(study), m_atlas(*study.atlas), m_gatherer(gatherer), m_options(options), m_lang(lang) {}

  [[nodiscard]] object of(NodeIndex v) const {
    const Facts facts = m_gatherer.facts_of(v);
    const Node& node = m_atlas.node(v);
    object out{{"id", m_atlas.key(v)},
               {"chain", m_atlas.chain_of(v).id},
               {"node", node.id},
               {"name", node.title(m_lang)},
               {"chain_name", m_atlas.chain_of(v).title(m_lang)},
               {"stage", word(node.stage)},
               {"segment", node.segment},
               {"role", word(node.role)},
               {"holder", word(node.holder)},
               {"core", node.core},
               {"terminal", node.terminal},
               {"industry", classes(node)},
               {"stated_by", basis(m_atlas.chain_of(v), node.basis)},
               {"state", state(v)},
               {"firms", firms(v)},
               {"suppliers", neighbours(v, false)},
               {"customers", neighbours(v, true)},
               {"supply", supply(facts)},
               {"leak", leak(facts)}};
    out["nearby"] = nearby(v);
    out["build"] = facts.build == nullptr ? value(nullptr) : value(m_atlas.key(facts.build->gap.node));
    out["target"] = facts.target == nullptr ? value(nullptr) : value(target(facts));
    return out;
  }

 private:
  template <class Enum>
  [[nodiscard]] static boost::json::string word(Enum value) {
    return detail::json_word(to_string(value));
  }

  [[nodiscard]] array keys(const std::vector<NodeIndex>& nodes) const {
    array out;
    for (NodeIndex v : nodes) out.emplace_back(m_atlas.key(v));
    return out;
  }

  // Null where no region around was asked about.
  [[nodiscard]] value nearby(NodeIndex v) const {
    if (m_study.nearby.empty()) return nullptr;
    return object{{"state", word(m_study.nearby.state(v))}, {"firms", m_study.nearby.count(v)}};
  }

  [[nodiscard]] array classes(const Node& node) const {
    array out;
    for (const std::string& code : node.industry) {
      const auto* entry = m_study.classification->find(code);
      out.push_back(object{{"code", code}, {"name", entry == nullptr ? value(nullptr) : value(entry->name)}});
    }
    return out;
  }

  [[nodiscard]] static object basis(const Chain& chain, const Basis& basis) {
    object out{{"judgement", basis.judgement()}};
    out["as_of"] = basis.as_of.empty() ? value(nullptr) : value(basis.as_of);
    const Source* source = source_of(chain, basis);
    if (source == nullptr) return out;
    out["source"] = source->title;
    out["publisher"] = source->publisher;
    out["year"] = source->year ? value(*source->year) : value(nullptr);
    return out;
  }

  [[nodiscard]] object state(NodeIndex v) const {
    const NodeCoverage& sums = m_study.coverage[v];
    object bands;
    for (std::size_t band = 0; band < 3; ++band) {
      static constexpr std::array<const char*, 3> names{"confident", "likely", "possible"};
      object sizes;
      for (std::size_t size = 0; size < 5; ++size) {
        if (sums.firms[band][size] > 0)
          sizes[boost::json::string_view(to_string(static_cast<SizeClass>(size)))] = sums.firms[band][size];
      }
      bands[names[band]] = object{{"firms", sums.count(static_cast<Band>(band))}, {"sizes", std::move(sizes)}};
    }
    const CoveragePolicy& policy = m_study.policy->coverage;
    return {{"value", word(m_study.state(v))},
            {"why", why_state(m_study, v, m_lang)},
            {"firms", sums.total()},
            {"bands", std::move(bands)},
            {"above_scale", sums.above_scale},
            {"others", sums.others},
            {"others_weighted", static_cast<double>(sums.others_hundredths) / 100},
            {"designated", sums.designated},
            {"flagged", sums.flagged},
            {"by_class_alone", sums.code_only},
            {"mass", sums.mass_value()},
            {"strength", sums.strength()},
            {"verified", sums.verified},
            {"rests_on_verified", m_study.verified(v)},
            {"size_unknown", m_study.size_unknown(v)},
            {"held_by", detail::held_by(sums, policy)},
            {"assets", sums.assets},
            {"unsourced_assets", sums.unsourced_assets},
            {"thresholds", object{{"confident", policy.c_high},
                                  {"likely", policy.c_min},
                                  {"possible", policy.c_doubt},
                                  {"strong_above_scale", policy.strong_above_scale},
                                  {"present_above_scale", policy.present_above_scale},
                                  {"present_others", policy.present_others}}}};
  }

  [[nodiscard]] array firms(NodeIndex v) const {
    array out;
    for (const Holding& holding : m_study.roll.firms_of(v)) {
      if (out.size() == m_options.firms) break;
      const RollFirm& firm = *holding.firm;
      Firm named;
      named.name = firm.name;
      named.credit_code = firm.credit_code;
      object entry = match_json(m_atlas, named, holding.match);
      entry.erase("chain");
      entry.erase("node");
      entry["by_class_alone"] = holding.match.code_only;
      entry["size"] = word(firm.size);
      entry["size_source"] = word(firm.size_source);
      entry["above_scale"] = firm.above_scale;
      entry["designated"] = firm.designated();
      entry["flagged"] = firm.flagged();
      out.push_back(std::move(entry));
    }
    return out;
  }

  [[nodiscard]] array neighbours(NodeIndex v, bool customers) const {
    array out;
    for (const Neighbour& n : links_of(m_study, v, customers)) {
      out.push_back(object{{"id", m_atlas.key(n.node)},
                           {"name", m_atlas.node(n.node).title(m_lang)},
                           {"state", word(m_study.state(n.node))},
                           {"kind", word(n.link->kind)},
                           {"essential", n.link->essential},
                           {"counts_for_supply", is_supply(n.link->kind)},
                           {"stated_by", basis(m_atlas.chains()[n.chain], n.link->basis)}});
    }
    return out;
  }

  [[nodiscard]] object supply(const Facts& facts) const {
    array groups;
    for (const GroupSupply& group : facts.supply) {
      groups.push_back(object{{"suppliers", keys({group.group.suppliers.begin(), group.group.suppliers.end()})},
                              {"weight", group.group.weight},
                              {"essential", group.group.essential},
                              {"best", group.high > 0 ? value(m_atlas.key(group.best_high)) : value(nullptr)},
                              {"low", group.low},
                              {"high", group.high}});
    }
    const NodeSupply& own = m_study.analysis.supply[facts.node];
    array losses;
    for (const Supply::Effect& e : facts.losses)
      losses.push_back(object{{"id", m_atlas.key(e.node)}, {"before", e.before}, {"after", e.after}});
    return {{"low", own.whole.low},
            {"high", own.whole.high},
            {"direct_low", own.direct.low},
            {"direct_high", own.direct.high},
            {"essentials", detail::json_word(to_string(own.essentials))},
            {"groups", std::move(groups)},
            {"losses", std::move(losses)}};
  }

  [[nodiscard]] value leak(const Facts& facts) const {
    if (facts.leak == nullptr) return nullptr;
    return object{{"mass", facts.leak->mass},
                  {"partly_seen", facts.leak->partly_seen},
                  {"customers", keys(facts.leak->customers)}};
  }

  // The nodes behind a raw input, with what each adds to it at the low end and at the high.
  [[nodiscard]] array parts(const Facts& facts, Criterion criterion) const {
    array out;
    const auto add = [&](NodeIndex v, double low, double high) {
      out.push_back(object{{"id", m_atlas.key(v)}, {"low", low}, {"high", high}});
    };
    switch (criterion) {
      case Criterion::demand_pull:
        for (const DemandPart& part : facts.demand.parts) add(part.customer, part.low(), part.high());
        break;
      case Criterion::supply_push:
        for (const PushPart& part : facts.push.parts) add(part.supplier, part.mass, part.mass);
        break;
      case Criterion::leak_closed:
        for (const PushPart& part : facts.push.parts) {
          if (part.leaking > 0) add(part.supplier, part.leaking, part.leaking);
        }
        break;
      case Criterion::unlock:
        for (const NodeGain& gain : gains_of(facts)) add(gain.node, gain.low, gain.high);
        break;
      default: break;
    }
    return out;
  }

  [[nodiscard]] object criterion(const Facts& facts, std::size_t i) const {
    const CriterionValue& c = facts.target->criteria[i];
    const auto name = static_cast<Criterion>(i);
    object out{{"label", detail::json_word(label(name, m_lang))},
               {"value", c.value ? value(*c.value) : value(nullptr)},
               {"low", c.low},
               {"high", c.high},
               {"weight", c.weight},
               {"contribution", contribution(c)}};
    if (c.value && is_scaled(name)) {
      out["raw"] = c.raw;
      out["raw_high"] = c.raw_high;
      out["half"] = m_study.policy->rank.half[i];
    }
    array inputs;
    for (const std::string& line : inputs_of(m_study, facts, name, m_lang)) inputs.emplace_back(line);
    out["inputs"] = std::move(inputs);
    if (c.value) out["parts"] = parts(facts, name);
    return out;
  }

  [[nodiscard]] object objection(const Objection& one) const {
    object out = objection_json(one, m_lang);
    out["stated_by"] = one.basis ? value(basis(m_atlas.chain_of(one.node), *one.basis)) : value("county");
    return out;
  }

  [[nodiscard]] value beside(const Target* other, const Target& target) const {
    if (other == nullptr) return nullptr;
    object by;
    for (const auto& [criterion, difference] : differences(*other, target))
      by[boost::json::string_view(to_string(criterion))] = difference;
    return object{{"id", m_atlas.key(other->gap.node)}, {"score", other->score}, {"by", std::move(by)}};
  }

  [[nodiscard]] object target(const Facts& facts) const {
    const Target& target = *facts.target;
    object out = target_json(m_atlas, target, m_lang);
    for (const char* key : {"id", "chain", "node"}) out.erase(key);
    array rules{rule(facts, target.gap.rule)};
    for (Rule also : target.gap.also) rules.push_back(rule(facts, also));
    out["rules"] = std::move(rules);
    object criteria;
    for (std::size_t i = 0; i < target.criteria.size(); ++i)
      criteria[boost::json::string_view(to_string(static_cast<Criterion>(i)))] = criterion(facts, i);
    out["criteria"] = std::move(criteria);
    out["veto"] = target.veto ? value(objection(*target.veto)) : value(nullptr);
    array cautions;
    for (const Objection& caution : target.cautions) cautions.push_back(objection(caution));
    out["caution"] = std::move(cautions);
    out["place"] = place_text(m_study, target, m_lang);
    out["route"] = detail::route_json(m_atlas, m_study.route_of(target.gap.node), m_lang);
    out["candidates"] = detail::candidates_json(m_study, target.gap.node);
    out["above"] = beside(facts.above, target);
    out["below"] = beside(facts.below, target);
    return out;
  }

  [[nodiscard]] object rule(const Facts& facts, Rule rule) const {
    return {{"rule", word(rule)}, {"why", rule_text(m_study, m_gatherer, facts, rule, m_lang)}};
  }

  const Study& m_study;
  const Atlas& m_atlas;
  const Gatherer& m_gatherer;
  const ExplainOptions& m_options;
  Lang m_lang;
};

}  // namespace
}  // namespace explanation_detail

boost::json::object explanation_json(const Study& study, const std::vector<NodeIndex>& nodes, Lang lang,
                                     const ExplainOptions& options) {
  const explanation_detail::Gatherer gatherer(study);
  const explanation_detail::Values values(study, gatherer, options, lang);
  boost::json::array out;
  for (NodeIndex v : nodes) out.push_back(values.of(v));
  return {{"nodes", std::move(out)}, {"caveat", caveat(study).in(lang)}, {"basis", basis_line(study).in(lang)}};
}

}  // namespace liantu
