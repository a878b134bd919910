// The words of every enumeration that a file or a page shows.
#include "liantu/analysis/county.hpp"
#include "liantu/analysis/policy.hpp"
#include "liantu/chain/chain.hpp"
#include "liantu/firm/firm.hpp"
#include "liantu/firm/match.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string_view>

namespace liantu {
namespace {

template <class Enum>
class Words : public testing::Test {};

using Enums =
    testing::Types<Stage, Role, Holder, Level, LifeStage, Capacity, PolicyStanding, Control, Siting, Need, LinkKind,
                   State, Action, Rule, Criterion, Caution, Standing, Field, SizeSource, SizeClass, EvidenceRule>;
TYPED_TEST_SUITE(Words, Enums);

TYPED_TEST(Words, ReadBackTheSame) {
  for (std::size_t i = 0; i < EnumWords<TypeParam>::names.size(); ++i) {
    const auto value = static_cast<TypeParam>(i);
    EXPECT_EQ(from_string<TypeParam>(to_string(value)), value) << i;
  }
}

TYPED_TEST(Words, AreDifferentAndNoneIsEmptyInEitherLanguage) {
  std::set<std::string_view> chinese;
  std::set<std::string_view> english;
  for (std::size_t i = 0; i < EnumWords<TypeParam>::names.size(); ++i) {
    const auto value = static_cast<TypeParam>(i);
    chinese.insert(label(value, Lang::zh));
    english.insert(label(value, Lang::en));
  }
  EXPECT_EQ(chinese.size(), EnumWords<TypeParam>::zh.size());
  EXPECT_EQ(english.size(), EnumWords<TypeParam>::zh.size());
  EXPECT_FALSE(chinese.contains(""));
  EXPECT_FALSE(english.contains(""));
}

TEST(Words, OfAnotherEnumOrInAnotherCaseAreNotTaken) {
  EXPECT_EQ(from_string<Stage>("make"), std::nullopt);
  EXPECT_EQ(from_string<Stage>("Upstream"), std::nullopt);
  EXPECT_EQ(from_string<Stage>(""), std::nullopt);
}

TEST(Words, StandForTheEnumeratorTheyName) {
  EXPECT_EQ(to_string(Stage::support), "support");
  EXPECT_EQ(to_string(Siting::national_scale), "national-scale");
  EXPECT_EQ(to_string(Need::cold_chain), "cold-chain");
  EXPECT_EQ(to_string(LinkKind::recycle), "recycle");
  EXPECT_EQ(to_string(Rule::watch_far), "watch.far");
  EXPECT_EQ(to_string(Caution::judged_veto), "judged-veto");
  EXPECT_EQ(to_string(Criterion::jobs_per_mu), "jobs_per_mu");
  EXPECT_EQ(to_string(Field::agri_leading), "agri_leading");
  EXPECT_EQ(label(Action::fill), "补链");
  EXPECT_EQ(label(Action::extend), "延链");
  EXPECT_EQ(label(State::missing), "空白(名单内未见)");
}

TEST(Words, AreListedForMessages) { EXPECT_EQ(all_words<Level>(), "low | medium | high"); }

}  // namespace
}  // namespace liantu
