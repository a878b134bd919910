// A mixed integer program, maximised by COIN-OR CBC. Internal to liantu::plan.
#pragma once

#include <utility>
#include <vector>

namespace liantu::detail {

struct MipColumn {
  double low;
  double high;
  double gain;
  bool integer;
};
// The sum of the terms (column, factor) is at most `most`.
struct MipRow {
  std::vector<std::pair<int, double>> terms;
  double most;
};

class Mip {
 public:
  // A column in [low, high]; its place.
  int add_column(double low, double high, double gain, bool integer);
  void add_row(std::vector<std::pair<int, double>> terms, double most);

  struct Outcome {
    std::vector<double> values;  // by column; empty: none found
    double bound = 0;            // no solution gains more
    bool proven = false;
  };
  // Deterministic: one thread, a limit on nodes of the search and none on time.
  [[nodiscard]] Outcome solve(int search_nodes) const;
  // The bound of the program without its integers.
  [[nodiscard]] double relaxed() const;

 private:
  std::vector<MipColumn> m_columns;
  std::vector<MipRow> m_rows;
};

}  // namespace liantu::detail
