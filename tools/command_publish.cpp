// liantu map and report: one product of the study, to a file.
#include "command.hpp"
#include "files.hpp"

#include "liantu/publish/chain_map.hpp"
#include "liantu/publish/report.hpp"

#include <iostream>

namespace liantu::tool {

namespace {

class MapCommand : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    add_options(app, options, Takes::county);
    const bool zh = options.lang == Lang::zh;
    app.add_option("--out", m_out, zh ? "输出文件：.svg、.pdf 或 .png" : "file: .svg, .pdf or .png")->required();
    app.add_option("--dpi", m_dpi, zh ? "PNG 的分辨率" : "resolution of a PNG")->check(CLI::Range(36.0, 600.0));
  }

  int run(const Options& options) override {
    const Session session(options);
    if (session.chains().size() != 1) {
      throw InputError({"--chain",
                        "",
                        Text("共 " + std::to_string(session.chains().size()) + " 条产业链",
                             std::to_string(session.chains().size()) + " chains"),
                        Text("一条：每张图一条产业链", "one: a map is of one chain"),
                        {}});
    }
    const Study study = session.study(false);
    const MapScene scene = layout_map(study, *session.chains().begin(), {options.lang});
    if (m_out.ends_with(".svg")) {
      write_file(m_out, map_svg(scene));
    } else if (m_out.ends_with(".pdf")) {
      write_file(m_out, map_pdf(scene, options.date));
    } else if (m_out.ends_with(".png")) {
      write_file(m_out, map_png(scene, m_dpi));
    } else {
      throw InputError({m_out, "", Text("不认识的扩展名", "unknown ending"), Text(".svg | .pdf | .png"), {}});
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
    add_options(app, options, Takes::county);
    const bool zh = options.lang == Lang::zh;
    app.add_option("--out", m_out,
                   zh ? "输出文件：.md 或 .html；默认打印 Markdown" : "file: .md or .html; prints Markdown by default");
  }

  int run(const Options& options) override {
    const Session session(options);
    const Study study = session.study(true);
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
