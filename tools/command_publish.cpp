// liantu map and report: one product of the study, to a file.
#include "command.hpp"
#include "files.hpp"
#include "log.hpp"
#include "progress.hpp"
#include "word_report.hpp"

#include "liantu/promotion/run_result_json.hpp"
#include "liantu/publish/atlas_map.hpp"
#include "liantu/publish/chain_map.hpp"
#include "liantu/publish/map_views.hpp"
#include "liantu/publish/page.hpp"
#include "liantu/publish/report.hpp"

#include <algorithm>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace liantu::tool {

namespace {

// A file name that ends in one of `endings`.
CLI::Validator ends_in(std::vector<std::string> endings) {
  std::string words;
  for (const auto& ending : endings) words += (words.empty() ? "" : "|") + ending;
  return {[endings = std::move(endings), words](std::string& path) {
            const bool known = std::any_of(endings.begin(), endings.end(),
                                           [&](const std::string& ending) { return path.ends_with(ending); });
            return known ? std::string() : words + ", found " + path;
          },
          words};
}

class MapCommand : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    add_options(app, options, Takes::ranking);
    app.get_option("--firms")->required(false);  // without firms: the chain as it stands in its file
    const bool zh = options.lang == Lang::zh;
    app.add_option("--out", m_out, zh ? "输出文件" : "file to write")
        ->required()
        ->check(ends_in({".svg", ".pdf", ".png", ".html"}));
    app.add_option("--dpi", m_dpi, zh ? "PNG 的分辨率" : "resolution of a PNG")->check(number_within(36, 600));
    app.add_flag("--atlas", m_atlas, zh ? "总图：各条链一张" : "one map of all the chains");
    app.add_option("--paper", m_paper,
                   zh ? "纸张：A0、A3、16:9；默认按内容大小" : "A0, A3 or 16:9; as large as needed by default")
        ->check(CLI::IsMember({"as-drawn", "A0", "A3", "16:9"}));
    app.add_option("--theme", m_theme, zh ? "配色：light 浅色、dark 深色、print 黑白" : "colours")
        ->check(CLI::IsMember({"light", "dark", "print"}));
    app.add_flag("--show-candidates", m_candidates,
                 zh ? "空白环节里写候选企业（须有 --candidates）" : "candidates in missing nodes; wants --candidates")
        ->needs(app.get_option("--candidates"));
    app.add_option(
        "--highlight", m_highlight,
        zh ? "突出显示：targets 排名目标、leak 可能外流、firm:企业名 一家企业上下游、before:上次的result.json 状态变化"
           : "what stands out: targets, leak, firm:NAME, before:an earlier result.json");
  }

  int run(const Options& options) override {
    const Session session(options);
    const bool page = m_out.ends_with(".html");
    if (m_atlas && !page) {
      const Study study = session.study(Depth::numbers);
      const Step step("map", {"画图谱", "drawing the map"});
      write(in_theme(on_paper(layout_atlas(study, options.lang), from_string<MapPaper>(m_paper).value()),
                     from_string<MapTheme>(m_theme).value()),
            options);
      return 0;
    }
    if (!page && session.chains().size() != 1) {
      throw InputError({"--chain", "",
                        Text("共 " + std::to_string(session.chains().size()) + " 条产业链",
                             std::to_string(session.chains().size()) + " chains"),
                        Text("一条：每张图一条产业链", "one: a map is of one chain"),
                        Text("用 --chain 指定一条；总图用 --atlas，几条一起看就写成 .html",
                             "naming one with --chain; --atlas for one of all, or an .html for several at once")});
    }
    const Study study = session.study(page ? Depth::visits : Depth::firms);
    if (page) {
      const Step step("page", {"写网页", "writing the page"});
      write_file(m_out, page_html(study, options.lang));
      return 0;
    }
    const Step step("map", {"画图谱", "drawing the map"});
    const ChainIndex chain = *session.chains().begin();
    const View view = view_of(study, chain, options.lang);
    MapScene scene = layout_map(study, chain, {options.lang, m_candidates, view.remark, m_paper == "16:9"});
    scene = in_theme(std::move(scene), from_string<MapTheme>(m_theme).value());
    if (view.nodes) scene = focused(std::move(scene), *view.nodes);
    if (m_highlight == "leak") scene = leaking(std::move(scene), leak_widths(study, chain));
    scene = labelled(std::move(scene), view.labels);
    write(on_paper(std::move(scene), from_string<MapPaper>(m_paper).value()), options);
    return 0;
  }

 private:
  void write(const MapScene& scene, const Options& options) const {
    tell_small(scene);
    if (m_out.ends_with(".svg")) {
      write_file(m_out, map_svg(scene));
    } else if (m_out.ends_with(".pdf")) {
      write_file(m_out, map_pdf(scene, options.date));
    } else {
      write_file(m_out, map_png(scene, m_dpi));
    }
  }

  // What stands out, and what is said of it.
  struct View {
    std::optional<std::set<std::string>> nodes;
    std::map<std::string, std::string> labels;
    std::string remark;
  };

  [[nodiscard]] View view_of(const Study& study, ChainIndex chain, Lang lang) const {
    const bool zh = lang == Lang::zh;
    constexpr std::string_view firm = "firm:";
    constexpr std::string_view before = "before:";
    if (m_highlight.empty() || m_highlight == "states") return {};
    if (m_highlight == "targets")
      return {ranked_nodes(study, chain), {}, zh ? "突出显示：排名目标" : "Highlighted: ranked targets"};
    if (m_highlight == "leak")
      return {leak_nodes(study, chain),
              {},
              zh ? "突出显示：可能外流，线越宽外流越多（按企业数推断，未核产销量）"
                 : "Highlighted: what may leave, the wider the more (by numbers of firms, not by output)"};
    if (m_highlight.starts_with(firm)) return of_firm(study, chain, m_highlight.substr(firm.size()), zh);
    if (m_highlight.starts_with(before)) return since(study, chain, m_highlight.substr(before.size()), lang);
    throw InputError(
        {"--highlight",
         "",
         Text("是 \"" + m_highlight + "\"", "found \"" + m_highlight + "\""),
         Text("targets、leak、firm:企业名 或 before:result.json", "targets, leak, firm:NAME or before:result.json"),
         {}});
  }

  static View of_firm(const Study& study, ChainIndex chain, const std::string& name, bool zh) {
    View out{firm_nodes(study, chain, name),
             {},
             (zh ? "突出显示：" : "Highlighted: ") + name + (zh ? " 及其上下游" : " and what is one step from it")};
    if (!out.nodes->empty()) return out;
    throw InputError({"--highlight",
                      "",
                      Text("本链没有对应到企业 \"" + name + "\"", "no firm \"" + name + "\" in the chain"),
                      Text("企业表里的名称，一字不差", "a name as in the table"),
                      {}});
  }

  // Nodes whose state is another than in an earlier result.
  static View since(const Study& study, ChainIndex chain, const std::string& path, Lang lang) {
    const RunResult earlier = read_run_result(read_file(path), path);
    View out{
        std::set<std::string>{},
        {},
        (lang == Lang::zh ? "突出显示：状态变化，对照 " : "Highlighted: states that changed since ") + earlier.date};
    for (const ResultNode& node : earlier.nodes) {
      const auto v = study.atlas->find(node.id);
      if (!v || study.atlas->chain_index(*v) != chain || study.state(*v) == node.state) continue;
      out.nodes->insert(study.atlas->node(*v).id);
      const auto word = [&](State state) {
        const std::string_view full = label(state, lang);
        return std::string(full.substr(0, full.find('(')));
      };
      out.labels[study.atlas->node(*v).id] = word(node.state) + "→" + word(study.state(*v));
    }
    return out;
  }

  void tell_small(const MapScene& scene) const {
    constexpr double readable = 5;
    const double least = least_text(scene);
    if (m_paper == "as-drawn" || least >= readable) return;
    const std::string size = plain(least, 1);
    log::warning("small-text",
                 Text("在 " + m_paper + " 上最小的字为 " + size + " 磅，可换大一号的纸",
                      "the smallest text on " + m_paper + " is " + size + " pt; a larger sheet reads better"));
  }

  std::string m_out;
  double m_dpi = 144;
  std::string m_paper = "as-drawn";
  std::string m_theme = "light";
  std::string m_highlight;
  bool m_candidates = false;
  bool m_atlas = false;
};

class ReportCommand : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    add_options(app, options, Takes::ranking);
    const bool zh = options.lang == Lang::zh;
    app.add_option("--out", m_out, zh ? "输出文件；默认打印 Markdown" : "file to write; prints Markdown by default")
        ->check(ends_in({".md", ".html", ".docx"}));
    app.add_option("--format", m_format,
                   zh ? "md、html 或 docx；默认看文件名" : "md, html or docx; by default, as the file's name ends")
        ->check(CLI::IsMember({"md", "html", "docx"}));
    app.callback([this, zh] {
      if (m_format.empty()) m_format = m_out.empty() ? "md" : m_out.substr(m_out.rfind('.') + 1);
      if (!m_out.empty() ? m_out.ends_with("." + m_format) : m_format != "docx") return;
      throw CLI::ValidationError("--format " + m_format, zh ? "须用 --out 写到名称以 ." + m_format + " 结尾的文件"
                                                            : "needs --out with the name of a ." + m_format + " file");
    });
  }

  int run(const Options& options) override {
    const Session session(options);
    const Study study = session.study(Depth::visits);
    const std::string bytes = written(study, options.lang);
    if (!m_out.empty()) {
      write_file(m_out, bytes);
      return 0;
    }
    std::cout << bytes;
    return std::cout.flush() ? 0 : 1;
  }

 private:
  [[nodiscard]] std::string written(const Study& study, Lang lang) const {
    const Step step("report", {"写报告", "writing the report"});
    if (m_format == "docx") return word_report(study, lang);
    return m_format == "html" ? report_html(study, lang) : report_markdown(study, lang);
  }

  std::string m_format;
  std::string m_out;
};

}  // namespace

std::unique_ptr<Command> make_map() { return std::make_unique<MapCommand>(); }
std::unique_ptr<Command> make_report() { return std::make_unique<ReportCommand>(); }

}  // namespace liantu::tool
