#include "liantu/publish/page.hpp"

#include "report_fixture.hpp"

#include "liantu/publish/chain_map.hpp"

#include <boost/json.hpp>
#include <glib.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <regex>
#include <set>
#include <string>
#include <utility>

namespace liantu {
namespace {

using boost::json::value;
using test::Fixture;

// Between the first `from` and the `to` after it.
std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const auto begin = text.find(from);
  if (begin == std::string::npos) return {};
  const auto end = text.find(to, begin + from.size());
  return text.substr(begin + from.size(), end - begin - from.size());
}

std::size_t times(const std::string& text, const std::string& word) {
  std::size_t out = 0;
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++out;
  return out;
}

value data_of(const std::string& page) {
  return boost::json::parse(between(page, "<script type=\"application/json\" id=\"data\">", "</script>"));
}

const value* by_name(const value& list, const std::string& name) {
  for (const value& entry : list.as_array()) {
    if (entry.at("name").as_string() == name) return &entry;
  }
  return nullptr;
}

std::string sha256(const std::string& text) {
  const std::unique_ptr<gchar, decltype(&g_free)> hex(
      g_compute_checksum_for_data(G_CHECKSUM_SHA256, reinterpret_cast<const guchar*>(text.data()), text.size()),
      g_free);
  std::string bytes;
  for (const char* at = hex.get(); *at != '\0'; at += 2)
    bytes += static_cast<char>(std::stoi(std::string(at, 2), nullptr, 16));
  const std::unique_ptr<gchar, decltype(&g_free)> base64(
      g_base64_encode(reinterpret_cast<const guchar*>(bytes.data()), bytes.size()), g_free);
  return base64.get();
}

TEST(Page, SameStudySameBytes) {
  EXPECT_EQ(page_html(Fixture().study, Lang::zh), page_html(Fixture().study, Lang::zh));
  EXPECT_NE(page_html(Fixture().study, Lang::zh), page_html(Fixture().study, Lang::en));
}

TEST(Page, PolicyNamesItsOwnScriptAndStyle) {
  const std::string page = page_html(Fixture().study, Lang::zh);
  const std::string policy = between(page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
  EXPECT_EQ(policy, "default-src 'none'; script-src 'sha256-" + sha256(between(page, "<script>", "</script>")) +
                        "'; style-src 'sha256-" + sha256(between(page, "<style>", "</style>")) +
                        "'; base-uri 'none'; form-action 'none'");
  EXPECT_EQ(page.find(" style=\""), std::string::npos);
  EXPECT_EQ(page.find(" onclick="), std::string::npos);
  EXPECT_EQ(times(page, "<style"), 1U);
}

TEST(Page, TextFromDataCannotLeaveItsScript) {
  Fixture f;
  f.county.name = "</script><script>alert(1)</script>";
  f.study.table.title = "<!--<script>\xE2\x80\xA8\xE2\x80\xA9&";
  const std::string page = page_html(f.study, Lang::zh);
  // The data, a map a chain, the script; and what `<script` opens, `</script>` closes.
  EXPECT_EQ(times(page, "<script"), 4U);
  EXPECT_EQ(times(page, "</script"), 4U);
  EXPECT_EQ(page.find("<!--"), std::string::npos);
  EXPECT_EQ(between(page, "id=\"data\">", "</script>").find_first_of("<>&"), std::string::npos);
  EXPECT_EQ(between(page, "id=\"data\">", "</script>").find("\xE2\x80\xA8"), std::string::npos);
  EXPECT_EQ(data_of(page).at("title").as_string(), f.county.name + "产业链图谱与目标");
  EXPECT_NE(by_name(data_of(page).at("firms"), test::script_name), nullptr);
  EXPECT_NE(by_name(data_of(page).at("firms"), "甲乙 丙丁 石英厂"), nullptr);
}

TEST(Page, MapsAreTheSameWithTheirLooksPutBack) {
  const Fixture f;
  const std::string page = page_html(f.study, Lang::zh);
  const value data = data_of(page);
  const auto& looks = data.at("looks").as_array();
  for (ChainIndex chain : f.study.chains()) {
    const std::string shorter = between(page, "id=\"map-" + std::to_string(chain) + "\">", "</script>");
    std::string svg;
    std::size_t last = 0;
    static const std::regex look(" k=\"([0-9]+)\"");
    for (std::sregex_iterator it(shorter.begin(), shorter.end(), look), end; it != end; ++it) {
      svg += shorter.substr(last, static_cast<std::size_t>(it->position()) - last) + " " +
             std::string(looks.at(std::stoul((*it)[1])).as_string());
      last = static_cast<std::size_t>(it->position() + it->length());
    }
    svg += shorter.substr(last);
    const std::string whole = map_svg(layout_map(f.study, chain, {Lang::zh}));
    static const std::regex ends(" data-from=\"[^\"]*\" data-to=\"[^\"]*\"");
    EXPECT_EQ(svg, std::regex_replace(whole.substr(whole.find("<svg")), ends, ""));
    EXPECT_LT(shorter.size(), svg.size() * 3 / 4);
  }
}

TEST(Page, NodesFirmsAndTargetsReferToEachOther) {
  const Fixture f;
  const value data = page_json(f.study, Lang::zh);
  EXPECT_EQ(data.at("caveat").as_string(), caveat(f.study).zh);
  EXPECT_EQ(data.at("grade").as_string(), std::string(1, f.study.reading.grade()));
  const value* mine = by_name(data.at("nodes"), "石英砂开采");
  ASSERT_NE(mine, nullptr);
  EXPECT_EQ(mine->at("initials").as_string(), "syskc");
  EXPECT_EQ(mine->at("firms").as_array().size(), 3U);
  const auto& held = mine->at("firms").at(0).as_array();
  const value& firm = data.at("firms").at(held[0].to_number<std::size_t>());
  EXPECT_EQ(firm.at("name").as_string(), "甲石英矿业有限公司");
  EXPECT_EQ(firm.at("code").as_string(), "91320000MA1234567X");
  EXPECT_DOUBLE_EQ(held[1].as_double(), 0.95);
  EXPECT_NE(
      std::string(data.at("texts").at(held[2].to_number<std::size_t>()).as_string()).find("石英砂开采（经营范围第 4"),
      std::string::npos);
  const value& target = data.at("targets").at(0);
  EXPECT_EQ(data.at("nodes").at(target.at("node").to_number<std::size_t>()).at("id").as_string(), "quartz:pure");
  EXPECT_EQ(target.at("rank").as_int64(), 1);
  EXPECT_EQ(target.at("stability").as_string(), "稳（93%）");
  EXPECT_EQ(target.at("rules").as_array().size(), 2U);
  EXPECT_EQ(data.at("targets").at(3).at("veto").as_string(), "本县不引进：\"塑料\"");
  EXPECT_FALSE(data.at("targets").at(0).as_object().contains("candidates"));
}

std::string first_chain(const Fixture& f) {
  const value data = page_json(f.study, Lang::zh);
  return data.at("chains").at(data.at("start").to_number<std::size_t>()).at("id").as_string().c_str();
}

TEST(Page, BeginsWithTheChainOfTheFirstTargetElseWithTheFirstThatHasFirms) {
  Fixture f;
  ASSERT_EQ(f.study.analysis.targets.at(0).rank, 1);
  EXPECT_EQ(first_chain(f), "quartz");
  for (Target& target : f.study.analysis.targets) target.rank.reset();
  EXPECT_EQ(first_chain(f), "dairy");  // comes first, and has a clear match
}

TEST(Page, EveryLinkHasAllOfItsWay) {
  const Fixture f;
  const value data = data_of(page_html(f.study, Lang::zh));
  for (const ChainIndex chain : f.study.chains()) {
    const auto [first, last] = f.atlas.nodes_of(chain);
    std::set<std::pair<std::int64_t, std::int64_t>> wanted;
    for (NodeIndex v = first; v < last; ++v) {
      for (const LinkIndex e : f.atlas.outputs(v)) {
        const NodeIndex u = f.atlas.edge(e).to;
        if (u >= first && u < last) wanted.emplace(v - first, u - first);
      }
    }
    std::set<std::pair<std::int64_t, std::int64_t>> found;
    static const std::regex way("M[0-9.]+ [0-9.]+([hv]-?[0-9.]+)+");
    for (const value& link : data.at("chains").at(chain).at("links").as_array()) {
      found.emplace(link.at(0).to_number<std::int64_t>(), link.at(1).to_number<std::int64_t>());
      EXPECT_TRUE(std::regex_match(std::string(link.at(2).as_string()), way)) << link.at(2);
    }
    EXPECT_EQ(found, wanted);
    EXPECT_FALSE(wanted.empty());
  }
}

TEST(Page, TheDarkIsForTheScreenAlone) {
  const std::string page = page_html(Fixture().study, Lang::zh);
  const std::string style = between(page, "<style>", "</style>");
  const std::string dark = style.substr(style.rfind("@media screen{"));
  EXPECT_EQ(times(dark, ".dark .s"), EnumWords<State>::names.size());
  const auto& looks = data_of(page).at("looks").as_array();
  EXPECT_NE(std::string(looks.at(0).as_string()).find("#ffffff"), std::string::npos);
  EXPECT_NE(dark.find(".dark [k=\"0\"]{fill:#17232e}"), std::string::npos);  // the sheet
  EXPECT_EQ(style.substr(0, style.size() - dark.size()).find(".dark [k"), std::string::npos);
}

TEST(Page, LongListsOfFirmsSayHowManyAreLeftOut) {
  Fixture f;
  const NodeIndex bag = f.at("quartz:bag");
  for (std::size_t i = 0; i < page_firms_of_node + 7; ++i) {
    Firm firm;
    firm.row = 100 + i;
    firm.name = "吨袋厂" + std::to_string(i);
    Match match;
    match.node = bag;
    match.confidence = 9000;
    f.study.add(firm, {match});
  }
  f.study.roll.finish();
  const value data = page_json(f.study, Lang::zh);
  const value* node = by_name(data.at("nodes"), "吨袋");
  ASSERT_NE(node, nullptr);
  EXPECT_EQ(node->at("firms").as_array().size(), page_firms_of_node);
  EXPECT_EQ(node->at("left_out").to_number<int>(), 7);
}

TEST(Page, PathsAndSheetNamesStayOut) {
  const std::string page = page_html(Fixture().study, Lang::zh);
  // The 链长 is a public office: on the map's title, as the county file has it.
  EXPECT_NE(page.find("张三"), std::string::npos);
  for (const char* secret : {"/home/secret", "SECRET-SHEET"}) EXPECT_EQ(page.find(secret), std::string::npos);
}

}  // namespace
}  // namespace liantu
