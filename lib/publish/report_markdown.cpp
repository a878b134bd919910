#include "lists_text.hpp"
#include "report_document.hpp"

#include "liantu/publish/report.hpp"

namespace liantu {
namespace {

using report_detail::Block;
using report_detail::Item;

// Text from data means what it says: no emphasis, link, image, HTML, table cell or rule of Markdown.
std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    switch (c) {
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '&': out += "&amp;"; break;
      case '\\':
      case '`':
      case '*':
      case '_':
      case '[':
      case ']':
      case '|':
      case '~':
      case '$':
      case '!':
      case '@':
        out += '\\';
        out += c;
        break;
      // Many readers make links of bare addresses.
      case ':': out += text.substr(i + 1).starts_with("//") ? "\\:" : ":"; break;
      case '.': out += text.substr(0, i).ends_with("www") ? "\\." : "."; break;
      default: out += c;
    }
  }
  return out;
}

// At the beginning of a line, also "#", "-", "+", "=" and "1." mean something.
std::string line_start(std::string_view text) {
  std::string out = escaped(text);
  if (out.empty()) return out;
  static constexpr std::string_view marks = "#-+=";
  if (marks.find(out.front()) != std::string_view::npos) return "\\" + out;
  std::size_t digits = 0;
  while (digits < out.size() && out[digits] >= '0' && out[digits] <= '9') ++digits;
  if (digits > 0 && digits < out.size() && (out[digits] == '.' || out[digits] == ')')) out.insert(digits, "\\");
  return out;
}

void put_items(std::string& out, const std::vector<Item>& items, bool numbered, Lang lang) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    out += numbered ? std::to_string(i + 1) + ". " : "- ";
    if (items[i].lead.empty()) {
      out += line_start(items[i].text);
    } else {
      out += "**" + escaped(items[i].lead) + "**" + (lang == Lang::zh ? "：" : ": ") + escaped(items[i].text);
    }
    out += '\n';
  }
  out += '\n';
}

void put_table(std::string& out, const Block& block) {
  for (const auto& column : block.columns) out += "| " + escaped(column.title) + " ";
  out += "|\n";
  for (const auto& column : block.columns) out += column.number ? "|---:" : "|---";
  out += "|\n";
  for (const auto& row : block.rows) {
    for (const std::string& cell : row.cells) out += "| " + escaped(cell) + " ";
    out += "|\n";
  }
  out += '\n';
}

}  // namespace

std::string report_markdown(const Study& study, Lang lang) {
  return report_detail::markdown_of(report_detail::document_of(study, lang, false));
}

std::string report_detail::markdown_of(const Document& document) {
  const Lang lang = document.lang;
  std::string out = "# " + escaped(document.title) + "\n\n";
  if (!document.subtitle.empty()) out += line_start(document.subtitle) + "\n\n";
  for (const Block& block : document.blocks) {
    switch (block.kind) {
      case Block::Kind::heading:
        out += std::string(static_cast<std::size_t>(block.level), '#') + " " + escaped(block.text) + "\n\n";
        break;
      case Block::Kind::text:
      case Block::Kind::quiet: out += line_start(block.text) + "\n\n"; break;
      case Block::Kind::callout: out += "> **" + escaped(block.text) + "**\n\n"; break;
      case Block::Kind::items: put_items(out, block.items, false, lang); break;
      case Block::Kind::numbered: put_items(out, block.items, true, lang); break;
      case Block::Kind::table: put_table(out, block); break;
      case Block::Kind::map: out += "![" + escaped(block.text) + "](map." + block.chain + ".svg)\n\n"; break;
      case Block::Kind::bar:
        out += report_detail::states_text(block.counts, lang) + (lang == Lang::zh ? "。\n\n" : ".\n\n");
        break;
    }
  }
  out.pop_back();
  return out;
}

}  // namespace liantu
