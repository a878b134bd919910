// The firms of a run that match a node of the chains asked for, by name, as result.json lists them.
#pragma once

#include "liantu/chain/atlas.hpp"
#include "liantu/firm/firm.hpp"
#include "liantu/firm/match.hpp"
#include "liantu/promotion/run_result.hpp"
#include "liantu/publish/shown_name.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace liantu::tool {

class MatchedFirms {
 public:
  // Matches weaker than `at_least` count for nothing. What is given must outlive it.
  MatchedFirms(const Atlas& atlas, const std::set<ChainIndex>& chains, double at_least)
      : m_atlas(atlas), m_chains(chains), m_at_least(at_least) {}

  void add(const Firm& firm, const std::vector<Match>& matches) {
    if (!m_listed) return;
    ResultFirm out{shown_name(firm.name), firm.credit_code, {}};
    for (const Match& match : matches) {
      if (match.value() < m_at_least || !m_chains.contains(m_atlas.chain_index(match.node))) continue;
      out.nodes.push_back(m_atlas.key(match.node));
    }
    if (out.nodes.empty()) return;
    std::sort(out.nodes.begin(), out.nodes.end());
    out.nodes.erase(std::unique(out.nodes.begin(), out.nodes.end()), out.nodes.end());
    m_firms.push_back(std::move(out));
    if (m_firms.size() <= most_result_firms) return;
    m_listed = false;
    m_firms = {};
  }

  // By name, credit code and nodes, so that the order of the table's rows is no difference.
  void put(RunResult& result) && {
    const auto key = [](const ResultFirm& firm) { return std::tie(firm.name, firm.credit_code, firm.nodes); };
    std::sort(m_firms.begin(), m_firms.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
    result.firms = std::move(m_firms);
    result.firms_listed = m_listed;
  }

 private:
  const Atlas& m_atlas;
  const std::set<ChainIndex>& m_chains;
  double m_at_least;
  std::vector<ResultFirm> m_firms;
  bool m_listed = true;
};

}  // namespace liantu::tool
