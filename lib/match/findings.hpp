// What the matcher finds in the cells of one firm, and how prominent the classes are that it speaks for. Internal to
// liantu::match.
#pragma once

#include "term_table.hpp"

#include "liantu/firm/match.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace liantu::detail {

inline constexpr NodeIndex no_node = std::numeric_limits<NodeIndex>::max();

// A term or word found in a cell.
struct Finding {
  std::uint32_t term = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint8_t source = 0;
  double weight = 0;
  double voice = 0;  // for prominence
};
struct NodeFinding : Finding {
  NodeIndex node = 0;
  const TermTable::Owner* owner = nullptr;
};
struct ClassFinding : Finding {
  std::uint16_t code = 0;
  bool owned = false;  // the word is a term of some node too
};
// The groups that something found speaks for, and by whose terms.
class GroupClues {
 public:
  void clear() {
    for (const std::uint16_t group : m_touched) m_clues[group] = {};
    m_touched.clear();
  }

  // `node`: whose term it is; no_node where it is a word for a class.
  void add(std::uint16_t group, NodeIndex node) {
    Clue& clue = m_clues[group];
    if (clue.heard) {
      clue.several = clue.several || clue.node != node;
      return;
    }
    clue = {node, true, false};
    m_touched.push_back(group);
  }

  // True where something else than the node's own terms speaks for a group of it.
  [[nodiscard]] bool support(NodeIndex v, const TermTable::NodeClasses& classes) const {
    for (std::size_t i = 0; i < classes.count; ++i) {
      const Clue& clue = m_clues[classes.groups[i]];
      if (clue.heard && (clue.several || clue.node != v)) return true;
    }
    return false;
  }

 private:
  struct Clue {
    NodeIndex node = no_node;
    bool heard = false;
    bool several = false;  // not by that node alone
  };
  std::vector<Clue> m_clues = std::vector<Clue>(1000);
  std::vector<std::uint16_t> m_touched;
};

// Prominence: what a firm does first, as its text has it. Each thing found speaks for its classes, the first places of
// the scope most; a little of it goes to the class's group and division.
inline constexpr double later_place = 0.6;  // factor from one place with a finding to the next
inline constexpr double last_place = 0.1;   // the least that it comes to
inline constexpr double in_name = 0.9;
inline constexpr double of_word = 0.35;
inline constexpr double of_side_line = 0.2;
inline constexpr double one_of_classes = 0.6;  // factor for each further class that the node of a term carries
inline constexpr double other_classes = 0.5;   // share of its other classes in the prominence of a node
inline constexpr double to_group = 0.3;
inline constexpr double to_division = 0.1;
inline constexpr double of_confidence = 0.16;  // share of the node's own confidence in its prominence

[[nodiscard]] constexpr std::size_t index_of(EvidenceRule rule) { return static_cast<std::size_t>(rule); }

// What was found for a node.
struct Slot {
  NodeIndex node = 0;
  std::uint32_t repeats = 0;                                         // places in the scope beyond the first
  bool by_term = false;                                              // not by its class alone
  std::uint8_t agreed = 0;                                           // digits that the firm's class shares with it
  std::array<double, EnumWords<EvidenceRule>::names.size()> best{};  // by EvidenceRule

  void hear(EvidenceRule rule, double weight) {
    double& strongest = best[index_of(rule)];
    strongest = std::max(strongest, weight);
  }
};

// Sums of voices by class, group and division.
class Voices {
 public:
  Voices() : m_sums{std::vector<double>(10000), std::vector<double>(1000), std::vector<double>(100)} {}

  void sum_up(const std::vector<NodeFinding>& nodes, const std::vector<ClassFinding>& classes, const TermTable& table) {
    for (std::size_t level = 0; level < m_sums.size(); ++level) {
      for (const std::uint16_t code : m_touched) m_sums[level][code / power[level]] = 0;
    }
    m_touched.clear();
    for (const NodeFinding& finding : nodes) {
      const TermTable::NodeClasses& its = table.classes_of(finding.node);
      double each = finding.voice;
      for (std::size_t i = 1; i < its.count; ++i) each *= one_of_classes;
      for (std::size_t i = 0; i < its.count; ++i) add(its.codes[i], each);
    }
    for (const ClassFinding& finding : classes) add(finding.code, finding.voice);
  }

  [[nodiscard]] double of(const TermTable::NodeClasses& classes) const {
    double most = 0;
    double all = 0;
    for (std::size_t i = 0; i < classes.count; ++i) {
      const std::uint16_t code = classes.codes[i];
      const double sum = m_sums[0][code] + to_group * m_sums[1][code / 10] + to_division * m_sums[2][code / 100];
      most = std::max(most, sum);
      all += sum;
    }
    return most + other_classes * (all - most);
  }

 private:
  static constexpr std::array<std::uint16_t, 3> power{1, 10, 100};

  void add(std::uint16_t code, double voice) {
    m_touched.push_back(code);
    for (std::size_t level = 0; level < m_sums.size(); ++level) m_sums[level][code / power[level]] += voice;
  }

  std::array<std::vector<double>, 3> m_sums;
  std::vector<std::uint16_t> m_touched;
};

}  // namespace liantu::detail
