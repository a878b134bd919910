/// @file
/// What one run found, as far as a later run is compared with it: states, targets, the firms behind them by name, and
/// what the run rested on. No figure of a firm, no person. result.json holds it (run_result_json.hpp).
#pragma once

#include "liantu/analysis/policy.hpp"
#include "liantu/text.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liantu {

/// What a result rests on besides the county. Files stand as hashes, the rest in words.
enum class Setting {
  version,
  words,   ///< classification, lexicon and column names that ship with it
  policy,  ///< in force, whatever file it came from
  profile,
  county,
  regions_table,
  home,
  covers,
  regions,
  columns,  ///< recognised in the table of firms
  grade,
  firms,
  assets,
  decisions,
  above_scale,
  anchors,
  candidates  ///< firms from outside: they count in the ranking
};
template <>
struct EnumWords<Setting> {
  static constexpr std::array<std::string_view, 17> names{
      "version", "words", "policy", "profile", "county",    "regions_table", "home",    "covers",    "regions",
      "columns", "grade", "firms",  "assets",  "decisions", "above_scale",   "anchors", "candidates"};
  static constexpr std::array<std::string_view, 17> zh{
      "链图版本", "分类与词表", "规则",   "动作口径", "县情文件", "多地区企业表", "本地区",   "覆盖范围",  "本地范围",
      "识别的列", "数据等级",   "企业表", "家底表",   "核实结论", "规上名单",     "链主名单", "候选企业表"};
};

/// What a difference of a setting means: other rules; the same county seen through another table; another state of the
/// county, as far as tables tell it.
enum class SettingKind { rules, view, tables };

/// What a difference of the setting means.
[[nodiscard]] constexpr SettingKind kind_of(Setting setting) {
  if (setting <= Setting::home) return SettingKind::rules;
  return setting <= Setting::grade ? SettingKind::view : SettingKind::tables;
}

/// Where a target stands in the list.
enum class TargetPlace { ranked, caution, insufficient, verify, watch, veto };
template <>
struct EnumWords<TargetPlace> {
  static constexpr std::array<std::string_view, 6> names{"ranked", "caution", "insufficient",
                                                         "verify", "watch",   "veto"};
  static constexpr std::array<std::string_view, 6> zh{"排名", "慎入", "资料不足", "核实", "远期关注", "一票否决"};
};

/// A chain that the run had loaded.
struct ResultChain {
  std::string id;
  std::string name;
  std::string hash;    ///< of its file
  bool asked = false;  ///< its nodes may be targets; only these are in `nodes`
};

/// A node of a chain that was asked for.
struct ResultNode {
  std::string id;  ///< chain:node
  std::string name;
  State state = State::unobserved;
  std::uint64_t firms = 0;  ///< matched, however weakly
  double mass = 0;          ///< as Coverage has it, to six decimals
};

/// A target and its place.
struct ResultTarget {
  std::string id;  ///< of its node
  Action action = Action::watch;
  TargetPlace place = TargetPlace::watch;
  std::optional<int> rank;  ///< 1-based, among the ranked or among the cautioned
};

/// A firm and the nodes it matches.
struct ResultFirm {
  std::string name;
  std::string credit_code;         ///< may be empty
  std::vector<std::string> nodes;  ///< ids, ascending
};

/// Most firms of one result: of more, none is listed, and none is compared.
inline constexpr std::size_t most_result_firms = 300'000;

/// What result.json holds.
struct RunResult {
  std::map<Setting, std::string> settings;  ///< those that were given
  std::string date;                         ///< of the run, as given; may be empty
  std::string table_title;
  std::string table_date;
  std::uint64_t firms_read = 0;
  std::vector<ResultChain> chains;    ///< all that were loaded, by id
  std::vector<ResultNode> nodes;      ///< by chain, in the order of its file
  std::vector<ResultTarget> targets;  ///< as listed
  std::vector<ResultFirm> firms;      ///< that match a node of `nodes`, by name, then credit code, then nodes
  bool firms_listed = true;

  /// O(chains).
  [[nodiscard]] const ResultChain* chain(std::string_view id) const {
    for (const ResultChain& one : chains) {
      if (one.id == id) return &one;
    }
    return nullptr;
  }
};

}  // namespace liantu
