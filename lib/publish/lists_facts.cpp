#include "lists_facts.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

namespace liantu::lists_detail {

Section section_of(const Target& target) {
  if (target.veto) return Section::veto;
  if (target.gap.action == Action::watch) return Section::watch;
  if (target.gap.action == Action::verify) return Section::verify;
  if (target.insufficient) return Section::insufficient;
  return target.rank ? Section::ranked : Section::caution;
}

std::vector<Criterion> top_criteria(const Target& target, std::size_t most) {
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t i = 0; i < criterion_count; ++i) {
    const double part = target.criteria[i].weight * target.criteria[i].value.value_or(0);
    if (part > 0) order.emplace_back(-part, i);
  }
  std::sort(order.begin(), order.end());
  std::vector<Criterion> out;
  for (std::size_t i = 0; i < order.size() && i < most; ++i) out.push_back(static_cast<Criterion>(order[i].second));
  return out;
}

bool confident(const Study& study, const Match& match) { return match.value() >= study.policy->coverage.c_high; }

ChainFigures figures_of(const Study& study, ChainIndex chain) {
  ChainFigures out;
  out.supply =
      chain_supply(*study.atlas, study.groups(), study.analysis.states, study.analysis.supply, std::array{chain});
  const auto [first, last] = study.atlas->nodes_of(chain);
  for (NodeIndex v = first; v < last; ++v) {
    ++out.nodes;
    ++out.states[static_cast<std::size_t>(study.state(v))];
    const auto& holdings = study.roll.firms_of(v);
    if (study.coverage[v].total() > holdings.size()) out.cut = true;
    for (const Holding& holding : holdings) {
      const bool sure = confident(study, holding.match);
      (sure ? out.firms : out.suspected).insert(holding.firm->row);
      if (sure && holding.firm->above_scale) out.above_scale.insert(holding.firm->row);
    }
  }
  std::erase_if(out.suspected, [&](std::uint64_t row) { return out.firms.contains(row); });
  return out;
}

std::vector<NodeIndex> nodes_in(const Study& study, ChainIndex chain, State state) {
  std::vector<NodeIndex> out;
  const auto [first, last] = study.atlas->nodes_of(chain);
  for (NodeIndex v = first; v < last; ++v) {
    if (study.state(v) == state) out.push_back(v);
  }
  return out;
}

std::string lacking_text(const Study& study, const SupplyGraph& graph, NodeIndex v, Lang lang) {
  std::vector<std::string> out;
  for (const InputGroup& group : graph[v]) {
    const auto any = [&](auto&& is) {
      return std::any_of(group.suppliers.begin(), group.suppliers.end(),
                         [&](NodeIndex u) { return is(study.state(u)); });
    };
    if (!group.essential || any(is_held)) continue;
    std::string text;
    for (const NodeIndex u : group.suppliers)
      text += (text.empty() ? "" : lang == Lang::zh ? "或" : " or ") + node_name(study, u, lang);
    if (any([](State state) { return state == State::unobserved; }))
      text += lang == Lang::zh ? "（数据未覆盖）" : " (unobserved)";
    out.push_back(std::move(text));
  }
  return joined(out, lang);
}

namespace {

std::set<std::string> anchor_names(const Study& study, ChainIndex chain) {
  std::set<std::string> out;
  if (study.county == nullptr) return out;
  if (const CountyChain* entry = study.county->chain(study.atlas->chains()[chain].id)) {
    for (const std::string& name : entry->anchors) out.insert(fold(clean(name)));
  }
  return out;
}

}  // namespace

std::vector<ChainFirm> firms_of(const Study& study, ChainIndex chain) {
  const std::set<std::string> anchors = anchor_names(study, chain);
  std::map<std::uint64_t, ChainFirm> by_row;
  const auto [first, last] = study.atlas->nodes_of(chain);
  for (NodeIndex v = first; v < last; ++v) {
    for (const Holding& holding : study.roll.firms_of(v)) {
      const bool named = !anchors.empty() && anchors.contains(fold(clean(holding.firm->name)));
      // A designated firm is shown whatever its match; others only where the match is sure.
      if (!confident(study, holding.match) && !named && !holding.firm->anchor) continue;
      ChainFirm& entry = by_row[holding.firm->row];
      entry.firm = holding.firm;
      entry.listed_anchor = named;
      entry.nodes.push_back(v);
      entry.verified += holding.match.verified ? 1 : 0;
      if (holding.match.confidence > entry.best || entry.match == nullptr) {
        entry.best = holding.match.confidence;
        entry.match = &holding.match;
      }
    }
  }
  std::vector<ChainFirm> out;
  out.reserve(by_row.size());
  for (auto& [row, entry] : by_row) out.push_back(std::move(entry));
  std::stable_sort(out.begin(), out.end(), [](const ChainFirm& a, const ChainFirm& b) {
    const auto key = [](const ChainFirm& f) {
      return std::tuple(f.anchor(), f.firm->designated(), !f.firm->flagged(), f.firm->above_scale, f.firm->size,
                        f.best);
    };
    return key(a) > key(b);
  });
  return out;
}

bool backbone(const RollFirm& firm) {
  if (firm.flagged()) return false;
  return firm.listed || firm.little_giant || firm.size == SizeClass::large ||
         (firm.above_scale && firm.size >= SizeClass::medium);
}

std::vector<std::string> anchors_not_seen(const Study& study, ChainIndex chain) {
  std::vector<std::string> out;
  if (study.county == nullptr) return out;
  const CountyChain* entry = study.county->chain(study.atlas->chains()[chain].id);
  if (entry == nullptr) return out;
  std::set<std::string> seen;
  for (const ChainFirm& firm : firms_of(study, chain)) seen.insert(fold(clean(firm.firm->name)));
  for (const std::string& name : entry->anchors) {
    if (!seen.contains(fold(clean(name)))) out.push_back(clean(name, name_limit));
  }
  return out;
}

std::string standing_of(const RollFirm& firm, Lang lang) {
  const Say say(lang);
  std::vector<std::string> out;
  const std::string listed = say("（名录）", " (by list)");
  if (firm.anchor) out.push_back(say("链主", "anchor") + (firm.anchor_listed ? listed : ""));
  if (firm.listed) out.push_back(say("上市", "listed"));
  if (firm.little_giant) out.push_back(say("专精特新", "little giant"));
  if (firm.high_tech) out.push_back(say("高新技术", "high-tech"));
  if (firm.above_scale) out.push_back(say("规上", "above scale") + (firm.above_scale_listed ? listed : ""));
  if (firm.kind != FirmKind::company) out.push_back(word(firm.kind, lang));
  if (firm.abnormal) out.push_back(say("经营异常", "abnormal"));
  if (firm.no_staff) out.push_back(say("0人参保", "no insured staff"));
  return joined(out, lang);
}

std::vector<NodeIndex> neighbours(const Study& study, NodeIndex v, bool customers, bool held_only) {
  std::vector<NodeIndex> out;
  const Atlas& atlas = *study.atlas;
  for (LinkIndex e : customers ? atlas.outputs(v) : atlas.inputs(v)) {
    const NodeIndex u = customers ? atlas.edge(e).to : atlas.edge(e).from;
    if (!is_supply(atlas.link(e).kind) || (held_only && !is_held(study.state(u)))) continue;
    if (std::find(out.begin(), out.end(), u) == out.end()) out.push_back(u);
  }
  return out;
}

std::vector<const Asset*> assets_of(const Study& study, NodeIndex v) {
  std::vector<const Asset*> out;
  for (const Asset& asset : study.assets) {
    if (asset.node == v) out.push_back(&asset);
  }
  std::stable_partition(out.begin(), out.end(), [](const Asset* asset) { return asset->sourced(); });
  return out;
}

std::string asset_text(const Asset& asset, Lang lang) {
  const Say say(lang);
  std::string out = clean(asset.name, name_limit);
  if (!asset.amount.empty()) out += " " + clean(asset.amount, 40) + say("", " ") + clean(asset.unit, 40);
  const std::string source =
      asset.sourced() ? say("来源：", "source: ") + clean(asset.source, name_limit) : say("来源不明", "no source");
  const std::string date = asset.date.empty() ? "" : say("，", ", ") + asset.date;
  return out + say("（", " (") + source + date + say("）", ")");
}

std::string basis_of(const Study& study, NodeIndex v, Lang lang) {
  const Say say(lang);
  if (study.by_asset(v)) return say("家底（非企业）", "assets, not firms");
  return study.verified(v) ? say("已核实", "verified") : say("自动比对", "automatic");
}

std::string with_count(const Study& study, NodeIndex v, Lang lang) {
  const std::string firms = grouped(study.coverage[v].count(Band::confident));
  if (firms == "0" && study.by_asset(v))
    return node_name(study, v, lang) + (lang == Lang::zh ? "（非企业）" : " (not by firms)");
  return node_name(study, v, lang) + (lang == Lang::zh ? "（" + firms + " 家）" : " (" + firms + ")");
}

std::string with_counts(const Study& study, const std::vector<NodeIndex>& nodes, Lang lang, std::size_t most) {
  std::vector<std::string> out;
  out.reserve(nodes.size());
  for (NodeIndex v : nodes) out.push_back(with_count(study, v, lang));
  return joined(out, lang, most);
}

std::string first_firms(const Study& study, NodeIndex v, Lang lang, std::size_t most) {
  std::vector<std::string> names;
  for (const Holding& holding : study.roll.firms_of(v)) {
    if (names.size() == most) break;
    if (!confident(study, holding.match)) continue;
    names.push_back(clean(holding.firm->name, 40));
    if (holding.match.verified) names.back() += lang == Lang::zh ? "（已核实）" : " (verified)";
  }
  return joined(names, lang);
}

}  // namespace liantu::lists_detail
