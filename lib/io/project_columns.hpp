// Headers of tables of projects: what each column, or each line of a form of two columns, means. Internal to
// liantu::io.
#pragma once

#include "liantu/promotion/project.hpp"
#include "liantu/text.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace liantu::io {

enum class ProjectField { id, name, firm, park, nodes, pollution, leader, note, share, figure, cost };

struct ProjectHeading {
  Text name;
  std::vector<std::string> headers;  // squeezed
  ProjectField field{};
  std::size_t index = 0;  // of the figure or cost
  bool verified = false;  // of a figure
  double factor = 1;      // of an amount: 10,000 for 亿元
};

// All headings, made once.
[[nodiscard]] const std::vector<ProjectHeading>& project_headings();

}  // namespace liantu::io
