// 短板, 长板, 环节配套, 待补数据, 家底: sheets whose rows are nodes.
#include "lists_sheets.hpp"

#include <algorithm>

namespace liantu::lists_detail {
namespace {

std::vector<ListCell> node_cells(const Study& study, NodeIndex v, Lang lang) {
  const Node& node = study.atlas->node(v);
  return {chain_name(study, study.atlas->chain_index(v), lang),
          node_name(study, v, lang),
          word(study.state(v), lang),
          basis_of(study, v, lang),
          word(node.stage, lang),
          clean(node.segment, name_limit)};
}

std::vector<ListColumn> node_columns() {
  return {text_column({"产业链", "Chain"}, 14), text_column({"环节", "Node"}, 20),   state_column(), basis_column(),
          text_column({"位置", "Stage"}, 11),   text_column({"分段", "Segment"}, 16)};
}

std::string target_text(const Study& study, NodeIndex v, Lang lang) {
  const Target* target = study.target_of(v);
  if (target == nullptr) return {};
  std::string out = word(target->gap.action, lang);
  const Section section = section_of(*target);
  if (target->rank) {
    out += lang == Lang::zh ? "，排名 " + std::to_string(*target->rank) : ", rank " + std::to_string(*target->rank);
  } else if (section != Section::verify && section != Section::watch) {
    out += (lang == Lang::zh ? "，" : ", ") + word(section, lang);
  }
  return out;
}

}  // namespace

ListSheet gaps_sheet(const Study& study, Lang lang) {
  const Say say(lang);
  ListSheet sheet;
  sheet.id = "gaps";
  sheet.name = say("短板", "Missing and weak");
  sheet.note = Text("名单内未见和薄弱的环节。空白不等于应招引：是否值得做，看目标清单。",
                    "Nodes that are missing from the table or weak. Missing is no reason to recruit: see the targets.");
  sheet.columns = node_columns();
  for (ListColumn& column : std::vector<ListColumn>{
           number_column({"企业数（对应明确）", "Clear matches"}, 0, 13),
           text_column({"本地供给它的环节", "Local suppliers"}, 32, true),
           text_column({"本地需要它的环节", "Local customers"}, 32, true), text_column({"附加值", "Value added"}, 9),
           text_column({"布局", "Siting"}, 13), text_column({"目标", "Target"}, 18), id_column()}) {
    sheet.columns.push_back(std::move(column));
  }
  const bool around = !study.nearby.empty();
  if (around) {
    std::vector<std::string> regions;
    for (const std::string& region : study.nearby.regions()) regions.push_back(clean(region, name_limit));
    const std::string where = joined(regions, lang);
    sheet.note.zh += "周边：" + where + "，" + grouped(study.nearby.firms()) + " 家企业，不含本地；未核实。";
    sheet.note.en += " Nearby: " + where + ", " + grouped(study.nearby.firms()) + " firms, none of them local.";
    sheet.columns.push_back(number_column({"周边可配套企业数", "Firms nearby"}, 0, 12));
    sheet.columns.push_back(text_column({"周边企业", "First of them"}, 40, true));
  }
  sheet.frozen = 2;
  for (ChainIndex chain : study.chains()) {
    for (State state : {State::missing, State::weak}) {
      for (NodeIndex v : nodes_in(study, chain, state)) {
        const Node& node = study.atlas->node(v);
        auto row = node_cells(study, v, lang);
        row.emplace_back(study.coverage[v].count(Band::confident));
        row.emplace_back(with_counts(study, neighbours(study, v, false, true), lang, 6));
        row.emplace_back(with_counts(study, neighbours(study, v, true, true), lang, 6));
        row.emplace_back(node.value_added ? word(*node.value_added, lang) : std::string());
        row.emplace_back(node.siting ? word(*node.siting, lang) : std::string());
        row.emplace_back(target_text(study, v, lang));
        row.emplace_back(clean(study.atlas->key(v)));
        if (around) {
          std::vector<std::string> names;
          for (const Holding& holding : study.nearby.firms_of(v)) {
            if (names.size() < 5) names.push_back(firm_name(*holding.firm));
          }
          row.emplace_back(study.nearby.count(v));
          row.emplace_back(joined(names, lang));
        }
        sheet.rows.push_back(std::move(row));
      }
    }
  }
  return sheet;
}

ListSheet strengths_sheet(const Study& study, Lang lang) {
  const Say say(lang);
  ListSheet sheet;
  sheet.id = "strengths";
  sheet.name = say("长板", "Strong");
  sheet.note = Text("优势环节：有链主、上市或专精特新企业，或达到规定家数的规上企业。",
                    "Strong nodes: with a designated firm, or enough firms above scale.");
  if (!study.reading.size_known()) {
    sheet.note.zh += "本表没有企业规模，除指定企业外不判优势。";
    sheet.note.en += " Size is not known in this table: nothing is strong unless a firm is designated.";
  }
  sheet.columns = node_columns();
  for (ListColumn& column : std::vector<ListColumn>{
           number_column({"企业数（对应明确）", "Clear matches"}, 0, 13),
           number_column({"其中规上", "Above scale"}, 0, 11), number_column({"其中指定企业", "Designated"}, 0, 13),
           text_column({"规模", "Size"}, 10), text_column({"主要企业", "First firms"}, 44, true),
           percent_column({"本地可配套度（按环节测算）低", "Local supply, low"}, 15),
           percent_column({"本地可配套度（按环节测算）高", "Local supply, high"}, 15), id_column()}) {
    sheet.columns.push_back(std::move(column));
  }
  sheet.frozen = 2;
  const bool scale = study.reading.has(Field::above_scale);
  for (ChainIndex chain : study.chains()) {
    for (NodeIndex v : nodes_in(study, chain, State::strong)) {
      const NodeCoverage& sums = study.coverage[v];
      const bool fed = !neighbours(study, v, false, false).empty();
      auto row = node_cells(study, v, lang);
      row.emplace_back(sums.count(Band::confident));
      row.push_back(scale ? ListCell(sums.above_scale) : ListCell());
      row.emplace_back(sums.designated);
      row.emplace_back(study.size_unknown(v) ? say("规模未知", "unknown") : std::string());
      row.emplace_back(first_firms(study, v, lang, 5));
      add_range(row, fed, study.analysis.supply[v].whole);
      row.emplace_back(clean(study.atlas->key(v)));
      sheet.rows.push_back(std::move(row));
    }
  }
  return sheet;
}

ListSheet supply_sheet(const Study& study, Lang lang) {
  const Say say(lang);
  ListSheet sheet;
  sheet.id = "supply";
  sheet.name = say("环节配套", "Local supply");
  sheet.note = Text(
      "已有环节所需投入中本地具备的份额，按环节测算，不是按采购额；低、高为看不到的投入按无、按有计。断链影响：失去本环"
      "节，"
      "其他已有环节的本地可配套度合计降多少。",
      "The share of the inputs of held nodes that is held here, by nodes, not by purchases; low and high take unseen "
      "inputs as absent and as present. If lost: by how much the local supply of the other held nodes would fall in "
      "all.");
  sheet.columns = node_columns();
  for (ListColumn& column : std::vector<ListColumn>{number_column({"投入数", "Inputs"}, 0, 9),
                                                    percent_column({"本地可配套度低", "Local supply, low"}, 12),
                                                    percent_column({"本地可配套度高", "Local supply, high"}, 12),
                                                    percent_column({"其中直接投入低", "Direct inputs, low"}, 12),
                                                    percent_column({"其中直接投入高", "Direct inputs, high"}, 12),
                                                    text_column({"必需投入", "Essential inputs"}, 10),
                                                    text_column({"缺的必需投入", "Essential inputs lacking"}, 34, true),
                                                    number_column({"断链影响", "If lost"}, 2, 10)}) {
    sheet.columns.push_back(std::move(column));
  }
  const bool purchases = study.reading.has(Field::purchases) && study.reading.has(Field::local_purchases);
  if (purchases) sheet.columns.push_back(percent_column({"本地配套率（按采购额）", "Local purchases"}, 13));
  sheet.columns.push_back(id_column());
  sheet.frozen = 2;
  const SupplyGraph& graph = study.groups();
  Supply supply(graph, presences(study.analysis.states, 0), study.policy->supply.delta);
  for (ChainIndex chain : study.chains()) {
    const auto [first, last] = study.atlas->nodes_of(chain);
    for (NodeIndex v = first; v < last; ++v) {
      if (!is_held(study.state(v))) continue;
      const NodeSupply& own = study.analysis.supply[v];
      const bool fed = !graph[v].empty();
      auto row = node_cells(study, v, lang);
      row.emplace_back(std::uint64_t{graph[v].size()});
      add_range(row, fed, own.whole);
      add_range(row, fed, own.direct);
      row.push_back(fed ? ListCell(word(own.essentials, lang)) : ListCell());
      row.emplace_back(lacking_text(study, graph, v, lang));
      row.emplace_back(rounded(supply.criticality(v)));
      if (purchases) row.push_back(rate_cell(study.purchases.of_node(v)));
      row.emplace_back(clean(study.atlas->key(v)));
      sheet.rows.push_back(std::move(row));
    }
  }
  return sheet;
}

ListSheet unobserved_sheet(const Study& study, Lang lang) {
  const Say say(lang);
  ListSheet sheet;
  sheet.id = "unobserved";
  sheet.name = say("待补数据", "Data wanted");
  sheet.note =
      Text("本表看不到的环节，不作空白。补上所列名录后再算。",
           "Nodes that this table cannot show, which are not called missing. Add the tables named and run again.");
  sheet.columns = node_columns();
  sheet.columns.push_back(text_column({"由谁承载", "Held by"}, 10));
  sheet.columns.push_back(text_column({"要补的数据", "Table that would show it"}, 50, true));
  sheet.columns.push_back(text_column({"行业代码", "Classes"}, 18));
  sheet.columns.push_back(id_column());
  sheet.frozen = 2;
  for (ChainIndex chain : study.chains()) {
    for (NodeIndex v : nodes_in(study, chain, State::unobserved)) {
      const Node& node = study.atlas->node(v);
      auto row = node_cells(study, v, lang);
      row.emplace_back(word(node.holder, lang));
      row.emplace_back(table_wanted(study, v, lang));
      row.emplace_back(clean(joined(node.industry, lang), name_limit));
      row.emplace_back(clean(study.atlas->key(v)));
      sheet.rows.push_back(std::move(row));
    }
  }
  return sheet;
}

ListSheet assets_sheet(const Study& study, Lang lang) {
  const Say say(lang);
  ListSheet sheet;
  sheet.id = "assets";
  sheet.name = say("家底", "Assets");
  sheet.note =
      Text("不是企业而承载环节的：基地、矿业权、景区、场馆、农用地等。有来源的使环节为“具备”，没有来源的只作疑似。",
           "What holds nodes without being a firm. With a source it makes its node present, without one only "
           "suspected.");
  sheet.columns = node_columns();
  for (ListColumn& column : std::vector<ListColumn>{
           text_column({"名称", "Name"}, 30, true), text_column({"类型", "Kind"}, 12),
           text_column({"数量", "Amount"}, 12), text_column({"单位", "Unit"}, 10),
           text_column({"来源", "Source"}, 34, true), text_column({"日期", "Date"}, 12), id_column()}) {
    sheet.columns.push_back(std::move(column));
  }
  sheet.frozen = 2;
  for (const Asset& asset : study.assets) {
    if (!study.question.chains.contains(study.atlas->chain_index(asset.node))) continue;
    auto row = node_cells(study, asset.node, lang);
    for (const std::string* text : {&asset.name, &asset.kind, &asset.amount, &asset.unit, &asset.source, &asset.date})
      row.emplace_back(clean(*text, 1000));
    row.emplace_back(clean(study.atlas->key(asset.node)));
    sheet.rows.push_back(std::move(row));
  }
  bound(sheet);
  return sheet;
}

}  // namespace liantu::lists_detail
