// liantu analyze: all of it into one folder.
#include "command.hpp"
#include "desk.hpp"
#include "files.hpp"
#include "kept_by_hand.hpp"
#include "matched_firms.hpp"
#include "progress.hpp"
#include "result_folder.hpp"
#include "word_report.hpp"

#include "liantu/json/writer.hpp"
#include "liantu/promotion/firm_figures.hpp"
#include "liantu/promotion/run_result_json.hpp"
#include "liantu/publish/atlas_map.hpp"
#include "liantu/publish/chain_map.hpp"
#include "liantu/publish/internal_book.hpp"
#include "liantu/publish/json.hpp"
#include "liantu/publish/lists.hpp"
#include "liantu/publish/page.hpp"
#include "liantu/publish/report.hpp"
#include "liantu/publish/workbook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <set>
#include <system_error>

namespace liantu::tool {

namespace {

class Analyze : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    add_options(app, options, Takes::ranking);
    app.add_option("--contacts", m_contacts,
                   options.lang == Lang::zh ? "乡贤、商会联系人表，可多次；只写入 contacts.xlsx"
                                            : "tables of contacts, repeatable; written to contacts.xlsx alone");
    app.add_option("--internal", m_internal,
                   options.lang == Lang::zh ? "内部资料工作簿（XLSX）：单个企业的产值、税收等，只写入这个文件"
                                            : "workbook of single firms' output, tax …, which nothing else holds");
    app.add_option("--out", m_out, options.lang == Lang::zh ? "成果文件夹" : "folder of the results")->required();
    app.add_option("--previous", m_previous,
                   options.lang == Lang::zh ? "上一次的 lists.xlsx：手工填写的栏目按编号带过来"
                                            : "the last lists.xlsx: what was filled in by hand is kept, by id");
  }

  int run(const Options& options) override {
    const Session session(options);
    ResultFolder folder(m_out);  // before the work: a folder that cannot be made is told at once
    if (!m_internal.empty()) check_internal(options, folder);
    session.spare_decisions(folder.path("decisions.csv"));
    const std::vector<Contact> contacts = contacts_of(session, m_contacts);
    MatchedFirms firms(session.atlas(), session.chains(), session.policy().coverage.c_doubt);
    FirmFigures figures(session.atlas(), session.chains(), session.policy().coverage, most_figured_firms);
    const Study study = session.study(Depth::visits, [&](const Firm& firm, const std::vector<Match>& matches) {
      firms.add(firm, matches);
      if (!m_internal.empty()) figures.add(firm, matches);
    });
    mark_known(study.candidates, contacts);
    write_results(session, study, contacts, options, folder);
    {
      const Step step("result", {"写 result.json", "writing result.json"});
      write_file(folder.path("run.json"), session.run_json(study));
      RunResult result = session.run_result(study);
      std::move(firms).put(result);
      write_file(folder.path("result.json"), to_json_text(run_result_json(result), 2));
    }
    if (!m_internal.empty()) {
      const Step step("internal", {"写内部资料", "writing the internal workbook"});
      write_aside(m_internal,
                  [&](const std::string& path) { write_internal_book(study, figures, options.lang, path); });
    }
    std::set<std::string> chains;
    for (const Chain& chain : session.atlas().chains()) chains.insert(chain.id);
    folder.finish(chains);
    summary(study, options.lang);
    return 0;
  }

 private:
  // Errors: InputError where the workbook would be written over an input or another result.
  void check_internal(const Options& options, const ResultFolder& folder) const {
    std::vector<std::string> inputs{options.firms, options.county, options.policy, options.regions_table, m_previous};
    for (const auto* paths : {&options.decisions, &options.assets, &options.above_scale, &options.anchors,
                              &options.candidates, &options.chains, &m_contacts})
      inputs.insert(inputs.end(), paths->begin(), paths->end());
    std::error_code error;
    const bool input = std::any_of(inputs.begin(), inputs.end(), [&](const std::string& path) {
      return !path.empty() && std::filesystem::equivalent(path, m_internal, error);
    });
    const bool workbook = fold(m_internal).ends_with(".xlsx");
    if (workbook && !input && !folder.has_result(m_internal)) {
      const auto parent = std::filesystem::path(m_internal).parent_path();
      if (!parent.empty()) make_folder(parent.string());
      return;
    }
    const Text found = !workbook ? Text("不是 .xlsx 文件名", "no name of an .xlsx file")
                       : input
                           ? Text("是本次的输入，写出会把它盖掉", "an input of this run, which would be written over")
                           : Text("是本次的另一项成果，写出会互相盖掉", "another result of this run");
    throw InputError({"--internal " + m_internal, "", found,
                      Text("另一个 .xlsx 文件名", "the name of an .xlsx file of its own"),
                      Text("如 --internal 内部资料.xlsx", "for one, --internal internal.xlsx")});
  }

  void write_results(const Session& session, const Study& study, const std::vector<Contact>& contacts,
                     const Options& options, ResultFolder& folder) const {
    std::vector<ListSheet> sheets;
    {
      const Step step("lists", {"列清单", "making the lists"});
      sheets = lists_of(study, options.lang);
      keep_by_hand({m_previous, folder.path("lists.xlsx")}, study, options.lang, sheets);
    }
    const std::string cover = write_maps(study, options, folder);
    {
      const Step step("workbook", {"写清单", "writing the workbooks"});
      write_aside(folder.path("lists.xlsx"), [&](const std::string& path) {
        write_workbook_with_cover(study, options.lang, sheets, cover, path);
      });
      write_desk(session, study, contacts, options.lang, folder);
      write_file(folder.path("targets.csv"), targets_csv(study, options.lang));
      write_file(folder.path("targets.json"), to_json_text(targets_json(study, options.lang), 2));
      write_file(folder.path("decisions.csv"), decisions_csv(study, options.lang));
    }
    {
      const Step step("report", {"写报告", "writing the report"});
      write_file(folder.path("report.md"), report_markdown(study, options.lang));
      write_file(folder.path("report.html"), report_html(study, options.lang));
    }
    {
      const Step step("page", {"写网页", "writing the page"});
      write_file(folder.path("map.html"), page_html(study, options.lang));
    }
    {
      const Step step("docx", {"写 Word 报告", "writing the Word report"});
      write_word_report(study, options.lang, folder);
    }
  }

  // Returns the map for the cover: that of all chains, or of the only one.
  static std::string write_maps(const Study& study, const Options& options, ResultFolder& folder) {
    const bool several = study.question.chains.size() > 1;
    std::string cover;
    const auto chains = study.chains();
    std::uint64_t drawn = 0;
    Step step("maps", {"画图谱", "drawing maps"}, chains.size() + (several ? 1 : 0));
    if (several) {
      const MapScene scene = layout_atlas(study, options.lang);
      folder.write("map.atlas.svg", map_svg(scene));
      folder.write("map.atlas.pdf", map_pdf(scene, options.date));
      folder.write("map.atlas.png", map_png(scene));
      cover = map_png(scene, 96);
      step.done(++drawn);
    }
    for (ChainIndex chain : chains) {
      const MapScene scene = layout_map(study, chain, {options.lang});
      const std::string base = "map." + study.atlas->chains()[chain].id;
      folder.write(base + ".svg", map_svg(scene));
      folder.write(base + ".pdf", map_pdf(scene, options.date));
      folder.write(base + ".png", map_png(scene));
      if (!several) cover = map_png(scene, 96);
      step.done(++drawn);
    }
    return cover;
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
  std::string m_internal;
};

}  // namespace

std::unique_ptr<Command> make_analyze() { return std::make_unique<Analyze>(); }

}  // namespace liantu::tool
