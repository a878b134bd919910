// A problem in the parts that a program asks for.
#include "liantu/json/problem_json.hpp"

#include "liantu/json/writer.hpp"

#include <gtest/gtest.h>

namespace liantu::problem_json_test {
namespace {

std::string place(std::string_view where) {
  boost::json::object out;
  put_place(out, where);
  return to_json_line(out);
}

TEST(ProblemJson, PlacesAreTakenApart) {
  EXPECT_EQ(place("row 5, column C"), R"({"row": 5, "column": "C"})");
  EXPECT_EQ(place("row 5"), R"({"row": 5})");
  EXPECT_EQ(place("line 12, column 3"), R"({"line": 12, "column": "3"})");
  EXPECT_EQ(place("/nodes/0/name"), R"({"pointer": "/nodes/0/name"})");
  EXPECT_EQ(place("row x"), R"({"where": "row x"})");
  EXPECT_EQ(place("sheet 2"), R"({"where": "sheet 2"})");
  EXPECT_EQ(place(""), "{}");
}

TEST(ProblemJson, AllOfItInBothLanguages) {
  const Problem problem{"a.csv", "row 2, column B", {"空", "blank"}, {"数", "a number"}, {}};
  EXPECT_EQ(
      to_json_line(problem_json(problem)),
      R"({"file": "a.csv", "where": "row 2, column B", "row": 2, "column": "B", "found": {"zh": "空", "en": "blank"}, )"
      R"("wanted": {"zh": "数", "en": "a number"}, "remedy": {"zh": "", "en": ""}})");
}

}  // namespace
}  // namespace liantu::problem_json_test
