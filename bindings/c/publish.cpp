#include "publish.hpp"

#include "errors.hpp"

#include "liantu/json/document.hpp"
#include "liantu/publish/atlas_map.hpp"
#include "liantu/publish/chain_map.hpp"
#include "liantu/publish/lists.hpp"
#include "liantu/publish/page.hpp"
#include "liantu/publish/report.hpp"
#include "liantu/publish/workbook.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

namespace liantu::capi {

namespace {

// A file for what only writes to files; gone with the object.
class TemporaryFile {
 public:
  TemporaryFile() : m_path((std::filesystem::temp_directory_path() / "liantu-XXXXXX").string()) {
    const int file = ::mkstemp(m_path.data());
    if (file < 0) throw std::system_error(errno, std::generic_category(), m_path);
    ::close(file);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    std::error_code ignored;
    std::filesystem::remove(m_path, ignored);
  }
  [[nodiscard]] const std::string& path() const { return m_path; }

 private:
  std::string m_path;
};

std::string workbook_bytes(const Study& study, Lang lang) {
  const bool several = study.question.chains.size() > 1;
  const MapScene scene =
      several ? layout_atlas(study, lang) : layout_map(study, *study.question.chains.begin(), {lang});
  const TemporaryFile file;
  write_workbook_with_cover(study, lang, lists_of(study, lang), map_png(scene, 96), file.path());
  return read_file(file.path());
}

ChainIndex chain_asked(const Study& study, const std::string& id) {
  if (id.empty() && study.question.chains.size() == 1) return *study.question.chains.begin();
  const auto found = study.atlas->find_chain(id);
  if (found && study.question.chains.contains(*found)) return *found;
  std::string known;
  for (const ChainIndex chain : study.chains()) known += (known.empty() ? "" : ", ") + study.atlas->chains()[chain].id;
  throw unknown_word("chain", id, known);
}

std::string drawn(MapScene scene, std::string_view form, const PublishOptions& options, const std::string& date) {
  scene = on_paper(in_theme(std::move(scene), options.theme), options.paper);
  if (form == "svg") return map_svg(scene);
  return form == "pdf" ? map_pdf(scene, date) : map_png(scene, options.dpi);
}

}  // namespace

PublishOptions read_publish_options(const char* options, bool explains) {
  PublishOptions out;
  const std::string_view text = options == nullptr ? "{}" : view_of(options);
  const auto document = parse_json(text, "options");
  ProblemSink sink{"options", {}};
  Fields fields(document, "", sink);
  if (const std::string lang = fields.text("lang"); lang == "en") {
    out.lang = Lang::en;
  } else if (!lang.empty() && lang != "zh") {
    sink.add("/lang", Text("是 " + lang, "found " + lang), Text("zh, en"));
  }
  if (explains) {
    out.nodes = fields.texts("nodes");
    if (out.nodes.empty()) sink.add("", Text("没有 nodes", "no nodes"), Text("chain:node"));
  } else {
    out.chain = fields.text("chain");
    out.paper = fields.word<MapPaper>("paper").value_or(out.paper);
    out.theme = fields.word<MapTheme>("theme").value_or(out.theme);
    out.candidates = fields.boolean("candidates", false);
    out.dpi = fields.number("dpi", 36, 600).value_or(out.dpi);
  }
  fields.done();
  sink.throw_if_any();
  return out;
}

std::string published(const Study& study, std::string_view what, const char* options, const std::string& data) {
  const PublishOptions asked = read_publish_options(options, false);
  const std::string& date = study.question.date;
  if (what == "map.html") return page_html(study, asked.lang);
  if (what == "map.svg" || what == "map.pdf" || what == "map.png") {
    return drawn(layout_map(study, chain_asked(study, asked.chain),
                            {asked.lang, asked.candidates, {}, asked.paper == MapPaper::wide}),
                 what.substr(4), asked, date);
  }
  if (what == "atlas.svg" || what == "atlas.pdf" || what == "atlas.png")
    return drawn(layout_atlas(study, asked.lang), what.substr(6), asked, date);
  if (what == "report.md") return report_markdown(study, asked.lang);
  if (what == "report.html") return report_html(study, asked.lang);
  if (what == "report.docx") return report_docx(study, asked.lang, data + "/report/reference.docx");
  if (what == "lists.xlsx") return workbook_bytes(study, asked.lang);
  if (what == "targets.csv") return targets_csv(study, asked.lang);
  if (what == "decisions.csv") return decisions_csv(study, asked.lang);
  throw unknown_word("what", what,
                     "map.svg, map.pdf, map.png, atlas.svg, atlas.pdf, atlas.png, map.html, report.md, report.html, "
                     "report.docx, lists.xlsx, targets.csv, decisions.csv");
}

}  // namespace liantu::capi
