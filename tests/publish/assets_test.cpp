// Nodes that assets hold: told apart from those of firms in map, lists, report and JSON.
#include "report_fixture.hpp"

#include "liantu/publish/chain_map.hpp"
#include "liantu/publish/json.hpp"
#include "liantu/publish/lists.hpp"
#include "liantu/publish/report.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace liantu {
namespace {

struct WithAssets : test::Fixture {
  WithAssets() {
    study.with_assets = true;
    study.observed.holders = {Holder::farm, Holder::facility};
    add({"a.csv", 2, at("dairy:milk"), "=一号牧场", "牧场", "1,200", "头", "县农业农村局台账", "2026-06"});
    add({"a.csv", 3, at("quartz:lab"), "质检所", "平台", "", "", "", ""});
    for (const std::string key : {"dairy:milk", "quartz:lab"}) {
      const NodeIndex v = at(key);
      const bool observed = study.observed.covers(atlas.node(v), classification);
      study.analysis.states[v] = state_of(study.coverage[v], observed, policy_.coverage);
    }
  }

 private:
  void add(Asset asset) {
    study.coverage.add_asset(asset.node, asset.sourced());
    study.assets.push_back(std::move(asset));
  }
};

std::string box_of(const Study& study, const std::string& chain, const std::string& node, std::string* texts) {
  const MapScene map = layout_map(study, *study.atlas->find_chain(chain), {Lang::zh});
  for (std::size_t i = 0; i < map.boxes.size(); ++i) {
    if (map.boxes[i].id != node || map.boxes[i].part != MapPart::node) continue;
    for (const MapText& text : map.texts) {
      if (text.box == static_cast<int>(i)) *texts += text.text + "|";
    }
    return map.boxes[i].title;
  }
  return {};
}

TEST(PublishedAssets, TheMapSaysNotAFirm) {
  const WithAssets f;
  ASSERT_EQ(f.study.state(f.at("dairy:milk")), State::present);
  ASSERT_EQ(f.study.state(f.at("quartz:lab")), State::suspected);
  std::string milk;
  EXPECT_NE(box_of(f.study, "dairy", "milk", &milk).find("非企业"), std::string::npos);
  EXPECT_NE(milk.find("具备 · 非企业|"), std::string::npos) << milk;
  EXPECT_NE(milk.find("· =一号牧场|"), std::string::npos) << milk;
  std::string lab;
  (void)box_of(f.study, "quartz", "lab", &lab);
  EXPECT_NE(lab.find("疑似 · 非企业|"), std::string::npos) << lab;
  EXPECT_NE(lab.find("质检所（来源不明）"), std::string::npos) << lab;
}

TEST(PublishedAssets, TheListsAndTheReportHoldThem) {
  const WithAssets f;
  std::string all;
  bool seen = false;
  for (const ListSheet& sheet : lists_of(f.study, Lang::zh)) {
    if (sheet.id == "assets") {
      seen = true;
      EXPECT_EQ(sheet.name, "家底");
      ASSERT_EQ(sheet.rows.size(), 2U);
      const std::string csv = list_csv(sheet, f.study, Lang::zh);
      EXPECT_NE(csv.find("\"家底（非企业）\""), std::string::npos);
      EXPECT_NE(csv.find("\"'=一号牧场\",\"牧场\",\"1,200\",\"头\",\"县农业农村局台账\",\"2026-06\",\"dairy:milk\""),
                std::string::npos)
          << csv;
    }
    if (sheet.id == "verify") {
      const std::string csv = list_csv(sheet, f.study, Lang::zh);
      EXPECT_NE(csv.find("\"家底未注明来源\",\"查质检所的来源"), std::string::npos) << csv;
    }
  }
  EXPECT_TRUE(seen);
  const std::string report = report_markdown(f.study, Lang::zh);
  EXPECT_NE(report.find("具备（非企业）"), std::string::npos);
  EXPECT_NE(report.find("=一号牧场 1,200头（来源：县农业农村局台账，2026-06）"), std::string::npos) << report;
  EXPECT_NE(report.find("质检平台（家底，来源不明）"), std::string::npos) << report;
}

TEST(PublishedAssets, JsonSaysWhatHoldsANode) {
  const WithAssets f;
  const std::string json = to_json_text(coverage_json(f.study), 2);
  const auto held_by = [&](const std::string& node) {
    const auto at = json.find("\"node\": \"" + node + "\"");
    const auto key = json.find("\"held_by\": ", at) + 11;
    return json.substr(key, json.find(',', key) - key);
  };
  EXPECT_EQ(held_by("milk"), "\"asset\"");
  EXPECT_EQ(held_by("lab"), "\"asset\"");
  EXPECT_EQ(held_by("mine"), "\"firm\"");
  EXPECT_EQ(held_by("bag"), "null");
}

}  // namespace
}  // namespace liantu
