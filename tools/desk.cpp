#include "desk.hpp"

#include "session.hpp"

#include "liantu/publish/lists.hpp"
#include "liantu/publish/workbook.hpp"

#include <iostream>

namespace liantu::tool {

namespace {

// By contact, the nodes that a trade stands for, read as the products of a firm are.
std::vector<std::set<NodeIndex>> trades_of(const Session& session, const std::vector<Contact>& contacts) {
  const Matcher& matcher = session.knowledge()->matcher();
  std::vector<std::set<NodeIndex>> out(contacts.size());
  for (std::size_t i = 0; i < contacts.size(); ++i) {
    Firm firm;
    firm.products = contacts[i].trade;
    if (firm.products.empty()) continue;
    for (const Match& match : matcher.match(firm)) {
      if (match.value() >= session.policy().coverage.c_high) out[i].insert(match.node);
    }
  }
  return out;
}

}  // namespace

std::vector<Contact> contacts_of(const Session& session, const std::vector<std::string>& paths) {
  Problems notes;
  std::vector<Contact> out = read_contacts(paths, notes);
  session.tell_notes(notes);
  return out;
}

void write_desk(const Session& session, const Study& study, const std::vector<Contact>& contacts, Lang lang,
                ResultFolder& folder) {
  const auto referrals = referral_sheets(study, lang);
  if (!referrals.empty()) {
    folder.write("referrals.xlsx", [&](const std::string& path) { write_workbook(study, lang, referrals, path); });
  }
  if (contacts.empty()) return;
  std::vector<NodeIndex> nodes;
  for (const Target& target : study.analysis.targets) {
    if (target.rank || target.caution_rank || target.insufficient) nodes.push_back(target.gap.node);
  }
  const auto leads = introductions(nodes, study.candidates, contacts, trades_of(session, contacts));
  folder.write("contacts.xlsx", [&](const std::string& path) {
    write_workbook(study, lang, std::vector<ListSheet>{contacts_sheet(study, contacts, leads, lang)}, path);
  });
}

}  // namespace liantu::tool
