// The report as pandoc reads it. Every block names a style of data/report/reference.docx; what the block looks like is
// said there. Text is escaped, and pandoc's reader of HTML knows no other markup: no TeX, citation or raw block.
#include "lists_text.hpp"
#include "report_document.hpp"

#include <algorithm>
#include <numeric>

namespace liantu::report_detail {
namespace {

// Room for a map in centimetres: of the text upright, and of a page across with a caption below.
constexpr double upright_width = 15.6;
constexpr double upright_height = 19.0;
constexpr double across_width = 25.7;
constexpr double across_height = 15.9;  // with a caption of two lines on 17.5
constexpr double points_per_cm = 72 / 2.54;
constexpr double sheet_dpi = 150;    // least of the map's own sheet, for who looks closer
constexpr double paper_dpi = 300;    // least on the page
constexpr double map_pixels = 6000;  // most on a side

// units_of: so many are on a line of a table, and so many between the texts of two columns.
constexpr double line_units = 84;
constexpr double between = 2;
constexpr double short_units = 12;  // a column of such texts should not break them

// The longest piece that no line may break: a word of Latin letters, or a Chinese character.
double longest_word(std::string_view text) {
  double most = 0;
  double word = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = utf8::next(text, at);
    word = c == U' ' || units_of(c) > 1 ? 0 : word + 1;
    most = std::max(most, std::max(word, static_cast<double>(units_of(c))));
  }
  return most;
}

// What a column takes at the least, so that numbers, states and words stay whole; with short texts on one line; and
// what it would like.
struct Width {
  double least = 0;
  double whole = 0;
  double wanted = 0;
};

Width width_of(const Block& block, std::size_t column) {
  const Column& kind = block.columns[column];
  Width out;
  const auto count = [&](const std::string& text, double bold, bool whole) {
    const double units = static_cast<double>(units_of(text)) * bold;
    out.wanted = std::max(out.wanted, std::min(units, 60.0));
    out.least = std::max(out.least, std::min(units, whole ? 17.0 : std::clamp(longest_word(text) * bold, 6.0, 24.0)));
  };
  const std::string& title = kind.title;
  const bool latin =
      std::all_of(title.begin(), title.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  count(title, latin ? 1.25 : 1, units_of(title) <= 8);
  for (const Row& row : block.rows) count(row.cells[column], kind.name ? 1.1 : 1, kind.number || kind.chip);
  out.wanted = std::max(out.wanted, out.least);
  out.whole = out.wanted <= short_units ? out.wanted : out.least;
  return out;
}

// Widths of a table's columns: what each takes at the least; then what keeps short texts on one line, narrow needs
// first; the rest by what each would like.
std::vector<double> widths_of(const Block& block) {
  std::vector<Width> columns;
  std::vector<double> out;
  std::vector<std::size_t> by_need;
  for (std::size_t i = 0; i < block.columns.size(); ++i) {
    columns.push_back(width_of(block, i));
    out.push_back(columns.back().least);
    by_need.push_back(i);
  }
  const auto need = [&](std::size_t i) { return columns[i].whole - columns[i].least; };
  std::stable_sort(by_need.begin(), by_need.end(), [&](std::size_t a, std::size_t b) { return need(a) < need(b); });
  double left = line_units - between * static_cast<double>(out.size());
  for (const double width : out) left -= width;
  for (const std::size_t i : by_need) {
    const double more = std::clamp(left, 0.0, need(i));
    out[i] += more;
    left -= more;
  }
  double wanted = 0;
  for (std::size_t i = 0; i < out.size(); ++i) wanted += columns[i].wanted - out[i];
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (left > 0 && wanted > 0) out[i] += std::min(left / wanted, 1.0) * (columns[i].wanted - out[i]);
    out[i] += between;
  }
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
    const std::vector<double> widths = widths_of(block);
    const double all = std::accumulate(widths.begin(), widths.end(), 0.0);
    for (const double width : widths) out += "<col style=\"width: " + plain(100 * width / all, 2) + "%\">";
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
    const bool across = lies_across(scene);
    const double width = scene.width / points_per_cm;
    const double height = scene.height / points_per_cm;
    const double scale = std::min(
        {1.0, (across ? across_width : upright_width) / width, (across ? across_height : upright_height) / height});
    const double side = std::max(scene.width, scene.height) / 72;  // inches
    const std::string name = "map" + std::to_string(m_page.pictures.size() + 1) + ".png";
    m_page.pictures.push_back({name,
                               map_png(scene, std::min(std::max(sheet_dpi, paper_dpi * scale), map_pixels / side)),
                               width * scale, height * scale, across});
    styled("插图", "<img src=\"" + name + "\" alt=\"" + html_text(block.text) + "\">");
    styled("图题", html_text(block.text));
  }

  const Document& m_document;
  WordPage m_page;
};

}  // namespace

WordPage word_page_of(const Document& document) { return WordWriter(document).write(); }

}  // namespace liantu::report_detail
