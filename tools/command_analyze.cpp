// liantu analyze: all of it into one folder.
#include "command.hpp"
#include "desk.hpp"
#include "files.hpp"
#include "kept_by_hand.hpp"
#include "matched_firms.hpp"

#include "liantu/json/writer.hpp"
#include "liantu/promotion/run_result_json.hpp"
#include "liantu/publish/chain_map.hpp"
#include "liantu/publish/json.hpp"
#include "liantu/publish/lists.hpp"
#include "liantu/publish/report.hpp"
#include "liantu/publish/workbook.hpp"

#include <fmt/format.h>

#include <iostream>

namespace liantu::tool {

namespace {

class Analyze : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    add_options(app, options, Takes::ranking);
    app.add_option("--contacts", m_contacts,
                   options.lang == Lang::zh ? "乡贤、商会联系人表，可多次；只写入 contacts.xlsx"
                                            : "tables of contacts, repeatable; written to contacts.xlsx alone");
    app.add_option("--out", m_out, options.lang == Lang::zh ? "成果文件夹" : "folder of the results")->required();
    app.add_option("--previous", m_previous,
                   options.lang == Lang::zh ? "上一次的 lists.xlsx：手工填写的栏目按编号带过来"
                                            : "the last lists.xlsx: what was filled in by hand is kept, by id");
  }

  int run(const Options& options) override {
    const Session session(options);
    make_folder(m_out);  // before the work: a folder that cannot be made is told at once
    const std::string folder = m_out + "/";
    session.spare_decisions(folder + "decisions.csv");
    const std::vector<Contact> contacts = contacts_of(session, m_contacts);
    MatchedFirms firms(session.atlas(), session.chains(), session.policy().coverage.c_doubt);
    const Study study = session.study(
        Depth::visits, [&](const Firm& firm, const std::vector<Match>& matches) { firms.add(firm, matches); });
    mark_known(study.candidates, contacts);
    std::vector<ListSheet> sheets = lists_of(study, options.lang);
    keep_by_hand({m_previous, folder + "lists.xlsx"}, study, options.lang, sheets);
    const ChainIndex first = first_chain(study);
    std::string cover;  // its map
    for (ChainIndex chain : study.chains()) {
      const MapScene scene = layout_map(study, chain, {options.lang});
      const std::string base = folder + "map." + study.atlas->chains()[chain].id;
      write_file(base + ".svg", map_svg(scene));
      write_file(base + ".pdf", map_pdf(scene, options.date));
      write_file(base + ".png", map_png(scene));
      if (chain == first) cover = map_png(scene, 96);
    }
    write_aside(folder + "lists.xlsx",
                [&](const std::string& path) { write_workbook_with_cover(study, options.lang, sheets, cover, path); });
    write_desk(session, study, contacts, options.lang, folder);
    write_file(folder + "targets.csv", targets_csv(study, options.lang));
    write_file(folder + "targets.json", to_json_text(targets_json(study, options.lang), 2));
    write_file(folder + "decisions.csv", decisions_csv(study, options.lang));
    write_file(folder + "report.md", report_markdown(study, options.lang));
    write_file(folder + "report.html", report_html(study, options.lang));
    write_file(folder + "run.json", session.run_json(study));
    RunResult result = session.run_result(study);
    std::move(firms).put(result);
    write_file(folder + "result.json", to_json_text(run_result_json(result), 2));
    summary(study, options.lang);
    return 0;
  }

 private:
  // The first lead chain of the county file, else the chain of the first target.
  static ChainIndex first_chain(const Study& study) {
    if (study.county != nullptr) {
      for (const CountyChain& chain : study.county->chains) {
        const auto found = study.atlas->find_chain(chain.id);
        if (found && study.question.chains.contains(*found)) return *found;
      }
    }
    if (!study.analysis.targets.empty()) return study.atlas->chain_index(study.analysis.targets.front().gap.node);
    return *study.question.chains.begin();
  }

  static void summary(const Study& study, Lang lang) {
    std::size_t ranked = 0;
    for (const Target& target : study.analysis.targets) ranked += target.rank ? 1 : 0;
    const auto firms = study.reading.firms;
    std::string rules;
    for (const auto& [rule, count] : study.matched_by)
      rules += fmt::format("{}{} {}", rules.empty() ? "" : (lang == Lang::zh ? "，" : ", "), label(rule, lang), count);
    std::cout << (lang == Lang::zh
                      ? fmt::format("企业 {} 家，对应到环节 {} 家（最强依据：{}）；目标 {} 个，其中排名 {} 个\n", firms,
                                    study.matched, rules, study.analysis.targets.size(), ranked)
                      : fmt::format("{} firms, {} matched (strongest evidence: {}); {} targets, {} ranked\n", firms,
                                    study.matched, rules, study.analysis.targets.size(), ranked));
  }

  std::string m_out;
  std::vector<std::string> m_contacts;
  std::string m_previous;
};

}  // namespace

std::unique_ptr<Command> make_analyze() { return std::make_unique<Analyze>(); }

}  // namespace liantu::tool
