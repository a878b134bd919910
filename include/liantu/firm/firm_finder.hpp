/// @file
/// Finds which entries of a list beside the table a firm is: by credit code where both have one whose check holds, else
/// by name, compared as duplicates are (NFKC, without white space). Part of liantu::io.
///
/// @code{.cpp}
/// liantu::FirmFinder finder;
/// finder.add(0, "某某石英有限公司", "");
/// for (std::size_t entry : finder.find(firm)) ...
/// @endcode
#pragma once

#include "liantu/firm/firm.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace liantu {

/// The entries of one list. Ask it when all are added, or at any time between.
class FirmFinder {
 public:
  /// `code` may be as printed; one whose check character does not hold counts as none. O(bytes), amortised.
  void add(std::size_t entry, std::string_view name, std::string_view code);

  /// Entries that mean the firm, each once, ascending. Two firms of one name are both meant by an entry without a code.
  /// O(bytes of the name + entries found).
  [[nodiscard]] std::vector<std::size_t> find(const Firm& firm) const;

  /// What names are compared by. O(bytes).
  [[nodiscard]] static std::string name_key(std::string_view name);
  /// The 18 characters of a code as printed; empty where its check character does not hold. O(bytes).
  [[nodiscard]] static std::string code_key(std::string_view code);

 private:
  struct Named {
    std::size_t entry = 0;
    bool coded = false;
  };
  std::unordered_map<std::string, std::vector<std::size_t>> m_codes;
  std::unordered_map<std::string, std::vector<Named>> m_names;
};

}  // namespace liantu
