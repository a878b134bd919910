#include "liantu/publish/internal_book.hpp"

#include "list_book.hpp"
#include "lists_sheets.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>

namespace liantu {

namespace {

using namespace lists_detail;

const Text mark("内部资料", "Internal");
const Text warning("内部资料，不得外传：含单个企业的产值、税收等数据，未经企业同意不得公开、转发或用于其他用途。",
                   "Internal, not to be passed on: figures of single firms, not to be published, forwarded or used "
                   "otherwise without their consent.");

Text unit_of(FirmFigure figure) {
  switch (figure) {
    case FirmFigure::power: return {"万千瓦时", "10,000 kWh"};
    case FirmFigure::insured_staff:
    case FirmFigure::staff: return {"人", "persons"};
    default: return {"万元", "10,000 yuan"};
  }
}

bool people(FirmFigure figure) { return figure == FirmFigure::insured_staff || figure == FirmFigure::staff; }

// "【内部资料】" before the note of a sheet: it stays when one sheet is copied out of the workbook.
Text marked(Text note) {
  note.zh = "【" + mark.zh + "】" + note.zh;
  note.en = "[" + mark.en + "] " + note.en;
  return note;
}

// "石英新材料：石英砂、高纯石英砂；乳制品：原奶"; nodes of a chain stand together.
std::string node_list(const Study& study, const std::vector<NodeIndex>& nodes, const Say& say) {
  std::string out;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const ChainIndex chain = study.atlas->chain_index(nodes[i]);
    if (i > 0 && study.atlas->chain_index(nodes[i - 1]) == chain) {
      out += say("、", ", ");
    } else {
      out += (i == 0 ? "" : say("；", "; ")) + chain_name(study, chain, say.lang()) + say("：", ": ");
    }
    out += node_name(study, nodes[i], say.lang());
  }
  return out;
}

std::string size_of(const RollFirm& firm, const Say& say) {
  return firm.size == SizeClass::unknown ? std::string() : word(firm.size, say.lang());
}

ListSheet cover(const Study& study, const FirmFigures& figures, Lang lang) {
  const Say say(lang);
  ListSheet sheet;
  sheet.id = "cover";
  sheet.name = say("封面", "Cover");
  sheet.note = marked({"本工作簿只供本级招商、统计工作内部使用。", "For the county's own work alone."});
  sheet.columns = {text_column({"项目", "Item"}, 20), text_column({"内容", "Content"}, 96, true)};
  std::vector<std::string> chains;
  for (const ChainIndex chain : study.chains()) chains.push_back(chain_name(study, chain, lang));
  std::string given;
  for (std::size_t i = 0; i < figure_count; ++i) {
    const auto figure = static_cast<FirmFigure>(i);
    if (!figures.given(figure)) continue;
    given += (given.empty() ? "" : say("、", ", ")) + word(figure, lang) + say("（", " (") + unit_of(figure).in(lang) +
             say("）", ")");
  }
  if (given.empty()) given = say("企业表没有这些列", "the table has none of these columns");
  sheet.rows = {
      {say("数据来历", "Where from"), clean(caveat(study).in(lang))},
      {say("性质", "Standing"), mark.in(lang) + say("（不是国家秘密的密级标识）", " (no grade of state secrecy)")},
      {say("产业链", "Chains"), joined(chains, lang)},
      {say("企业", "Firms"), grouped(figures.matched())},
      {say("有数的指标", "Figures given"), given},
      {say("企业数据", "By firm"),
       say("一家一行；没有填报的空着，不是零。", "A row a firm; blank where not given, which is not zero.")},
      {say("环节汇总", "By node"),
       say("一个环节、一项指标一行，只加对应明确的企业；一家企业在几个环节的，各环节都计，不能把各环节相加。",
           "A row for each figure of a node, of firms surely matched; a firm of several nodes counts in each, so that "
           "nodes do not add up.")},
      {say("链条汇总", "By chain"),
       say("一家企业在一条链的几个环节只计一次；全部合计里，几条链的企业也只计一次，所以各链相加可能大于合计。",
           "A firm of several nodes counts once in the chain, one of several chains once in the total, so that chains "
           "may add up to more.")},
      {say("个人信息", "Persons"), say("法定代表人、电话等个人信息不读入，本工作簿里也没有。",
                                       "Names and numbers of persons are never read, nor are they here.")}};
  return sheet;
}

// By the first node, then name and code, so that firms of a link stand together; without sure nodes last.
std::vector<const FiguredFirm*> ordered(const FirmFigures& figures) {
  std::vector<const FiguredFirm*> out;
  out.reserve(figures.firms().size());
  for (const FiguredFirm& one : figures.firms()) out.push_back(&one);
  const auto key = [](const FiguredFirm& one) {
    return std::tuple(one.nodes.empty(), one.nodes.empty() ? one.doubted.front() : one.nodes.front(),
                      std::string_view(one.firm.name), std::string_view(one.firm.credit_code), one.firm.row);
  };
  std::sort(out.begin(), out.end(), [&](const auto* a, const auto* b) { return key(*a) < key(*b); });
  return out;
}

ListSheet by_firm(const Study& study, const FirmFigures& figures, Lang lang) {
  const Say say(lang);
  ListSheet sheet;
  sheet.id = "firms";
  sheet.name = say("企业数据", "By firm");
  sheet.note = marked({"所问产业链上的企业，一家一行；没有填报的空着，不是零。",
                       "Firms of the chains asked for, a row each; blank where not given, which is not zero."});
  if (const auto left = figures.matched() - figures.firms().size(); left > 0) {
    sheet.note.zh +=
        "只列表中前 " + grouped(figures.firms().size()) + " 家，另有 " + grouped(left) + " 家未列（汇总表已计入）。";
    sheet.note.en += " The first " + grouped(figures.firms().size()) + " of the table; " + grouped(left) +
                     " more are left out here, though not from the sums.";
  }
  sheet.columns = {text_column({"企业名称", "Firm"}, 34),
                   text_column({"统一社会信用代码", "Credit code"}, 21),
                   text_column({"所在地", "Place"}, 24),
                   text_column({"所在环节", "Nodes"}, 30, true),
                   text_column({"待核实环节", "To verify"}, 24, true),
                   text_column({"规模", "Size"}, 8),
                   text_column({"规模来源", "Size from"}, 12),
                   text_column({"资质与提示", "Standing"}, 20, true)};
  for (std::size_t i = 0; i < figure_count; ++i) {
    const auto figure = static_cast<FirmFigure>(i);
    const Text unit = unit_of(figure);
    sheet.columns.push_back(
        number_column({word(figure, Lang::zh) + "(" + unit.zh + ")", word(figure, Lang::en) + " (" + unit.en + ")"},
                      people(figure) ? 0 : 2, 17));
  }
  sheet.frozen = 1;
  for (const FiguredFirm* one : ordered(figures)) {
    const RollFirm& firm = one->firm;
    std::vector<ListCell> row{firm_name(firm),
                              clean(firm.credit_code, name_limit),
                              place_of(firm),
                              node_list(study, one->nodes, say),
                              node_list(study, one->doubted, say),
                              size_of(firm, say),
                              firm.size == SizeClass::unknown ? std::string() : word(firm.size_source, lang),
                              standing_of(firm, lang)};
    for (std::size_t i = 0; i < figure_count; ++i) {
      const bool as_told = static_cast<FirmFigure>(i) == FirmFigure::power && !one->power.empty();
      row.push_back(as_told ? ListCell(clean(one->power, name_limit)) : ListCell(one->values[i]));
    }
    sheet.rows.push_back(std::move(row));
  }
  if (figures.given(FirmFigure::power))
    sheet.foot.push_back({"用电量没有写明单位或读不成数的，照原文列出，不计入汇总。",
                          "Power without a unit, or that is no number, stands as it was told and is in no sum."});
  return sheet;
}

std::vector<ListColumn> sum_columns() {
  return {text_column({"指标", "FirmFigure"}, 16),          text_column({"单位", "Unit"}, 12),
          number_column({"对应明确企业", "Firms"}, 0, 12),  number_column({"有数企业", "Giving it"}, 0, 10),
          number_column({"合计", "Sum"}, -1, 18),           text_column({"最大一家", "Largest firm"}, 34),
          percent_column({"最大一家占比", "Its share"}, 12)};
}

// A row for each figure that some firm gives, under `head`.
void add_sums(const FigureSums& sums, const std::vector<ListCell>& head, Lang lang, ListSheet& sheet) {
  for (std::size_t i = 0; i < figure_count; ++i) {
    const auto figure = static_cast<FirmFigure>(i);
    const FigureSum& sum = sums.of[i];
    if (sum.firms == 0) continue;
    const std::optional<double> share = sum.share();
    std::vector<ListCell> row = head;
    row.insert(row.end(),
               {word(figure, lang), unit_of(figure).in(lang), ListCell(sums.firms), ListCell(sum.firms),
                ListCell(rounded(sum.total)), share ? ListCell(clean(sum.largest_firm, name_limit)) : ListCell(),
                share ? ListCell(rounded(*share)) : ListCell()});
    sheet.rows.push_back(std::move(row));
  }
}

ListSheet by_node(const Study& study, const FirmFigures& figures, Lang lang) {
  const Say say(lang);
  ListSheet sheet;
  sheet.id = "nodes";
  sheet.name = say("环节汇总", "By node");
  sheet.note = marked({"只加填报了这一项的企业，没有企业填报的不列；一家企业在几个环节的，各环节都计。",
                       "Of the firms that give the figure; a firm of several nodes counts in each."});
  sheet.columns = {text_column({"产业链", "Chain"}, 16), text_column({"环节", "Node"}, 24), state_column()};
  for (ListColumn& column : sum_columns()) sheet.columns.push_back(std::move(column));
  sheet.frozen = 2;
  for (const auto& [v, sums] : figures.nodes()) {
    add_sums(
        sums,
        {chain_name(study, study.atlas->chain_index(v), lang), node_name(study, v, lang), word(study.state(v), lang)},
        lang, sheet);
  }
  return sheet;
}

ListSheet by_chain(const Study& study, const FirmFigures& figures, Lang lang) {
  const Say say(lang);
  ListSheet sheet;
  sheet.id = "chains";
  sheet.name = say("链条汇总", "By chain");
  sheet.note = marked({"只加填报了这一项的企业；一条链里一家只计一次，合计里几条链的企业也只计一次。",
                       "Of the firms that give the figure; a firm counts once in a chain, and once in all of them."});
  sheet.columns = {text_column({"产业链", "Chain"}, 24)};
  for (ListColumn& column : sum_columns()) sheet.columns.push_back(std::move(column));
  sheet.frozen = 1;
  for (const auto& [chain, sums] : figures.chains()) add_sums(sums, {chain_name(study, chain, lang)}, lang, sheet);
  if (!figures.chains().empty()) add_sums(figures.total(), {say("合计", "All")}, lang, sheet);
  return sheet;
}

}  // namespace

std::vector<ListSheet> internal_sheets(const Study& study, const FirmFigures& figures, Lang lang) {
  return {cover(study, figures, lang), by_firm(study, figures, lang), by_node(study, figures, lang),
          by_chain(study, figures, lang)};
}

void write_internal_book(const Study& study, const FirmFigures& figures, Lang lang, const std::string& path) {
  const Say say(lang);
  lists_detail::BookFrame frame;
  // First in the title of every sheet and the header of every page: it is not cut off behind a long name.
  frame.owner = say("【内部资料】", "[Internal] ");
  if (study.county != nullptr)
    frame.owner += lang == Lang::zh || study.county->name_en.empty() ? study.county->name : study.county->name_en;
  frame.what = say("企业数据", "figures of firms");
  frame.date = study.question.date;
  frame.caveat = warning.in(lang);
  frame.basis = basis_line(study).in(lang);
  lists_detail::write_list_book(frame, internal_sheets(study, figures, lang), lang, path);
}

}  // namespace liantu
