// The cells of several firms, read and looked through together, so that they wait for memory together. Internal to
// liantu::match.
#pragma once

#include "term_table.hpp"

#include "liantu/firm/chars.hpp"
#include "liantu/firm/firm.hpp"
#include "liantu/firm/match.hpp"
#include "liantu/firm/scope_brackets.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
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

// A firm's cells, by source, and what was found in each. Chars of a cell without text say nothing.
struct CellsRead {
  std::array<Chars, cell_sources.size()> chars;
  std::array<std::vector<Hit>, cell_sources.size()> hits;
};

// Keeps its memory from firm to firm.
class FirmCellsRead {
 public:
  // Reads the first of the firms, one at least; how many, it returns. Their texts must outlive what is asked of them.
  std::size_t read(std::span<const Firm> firms, const TermTable& table) {
    const std::size_t count = count_together(firms);
    if (m_firms.size() < count) m_firms.resize(count);
    m_tasks.clear();
    for (std::size_t i = 0; i < count; ++i) {
      CellsRead& its = m_firms[i];
      for (std::size_t source = 0; source < cell_sources.size(); ++source) {
        std::string_view cell = firms[i].cell(cell_sources[source].field);
        if (cell_sources[source].field == Field::scope) cell = without_closing_notice(cell);
        its.hits[source].clear();
        if (cell.empty()) continue;
        its.chars[source].assign(cell);
        m_tasks.push_back({&its.chars[source], &its.hits[source]});
      }
    }
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

  std::vector<CellsRead> m_firms;
  std::vector<TermScanner::Task> m_tasks;
};

}  // namespace liantu::detail
