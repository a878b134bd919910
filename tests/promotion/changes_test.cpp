#include "liantu/promotion/changes.hpp"

#include "liantu/promotion/run_result_json.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace liantu {
namespace {

// Two chains, a asked for; three nodes of a.
RunResult plain_result() {
  RunResult out;
  out.settings = {{Setting::version, "0.1.0"}, {Setting::policy, "p"}, {Setting::firms, "f"}};
  out.chains = {{"a", "甲", "1", true}, {"b", "乙", "2", false}};
  out.nodes = {
      {"a:x", "子", State::missing, 0, 0}, {"a:y", "丑", State::present, 2, 1.5}, {"a:z", "寅", State::weak, 1, 0.5}};
  out.targets = {{"a:x", Action::fill, TargetPlace::ranked, 1}, {"a:z", Action::fill, TargetPlace::ranked, 2}};
  out.firms = {{"甲厂", "C1", {"a:y"}}, {"乙厂", "", {"a:y", "a:z"}}};
  return out;
}

using Kinds = std::vector<std::pair<std::string, TargetMove::Kind>>;
Kinds kinds(const Changes& changes) {
  Kinds out;
  for (const TargetMove& target : changes.targets) out.emplace_back(target.id, target.kind);
  return out;
}

TEST(Changes, AResultAndItself) {
  const Changes changes = compare(plain_result(), plain_result());
  EXPECT_TRUE(changes.empty());
  EXPECT_TRUE(changes.comparable());
}

TEST(Changes, WonLostNewGoneMoved) {
  RunResult after = plain_result();
  after.nodes[0].state = State::weak;     // x is had now
  after.nodes[1].state = State::missing;  // y no more
  after.nodes[2].state = State::strong;
  after.targets = {{"a:y", Action::fill, TargetPlace::ranked, 1}};
  const Changes changes = compare(plain_result(), after);
  EXPECT_EQ(kinds(changes),
            (Kinds{{"a:x", TargetMove::Kind::won}, {"a:y", TargetMove::Kind::lost}, {"a:z", TargetMove::Kind::gone}}));
  EXPECT_EQ(changes.targets[0].before->rank, 1);
  EXPECT_FALSE(changes.targets[0].after);
  EXPECT_EQ(changes.nodes.size(), 3U);

  after = plain_result();
  after.targets = {{"a:y", Action::strengthen, TargetPlace::ranked, 1},
                   {"a:z", Action::fill, TargetPlace::ranked, 2},
                   {"a:x", Action::fill, TargetPlace::veto, {}}};
  EXPECT_EQ(kinds(compare(plain_result(), after)),
            (Kinds{{"a:y", TargetMove::Kind::fresh}, {"a:x", TargetMove::Kind::moved}}));
}

// A node that the table stops showing is not lost: it is unobserved.
TEST(Changes, UnobservedIsNotLost) {
  RunResult after = plain_result();
  after.nodes[2].state = State::unobserved;
  after.targets.pop_back();
  EXPECT_EQ(kinds(compare(plain_result(), after)), (Kinds{{"a:z", TargetMove::Kind::gone}}));
}

TEST(Changes, FirmsByCodeElseByName) {
  RunResult after = plain_result();
  after.firms = {{"甲新厂", "C1", {"a:y"}}, {" 乙厂", "C2", {"a:z"}}, {"丙厂", "C3", {"a:y"}}};
  const Changes changes = compare(plain_result(), after);
  ASSERT_EQ(changes.firms.size(), 3U);
  EXPECT_EQ(changes.firms[0].kind, FirmChange::Kind::came);
  EXPECT_EQ(changes.firms[0].after.name, "丙厂");
  EXPECT_EQ(changes.firms[1].kind, FirmChange::Kind::renamed);
  EXPECT_EQ(changes.firms[1].before.name, "甲厂");
  EXPECT_EQ(changes.firms[2].kind, FirmChange::Kind::other_nodes);
  EXPECT_EQ(changes.firms[2].after.credit_code, "C2");
  // The counts are the same, the firms are others.
  ASSERT_EQ(changes.nodes.size(), 1U);
  EXPECT_EQ(changes.nodes[0].came, std::vector<std::string>{"丙厂"});
  EXPECT_EQ(changes.nodes[0].went, std::vector<std::string>{"乙厂"});
}

TEST(Changes, SameNameAndOtherCodesAreOtherFirms) {
  RunResult after = plain_result();
  after.firms[0].credit_code = "C9";
  const Changes changes = compare(plain_result(), after);
  ASSERT_EQ(changes.firms.size(), 2U);
  EXPECT_EQ(changes.firms[0].kind, FirmChange::Kind::came);
  EXPECT_EQ(changes.firms[1].kind, FirmChange::Kind::went);
}

TEST(Changes, RulesChainsAndTablesAreToldApart) {
  RunResult after = plain_result();
  after.settings[Setting::policy] = "q";
  after.settings[Setting::covers] = "制造业";
  after.chains[0].hash = "9";
  after.chains[1].asked = true;
  after.chains.push_back({"c", "丙", "3", false});
  after.nodes.push_back({"b:x", "子", State::missing, 0, 0});
  after.targets.push_back({"b:x", Action::fill, TargetPlace::ranked, 3});
  after.firms.push_back({"丁厂", "C4", {"b:x"}});
  const Changes changes = compare(plain_result(), after);
  EXPECT_TRUE(changes.still());  // what only one run asked for is no change
  EXPECT_FALSE(changes.empty());
  EXPECT_FALSE(changes.comparable());
  EXPECT_TRUE(changes.differ(SettingKind::rules));
  EXPECT_TRUE(changes.differ(SettingKind::view));
  EXPECT_FALSE(changes.differ(SettingKind::tables));
  ASSERT_EQ(changes.chains.size(), 3U);
  EXPECT_EQ(changes.chains[0].kind, ChainFileChange::Kind::file);
  EXPECT_EQ(changes.chains[1].kind, ChainFileChange::Kind::asked);
  EXPECT_EQ(changes.chains[2].kind, ChainFileChange::Kind::added);
}

TEST(Changes, TooManyFirmsAreNotCompared) {
  RunResult after = plain_result();
  after.firms.clear();
  after.firms_listed = false;
  const Changes changes = compare(plain_result(), after);
  EXPECT_FALSE(changes.firms_compared);
  EXPECT_TRUE(changes.empty());
}

TEST(RunResultJson, ThereAndBack) {
  const std::string text = to_json_text(run_result_json(plain_result()));
  const RunResult read = read_run_result(text, "result.json");
  EXPECT_EQ(to_json_text(run_result_json(read)), text);
  EXPECT_TRUE(compare(plain_result(), read).empty());
}

std::string error_of(const std::string& text) {
  try {
    (void)read_run_result(text, "r.json");
  } catch (const InputError& error) {
    std::string out;
    for (const Problem& problem : error.problems()) out += problem.message(Lang::en) + "\n";
    return out;
  }
  return {};
}

TEST(RunResultJson, ErrorsNameFileAndPath) {
  std::string text = to_json_text(run_result_json(plain_result()));
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string out = text;
    out.replace(out.find(from), from.size(), to);
    return error_of(out);
  };
  EXPECT_EQ(error_of(text), "");
  EXPECT_NE(error_of("{").find("r.json: line 1"), std::string::npos);
  EXPECT_NE(with("\"schema_version\": 1", "\"schema_version\": 2").find("/schema_version"), std::string::npos);
  EXPECT_NE(with("\"missing\"", "\"gone\"").find("/nodes/0/state"), std::string::npos);
  EXPECT_NE(with("{\"id\": \"a:y\"", "{\"id\": \"a:x\"").find("/nodes/1/id"), std::string::npos);
  EXPECT_NE(with("{\"id\": \"a:x\"", "{\"id\": \"d:x\"").find("/nodes/0/id"), std::string::npos);
  EXPECT_NE(with("[\"a:y\"]", "[\"a:w\"]").find("/firms/0/nodes/0"), std::string::npos);
  EXPECT_NE(with("\"rank\": 1", "\"rank\": 0").find("/targets/0/rank"), std::string::npos);
  EXPECT_NE(with("\"date\"", "\"dates\"").find("/dates"), std::string::npos);
}

}  // namespace
}  // namespace liantu
