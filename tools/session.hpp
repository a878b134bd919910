// What subcommands share: the options for inputs, and the way from them to a study.
#pragma once

#include "corrections.hpp"

#include "liantu/analysis/region_coverage.hpp"
#include "liantu/firm/matcher.hpp"
#include "liantu/promotion/run_result.hpp"
#include "liantu/publish/study.hpp"

#include <CLI/CLI.hpp>

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace liantu::tool {

// Options as given; setting up opens nothing.
struct Options {
  Lang lang = Lang::zh;
  std::vector<std::string> chains;  // ids, or paths of chain files
  std::string chains_folder;        // instead of the shipped one
  std::string firms;
  std::string county;
  std::vector<std::string> decisions;
  std::vector<std::string> assets;
  std::vector<std::string> above_scale;
  std::vector<std::string> anchors;
  std::vector<std::string> candidates;
  std::string policy;
  std::string profile;
  std::vector<std::string> columns;  // field=header
  std::vector<std::string> keep_columns;
  std::vector<std::string> hidden_columns;  // evaluate's label
  std::string encoding;
  std::string sheet;
  std::vector<std::string> regions;
  std::vector<std::string> reach;
  std::vector<std::string> scope;
  std::string table_title;
  std::string table_date;
  std::string date;
  int threads = 0;
  // Other regions, and the one asked about among them.
  std::string regions_table;
  std::string home;
  std::string region_level = "county";
};

// In --scope: the table is of firms above scale, 规模以上 of industry or 限额以上 of trade.
inline constexpr std::array<const char*, 2> above_scale_words{"规上", "限上"};

// What a study is for: numbers alone, whose memory does not grow with the table; the firms behind them too; the nodes
// worth a visit as well.
enum class Depth { numbers, firms, visits };

// Which firms are read, and how they are matched.
struct Reading {
  Detail detail = Detail::evidence;
  double at_least = 0;                              // weaker matches are left out
  std::string table;                                // instead of --firms
  std::optional<std::vector<std::string>> regions;  // instead of --region; empty = all
  std::vector<std::string> outside;                 // regions whose firms are left out
  std::vector<std::string> offered;                 // columns to keep where the table has them
};

// Which options a subcommand takes: each all of those before; a ranking also regions to compare with.
enum class Takes { chains, firms, county, ranking };

void add_options(CLI::App& app, Options& options, Takes most);

// Those for a table of firms alone. Returns --firms, which is not yet required.
CLI::Option* add_table_options(CLI::App& app, Options& options);

// --level and --home, for a table of many regions. Returns --home.
CLI::Option* add_home_options(CLI::App& app, Options& options);

// The region that goes by the name of --home. Errors: InputError where none does, or several.
std::size_t find_home(const RegionTable& table, const std::string& name);

// Chains, classification and policy, read.
class Session {
 public:
  // Errors: InputError, std::runtime_error.
  explicit Session(const Options& options);

  [[nodiscard]] const Atlas& atlas() const { return m_atlas; }
  [[nodiscard]] const Classification& classification() const { return m_classification; }
  [[nodiscard]] const Policy& policy() const { return m_policy; }
  [[nodiscard]] const std::set<ChainIndex>& chains() const { return m_chosen; }

  // Reads all firms in order, many at a time: of --firms, or of another table in the same way.
  ReadingReport read_all(const std::function<void(std::vector<Firm>&)>& each, const std::string& table = {}) const;

  // What --decisions, the lists and 规上 in --scope say; empty where none were given. Errors: InputError.
  [[nodiscard]] Corrections corrections() const;

  // Reads and matches all firms in order; `each` sees every firm with its matches, corrected.
  ReadingReport match_all(Corrections& corrections,
                          const std::function<void(const Firm&, const std::vector<Match>&)>& each,
                          const Reading& how = {}) const;

  // All of it in two halves, between which firms are added: an empty study; then, of one whose firms and reading are
  // there, what the table can show, the states and the targets. A study that supposes something of `known` sees what
  // that one does.
  [[nodiscard]] Study begin(Depth depth) const;
  void conclude(Study& study, const Structure& structure, const Study* known = nullptr) const;

  // All of it: read, match, cover, analyse. Without a table of firms every node is unobserved.
  // `also` sees every firm with its matches.
  [[nodiscard]] Study study(Depth depth,
                            const std::function<void(const Firm&, const std::vector<Match>&)>& also = {}) const;

  // Tells on stderr what was read, what was corrected, and what the user should know of it.
  // Many cities are worth a note unless the table is meant to have them.
  void tell(const ReadingReport& reading, bool of_regions = false) const;
  void tell(const Corrections& corrections) const;
  void tell_notes(const Problems& notes) const;
  // What the grade of the data turns off, a line each.
  void tell_turned_off(const ReadingReport& reading) const;

  // What the table of firms can show, by --scope, the county file, or else the firms read. Errors: InputError.
  [[nodiscard]] Observed observed(const ReadingReport& reading, const Coverage& coverage) const;

  // Errors: InputError where `path` is there, was not given by --decisions, and holds a verdict that none of the given
  // files has: writing over it would lose it.
  void spare_decisions(const std::string& path) const;

  // Versions, hashes of inputs, counts: what run.json holds.
  [[nodiscard]] std::string run_json(const Study& study) const;

  // What `liantu diff` compares: what result.json holds, without the firms.
  [[nodiscard]] RunResult run_result(const Study& study) const;

 private:
  ReadingReport read_table(const Reading& how, const std::function<void(std::vector<Firm>&)>& each) const;
  // Reads the tables of --candidates into the study, and what the ranking takes of them. Errors: InputError.
  void read_candidates(Study& study) const;
  // Reads --firms again for what --reach names around --region. Errors: InputError.
  void read_nearby(Study& study) const;
  // What comes after the targets: routes, stability, what to verify.
  void weigh(Study& study, Depth depth) const;
  // Question::feasibility, from --regions-table and --home; empty where they were not given. Errors: InputError.
  [[nodiscard]] std::vector<std::optional<double>> feasibility() const;
  void check_classes(const Chain& chain, ProblemSink& sink) const;
  void load_chains(const std::string& data);
  void choose_chains();
  void check_county(Problems& problems) const;
  // --scope, or else what the county file says that the tables cover.
  [[nodiscard]] const std::vector<std::string>& covers() const;
  // Puts the assets of --assets into the study.
  void add_assets(Study& study) const;
  void designate(Firm& firm) const;

  Options m_options;
  Classification m_classification;
  Policy m_policy;
  std::optional<County> m_county;
  std::set<std::string> m_anchors;  // of the county file, folded
  Atlas m_atlas;
  std::map<std::string, std::string> m_chain_files;  // by chain id
  std::set<ChainIndex> m_chosen;
  bool m_chosen_by_user = false;
  std::string m_data;
};

}  // namespace liantu::tool
