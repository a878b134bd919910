/// @file
/// What moved between two runs: states, coverage, targets won, lost, new and gone, firms that came and went; and apart
/// from these what differs in rules, chains and tables, so that nobody takes a change of rules for one of the county.
///
/// @code{.cpp}
/// const liantu::Changes changes = liantu::compare(before, after);
/// if (changes.empty()) …
/// @endcode
/// Only nodes and targets of chains that both runs asked for are compared. The same two results give the same changes.
#pragma once

#include "liantu/promotion/run_result.hpp"
#include "liantu/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu {

/// A setting of the run that differs.
struct SettingChange {
  Setting setting{};
  std::string before;  ///< empty where it was not given
  std::string after;
};

/// One chain whose file differs, or that only one run loaded or asked for.
struct ChainFileChange {
  /// What happened to it between the runs.
  enum class Kind { file, asked, no_longer_asked, added, removed };
  std::string id;
  std::string name;
  Kind kind = Kind::file;
};
template <>
struct EnumWords<ChainFileChange::Kind> {
  static constexpr std::array<std::string_view, 5> names{"file", "asked", "no_longer_asked", "added", "removed"};
  static constexpr std::array<std::string_view, 5> zh{"文件有变", "只有后一次问到", "只有前一次问到", "后一次新载入",
                                                      "后一次没有载入"};
};

/// A node in both runs whose state, number of firms or mass differs.
struct NodeChange {
  ResultNode before;
  ResultNode after;
  std::vector<std::string> came;  ///< names of its firms that only the second run has, ascending
  std::vector<std::string> went;

  /// False where only firms or mass differ.
  [[nodiscard]] bool state_changed() const { return before.state != after.state; }
};

/// A target that is not what, or where, it was.
struct TargetMove {
  /// Which way it moved.
  enum class Kind {
    won,    ///< a gap that is held now
    lost,   ///< held before, a gap now
    fresh,  ///< a target now
    gone,   ///< no target any more, and no gap that was won
    moved   ///< in both, with another action, place or rank
  };
  std::string id;
  std::string name;
  Kind kind = Kind::moved;
  std::optional<ResultTarget> before;
  std::optional<ResultTarget> after;
  std::optional<State> state_before;  ///< nothing where the run's chain had no such node
  std::optional<State> state_after;
};
template <>
struct EnumWords<TargetMove::Kind> {
  static constexpr std::array<std::string_view, 5> names{"won", "lost", "new", "gone", "moved"};
  static constexpr std::array<std::string_view, 5> zh{"补上", "失守", "新增", "退出", "变动"};
};

/// A firm that the two runs have differently.
struct FirmChange {
  /// What the second run has of it.
  enum class Kind { came, went, renamed, other_nodes };
  Kind kind = Kind::came;
  ResultFirm before;  ///< empty for one that came
  ResultFirm after;
};
template <>
struct EnumWords<FirmChange::Kind> {
  static constexpr std::array<std::string_view, 4> names{"came", "went", "renamed", "other_nodes"};
  static constexpr std::array<std::string_view, 4> zh{"新来", "离开", "更名", "对应环节有变"};
};

/// All that differs between two results.
struct Changes {
  std::vector<SettingChange> settings;
  std::vector<ChainFileChange> chains;  ///< by id
  std::vector<NodeChange> nodes;        ///< in the order of the second run
  std::vector<ResultNode> nodes_added;  ///< of chains that both asked for
  std::vector<ResultNode> nodes_removed;
  std::vector<TargetMove> targets;  ///< by kind; won, lost, gone by id, the others as the second run lists them
  std::vector<FirmChange> firms;    ///< by kind, then as the runs list them
  bool firms_compared = true;       ///< false where one of the results lists none for their number

  /// True where a setting of the kind differs. O(settings).
  [[nodiscard]] bool differ(SettingKind kind) const {
    return std::any_of(settings.begin(), settings.end(), [&](const auto& s) { return kind_of(s.setting) == kind; });
  }
  /// Nothing moved in the results. What they rest on may differ all the same.
  [[nodiscard]] bool still() const {
    return nodes.empty() && nodes_added.empty() && nodes_removed.empty() && targets.empty() && firms.empty();
  }
  /// Nothing differs at all, settings and chains included.
  [[nodiscard]] bool empty() const { return still() && settings.empty() && chains.empty(); }
  /// Rules, chains and the view of the county are the same: what moved, moved in the tables.
  [[nodiscard]] bool comparable() const {
    return chains.empty() && !differ(SettingKind::rules) && !differ(SettingKind::view);
  }
};

namespace detail {

[[nodiscard]] inline std::string chain_of_id(const std::string& id) { return id.substr(0, id.find(':')); }

// Pairs the firms of two results: by credit code; the rest by name, where one of the two has no code.
class FirmPairs {
 public:
  // O((before + after) · log). The results must outlive it.
  FirmPairs(const std::vector<ResultFirm>& before, const std::vector<ResultFirm>& after)
      : m_before(before), m_after(after), m_of_after(after.size()), m_paired(before.size()) {
    std::map<std::string_view, std::size_t> codes;
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (!before[i].credit_code.empty()) codes.emplace(before[i].credit_code, i);
    }
    for (std::size_t j = 0; j < after.size(); ++j) {
      const auto it = codes.find(after[j].credit_code);
      if (it != codes.end() && !m_paired[it->second]) pair(it->second, j);
    }
    by_name([](const ResultFirm& a, const ResultFirm& b) { return a.credit_code == b.credit_code; });
    by_name([](const ResultFirm& a, const ResultFirm& b) { return a.credit_code.empty() || b.credit_code.empty(); });
  }

  // Changes in the order came, went, renamed, other_nodes.
  [[nodiscard]] std::vector<FirmChange> changes() const {
    std::vector<FirmChange> out;
    for (std::size_t j = 0; j < m_after.size(); ++j) {
      if (!m_of_after[j]) out.push_back({FirmChange::Kind::came, {}, m_after[j]});
    }
    for (std::size_t i = 0; i < m_before.size(); ++i) {
      if (!m_paired[i]) out.push_back({FirmChange::Kind::went, m_before[i], {}});
    }
    for (std::size_t j = 0; j < m_after.size(); ++j) {
      if (m_of_after[j] && key(m_before[*m_of_after[j]]) != key(m_after[j]))
        out.push_back({FirmChange::Kind::renamed, m_before[*m_of_after[j]], m_after[j]});
    }
    for (std::size_t j = 0; j < m_after.size(); ++j) {
      if (m_of_after[j] && m_before[*m_of_after[j]].nodes != m_after[j].nodes)
        out.push_back({FirmChange::Kind::other_nodes, m_before[*m_of_after[j]], m_after[j]});
    }
    return out;
  }

 private:
  static std::string key(const ResultFirm& firm) { return fold(trim(firm.name)); }

  void pair(std::size_t i, std::size_t j) {
    m_of_after[j] = i;
    m_paired[i] = true;
  }

  // Of several firms of one name first those of the same nodes, then in order.
  template <class Same>
  void by_name(Same same) {
    std::multimap<std::string, std::size_t> names;
    for (std::size_t i = 0; i < m_before.size(); ++i) {
      if (!m_paired[i]) names.emplace(key(m_before[i]), i);
    }
    for (const bool same_nodes : {true, false}) {
      for (std::size_t j = 0; j < m_after.size(); ++j) {
        if (m_of_after[j]) continue;
        const auto [first, last] = names.equal_range(key(m_after[j]));
        const auto it = std::find_if(first, last, [&](const auto& entry) {
          const ResultFirm& other = m_before[entry.second];
          return same(other, m_after[j]) && (!same_nodes || other.nodes == m_after[j].nodes);
        });
        if (it == last) continue;
        pair(it->second, j);
        names.erase(it);
      }
    }
  }

  const std::vector<ResultFirm>& m_before;
  const std::vector<ResultFirm>& m_after;
  std::vector<std::optional<std::size_t>> m_of_after;  // by place in after: its place in before
  std::vector<bool> m_paired;                          // by place in before
};

template <class Item>
[[nodiscard]] std::map<std::string_view, const Item*> by_id(const std::vector<Item>& items) {
  std::map<std::string_view, const Item*> out;
  for (const Item& item : items) out.emplace(item.id, &item);
  return out;
}

template <class Map>
[[nodiscard]] auto found(const Map& map, std::string_view id) -> typename Map::mapped_type {
  const auto it = map.find(id);
  return it == map.end() ? nullptr : it->second;
}

class ResultComparison {
 public:
  ResultComparison(const RunResult& before, const RunResult& after)
      : m_before(before),
        m_after(after),
        m_nodes_before(by_id(before.nodes)),
        m_nodes_after(by_id(after.nodes)),
        m_targets_before(by_id(before.targets)),
        m_targets_after(by_id(after.targets)) {
    for (const ResultChain& chain : before.chains) {
      const ResultChain* other = after.chain(chain.id);
      if (chain.asked && other != nullptr && other->asked) m_common.insert(chain.id);
    }
  }

  [[nodiscard]] Changes all() {
    settings();
    chains();
    firms();
    nodes();
    targets();
    return std::move(m_out);
  }

 private:
  [[nodiscard]] bool common(const std::string& id) const { return m_common.contains(chain_of_id(id)); }

  void settings() {
    const auto value = [](const RunResult& result, Setting setting) {
      const auto it = result.settings.find(setting);
      return it == result.settings.end() ? std::string() : it->second;
    };
    for (std::size_t i = 0; i < EnumWords<Setting>::names.size(); ++i) {
      const auto setting = static_cast<Setting>(i);
      std::string was = value(m_before, setting);
      std::string is = value(m_after, setting);
      if (was != is) m_out.settings.push_back({setting, std::move(was), std::move(is)});
    }
  }

  void chains() {
    using Kind = ChainFileChange::Kind;
    std::map<std::string_view, const ResultChain*> all = by_id(m_before.chains);
    all.merge(by_id(m_after.chains));
    for (const auto& [id, any] : all) {
      const ResultChain* was = m_before.chain(id);
      const ResultChain* is = m_after.chain(id);
      const auto add = [this, one = any](Kind kind) { m_out.chains.push_back({one->id, one->name, kind}); };
      if (was == nullptr || is == nullptr) {
        add(was == nullptr ? Kind::added : Kind::removed);
        continue;
      }
      if (was->hash != is->hash) add(Kind::file);
      if (was->asked != is->asked) add(is->asked ? Kind::asked : Kind::no_longer_asked);
    }
  }

  // Firms of chains that both asked for: asking for one more chain brings no firm into the county.
  [[nodiscard]] std::vector<ResultFirm> firms_of(const RunResult& result) const {
    std::vector<ResultFirm> out;
    for (const ResultFirm& firm : result.firms) {
      ResultFirm kept{firm.name, firm.credit_code, {}};
      for (const std::string& node : firm.nodes) {
        if (common(node)) kept.nodes.push_back(node);
      }
      if (!kept.nodes.empty()) out.push_back(std::move(kept));
    }
    return out;
  }

  void firms() {
    m_out.firms_compared = m_before.firms_listed && m_after.firms_listed;
    if (!m_out.firms_compared) return;
    const std::vector<ResultFirm> before = firms_of(m_before);
    const std::vector<ResultFirm> after = firms_of(m_after);
    m_out.firms = FirmPairs(before, after).changes();
    for (const FirmChange& firm : m_out.firms) {
      if (firm.kind == FirmChange::Kind::renamed) continue;
      for (const std::string& node : firm.after.nodes) {
        if (!std::binary_search(firm.before.nodes.begin(), firm.before.nodes.end(), node))
          m_came[node].push_back(firm.after.name);
      }
      for (const std::string& node : firm.before.nodes) {
        if (!std::binary_search(firm.after.nodes.begin(), firm.after.nodes.end(), node))
          m_went[node].push_back(firm.before.name);
      }
    }
    for (auto* names : {&m_came, &m_went}) {
      for (auto& [node, list] : *names) std::sort(list.begin(), list.end());
    }
  }

  void nodes() {
    for (const ResultNode& node : m_after.nodes) {
      if (!common(node.id)) continue;
      const ResultNode* was = found(m_nodes_before, node.id);
      if (was == nullptr) {
        m_out.nodes_added.push_back(node);
        continue;
      }
      NodeChange change{*was, node, m_came[node.id], m_went[node.id]};
      const bool firms = node.firms != was->firms || !change.came.empty() || !change.went.empty();
      // Masses are written to six decimals.
      if (change.state_changed() || firms || std::abs(node.mass - was->mass) > 1e-7)
        m_out.nodes.push_back(std::move(change));
    }
    for (const ResultNode& node : m_before.nodes) {
      if (common(node.id) && found(m_nodes_after, node.id) == nullptr) m_out.nodes_removed.push_back(node);
    }
  }

  // Nothing where the target is the same in both.
  [[nodiscard]] std::optional<TargetMove::Kind> kind_of_change(const ResultTarget* was, const ResultTarget* is,
                                                               const ResultNode* node_was,
                                                               const ResultNode* node_is) const {
    using Kind = TargetMove::Kind;
    const bool held_before = node_was != nullptr && is_held(node_was->state);
    const bool held_now = node_is != nullptr && is_held(node_is->state);
    if (was != nullptr && node_was != nullptr && !held_before && held_now) return Kind::won;
    if (is != nullptr && node_is != nullptr && held_before && !held_now) return Kind::lost;
    if (was == nullptr) return Kind::fresh;
    if (is == nullptr) return Kind::gone;
    if (was->action == is->action && was->place == is->place && was->rank == is->rank) return std::nullopt;
    return Kind::moved;
  }

  void targets() {
    const auto look = [&](const std::string& id) {
      const ResultNode* node_was = found(m_nodes_before, id);
      const ResultNode* node_is = found(m_nodes_after, id);
      const ResultTarget* was = found(m_targets_before, id);
      const ResultTarget* is = found(m_targets_after, id);
      const auto kind = kind_of_change(was, is, node_was, node_is);
      if (!kind) return;
      TargetMove change{id, (node_is != nullptr ? node_is : node_was)->name, *kind, {}, {}, {}, {}};
      if (was != nullptr) change.before = *was;
      if (is != nullptr) change.after = *is;
      if (node_was != nullptr) change.state_before = node_was->state;
      if (node_is != nullptr) change.state_after = node_is->state;
      m_out.targets.push_back(std::move(change));
    };
    for (const ResultTarget& target : m_after.targets) {
      if (common(target.id)) look(target.id);
    }
    for (const ResultTarget& target : m_before.targets) {
      if (common(target.id) && found(m_targets_after, target.id) == nullptr) look(target.id);
    }
    std::stable_sort(m_out.targets.begin(), m_out.targets.end(), [](const TargetMove& a, const TargetMove& b) {
      const auto listed = [](TargetMove::Kind kind) {
        return kind == TargetMove::Kind::fresh || kind == TargetMove::Kind::moved;
      };
      if (a.kind != b.kind) return a.kind < b.kind;
      return !listed(a.kind) && a.id < b.id;
    });
  }

  const RunResult& m_before;
  const RunResult& m_after;
  std::map<std::string_view, const ResultNode*> m_nodes_before;
  std::map<std::string_view, const ResultNode*> m_nodes_after;
  std::map<std::string_view, const ResultTarget*> m_targets_before;
  std::map<std::string_view, const ResultTarget*> m_targets_after;
  std::set<std::string> m_common;
  std::map<std::string, std::vector<std::string>> m_came;  // by node
  std::map<std::string, std::vector<std::string>> m_went;
  Changes m_out;
};

}  // namespace detail

/// What differs in `after` from `before`. A firm is the same one where the credit codes agree, or else the names where
/// one of the two has no code. Precondition: ids are unique in each, and targets and firms name nodes that are there,
/// as read_run_result checks. O((nodes + targets + firms) · log).
[[nodiscard]] inline Changes compare(const RunResult& before, const RunResult& after) {
  return detail::ResultComparison(before, after).all();
}

}  // namespace liantu
