/// @file
/// What a session is asked: the tables, what they cover, and how they are to be read.
#pragma once

#include "liantu/text.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liantu {

/// What a study is for: numbers alone, whose memory does not grow with the table; the firms behind them too; the nodes
/// worth a visit as well.
enum class Depth { numbers, firms, visits };
template <>
struct EnumWords<Depth> {
  static constexpr std::array<std::string_view, 3> names{"numbers", "firms", "visits"};
  static constexpr std::array<std::string_view, 3> zh{"数量", "企业", "核实"};
};

/// Paths and words as given; nothing is opened before the session is.
struct SessionOptions {
  /// What is known beside firms.
  std::string data;                        ///< folder of chains, classification, policy, tables (data_folder())
  std::vector<std::string> chains;         ///< ids, or paths of chain files
  std::string chains_folder;               ///< instead of the shipped one
  std::string policy;                      ///< file
  std::optional<std::string> policy_text;  ///< instead of the file: its text
  std::string profile;
  /// The county.
  std::string county;                      ///< file
  std::optional<std::string> county_text;  ///< instead of the file: its text
  std::vector<std::string> scope;          ///< what the table covers
  /// The table of firms.
  std::string firms;
  std::vector<std::string> columns;  ///< field=header
  std::vector<std::string> keep_columns;
  std::vector<std::string> hidden_columns;  ///< as if they were not there
  std::string encoding;
  std::string sheet;
  std::vector<std::string> regions;  ///< local
  std::vector<std::string> reach;    ///< around it
  std::string table_title;
  std::string table_date;
  std::string date;
  /// Tables beside it.
  std::vector<std::string> decisions;
  std::vector<std::string> assets;
  std::vector<std::string> above_scale;
  std::vector<std::string> anchors;
  std::vector<std::string> candidates;
  /// Other regions, and the one asked about among them.
  std::string regions_table;
  std::string home;
  std::string region_level = "county";
  Depth depth = Depth::visits;  ///< where the caller does not say it when it asks
  int threads = 0;              ///< 0: as many as there are processors
};

/// In `scope`: the table is of firms above scale, 规模以上 of industry or 限额以上 of trade.
inline constexpr std::array<const char*, 2> above_scale_words{"规上", "限上"};

/// Whose options: a session and a study know some keys each that the other does not.
enum class OptionsOf { session, study };

/// Reads options from a JSON object whose keys are those of the tool with _ for -: chain, chains_dir, firms, county,
/// policy … (docs/bindings.md). What it names wins over `base`. `county` and `policy` are a path or the object itself;
/// `firms` an array of objects goes to `firms_json` as text. Lists may be given as one text. Keys that only a session
/// or only a study has are refused where `of` is the other. Errors: InputError with every problem.
[[nodiscard]] SessionOptions read_session_options(std::string_view json, const SessionOptions& base, OptionsOf of,
                                                  std::optional<std::string>& firms_json);

}  // namespace liantu
