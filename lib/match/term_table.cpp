#include "term_table.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace liantu::detail {

namespace {

// The role of firms of a section, for words that name a class.
Role role_of_section(char section) {
  switch (section) {
    case 'A': return Role::grow;
    case 'B': return Role::mine;
    case 'C':
    case 'D': return Role::make;
    case 'F': return Role::trade;
    case 'G': return Role::move;
    default: return Role::serve;
  }
}

}  // namespace

ClassCode ClassCode::of(std::string_view code) {
  ClassCode out;
  if (code.size() < 2 || code.size() > 4) return out;
  for (const char c : code) {
    if (c < '0' || c > '9') return {};
    out.number = static_cast<std::uint16_t>(out.number * 10 + (c - '0'));
  }
  out.digits = static_cast<std::uint8_t>(code.size());
  return out;
}

TermTable::TermTable(const Atlas& atlas, const Classification& classification)
    : m_scanner(note_terms(atlas, classification)), m_node_classes(atlas.node_count()), m_residual(10000) {
  note_classes(atlas, classification);
}

std::vector<std::string> TermTable::note_terms(const Atlas& atlas, const Classification& classification) {
  struct Meaning {
    std::string written;
    std::vector<Owner> owners;
    std::vector<const std::string*> written_by;  // owners
    std::vector<WordClass> classes;
  };
  std::map<double, std::uint32_t> shares;
  std::map<std::u16string, Meaning> meanings;
  for (NodeIndex v = 0; v < atlas.node_count(); ++v) {
    for (const auto& term : atlas.node(v).terms) {
      if (trim(term).empty()) continue;
      Meaning& meaning = meanings[fold_chars(term)];
      meaning.written = term;
      meaning.owners.push_back({v, atlas.node(v).role});
      meaning.written_by.push_back(&term);
    }
    // A term that must not count is a longer term that nobody owns.
    for (const auto& term : atlas.node(v).not_terms) meanings[fold_chars(term)].written = term;
  }
  for (const auto& entry : classification.words()) {
    const auto& [word, codes] = entry;
    Meaning& meaning = meanings[fold_chars(word)];
    if (meaning.owners.empty()) meaning.written = word;
    meaning.classes.clear();
    // The likelier first: 1, 1/2, 1/3 of a whole.
    double whole = 0;
    for (std::size_t i = 0; i < codes.size(); ++i) whole += 1 / static_cast<double>(i + 1);
    for (std::size_t i = 0; i < codes.size(); ++i) {
      // A node of the class that owns the word says more than the class: 汽车零部件 is a term of those who trade in
      // them, so only that leaves the class of those who make them.
      const bool owned =
          std::any_of(meaning.owners.begin(), meaning.owners.end(), [&, &code = codes[i]](const Owner& owner) {
            const auto& industry = atlas.node(owner.node()).industry;
            return std::find(industry.begin(), industry.end(), code) != industry.end();
          });
      if (owned) continue;
      const double share = 1 / static_cast<double>(i + 1) / whole;
      const auto [known, is_new] = shares.try_emplace(share, static_cast<std::uint32_t>(m_shares.size()));
      if (is_new) m_shares.push_back(share);
      meaning.classes.push_back(
          {ClassCode::of(codes[i]).number, role_of_section(classification.section_of(codes[i])), known->second});
    }
  }
  std::vector<std::string> terms;
  const auto mark = [this](bool has_classes) {
    m_places.emplace_back(m_owners.size(), has_classes);
    m_class_places.push_back(static_cast<std::uint32_t>(m_word_classes.size()));
  };
  for (auto& [folded, meaning] : meanings) {
    if (folded.empty()) continue;
    terms.push_back(std::move(meaning.written));
    mark(!meaning.classes.empty());
    m_owners.insert(m_owners.end(), meaning.owners.begin(), meaning.owners.end());
    m_written.insert(m_written.end(), meaning.written_by.begin(), meaning.written_by.end());
    m_word_classes.insert(m_word_classes.end(), meaning.classes.begin(), meaning.classes.end());
  }
  mark(false);
  return terms;
}

void TermTable::note_classes(const Atlas& atlas, const Classification& classification) {
  std::array<std::map<std::uint16_t, std::vector<NodeIndex>>, 5> by_code;
  for (NodeIndex v = 0; v < atlas.node_count(); ++v) {
    NodeClasses& classes = m_node_classes[v];
    for (const auto& written : atlas.node(v).industry) {
      const ClassCode code = ClassCode::of(written);
      if (code.digits != 4 || classes.count == classes.codes.size()) continue;
      classes.groups[classes.count] = code.prefix(3);
      classes.codes[classes.count++] = code.number;
      m_residual[code.number] = classification.is_residual(written);
      for (const unsigned digits : {2U, 3U, 4U}) {
        auto& nodes = by_code[digits][code.prefix(digits)];
        if (nodes.empty() || nodes.back() != v) nodes.push_back(v);
      }
    }
  }
  for (const unsigned digits : {2U, 3U, 4U}) {
    const std::size_t codes = digits == 2 ? 100 : digits == 3 ? 1000 : 10000;
    for (std::size_t code = 0; code <= codes; ++code) {
      m_by_code[digits].push_back(static_cast<std::uint32_t>(m_nodes.size()));
      const auto nodes = by_code[digits].find(static_cast<std::uint16_t>(code));
      if (nodes != by_code[digits].end()) m_nodes.insert(m_nodes.end(), nodes->second.begin(), nodes->second.end());
    }
  }
}

}  // namespace liantu::detail
