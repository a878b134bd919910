// The order of the sheets, 目标清单, and the CSV form.
#include "liantu/publish/lists.hpp"

#include "lists_promotion.hpp"
#include "lists_sheets.hpp"

#include "liantu/analysis/sensitivity.hpp"
#include "liantu/csv.hpp"

#include <array>
#include <cmath>

namespace liantu {
namespace lists_detail {

double rounded(double value) { return std::isfinite(value) ? std::round(value * 1e6) / 1e6 : 0; }

void bound(ListSheet& sheet) {
  if (sheet.rows.size() <= most_rows) return;
  const std::string all = grouped(sheet.rows.size());
  const std::string kept = grouped(most_rows);
  sheet.rows.resize(most_rows);
  sheet.note.zh += "共 " + all + " 行，只列前 " + kept + " 行。";
  sheet.note.en += " The first " + kept + " of " + all + " rows.";
}

namespace {

std::vector<ListColumn> target_columns() {
  std::vector<ListColumn> out{id_column({"编号", "Id"}, 21),
                              text_column({"产业链", "Chain"}, 12, true),
                              text_column({"环节", "Node"}, 17, true),
                              text_column({"类别", "Section"}, 10),
                              number_column({"排名", "Rank"}, 0, 7),
                              text_column({"动作", "Action"}, 9),
                              state_column(),
                              basis_column(),
                              text_column({"理由", "Reason"}, 42, true),
                              number_column({"得分", "Score"}, 3, 8),
                              number_column({"低", "Low"}, 3, 8),
                              number_column({"高", "High"}, 3, 8),
                              percent_column({"已知权重", "Known weight"}, 8),
                              text_column({"稳定性", "Stability"}, 11),
                              text_column({"慎入", "Caution"}, 18, true),
                              text_column({"否决", "Veto"}, 18, true)};
  static const std::array<Text, 8> by_hand{Text("责任单位", "Office"),        Text("责任人", "Person"),
                                           Text("完成时限", "Due"),           Text("状态", "Progress state"),
                                           Text("最近进展", "Last progress"), Text("下次跟进", "Next step"),
                                           Text("核实结论", "Verified as"),   Text("备注", "Notes")};
  for (const Text& title : by_hand) out.push_back(hand_column(title, 11));
  const auto told = [&](const char* title) -> ListColumn& {
    return *std::find_if(out.begin(), out.end(), [&](const ListColumn& column) { return column.title.zh == title; });
  };
  told("状态").choices = {Text("未启动", "not begun"), Text("推进中", "under way"), Text("已对接", "in touch"),
                          Text("已签约", "signed"),    Text("已落地", "settled"),   Text("暂缓", "put off")};
  told("核实结论").choices = {Text("有", "there"), Text("没有", "not there"), Text("待查", "open")};
  for (const char* title : {"完成时限", "下次跟进"}) told(title).hint = Text("如 2026-12-31", "such as 2026-12-31");
  out.push_back(text_column({"途径", "Route"}, 10));
  out.push_back(text_column({"途径依据", "Why this route"}, 26, true));
  out.push_back(text_column({"可内培或合作的本地企业", "Local firms that could"}, 40, true));
  out.push_back(text_column({"规则编号", "Rule"}, 18));
  out.push_back(text_column({"规则说明", "Rule in words"}, 22));
  out.push_back(text_column({"兼有规则", "Other rules"}, 26, true));
  for (std::size_t i = 0; i < criterion_count; ++i) {
    const auto criterion = static_cast<Criterion>(i);
    out.push_back(number_column({word(criterion, Lang::zh), word(criterion, Lang::en)}, 3, 12));
  }
  for (const int top : stability_tops) {
    const std::string k = std::to_string(top);
    out.push_back(percent_column({"前 " + k + " 位的比例", "In the first " + k}, 12));
  }
  for (const int top : stability_tops) {
    const std::string k = std::to_string(top);
    out.push_back(percent_column({"前 " + k + " 位的比例（权重不定）", "In the first " + k + ", any weights"}, 12));
  }
  out.push_back(number_column({"最好排名", "Best rank"}, 0, 10));
  out.push_back(number_column({"最差排名", "Worst rank"}, 0, 10));
  out.push_back(text_column({"怎样会换位", "What would move it"}, 60, true));
  return out;
}

void put_stability(std::vector<ListCell>& row, const Stability* stability, Lang lang) {
  if (stability == nullptr) {
    row.resize(row.size() + 2 * stability_tops.size() + 3);
    return;
  }
  for (const double share : stability->top) row.emplace_back(rounded(share));
  for (const double share : stability->uniform) row.emplace_back(rounded(share));
  row.emplace_back(stability->best);
  row.emplace_back(stability->worst);
  row.emplace_back(sensitivity_text(stability->sensitivity).in(lang));
}

std::vector<ListCell> target_row(const Study& study, const Target& target, Lang lang) {
  const NodeIndex v = target.gap.node;
  const bool scored = target.gap.action != Action::watch;
  std::string cautions;
  for (const Objection& caution : target.cautions)
    cautions += (cautions.empty() ? "" : lang == Lang::zh ? "；" : "; ") + clean(caution.reason.in(lang));
  const Section section = section_of(target);
  const Stability* stability = study.analysis.stability_of(target);
  const auto& place = section == Section::caution ? target.caution_rank : target.rank;
  std::vector<ListCell> row{clean(study.atlas->key(v)),
                            chain_name(study, study.atlas->chain_index(v), lang),
                            node_name(study, v, lang),
                            word(section, lang),
                            place ? ListCell(*place) : ListCell(),
                            word(target.gap.action, lang),
                            word(study.state(v), lang),
                            basis_of(study, v, lang),
                            clean(target.reason.in(lang)),
                            scored ? ListCell(rounded(target.score)) : ListCell(),
                            scored ? ListCell(rounded(target.low)) : ListCell(),
                            scored ? ListCell(rounded(target.high)) : ListCell(),
                            rounded(target.known),
                            stability_word(stability, lang),
                            cautions,
                            target.veto ? clean(target.veto->reason.in(lang)) : std::string()};
  row.resize(row.size() + 8);  // filled by hand
  const Route* route = study.route_of(target.gap.node);
  row.emplace_back(route ? word(route->kind, lang) : std::string());
  row.emplace_back(route ? route_reason(study, target, *route, lang) : std::string());
  row.emplace_back(route ? grower_names(study, target, *route, lang) : std::string());
  row.emplace_back(to_string(target.gap.rule));
  row.emplace_back(word(target.gap.rule, lang));
  std::vector<std::string> also;
  for (Rule rule : target.gap.also) also.emplace_back(to_string(rule));
  row.emplace_back(joined(also, lang));
  for (const CriterionValue& criterion : target.criteria) {
    row.push_back(criterion.value ? ListCell(rounded(*criterion.value)) : ListCell());
  }
  put_stability(row, stability, lang);
  return row;
}

void put_row(std::string& out, const std::vector<ListCell>& row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) out += ',';
    if (const std::string* text = row[i].text()) {
      put_csv_text(out, clean_lines(*text));
    } else if (const double* number = row[i].number()) {
      out += plain(*number, 6);
    }
  }
  out += "\r\n";
}

}  // namespace

ListSheet targets_sheet(const Study& study, Lang lang) {
  ListSheet sheet;
  sheet.id = "targets";
  sheet.names = Text("目标清单", "Targets");
  sheet.name = sheet.names.in(lang);
  sheet.key = {0};
  sheet.note = Text(
      "排名只列可直接推进的目标；慎入另排；否决、资料不足、核实、远期关注不排名。得分 0–1，低、高为未知指标取 0、取 1 "
      "时的得分。",
      "Only targets that can be pursued are ranked; cautioned ones are ranked apart. Scores are 0 to 1; low and high "
      "take unknown criteria as 0 and 1.");
  if (!study.analysis.stability.empty()) {
    const Text note = stability_note(study);
    sheet.note = Text(sheet.note.zh + note.zh, sheet.note.en + " " + note.en);
  }
  if (!study.chains_chosen) {
    sheet.note = Text(no_lead_warning().zh + sheet.note.zh, no_lead_warning().en + " " + sheet.note.en);
  }
  sheet.columns = target_columns();
  sheet.frozen = 3;
  sheet.printed = 24;  // up to 备注; rules and criteria stand to the right of the paper
  for (const Target& target : study.analysis.targets) sheet.rows.push_back(target_row(study, target, lang));
  sheet.foot = definitions(study);
  return sheet;
}

}  // namespace lists_detail

std::vector<ListSheet> lists_of(const Study& study, Lang lang) {
  std::vector<ListSheet> out;
  out.push_back(lists_detail::targets_sheet(study, lang));
  if (!study.candidates.empty()) {
    out.push_back(lists_detail::candidates_sheet(study, lang));
    out.push_back(lists_detail::gatherings_sheet(study, lang));
  }
  out.push_back(lists_detail::chains_sheet(study, lang));
  out.push_back(lists_detail::leaders_sheet(study, lang));
  out.push_back(lists_detail::supporting_sheet(study, lang));
  out.push_back(lists_detail::referrals_sheet(study, lang));
  out.push_back(lists_detail::gaps_sheet(study, lang));
  out.push_back(lists_detail::strengths_sheet(study, lang));
  out.push_back(lists_detail::supply_sheet(study, lang));
  out.push_back(lists_detail::verify_sheet(study, lang));
  out.push_back(lists_detail::unobserved_sheet(study, lang));
  if (study.with_assets) out.push_back(lists_detail::assets_sheet(study, lang));
  out.push_back(lists_detail::outside_sheet(study, lang));
  if (study.county != nullptr && !study.county->chains.empty()) out.push_back(lists_detail::duties_sheet(study, lang));
  out.push_back(lists_detail::basis_sheet(study, lang));
  out.push_back(lists_detail::matches_sheet(study, lang));
  return out;
}

std::string list_csv(const ListSheet& sheet, const Study& study, Lang lang) {
  std::string out = "\xEF\xBB\xBF";
  std::vector<ListCell> row;
  for (const ListColumn& column : sheet.columns) row.emplace_back(column.title.in(lang));
  lists_detail::put_row(out, row);
  for (const auto& cells : sheet.rows) lists_detail::put_row(out, cells);
  // Rows of the same width, so that the table stays a rectangle; an id never equals 说明.
  const auto remark = [&](const std::string& text) {
    std::vector<ListCell> cells(sheet.columns.size());
    cells[0] = lang == Lang::zh ? "说明" : "Note";
    if (cells.size() > 1) cells[1] = lists_detail::clean(text);
    lists_detail::put_row(out, cells);
  };
  if (!sheet.note.empty()) remark(sheet.note.in(lang));
  for (const Text& text : sheet.foot) remark(text.in(lang));
  remark(caveat(study).in(lang));
  remark(basis_line(study).in(lang));
  return out;
}

std::string targets_csv(const Study& study, Lang lang) {
  return list_csv(lists_detail::targets_sheet(study, lang), study, lang);
}

}  // namespace liantu
