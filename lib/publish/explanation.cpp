// An explanation as plain text: a section a heading, a statement a line.
#include "explanation_facts.hpp"

#include <algorithm>
#include <array>

namespace liantu {
namespace explanation_detail {
namespace {

using lists_detail::chain_name;
using lists_detail::clean;
using lists_detail::firm_name;
using lists_detail::joined;
using lists_detail::node_name;
using lists_detail::percent_range;
using lists_detail::Say;
using lists_detail::word;

constexpr std::size_t evidence_told = 3;  // of one firm

// Writes lines; a heading has an empty line before it.
class Page {
 public:
  Page(const Study& study, const Gatherer& gatherer, const ExplainOptions& options, Lang lang)
      : m_study(study), m_gatherer(gatherer), m_options(options), m_lang(lang), m_say(lang) {}

  void add(NodeIndex v) {
    const Facts facts = m_gatherer.facts_of(v);
    add_node(v);
    add_state(v);
    add_firms(v);
    add_action(facts);
    add_neighbours(v);
    add_supply(facts);
    add_losses(facts);
    add_leak(facts);
    if (facts.target == nullptr) return;
    add_route(*facts.target);
    add_score(facts);
    add_objections(*facts.target);
    add_place(facts);
  }

  void add_end() { m_out += '\n' + caveat(m_study).in(m_lang) + '\n' + clean(basis_line(m_study).in(m_lang)) + '\n'; }
  void part() { m_out += '\n' + std::string(40, '-') + "\n\n"; }
  [[nodiscard]] std::string take() { return std::move(m_out); }

 private:
  void heading(const std::string& text) { m_out += '\n' + text + '\n'; }
  void line(const std::string& text, std::size_t depth = 1) {
    m_out.append(2 * depth, ' ');
    m_out += text + '\n';
  }
  [[nodiscard]] std::string say(std::string zh, std::string en) const { return m_say(std::move(zh), std::move(en)); }

  void add_node(NodeIndex v) {
    const Node& node = m_study.atlas->node(v);
    m_out += node_name(m_study, v, m_lang) + say("（", " (") + m_study.atlas->key(v) + say("，", ", ") +
             chain_name(m_study, m_study.atlas->chain_index(v), m_lang) + say("）", ")") + '\n';
    std::vector<std::string> words{word(node.stage, m_lang)};
    if (!node.segment.empty()) words.push_back(clean(node.segment, lists_detail::name_limit));
    words.push_back(word(node.role, m_lang));
    words.push_back(say("主体为" + word(node.holder, Lang::zh), "held by a " + word(node.holder, Lang::en)));
    if (node.core) words.push_back(say("核心环节", "core"));
    if (node.terminal) words.push_back(say("面向最终用户", "sold to final users"));
    line(joined(words, m_lang));
    std::vector<std::string> classes;
    for (const std::string& code : node.industry) {
      const auto* entry = m_study.classification->find(code);
      classes.push_back(code + (entry == nullptr ? "" : " " + entry->name));
    }
    line(say("国民经济行业小类：", "Classes of GB/T 4754-2017: ") +
         (classes.empty() ? say("没有给出", "none given") : joined(classes, m_lang)));
    line(say("环节出处：", "Stated by: ") + basis_text(m_study.atlas->chain_of(v), node.basis, m_lang));
  }

  // "大型 1、规模未知 2" of one band.
  [[nodiscard]] std::string sizes(const NodeCoverage& sums, std::size_t band) const {
    std::vector<std::string> out;
    for (std::size_t size = 5; size-- > 0;) {
      const std::uint64_t firms = sums.firms[band][size];
      if (firms > 0) out.push_back(word(static_cast<SizeClass>(size), m_lang) + " " + grouped(firms));
    }
    return joined(out, m_lang);
  }

  void add_counts(NodeIndex v) {
    const NodeCoverage& sums = m_study.coverage[v];
    const CoveragePolicy& policy = m_study.policy->coverage;
    const std::string high = plain(policy.c_high, 2);
    const std::string least = plain(policy.c_min, 2);
    const std::array<std::string, 3> bands{
        say("把握 " + high + " 以上", "at " + high + " or more"),
        say("把握 " + least + "–" + high, "at " + least + " to " + high),
        say("把握 " + plain(policy.c_doubt, 2) + "–" + least, "at " + plain(policy.c_doubt, 2) + " to " + least)};
    line(say("对应企业 " + grouped(sums.total()) + " 家", grouped(sums.total()) + " firms matched") +
         say("，其中只凭行业代码或行业用语 " + grouped(sums.code_only) + " 家",
             ", " + grouped(sums.code_only) + " of them by class alone"));
    for (std::size_t band = 0; band < 3; ++band) {
      const auto firms = sums.count(static_cast<Band>(band));
      if (firms > 0)
        line(bands[band] + say("：", ": ") + grouped(firms) + say(" 家（", " (") + sizes(sums, band) + say("）", ")"),
             2);
    }
    if (sums.count(Band::confident) == 0) return;
    line(say("把握 " + high + " 以上而无异常的：规上 " + grouped(sums.above_scale) + " 家，其他 " +
                 grouped(sums.others) + " 家；其中链主、上市、专精特新 " + grouped(sums.designated) + " 家",
             "Sure and not flagged: " + grouped(sums.above_scale) + " above scale, " + grouped(sums.others) +
                 " others; designated, listed or little giants among them: " + grouped(sums.designated)));
    if (sums.flagged > 0)
      line(say("另有经营异常或 0 人参保的 " + grouped(sums.flagged) + " 家",
               "Flagged besides: " + grouped(sums.flagged)));
    line(say("量 " + plain(sums.mass_value(), 4) + "（把握 " + least +
                 " 以上的企业，把握×规模权重之和，不是产值），强度 " + plain(sums.strength(), 4),
             "Mass " + plain(sums.mass_value(), 4) + " (confidence times weight of size, of firms at " + least +
                 " or more; not output), strength " + plain(sums.strength(), 4)));
  }

  void add_state(NodeIndex v) {
    const NodeCoverage& sums = m_study.coverage[v];
    heading(say("状态：", "State: ") + word(m_study.state(v), m_lang) +
            (m_study.size_unknown(v) ? say("（规模未知）", " (size unknown)") : ""));
    line(why_state(m_study, v, m_lang));
    if (sums.total() > 0) {
      add_counts(v);
      line(thresholds(m_study, m_lang));
    }
    for (const Asset* asset : lists_detail::assets_of(m_study, v))
      line(say("家底：", "Asset: ") + lists_detail::asset_text(*asset, m_lang));
    const std::string verified = grouped(sums.verified);
    line(say("依据方式：", "Basis: ") + lists_detail::basis_of(m_study, v, m_lang) +
         (sums.total() == 0 ? "" : say("；已核实的企业 " + verified + " 家", "; firms verified: " + verified)));
    if (m_study.size_unknown(v))
      line(say("企业规模都不知道，状态只凭家数。", "No size is known: the state rests on numbers of firms alone."));
  }

  void add_firm(const Holding& holding, std::size_t number) {
    const RollFirm& firm = *holding.firm;
    std::vector<std::string> words{say("把握 ", "confidence ") + plain(holding.match.value(), 4)};
    if (firm.size != SizeClass::unknown)
      words.push_back(word(firm.size, m_lang) + say("（据" + word(firm.size_source, Lang::zh) + "）",
                                                    " (by " + word(firm.size_source, Lang::en) + ")"));
    const std::string standing = lists_detail::standing_of(firm, m_lang);
    if (!standing.empty()) words.push_back(standing);
    std::string verified = say("未核实", "not verified");
    if (holding.match.verified) {
      verified = say("已核实", "verified");
      for (const std::string* part : {&holding.match.verified->how, &holding.match.verified->date}) {
        if (!part->empty()) verified += " " + clean(*part, 40);
      }
    }
    words.push_back(verified);
    line(std::to_string(number) + ". " + firm_name(firm) + say("：", ": ") + joined(words, m_lang));
    std::string evidence = lists_detail::evidence_text(holding.match, m_lang, evidence_told);
    if (holding.match.code_only) evidence += say("；只定到行业，未定环节", "; the class only, the node is not decided");
    if (!evidence.empty()) line(evidence, 2);
  }

  void add_firms(NodeIndex v) {
    const auto& firms = m_study.roll.firms_of(v);
    const std::size_t shown = std::min(firms.size(), m_options.firms);
    std::string title = say("企业", "Firms");
    if (shown < m_study.coverage[v].total())
      title += say("（" + grouped(m_study.coverage[v].total()) + " 家中列出前 " + grouped(shown) + " 家）",
                   " (first " + grouped(shown) + " of " + grouped(m_study.coverage[v].total()) + ")");
    heading(title);
    for (std::size_t i = 0; i < shown; ++i) add_firm(firms[i], i + 1);
    if (firms.empty()) line(say("没有", "none"));
    const std::string nearby = nearby_text(m_study, v, m_lang);
    if (!nearby.empty()) line(nearby);
  }

  void add_no_action(const Facts& facts) {
    heading(say("动作：没有", "Action: none"));
    if (!m_study.question.chains.contains(m_study.atlas->chain_index(facts.node))) {
      line(say("所在产业链不在本次所选之内，没有评目标。", "Its chain was not asked for, so it is no target."));
    } else if (facts.build != nullptr) {
      line(say("并入本链的建链目标：", "Part of the target to build its chain: ") +
           clean(facts.build->reason.in(m_lang)) + say("。", "."));
    } else {
      line(say("现行口径（" + clean(m_study.policy->profile().title.zh) + "）没有一条规则适用于它。",
               "No rule of the profile in force (" + clean(m_study.policy->profile().title.en) + ") holds for it."));
    }
  }

  void add_action(const Facts& facts) {
    if (facts.target == nullptr) {
      add_no_action(facts);
      return;
    }
    const Gap& gap = facts.target->gap;
    heading(say("动作：", "Action: ") + word(gap.action, m_lang));
    line(clean(facts.target->reason.in(m_lang)) + say("。", "."));
    const auto tell = [&](Rule rule, const std::string& title) {
      std::string name(to_string(rule));
      if (m_lang == Lang::zh) name += " " + word(rule, m_lang);
      line(title + name + say("：", ": ") + rule_text(m_study, m_gatherer, facts, rule, m_lang));
    };
    tell(gap.rule, say("规则 ", "Rule "));
    for (Rule rule : gap.also) tell(rule, say("同时适用 ", "Also holds: "));
    if (gap.path.empty()) return;
    std::string path;
    for (NodeIndex u : gap.path) path += (path.empty() ? "" : " → ") + named_state(m_study, u, m_lang);
    line(say("路径：", "Path: ") + path);
  }

  void add_neighbours(NodeIndex v) {
    heading(say("上下游", "Neighbours"));
    for (const bool customers : {false, true}) {
      const auto links = links_of(m_study, v, customers);
      line((customers ? say("供给谁", "Its customers") : say("由谁供给", "Its suppliers")) +
           (links.empty() ? say("：图谱内没有", ": none in the chains") : say("：", ":")));
      for (const Neighbour& n : links) {
        const Chain& chain = m_study.atlas->chains()[n.chain];
        std::string text = named_state(m_study, n.node, m_lang) + say("：", ": ") + word(n.link->kind, m_lang);
        if (n.link->essential) text += say("，必需", ", essential");
        if (!is_supply(n.link->kind)) text += say("，不计入距离和配套", ", counts for neither distance nor supply");
        line(text + say("；", "; ") + basis_text(chain, n.link->basis, m_lang), 2);
      }
    }
  }

  void add_supply(const Facts& facts) {
    const NodeIndex v = facts.node;
    if (facts.supply.empty()) {
      heading(say("本地可配套度（按环节测算）：图谱内没有投入，按 100% 计",
                  "Local supply by node: 100%, for it has no inputs in the chains"));
      return;
    }
    heading(say("本地可配套度（按环节测算）：", "Local supply by node: ") +
            percent_range(m_study.analysis.supply[v].whole.low, m_study.analysis.supply[v].whole.high));
    const std::string delta = plain(m_study.policy->supply.delta, 2);
    line(say(
        "各组投入的权重 × 最好的供给环节给的份额，相加；环节给的 = 具备程度（具备、优势 1，薄弱 0.5）×（1−" + delta +
            "＋" + delta + "×其自身可配套度）；数据未覆盖的按无和有各算一次",
        "Sum over groups of inputs: weight × what the best supplier gives = presence (present or strong 1, weak 0.5) × "
        "(1 - " +
            delta + " + " + delta + " × its own local supply); unobserved ones once absent, once present"));
    for (const GroupSupply& group : facts.supply) {
      std::vector<std::string> names;
      for (NodeIndex u : group.group.suppliers) names.push_back(named_state(m_study, u, m_lang));
      std::string text = joined(names, m_lang);
      if (names.size() > 1) text += say("（任一即可）", " (any one)");
      text += say("：权重 ", ": weight ") + percent(group.group.weight, 1);
      if (group.group.essential) text += say("，必需", ", essential");
      text += say("；给 ", "; gives ") + range(group.low, group.high);
      if (names.size() > 1 && group.high > 0)
        text += say("，最好的是", ", best: ") + node_name(m_study, group.best_high, m_lang);
      line(text, 2);
    }
    const NodeSupply& own = m_study.analysis.supply[v];
    line(say("只看直接投入（不看供给环节自身的投入）：", "By direct inputs alone: ") +
         percent_range(own.direct.low, own.direct.high));
    line(essentials_text(m_study, v, m_lang));
  }

  // What hangs on a node that is held.
  void add_losses(const Facts& facts) {
    if (!is_held(m_study.state(facts.node))) return;
    double sum = 0;
    std::vector<std::string> parts;
    for (const Supply::Effect& e : facts.losses) {
      sum -= e.gain();
      parts.push_back(node_name(m_study, e.node, m_lang) + " " + percent(e.before) + " → " + percent(e.after));
    }
    heading(say("断链影响：失去本环节，其他已有环节的本地可配套度合计降 ",
                "If lost: the local supply of the other held nodes falls by ") +
            plain(sum, 3));
    if (!parts.empty()) line(joined(parts, m_lang));
  }

  void add_leak(const Facts& facts) {
    if (facts.leak == nullptr) return;
    heading(say("可能外流（按企业数推断，未核产销量）", "Possible leak (by numbers of firms, not by output)"));
    std::vector<std::string> names;
    for (NodeIndex u : facts.leak->customers) names.push_back(named_state(m_study, u, m_lang));
    line(say("本地客户环节：", "Customers here: ") + (names.empty() ? say("没有", "none") : joined(names, m_lang)));
    line(say("量 " + plain(facts.leak->mass, 4) + " 没有本地客户承接，本环节的量共 " +
                 plain(m_study.coverage[facts.node].mass_value(), 4),
             "A mass of " + plain(facts.leak->mass, 4) + " of its " +
                 plain(m_study.coverage[facts.node].mass_value(), 4) + " has no customer here"));
    if (facts.leak->partly_seen)
      line(say("有的客户环节看不到量，实际外流可能较小", "Some customers cannot be measured: the leak may be smaller"));
  }

  void add_criterion(const Facts& facts, std::size_t i) {
    const CriterionValue& c = facts.target->criteria[i];
    const auto criterion = static_cast<Criterion>(i);
    const std::string weight = plain(c.weight, 4);
    std::string text = word(criterion, m_lang) + say("：", ": ");
    if (c.value) {
      text += plain(*c.value, 4);
      const std::string ends = range(c.low, c.high);
      if (ends != plain(c.low, 4)) text += say("（" + ends + "）", " (" + ends + ")");
      text += say(" × 权重 ", " × weight ") + weight;
    } else {
      text += say("未知，按 0.5 × 权重 ", "unknown, taken as 0.5 × weight ") + weight;
    }
    text += " = " + plain(contribution(c), 6);
    if (c.value && is_scaled(criterion)) {
      text += say("；x = ", "; x = ") + range(c.raw, c.raw_high);
      text += say("，x0 = ", ", x0 = ") + plain(m_study.policy->rank.half[i], 4);
    }
    line(text);
    for (const std::string& input : inputs_of(m_study, facts, criterion, m_lang)) line(input, 2);
  }

  void add_score(const Facts& facts) {
    const Target& target = *facts.target;
    heading(say("得分：", "Score: ") + plain(target.score, 6) + say("（范围 ", " (range ") + plain(target.low, 6) +
            "–" + plain(target.high, 6) + say("，指标已知 ", ", known ") + percent(target.known, 1) + say("）", ")"));
    line(say("各项为指标值 × 权重，相加即得分；有 x 的指标值 = x/(x+x0)；未知的指标可为 0 至 1，取 0.5",
             "Each criterion × its weight, added up; with x, a criterion is x/(x+x0); an unknown one may be 0 to 1 and "
             "is taken as 0.5"));
    for (std::size_t i = 0; i < target.criteria.size(); ++i) {
      if (target.criteria[i].weight > 0) add_criterion(facts, i);
    }
  }

  void add_objections(const Target& target) {
    if (!target.veto && target.cautions.empty()) return;
    heading(say("反对意见", "Objections"));
    const auto tell = [&](const Objection& objection, const std::string& title) {
      const Chain& chain = m_study.atlas->chain_of(objection.node);
      line(title + clean(objection.reason.in(m_lang)) + say("；出处：", "; stated by: ") +
           (objection.basis ? basis_text(chain, *objection.basis, m_lang) : say("县情文件", "the county file")));
    };
    if (target.veto) tell(*target.veto, say("一票否决：", "Veto: "));
    for (const Objection& caution : target.cautions) tell(caution, say("慎入：", "Caution: "));
    if (m_study.question.date.empty())
      line(say("没有给定日期，依据是否过期未判断", "No date was given: whether a basis is out of date is not judged"));
  }

  void add_route(const Target& target) {
    const std::vector<std::string> lines = route_lines(m_study, target, m_lang);
    if (lines.empty()) return;
    heading(say("途径", "Route"));
    for (const std::string& text : lines) line(text);
  }

  void add_place(const Facts& facts) {
    heading(say("名次：", "Place: ") + place_text(m_study, *facts.target, m_lang));
    const auto tell = [&](const Target* other, const std::string& title, bool higher) {
      if (other == nullptr) return;
      const Target& first = higher ? *other : *facts.target;
      const Target& second = higher ? *facts.target : *other;
      std::vector<std::string> parts;
      for (const auto& [criterion, by] : differences(first, second)) {
        if (parts.size() == 3) break;
        parts.push_back(word(criterion, m_lang) + (by > 0 ? " +" : " ") + plain(by, 4));
      }
      line(title + node_name(m_study, other->gap.node, m_lang) + " " + plain(other->score, 6) + say("，", ", ") +
           (higher ? say("比本环节高 ", "above it by ") : say("比本环节低 ", "below it by ")) +
           plain(first.score - second.score, 6) +
           (parts.empty() ? ""
                          : (higher ? say("，主要差在它的", ", mostly by its ")
                                    : say("，主要差在本环节的", ", mostly by this node's ")) +
                                joined(parts, m_lang)));
    };
    tell(facts.above, say("上一名 ", "Next above: "), true);
    tell(facts.below, say("下一名 ", "Next below: "), false);
    if (facts.above != nullptr || facts.below != nullptr)
      line(say("范围重叠的目标，先后只作参考", "Where ranges overlap, the order is only a hint"));
  }

  const Study& m_study;
  const Gatherer& m_gatherer;
  const ExplainOptions& m_options;
  Lang m_lang;
  Say m_say;
  std::string m_out;
};

}  // namespace
}  // namespace explanation_detail

std::string explain(const Study& study, const std::vector<NodeIndex>& nodes, Lang lang, const ExplainOptions& options) {
  const explanation_detail::Gatherer gatherer(study);
  explanation_detail::Page page(study, gatherer, options, lang);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (i > 0) page.part();
    page.add(nodes[i]);
  }
  page.add_end();
  return page.take();
}

}  // namespace liantu
