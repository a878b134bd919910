// The joint gain of targets as rows of a program. Internal to liantu::plan.
#pragma once

#include "mip.hpp"

#include "liantu/analysis/plan.hpp"

#include <vector>

namespace liantu::detail {

// Adds to `mip`, whose first columns are the items, what Supply::joint_unlock of the chosen ones is: a column for r of
// each node that may change, held down by what its inputs give. A chosen node gives (1 - delta) + delta·r, one that is
// not the same times its presence; of alternatives one is picked. As r is only held from above and the gain is
// maximised, cycles come out at their fixpoint.
void add_joint_gain(Mip& mip, const SupplyGraph& graph, const Supply& supply, double delta,
                    const std::vector<PlanItem>& items);

}  // namespace liantu::detail
