// Small atlases in a line, and firms in a word, so that a test shows its numbers and nothing else.
//
//   World w("mine sand pure", "mine>sand sand=>pure");   // => is essential
//   w.firms("mine", 12).firms("sand", 3);
//   w.target("pure").gap.rule
#pragma once

#include "liantu/analysis/rank.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu::test {

// "a>b", "a=>b" (essential), and after it, in this order: "/kind" (material where absent), "@group", "*share".
inline Link link(std::string text) {
  Link out;
  const auto cut = [&text](char mark) {
    const auto at = text.find(mark);
    std::string tail = at == std::string::npos ? "" : text.substr(at + 1);
    text.resize(std::min(at, text.size()));
    return tail;
  };
  if (const auto share = cut('*'); !share.empty()) out.share = std::stod(share);
  out.group = cut('@');
  if (const auto kind = cut('/'); !kind.empty()) out.kind = from_string<LinkKind>(kind).value();
  out.to = cut('>');
  out.essential = text.ends_with('=');
  if (out.essential) text.pop_back();
  out.from = text;
  return out;
}

// A chain of core nodes: "a b c", with the links "a>b b=>c".
inline Chain chain(const std::string& id, const std::string& nodes, const std::string& links) {
  Chain out;
  out.id = id;
  out.name = id;
  std::string word;
  for (std::istringstream in(nodes); in >> word;) {
    Node node;
    node.id = word;
    node.name = word;
    node.core = true;
    out.nodes.push_back(std::move(node));
  }
  for (std::istringstream in(links); in >> word;) out.links.push_back(link(word));
  return out;
}

inline Atlas atlas(const std::string& nodes, const std::string& links) { return Atlas({chain("q", nodes, links)}); }

// The rules of DESIGN §4 in its order. Every criterion reads x/(x + 1).
inline Policy county_policy() {
  Policy out;
  out.rank.half.fill(1);
  Profile& county = out.gaps.profiles["county"];
  county.title = Text("县级", "county");
  county.rules = {{Rule::build_chain, Action::build},
                  {Rule::fill_essential, Action::fill},
                  {Rule::fill_between, Action::fill},
                  {Rule::fill_weak, Action::fill},
                  {Rule::extend_down, Action::extend},
                  {Rule::extend_up, Action::extend},
                  {Rule::strengthen_demand, Action::strengthen},
                  {Rule::strengthen_fragile, Action::strengthen},
                  {Rule::strengthen_anchor, Action::strengthen},
                  {Rule::verify_suspected, Action::verify},
                  {Rule::watch_far, Action::watch}};
  return out;
}

// Chains, the firms that hold them, and what is asked. Every firm is certain (c = 1), so that a firm of unknown size
// has a mass of 1, a medium one 3, a large one 8.
class World {
 public:
  Atlas atlas;
  Policy policy = county_policy();
  County county;
  bool with_county = false;
  std::string date;
  Coverage coverage;

  explicit World(std::vector<Chain> chains) : atlas(std::move(chains)), coverage(atlas.node_count()) {}
  explicit World(Chain only) : World(std::vector<Chain>{std::move(only)}) {}
  World(const std::string& nodes, const std::string& links) : World(chain("q", nodes, links)) {}

  // The node of "a" in chain q, or of "chain:a".
  [[nodiscard]] NodeIndex at(const std::string& key) const {
    const auto found = atlas.find(key.find(':') == std::string::npos ? "q:" + key : key);
    if (!found) throw std::out_of_range("no node " + key);
    return *found;
  }

  World& add(const std::string& key, const Firm& firm, Confidence confidence = certain) {
    coverage.add(firm, {Match{at(key), confidence, false, {}}}, policy.coverage);
    return *this;
  }
  // Firms of unknown size: 1 or 2 make a node weak, 3 present.
  World& firms(const std::string& key, int count) {
    for (int i = 0; i < count; ++i) add(key, Firm{});
    return *this;
  }
  // Medium firms above scale: 1 makes a node present, 3 strong.
  World& above(const std::string& key, int count, SizeClass size = SizeClass::medium) {
    Firm firm;
    firm.above_scale = true;
    firm.size = size;
    for (int i = 0; i < count; ++i) add(key, firm);
    return *this;
  }
  // Firms at 0.6: the node is suspected, their mass 0.6 each.
  World& doubtful(const std::string& key, int count) {
    for (int i = 0; i < count; ++i) add(key, Firm{}, 6000);
    return *this;
  }
  World& unobserved(const std::string& key) {
    m_unobserved.insert(at(key));
    return *this;
  }
  // One criterion decides alone.
  World& only(Criterion criterion) {
    policy.rank.weights.fill(0);
    return weight(criterion, 1);
  }
  World& weight(Criterion criterion, double value) {
    policy.rank.weights[static_cast<std::size_t>(criterion)] = value;
    return *this;
  }
  // No chain is an embryo: the other rules are seen.
  World& formed() {
    policy.gaps.embryo_core = 0;
    return *this;
  }

  [[nodiscard]] std::vector<State> states() const {
    std::vector<State> out;
    for (NodeIndex v = 0; v < atlas.node_count(); ++v)
      out.push_back(state_of(coverage[v], !m_unobserved.contains(v), policy.coverage));
    return out;
  }
  [[nodiscard]] Question question() const {
    Question out;
    for (ChainIndex c = 0; c < atlas.chains().size(); ++c) {
      if (asked.empty() || asked.contains(atlas.chains()[c].id)) out.chains.insert(c);
    }
    out.county = with_county ? &county : nullptr;
    out.date = date;
    return out;
  }
  [[nodiscard]] Structure structure() const { return Structure(atlas, policy.gaps.horizon); }
  [[nodiscard]] Analysis analysis() const {
    return analyse(atlas, structure(), coverage, states(), policy, question());
  }
  [[nodiscard]] std::vector<Leak> leaks() const { return liantu::leaks(atlas, coverage, states()); }

  // The nodes of the targets, in order.
  [[nodiscard]] std::vector<std::string> order() const {
    std::vector<std::string> out;
    for (const auto& target : analysis().targets) out.push_back(atlas.node(target.gap.node).id);
    return out;
  }
  [[nodiscard]] bool is_target(const std::string& key) const {
    for (const auto& target : analysis().targets) {
      if (target.gap.node == at(key)) return true;
    }
    return false;
  }
  [[nodiscard]] Target target(const std::string& key) const {
    for (const auto& target : analysis().targets) {
      if (target.gap.node == at(key)) return target;
    }
    throw std::out_of_range("no target " + key);
  }
  [[nodiscard]] Rule rule(const std::string& key) const { return target(key).gap.rule; }
  [[nodiscard]] std::vector<std::string> ids(const std::vector<NodeIndex>& nodes) const {
    std::vector<std::string> out;
    for (NodeIndex v : nodes) out.push_back(atlas.node(v).id);
    return out;
  }

  std::set<std::string> asked;  // chains; all where empty

 private:
  std::set<NodeIndex> m_unobserved;
};

using Ids = std::vector<std::string>;

}  // namespace liantu::test
