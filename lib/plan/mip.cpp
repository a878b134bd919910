// Branch and cut by CBC's own classes, without the presolve and the heuristics that its command line adds.
#include "mip.hpp"

#include <CbcModel.hpp>
#include <CglGomory.hpp>
#include <CglKnapsackCover.hpp>
#include <CglMixedIntegerRounding2.hpp>
#include <CoinPackedMatrix.hpp>
#include <OsiClpSolverInterface.hpp>

#include <algorithm>

namespace liantu::detail {

namespace {

// CBC 2.10 takes gains of 1 on columns that are no integers for gains that come in whole steps, and stops a step short
// of the best. Gains in units that divide nothing say nothing of the kind.
constexpr double unit = 0.7390851332151607;

// The program as CBC has it: minimising, for a cutoff to be one.
void load(OsiClpSolverInterface& solver, const std::vector<MipColumn>& columns, const std::vector<MipRow>& rows) {
  CoinPackedMatrix matrix(false, 0, 0);
  matrix.setDimensions(0, static_cast<int>(columns.size()));
  std::vector<double> most;
  for (const MipRow& row : rows) {
    std::vector<int> places;
    std::vector<double> factors;
    for (const auto& [column, factor] : row.terms) {
      const auto known = std::find(places.begin(), places.end(), column);
      if (known != places.end()) {
        factors[static_cast<std::size_t>(known - places.begin())] += factor;
        continue;
      }
      places.push_back(column);
      factors.push_back(factor);
    }
    matrix.appendRow(static_cast<int>(places.size()), places.data(), factors.data());
    most.push_back(row.most);
  }
  std::vector<double> low;
  std::vector<double> high;
  std::vector<double> losses;
  for (const MipColumn& column : columns) {
    low.push_back(column.low);
    high.push_back(column.high);
    losses.push_back(-column.gain * unit);
  }
  solver.messageHandler()->setLogLevel(0);
  solver.loadProblem(matrix, low.data(), high.data(), losses.data(), nullptr, most.data());
  solver.setObjSense(1);
}

}  // namespace

int Mip::add_column(double low, double high, double gain, bool integer) {
  m_columns.push_back({low, high, gain, integer});
  return static_cast<int>(m_columns.size()) - 1;
}

void Mip::add_row(std::vector<std::pair<int, double>> terms, double most) {
  m_rows.push_back({std::move(terms), most});
}

Mip::Outcome Mip::solve(int search_nodes) const {
  OsiClpSolverInterface solver;
  load(solver, m_columns, m_rows);
  for (std::size_t c = 0; c < m_columns.size(); ++c) {
    if (m_columns[c].integer) solver.setInteger(static_cast<int>(c));
  }
  CbcModel model(solver);
  model.setLogLevel(0);
  model.messageHandler()->setLogLevel(0);
  CglKnapsackCover covers;
  CglMixedIntegerRounding2 rounding;
  CglGomory gomory;
  model.addCutGenerator(&covers, -1, "covers");
  model.addCutGenerator(&rounding, -1, "rounding");
  model.addCutGenerator(&gomory, -1, "gomory");
  model.setNumberThreads(0);
  model.setMaximumNodes(search_nodes);
  model.setAllowableGap(0);
  model.setAllowableFractionGap(0);
  model.setCutoffIncrement(1e-9);
  model.initialSolve();
  model.branchAndBound();
  Outcome out;
  out.bound = -model.getBestPossibleObjValue() / unit;
  out.proven = model.isProvenOptimal();
  if (const double* const values = model.bestSolution(); values != nullptr)
    out.values.assign(values, values + m_columns.size());
  return out;
}

double Mip::relaxed() const {
  OsiClpSolverInterface solver;
  load(solver, m_columns, m_rows);
  solver.initialSolve();
  return -solver.getObjValue() / unit;
}

}  // namespace liantu::detail
