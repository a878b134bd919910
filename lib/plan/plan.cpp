#include "liantu/analysis/plan.hpp"

#include "joint_program.hpp"
#include "mip.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <stdexcept>
#include <utility>

namespace liantu {

namespace {

using namespace detail;

constexpr double slack = 1e-9;

bool is_amount(double value) { return std::isfinite(value) && value >= 0; }

void check(const std::vector<PlanItem>& items, const PlanLimits& limits) {
  bool good = true;
  for (const auto& limit : limits.resources) good = good && (!limit || is_amount(*limit));
  for (const PlanItem& item : items) {
    good = good && is_amount(item.gain);
    for (std::size_t r = 0; r < item.needs.size(); ++r)
      good = good && (!limits.resources[r] || is_amount(item.needs[r]));
  }
  if (!good) throw std::invalid_argument("a gain, need or limit of a plan is negative or no number");
}

// What is left of the limits.
class Room {
 public:
  explicit Room(const PlanLimits& limits) : m_left(limits) {}

  [[nodiscard]] bool holds(const PlanItem& item) const {
    if (m_left.number && *m_left.number == 0) return false;
    for (std::size_t r = 0; r < item.needs.size(); ++r) {
      if (m_left.resources[r] && item.needs[r] > *m_left.resources[r] + slack) return false;
    }
    return true;
  }
  void take(const PlanItem& item) {
    if (m_left.number) --*m_left.number;
    for (std::size_t r = 0; r < item.needs.size(); ++r) {
      if (m_left.resources[r]) *m_left.resources[r] -= item.needs[r];
    }
  }

 private:
  PlanLimits m_left;
};

// The largest part that an item takes of any limit.
double part_of_limits(const PlanItem& item, const PlanLimits& limits) {
  double out = limits.number ? 1.0 / static_cast<double>(std::max<std::size_t>(*limits.number, 1)) : 0;
  for (std::size_t r = 0; r < item.needs.size(); ++r) {
    if (limits.resources[r]) out = std::max(out, item.needs[r] / std::max(*limits.resources[r], slack));
  }
  return out;
}

using Gain = std::function<double(const std::vector<std::size_t>& chosen)>;

// One item after the other, each time the one whose `gain` with those before is largest, by itself or for the room that
// it takes: the better of the two ways.
std::vector<std::size_t> greedily(const std::vector<PlanItem>& items, const PlanLimits& limits, const Gain& gain) {
  std::vector<std::size_t> best;
  for (const bool for_room : {false, true}) {
    Room room(limits);
    std::vector<std::size_t> chosen;
    std::vector<bool> taken(items.size(), false);
    for (;;) {
      const double before = gain(chosen);
      std::size_t next = items.size();
      double most = slack;
      for (std::size_t i = 0; i < items.size(); ++i) {
        if (taken[i] || !room.holds(items[i])) continue;
        chosen.push_back(i);
        double more = gain(chosen) - before;
        chosen.pop_back();
        if (for_room && more > slack) more /= std::max(part_of_limits(items[i], limits), slack);
        if (more > most + slack) {
          most = more;
          next = i;
        }
      }
      if (next == items.size()) break;
      taken[next] = true;
      room.take(items[next]);
      chosen.push_back(next);
    }
    std::sort(chosen.begin(), chosen.end());
    if (gain(chosen) > gain(best) + slack) best = std::move(chosen);
  }
  return best;
}

// Rows that hold the limits over the columns of the items.
void add_limits(Mip& mip, const std::vector<PlanItem>& items, const PlanLimits& limits) {
  const auto row = [&](auto need, double most) {
    std::vector<std::pair<int, double>> terms;
    for (std::size_t i = 0; i < items.size(); ++i) terms.emplace_back(static_cast<int>(i), need(items[i]));
    mip.add_row(std::move(terms), most);
  };
  if (limits.number) row([](const PlanItem&) { return 1.0; }, static_cast<double>(*limits.number));
  for (std::size_t r = 0; r < limits.resources.size(); ++r) {
    if (limits.resources[r]) row([r](const PlanItem& item) { return item.needs[r]; }, *limits.resources[r]);
  }
}

// Solves; the first columns are the items. `gain` is the truth that the program is held to.
Plan solve(const Mip& mip, const std::vector<PlanItem>& items, const std::vector<std::size_t>& greedy, const Gain& gain,
           int search_nodes) {
  Plan out;
  out.chosen = greedy;
  out.gain = out.greedy = gain(greedy);
  out.relaxed = mip.relaxed();
  const Mip::Outcome found = mip.solve(search_nodes);
  out.proven = found.proven;
  if (!found.values.empty()) {
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (found.values[i] > 0.5) chosen.push_back(i);
    }
    // What adds nothing is left out; from behind, so that the first stay.
    for (std::size_t i = chosen.size(); i-- > 0;) {
      std::vector<std::size_t> without = chosen;
      without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
      if (gain(without) >= gain(chosen) - slack) chosen = std::move(without);
    }
    if (gain(chosen) > out.gain + slack || out.proven) {
      out.gain = gain(chosen);
      out.chosen = std::move(chosen);
    }
  }
  out.bound = out.proven ? out.gain : std::max(out.gain, std::min(found.bound, out.relaxed));
  return out;
}

// Of items that are the same to the program the first ones.
void take_first_of_equals(Plan& plan, const std::vector<PlanItem>& items, const PlanLimits& limits) {
  const auto same = [&](const PlanItem& a, const PlanItem& b) {
    for (std::size_t r = 0; r < a.needs.size(); ++r) {
      if (limits.resources[r] && a.needs[r] != b.needs[r]) return false;
    }
    return a.gain == b.gain;
  };
  std::set<std::size_t> chosen(plan.chosen.begin(), plan.chosen.end());
  for (const std::size_t i : plan.chosen) {
    for (std::size_t j = 0; j < i; ++j) {
      if (chosen.contains(j) || !same(items[i], items[j])) continue;
      chosen.erase(i);
      chosen.insert(j);
      break;
    }
  }
  plan.chosen.assign(chosen.begin(), chosen.end());
}

}  // namespace

Plan choose(const std::vector<PlanItem>& items, const PlanLimits& limits, int search_nodes) {
  check(items, limits);
  const Gain gain = [&](const std::vector<std::size_t>& chosen) {
    double sum = 0;
    for (const std::size_t i : chosen) sum += items[i].gain;
    return sum;
  };
  Mip mip;
  for (const PlanItem& item : items) (void)mip.add_column(0, 1, item.gain, true);
  add_limits(mip, items, limits);
  Plan out = solve(mip, items, greedily(items, limits, gain), gain, search_nodes);
  take_first_of_equals(out, items, limits);
  return out;
}

Plan choose_jointly(const SupplyGraph& graph, const std::vector<double>& presences, double delta,
                    const std::vector<PlanItem>& items, const PlanLimits& limits, int search_nodes) {
  check(items, limits);
  std::set<NodeIndex> named;
  for (const PlanItem& item : items) {
    if (!named.insert(item.node).second) throw std::invalid_argument("a plan names a node twice");
  }
  Supply supply(graph, presences, delta);
  const Gain gain = [&](const std::vector<std::size_t>& chosen) {
    std::vector<NodeIndex> nodes;
    for (const std::size_t i : chosen) nodes.push_back(items[i].node);
    return supply.joint_unlock(nodes);
  };
  Mip mip;
  for (std::size_t i = 0; i < items.size(); ++i) (void)mip.add_column(0, 1, 0, true);
  add_limits(mip, items, limits);
  add_joint_gain(mip, graph, supply, delta, items);
  return solve(mip, items, greedily(items, limits, gain), gain, search_nodes);
}

}  // namespace liantu
