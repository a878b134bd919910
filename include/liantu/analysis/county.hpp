/// @file
/// 县情文件: what the county is and wants, which no table of firms can say. An absent entry is unknown.
/// See county_json.hpp for the file.
#pragma once

#include "liantu/analysis/policy.hpp"
#include "liantu/chain/chain.hpp"
#include "liantu/text.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liantu {

/// 主导 / 特色 / 新兴.
enum class Standing { lead, characteristic, emerging };
template <>
struct EnumWords<Standing> {
  static constexpr std::array<std::string_view, 3> names{"lead", "characteristic", "emerging"};
  static constexpr std::array<std::string_view, 3> zh{"主导产业链", "特色产业链", "新兴产业链"};
};

/// A chain that the county answers for, and who does.
struct CountyChain {
  std::string id;
  Standing standing = Standing::lead;
  std::string chief;                 ///< 链长
  std::string department;            ///< 牵头部门
  std::string team;                  ///< 专班
  std::vector<std::string> anchors;  ///< 链主, by firm name
};

/// A park or another site of the county.
struct Park {
  std::string name;
  std::vector<Need> offers;  ///< 化工园区 …
  /// What it has to give; nothing: not known.
  std::optional<double> land_mu;
  std::optional<double> energy_tce;      ///< tonnes of standard coal a year
  std::optional<double> water_m3;        ///< cubic metres a year
  std::optional<double> money_10k_yuan;  ///< for works, awards and fund
};

/// What the county does not take: nodes by id ("chain:node", or "chain:*"), or all that are so.
struct Refusal {
  std::string id;
  std::string reason;
  std::vector<std::string> nodes;
  std::optional<Level> pollution;  ///< this level and above
  std::optional<Level> energy;
  std::vector<Control> controls;
};

/// The county file. What it does not say is empty, and counts as not known.
struct County {
  std::string name;
  std::string name_en;
  std::vector<CountyChain> chains;
  std::vector<Park> parks;
  std::vector<std::string> townships;
  std::map<Need, bool> sites;  ///< what it has and what it lacks; absent: not known
  std::vector<Refusal> refuses;
  std::vector<Caution> cautions_as_veto;
  std::vector<std::string> partners;
  std::vector<std::string> covers;  ///< what the tables cover, as `--scope`

  /// Its entry of a chain's id; null where it has none. O(chains).
  [[nodiscard]] const CountyChain* chain(std::string_view id) const {
    for (const auto& chain : chains) {
      if (chain.id == id) return &chain;
    }
    return nullptr;
  }
};

}  // namespace liantu
