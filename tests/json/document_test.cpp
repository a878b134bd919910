// JSON in: what is refused beyond the grammar, and the place that is told.
#include "liantu/json/document.hpp"

#include "json/problems.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <limits>
#include <string>
#include <string_view>

namespace liantu {
namespace {

using test::places_of;
using test::told_by;
using test::Tolds;
using Places = std::vector<std::string>;

boost::json::value parse(std::string_view text) { return parse_json(text, "f.json"); }
Tolds refused(std::string_view text) {
  return told_by([&] { return parse(text); });
}
std::string place(std::string_view text) {
  const Places places = places_of([&] { return parse(text); });
  return places.empty() ? "" : places.front();
}

std::string nested(std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); }

TEST(Document, GivesTheValueOfEveryKind) {
  const auto value = parse(R"({"a": [1, -2, 2.5, "x", true, null, {}], "b": {"c": "石"}})");
  EXPECT_EQ(value.at("a").as_array().size(), 7U);
  EXPECT_EQ(value.at("a").at(1).as_int64(), -2);
  EXPECT_EQ(value.at("a").at(2).as_double(), 2.5);
  EXPECT_EQ(value.at("a").at(3).as_string(), "x");
  EXPECT_TRUE(value.at("a").at(4).as_bool());
  EXPECT_TRUE(value.at("a").at(5).is_null());
  EXPECT_EQ(value.at("b").at("c").as_string(), "石");
}

TEST(Document, TellsEveryDuplicateKeyByItsPointer) {
  EXPECT_EQ(places_of([] { return parse(R"({"a": 1, "b": [{"c": 1}, [7, {"d": {"k": 1, "k": 2}}]], "a": 2})"); }),
            (Places{"/b/1/1/d/k", "/a"}));
}

TEST(Document, SaysWhatADuplicateKeyIs) {
  EXPECT_EQ(refused(R"({"a": 1, "a": 1})"), (Tolds{{"/a", "the same key twice in one object", "each key once"}}));
}

TEST(Document, EscapesTheDuplicateKeyAsPointersDo) { EXPECT_EQ(place(R"({"x/y": {"~k": 1, "~k": 2}})"), "/x~1y/~0k"); }

TEST(Document, TwoSpellingsOfOneKeyAreOneKey) { EXPECT_EQ(place(R"({"ab": 1, "\u0061b": 2})"), "/ab"); }

TEST(Document, TheSameKeyInTwoObjectsIsFine) { EXPECT_NO_THROW(parse(R"([{"a": {"a": 1}}, {"a": 1}, {"A": 1}])")); }

TEST(Document, NestsAsDeepAsTheLimitAndNoDeeper) {
  EXPECT_NO_THROW(parse(nested(32)));
  EXPECT_EQ(refused(nested(33)), (Tolds{{"line 1, column 33", "nesting deeper than 32", "one JSON document"}}));
  EXPECT_FALSE(refused(nested(1'000'000)).empty());
}

TEST(Document, NamesTheLineAndColumnInCharacters) {
  EXPECT_EQ(place("{\n\"名称\": 1,\n\"石英\": x}"), "line 3, column 7");
  EXPECT_EQ(place("[1,]"), "line 1, column 4");
  EXPECT_EQ(place("{'a': 1}"), "line 1, column 2");
}

TEST(Document, RefusesWhatOnlySomeParsersTake) {
  for (const char* text : {"{a: 1}", "[1,]", "[01]", "[+1]", "[.5]", "[1.]", "[NaN]", "[Infinity]", "// c\n1", "/**/1",
                           "\"\t\"", "\"\\x41\"", "[1 2]", "nul", "TRUE", "'a'"})
    EXPECT_FALSE(refused(text).empty()) << text;
}

TEST(Document, RefusesAnEmptyOrUnfinishedText) {
  EXPECT_EQ(place(""), "line 1, column 1");
  EXPECT_EQ(place("{\"a\": [1,\n 2"), "line 2, column 3");
  EXPECT_FALSE(refused("\"abc").empty());
}

TEST(Document, RefusesTextAfterTheDocument) {
  EXPECT_EQ(refused("{} {}"), (Tolds{{"line 1, column 4", "not JSON here (extra data)", "one JSON document"}}));
  EXPECT_EQ(place("{}\n\n x"), "line 3, column 2");
  EXPECT_EQ(place("1]"), "line 1, column 2");
  EXPECT_NO_THROW(parse(" \n\t{} \r\n\n"));
}

TEST(Document, WideSpaceAfterTheDocumentIsTextToo) {
  EXPECT_EQ(place("{}\u3000"), "line 1, column 3");
  EXPECT_EQ(place(std::string_view("{}\0", 3)), "line 1, column 3");
}

TEST(Document, TakesOneByteOrderMark) {
  EXPECT_EQ(parse("\uFEFF[1]").as_array().size(), 1U);
  EXPECT_EQ(place("\uFEFF{\"a\" 1}"), "line 1, column 6");
  EXPECT_EQ(place("\uFEFF\uFEFF[1]"), "line 1, column 1");
}

TEST(Document, RefusesBadUtf8WhereItStands) {
  EXPECT_EQ(place("[\"石\", \"\xC0\xAF\"]"), "line 1, column 8");
  EXPECT_FALSE(refused("\"\xED\xA0\x80\"").empty());
  EXPECT_FALSE(refused("\"\xE7\x9F\"").empty());
  EXPECT_FALSE(refused("\"\xF4\x90\x80\x80\"").empty());
  EXPECT_FALSE(refused("\"\\ud800\"").empty());
  EXPECT_FALSE(refused("{\"\xFF\": 1}").empty());
  EXPECT_EQ(parse(R"("\ud83d\ude00")").as_string(), "\U0001F600");
}

TEST(Document, KeepsWholeNumbersOfSixtyFourBits) {
  EXPECT_EQ(parse("-9223372036854775808").as_int64(), std::numeric_limits<std::int64_t>::min());
  EXPECT_EQ(parse("18446744073709551615").as_uint64(), std::numeric_limits<std::uint64_t>::max());
  EXPECT_EQ(parse("18446744073709551616").as_double(), 18446744073709551616.0);  // 2^64
}

TEST(Document, ReadsDecimalsToTheNearestDouble) {
  for (int i = 0; i <= 10000; ++i) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%d.%04d", i / 10000, i % 10000);
    ASSERT_EQ(parse(text.data()).as_double(), i / 1e4) << text.data();
  }
}

TEST(Document, RefusesNumbersThatNoDoubleHolds) {
  EXPECT_EQ(place("[1, 1e400]"), "/1");
  EXPECT_EQ(place(R"({"a": [2, 1e999]})"), "/a/1");
  EXPECT_FALSE(refused("-1e999").empty());
  EXPECT_EQ(parse("1e-400").as_double(), 0);
}

TEST(Document, ReadsLongDecimalsToTheNearestDouble) {
  // Boost 1.81 reads 0.24977792341670943, 13.640703636619724 and 1.1000000000000001e-30.
  const auto read = parse("[0.24977792341670946, 13.640703636619723, 1.1e-30, -0.5, 1e-400, 0e400]");
  const std::vector<double> wanted{0.24977792341670946, 13.640703636619723, 1.1e-30, -0.5, 0, 0};
  ASSERT_EQ(read.as_array().size(), wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) EXPECT_EQ(read.at(i).as_double(), wanted[i]) << i;
}

TEST(ReadFile, GivesTheBytesAsTheyAre) {
  const std::string path = testing::TempDir() + "liantu-read-file-test";
  for (const std::size_t size : {0, 1, 65536, 65537}) {
    std::string bytes(size, '\0');
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>(i * 7);
    std::ofstream(path, std::ios::binary) << bytes;
    EXPECT_EQ(read_file(path), bytes) << size;
  }
  std::remove(path.c_str());
}

TEST(ReadFile, RefusesMoreThanTheLimit) {
  const std::string path = testing::TempDir() + "liantu-read-file-limit";
  std::ofstream(path, std::ios::binary) << "12345";
  EXPECT_EQ(read_file(path, 5), "12345");
  EXPECT_EQ(told_by([&] { return read_file(path, 4); }), (Tolds{{"", "file too large", "at most 4 bytes"}}));
  std::remove(path.c_str());
}

TEST(ReadFile, RefusesWhatIsNoFile) {
  const Tolds expected{{"", "cannot read this file", "a readable file"}};
  EXPECT_EQ(told_by([] { return read_file(testing::TempDir() + "liantu-no-such-file"); }), expected);
  EXPECT_EQ(told_by([] { return read_file(testing::TempDir()); }), expected);
}

TEST(ReadFile, NamesTheFile) {
  const auto problems = test::problems_of([] { return read_file("no/such/file.json"); });
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].file, "no/such/file.json");
}

}  // namespace
}  // namespace liantu
