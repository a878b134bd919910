// Studies made by hand, for the tests of the chain map.
#pragma once

#include "liantu/chain/chain_json.hpp"
#include "liantu/publish/study.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace map_fixture {

using namespace liantu;  // a test's own namespace, which holds nothing else

inline std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline std::vector<Chain> shipped_chains() {
  std::vector<Chain> out;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(LIANTU_SOURCE_DATA) / "chains")) {
    if (entry.path().extension() == ".json")
      out.push_back(read_chain(read(entry.path()), entry.path().filename().string()));
  }
  return out;
}

inline Node node(const std::string& id, const std::string& name, Stage stage, const std::string& segment) {
  Node out;
  out.id = id;
  out.name = name;
  out.stage = stage;
  out.segment = segment;
  out.core = true;
  return out;
}

inline Link link(const std::string& from, const std::string& to, LinkKind kind) {
  Link out;
  out.from = from;
  out.to = to;
  out.kind = kind;
  return out;
}

// Keeps alive what a study points to.
struct World {
  Atlas atlas;
  Classification classification;
  Policy policy;
  County county;
  Study study;
};

inline Policy policy() {
  Policy out;
  Profile& profile = out.gaps.profiles["county"];
  profile.rules = {{Rule::fill_essential, Action::fill},     {Rule::fill_between, Action::fill},
                   {Rule::fill_weak, Action::fill},          {Rule::extend_down, Action::extend},
                   {Rule::extend_up, Action::extend},        {Rule::strengthen_anchor, Action::strengthen},
                   {Rule::verify_suspected, Action::verify}, {Rule::watch_far, Action::watch}};
  return out;
}

// How firms hold the nodes in turn: every state comes up, and a node whose sizes are unknown.
struct Held {
  int firms;
  bool sure;
  bool anchor;
  SizeClass size;
};

inline void add_firms(World& world, NodeIndex v, const Held& held, const std::string& name, std::uint64_t& row) {
  for (int i = 0; i < held.firms; ++i) {
    Firm firm;
    firm.row = ++row;
    firm.name = name + std::to_string(row) + "有限公司";
    firm.size = held.size;
    firm.anchor = held.anchor && i == 0;
    Match match;
    match.node = v;
    match.confidence = held.sure ? 9000 : 6000;
    match.evidence.emplace_back();
    world.study.add(firm, {match});
  }
}

inline std::unique_ptr<World> world(std::vector<Chain> chains, const std::string& firm_name = "江苏某某新材料科技") {
  static const std::vector<Held> ways{{2, true, false, SizeClass::small},   {0, true, false, SizeClass::small},
                                      {128, true, true, SizeClass::large},  {1, false, false, SizeClass::small},
                                      {6, true, false, SizeClass::unknown}, {0, true, false, SizeClass::small},
                                      {4, true, false, SizeClass::medium}};
  auto out = std::make_unique<World>();
  out->atlas = Atlas(std::move(chains));
  out->policy = policy();
  out->county.name = "示例县";
  Study& study = out->study;
  study.atlas = &out->atlas;
  study.classification = &out->classification;
  study.policy = &out->policy;
  study.county = &out->county;
  for (ChainIndex c = 0; c < out->atlas.chains().size(); ++c) study.question.chains.insert(c);
  study.question.date = "2026-09-30";
  study.chains_chosen = true;
  study.table = {"示例企业名单", "2026-06"};
  study.reading.firms = 200;
  study.reading.fingerprint = "0123456789abcdef";
  study.coverage = Coverage(out->atlas.node_count());
  study.purchases = Purchases(out->atlas);
  study.roll = Roll(out->atlas.node_count());
  std::uint64_t row = 1;
  std::vector<State> states;
  for (NodeIndex v = 0; v < out->atlas.node_count(); ++v) {
    const bool firms = out->atlas.node(v).holder == Holder::firm;
    if (firms) add_firms(*out, v, ways[v % ways.size()], firm_name, row);
    states.push_back(state_of(study.coverage[v], firms, out->policy.coverage));
  }
  study.roll.finish();
  study.structure = std::make_shared<const Structure>(out->atlas, out->policy.gaps.horizon);
  study.analysis =
      analyse(out->atlas, *study.structure, study.coverage, std::move(states), out->policy, study.question);
  return out;
}

// Every lane, every kind of link, a loop, a link to another chain.
inline std::vector<Chain> small_chains() {
  Chain chain;
  chain.id = "quartz";
  chain.name = "石英";
  chain.nodes = {node("ore", "石英矿开采", Stage::upstream, "资源"),
                 node("acid", "提纯酸", Stage::upstream, "药剂"),
                 node("sand", "石英砂", Stage::midstream, "砂"),
                 node("pure", "高纯石英砂（电子级）及熔融石英材料", Stage::midstream, "砂"),
                 node("tube", "石英管", Stage::midstream, "玻璃材料"),
                 node("crucible", "石英坩埚", Stage::downstream, "制品"),
                 node("fibre", "光纤预制棒", Stage::downstream, "制品"),
                 node("bag", "吨袋", Stage::support, "包装"),
                 node("test", "检测中心", Stage::support, "服务"),
                 node("reuse", "尾砂利用", Stage::support, "服务")};
  chain.nodes.back().holder = Holder::facility;
  chain.links = {link("ore", "sand", LinkKind::material),      link("acid", "pure", LinkKind::material),
                 link("sand", "pure", LinkKind::material),     link("pure", "tube", LinkKind::material),
                 link("pure", "crucible", LinkKind::material), link("tube", "fibre", LinkKind::component),
                 link("sand", "fibre", LinkKind::material),    link("bag", "sand", LinkKind::packaging),
                 link("bag", "pure", LinkKind::packaging),     link("test", "crucible", LinkKind::service),
                 link("crucible", "reuse", LinkKind::recycle), link("reuse", "ore", LinkKind::recycle),
                 link("fibre", "tube", LinkKind::recycle),     link("crucible", "solar:rod", LinkKind::equipment)};
  Chain other;
  other.id = "solar";
  other.name = "光伏";
  other.nodes = {node("rod", "单晶硅棒", Stage::midstream, "硅棒")};
  return {chain, other};
}

inline const std::vector<std::string>& hostile_names() {
  static const std::vector<std::string> names{"<script>alert(1)</script>",
                                              "=HYPERLINK(\"http://x\",\"y\")",
                                              "\"]};--></style>",
                                              "a&b&amp;<![CDATA[",
                                              std::string("零\0字节", 10),
                                              "控\x01制\x1b字\x7f符",
                                              "😀🏭石英😀",
                                              "\u202Eabc\u202C\u200Fשלום",
                                              "坏\xff\xfe\xc3字节",
                                              "]]>\uFFFE\uFFFF"};
  return names;
}

inline std::vector<Chain> hostile_chains() {
  Chain chain;
  chain.id = "hostile";
  chain.name = "<b>&\"'链</b>";
  int count = 0;
  for (const std::string& name : hostile_names()) {
    chain.nodes.push_back(node("n" + std::to_string(count), name, static_cast<Stage>(count % 4), name));
    if (count > 0)
      chain.links.push_back(
          link("n" + std::to_string(count - 1), "n" + std::to_string(count), static_cast<LinkKind>(count % 8)));
    ++count;
  }
  std::string endless;
  for (int i = 0; i < 300; ++i) endless += i % 2 == 0 ? "长" : "W";
  chain.nodes.push_back(node("endless", endless, Stage::downstream, endless));
  return {chain};
}

// A chain of `count` nodes whose links are drawn by a fixed rule.
inline std::vector<Chain> big_chains(int count) {
  Chain chain;
  chain.id = "big";
  chain.name = "大链";
  std::uint32_t seed = 7;
  const auto draw = [&seed](int below) {
    seed = seed * 1664525U + 1013904223U;
    return static_cast<int>((seed >> 8U) % static_cast<std::uint32_t>(below));
  };
  for (int i = 0; i < count; ++i) {
    const auto stage = static_cast<Stage>(i * 4 / count);
    chain.nodes.push_back(
        node("n" + std::to_string(i), "环节名称之" + std::to_string(i), stage, "分段" + std::to_string(i / 5)));
  }
  for (int i = 1; i < count; ++i) {
    for (int k = 0; k < 2; ++k) {
      const int from = draw(i);
      const bool twice = std::any_of(chain.links.begin(), chain.links.end(), [&](const Link& l) {
        return l.from == "n" + std::to_string(from) && l.to == "n" + std::to_string(i);
      });
      if (!twice)
        chain.links.push_back(
            link("n" + std::to_string(from), "n" + std::to_string(i), static_cast<LinkKind>(draw(8))));
    }
  }
  return {chain};
}

}  // namespace map_fixture
