/// @file
/// Matches firms to nodes: industry class, and the terms of the chains and the words of industry classes in scope,
/// name, products and tags, all at once. Part of liantu::match. docs/matching.md tells the model.
///
/// @code{.cpp}
/// liantu::Matcher matcher(atlas, classification, policy.match);
/// for (const liantu::Match& match : matcher.match(firm)) ...
/// @endcode
/// Many firms, with nothing allocated but what the results hold:
///
/// @code{.cpp}
/// liantu::Matcher::Memory memory;
/// std::vector<std::vector<liantu::Match>> matches;
/// matcher.match(firms, memory, matches, liantu::Detail::confidence, policy.coverage.c_doubt);
/// for (std::size_t i = 0; i < firms.size(); ++i) coverage.add(firms[i], matches[i], policy.coverage);
/// @endcode
#pragma once

#include "liantu/analysis/policy.hpp"
#include "liantu/chain/atlas.hpp"
#include "liantu/chain/classification.hpp"
#include "liantu/firm/firm.hpp"
#include "liantu/firm/match.hpp"

#include <memory>
#include <span>
#include <vector>

namespace liantu {

/// How much a match tells: confidence alone, or every piece of evidence for it too.
enum class Detail { confidence, evidence };

/// Terms and classes of all nodes, compiled. Never changes once built: any number of threads may use it, each with a
/// Memory.
class Matcher {
 public:
  /// What a thread keeps from firm to firm: buffers and, for Detail::confidence, at most five megabytes of what clauses
  /// of scopes said before, for they repeat. No result depends on it; one may serve several matchers. Not for two
  /// threads at a time.
  class Memory {
   public:
    Memory();
    ~Memory();
    Memory(Memory&&) noexcept;
    Memory& operator=(Memory&&) noexcept;

   private:
    friend class Matcher;
    class Impl;
    std::unique_ptr<Impl> m_impl;
  };

  /// Compiles the terms of all chains. `atlas` and `classification` must outlive the matcher.
  /// Without words in `classification` (read_words) classes are known by code alone. O(total length of terms).
  Matcher(const Atlas& atlas, const Classification& classification, const MatchPolicy& policy);
  ~Matcher();
  Matcher(Matcher&&) noexcept;
  Matcher& operator=(Matcher&&) noexcept;

  /// Replaces `out` by the matches of one firm, by node (without evidence, in no order that means anything); each node
  /// at most once, confidence at least `at_least` and policy.min_confidence. Other firms change nothing. O(characters
  /// of the cells + nodes of the classes named).
  void match(const Firm& firm, Memory& memory, std::vector<Match>& out, Detail detail, double at_least = 0) const;

  /// The same for many firms, in less time than one after another: `out[i]` is replaced by the matches of `firms[i]`.
  /// `out` grows where it is too short, and lists past the firms are left as they are.
  void match(std::span<const Firm> firms, Memory& memory, std::vector<std::vector<Match>>& out, Detail detail,
             double at_least = 0) const;

  /// The same with evidence, for a few firms. It makes a Memory each time.
  [[nodiscard]] std::vector<Match> match(const Firm& firm) const;

 private:
  class Impl;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace liantu
