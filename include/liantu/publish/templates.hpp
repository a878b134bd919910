/// @file
/// Workbooks to fill in, with example rows that the readers pass over: a table of firms, and 县情表. Part of
/// liantu::publish.
#pragma once

#include "liantu/text.hpp"

#include <string>

namespace liantu {

/// Headers are words that read_firms and read_county_file know, whatever the language; `lang` is that of the hints.
/// Errors: std::runtime_error where the file cannot be written. O(1).
void write_firms_template(Lang lang, const std::string& path);
/// The same of 县情表, which read_county_file reads. Errors and cost as above.
void write_county_template(Lang lang, const std::string& path);

}  // namespace liantu
