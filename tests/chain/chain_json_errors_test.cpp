// Chain files that are wrong: for each kind of error the place, what was found, and what was wanted.
#include "chain/chain_fixture.hpp"
#include "json/problems.hpp"

#include "liantu/chain/chain_json.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace liantu::chain_json_errors_test {
namespace {

using test::good_chain;
using test::Tolds;

const std::string roles = "make | grow | mine | trade | serve | move";
const std::string origin = "source, or \"basis\": \"judgement\"";
const std::string id_form = "lower case letters, digits, hyphens, at most 64";

// What is told where `from` is replaced by `to` in the good chain.
Tolds spoiled(std::string_view from, std::string_view to) {
  return test::told_by([&] { return read_chain(test::with(good_chain, from, to), "q.json"); });
}

TEST(ChainJsonErrors, TheChainThatIsSpoiledHereIsGood) { EXPECT_NO_THROW((void)read_chain(good_chain, "q.json")); }

TEST(ChainJsonErrors, NameTheFile) {
  const auto problems = test::problems_of([] { return read_chain("[]", "q.json"); });
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].file, "q.json");
  EXPECT_EQ(test::told(problems), (Tolds{{"", "found []", "an object {…}"}}));
}

TEST(ChainJsonErrors, SchemaVersion) {
  EXPECT_EQ(spoiled(R"("schema_version": 1,)", ""), (Tolds{{"", "no \"schema_version\"", "this key is required"}}));
  EXPECT_EQ(spoiled(R"("schema_version": 1)", R"("schema_version": 2)"),
            (Tolds{{"/schema_version", "version 2", "1"}}));
  EXPECT_EQ(spoiled(R"("schema_version": 1)", R"("schema_version": "1")"),
            (Tolds{{"/schema_version", "found \"1\"", "a number in 1..1000"}}));
}

TEST(ChainJsonErrors, Ids) {
  for (const char* bad : {"Q", "a b", "-a", "a-", "石", "a_b", "a:b"}) {
    const auto text = "\"id\": \"" + std::string(bad) + "\", \"name\": \"石英\"";
    EXPECT_EQ(spoiled(R"("id": "q", "name": "石英")", text),
              (Tolds{{"/id", "found \"" + std::string(bad) + "\"", id_form}}));
  }
  const std::string longest(64, 'x');
  EXPECT_NO_THROW((void)read_chain(test::with(good_chain, R"("id": "q")", "\"id\": \"" + longest + "\""), "f"));
  EXPECT_EQ(spoiled(R"("id": "q")", "\"id\": \"" + longest + "x\""),
            (Tolds{{"/id", "found \"" + longest + "x\"", id_form}}));
  EXPECT_EQ(spoiled(R"("id": "b")", R"("id": "B")"), (Tolds{{"/nodes/1/id", "found \"B\"", id_form}}));
}

TEST(ChainJsonErrors, IdsTwice) {
  EXPECT_EQ(spoiled(R"("id": "b")", R"("id": "a")"), (Tolds{{"/nodes/1/id", "\"a\" again", "an id not used before"}}));
  EXPECT_EQ(spoiled(R"("sources": [)", R"("sources": [{"id": "s1", "title": "u"}, )"),
            (Tolds{{"/sources/1/id", "\"s1\" again", "an id not used before"}}));
}

TEST(ChainJsonErrors, WhatIsRequired) {
  EXPECT_EQ(spoiled(R"("name": "石英",)", ""), (Tolds{{"", "no \"name\"", "this key is required"}}));
  EXPECT_EQ(spoiled(R"("id": "b", )", ""), (Tolds{{"/nodes/1", "no \"id\"", "this key is required"}}));
  EXPECT_EQ(spoiled(R"("name": "b", )", ""), (Tolds{{"/nodes/1", "no \"name\"", "this key is required"}}));
  EXPECT_EQ(spoiled(R"("stage": "midstream", )", ""), (Tolds{{"/nodes/1", "no \"stage\"", "this key is required"}}));
  EXPECT_EQ(spoiled(R"("segment": "s", "role": "make", )", R"("role": "make", )"),
            (Tolds{{"/nodes/1", "no \"segment\"", "this key is required"}}));
  EXPECT_EQ(spoiled(R"("role": "make", )", ""), (Tolds{{"/nodes/1", "no \"role\"", "this key is required"}}));
  EXPECT_EQ(spoiled(R"("from": "a", )", ""), (Tolds{{"/links/0", "no \"from\"", "this key is required"}}));
  EXPECT_EQ(spoiled(R"("to": "b", )", ""), (Tolds{{"/links/0", "no \"to\"", "this key is required"}}));
  EXPECT_EQ(spoiled(R"("kind": "material", )", ""), (Tolds{{"/links/0", "no \"kind\"", "this key is required"}}));
  EXPECT_EQ(spoiled(R"("title": "t", )", ""), (Tolds{{"/sources/0", "no \"title\"", "this key is required"}}));
  EXPECT_EQ(spoiled(R"("value": "encouraged", )", ""),
            (Tolds{{"/nodes/0/policy", "no \"value\"", "this key is required"}}));
  EXPECT_EQ(spoiled(R"("value": "two-high", )", ""),
            (Tolds{{"/nodes/0/controls/0", "no \"value\"", "this key is required"}}));
  EXPECT_EQ(spoiled(R"("unit": "t", )", ""), (Tolds{{"/nodes/0/min_scale", "no \"unit\"", "this key is required"}}));
  EXPECT_EQ(test::told_by([] { return read_chain(R"({"schema_version": 1, "id": "q", "name": "q"})", "f"); }),
            (Tolds{{"", "no \"nodes\"", "this key is required"}}));
}

TEST(ChainJsonErrors, WordsThatAreNotOfTheList) {
  EXPECT_EQ(spoiled("\"make\"", "\"bake\""), (Tolds{{"/nodes/1/role", "found \"bake\"", roles}}));
  EXPECT_EQ(spoiled("\"midstream\"", "\"middle\""),
            (Tolds{{"/nodes/1/stage", "found \"middle\"", "upstream | midstream | downstream | support"}}));
  EXPECT_EQ(spoiled(R"("energy": "low")", R"("energy": 1)"),
            (Tolds{{"/nodes/0/energy", "found 1", "low | medium | high"}}));
  EXPECT_EQ(spoiled("\"encouraged\"", "\"liked\""),
            (Tolds{{"/nodes/0/policy/value", "found \"liked\"", "encouraged | permitted | restricted | eliminated"}}));
  EXPECT_EQ(spoiled("\"two-high\"", "\"two_high\""),
            (Tolds{{"/nodes/0/controls/0/value", "found \"two_high\"", "capacity-replacement | two-high"}}));
  EXPECT_EQ(spoiled("\"port\"", "\"harbour\"").front().where, "/nodes/0/needs/0");
  EXPECT_EQ(spoiled("\"material\"", "\"stuff\"").front().where, "/links/0/kind");
}

TEST(ChainJsonErrors, IndustryCodes) {
  for (const char* bad : {"101", "10190", "C", "10a9", " 1019"})
    EXPECT_EQ(
        spoiled("\"1019\"", "\"" + std::string(bad) + "\""),
        (Tolds{{"/nodes/0/industry/0", "found \"" + std::string(bad) + "\"", "a four-digit class of GB/T 4754-2017"}}));
  EXPECT_EQ(spoiled(R"(["1019"])", R"(["0111", "0112", "0113", "0114"])"),
            (Tolds{{"/nodes/0/industry", "4 items", "at most 3"}}));
  EXPECT_EQ(spoiled(R"(["1019"])", R"(["1019", "1019"])"),
            (Tolds{{"/nodes/0/industry/1", "found \"1019\"", "a value that is not in the list yet"}}));
}

TEST(ChainJsonErrors, EveryStatementHasOneOrigin) {
  EXPECT_EQ(spoiled(R"("role": "make", "basis": "judgement")", R"("role": "make")"),
            (Tolds{{"/nodes/1", "no origin", origin}}));
  EXPECT_EQ(spoiled(R"("role": "make",)", R"("role": "make", "source": "s1",)"),
            (Tolds{{"/nodes/1", "both source and basis", origin}}));
  EXPECT_EQ(spoiled(R"("share": 0.5, "basis": "judgement")", R"("share": 0.5)"),
            (Tolds{{"/links/0", "no origin", origin}}));
  EXPECT_EQ(spoiled(R"("value": "encouraged", "source": "s1")", R"("value": "encouraged")"),
            (Tolds{{"/nodes/0/policy", "no origin", origin}}));
  EXPECT_EQ(spoiled(R"("unit": "t", "basis": "judgement")", R"("unit": "t")"),
            (Tolds{{"/nodes/0/min_scale", "no origin", origin}}));
  EXPECT_EQ(spoiled(R"("jobs": 3, "basis": "judgement")", R"("jobs": 3)"),
            (Tolds{{"/nodes/0/typical", "no origin", origin}}));
}

TEST(ChainJsonErrors, OriginsThatAreNone) {
  EXPECT_EQ(spoiled(R"("role": "make", "basis": "judgement")", R"("role": "make", "basis": "guess")"),
            (Tolds{{"/nodes/1/basis", "found \"guess\"", "judgement"}}));
  EXPECT_EQ(spoiled(R"("role": "make", "basis": "judgement")", R"("role": "make", "source": "s9")"),
            (Tolds{{"/nodes/1/source", "source \"s9\" is not listed", "an id of /sources"}}));
  EXPECT_EQ(spoiled(R"("role": "make", "basis": "judgement")", R"("role": "make", "source": "")"),
            (Tolds{{"/nodes/1/source", "source \"\" is not listed", "an id of /sources"}}));
  EXPECT_EQ(spoiled(R"("role": "make", "basis": "judgement")", R"("role": "make", "basis": "")"),
            (Tolds{{"/nodes/1/basis", "found \"\"", "judgement"}}));
}

TEST(ChainJsonErrors, Dates) {
  for (const char* bad : {"", "24", "2024-13", "2024-00", "2024-5", "2024/05", "2024-05-01", "abcd"})
    EXPECT_EQ(spoiled("\"2024-05\"", "\"" + std::string(bad) + "\""),
              (Tolds{{"/nodes/0/as_of", "found \"" + std::string(bad) + "\"", "2024 or 2024-03"}}));
  EXPECT_EQ(spoiled(R"("year": 2024)", R"("year": 1899)"),
            (Tolds{{"/sources/0/year", "found 1899", "a number in 1900..2200"}}));
  EXPECT_EQ(spoiled(R"("year": 2024)", R"("year": 2024.5)"),
            (Tolds{{"/sources/0/year", "found 2024.5", "a whole number"}}));
}

TEST(ChainJsonErrors, Numbers) {
  EXPECT_EQ(spoiled(R"("share": 0.5)", R"("share": 1.5)"),
            (Tolds{{"/links/0/share", "found 1.5", "a number in 0..1"}}));
  EXPECT_EQ(spoiled(R"("share": 0.5)", R"("share": "half")"),
            (Tolds{{"/links/0/share", "found \"half\"", "a number in 0..1"}}));
  EXPECT_EQ(spoiled(R"("jobs": 3)", R"("jobs": -3)"),
            (Tolds{{"/nodes/0/typical/jobs", "found -3", "a number in 0..1000000000"}}));
  EXPECT_EQ(spoiled(R"("value": 1,)", R"("value": null,)"),
            (Tolds{{"/nodes/0/min_scale/value", "found null", "a number in 0..1000000000000"}}));
}

TEST(ChainJsonErrors, ValuesOfAnotherType) {
  EXPECT_EQ(spoiled(R"("name": "石英")", R"("name": ["石英"])"), (Tolds{{"/name", "found [\"石英\"]", "a string"}}));
  EXPECT_EQ(spoiled(R"("terms": ["t"])", R"("terms": "t")"),
            (Tolds{{"/nodes/0/terms", "found \"t\"", "an array […]"}}));
  EXPECT_EQ(spoiled(R"("role": "make",)", R"("role": "make", "core": "yes",)"),
            (Tolds{{"/nodes/1/core", "found \"yes\"", "true or false"}}));
  EXPECT_EQ(spoiled(R"("links": [)", R"("links": [7, )"), (Tolds{{"/links/0", "found 7", "an object {…}"}}));
  EXPECT_EQ(spoiled(R"({"jobs": 3, "basis": "judgement"})", "3"),
            (Tolds{{"/nodes/0/typical", "found 3", "an object {…}"}}));
}

TEST(ChainJsonErrors, KeysThatAreUnknownAtEveryLevel) {
  const auto place = [](std::string_view from, std::string_view to) {
    const Tolds tolds = spoiled(from, to);
    EXPECT_EQ(tolds.size(), 1U);
    EXPECT_EQ(tolds.at(0).found, "unknown key");
    return tolds.at(0).where;
  };
  EXPECT_EQ(place(R"("id": "q")", R"("nodez": 1, "id": "q")"), "/nodez");
  EXPECT_EQ(place(R"("title": "t")", R"("title": "t", "author": "x")"), "/sources/0/author");
  EXPECT_EQ(place(R"("terms")", R"("term": "t", "terms")"), "/nodes/0/term");
  EXPECT_EQ(place(R"("value": "encouraged")", R"("value": "encouraged", "x": 1)"), "/nodes/0/policy/x");
  EXPECT_EQ(place(R"("jobs": 3)", R"("jobs": 3, "job": 3)"), "/nodes/0/typical/job");
  EXPECT_EQ(place(R"("unit": "t")", R"("unit": "t", "amount": 3)"), "/nodes/0/min_scale/amount");
  EXPECT_EQ(place(R"("kind": "material")", R"("kind": "material", "essentail": true)"), "/links/0/essentail");
}

TEST(ChainJsonErrors, OfAWholeFileAreToldAtOnceInItsOrder) {
  const std::string text = R"({
    "schema_version": 3, "id": "Q", "name": " ", "sources": [{"id": "s1"}],
    "nodes": [{"id": "a", "name": "a", "stage": "top", "segment": "s", "role": "make", "industry": ["1"], "basis": "x"},
              {"id": "a", "name": 7, "stage": "upstream", "segment": "s", "role": "make", "core": 1}],
    "links": [{"from": "a", "kind": "material", "share": 2, "basis": "judgement", "x": 0}], "y": 0})";
  EXPECT_EQ(test::places_of([&] { return read_chain(text, "f"); }),
            (std::vector<std::string>{"/schema_version", "/id", "/name", "/sources/0", "/nodes/0/stage",
                                      "/nodes/0/industry/0", "/nodes/0/basis", "/nodes/1/id", "/nodes/1/name",
                                      "/nodes/1/core", "/nodes/1", "/links/0", "/links/0/share", "/links/0/x", "/y"}));
}

}  // namespace
}  // namespace liantu::chain_json_errors_test
