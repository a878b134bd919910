// liantu plan: which targets to go after together under limits, and what would complete one product.
#include "command.hpp"
#include "planning.hpp"
#include "progress.hpp"

#include "liantu/analysis/components.hpp"
#include "liantu/publish/shown_name.hpp"

#include <algorithm>
#include <array>
#include <iostream>
#include <limits>
#include <set>
#include <utility>

namespace liantu::tool {

namespace {

constexpr int joint_search_nodes = 2000;  // a node of the joint program is a larger one to solve

class PlanCommand : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    const bool zh = options.lang == Lang::zh;
    const auto say = [zh](const char* chinese, const char* english) { return std::string(zh ? chinese : english); };
    add_options(app, options, Takes::ranking);
    app.add_option("--number", m_number, say("最多几个目标", "how many targets at most"))->check(CLI::Range(0, 100000));
    app.add_option("--land", m_resources[0], say("用地上限，亩", "land at most, mu"))->check(number_within(0, 1e12));
    app.add_option("--energy", m_resources[1], say("用能上限，吨标准煤/年", "energy at most, tonnes of coal a year"))
        ->check(number_within(0, 1e12));
    app.add_option("--money", m_resources[2], say("投资上限，万元", "money at most, 10,000 yuan"))
        ->check(number_within(0, 1e12));
    app.add_option("--costs", m_costs,
                   say("成本表（环节、用地、用能、投资），可多次", "tables of costs by node, repeatable"));
    app.add_flag("--joint", m_joint,
                 say("按一起引进的带动选，而非逐个相加", "by what they unlock together, not one by one"));
    app.add_flag("--with-cautions", m_with_cautions, say("慎入的目标也可选", "cautioned targets may be chosen too"));
    app.add_option("--complete", m_product,
                   say("补全这个环节（环节 id 或 chain:node）要引进哪些", "what would complete this node"));
    app.add_option("--least", m_least,
                   say("补全时求最少的：用地、用能或投资；默认个数",
                       "with --complete, what is to be least; the number by default"))
        ->check(CLI::IsMember({"land", "energy", "money"}));
    app.add_option("--format", m_format, zh ? "格式" : "format")->check(CLI::IsMember({"text", "json"}));
  }

  int run(const Options& options) override {
    const bool limited = m_number >= 0 || std::any_of(m_resources.begin(), m_resources.end(),
                                                      [](const auto& limit) { return limit.has_value(); });
    if (m_product.empty() && !limited) {
      throw InputError({"--number",
                        "",
                        Text("没有限制", "no limit"),
                        Text("--number、--land、--energy、--money 至少一个，或 --complete",
                             "one of --number, --land, --energy and --money at least, or --complete"),
                        {}});
    }
    const Session session(options);
    Problems notes;
    m_table = read_costs(m_costs, session.atlas(), notes);
    session.tell_notes(notes);
    const Study study = session.study(Depth::numbers);
    const bool json = m_format == "json";
    if (m_product.empty()) {
      const Planned planned = plan(study);
      std::cout << (json ? plan_json_text(study, planned, options.lang)
                         : shown_text(plan_text(study, planned, options.lang)));
    } else {
      const Completed completed = complete_product(session, study);
      std::cout << (json ? completion_json_text(study, completed, options.lang)
                         : shown_text(completion_text(study, completed, options.lang)));
    }
    return std::cout.flush() ? 0 : 1;
  }

 private:
  // Targets that are ranked, or cautioned where asked for, and not fully held.
  [[nodiscard]] Planned plan(const Study& study) const {
    const Atlas& atlas = *study.atlas;
    const SupplyGraph graph = supply_graph(atlas);
    // What the table cannot show counts as not had: it is told.
    const std::vector<double> held = presences(study.analysis.states, 0);
    Supply supply(graph, held, study.policy->supply.delta);
    Planned out;
    out.joint = m_joint;
    if (m_number >= 0) out.limits.number = static_cast<std::size_t>(m_number);
    out.limits.resources = m_resources;
    std::vector<NodeIndex> nodes;
    for (const Target& target : study.analysis.targets) {
      if (!target.rank && !(m_with_cautions && target.caution_rank)) continue;
      const NodeIndex v = target.gap.node;
      if (held[v] < 1) nodes.push_back(v);
    }
    std::sort(nodes.begin(), nodes.end());
    for (const NodeIndex v : nodes) {
      PlanItem item{v, supply.unlock(v), {}};
      out.costs.push_back(costs_of(atlas, v, m_table, study.policy->plan));
      for (std::size_t r = 0; r < item.needs.size(); ++r) {
        if (out.costs.back()[r]) item.needs[r] = out.costs.back()[r]->amount;
      }
      out.items.push_back(item);
    }
    refuse_unknown_costs(study, out);
    const Step step("plan", {"求组合", "solving the plan"});
    out.plan = m_joint
                   ? choose_jointly(graph, held, study.policy->supply.delta, out.items, out.limits, joint_search_nodes)
                   : choose(out.items, out.limits);
    for (const std::size_t i : out.plan.chosen) out.alone += out.items[i].gain;
    out.pairs = joint_unlocks(graph, supply, nodes);
    return out;
  }

  // A limit on what nobody knows would be one on nothing.
  void refuse_unknown_costs(const Study& study, const Planned& planned) const {
    static constexpr std::array<const char*, 3> options{"--land", "--energy", "--money"};
    Problems problems;
    for (std::size_t r = 0; r < options.size(); ++r) {
      if (!m_resources[r]) continue;
      std::size_t unknown = 0;
      std::string first;
      for (std::size_t i = 0; i < planned.items.size(); ++i) {
        // One that gains nothing is not chosen whatever it takes.
        if (planned.costs[i][r] || (!m_joint && planned.items[i].gain <= 0)) continue;
        if (++unknown <= 5) first += (unknown == 1 ? "" : ", ") + study.atlas->key(planned.items[i].node);
      }
      if (unknown == 0) continue;
      const std::string word(EnumWords<Resource>::zh[r]);
      const std::string count = std::to_string(unknown);
      problems.push_back(
          {options[r], "",
           Text(count + " 个目标不知道" + word + "：" + first, "not known for " + count + " targets: " + first),
           Text("每个可选目标的" + word, "a figure for every target that may be chosen"),
           Text("用 --costs 给出，或在规则文件的 plan 里给各档次定数",
                "--costs, or figures for the levels under plan in a policy file")});
    }
    if (!problems.empty()) throw InputError(std::move(problems));
  }

  [[nodiscard]] NodeIndex product_of(const Session& session) const {
    const Atlas& atlas = session.atlas();
    if (const auto v = atlas.find(m_product)) return *v;
    std::vector<NodeIndex> found;
    for (const ChainIndex chain : session.chains()) {
      if (const auto v = atlas.find(atlas.chains()[chain].id + ":" + m_product)) found.push_back(*v);
    }
    if (found.size() == 1) return found.front();
    std::string keys;
    for (const NodeIndex v : found) keys += (keys.empty() ? "" : ", ") + atlas.key(v);
    throw InputError({"--complete",
                      "",
                      found.empty() ? Text("没有环节 \"" + m_product + "\"", "no node \"" + m_product + "\"")
                                    : Text("不止一个：" + keys, "more than one: " + keys),
                      Text("环节 id 或 chain:node", "a node id or chain:node"),
                      {}});
  }

  // The product, and what it or they must have, or one of: by node.
  [[nodiscard]] static std::vector<bool> essential_to(const SupplyGraph& graph, NodeIndex product) {
    std::vector<bool> out(graph.node_count(), false);
    std::vector<NodeIndex> waiting{product};
    out[product] = true;
    while (!waiting.empty()) {
      const NodeIndex v = waiting.back();
      waiting.pop_back();
      for (const InputGroup& group : graph[v]) {
        if (!group.essential) continue;
        for (const NodeIndex u : group.suppliers) {
          if (!out[u]) waiting.push_back(u);
          out[u] = true;
        }
      }
    }
    return out;
  }

  // What the table cannot show counts as had, and is told: nobody is to recruit what may be there.
  [[nodiscard]] Completed complete_product(const Session& session, const Study& study) const {
    const Atlas& atlas = *study.atlas;
    const SupplyGraph graph = supply_graph(atlas);
    Completed out;
    out.product = product_of(session);
    if (!m_least.empty()) out.by = from_string<Resource>(m_least);
    std::vector<bool> had;
    for (const State state : study.analysis.states) had.push_back(is_held(state) || state == State::unobserved);
    std::vector<double> prices(atlas.node_count(), 1);
    if (out.by) {
      for (NodeIndex v = 0; v < atlas.node_count(); ++v) {
        const auto cost = costs_of(atlas, v, m_table, study.policy->plan)[static_cast<std::size_t>(*out.by)];
        // Not known: no cheapest set could be told.
        prices[v] = cost ? cost->amount : std::numeric_limits<double>::infinity();
      }
    }
    const std::vector<bool> wanted = essential_to(graph, out.product);
    for (const Target& target : study.analysis.targets) {
      if (!target.veto || had[target.gap.node]) continue;
      prices[target.gap.node] = std::numeric_limits<double>::infinity();
      if (wanted[target.gap.node]) out.barred.push_back(target.gap.node);
    }
    const Step step("completion", {"求补全", "solving the completion"});
    out.completion = cheapest_completion(graph, out.product, had, prices);
    std::vector<bool> with = had;
    for (const NodeIndex v : out.completion.arrivals) {
      with[v] = true;
      out.costs.push_back(costs_of(atlas, v, m_table, study.policy->plan));
    }
    // Unobserved nodes without which it would not be complete.
    for (NodeIndex v = 0; out.completion.possible && v < atlas.node_count(); ++v) {
      if (study.analysis.states[v] != State::unobserved) continue;
      with[v] = false;
      if (!liantu::complete(graph, with)[out.product]) out.assumed.push_back(v);
      with[v] = true;
    }
    return out;
  }

  int m_number = -1;
  std::array<std::optional<double>, 3> m_resources;
  std::vector<std::string> m_costs;
  bool m_joint = false;
  bool m_with_cautions = false;
  std::string m_product;
  std::string m_least;
  std::string m_format = "text";
  CostTable m_table;
};

}  // namespace

std::unique_ptr<Command> make_plan() { return std::make_unique<PlanCommand>(); }

}  // namespace liantu::tool
