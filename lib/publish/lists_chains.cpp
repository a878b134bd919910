// 产业链概况, 链长制责任: sheets whose rows are chains.
#include "lists_sheets.hpp"

#include <optional>

namespace liantu::lists_detail {
namespace {

std::vector<ListColumn> chain_columns(bool purchases) {
  std::vector<ListColumn> out{text_column({"产业链", "Chain"}, 18),
                              number_column({"企业数（对应明确）", "Clear matches"}, 0, 16),
                              number_column({"其中规上", "Above scale"}, 0, 11),
                              number_column({"疑似企业数", "Suspected firms"}, 0, 12),
                              number_column({"产值（万元）", "Output, 10k yuan"}, 0, 13),
                              number_column({"填报产值的企业", "Firms that report output"}, 0, 11),
                              percent_column({"产值占全表", "Share of the table's output"}, 10),
                              number_column({"税收（万元）", "Tax, 10k yuan"}, 0, 12),
                              number_column({"用工（人）", "Staff"}, 0, 10),
                              number_column({"环节数", "Nodes"}, 0, 9)};
  for (std::size_t i = EnumWords<State>::names.size(); i-- > 0;) {
    const auto state = static_cast<State>(i);
    out.push_back(number_column({word(state, Lang::zh), word(state, Lang::en)}, 0, 12));
  }
  out.push_back(percent_column({"本地可配套度（按环节测算）低", "Local supply (by nodes), low"}, 16));
  out.push_back(percent_column({"本地可配套度（按环节测算）高", "Local supply (by nodes), high"}, 16));
  out.push_back(percent_column({"其中直接投入低", "Direct inputs, low"}, 12));
  out.push_back(percent_column({"其中直接投入高", "Direct inputs, high"}, 12));
  out.push_back(number_column({"必需投入齐全的环节", "Nodes with all essentials"}, 0, 12));
  out.push_back(number_column({"必需投入待查的环节", "Essentials open"}, 0, 12));
  if (purchases) out.push_back(percent_column({"本地配套率（按采购额）", "Local purchases"}, 13));
  out.push_back(number_column({"排名目标数", "Ranked targets"}, 0, 12));
  return out;
}

// What may be told of output, tax and staff: blank where nobody says, or too few.
struct Money {
  ToldTotals output;
  ToldTotals tax;
  ToldTotals staff;

  Money(const Study& study, const std::vector<ChainIndex>& chains)
      : output(study.totals.told(TotalKind::output, chains)),
        tax(study.totals.told(TotalKind::tax, chains)),
        staff(study.totals.told(TotalKind::staff, chains)) {}

  // Of the chain at `i`, or of all.
  [[nodiscard]] std::vector<ListCell> cells(std::optional<std::size_t> i) const {
    const auto of = [&](const ToldTotals& told) -> const ToldTotals::Sum& { return i ? told.chains[*i] : told.all; };
    const ToldTotals::Sum& made = of(output);
    const bool shared = made.value && output.table && *output.table > 0;
    return {ListCell(made.value), made.firms > 0 ? ListCell(made.firms) : ListCell(),
            shared ? ListCell(rounded(*made.value / *output.table)) : ListCell(), ListCell(of(tax).value),
            ListCell(of(staff).value)};
  }
};

std::vector<ListCell> figures_row(const std::string& name, const ChainFigures& figures,
                                  const std::vector<ListCell>& money, bool scale) {
  std::vector<ListCell> row{name, ListCell(std::uint64_t{figures.firms.size()}),
                            scale ? ListCell(std::uint64_t{figures.above_scale.size()}) : ListCell(),
                            ListCell(std::uint64_t{figures.suspected.size()})};
  row.insert(row.end(), money.begin(), money.end());
  row.emplace_back(std::uint64_t{figures.nodes});
  for (std::size_t i = figures.states.size(); i-- > 0;) row.emplace_back(std::uint64_t{figures.states[i]});
  const bool fed = figures.supply.nodes > 0;
  add_range(row, fed, figures.supply.whole);
  add_range(row, fed, figures.supply.direct);
  row.emplace_back(std::uint64_t{figures.supply.complete});
  row.emplace_back(std::uint64_t{figures.supply.open});
  return row;
}

}  // namespace

ListSheet chains_sheet(const Study& study, Lang lang) {
  const Say say(lang);
  ListSheet sheet;
  sheet.id = "chains";
  sheet.name = say("产业链概况", "Chains");
  sheet.note = Text(
      "各链有多少环节、企业，本地配套几成。合计中一家企业只计一次。产值、税收、用工为填报企业合计，填报的不足三家、或可"
      "由其他合计推出不足三家的，不列。本地"
      "可配套度（按环节测算）为已有环节所需投入中本地具备的份额的平均，不是按采购额算的配套"
      "率；低、高为看不到的投入按无、按有计。",
      "What each chain has. A firm in two chains counts once in the total. Output, tax and staff are sums of what "
      "firms report; blank for "
      "fewer than three of them, or where so few could be told from other sums. Local supply is the mean share of the "
      "inputs of held nodes that "
      "is present locally, by nodes, not by purchases; "
      "low and high take unseen inputs as absent and as present.");
  const bool purchases = study.reading.has(Field::purchases) && study.reading.has(Field::local_purchases);
  if (purchases) {
    sheet.note.zh += "本地配套率为填报了采购额和本地采购额的企业的本地采购额占比，不足三家的不列。";
    sheet.note.en +=
        " Local purchases: of what firms that fill in both figures buy; none for fewer than three of them.";
  }
  sheet.columns = chain_columns(purchases);
  sheet.frozen = 1;
  const bool scale = study.reading.has(Field::above_scale);
  const Money money(study, study.chains());
  ChainFigures total;
  std::uint64_t targets = 0;
  for (ChainIndex chain : study.chains()) {
    const ChainFigures figures = figures_of(study, chain);
    std::uint64_t ranked = 0;
    for (const Target& target : study.analysis.targets) {
      if (target.rank && study.atlas->chain_index(target.gap.node) == chain) ++ranked;
    }
    auto row = figures_row(chain_name(study, chain, lang), figures, money.cells(sheet.rows.size()), scale);
    if (purchases) row.push_back(rate_cell(study.purchases.of_chain(chain)));
    row.emplace_back(ranked);
    sheet.rows.push_back(std::move(row));
    targets += ranked;
    total.nodes += figures.nodes;
    for (std::size_t i = 0; i < total.states.size(); ++i) total.states[i] += figures.states[i];
    total.firms.insert(figures.firms.begin(), figures.firms.end());
    total.suspected.insert(figures.suspected.begin(), figures.suspected.end());
    total.above_scale.insert(figures.above_scale.begin(), figures.above_scale.end());
    total.cut = total.cut || figures.cut;
  }
  std::erase_if(total.suspected, [&](std::uint64_t row) { return total.firms.contains(row); });
  if (sheet.rows.size() > 1) {
    total.supply =
        chain_supply(*study.atlas, study.groups(), study.analysis.states, study.analysis.supply, study.chains());
    auto row = figures_row(say("合计", "Total"), total, money.cells(std::nullopt), scale);
    if (purchases) row.emplace_back();
    row.emplace_back(targets);
    sheet.rows.push_back(std::move(row));
  }
  if (total.cut) {
    sheet.note.zh += "个别环节企业过多，只留排在前面的，企业数为下限。";
    sheet.note.en += " Some nodes have more firms than were kept: numbers of firms are at least.";
  }
  return sheet;
}

ListSheet duties_sheet(const Study& study, Lang lang) {
  const Say say(lang);
  ListSheet sheet;
  sheet.id = "duties";
  sheet.name = say("链长制责任", "Who answers for what");
  sheet.note = Text("依县情文件；首要目标为本次排名靠前的三个。",
                    "From the county file; first targets are the three ranked highest in this run.");
  sheet.columns = {text_column({"产业链", "Chain"}, 18),
                   text_column({"定位", "Standing"}, 14),
                   text_column({"链长", "Chief"}, 14),
                   text_column({"牵头部门", "Department"}, 22, true),
                   text_column({"专班", "Team"}, 22, true),
                   text_column({"链主企业", "Anchors"}, 34, true),
                   number_column({"环节数", "Nodes"}, 0, 9),
                   number_column({"已有环节", "Held"}, 0, 10),
                   text_column({"首要目标", "First targets"}, 40, true)};
  sheet.frozen = 1;
  for (const CountyChain& entry : study.county->chains) {
    std::vector<std::string> anchors;
    for (const std::string& name : entry.anchors) anchors.push_back(clean(name, name_limit));
    const auto chain = study.atlas->find_chain(entry.id);
    std::vector<ListCell> row{chain ? chain_name(study, *chain, lang) : clean(entry.id, name_limit),
                              word(entry.standing, lang),
                              clean(entry.chief, 1000),
                              clean(entry.department, 1000),
                              clean(entry.team, 1000),
                              joined(anchors, lang),
                              ListCell(),
                              ListCell(),
                              chain ? std::string() : say("所载图谱中没有此链", "not among the chains loaded")};
    if (chain) {
      const ChainFigures figures = figures_of(study, *chain);
      row[6] = ListCell(std::uint64_t{figures.nodes});
      row[7] = ListCell(
          std::uint64_t{figures.count(State::weak) + figures.count(State::present) + figures.count(State::strong)});
      std::vector<std::string> first;
      for (const Target& target : study.analysis.targets) {
        if (!target.rank || study.atlas->chain_index(target.gap.node) != *chain || first.size() == 3) continue;
        first.push_back(node_name(study, target.gap.node, lang) + say("（", " (") + word(target.gap.action, lang) +
                        say("）", ")"));
      }
      row[8] = joined(first, lang);
    }
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

}  // namespace liantu::lists_detail
