/// @file
/// Lists that name firms: 规上名单, 链主名单. Part of liantu::io.
#pragma once

#include "liantu/diagnostic.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace liantu {

/// One entry of a list, and where it stands.
struct ListedFirm {
  std::string file;
  std::uint64_t row = 0;
  std::string name;         ///< as in the cell
  std::string credit_code;  ///< as in the cell; may be empty or not check
};

/// Reads lists of firms (CSV or XLSX): with a header, its columns 企业名称 and 统一社会信用代码, either of which will
/// do; without one, a single column of names or codes (a text file, a name a line). Rows without either are left out.
/// Errors: InputError where there is neither such a header nor a single column. O(bytes).
[[nodiscard]] std::vector<ListedFirm> read_firm_list(const std::vector<std::string>& paths);

}  // namespace liantu
