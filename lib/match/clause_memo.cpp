#include "clause_memo.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstring>

namespace liantu::detail {

namespace {

template <class Value>
void append(std::vector<char>& out, const Value& value) {
  const auto* const bytes = reinterpret_cast<const char*>(&value);
  out.insert(out.end(), bytes, bytes + sizeof value);
}

template <class Value>
Value take(const char*& from) {
  Value out;
  std::memcpy(&out, from, sizeof out);
  from += sizeof out;
  return out;
}

}  // namespace

void ClauseMemo::begin(std::uint64_t matcher) {
  if (matcher == m_matcher && m_kept.size() < most_bytes) return;
  m_matcher = matcher;
  m_slots.assign(std::size_t{1} << slot_bits, {});
  m_kept.assign(step, '\0');  // no clause is kept at 0
}

// Step by step for all of them, so that they wait for memory together.
void ClauseMemo::look_up(std::vector<Clause>& clauses) {
  for (Clause& clause : clauses) {
    clause.hash = XXH3_64bits(clause.text.data(), clause.text.size());
    __builtin_prefetch(&m_slots[place(clause.hash)], 1);
  }
  for (Clause& clause : clauses) find(clause);
  for (Clause& clause : clauses) {
    if (clause.at == 0) continue;
    const char* from = m_kept.data() + clause.at;
    const auto head = take<Head>(from);
    if (std::string_view(from, head.bytes) != clause.text) clause.at = 0;
  }
}

void ClauseMemo::find(Clause& clause) {
  clause.at = 0;
  clause.again = false;
  if (clause.text.size() > longest) return;
  Slot& slot = m_slots[place(clause.hash)];
  if (slot.tag == tag(clause.hash)) {
    slot.used = 1;
    clause.at = slot.at * std::uint32_t{step};
    clause.again = slot.at == 0;
    const char* const kept = m_kept.data() + clause.at;
    constexpr std::size_t line = 64;
    __builtin_prefetch(kept);
    __builtin_prefetch(kept + line);
  } else if (slot.used != 0) {
    slot.used = 0;
  } else {
    slot = {};
    slot.tag = tag(clause.hash) & 0xFFFU;
  }
}

void ClauseMemo::tell(const Clause& clause, std::vector<NodeFinding>& nodes, std::vector<ClassFinding>& classes) const {
  const char* from = m_kept.data() + clause.at;
  const auto head = take<Head>(from);
  from += head.bytes;
  for (std::uint16_t i = 0; i < head.nodes; ++i) {
    const auto kept = take<KeptNode>(from);
    NodeFinding& finding = nodes.emplace_back();
    finding.weight = kept.weight;
    finding.node = kept.node;
  }
  for (std::uint16_t i = 0; i < head.classes; ++i) {
    const auto kept = take<KeptClass>(from);
    ClassFinding& finding = classes.emplace_back();
    finding.weight = kept.weight;
    finding.code = kept.code;
    finding.owned = kept.owned;
  }
}

void ClauseMemo::keep(const Clause& clause, const std::vector<NodeFinding>& nodes, std::size_t first_node,
                      const std::vector<ClassFinding>& classes, std::size_t first_class) {
  if (!clause.again || nodes.size() - first_node > longest || classes.size() - first_class > longest) return;
  if (m_kept.size() >= most_bytes) return;  // until the next round
  Slot& slot = m_slots[place(clause.hash)];
  if (slot.tag != tag(clause.hash) || slot.at != 0) return;  // another one's by now; kept by now
  slot.at = m_kept.size() / step & 0x7FFFFU;                 // far below
  append(m_kept,
         Head{static_cast<std::uint32_t>(clause.text.size()), static_cast<std::uint16_t>(nodes.size() - first_node),
              static_cast<std::uint16_t>(classes.size() - first_class)});
  m_kept.insert(m_kept.end(), clause.text.begin(), clause.text.end());
  for (std::size_t i = first_node; i < nodes.size(); ++i) append(m_kept, KeptNode{nodes[i].weight, nodes[i].node});
  for (std::size_t i = first_class; i < classes.size(); ++i)
    append(m_kept, KeptClass{classes[i].weight, classes[i].code, classes[i].owned});
  m_kept.resize((m_kept.size() + step - 1) / step * step);
}

}  // namespace liantu::detail
