/// @file
/// From tables to a study: chains, classification and policy, read; firms read, matched, corrected, and analysed. The
/// whole of liantu but for publishing, in one place. Part of liantu::session.
///
/// @code{.cpp}
/// liantu::SessionOptions options;
/// options.data = liantu::data_folder({"/usr/local/share/liantu"});
/// options.chains = {"quartz"};
/// options.firms = "firms.csv";
/// const liantu::Session session(options);
/// const liantu::Study study = session.study(liantu::Depth::firms);
/// std::cout << liantu::to_json_text(liantu::targets_json(study, liantu::Lang::zh), 2);
/// @endcode
#pragma once

#include "liantu/analysis/region_coverage.hpp"
#include "liantu/firm/matcher.hpp"
#include "liantu/promotion/run_result.hpp"
#include "liantu/publish/study.hpp"
#include "liantu/session/corrections.hpp"
#include "liantu/session/knowledge.hpp"
#include "liantu/session/listener.hpp"
#include "liantu/session/options.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace liantu {

/// Which firms are read, and how they are matched.
struct Reading {
  Detail detail = Detail::evidence;
  double at_least = 0;                              ///< weaker matches are left out
  std::string table;                                ///< instead of `--firms`
  std::optional<std::vector<std::string>> regions;  ///< instead of `--region`; empty = all
  std::vector<std::string> outside;                 ///< regions whose firms are left out
  std::vector<std::string> offered;                 ///< columns to keep where the table has them
};

/// The region that goes by the name of `--home`. Errors: InputError where none does, or several.
std::size_t find_home(const RegionTable& table, const std::string& name);

/// One question to what is known. Its methods change nothing in it: any number of threads may call them, but for the
/// listener, which hears them all.
class Session {
 public:
  /// Reads all that the options name, but for tables of firms, assets, decisions and the like. `listener` must outlive
  /// the session. Errors: InputError.
  explicit Session(const SessionOptions& options, SessionListener& listener = SessionListener::silent());
  /// The same over what was read before: of `options`, data, chains_folder, policy and profile are not looked at, and
  /// chains are those of it where none is named. Errors: InputError.
  Session(std::shared_ptr<const Knowledge> knowledge, const SessionOptions& options,
          SessionListener& listener = SessionListener::silent());
  /// A study points into its session.
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session() = default;

  /// The firms are these rows, instead of options.firms. Some sources can be read only once: not for `reach`.
  void firms_from(RowSource rows) { m_rows = std::move(rows); }

  [[nodiscard]] SessionListener& listener() const { return *m_listener; }
  /// The listener may go now.
  void listen_no_more() { m_listener = &SessionListener::silent(); }

  /// The data folder.
  [[nodiscard]] const std::string& data() const { return m_options.data; }
  [[nodiscard]] const std::shared_ptr<const Knowledge>& knowledge() const { return m_knowledge; }
  [[nodiscard]] const Atlas& atlas() const { return m_knowledge->atlas(); }
  [[nodiscard]] const Classification& classification() const { return m_knowledge->classification(); }
  [[nodiscard]] const Policy& policy() const { return m_knowledge->policy(); }
  /// The chains asked for: named by the options, else those of the county file, else all.
  [[nodiscard]] const std::set<ChainIndex>& chains() const { return m_chosen; }

  /// Reads all firms in order, many at a time: of `--firms`, or of another table in the same way. Memory: one batch,
  /// and what tells duplicates. Errors: InputError as read_firms. O(bytes).
  ReadingReport read_all(const std::function<void(std::vector<Firm>&)>& each, const std::string& table = {}) const;

  /// What `--decisions`, the lists and 规上 in `--scope` say; empty where none were given. Errors: InputError.
  [[nodiscard]] Corrections corrections() const;

  /// Reads and matches all firms in order, on as many threads as the options say; `each` sees every firm with its
  /// matches, corrected, on the thread of the caller. Errors: InputError as read_firms. O(bytes).
  ReadingReport match_all(Corrections& corrections,
                          const std::function<void(const Firm&, const std::vector<Match>&)>& each,
                          const Reading& how = {}) const;

  /// The first half of study(), where the caller adds the firms: an empty study. conclude() is the second. Errors:
  /// InputError of a table of regions.
  [[nodiscard]] Study begin(Depth depth) const;
  /// The second half: what the table can show, the states and the targets of a study whose firms and reading are there.
  /// One that supposes something of `known` sees what that one does. Errors: InputError of a table of assets.
  void conclude(Study& study, const Structure& structure, const Study* known = nullptr) const;

  /// All of it: read, match, cover, analyse. Without a table of firms every node is unobserved. `also` sees every firm
  /// with its matches. Errors: InputError of any table. O(bytes), then as analyse(), stability() and verifications(),
  /// as `depth` asks.
  [[nodiscard]] Study study(Depth depth,
                            const std::function<void(const Firm&, const std::vector<Match>&)>& also = {}) const;

  /// Tells what was read, and what the user should know of it. Many cities are worth a note unless the table is meant
  /// to have them.
  void tell(const ReadingReport& reading, bool of_regions = false) const;
  /// Tells what was corrected.
  void tell(const Corrections& corrections) const;
  /// Each of `notes` goes to the listener, as a problem.
  void tell_notes(const Problems& notes) const;
  /// What the grade of the data turns off, a line each.
  void tell_turned_off(const ReadingReport& reading) const;

  /// What the table of firms can show, by `--scope`, the county file, or else the firms read. Errors: InputError.
  [[nodiscard]] Observed observed(const ReadingReport& reading, const Coverage& coverage) const;

  /// Errors: InputError where `path` is there, was not given by `--decisions`, and holds a verdict that none of the
  /// given files has: writing over it would lose it.
  void spare_decisions(const std::string& path) const;

  /// Versions, hashes of inputs, counts: what run.json holds. The same input gives the same text.
  [[nodiscard]] std::string run_json(const Study& study) const;

  /// What `liantu diff` compares: what result.json holds, without the firms.
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
  void choose_chains();
  void check_county(Problems& problems) const;
  // --scope, or else what the county file says that the tables cover.
  [[nodiscard]] const std::vector<std::string>& covers() const;
  // Puts the assets of --assets into the study.
  void add_assets(Study& study) const;
  void designate(Firm& firm) const;

  // What errors name the county by; the hash of its file, or of its text.
  [[nodiscard]] std::string county_name() const { return m_options.county_text ? "county" : m_options.county; }
  [[nodiscard]] std::string county_hash() const;

  std::shared_ptr<const Knowledge> m_knowledge;
  SessionOptions m_options;
  SessionListener* m_listener;
  RowSource m_rows;
  std::optional<County> m_county;
  std::set<std::string> m_anchors;  // of the county file, folded
  std::set<ChainIndex> m_chosen;
  bool m_chosen_by_user = false;
};

}  // namespace liantu
