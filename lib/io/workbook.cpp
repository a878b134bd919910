// Part of liantu::io: see workbook.hpp.
#include "workbook.hpp"

#include "failure.hpp"

#include "liantu/text.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <map>
#include <stdexcept>
#include <utility>

namespace liantu::io {

namespace {

constexpr std::size_t block_bytes = 1U << 20U;

unsigned number(std::string_view text) {
  unsigned out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

// `target` of a relationship, seen from the part `from`.
std::string resolved(std::string_view from, std::string_view target) {
  std::string path;
  if (!target.starts_with("/") && from.rfind('/') != std::string_view::npos)
    path = std::string(from.substr(0, from.rfind('/') + 1));
  while (!target.empty()) {
    const auto end = std::min(target.find('/'), target.size());
    const std::string_view step = target.substr(0, end);
    target.remove_prefix(std::min(end + 1, target.size()));
    if (step.empty() || step == ".") continue;
    if (step == "..") {
      if (!path.empty()) path.pop_back();
      path.erase(path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1);
      continue;
    }
    path += step;
    if (!target.empty()) path += '/';
  }
  return path;
}

struct Relation {
  std::string type;  // last step of its type
  std::string part;
};

class Relations : public XmlStream {
 public:
  explicit Relations(std::string from) : m_from(std::move(from)) {}
  std::map<std::string, Relation, std::less<>> by_id;

  [[nodiscard]] std::string first(std::string_view type) const {
    for (const auto& [id, relation] : by_id) {
      if (relation.type == type) return relation.part;
    }
    return {};
  }

 protected:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship" || by_id.size() > 10'000 || attributes["TargetMode"] == "External") return;
    const std::string_view type = attributes["Type"];
    by_id.try_emplace(std::string(attributes["Id"]),
                      Relation{std::string(type.substr(type.rfind('/') + 1)), resolved(m_from, attributes["Target"])});
  }
  void end(std::string_view) override {}

 private:
  std::string m_from;
};

class WorkbookXml : public XmlStream {
 public:
  explicit WorkbookXml(const Relations& relations) : m_relations(relations) {}
  std::vector<SheetEntry> sheets;
  bool from_1904 = false;

 protected:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbookPr") from_1904 = attributes["date1904"] == "1" || attributes["date1904"] == "true";
    if (name != "sheet" || sheets.size() > 10'000) return;
    const auto it = m_relations.by_id.find(attributes["id"]);
    // Chart sheets and macro sheets have no rows.
    if (it == m_relations.by_id.end() || it->second.type != "worksheet") return;
    const std::string_view state = attributes["state"];
    sheets.push_back({std::string(attributes["name"]), it->second.part, state == "hidden" || state == "veryHidden"});
  }
  void end(std::string_view) override {}

 private:
  const Relations& m_relations;
};

class StylesXml : public XmlStream {
 public:
  std::vector<NumberFormat> formats;

 protected:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "numFmt" && m_codes.size() < 100'000)
      m_codes[number(attributes["numFmtId"])] = format_of_code(attributes["formatCode"]);
    if (name == "cellXfs") m_in_cells = true;
    if (name != "xf" || !m_in_cells || formats.size() >= 100'000) return;
    const unsigned id = number(attributes["numFmtId"]);
    const auto it = m_codes.find(id);
    formats.push_back(it == m_codes.end() ? format_of_id(id) : it->second);
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") m_in_cells = false;
  }

 private:
  std::map<unsigned, NumberFormat> m_codes;
  bool m_in_cells = false;
};

class StringsXml : public XmlStream {
 public:
  StringsXml(SharedStrings& strings, const TableLimits& limits) : m_strings(strings), m_limits(limits) {}

 protected:
  void start(std::string_view name, const XmlAttributes&) override {
    if (name == "rPh") m_in_phonetic = true;  // how the text is read aloud is no part of it
    m_in_text = name == "t" && !m_in_phonetic;
  }
  void end(std::string_view name) override {
    m_in_text = false;
    if (name == "rPh") m_in_phonetic = false;
    if (name != "si") return;
    m_strings.add(without_escapes(m_text));
    m_text.clear();
    if (m_strings.bytes() > m_limits.shared_string_bytes) throw std::runtime_error("too much text");
  }
  void text(std::string_view part) override {
    if (!m_in_text) return;
    if (m_text.size() + part.size() > m_limits.cell_bytes)
      throw std::runtime_error("a text over " + std::to_string(m_limits.cell_bytes) + " bytes");
    m_text += part;
  }

 private:
  SharedStrings& m_strings;
  const TableLimits& m_limits;
  std::string m_text;
  bool m_in_text = false;
  bool m_in_phonetic = false;
};

[[noreturn]] void no_workbook(const std::string& path, ZipParts& parts) {
  Text found{"是压缩包，但里面没有工作簿", "a zip archive, yet no workbook in it"};
  if (parts.has("xl/workbook.bin")) found = {"是 .xlsb 工作簿", "an .xlsb workbook"};
  if (parts.has("content.xml") && parts.has("mimetype")) found = {"是 .ods 表格", "an .ods spreadsheet"};
  if (parts.has("word/document.xml")) found = {"是 Word 文档", "a Word document"};
  fail(path, "", std::move(found), {".xlsx 或 CSV", ".xlsx or CSV"},
       {"用表格软件另存为 .xlsx；若是压缩包，先解压",
        "saving it as .xlsx in a spreadsheet program, or unzipping it first"});
}

}  // namespace

void SharedStrings::add(std::string_view text) {
  if (text.size() > m_left) {
    m_left = std::max(block_bytes, text.size());
    m_blocks.push_back(std::make_unique_for_overwrite<char[]>(m_left));
    m_next = m_blocks.back().get();
    m_bytes += m_left;
  }
  if (!text.empty()) std::memcpy(m_next, text.data(), text.size());
  m_texts.emplace_back(m_next, text.size());
  m_next += text.size();
  m_left -= text.size();
  m_bytes += sizeof(std::string_view);
}

void read_part(const std::string& path, ZipParts& parts, const std::string& part, XmlStream& stream) {
  try {
    parts.read(part, [&](std::string_view bytes) { return stream.feed(bytes); });
    stream.finish();
  } catch (const InputError&) {
    throw;
  } catch (const std::runtime_error& error) {
    fail(path, part,
         {"工作簿的这一部分读不通（" + std::string(error.what()) + "）",
          "this part of the workbook cannot be read (" + std::string(error.what()) + ")"},
         {"完好的 .xlsx", "a sound .xlsx"},
         {"用表格软件打开后另存为 .xlsx 或 CSV UTF-8",
          "opening it in a spreadsheet program and saving it as .xlsx or CSV UTF-8"});
  }
}

Workbook read_workbook(const std::string& path, ZipParts& parts, const TableLimits& limits) {
  std::string main_part;
  if (parts.has("_rels/.rels")) {
    Relations package("");
    read_part(path, parts, "_rels/.rels", package);
    main_part = package.first("officeDocument");
  }
  if (main_part.empty()) main_part = "xl/workbook.xml";
  const bool other = main_part.starts_with("word/") || main_part.starts_with("ppt/") || !main_part.ends_with(".xml");
  if (other || !parts.has(main_part)) no_workbook(path, parts);

  const auto slash = main_part.rfind('/');
  const std::string folder = main_part.substr(0, slash + 1);
  Relations relations(main_part);
  const std::string relations_part = folder + "_rels/" + main_part.substr(slash + 1) + ".rels";
  if (parts.has(relations_part)) read_part(path, parts, relations_part, relations);
  WorkbookXml main_xml(relations);
  read_part(path, parts, main_part, main_xml);

  Workbook out;
  out.sheets = std::move(main_xml.sheets);
  out.days_off = main_xml.from_1904 ? 1462 : 0;
  if (const auto part = relations.first("styles"); parts.has(part)) {
    StylesXml styles;
    read_part(path, parts, part, styles);
    out.formats = std::move(styles.formats);
  }
  if (const auto part = relations.first("sharedStrings"); parts.has(part)) {
    StringsXml strings(out.strings, limits);
    read_part(path, parts, part, strings);
  }
  return out;
}

}  // namespace liantu::io
