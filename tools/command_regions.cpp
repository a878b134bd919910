// liantu regions: all regions of a table at once: who has what, what home lacks, how near that is, where it is strong.
#include "command.hpp"
#include "progress.hpp"
#include "regions_told.hpp"

#include "liantu/publish/shown_name.hpp"

#include <iostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace liantu::tool {

namespace {

class RegionsCommand : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    const bool zh = options.lang == Lang::zh;
    add_options(app, options, Takes::firms);
    add_home_options(app, options);
    app.add_option("--by", m_by, zh ? "按 nodes 环节（默认）或 classes 国标行业小类" : "by nodes (default) or classes")
        ->check(CLI::IsMember({"nodes", "classes"}));
    app.add_option("--value", m_value,
                   zh ? "数什么：firms 企业数（默认）或 mass 按规模加权的量，后者只用于环节"
                      : "what is summed: firms (default), or mass, weighted by size, of nodes only")
        ->check(CLI::IsMember({"firms", "mass"}));
    CLI::Option* rca = app.add_option("--rca", m_rca,
                                      zh ? "区位商达到多少算具备；默认 1"
                                         : "the location quotient that counts as presence; 1 by default")
                           ->check(number_within(0.001, 1000));
    app.add_option("--presence", m_presence,
                   zh ? "改为企业数（或量）达到多少算具备" : "presence by so many firms (or so much mass) instead")
        ->check(number_within(0.001, 1e12))
        ->excludes(rca);
    app.add_option("--format", m_format, zh ? "格式" : "format")->check(CLI::IsMember({"text", "json", "csv"}));
  }

  int run(const Options& options) override {
    if (m_by == "classes" && m_value == "mass") {
      throw InputError({"--value", "", Text("mass 与 --by classes 不能同用", "mass with --by classes"), Text("firms"),
                        Text("按环节统计：--by nodes", "--by nodes")});
    }
    const Session session(options);
    const RegionsFound found = find(session, options);
    std::cout << (m_format == "json"  ? regions_json(found, options.lang)
                  : m_format == "csv" ? regions_csv(found, options.lang)
                                      : shown_text(regions_text(found, options.lang)));
    return std::cout.flush() ? 0 : 1;
  }

 private:
  [[nodiscard]] RegionsFound find(const Session& session, const Options& options) const {
    const RegionLevel level = from_string<RegionLevel>(options.region_level).value();
    const CoveragePolicy& policy = session.policy().coverage;
    RegionCoverage regions(level);
    std::map<std::string, Coverage> homes;  // by region that the name of --home fits
    Corrections corrections = session.corrections();
    const auto take = [&](const Firm& firm, const std::vector<Match>& matches) {
      regions.add(firm, matches, policy);
      if (options.home.empty()) return;
      const std::string region = region_of(firm, level);
      if (region == options.home || region.ends_with("/" + options.home))
        homes.try_emplace(region, session.atlas().node_count()).first->second.add(firm, matches, policy);
    };
    const ReadingReport reading =
        session.match_all(corrections, take, {Detail::confidence, policy.c_doubt, {}, {}, {}, {}});
    session.tell(reading, true);
    session.tell(corrections);

    const Step step("relatedness", {"测算产业相近", "measuring relatedness"});
    const bool by_nodes = m_by == "nodes";
    const RegionValue value = from_string<RegionValue>(m_value).value();
    RegionTable table = by_nodes ? table_by_nodes(session.atlas(), regions, value) : table_by_classes(regions);
    RelatednessOptions how;
    how.presence = m_presence > 0 ? PresenceRule::value : PresenceRule::quotient;
    how.threshold = m_presence > 0 ? m_presence : m_rca;
    RegionsFound out(std::move(table), how);
    out.level = level;
    out.by_nodes = by_nodes;
    out.value = value;
    out.firms = regions.firms();
    out.without_region = regions.without_region();
    out.without_class = regions.without_class();
    out.fingerprint = reading.fingerprint;
    name_activities(out, session, !options.chains.empty() || !options.county.empty());
    if (!options.home.empty()) {
      out.home = find_home(out.table, options.home);
      const Coverage& home = homes.at(out.table.regions[*out.home]);
      find_gaps(out, session, home, session.observed(reading, home));
    }
    return out;
  }

  // Nodes of the chains asked for; of classes those that such nodes carry, all where no chain was chosen.
  static void name_activities(RegionsFound& out, const Session& session, bool chosen) {
    const Atlas& atlas = session.atlas();
    std::set<std::string> classes;
    for (NodeIndex v = 0; v < atlas.node_count(); ++v) {
      if (!session.chains().contains(atlas.chain_index(v))) continue;
      if (out.by_nodes) out.shown.push_back(v);
      classes.insert(atlas.node(v).industry.begin(), atlas.node(v).industry.end());
    }
    for (std::size_t a = 0; a < out.table.activities.size(); ++a) {
      if (out.by_nodes) {
        out.names.push_back(atlas.node(static_cast<NodeIndex>(a)).name);
        continue;
      }
      const std::string& code = out.table.activities[a];
      const auto* entry = session.classification().find(code);
      out.names.push_back(entry == nullptr ? "" : entry->name);
      if (!chosen || classes.contains(code)) out.shown.push_back(a);
    }
  }

  // What a table cannot show is not lacking.
  static void find_gaps(RegionsFound& out, const Session& session, const Coverage& home, const Observed& observed) {
    std::vector<std::size_t> lacking;
    const auto states = states_of(session.atlas(), home, observed, session.classification(), session.policy().coverage);
    for (const std::size_t a : out.shown) {
      State state = State::missing;
      if (out.by_nodes) {
        state = states[a];
      } else if (out.table.firms_at(*out.home, a) > 0) {
        state = State::present;
      } else if (!observed.sections.contains(session.classification().section_of(out.table.activities[a]))) {
        state = State::unobserved;
      }
      if (state == State::unobserved) ++out.unobserved;
      if (state != State::missing && state != State::suspected) continue;
      lacking.push_back(a);
      out.states[a] = state;
    }
    out.gaps = region_gaps(out.table, out.related, *out.home, lacking);
  }

  std::string m_by = "nodes";
  std::string m_value = "firms";
  std::string m_format = "text";
  double m_rca = 1;
  double m_presence = 0;
};

}  // namespace

std::unique_ptr<Command> make_regions() { return std::make_unique<RegionsCommand>(); }

}  // namespace liantu::tool
