// Reads workbooks row by row. Internal to liantu::io: read_table (table.hpp) is the way in.
#pragma once

#include "liantu/firm/table.hpp"

#include <functional>
#include <string>
#include <vector>

namespace liantu::io {

TableForm read_xlsx(const std::string& path, const TableOptions& options,
                    const std::function<bool(const TableRow&)>& each, const TableLimits& limits);

// Names of the sheets that are not hidden.
std::vector<std::string> xlsx_sheets(const std::string& path, const TableLimits& limits, bool hidden);

}  // namespace liantu::io
