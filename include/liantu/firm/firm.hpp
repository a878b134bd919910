/// @file
/// A firm: one row of a table, with its columns recognised and its cells read. Personal columns never get here.
#pragma once

#include "liantu/text.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liantu {

/// What a column of a firm table can mean. data/tables/columns.json holds the headers that each goes by.
enum class Field {
  name,
  credit_code,
  province,
  city,
  county,
  township,
  address,
  industry_code,
  industry_name,
  section_name,
  division_name,
  group_name,
  class_name,
  scope,
  products,
  tags,
  status,
  abnormal,
  firm_type,
  founded,
  registered_capital,
  paid_in_capital,
  insured_staff,
  staff,
  firm_size,
  above_scale,
  revenue,
  output,
  tax,
  power,
  purchases,
  local_purchases,
  anchor,
  listed,
  little_giant,
  high_tech,
  agri_leading,
};
template <>
struct EnumWords<Field> {
  static constexpr std::array<std::string_view, 37> names{"name",
                                                          "credit_code",
                                                          "province",
                                                          "city",
                                                          "county",
                                                          "township",
                                                          "address",
                                                          "industry_code",
                                                          "industry_name",
                                                          "section_name",
                                                          "division_name",
                                                          "group_name",
                                                          "class_name",
                                                          "scope",
                                                          "products",
                                                          "tags",
                                                          "status",
                                                          "abnormal",
                                                          "firm_type",
                                                          "founded",
                                                          "registered_capital",
                                                          "paid_in_capital",
                                                          "insured_staff",
                                                          "staff",
                                                          "firm_size",
                                                          "above_scale",
                                                          "revenue",
                                                          "output",
                                                          "tax",
                                                          "power",
                                                          "purchases",
                                                          "local_purchases",
                                                          "anchor",
                                                          "listed",
                                                          "little_giant",
                                                          "high_tech",
                                                          "agri_leading"};
  static constexpr std::array<std::string_view, 37> zh{
      "企业名称",    "统一社会信用代码", "省份",     "城市",     "区县",     "乡镇街道",
      "地址",        "行业代码",         "行业名称", "行业门类", "行业大类", "行业中类",
      "行业小类",    "经营范围",         "产品",     "标签",     "登记状态", "经营异常",
      "企业类型",    "成立日期",         "注册资本", "实缴资本", "参保人数", "从业人员",
      "企业规模",    "规上企业",         "营业收入", "产值",     "税收",     "用电量",
      "采购额",      "本地采购额",       "链主",     "上市",     "专精特新", "高新技术",
      "农业龙头级别"};
};

/// Where a firm's size was read from, best first.
enum class SizeSource { above_scale_list, agri_leading, revenue, insured_staff, firm_size, paid_in_capital, none };
template <>
struct EnumWords<SizeSource> {
  static constexpr std::array<std::string_view, 7> names{
      "above_scale_list", "agri_leading", "revenue", "insured_staff", "firm_size", "paid_in_capital", "none"};
  static constexpr std::array<std::string_view, 7> zh{"规上名录", "农业龙头级别", "营业收入", "参保人数",
                                                      "企业规模", "实缴资本",     "无"};
};

/// 统计上大中小微型企业划分: `unknown` where no column tells.
enum class SizeClass { unknown, micro, small, medium, large };
template <>
struct EnumWords<SizeClass> {
  static constexpr std::array<std::string_view, 5> names{"unknown", "micro", "small", "medium", "large"};
  static constexpr std::array<std::string_view, 5> zh{"规模未知", "微型", "小型", "中型", "大型"};
};

/// What a firm is in law: how much it weighs in a node.
enum class FirmKind { company, cooperative, family_farm, individual };
template <>
struct EnumWords<FirmKind> {
  static constexpr std::array<std::string_view, 4> names{"company", "cooperative", "family_farm", "individual"};
  static constexpr std::array<std::string_view, 4> zh{"公司", "合作社", "家庭农场", "个体户"};
};

/// A row of a table of firms.
struct Firm {
  std::uint64_t row = 0;    ///< of the table, 1 = the header
  std::string name;         ///< as in the cell, white space off both ends
  std::string credit_code;  ///< 18 characters whose check character holds, else empty
  std::string province;
  std::string city;
  std::string county;
  std::string industry_code;  ///< a code of the classification, of any level; empty where unknown
  std::string industry_name;  ///< as in the cell
  std::string scope;          ///< these four as in their cells: evidence counts code points in them
  std::string products;
  std::string tags;
  std::string firm_type;
  std::string power;  ///< 用电量 as in the cell, with the unit of its header
  FirmKind kind = FirmKind::company;

  SizeClass size = SizeClass::unknown;
  SizeSource size_source = SizeSource::none;
  std::optional<bool> above_scale;  ///< 规上/限上; nothing where no column tells

  bool above_scale_listed = false;  ///< above scale by a list beside the table
  bool anchor_listed = false;       ///< designated by such a list

  bool anchor = false;        ///< designated 链主
  bool listed = false;        ///< 上市
  bool little_giant = false;  ///< 专精特新小巨人
  bool high_tech = false;     ///< 高新技术企业
  bool abnormal = false;      ///< 经营异常
  bool no_staff = false;      ///< 0 insured staff

  std::optional<double> revenue;          ///< 10,000 yuan a year
  std::optional<double> output;           ///< 10,000 yuan a year
  std::optional<double> tax;              ///< 10,000 yuan a year
  std::optional<double> purchases;        ///< 10,000 yuan a year
  std::optional<double> local_purchases;  ///< of it from firms here
  std::optional<double> insured_staff;
  std::optional<double> staff;

  /// (header, cell) of columns that the caller asked to keep.
  std::vector<std::pair<std::string, std::string>> kept;

  /// 链主, listed, or 小巨人: one that surely holds a node makes it strong.
  [[nodiscard]] bool designated() const { return anchor || listed || little_giant; }
  /// Abnormal, or without staff: it makes no node present.
  [[nodiscard]] bool flagged() const { return abnormal || no_staff; }

  /// The text of a field that evidence may point into; empty for others.
  [[nodiscard]] const std::string& cell(Field field) const {
    static const std::string none;
    switch (field) {
      case Field::name: return name;
      case Field::scope: return scope;
      case Field::products: return products;
      case Field::tags: return tags;
      case Field::industry_name: return industry_name;
      case Field::industry_code: return industry_code;
      default: return none;
    }
  }
};

}  // namespace liantu
