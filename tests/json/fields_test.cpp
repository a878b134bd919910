// The strict reader of objects: every accessor's value, and every accessor's complaint with its pointer.
#include "liantu/json/fields.hpp"

#include "json/problems.hpp"

#include "liantu/chain/chain.hpp"
#include "liantu/json/document.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liantu {
namespace {

using test::told;
using test::Told;
using test::Tolds;

// Keeps the document alive while it is read. Problems stand under /x.
struct Reader {
  boost::json::value document;
  ProblemSink sink{"f.json", {}};
  Fields fields;

  explicit Reader(std::string_view text) : document(parse_json(text, "f.json")), fields(document, "/x", sink) {}
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() = default;

  [[nodiscard]] Tolds said() const { return told(sink.problems); }
};

TEST(PointerToken, EscapesTildeAndSlash) {
  EXPECT_EQ(pointer_token("a"), "/a");
  EXPECT_EQ(pointer_token("~a/b~1"), "/~0a~1b~01");
  EXPECT_EQ(pointer_token(""), "/");
}

TEST(Fields, OfWhatIsNoObjectIsOneProblemAndEveryFieldIsAbsent) {
  Reader r("[1]");
  EXPECT_FALSE(r.fields.usable());
  EXPECT_EQ(r.fields.text("a", true), "");
  EXPECT_EQ(r.fields.number("b", 0, 1, true), std::nullopt);
  EXPECT_FALSE(r.fields.has("a"));
  r.fields.done();
  EXPECT_EQ(r.said(), (Tolds{{"/x", "found [1]", "an object {…}"}}));
}

TEST(Fields, TellsTheFileAndBothLanguages) {
  Reader r("7");
  ASSERT_EQ(r.sink.problems.size(), 1U);
  EXPECT_EQ(r.sink.problems[0].message(Lang::zh), "f.json: /x: 是 7；应为一个对象 {…}");
}

TEST(Fields, RequiredKeysMustBeThere) {
  Reader r("{}");
  (void)r.fields.text("name", true);
  EXPECT_EQ(r.said(), (Tolds{{"/x", "no \"name\"", "this key is required"}}));
  EXPECT_EQ(r.fields.text("note"), "");
  EXPECT_EQ(r.said().size(), 1U);
}

TEST(Fields, TextIsTakenAsItIs) {
  Reader r(R"({"a": " 石英\n\t砂 ", "b": ""})");
  EXPECT_EQ(r.fields.text("a", true), " 石英\n\t砂 ");
  EXPECT_EQ(r.fields.text("b"), "");
  EXPECT_TRUE(r.said().empty());
}

TEST(Fields, TextMustBeAStringNotBlankWhereRequiredAndPrintable) {
  Reader r(R"({"a": 7, "b": " \u3000", "c": "x\u0007"})");
  EXPECT_EQ(r.fields.text("a"), "");
  (void)r.fields.text("b", true);
  (void)r.fields.text("c");
  EXPECT_EQ(r.said(), (Tolds{{"/x/a", "found 7", "a string"},
                             {"/x/b", "blank", "a non-empty string"},
                             {"/x/c", "control characters", "printable text"}}));
}

TEST(Fields, BooleanIsTheValueOrTheDefault) {
  Reader r(R"({"a": true, "b": false, "c": 1})");
  EXPECT_TRUE(r.fields.boolean("a", false));
  EXPECT_FALSE(r.fields.boolean("b", true));
  EXPECT_TRUE(r.fields.boolean("absent", true));
  EXPECT_TRUE(r.fields.boolean("c", true));
  EXPECT_EQ(r.said(), (Tolds{{"/x/c", "found 1", "true or false"}}));
}

TEST(Fields, NumberTakesBothEndsOfItsRange) {
  Reader r(R"({"a": 0, "b": 1, "c": 0.25})");
  EXPECT_EQ(r.fields.number("a", 0, 1), 0.0);
  EXPECT_EQ(r.fields.number("b", 0, 1), 1.0);
  EXPECT_EQ(r.fields.number("c", 0, 1), 0.25);
  EXPECT_EQ(r.fields.number("absent", 0, 1), std::nullopt);
  EXPECT_TRUE(r.said().empty());
}

TEST(Fields, NumberOutsideItsRangeOrOfAnotherTypeIsRefused) {
  Reader r(R"({"a": 1.5, "b": -1, "c": "1", "d": 18446744073709551615})");
  for (const char* key : {"a", "b", "c", "d"}) EXPECT_EQ(r.fields.number(key, 0, 1), std::nullopt);
  EXPECT_EQ(r.said(), (Tolds{{"/x/a", "found 1.5", "a number in 0..1"},
                             {"/x/b", "found -1", "a number in 0..1"},
                             {"/x/c", "found \"1\"", "a number in 0..1"},
                             {"/x/d", "found 18446744073709551615", "a number in 0..1"}}));
}

TEST(Fields, NumberIsKeptToNineDecimals) {
  Reader r(R"({"tiny": 4e-10, "small": 6e-10, "large": 5000000.1234567893, "near": 2.0000000001})");
  EXPECT_EQ(r.fields.number("tiny", 0, 1), 0.0);
  EXPECT_EQ(r.fields.number("small", 0, 1), 1e-9);
  EXPECT_EQ(r.fields.number("large", 0, 1e12), 5000000.123456789);
  EXPECT_TRUE(r.said().empty());
  EXPECT_EQ(r.fields.integer("near", 0, 9), std::nullopt);  // whole ones as they are
  EXPECT_EQ(r.said().size(), 1U);
}

TEST(Fields, IntegerMustBeWhole) {
  Reader r(R"({"a": 3, "b": 3.0, "c": 2.5, "d": 11})");
  EXPECT_EQ(r.fields.integer("a", 1, 10), 3);
  EXPECT_EQ(r.fields.integer("b", 1, 10), 3);
  EXPECT_EQ(r.fields.integer("c", 1, 10), std::nullopt);
  EXPECT_EQ(r.fields.integer("d", 1, 10), std::nullopt);
  EXPECT_EQ(r.said(), (Tolds{{"/x/c", "found 2.5", "a whole number"}, {"/x/d", "found 11", "a number in 1..10"}}));
}

TEST(Fields, WordIsOneOfItsEnum) {
  Reader r(R"({"a": "high", "b": "High", "c": 2})");
  EXPECT_EQ(r.fields.word<Level>("a"), Level::high);
  EXPECT_EQ(r.fields.word<Level>("b"), std::nullopt);
  EXPECT_EQ(r.fields.word<Level>("c"), std::nullopt);
  EXPECT_EQ(r.fields.word<Level>("absent"), std::nullopt);
  EXPECT_EQ(r.said(),
            (Tolds{{"/x/b", "found \"High\"", "low | medium | high"}, {"/x/c", "found 2", "low | medium | high"}}));
}

TEST(Fields, ArrayGivesEachItemWithItsPointer) {
  Reader r(R"({"a/b": [5, 6], "c": {}})");
  std::vector<std::string> seen;
  r.fields.array("a/b",
                 [&](const auto& item, const std::string& where) { seen.push_back(where + "=" + to_json_line(item)); });
  EXPECT_EQ(seen, (std::vector<std::string>{"/x/a~1b/0=5", "/x/a~1b/1=6"}));
  r.fields.array("c", [&](const auto&, const std::string&) { FAIL() << "c is no array"; });
  r.fields.array(
      "absent", [&](const auto&, const std::string&) { FAIL() << "there is none"; }, true);
  EXPECT_EQ(r.said(), (Tolds{{"/x/c", "found {}", "an array […]"}, {"/x", "no \"absent\"", "this key is required"}}));
}

TEST(Fields, TextsAreNotBlankAndDifferent) {
  Reader r(R"({"a": ["x", "y", " ", 3, "x"], "b": ["p", "q", "r"]})");
  EXPECT_EQ(r.fields.texts("a"), (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(r.fields.texts("b", 3).size(), 3U);
  EXPECT_EQ(r.said(), (Tolds{{"/x/a/2", "found \" \"", "a non-empty string"},
                             {"/x/a/3", "found 3", "a non-empty string"},
                             {"/x/a/4", "found \"x\"", "a value that is not in the list yet"}}));
}

TEST(Fields, TextsAreAtMostSoMany) {
  Reader r(R"({"a": ["p", "q", "r"]})");
  (void)r.fields.texts("a", 2);
  EXPECT_EQ(r.said(), (Tolds{{"/x/a", "3 items", "at most 2"}}));
}

TEST(Fields, TextsMayHoldNoControlCharacters) {
  Reader r(R"({"a": ["x", "y\u0000"]})");
  (void)r.fields.texts("a");
  EXPECT_EQ(r.said(), (Tolds{{"/x/a/1", "control characters", "printable text"}}));
}

TEST(Fields, WordsAreOfTheirEnumAndDifferent) {
  Reader r(R"({"a": ["low", "high", "none", 1, "low"]})");
  EXPECT_EQ(r.fields.words<Level>("a"), (std::vector<Level>{Level::low, Level::high}));
  EXPECT_EQ(r.said(), (Tolds{{"/x/a/2", "found \"none\"", "low | medium | high"},
                             {"/x/a/3", "found 1", "low | medium | high"},
                             {"/x/a/4", "found \"low\"", "a value that is not in the list yet"}}));
}

TEST(Fields, DoneTellsOfKeysThatNobodyAskedFor) {
  Reader r(R"({"name": "a", "nmae/": "b", "zz": 1})");
  (void)r.fields.text("name");
  (void)r.fields.text("note");
  r.fields.done();
  EXPECT_EQ(r.said(), (Tolds{{"/x/nmae~1", "unknown key", "name, note"}, {"/x/zz", "unknown key", "name, note"}}));
}

TEST(Fields, DoneNamesEachKnownKeyOnce) {
  Reader r(R"({"a": 1.5, "zz": 1})");
  (void)r.fields.integer("a", 0, 9);
  r.fields.done();
  EXPECT_EQ(r.said().back(), (Told{"/x/zz", "unknown key", "a"}));
}

TEST(Fields, LongValuesAreCutInMessages) {
  Reader r("{\"a\": [\"" + std::string(100, 'k') + "\"]}");
  (void)r.fields.text("a");
  // 60 characters: [, ", 55 letters, and the dots.
  EXPECT_EQ(r.said(), (Tolds{{"/x/a", "found [\"" + std::string(55, 'k') + "...", "a string"}}));
}

}  // namespace
}  // namespace liantu
