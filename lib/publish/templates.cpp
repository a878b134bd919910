#include "liantu/publish/templates.hpp"

#include "list_book.hpp"

#include "liantu/analysis/county.hpp"

#include <utility>
#include <vector>

namespace liantu {
namespace {

constexpr std::size_t blank_rows = 60;  // that the hints and choices reach

using Kind = ListColumn::Kind;

ListColumn column(const char* header, int width, Text hint, std::vector<Text> choices = {}) {
  ListColumn out{Text(header), Kind::text, width, 0, true, true};
  out.hint = std::move(hint);
  out.choices = std::move(choices);
  return out;
}

std::vector<Text> yes_or_no() { return {Text("是"), Text("否")}; }

template <Worded Enum>
std::string all_of() {
  std::string out;
  for (const auto word : EnumWords<Enum>::zh) out += (out.empty() ? "" : "、") + std::string(word);
  return out;
}

ListSheet sheet(const char* id, const char* name, Text note, std::vector<ListColumn> columns,
                std::vector<std::vector<ListCell>> rows, std::size_t blank) {
  ListSheet out;
  out.id = id;
  out.name = name;
  out.note = std::move(note);
  out.columns = std::move(columns);
  out.rows = std::move(rows);
  for (auto& row : out.rows) row.resize(out.columns.size());
  for (std::size_t i = 0; i < blank; ++i) out.rows.emplace_back(out.columns.size());
  return out;
}

lists_detail::BookFrame frame(const char* zh, const char* en, Lang lang) {
  return {"", lang == Lang::zh ? zh : en, "",
          lang == Lang::zh
              ? "以（示例）开头的行是示例，不会计入，可以删掉；不清楚的空着，不要写 0。"
              : "Rows that begin with （示例） are examples and are not read. Leave blank what is not known.",
          ""};
}

ListSheet firms_sheet() {
  return sheet(
      "firms", "企业",
      {"一家企业一行。只有企业名称必填；有经营范围、行业，结果才可靠。电话、法定代表人等个人信息不需要，有也不会读入。",
       "One firm a row. The name alone is required; scope and industry make the result firm. Personal columns are not "
       "read."},
      {column("企业名称", 34, {"必填，写全称", "required, in full"}),
       column("统一社会信用代码", 22, {"18 位；先把单元格设为文本再粘贴", "18 characters, as text"}),
       column("登记状态", 10, {"存续、注销等；注销的不计入", "deregistered firms are left out"},
              {Text("存续"), Text("注销"), Text("吊销"), Text("迁出")}),
       column("所属城市", 10, {}), column("所属区县", 10, {}),
       column("国标行业小类", 18, {"国民经济行业分类（GB/T 4754-2017）小类名称", "class by name, GB/T 4754-2017"}),
       column("经营范围", 50, {"营业执照上的原文", "as on the licence"}),
       column("主要产品", 20, {"实际生产的产品，用顿号分开", "what it really makes"}),
       column("是否规上", 10, {}, yes_or_no()), column("参保人数", 10, {"只写数字", "digits alone"}),
       column("企业规模", 10, {}, {Text("大型"), Text("中型"), Text("小型"), Text("微型")}),
       column("营业收入（万元）", 12,
              {"上一年，只写数字；不对外印单个企业的数", "last year; never printed for a single firm"}),
       column("链主", 8, {"县里认定的链主", "designated by the county"}, yes_or_no()),
       column("上市", 8, {}, yes_or_no()), column("专精特新小巨人", 10, {}, yes_or_no()),
       column("高新技术企业", 10, {}, yes_or_no())},
      {{"（示例）云石石英砂有限公司", "", "存续", "示例市", "云石县", "其他非金属矿物制品制造",
        "石英砂加工、销售；高纯石英砂研发、生产。", "高纯石英砂", "是", "86", "小型", "5200", "否", "否", "是", "是"},
       {"（示例）云石乳业有限公司", "", "存续", "示例市", "云石县", "液体乳制造", "巴氏杀菌乳、发酵乳生产、销售。",
        "巴氏奶、酸奶", "是", "120", "中型", "9800", "是", "否", "否", "否"},
       {"（示例）云石养牛专业合作社", "", "存续", "示例市", "云石县", "牛的饲养", "奶牛养殖、生鲜乳销售。", "生鲜乳",
        "否", "12", "微型", "", "否", "否", "否", "否"}},
      blank_rows);
}

ListSheet facts_sheet() {
  std::vector<std::vector<ListCell>> rows{
      {"县名", "（示例）云石县", "必填"},
      {"英文名", "", "英文成果用"},
      {"乡镇", "（示例）白岭镇、鹤坪镇", "用顿号分开"},
      {"合作地区", "（示例）东拟市海拟县", "飞地、对口合作的地区，用顿号分开"},
      {"名单覆盖范围", "（示例）制造业、规上", "企业表只含哪些门类、大类，或只含规上；全量名单不填"}};
  for (const auto need : EnumWords<Need>::zh)
    rows.push_back({std::string(need), "", "本县有没有，填 有 或 无，不清楚的空着"});
  return sheet(
      "county", "县情", {"一项一行，填 内容 一列。", "An item a row: fill in 内容."},
      {{Text("项目"), Kind::text, 16, 0, true}, column("内容", 50, {}), {Text("说明"), Kind::text, 46, 0, true}},
      std::move(rows), 0);
}

ListSheet chains_sheet() {
  std::vector<Text> standings;
  for (const auto word : EnumWords<Standing>::zh) standings.emplace_back(std::string(word));
  return sheet(
      "chains", "产业链",
      {"县里定的产业链，一条一行；成果只算这几条。名称要与本系统的产业链一致（网页第一步有清单）。",
       "The county's chains, as the page lists them. Results are of these alone."},
      {column("产业链", 18, {"如 石英新材料", "as the page lists them"}), column("定位", 14, {}, std::move(standings)),
       column("链长", 14, {}), column("牵头部门", 22, {}), column("专班", 22, {}),
       column("链主企业", 40, {"企业全称，多家用顿号分开", "firms in full, parted by 、"})},
      {{"（示例）石英新材料", "主导产业链", "（县领导）", "县工业和信息化局", "石英新材料产业链专班",
        "云石石英砂有限公司"}},
      20);
}

ListSheet parks_sheet() {
  return sheet("parks", "园区", {"一个园区一行；数量只写数字，不带单位。", "A park a row; figures without units."},
               {column("园区", 26, {}), column("具备条件", 30, {all_of<Need>(), all_of<Need>()}),
                column("可供土地（亩）", 14, {}), column("可用能耗（吨标准煤/年）", 16, {}),
                column("可用水量（立方米/年）", 16, {}), column("可用资金（万元）", 14, {})},
               {{"（示例）云石县经济开发区", "化工园区、取水许可", "1200", "20000", "", "5000"}}, 20);
}

ListSheet refusals_sheet() {
  const std::vector<Text> levels{Text("低"), Text("中"), Text("高")};
  return sheet("refuses", "不引进",
               {"县里不引进的，一条一行：写环节，或按管控类别、污染、能耗写一类。符合的目标会被否决。",
                "What the county does not take: by node, or by control, pollution or energy."},
               {column("理由", 34, {"必填", "required"}),
                column("环节", 34, {"产业链:环节，多个用顿号分开；整条链写 产业链:*", "chain:node, or chain:*"}),
                column("管控类别", 16, {all_of<Control>(), all_of<Control>()}),
                column("污染达到", 12, {"这一级及以上", "this level and above"}, levels),
                column("能耗达到", 12, {"这一级及以上", "this level and above"}, levels)},
               {{"（示例）县里不再新上两高项目", "", "两高", "", ""}}, 20);
}

}  // namespace

void write_firms_template(Lang lang, const std::string& path) {
  lists_detail::write_list_book(frame("企业表模板", "template of a table of firms", lang), {firms_sheet()}, lang, path);
}

void write_county_template(Lang lang, const std::string& path) {
  lists_detail::write_list_book(frame("县情表模板", "template of the county file", lang),
                                {facts_sheet(), chains_sheet(), parks_sheet(), refusals_sheet()}, lang, path);
}

}  // namespace liantu
