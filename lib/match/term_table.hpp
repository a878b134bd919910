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
  struct Owner {
    NodeIndex node = 0;
    Role role = Role::make;  // of the node
  };
  struct WordClass {
    std::uint16_t code = 0;
    Role role = Role::make;  // of firms of the class
    double share = 1;        // of the word's firms
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
    return {m_owners.data() + m_places[term].owners, m_owners.data() + m_places[term + 1].owners};
  }
  // Fetches what owners() and classes() look at, while the caller does something else: first where it stands, then it.
  void prepare(std::uint32_t term) const { __builtin_prefetch(&m_places[term]); }
  void prepare_more(std::uint32_t term) const {
    __builtin_prefetch(m_owners.data() + m_places[term].owners);
    __builtin_prefetch(m_word_classes.data() + m_places[term].classes);
  }
  // A term as the chain of one of its owners has it.
  [[nodiscard]] const std::string& written(const Owner& owner) const { return *m_written[&owner - m_owners.data()]; }
  // Without those that a node has which owns the word.
  [[nodiscard]] std::span<const WordClass> classes(std::uint32_t term) const {
    return {m_word_classes.data() + m_places[term].classes, m_word_classes.data() + m_places[term + 1].classes};
  }
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

  // Where what a term stands for begins; it ends where that of the next one does.
  struct Place {
    std::uint32_t owners = 0;
    std::uint32_t classes = 0;
  };

  std::vector<Place> m_places;  // by term of the scanner, and one more; filled by note_terms
  std::vector<Owner> m_owners;
  std::vector<const std::string*> m_written;  // by owner
  std::vector<WordClass> m_word_classes;
  TermScanner m_scanner;
  std::array<std::vector<std::uint32_t>, 5> m_by_code;  // by digits, then number: where its nodes begin in m_nodes
  std::vector<NodeIndex> m_nodes;
  std::vector<NodeClasses> m_node_classes;
  std::vector<bool> m_residual;
};

}  // namespace liantu::detail
