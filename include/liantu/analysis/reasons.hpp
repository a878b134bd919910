/// @file
/// The sentence that says why a target is one: what is here on both sides, and what is missing between.
#pragma once

#include "liantu/analysis/coverage.hpp"
#include "liantu/analysis/gaps.hpp"
#include "liantu/chain/atlas.hpp"
#include "liantu/text.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace liantu::detail {

class Reasons {
 public:
  // All must outlive the object.
  Reasons(const Atlas& atlas, const Coverage& coverage, const std::vector<State>& states)
      : m_atlas(atlas), m_coverage(coverage), m_states(states) {}

  // One sentence in both languages, without a full stop. O(nodes that the gap names).
  [[nodiscard]] Text of(const Gap& gap) const { return {of(gap, Lang::zh), of(gap, Lang::en)}; }

 private:
  // "高纯石英砂（2家）、…": at most three, with their numbers of confident firms.
  [[nodiscard]] std::string held(const std::vector<NodeIndex>& nodes, Lang lang) const {
    const bool zh = lang == Lang::zh;
    std::string out;
    for (std::size_t i = 0; i < nodes.size() && i < 3; ++i) {
      const auto& sums = m_coverage[nodes[i]];
      const auto firms = std::to_string(sums.count(Band::confident));
      if (i > 0) out += zh ? "、" : ", ";
      out += m_atlas.node(nodes[i]).title(lang);
      if (sums.count(Band::confident) == 0 && sums.assets > 0) {
        out += zh ? "（非企业）" : " (not by firms)";
      } else {
        out += zh ? "（" + firms + "家）" : " (" + firms + ")";
      }
    }
    if (nodes.size() > 3) out += zh ? "等" + std::to_string(nodes.size()) + "个环节" : " and others";
    return out;
  }

  [[nodiscard]] std::string names(const std::vector<NodeIndex>& nodes, Lang lang, std::size_t most) const {
    const bool zh = lang == Lang::zh;
    std::string out;
    for (std::size_t i = 0; i < nodes.size() && i < most; ++i) {
      out += (i == 0 ? "" : zh ? "、" : ", ") + m_atlas.node(nodes[i]).title(lang);
    }
    if (nodes.size() > most) out += zh ? "等" : " …";
    return out;
  }

  // What could take its place: 必需A（或以B、C代替）.
  [[nodiscard]] std::string instead(const Gap& gap, Lang lang) const {
    if (gap.instead.empty()) return {};
    const std::string list = names(gap.instead, lang, 3);
    return lang == Lang::zh ? "（或以" + list + "代替）" : " (or " + list + " instead)";
  }

  [[nodiscard]] std::string unseen(const Gap& gap) const {
    if (gap.instead.empty()) return "，名单内未见";
    const bool suspected =
        std::any_of(gap.instead.begin(), gap.instead.end(), [&](NodeIndex v) { return m_coverage[v].total() > 0; });
    return suspected ? "，名单内均未见或待核实" : "，名单内均未见";
  }

  // Whom it would buy from or sell to: the held neighbours, else the held end of the path.
  [[nodiscard]] std::string side(const Gap& gap, bool downstream, Lang lang) const {
    const auto& near = downstream ? gap.customers : gap.suppliers;
    if (!near.empty()) return held(near, lang);
    if (gap.path.empty()) return {};
    const NodeIndex end = downstream ? gap.path.back() : gap.path.front();
    return end == gap.node ? std::string() : held({end}, lang);
  }

  // What lies on the path between held nodes, by what is known of it: "，中间缺高纯石英砂、石英棒，石英管待核实".
  // Without `own` the node itself is left out, for the sentence has named it. Nothing where no other node is there.
  [[nodiscard]] std::string between(const Gap& gap, Lang lang, bool own) const {
    const bool zh = lang == Lang::zh;
    std::vector<NodeIndex> seen;
    std::vector<NodeIndex> missing;
    std::vector<NodeIndex> suspected;
    std::vector<NodeIndex> unobserved;
    for (NodeIndex v : gap.path) {
      if (is_held(m_states[v]) || (v == gap.node && !own)) continue;
      if (std::find(seen.begin(), seen.end(), v) != seen.end()) continue;  // a cycle passes it twice
      seen.push_back(v);
      auto& list = m_states[v] == State::missing ? missing : m_states[v] == State::suspected ? suspected : unobserved;
      list.push_back(v);
    }
    const auto all = [&](const std::vector<NodeIndex>& nodes) { return names(nodes, lang, nodes.size()); };
    std::string out;
    if (!missing.empty())
      out += zh ? std::string(own ? "，中间缺" : "，中间还缺") + all(missing)
                : "; " + all(missing) + " between them " + (missing.size() == 1 ? "is" : "are") + " not seen";
    if (!suspected.empty()) out += zh ? "，中间的" + all(suspected) + "待核实" : "; to be verified: " + all(suspected);
    if (!unobserved.empty())
      out += zh ? "，中间的" + all(unobserved) + "数据未覆盖" : "; not covered by the data: " + all(unobserved);
    return out;
  }

  [[nodiscard]] std::string of(const Gap& gap, Lang lang) const {
    const bool zh = lang == Lang::zh;
    const std::string& name = m_atlas.node(gap.node).title(lang);
    const auto& sums = m_coverage[gap.node];
    const std::string firms = std::to_string(sums.count(Band::confident));
    const std::string up = side(gap, false, lang);
    const std::string down = side(gap, true, lang);
    const std::string needed = held(gap.needed_by, lang);
    switch (gap.rule) {
      case Rule::build_chain: {
        const std::string entries = names(gap.entries, lang, gap.entries.size());
        const std::string& chain = m_atlas.chain_of(gap.node).title(lang);
        return zh ? chain + "链尚未成形，可由" + entries + "切入"
                  : chain + " has no core here yet; entry nodes: " + entries;
      }
      case Rule::fill_essential: {
        const std::string inner = between(gap, lang, false);
        const std::string source = up.empty() ? "" : zh ? "；上游有" + up + inner : "; upstream: " + up + inner;
        return zh ? "本地" + needed + "必需" + name + instead(gap, lang) + unseen(gap) + source
                  : needed + " need " + name + instead(gap, lang) + " as an essential input; none seen" + source;
      }
      case Rule::fill_between: {
        const std::string inner = between(gap, lang, true);
        if (up == down)  // a cycle
          return zh ? "本地有" + up + "，上下游成环" + inner : up + " is here on both sides" + inner;
        return zh ? "本地有" + up + "和" + down + inner : up + " and " + down + " are here" + inner;
      }
      case Rule::fill_weak:
        return zh ? name + "仅" + firms + "家，本地" + needed + "必需" + instead(gap, lang)
                  : name + " is weak (" + firms + ") and " + needed + " need it" + instead(gap, lang);
      case Rule::extend_down:
        return (zh ? "本地有" + up + "，可向下游延伸到" + name
                   : up + " are here; " + name + " extends them downstream") +
               between(gap, lang, false);
      case Rule::extend_up:
        return (zh ? "本地有" + down + "，可向上游延伸到" + name
                   : down + " are here; " + name + " extends them upstream") +
               between(gap, lang, false);
      case Rule::strengthen_demand:
        return zh ? "本地客户" + down + "的量远大于" + name + "自身"
                  : "local customers " + down + " far exceed " + name;
      case Rule::strengthen_fragile:
        return zh ? name + "的量" + percent(sums.largest_share()) + "在一家企业"
                  : percent(sums.largest_share()) + " of " + name + " is one firm";
      case Rule::strengthen_weak: return zh ? name + "仅" + firms + "家，可做强" : name + " is weak (" + firms + ")";
      case Rule::strengthen_anchor:
        return zh ? name + "为优势环节（" + firms + "家），做强龙头、技改扩能" : name + " is strong: grow its leader";
      case Rule::verify_suspected:
        if (sums.total() == 0)
          return zh ? name + "有家底而无来源，先核实" : name + " has an asset without a source: ask first";
        return zh ? name + "有" + std::to_string(sums.total()) + "家疑似企业，把握不足，先核实"
                  : std::to_string(sums.total()) + " firms may do " + name + ": ask first";
      case Rule::watch_far: return zh ? name + "距现有环节较远" : name + " is far from what is here";
    }
    return {};
  }

  const Atlas& m_atlas;
  const Coverage& m_coverage;
  const std::vector<State>& m_states;
};

}  // namespace liantu::detail
