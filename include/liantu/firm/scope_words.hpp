/// @file
/// The words by which a business scope is read: verbs and the roles that they give, stops, brackets, negations, notices
/// of the registrar.
#pragma once

#include "liantu/chain/chain.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace liantu {

/// The bit of a role in ScopeItem::roles.
[[nodiscard]] constexpr unsigned role_bit(Role role) { return 1U << static_cast<unsigned>(role); }

namespace detail {

enum class ScopeWordKind : std::uint8_t {
  verb,           // what is done with the nouns beside it
  filler,         // may stand between verbs, or after the noun, without meaning anything
  lead,           // 从事, 主营: stands before the verbs of a clause
  item_stop,      // ends an item
  clause_stop,    // ends a clause: verbs do not reach past it
  open,           // a bracket
  close,          //
  heading,        // 一般项目: heads a list
  own_products,   // 自产产品: those named before
  notice,         // of the registrar: the item that holds it says nothing of the firm
  negation,       // 不含: from here to the end of the clause, what is named is not done
  exception,      // 除 … 外
  exception_end,  // 外
  excepted,       // 除外: what stands before it
  qualifier,      // in a bracket: the bracket qualifies and names no product
  ending,         // after a leading 生产 or 加工: these belong to a noun (生产|线, 加工|中心)
  plain,          // a word only so that no other is seen in it: 户外, 技术服务业
};

struct ScopeWord {
  std::u16string_view text;
  ScopeWordKind kind;
  unsigned roles = 0;  // of a verb
};

inline constexpr auto scope_words = [] {
  using enum ScopeWordKind;
  constexpr unsigned make = role_bit(Role::make);
  constexpr unsigned grow = role_bit(Role::grow);
  constexpr unsigned mine = role_bit(Role::mine);
  constexpr unsigned trade = role_bit(Role::trade);
  constexpr unsigned serve = role_bit(Role::serve);
  constexpr unsigned move = role_bit(Role::move);
  return std::to_array<ScopeWord>({
      {u"生产", verb, make},
      {u"制造", verb, make},
      {u"加工", verb, make},
      {u"制作", verb, make},
      {u"制做", verb, make},
      {u"破碎", verb, make},
      {u"粉碎", verb, make},
      {u"提纯", verb, make},
      {u"洗选", verb, make},
      {u"切割", verb, make},
      {u"冶炼", verb, make},
      {u"组装", verb, make},
      {u"装配", verb, make},
      {u"研制", verb, make},
      {u"试制", verb, make},
      {u"织造", verb, make},
      {u"铸造", verb, make},
      {u"锻造", verb, make},
      {u"印制", verb, make},
      {u"屠宰", verb, make},
      {u"种植", verb, grow},
      {u"养殖", verb, grow},
      {u"饲养", verb, grow},
      {u"繁育", verb, grow},
      {u"培育", verb, grow},
      {u"栽培", verb, grow},
      {u"露天开采", verb, mine},
      {u"地下开采", verb, mine},
      {u"开采", verb, mine},
      {u"采选", verb, mine},
      {u"采掘", verb, mine},
      {u"购销", verb, trade},
      {u"销售", verb, trade},
      {u"批发", verb, trade},
      {u"零售", verb, trade},
      {u"批零", verb, trade},
      {u"分销", verb, trade},
      {u"经营", verb, trade},
      {u"经销", verb, trade},
      {u"贸易", verb, trade},
      {u"买卖", verb, trade},
      {u"收购", verb, trade},
      {u"采购", verb, trade},
      {u"代购代销", verb, trade},
      {u"批发兼零售", verb, trade},
      {u"零售兼批发", verb, trade},
      {u"网上销售", verb, trade},
      {u"互联网销售", verb, trade},
      {u"进出口", verb, trade},
      {u"进口", verb, trade},
      {u"出口", verb, trade},
      {u"代理", verb, trade},
      {u"技术推广服务", verb, serve},
      {u"技术咨询服务", verb, serve},
      {u"技术服务", verb, serve},
      {u"技术咨询", verb, serve},
      {u"技术转让", verb, serve},
      {u"技术开发", verb, serve},
      {u"技术研发", verb, serve},
      {u"技术推广", verb, serve},
      {u"技术研究", verb, serve},
      {u"技术交流", verb, serve},
      {u"研发", verb, serve},
      {u"研究", verb, serve},
      {u"开发", verb, serve},
      {u"设计", verb, serve},
      {u"服务", verb, serve},
      {u"售后服务", verb, serve},
      {u"咨询", verb, serve},
      {u"检测", verb, serve},
      {u"检验", verb, serve},
      {u"维修", verb, serve},
      {u"修理", verb, serve},
      {u"维护", verb, serve},
      {u"保养", verb, serve},
      {u"安装", verb, serve},
      {u"租赁", verb, serve},
      {u"出租", verb, serve},
      {u"施工", verb, serve},
      {u"调试", verb, serve},
      {u"改造", verb, serve},
      {u"回收", verb, serve},
      {u"运营", verb, serve},
      {u"管理", verb, serve},
      {u"运输", verb, move},
      {u"仓储", verb, move},
      {u"配送", verb, move},
      {u"物流", verb, move},
      {u"以及", filler},
      {u"及其", filler},
      {u"及", filler},
      {u"和", filler},
      {u"与", filler},
      {u"并", filler},
      {u"或", filler},
      {u"兼", filler},
      {u"的", filler},
      {u"等", filler},
      {u"业务", filler},
      {u"从事", lead},
      {u"主营", lead},
      {u"兼营", lead},
      {u",", item_stop},
      {u"、", item_stop},
      {u"|", item_stop},
      {u"/", item_stop},
      {u";", clause_stop},
      {u":", clause_stop},
      {u"。", clause_stop},
      {u"\n", clause_stop},
      {u"\r", clause_stop},
      {u"(", open},
      {u"[", open},
      {u"【", open},
      {u"〔", open},
      {u")", close},
      {u"]", close},
      {u"】", close},
      {u"〕", close},
      {u"一般项目", heading},
      {u"许可项目", heading},
      {u"一般经营项目", heading},
      {u"许可经营项目", heading},
      {u"自产产品", own_products},
      {u"公司自产产品", own_products},
      {u"本公司自产产品", own_products},
      {u"本企业自产产品", own_products},
      {u"依法须经批准的项目", notice},
      {u"相关部门批准", notice},
      {u"凭营业执照", notice},
      {u"以审批结果为准", notice},
      {u"具体经营项目", notice},
      {u"开展经营活动", notice},
      {u"自主开展经营活动", notice},
      {u"限定企业经营", notice},
      {u"限定公司经营", notice},
      {u"禁止进出口", notice},
      {u"禁止企业进出口", notice},
      {u"各类商品", notice},
      {u"货物及技术", notice},
      {u"货物和技术", notice},
      {u"货物与技术", notice},
      {u"技术进出口", notice},
      {u"货物进出口", notice},
      {u"国家限制", notice},
      {u"许可证经营", notice},
      {u"法律法规", notice},
      {u"法律、行政法规", notice},
      {u"行政许可", notice},
      {u"须经批准", notice},
      {u"营业执照", notice},
      {u"批准", qualifier},
      {u"不含", negation},
      {u"不得", negation},
      {u"不包括", negation},
      {u"不包含", negation},
      {u"不从事", negation},
      {u"除", exception},
      {u"外", exception_end},
      {u"以外", exception_end},
      {u"之外", exception_end},
      {u"除外", excepted},
      {u"不涉", qualifier},
      {u"不需", qualifier},
      {u"仅", qualifier},
      {u"限", qualifier},
      {u"凭", qualifier},
      {u"须", qualifier},
      {u"需", qualifier},
      {u"涉及", qualifier},
      {u"国家", qualifier},
      {u"许可", qualifier},
      {u"执照", qualifier},
      {u"审批", qualifier},
      {u"资质", qualifier},
      {u"项目", qualifier},
      {u"储存", qualifier},
      {u"存储", qualifier},
      {u"简称", qualifier},
      {u"范围", qualifier},
      {u"以上", qualifier},
      {u"以下", qualifier},
      {u"易制毒", qualifier},
      {u"医疗器械", qualifier},
      {u"有效", qualifier},
      {u"期", qualifier},
      {u"委托", qualifier},
      {u"单位", qualifier},
      {u"线", ending},
      {u"件", ending},
      {u"用", ending},
      {u"性", ending},
      {u"中心", ending},
      {u"设备", ending},
      {u"业", ending},
      {u"专用", ending},
      {u"机械", ending},
      {u"装置", ending},
      {u"仪器", ending},
      {u"软件", ending},
      {u"生产线", plain},
      {u"生产性", plain},
      {u"除尘", plain},
      {u"除湿", plain},
      {u"除草", plain},
      {u"除臭", plain},
      {u"除锈", plain},
      {u"除氧", plain},
      {u"除铁", plain},
      {u"除冰", plain},
      {u"除雪", plain},
      {u"除油", plain},
      {u"除味", plain},
      {u"除虫", plain},
      {u"除菌", plain},
      {u"除沫", plain},
      {u"除雾", plain},
      {u"户外", plain},
      {u"室外", plain},
      {u"海外", plain},
      {u"境外", plain},
      {u"国外", plain},
      {u"红外", plain},
      {u"紫外", plain},
      {u"涉外", plain},
      {u"对外", plain},
      {u"长期", plain},
  });
}();

}  // namespace detail

}  // namespace liantu
