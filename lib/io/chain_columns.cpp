#include "chain_columns.hpp"

#include "failure.hpp"

#include "liantu/json/writer.hpp"
#include "liantu/text.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

namespace liantu::io {

namespace {

namespace json = boost::json;

json::string_view view(std::string_view text) { return {text.data(), text.size()}; }
std::string_view view(const json::string& text) { return {text.data(), text.size()}; }

template <Worded Enum>
ChainColumn word(std::string_view path, std::string_view zh, bool required = false) {
  return {path,
          zh,
          CellKind::word,
          EnumWords<Enum>::names.data(),
          EnumWords<Enum>::zh.data(),
          EnumWords<Enum>::names.size(),
          required,
          false};
}

ChainColumn required(std::string_view path, std::string_view zh, bool telling, CellKind kind = CellKind::text) {
  return {path, zh, kind, nullptr, nullptr, 0, true, telling};
}

std::vector<ChainColumn> node_columns() {
  ChainColumn needs = word<Need>("needs", "选址条件");
  needs.kind = CellKind::words;
  ChainColumn stage = word<Stage>("stage", "位置", true);
  stage.telling = true;
  return {required("id", "编号", true),
          required("name", "名称", true),
          {"name_en", "英文名称"},
          stage,
          required("segment", "分段", true),
          word<Role>("role", "方式", true),
          {"core", "核心", CellKind::flag},
          {"terminal", "面向终端", CellKind::flag},
          word<Holder>("holder", "主体"),
          {"industry", "行业小类", CellKind::codes},
          {"terms", "用语", CellKind::texts},
          {"not_terms", "排除用语", CellKind::texts},
          {"note", "备注"},
          required("source", "出处", false, CellKind::origin),
          {"as_of", "出处日期"},
          word<Level>("value_added", "附加值"),
          word<Siting>("siting", "布局"),
          needs,
          {"permits", "许可", CellKind::texts},
          word<Level>("energy", "用能"),
          word<Level>("pollution", "污染"),
          word<Level>("land", "用地"),
          {"min_scale/value", "起步规模", CellKind::number},
          {"min_scale/unit", "起步规模单位"},
          {"min_scale/source", "起步规模出处", CellKind::origin},
          {"min_scale/as_of", "起步规模日期"},
          {"typical/investment_10k_yuan", "典型投资（万元）", CellKind::number},
          {"typical/land_mu", "典型用地（亩）", CellKind::number},
          {"typical/jobs", "典型用工（人）", CellKind::number},
          {"typical/tax_10k_yuan", "典型税收（万元/年）", CellKind::number},
          {"typical/source", "典型项目出处", CellKind::origin},
          {"typical/as_of", "典型项目日期"},
          word<LifeStage>("life_stage/value", "生命周期"),
          {"life_stage/clause", "生命周期条款"},
          {"life_stage/source", "生命周期出处", CellKind::origin},
          {"life_stage/as_of", "生命周期日期"},
          word<Capacity>("capacity/value", "全国产能"),
          {"capacity/clause", "全国产能条款"},
          {"capacity/source", "全国产能出处", CellKind::origin},
          {"capacity/as_of", "全国产能日期"},
          word<PolicyStanding>("policy/value", "目录"),
          {"policy/clause", "目录条款"},
          {"policy/source", "目录出处", CellKind::origin},
          {"policy/as_of", "目录日期"},
          word<Control>("controls/*/value", "管控"),
          {"controls/*/clause", "管控条款"},
          {"controls/*/source", "管控出处", CellKind::origin},
          {"controls/*/as_of", "管控日期"}};
}

// One item of a list is set apart by either semicolon or by a new line.
constexpr std::array<std::string_view, 3> separators{"；", ";", "\n"};

std::vector<std::string> items_of(std::string_view cell) {
  std::vector<std::string> out(1);
  for (std::size_t at = 0; at < cell.size();) {
    const auto found = std::find_if(separators.begin(), separators.end(),
                                    [&](std::string_view s) { return cell.substr(at).starts_with(s); });
    if (found == separators.end()) {
      out.back() += cell[at++];
    } else {
      out.emplace_back();
      at += found->size();
    }
  }
  for (std::string& item : out) item = std::string(trim(item));
  return out;
}

void join(std::string& cell, bool first, const std::string& item, const ChainColumn& column, Lang lang) {
  for (const auto separator : separators) {
    if (item.find(separator) == std::string::npos) continue;
    fail(std::string(lang == Lang::zh ? column.zh : column.path), "",
         Text("\"" + item + "\" 含分隔符", "\"" + item + "\" holds what separates items"),
         Text("不含分号和换行的文字", "text without a semicolon or a new line"));
  }
  if (!first) cell += lang == Lang::zh ? "；" : "; ";
  cell += item;
}

// One value as a cell has it.
std::string said(const json::value& value, const ChainColumn& column, Lang lang) {
  if (const bool* flag = value.if_bool()) return *flag ? (lang == Lang::zh ? "是" : "yes") : "";
  const json::string* text = value.if_string();
  if (text == nullptr) return to_json_line(value);
  for (std::size_t i = 0; i < column.words; ++i) {
    if (view(*text) == column.names[i]) return std::string(lang == Lang::zh ? column.labels[i] : column.names[i]);
  }
  return std::string(view(*text));
}

json::value number(std::string_view cell) {
  std::int64_t whole = 0;
  const char* end = cell.data() + cell.size();
  if (const auto [at, error] = std::from_chars(cell.data(), end, whole); error == std::errc{} && at == end)
    return whole;
  double value = 0;
  if (const auto [at, error] = std::from_chars(cell.data(), end, value);
      error == std::errc{} && at == end && std::isfinite(value))
    return value;
  return json::string(view(cell));
}

// What one item of a cell says.
json::value meant(std::string_view cell, const ChainColumn& column) {
  if (column.kind == CellKind::number) return number(cell);
  if (column.kind == CellKind::flag) {
    const std::string folded = fold(cell);
    for (const char* yes : {"是", "yes", "true", "1"}) {
      if (folded == yes) return true;
    }
    for (const char* no : {"否", "no", "false", "0"}) {
      if (folded == no) return false;
    }
  }
  for (std::size_t i = 0; i < column.words; ++i) {
    if (cell == column.labels[i] || fold(cell) == column.names[i]) return json::string(view(column.names[i]));
  }
  std::string out(cell);
  const bool digits = std::all_of(out.begin(), out.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (column.kind == CellKind::codes && digits && out.size() == 3) out.insert(0, "0");  // a spreadsheet dropped it
  return json::string(view(out));
}

bool is_list(const ChainColumn& column) {
  return column.kind == CellKind::texts || column.kind == CellKind::words || column.kind == CellKind::codes;
}

// The object that holds the value, and its key there: "policy/clause" is `clause` of the object `policy`.
std::pair<std::string_view, std::string_view> parts_of(std::string_view path) {
  const auto slash = path.rfind('/');
  if (slash == std::string_view::npos) return {"", path};
  const auto holder = path.substr(0, slash);
  return {holder.ends_with("/*") ? holder.substr(0, holder.size() - 2) : holder, path.substr(slash + 1)};
}

std::string cell_in(const json::object& holder, std::string_view key, const ChainColumn& column, Lang lang) {
  if (column.kind == CellKind::origin && holder.contains("basis")) return lang == Lang::zh ? "判断" : "judgement";
  const json::value* value = holder.if_contains(view(key));
  if (value == nullptr) return {};
  const json::array* list = value->if_array();
  if (list == nullptr) return said(*value, column, lang);
  std::string out;
  for (std::size_t i = 0; i < list->size(); ++i) join(out, i == 0, said((*list)[i], column, lang), column, lang);
  return out;
}

void put_in(json::object& holder, std::string_view key, const ChainColumn& column, std::string_view cell) {
  if (column.kind == CellKind::origin && (cell == "判断" || fold(cell) == "judgement")) {
    holder["basis"] = "judgement";
    return;
  }
  if (!is_list(column)) {
    holder[view(key)] = meant(cell, column);
    return;
  }
  json::array list;
  for (const std::string& item : items_of(cell)) {
    if (!item.empty()) list.push_back(meant(item, column));
  }
  holder[view(key)] = std::move(list);
}

json::object& object_at(json::value& value) { return value.is_object() ? value.get_object() : value.emplace_object(); }

}  // namespace

const std::vector<ChainColumn>& columns_of(ChainPart part) {
  static const std::vector<ChainColumn> nodes = node_columns();
  static const std::vector<ChainColumn> links{required("from", "供给方", true),
                                              required("to", "需求方", true),
                                              word<LinkKind>("kind", "类别", true),
                                              {"essential", "必需", CellKind::flag},
                                              {"group", "替代组"},
                                              {"share", "成本占比", CellKind::number},
                                              {"note", "备注"},
                                              required("source", "出处", false, CellKind::origin),
                                              {"as_of", "出处日期"}};
  static const std::vector<ChainColumn> sources{required("id", "来源编号", true),
                                                required("title", "题名", true),
                                                {"publisher", "发布者"},
                                                {"year", "年份", CellKind::number},
                                                {"url", "网址"},
                                                {"note", "说明"}};
  static const std::vector<ChainColumn> waivers{required("warning", "提醒", true), required("at", "所在", true),
                                                required("reason", "理由", true)};
  static const std::vector<ChainColumn> chain{required("id", "产业链编号", true),
                                              required("name", "产业链名称", true),
                                              {"name_en", "产业链英文名称"},
                                              {"summary", "简介"}};
  switch (part) {
    case ChainPart::nodes: return nodes;
    case ChainPart::links: return links;
    case ChainPart::sources: return sources;
    case ChainPart::waivers: return waivers;
    case ChainPart::chain: break;
  }
  return chain;
}

std::string cell_of(const json::object& item, const ChainColumn& column, Lang lang) {
  const auto [holder, key] = parts_of(column.path);
  if (holder.empty()) return cell_in(item, key, column, lang);
  const json::value* held = item.if_contains(view(holder));
  if (held == nullptr) return {};
  if (held->is_object()) return cell_in(held->get_object(), key, column, lang);
  std::string out;
  bool some = false;
  for (std::size_t i = 0; i < held->get_array().size(); ++i) {
    const std::string cell = cell_in(held->get_array()[i].get_object(), key, column, lang);
    some = some || !cell.empty();
    join(out, i == 0, cell, column, lang);
  }
  return some ? out : "";
}

void put_cell(json::object& item, const ChainColumn& column, std::string_view cell) {
  const auto [holder, key] = parts_of(column.path);
  if (holder.empty()) return put_in(item, key, column, cell);
  if (column.path.find('*') == std::string_view::npos) return put_in(object_at(item[view(holder)]), key, column, cell);
  json::value& list = item[view(holder)];
  if (!list.is_array()) list.emplace_array();
  const std::vector<std::string> items = items_of(cell);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (list.get_array().size() <= i) list.get_array().emplace_back(json::object{});
    if (!items[i].empty()) put_in(object_at(list.get_array()[i]), key, column, items[i]);
  }
}

}  // namespace liantu::io
