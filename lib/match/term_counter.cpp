#include "liantu/firm/term_counter.hpp"

#include "term_scanner.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace liantu {

namespace {

// By what the scanner reads, every way in which the chains write it.
using Terms = std::map<std::u16string, std::set<std::string>>;

Terms terms_of(const Atlas& atlas) {
  Terms terms;
  for (NodeIndex v = 0; v < atlas.node_count(); ++v) {
    for (const auto* list : {&atlas.node(v).terms, &atlas.node(v).not_terms}) {
      for (const auto& term : *list) {
        if (!trim(term).empty()) terms[fold_chars(term)].insert(fold(term));
      }
    }
  }
  return terms;
}

std::vector<std::string> first_of_each(const Terms& terms) {
  std::vector<std::string> out;
  for (const auto& [folded, written] : terms) out.push_back(*written.begin());
  return out;
}

}  // namespace

class TermCounter::Impl {
 public:
  explicit Impl(const Atlas& atlas)
      : m_terms(terms_of(atlas)), m_scanner(first_of_each(m_terms)), m_firms_with(m_terms.size()) {}

  void add(const Firm& firm) {
    ++m_firms;
    std::set<std::uint32_t> seen;
    for (const std::string* cell : {&firm.scope, &firm.name, &firm.products, &firm.tags}) {
      for (const detail::Hit& hit : m_scanner.scan(*cell)) seen.insert(hit.term);
    }
    for (const std::uint32_t term : seen) ++m_firms_with[term];
  }

  [[nodiscard]] TermCounts counts() const {
    TermCounts out;
    out.firms = m_firms;
    std::size_t i = 0;
    for (const auto& [folded, written] : m_terms) {
      for (const auto& term : written) out.firms_with[term] = m_firms_with[i];
      ++i;
    }
    return out;
  }

 private:
  Terms m_terms;
  detail::TermScanner m_scanner;
  std::vector<std::uint64_t> m_firms_with;
  std::uint64_t m_firms = 0;
};

TermCounter::TermCounter(const Atlas& atlas) : m_impl(std::make_unique<Impl>(atlas)) {}
TermCounter::~TermCounter() = default;
TermCounter::TermCounter(TermCounter&&) noexcept = default;
TermCounter& TermCounter::operator=(TermCounter&&) noexcept = default;

void TermCounter::add(const Firm& firm) { m_impl->add(firm); }
TermCounts TermCounter::counts() const { return m_impl->counts(); }

}  // namespace liantu
