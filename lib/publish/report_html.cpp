#include "lists_text.hpp"
#include "map_style.hpp"
#include "report_document.hpp"

#include "liantu/publish/report.hpp"

namespace liantu {
namespace {

using report_detail::Block;
using report_detail::Item;

std::string escaped(std::string_view text) {
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
@media (max-width: 40rem) { body { padding: 1.2rem; margin: 0; } table { font-size: .8rem; } th, td { padding: .25rem .35rem; } }
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
    const std::string title = escaped(m_document.title);
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
    states();
    if (m_document.page_per_section) m_out += "@media print { h2 { break-before: page; } }\n";
    m_out += "</style>\n</head>\n<body>\n<main>\n<h1>" + title + "</h1>\n";
    if (!m_document.subtitle.empty()) m_out += "<p class=\"date\">" + escaped(m_document.subtitle) + "</p>\n";
    for (const Block& block : m_document.blocks) put(block);
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
        m_out += "<" + tag + ">" + escaped(block.text) + "</" + tag + ">\n";
        break;
      }
      case Block::Kind::text: m_out += "<p>" + escaped(block.text) + "</p>\n"; break;
      case Block::Kind::quiet: m_out += "<p class=\"quiet\">" + escaped(block.text) + "</p>\n"; break;
      case Block::Kind::callout: m_out += "<p class=\"callout\">" + escaped(block.text) + "</p>\n"; break;
      case Block::Kind::items: items(block.items, "ul"); break;
      case Block::Kind::numbered: items(block.items, "ol"); break;
      case Block::Kind::table: table(block); break;
      case Block::Kind::bar: bar(block); break;
    }
  }

  void items(const std::vector<Item>& list, const std::string& tag) {
    m_out += "<" + tag + ">\n";
    for (const Item& item : list) {
      m_out += "<li>";
      if (!item.lead.empty())
        m_out += "<strong>" + escaped(item.lead) + "</strong>" + (m_document.lang == Lang::zh ? "：" : ": ");
      m_out += escaped(item.text) + "</li>\n";
    }
    m_out += "</" + tag + ">\n";
  }

  void table(const Block& block) {
    m_out += "<table>\n<thead><tr>";
    for (const auto& column : block.columns)
      m_out += std::string(column.number ? "<th class=\"n\">" : "<th>") + escaped(column.title) + "</th>";
    m_out += "</tr></thead>\n<tbody>\n";
    for (const auto& row : block.rows) {
      m_out += "<tr>";
      for (std::size_t i = 0; i < row.cells.size(); ++i) cell(block.columns[i], row, row.cells[i]);
      m_out += "</tr>\n";
    }
    m_out += "</tbody>\n</table>\n";
  }

  void cell(const report_detail::Column& column, const report_detail::Row& row, const std::string& text) {
    m_out += column.number ? "<td class=\"n\">"
             : column.name ? "<td class=\"name\">"
             : column.chip ? "<td class=\"short\">"
                           : "<td>";
    if (column.chip && row.state) {
      m_out += "<span class=\"chip s" + std::to_string(static_cast<std::size_t>(*row.state)) + "\">" + escaped(text) +
               "</span>";
    } else {
      m_out += escaped(text);
    }
    m_out += "</td>";
  }

  // A stacked bar of the states, strongest first, and its legend. Widths are attributes: no inline style is needed.
  void bar(const Block& block) {
    std::size_t all = 0;
    for (std::size_t count : block.counts) all += count;
    if (all == 0) return;
    m_out += "<svg class=\"bar\" viewBox=\"0 0 1000 22\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"" +
             escaped(report_detail::states_text(block.counts, m_document.lang)) + "\">";
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
                escaped(lists_detail::word(static_cast<State>(i), m_document.lang)) + " " +
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
  return report_detail::html_of(report_detail::document_of(study, lang));
}

}  // namespace liantu
