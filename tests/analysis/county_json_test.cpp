// County files: every field read to its place, and every kind of error told by its pointer.
#include "liantu/analysis/county_json.hpp"

#include "chain/chain_fixture.hpp"
#include "json/problems.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace liantu::county_json_test {
namespace {

using test::Tolds;
using Texts = std::vector<std::string>;

constexpr std::string_view good = R"({
 "schema_version": 1, "name": "云石县", "name_en": "Yunshi",
 "chains": [
  {"id": "quartz", "standing": "characteristic", "chief": "甲", "department": "工信局", "team": "专班", "anchors": ["一厂"]},
  {"id": "dairy", "standing": "emerging"}],
 "parks": [{"name": "开发区", "offers": ["chemical-park", "port"], "land_mu": 1200.5, "energy_tce": 30000.5,
            "water_m3": 2000000, "money_10k_yuan": 8000}],
 "townships": ["白岭镇", "鹤坪镇"],
 "sites": {"chemical-park": false, "mining-right": true},
 "refuses": [{"id": "no", "reason": "不接", "nodes": ["quartz:*"], "pollution": "medium", "energy": "high",
              "controls": ["two-high"]}],
 "cautions_as_veto": ["surplus", "two-high"], "partners": ["邻县"], "covers": ["制造业", "规上"]
})";

Tolds spoiled(std::string_view from, std::string_view to) {
  return test::told_by([&] { return read_county(test::with(good, from, to), "c.json"); });
}

TEST(CountyJson, EveryFieldIsReadToItsPlace) {
  const County c = read_county(good, "c.json");
  EXPECT_EQ(c.name, "云石县");
  EXPECT_EQ(c.name_en, "Yunshi");
  ASSERT_EQ(c.chains.size(), 2U);
  EXPECT_EQ(c.chains[0].id, "quartz");
  EXPECT_EQ(c.chains[0].standing, Standing::characteristic);
  EXPECT_EQ(c.chains[0].chief, "甲");
  EXPECT_EQ(c.chains[0].department, "工信局");
  EXPECT_EQ(c.chains[0].team, "专班");
  EXPECT_EQ(c.chains[0].anchors, Texts{"一厂"});
  EXPECT_EQ(c.chains[1].standing, Standing::emerging);
  EXPECT_TRUE(c.chains[1].anchors.empty());
  ASSERT_EQ(c.parks.size(), 1U);
  EXPECT_EQ(c.parks[0].name, "开发区");
  EXPECT_EQ(c.parks[0].offers, (std::vector<Need>{Need::chemical_park, Need::port}));
  EXPECT_EQ(c.parks[0].land_mu, 1200.5);
  EXPECT_EQ(c.parks[0].energy_tce, 30000.5);
  EXPECT_EQ(c.parks[0].water_m3, 2000000);
  EXPECT_EQ(c.parks[0].money_10k_yuan, 8000);
  EXPECT_EQ(c.townships, (Texts{"白岭镇", "鹤坪镇"}));
  EXPECT_EQ(c.sites, (std::map<Need, bool>{{Need::chemical_park, false}, {Need::mining_right, true}}));
  ASSERT_EQ(c.refuses.size(), 1U);
  EXPECT_EQ(c.refuses[0].id, "no");
  EXPECT_EQ(c.refuses[0].reason, "不接");
  EXPECT_EQ(c.refuses[0].nodes, Texts{"quartz:*"});
  EXPECT_EQ(c.refuses[0].pollution, Level::medium);
  EXPECT_EQ(c.refuses[0].energy, Level::high);
  EXPECT_EQ(c.refuses[0].controls, std::vector<Control>{Control::two_high});
  EXPECT_EQ(c.cautions_as_veto, (std::vector<Caution>{Caution::surplus, Caution::two_high}));
  EXPECT_EQ(c.partners, Texts{"邻县"});
  EXPECT_EQ(c.covers, (Texts{"制造业", "规上"}));
}

TEST(CountyJson, WhatIsAbsentIsUnknown) {
  const County c = read_county(R"({"schema_version": 1, "name": "县"})", "c.json");
  EXPECT_TRUE(c.chains.empty());
  EXPECT_TRUE(c.sites.empty());
  EXPECT_TRUE(c.refuses.empty());
  EXPECT_TRUE(c.covers.empty());
}

TEST(CountyJson, FindsAChainById) {
  const County c = read_county(good, "c.json");
  ASSERT_NE(c.chain("dairy"), nullptr);
  EXPECT_EQ(c.chain("dairy")->standing, Standing::emerging);
  EXPECT_EQ(c.chain("textile"), nullptr);
}

TEST(CountyJson, TheShippedSampleIsRead) {
  const std::string path = LIANTU_SOURCE_DATA "/samples/demo-county/county.json";
  const County c = read_county(read_file(path), path);
  ASSERT_NE(c.chain("quartz"), nullptr);
  EXPECT_EQ(c.chain("quartz")->standing, Standing::lead);
  EXPECT_FALSE(c.sites.at(Need::chemical_park));
}

TEST(CountyJsonErrors, NameTheFile) {
  const auto problems = test::problems_of([] { return read_county("{}", "c.json"); });
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].file, "c.json");
  EXPECT_EQ(test::told(problems), (Tolds{{"", "no \"schema_version\"", "this key is required"},
                                         {"", "no \"name\"", "this key is required"}}));
}

TEST(CountyJsonErrors, EachHasItsPointer) {
  const auto place = [](std::string_view from, std::string_view to) {
    const Tolds tolds = spoiled(from, to);
    EXPECT_EQ(tolds.size(), 1U) << to;
    return tolds.empty() ? "" : tolds[0].where;
  };
  EXPECT_EQ(place(R"("schema_version": 1)", R"("schema_version": 2)"), "/schema_version");
  EXPECT_EQ(place(R"("name": "云石县")", R"("name": "  ")"), "/name");
  EXPECT_EQ(place(R"("name_en": "Yunshi")", R"("name_en": 7)"), "/name_en");
  EXPECT_EQ(place(R"("id": "dairy", )", ""), "/chains/1");
  EXPECT_EQ(place(R"(, "standing": "emerging")", ""), "/chains/1");
  EXPECT_EQ(place(R"("emerging")", R"("main")"), "/chains/1/standing");
  EXPECT_EQ(place(R"("chief": "甲")", R"("chief": ["甲"])"), "/chains/0/chief");
  EXPECT_EQ(place(R"("anchors": ["一厂"])", R"("anchors": ["一厂", ""])"), "/chains/0/anchors/1");
  EXPECT_EQ(place(R"("team")", R"("teem")"), "/chains/0/teem");
  EXPECT_EQ(place(R"({"name": "开发区", )", "{"), "/parks/0");
  EXPECT_EQ(place(R"("port"])", R"("airport"])"), "/parks/0/offers/1");
  EXPECT_EQ(place(R"("land_mu": 1200.5)", R"("land_mu": -1)"), "/parks/0/land_mu");
  EXPECT_EQ(place(R"("energy_tce": 30000.5)", R"("energy_tce": "30000")"), "/parks/0/energy_tce");
  EXPECT_EQ(place(R"("water_m3": 2000000)", R"("water_m3": -1)"), "/parks/0/water_m3");
  EXPECT_EQ(place(R"("money_10k_yuan": 8000)", R"("money_10k_yuan": 2e9)"), "/parks/0/money_10k_yuan");
  EXPECT_EQ(place(R"("鹤坪镇")", R"("白岭镇")"), "/townships/1");
  EXPECT_EQ(place(R"("mining-right": true)", R"("mining-right": "yes")"), "/sites/mining-right");
  EXPECT_EQ(place(R"({"chemical-park": false, "mining-right": true})", "[]"), "/sites");
  EXPECT_EQ(place(R"("id": "no", )", ""), "/refuses/0");
  EXPECT_EQ(place(R"("reason": "不接", )", ""), "/refuses/0");
  EXPECT_EQ(place(R"("nodes": ["quartz:*"])", R"("nodes": "quartz:*")"), "/refuses/0/nodes");
  EXPECT_EQ(place(R"("pollution": "medium")", R"("pollution": 2)"), "/refuses/0/pollution");
  EXPECT_EQ(place(R"("energy": "high")", R"("energy": "much")"), "/refuses/0/energy");
  EXPECT_EQ(place(R"(["two-high"])", R"(["high"])"), "/refuses/0/controls/0");
  EXPECT_EQ(place(R"(["surplus", "two-high"])", R"(["surplus", "judged"])"), "/cautions_as_veto/1");
  EXPECT_EQ(place(R"(["邻县"])", R"([1])"), "/partners/0");
  EXPECT_EQ(place(R"("规上")", R"("制造业")"), "/covers/1");
  EXPECT_EQ(place(R"("covers")", R"("cover")"), "/cover");
}

TEST(CountyJsonErrors, AChainTwice) {
  EXPECT_EQ(spoiled("\"dairy\"", "\"quartz\""), (Tolds{{"/chains/1/id", "\"quartz\" again", "each chain once"}}));
}

TEST(CountyJsonErrors, TwoChainsWithoutIdAreNotTheSame) {
  EXPECT_EQ(test::places_of([] {
              return read_county(
                  R"({"schema_version": 1, "name": "x", "chains": [{"standing": "lead"}, {"standing": "lead"}]})", "c");
            }),
            (Texts{"/chains/0", "/chains/1"}));
}

TEST(CountyJsonErrors, AnUnknownSiteIsToldWithTheKnownOnes) {
  EXPECT_EQ(
      spoiled("\"mining-right\"", "\"mine-right\""),
      (Tolds{{"/sites/mine-right", "unknown key",
              "chemical-park, dyeing-park, plating-park, mining-right, farm-land, water-intake, port, cold-chain"}}));
}

TEST(CountyJsonErrors, OfAWholeFileAreToldAtOnce) {
  EXPECT_EQ(test::places_of([] {
              return read_county(R"({"schema_version": 1, "name": 1, "chains": [{"id": "a", "standing": "x"}],
                                     "parks": [{}], "sites": {"port": 1}, "y": 0})",
                                 "c");
            }),
            (Texts{"/name", "/chains/0/standing", "/parks/0", "/sites/port", "/y"}));
}

}  // namespace
}  // namespace liantu::county_json_test
