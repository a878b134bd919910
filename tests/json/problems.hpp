// What a reader says about bad input, as plain values that a test can compare.
#pragma once

#include "liantu/diagnostic.hpp"

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

namespace liantu::test {

// A problem in English, without its file and remedy.
struct Told {
  std::string where;
  std::string found;
  std::string wanted;

  friend bool operator==(const Told&, const Told&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Told& told) {
    return out << "{" << told.where << " | " << told.found << " | " << told.wanted << "}";
  }
};

using Tolds = std::vector<Told>;

inline Tolds told(const Problems& problems) {
  Tolds out;
  for (const auto& problem : problems) out.push_back({problem.where, problem.found.en, problem.wanted.en});
  return out;
}

// The problems that `read` throws; none is a failure of the test.
template <class Read>
Problems problems_of(Read read) {
  try {
    (void)read();
  } catch (const InputError& error) {
    for (const auto& problem : error.problems()) EXPECT_FALSE(problem.found.zh.empty()) << problem.where;
    return error.problems();
  }
  ADD_FAILURE() << "nothing was wrong";
  return {};
}

template <class Read>
Tolds told_by(Read read) {
  return told(problems_of(read));
}

// The places alone.
template <class Read>
std::vector<std::string> places_of(Read read) {
  std::vector<std::string> out;
  for (const auto& problem : problems_of(read)) out.push_back(problem.where);
  return out;
}

}  // namespace liantu::test
