// Finds all of many literal terms in a text at once, and keeps the longest where they overlap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

struct hs_database;
struct hs_scratch;

namespace liantu::detail {

// An occurrence of term `term` at bytes [begin, end).
struct Hit {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::uint32_t term = 0;
};

class TermScanner {
 public:
  // `terms` are folded, distinct and not empty.
  explicit TermScanner(std::vector<std::string> terms);
  ~TermScanner();
  TermScanner(const TermScanner&) = delete;
  TermScanner& operator=(const TermScanner&) = delete;

  // Every hit that is not inside a longer one, by place. Safe from many threads.
  [[nodiscard]] std::vector<Hit> scan(std::string_view text) const;
  [[nodiscard]] const std::vector<std::string>& terms() const { return m_terms; }

 private:
  class Scratch;

  std::vector<std::string> m_terms;
  hs_database* m_database = nullptr;
  hs_scratch* m_prototype = nullptr;
  mutable std::mutex m_pool_mutex;
  mutable std::vector<hs_scratch*> m_pool;  // as many as scans ever ran at a time
};

}  // namespace liantu::detail
