#include "liantu/promotion/contacts.hpp"

#include "named_table.hpp"

#include <utility>

namespace liantu {

namespace {

enum Column : std::size_t { name, firm, post, phone, home, trade, place, note };

std::vector<io::NamedColumn> columns() {
  return {{Text("姓名", "name"), {"姓名", "联系人", "乡贤", "name", "contact"}},
          {Text("单位", "firm"), {"单位", "工作单位", "企业", "企业名称", "所在企业", "商会", "firm", "organisation"}},
          {Text("职务", "post"), {"职务", "职位", "post", "title"}},
          {Text("电话", "phone"), {"电话", "联系电话", "手机", "联系方式", "phone", "mobile"}},
          {Text("籍贯", "home"), {"籍贯", "祖籍", "老家", "home"}},
          {Text("行业", "trade"), {"行业", "所属行业", "产品", "主要产品", "trade", "products"}},
          {Text("所在地", "place"), {"所在地", "地区", "城市", "所在城市", "place", "city"}},
          {Text("备注", "note"), {"备注", "说明", "note", "notes"}}};
}

}  // namespace

std::vector<Contact> read_contacts(const std::vector<std::string>& paths, Problems& notes) {
  std::vector<Contact> out;
  Problems problems;
  for (const std::string& path : paths) {
    const io::NamedTable table(path, io::sheet_named(path, {"乡贤商会", "Contacts"}), columns());
    ProblemSink sink{path, {}};
    if (!table.has(name)) table.tell_missing({name}, sink);
    for (const std::string& header : table.unknown()) {
      const std::string shown(utf8::prefix(header, 40));
      notes.push_back({path,
                       table.header_place(),
                       Text("不用的列 " + shown, "a column that is not used: " + shown),
                       Text("姓名、单位、职务、电话、籍贯、行业、所在地、备注",
                            "name, firm, post, phone, home, trade, place, note"),
                       {}});
    }
    for (const auto& row : table.rows()) {
      if (!sink.problems.empty() && !table.has(name)) break;
      const auto text = [&](Column column) { return std::string(table.cell(row, column)); };
      if (text(name).empty()) {
        sink.add(table.place(row, name), Text("没有姓名", "no name"), Text("联系人的姓名", "the contact's name"));
        continue;
      }
      out.push_back({path, row.number, text(name), text(firm), text(post), text(phone), text(home), text(trade),
                     text(place), text(note)});
    }
    problems.insert(problems.end(), sink.problems.begin(), sink.problems.end());
  }
  if (!problems.empty()) throw InputError(std::move(problems));
  return out;
}

}  // namespace liantu
