/// @file
/// 对应: a firm covers a node, how sure we are, and why.
#pragma once

#include "liantu/chain/atlas.hpp"
#include "liantu/firm/firm.hpp"
#include "liantu/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace liantu {

/// Confidence in steps of 1/10000, so that sums are integers and the same whatever their order.
using Confidence = std::uint16_t;
inline constexpr Confidence certain = 10000;

/// The kinds of evidence.
/// class_word: words of any cell that name an industry class and no node
/// (data/classification/words.csv).
enum class EvidenceRule { industry_class, scope_term, name_term, product_term, tag_term, class_word, decision };
template <>
struct EnumWords<EvidenceRule> {
  static constexpr std::array<std::string_view, 7> names{"industry_class", "scope_term", "name_term", "product_term",
                                                         "tag_term",       "class_word", "decision"};
  static constexpr std::array<std::string_view, 7> zh{"行业代码", "经营范围用语", "名称用语", "产品用语",
                                                      "标签用语", "行业用语",     "人工核实"};
};

/// Why a firm matches a node: what was found, and where it stands in the cell.
struct Evidence {
  EvidenceRule rule = EvidenceRule::scope_term;
  Field field = Field::scope;
  std::string term;          ///< as the chain has it; the class code for industry_class; the word for class_word
  std::string text;          ///< as the cell has it
  std::uint32_t start = 0;   ///< in code points of the cell
  std::uint32_t length = 0;  ///< in code points
  Confidence weight = 0;     ///< what this alone would give
};

/// How and when somebody found out that a match is right. Who it was stands in the table of decisions alone.
struct Verified {
  std::string how;   ///< 实地, 电话 …, as given; may be empty
  std::string date;  ///< ISO 8601; may be empty
};

/// A node that a firm covers, and how sure that is.
struct Match {
  NodeIndex node = 0;
  Confidence confidence = 0;
  bool code_only = false;  ///< the class is known, by code or by words, the node is not: 仅行业代码,未定环节
  std::vector<Evidence> evidence;              ///< strongest first
  std::shared_ptr<const Verified> verified{};  ///< by a decision; null: compared automatically
  bool asked = false;                          ///< stands in a table of decisions, without a verdict so far
  bool own_class = false;                      ///< the node carries the class that the firm is registered in
  double prominence = 0;  ///< how much of what the firm's text says is of the node's classes; to compare the
                          ///< matches of one firm by. 0 where no evidence was asked for

  /// The confidence as 0..1.
  [[nodiscard]] double value() const { return confidence / double{certain}; }
};

/// Puts the matches of one firm in the order of what it does first: nodes of the class that it is registered in by
/// confidence, for its text tells them apart, then the others by prominence, ties by node; and of nodes with the same
/// classes one before the others, so that the first few show the lines of business and not one line several times.
/// O(matches²).
inline void order_by_prominence(const Atlas& atlas, std::vector<Match>& matches) {
  std::sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
    if (a.own_class != b.own_class) return a.own_class;
    if (a.own_class && a.confidence != b.confidence) return a.confidence > b.confidence;
    return a.prominence != b.prominence ? a.prominence > b.prominence : a.node < b.node;
  });
  std::set<std::string_view> shown;
  std::stable_partition(matches.begin(), matches.end(), [&](const Match& match) {
    bool is_new = false;
    for (const auto& code : atlas.node(match.node).industry) is_new = shown.insert(code).second || is_new;
    return is_new;
  });
}

}  // namespace liantu
