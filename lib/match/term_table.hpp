// What the matcher knows of an atlas and a classification: which nodes a term stands for, which classes a word stands
// for, which nodes a class has. Internal to liantu::match.
#pragma once

#include "term_scanner.hpp"

#include "liantu/chain/atlas.hpp"
#include "liantu/chain/classification.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace liantu::detail {

// A code of the classification of two to four digits, as a number, with its length; 0 digits where none is known.
struct ClassCode {
  std::uint16_t number = 0;
  std::uint8_t digits = 0;

  static ClassCode of(std::string_view code);
  // The code of the group or division that holds it. Precondition: wanted <= digits.
  [[nodiscard]] std::uint16_t prefix(unsigned wanted) const {
    std::uint16_t out = number;
    for (unsigned i = wanted; i < digits; ++i) out /= 10;
    return out;
  }
};

// The class that a firm is registered in, and the group that holds it.
struct OwnClass {
  ClassCode code;
  std::uint16_t group = 0;

  explicit OwnClass(std::string_view text) : code(ClassCode::of(text)) {
    if (code.digits >= 3) group = code.prefix(3);
  }
};

class TermTable {
 public:
  // A node that a term stands for.
  class Owner {
   public:
    Owner(NodeIndex node, Role role) : m_bits(node << role_bits | static_cast<std::uint32_t>(role)) {}
    [[nodiscard]] NodeIndex node() const { return m_bits >> role_bits; }
    [[nodiscard]] Role role() const { return static_cast<Role>(m_bits & ((1U << role_bits) - 1)); }

   private:
    static constexpr unsigned role_bits = 4;
    std::uint32_t m_bits;
  };
  struct WordClass {
    std::uint16_t code = 0;
    Role role = Role::make;   // of firms of the class
    std::uint32_t share = 0;  // of the word's firms: where it stands among all shares
  };
  // Where a node stands in the classification.
  struct NodeClasses {
    static constexpr std::uint16_t none = 0xFFFF;
    std::array<std::uint16_t, 3> codes{none, none, none};
    std::array<std::uint16_t, 3> groups{none, none, none};  // of the codes
    std::uint8_t count = 0;

    [[nodiscard]] bool has_code(std::uint16_t code) const {
      return ((codes[0] == code) | (codes[1] == code) | (codes[2] == code)) != 0;
    }
    [[nodiscard]] bool has_group(std::uint16_t group) const {
      return ((groups[0] == group) | (groups[1] == group) | (groups[2] == group)) != 0;
    }
  };

  // Both must outlive the table.
  TermTable(const Atlas& atlas, const Classification& classification);

  [[nodiscard]] const TermScanner& scanner() const { return m_scanner; }
  [[nodiscard]] std::span<const Owner> owners(std::uint32_t term) const {
    return {m_owners.data() + m_places[term].owners(), m_owners.data() + m_places[term + 1].owners()};
  }
  // Without those that a node has which owns the word.
  [[nodiscard]] std::span<const WordClass> classes(std::uint32_t term) const {
    if (!m_places[term].has_classes()) return {};
    return {m_word_classes.data() + m_class_places[term], m_word_classes.data() + m_class_places[term + 1]};
  }
  // Of the word's firms, the part that is in the class.
  [[nodiscard]] double share(const WordClass& word_class) const { return m_shares[word_class.share]; }
  // Fetches what owners() and classes() look at, while the caller does something else: first where it stands, then it.
  void prepare(std::uint32_t term) const { __builtin_prefetch(&m_places[term]); }
  void prepare_more(std::uint32_t term) const {
    __builtin_prefetch(m_owners.data() + m_places[term].owners());
    if (m_places[term].has_classes()) __builtin_prefetch(&m_class_places[term]);
  }
  // A term as the chain of one of its owners has it.
  [[nodiscard]] const std::string& written(const Owner& owner) const { return *m_written[&owner - m_owners.data()]; }
  // Nodes with a class, or with a class in the group or division. O(1).
  [[nodiscard]] std::span<const NodeIndex> nodes_of(ClassCode code) const {
    if (code.digits < 2) return {};
    const std::uint32_t* begin = &m_by_code[code.digits][code.number];
    return {m_nodes.data() + begin[0], m_nodes.data() + begin[1]};
  }
  [[nodiscard]] const NodeClasses& classes_of(NodeIndex v) const { return m_node_classes[v]; }
  [[nodiscard]] bool is_residual(std::uint16_t code) const { return m_residual[code]; }

 private:
  std::vector<std::string> note_terms(const Atlas& atlas, const Classification& classification);
  void note_classes(const Atlas& atlas, const Classification& classification);

  // Where what a term stands for begins; it ends where that of the next one does. Few terms are words for classes.
  class Place {
   public:
    Place(std::size_t owners, bool has_classes)
        : m_bits(static_cast<std::uint32_t>(owners) << 1U | (has_classes ? 1U : 0U)) {}
    [[nodiscard]] std::uint32_t owners() const { return m_bits >> 1U; }
    [[nodiscard]] bool has_classes() const { return (m_bits & 1U) != 0; }

   private:
    std::uint32_t m_bits;
  };

  // All are small, so that caches hold the more of them. By term of the scanner, and one more; filled by note_terms.
  std::vector<Place> m_places;
  std::vector<std::uint32_t> m_class_places;
  std::vector<Owner> m_owners;
  std::vector<const std::string*> m_written;  // by owner
  std::vector<WordClass> m_word_classes;
  std::vector<double> m_shares;
  TermScanner m_scanner;
  std::array<std::vector<std::uint32_t>, 5> m_by_code;  // by digits, then number: where its nodes begin in m_nodes
  std::vector<NodeIndex> m_nodes;
  std::vector<NodeClasses> m_node_classes;
  std::vector<bool> m_residual;
};

}  // namespace liantu::detail
