// The industry of a firm, from whatever its cells hold: codes of any level, codes that lost a zero, names.
// Internal to liantu::io.
#pragma once

#include "liantu/chain/classification.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace liantu::io {

struct IndustryFound {
  std::string code;     // empty where nothing was found
  bool padded = false;  // a leading zero was put back
  bool by_name = false;
};

// What the codes of a column look like: tells 111 (group 111) from 111 (class 0111 that lost its zero).
struct CodeHabit {
  std::size_t classes = 0;      // codes of four digits
  std::size_t only_groups = 0;  // three digits that are a group, and no class with a zero before them
  std::size_t lost_zeros = 0;   // three digits that are no group, but a class with a zero before them

  [[nodiscard]] bool pads() const { return only_groups > lost_zeros ? false : lost_zeros + classes > 0; }
};

class IndustryFinder {
 public:
  explicit IndustryFinder(const Classification& classification) : m_classification(classification) {}

  // Notes how the column writes its codes; call for the first rows, then find().
  void learn(std::string_view cell);

  // A code cell: "3825", "C3825", "C38", "3825 光伏设备及元器件制造", a code that lost its zero, else a name. O(bytes).
  [[nodiscard]] IndustryFound find_code(std::string_view cell) const;

  // A name of any level, as the standard has it, as an alias, or with other punctuation; of 制造业>…>… the finest.
  // O(bytes).
  [[nodiscard]] IndustryFound find_name(std::string_view cell) const;

 private:
  [[nodiscard]] IndustryFound of_digits(char section, std::string_view digits) const;
  [[nodiscard]] std::string of_name(std::string_view name) const;
  void index_names() const;
  [[nodiscard]] bool holds(char section, std::string_view code) const;

  const Classification& m_classification;
  // letters_only(name) -> finest code; filled when the first name is asked for, as many tables hold codes alone.
  mutable std::map<std::string, std::string, std::less<>> m_by_letters;
  CodeHabit m_habit;
};

}  // namespace liantu::io
