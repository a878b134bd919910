#include "lists_text.hpp"
#include "map_style.hpp"
#include "report_document.hpp"

#include "liantu/publish/report.hpp"

#include <algorithm>

namespace liantu {

std::string report_detail::html_text(std::string_view text) {
  std::string out;
  for (char c : text) {
    switch (c) {
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '&': out += "&amp;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

namespace {

using report_detail::Block;
using report_detail::Item;

constexpr std::string_view style = R"css(
:root { color-scheme: light; }
* { box-sizing: border-box; }
html { background: #eef2f6; }
body { font: 15px/1.75 "Source Han Sans SC", "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  color: #1b2733; background: #fff; max-width: 60rem; margin: 2rem auto; padding: 3rem 3.5rem; box-shadow: 0 1px 4px #1b273322; overflow-wrap: anywhere; }
h1 { font-size: 1.9rem; line-height: 1.35; margin: 0; letter-spacing: .02em; }
.date { color: #55636f; margin: .3rem 0 1.2rem; }
h2 { font-size: 1.3rem; margin: 2.4rem 0 .8rem; padding-bottom: .35rem; border-bottom: 2px solid #2c4257; }
h3 { font-size: 1.12rem; margin: 1.9rem 0 .6rem; color: #07467d; }
h4 { font-size: 1rem; margin: 1.2rem 0 .4rem; }
p { margin: .5rem 0; }
.callout { border-left: 4px solid #b03a06; background: #fdefe4; padding: .55rem .9rem; margin: .8rem 0; font-weight: 600; }
.quiet { color: #55636f; font-size: .86rem; }
ul, ol { margin: .4rem 0 .8rem; padding-left: 1.5rem; }
li { margin: .3rem 0; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0 1rem; font-size: .92rem; }
th { background: #2c4257; color: #fff; font-weight: 600; text-align: left; white-space: nowrap; }
th, td { padding: .36rem .6rem; border: 1px solid #c3cdd6; vertical-align: top; line-height: 1.5; }
tbody tr:nth-child(even) { background: #f7f9fb; }
.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.short { white-space: nowrap; }
.name { font-weight: 600; min-width: 7em; }
.chip { display: inline-block; padding: 0 .5em; border: 1px solid; border-radius: .3em; font-size: .86em; white-space: nowrap; }
.bar { display: block; width: 100%; height: 22px; margin: .4rem 0 .2rem; }
.legend { font-size: .86rem; color: #55636f; margin: 0 0 .6rem; }
.legend span { margin-right: 1.1em; white-space: nowrap; }
.legend svg { width: 12px; height: 12px; vertical-align: -1px; margin-right: .35em; }
@page { size: A4; margin: 18mm 16mm; }
@media print {
  html { background: #fff; }
  body { max-width: none; margin: 0; padding: 0; box-shadow: none; font-size: 10.5pt; line-height: 1.6; }
  h2, h3, h4 { break-after: avoid; }
  tr, li, .callout { break-inside: avoid; }
  thead { display: table-header-group; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
@media (max-width: 40rem) { body { padding: 1.2rem; margin: 0; } table { font-size: .8rem; } th, td { padding: .25rem .35rem; } .short { white-space: normal; } }
)css";

// 公文 as GB/T 9704-2012 has it: A4, the type area 156 mm by 225 mm, 三号 仿宋 on 22 lines, page numbers at the outer
// foot. The page for a leader and tables are set smaller: that page has to stay one.
constexpr std::string_view official = R"css(
h1, .date { text-align: center; }
.brief { border: 1px solid #c3cdd6; border-top: 4px solid #2c4257; padding: 1.6rem 1.8rem .8rem; margin-bottom: 2.4rem; }
.brief h2 { margin-top: .4rem; }
.map { margin: 1rem 0; overflow-x: auto; }
.map svg { display: block; width: 100%; height: auto;
  font-family: "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei", "PingFang SC", sans-serif; }
.map figcaption { text-align: center; font-size: .86rem; color: #55636f; margin-top: .4rem; }
@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-right { content: "\2014\20" counter(page) "\20\2014"; font: 14pt "SimSun", "宋体", "Noto Serif CJK SC", serif; padding-right: 14pt; vertical-align: top; padding-top: 7mm; } }
@page :left { @bottom-right { content: none; } @bottom-left { content: "\2014\20" counter(page) "\20\2014"; font: 14pt "SimSun", "宋体", "Noto Serif CJK SC", serif; padding-left: 14pt; vertical-align: top; padding-top: 7mm; } }
@page wide { size: A4 landscape; margin: 18mm 20mm; }
@media print {
  body { font: 16pt/29pt "FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "Noto Serif CJK SC", serif; color: #000; }
  h1 { font: 22pt/32pt "FZXiaoBiaoSong-B05S", "方正小标宋简体", "STZhongsong", "华文中宋", "SimSun", "Noto Serif CJK SC", serif; letter-spacing: 0; margin: 0; }
  h2, h3, h4 { font-size: 16pt; line-height: 29pt; margin: 0; padding: 0; border: 0; color: #000; text-indent: 2em; }
  h2 { font-family: "SimHei", "黑体", "Noto Sans CJK SC", sans-serif; font-weight: 400; }
  h3 { font-family: "KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", "Noto Serif CJK SC", serif; font-weight: 400; }
  h4 { font-weight: 700; }
  p, li { margin: 0; text-indent: 2em; text-align: justify; }
  ul, ol { margin: 0; padding: 0; list-style-position: inside; }
  ul { list-style: none; }
  li { break-inside: auto; orphans: 2; widows: 2; }
  .date { font-size: 14pt; line-height: 24pt; margin: 0; text-indent: 0; text-align: center; color: #000; }
  .quiet, .legend, figcaption { font-size: 10.5pt; line-height: 15pt; text-indent: 0; color: #333; margin: 2pt 0 4pt; }
  .callout { border: 1px solid #000; background: none; font-size: 12pt; line-height: 18pt; padding: 4pt 6pt; margin: 6pt 0; text-indent: 0; }
  table { font-size: 10.5pt; margin: 3pt 0 6pt; }
  th { background: #e6eaee; color: #000; }
  th, td { padding: 1.5pt 4pt; line-height: 14pt; border-color: #777; text-indent: 0; }
  .name { min-width: 5em; }
  .bar { height: 14pt; }
  .map { margin: 4pt 0; break-inside: avoid; overflow: visible; }
  .map svg { max-height: 205mm; }
  .wide { page: wide; }
  .wide svg { max-height: 160mm; }
  .brief { border: 0; padding: 0; margin: 0; break-after: page; }
  .brief h2 { font-size: 14pt; line-height: 22pt; text-indent: 0; margin: 0; }
  .brief p, .brief li { font-size: 12pt; line-height: 17pt; text-indent: 0; break-inside: avoid; }
  .brief .callout, .brief .quiet { font-size: 10.5pt; line-height: 14pt; margin: 3pt 0 0; padding: 2pt 5pt; }
  .brief table { margin: 2pt 0 3pt; }
  .brief .date { line-height: 18pt; text-align: center; }
  p:has(+ table) { break-after: avoid; }
  .quiet { break-before: avoid; }
  html:lang(en) body { font: 11pt/15pt "Times New Roman", "Liberation Serif", "Noto Serif CJK SC", serif; }
  html:lang(en) h1 { font: 700 18pt/26pt "Times New Roman", "Liberation Serif", "Noto Serif CJK SC", serif; }
  html:lang(en) :is(h2, h3, h4) { font-family: inherit; font-weight: 700; text-indent: 0; margin: 9pt 0 4pt; }
  html:lang(en) h2 { font-size: 14pt; line-height: 19pt; }
  html:lang(en) h3 { font-size: 12pt; line-height: 16pt; }
  html:lang(en) h4 { font-size: 11pt; line-height: 15pt; }
  html:lang(en) :is(p, li) { text-indent: 0; margin-bottom: 4pt; }
  html:lang(en) table { font-size: 9.5pt; }
  html:lang(en) :is(th, td) { line-height: 12.5pt; }
  html:lang(en) .brief :is(p, li) { font-size: 10.5pt; line-height: 13.5pt; margin-bottom: 0; }
  html:lang(en) .brief h2 { margin: 0; }
}
)css";

std::string hex(MapColour colour) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "#";
  for (unsigned shift = 24; shift > 0; shift -= 4) out += digits[(colour.rgb >> (shift - 4)) & 0xFU];
  return out;
}

class Page {
 public:
  explicit Page(const report_detail::Document& document) : m_document(document) {}

  std::string write() {
    const std::string title = report_detail::html_text(m_document.title);
    m_out = "<!DOCTYPE html>\n<html lang=\"";
    m_out += m_document.lang == Lang::zh ? "zh-CN" : "en";
    m_out +=
        "\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" "
        "content=\"no-referrer\">\n<title>";
    m_out += title + "</title>\n<style>";
    m_out += style;
    if (m_document.official) m_out += official;
    states();
    if (m_document.page_per_section) m_out += "@media print { h2 { break-before: page; } }\n";
    m_out += "</style>\n</head>\n<body>\n<main>\n";
    bool brief = !m_document.blocks.empty() && m_document.blocks.front().brief;
    if (brief) m_out += "<section class=\"brief\">\n";
    m_out += "<h1>" + title + "</h1>\n";
    if (!m_document.subtitle.empty())
      m_out += "<p class=\"date\">" + report_detail::html_text(m_document.subtitle) + "</p>\n";
    for (const Block& block : m_document.blocks) {
      if (brief && !block.brief) {
        m_out += "</section>\n";
        brief = false;
      }
      put(block);
    }
    m_out += "</main>\n</body>\n</html>\n";
    return std::move(m_out);
  }

 private:
  // The colours of the maps: held in blues, missing in orange; a pattern of borders besides.
  void states() {
    static constexpr std::array<std::string_view, 3> lines{"solid", "dashed", "dotted"};
    for (std::size_t i = 0; i < EnumWords<State>::names.size(); ++i) {
      const auto& look = chain_map::style_of(static_cast<State>(i));
      const std::string name = "s" + std::to_string(i);
      const std::string stroke = hex(look.stroke);
      const std::string border(lines[static_cast<std::size_t>(look.dash)]);
      m_out += "." + name + " { background: " + hex(look.fill) + "; border-color: " + stroke;
      m_out += "; border-style: " + border + "; }\n";
      m_out += "rect." + name + " { fill: " + stroke + "; }\n";
    }
  }

  void put(const Block& block) {
    switch (block.kind) {
      case Block::Kind::heading: {
        const std::string tag = "h" + std::to_string(block.level);
        m_out += "<" + tag + ">" + report_detail::html_text(block.text) + "</" + tag + ">\n";
        break;
      }
      case Block::Kind::text: m_out += "<p>" + report_detail::html_text(block.text) + "</p>\n"; break;
      case Block::Kind::quiet: m_out += "<p class=\"quiet\">" + report_detail::html_text(block.text) + "</p>\n"; break;
      case Block::Kind::callout:
        m_out += "<p class=\"callout\">" + report_detail::html_text(block.text) + "</p>\n";
        break;
      case Block::Kind::items: items(block.items, "ul"); break;
      case Block::Kind::numbered: items(block.items, "ol"); break;
      case Block::Kind::table: table(block); break;
      case Block::Kind::bar: bar(block); break;
      case Block::Kind::map: map(block); break;
    }
  }

  // The map's own SVG from its first shape on: its frame is for a file that stands alone, and its ids are the same in
  // every map.
  void map(const Block& block) {
    if (!block.scene) return;
    const MapScene& scene = *block.scene;
    const bool wide = report_detail::lies_across(scene);
    const std::string id = report_detail::html_text(block.chain);
    m_out += std::string("<figure class=\"map") + (wide ? " wide" : "") + "\">\n<svg viewBox=\"0 0 " +
             plain(scene.width, 2) + " " + plain(scene.height, 2) + "\" role=\"img\" aria-labelledby=\"map-title-" +
             id + " map-description-" + id + "\">\n<title id=\"map-title-" + id + "\">" +
             report_detail::html_text(scene.title) + "</title>\n<desc id=\"map-description-" + id + "\">" +
             report_detail::html_text(scene.description) + "</desc>\n";
    static constexpr std::string_view frame = "</desc>\n";  // text is escaped: the first is the frame's
    const std::string svg = map_svg(scene);
    m_out += svg.substr(svg.find(frame) + frame.size());
    m_out += "<figcaption>" + report_detail::html_text(block.text) + "</figcaption>\n</figure>\n";
  }

  void items(const std::vector<Item>& list, const std::string& tag) {
    m_out += "<" + tag + ">\n";
    for (const Item& item : list) {
      m_out += "<li>";
      if (!item.lead.empty())
        m_out += "<strong>" + report_detail::html_text(item.lead) + "</strong>" +
                 (m_document.lang == Lang::zh ? "：" : ": ");
      m_out += report_detail::html_text(item.text) + "</li>\n";
    }
    m_out += "</" + tag + ">\n";
  }

  // Whether every text of a column is short enough to stay on one line of an official paper.
  [[nodiscard]] bool is_short(const Block& block, std::size_t column) const {
    return m_document.official && std::all_of(block.rows.begin(), block.rows.end(), [&](const report_detail::Row& row) {
             return report_detail::units_of(row.cells[column]) <= 12;
           });
  }

  void table(const Block& block) {
    std::vector<bool> is_short_column;
    for (std::size_t i = 0; i < block.columns.size(); ++i) is_short_column.push_back(is_short(block, i));
    m_out += "<table>\n<thead><tr>";
    for (const auto& column : block.columns)
      m_out +=
          std::string(column.number ? "<th class=\"n\">" : "<th>") + report_detail::html_text(column.title) + "</th>";
    m_out += "</tr></thead>\n<tbody>\n";
    for (const auto& row : block.rows) {
      m_out += "<tr>";
      for (std::size_t i = 0; i < row.cells.size(); ++i) cell(block.columns[i], row, row.cells[i], is_short_column[i]);
      m_out += "</tr>\n";
    }
    m_out += "</tbody>\n</table>\n";
  }

  void cell(const report_detail::Column& column, const report_detail::Row& row, const std::string& text, bool whole) {
    m_out += column.number          ? "<td class=\"n\">"
             : column.name          ? "<td class=\"name\">"
             : column.chip || whole ? "<td class=\"short\">"
                                    : "<td>";
    if (column.chip && row.state) {
      m_out += "<span class=\"chip s" + std::to_string(static_cast<std::size_t>(*row.state)) + "\">" +
               report_detail::html_text(text) + "</span>";
    } else {
      m_out += report_detail::html_text(text);
    }
    m_out += "</td>";
  }

  // A stacked bar of the states, strongest first, and its legend. Widths are attributes: no inline style is needed.
  void bar(const Block& block) {
    std::size_t all = 0;
    for (std::size_t count : block.counts) all += count;
    if (all == 0) return;
    m_out += "<svg class=\"bar\" viewBox=\"0 0 1000 22\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"" +
             report_detail::html_text(report_detail::states_text(block.counts, m_document.lang)) + "\">";
    double x = 0;
    std::string legend;
    for (std::size_t i = block.counts.size(); i-- > 0;) {
      if (block.counts[i] == 0) continue;
      const double width = 1000.0 * static_cast<double>(block.counts[i]) / static_cast<double>(all);
      const std::string name = "s" + std::to_string(i);
      m_out += "<rect class=\"" + name + "\" x=\"" + plain(x + 1, 2) + "\" y=\"1\" width=\"" + plain(width - 2, 2) +
               "\" height=\"20\"/>";
      legend += "<span><svg viewBox=\"0 0 12 12\" aria-hidden=\"true\"><rect class=\"" + name +
                "\" x=\"1\" y=\"1\" width=\"10\" height=\"10\"/></svg>" +
                report_detail::html_text(lists_detail::word(static_cast<State>(i), m_document.lang)) + " " +
                std::to_string(block.counts[i]) + "</span>\n";
      x += width;
    }
    m_out += "</svg>\n<p class=\"legend\">" + legend + "</p>\n";
  }

  const report_detail::Document& m_document;
  std::string m_out;
};

}  // namespace

std::string report_detail::html_of(const Document& document) { return Page(document).write(); }

std::string report_html(const Study& study, Lang lang) {
  return report_detail::html_of(report_detail::document_of(study, lang, true));
}

}  // namespace liantu
