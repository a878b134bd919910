// Workbooks made by hand, part by part, so that tests and fuzzers can make sound and broken ones.
#pragma once

#include <zip.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace liantu::test {

using Parts = std::vector<std::pair<std::string, std::string>>;

struct ZipStyle {
  bool deflate = true;
  bool encrypt = false;
};

// A zip archive of these parts.
inline std::string zip_bytes(const Parts& parts, ZipStyle style = {}) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* store = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_t* zip = zip_open_from_source(store, ZIP_TRUNCATE, &error);
  if (zip == nullptr) throw std::runtime_error("cannot make a zip");
  zip_source_keep(store);
  for (const auto& [name, content] : parts) {
    zip_source_t* source = zip_source_buffer(zip, content.data(), content.size(), 0);
    const auto index = static_cast<zip_uint64_t>(zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_UTF_8));
    zip_set_file_compression(zip, index, style.deflate ? ZIP_CM_DEFLATE : ZIP_CM_STORE, 0);
    zip_file_set_mtime(zip, index, 1'500'000'000, 0);
    if (style.encrypt) zip_file_set_encryption(zip, index, ZIP_EM_AES_256, "secret");
  }
  if (zip_close(zip) != 0) throw std::runtime_error("cannot close a zip");
  zip_source_open(store);
  zip_source_seek(store, 0, SEEK_END);
  std::string out(static_cast<std::size_t>(zip_source_tell(store)), '\0');
  zip_source_seek(store, 0, SEEK_SET);
  zip_source_read(store, out.data(), out.size());
  zip_source_close(store);
  zip_source_free(store);
  return out;
}

inline std::string xml_text(const std::string& text) {
  std::string out;
  for (char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else {
      out += c;
    }
  }
  return out;
}

inline std::string cell_name(std::size_t column, std::size_t row) {
  std::string out;
  for (std::size_t n = column + 1; n > 0; n = (n - 1) / 26)
    out.insert(out.begin(), static_cast<char>('A' + (n - 1) % 26));
  return out + std::to_string(row);
}

inline std::string worksheet(const std::string& rows) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet "
         "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" +
         rows + "</sheetData></worksheet>";
}

// The rows of a sheet whose cells are inline strings, or numbers into `shared` where that is given.
inline std::string text_rows(const std::vector<std::vector<std::string>>& grid,
                             std::vector<std::string>* shared = nullptr) {
  std::string out;
  for (std::size_t row = 0; row < grid.size(); ++row) {
    out += "<row r=\"" + std::to_string(row + 1) + "\">";
    for (std::size_t column = 0; column < grid[row].size(); ++column) {
      const std::string& cell = grid[row][column];
      if (cell.empty()) continue;
      const std::string start = "<c r=\"" + cell_name(column, row + 1) + "\" t=";
      if (shared == nullptr) {
        out += start + "\"inlineStr\"><is><t xml:space=\"preserve\">" + xml_text(cell) + "</t></is></c>";
      } else {
        shared->push_back(cell);
        out += start + "\"s\"><v>" + std::to_string(shared->size() - 1) + "</v></c>";
      }
    }
    out += "</row>";
  }
  return out;
}

inline std::string shared_strings(const std::vector<std::string>& texts) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><sst>";
  for (const auto& text : texts) out += "<si><t xml:space=\"preserve\">" + xml_text(text) + "</t></si>";
  return out + "</sst>";
}

struct SheetXml {
  std::string name;
  std::string rows;
  std::string state = "visible";
};

// The parts of a workbook of these sheets; `formats` are number format codes, cell style i + 1 has the i-th.
inline Parts workbook_parts(const std::vector<SheetXml>& sheets, const std::vector<std::string>& strings = {},
                            const std::vector<std::string>& formats = {}, const std::string& properties = "") {
  const std::string type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  std::string list;
  std::string relations = "<Relationships><Relationship Id=\"st\" Type=\"" + type + "styles\" Target=\"styles.xml\"/>" +
                          "<Relationship Id=\"ss\" Type=\"" + type +
                          "sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>";
  Parts out;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string n = std::to_string(i + 1);
    list += "<sheet name=\"" + sheets[i].name + "\" sheetId=\"" + n + "\" state=\"" + sheets[i].state +
            "\" r:id=\"rId" + n + "\"/>";
    relations +=
        "<Relationship Id=\"rId" + n + "\" Type=\"" + type + "worksheet\" Target=\"worksheets/sheet" + n + ".xml\"/>";
    out.emplace_back("xl/worksheets/sheet" + n + ".xml", worksheet(sheets[i].rows));
  }
  std::string styles = "<styleSheet><numFmts>";
  std::string used = "<xf numFmtId=\"0\"/>";
  for (std::size_t i = 0; i < formats.size(); ++i) {
    styles += "<numFmt numFmtId=\"" + std::to_string(i + 164) + "\" formatCode=\"" + formats[i] + "\"/>";
    used += "<xf numFmtId=\"" + std::to_string(i + 164) + "\"/>";
  }
  styles += "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>" + used + "</cellXfs></styleSheet>";
  out.emplace_back("xl/styles.xml", styles);
  out.emplace_back("xl/sharedStrings.xml", shared_strings(strings));
  out.emplace_back("xl/_rels/workbook.xml.rels", relations + "</Relationships>");
  out.emplace_back("xl/workbook.xml",
                   "<workbook xmlns:r=\"r\">" + properties + "<sheets>" + list + "</sheets></workbook>");
  out.emplace_back("_rels/.rels", "<Relationships><Relationship Id=\"a\" Type=\"" + type +
                                      "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
  return out;
}

// A workbook of one sheet of text cells.
inline std::string workbook_bytes(const std::vector<std::vector<std::string>>& grid, bool inline_strings = true) {
  std::vector<std::string> strings;
  const std::string rows = text_rows(grid, inline_strings ? nullptr : &strings);
  return zip_bytes(workbook_parts({{"企业", rows}}, strings));
}

}  // namespace liantu::test
