// JSON out: plain decimals, escapes, order and layout, byte by byte.
#include "liantu/json/writer.hpp"

#include "liantu/json/document.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace liantu {
namespace {

using boost::json::array;
using boost::json::object;
using boost::json::value;

std::string quoted(std::string_view text) {
  std::string out;
  write_json_string(out, text);
  return out;
}

TEST(Writer, WritesNumbersWithoutExponent) {
  EXPECT_EQ(to_json_line(value(0.5)), "0.5");
  EXPECT_EQ(to_json_line(value(0.000001)), "0.000001");
  EXPECT_EQ(to_json_line(value(1e20)), "100000000000000000000");
  EXPECT_EQ(to_json_line(value(2.0)), "2");
  EXPECT_EQ(to_json_line(value(-0.0)), "0");
}

TEST(Writer, KeepsNineDecimals) {
  EXPECT_EQ(to_json_line(value(1.0 / 3)), "0.333333333");
  EXPECT_EQ(to_json_line(value(0.1 + 0.2)), "0.3");
  EXPECT_EQ(to_json_line(value(1e-10)), "0");
}

TEST(Writer, WritesWholeNumbersInFull) {
  EXPECT_EQ(to_json_line(value(std::numeric_limits<std::int64_t>::min())), "-9223372036854775808");
  EXPECT_EQ(to_json_line(value(std::numeric_limits<std::uint64_t>::max())), "18446744073709551615");
}

TEST(Writer, WritesInfinitiesAsZeroSoThatTheTextIsJson) {
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(to_json_line(array{infinity, -infinity, std::numeric_limits<double>::quiet_NaN()}), "[0, 0, 0]");
}

TEST(Writer, WritesTheOtherKinds) {
  EXPECT_EQ(to_json_line(array{nullptr, true, false, ""}), R"([null, true, false, ""])");
}

TEST(Writer, EscapesQuotesBackslashesAndControls) {
  EXPECT_EQ(quoted("a\"b\\c"), R"("a\"b\\c")");
  EXPECT_EQ(quoted("a\nb"), R"("a\nb")");
  EXPECT_EQ(quoted("\t\r\x01\x1f\x7f"), R"("\u0009\u000d\u0001\u001f\u007f")");
  EXPECT_EQ(quoted(std::string_view("\0", 1)), R"("\u0000")");
}

TEST(Writer, EscapesWhatCouldEndAScriptElement) {
  EXPECT_EQ(quoted("</script>&<!--"), R"("\u003c/script\u003e\u0026\u003c!--")");
  EXPECT_EQ(quoted("a\u2028b\u2029c"), R"("a\u2028b\u2029c")");
}

TEST(Writer, WritesOtherTextAsItIs) {
  EXPECT_EQ(quoted("石英/\u2027\u202A\U0001F600'"), "\"石英/\u2027\u202A\U0001F600'\"");
}

TEST(Writer, EscapesKeysToo) { EXPECT_EQ(to_json_line(object{{"a<\"", 1}}), R"({"a\u003c\"": 1})"); }

TEST(Writer, KeepsTheOrderInWhichKeysWerePut) {
  EXPECT_EQ(to_json_line(object{{"z", 1}, {"a", 2}, {"m", 3}}), R"({"z": 1, "a": 2, "m": 3})");
}

TEST(Writer, OneLineHasNoLineBreak) {
  EXPECT_EQ(to_json_line(object{{"a", array{1, object{{"b", array{}}}}}, {"c", object{}}}),
            R"({"a": [1, {"b": []}], "c": {}})");
}

TEST(Writer, TextPutsOneEntryOfAListOnALine) {
  const object v{{"id", "q"}, {"nodes", array{object{{"id", "a"}, {"n", 1}}, object{{"id", "b"}}}}, {"none", array{}}};
  EXPECT_EQ(to_json_text(v),
            "{\n  \"id\": \"q\",\n  \"nodes\": [\n    {\"id\": \"a\", \"n\": 1},\n    {\"id\": \"b\"}\n  ],\n"
            "  \"none\": []\n}\n");
}

TEST(Writer, TextBreaksLinesDownToTheLevelAskedFor) {
  const object v{{"a", array{1, 2}}};
  EXPECT_EQ(to_json_text(v, 0), "{\"a\": [1, 2]}\n");
  EXPECT_EQ(to_json_text(v, 1), "{\n  \"a\": [1, 2]\n}\n");
}

TEST(Writer, WhatIsWrittenReadsBackTheSame) {
  const value v = object{{"石\"\\\n<\u2028", array{-1, 0.125, "\x01\t", nullptr, object{{"k", false}}}}};
  EXPECT_EQ(parse_json(to_json_text(v), "f"), v);
  EXPECT_EQ(parse_json(to_json_line(v), "f"), v);
}

}  // namespace
}  // namespace liantu
