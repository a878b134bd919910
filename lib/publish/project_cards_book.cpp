// Part of liantu::publish: cards as a table and pages of a workbook, as documents and as JSON. See project_cards.hpp.
#include "list_book.hpp"
#include "lists_promotion.hpp"
#include "report_document.hpp"

#include "liantu/publish/json.hpp"
#include "liantu/publish/project_cards.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace liantu {
namespace {

using lists_detail::chain_name;
using lists_detail::clean;
using lists_detail::joined;
using lists_detail::node_name;
using lists_detail::Say;
using lists_detail::word;

constexpr std::size_t facts = 7;  // columns before those of the fields

std::size_t drafted_column(std::size_t field) { return facts + 2 * field; }
std::size_t written_column(std::size_t field) { return facts + 2 * field + 1; }

std::string projects_text(const ProjectCard& card, const Say& say) {
  std::vector<std::string> out;
  for (const LinkedProject& project : card.projects) {
    std::string text = project.name.empty() ? project.id : project.name;
    const std::string more = project.state.empty() ? project.id : project.id + say("，", ", ") + project.state;
    out.push_back(text + say("（", " (") + more + say("）", ")"));
  }
  return joined(out, say.lang());
}

std::string to_fill(Lang lang) { return lang == Lang::zh ? "待填" : "to be filled in"; }

std::string heading_of(const Study& study, const ProjectCard& card, Lang lang) {
  const std::string& name = card.shown(CardField::name);
  return name.empty() ? node_name(study, card.node, lang) : name;
}

// "2 高纯石英砂": short, and unlike any other.
std::string page_name(const Study& study, std::size_t number, const ProjectCard& card, Lang lang) {
  std::string out = std::to_string(number + 1) + " ";
  std::size_t left = 31 - out.size();
  const std::string name = node_name(study, card.node, lang);
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = utf8::next(name, at);
    if (std::u32string_view(U"[]:*?/\\'").find(c) != std::u32string_view::npos) continue;
    const std::size_t units = c > 0xFFFF ? 2 : 1;
    if (units > left) break;
    left -= units;
    utf8::append(out, c);
  }
  return out;
}

report_detail::Document document(const Study& study, const std::vector<ProjectCard>& cards, Lang lang) {
  const Say say(lang);
  report_detail::Document out;
  out.lang = lang;
  out.page_per_section = true;
  const std::string county =
      study.county == nullptr ? std::string() : clean(study.county->name, lists_detail::name_limit);
  out.title = county + say("招商项目库", " projects for investors");
  out.subtitle = clean(study.question.date, 40);
  out.callout(caveat(study).in(lang));
  out.quiet(clean(basis_line(study).in(lang)));
  for (const ProjectCard& card : cards) {
    out.heading(2, heading_of(study, card, lang));
    std::string place = clean(study.atlas->key(card.node)) + say("；", "; ") +
                        chain_name(study, study.atlas->chain_index(card.node), lang);
    if (const Target* target = study.target_of(card.node)) {
      place += say("，", ", ") + word(target->gap.action, lang);
      if (target->rank) place += say("，排名 ", ", rank ") + std::to_string(*target->rank);
    }
    out.quiet(place);
    std::vector<report_detail::Row> rows;
    for (std::size_t i = 0; i < card_fields; ++i) {
      const auto field = static_cast<CardField>(i);
      const std::string& shown = card.shown(field);
      rows.push_back({{word(field, lang), shown.empty() ? to_fill(lang) : shown}, std::nullopt});
    }
    if (!card.projects.empty()) rows.push_back({{say("关联项目", "Projects"), projects_text(card, say)}, std::nullopt});
    out.table({{say("项目", "Item"), false, true}, {say("内容", "What")}}, std::move(rows));
    out.quiet(caveat(study).in(lang));
  }
  return out;
}

}  // namespace

ListSheet cards_sheet(const Study& study, const std::vector<ProjectCard>& cards, Lang lang) {
  const Say say(lang);
  ListSheet sheet;
  sheet.id = "projects";
  sheet.names = Text("项目库", "Projects");
  sheet.name = sheet.names.in(lang);
  sheet.note = Text(
      "每个目标一张卡，在后面的页里；每项有测算稿和“（填）”两列，填了以填的为准，下次运行按编号保留。数据给不出的为"
      "待填。候选企业不等于有投资意向。",
      "A card for each target, on the pages after this. Each item has a draft and a column (written); what is written "
      "there wins, and is kept by the id. What the data cannot give is to be filled in.");
  sheet.columns = {lists_detail::id_column(),
                   lists_detail::text_column({"产业链", "Chain"}, 14),
                   lists_detail::text_column({"环节", "Node"}, 20),
                   lists_detail::text_column({"动作", "Action"}, 8),
                   lists_detail::number_column({"排名", "Rank"}, 0, 7),
                   lists_detail::number_column({"待填项", "To fill in"}, 0, 8),
                   lists_detail::text_column({"关联项目", "Projects"}, 30, true)};
  for (std::size_t i = 0; i < card_fields; ++i) {
    const auto field = static_cast<CardField>(i);
    const Text title(word(field, Lang::zh), word(field, Lang::en));
    sheet.columns.push_back(lists_detail::text_column(title, i == 0 || i >= 10 ? 22 : 40, true));
    sheet.columns.back().fixed = true;
    sheet.columns.back().hint = Text("这是测算稿，每次运行重写；请写在右边“（填）”一列。",
                                     "A draft, written anew by each run; write in the column to its right.");
    sheet.columns.push_back(lists_detail::hand_column(Text(title.zh + "（填）", title.en + " (written)"), 22));
  }
  sheet.key = {0};
  sheet.frozen = 3;
  sheet.printed = facts + 1;  // up to the name; the pages are for the rest
  for (const ProjectCard& card : cards) {
    const Target* target = study.target_of(card.node);
    std::vector<ListCell> row{clean(study.atlas->key(card.node)),
                              chain_name(study, study.atlas->chain_index(card.node), lang),
                              node_name(study, card.node, lang),
                              target == nullptr ? std::string() : word(target->gap.action, lang),
                              target != nullptr && target->rank ? ListCell(*target->rank) : ListCell(),
                              ListCell(std::uint64_t{card.to_fill()}),
                              projects_text(card, say)};
    for (std::size_t i = 0; i < card_fields; ++i) {
      row.emplace_back(card.drafted[i]);
      row.emplace_back(card.written[i]);
    }
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

void take_written(const Study& study, const ListSheet& sheet, std::vector<ProjectCard>& cards) {
  std::map<std::string, const std::vector<ListCell>*> rows;
  for (const auto& row : sheet.rows) {
    if (const std::string* id = row.front().text()) rows.emplace(*id, &row);
  }
  for (ProjectCard& card : cards) {
    const auto found = rows.find(clean(study.atlas->key(card.node)));
    if (found == rows.end()) continue;
    for (std::size_t i = 0; i < card_fields; ++i) {
      const std::string* text = (*found->second)[written_column(i)].text();
      card.written[i] = text == nullptr ? std::string() : *text;
    }
  }
}

void write_cards(const Study& study, const std::vector<ProjectCard>& cards, const std::vector<ListSheet>& sheets,
                 Lang lang, const std::string& path) {
  const Say say(lang);
  lists_detail::BookFrame frame;
  if (study.county != nullptr)
    frame.owner = lang == Lang::zh || study.county->name_en.empty() ? study.county->name : study.county->name_en;
  frame.what = say("招商项目库", "Projects for investors");
  frame.date = study.question.date;
  frame.caveat = caveat(study).in(lang);
  frame.basis = basis_line(study).in(lang);
  std::vector<lists_detail::BookPage> pages;
  for (std::size_t n = 0; n < cards.size(); ++n) {
    const ProjectCard& card = cards[n];
    lists_detail::BookPage page{
        page_name(study, n, card, lang), heading_of(study, card, lang), clean(study.atlas->key(card.node)), {}};
    for (std::size_t i = 0; i < card_fields; ++i) {
      const auto field = static_cast<CardField>(i);
      page.lines.push_back({word(field, lang), drafted_column(i), written_column(i), card.shown(field)});
    }
    if (!card.projects.empty()) page.lines.push_back({say("关联项目", "Projects"), 6, 6, projects_text(card, say)});
    pages.push_back(std::move(page));
  }
  lists_detail::write_list_book(frame, sheets, lang, path, nullptr, pages);
}

std::string cards_html(const Study& study, const std::vector<ProjectCard>& cards, Lang lang) {
  return report_detail::html_of(document(study, cards, lang));
}

std::string cards_markdown(const Study& study, const std::vector<ProjectCard>& cards, Lang lang) {
  return report_detail::markdown_of(document(study, cards, lang));
}

boost::json::object cards_json(const Study& study, const std::vector<ProjectCard>& cards, Lang lang) {
  boost::json::array list;
  for (const ProjectCard& card : cards) {
    const Target* target = study.target_of(card.node);
    boost::json::object out{{"id", study.atlas->key(card.node)}, {"action", nullptr}, {"rank", nullptr}};
    if (target != nullptr) {
      out["action"] = detail::json_word(to_string(target->gap.action));
      if (target->rank) out["rank"] = *target->rank;
    }
    out["route"] = detail::route_json(*study.atlas, study.route_of(card.node), lang);
    out["firms"] = detail::candidates_json(study, card.node);
    for (std::size_t i = 0; i < card_fields; ++i) {
      const auto field = static_cast<CardField>(i);
      const std::string& shown = card.shown(field);
      out[boost::json::string_view(to_string(field).data(), to_string(field).size())] =
          shown.empty() ? boost::json::value() : boost::json::value(shown);
    }
    boost::json::array written;
    for (std::size_t i = 0; i < card_fields; ++i) {
      if (!card.written[i].empty()) written.push_back(detail::json_word(to_string(static_cast<CardField>(i))));
    }
    out["written"] = std::move(written);
    boost::json::array projects;
    for (const LinkedProject& project : card.projects)
      projects.push_back(boost::json::object{{"id", project.id}, {"name", project.name}, {"state", project.state}});
    out["projects"] = std::move(projects);
    list.push_back(std::move(out));
  }
  return {{"cards", std::move(list)}, {"caveat", caveat(study).in(lang)}, {"basis", basis_line(study).in(lang)}};
}

}  // namespace liantu
