// json_rows: objects of a JSON array as the rows of a table.
#include "failure.hpp"

#include "liantu/firm/table.hpp"
#include "liantu/json/document.hpp"
#include "liantu/json/writer.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace liantu {

namespace {

namespace json = boost::json;

std::string_view view(json::string_view text) { return {text.data(), text.size()}; }

class JsonRows {
 public:
  JsonRows(const json::value& document, const std::string& name) : m_name(name) {
    if (!document.is_array())
      refuse("", {"不是数组", "no array"}, {"对象的数组，一家企业一个对象", "an array of objects, one a firm"});
    m_array = &document.get_array();
    for (std::size_t i = 0; i < m_array->size(); ++i) {
      const json::value& value = (*m_array)[i];
      if (!value.is_object()) refuse("/" + std::to_string(i), {"不是对象", "no object"}, {"一个对象", "an object"});
      for (const auto& member : value.get_object()) m_columns.emplace(view(member.key()), m_columns.size());
      if (m_columns.size() > TableLimits{}.columns) {
        refuse("/" + std::to_string(i), {"键太多", "too many keys"},
               {"不超过 " + std::to_string(TableLimits{}.columns) + " 个",
                "at most " + std::to_string(TableLimits{}.columns)});
      }
    }
  }

  void hand_on(const std::function<bool(const TableRow&)>& each) {
    TableRow row;
    row.number = 1;
    row.cells.resize(m_columns.size());
    for (const auto& [key, column] : m_columns) row.cells[column] = key;
    if (m_columns.empty() || !each(row)) return;
    for (std::size_t i = 0; i < m_array->size(); ++i) {
      ++row.number;
      row.cells.assign(m_columns.size(), {});
      m_texts.clear();
      for (const auto& member : (*m_array)[i].get_object())
        row.cells[m_columns.find(view(member.key()))->second] = cell(member.value(), i, view(member.key()));
      if (!each(row)) return;
    }
  }

 private:
  [[noreturn]] void refuse(std::string where, Text found, Text wanted) const {
    io::fail(m_name, std::move(where), std::move(found), std::move(wanted));
  }

  std::string_view cell(const json::value& value, std::size_t row, std::string_view key) {
    switch (value.kind()) {
      case json::kind::null: return {};
      case json::kind::bool_: return value.get_bool() ? "是" : "否";
      case json::kind::string: return view(value.get_string());
      case json::kind::array:
      case json::kind::object:
        refuse("/" + std::to_string(row) + pointer_token(key), {"是数组或对象", "an array or object"},
               {"文字、数、真假或 null", "text, a number, true, false or null"});
      default: {
        std::string text = to_json_text(value);
        text.pop_back();  // the line end
        return m_texts.emplace_back(std::move(text));
      }
    }
  }

  const std::string& m_name;
  const json::array* m_array = nullptr;
  std::map<std::string_view, std::size_t> m_columns;
  std::deque<std::string> m_texts;  // of the numbers of a row
};

}  // namespace

RowSource json_rows(std::string_view text, std::string name) {
  return [text, name = std::move(name)](const std::function<bool(const TableRow&)>& each) {
    const json::value document = parse_json(text, name);
    JsonRows(document, name).hand_on(each);
    TableForm form;
    form.kind = "json";
    form.bytes = text.size();
    return form;
  };
}

}  // namespace liantu
