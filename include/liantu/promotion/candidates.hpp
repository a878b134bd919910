/// @file
/// 候选企业: firms from outside that make what a node lacks, from tables of them; who is here already; two orders:
/// 龙头榜 by standing and size, for leaders to visit, and 适配榜 by how well a firm fits a small team's means; and
/// 集聚地, where candidates for a chain's gaps gather.
///
/// @code{.cpp}
/// liantu::CandidatePool pool(atlas.node_count());
/// for (each firm of the tables) pool.add(firm, matches, table, c_high);
/// pool.finish();
/// for (each firm of the county) pool.meet(finder, firm);
/// for (const liantu::CandidateMatch* match : liantu::by_standing(pool.of(v))) call(match->firm->name);
/// @endcode
#pragma once

#include "liantu/chain/atlas.hpp"
#include "liantu/firm/firm.hpp"
#include "liantu/firm/match.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace liantu {

/// What may be shown of a candidate: no figures.
struct Candidate {
  std::string name;
  std::string credit_code;
  std::string province;
  std::string city;
  std::string county;
  SizeClass size = SizeClass::unknown;
  bool above_scale = false;
  bool anchor = false;
  bool listed = false;
  bool little_giant = false;
  bool high_tech = false;
  bool foreign = false;       ///< 外商投资, 港澳台投资 by its kind of firm
  std::string growth;         ///< 扩张迹象, as its table has it
  std::string growth_source;  ///< where that is from; a sign without one does not count
  std::size_t table = 0;
  std::uint64_t row = 0;
  bool here = false;     ///< the county's table has it
  std::string branch;    ///< a firm of the county that is a branch of it; empty: none seen
  bool contact = false;  ///< somebody of the table of contacts knows it

  /// A sign of expansion with its source.
  [[nodiscard]] bool expands() const { return !growth.empty() && !growth_source.empty(); }
};

/// A candidate of a node.
struct CandidateMatch {
  std::shared_ptr<Candidate> firm;
  Match match;
};

/// A table that candidates came from, and which columns it fills: an order says what it could not go by.
struct CandidateTable {
  std::string name;  ///< of the file, without its folder
  std::string year;  ///< of its data; empty: not given
  std::uint64_t firms = 0;
  std::uint64_t matched = 0;  ///< surely to some node
  bool has_size = false;
  bool has_place = false;
  bool has_kind = false;  ///< of firm: foreign or not
  bool has_growth = false;
};

/// 集聚地 of candidates.
struct Gathering {
  std::string region;  ///< "江苏省/扬州市"
  std::uint64_t firms = 0;
  double quotient = 0;  ///< share of the region's candidates that are of these nodes, over the same share of all
  std::vector<const Candidate*> first;
};

namespace detail {

// Province and city, the level that a team travels to; what is given of it.
[[nodiscard]] inline std::string gathering_region(const std::string& province, const std::string& city) {
  if (city.empty()) return province;
  return province.empty() ? city : province + "/" + city;
}

[[nodiscard]] inline bool is_foreign(std::string_view kind) {
  for (const std::string_view word : {"外商", "外资", "港澳台", "台港澳", "中外合", "外国"}) {
    if (kind.find(word) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace detail

/// Candidates by node, from several tables: the best of each node whole, of the others only who they are.
class CandidatePool {
 public:
  /// `per_node`: most kept of a node, the best by standing; counts are of all.
  explicit CandidatePool(std::size_t nodes = 0, std::size_t per_node = 300) : m_nodes(nodes), m_per_node(per_node) {}

  [[nodiscard]] bool empty() const { return m_tables.empty(); }
  [[nodiscard]] const std::vector<CandidateTable>& tables() const { return m_tables; }
  /// Begins the next table; firms are added to the last.
  CandidateTable& begin(CandidateTable table) { return m_tables.emplace_back(std::move(table)); }

  /// The year that the table of this index is of, where it is known only later.
  void set_year(std::size_t table, std::string year) { m_tables[table].year = std::move(year); }

  /// Adds a firm with its matches, of which those of `sure` and above count. One that an earlier table had is left out.
  /// `growth` and its source are cells of the table's own. O(matches), amortised.
  void add(const Firm& firm, const std::vector<Match>& matches, double sure, const std::string& growth = {},
           const std::string& growth_source = {}) {
    if (m_nodes.empty()) return;
    CandidateTable& table = m_tables.back();
    ++table.firms;
    table.has_size = table.has_size || firm.size != SizeClass::unknown;
    table.has_place = table.has_place || !firm.province.empty() || !firm.city.empty();
    table.has_kind = table.has_kind || !firm.firm_type.empty();
    table.has_growth = table.has_growth || (!growth.empty() && !growth_source.empty());
    const std::string key = firm.credit_code.empty() ? firm.name : firm.credit_code;
    if (!m_seen.insert(key).second) return;
    const std::string region = detail::gathering_region(firm.province, firm.city);
    const auto place = static_cast<std::uint32_t>(m_regions.try_emplace(region, m_regions.size()).first->second);
    if (place >= m_firms_of.size()) m_firms_of.resize(place + 1);
    ++m_firms_of[place];
    std::shared_ptr<Candidate> entry;
    for (const Match& match : matches) {
      if (match.value() < sure) continue;
      if (!entry) {
        ++table.matched;
        entry = shown(firm, growth, growth_source);
      }
      m_where.push_back({static_cast<std::uint32_t>(m_numbered), place, match.node});
      ++m_nodes[match.node].count;
      auto& list = m_nodes[match.node].list;
      list.push_back({entry, match});
      if (list.size() >= 2 * m_per_node) cut(list);
    }
    if (entry) ++m_numbered;
  }

  /// Call once, after the last add.
  void finish() {
    for (auto& node : m_nodes) cut(node.list);
  }

  /// Candidates of a node that are kept, by standing.
  [[nodiscard]] const std::vector<CandidateMatch>& of(NodeIndex v) const { return m_nodes[v].list; }
  /// Candidates of a node in all, kept or not.
  [[nodiscard]] std::uint64_t count(NodeIndex v) const { return m_nodes.empty() ? 0 : m_nodes[v].count; }

  /// Each candidate that is kept of some node, once. O(kept).
  [[nodiscard]] std::vector<Candidate*> kept() const {
    std::set<std::pair<std::uint64_t, std::uint64_t>> seen;
    std::vector<Candidate*> out;
    for (const auto& node : m_nodes) {
      for (const CandidateMatch& match : node.list) {
        if (seen.emplace(match.firm->table, match.firm->row).second) out.push_back(match.firm.get());
      }
    }
    return out;
  }

  /// Where candidates for `nodes` gather: regions with at least `fewest` of them and a quotient above 1, by quotient,
  /// then number, then name. Firms without a region count for none. O(matches).
  [[nodiscard]] std::vector<Gathering> gatherings(const std::set<NodeIndex>& nodes, std::uint64_t fewest = 3) const {
    std::vector<std::set<std::uint32_t>> here(m_firms_of.size());
    std::set<std::uint32_t> all;
    for (const Where& where : m_where) {
      if (!nodes.contains(where.node)) continue;
      here[where.region].insert(where.firm);
      all.insert(where.firm);
    }
    std::uint64_t placed = 0;
    std::uint64_t placed_all = 0;
    const auto nowhere = m_regions.find("");
    for (std::size_t r = 0; r < m_firms_of.size(); ++r) {
      if (nowhere != m_regions.end() && r == nowhere->second) continue;
      placed += here[r].size();
      placed_all += m_firms_of[r];
    }
    std::vector<Gathering> out;
    for (const auto& [name, r] : m_regions) {
      if (name.empty() || here[r].size() < fewest || placed == 0) continue;
      const double own = static_cast<double>(here[r].size()) / static_cast<double>(m_firms_of[r]);
      const double share = static_cast<double>(placed) / static_cast<double>(placed_all);
      if (own / share > 1) out.push_back({name, here[r].size(), own / share, {}});
    }
    std::sort(out.begin(), out.end(), [](const Gathering& a, const Gathering& b) {
      return std::tuple(-a.quotient, b.firms, a.region) < std::tuple(-b.quotient, a.firms, b.region);
    });
    for (Gathering& gathering : out) gathering.first = first_of(nodes, gathering.region);
    return out;
  }

  /// 链主, listed, 小巨人, above scale, size, 高新; then how much the node is what the firm does first (a list of
  /// products ends in side lines), confidence, and the row that comes first.
  [[nodiscard]] static auto standing(const CandidateMatch& m) {
    const Candidate& c = *m.firm;
    return std::tuple(c.anchor, c.listed, c.little_giant, c.above_scale, c.size, c.high_tech, m.match.prominence,
                      m.match.confidence, -static_cast<std::int64_t>(c.table), -static_cast<std::int64_t>(c.row));
  }

 private:
  struct Where {
    std::uint32_t firm;
    std::uint32_t region;
    NodeIndex node;
  };
  struct OfNode {
    std::vector<CandidateMatch> list;
    std::uint64_t count = 0;
  };

  [[nodiscard]] std::shared_ptr<Candidate> shown(const Firm& firm, std::string growth, std::string source) const {
    Candidate out;
    out.name = firm.name;
    out.credit_code = firm.credit_code;
    out.province = firm.province;
    out.city = firm.city;
    out.county = firm.county;
    out.size = firm.size;
    out.above_scale = firm.above_scale.value_or(false);
    out.anchor = firm.anchor;
    out.listed = firm.listed;
    out.little_giant = firm.little_giant;
    out.high_tech = firm.high_tech;
    out.foreign = detail::is_foreign(firm.firm_type);
    out.growth = std::move(growth);
    out.growth_source = std::move(source);
    out.table = m_tables.size() - 1;
    out.row = firm.row;
    return std::make_shared<Candidate>(std::move(out));
  }

  void cut(std::vector<CandidateMatch>& list) const {
    std::sort(list.begin(), list.end(),
              [](const CandidateMatch& a, const CandidateMatch& b) { return standing(a) > standing(b); });
    if (list.size() > m_per_node) list.resize(m_per_node);
  }

  [[nodiscard]] std::vector<const Candidate*> first_of(const std::set<NodeIndex>& nodes,
                                                       const std::string& region) const {
    std::vector<const CandidateMatch*> found;
    for (const NodeIndex v : nodes) {
      for (const CandidateMatch& match : m_nodes[v].list) {
        if (detail::gathering_region(match.firm->province, match.firm->city) == region) found.push_back(&match);
      }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const CandidateMatch* a, const CandidateMatch* b) { return standing(*a) > standing(*b); });
    std::vector<const Candidate*> out;
    for (const CandidateMatch* match : found) {
      if (std::find(out.begin(), out.end(), match->firm.get()) == out.end()) out.push_back(match->firm.get());
    }
    return out;
  }

  std::vector<OfNode> m_nodes;
  std::size_t m_per_node;
  std::vector<CandidateTable> m_tables;
  std::set<std::string> m_seen;
  std::map<std::string, std::size_t> m_regions;
  std::vector<std::uint64_t> m_firms_of;  // candidates of all kinds, by region
  std::vector<Where> m_where;
  std::size_t m_numbered = 0;
};

/// What speaks for a candidate where a small team looks for one: a sign of expansion with its
/// source and somebody who knows it count two each, the rest one.
enum class Fit { growth, contact, branch, near, size, little_giant, high_tech };
template <>
struct EnumWords<Fit> {
  static constexpr std::array<std::string_view, 7> names{"growth", "contact",      "branch",   "near",
                                                         "size",   "little-giant", "high-tech"};
  static constexpr std::array<std::string_view, 7> zh{"有扩张迹象", "有乡贤商会线索", "本地有分支", "同省同市",
                                                      "规模相当",   "专精特新",       "高新技术"};
};

/// Where the county is, as its own firms have it; empty where not known.
struct HomePlace {
  std::string province;
  std::string city;
};

/// What of Fit holds. A county of small means deals with small and medium firms; a large or listed one is for its
/// leaders.
[[nodiscard]] inline std::set<Fit> fits(const Candidate& c, const HomePlace& home) {
  std::set<Fit> out;
  const auto note = [&](Fit fit, bool holds) {
    if (holds) out.insert(fit);
  };
  note(Fit::growth, c.expands());
  note(Fit::contact, c.contact);
  note(Fit::branch, !c.branch.empty());
  note(Fit::near, !home.city.empty() ? c.city == home.city : !home.province.empty() && c.province == home.province);
  note(Fit::size, c.size == SizeClass::small || c.size == SizeClass::medium);
  note(Fit::little_giant, c.little_giant);
  note(Fit::high_tech, c.high_tech);
  return out;
}

/// Points of what speaks for a candidate: two for growth and contact, one for each of the rest.
[[nodiscard]] inline int fit_points(const std::set<Fit>& fits) {
  int out = 0;
  for (const Fit fit : fits) out += fit == Fit::growth || fit == Fit::contact ? 2 : 1;
  return out;
}

/// 龙头榜: by CandidatePool::standing, those here already last. Points into `list`. O(n log n).
[[nodiscard]] std::vector<const CandidateMatch*> by_standing(std::vector<CandidateMatch>&& list) = delete;
[[nodiscard]] inline std::vector<const CandidateMatch*> by_standing(const std::vector<CandidateMatch>& list) {
  std::vector<const CandidateMatch*> out;
  out.reserve(list.size());
  for (const CandidateMatch& match : list) out.push_back(&match);
  std::stable_sort(out.begin(), out.end(), [](const CandidateMatch* a, const CandidateMatch* b) {
    return a->firm->here != b->firm->here ? b->firm->here : CandidatePool::standing(*a) > CandidatePool::standing(*b);
  });
  return out;
}

/// 适配榜: by fit_points, then prominence, confidence, table and row; those here already last. Points into `list`. O(n
/// log n).
[[nodiscard]] inline std::vector<const CandidateMatch*> by_fit(const std::vector<CandidateMatch>& list,
                                                               const HomePlace& home) {
  const auto key = [&](const CandidateMatch* m) {
    return std::tuple(m->firm->here, -fit_points(fits(*m->firm, home)), -m->match.prominence,
                      -static_cast<int>(m->match.confidence), m->firm->table, m->firm->row);
  };
  std::vector<const CandidateMatch*> out;
  out.reserve(list.size());
  for (const CandidateMatch& match : list) out.push_back(&match);
  std::stable_sort(out.begin(), out.end(),
                   [&](const CandidateMatch* a, const CandidateMatch* b) { return key(a) < key(b); });
  return out;
}

}  // namespace liantu
