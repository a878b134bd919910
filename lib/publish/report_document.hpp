// The report between study and page: blocks that say what they are, not how they look. Markdown and HTML are two ways
// to write them. Text here is cleaned but not escaped.
#pragma once

#include "liantu/analysis/policy.hpp"
#include "liantu/publish/study.hpp"
#include "liantu/text.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
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
  enum class Kind { heading, text, callout, quiet, items, numbered, table, bar };

  Kind kind = Kind::text;
  int level = 2;     // of a heading: 2 a section, 3 a chain, 4 a part of it
  std::string text;  // of a heading, text, callout, quiet
  std::vector<Item> items;
  std::vector<Column> columns;
  std::vector<Row> rows;
  std::array<std::size_t, EnumWords<State>::names.size()> counts{};  // of a bar, by state
};

struct Document {
  Lang lang = Lang::zh;
  std::string title;
  std::string subtitle;
  bool page_per_section = false;  // in print, headings of level 2 begin a page
  std::vector<Block> blocks;

  void heading(int level, std::string text) { add(Block::Kind::heading, std::move(text)).level = level; }
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

 private:
  Block& add(Block::Kind kind, std::string text) {
    blocks.emplace_back();
    blocks.back().kind = kind;
    blocks.back().text = std::move(text);
    return blocks.back();
  }
};

// The two ways to write one; text is escaped here. O(size).
[[nodiscard]] std::string markdown_of(const Document& document);
[[nodiscard]] std::string html_of(const Document& document);

[[nodiscard]] Document document_of(const Study& study, Lang lang);

// Its parts. O(size of what they say).
void add_summary(Document& out, const Study& study);
void add_chains(Document& out, const Study& study);
void add_targets(Document& out, const Study& study);
void add_data(Document& out, const Study& study);

// "石英砂开采 12 家；本地承接：…": the sentences on what may leave, of one chain, largest first.
[[nodiscard]] std::vector<Item> leak_items(const Study& study, ChainIndex chain, Lang lang, std::size_t most);

// "优势 2 个、具备 5 个 …", states that occur, strongest first.
[[nodiscard]] std::string states_text(const std::array<std::size_t, EnumWords<State>::names.size()>& counts, Lang lang);

}  // namespace liantu::report_detail
