// The cells of several firms, read and looked through together, so that they wait for memory together. Internal to
// liantu::match.
#pragma once

#include "clause_memo.hpp"
#include "term_table.hpp"

#include "liantu/firm/chars.hpp"
#include "liantu/firm/firm.hpp"
#include "liantu/firm/match.hpp"
#include "liantu/firm/scope_brackets.hpp"
#include "liantu/firm/scope_clauses.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <deque>
#include <span>
#include <string_view>
#include <vector>

namespace liantu::detail {

// The cells that are read, in the order of their evidence.
struct CellSource {
  Field field;
  EvidenceRule rule;
};
inline constexpr std::array<CellSource, 4> cell_sources{{{Field::scope, EvidenceRule::scope_term},
                                                         {Field::name, EvidenceRule::name_term},
                                                         {Field::products, EvidenceRule::product_term},
                                                         {Field::tags, EvidenceRule::tag_term}}};

// A text, and what was found in it. Chars of an empty text say nothing.
struct TextRead {
  Chars chars;
  std::vector<Hit> hits;
};

// A scope, or a clause of it, or several in a row.
struct ScopePart {
  ClauseMemo::Clause clause;
  const TextRead* read = nullptr;  // nullptr where the memo has it
};

// A firm's cells, by source. Where parts of the scope are looked up, its own entry is not filled.
struct CellsRead {
  std::array<TextRead, cell_sources.size()> cells;
  std::span<const ScopePart> scope;
};

// Keeps its memory from firm to firm.
class FirmCellsRead {
 public:
  // Reads the first of the firms, one at least; how many, it returns. Their texts must outlive what is asked of them.
  // With a memo, begun for these firms, clauses of scopes that it has are not read.
  std::size_t read(std::span<const Firm> firms, const TermTable& table, ClauseMemo* memo) {
    const std::size_t count = count_together(firms);
    if (m_firms.size() < count) m_firms.resize(count);
    m_tasks.clear();
    m_clauses.clear();
    m_cut.clear();
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t source = 1; source < cell_sources.size(); ++source)
        look_through(firms[i].cell(cell_sources[source].field), m_firms[i].cells[source]);
      const std::string_view scope = without_closing_notice(firms[i].cell(Field::scope));
      const bool is_cut = memo != nullptr && ScopeClauses::cut(scope, m_texts);
      if (is_cut) {
        for (const std::string_view text : m_texts) m_clauses.push_back({text});
      } else {
        look_through(scope, m_firms[i].cells[0]);
      }
      m_cut.push_back({is_cut, m_clauses.size()});
    }
    if (memo != nullptr) memo->look_up(m_clauses);
    set_parts(count);
    table.scanner().scan(m_tasks);
    // What is found is looked up later in tables that no cache holds: it is asked for long before.
    for (const auto& task : m_tasks) {
      for (const Hit& hit : *task.hits) table.prepare(hit.term);
    }
    for (const auto& task : m_tasks) {
      for (const Hit& hit : *task.hits) table.prepare_more(hit.term);
    }
    return count;
  }

  // Of the firms read last.
  [[nodiscard]] const CellsRead& operator[](std::size_t firm) const { return m_firms[firm]; }

 private:
  // Not so many that a cache does not hold their texts, for memory is not given back.
  static std::size_t count_together(std::span<const Firm> firms) {
    constexpr std::size_t most_firms = 16;
    constexpr std::size_t most_bytes = std::size_t{64} << 10U;
    std::size_t count = 0;
    for (std::size_t bytes = 0; count < std::min(most_firms, firms.size()); ++count) {
      for (const CellSource& source : cell_sources) bytes += firms[count].cell(source.field).size();
      if (count > 0 && bytes > most_bytes) break;
    }
    return count;
  }

  void look_through(std::string_view text, TextRead& out) {
    out.hits.clear();
    if (text.empty()) return;
    out.chars.assign(text);
    m_tasks.push_back({&out.chars, &out.hits});
  }

  // What there is to read of the scopes: those not cut, and what the memo does not have.
  void set_parts(std::size_t count) {
    m_parts.clear();
    std::size_t clause = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t first = m_parts.size();
      if (!m_cut[i].is_cut) m_parts.push_back({{}, &m_firms[i].cells[0]});
      for (; clause < m_cut[i].clauses; ++clause) add_clause(m_clauses[clause], first);
      m_cut[i].clauses = m_parts.size();
    }
    std::size_t used = 0;
    for (ScopePart& part : m_parts) {
      if (part.read != nullptr || part.clause.at != 0) continue;
      if (used == m_read.size()) m_read.emplace_back();
      TextRead& read = m_read[used++];
      look_through(part.clause.text, read);
      part.read = &read;
    }
    std::size_t begin = 0;
    for (std::size_t i = 0; i < count; ++i) {
      m_firms[i].scope = std::span(m_parts).subspan(begin, m_cut[i].clauses - begin);
      begin = m_cut[i].clauses;
    }
  }

  // Clauses that come once are read together: it takes less time.
  void add_clause(const ClauseMemo::Clause& clause, std::size_t first) {
    const auto is_new = [](const ClauseMemo::Clause& one) { return one.at == 0 && !one.again; };
    if (m_parts.size() == first || !is_new(clause) || !is_new(m_parts.back().clause)) {
      m_parts.push_back({clause, nullptr});
      return;
    }
    std::string_view& text = m_parts.back().clause.text;
    text = {text.data(), clause.text.data() + clause.text.size()};
  }

  // How a scope is read.
  struct Cut {
    bool is_cut;          // into clauses
    std::size_t clauses;  // up to which clauses, then parts, are this scope's or of one before
  };

  std::vector<CellsRead> m_firms;
  std::vector<std::string_view> m_texts;      // of the clauses of the scope at hand
  std::vector<ClauseMemo::Clause> m_clauses;  // of all scopes that are cut
  std::vector<Cut> m_cut;                     // by scope
  std::vector<ScopePart> m_parts;             // of all scopes
  std::deque<TextRead> m_read;                // parts of scopes; stays where it is as it grows
  std::vector<TermScanner::Task> m_tasks;
};

}  // namespace liantu::detail
