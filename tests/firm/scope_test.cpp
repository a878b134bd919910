// One test for each form of scope text, worked out by hand.
#include "liantu/firm/scope.hpp"

#include "liantu/firm/scope_clauses.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace liantu::scope_test {
namespace {

constexpr unsigned make = role_bit(Role::make);
constexpr unsigned trade = role_bit(Role::trade);
constexpr unsigned serve = role_bit(Role::serve);

std::vector<std::pair<std::string, unsigned>> read(const std::string& scope) {
  const Chars chars(scope);
  std::vector<std::pair<std::string, unsigned>> out;
  for (const auto& item : parse_scope(chars)) out.emplace_back(chars.text(item.begin, item.end), item.roles);
  return out;
}

using Items = std::vector<std::pair<std::string, unsigned>>;

TEST(Scope, AnEnumerationSharesTheVerbsAtItsEnd) {
  EXPECT_EQ(read("建筑机械、粮食机械制造；钣金加工"), (Items{{"建筑机械", make}, {"粮食机械", make}, {"钣金", make}}));
  EXPECT_EQ(read("多晶硅锭的研究、设计、生产、销售"), (Items{{"多晶硅锭", make | trade | serve}}));
}

TEST(Scope, ANounAfterVerbsBeginsANewGroup) {
  EXPECT_EQ(read("棉纱生产，建材销售"), (Items{{"棉纱", make}, {"建材", trade}}));
}

TEST(Scope, LeadingVerbsGoWithTheItemsAfterThem) {
  EXPECT_EQ(read("生产、销售汽车配件、玩具"), (Items{{"汽车配件", make | trade}, {"玩具", make | trade}}));
}

TEST(Scope, VerbsAloneAreNoItem) {
  EXPECT_EQ(read("从事生产、石英砂"), (Items{{"石英砂", make}}));
  EXPECT_EQ(read("石英砂、生产及、销售"), (Items{{"石英砂", make | trade}}));
  EXPECT_TRUE(read("生产及；从事；主营、销售和").empty());
}

TEST(Scope, AFillerAloneEndsNoEnumeration) {
  EXPECT_EQ(read("石英管、等、玻璃管制造"), (Items{{"石英管", make}, {"玻璃管", make}}));
}

TEST(Scope, NestedAndUnclosedBracketsAreDropped) {
  EXPECT_EQ(read("玻璃（不含【石英（熔融）】玻璃）制造；陶瓷（日用、瓷砖；砖瓦销售"),
            (Items{{"玻璃", make}, {"陶瓷", 0U}, {"砖瓦", trade}}));
}

TEST(Scope, ABracketInsideANounIsNotOfIt) {
  const auto items = parse_scope(Chars("玻璃（不含石英砂）制品、饮料（茶）制造"));
  ASSERT_EQ(items.size(), 3U);
  EXPECT_EQ(read("玻璃（不含石英砂）制品、饮料（茶）制造"), (Items{{"玻璃", make}, {"制品", make}, {"饮料", make}}));
  EXPECT_EQ(items[0].place, 0U);
  EXPECT_EQ(items[1].place, 0U);
  EXPECT_EQ(items[2].place, 1U);
}

TEST(Scope, AVerbThatBeginsANounStays) { EXPECT_EQ(read("生产线设备制造"), (Items{{"生产线设备", make}})); }

TEST(Scope, BracketsAndBoilerplateAreDropped) {
  EXPECT_EQ(read("铸铁件（不含冶炼）加工。（依法须经批准的项目，经相关部门批准后方可开展经营活动）").size(), 1U);
  EXPECT_TRUE(read("自营和代理各类商品及技术的进出口业务").empty());
  EXPECT_TRUE(read("除依法须经批准的项目外，凭营业执照依法自主开展经营活动").empty());
}

TEST(Scope, TwoGenerationsInOneCellAreKeptApart) {
  EXPECT_EQ(read("酸奶生产（依法须经批准的项目，经相关部门批准后方可开展经营活动）一般项目：玩具销售"),
            (Items{{"酸奶", make}, {"玩具", trade}}));
}

TEST(Scope, NegatedItemsAreNotDone) { EXPECT_EQ(read("化工产品销售，不含危险化学品"), (Items{{"化工产品", trade}})); }

TEST(Scope, ABracketThatNamesProductsIsRead) {
  EXPECT_EQ(read("蔬菜制品（酱腌菜）生产"), (Items{{"蔬菜制品", make}, {"酱腌菜", make}}));
  EXPECT_EQ(read("乳制品【液体乳（巴氏杀菌乳、调制乳）】，乳粉（全脂乳粉）生产"), (Items{{"乳制品", make},
                                                                                         {"液体乳", make},
                                                                                         {"巴氏杀菌乳", make},
                                                                                         {"调制乳", make},
                                                                                         {"乳粉", make},
                                                                                         {"全脂乳粉", make}}));
  EXPECT_EQ(read("光伏产品（含太阳能硅棒、硅片）制造"),
            (Items{{"光伏产品", make}, {"太阳能硅棒", make}, {"硅片", make}}));
  EXPECT_EQ(read("化纤编织布（土工布、农用布）、玻纤布制造"),
            (Items{{"化纤编织布", make}, {"土工布", make}, {"农用布", make}, {"玻纤布", make}}));
}

TEST(Scope, ABracketThatQualifiesIsNot) {
  EXPECT_EQ(read("日用口罩（非医用）生产；防护用品（Ⅰ类医疗器械）生产；硫酸（最大储存量：8吨）销售；再生资源回收（除生"
                 "产性废旧金属）"),
            (Items{{"日用口罩", make}, {"防护用品", make}, {"硫酸", trade}, {"再生资源", serve}}));
  EXPECT_EQ(read("电缆（6千伏及以上干法交联电缆制造项目除外）生产；聚氯乙烯（PVC）制造"),
            (Items{{"电缆", make}, {"聚氯乙烯", make}}));
  EXPECT_EQ(read("工业用布（非织造布）制造"), (Items{{"工业用布", make}, {"非织造布", make}}));
}

TEST(Scope, OwnProductsAreThoseNamedBefore) {
  EXPECT_EQ(read("乳粉的生产及自产产品销售"), (Items{{"乳粉", make | trade}}));
  EXPECT_EQ(read("酸奶生产，销售本公司自产产品。玩具销售"), (Items{{"酸奶", make | trade}, {"玩具", trade}}));
}

TEST(Scope, WordsThatBeginWithTheSameCharacterAreProducts) {
  EXPECT_EQ(read("除尘设备、除湿机、曝气机制造"), (Items{{"除尘设备", make}, {"除湿机", make}, {"曝气机", make}}));
  EXPECT_EQ(read("除草剂、户外家具销售"), (Items{{"除草剂", trade}, {"户外家具", trade}}));
}

TEST(Scope, AnExclusionEndsWithItsWord) {
  EXPECT_EQ(read("除危险化学品、农药以外，化肥销售"), (Items{{"化肥", trade}}));
  EXPECT_EQ(read("除国家限制的项目外、玩具制造"), (Items{{"玩具", make}}));
}

TEST(Scope, AnExclusionInsideAnItemLeavesTheRest) {
  EXPECT_EQ(read("除危险化学品外的化工产品销售；玩具制造"), (Items{{"化工产品", trade}, {"玩具", make}}));
  EXPECT_EQ(read("除网络货运和危险货物之外的道路运输"), (Items{{"道路", role_bit(Role::move)}}));
  EXPECT_EQ(read("化工产品不含危险品、农药销售。塑料制造"), (Items{{"化工产品", 0U}, {"塑料", make}}));
  EXPECT_EQ(read("机械设备制造、特种设备除外；塑料制造"), (Items{{"机械设备", make}, {"塑料", make}}));
  EXPECT_EQ(read("电线电缆［6千伏以上交联电缆除外］制造"), (Items{{"电线电缆", make}}));
}

TEST(Scope, ItemsInABracketKeepTheirPlace) {
  const auto items = parse_scope(Chars("布（土工布、农用布）、玻纤布制造"));
  ASSERT_EQ(items.size(), 4U);
  EXPECT_EQ(items[0].place, 0U);
  EXPECT_EQ(items[1].place, 0U);
  EXPECT_EQ(items[2].place, 0U);
  EXPECT_EQ(items[3].place, 1U);
}

TEST(Scope, TheListAfterLicencesCountsAnew) {
  const auto places = [](const std::string& scope) {
    std::vector<std::uint32_t> out;
    for (const auto& item : parse_scope(Chars(scope))) out.push_back(item.place);
    return out;
  };
  EXPECT_EQ(places("许可项目：道路货物运输；供电业务（依法须经批准的项目）一般项目：塑料制造；玩具制造"),
            (std::vector<std::uint32_t>{0, 1, 0, 1}));
  EXPECT_EQ(places("塑料制造。许可项目：供电业务；一般项目：玩具制造"), (std::vector<std::uint32_t>{0, 1, 2}));
}

TEST(Scope, VerbsBeforeAColonLeadWhatFollows) {
  EXPECT_EQ(read("批发：缝合器械；注射器械；玩具制造；砖瓦。陶瓷"),
            (Items{{"缝合器械", trade}, {"注射器械", trade}, {"玩具", make}, {"砖瓦", 0U}, {"陶瓷", 0U}}));
  EXPECT_EQ(read("生产：玻璃；销售：建材、砖瓦"), (Items{{"玻璃", make}, {"建材", trade}, {"砖瓦", trade}}));
}

TEST(Scope, AVerbThatNamesAPartStays) {
  EXPECT_EQ(read("铸造件销售；冲压件、锻造件加工"), (Items{{"铸造件", trade}, {"冲压件", make}, {"锻造件", make}}));
}

TEST(Scope, FullWidthAndTraditionalFormsReadAlike) {
  EXPECT_EQ(read("機械製造；玩具　製造，ＬＥＤ燈銷售"), (Items{{"機械", make}, {"玩具", make}, {"ＬＥＤ燈", trade}}));
}

TEST(Scope, RepairLeaseAndOtherServicesAreServices) {
  EXPECT_EQ(read("专用设备修理；机械设备租赁；发电业务"),
            (Items{{"专用设备", serve}, {"机械设备", serve}, {"发电", 0U}}));
}

TEST(Scope, TheFirmsOwnImportsAreBoilerplate) {
  EXPECT_TRUE(read("自营和代理各类商品及技术的进出口业务，但国家限定企业经营或禁止进出口的商品和技术除外").empty());
}

TEST(Scope, OneParserReadsMany) {
  ScopeParser parser;
  const Chars first("石英砂生产；（不含冶炼");
  const Chars second("玩具销售");
  EXPECT_EQ(parser.parse(first).size(), 1U);
  ASSERT_EQ(parser.parse(second).size(), 1U);
  EXPECT_EQ(parser.parse(second)[0].roles, trade);
}

TEST(Scope, OddTextNeverFails) {
  for (const char* text :
       {"", "；；；", "（（（", "）", "。", "生产", "的", "、、、制造", "\xFF\xFE", "生产生产生产", "(除外"})
    EXPECT_NO_THROW((void)read(text)) << text;
}

TEST(Scope, TheClosingNoticeMayBeLeftOut) {
  const auto without = [](std::string_view cell) { return std::string(detail::without_closing_notice(cell)); };
  EXPECT_EQ(without("玻璃制造（依法须经批准的项目，经相关部门批准后方可开展经营活动）"), "玻璃制造");
  EXPECT_EQ(without("玻璃（石英，熔融）、陶瓷销售（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）"),
            "玻璃（石英，熔融）、陶瓷销售");
  for (const char* kept : {"", "）", "（）", "玻璃（石英）", "玻璃）依法须经批准的项目）",
                           "玻璃（依法须经批准的项目）。", "玻璃（依法须经批准的项目（危险品）除外）",
                           "玻璃（依法须经批准的项目(危险品)）", "，，，）", "玻璃（依法，须经批准的项目）"})
    EXPECT_EQ(without(kept), kept);
  for (const std::string start : {"玻璃制造、陶瓷", "玻璃（石英", "一般项目：玻璃；许可项目：酒", "批发：酒"}) {
    const std::string cell = start + "（依法须经批准的项目，经相关部门批准后方可开展经营活动）";
    EXPECT_EQ(read(without(cell)), read(cell)) << cell;
  }
}

// Nothing where the scope cannot be cut.
std::vector<std::string> clauses_of(const std::string& scope) {
  std::vector<std::string_view> out;
  if (!detail::ScopeClauses::cut(scope, out)) return {};
  return {out.begin(), out.end()};
}

using Texts = std::vector<std::string>;

TEST(ScopeClauses, AreWhatSemicolonsOutsideBracketsPart) {
  EXPECT_EQ(clauses_of("钢管制造；建材、化肥（不含农药；不含危险品）销售；；运输"),
            (Texts{"钢管制造", "建材、化肥（不含农药；不含危险品）销售", "运输"}));
  EXPECT_EQ(clauses_of("[甲；乙]丙；【丁；〔戊；(己；）】庚"), Texts{});
  EXPECT_EQ(clauses_of("甲）；乙;丙；"), (Texts{"甲）", "乙;丙"}));
  EXPECT_EQ(clauses_of(std::string(62, 'a') + "（；）；" + std::string(100, 'b')),
            (Texts{std::string(62, 'a') + "（；）", std::string(100, 'b')}));
  EXPECT_TRUE(clauses_of("").empty());
}

TEST(ScopeClauses, ABracketThatNeverClosesCutsNothing) {
  EXPECT_EQ(clauses_of("钢管（不含；建材"), Texts{});
  EXPECT_EQ(clauses_of("钢管制造；【建材"), Texts{});
}

TEST(ScopeClauses, AColonMayLeadWhatFollowsUnlessItHeadsAList) {
  EXPECT_EQ(clauses_of("一般项目：钢管；许可项目：建材；丙许可经营项目:丁"),
            (Texts{"一般项目：钢管", "许可项目：建材", "丙许可经营项目:丁"}));
  EXPECT_EQ(clauses_of("批发：钢管；建材"), Texts{});
  EXPECT_EQ(clauses_of("批发:钢管；建材"), Texts{});
  EXPECT_EQ(clauses_of("批发、行政许可项目：钢管；建材"), Texts{});  // leads them, as it is no heading
}

}  // namespace
}  // namespace liantu::scope_test
