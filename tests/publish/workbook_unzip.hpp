// Reads a workbook back for the tests: the parts of a zip by its central directory, and cells by their reference.
#pragma once

#include <zlib.h>

#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace liantu::test {

class Workbook {
 public:
  explicit Workbook(std::string bytes) : m_bytes(std::move(bytes)) {
    const auto end = m_bytes.rfind("PK\x05\x06");
    if (end == std::string::npos) throw std::runtime_error("no zip");
    std::size_t at = number(end + 16, 4);
    for (std::size_t entries = number(end + 10, 2); entries > 0; --entries) {
      const std::size_t name = number(at + 28, 2);
      m_parts[m_bytes.substr(at + 46, name)] = inflated(at);
      at += 46 + name + number(at + 30, 2) + number(at + 32, 2);
    }
    const std::string& strings = m_parts.at("xl/sharedStrings.xml");
    for (std::size_t from = strings.find("<si>"); from != std::string::npos; from = strings.find("<si>", from + 1)) {
      const std::size_t open = strings.find('>', strings.find("<t", from)) + 1;
      m_strings.push_back(strings.substr(open, strings.find("</t>", open) - open));
    }
  }

  [[nodiscard]] const std::map<std::string, std::string>& parts() const { return m_parts; }
  [[nodiscard]] const std::string& sheet(int index) const {
    return m_parts.at("xl/worksheets/sheet" + std::to_string(index) + ".xml");
  }

  struct Cell {
    char type = ' ';  // s text, n number, f formula, ' ' nothing
    std::string value;
  };
  // The cell "C6" of sheet 1, 2 …; text with its XML escapes.
  [[nodiscard]] Cell cell(int index, const std::string& reference) const {
    const std::string& xml = sheet(index);
    const std::size_t at = xml.find("<c r=\"" + reference + "\"");
    if (at == std::string::npos) return {};
    const std::size_t close = xml.find('>', at);
    if (xml[close - 1] == '/') return {};
    const std::string head = xml.substr(at, close - at);
    const std::string body = xml.substr(close + 1, xml.find("</c>", close) - close - 1);
    if (body.find("<f") != std::string::npos) return {'f', body};
    const std::size_t open = body.find("<v>") + 3;
    const std::string value = body.substr(open, body.find("</v>") - open);
    if (head.find("t=\"s\"") != std::string::npos) return {'s', m_strings.at(std::stoul(value))};
    return {'n', value};
  }

 private:
  [[nodiscard]] std::size_t number(std::size_t at, std::size_t bytes) const {
    std::size_t out = 0;
    for (std::size_t i = bytes; i-- > 0;) out = (out << 8U) | static_cast<unsigned char>(m_bytes.at(at + i));
    return out;
  }

  [[nodiscard]] std::string inflated(std::size_t entry) const {
    const std::size_t local = number(entry + 42, 4);
    const std::size_t from = local + 30 + number(local + 26, 2) + number(local + 28, 2);
    const std::string packed = m_bytes.substr(from, number(entry + 20, 4));
    if (number(entry + 10, 2) == 0) return packed;
    std::string out(number(entry + 24, 4), '\0');
    z_stream stream{};
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) throw std::runtime_error("inflate");
    const int result = inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    if (result != Z_STREAM_END) throw std::runtime_error("inflate");
    return out;
  }

  std::string m_bytes;
  std::map<std::string, std::string> m_parts;
  std::vector<std::string> m_strings;
};

}  // namespace liantu::test
