/// @file
/// The largest firm of every node, and what the coverage would be without it. Kept while firms stream by: memory does
/// not grow with the table.
///
/// @code{.cpp}
/// liantu::LargestFirms largest(atlas.node_count());
/// for (each firm) largest.add(firm, matches, policy.coverage);
/// if (const Firm* firm = largest.of(v)) use(firm->name, largest.without(v, coverage, policy.coverage));
/// @endcode
#pragma once

#include "liantu/analysis/coverage.hpp"
#include "liantu/analysis/policy.hpp"
#include "liantu/chain/atlas.hpp"
#include "liantu/firm/firm.hpp"
#include "liantu/firm/match.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace liantu {

/// Keeps one firm a node, and the mass of the next one.
class LargestFirms {
 public:
  /// Of `nodes` nodes, each without a firm.
  explicit LargestFirms(std::size_t nodes = 0) : m_nodes(nodes) {}

  /// Notes a firm and what it matched; of equally large ones the first is kept. O(matches), amortised.
  void add(const Firm& firm, const std::vector<Match>& matches, const CoveragePolicy& policy) {
    const std::int64_t weight = weight_hundredths(firm, policy);
    std::shared_ptr<const Entry> entry;  // made for the first node in which the firm leads
    for (const Match& match : matches) {
      if (match.value() < policy.c_min || match.value() < policy.c_doubt) continue;
      const std::int64_t mass = match.confidence * weight;
      Node& node = m_nodes[match.node];
      if (mass > node.mass) {
        if (!entry) entry = std::make_shared<const Entry>(shown(firm), bare(matches));
        node.next = std::exchange(node.mass, mass);
        node.entry = entry;
      } else if (mass > node.next) {
        node.next = mass;
      }
    }
  }

  /// Its name, code, place, size and standing alone; null where no firm has mass in the node. O(1).
  [[nodiscard]] const Firm* of(NodeIndex v) const { return m_nodes[v].entry ? &m_nodes[v].entry->firm : nullptr; }

  /// The coverage of the same firms without the largest of `v`, which goes from all its nodes. `of(v)` is not null.
  /// O(nodes).
  [[nodiscard]] Coverage without(NodeIndex v, const Coverage& coverage, const CoveragePolicy& policy) const {
    Coverage out = coverage;
    const Entry& entry = *m_nodes[v].entry;
    // The firm's mass in a node is the largest there, the next one, or below both.
    out.remove(entry.firm, entry.matches, policy, [&](NodeIndex u, std::int64_t mass) {
      return mass == m_nodes[u].mass ? m_nodes[u].next : m_nodes[u].mass;
    });
    return out;
  }

 private:
  struct Entry {
    Firm firm;
    std::vector<Match> matches;

    Entry(Firm one, std::vector<Match> its) : firm(std::move(one)), matches(std::move(its)) {}
  };
  struct Node {
    std::int64_t mass = 0;  // of the largest firm, in 1e-6
    std::int64_t next = 0;  // and of the next one
    std::shared_ptr<const Entry> entry;
  };

  // What coverage counts and a reader may be shown; figures of a single firm are not kept.
  static Firm shown(const Firm& firm) {
    Firm out;
    out.row = firm.row;
    out.name = firm.name;
    out.credit_code = firm.credit_code;
    out.kind = firm.kind;
    out.size = firm.size;
    out.size_source = firm.size_source;
    out.above_scale = firm.above_scale;
    out.anchor = firm.anchor;
    out.listed = firm.listed;
    out.little_giant = firm.little_giant;
    out.high_tech = firm.high_tech;
    out.abnormal = firm.abnormal;
    out.no_staff = firm.no_staff;
    return out;
  }
  static std::vector<Match> bare(std::vector<Match> matches) {
    for (Match& match : matches) match.evidence.clear();
    return matches;
  }

  std::vector<Node> m_nodes;
};

}  // namespace liantu
