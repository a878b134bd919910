/// @file
/// Results as Arrow streams. Part of liantu::arrow.
#pragma once

#include "liantu/publish/study.hpp"
#include "liantu/session/session.hpp"

#include <memory>

struct ArrowArrayStream;

namespace liantu {

/// Makes `out` a stream of the matches of `firms`, in the order of the rows: row (uint64, 1 = the header), firm,
/// credit_code (null where unknown), chain, node, confidence (0..1), verified, and the strongest evidence: rule, term,
/// text. They are made as they are asked for, on a thread of its own that runs a few arrays ahead: memory does not grow
/// with the table. An error in the table is what get_next fails with (EINVAL; its message in both languages, a line
/// each problem). Releasing the stream early stops the work. Errors: InputError for the options; nothing of `firms` is
/// read before the first array is asked for.
void match_stream(std::shared_ptr<const Knowledge> knowledge, const SessionOptions& options, RowSource firms,
                  ArrowArrayStream* out);

/// Makes `out` a stream of one array: rank (uint32, null where not ranked), chain, node, name, state, action, score,
/// place, reason. O(targets).
void targets_stream(const Study& study, Lang lang, ArrowArrayStream* out);

}  // namespace liantu
