/// @file
/// The workbook marked 内部资料: what is printed nowhere else, figures of single firms and sums of few of them.
///
/// @code{.cpp}
/// liantu::write_internal_book(study, figures, liantu::Lang::zh, "internal.xlsx.part");
/// @endcode
#pragma once

#include "liantu/promotion/firm_figures.hpp"
#include "liantu/publish/lists.hpp"
#include "liantu/publish/study.hpp"
#include "liantu/text.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace liantu {

/// Most firms of 企业数据, so that Excel can open it.
inline constexpr std::size_t most_figured_firms = 1'000'000;

/// 封面, 企业数据 (by firm), 环节汇总 (by node), 链条汇总 (by chain, and all of them). O(firms · log firms).
[[nodiscard]] std::vector<ListSheet> internal_sheets(const Study& study, const FirmFigures& figures, Lang lang);

/// Writes them to `path`, over what is there; the mark stands on every sheet and on every printed page. The same study
/// and figures give the same bytes. Errors: std::runtime_error where the file cannot be written.
void write_internal_book(const Study& study, const FirmFigures& figures, Lang lang, const std::string& path);

}  // namespace liantu
