#include "liantu/firm/matcher.hpp"

#include "term_scanner.hpp"

#include "liantu/firm/scope.hpp"

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace liantu {

namespace {

// Heads that end an item after a term without changing what is made: 光伏组件|产品.
constexpr std::array<std::string_view, 10> neutral_heads{"产品", "制品", "系列产品", "系列", "矿石",
                                                         "矿",   "等",   "及",       "和",   "与"};

Confidence steps(double value) { return static_cast<Confidence>(std::lround(std::clamp(value, 0.0, 1.0) * certain)); }

}  // namespace

class Matcher::Impl {
 public:
  Impl(const Atlas& atlas, const Classification& classification, const MatchPolicy& policy)
      : m_atlas(atlas), m_classification(classification), m_policy(policy), m_scanner(note_terms()) {
    for (NodeIndex v = 0; v < atlas.node_count(); ++v) {
      for (const auto& code : atlas.node(v).industry) m_by_class[code].push_back(v);
    }
  }

  [[nodiscard]] std::vector<Match> match(const Firm& firm) const {
    Found found;
    scope_terms(firm, found);
    plain_terms(firm, Field::name, EvidenceRule::name_term, m_policy.name_term, found);
    plain_terms(firm, Field::products, EvidenceRule::product_term, m_policy.product_term, found);
    plain_terms(firm, Field::tags, EvidenceRule::tag_term, m_policy.tag_term, found);
    industry_class(firm, found);
    std::vector<Match> out;
    for (auto& [node, evidence] : found) {
      Match match = combine(firm, node, std::move(evidence));
      if (match.confidence > 0 && match.value() >= m_policy.min_confidence) out.push_back(std::move(match));
    }
    return out;
  }

 private:
  using Found = std::map<NodeIndex, std::vector<Evidence>>;

  struct Owner {
    NodeIndex node;
    std::string written;  // the term as its chain has it
  };

  std::vector<std::string> note_terms() {
    std::map<std::string, std::vector<Owner>> owners;
    for (NodeIndex v = 0; v < m_atlas.node_count(); ++v) {
      const Node& node = m_atlas.node(v);
      for (const auto& term : node.terms) {
        if (!trim(term).empty()) owners[fold(term)].push_back({v, term});
      }
      // A term that must not count is a longer term that nobody owns.
      for (const auto& term : node.not_terms) owners.try_emplace(fold(term));
    }
    std::vector<std::string> terms;
    for (auto& [term, nodes] : owners) {
      terms.push_back(term);
      m_owners.push_back(std::move(nodes));
    }
    return terms;
  }

  static Evidence evidence_of(EvidenceRule rule, Field field, const std::string& cell, std::string_view folded,
                              const detail::Hit& hit, const std::string& term, double weight) {
    Evidence out{rule, field, term, {}, 0, 0, steps(weight)};
    out.start = static_cast<std::uint32_t>(utf8::length(folded.substr(0, hit.begin)));
    out.length = static_cast<std::uint32_t>(utf8::length(folded.substr(hit.begin, hit.end - hit.begin)));
    const std::string_view from = std::string_view(cell).substr(utf8::prefix(cell, out.start).size());
    out.text = std::string(utf8::prefix(from, out.length));
    return out;
  }

  void scope_terms(const Firm& firm, Found& found) const {
    if (firm.scope.empty()) return;
    const std::string folded = fold(firm.scope);
    const auto hits = m_scanner.scan(folded);
    if (hits.empty()) return;
    const auto items = parse_scope(folded);
    for (const detail::Hit& hit : hits) {
      const auto item = std::find_if(items.begin(), items.end(),
                                     [&](const ScopeItem& i) { return hit.begin < i.end && i.begin < hit.end; });
      if (item == items.end()) continue;  // in a bracket, a negation or the closing formula
      for (const Owner& owner : m_owners[hit.term]) {
        const double weight = weigh(m_atlas.node(owner.node), folded, *item, hit);
        if (weight <= 0) continue;
        found[owner.node].push_back(
            evidence_of(EvidenceRule::scope_term, Field::scope, firm.scope, folded, hit, owner.written, weight));
      }
    }
  }

  // Place, role and head of the item that a term stands in. 0: the item speaks against the node.
  [[nodiscard]] double weigh(const Node& node, std::string_view folded, const ScopeItem& item,
                             const detail::Hit& hit) const {
    double weight =
        std::max(m_policy.scope_floor, m_policy.scope_item - m_policy.scope_decay * static_cast<double>(item.place));
    // A term that holds its own verb (仓储服务, 服装加工) needs no other.
    const bool own_verb = hit.end > item.end || hit.begin < item.begin;
    if (!own_verb) {
      weight *= role_factor(node.role, item.roles);
      std::string_view rest = folded.substr(hit.end, item.end - hit.end);
      for (bool again = true; again && !rest.empty();) {
        again = false;
        for (std::string_view head : neutral_heads) {
          if (!rest.starts_with(head)) continue;
          // 光伏组件及…: what follows the conjunction is another noun.
          rest = head == "及" || head == "和" || head == "与" ? std::string_view{} : rest.substr(head.size());
          again = true;
          break;
        }
        if (!again && (rest.front() == '(' || rest.front() == ' ')) rest = {};
      }
      if (!rest.empty()) weight *= m_policy.modifier;
    }
    return weight;
  }

  [[nodiscard]] double role_factor(Role role, unsigned roles) const {
    const unsigned serve = role_bit(Role::serve);
    if (roles == 0) return m_policy.no_verb;
    if ((roles & role_bit(role)) != 0) return 1;
    switch (role) {
      case Role::make:
        return (roles & (role_bit(Role::grow) | role_bit(Role::mine) | serve)) != 0 ? m_policy.serve_only : 0;
      case Role::grow: return 0;
      // 石英砂加工 at a mine is processing; 矿山…生产 is how some write mining.
      case Role::mine: return (roles & role_bit(Role::make)) != 0 ? m_policy.serve_only : 0;
      case Role::trade: return 0;
      case Role::serve: return m_policy.serve_only;
      case Role::move: return (roles & serve) != 0 ? 1 : 0;
    }
    return 0;
  }

  void plain_terms(const Firm& firm, Field field, EvidenceRule rule, double weight, Found& found) const {
    const std::string& cell = firm.cell(field);
    if (cell.empty()) return;
    const std::string folded = fold(cell);
    for (const detail::Hit& hit : m_scanner.scan(folded)) {
      for (const Owner& owner : m_owners[hit.term]) {
        found[owner.node].push_back(evidence_of(rule, field, cell, folded, hit, owner.written, weight));
      }
    }
  }

  // A class decides the class, not the node: 1/k each where k nodes carry it; never above `suspected` where shared or
  // residual.
  void industry_class(const Firm& firm, Found& found) const {
    const auto nodes = m_by_class.find(firm.industry_code);
    if (nodes == m_by_class.end()) return;
    const bool shared = nodes->second.size() > 1 || m_classification.is_residual(firm.industry_code);
    double weight = m_policy.code_alone / static_cast<double>(nodes->second.size());
    if (shared) weight = std::min(weight, 0.5 * m_policy.code_alone);
    for (NodeIndex v : nodes->second) {
      found[v].push_back({EvidenceRule::industry_class, Field::industry_code, firm.industry_code, firm.industry_code, 0,
                          static_cast<std::uint32_t>(firm.industry_code.size()), steps(weight)});
    }
  }

  // The strongest of each kind, as independent evidence: 1 - prod(1 - w); less where the firm's class lies elsewhere.
  [[nodiscard]] Match combine(const Firm& firm, NodeIndex v, std::vector<Evidence> evidence) const {
    std::stable_sort(evidence.begin(), evidence.end(),
                     [](const Evidence& a, const Evidence& b) { return a.weight > b.weight; });
    std::array<double, EnumWords<EvidenceRule>::names.size()> best{};
    for (const Evidence& e : evidence) {
      double& slot = best[static_cast<std::size_t>(e.rule)];
      slot = std::max(slot, e.weight / double{certain});
    }
    Match out{v, 0, true, std::move(evidence)};
    double against = 1;
    for (std::size_t rule = 0; rule < best.size(); ++rule) {
      against *= 1 - best[rule];
      if (best[rule] > 0 && rule != static_cast<std::size_t>(EvidenceRule::industry_class)) out.code_only = false;
    }
    const double confidence = out.code_only ? 1 - against : agreement(firm, m_atlas.node(v), 1 - against);
    out.confidence = steps(std::min(confidence, 0.99));
    return out;
  }

  [[nodiscard]] double agreement(const Firm& firm, const Node& node, double confidence) const {
    const std::string_view code = firm.industry_code;
    if (code.size() < 2 || node.industry.empty()) return confidence;
    const auto agrees = [&](std::size_t digits) {
      return code.size() >= digits &&
             std::any_of(node.industry.begin(), node.industry.end(), [&](const std::string& c) {
               return std::string_view(c).substr(0, digits) == code.substr(0, digits);
             });
    };
    if (agrees(4)) return confidence;
    if (agrees(3)) return 1 - (1 - confidence) * (1 - m_policy.same_group);
    if (agrees(2)) return confidence;
    const char section = m_classification.section_of(code);
    const bool same_section = std::any_of(node.industry.begin(), node.industry.end(), [&](const std::string& c) {
      return m_classification.section_of(c) == section;
    });
    return confidence * (same_section ? m_policy.other_division : m_policy.other_section);
  }

  const Atlas& m_atlas;
  const Classification& m_classification;
  MatchPolicy m_policy;
  std::vector<std::vector<Owner>> m_owners;  // by term of the scanner; filled by note_terms
  detail::TermScanner m_scanner;
  std::map<std::string, std::vector<NodeIndex>, std::less<>> m_by_class;
};

Matcher::Matcher(const Atlas& atlas, const Classification& classification, const MatchPolicy& policy)
    : m_impl(std::make_unique<Impl>(atlas, classification, policy)) {}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

std::vector<Match> Matcher::match(const Firm& firm) const { return m_impl->match(firm); }

std::vector<std::vector<Match>> Matcher::match(const std::vector<Firm>& firms, int threads) const {
  std::vector<std::vector<Match>> out(firms.size());
  oneapi::tbb::task_arena arena(threads > 0 ? threads : oneapi::tbb::task_arena::automatic);
  arena.execute([&] {
    oneapi::tbb::parallel_for(oneapi::tbb::blocked_range<std::size_t>(0, firms.size(), 64), [&](const auto& range) {
      for (std::size_t i = range.begin(); i < range.end(); ++i) out[i] = m_impl->match(firms[i]);
    });
  });
  return out;
}

}  // namespace liantu
