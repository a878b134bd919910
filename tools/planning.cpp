#include "planning.hpp"

#include "liantu/json/writer.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace liantu::tool {

namespace {

constexpr std::array<const char*, 3> keys{"land_mu", "energy_tce", "money_10k_yuan"};
constexpr std::array<const char*, 3> units_zh{"亩", "吨标准煤", "万元"};
constexpr std::array<const char*, 3> units_en{"mu", "t of coal", "x 10,000 yuan"};

boost::json::string json_word(std::string_view text) { return boost::json::string(text.data(), text.size()); }

// "用地 60亩（典型项目）  投资 2000万元（按档次假定）"
std::string told(const Costs& costs, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::string out;
  for (std::size_t r = 0; r < costs.size(); ++r) {
    if (!costs[r]) continue;
    const std::string source(label(costs[r]->source, lang));
    out +=
        zh ? fmt::format("  {} {}{}（{}）", EnumWords<Resource>::zh[r], plain(costs[r]->amount, 2), units_zh[r], source)
           : fmt::format("  {} {} {} ({})", EnumWords<Resource>::names[r], plain(costs[r]->amount, 2), units_en[r],
                         source);
  }
  return out;
}

boost::json::object costs_json(const Costs& costs) {
  boost::json::object out;
  for (std::size_t r = 0; r < costs.size(); ++r) {
    if (!costs[r]) continue;
    out[keys[r]] =
        boost::json::object{{"amount", costs[r]->amount}, {"source", json_word(to_string(costs[r]->source))}};
  }
  return out;
}

std::string node_line(const Study& study, NodeIndex v, Lang lang) {
  return fmt::format("{} [{}] {}", study.atlas->node(v).title(lang), study.atlas->key(v), label(study.state(v), lang));
}

std::string foot(const Study& study, Lang lang) {
  return caveat(study).in(lang) + "\n" + basis_line(study).in(lang) + "\n";
}

// "数量 3/5  用地 240/300亩": what the chosen take of the limits.
std::string used(const Planned& planned, Lang lang) {
  const bool zh = lang == Lang::zh;
  std::string out;
  if (planned.limits.number)
    out += fmt::format("{} {}/{}", zh ? "数量" : "number", planned.plan.chosen.size(), *planned.limits.number);
  for (std::size_t r = 0; r < keys.size(); ++r) {
    if (!planned.limits.resources[r]) continue;
    double sum = 0;
    for (const std::size_t i : planned.plan.chosen) sum += planned.items[i].needs[r];
    out += fmt::format("{}{} {}/{} {}", out.empty() ? "" : "  ",
                       zh ? EnumWords<Resource>::zh[r] : EnumWords<Resource>::names[r], plain(sum, 2),
                       plain(*planned.limits.resources[r], 2), zh ? units_zh[r] : units_en[r]);
  }
  return out;
}

std::string proof(const Plan& plan, Lang lang) {
  const bool zh = lang == Lang::zh;
  if (plan.proven) return zh ? "已证最优" : "proven optimal";
  return zh ? fmt::format("未证最优：至多还能多 {}（上界 {}）", percent(plan.gap(), 1), plain(plan.bound, 3))
            : fmt::format("not proven: at most {} more is possible (bound {})", percent(plan.gap(), 1),
                          plain(plan.bound, 3));
}

std::string pair_line(const Study& study, const JointUnlock& pair, Lang lang) {
  const bool zh = lang == Lang::zh;
  const auto name = [&](NodeIndex v) { return study.atlas->node(v).title(lang); };
  std::string out = zh ? fmt::format("  {} + {}：分开 {}，一起 {}", name(pair.a), name(pair.b), plain(pair.alone, 3),
                                     plain(pair.together, 3))
                       : fmt::format("  {} + {}: apart {}, together {}", name(pair.a), name(pair.b),
                                     plain(pair.alone, 3), plain(pair.together, 3));
  for (std::size_t i = 0; i < pair.completes.size() && i < 3; ++i)
    out += (i == 0 ? (zh ? "；补全 " : "; completes ") : (zh ? "、" : ", ")) + name(pair.completes[i]);
  if (pair.completes.size() > 3) out += zh ? fmt::format(" 等 {} 个", pair.completes.size()) : " and others";
  return out + "\n";
}

}  // namespace

std::string plan_text(const Study& study, const Planned& planned, Lang lang) {
  const bool zh = lang == Lang::zh;
  const Plan& plan = planned.plan;
  std::string out = zh ? fmt::format("招引组合：{} 个可选目标中选 {} 个，{}\n", planned.items.size(),
                                     plan.chosen.size(), planned.joint ? "按一起引进的带动" : "按逐个带动之和")
                       : fmt::format("plan: {} of {} targets, by {}\n", plan.chosen.size(), planned.items.size(),
                                     planned.joint ? "what they unlock together" : "the sum of what each unlocks");
  for (const std::size_t i : plan.chosen)
    out += fmt::format("  {}  {} {}{}\n", node_line(study, planned.items[i].node, lang), zh ? "带动" : "unlocks",
                       plain(planned.items[i].gain, 3), told(planned.costs[i], lang));
  if (plan.chosen.empty())
    out += zh ? "  没有能带动现有环节的目标\n" : "  no target unlocks anything within the limits\n";
  out += zh ? fmt::format("合计带动 {}", plain(plan.gain, 3)) : fmt::format("unlocked in all {}", plain(plan.gain, 3));
  if (planned.joint)
    out += zh ? fmt::format("（分开之和 {}）", plain(planned.alone, 3))
              : fmt::format(" (apart {})", plain(planned.alone, 3));
  out += zh ? fmt::format("；{}\n", used(planned, lang)) : fmt::format("; {}\n", used(planned, lang));
  out += zh ? fmt::format("{}；逐个挑选可得 {}，放宽为可部分引进的上界 {}\n", proof(plan, lang), plain(plan.greedy, 3),
                          plain(plan.relaxed, 3))
            : fmt::format("{}; one after the other {}, bound with parts of targets {}\n", proof(plan, lang),
                          plain(plan.greedy, 3), plain(plan.relaxed, 3));
  if (!planned.pairs.empty()) {
    out += zh ? "一起才见效的（前五对）：\n" : "better together (the first five pairs):\n";
    for (std::size_t i = 0; i < planned.pairs.size() && i < 5; ++i) out += pair_line(study, planned.pairs[i], lang);
  }
  out += zh ? "带动：现有环节的本地可配套度(按环节测算)合计提升；数据未覆盖的环节按没有计。\n"
            : "unlocks: by how much the local supply of held nodes rises in all; nodes that the table cannot show "
              "count as not had.\n";
  return out + foot(study, lang);
}

std::string plan_json_text(const Study& study, const Planned& planned, Lang lang) {
  const Plan& plan = planned.plan;
  boost::json::array chosen;
  for (const std::size_t i : plan.chosen)
    chosen.push_back(boost::json::object{{"id", study.atlas->key(planned.items[i].node)},
                                         {"unlock", planned.items[i].gain},
                                         {"costs", costs_json(planned.costs[i])}});
  boost::json::array pairs;
  for (const JointUnlock& pair : planned.pairs) {
    boost::json::array completes;
    for (const NodeIndex v : pair.completes) completes.emplace_back(study.atlas->key(v));
    pairs.push_back(boost::json::object{{"a", study.atlas->key(pair.a)},
                                        {"b", study.atlas->key(pair.b)},
                                        {"apart", pair.alone},
                                        {"together", pair.together},
                                        {"completes", std::move(completes)}});
  }
  boost::json::object limits;
  if (planned.limits.number) limits["number"] = *planned.limits.number;
  for (std::size_t r = 0; r < keys.size(); ++r) {
    if (planned.limits.resources[r]) limits[keys[r]] = *planned.limits.resources[r];
  }
  return to_json_text(boost::json::object{{"joint", planned.joint},
                                          {"limits", std::move(limits)},
                                          {"targets", planned.items.size()},
                                          {"chosen", std::move(chosen)},
                                          {"gain", plan.gain},
                                          {"apart", planned.alone},
                                          {"greedy", plan.greedy},
                                          {"relaxed", plan.relaxed},
                                          {"bound", plan.bound},
                                          {"proven", plan.proven},
                                          {"gap", plan.gap()},
                                          {"pairs", std::move(pairs)},
                                          {"caveat", caveat(study).in(lang)},
                                          {"basis", basis_line(study).in(lang)}},
                      2);
}

std::string completion_text(const Study& study, const Completed& completed, Lang lang) {
  const bool zh = lang == Lang::zh;
  const Completion& completion = completed.completion;
  const std::string& product = study.atlas->node(completed.product).title(lang);
  std::string out;
  if (!completion.possible) {
    out += zh ? fmt::format("{} 补不全：必需的投入中有不能引进的（一票否决{}，或循环依赖）\n", product,
                            completed.by ? "、成本不明" : "")
              : fmt::format("{} cannot be completed: something essential may not arrive (vetoed{} or circular)\n",
                            product, completed.by ? ", of unknown cost" : "");
  } else if (completion.arrivals.empty()) {
    out += zh ? fmt::format("{} 已经补全：必需的投入本地都有\n", product)
              : fmt::format("{} is complete: its essential inputs are all here\n", product);
  } else {
    out += zh ? fmt::format("补全 {} 要引进 {} 个环节", product, completion.arrivals.size())
              : fmt::format("completing {} takes {} arrivals", product, completion.arrivals.size());
    if (completed.by) {
      const auto r = static_cast<std::size_t>(*completed.by);
      out += zh ? fmt::format("，{} {} {}", EnumWords<Resource>::zh[r], plain(completion.cost, 2), units_zh[r])
                : fmt::format(", {} {} {}", EnumWords<Resource>::names[r], plain(completion.cost, 2), units_en[r]);
    }
    out += completion.proven ? (zh ? "（已证最少）\n" : " (proven least)\n")
                             : (zh ? "（未证最少）\n" : " (not proven least)\n");
    for (std::size_t i = 0; i < completion.arrivals.size(); ++i) {
      const NodeIndex v = completion.arrivals[i];
      out += "  " + node_line(study, v, lang) + told(completed.costs[i], lang);
      if (study.state(v) == State::suspected) out += zh ? "，先核实" : ", ask first";
      out += "\n";
    }
  }
  const auto list = [&](const std::vector<NodeIndex>& nodes, const char* chinese, const char* english) {
    if (nodes.empty()) return;
    out += zh ? chinese : english;
    for (std::size_t i = 0; i < nodes.size(); ++i)
      out += (i == 0 ? "" : zh ? "、" : ", ") + study.atlas->node(nodes[i]).title(lang);
    out += "\n";
  };
  list(completed.assumed, "数据未覆盖、按已有计，须核实：",
       "not covered by the table, counted as had, to be checked: ");
  if (!completion.possible) list(completed.barred, "一票否决：", "vetoed: ");
  return out + foot(study, lang);
}

std::string completion_json_text(const Study& study, const Completed& completed, Lang lang) {
  const auto ids = [&](const std::vector<NodeIndex>& nodes) {
    boost::json::array out;
    for (const NodeIndex v : nodes) out.emplace_back(study.atlas->key(v));
    return out;
  };
  boost::json::array arrivals;
  for (std::size_t i = 0; i < completed.completion.arrivals.size(); ++i) {
    const NodeIndex v = completed.completion.arrivals[i];
    arrivals.push_back(boost::json::object{{"id", study.atlas->key(v)},
                                           {"state", json_word(to_string(study.state(v)))},
                                           {"costs", costs_json(completed.costs[i])}});
  }
  boost::json::value least(nullptr);
  if (completed.by) least = json_word(to_string(*completed.by));
  return to_json_text(boost::json::object{{"product", study.atlas->key(completed.product)},
                                          {"possible", completed.completion.possible},
                                          {"least", std::move(least)},
                                          {"cost", completed.completion.cost},
                                          {"proven", completed.completion.proven},
                                          {"arrivals", std::move(arrivals)},
                                          {"assumed", ids(completed.assumed)},
                                          {"vetoed", ids(completed.barred)},
                                          {"caveat", caveat(study).in(lang)},
                                          {"basis", basis_line(study).in(lang)}},
                      2);
}

}  // namespace liantu::tool
