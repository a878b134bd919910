// Tables of firms for the benchmarks, made up from the chains' own terms, generic items of scopes and the formulas of
// the registries' two generations of scopes. No real firm is in them. The same seed gives the same bytes.
//
// Since 2021 a scope is put together from a list of some 1,700 standard items, and few of them make most of what is
// registered. How unequal: of 4,650 items of 436 manufacturers of one city, the first 10 were 11 %, the first 50 32 %,
// 200 68 %, 500 92 %, and 836 were different. Of as many here it is 9 %, 33 %, 66 % and 87 %, and 1,017 are different.
// Scopes in firms' own words are made up anew each.
#pragma once

#include "liantu/chain/atlas.hpp"
#include "liantu/chain/chain_json.hpp"
#include "liantu/chain/classification.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu::bench {

inline Atlas shipped_atlas() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(LIANTU_SOURCE_DATA "/chains"))
    files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  std::vector<Chain> chains;
  chains.reserve(files.size());
  for (const auto& file : files) chains.push_back(read_chain(read_file(file), file));
  return Atlas(std::move(chains));
}

// Random numbers by place instead of by state: number `n` of row `row` is the same whatever was drawn before.
class Dice {
 public:
  Dice(std::uint64_t seed, std::uint64_t row) : m_state(mixed(seed * 0x9E3779B97F4A7C15U + row)) {}

  // 0 .. sides - 1.
  std::uint64_t roll(std::uint64_t sides) { return (mixed(m_state + ++m_count) >> 11U) % sides; }
  bool percent(std::uint64_t share) { return roll(100) < share; }
  template <class List>
  const auto& one_of(const List& list) {
    return list[roll(list.size())];
  }

 private:
  static std::uint64_t mixed(std::uint64_t value) {
    value += 0x9E3779B97F4A7C15U;
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
    return value ^ (value >> 31U);
  }

  std::uint64_t m_state;
  std::uint64_t m_count = 0;
};

class FirmTable {
 public:
  static constexpr std::string_view header =
      "企业名称,统一社会信用代码,登记状态,成立日期,注册资本,所属省份,所属城市,所属区县,企业类型,行业代码,参保人数,"
      "经营范围\n";

  // `standard_items`: false for scopes whose items are all made up anew, which no registry has.
  explicit FirmTable(const Atlas& atlas, std::uint64_t seed, bool standard_items = true) : m_seed(seed) {
    for (NodeIndex v = 0; v < atlas.node_count(); ++v) {
      const Node& node = atlas.node(v);
      m_terms.insert(m_terms.end(), node.terms.begin(), node.terms.end());
      m_classes.insert(m_classes.end(), node.industry.begin(), node.industry.end());
    }
    if (standard_items) list_standard_items();
  }

  // Appends row `row` (from 0). Some rows in a hundred repeat an earlier firm or are of a firm that is gone.
  void append_row(std::uint64_t row, std::string& out) const {
    Dice own(m_seed, row);
    const bool again = row > 100 && own.percent(2);
    Dice dice(m_seed, again ? own.roll(row) : row);
    const std::uint64_t place = dice.roll(cities.size() * 10);
    const City& city = cities[place / 10];
    const std::string county = std::string(county_names[place]) + (place % 3 == 0 ? "区" : "县");
    append_name(city, county, dice, out);
    out += ',';
    append_code(place, dice, out);
    out += ',';
    out += dice.percent(8) ? "注销" : dice.percent(50) ? "存续" : "在业";
    const auto day = [&](std::uint64_t days, std::uint64_t from) {
      const std::uint64_t value = from + dice.roll(days);
      return (value < 10 ? "-0" : "-") + std::to_string(value);
    };
    out += ',' + std::to_string(1995 + dice.roll(30)) + day(12, 1) + day(28, 1);
    out += ',' + std::to_string((1 + dice.roll(20)) * 50) + "万元";
    out += ',';
    out += city.province;
    out += ',';
    out += city.name;
    out += ',' + county + ',';
    out += dice.percent(80) ? "有限责任公司(自然人投资或控股)" : "个人独资企业";
    out += ',';
    if (!dice.percent(5))
      out += dice.percent(60) ? dice.one_of(other_classes) : std::string_view(dice.one_of(m_classes));
    out += ',';
    if (!dice.percent(40)) out += std::to_string(dice.roll(12) * dice.roll(12));
    out += ',';
    append_scope(dice, out);
    out += '\n';
  }

 private:
  struct City {
    std::string_view province;
    std::string_view name;
  };
  static constexpr std::array<City, 24> cities{
      {{"湖北省", "黄冈市"}, {"湖北省", "宜昌市"}, {"江苏省", "苏州市"}, {"江苏省", "盐城市"}, {"浙江省", "金华市"},
       {"浙江省", "宁波市"}, {"广东省", "佛山市"}, {"广东省", "东莞市"}, {"山东省", "临沂市"}, {"山东省", "潍坊市"},
       {"河南省", "南阳市"}, {"河南省", "周口市"}, {"四川省", "绵阳市"}, {"四川省", "宜宾市"}, {"安徽省", "滁州市"},
       {"安徽省", "安庆市"}, {"福建省", "泉州市"}, {"湖南省", "衡阳市"}, {"江西省", "赣州市"}, {"河北省", "保定市"},
       {"陕西省", "咸阳市"}, {"云南省", "曲靖市"}, {"辽宁省", "大连市"}, {"贵州省", "遵义市"}}};
  static constexpr std::string_view brand =
      "华兴盛达天源恒宏鑫瑞金泰安康力新诚信德隆顺永嘉利丰和美佳欣荣光明东方南北山水云海江河龙凤祥福禄寿喜春秋";
  static constexpr std::array<std::string_view, 20> trades{
      "科技", "商贸",     "建材", "食品", "农业",     "电子",     "机械",     "新材料", "物流",     "贸易",
      "服饰", "电子商务", "建筑", "装饰", "信息技术", "文化传媒", "企业管理", "餐饮",   "汽车服务", "医疗器械"};
  static constexpr std::array<std::string_view, 20> other_classes{
      "5211", "5219", "6210", "5165", "7519", "6513", "4790", "5012", "7281", "7212",
      "8111", "8051", "5299", "6410", "5131", "5192", "7113", "8010", "2190", "1821"};
  static constexpr std::array<std::string_view, 48> generic{
      "日用百货", "五金产品",     "建筑材料",   "办公用品", "电子产品",     "机械设备", "服装服饰",     "化妆品",
      "农副产品", "食用农产品",   "预包装食品", "酒类",     "针纺织品",     "通讯设备", "计算机软硬件", "家用电器",
      "文具用品", "工艺美术品",   "劳保用品",   "橡胶制品", "塑料制品",     "金属材料", "汽车零配件",   "摩托车配件",
      "家具",     "玩具",         "鞋帽",       "箱包",     "珠宝首饰",     "化工产品", "消防器材",     "照明器具",
      "卫生洁具", "园林绿化",     "室内外装饰", "建筑工程", "水电安装",     "广告",     "会议及展览",   "企业管理咨询",
      "信息咨询", "市场营销策划", "人力资源",   "仓储",     "普通货物运输", "房屋租赁", "物业管理",     "餐饮"};
  static constexpr std::array<std::string_view, 12> verbs{"销售",       "批发",       "零售",     "制造",
                                                          "加工",       "生产、销售", "服务",     "研发",
                                                          "批发、零售", "设计、安装", "技术开发", "的生产"};
  static constexpr std::array<std::string_view, 10> whole_items{
      "技术服务、技术开发、技术咨询、技术交流、技术转让、技术推广",
      "货物进出口",
      "技术进出口",
      "互联网销售（除销售需要许可的商品）",
      "国内贸易代理",
      "信息技术咨询服务",
      "社会经济咨询服务",
      "非居住房地产租赁",
      "机械设备租赁",
      "专业设计服务"};

  // 240 names of counties, each of two characters of the brands' list.
  static std::vector<std::string> names_of_counties() {
    std::vector<std::string> out;
    const std::size_t characters = brand.size() / 3;
    for (std::size_t i = 0; i < cities.size() * 10; ++i) {
      out.push_back(std::string(brand.substr(i % characters * 3, 3)) +
                    std::string(brand.substr((i * 7 + i / characters) % characters * 3, 3)));
    }
    return out;
  }

  static void append_name(const City& city, const std::string& county, Dice& dice, std::string& out) {
    if (dice.percent(50)) {
      out += city.name.substr(0, 6);
    } else {
      out += county.substr(0, 6);
    }
    for (std::uint64_t i = 2 + dice.roll(2); i > 0; --i) out += brand.substr(dice.roll(brand.size() / 3) * 3, 3);
    out += dice.one_of(trades);
    out += dice.percent(4) ? "有限公司（普通合伙）" : dice.percent(90) ? "有限公司" : "经营部";
  }

  // Eighteen characters whose check character holds (GB 32100-2015).
  static void append_code(std::uint64_t place, Dice& dice, std::string& out) {
    static constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    static constexpr std::array<unsigned, 17> weights{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    std::string code = "91" + std::to_string(320'000 + place * 7) + "MA";
    while (code.size() < 17) code += alphabet[dice.roll(alphabet.size())];
    unsigned sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) sum += static_cast<unsigned>(alphabet.find(code[i])) * weights[i];
    out += code;
    out += alphabet[(31 - sum % 31) % 31];
  }

  void append_item(Dice& dice, std::string& out) const {
    if (dice.percent(15)) {
      out += dice.one_of(whole_items);
      return;
    }
    if (dice.percent(40)) {
      out += dice.one_of(m_terms);
    } else {
      out += dice.one_of(generic);
    }
    out += dice.one_of(verbs);
  }

  // The most frequent first; the share of item r is as 1 / (r + 60)^1.5 (Zipf and Mandelbrot).
  void list_standard_items() {
    constexpr std::size_t count = 1700;
    constexpr double offset = 60;
    constexpr double whole = 1U << 30U;
    std::set<std::string> different;
    std::vector<double> sums;
    double sum = 0;
    for (std::uint64_t draw = 0; m_standard.size() < count; ++draw) {
      Dice dice(m_seed, ~draw);
      std::string item;
      append_item(dice, item);
      if (!different.insert(item).second) continue;
      m_standard.push_back(std::move(item));
      const double place = static_cast<double>(m_standard.size()) + offset;
      sums.push_back(sum += 1 / (place * std::sqrt(place)));
    }
    for (const double upto : sums) m_upto.push_back(static_cast<std::uint64_t>(upto / sum * whole));
  }

  const std::string& standard_item(Dice& dice) const {
    const auto place = std::upper_bound(m_upto.begin(), m_upto.end(), dice.roll(m_upto.back()));
    return m_standard[static_cast<std::size_t>(place - m_upto.begin())];
  }

  void append_items(Dice& dice, std::size_t bytes, std::string_view separator, std::string& out) const {
    for (const std::size_t begin = out.size(); out.size() < begin + bytes;) {
      if (out.size() > begin) out += separator;
      append_item(dice, out);
    }
  }

  void append_standard_items(Dice& dice, std::size_t bytes, std::string& out) const {
    if (m_standard.empty()) return append_items(dice, bytes, "；", out);
    for (const std::size_t begin = out.size(); out.size() < begin + bytes;) {
      if (out.size() > begin) out += "；";
      out += standard_item(dice);
    }
  }

  // Half of the firms have a scope as written before 2019 in the firm's own words, half one of the standard's items.
  void append_scope(Dice& dice, std::string& out) const {
    const std::size_t bytes = 80 + dice.roll(160);
    if (dice.percent(50)) {
      const bool quoted = dice.percent(10);  // a comma or a quotation mark of ASCII in the text
      if (quoted) out += "\"主营\"\"";
      append_items(dice, bytes, quoted ? "\"\"," : dice.percent(50) ? "；" : "、", out);
      out += "（依法须经批准的项目，经相关部门批准后方可开展经营活动）";
      if (quoted) out += '"';
      return;
    }
    out += "一般项目：";
    append_standard_items(dice, bytes, out);
    out += "（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）";
    if (!dice.percent(30)) return;
    out += "许可项目：";
    append_standard_items(dice, 30, out);
    out += "（依法须经批准的项目，经相关部门批准后方可开展经营活动，具体经营项目以相关部门批准文件或许可证件为准）";
  }

  std::uint64_t m_seed;
  std::vector<std::string> m_terms;
  std::vector<std::string> m_classes;
  std::vector<std::string> m_standard;
  std::vector<std::uint64_t> m_upto;  // where each standard item's share of the dice ends
  std::vector<std::string> county_names = names_of_counties();
};

}  // namespace liantu::bench
