/// @file
/// From the rows of a table to firms: headers recognised by name, cells read, rows that cannot be used counted.
/// Duplicates and firms that are gone are left out here, so that what follows counts each firm once.
/// Part of liantu::io.
#pragma once

#include "liantu/chain/classification.hpp"
#include "liantu/diagnostic.hpp"
#include "liantu/firm/firm.hpp"
#include "liantu/firm/reading_report.hpp"
#include "liantu/firm/size.hpp"
#include "liantu/firm/table.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace liantu {

/// The headers that columns go by; data, so that a new source of tables needs no new code (data/tables/columns.json).
struct ColumnNames {
  std::map<std::string, Field> fields;      ///< by header, NFKC, lower case, without white space and units in brackets
  std::map<std::string, std::size_t> rank;  ///< by the same headers: of two columns of a field, the lower is read first
  std::set<std::string> personal;  ///< parts of headers whose columns are dropped always (电话 is in 更多电话)
  std::set<std::string> personal_whole;  ///< whole headers of the same kind (法人, which 法人单位名称 also holds)
  std::set<std::string> gone_status;     ///< 登记状态 words that mean: left out (注销 吊销 迁出 清算 …)
  std::set<std::string> not_firms;  ///< what a 企业名称 cell starts with in rows that are none (合计, 数据来源 …)
};

/// Reads data/tables/columns.json. Errors: InputError with every problem of the file.
[[nodiscard]] ColumnNames read_column_names(const std::string& text, const std::string& file);

/// How a table of firms is read.
struct FirmOptions {
  TableOptions table;
  /// Header -> field, as the caller says (`--column` 字段=表头); wins over names.
  std::map<std::string, Field> columns;
  std::vector<std::string> keep_columns;     ///< headers kept as they are (`--keep-column`)
  std::vector<std::string> offered_columns;  ///< kept too where the table has them
  /// Headers that nothing is read from, as if they were not there; if one tells an industry, all that do. For
  /// measuring.
  std::vector<std::string> hidden_columns;
  SizeRules size;
  std::vector<std::string> regions;  ///< local: rows whose 省, 市, 区县 or address holds one of these; empty = all
  std::vector<std::string> outside;  ///< left out: rows of these
};

/// Reads the firms of a table in order. `batch` gets up to `batch_size` firms at a time, fewer where their texts are
/// very long. It may change them, move them away, or swap the vector with one of firms that are done with: whatever it
/// leaves is overwritten by the next batch, and strings that were left need no new memory. Memory: one batch, and at
/// most 24 bytes a firm to know duplicates (credit code where its check holds, else name and region; the first row that
/// is not deregistered wins. That two firms of ten million are taken for one has a chance of 10^-18). Errors:
/// InputError as read_table, and for a table with no header, no data row, no column for the firm's name, a `--column`,
/// `--keep-column` or hidden column that the header lacks, that two columns claim or that is personal, and for regions
/// where no column tells one. A table with names alone is read, and noted. O(bytes). Several columns of one field: the
/// first by ColumnNames::rank whose cell is not blank. Cells that say nothing (`-`, 无, 暂无, `null`, `#N/A` …) are
/// blank.
ReadingReport read_firms(const std::string& path, const FirmOptions& options, const ColumnNames& names,
                         const Classification& classification, const std::function<void(std::vector<Firm>&)>& batch,
                         std::size_t batch_size = 16);

/// The same for rows that come from elsewhere; `name` stands for the file in errors and notes. Cells are made good
/// UTF-8 as those of a file are. FirmOptions::table says nothing here.
ReadingReport read_firms(const std::string& name, const RowSource& rows, const FirmOptions& options,
                         const ColumnNames& names, const Classification& classification,
                         const std::function<void(std::vector<Firm>&)>& batch, std::size_t batch_size = 16);

}  // namespace liantu
