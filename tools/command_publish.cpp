// liantu map and report: one product of the study, to a file.
#include "command.hpp"
#include "files.hpp"
#include "word_report.hpp"

#include "liantu/publish/chain_map.hpp"
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
        ->check(ends_in({".svg", ".pdf", ".png"}));
    app.add_option("--dpi", m_dpi, zh ? "PNG 的分辨率" : "resolution of a PNG")->check(number_within(36, 600));
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
    const Study study = session.study(Depth::firms);
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
    const std::string bytes = m_format == "docx"   ? word_report(study, options.lang)
                              : m_format == "html" ? report_html(study, options.lang)
                                                   : report_markdown(study, options.lang);
    if (!m_out.empty()) {
      write_file(m_out, bytes);
      return 0;
    }
    std::cout << bytes;
    return std::cout.flush() ? 0 : 1;
  }

 private:
  std::string m_format;
  std::string m_out;
};

}  // namespace

std::unique_ptr<Command> make_map() { return std::make_unique<MapCommand>(); }
std::unique_ptr<Command> make_report() { return std::make_unique<ReportCommand>(); }

}  // namespace liantu::tool
