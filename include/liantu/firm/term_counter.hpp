/// @file
/// How often the terms of chains occur in real tables of firms, for their authors (lint.hpp). Part of liantu::match.
///
/// @code{.cpp}
/// liantu::TermCounter counter(atlas);
/// for (each firm) counter.add(firm);
/// const auto counts = counter.counts();
/// const auto warnings = liantu::lint(atlas, &counts);
/// @endcode
#pragma once

#include "liantu/chain/atlas.hpp"
#include "liantu/chain/lint.hpp"
#include "liantu/firm/firm.hpp"

#include <memory>

namespace liantu {

/// How many firms use each term of the chains.
class TermCounter {
 public:
  /// Compiles the terms of all chains. Errors: std::runtime_error where they cannot be compiled. O(total length of
  /// terms).
  explicit TermCounter(const Atlas& atlas);
  ~TermCounter();
  TermCounter(TermCounter&&) noexcept;
  TermCounter& operator=(TermCounter&&) noexcept;

  /// Notes the terms of one firm's scope, name, products and tags, each once; the longest wins. O(bytes of the cells).
  void add(const Firm& firm);

  /// Of the firms added so far. O(terms).
  [[nodiscard]] TermCounts counts() const;

 private:
  class Impl;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace liantu
