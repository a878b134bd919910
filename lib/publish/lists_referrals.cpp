// 以商招商: what local anchors and leading firms lack around them here; and the contacts.
#include "lists_promotion.hpp"

#include <map>
#include <set>

namespace liantu::lists_detail {

namespace {

// One neighbour that a firm of node `v` lacks here.
void add_referral(const Study& study, const ChainFirm& firm, NodeIndex v, NodeIndex u, bool customer, bool essential,
                  Lang lang, ListSheet& sheet) {
  const Say say(lang);
  std::vector<std::string> names;
  if (!study.candidates.empty()) {
    for (const CandidateMatch* match : by_standing(study.candidates.of(u))) {
      if (!match->firm->here && names.size() < 3) names.push_back(clean(match->firm->name, name_limit));
    }
  }
  const Target* target = study.target_of(u);
  sheet.rows.push_back({chain_name(study, study.atlas->chain_index(v), lang), firm_name(*firm.firm),
                        node_name(study, v, lang), customer ? say("缺下游", "customer") : say("缺上游", "supplier"),
                        node_name(study, u, lang), essential ? say("必需", "essential") : std::string(),
                        word(study.state(u), lang),
                        target != nullptr && target->rank ? ListCell(*target->rank) : ListCell(), joined(names, lang),
                        clean(study.atlas->key(u))});
}

// Missing and weak neighbours of a node over supply links: essential inputs, other inputs, then customers.
void add_referrals(const Study& study, const ChainFirm& firm, NodeIndex v, Lang lang, ListSheet& sheet) {
  const Atlas& atlas = *study.atlas;
  std::set<NodeIndex> told;
  const auto lacking = [&](NodeIndex u) {
    return (study.state(u) == State::missing || study.state(u) == State::weak) && told.insert(u).second;
  };
  for (const bool essential : {true, false}) {
    for (const LinkIndex e : atlas.inputs(v)) {
      const Link& link = atlas.link(e);
      if (is_supply(link.kind) && link.essential == essential && lacking(atlas.edge(e).from))
        add_referral(study, firm, v, atlas.edge(e).from, false, essential, lang, sheet);
    }
  }
  for (const LinkIndex e : atlas.outputs(v)) {
    if (is_supply(atlas.link(e).kind) && lacking(atlas.edge(e).to))
      add_referral(study, firm, v, atlas.edge(e).to, true, false, lang, sheet);
  }
}

}  // namespace

ListSheet referrals_sheet(const Study& study, Lang lang) {
  const Say say(lang);
  ListSheet sheet;
  sheet.id = "referrals";
  sheet.name = say("以商招商", "Referrals");
  sheet.note = Text(
      "每家链主、骨干企业所在环节在本地缺的上游和下游，必需的在前：见面时请企业引荐自己的供应商和客户。环节的供求关系"
      "出自产业链图谱，不是企业自报。",
      "What each anchor and leading firm lacks around it here, essential first: ask it to introduce its own "
      "suppliers and customers. By the chain, not by what the firm says.");
  sheet.columns = {text_column({"产业链", "Chain"}, 14),
                   text_column({"本地企业", "Local firm"}, 34),
                   text_column({"所在环节", "Its node"}, 20),
                   text_column({"方向", "Side"}, 10),
                   text_column({"缺的环节", "Lacking"}, 22),
                   text_column({"是否必需", "Essential"}, 10),
                   state_column(),
                   number_column({"目标排名", "Rank"}, 0, 9),
                   text_column({"候选企业", "Candidates"}, 50, true),
                   id_column()};
  sheet.frozen = 2;
  for (const ChainIndex chain : study.chains()) {
    for (const ChainFirm& firm : firms_of(study, chain)) {
      if (!firm.anchor() && !backbone(*firm.firm)) continue;
      for (const NodeIndex v : firm.nodes) {
        if (is_held(study.state(v))) add_referrals(study, firm, v, lang, sheet);
      }
    }
  }
  bound(sheet);
  return sheet;
}

}  // namespace liantu::lists_detail

namespace liantu {

namespace {

using namespace lists_detail;

// A name that Excel takes for a sheet, and that no sheet has: 31 characters at most, in no case the same.
std::string sheet_name(const std::string& firm, std::set<std::string>& used) {
  std::string clear;
  for (const char c : clean(firm)) clear += std::string_view("[]:*?/\\'").find(c) == std::string_view::npos ? c : ' ';
  for (int n = 1;; ++n) {
    const std::string tail = n == 1 ? std::string() : " " + std::to_string(n);
    // Code points above U+FFFF count two.
    const std::string name = std::string(clean(clear, 28 - tail.size())) + tail;
    if (used.insert(fold(name)).second) return name;
  }
}

}  // namespace

std::vector<ListSheet> referral_sheets(const Study& study, Lang lang, std::size_t most) {
  const ListSheet all = referrals_sheet(study, lang);
  // By firm, in the order of the list; a firm of two chains has one sheet.
  std::vector<ListSheet> out;
  std::map<std::string, std::size_t> places;
  std::set<std::string> used;
  for (const auto& row : all.rows) {
    const std::string& firm = *row[1].text();
    const auto [at, is_new] = places.try_emplace(firm, out.size());
    if (is_new && out.size() == most) {
      places.erase(at);
      continue;
    }
    if (is_new) {
      ListSheet sheet;
      sheet.id = "referral";
      sheet.name = sheet_name(firm, used);
      sheet.note = Text(firm + "：在本地还缺的上下游，请企业引荐。" + all.note.zh, firm + ": " + all.note.en);
      sheet.columns = {all.columns[0], all.columns[2], all.columns[3], all.columns[4],
                       all.columns[5], all.columns[6], all.columns[7], all.columns[8]};
      out.push_back(std::move(sheet));
    }
    out[at->second].rows.push_back({row[0], row[2], row[3], row[4], row[5], row[6], row[7], row[8]});
  }
  return out;
}

ListSheet contacts_sheet(const Study& study, const std::vector<Contact>& contacts,
                         const std::vector<Introduction>& introductions, Lang lang) {
  const Say say(lang);
  ListSheet sheet;
  sheet.id = "contacts";
  sheet.name = say("乡贤商会线索", "Contacts");
  sheet.note = Text("个人信息，仅供招商工作内部使用，不得外传；图、网页、报告和其他清单都不含本表内容。",
                    "Personal data for internal use only: no map, page, report or other list holds any of it.");
  sheet.columns = {text_column({"目标编号", "Target"}, 26), text_column({"环节", "Node"}, 20),
                   text_column({"线索", "Lead"}, 14),       text_column({"候选企业", "Candidate"}, 32),
                   text_column({"姓名", "Name"}, 10),       text_column({"单位", "Firm"}, 30, true),
                   text_column({"职务", "Post"}, 12),       text_column({"电话", "Phone"}, 16),
                   text_column({"籍贯", "Home"}, 14),       text_column({"行业", "Trade"}, 16),
                   text_column({"所在地", "Place"}, 16),    text_column({"备注", "Notes"}, 30, true)};
  sheet.frozen = 4;
  for (const Introduction& lead : introductions) {
    const Contact& contact = contacts[lead.contact];
    sheet.rows.push_back({clean(study.atlas->key(lead.node)), node_name(study, lead.node, lang), word(lead.lead, lang),
                          lead.candidate == nullptr ? std::string() : clean(lead.candidate->name, name_limit),
                          clean(contact.name, name_limit), clean(contact.firm, name_limit),
                          clean(contact.post, name_limit), clean(contact.phone, name_limit),
                          clean(contact.home, name_limit), clean(contact.trade, name_limit),
                          clean(contact.place, name_limit), clean(contact.note, 500)});
  }
  bound(sheet);
  return sheet;
}

}  // namespace liantu
