// 目标企业清单, 集聚地; and the route of a target in words.
#include "lists_promotion.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace liantu::lists_detail {

std::string candidate_place(const Candidate& c) {
  std::string out;
  for (const std::string* part : {&c.province, &c.city, &c.county}) {
    if (!part->empty()) out += (out.empty() ? "" : " ") + clean(*part, name_limit);
  }
  return out;
}

std::string candidate_standing(const Candidate& c, Lang lang) {
  const Say say(lang);
  std::vector<std::string> out;
  if (c.anchor) out.push_back(say("链主", "anchor"));
  if (c.listed) out.push_back(say("上市", "listed"));
  if (c.little_giant) out.push_back(say("专精特新", "little giant"));
  if (c.high_tech) out.push_back(say("高新技术", "high-tech"));
  if (c.above_scale) out.push_back(say("规上", "above scale"));
  if (c.foreign) out.push_back(say("外资", "foreign-invested"));
  return joined(out, lang);
}

std::string fit_text(const Candidate& c, const HomePlace& home, Lang lang) {
  std::vector<std::string> out;
  for (const Fit fit : fits(c, home)) out.push_back(word(fit, lang));
  return joined(out, lang);
}

namespace {

constexpr std::size_t candidates_shown = 10;  // of each order, a target
constexpr std::size_t gatherings_shown = 8;   // a chain

// Those that somebody could be asked about: ranked, cautioned, or not known well enough to be ranked.
bool is_open(const Target& target) {
  const Section section = section_of(target);
  return section == Section::ranked || section == Section::caution || section == Section::insufficient;
}

std::string here_text(const Candidate& c, const Say& say) {
  if (c.here) return say("已在本地", "here already");
  if (c.branch.empty()) return {};
  return say("本地有分支：", "a branch is here: ") + clean(c.branch, name_limit);
}

// Which criteria of the orders the tables do not fill.
Text not_taking_part(const Study& study) {
  const auto lacks = [&](auto has) {
    const auto& tables = study.candidates.tables();
    return std::none_of(tables.begin(), tables.end(), has);
  };
  std::vector<std::string> zh;
  std::vector<std::string> en;
  const auto note = [&](bool lacking, const char* chinese, const char* english) {
    if (!lacking) return;
    zh.emplace_back(chinese);
    en.emplace_back(english);
  };
  note(lacks([](const CandidateTable& t) { return t.has_size; }), "规模", "size");
  note(lacks([](const CandidateTable& t) { return t.has_place; }), "所在地", "place");
  note(lacks([](const CandidateTable& t) { return t.has_growth; }), "扩张迹象（须有来源）",
       "signs of expansion with a source");
  note(lacks([](const CandidateTable& t) { return t.has_kind; }), "是否外资", "foreign or not");
  if (zh.empty()) return {};
  return {"候选企业表没有" + joined(zh, Lang::zh) + "，未参与排序。",
          "Not in the tables, and so of no part in the orders: " + joined(en, Lang::en) + "."};
}

Text tables_text(const Study& study) {
  std::vector<std::string> zh;
  std::vector<std::string> en;
  for (const CandidateTable& table : study.candidates.tables()) {
    const std::string name = clean(table.name, name_limit);
    zh.push_back(name + "（" + grouped(table.firms) + " 家，年份" +
                 (table.year.empty() ? "未注明" : clean(table.year, 20)) + "）");
    en.push_back(name + " (" + grouped(table.firms) + " firms, year " +
                 (table.year.empty() ? "not given" : clean(table.year, 20)) + ")");
  }
  return {"候选企业表：" + joined(zh, Lang::zh) + "。", "Tables of candidates: " + joined(en, Lang::en) + "."};
}

// First places in an order, counted from 1; 0 for those that are here already.
std::map<const CandidateMatch*, int> places_of(const std::vector<const CandidateMatch*>& order) {
  std::map<const CandidateMatch*, int> out;
  int place = 0;
  for (const CandidateMatch* match : order) {
    if (!match->firm->here) out[match] = ++place;
  }
  return out;
}

ListCell place_cell(const std::map<const CandidateMatch*, int>& places, const CandidateMatch* match) {
  const auto at = places.find(match);
  return at == places.end() ? ListCell() : ListCell(at->second);
}

void add_candidates(const Study& study, const Target& target, Lang lang, ListSheet& sheet) {
  const NodeIndex v = target.gap.node;
  const auto& all = study.candidates.of(v);
  const auto standing = by_standing(all);
  const auto fit = by_fit(all, study.home);
  const auto standing_places = places_of(standing);
  const auto fit_places = places_of(fit);
  std::vector<const CandidateMatch*> shown(
      standing.begin(), standing.begin() + static_cast<std::ptrdiff_t>(std::min(candidates_shown, standing.size())));
  for (std::size_t i = 0; i < fit.size() && i < candidates_shown; ++i) {
    if (std::find(shown.begin(), shown.end(), fit[i]) == shown.end()) shown.push_back(fit[i]);
  }
  const Say say(lang);
  for (const CandidateMatch* match : shown) {
    const Candidate& c = *match->firm;
    sheet.rows.push_back(
        {clean(study.atlas->key(v)), chain_name(study, study.atlas->chain_index(v), lang), node_name(study, v, lang),
         word(target.gap.action, lang), target.rank ? ListCell(*target.rank) : ListCell(), clean(c.name, name_limit),
         place_cell(standing_places, match), place_cell(fit_places, match), fit_text(c, study.home, lang),
         candidate_standing(c, lang), c.size == SizeClass::unknown ? std::string() : word(c.size, lang),
         candidate_place(c), here_text(c, say), clean(c.growth, 300), clean(c.growth_source, 300),
         rounded(match->match.value()), evidence_text(match->match, lang, 2), clean(c.credit_code, name_limit),
         clean(study.candidates.tables()[c.table].name, name_limit)});
  }
}

}  // namespace

ListSheet candidates_sheet(const Study& study, Lang lang) {
  const Say say(lang);
  ListSheet sheet;
  sheet.id = "candidates";
  sheet.name = say("目标企业清单", "Candidates");
  const Text tables = tables_text(study);
  const Text absent = not_taking_part(study);
  sheet.note = Text(
      "每个目标的候选企业。龙头榜按资质、规模，适合领导带队走访；适配榜看扩张迹象、线索、就近和规模，适合小分队。"
      "已在本地的不排位。候选不等于有投资意向。" +
          tables.zh + absent.zh,
      "Firms from outside for each target: by standing and size, for leaders to visit, and by fit, for small "
      "teams. Those here already have no place. A candidate is not known to want to come. " +
          tables.en + " " + absent.en);
  sheet.columns = {id_column({"目标编号", "Target"}),
                   text_column({"产业链", "Chain"}, 14),
                   text_column({"环节", "Node"}, 20),
                   text_column({"动作", "Action"}, 8),
                   number_column({"目标排名", "Rank"}, 0, 9),
                   text_column({"候选企业", "Firm"}, 34),
                   number_column({"龙头榜", "By standing"}, 0, 8),
                   number_column({"适配榜", "By fit"}, 0, 8),
                   text_column({"适配理由", "What fits"}, 30, true),
                   text_column({"资质", "Standing"}, 20, true),
                   text_column({"规模", "Size"}, 10),
                   text_column({"所在地", "Place"}, 22),
                   text_column({"与本地关系", "Here"}, 24, true),
                   text_column({"扩张迹象", "Sign of expansion"}, 26, true),
                   text_column({"迹象来源", "Source of it"}, 20, true),
                   number_column({"把握", "Confidence"}, 2, 8),
                   text_column({"依据", "Evidence"}, 40, true),
                   text_column({"统一社会信用代码", "Credit code"}, 21),
                   text_column({"来源表", "Table"}, 22)};
  sheet.frozen = 6;
  sheet.printed = 13;  // up to 与本地关系; signs, evidence and codes stand to the right of the paper
  std::size_t without = 0;
  for (const Target& target : study.analysis.targets) {
    if (!is_open(target)) continue;
    if (study.candidates.count(target.gap.node) == 0) ++without;
    add_candidates(study, target, lang, sheet);
  }
  if (without > 0) {
    const std::string count = std::to_string(without);
    sheet.note.zh += "另有 " + count + " 个目标在表中没有候选企业。";
    sheet.note.en += " " + count + " targets have no candidate in the tables.";
  }
  bound(sheet);
  return sheet;
}

ListSheet gatherings_sheet(const Study& study, Lang lang) {
  const Say say(lang);
  ListSheet sheet;
  sheet.id = "gatherings";
  sheet.name = say("招商集聚地", "Where candidates gather");
  sheet.note = Text(
      "各链目标环节的候选企业集中在哪里：区位商为该地候选企业中属于这些环节的比例，除以全表的同一比例；不足三家的不列。"
      "集聚不等于愿意外迁。",
      "Where candidates for the targets of each chain gather: quotient of the share of a region's firms in the "
      "tables that are of these nodes, over that of all; three firms at least. Says nothing of wanting to move.");
  sheet.columns = {text_column({"产业链", "Chain"}, 16), text_column({"地区", "Region"}, 24),
                   number_column({"候选企业数", "Candidates"}, 0, 12), number_column({"区位商", "Quotient"}, 2, 10),
                   text_column({"先去看谁", "Whom to see first"}, 60, true)};
  for (const ChainIndex chain : study.chains()) {
    std::set<NodeIndex> nodes;
    for (const Target& target : study.analysis.targets) {
      if (is_open(target) && study.atlas->chain_index(target.gap.node) == chain) nodes.insert(target.gap.node);
    }
    const auto found = study.candidates.gatherings(nodes);
    for (std::size_t i = 0; i < found.size() && i < gatherings_shown; ++i) {
      std::vector<std::string> first;
      for (std::size_t f = 0; f < found[i].first.size() && f < 5; ++f)
        first.push_back(clean(found[i].first[f]->name, name_limit));
      sheet.rows.push_back({chain_name(study, chain, lang), clean(found[i].region, name_limit), found[i].firms,
                            rounded(found[i].quotient), joined(first, lang)});
    }
  }
  return sheet;
}

std::vector<std::string> first_names(const std::vector<const CandidateMatch*>& order, std::size_t most) {
  std::vector<std::string> out;
  for (const CandidateMatch* match : order) {
    if (out.size() == most) break;
    if (!match->firm->here) out.push_back(clean(match->firm->name, name_limit));
  }
  return out;
}

std::string route_reason(const Study& study, const Target& target, const Route& route, Lang lang) {
  const Say say(lang);
  switch (route.kind) {
    case RouteKind::elsewhere: {
      std::vector<std::string> partners;
      for (const std::string& partner : study.county->partners) partners.push_back(clean(partner, name_limit));
      const std::string lacks = route.lacks ? word(*route.lacks, lang) : std::string();
      return say("需要" + lacks + "，本县没有；合作地区：",
                 "needs " + lacks + ", which the county has not; partner regions: ") +
             joined(partners, lang);
    }
    case RouteKind::buy:
      if (route.nearby == 0)
        return say("全国少数几处布局的环节，就近采购即可",
                   "a few places serve the nation: to be bought, not recruited");
      return say("周边有 " + grouped(route.nearby) + " 家，可就近采购",
                 grouped(route.nearby) + " firms around make it: to be bought, not recruited");
    case RouteKind::invite: return say("本地没有同类企业可以成长", "no firm of the kind is here to grow into it");
    case RouteKind::grow:
    case RouteKind::partner: break;
  }
  const bool held = is_held(study.state(target.gap.node));
  if (route.kind == RouteKind::grow)
    return held ? say("本环节有规上或指定企业，技改扩能", "firms above scale or designated are in it: let them expand")
                : say("同类环节有规上或指定企业，可以转产延伸",
                      "firms of the kind, above scale or designated, could extend to it");
  const bool sized = std::any_of(route.growers.begin(), route.growers.end(),
                                 [](const Grower& g) { return g.firm->size != SizeClass::unknown; });
  if (!route.grown_by_itself() && !sized)
    return say("本地有同类企业，规模未知，先摸底再谈合作",
               "firms of the kind are here, their size unknown: see them first, then graft one");
  if (!route.grown_by_itself())
    return say("本地同类企业都小，宜引进企业合作", "firms of the kind are all small: graft them on one from outside");
  return say("附加值高，本地同类企业缺这门技术，宜引进技术合作",
             "of high value, and new to the firms of the kind: bring the technology in");
}

std::string grower_names(const Study& study, const Target& target, const Route& route, Lang lang) {
  std::vector<std::string> out;
  for (const Grower& grower : route.growers) {
    std::string name = firm_name(*grower.firm);
    if (grower.node != target.gap.node)
      name += lang == Lang::zh ? "（" + node_name(study, grower.node, lang) + "）"
                               : " (" + node_name(study, grower.node, lang) + ")";
    out.push_back(std::move(name));
  }
  return joined(out, lang);
}

}  // namespace liantu::lists_detail
