// The sheets of a bulletin as a workbook and as a document.
#include "liantu/publish/bulletin.hpp"

#include "list_book.hpp"
#include "lists_text.hpp"
#include "report_document.hpp"

#include <algorithm>
#include <utility>

namespace liantu {
namespace {

using lists_detail::Say;

std::string title_of(const Bulletin& bulletin, const Say& say) {
  const Text period = period_text(bulletin.period);
  return say("招商引资通报（" + period.zh + "）", "Investment promotion bulletin, " + period.en);
}

std::string caveat_of(const Say& say) {
  return say("据台账、任务表和活动表汇总；未报的写“未报”，不等于零",
             "From the ledger and the tables of goals and visits; what was not reported is not zero");
}

std::string basis_of(const Bulletin& bulletin, const Say& say) {
  return say("期间 " + bulletin.period.from + " 至 " + bulletin.period.to + "，数据截至 " + bulletin.as_of +
                 "；金额单位：万元",
             "period " + bulletin.period.from + " to " + bulletin.period.to + ", as of " + bulletin.as_of +
                 "; money in 10,000 yuan");
}

std::string shown(const ListColumn& column, const ListCell& cell) {
  if (const double* number = cell.number())
    return column.kind == ListColumn::Kind::percent ? lists_detail::fixed(*number * 100, 1) + "%" : plain(*number, 2);
  const std::string* text = cell.text();
  return text == nullptr ? std::string() : *text;
}

void add_sheet(report_detail::Document& out, const ListSheet& sheet) {
  out.heading(2, sheet.name);
  if (!sheet.note.empty()) out.quiet(lists_detail::clean(sheet.note.in(out.lang)));
  if (sheet.rows.empty()) {
    if (sheet.foot.empty()) out.text(out.lang == Lang::zh ? "本期没有。" : "None in this period.");
  } else {
    std::vector<report_detail::Column> columns;
    for (const ListColumn& column : sheet.columns)
      columns.push_back({column.title.in(out.lang), column.kind != ListColumn::Kind::text, false, false});
    std::vector<report_detail::Row> rows;
    for (const auto& cells : sheet.rows) {
      rows.emplace_back();
      for (std::size_t i = 0; i < cells.size(); ++i) rows.back().cells.push_back(shown(sheet.columns[i], cells[i]));
    }
    out.table(std::move(columns), std::move(rows));
  }
  for (const Text& line : sheet.foot) out.quiet(line.in(out.lang));
}

report_detail::Document document(const Bulletin& bulletin, const std::string& owner, const std::string& date,
                                 Lang lang) {
  const Say say(lang);
  report_detail::Document out;
  out.lang = lang;
  out.title = lists_detail::clean(owner, lists_detail::name_limit) + (lang == Lang::en && !owner.empty() ? ": " : "") +
              title_of(bulletin, say);
  out.subtitle = lists_detail::clean(date, 40);
  out.callout(caveat_of(say));
  out.quiet(basis_of(bulletin, say));
  for (const ListSheet& sheet : bulletin_sheets(bulletin, lang)) add_sheet(out, sheet);
  return out;
}

}  // namespace

std::string bulletin_markdown(const Bulletin& bulletin, const std::string& owner, const std::string& date, Lang lang) {
  return report_detail::markdown_of(document(bulletin, owner, date, lang));
}

std::string bulletin_html(const Bulletin& bulletin, const std::string& owner, const std::string& date, Lang lang) {
  return report_detail::html_of(document(bulletin, owner, date, lang));
}

void write_bulletin(const Bulletin& bulletin, const std::string& owner, const std::string& date, Lang lang,
                    const std::string& path) {
  const Say say(lang);
  const std::string title = title_of(bulletin, say);
  const lists_detail::BookFrame frame{owner, title, date, caveat_of(say),
                                      title + say("；", "; ") + basis_of(bulletin, say)};
  lists_detail::write_list_book(frame, bulletin_sheets(bulletin, lang), lang, path);
}

}  // namespace liantu
