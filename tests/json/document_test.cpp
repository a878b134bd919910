// JSON text in: what is stricter and more exact than Boost.JSON's own parser.
#include "liantu/json/document.hpp"

#include <gtest/gtest.h>

#include <string>

namespace liantu {
namespace {

// The first problem of a document that is refused.
Problem refusal(const std::string& text) {
  try {
    (void)parse_json(text, "f");
  } catch (const InputError& error) {
    return error.problems().front();
  }
  return {};
}

TEST(Document, NumbersAreTheNearestDouble) {
  // Boost 1.81 reads 0.24977792341670943, 13.640703636619724 and 1.1000000000000001e-30.
  const auto read = parse_json("[0.24977792341670946, 13.640703636619723, 1.1e-30, -0.5, 1e-400, 0e400]", "f");
  const auto& numbers = read.get_array();
  const double wanted[]{0.24977792341670946, 13.640703636619723, 1.1e-30, -0.5, 0, 0};
  for (std::size_t i = 0; i < numbers.size(); ++i) EXPECT_EQ(numbers[i].as_double(), wanted[i]) << i;
}

TEST(Document, NumbersThatNoDoubleHoldsAreRefused) {
  for (const char* text : {"1e400", "-1e400", "{\"a\": [2, 1e999]}"})
    EXPECT_THROW((void)parse_json(text, "f"), InputError);
  EXPECT_EQ(refusal("[1,\n 1e400]").where, "/1");
}

TEST(Document, KeysThatAreThereTwiceAreToldByTheirPlace) {
  EXPECT_EQ(refusal(R"({"a": [1, {"b/c": 1, "d": {}, "b\/c": 2}]})").where, "/a/1/b~1c");
}

TEST(Document, NestingIsBounded) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_NO_THROW((void)parse_json(nested(json_max_depth), "f"));
  EXPECT_EQ(refusal(nested(json_max_depth + 1)).found.en, "nesting deeper than 32");
}

TEST(Fields, NumbersAreKeptToNineDecimalsAndWholeOnesAsTheyAre) {
  const auto read =
      parse_json(R"({"tiny": 4e-10, "small": 6e-10, "large": 5000000.1234567893, "near": 2.0000000001})", "f");
  ProblemSink sink;
  Fields fields(read, "", sink);
  EXPECT_EQ(fields.number("tiny", 0, 1), 0.0);
  EXPECT_EQ(fields.number("small", 0, 1), 1e-9);
  EXPECT_EQ(fields.number("large", 0, 1e12), 5000000.123456789);
  EXPECT_TRUE(sink.problems.empty());
  EXPECT_FALSE(fields.integer("near", 0, 9));
  EXPECT_EQ(sink.problems.size(), 1U);
}

TEST(Fields, AnUnknownKeyIsToldWithThoseThatAreKnown) {
  const auto read = parse_json(R"({"nmae": 1})", "f");
  ProblemSink sink;
  Fields fields(read, "", sink);
  (void)fields.text("name");
  (void)fields.texts("terms");
  fields.done();
  ASSERT_EQ(sink.problems.size(), 1U);
  EXPECT_EQ(sink.problems[0].where, "/nmae");
  EXPECT_EQ(sink.problems[0].wanted.en, "name, terms");
}

}  // namespace
}  // namespace liantu
