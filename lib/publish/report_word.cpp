// The report as pandoc reads it. Every block names a style of data/report/reference.docx; what the block looks like is
// said there. Text is escaped, and pandoc's reader of HTML knows no other markup: no TeX, citation or raw block.
#include "lists_text.hpp"
#include "report_document.hpp"

#include <algorithm>
#include <cmath>

namespace liantu::report_detail {
namespace {

constexpr double text_width = 15.6;  // centimetres, of the type area
constexpr double map_height = 19.0;  // most, with its caption on the same page
constexpr double points_per_cm = 72 / 2.54;
constexpr double map_dpi = 150;
constexpr double map_pixels = 6000;  // most on a side

// Widths of a table's columns in percent: by the longest cell, within bounds, so that numbers stay narrow.
std::vector<int> widths_of(const Block& block) {
  std::vector<double> wanted;
  double all = 0;
  for (std::size_t i = 0; i < block.columns.size(); ++i) {
    const auto width = [](const std::string& text) {
      double out = 0;
      for (std::size_t at = 0; at < text.size();) out += utf8::next(text, at) < 0x1100 ? 1 : 2;
      return out;
    };
    double most = width(block.columns[i].title);
    for (const Row& row : block.rows) most = std::max(most, width(row.cells[i]));
    wanted.push_back(std::clamp(most, 2.0, 36.0) + 4);
    all += wanted.back();
  }
  std::vector<int> out;
  for (const double width : wanted) out.push_back(static_cast<int>(std::lround(100 * width / all)));
  return out;
}

class WordWriter {
 public:
  explicit WordWriter(const Document& document) : m_document(document) {}

  WordPage write() {
    std::string& out = m_page.html;
    out = std::string("<!DOCTYPE html>\n<html lang=\"") + (m_document.lang == Lang::zh ? "zh-CN" : "en") +
          "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + html_text(m_document.title) + "</title>\n";
    if (!m_document.subtitle.empty())
      out += "<meta name=\"date\" content=\"" + html_text(m_document.subtitle) + "\">\n";
    out += "</head>\n<body>\n";
    for (std::size_t i = 0; i < m_document.blocks.size(); ++i) {
      const Block& block = m_document.blocks[i];
      if (i > 0 && m_document.blocks[i - 1].brief && !block.brief) styled("换页", "&#160;");
      put(block);
    }
    out += "</body>\n</html>\n";
    return std::move(m_page);
  }

 private:
  void put(const Block& block) {
    switch (block.kind) {
      case Block::Kind::heading: heading(block); break;
      case Block::Kind::text:
        block.brief ? styled("摘要", html_text(block.text)) : paragraph(html_text(block.text));
        break;
      case Block::Kind::quiet: styled("说明", html_text(block.text)); break;
      case Block::Kind::callout: styled("提示", html_text(block.text)); break;
      case Block::Kind::items: items(block, false); break;
      case Block::Kind::numbered: items(block, true); break;
      case Block::Kind::table: table(block); break;
      case Block::Kind::bar: bar(block); break;
      case Block::Kind::map: map(block); break;
    }
  }

  void heading(const Block& block) {
    if (block.brief) return styled("摘要标题", html_text(block.text));
    const std::string tag = "h" + std::to_string(block.level - 1);
    m_page.html += "<" + tag + ">" + html_text(block.text) + "</" + tag + ">\n";
  }

  void paragraph(const std::string& html) { m_page.html += "<p>" + html + "</p>\n"; }
  void styled(const std::string& style, const std::string& html) {
    m_page.html += "<div data-custom-style=\"" + style + "\"><p>" + html + "</p></div>\n";
  }

  void items(const Block& block, bool numbered) {
    const std::string colon = m_document.lang == Lang::zh ? "：" : ": ";
    for (std::size_t i = 0; i < block.items.size(); ++i) {
      const Item& item = block.items[i];
      std::string html = numbered ? std::to_string(i + 1) + ". " : "";
      if (!item.lead.empty()) html = "<strong>" + html + html_text(item.lead) + colon + "</strong>";
      html += html_text(item.text);
      block.brief ? styled("摘要", html) : paragraph(html);
    }
  }

  void table(const Block& block) {
    std::string& out = m_page.html;
    out += "<table>\n<colgroup>";
    for (const int width : widths_of(block)) out += "<col style=\"width: " + std::to_string(width) + "%\">";
    out += "</colgroup>\n<thead><tr>";
    for (const Column& column : block.columns) cell("th", column, column.title);
    out += "</tr></thead>\n<tbody>\n";
    for (const Row& row : block.rows) {
      out += "<tr>";
      for (std::size_t i = 0; i < row.cells.size(); ++i) cell("td", block.columns[i], row.cells[i]);
      out += "</tr>\n";
    }
    out += "</tbody>\n</table>\n";
  }

  void cell(const std::string& tag, const Column& column, const std::string& text) {
    m_page.html += "<" + tag + " style=\"text-align: " + (column.number ? "right" : "left") + "\">";
    m_page.html += column.name && tag == "td" ? "<strong>" + html_text(text) + "</strong>" : html_text(text);
    m_page.html += "</" + tag + ">";
  }

  // How many nodes are in which state, as a table of one row: Word has no bar of our kind.
  void bar(const Block& block) {
    Block table_of_states;
    Row row;
    for (std::size_t i = block.counts.size(); i-- > 0;) {
      if (block.counts[i] == 0) continue;
      table_of_states.columns.push_back({lists_detail::word(static_cast<State>(i), m_document.lang)});
      row.cells.push_back(std::to_string(block.counts[i]));
    }
    if (row.cells.empty()) return;
    table_of_states.rows.push_back(std::move(row));
    table(table_of_states);
  }

  void map(const Block& block) {
    if (!block.scene) return;
    const MapScene& scene = *block.scene;
    const double side = std::max(scene.width, scene.height) / 72;  // inches
    const double scale =
        std::min(text_width / (scene.width / points_per_cm), map_height / (scene.height / points_per_cm));
    const std::string name = "map" + std::to_string(m_page.pictures.size() + 1) + ".png";
    m_page.pictures.emplace_back(name, map_png(scene, std::min(map_dpi, map_pixels / side)));
    styled("插图", "<img src=\"" + name + "\" alt=\"" + html_text(block.text) + "\" width=\"" +
                       plain(scene.width / points_per_cm * scale, 2) + "cm\" height=\"" +
                       plain(scene.height / points_per_cm * scale, 2) + "cm\">");
    styled("图题", html_text(block.text));
  }

  const Document& m_document;
  WordPage m_page;
};

}  // namespace

WordPage word_page_of(const Document& document) { return WordWriter(document).write(); }

}  // namespace liantu::report_detail
