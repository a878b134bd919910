#include "liantu/firm/term_counter.hpp"

#include "term_scanner.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace liantu {

namespace {

std::vector<std::string> terms_of(const Atlas& atlas) {
  std::set<std::string> terms;
  for (NodeIndex v = 0; v < atlas.node_count(); ++v) {
    for (const auto* list : {&atlas.node(v).terms, &atlas.node(v).not_terms}) {
      for (const auto& term : *list) {
        if (!trim(term).empty()) terms.insert(fold(term));
      }
    }
  }
  return {terms.begin(), terms.end()};
}

}  // namespace

class TermCounter::Impl {
 public:
  explicit Impl(const Atlas& atlas) : m_scanner(terms_of(atlas)), m_firms_with(m_scanner.terms().size()) {}

  void add(const Firm& firm) {
    ++m_firms;
    std::set<std::uint32_t> seen;
    for (const std::string* cell : {&firm.scope, &firm.name, &firm.products, &firm.tags}) {
      for (const detail::Hit& hit : m_scanner.scan(fold(*cell))) seen.insert(hit.term);
    }
    for (const std::uint32_t term : seen) ++m_firms_with[term];
  }

  [[nodiscard]] TermCounts counts() const {
    TermCounts out;
    out.firms = m_firms;
    for (std::size_t i = 0; i < m_firms_with.size(); ++i) out.firms_with[m_scanner.terms()[i]] = m_firms_with[i];
    return out;
  }

 private:
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
