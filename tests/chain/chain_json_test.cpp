// Chain files: every field read to its place, and read back as written.
#include "liantu/chain/chain_json.hpp"

#include "chain/chain_fixture.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace liantu::chain_json_test {
namespace {

constexpr std::string_view filled_text = R"({
  "schema_version": 1, "id": "quartz-2", "name": "石英新材料", "name_en": "Quartz \"materials\"",
  "summary": "从开采到石英件。\n两行 <b>&",
  "sources": [
    {"id": "s1", "title": "行业资料", "publisher": "某协会", "year": 2024, "url": "https://example.org/a?b=1&c=2",
     "note": "第三章"},
    {"id": "s2", "title": "目录"}],
  "nodes": [
    {"id": "pure", "name": "高纯石英砂", "name_en": "High-purity sand", "stage": "downstream", "segment": "提纯",
     "role": "serve", "core": true, "terminal": true, "holder": "facility", "industry": ["3099", "1019", "0111"],
     "terms": ["高纯石英砂", "电子级石英砂"], "not_terms": ["石英砂岩"], "value_added": "high",
     "life_stage": {"value": "growth", "source": "s1", "as_of": "2024", "clause": "第一条"},
     "capacity": {"value": "tight", "basis": "judgement"},
     "policy": {"value": "restricted", "source": "s2", "as_of": "2024-02", "clause": "限制类 九、3"},
     "controls": [{"value": "two-high", "source": "s1", "as_of": "2023-12", "clause": "附件"},
                  {"value": "capacity-replacement", "basis": "judgement", "as_of": "2022"}],
     "siting": "near-port", "min_scale": {"value": 0.5, "unit": "万吨/年", "source": "s1", "as_of": "2021"},
     "needs": ["mining-right", "cold-chain"], "permits": ["排污许可证"],
     "energy": "medium", "pollution": "low", "land": "high",
     "typical": {"investment_10k_yuan": 12000, "land_mu": 35.5, "jobs": 80, "tax_10k_yuan": 1500.25, "source": "s1",
                 "as_of": "2024-12"},
     "note": "注", "source": "s1", "as_of": "2024-03"},
    {"id": "sand", "name": "石英砂", "stage": "midstream", "segment": "粗加工", "role": "make", "basis": "judgement"}],
  "links": [
    {"from": "sand", "to": "photovoltaic:crucible", "kind": "packaging", "essential": true, "group": "bags",
     "share": 0.125, "note": "注", "source": "s2", "as_of": "2020"},
    {"from": "sand", "to": "pure", "kind": "material", "basis": "judgement"}],
  "waivers": [{"warning": "cycle", "at": "a", "reason": "废料回炉"}]
})";

TEST(ChainJson, EveryFieldIsReadToItsPlace) { EXPECT_EQ(read_chain(filled_text, "f"), test::filled_chain()); }

TEST(ChainJson, AFilledChainReadsBackAsWritten) {
  const Chain chain = test::filled_chain();
  EXPECT_EQ(read_chain(write_chain(chain), "f"), chain);
}

TEST(ChainJson, KeysMayComeInAnyOrder) {
  const auto swapped = test::with(test::good_chain, R"("id": "b", "name": "b")", R"("name": "b", "id": "b")");
  EXPECT_EQ(read_chain(swapped, "f"), read_chain(test::good_chain, "f"));
}

TEST(ChainJson, WhatIsAbsentIsUnknownAndWrittenAsNothing) {
  Chain chain;
  chain.id = "q";
  chain.name = "石英";
  Node node;
  node.id = "a";
  node.name = "a";
  node.segment = "s";
  chain.nodes = {node};
  EXPECT_EQ(write_chain(chain),
            "{\n  \"schema_version\": 1,\n  \"id\": \"q\",\n  \"name\": \"石英\",\n  \"nodes\": [\n"
            "    {\"id\": \"a\", \"name\": \"a\", \"stage\": \"midstream\", \"segment\": \"s\", \"role\": \"make\", "
            "\"basis\": \"judgement\"}\n  ]\n}\n");
  EXPECT_EQ(read_chain(write_chain(chain), "f"), chain);
}

TEST(ChainJson, OneNodeAndOneLinkALine) {
  const std::string text = write_chain(test::filled_chain());
  // A brace, 5 keys, 3 lists of 2 entries and one of 1 with a line before and after, a brace.
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1 + 5 + 3 * 4 + 3 + 1);
}

TEST(ChainJson, WritingTwiceGivesTheSameBytes) {
  const std::string once = write_chain(test::filled_chain());
  EXPECT_EQ(write_chain(read_chain(once, "f")), once);
}

TEST(ChainJson, NumbersAreWrittenPlain) {
  const std::string text = write_chain(test::filled_chain());
  EXPECT_NE(text.find(R"("share": 0.125)"), std::string::npos);
  EXPECT_NE(text.find(R"({"value": 0.5, "unit": "万吨/年")"), std::string::npos);
}

TEST(ChainJson, NumbersOfAFileAreKeptAsTheyAreWritten) {
  const Chain chain =
      read_chain(test::with(test::good_chain, R"("share": 0.5)", R"("share": 0.33333333333333331)"), "f");
  EXPECT_EQ(chain.links[0].share, 0.333333333);
  EXPECT_EQ(read_chain(write_chain(chain), "again"), chain);
}

TEST(ChainJson, ANameInAnotherLanguageFallsBackToTheChineseOne) {
  const Chain chain = test::filled_chain();
  EXPECT_EQ(chain.title(Lang::en), "Quartz \"materials\"");
  EXPECT_EQ(chain.title(Lang::zh), "石英新材料");
  EXPECT_EQ(chain.nodes[0].title(Lang::en), "High-purity sand");
  EXPECT_EQ(chain.nodes[1].title(Lang::en), "石英砂");
}

TEST(ChainJson, SupplyAndValueRunOverTheKindsThatGoIntoTheProduct) {
  for (const auto kind : {LinkKind::material, LinkKind::component, LinkKind::packaging}) EXPECT_TRUE(is_supply(kind));
  for (const auto kind :
       {LinkKind::equipment, LinkKind::energy, LinkKind::service, LinkKind::channel, LinkKind::recycle}) {
    EXPECT_FALSE(is_supply(kind));
    EXPECT_FALSE(carries_value(kind));
  }
  EXPECT_TRUE(carries_value(LinkKind::material));
  EXPECT_TRUE(carries_value(LinkKind::component));
  EXPECT_FALSE(carries_value(LinkKind::packaging));
}

// The chains that the project ships.
class ShippedChain : public testing::TestWithParam<const char*> {};

TEST_P(ShippedChain, ReadsBackAsWritten) {
  const std::string path = std::string(LIANTU_SOURCE_DATA "/chains/") + GetParam() + ".json";
  const Chain chain = read_chain(read_file(path), path);
  EXPECT_EQ(chain.id, GetParam());
  EXPECT_FALSE(chain.nodes.empty());
  EXPECT_FALSE(chain.links.empty());
  EXPECT_EQ(read_chain(write_chain(chain), "again"), chain);
}

INSTANTIATE_TEST_SUITE_P(All, ShippedChain, testing::Values("dairy", "photovoltaic", "quartz", "textile-apparel"),
                         [](const auto& shipped) {
                           std::string name = shipped.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace liantu::chain_json_test
