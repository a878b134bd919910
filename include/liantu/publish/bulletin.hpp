/// @file
/// 通报 as sheets, and these as a workbook, Markdown and HTML. Of units only: no name of a person is in them. Part of
/// liantu::publish.
#pragma once

#include "liantu/promotion/bulletin.hpp"
#include "liantu/publish/lists.hpp"
#include "liantu/text.hpp"

#include <string>
#include <vector>

namespace liantu {

/// What all three show, in this order: 总体, a ranking for each measure that has goals, 走访, 三率, 逾期堵点, 无进展.
/// Cells that nobody reported say 未报. O(size).
[[nodiscard]] std::vector<ListSheet> bulletin_sheets(const Bulletin& bulletin, Lang lang);

/// The bulletin as GitHub-flavoured Markdown. `owner` is whose it is (a county), `date` when it was made; both may be
/// empty. Text from data is escaped. O(size).
[[nodiscard]] std::string bulletin_markdown(const Bulletin& bulletin, const std::string& owner, const std::string& date,
                                            Lang lang);
/// The same as HTML. O(size).
[[nodiscard]] std::string bulletin_html(const Bulletin& bulletin, const std::string& owner, const std::string& date,
                                        Lang lang);

/// Writes the workbook to `path`, over what is there. Errors: std::runtime_error where it cannot be written.
void write_bulletin(const Bulletin& bulletin, const std::string& owner, const std::string& date, Lang lang,
                    const std::string& path);

}  // namespace liantu
