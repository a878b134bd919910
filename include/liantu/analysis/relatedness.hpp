/// @file
/// 产业相近: from a table of regions by activities, which region is strong in what, which activities go together, how
/// near a region is to one that it lacks, and how complex regions and activities are. Part of liantu::relatedness
/// (needs Eigen).
///
/// @code{.cpp}
/// const liantu::Relatedness related(values, regions, activities);   // values row by row, a row a region
/// if (auto density = related.density(home, activity)) use(*density);
/// if (related.complexity() == liantu::ComplexityState::told) use(*related.eci(home));
/// @endcode
/// Papers: Balassa (1965) for the quotient; Hidalgo, Klinger, Barabási & Hausmann (2007), Science 317, for proximity
/// and density; Hidalgo & Hausmann (2009), PNAS 106, for ECI and PCI; Hausmann, Hidalgo et al. (2014), The Atlas of
/// Economic Complexity, for distance, outlook (COI) and gain (COG). Where published programs differ, the difference is
/// an option: the defaults give what Python's ecomplexity 0.5.3 gives, as_economic_complexity() what
/// economic-complexity 0.3.0 does.
///
/// Nothing is told that the table cannot tell: where a number is not defined, the answer is nothing, never NaN.
#pragma once

#include "liantu/text.hpp"

#include <Eigen/Core>
#include <Eigen/Eigenvalues>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace liantu {

/// With fewer regions, co-occurrence is chance: no ECI and PCI, and callers should not show density.
inline constexpr std::size_t relatedness_min_regions = 3;

/// When a region has an activity: its location quotient, or its plain value, is at least the threshold.
enum class PresenceRule { quotient, value };
/// The denominator of proximity: the larger ubiquity (the smaller conditional probability), or the geometric mean.
enum class ProximityRule { minimum, geometric };
/// ECI and PCI: the eigenvector (the limit), or so many reflections.
enum class ComplexityMethod { eigenvector, reflections };
/// Both by mean and population deviation of the regions' (so that ECI is the mean PCI of what a region has); or each by
/// its own mean and sample deviation.
enum class ComplexityScale { regions, own };
/// What COI and COG are: `masked` sums (1-M) φ PCI/Σφ over missing activities, PCI not centred, COI standardised, as
/// ecomplexity and its Stata model; `atlas` is the formula of the book, less density·PCI of the activity itself;
/// `average` divides by the neighbours of the activity looked at instead, also for what the region has, as
/// economic-complexity.
enum class GainRule { masked, atlas, average };

/// Why there is an ECI, or none.
enum class ComplexityState { told, too_few, disconnected, tied, flat, no_direction };
template <>
struct EnumWords<ComplexityState> {
  static constexpr std::array<std::string_view, 6> names{"told", "too_few", "disconnected",
                                                         "tied", "flat",    "no_direction"};
  static constexpr std::array<std::string_view, 6> zh{"可测算",         "地区或产业太少", "地区分成互不相干的几组",
                                                      "多解，无法区分", "各地区没有差别", "与多样性无关，方向不明"};
};

/// Which of the published conventions are followed. The defaults are those of ecomplexity 0.5.3.
struct RelatednessOptions {
  PresenceRule presence = PresenceRule::quotient;
  double threshold = 1;  ///< above 0
  ProximityRule proximity = ProximityRule::minimum;
  bool own_proximity = true;  ///< the diagonal of proximity is 1, and an activity counts in its own density; else 0
  ComplexityMethod method = ComplexityMethod::eigenvector;
  /// As economic-complexity counts: regions are reflected twice less, activities once; at least 4.
  int reflections = 20;
  ComplexityScale scale = ComplexityScale::regions;
  GainRule gain = GainRule::masked;

  /// The conventions of economic-complexity 0.3.0.
  [[nodiscard]] static RelatednessOptions as_economic_complexity() {
    RelatednessOptions out;
    out.own_proximity = false;
    out.method = ComplexityMethod::reflections;
    out.scale = ComplexityScale::own;
    out.gain = GainRule::average;
    return out;
  }
};

/// Quotients, proximity, density and complexity of one table of regions by activities.
class Relatedness {
 public:
  /// `values` row by row, a row a region: firms, mass, output, of any one unit; finite, not negative. Errors:
  /// std::invalid_argument for another size, a value that is negative or not finite, a threshold not above 0, fewer
  /// than 4 reflections. O(regions · activities · (regions + activities) + min(regions, activities)³); 8 bytes for each
  /// of five regions × activities and two activities² matrices. The same input gives the same bytes.
  Relatedness(const std::vector<double>& values, std::size_t regions, std::size_t activities,
              const RelatednessOptions& options = {})
      : m_options(options) {
    check(values, regions, activities);
    m_values = Eigen::Map<const Matrix>(values.data(), index(regions), index(activities));
    m_region_total = m_values.rowwise().sum();
    m_activity_total = m_values.colwise().sum().transpose();
    m_total = m_region_total.sum();
    find_presence();
    find_proximity();
    find_complexity();
    if (m_state == ComplexityState::told) find_outlook();
  }

  /// Rows of the table.
  [[nodiscard]] std::size_t regions() const { return static_cast<std::size_t>(m_values.rows()); }
  /// Columns of the table.
  [[nodiscard]] std::size_t activities() const { return static_cast<std::size_t>(m_values.cols()); }

  /// Regions that have anything are so many that what goes together is more than chance. O(regions).
  [[nodiscard]] bool enough_regions() const { return held(m_diversity) >= relatedness_min_regions; }

  /// 区位商 (RCA): the activity's share of the region over its share of all regions, 0 or more; nothing where the
  /// region or the activity has no value at all. O(1).
  [[nodiscard]] std::optional<double> quotient(std::size_t region, std::size_t activity) const {
    const double expected = m_region_total(index(region)) * m_activity_total(index(activity));
    if (!(expected > 0)) return std::nullopt;
    return m_values(index(region), index(activity)) * m_total / expected;
  }
  /// The region has the activity. A quotient just at the threshold counts: whole values are compared exactly, where the
  /// published programs divide first and leave it to rounding. O(1).
  [[nodiscard]] bool present(std::size_t region, std::size_t activity) const {
    return m_presence(index(region), index(activity)) > 0;
  }
  /// 多样性: activities that the region has. O(1).
  [[nodiscard]] std::size_t diversity(std::size_t region) const {
    return static_cast<std::size_t>(m_diversity(index(region)));
  }
  /// 普遍性: regions that have the activity. O(1).
  [[nodiscard]] std::size_t ubiquity(std::size_t activity) const {
    return static_cast<std::size_t>(m_ubiquity(index(activity)));
  }
  /// 邻近度, 0..1: the smaller of the two chances that a region with one activity has the other. Nothing where one is
  /// in no region. O(1).
  [[nodiscard]] std::optional<double> proximity(std::size_t a, std::size_t b) const {
    if (ubiquity(a) == 0 || ubiquity(b) == 0) return std::nullopt;
    return m_proximity(index(a), index(b));
  }
  /// 关联密度, 0..1: the part of the proximity around the activity that is to activities which the region has. Nothing
  /// where the activity is in no region, or near no other one and does not count itself. O(1).
  [[nodiscard]] std::optional<double> density(std::size_t region, std::size_t activity) const {
    if (!(m_reach(index(activity)) > 0)) return std::nullopt;
    return m_density(index(region), index(activity));
  }
  /// 距离, 0..1: 1 - density.
  [[nodiscard]] std::optional<double> distance(std::size_t region, std::size_t activity) const {
    const auto near = density(region, activity);
    return near ? std::optional(1 - *near) : std::nullopt;
  }

  /// Whether ECI, PCI, COI and COG can be told, else why not.
  [[nodiscard]] ComplexityState complexity() const { return m_state; }
  /// 经济复杂度 of a region, in standard deviations; positive goes with diversity. Nothing for a region that has
  /// nothing.
  [[nodiscard]] std::optional<double> eci(std::size_t region) const {
    if (m_state != ComplexityState::told || diversity(region) == 0) return std::nullopt;
    return m_eci(index(region));
  }
  /// 产业复杂度 of an activity, on the scale of the options. Nothing for one that is in no region.
  [[nodiscard]] std::optional<double> pci(std::size_t activity) const {
    if (m_state != ComplexityState::told || ubiquity(activity) == 0) return std::nullopt;
    return m_pci(index(activity));
  }
  /// 前景指数 (COI): how near complex activities are that the region lacks. Nothing for a region that has nothing, and
  /// where it is the same in all regions and was to be standardised.
  [[nodiscard]] std::optional<double> outlook(std::size_t region) const {
    if (!eci(region) || m_outlook.size() == 0) return std::nullopt;
    return m_outlook(index(region));
  }
  /// 机会增益 (COG): what having the activity would open, in standard deviations of complexity; 0 where the region has
  /// it (but see GainRule::average). Nothing for an activity that is in no region.
  [[nodiscard]] std::optional<double> gain(std::size_t region, std::size_t activity) const {
    if (!pci(activity) || !density(region, activity)) return std::nullopt;
    return m_gain(index(region), index(activity));
  }

 private:
  using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  using Vector = Eigen::VectorXd;

  static Eigen::Index index(std::size_t i) { return static_cast<Eigen::Index>(i); }

  void check(const std::vector<double>& values, std::size_t regions, std::size_t activities) const {
    if (values.size() != regions * activities)
      throw std::invalid_argument("relatedness: values are not regions x activities");
    if (!std::all_of(values.begin(), values.end(), [](double x) { return std::isfinite(x) && x >= 0; }))
      throw std::invalid_argument("relatedness: a value is negative or not finite");
    if (!(m_options.threshold > 0) || !std::isfinite(m_options.threshold))
      throw std::invalid_argument("relatedness: the threshold is not above 0");
    if (m_options.reflections < 4) throw std::invalid_argument("relatedness: fewer than 4 reflections");
  }

  void find_presence() {
    m_presence = Matrix::Zero(m_values.rows(), m_values.cols());
    for (Eigen::Index r = 0; r < m_values.rows(); ++r) {
      for (Eigen::Index a = 0; a < m_values.cols(); ++a) {
        const double value = m_values(r, a);
        if (!(value > 0)) continue;
        // Not divided: products of whole numbers are exact, so that a tie is one on any machine.
        const bool has = m_options.presence == PresenceRule::value
                             ? value >= m_options.threshold
                             : value * m_total >= m_options.threshold * (m_region_total(r) * m_activity_total(a));
        if (has) m_presence(r, a) = 1;
      }
    }
    m_diversity = m_presence.rowwise().sum();
    m_ubiquity = m_presence.colwise().sum().transpose();
  }

  void find_proximity() {
    m_proximity = m_presence.transpose() * m_presence;
    for (Eigen::Index a = 0; a < m_proximity.rows(); ++a) {
      for (Eigen::Index b = 0; b < m_proximity.cols(); ++b) {
        if (!(m_proximity(a, b) > 0)) continue;
        const double ubiquities = m_options.proximity == ProximityRule::minimum
                                      ? std::max(m_ubiquity(a), m_ubiquity(b))
                                      : std::sqrt(m_ubiquity(a) * m_ubiquity(b));
        m_proximity(a, b) /= ubiquities;
      }
      if (!m_options.own_proximity) m_proximity(a, a) = 0;
    }
    m_reach = m_proximity.rowwise().sum();
    m_density = m_presence * m_proximity;
    for (Eigen::Index a = 0; a < m_reach.size(); ++a) {
      // Rounding must not put a region that has all of it above 1.
      if (m_reach(a) > 0) m_density.col(a) = (m_density.col(a) / m_reach(a)).cwiseMin(1.0);
    }
  }

  // 1/x, and 0 for what nobody has, which so takes no part.
  static Vector inverse(const Vector& counts) {
    return counts.unaryExpr([](double x) { return x > 0 ? 1 / x : 0.0; });
  }

  static std::size_t held(const Vector& counts) { return static_cast<std::size_t>((counts.array() > 0).count()); }

  struct Spread {
    double mean = 0;
    double deviation = 0;
  };
  // Over those that take part (`counts` above 0); at least two.
  static Spread spread(const Vector& values, const Vector& counts, bool sample) {
    double n = 0;
    Spread out;
    for (Eigen::Index i = 0; i < values.size(); ++i) {
      if (!(counts(i) > 0)) continue;
      out.mean += values(i);
      ++n;
    }
    out.mean /= n;
    double squares = 0;
    for (Eigen::Index i = 0; i < values.size(); ++i) {
      if (counts(i) > 0) squares += (values(i) - out.mean) * (values(i) - out.mean);
    }
    out.deviation = std::sqrt(squares / (sample ? n - 1 : n));
    return out;
  }

  // The eigenvector of the second largest eigenvalue of D⁻¹ M U⁻¹ Mᵀ, from the symmetric matrix D^-½ M U⁻¹ Mᵀ D^-½,
  // which has the same eigenvalues: real, ordered, no vector mixed up with another. Its first eigenvector is
  // √diversity, known, and taken away. Of the two sides, regions and activities, the smaller is solved. Empty where
  // there is none: m_state.
  [[nodiscard]] Vector second_eigenvector() {
    const bool by_regions = m_presence.rows() <= m_presence.cols();
    const Vector& counts = by_regions ? m_diversity : m_ubiquity;
    Matrix half =
        inverse(m_diversity).cwiseSqrt().asDiagonal() * m_presence * inverse(m_ubiquity).cwiseSqrt().asDiagonal();
    if (!by_regions) half.transposeInPlace();
    const Vector first = (counts / counts.sum()).cwiseSqrt();
    const Eigen::MatrixXd symmetric = half * half.transpose() - first * first.transpose();
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(symmetric);
    const Vector& found = solver.eigenvalues();
    const Eigen::Index last = found.size() - 1;
    static constexpr double same = 1e-9;
    if (found(last) > 1 - same) {
      m_state = ComplexityState::disconnected;
    } else if (found(last) < same) {
      m_state = ComplexityState::flat;
    } else if (found(last) - found(last - 1) < same) {
      m_state = ComplexityState::tied;
    } else {
      return inverse(counts).cwiseSqrt().asDiagonal() * solver.eigenvectors().col(last);
    }
    return {};
  }

  void find_complexity() {
    if (!enough_regions() || held(m_ubiquity) < 2) return;
    const Vector found = second_eigenvector();
    if (found.size() == 0) return;
    const Vector of_regions = inverse(m_diversity);
    const Vector of_activities = inverse(m_ubiquity);
    const bool by_regions = m_presence.rows() <= m_presence.cols();
    Vector activities = by_regions ? Vector(of_activities.asDiagonal() * (m_presence.transpose() * found)) : found;
    Vector regions = of_regions.asDiagonal() * (m_presence * activities);
    const double turn = direction(regions);
    if (turn == 0) {
      m_state = ComplexityState::no_direction;
      return;
    }
    regions *= turn;
    activities *= turn;
    if (m_options.method == ComplexityMethod::reflections) reflect(regions, activities);
    const bool own = m_options.scale == ComplexityScale::own;
    const Spread region_spread = spread(regions, m_diversity, own);
    const Spread activity_spread = own ? spread(activities, m_ubiquity, true) : region_spread;
    if (!(region_spread.deviation > 0) || !(activity_spread.deviation > 0)) {
      m_state = ComplexityState::flat;
      return;
    }
    m_eci = (regions.array() - region_spread.mean) / region_spread.deviation;
    m_pci = (activities.array() - activity_spread.mean) / activity_spread.deviation;
    m_plain_pci = activities / activity_spread.deviation;
    m_state = ComplexityState::told;
  }

  // The sign that makes complexity rise with diversity; 0 where they have nothing to do with each other.
  [[nodiscard]] double direction(const Vector& regions) const {
    const Spread values = spread(regions, m_diversity, false);
    const Spread counts = spread(m_diversity, m_diversity, false);
    double sum = 0;
    double n = 0;
    for (Eigen::Index r = 0; r < regions.size(); ++r) {
      if (!(m_diversity(r) > 0)) continue;
      sum += (regions(r) - values.mean) * (m_diversity(r) - counts.mean);
      ++n;
    }
    const double limit = 1e-9 * n * values.deviation * counts.deviation;
    return sum > limit ? 1 : sum < -limit ? -1 : 0;
  }

  // The method of reflections of Hidalgo & Hausmann (2009), from diversity and ubiquity.
  void reflect(Vector& regions, Vector& activities) const {
    regions = m_diversity;
    activities = m_ubiquity;
    for (int i = 1; i < m_options.reflections; ++i) {
      const Vector before = regions;
      if (i + 1 < m_options.reflections) regions = inverse(m_diversity).asDiagonal() * (m_presence * activities);
      activities = inverse(m_ubiquity).asDiagonal() * (m_presence.transpose() * before);
    }
  }

  void find_outlook() {
    const bool masked = m_options.gain == GainRule::masked;
    const Matrix missing = (1 - m_presence.array()).matrix();
    Vector worth = masked ? m_plain_pci : m_pci;
    for (Eigen::Index a = 0; a < worth.size(); ++a) {
      if (!(m_ubiquity(a) > 0)) worth(a) = 0;
    }
    m_outlook = m_density.cwiseProduct(missing) * worth;
    if (masked) {
      const Spread all = spread(m_outlook, m_diversity, false);
      m_outlook = all.deviation > 0 ? Vector((m_outlook.array() - all.mean) / all.deviation) : Vector();
    }
    const Vector share = inverse(m_reach);
    if (m_options.gain == GainRule::average) {
      m_gain = missing * worth.asDiagonal() * m_proximity * share.asDiagonal();
    } else {
      m_gain = missing * (worth.cwiseProduct(share)).asDiagonal() * m_proximity;
    }
    if (!masked) m_gain -= m_density * worth.asDiagonal();
    if (m_options.gain != GainRule::average) m_gain = m_gain.cwiseProduct(missing).eval();
  }

  RelatednessOptions m_options;
  Matrix m_values;
  Vector m_region_total;
  Vector m_activity_total;
  double m_total = 0;
  Matrix m_presence;  // 0 or 1
  Vector m_diversity;
  Vector m_ubiquity;
  Matrix m_proximity;
  Vector m_reach;  // of an activity: the sum of its proximities
  Matrix m_density;
  ComplexityState m_state = ComplexityState::too_few;
  Vector m_eci;
  Vector m_pci;
  Vector m_plain_pci;  // not centred
  Vector m_outlook;    // empty where it is the same everywhere
  Matrix m_gain;
};

}  // namespace liantu
