#include "whatif_told.hpp"

#include "liantu/json/writer.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace liantu::tool {

namespace {

// ---- for people

constexpr std::size_t supplies_told = 3;  // of one loss

class Teller {
 public:
  Teller(const Supposed& told, Lang lang)
      : m_told(told), m_atlas(*told.before.atlas), m_zh(lang == Lang::zh), m_lang(lang) {}

  std::string all() {
    if (m_told.supposes) change();
    if (m_told.with_losses) losses();
    return m_out;
  }

 private:
  [[nodiscard]] const char* say(const char* zh, const char* en) const { return m_zh ? zh : en; }
  [[nodiscard]] std::string listed(const std::vector<std::string>& items) const {
    return fmt::format("{}", fmt::join(items, say("、", ", ")));
  }
  [[nodiscard]] std::string chain(ChainIndex c) const {
    const Chain& chain = m_atlas.chains()[c];
    return m_zh || chain.name_en.empty() ? chain.name : chain.name_en;
  }
  [[nodiscard]] std::string node(NodeIndex v) const {
    const Node& node = m_atlas.node(v);
    const std::string& name = m_zh || node.name_en.empty() ? node.name : node.name_en;
    return fmt::format(fmt::runtime(say("{}（{}）", "{} ({})")), name, chain(m_atlas.chain_index(v)));
  }
  [[nodiscard]] std::string range(double low, double high) const {
    const std::string from = percent(low);
    const std::string to = percent(high);
    return from == to ? from : from + "–" + to;
  }
  [[nodiscard]] std::string range(const SupplyRange& r) const { return range(r.low, r.high); }
  [[nodiscard]] std::string state(const StateChange& c) const {
    return fmt::format("{}{}{} → {}", node(c.node), say("：", ": "), label(c.before, m_lang), label(c.after, m_lang));
  }
  void line(int depth, const std::string& text) {
    m_out.append(static_cast<std::size_t>(depth) * 2, ' ');
    m_out += text + "\n";
  }

  void change() {
    if (m_told.added.firms > 0)
      line(0, fmt::format(fmt::runtime(say("增加企业 {} 家", "{} firms come")), m_told.added.firms - m_told.already));
    if (!m_told.removed.entries.empty())
      line(0, fmt::format(fmt::runtime(say("失去企业 {} 家", "{} firms go")), m_told.removed.firms));
    if (m_told.change.nothing()) {
      line(0, say("环节状态、本地可配套度和目标都没有变化", "no state, supply or target changes"));
      return;
    }
    head(say("环节状态", "States of nodes"), m_told.change.states.size());
    for (const StateChange& c : m_told.change.states) line(1, state(c));
    chains(m_told.change);
    head(say("已有环节的本地可配套度（按环节测算）", "Local supply of held nodes"), m_told.change.supply.size());
    for (const SupplyChange& c : m_told.change.supply) line(1, supply(c));
    head(say("目标", "Targets"), m_told.change.targets.size());
    std::size_t shifted = 0;
    for (const TargetChange& c : m_told.change.targets) {
      if (c.shifted) {
        ++shifted;
      } else {
        line(1, node(c.node) + say("：", ": ") + target(c));
      }
    }
    if (shifted > 0)
      line(1, fmt::format(fmt::runtime(say("（其中 {} 个只因别的目标进出而顺移，未列）",
                                           "({} of them only close up or make room, and are not listed)")),
                          shifted));
  }

  void head(const std::string& text, std::size_t count) {
    line(0, fmt::format(fmt::runtime(say("{}：{} 个变化", "{}: {} changed")), text, count));
  }

  void chains(const WhatIf& change) {
    line(0, say("产业链", "Chains"));
    for (const ChainChange& c : change.chains) {
      line(1, fmt::format(fmt::runtime(say("{}：已有环节 {} → {}，其中必需投入齐全 {} → {}；本地可配套度（按环节测算）"
                                           "{} → {}",
                                           "{}: nodes held {} -> {}, with all essential inputs {} -> {}; local supply "
                                           "{} -> {}")),
                          chain(c.chain), c.before.held, c.after.held, c.before.complete + c.before.open,
                          c.after.complete + c.after.open, supply(c.before), supply(c.after)));
    }
    if (std::any_of(change.chains.begin(), change.chains.end(),
                    [](const ChainChange& c) { return c.before.held != c.after.held; }))
      line(1, say("（平均只计已有环节：环节增减，平均也随之变动）",
                  "(a mean of held nodes, which also moves as their number does)"));
  }
  [[nodiscard]] std::string supply(const ChainSupply& s) const {
    return s.nodes == 0 ? say("无从测算", "none") : range(s.whole.low, s.whole.high);
  }

  [[nodiscard]] std::string target(const TargetChange& c) const {
    const auto side = [&](const std::optional<Action>& action, const std::optional<int>& rank) {
      if (!action) return std::string(say("不是目标", "no target"));
      const std::string word(label(*action, m_lang));
      return rank ? fmt::format(fmt::runtime(say("{}第 {} 位", "{}, rank {}")), word, *rank)
                  : word + say("（不排名）", " (not ranked)");
    };
    return side(c.action_before, c.rank_before) + " → " + side(c.action_after, c.rank_after);
  }

  void losses() {
    const bool sized = m_told.before.reading.size_known();
    line(0,
         fmt::format(fmt::runtime(say("量集中于一家企业的环节 {} 个{}，逐个看失去最大企业的后果：",
                                      "{} nodes whose mass is one firm's{}; what the loss of it would do, each on "
                                      "its own:")),
                     m_told.losses.size(), sized ? "" : say("（规模未知，按企业数）", " (sizes unknown: by number)")));
    for (const Loss& loss : m_told.losses) this->loss(loss);
  }

  void loss(const Loss& loss) {
    const std::string own = own_state(loss);
    line(1, fmt::format(fmt::runtime(say("{}失去 {}：{}{}", "{} without {}: {}{}")), node(loss.node), loss.firm->name,
                        own, loss.fragile ? say("；下游必需", "; others need it") : ""));
    std::vector<std::string> others;
    for (const StateChange& c : loss.change.states) {
      if (c.node != loss.node) others.push_back(state(c));
    }
    if (!others.empty()) line(2, say("同时：", "as well: ") + listed(others));
    if (loss.complete_before != loss.complete_after) {
      line(2, fmt::format(fmt::runtime(say("{} 个下游环节中，必需投入齐全的由 {} 个变为 {} 个",
                                           "of {} customers, those with all essential inputs: {} -> {}")),
                          loss.customers, loss.complete_before, loss.complete_after));
    }
    // Not the mean of a chain: it would rise where a badly supplied node goes.
    std::vector<std::string> supplies;
    for (const SupplyChange& c : loss.change.supply) {
      if (supplies.size() < supplies_told) supplies.push_back(supply(c));
    }
    if (supplies.empty()) return;
    const std::string more =
        loss.change.supply.size() > supplies_told
            ? fmt::format(fmt::runtime(say(" 等 {} 个环节", " … of {} nodes")), loss.change.supply.size())
            : "";
    line(2, say("本地可配套度（按环节测算）：", "local supply: ") + listed(supplies) + more);
  }

  [[nodiscard]] std::string supply(const SupplyChange& c) const {
    return node(c.node) + " " + range(c.before) + " → " + range(c.after);
  }

  [[nodiscard]] std::string own_state(const Loss& loss) const {
    for (const StateChange& c : loss.change.states) {
      if (c.node == loss.node) return fmt::format("{} → {}", label(c.before, m_lang), label(c.after, m_lang));
    }
    return say("状态不变", "same state");
  }

  const Supposed& m_told;
  const Atlas& m_atlas;
  bool m_zh;
  Lang m_lang;
  std::string m_out;
};

// ---- for programs

template <class Enum>
boost::json::string word(Enum value) {
  const auto text = to_string(value);
  return boost::json::string(text.data(), text.size());
}

boost::json::object standing_json(const ChainSupply& s) {
  boost::json::object out{
      {"held", s.held}, {"complete", s.complete + s.open}, {"supply_low", nullptr}, {"supply_high", nullptr}};
  if (s.nodes > 0) {
    out["supply_low"] = s.whole.low;
    out["supply_high"] = s.whole.high;
  }
  return out;
}

boost::json::object change_json(const Atlas& atlas, const WhatIf& change) {
  boost::json::array states;
  for (const StateChange& c : change.states)
    states.push_back(
        boost::json::object{{"node", atlas.key(c.node)}, {"before", word(c.before)}, {"after", word(c.after)}});
  const auto range = [](const SupplyRange& r) { return boost::json::object{{"low", r.low}, {"high", r.high}}; };
  boost::json::array supply;
  for (const SupplyChange& c : change.supply)
    supply.push_back(
        boost::json::object{{"node", atlas.key(c.node)}, {"before", range(c.before)}, {"after", range(c.after)}});
  boost::json::array chains;
  for (const ChainChange& c : change.chains) {
    chains.push_back(boost::json::object{
        {"chain", atlas.chains()[c.chain].id}, {"before", standing_json(c.before)}, {"after", standing_json(c.after)}});
  }
  return {{"states", std::move(states)}, {"supply", std::move(supply)}, {"chains", std::move(chains)}};
}

boost::json::array targets_json(const Atlas& atlas, const std::vector<TargetChange>& changes) {
  const auto side = [](const std::optional<Action>& action, const std::optional<int>& rank) {
    boost::json::object out{{"action", nullptr}, {"rank", nullptr}};
    if (action) out["action"] = word(*action);
    if (rank) out["rank"] = *rank;
    return out;
  };
  boost::json::array out;
  for (const TargetChange& c : changes) {
    out.push_back(boost::json::object{{"node", atlas.key(c.node)},
                                      {"before", side(c.action_before, c.rank_before)},
                                      {"after", side(c.action_after, c.rank_after)},
                                      {"shifted", c.shifted}});
  }
  return out;
}

boost::json::array losses_json(const Atlas& atlas, const std::vector<Loss>& losses) {
  boost::json::array out;
  for (const Loss& loss : losses) {
    boost::json::object one{{"node", atlas.key(loss.node)},
                            {"firm", loss.firm->name},
                            {"needed", loss.fragile},
                            {"customers", loss.customers},
                            {"complete_customers_before", loss.complete_before},
                            {"complete_customers_after", loss.complete_after}};
    for (auto& [key, value] : change_json(atlas, loss.change)) one[key] = std::move(value);
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace

std::string whatif_text(const Supposed& told, Lang lang) { return Teller(told, lang).all(); }

std::string whatif_json(const Supposed& told) {
  const Atlas& atlas = *told.before.atlas;
  boost::json::object out{{"added", told.added.firms - told.already},
                          {"already_there", told.already},
                          {"removed", told.removed.firms},
                          {"not_found", boost::json::array()},
                          {"change", nullptr},
                          {"losses", nullptr}};
  for (std::size_t i = 0; i < told.removed.entries.size(); ++i) {
    const ListedFirm& firm = told.removed.entries[i];
    if (!told.removed.seen[i])
      out["not_found"].get_array().emplace_back(firm.name.empty() ? firm.credit_code : firm.name);
  }
  if (told.supposes) {
    boost::json::object change = change_json(atlas, told.change);
    change["targets"] = targets_json(atlas, told.change.targets);
    out["change"] = std::move(change);
  }
  if (told.with_losses) out["losses"] = losses_json(atlas, told.losses);
  return to_json_text(out, 3);
}

}  // namespace liantu::tool
