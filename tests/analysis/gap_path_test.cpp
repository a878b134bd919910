// Distances, paths and every named rule on random graphs, against the definitions of DESIGN §4 worked out plainly from
// the links: matrices of distances and lists, none of the code under test.
#include "analysis/analysis_fixture.hpp"
#include "analysis/random_chains.hpp"

#include "liantu/analysis/gaps.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace liantu::gap_path_test {
namespace {

using test::Draws;
using test::World;

// Two chains of up to twelve nodes together, links of all kinds within and across them, cycles and parallels too.
std::vector<Chain> random_chains(Draws& draws) {
  std::vector<Chain> out(2);
  std::vector<std::string> keys;
  for (unsigned c = 0; c < 2; ++c) {
    out[c].id = c == 0 ? "p" : "q";
    const unsigned size = 1 + draws.below(6);
    for (unsigned v = 0; v < size; ++v) {
      Node node;
      node.id = "n" + std::to_string(v);
      node.core = draws.below(2) == 0;
      keys.push_back(out[c].id + ":" + node.id);
      out[c].nodes.push_back(std::move(node));
    }
  }
  std::set<std::tuple<unsigned, unsigned, unsigned>> seen;
  const auto count = static_cast<unsigned>(keys.size());
  for (unsigned i = draws.below(3 * count + 1); i > 0; --i) {
    const unsigned from = draws.below(count);
    const unsigned to = draws.below(count);
    // Half of the links supply, so that paths are long enough to be seen.
    const unsigned kind = draws.below(2) == 0 ? draws.below(3) : draws.below(8);
    if (from == to || !seen.emplace(from, to, kind).second) continue;
    Link link;
    link.from = keys[from];
    link.to = keys[to];
    link.kind = static_cast<LinkKind>(kind);
    link.essential = draws.below(2) == 0;
    if (draws.below(3) == 0) link.group = draws.below(2) == 0 ? "g" : "h";
    out[draws.below(2)].links.push_back(std::move(link));
  }
  return out;
}

// Sums that agree with no state in particular: rules see states and sums apart.
NodeCoverage random_sums(Draws& draws) {
  NodeCoverage out;
  for (std::size_t band = 0; band < 2; ++band) {
    for (std::size_t size = 0; size < 5; ++size) out.firms[band][size] = draws.below(3) == 0 ? draws.below(4) : 0;
  }
  out.mass = draws.below(4) == 0 ? 0 : 1'000'000 * (1 + draws.below(9));
  out.largest = out.mass / (1 + draws.below(4));
  if (draws.below(4) == 0) out.above_scale = 1;
  if (draws.below(8) == 0) out.designated = 1;
  return out;
}

// The definitions, from the links alone.
class Plain {
 public:
  Plain(const Atlas& atlas, const Coverage& coverage, const std::vector<State>& states, const GapPolicy& policy)
      : m_atlas(atlas),
        m_coverage(coverage),
        m_states(states),
        m_policy(policy),
        m_count(static_cast<NodeIndex>(atlas.node_count())) {
    for (NodeIndex v = 0; v < m_count; ++v) {
      m_steps.emplace_back(m_count, far);
      m_steps[v][v] = 0;
    }
    for (LinkIndex e = 0; e < atlas.link_count(); ++e) {
      if (supplies(e)) m_steps[atlas.edge(e).from][atlas.edge(e).to] = 1;
    }
    for (NodeIndex over = 0; over < m_count; ++over) {
      for (NodeIndex a = 0; a < m_count; ++a) {
        for (NodeIndex b = 0; b < m_count; ++b)
          m_steps[a][b] = std::min(m_steps[a][b], m_steps[a][over] + m_steps[over][b]);
      }
    }
  }

  static constexpr int far = 1000;

  [[nodiscard]] bool held(NodeIndex v) const {
    return m_states[v] == State::weak || m_states[v] == State::present || m_states[v] == State::strong;
  }
  [[nodiscard]] bool firm(NodeIndex v) const { return m_states[v] == State::present || m_states[v] == State::strong; }

  // Links from the nearest held node upstream, and to the nearest downstream.
  [[nodiscard]] int up(NodeIndex v) const {
    int out = far;
    for (NodeIndex u = 0; u < m_count; ++u) {
      if (held(u)) out = std::min(out, m_steps[u][v]);
    }
    return out;
  }
  [[nodiscard]] int down(NodeIndex v) const {
    int out = far;
    for (NodeIndex u = 0; u < m_count; ++u) {
      if (held(u)) out = std::min(out, m_steps[v][u]);
    }
    return out;
  }
  // Of all ways of `length` links that begin at `gap` and end at a held node, the least when each node is taken as
  // (not of the gap's chain, index).
  using Way = std::vector<std::pair<bool, NodeIndex>>;
  [[nodiscard]] Way least_way(NodeIndex gap, NodeIndex from, int length, bool downstream) const {
    const std::pair here(m_atlas.chain_index(from) != m_atlas.chain_index(gap), from);
    if (length == 0) return held(from) ? Way{here} : Way{};
    Way out;
    for (NodeIndex u = 0; u < m_count; ++u) {
      if (!(downstream ? linked(from, u) : linked(u, from))) continue;
      Way way = least_way(gap, u, length - 1, downstream);
      if (way.empty()) continue;
      way.insert(way.begin(), here);
      if (out.empty() || way < out) out = way;
    }
    return out;
  }
  [[nodiscard]] bool linked(NodeIndex from, NodeIndex to) const { return from != to && m_steps[from][to] == 1; }

  [[nodiscard]] bool holds(Rule rule, NodeIndex v) const {
    const int h = m_policy.horizon;
    const bool missing = m_states[v] == State::missing;
    const bool up_near = up(v) <= h;
    const bool down_near = down(v) <= h;
    const double mass = static_cast<double>(m_coverage[v].mass) / 1e6;
    switch (rule) {
      case Rule::build_chain: return missing && embryo(m_atlas.chain_index(v));
      case Rule::fill_essential: return missing && needed(v, true);
      case Rule::fill_between: return missing && up_near && down_near;
      case Rule::fill_weak: return m_states[v] == State::weak && needed(v, false);
      case Rule::extend_down: return missing && up_near && !down_near;
      case Rule::extend_up: return missing && !up_near && down_near;
      case Rule::strengthen_demand: return held(v) && mass > 0 && demand(v) > m_policy.demand_ratio * mass;
      case Rule::strengthen_fragile:
        return held(v) && size_known(v) && needed(v, false) && mass > 0 &&
               static_cast<double>(m_coverage[v].largest) / 1e6 / mass > m_policy.fragile_share;
      case Rule::strengthen_weak: return m_states[v] == State::weak;
      case Rule::strengthen_anchor: return m_states[v] == State::strong;
      case Rule::verify_suspected: return m_states[v] == State::suspected;
      case Rule::watch_far: return missing && !up_near && !down_near;
    }
    return false;
  }

 private:
  [[nodiscard]] bool supplies(LinkIndex e) const {
    const LinkKind kind = m_atlas.link(e).kind;
    return kind == LinkKind::material || kind == LinkKind::component || kind == LinkKind::packaging;
  }

  // A present or strong node has `v` among the inputs of an essential group, and no other of the group will do: for a
  // missing node one that is held would, for a held one only one that is present or strong; what cannot be seen may.
  [[nodiscard]] bool needed(NodeIndex v, bool is_missing) const {
    for (NodeIndex u = 0; u < m_count; ++u) {
      if (!firm(u)) continue;
      std::map<std::string, std::vector<LinkIndex>> groups;
      for (LinkIndex e = 0; e < m_atlas.link_count(); ++e) {
        if (!supplies(e) || m_atlas.edge(e).to != u) continue;
        const std::string& name = m_atlas.link(e).group;
        groups[name.empty() ? "alone " + std::to_string(e) : name].push_back(e);
      }
      for (const auto& [name, links] : groups) {
        bool essential = false;
        bool among = false;
        bool other = false;
        for (LinkIndex e : links) {
          const NodeIndex from = m_atlas.edge(e).from;
          essential = essential || m_atlas.link(e).essential;
          among = among || from == v;
          const bool will_do = m_states[from] == State::unobserved || (is_missing ? held(from) : firm(from));
          other = other || (from != v && will_do);
        }
        if (essential && among && !other) return true;
      }
    }
    return false;
  }

  [[nodiscard]] double demand(NodeIndex v) const {
    double sum = 0;
    for (NodeIndex u = 0; u < m_count; ++u) {
      if (held(u) && linked(v, u)) sum += static_cast<double>(m_coverage[u].mass) / 1e6;
    }
    return sum;
  }

  // Of firms that the mass is made of.
  [[nodiscard]] bool size_known(NodeIndex v) const {
    for (std::size_t size = 1; size < 5; ++size) {
      if (m_coverage[v].firms[0][size] > 0 || m_coverage[v].firms[1][size] > 0) return true;
    }
    return false;
  }

  // Fewer core nodes held than asked, none with a firm above scale or designated; some core node known to be missing.
  [[nodiscard]] bool embryo(ChainIndex chain) const {
    int held_cores = 0;
    bool some_missing = false;
    bool large = false;
    for (NodeIndex v = 0; v < m_count; ++v) {
      if (m_atlas.chain_index(v) != chain || !m_atlas.node(v).core) continue;
      some_missing = some_missing || m_states[v] == State::missing;
      if (!held(v)) continue;
      ++held_cores;
      large = large || m_coverage[v].above_scale > 0 || m_coverage[v].designated > 0;
    }
    return some_missing && held_cores < m_policy.embryo_core && !large;
  }

  const Atlas& m_atlas;
  const Coverage& m_coverage;
  const std::vector<State>& m_states;
  const GapPolicy& m_policy;
  NodeIndex m_count;
  std::vector<std::vector<int>> m_steps;
};

struct Drawn {
  Atlas atlas;
  Coverage coverage;
  std::vector<State> states;
  Policy policy = test::county_policy();

  explicit Drawn(Draws& draws) : atlas(random_chains(draws)), coverage(atlas.node_count()) {
    for (NodeIndex v = 0; v < atlas.node_count(); ++v) {
      coverage.assume(v, random_sums(draws));
      // Half of the nodes are missing.
      states.push_back(draws.below(2) == 0 ? State::missing : static_cast<State>(draws.below(6)));
    }
    policy.gaps.horizon = static_cast<int>(1 + draws.below(3));
    policy.gaps.embryo_core = static_cast<int>(draws.below(4));
  }
};

// The path of a gap, link by link.
void expect_path(const Gap& gap, const Drawn& drawn, const Plain& plain) {
  const int h = drawn.policy.gaps.horizon;
  const int up = plain.up(gap.node);
  const int down = plain.down(gap.node);
  const std::size_t before = up <= h ? static_cast<std::size_t>(up) : 0;
  const std::size_t after = down <= h ? static_cast<std::size_t>(down) : 0;
  ASSERT_EQ(gap.path.size(), before + 1 + after);
  ASSERT_EQ(gap.path[before], gap.node);
  const Plain::Way to_supplier = plain.least_way(gap.node, gap.node, static_cast<int>(before), false);
  for (std::size_t i = 1; i <= before; ++i) ASSERT_EQ(gap.path[before - i], to_supplier[i].second);
  if (gap.rule == Rule::fill_essential) {
    ASSERT_EQ(gap.path.back(), gap.needed_by.front());
  } else {
    const Plain::Way to_customer = plain.least_way(gap.node, gap.node, static_cast<int>(after), true);
    for (std::size_t i = 1; i <= after; ++i) ASSERT_EQ(gap.path[before + i], to_customer[i].second);
  }
  for (std::size_t i = 0; i + 1 < gap.path.size(); ++i) ASSERT_TRUE(plain.linked(gap.path[i], gap.path[i + 1]));
  for (std::size_t i = before > 0 ? 1 : 0; i < gap.path.size() - (after > 0 ? 1 : 0); ++i)
    ASSERT_FALSE(plain.held(gap.path[i]));
}

TEST(RandomGaps, AgreeWithTheDefinitions) {
  Draws draws(11);
  std::array<std::size_t, EnumWords<Rule>::names.size()> held{};
  std::size_t long_paths = 0;
  for (int graph = 0; graph < 20'000; ++graph) {
    const Drawn drawn(draws);
    const Plain plain(drawn.atlas, drawn.coverage, drawn.states, drawn.policy.gaps);
    const SupplyGraph groups = supply_graph(drawn.atlas);
    const GapRules rules(drawn.atlas, drawn.coverage, drawn.states, drawn.policy, groups);
    SCOPED_TRACE("graph " + std::to_string(graph));
    for (NodeIndex v = 0; v < drawn.atlas.node_count(); ++v) {
      ASSERT_EQ(std::min<std::uint32_t>(rules.up(v), Plain::far), plain.up(v));
      ASSERT_EQ(std::min<std::uint32_t>(rules.down(v), Plain::far), plain.down(v));
      for (std::size_t i = 0; i < held.size(); ++i) {
        const Rule rule = static_cast<Rule>(i);
        ASSERT_EQ(rules.holds(rule, v), plain.holds(rule, v)) << to_string(rule) << " of node " << v;
        held[i] += rules.holds(rule, v) ? 1 : 0;
      }
    }
    for (const Gap& gap : gaps_of(drawn.atlas, rules, drawn.policy, {0, 1})) {
      const bool has = gap.rule == Rule::fill_essential || gap.rule == Rule::fill_between ||
                       gap.rule == Rule::extend_down || gap.rule == Rule::extend_up;
      ASSERT_EQ(!gap.path.empty(), has);
      if (has) expect_path(gap, drawn, plain);
      long_paths += gap.path.size() > 4 ? 1 : 0;
      if (testing::Test::HasFatalFailure()) return;
    }
  }
  for (std::size_t i = 0; i < held.size(); ++i) EXPECT_GT(held[i], 300U) << EnumWords<Rule>::names[i];
  EXPECT_GT(long_paths, 500U);
}

TEST(GapPath, NamesAllThatIsMissingBetween) {
  World w("mine sand rod crucible", "mine>sand sand>rod rod>crucible");
  w.formed().firms("mine", 12).firms("crucible", 2);
  EXPECT_EQ(w.ids(w.target("sand").gap.path), (test::Ids{"mine", "sand", "rod", "crucible"}));
  EXPECT_EQ(w.target("sand").reason.zh, "本地有mine（12家）和crucible（2家），中间缺sand、rod");
  EXPECT_EQ(w.target("rod").reason.en, "mine (12) and crucible (2) are here; sand, rod between them are not seen");
}

TEST(GapPath, TellsWhatIsNotSureOnTheWay) {
  World w("x p a q y", "x>p p>a a>q q>y");
  w.formed().firms("x", 1).firms("y", 1).doubtful("p", 2).unobserved("q");
  EXPECT_EQ(w.target("a").reason.zh, "本地有x（1家）和y（1家），中间缺a，中间的p待核实，中间的q数据未覆盖");
  EXPECT_EQ(w.target("a").reason.en,
            "x (1) and y (1) are here; a between them is not seen; to be verified: p; not covered by the data: q");
}

TEST(GapPath, ExtendsOverTheMissingOne) {
  World w("x p a", "x>p p>a");
  w.formed().firms("x", 3);
  EXPECT_EQ(w.ids(w.target("a").gap.path), (test::Ids{"x", "p", "a"}));
  EXPECT_EQ(w.target("a").reason.zh, "本地有x（3家），可向下游延伸到a，中间还缺p");
  EXPECT_EQ(w.target("p").reason.zh, "本地有x（3家），可向下游延伸到p");
}

TEST(GapPath, OfAnEssentialInputEndsWhereItIsNeeded) {
  // `first` would take it too, and its index is smaller; it does not need it.
  World w("first x p a t", "x>p p>a a=>t a>first");
  w.formed().firms("x", 3).firms("t", 3).firms("first", 1);
  EXPECT_EQ(w.ids(w.target("a").gap.path), (test::Ids{"x", "p", "a", "t"}));
  EXPECT_EQ(w.target("a").reason.zh, "本地t（3家）必需a，名单内未见；上游有x（3家），中间还缺p");
}

TEST(GapPath, NodesOfACycleAreNamedOnce) {
  World w("x a b", "x>a a>b b>a a>x");
  w.formed().firms("x", 3);
  EXPECT_EQ(w.ids(w.target("a").gap.path), (test::Ids{"x", "a", "x"}));
  EXPECT_EQ(w.target("a").reason.zh, "本地有x（3家），上下游成环，中间缺a");
  EXPECT_EQ(w.ids(w.target("b").gap.path), (test::Ids{"x", "a", "b", "a", "x"}));
  EXPECT_EQ(w.target("b").reason.zh, "本地有x（3家），上下游成环，中间缺a、b");
}

TEST(GapPath, ASideOutOfTheHorizonIsLeftOut) {
  World w("x p q r a y", "x>p p>q q>r r>a a=>y");
  w.formed().firms("x", 3).firms("y", 3);
  EXPECT_EQ(w.ids(w.target("a").gap.path), (test::Ids{"a", "y"}));
  EXPECT_EQ(w.target("a").reason.zh, "本地y（3家）必需a，名单内未见");
  EXPECT_TRUE(w.target("q").gap.path.size() == 3);
}

}  // namespace
}  // namespace liantu::gap_path_test
