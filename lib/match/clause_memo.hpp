// What clauses of scopes say for nodes and classes, by their text: registries repeat most of them, the items of the
// standard above all. Internal to liantu::match.
#pragma once

#include "findings.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace liantu::detail {

// Some megabytes of what clauses said before. A clause is kept when it comes again: most that come once never do.
class ClauseMemo {
 public:
  // A clause on its way through the memo.
  struct Clause {
    std::string_view text;
    std::uint64_t hash = 0;
    std::uint32_t at = 0;  // where it is kept, in bytes; 0 where it is not
    bool again = false;    // not kept, but seen before
  };

  // Begins a round for the matcher of this number: what clauses said to another one is forgotten.
  void begin(std::uint64_t matcher);

  // Looks up clauses of a round.
  void look_up(std::vector<Clause>& clauses);

  // Adds what a clause that is kept said: weights, nodes and classes alone.
  void tell(const Clause& clause, std::vector<NodeFinding>& nodes, std::vector<ClassFinding>& classes) const;

  // Keeps what a clause of this round said if it came before: all findings from these places on.
  void keep(const Clause& clause, const std::vector<NodeFinding>& nodes, std::size_t first_node,
            const std::vector<ClassFinding>& classes, std::size_t first_class);

 private:
  // What is known of the hashes that share a place. Small, since it is looked at more than any other table.
  struct Slot {
    std::uint32_t tag : 12 = 0;  // of the rest of the hash
    std::uint32_t at : 19 = 0;   // in m_kept, in steps; 0 for a clause that came once
    std::uint32_t used : 1 = 0;  // since another one wanted the place
  };
  // A clause as it is kept: this, its text, its nodes and its classes.
  struct Head {
    std::uint32_t bytes;
    std::uint16_t nodes;
    std::uint16_t classes;
  };
  struct KeptNode {
    double weight;
    NodeIndex node;
  };
  struct KeptClass {
    double weight;
    std::uint16_t code;
    bool owned;
  };

  static constexpr unsigned slot_bits = 15;
  static constexpr std::size_t step = 8;  // bytes
  static constexpr std::size_t most_bytes = std::size_t{3} << 20U;
  static constexpr std::size_t longest = 1024;  // bytes of a clause, and findings of each kind

  void find(Clause& clause);

  [[nodiscard]] static std::size_t place(std::uint64_t hash) { return hash >> (64 - slot_bits); }
  [[nodiscard]] static std::uint32_t tag(std::uint64_t hash) { return hash & 0xFFFU; }

  std::uint64_t m_matcher = 0;  // 0 none
  std::vector<Slot> m_slots;
  std::vector<char> m_kept;
};

}  // namespace liantu::detail
