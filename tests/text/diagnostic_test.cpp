// What a user reads about bad input, in both languages.
#include "liantu/diagnostic.hpp"

#include <gtest/gtest.h>

#include <string>

namespace liantu {
namespace {

Problem problem() {
  return {"a.json", "/nodes/3/id", Text("空白", "blank"), Text("非空文字", "a string"), Text("填写", "write one")};
}

TEST(Problem, NamesFilePlaceFindingWishAndRemedy) {
  EXPECT_EQ(problem().message(Lang::zh), "a.json: /nodes/3/id: 空白；应为非空文字。请填写");
  EXPECT_EQ(problem().message(Lang::en), "a.json: /nodes/3/id: blank; wanted a string. Try: write one");
}

TEST(Problem, LeavesOutWhatIsNotKnown) {
  Problem p = problem();
  p.remedy = {};
  EXPECT_EQ(p.message(Lang::en), "a.json: /nodes/3/id: blank; wanted a string");
  p.wanted = {};
  EXPECT_EQ(p.message(Lang::zh), "a.json: /nodes/3/id: 空白");
  p.where.clear();
  EXPECT_EQ(p.message(Lang::en), "a.json: blank");
  p.file.clear();
  EXPECT_EQ(p.message(Lang::en), "blank");
  p.where = "row 5";
  EXPECT_EQ(p.message(Lang::en), "row 5: blank");
}

TEST(Problem, HasASpaceBetweenChineseAndLatin) {
  Problem p = problem();
  p.wanted = "json | csv";
  p.remedy = "--help";
  EXPECT_EQ(p.message(Lang::zh), "a.json: /nodes/3/id: 空白；应为 json | csv。请 --help");
}

TEST(Problem, IsTheSameAsAnotherThatSaysTheSame) {
  Problem other = problem();
  EXPECT_TRUE(problem() == other);
  other.where = "/nodes/4/id";
  EXPECT_FALSE(problem() == other);
}

TEST(InputError, SaysTheFirstProblemAndHoldsAll) {
  Problem second = problem();
  second.where = "/id";
  const InputError error(Problems{problem(), second});
  EXPECT_STREQ(error.what(), "a.json: /nodes/3/id: blank; wanted a string. Try: write one");
  ASSERT_EQ(error.problems().size(), 2U);
  EXPECT_EQ(error.problems()[1].where, "/id");
  EXPECT_STREQ(InputError(Problems{}).what(), "bad input");
}

TEST(ProblemSink, ThrowsAllOfAFileAtOnceAndNothingWhereThereIsNone) {
  ProblemSink sink{"a.json", {}};
  EXPECT_NO_THROW(sink.throw_if_any());
  sink.add("/a", "found", "wanted");
  sink.add("/b", "found", "wanted", "remedy");
  try {
    sink.throw_if_any();
    FAIL() << "nothing was thrown";
  } catch (const InputError& error) {
    ASSERT_EQ(error.problems().size(), 2U);
    EXPECT_EQ(error.problems()[0].message(Lang::en), "a.json: /a: found; wanted wanted");
    EXPECT_EQ(error.problems()[1].message(Lang::en), "a.json: /b: found; wanted wanted. Try: remedy");
  }
}

TEST(Text, OfOneWordIsTheSameInBothLanguages) {
  EXPECT_EQ(Text("GB/T 4754").in(Lang::zh), "GB/T 4754");
  EXPECT_EQ(Text("GB/T 4754").in(Lang::en), "GB/T 4754");
  EXPECT_TRUE(Text().empty());
  EXPECT_FALSE(Text("", "x").empty());
}

}  // namespace
}  // namespace liantu
