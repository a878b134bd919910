// Chains for the tests: one with every field filled, and one to spoil.
#pragma once

#include "liantu/chain/chain.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace liantu::test {

// Every field of every struct holds something that is not its default.
inline Chain filled_chain() {
  Chain out;
  out.id = "quartz-2";
  out.name = "石英新材料";
  out.name_en = "Quartz \"materials\"";
  out.summary = "从开采到石英件。\n两行 <b>&";
  out.sources = {{"s1", "行业资料", "某协会", 2024, "https://example.org/a?b=1&c=2", "第三章"},
                 {"s2", "目录", "", {}, "", ""}};
  Node pure;
  pure.id = "pure";
  pure.name = "高纯石英砂";
  pure.name_en = "High-purity sand";
  pure.stage = Stage::downstream;
  pure.segment = "提纯";
  pure.role = Role::serve;
  pure.core = true;
  pure.terminal = true;
  pure.holder = Holder::facility;
  pure.industry = {"3099", "1019", "0111"};
  pure.terms = {"高纯石英砂", "电子级石英砂"};
  pure.not_terms = {"石英砂岩"};
  pure.value_added = Level::high;
  pure.life_stage = Stated<LifeStage>{LifeStage::growth, {"s1", "2024"}, "第一条"};
  pure.capacity = Stated<Capacity>{Capacity::tight, {"", ""}, ""};
  pure.policy = Stated<PolicyStanding>{PolicyStanding::restricted, {"s2", "2024-02"}, "限制类 九、3"};
  pure.controls = {{Control::two_high, {"s1", "2023-12"}, "附件"}, {Control::capacity_replacement, {"", "2022"}, ""}};
  pure.siting = Siting::near_port;
  pure.min_scale = MinScale{0.5, "万吨/年", {"s1", "2021"}};
  pure.needs = {Need::mining_right, Need::cold_chain};
  pure.permits = {"排污许可证"};
  pure.energy = Level::medium;
  pure.pollution = Level::low;
  pure.land = Level::high;
  pure.typical = Typical{12000, 35.5, 80, 1500.25, {"s1", "2024-12"}};
  pure.note = "注";
  pure.basis = {"s1", "2024-03"};
  Node sand;
  sand.id = "sand";
  sand.name = "石英砂";
  sand.stage = Stage::midstream;
  sand.segment = "粗加工";
  out.nodes = {pure, sand};
  Link link;
  link.from = "sand";
  link.to = "photovoltaic:crucible";
  link.kind = LinkKind::packaging;
  link.essential = true;
  link.group = "bags";
  link.share = 0.125;
  link.note = "注";
  link.basis = {"s2", "2020"};
  Link plain_link;
  plain_link.from = "sand";
  plain_link.to = "pure";
  out.links = {link, plain_link};
  out.waivers = {{"cycle", "a", "废料回炉"}};
  return out;
}

// The smallest chain that has one of everything that a test spoils.
inline constexpr std::string_view good_chain = R"({
 "schema_version": 1, "id": "q", "name": "石英", "sources": [{"id": "s1", "title": "t", "year": 2024}],
 "nodes": [
  {"id": "a", "name": "a", "stage": "upstream", "segment": "s", "role": "mine", "industry": ["1019"], "terms": ["t"],
   "policy": {"value": "encouraged", "source": "s1", "as_of": "2024"}, "needs": ["port"], "energy": "low",
   "controls": [{"value": "two-high", "basis": "judgement"}],
   "min_scale": {"value": 1, "unit": "t", "basis": "judgement"}, "typical": {"jobs": 3, "basis": "judgement"},
   "source": "s1", "as_of": "2024-05"},
  {"id": "b", "name": "b", "stage": "midstream", "segment": "s", "role": "make", "basis": "judgement"}],
 "links": [{"from": "a", "to": "b", "kind": "material", "share": 0.5, "basis": "judgement"}]
})";

// `text` with the first `from` replaced; a `from` that is not there gives an empty text, which no reader takes.
inline std::string with(std::string_view text, std::string_view from, std::string_view to) {
  std::string out(text);
  const auto at = out.find(from);
  if (at == std::string::npos) return {};
  return out.replace(at, from.size(), to);
}

}  // namespace liantu::test
