// Matches firms to nodes: industry class, and the terms of the chains in scope, name, products and tags, all at once
// (Vectorscan). Part of liantu::match.
//
//   liantu::Matcher matcher(atlas, classification, policy.match);
//   for (const liantu::Match& match : matcher.match(firm)) ...
#pragma once

#include "liantu/analysis/policy.hpp"
#include "liantu/chain/atlas.hpp"
#include "liantu/chain/classification.hpp"
#include "liantu/firm/firm.hpp"
#include "liantu/firm/match.hpp"

#include <memory>
#include <vector>

namespace liantu {

class Matcher {
 public:
  // Compiles the terms of all chains. `atlas` and `classification` must outlive the matcher.
  // Errors: std::runtime_error where the terms cannot be compiled. O(total length of terms).
  Matcher(const Atlas& atlas, const Classification& classification, const MatchPolicy& policy);
  ~Matcher();
  Matcher(Matcher&&) noexcept;
  Matcher& operator=(Matcher&&) noexcept;

  // Matches of one firm, by node; each node at most once, confidence at least policy.min_confidence. Keeps no state
  // between firms; may be called from many threads. O(bytes of the cells + hits²).
  [[nodiscard]] std::vector<Match> match(const Firm& firm) const;

  // The same for many firms at once, on up to `threads` threads (0: as many as there are); results in order.
  [[nodiscard]] std::vector<std::vector<Match>> match(const std::vector<Firm>& firms, int threads = 0) const;

 private:
  class Impl;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace liantu
