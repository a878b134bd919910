/// @file
/// Firms of an Arrow stream as the rows of a table: what pandas, polars, DuckDB and Arrow itself hand over through the
/// C stream interface (https://arrow.apache.org/docs/format/CStreamInterface.html). Part of liantu::arrow.
///
/// @code{.cpp}
/// read_firms("firms", arrow_rows(stream, "firms"), options, names, classification, batch);
/// @endcode
#pragma once

#include "liantu/firm/table.hpp"

#include <string>

struct ArrowArrayStream;

namespace liantu {

/// The stream's fields are the header. Text, numbers, decimals, true and false (是, 否), dates and times (2026-09-30),
/// null, and dictionaries of these; text is not copied. Takes the stream over at once, and releases it with the last
/// copy of the source; it is read once, a second call is refused. Errors, when the source is called: InputError for a
/// stream that is null or released, fails, is no struct, or has a column of another type, by its name. Memory: one
/// array of the stream. O(cells).
[[nodiscard]] RowSource arrow_rows(ArrowArrayStream* stream, std::string name);

}  // namespace liantu
