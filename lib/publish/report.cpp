// What the report says first: title, summary; and the order of its parts.
#include "liantu/publish/report.hpp"

#include "lists_facts.hpp"
#include "report_document.hpp"

namespace liantu::report_detail {

using lists_detail::ChainFigures;
using lists_detail::Say;

std::string states_text(const std::array<std::size_t, EnumWords<State>::names.size()>& counts, Lang lang) {
  std::vector<std::string> parts;
  for (std::size_t i = counts.size(); i-- > 0;) {
    if (counts[i] == 0) continue;
    const std::string name = lists_detail::word(static_cast<State>(i), lang);
    parts.push_back(lang == Lang::zh ? name + " " + std::to_string(counts[i]) : std::to_string(counts[i]) + " " + name);
  }
  return lists_detail::joined(parts, lang);
}

namespace {

constexpr std::size_t chains_in_summary = 5;

std::string supply_text(const ChainFigures& figures, const Say& say) {
  if (figures.supply.nodes == 0) return {};
  return say("本地可配套度（按环节测算）", "local supply (by nodes, not by purchases) ") +
         lists_detail::percent_range(figures.supply.whole.low, figures.supply.whole.high);
}

Item chain_line(const Study& study, ChainIndex chain, const Say& say) {
  const ChainFigures figures = lists_detail::figures_of(study, chain);
  std::string text = say(std::to_string(figures.nodes) + " 个环节中，", std::to_string(figures.nodes) + " nodes: ") +
                     states_text(figures.states, say.lang());
  text += say("；对应明确的企业 ", "; clear matches: ") + (figures.cut ? say("不少于 ", "at least ") : "") +
          grouped(figures.firms.size()) + say(" 家", "");
  const std::string supply = supply_text(figures, say);
  if (!supply.empty()) text += say("；", "; ") + supply;
  return {lists_detail::chain_name(study, chain, say.lang()), text + say("。", ".")};
}

Item targets_line(const Study& study, const Say& say) {
  std::size_t ranked = 0;
  std::vector<std::string> first;
  for (const Target& target : study.analysis.targets) {
    if (!target.rank) continue;
    ++ranked;
    if (first.size() == 3) continue;
    first.push_back(lists_detail::node_name(study, target.gap.node, say.lang()) + say("（", " (") +
                    lists_detail::word(target.gap.action, say.lang()) + say("）", ")"));
  }
  if (ranked == 0) return {say("目标", "Targets"), say("没有可排名的目标。", "none could be ranked.")};
  return {say("目标", "Targets"), say("排名目标 " + std::to_string(ranked) + " 个，排在前面的是",
                                      std::to_string(ranked) + " ranked; first come ") +
                                      lists_detail::joined(first, say.lang()) + say("。", ".")};
}

}  // namespace

void add_summary(Document& out, const Study& study) {
  const Say say(out.lang);
  out.heading(2, say("摘要", "Summary"));
  std::vector<Item> items;
  const auto chains = study.chains();
  for (std::size_t i = 0; i < chains.size() && i < chains_in_summary; ++i)
    items.push_back(chain_line(study, chains[i], say));
  if (chains.size() > chains_in_summary) {
    const std::string rest = std::to_string(chains.size() - chains_in_summary);
    items.push_back({say("其余", "The rest"), say(rest + " 条产业链见第一部分。", rest + " more chains: see part 1.")});
  }
  for (ChainIndex chain : chains) {
    auto leaks = leak_items(study, chain, out.lang, 1);
    if (leaks.empty() || items.size() > 6) continue;
    items.push_back(leaks.front());
  }
  items.push_back(targets_line(study, say));
  items.push_back({say("数据", "Data"), lists_detail::grade_text(study, out.lang)});
  out.items(std::move(items));
}

Document document_of(const Study& study, Lang lang) {
  const Say say(lang);
  Document out;
  out.lang = lang;
  const std::string what = say("产业链分析报告", "Industry chain report");
  std::string county;
  if (study.county != nullptr)
    county = lists_detail::clean(say.zh() || study.county->name_en.empty() ? study.county->name : study.county->name_en,
                                 lists_detail::name_limit);
  out.title = county.empty() ? what : say(county + what, county + ": " + what);
  out.subtitle = lists_detail::clean(study.question.date, 40);
  out.callout(lists_detail::clean(caveat(study).in(lang)));
  out.quiet(lists_detail::clean(basis_line(study).in(lang), 2000));
  add_summary(out, study);
  add_chains(out, study);
  add_targets(out, study);
  add_data(out, study);
  out.callout(lists_detail::clean(caveat(study).in(lang)));
  return out;
}

}  // namespace liantu::report_detail
