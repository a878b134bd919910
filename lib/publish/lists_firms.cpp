// 链主及骨干企业, 配套企业, 图谱外企业, and the matches behind all of them.
#include "lists_sheets.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace liantu::lists_detail {
namespace {

std::string node_names(const Study& study, const std::vector<NodeIndex>& nodes, Lang lang) {
  std::vector<std::string> names;
  names.reserve(nodes.size());
  for (NodeIndex v : nodes) names.push_back(node_name(study, v, lang));
  return joined(names, lang);
}

std::string size_text(const Study& study, const RollFirm& firm, Lang lang) {
  if (!study.reading.size_known() || firm.size == SizeClass::unknown) return word(SizeClass::unknown, lang);
  const std::string source = word(firm.size_source, lang);
  return word(firm.size, lang) + (lang == Lang::zh ? "（" + source + "）" : " (" + source + ")");
}

std::vector<ListColumn> firm_columns() {
  return {text_column({"产业链", "Chain"}, 14),
          text_column({"类别", "Kind"}, 18),
          text_column({"企业名称", "Firm"}, 34),
          text_column({"统一社会信用代码", "Credit code"}, 21),
          text_column({"所在环节", "Nodes"}, 34, true),
          text_column({"规模", "Size"}, 18),
          text_column({"资质与提示", "Standing"}, 22, true),
          text_column({"所在地", "Place"}, 24),
          number_column({"把握", "Confidence"}, 2, 8),
          basis_column(),
          text_column({"依据", "Evidence"}, 40, true)};
}

// Of the nodes of a row some may be verified and others not.
std::string verified_text(const ChainFirm& entry, Lang lang) {
  if (entry.verified == 0 || entry.verified == entry.nodes.size()) return basis_word(entry.verified > 0, lang);
  const std::string share = std::to_string(entry.verified) + "/" + std::to_string(entry.nodes.size());
  return basis_word(true, lang) + " " + share;
}

std::vector<ListCell> firm_row(const Study& study, ChainIndex chain, const ChainFirm& entry, const std::string& kind,
                               Lang lang) {
  const RollFirm& firm = *entry.firm;
  return {chain_name(study, chain, lang),
          kind,
          firm_name(firm),
          clean(firm.credit_code, name_limit),
          node_names(study, entry.nodes, lang),
          size_text(study, firm, lang),
          standing_of(firm, lang),
          place_of(firm),
          rounded(entry.match->value()),
          verified_text(entry, lang),
          evidence_text(*entry.match, lang, 2)};
}

std::string anchor_kind(const ChainFirm& entry, const Say& say) {
  if (entry.listed_anchor) return say("链主（县情文件指定）", "anchor (named by the county)");
  if (entry.firm->anchor_listed) return say("链主（名录指定）", "anchor (named by a list)");
  return say("链主（企业表标明）", "anchor (marked in the table)");
}

}  // namespace

ListSheet leaders_sheet(const Study& study, Lang lang) {
  const Say say(lang);
  ListSheet sheet;
  sheet.id = "leaders";
  sheet.name = say("链主及骨干企业", "Anchors and leading firms");
  sheet.note =
      Text("链主只认县情文件、名录或企业表指定的；骨干企业（推断）指上市、专精特新、大型或规上中型企业，未经认定。",
           "Anchors are only those that the county file, a list or the table designates; leading firms are inferred: "
           "listed, little giants, large, or medium and above scale.");
  sheet.columns = firm_columns();
  sheet.frozen = 3;
  for (ChainIndex chain : study.chains()) {
    for (const ChainFirm& entry : firms_of(study, chain)) {
      if (entry.anchor()) {
        sheet.rows.push_back(firm_row(study, chain, entry, anchor_kind(entry, say), lang));
      } else if (backbone(*entry.firm)) {
        sheet.rows.push_back(firm_row(study, chain, entry, say("骨干企业（推断）", "leading firm (inferred)"), lang));
      }
    }
    for (const std::string& name : anchors_not_seen(study, chain)) {
      std::vector<ListCell> row(sheet.columns.size());
      row[0] = chain_name(study, chain, lang);
      row[1] = say("链主（县情文件指定）", "anchor (named by the county)");
      row[2] = name;
      row.back() = say("县情文件指定；企业表未见此名，或未对应到本链环节",
                       "named by the county file; not in the table under this name, or on no node of this chain");
      sheet.rows.push_back(std::move(row));
    }
  }
  bound(sheet);
  return sheet;
}

ListSheet supporting_sheet(const Study& study, Lang lang) {
  const Say say(lang);
  ListSheet sheet;
  sheet.id = "supporting";
  sheet.name = say("配套企业", "Other firms");
  sheet.note = Text(
      "各链上对应明确的其他企业，一链一行；把握不足的见“待核实”。",
      "The other firms of each chain that are matched clearly, one row a chain; see the sheet to verify for the rest.");
  sheet.columns = firm_columns();
  sheet.frozen = 3;
  for (ChainIndex chain : study.chains()) {
    for (const ChainFirm& entry : firms_of(study, chain)) {
      if (entry.anchor() || backbone(*entry.firm)) continue;
      sheet.rows.push_back(firm_row(study, chain, entry, say("配套企业", "firm"), lang));
    }
  }
  bound(sheet);
  return sheet;
}

ListSheet outside_sheet(const Study& study, Lang lang) {
  const Say say(lang);
  ListSheet sheet;
  sheet.id = "outside";
  sheet.name = say("图谱外企业", "Outside the atlas");
  sheet.note =
      Text("所载图谱没有包含的行业（按企业数从多到少）和企业。图谱未含不等于本县没有。",
           "Industries (largest first) and firms that no loaded chain carries. Not on a chain does not mean not here.");
  sheet.columns = {text_column({"类别", "Kind"}, 8),          text_column({"行业代码", "Class"}, 10),
                   text_column({"行业名称", "Industry"}, 30), number_column({"企业数", "Firms"}, 0, 9),
                   text_column({"企业名称", "Firm"}, 34),     text_column({"统一社会信用代码", "Credit code"}, 21),
                   text_column({"规模", "Size"}, 18),         text_column({"资质与提示", "Standing"}, 22, true),
                   text_column({"所在地", "Place"}, 24)};
  const auto industry = [&](const std::string& code) {
    const auto* entry = study.classification->find(code);
    if (code.empty()) return say("未给出行业", "no industry given");
    return entry == nullptr ? std::string() : clean(entry->name, name_limit);
  };
  std::vector<std::pair<std::string, std::uint64_t>> classes(study.roll.outside_classes().begin(),
                                                             study.roll.outside_classes().end());
  std::stable_sort(classes.begin(), classes.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  for (const auto& [code, count] : classes) {
    sheet.rows.push_back(
        {say("行业", "class"), clean(code, name_limit), industry(code), ListCell(count), "", "", "", "", ""});
  }
  for (const Holding& holding : study.roll.outside()) {
    const RollFirm& firm = *holding.firm;
    sheet.rows.push_back({say("企业", "firm"), clean(firm.industry_code, name_limit), industry(firm.industry_code),
                          ListCell(), firm_name(firm), clean(firm.credit_code, name_limit),
                          size_text(study, firm, lang), standing_of(firm, lang), place_of(firm)});
  }
  const std::uint64_t kept = study.roll.outside().size();
  if (kept < study.roll.outside_count()) {
    sheet.note.zh += "企业共 " + grouped(study.roll.outside_count()) + " 家，列前 " + grouped(kept) + " 家。";
    sheet.note.en += " The first " + grouped(kept) + " of " + grouped(study.roll.outside_count()) + " firms.";
  }
  bound(sheet);
  return sheet;
}

namespace {

// Evidence rows of a chain's nodes where each node gives at most `cap` firms.
std::uint64_t evidence_rows(const Study& study, std::size_t cap) {
  std::uint64_t rows = 0;
  for (ChainIndex chain : study.chains()) {
    const auto [first, last] = study.atlas->nodes_of(chain);
    for (NodeIndex v = first; v < last; ++v) {
      const auto& holdings = study.roll.firms_of(v);
      for (std::size_t i = 0; i < holdings.size() && i < cap; ++i)
        rows += std::max<std::size_t>(1, holdings[i].match.evidence.size());
    }
  }
  return rows;
}

}  // namespace

ListSheet matches_sheet(const Study& study, Lang lang) {
  const Say say(lang);
  ListSheet sheet;
  sheet.id = "matches";
  sheet.name = say("依据（对应明细）", "Basis (matches)");
  sheet.note = Text(
      "每家企业为什么对应到该环节，一条依据一行；位置为该单元格内第几个字起。",
      "Why each firm is on its node, a row for each piece of evidence; the position counts characters of the cell.");
  sheet.columns = {text_column({"产业链", "Chain"}, 14),
                   text_column({"环节", "Node"}, 18),
                   text_column({"企业名称", "Firm"}, 34),
                   text_column({"统一社会信用代码", "Credit code"}, 21),
                   number_column({"把握", "Confidence"}, 2, 8),
                   text_column({"仅行业代码", "Code only"}, 11),
                   basis_column(),
                   text_column({"核实方式", "How"}, 10),
                   text_column({"核实日期", "When"}, 12),
                   text_column({"依据类型", "Rule"}, 14),
                   text_column({"图谱用语", "Term"}, 20),
                   text_column({"企业表原文", "Text"}, 24),
                   text_column({"列", "Field"}, 12),
                   number_column({"位置", "Position"}, 0, 8),
                   number_column({"字数", "Length"}, 0, 7),
                   number_column({"单独把握", "Alone"}, 2, 10),
                   text_column({"编号", "Id"}, 26)};
  sheet.frozen = 3;
  std::size_t cap = 1U << 20U;
  while (cap > 1 && evidence_rows(study, cap) > most_rows) cap /= 2;
  bool cut = false;
  for (ChainIndex chain : study.chains()) {
    const auto [first, last] = study.atlas->nodes_of(chain);
    for (NodeIndex v = first; v < last; ++v) {
      const auto& holdings = study.roll.firms_of(v);
      cut = cut || holdings.size() > cap || study.coverage[v].total() > holdings.size();
      for (std::size_t i = 0; i < holdings.size() && i < cap; ++i) {
        const Match& match = holdings[i].match;
        std::vector<ListCell> row{chain_name(study, chain, lang),
                                  node_name(study, v, lang),
                                  firm_name(*holdings[i].firm),
                                  clean(holdings[i].firm->credit_code, name_limit),
                                  rounded(match.value()),
                                  match.code_only ? say("是", "yes") : std::string(),
                                  basis_word(match.verified != nullptr, lang),
                                  match.verified ? clean(match.verified->how, name_limit) : std::string(),
                                  match.verified ? match.verified->date : std::string(),
                                  "",
                                  "",
                                  "",
                                  "",
                                  ListCell(),
                                  ListCell(),
                                  ListCell(),
                                  clean(study.atlas->key(v))};
        if (match.evidence.empty()) sheet.rows.push_back(row);
        for (const Evidence& evidence : match.evidence) {
          const bool text = evidence.rule != EvidenceRule::decision;
          row[9] = word(evidence.rule, lang);
          row[10] = text ? clean(evidence.term, 1000) : std::string();
          row[11] = text ? clean(evidence.text, 1000) : std::string();
          row[12] = text ? word(evidence.field, lang) : std::string();
          row[13] = text ? ListCell(static_cast<int>(evidence.start) + 1) : ListCell();
          row[14] = text ? ListCell(static_cast<int>(evidence.length)) : ListCell();
          row[15] = rounded(evidence.weight / double{certain});
          sheet.rows.push_back(row);
        }
      }
    }
  }
  if (cut) {
    sheet.note.zh += "企业过多的环节只列前面的。";
    sheet.note.en += " Of nodes with very many firms only the first are listed.";
  }
  return sheet;
}

}  // namespace liantu::lists_detail
