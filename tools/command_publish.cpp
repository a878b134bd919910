// liantu map and report: one product of the study, to a file.
#include "command.hpp"
#include "files.hpp"

#include "liantu/publish/chain_map.hpp"
#include "liantu/publish/page.hpp"
#include "liantu/publish/report.hpp"

#include <algorithm>
#include <iostream>

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
  }

  int run(const Options& options) override {
    const Session session(options);
    const bool page = m_out.ends_with(".html");
    if (!page && session.chains().size() != 1) {
      throw InputError({"--chain", "",
                        Text("共 " + std::to_string(session.chains().size()) + " 条产业链",
                             std::to_string(session.chains().size()) + " chains"),
                        Text("一条：每张图一条产业链", "one: a map is of one chain"),
                        Text("用 --chain 指定一条；几条一起看就写成 .html",
                             "name one with --chain; for several at once write an .html")});
    }
    const Study study = session.study(page ? Depth::visits : Depth::firms);
    if (page) {
      write_file(m_out, page_html(study, options.lang));
      return 0;
    }
    const MapScene scene = layout_map(study, *session.chains().begin(), {options.lang});
    if (m_out.ends_with(".svg")) {
      write_file(m_out, map_svg(scene));
    } else if (m_out.ends_with(".pdf")) {
      write_file(m_out, map_pdf(scene, options.date));
    } else {
      write_file(m_out, map_png(scene, m_dpi));
    }
    return 0;
  }

 private:
  std::string m_out;
  double m_dpi = 144;
};

class ReportCommand : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    add_options(app, options, Takes::ranking);
    const bool zh = options.lang == Lang::zh;
    app.add_option("--out", m_out, zh ? "输出文件；默认打印 Markdown" : "file to write; prints Markdown by default")
        ->check(ends_in({".md", ".html"}));
  }

  int run(const Options& options) override {
    const Session session(options);
    const Study study = session.study(Depth::visits);
    if (m_out.empty()) {
      std::cout << report_markdown(study, options.lang);
      return std::cout.flush() ? 0 : 1;
    }
    write_file(m_out,
               m_out.ends_with(".html") ? report_html(study, options.lang) : report_markdown(study, options.lang));
    return 0;
  }

 private:
  std::string m_out;
};

}  // namespace

std::unique_ptr<Command> make_map() { return std::make_unique<MapCommand>(); }
std::unique_ptr<Command> make_report() { return std::make_unique<ReportCommand>(); }

}  // namespace liantu::tool
