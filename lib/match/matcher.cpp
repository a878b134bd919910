#include "liantu/firm/matcher.hpp"

#include "findings.hpp"
#include "firm_cells_read.hpp"
#include "neutral_heads.hpp"
#include "term_table.hpp"

#include "liantu/firm/scope.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace liantu {

namespace {

using namespace detail;

// As std::lround, without a call.
Confidence steps(double value) {
  const double exact = std::clamp(value, 0.0, 1.0) * certain;
  const int whole = static_cast<int>(exact);
  return static_cast<Confidence>(whole + (exact - whole >= 0.5 ? 1 : 0));
}

// The least confidence that is above 0 and not below `value`.
Confidence at_least_steps(double value) {
  Confidence out = std::max<Confidence>(steps(value), 1);
  while (out < certain && out / double{certain} < value) ++out;
  while (out > 1 && (out - 1) / double{certain} >= value) --out;
  return out;
}

}  // namespace

class Matcher::Memory::Impl {
 public:
  FirmCellsRead cells;
  ClauseMemo memo;
  const CellsRead* firm = nullptr;  // at hand
  ScopeParser parser;
  std::vector<Hit> inner;  // shorter terms within a hit that ends past its item
  std::vector<NodeFinding> nodes;
  std::vector<ClassFinding> classes;
  GroupClues clues;
  Voices voices;
  std::vector<Slot> slots;
  std::vector<std::uint32_t> slot_of;  // by node: place in `slots` if that names the node
  Confidence least = 1;                // that is told

  void begin(std::size_t node_count) {
    slot_of.resize(node_count);
    nodes.clear();
    classes.clear();
    clues.clear();
    slots.clear();
  }

  [[nodiscard]] bool has_slot(NodeIndex v) const { return slot_of[v] < slots.size() && slots[slot_of[v]].node == v; }

  Slot& slot(NodeIndex v) {
    std::uint32_t& at = slot_of[v];
    if (at >= slots.size() || slots[at].node != v) {
      at = static_cast<std::uint32_t>(slots.size());
      slots.emplace_back().node = v;
    }
    return slots[at];
  }
};

Matcher::Memory::Memory() : m_impl(std::make_unique<Impl>()) {}
Matcher::Memory::~Memory() = default;
Matcher::Memory::Memory(Memory&&) noexcept = default;
Matcher::Memory& Matcher::Memory::operator=(Memory&&) noexcept = default;

class Matcher::Impl {
 public:
  Impl(const Atlas& atlas, const Classification& classification, const MatchPolicy& policy)
      : m_atlas(atlas), m_policy(policy), m_table(atlas, classification) {
    static std::atomic<std::uint64_t> matchers = 0;
    m_number = ++matchers;
    const auto& terms = m_table.scanner().terms();
    m_cuts_scopes = std::none_of(terms.begin(), terms.end(), [](const std::string& term) {
      return term.find(';') != std::string::npos || term.find("；") != std::string::npos;
    });
  }

  // `out` points to one list of matches a firm.
  void match(std::span<const Firm> firms, Memory::Impl& memory, std::vector<Match>* out, Detail detail,
             double at_least) const {
    memory.least = at_least_steps(std::max(m_policy.min_confidence, at_least));
    while (!firms.empty()) {
      // Evidence points into the whole scope, and prominence asks for the place of each item in it.
      ClauseMemo* const memo = detail == Detail::confidence && m_cuts_scopes ? &memory.memo : nullptr;
      if (memo != nullptr) memo->begin(m_number);
      const std::size_t read = memory.cells.read(firms, m_table, memo);
      for (std::size_t i = 0; i < read; ++i) {
        memory.firm = &memory.cells[i];
        weigh(firms[i], memory, *out++, detail);
      }
      firms = firms.subspan(read);
    }
  }

 private:
  void weigh(const Firm& firm, Memory::Impl& memory, std::vector<Match>& out, Detail detail) const {
    memory.begin(m_atlas.node_count());
    for (const ScopePart& part : memory.firm->scope) read_part(part, memory);
    for (std::size_t source = 1; source < cell_sources.size(); ++source) read_cell(source, memory);
    const OwnClass own(firm.industry_code);
    weigh_terms(memory);
    weigh_classes(own, memory);
    if (detail == Detail::evidence) {
      memory.voices.sum_up(memory.nodes, memory.classes, m_table);
      std::sort(memory.slots.begin(), memory.slots.end(), [](const Slot& a, const Slot& b) { return a.node < b.node; });
    }
    std::size_t count = 0;
    for (const Slot& slot : memory.slots) {
      const Confidence confidence = combine(slot, memory);
      if (confidence < memory.least) continue;
      if (count == out.size()) out.emplace_back();
      Match& match = out[count++];
      match.node = slot.node;
      match.confidence = confidence;
      match.code_only = !slot.by_term;
      match.own_class = slot.agreed == 4;
      match.verified.reset();
      match.asked = false;
      match.evidence.clear();
      match.prominence = 0;
      if (detail != Detail::evidence) continue;
      match.evidence = evidence_for(slot.node, firm, own, memory);
      match.prominence =
          memory.voices.of(m_table.classes_of(slot.node)) * (1 - of_confidence) + match.value() * of_confidence;
    }
    out.resize(count);
  }

  void read_part(const ScopePart& part, Memory::Impl& memory) const {
    if (part.read == nullptr) {
      memory.memo.tell(part.clause, memory.nodes, memory.classes);
      return;
    }
    const std::size_t nodes = memory.nodes.size();
    const std::size_t classes = memory.classes.size();
    if (!part.read->hits.empty()) read_scope(part.read->chars, part.read->hits, memory);
    memory.memo.keep(part.clause, memory.nodes, nodes, memory.classes, classes);
  }

  void read_scope(const Chars& chars, const std::vector<Hit>& hits, Memory::Impl& memory) const {
    const auto& items = memory.parser.parse(chars);
    for (const Hit& hit : hits) {
      for (const TermTable::Owner& owner : m_table.owners(hit.term)) {
        __builtin_prefetch(&memory.slot_of[owner.node()]);
        __builtin_prefetch(&m_table.classes_of(owner.node()));
      }
    }
    auto item = items.begin();
    memory.inner.clear();
    double voice = 1;
    std::uint32_t number = 0;
    bool heard = false;  // something was found at this place
    for (const Hit& hit : hits) {
      while (item != items.end() && item->end <= hit.begin) ++item;
      if (item == items.end() || item->begin >= hit.end) continue;  // in a bracket, a negation or the closing formula
      // A word may hold a stop (水暖管道零件及其他、…): the last item that it reaches tells the verb.
      auto last = item;
      while (std::next(last) != items.end() && std::next(last)->begin < hit.end) ++last;
      Place place{item->place, last->roles, chars[hit.end - 1], hit.begin < item->begin || hit.end > last->end,
                  chars.view(std::min(hit.end, last->end), last->end)};
      if (place.number != number) {
        if (heard) voice = std::max(last_place, voice * later_place);
        if (place.number < number) voice = 1;  // the second list of the cell
        heard = false;
        number = place.number;
      }
      const std::size_t before = memory.classes.size();
      heard = note(hit, 0, voice, memory, [&](Role role) { return factor_in_scope(role, place); }) || heard;
      // 钢结构设计、生产: the term 钢结构设计 must not hide that 钢结构 is made.
      if (hit.end <= last->end || !m_table.scanner().find_within(chars, hit.begin, last->end, memory.inner)) continue;
      place.own_verb = false;
      place.last = chars[memory.inner.back().end - 1];
      place.rest = chars.view(memory.inner.back().end, last->end);
      const auto owners = m_table.owners(hit.term);
      heard = note(memory.inner.back(), 0, voice, memory,
                   [&](Role role) {
                     // 太阳能发电技术服务 is a term of those who serve, and generates nothing.
                     const bool same = std::any_of(owners.begin(), owners.end(),
                                                   [&](const TermTable::Owner& owner) { return owner.role() == role; });
                     return (place.roles & role_bit(role)) != 0 && !same ? factor_in_scope(role, place) : 0;
                   }) ||
              heard;
      // The longer word is no other word that supports the shorter one's node.
      for (std::size_t c = before; c < memory.classes.size(); ++c) memory.classes[c].owned = true;
    }
  }

  // Where in a scope a term stands.
  struct Place {
    std::uint32_t number;
    unsigned roles;
    char16_t last;             // of the term
    bool own_verb;             // the term holds its own verb (仓储服务, 服装加工) and needs no other
    std::u16string_view rest;  // of the item, after the term
  };

  // Role and head of the item that a term stands in. 0: the item speaks against the role. How early the item stands
  // says nothing of whether it is done, only of what comes first: see prominence.
  [[nodiscard]] double factor_in_scope(Role role, const Place& place) const {
    if (place.own_verb) return 1;
    const double factor = role_factor(role, place.roles);
    return is_neutral(place.last, place.rest) ? factor : factor * m_policy.modifier;
  }

  [[nodiscard]] double role_factor(Role role, unsigned roles) const {
    constexpr unsigned serve = role_bit(Role::serve);
    if (roles == 0) return m_policy.no_verb;
    constexpr unsigned made = role_bit(Role::make) | role_bit(Role::grow) | role_bit(Role::mine);
    if ((roles & role_bit(role)) != 0) return role == Role::trade && (roles & made) != 0 ? m_policy.own_goods : 1;
    switch (role) {
      case Role::make: return (roles & (made | serve)) != 0 ? m_policy.serve_only : 0;
      // 食用菌生产 is growing and 矿山…生产 is mining, as some write them; 石英砂加工 at a mine is processing.
      case Role::grow:
      case Role::mine: return (roles & role_bit(Role::make)) != 0 ? m_policy.serve_only : 0;
      case Role::trade: return 0;
      case Role::serve: return m_policy.serve_only;
      case Role::move: return (roles & serve) != 0 ? 1 : 0;
    }
    return 0;
  }

  void read_cell(std::size_t source, Memory::Impl& memory) const {
    const bool in_its_name = cell_sources[source].field == Field::name;
    // 汽车配件有限公司 makes them as often as it trades in them.
    const auto by_role = [&](Role role) { return in_its_name && role == Role::trade ? m_policy.own_goods : 1; };
    for (const Hit& hit : memory.firm->cells[source].hits) note(hit, source, in_name, memory, by_role);
  }

  static bool is_side_line(Role role) { return role == Role::trade || role == Role::serve || role == Role::move; }

  // What a term says in a cell of its own.
  [[nodiscard]] double weight_in(Field field) const {
    switch (field) {
      case Field::scope: return m_policy.scope_term;
      case Field::name: return m_policy.name_term;
      case Field::products: return m_policy.product_term;
      default: return m_policy.tag_term;
    }
  }

  // Notes what a hit stands for; `factor` gives how much of it counts for a role. False where that is nothing.
  template <class Factor>
  bool note(const Hit& hit, std::size_t source, double voice, Memory::Impl& memory, Factor factor) const {
    const double weight = weight_in(cell_sources[source].field);
    const std::size_t before = memory.nodes.size() + memory.classes.size();
    const Finding found{hit.term, hit.begin, hit.end, static_cast<std::uint8_t>(source), 0, 0};
    for (const TermTable::Owner& owner : m_table.owners(hit.term)) {
      NodeFinding finding{found, owner.node(), &owner};
      const double counts = factor(owner.role());
      finding.weight = counts * weight;
      finding.voice = counts * voice * (is_side_line(owner.role()) ? of_side_line : 1);
      if (finding.weight > 0) memory.nodes.push_back(finding);
    }
    for (const TermTable::WordClass& word : m_table.classes(hit.term)) {
      ClassFinding finding{found, word.code, !m_table.owners(hit.term).empty()};
      const double counts = factor(word.role) * m_table.share(word);
      finding.weight = counts * m_policy.class_word;
      finding.voice = counts * voice * of_word;
      if (finding.weight > 0) memory.classes.push_back(finding);
    }
    return memory.nodes.size() + memory.classes.size() > before;
  }

  void weigh_terms(Memory::Impl& memory) const {
    for (const NodeFinding& finding : memory.nodes) {
      Slot& slot = memory.slot(finding.node);
      slot.by_term = true;
      const EvidenceRule rule = cell_sources[finding.source].rule;
      if (slot.best[index_of(rule)] > 0 && finding.source == 0) ++slot.repeats;
      slot.hear(rule, finding.weight);
      const TermTable::NodeClasses& classes = m_table.classes_of(finding.node);
      for (std::size_t i = 0; i < classes.count; ++i) memory.clues.add(classes.groups[i], finding.node);
    }
  }

  // A class decides the class, not the node: where k nodes carry it each has 1/k, and where k > 1 or the class is
  // residual no more than half of a class that is one node's.
  void weigh_classes(const OwnClass& own, Memory::Impl& memory) const {
    const double by_code = own.code.digits < 2 ? 0 : share(own.code, whole_of(own.code));
    const auto of_class = [&](NodeIndex v) { return agreed_digits(own, m_table.classes_of(v)); };
    const bool by_code_alone = steps(by_code) >= memory.least;
    if (by_code_alone) {
      for (const NodeIndex v : m_table.nodes_of(own.code)) memory.slot(v);
    }
    for (const ClassFinding& finding : memory.classes) {
      const ClassCode code{finding.code, 4};
      // A node's own term does not support the node by its other meaning.
      if (!finding.owned) memory.clues.add(finding.code / 10, no_node);
      // Nodes that nothing else speaks for are left out where this, with the firm's class, would not be told.
      const double each = share(code, finding.weight);
      const bool told = steps(each) >= memory.least;
      const bool with_code = own.code.digits >= 2 && !by_code_alone && steps(each + by_code) >= memory.least;
      if (told || with_code) {
        for (const NodeIndex v : m_table.nodes_of(code)) {
          if (told || memory.has_slot(v) || of_class(v) == own.code.digits)
            memory.slot(v).hear(EvidenceRule::class_word, each);
        }
      } else {
        for (Slot& slot : memory.slots) {
          if (m_table.classes_of(slot.node).has_code(code.number)) slot.hear(EvidenceRule::class_word, each);
        }
      }
    }
    for (Slot& slot : memory.slots) {
      slot.agreed = static_cast<std::uint8_t>(of_class(slot.node));
      if (slot.agreed != 0 && slot.agreed == own.code.digits) slot.hear(EvidenceRule::industry_class, by_code);
    }
  }

  [[nodiscard]] double whole_of(ClassCode own) const {
    return own.digits == 4 ? m_policy.code_alone : own.digits == 3 ? m_policy.group_alone : m_policy.division_alone;
  }

  [[nodiscard]] double share(ClassCode code, double whole) const {
    const std::size_t nodes = m_table.nodes_of(code).size();
    if (nodes == 0) return 0;
    const bool shared = nodes > 1 || code.digits < 4 || m_table.is_residual(code.number);
    const double each = whole / static_cast<double>(nodes);
    return shared ? std::min(each, 0.5 * m_policy.code_alone) : each;
  }

  // The strongest of each kind, as independent evidence: 1 - prod(1 - w); more where the scope names several products
  // of the node, where the firm's class agrees, or where other words do.
  [[nodiscard]] Confidence combine(const Slot& slot, const Memory::Impl& memory) const {
    double against =
        (1 - slot.best[index_of(EvidenceRule::industry_class)]) * (1 - slot.best[index_of(EvidenceRule::class_word)]);
    if (slot.by_term) {
      for (const auto& source : cell_sources) against *= 1 - slot.best[index_of(source.rule)];
      for (std::uint32_t i = 0; i < std::min(slot.repeats, 3U); ++i) against *= 1 - m_policy.repeat;
      if (slot.agreed >= 3) against *= 1 - m_policy.same_group;
      if (memory.clues.support(slot.node, m_table.classes_of(slot.node))) against *= 1 - m_policy.support;
    }
    return steps(std::min(1 - against, 0.99));
  }

  // How many digits the firm's code shares with the class of the node that shares most: two only where it has no more,
  // else three or four.
  static unsigned agreed_digits(const OwnClass& own, const TermTable::NodeClasses& classes) {
    if (own.code.digits < 2) return 0;
    if (own.code.digits == 4 && classes.has_code(own.code.number)) return 4;
    if (own.code.digits >= 3 && classes.has_group(own.group)) return 3;
    for (std::size_t i = 0; own.code.digits == 2 && i < classes.count; ++i) {
      if (classes.groups[i] / 10 == own.code.number) return 2;
    }
    return 0;
  }

  std::vector<Evidence> evidence_for(NodeIndex v, const Firm& firm, const OwnClass& own,
                                     const Memory::Impl& memory) const {
    std::vector<Evidence> out;
    const auto add = [&](EvidenceRule rule, const Finding& finding, const std::string& term, double weight) {
      const Chars& chars = memory.firm->cells[finding.source].chars;
      out.push_back({rule, cell_sources[finding.source].field, term,
                     std::string(chars.text(finding.begin, finding.end)), finding.begin, finding.end - finding.begin,
                     steps(weight)});
    };
    for (const NodeFinding& finding : memory.nodes) {
      if (finding.node == v)
        add(cell_sources[finding.source].rule, finding, m_table.written(*finding.owner), finding.weight);
    }
    const TermTable::NodeClasses& classes = m_table.classes_of(v);
    if (own.code.digits >= 2 && agreed_digits(own, classes) == own.code.digits) {
      out.push_back({EvidenceRule::industry_class, Field::industry_code, firm.industry_code, firm.industry_code, 0,
                     own.code.digits, steps(share(own.code, whole_of(own.code)))});
    }
    for (const ClassFinding& finding : memory.classes) {
      if (!classes.has_code(finding.code)) continue;
      const double weight = share({finding.code, 4}, finding.weight);
      if (steps(weight) > 0) add(EvidenceRule::class_word, finding, m_table.scanner().terms()[finding.term], weight);
    }
    std::stable_sort(out.begin(), out.end(), [](const Evidence& a, const Evidence& b) { return a.weight > b.weight; });
    return out;
  }

  const Atlas& m_atlas;
  MatchPolicy m_policy;
  TermTable m_table;
  std::uint64_t m_number = 0;  // no other matcher of this process has it
  bool m_cuts_scopes = false;  // no term reaches from one clause to the next
};

Matcher::Matcher(const Atlas& atlas, const Classification& classification, const MatchPolicy& policy)
    : m_impl(std::make_unique<Impl>(atlas, classification, policy)) {}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

void Matcher::match(const Firm& firm, Memory& memory, std::vector<Match>& out, Detail detail, double at_least) const {
  m_impl->match({&firm, 1}, *memory.m_impl, &out, detail, at_least);
}

void Matcher::match(std::span<const Firm> firms, Memory& memory, std::vector<std::vector<Match>>& out, Detail detail,
                    double at_least) const {
  if (out.size() < firms.size()) out.resize(firms.size());
  m_impl->match(firms, *memory.m_impl, out.data(), detail, at_least);
}

std::vector<Match> Matcher::match(const Firm& firm) const {
  Memory memory;
  std::vector<Match> out;
  match(firm, memory, out, Detail::evidence);
  return out;
}

}  // namespace liantu
