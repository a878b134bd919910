// What the page shows of a study, as JSON. Words are made here, where lists and explanations make them; the script of
// the page only lays them out.
#include "explanation_facts.hpp"
#include "lists_promotion.hpp"
#include "page_initials.hpp"

#include "liantu/publish/page.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <cmath>
#include <map>

namespace liantu {
namespace page_detail {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;
using lists_detail::clean;
using lists_detail::Say;
using lists_detail::Section;
using lists_detail::word;

constexpr std::size_t candidates_of_order = 10;
constexpr std::size_t evidence_of_match = 2;

double rounded(double number) { return std::round(number * 1e4) / 1e4; }

void put(object& out, const char* key, const std::string& text) {
  if (!text.empty()) out[key] = text;
}

template <class Enum>
array words(Lang lang) {
  array out;
  for (std::size_t i = 0; i < EnumWords<Enum>::names.size(); ++i) out.emplace_back(word(static_cast<Enum>(i), lang));
  return out;
}

class Values {
 public:
  Values(const Study& study, Lang lang)
      : m_study(study), m_atlas(*study.atlas), m_lang(lang), m_say(lang), m_gatherer(study) {
    for (const ChainIndex chain : study.chains()) {
      const auto [first, last] = m_atlas.nodes_of(chain);
      for (NodeIndex v = first; v < last; ++v) m_place.emplace(v, m_place.size());
    }
    for (const Target& target : study.analysis.targets) {
      m_target.emplace(target.gap.node, m_target.size());
      if (target.gap.rule == Rule::build_chain) m_build[m_atlas.chain_index(target.gap.node)] = target.gap.node;
    }
  }

  object all() {
    object out = head();
    out["words"] = object{{"state", words<State>(m_lang)},         {"action", words<Action>(m_lang)},
                          {"section", words<Section>(m_lang)},     {"link", words<LinkKind>(m_lang)},
                          {"criterion", words<Criterion>(m_lang)}, {"route", words<RouteKind>(m_lang)}};
    array chains;
    array nodes(m_place.size());
    for (const ChainIndex chain : m_study.chains()) chains.push_back(chain_of(chain));
    for (const auto& [v, place] : m_place) nodes[place] = node_of(v);
    array targets;
    for (const Target& target : m_study.analysis.targets) targets.push_back(target_of(target));
    out["chains"] = std::move(chains);
    out["nodes"] = std::move(nodes);
    out["targets"] = std::move(targets);
    out["firms"] = std::move(m_firms);  // last: the others name them
    out["texts"] = std::move(m_texts);
    return out;
  }

 private:
  [[nodiscard]] object head() const {
    const County* county = m_study.county;
    std::string unit;
    if (county != nullptr)
      unit = clean(m_say.zh() || county->name_en.empty() ? county->name : county->name_en, lists_detail::name_limit);
    const std::string what = m_say("产业链图谱与目标", "Industry chain maps and targets");
    object out{{"lang", m_say.zh() ? "zh" : "en"},
               {"title", unit.empty() ? what : m_say(unit + what, unit + ": " + what)},
               {"caveat", clean(caveat(m_study).in(m_lang))},
               {"basis", clean(basis_line(m_study).in(m_lang), 2000)}};
    put(out, "date", clean(m_study.question.date, 40));
    if (m_study.with_firms) {
      out["grade"] = std::string(1, m_study.reading.grade());
      out["grade_text"] = lists_detail::grade_text(m_study, m_lang);
    }
    if (!m_study.chains_chosen) out["warning"] = lists_detail::no_lead_warning().in(m_lang);
    out["start"] = start();
    out["sure"] = rounded(m_study.policy->coverage.c_high);
    out["with_candidates"] = !m_study.candidates.empty();
    return out;
  }

  [[nodiscard]] std::ptrdiff_t chain_place(ChainIndex chain) const {
    return std::distance(m_study.question.chains.begin(), m_study.question.chains.find(chain));
  }

  // The chain that is shown first: that of the target ranked first, which heads the table beside it; without ranked
  // ones the first with clear matches, else the first.
  [[nodiscard]] std::ptrdiff_t start() const {
    const auto& targets = m_study.analysis.targets;
    const auto first = std::find_if(targets.begin(), targets.end(), [](const Target& t) { return t.rank == 1; });
    if (first != targets.end()) return chain_place(m_atlas.chain_index(first->gap.node));
    const auto& chains = m_study.question.chains;
    const auto held = std::find_if(chains.begin(), chains.end(), [&](ChainIndex chain) {
      return !lists_detail::figures_of(m_study, chain).firms.empty();
    });
    return held == chains.end() ? 0 : chain_place(*held);
  }

  [[nodiscard]] object chain_of(ChainIndex chain) {
    const std::string name = lists_detail::chain_name(m_study, chain, m_lang);
    object out{{"id", m_atlas.chains()[chain].id}, {"name", name}, {"initials", m_initials.of(name)}};
    const lists_detail::ChainFigures figures = lists_detail::figures_of(m_study, chain);
    array states;
    for (const std::size_t count : figures.states) states.emplace_back(count);
    out["states"] = std::move(states);
    if (m_study.with_firms)
      out["firms"] = (figures.cut ? m_say("不少于 ", "at least ") : "") + grouped(figures.firms.size());
    if (figures.supply.nodes > 0)
      out["supply"] = lists_detail::percent_range(figures.supply.whole.low, figures.supply.whole.high);
    return out;
  }

  [[nodiscard]] object node_of(NodeIndex v) {
    const Node& node = m_atlas.node(v);
    const ChainIndex chain = m_atlas.chain_index(v);
    const std::string name = lists_detail::node_name(m_study, v, m_lang);
    object out{{"id", m_atlas.key(v)},
               {"name", name},
               {"initials", m_initials.of(name)},
               {"chain", chain_place(chain)},
               {"state", static_cast<int>(m_study.state(v))},
               {"told", text(explanation_detail::state_text(m_study, v, m_lang))},
               {"stage", text(word(node.stage, m_lang))},
               {"segment", text(clean(node.segment, lists_detail::name_limit))},
               {"why", text(explanation_detail::why_state(m_study, v, m_lang))},
               {"basis", text(lists_detail::basis_of(m_study, v, m_lang))},
               {"suppliers", neighbours(v, false)},
               {"customers", neighbours(v, true)}};
    put(out, "nearby", explanation_detail::nearby_text(m_study, v, m_lang));
    if (node.core) out["core"] = true;
    if (m_study.size_unknown(v)) out["unsized"] = true;
    add_firms(out, v);
    array assets;
    for (const Asset* asset : lists_detail::assets_of(m_study, v))
      assets.emplace_back(lists_detail::asset_text(*asset, m_lang));
    if (!assets.empty()) out["assets"] = std::move(assets);
    const auto target = m_target.find(v);
    const auto build = m_build.find(chain);
    if (target != m_target.end()) {
      out["target"] = target->second;
    } else if (m_study.state(v) == State::missing && build != m_build.end()) {
      out["build"] = m_place.at(build->second);
    }
    return out;
  }

  // Firms as [firm, confidence, evidence]; `total` counts those past the limit too.
  void add_firms(object& out, NodeIndex v) {
    const std::vector<Holding>& holdings = m_study.roll.firms_of(v);
    array firms;
    for (std::size_t i = 0; i < holdings.size() && i < page_firms_of_node; ++i) {
      const Match& match = holdings[i].match;
      firms.push_back(array{firm_of(*holdings[i].firm), rounded(match.value()),
                            text(lists_detail::evidence_text(match, m_lang, evidence_of_match))});
    }
    const std::uint64_t total = m_study.coverage[v].total();
    if (total > firms.size()) out["left_out"] = total - firms.size();
    if (!firms.empty()) out["firms"] = std::move(firms);
  }

  // The place of a sentence in the list of those that many nodes say.
  [[nodiscard]] std::size_t text(std::string sentence) {
    const auto [found, fresh] = m_text.emplace(std::move(sentence), m_texts.size());
    if (fresh) m_texts.emplace_back(found->first);
    return found->second;
  }

  // The place of a firm in the list, which grows as nodes name firms.
  [[nodiscard]] std::size_t firm_of(const RollFirm& firm) {
    const auto [found, fresh] = m_firm.emplace(firm.row, m_firms.size());
    if (!fresh) return found->second;
    const std::string name = lists_detail::firm_name(firm);
    object out{{"name", name}, {"initials", m_initials.of(name)}};
    put(out, "code", clean(firm.credit_code, lists_detail::name_limit));
    put(out, "place", lists_detail::place_of(firm));
    if (firm.size != SizeClass::unknown)
      out["size"] = word(firm.size, m_lang) + m_say("（", " (") + word(firm.size_source, m_lang) + m_say("）", ")");
    put(out, "standing", lists_detail::standing_of(firm, m_lang));
    m_firms.push_back(std::move(out));
    return found->second;
  }

  // [node, kind, essential] of a node shown here; of another chain's [name, kind, essential, chain].
  [[nodiscard]] array neighbours(NodeIndex v, bool customers) const {
    array out;
    for (const explanation_detail::Neighbour& n : explanation_detail::links_of(m_study, v, customers)) {
      const auto here = m_place.find(n.node);
      array entry{here != m_place.end() ? value(here->second) : value(lists_detail::node_name(m_study, n.node, m_lang)),
                  static_cast<int>(n.link->kind), n.link->essential ? 1 : 0};
      if (here == m_place.end())
        entry.emplace_back(lists_detail::chain_name(m_study, m_atlas.chain_index(n.node), m_lang));
      out.push_back(std::move(entry));
    }
    return out;
  }

  [[nodiscard]] object target_of(const Target& target) {
    const NodeIndex v = target.gap.node;
    const Section section = lists_detail::section_of(target);
    object out{{"node", m_place.at(v)},
               {"action", static_cast<int>(target.gap.action)},
               {"section", static_cast<int>(section)},
               {"reason", clean(target.reason.in(m_lang))},
               {"place", explanation_detail::place_text(m_study, target, m_lang)},
               {"rules", rules_of(target)}};
    const auto& rank = section == Section::caution ? target.caution_rank : target.rank;
    if (rank) out["rank"] = *rank;
    if (target.gap.action != Action::watch) {
      out["score"] = array{rounded(target.score), rounded(target.low), rounded(target.high), rounded(target.known)};
      out["criteria"] = criteria_of(target);
    }
    put(out, "stability", lists_detail::stability_word(m_study.analysis.stability_of(target), m_lang));
    if (target.veto) out["veto"] = clean(target.veto->reason.in(m_lang));
    array cautions;
    for (const Objection& caution : target.cautions) cautions.emplace_back(clean(caution.reason.in(m_lang)));
    if (!cautions.empty()) out["cautions"] = std::move(cautions);
    if (const Route* route = m_study.route_of(v)) out["route"] = route_of(target, *route);
    if (!m_study.candidates.empty()) out["candidates"] = candidates_of(v);
    return out;
  }

  // [id, words, what it saw], the one that made the action first.
  [[nodiscard]] array rules_of(const Target& target) const {
    explanation_detail::Facts facts;
    facts.node = target.gap.node;
    facts.target = &target;
    array out;
    const auto add = [&](Rule rule) {
      out.push_back(array{value(to_string(rule).data()), word(rule, m_lang),
                          explanation_detail::rule_text(m_study, m_gatherer, facts, rule, m_lang)});
    };
    add(target.gap.rule);
    for (const Rule also : target.gap.also) add(also);
    return out;
  }

  // [weight, low, high] by criterion, with the value between the ends unless nothing is known.
  [[nodiscard]] static array criteria_of(const Target& target) {
    array out;
    for (const CriterionValue& c : target.criteria) {
      array entry{rounded(c.weight), rounded(c.low), rounded(c.high)};
      if (c.value) entry.emplace_back(rounded(*c.value));
      out.push_back(std::move(entry));
    }
    return out;
  }

  [[nodiscard]] object route_of(const Target& target, const Route& route) {
    array growers;
    for (const Grower& grower : route.growers) {
      const auto here = m_place.find(grower.node);
      growers.push_back(array{firm_of(*grower.firm), here == m_place.end()
                                                         ? value(lists_detail::node_name(m_study, grower.node, m_lang))
                                                         : value(here->second)});
    }
    return {{"kind", static_cast<int>(route.kind)},
            {"why", text(lists_detail::route_reason(m_study, target, route, m_lang))},
            {"growers", std::move(growers)}};
  }

  [[nodiscard]] object candidates_of(NodeIndex v) const {
    const auto first = [&](const std::vector<const CandidateMatch*>& order) {
      array out;
      for (const CandidateMatch* match : order) {
        if (out.size() == candidates_of_order || match->firm->here) break;  // those here already come last
        const Candidate& c = *match->firm;
        out.push_back(array{clean(c.name, lists_detail::name_limit), lists_detail::candidate_place(c),
                            lists_detail::candidate_standing(c, m_lang),
                            lists_detail::fit_text(c, m_study.home, m_lang)});
      }
      return out;
    };
    const std::vector<CandidateMatch>& all = m_study.candidates.of(v);
    return {{"count", m_study.candidates.count(v)},
            {"standing", first(by_standing(all))},
            {"fit", first(by_fit(all, m_study.home))}};
  }

  const Study& m_study;
  const Atlas& m_atlas;
  Lang m_lang;
  Say m_say;
  explanation_detail::Gatherer m_gatherer;
  Initials m_initials;
  std::map<NodeIndex, std::size_t> m_place;   // of the nodes shown
  std::map<NodeIndex, std::size_t> m_target;  // their targets
  std::map<ChainIndex, NodeIndex> m_build;    // entry node of a chain to be built
  std::map<std::uint64_t, std::size_t> m_firm;
  array m_firms;
  std::map<std::string, std::size_t> m_text;
  array m_texts;
};

}  // namespace
}  // namespace page_detail

boost::json::object page_json(const Study& study, Lang lang) { return page_detail::Values(study, lang).all(); }

}  // namespace liantu
