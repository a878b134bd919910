// The report between study and page: blocks that say what they are, not how they look. Markdown, HTML and DOCX are
// three ways to write them. Text here is cleaned but not escaped.
#pragma once

#include "liantu/analysis/policy.hpp"
#include "liantu/publish/chain_map.hpp"
#include "liantu/publish/study.hpp"
#include "liantu/text.hpp"

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu::report_detail {

// A paragraph of a list; `lead` stands out at its beginning.
struct Item {
  std::string lead;
  std::string text;
};

struct Column {
  std::string title;
  bool number = false;  // right-aligned
  bool name = false;    // kept wide, in bold
  bool chip = false;    // a state, in its colours
};

struct Row {
  std::vector<std::string> cells;
  std::optional<State> state;  // of the node that the row is about
};

struct Block {
  enum class Kind { heading, text, callout, quiet, items, numbered, table, bar, map };

  Kind kind = Kind::text;
  int level = 2;       // of a heading: 2 a section, 3 a chain, 4 a part of it
  bool brief = false;  // belongs to the page for a leader, which is the first
  std::string text;    // of a heading, text, callout, quiet; of a map, its caption
  std::vector<Item> items;
  std::vector<Column> columns;
  std::vector<Row> rows;
  std::array<std::size_t, EnumWords<State>::names.size()> counts{};  // of a bar, by state
  std::string chain;                                                 // of a map: the id
  std::shared_ptr<const MapScene> scene;                             // of a map; absent where it is only named
};

struct Document {
  Lang lang = Lang::zh;
  std::string title;
  std::string subtitle;
  bool page_per_section = false;  // in print, headings of level 2 begin a page
  std::vector<Block> blocks;
  bool official = false;  // 公文: laid out by GB/T 9704-2012 in print, headings numbered by it
  bool brief = false;     // blocks added now are of the page for a leader

  void heading(int level, std::string text) { add(Block::Kind::heading, ordinal(level) + text).level = level; }
  void text(std::string text) { add(Block::Kind::text, std::move(text)); }
  void callout(std::string text) { add(Block::Kind::callout, std::move(text)); }
  void quiet(std::string text) { add(Block::Kind::quiet, std::move(text)); }
  void items(std::vector<Item> items) { add(Block::Kind::items, {}).items = std::move(items); }
  void numbered(std::vector<Item> items) { add(Block::Kind::numbered, {}).items = std::move(items); }
  void table(std::vector<Column> columns, std::vector<Row> rows) {
    Block& block = add(Block::Kind::table, {});
    block.columns = std::move(columns);
    block.rows = std::move(rows);
  }
  void bar(const std::array<std::size_t, EnumWords<State>::names.size()>& counts) {
    add(Block::Kind::bar, {}).counts = counts;
  }
  // `shows` is its caption, which is numbered.
  void map(std::string chain, const std::string& shows, std::shared_ptr<const MapScene> scene) {
    const std::string number = std::to_string(next_figure());
    ++m_figures;
    Block& block = add(Block::Kind::map, (lang == Lang::zh ? "图" + number + "　" : "Figure " + number + ". ") + shows);
    block.chain = std::move(chain);
    block.scene = std::move(scene);
  }
  [[nodiscard]] int next_figure() const { return m_figures + 1; }

 private:
  Block& add(Block::Kind kind, std::string text) {
    blocks.emplace_back();
    blocks.back().kind = kind;
    blocks.back().text = std::move(text);
    blocks.back().brief = brief;
    return blocks.back();
  }
  // "（二）" or "3." before a heading below a section; sections bring their own "一、".
  [[nodiscard]] std::string ordinal(int level);

  int m_figures = 0;
  int m_parts = 0;   // headings of level 3 in the section
  int m_points = 0;  // of level 4 in the part
};

// The two ways to write one; text is escaped here. O(size).
[[nodiscard]] std::string markdown_of(const Document& document);
[[nodiscard]] std::string html_of(const Document& document);

// What pandoc makes a DOCX of: HTML whose blocks name the styles of data/report/reference.docx, and its pictures.
struct WordPicture {
  std::string name;
  std::string png;
  double width = 0;  // centimetres
  double height = 0;
  bool across = false;  // on a page of its own, turned
};
struct WordPage {
  std::string html;
  std::vector<WordPicture> pictures;  // in the order of the page
};
[[nodiscard]] WordPage word_page_of(const Document& document);

// What text takes of a line, in halves of a Chinese character; a "%" is nearly one.
[[nodiscard]] inline std::size_t units_of(char32_t c) { return c < 0x1100 && c != U'%' ? 1 : 2; }
[[nodiscard]] std::size_t units_of(std::string_view text);

// Whether a map is too wide for a page upright and gains by a page across.
[[nodiscard]] bool lies_across(const MapScene& scene);

// Text that is markup nowhere in HTML.
[[nodiscard]] std::string html_text(std::string_view text);

// `maps`: with the scene of each chain's map. Errors: as layout_map.
[[nodiscard]] Document document_of(const Study& study, Lang lang, bool maps);

// Its parts. O(size of what they say).
void add_brief(Document& out, const Study& study);
void add_chains(Document& out, const Study& study, bool maps);
void add_targets_of(Document& out, const Study& study, ChainIndex chain);
void add_targets(Document& out, const Study& study);
void add_data(Document& out, const Study& study);

// "石英砂开采 12 家；本地承接：…": the sentences on what may leave, of one chain, largest first.
[[nodiscard]] std::vector<Item> leak_items(const Study& study, ChainIndex chain, Lang lang, std::size_t most);

// "优势 2 个、具备 5 个 …", states that occur, strongest first.
[[nodiscard]] std::string states_text(const std::array<std::size_t, EnumWords<State>::names.size()>& counts, Lang lang);

}  // namespace liantu::report_detail
