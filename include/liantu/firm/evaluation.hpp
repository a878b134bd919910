/// @file
/// How well firms are matched, against labels. Two kinds: the class that a firm is registered in, with that column
/// hidden from the matcher (ClassEvaluation); and pairs of firm and node that somebody has read and judged
/// (PairEvaluation).
///
/// @code{.cpp}
/// liantu::ClassEvaluation evaluation(atlas);
/// for (each firm) evaluation.add(firm, class_of_the_label, matches);
/// evaluation.all().hit3_class / evaluation.all().firms
/// @endcode
#pragma once

#include "liantu/chain/atlas.hpp"
#include "liantu/firm/firm.hpp"
#include "liantu/firm/match.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu {

/// Confidence against truth in ten bins of equal width. O(1) a sample.
class Calibration {
 public:
  /// Samples whose confidence is in one tenth of 0..1.
  struct Bin {
    std::uint64_t samples = 0;
    std::uint64_t right = 0;
    std::uint64_t confidence = 0;  ///< sum, in 1/10000

    /// Mean confidence, 0..1; not a number without samples.
    [[nodiscard]] double mean() const {
      return static_cast<double>(confidence) / certain / static_cast<double>(samples);
    }
    /// Share of right ones, 0..1; not a number without samples.
    [[nodiscard]] double share() const { return static_cast<double>(right) / static_cast<double>(samples); }
  };

  /// One sample: how sure, and whether it was right.
  void add(Confidence confidence, bool right) {
    Bin& bin = m_bins[std::min<std::size_t>(confidence / 1000U, 9)];
    ++bin.samples;
    bin.right += right ? 1 : 0;
    bin.confidence += confidence;
  }

  [[nodiscard]] const std::array<Bin, 10>& bins() const { return m_bins; }

  /// Expected calibration error (Naeini et al. 2015): mean distance of a bin's confidence from its share of right ones,
  /// weighted by samples; 0..1.
  [[nodiscard]] double error() const {
    double sum = 0;
    double samples = 0;
    for (const Bin& bin : m_bins) {
      if (bin.samples == 0) continue;
      sum += static_cast<double>(bin.samples) * std::abs(bin.mean() - bin.share());
      samples += static_cast<double>(bin.samples);
    }
    return samples == 0 ? 0 : sum / samples;
  }

 private:
  std::array<Bin, 10> m_bins{};
};

/// Firms, and how many of them the first (the best of the first three) matches hit. A node that carries k classes
/// counts 1/max(1, k-2), so sums need not be whole.
struct ClassHits {
  std::uint64_t firms = 0;
  std::uint64_t unmatched = 0;
  double hit1_class = 0;
  double hit3_class = 0;
  double hit1_group = 0;
  double hit3_group = 0;
};

/// Matching against a class that the matcher did not see.
class ClassEvaluation {
 public:
  /// A firm whose first match is no node of its class, or that matches nothing.
  struct Mistake {
    std::uint64_t row = 0;
    std::string firm;
    std::string label;
    std::optional<Match> first;
    bool among_three = false;
  };

  /// `atlas` must outlive the evaluation. Of the mistakes the `mistakes` with the surest first match are kept.
  explicit ClassEvaluation(const Atlas& atlas, std::size_t mistakes = 50) : m_atlas(atlas), m_most(mistakes) {
    for (NodeIndex v = 0; v < atlas.node_count(); ++v)
      m_carried.insert(atlas.node(v).industry.begin(), atlas.node(v).industry.end());
  }

  /// Counts a firm by its class of four digits; one that no node carries is counted apart. Matches in any order:
  /// order_by_prominence puts them in theirs. O(matches²).
  void add(const Firm& firm, const std::string& label, std::vector<Match> matches) {
    if (!m_carried.contains(label)) {
      ++m_outside;
      return;
    }
    order_by_prominence(m_atlas, matches);
    const double first_class = best(matches, 1, label, 4);
    const double three_class = best(matches, 3, label, 4);
    const double first_group = best(matches, 1, label, 3);
    const double three_group = best(matches, 3, label, 3);
    const std::string rule(matches.empty() || matches.front().evidence.empty()
                               ? "none"
                               : to_string(matches.front().evidence.front().rule));
    for (ClassHits* hits : {&m_all, &m_divisions[label.substr(0, 2)], &m_rules[rule]}) {
      ++hits->firms;
      if (matches.empty()) ++hits->unmatched;
      hits->hit1_class += first_class;
      hits->hit3_class += three_class;
      hits->hit1_group += first_group;
      hits->hit3_group += three_group;
    }
    if (!matches.empty()) m_calibration.add(matches.front().confidence, first_class > 0);
    if (first_class == 0) keep(firm, label, matches, three_class > 0);
  }

  [[nodiscard]] const ClassHits& all() const { return m_all; }
  [[nodiscard]] const std::map<std::string, ClassHits>& divisions() const { return m_divisions; }  ///< by two digits
  [[nodiscard]] const std::map<std::string, ClassHits>& rules() const { return m_rules; }  ///< of the first match
  /// Of the first match: how often its node carries the class.
  [[nodiscard]] const Calibration& calibration() const { return m_calibration; }
  [[nodiscard]] std::uint64_t outside() const { return m_outside; }  ///< firms whose class no node carries
  /// The surest first, then by row.
  [[nodiscard]] std::vector<Mistake> mistakes() const {
    std::vector<Mistake> out = m_mistakes;
    cut(out);
    return out;
  }

 private:
  [[nodiscard]] double best(const std::vector<Match>& matches, std::size_t first, const std::string& label,
                            std::size_t digits) const {
    double out = 0;
    for (std::size_t i = 0; i < std::min(first, matches.size()); ++i) {
      const auto& classes = m_atlas.node(matches[i].node).industry;
      const bool hit = std::any_of(classes.begin(), classes.end(), [&](const std::string& code) {
        return std::string_view(code).substr(0, digits) == std::string_view(label).substr(0, digits);
      });
      if (hit) out = std::max(out, 1 / std::max(1.0, static_cast<double>(classes.size()) - 2));
    }
    return out;
  }

  void keep(const Firm& firm, const std::string& label, const std::vector<Match>& matches, bool among_three) {
    Mistake mistake{firm.row, firm.name, label, std::nullopt, among_three};
    if (!matches.empty()) mistake.first = matches.front();
    m_mistakes.push_back(std::move(mistake));
    if (m_mistakes.size() >= 2 * m_most) cut(m_mistakes);
  }

  void cut(std::vector<Mistake>& list) const {
    const auto sure = [](const Mistake& m) { return m.first ? m.first->confidence : 0; };
    std::sort(list.begin(), list.end(), [&](const Mistake& a, const Mistake& b) {
      return sure(a) != sure(b) ? sure(a) > sure(b) : a.row < b.row;
    });
    if (list.size() > m_most) list.resize(m_most);
  }

  const Atlas& m_atlas;
  std::size_t m_most;
  std::set<std::string> m_carried;
  ClassHits m_all;
  std::map<std::string, ClassHits> m_divisions;
  std::map<std::string, ClassHits> m_rules;
  Calibration m_calibration;
  std::uint64_t m_outside = 0;
  std::vector<Mistake> m_mistakes;
};

/// Judged pairs, and how the matcher sees them.
struct PairHits {
  std::uint64_t pairs = 0;
  std::uint64_t right = 0;            ///< labelled: the firm covers the node
  std::uint64_t confident = 0;        ///< confidence >= c_high
  std::uint64_t confident_right = 0;  ///< of these, labelled right
  std::uint64_t likely_right = 0;     ///< labelled right and confidence >= c_min
  std::uint64_t found_right = 0;      ///< labelled right and matched at all

  /// Share of what is said with confidence that is right; 1 where nothing is.
  [[nodiscard]] double precision() const {
    return confident == 0 ? 1 : static_cast<double>(confident_right) / static_cast<double>(confident);
  }
  /// Share of what is right that is said to be more likely than not.
  [[nodiscard]] double recall() const {
    return right == 0 ? 1 : static_cast<double>(likely_right) / static_cast<double>(right);
  }
};

/// Matching against judged pairs of firm and node.
class PairEvaluation {
 public:
  /// A pair that matching and the judge see differently.
  struct Mistake {
    std::string firm;
    NodeIndex node = 0;
    bool right = false;
    Confidence confidence = 0;
  };

  /// `atlas` must outlive the evaluation; c_min and c_high as the policy for coverage has them.
  PairEvaluation(const Atlas& atlas, double c_min, double c_high) : m_atlas(atlas), m_min(c_min), m_high(c_high) {}

  /// Counts the judged pairs of one firm: node -> does the firm cover it? O(matches · log pairs).
  void add(const Firm& firm, const std::map<NodeIndex, bool>& judged, std::vector<Match> matches) {
    order_by_prominence(m_atlas, matches);
    for (const auto& [node, right] : judged) {
      const auto match =
          std::find_if(matches.begin(), matches.end(), [n = node](const Match& m) { return m.node == n; });
      const bool found = match != matches.end();
      const Confidence confidence = found ? match->confidence : Confidence{0};
      const double value = found ? match->value() : 0;
      const std::string rule(found && !match->evidence.empty() ? to_string(match->evidence.front().rule) : "none");
      const auto& classes = m_atlas.node(node).industry;
      for (PairHits* hits :
           {&m_all, &m_rules[rule], &m_divisions[classes.empty() ? "" : classes.front().substr(0, 2)]}) {
        ++hits->pairs;
        hits->right += right ? 1 : 0;
        hits->confident += value >= m_high ? 1 : 0;
        hits->confident_right += value >= m_high && right ? 1 : 0;
        hits->likely_right += value >= m_min && right ? 1 : 0;
        hits->found_right += found && right ? 1 : 0;
      }
      m_calibration.add(confidence, right);
      if (right != (value >= m_min)) m_mistakes.push_back({firm.name, node, right, confidence});
    }
    const bool any_right = std::any_of(judged.begin(), judged.end(), [](const auto& pair) { return pair.second; });
    if (!any_right) return;
    ++m_firms;
    const auto hit = [&](std::size_t first) {
      return std::any_of(matches.begin(),
                         matches.begin() + static_cast<std::ptrdiff_t>(std::min(first, matches.size())),
                         [&](const Match& m) {
                           const auto it = judged.find(m.node);
                           return it != judged.end() && it->second;
                         });
    };
    m_hit1 += hit(1) ? 1 : 0;
    m_hit3 += hit(3) ? 1 : 0;
  }

  [[nodiscard]] const PairHits& all() const { return m_all; }
  [[nodiscard]] const std::map<std::string, PairHits>& rules() const { return m_rules; }  ///< of the strongest evidence
  [[nodiscard]] const std::map<std::string, PairHits>& divisions() const { return m_divisions; }  ///< of the node
  [[nodiscard]] const Calibration& calibration() const { return m_calibration; }
  /// Firms with a pair labelled right.
  [[nodiscard]] std::uint64_t firms() const { return m_firms; }
  /// Of firms(), those whose first match is such a pair.
  [[nodiscard]] std::uint64_t hit1() const { return m_hit1; }
  /// Of firms(), those of whose first three matches one is such a pair.
  [[nodiscard]] std::uint64_t hit3() const { return m_hit3; }
  /// Pairs on the wrong side of c_min, the farthest from it first.
  [[nodiscard]] std::vector<Mistake> mistakes(std::size_t most) const {
    std::vector<Mistake> out = m_mistakes;
    const auto wrong = [](const Mistake& m) { return m.right ? certain - m.confidence : m.confidence; };
    std::stable_sort(out.begin(), out.end(), [&](const Mistake& a, const Mistake& b) { return wrong(a) > wrong(b); });
    if (out.size() > most) out.resize(most);
    return out;
  }

 private:
  const Atlas& m_atlas;
  double m_min;
  double m_high;
  PairHits m_all;
  std::map<std::string, PairHits> m_rules;
  std::map<std::string, PairHits> m_divisions;
  Calibration m_calibration;
  std::uint64_t m_firms = 0;
  std::uint64_t m_hit1 = 0;
  std::uint64_t m_hit3 = 0;
  std::vector<Mistake> m_mistakes;
};

}  // namespace liantu
