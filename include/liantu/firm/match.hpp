// 对应: a firm covers a node, how sure we are, and why.
#pragma once

#include "liantu/chain/atlas.hpp"
#include "liantu/firm/firm.hpp"
#include "liantu/text.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace liantu {

// Confidence in steps of 1/10000, so that sums are integers and the same whatever their order.
using Confidence = std::uint16_t;
inline constexpr Confidence certain = 10000;

// The kinds of evidence.
enum class EvidenceRule { industry_class, scope_term, name_term, product_term, tag_term };
template <>
struct EnumWords<EvidenceRule> {
  static constexpr std::array<std::string_view, 5> names{"industry_class", "scope_term", "name_term", "product_term",
                                                         "tag_term"};
  static constexpr std::array<std::string_view, 5> zh{"行业代码", "经营范围用语", "名称用语", "产品用语", "标签用语"};
};

struct Evidence {
  EvidenceRule rule = EvidenceRule::scope_term;
  Field field = Field::scope;
  std::string term;          // as the chain has it; the class code for industry_class
  std::string text;          // as the cell has it
  std::uint32_t start = 0;   // in code points of the cell
  std::uint32_t length = 0;  // in code points
  Confidence weight = 0;     // what this alone would give
};

struct Match {
  NodeIndex node = 0;
  Confidence confidence = 0;
  bool code_only = false;          // 仅行业代码,未定环节
  std::vector<Evidence> evidence;  // strongest first

  [[nodiscard]] double value() const { return confidence / double{certain}; }
};

}  // namespace liantu
