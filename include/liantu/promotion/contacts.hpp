/// @file
/// 乡贤, 商会: whom an office knows, joined to targets and candidates by firm, by trade and by place. Personal: shown
/// in a workbook of its own and nowhere else. Reading the table is part of liantu::io.
#pragma once

#include "liantu/chain/atlas.hpp"
#include "liantu/diagnostic.hpp"
#include "liantu/promotion/candidates.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace liantu {

/// One row; the texts are the cells as given.
struct Contact {
  std::string file;
  std::uint64_t row = 0;
  std::string name;
  std::string firm;  ///< 单位: a firm, a chamber of commerce
  std::string post;
  std::string phone;
  std::string home;   ///< 籍贯
  std::string trade;  ///< 行业 or products
  std::string place;  ///< where they are
  std::string note;
};

/// Reads tables of contacts (CSV or XLSX). Headers are Chinese or English: 姓名, and where given 单位 职务 电话 籍贯
/// 行业 所在地 备注. `notes` takes columns that are not used, by their headers alone. Errors: InputError with every
/// problem by row and column: no column 姓名, no name; cells are never told. O(bytes).
[[nodiscard]] std::vector<Contact> read_contacts(const std::vector<std::string>& paths, Problems& notes);

/// How a contact leads to a target: works at a candidate for it, is in its trade, or is where a candidate is.
enum class Lead { firm, trade, place };
template <>
struct EnumWords<Lead> {
  static constexpr std::array<std::string_view, 3> names{"firm", "trade", "place"};
  static constexpr std::array<std::string_view, 3> zh{"候选企业任职", "同行业", "候选企业同城"};
};

/// Somebody who may lead to a target: by knowing a candidate, or by trade.
struct Introduction {
  NodeIndex node = 0;
  const Candidate* candidate = nullptr;  ///< nothing for a lead by trade
  std::size_t contact = 0;               ///< by place in the table
  Lead lead = Lead::trade;
};

/// Leads to the targets `nodes`: each contact to a candidate by firm (the candidate's name is all of 单位 or in it), to
/// a node by trade (`trades`: by contact, the nodes that its 行业 stands for), or to the first `most` candidates of its
/// city. In the order of the nodes, firm before trade before place. O(nodes · candidates · contacts).
[[nodiscard]] inline std::vector<Introduction> introductions(const std::vector<NodeIndex>& nodes,
                                                             const CandidatePool& pool,
                                                             const std::vector<Contact>& contacts,
                                                             const std::vector<std::set<NodeIndex>>& trades,
                                                             std::size_t most = 3) {
  std::vector<Introduction> out;
  for (const NodeIndex v : nodes) {
    std::vector<Introduction> of_node;
    for (std::size_t c = 0; c < contacts.size(); ++c) {
      if (c < trades.size() && trades[c].contains(v)) of_node.push_back({v, nullptr, c, Lead::trade});
      if (pool.empty()) continue;
      std::size_t in_city = 0;
      for (const CandidateMatch& match : pool.of(v)) {
        const Candidate& candidate = *match.firm;
        if (!contacts[c].firm.empty() && contacts[c].firm.find(candidate.name) != std::string::npos) {
          of_node.push_back({v, &candidate, c, Lead::firm});
        } else if (!candidate.city.empty() && contacts[c].place.find(candidate.city) != std::string::npos &&
                   in_city++ < most) {
          of_node.push_back({v, &candidate, c, Lead::place});
        }
      }
    }
    std::stable_sort(of_node.begin(), of_node.end(),
                     [](const Introduction& a, const Introduction& b) { return a.lead < b.lead; });
    out.insert(out.end(), of_node.begin(), of_node.end());
  }
  return out;
}

/// Marks the candidates at which somebody works whom the office knows: that they are known may be shown, who it is not.
/// O(candidates kept · contacts).
inline void mark_known(const CandidatePool& pool, const std::vector<Contact>& contacts) {
  for (Candidate* candidate : pool.kept()) {
    candidate->contact = std::any_of(contacts.begin(), contacts.end(), [&](const Contact& contact) {
      return !contact.firm.empty() && contact.firm.find(candidate->name) != std::string::npos;
    });
  }
}

}  // namespace liantu
