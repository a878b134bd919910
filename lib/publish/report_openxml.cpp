// Part of liantu::publish: see report_openxml.hpp. Elements and their order are those of ECMA-376 part 1, 17.2 to 17.6.
#include "report_openxml.hpp"

#include "liantu/publish/report.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

namespace liantu::report_detail {
namespace {

// Twips (1/20 point) of a page across: narrower margins than the text has, for the map's sake; the page number stays
// in its corner.
constexpr const char* across_margins =
    R"(<w:pgMar w:top="850" w:right="1134" w:bottom="1134" w:left="1134" w:header="454" w:footer="510" w:gutter="0"/>)";
constexpr double emu_per_cm = 360000;

[[noreturn]] void unknown(const std::string& what) {
  throw ReportError({"无法生成 DOCX：pandoc 写出的文件中没有 " + what + "；请换 pandoc 2.17 或以上的版本",
                     "cannot make a DOCX: no " + what + " in what pandoc wrote; use pandoc 2.17 or newer"});
}

bool begins(std::string_view xml, std::size_t at, std::string_view name) {
  if (xml.substr(at, name.size() + 1) != "<" + std::string(name)) return false;
  const std::size_t after = at + name.size() + 1;
  return after < xml.size() && (xml[after] == ' ' || xml[after] == '>' || xml[after] == '/');
}

// The next element of that name, or npos.
std::size_t find_element(std::string_view xml, std::string_view name, std::size_t from = 0) {
  const std::string open = "<" + std::string(name);
  for (std::size_t at = xml.find(open, from); at != std::string_view::npos; at = xml.find(open, at + 1)) {
    if (begins(xml, at, name)) return at;
  }
  return std::string_view::npos;
}

// Behind the element that begins at `at`; none of the name lies within another.
std::size_t element_end(std::string_view xml, std::size_t at) {
  const std::size_t tag = xml.find('>', at);
  if (tag == std::string_view::npos) unknown("</w:document>");
  if (xml[tag - 1] == '/') return tag + 1;
  const std::string_view name = xml.substr(at + 1, xml.find_first_of(" >", at) - at - 1);
  const std::string close = "</" + std::string(name) + ">";
  const std::size_t end = xml.find(close, tag);
  if (end == std::string_view::npos) unknown(close);
  return end + close.size();
}

long number(std::string_view xml, std::string_view element, std::string_view attribute) {
  const std::size_t at = find_element(xml, element);
  if (at == std::string_view::npos) unknown(std::string(element));
  const std::string_view tag = xml.substr(at, xml.find('>', at) - at);
  const std::string before = " " + std::string(attribute) + "=\"";
  const std::size_t value = tag.find(before);
  long out = 0;
  if (value == std::string_view::npos) unknown(std::string(element) + " " + std::string(attribute));
  const char* first = tag.data() + value + before.size();
  if (std::from_chars(first, tag.data() + tag.size(), out).ec != std::errc{}) unknown(std::string(attribute));
  return out;
}

// Into the properties of a paragraph: at their beginning, but behind the style; or at their end.
void add_property(std::string& paragraph, const std::string& property, bool at_end) {
  if (element_end(paragraph, 0) == paragraph.find('>') + 1) paragraph = "<w:p></w:p>";  // it was empty
  std::size_t at = find_element(paragraph, "w:pPr");
  if (at == std::string::npos) {
    paragraph.insert(paragraph.find('>') + 1, "<w:pPr>" + property + "</w:pPr>");
    return;
  }
  if (const std::size_t tag = paragraph.find('>', at); paragraph[tag - 1] == '/')
    paragraph.replace(at, tag + 1 - at, "<w:pPr></w:pPr>");
  const std::size_t style = find_element(paragraph, "w:pStyle");
  if (at_end)
    at = paragraph.find("</w:pPr>");
  else
    at = style == std::string::npos ? paragraph.find('>', at) + 1 : element_end(paragraph, style);
  paragraph.insert(at, property);
}

void keep_with_next(std::string& paragraph) {
  if (find_element(paragraph, "w:keepNext") == std::string::npos) add_property(paragraph, "<w:keepNext/>", false);
}

// One table: as wide as the text, columns as wide as its grid says in every program, rows whole, the head row on every
// page and never the last thing on one.
class Table {
 public:
  Table(std::string_view xml, long width) : m_xml(xml) {
    std::vector<long> grid;
    for (std::size_t at = find_element(xml, "w:gridCol"); at != std::string_view::npos;
         at = find_element(xml, "w:gridCol", at + 1))
      grid.push_back(number(xml.substr(at), "w:gridCol", "w:w"));
    const long all = std::accumulate(grid.begin(), grid.end(), 0L);
    if (all <= 0) unknown("w:gridCol");
    for (const long column : grid) m_widths.push_back(column * width / all);
  }

  std::string write() {
    const std::size_t first = find_element(m_xml, "w:tr");
    if (first == std::string_view::npos) unknown("w:tr");
    m_out = "<w:tbl>" + properties();
    for (std::size_t at = first; at != std::string_view::npos; at = find_element(m_xml, "w:tr", at + 1))
      row(m_xml.substr(at, element_end(m_xml, at) - at));
    return m_out + "</w:tbl>";
  }

 private:
  [[nodiscard]] std::string properties() const {
    const std::size_t at = find_element(m_xml, "w:tblPr");
    const std::size_t look = find_element(m_xml, "w:tblLook");
    const std::size_t style = find_element(m_xml, "w:tblStyle");
    if (at == std::string_view::npos || look == std::string_view::npos || style == std::string_view::npos)
      unknown("w:tblPr");
    const long all = std::accumulate(m_widths.begin(), m_widths.end(), 0L);
    std::string out = "<w:tblPr>" + std::string(m_xml.substr(style, element_end(m_xml, style) - style));
    out += R"(<w:tblW w:w=")" + std::to_string(all) + R"(" w:type="dxa"/><w:tblLayout w:type="fixed"/>)";
    out += std::string(m_xml.substr(look, element_end(m_xml, look) - look)) + "</w:tblPr><w:tblGrid>";
    for (const long width : m_widths) out += R"(<w:gridCol w:w=")" + std::to_string(width) + "\"/>";
    return out + "</w:tblGrid>";
  }

  void row(std::string_view xml) {
    const bool head = find_element(xml, "w:tblHeader") != std::string_view::npos;
    m_out += std::string("<w:tr><w:trPr><w:cantSplit/>") + (head ? "<w:tblHeader/>" : "") + "</w:trPr>";
    std::size_t column = 0;
    for (std::size_t at = find_element(xml, "w:tc"); at != std::string_view::npos;
         at = find_element(xml, "w:tc", at + 1)) {
      if (column == m_widths.size()) unknown("w:gridCol");
      cell(xml.substr(at, element_end(xml, at) - at), m_widths[column++], head);
    }
    m_out += "</w:tr>";
  }

  void cell(std::string_view xml, long width, bool head) {
    m_out += R"(<w:tc><w:tcPr><w:tcW w:w=")" + std::to_string(width) + R"(" w:type="dxa"/></w:tcPr>)";
    for (std::size_t at = find_element(xml, "w:p"); at != std::string_view::npos;
         at = find_element(xml, "w:p", at + 1)) {
      std::string paragraph(xml.substr(at, element_end(xml, at) - at));
      if (head) keep_with_next(paragraph);
      m_out += paragraph;
    }
    m_out += "</w:tc>";
  }

  std::string_view m_xml;
  std::vector<long> m_widths;  // twips
  std::string m_out;
};

// The body of the document, block by block.
class Body {
 public:
  Body(std::string_view xml, const WordPage& page) : m_page(page) {
    for (std::size_t at = 0; at < xml.size();) {
      const std::size_t end = element_end(xml, at);
      m_blocks.emplace_back(xml.substr(at, end - at));
      at = end;
    }
    if (m_blocks.empty() || !begins(m_blocks.back(), 0, "w:sectPr")) unknown("w:sectPr");
    m_upright = m_blocks.back();
    m_width = number(m_upright, "w:pgSz", "w:w") - number(m_upright, "w:pgMar", "w:left") -
              number(m_upright, "w:pgMar", "w:right");
  }

  std::string write() {
    std::string out;
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
      if (begins(m_blocks[i], 0, "w:tbl")) {
        m_blocks[i] = Table(m_blocks[i], m_width).write();
        if (const std::size_t before = paragraph_before(i); before < i) keep_with_next(m_blocks[before]);
      } else if (find_element(m_blocks[i], "w:drawing") != std::string::npos) {
        picture(i);
      }
    }
    if (m_drawn != m_page.pictures.size()) unknown("w:drawing");
    not_alone(paragraph_before(m_blocks.size() - 1));
    for (const std::string& block : m_blocks) out += block;
    return out;
  }

 private:
  [[nodiscard]] bool is_paragraph(std::size_t i) const { return begins(m_blocks[i], 0, "w:p"); }

  // The paragraph right before a block, bookmarks aside; `i` where there is none.
  [[nodiscard]] std::size_t paragraph_before(std::size_t i) const {
    std::size_t before = i;
    while (before > 0 && find_element(m_blocks[before - 1], "w:p") == std::string::npos) --before;
    return before > 0 && is_paragraph(before - 1) ? before - 1 : i;
  }

  // pandoc makes no picture wider than the text. A map across lies with its caption, the paragraph behind it, in a
  // section of its own.
  void picture(std::size_t i) {
    if (m_drawn == m_page.pictures.size() || i + 1 >= m_blocks.size() || !is_paragraph(i + 1)) unknown("w:drawing");
    const WordPicture& picture = m_page.pictures[m_drawn++];
    for (const char* element : {"wp:extent", "a:ext"}) {
      const std::size_t at = find_element(m_blocks[i], element);
      if (at == std::string::npos) unknown(element);
      m_blocks[i].replace(at, element_end(m_blocks[i], at) - at,
                          "<" + std::string(element) + " cx=\"" +
                              std::to_string(std::lround(picture.width * emu_per_cm)) + "\" cy=\"" +
                              std::to_string(std::lround(picture.height * emu_per_cm)) + "\"/>");
    }
    if (!picture.across) return;
    const std::size_t before = paragraph_before(i);
    if (before == i) {
      m_blocks[i].insert(0, "<w:p><w:pPr>" + m_upright + "</w:pPr></w:p>");
    } else if (find_element(m_blocks[before], "w:sectPr") == std::string::npos) {
      add_property(m_blocks[before], m_upright, true);
      not_alone(before);
    }
    add_property(m_blocks[i + 1], across(), true);
  }

  // The section of the text with its page turned.
  [[nodiscard]] std::string across() const {
    std::string out = m_upright;
    const long width = number(out, "w:pgSz", "w:w");
    const long height = number(out, "w:pgSz", "w:h");
    const auto put = [&](std::string_view element, const std::string& with) {
      const std::size_t at = find_element(out, element);
      out.replace(at, element_end(out, at) - at, with);
    };
    put("w:pgSz", R"(<w:pgSz w:w=")" + std::to_string(height) + R"(" w:h=")" + std::to_string(width) +
                      R"(" w:orient="landscape"/>)");
    put("w:pgMar", across_margins);
    return out;
  }

  // The last paragraph of a section is not left alone on its page.
  void not_alone(std::size_t last) {
    const std::size_t before = paragraph_before(last);
    if (before < last && find_element(m_blocks[before], "w:sectPr") == std::string::npos)
      keep_with_next(m_blocks[before]);
  }

  const WordPage& m_page;
  std::vector<std::string> m_blocks;
  std::string m_upright;  // the w:sectPr of the text
  long m_width = 0;       // of the text, twips
  std::size_t m_drawn = 0;
};

}  // namespace

std::string laid_out(const std::string& xml, const WordPage& page) {
  static constexpr std::string_view open = "<w:body>";
  const std::size_t begin = xml.find(open);
  const std::size_t end = xml.rfind("</w:body>");
  if (begin == std::string::npos || end == std::string::npos) unknown("w:body");
  const std::size_t from = begin + open.size();
  return xml.substr(0, from) + Body(std::string_view(xml).substr(from, end - from), page).write() + xml.substr(end);
}

}  // namespace liantu::report_detail
