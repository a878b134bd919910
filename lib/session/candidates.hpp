// Who of the candidates is in the county already, and where the county is.
#pragma once

#include "liantu/firm/firm.hpp"
#include "liantu/firm/firm_finder.hpp"
#include "liantu/promotion/candidates.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace liantu {

// The province and city that most firms have.
class HomeCount {
 public:
  void add(const Firm& firm);
  [[nodiscard]] HomePlace place() const;

 private:
  std::map<std::pair<std::string, std::string>, std::uint64_t> m_places;
};

// Marks the candidates that a firm of the county is, or is a branch of. `finder` has them by place in `known`.
void meet(const FirmFinder& finder, const std::vector<Candidate*>& known, const Firm& firm);

}  // namespace liantu
