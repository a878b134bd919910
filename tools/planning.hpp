// What `liantu plan` works out and tells.
#pragma once

#include "liantu/analysis/completion.hpp"
#include "liantu/analysis/costs.hpp"
#include "liantu/analysis/joint_unlock.hpp"
#include "liantu/analysis/plan.hpp"
#include "liantu/publish/study.hpp"

#include <optional>
#include <string>
#include <vector>

namespace liantu::tool {

// A choice among the ranked targets.
struct Planned {
  PlanLimits limits;
  bool joint = false;
  std::vector<PlanItem> items;
  std::vector<Costs> costs;  // by item
  Plan plan;
  double alone = 0;                // sum of the single unlocks of the chosen
  std::vector<JointUnlock> pairs;  // of all items
};

// What would complete one product.
struct Completed {
  NodeIndex product = 0;
  std::optional<Resource> by;  // what is to be least: nothing for the number of arrivals
  Completion completion;
  std::vector<Costs> costs;        // by arrival
  std::vector<NodeIndex> assumed;  // 数据未覆盖: counted as had, and needed
  std::vector<NodeIndex> barred;   // vetoed nodes, which may not arrive
};

[[nodiscard]] std::string plan_text(const Study& study, const Planned& planned, Lang lang);
[[nodiscard]] std::string plan_json_text(const Study& study, const Planned& planned, Lang lang);
[[nodiscard]] std::string completion_text(const Study& study, const Completed& completed, Lang lang);
[[nodiscard]] std::string completion_json_text(const Study& study, const Completed& completed, Lang lang);

}  // namespace liantu::tool
