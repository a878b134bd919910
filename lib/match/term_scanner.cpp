#include "term_scanner.hpp"

#include <hs.h>

#include <algorithm>
#include <new>
#include <stdexcept>
#include <utility>

namespace liantu::detail {

// Scratch space may not be shared between scans at a time: taken from the scanner's pool, put back after. A new one is
// a clone, since hs_alloc_scratch sums up the whole database on every call.
class TermScanner::Scratch {
 public:
  explicit Scratch(const TermScanner& scanner) : m_scanner(scanner) {
    {
      const std::lock_guard lock(scanner.m_pool_mutex);
      if (!scanner.m_pool.empty()) {
        m_scratch = scanner.m_pool.back();
        scanner.m_pool.pop_back();
        return;
      }
    }
    if (hs_clone_scratch(scanner.m_prototype, &m_scratch) != HS_SUCCESS) throw std::bad_alloc();
  }
  ~Scratch() {
    const std::lock_guard lock(m_scanner.m_pool_mutex);
    m_scanner.m_pool.push_back(m_scratch);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  [[nodiscard]] hs_scratch* get() const { return m_scratch; }

 private:
  const TermScanner& m_scanner;
  hs_scratch* m_scratch = nullptr;
};

TermScanner::TermScanner(std::vector<std::string> terms) : m_terms(std::move(terms)) {
  if (m_terms.empty()) return;
  std::vector<const char*> texts;
  std::vector<std::size_t> lengths;
  const std::vector<unsigned> flags(m_terms.size(), 0);
  std::vector<unsigned> ids;
  for (const auto& term : m_terms) {
    texts.push_back(term.data());
    lengths.push_back(term.size());
    ids.push_back(static_cast<unsigned>(ids.size()));
  }
  hs_compile_error_t* error = nullptr;
  if (hs_compile_lit_multi(texts.data(), flags.data(), ids.data(), lengths.data(),
                           static_cast<unsigned>(m_terms.size()), HS_MODE_BLOCK, nullptr, &m_database,
                           &error) != HS_SUCCESS) {
    const std::string message = error == nullptr ? "unknown" : error->message;
    hs_free_compile_error(error);
    throw std::runtime_error("cannot compile the terms: " + message);
  }
  if (hs_alloc_scratch(m_database, &m_prototype) != HS_SUCCESS) {
    hs_free_database(m_database);
    throw std::bad_alloc();
  }
}

TermScanner::~TermScanner() {
  for (hs_scratch* scratch : m_pool) hs_free_scratch(scratch);
  hs_free_scratch(m_prototype);
  hs_free_database(m_database);
}

std::vector<Hit> TermScanner::scan(std::string_view text) const {
  if (m_database == nullptr || text.empty()) return {};
  struct Context {
    const TermScanner* scanner;
    std::vector<Hit> hits;
  } context{this, {}};
  const auto on_hit = [](unsigned id, unsigned long long, unsigned long long to, unsigned, void* data) -> int {
    auto& out = *static_cast<Context*>(data);
    const auto end = static_cast<std::size_t>(to);
    out.hits.push_back({end - out.scanner->m_terms[id].size(), end, id});
    return 0;
  };
  const Scratch scratch(*this);
  if (hs_scan(m_database, text.data(), static_cast<unsigned>(text.size()), 0, scratch.get(), on_hit, &context) !=
      HS_SUCCESS) {
    throw std::runtime_error("cannot scan a text of " + std::to_string(text.size()) + " bytes");
  }
  auto& hits = context.hits;
  // Longest first at each place; then one walk drops whatever ends within a longer hit that began before it.
  std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) {
    if (a.begin != b.begin) return a.begin < b.begin;
    return a.end != b.end ? a.end > b.end : a.term < b.term;
  });
  std::vector<Hit> out;
  std::size_t reach = 0;
  for (const Hit& hit : hits) {
    if (hit.end <= reach) continue;
    reach = hit.end;
    out.push_back(hit);
  }
  return out;
}

}  // namespace liantu::detail
