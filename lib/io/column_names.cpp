// Reads data/tables/columns.json, and takes headers apart so that they can be looked up in it.
#include "header.hpp"
#include "unicode.hpp"

#include "liantu/json/document.hpp"

#include <array>
#include <utility>

namespace liantu {

namespace {

void read_fields(Fields& object, ColumnNames& out) {
  const auto* fields = object.get("fields", true);
  if (fields == nullptr) return;
  Fields by_field(*fields, object.at("fields"), object.sink());
  for (std::size_t i = 0; i < EnumWords<Field>::names.size(); ++i) {
    const auto field = static_cast<Field>(i);
    std::size_t rank = 0;
    std::vector<std::string> headers = by_field.texts(to_string(field));
    headers.emplace_back(to_string(field));  // a field's own word is always one of its headers
    for (const auto& header : headers) {
      const std::string key = io::header_words(header).keys.front();
      const auto [it, is_new] = out.fields.try_emplace(key, field);
      if (!is_new && it->second != field) {
        object.sink().add(by_field.at(to_string(field)),
                          {"表头 " + header + " 已属于 " + std::string(to_string(it->second)),
                           "header " + header + " is of " + std::string(to_string(it->second)) + " already"},
                          {"一个表头只属于一个字段", "each header for one field"});
      }
      if (is_new) out.rank[key] = rank++;
    }
  }
  by_field.done();
}

std::set<std::string> folded_set(const std::vector<std::string>& words) {
  std::set<std::string> out;
  for (const auto& word : words) out.insert(io::squeezed(word));
  return out;
}

}  // namespace

ColumnNames read_column_names(const std::string& text, const std::string& file) {
  const boost::json::value document = parse_json(text, file);
  ProblemSink sink{file, {}};
  Fields object(document, "", sink);
  ColumnNames out;
  (void)object.integer("schema_version", 1, 1, true);
  (void)object.text("about");
  read_fields(object, out);
  out.personal = folded_set(object.texts("personal"));
  out.personal_whole = folded_set(object.texts("personal_whole"));
  out.gone_status = folded_set(object.texts("gone_status"));
  out.not_firms = folded_set(object.texts("not_firms"));
  object.done();
  sink.throw_if_any();
  return out;
}

namespace io {

namespace {

// Reads a unit of money at the end of `text` and cuts it off; the sign before it goes too (营业收入:万元).
void cut_unit(std::string& text, HeaderWords& words) {
  static constexpr std::array<std::pair<std::string_view, double>, 8> units{{{"万亿元", 1e8},
                                                                             {"亿元", 1e4},
                                                                             {"千万元", 1e3},
                                                                             {"百万元", 1e2},
                                                                             {"万元", 1},
                                                                             {"千元", 0.1},
                                                                             {"元", 1e-4},
                                                                             {"亿", 1e4}}};
  for (std::string_view currency : {"美元", "港元", "欧元", "日元", "美金"}) {
    if (text.ends_with(currency)) {
      words.foreign = true;
      return;
    }
  }
  if (text.ends_with("人民币")) text.erase(text.size() - std::string_view("人民币").size());
  for (const auto& [unit, factor] : units) {
    if (!text.ends_with(unit)) continue;
    words.unit = factor;
    text.erase(text.size() - unit.size());
    break;
  }
  while (!text.empty() &&
         (text.back() == ':' || text.back() == '_' || text.back() == '-' || text.back() == ',' || text.back() == '/')) {
    text.pop_back();
  }
}

// Cuts one group of brackets off the end; what stood in it. Empty where there is none.
std::string cut_brackets(std::string& text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> pairs{
      {{"(", ")"}, {"[", "]"}, {"【", "】"}, {"〔", "〕"}}};
  for (const auto& [open, close] : pairs) {
    const auto at = text.ends_with(close) ? text.rfind(open) : std::string::npos;
    if (at == std::string::npos || at == 0) continue;
    std::string inside = text.substr(at + open.size(), text.size() - at - open.size() - close.size());
    text.erase(at);
    return inside;
  }
  return {};
}

// Cuts a year (2024, 2024年, 2024年度, at either end) and 本年 or 上年 at the front off.
void cut_year(std::string& text, HeaderWords& words) {
  const auto year_at = [&text](std::size_t at) {
    return text.size() >= at + 4 && (text.compare(at, 2, "20") == 0 || text.compare(at, 2, "19") == 0) &&
           is_digit(text[at + 2]) && is_digit(text[at + 3]);
  };
  const auto cut_front = [&text](std::string_view word) {
    const bool found = text.size() > word.size() && text.starts_with(word);
    if (found) text.erase(0, word.size());
    return found;
  };
  if (year_at(0)) {
    words.year = std::stoi(text.substr(0, 4));
    text.erase(0, 4);
    (void)(cut_front("年度") || cut_front("年"));
  } else if (cut_front("本年度") || cut_front("本年")) {
    words.year = 1;
  } else {
    (void)(cut_front("上年度") || cut_front("上年"));
  }
  for (std::string_view tail : {"年度", "年", ""}) {
    if (!text.ends_with(tail) || text.size() <= tail.size() + 4) continue;
    if (!year_at(text.size() - tail.size() - 4)) continue;
    words.year = std::stoi(text.substr(text.size() - tail.size() - 4, 4));
    text.erase(text.size() - tail.size() - 4);
    break;
  }
}

}  // namespace

HeaderWords header_words(std::string_view header) {
  HeaderWords out;
  std::string text = squeezed(header);
  for (std::string_view drop : {"*", "\"", "'", "“", "”", "「", "」", "★", "\uFFFD"}) {
    for (auto at = text.find(drop); at != std::string::npos; at = text.find(drop)) text.erase(at, drop.size());
  }
  const auto key = [&out](const std::string& word) {
    if (out.keys.empty() || (!word.empty() && word != out.keys.back())) out.keys.push_back(word);
  };
  while (text.ends_with(":")) text.pop_back();
  key(text);
  for (std::string inside = cut_brackets(text); !inside.empty(); inside = cut_brackets(text)) {
    for (std::string_view label : {"单位:", "单位"}) {
      if (inside.starts_with(label)) inside.erase(0, label.size());
    }
    cut_unit(inside, out);
    key(text);
  }
  while (text.ends_with(":")) text.pop_back();
  key(text);
  cut_year(text, out);
  key(text);
  if (!out.unit && text.size() > 6) cut_unit(text, out);
  cut_year(text, out);
  key(text);
  return out;
}

}  // namespace io

}  // namespace liantu
