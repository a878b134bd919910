/// @file
/// 招商项目库: a one-page card for each target that an office takes up. What the data can give is drafted with what it
/// rests on; what it cannot give stays 待填. An office writes its own text beside a draft, and that is what the card
/// shows; it is kept by the target's id (promotion/hand_filled.hpp), like the lists. No figure of a single firm and no
/// person's name is drafted.
///
/// @code{.cpp}
/// std::vector<liantu::ProjectCard> cards = liantu::draft_cards(study, nodes, linked, liantu::Lang::zh);
/// std::vector<liantu::ListSheet> sheets{liantu::cards_sheet(study, cards, liantu::Lang::zh)};
/// put_back(read_hand_filled(previous, hand_forms(sheets)), study, lang, sheets);
/// take_written(sheets.front(), cards);
/// write_cards(study, cards, sheets, lang, "项目库.xlsx");
/// @endcode
#pragma once

#include "liantu/promotion/ledger_project.hpp"
#include "liantu/promotion/project.hpp"
#include "liantu/publish/lists.hpp"
#include "liantu/publish/study.hpp"
#include "liantu/text.hpp"

#include <boost/json/object.hpp>

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace liantu {

/// What a card tells, in this order.
enum class CardField {
  name,
  content,
  market,
  supply,
  park,
  investment,
  land_energy,
  benefit,
  cooperation,
  candidates,
  contact,
  updated,
};
template <>
struct EnumWords<CardField> {
  static constexpr std::array<std::string_view, 12> names{"name",        "content",    "market",      "supply",
                                                          "park",        "investment", "land_energy", "benefit",
                                                          "cooperation", "candidates", "contact",     "updated"};
  static constexpr std::array<std::string_view, 12> zh{"项目名称", "建设内容", "市场",     "本地配套与原料",
                                                       "拟选园区", "投资估算", "用地用能", "效益",
                                                       "合作方式", "目标企业", "联系单位", "更新日期"};
};
inline constexpr std::size_t card_fields = EnumWords<CardField>::names.size();

/// A project that is of a card's node: of the ledger, or of a file of projects.
struct LinkedProject {
  std::string id;
  std::string name;
  std::string state;  ///< in words; empty where it has none
};
/// By node of the atlas.
using LinkedProjects = std::map<NodeIndex, std::vector<LinkedProject>>;

/// The projects of a ledger by their targets, as they stand on `date` (the last, where it is empty), and those of files
/// by their nodes. Ones of nodes that no loaded chain has are left out. O(projects · events).
[[nodiscard]] LinkedProjects linked_projects(const Atlas& atlas, const Projects& ledger,
                                             const std::vector<Project>& files, std::string_view date, Lang lang);

/// A target written up on a page, with room for what the office knows.
struct ProjectCard {
  NodeIndex node = 0;
  std::array<std::string, card_fields> drafted;  ///< empty: 待填
  std::array<std::string, card_fields> written;  ///< by the office; wins
  std::vector<LinkedProject> projects;

  /// What the card shows; empty: 待填.
  [[nodiscard]] const std::string& shown(CardField field) const {
    const auto i = static_cast<std::size_t>(field);
    return written[i].empty() ? drafted[i] : written[i];
  }
  /// Fields that are still 待填.
  [[nodiscard]] std::size_t to_fill() const {
    std::size_t out = 0;
    for (std::size_t i = 0; i < card_fields; ++i) out += shown(static_cast<CardField>(i)).empty() ? 1 : 0;
    return out;
  }
};

/// Drafts the cards of targets; nodes that are none are left out. O(nodes · (links + candidates · log)).
[[nodiscard]] std::vector<ProjectCard> draft_cards(const Study& study, const std::vector<NodeIndex>& nodes,
                                                   const LinkedProjects& linked, Lang lang);

/// The table of the cards: one row a card, a draft and a column filled by hand for every field. O(cards).
[[nodiscard]] ListSheet cards_sheet(const Study& study, const std::vector<ProjectCard>& cards, Lang lang);

/// Takes into the cards what stands in the columns filled by hand of their sheet, by id. O(cells · log).
void take_written(const Study& study, const ListSheet& sheet, std::vector<ProjectCard>& cards);

/// A workbook: the table, a page for each card, then the other sheets. A page shows what the table says, whatever the
/// order of its rows, and cannot be written on. Errors: std::runtime_error where the file cannot be written. O(cells).
void write_cards(const Study& study, const std::vector<ProjectCard>& cards, const std::vector<ListSheet>& sheets,
                 Lang lang, const std::string& path);

/// All cards as one document of HTML. Text from data is escaped. O(cards).
[[nodiscard]] std::string cards_html(const Study& study, const std::vector<ProjectCard>& cards, Lang lang);
/// The same as GitHub-flavoured Markdown. O(cards).
[[nodiscard]] std::string cards_markdown(const Study& study, const std::vector<ProjectCard>& cards, Lang lang);
/// {"cards": [{"id", "action", "rank", "route", fields…, "projects"}], "caveat", "basis"}; a field to be filled is
/// null.
[[nodiscard]] boost::json::object cards_json(const Study& study, const std::vector<ProjectCard>& cards, Lang lang);

}  // namespace liantu
