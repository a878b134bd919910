#include "joint_program.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace liantu::detail {

namespace {

class JointProgram {
 public:
  JointProgram(Mip& mip, const SupplyGraph& graph, const Supply& supply, double delta,
               const std::vector<PlanItem>& items)
      : m_mip(mip), m_graph(graph), m_supply(supply), m_delta(delta) {
    for (std::size_t i = 0; i < items.size(); ++i) m_item.emplace(items[i].node, static_cast<int>(i));
  }

  void add() {
    find_affected();
    for (auto& [v, column] : m_share) column = m_mip.add_column(0, 1, 0, false);
    for (const auto& [v, column] : m_share) hold_down(v, column);
    for (const auto& [v, column] : m_share) add_gain(v, column);
  }

 private:
  using Terms = std::vector<std::pair<int, double>>;

  // An amount: a constant and terms over columns.
  struct Amount {
    double constant = 0;
    Terms terms;
    [[nodiscard]] bool is_nothing() const { return constant <= 0 && terms.empty(); }
  };

  [[nodiscard]] bool is_item(NodeIndex v) const { return m_item.contains(v); }

  // Held nodes and items that an item reaches through such nodes: no other r changes that matters.
  void find_affected() {
    std::vector<NodeIndex> open;
    for (const auto& [v, item] : m_item) open.push_back(v);
    while (!open.empty()) {
      const NodeIndex u = open.back();
      open.pop_back();
      for (const NodeIndex w : m_graph.customers(u)) {
        if (m_supply.presence_of(w) <= 0 && !is_item(w)) continue;
        if (m_share.emplace(w, -1).second) open.push_back(w);
      }
    }
  }

  // (1 - delta) + delta·r(u).
  [[nodiscard]] Amount worth(NodeIndex u) const {
    const auto share = m_share.find(u);
    if (share == m_share.end()) return {(1 - m_delta) + m_delta * m_supply[u], {}};
    return {1 - m_delta, {{share->second, m_delta}}};
  }

  // What a supplier gives, times `factor`: a column held down for an item, else an amount.
  Amount given_by(NodeIndex u) {
    const double p = m_supply.presence_of(u);
    Amount out = worth(u);
    if (!is_item(u)) {
      out.constant *= p;
      for (auto& term : out.terms) term.second *= p;
      if (p <= 0) out.terms.clear();
      return out;
    }
    const auto known = m_given.find(u);
    if (known != m_given.end()) return {0, {{known->second, 1}}};
    const int column = m_mip.add_column(0, 1, 0, false);
    m_given.emplace(u, column);
    // At most its worth, and where it is not chosen p times that.
    Terms whole{{column, 1}};
    Terms part{{column, 1}, {m_item.at(u), -(1 - p)}};
    for (const auto& [c, factor] : out.terms) {
      whole.emplace_back(c, -factor);
      part.emplace_back(c, -p * factor);
    }
    m_mip.add_row(std::move(whole), out.constant);
    m_mip.add_row(std::move(part), p * out.constant);
    return {0, {{column, 1}}};
  }

  // What a group gives: the best of its suppliers.
  Amount given_by(const InputGroup& group) {
    double constant = 0;
    std::vector<Amount> moving;
    for (const NodeIndex u : group.suppliers) {
      Amount amount = given_by(u);
      if (amount.is_nothing()) continue;
      if (amount.terms.empty()) {
        constant = std::max(constant, amount.constant);
      } else {
        moving.push_back(std::move(amount));
      }
    }
    if (moving.empty()) return {constant, {}};
    if (moving.size() == 1 && constant <= 0) return moving.front();
    // One is picked: at most what it gives, at most 1 where picked and else nothing.
    Terms one;
    Amount out;
    if (constant > 0) {
      const int picked = m_mip.add_column(0, 1, 0, true);
      one.emplace_back(picked, 1);
      out.terms.emplace_back(picked, constant);
    }
    for (const Amount& amount : moving) {
      const int picked = m_mip.add_column(0, 1, 0, true);
      const int given = m_mip.add_column(0, 1, 0, false);
      one.emplace_back(picked, 1);
      out.terms.emplace_back(given, 1);
      m_mip.add_row({{given, 1}, {picked, -1}}, 0);
      Terms most{{given, 1}};
      for (const auto& [c, factor] : amount.terms) most.emplace_back(c, -factor);
      m_mip.add_row(std::move(most), amount.constant);
    }
    m_mip.add_row(std::move(one), 1);
    return out;
  }

  void hold_down(NodeIndex v, int share) {
    double constant = 0;
    Terms terms{{share, 1}};
    for (const InputGroup& group : m_graph[v]) {
      const Amount amount = given_by(group);
      constant += group.weight * amount.constant;
      for (const auto& [c, factor] : amount.terms) terms.emplace_back(c, -group.weight * factor);
    }
    m_mip.add_row(std::move(terms), constant);
  }

  // Held nodes gain what r grows by.
  void add_gain(NodeIndex v, int share) {
    if (m_supply.presence_of(v) <= 0) return;
    const int gain = m_mip.add_column(0, 1, 1, false);
    m_mip.add_row({{gain, 1}, {share, -1}}, -m_supply[v]);
  }

  Mip& m_mip;
  const SupplyGraph& m_graph;
  const Supply& m_supply;
  double m_delta;
  std::map<NodeIndex, int> m_item;   // column, by node
  std::map<NodeIndex, int> m_share;  // column of r, by affected node
  std::map<NodeIndex, int> m_given;  // column of what it gives, by item
};

}  // namespace

void add_joint_gain(Mip& mip, const SupplyGraph& graph, const Supply& supply, double delta,
                    const std::vector<PlanItem>& items) {
  JointProgram(mip, graph, supply, delta, items).add();
}

}  // namespace liantu::detail
