// What an office wrote into the workbook of lists, kept from one run to the next.
#pragma once

#include "liantu/publish/lists.hpp"
#include "liantu/publish/study.hpp"
#include "liantu/text.hpp"

#include <string>
#include <vector>

namespace liantu::tool {

struct Workbooks {
  std::string previous;  // of --previous; may be empty
  std::string written;   // the one that will be written, and may be there already
};

// Puts what was written by hand in `previous` into `sheets`, and tells on stderr what goes elsewhere. Errors:
// InputError for a file that cannot be read, and where `written` is there and holds something that would be lost:
// hand-filled cells that are not in `previous`, or sheets of the office's own.
void keep_by_hand(const Workbooks& files, const Study& study, Lang lang, std::vector<ListSheet>& sheets);

}  // namespace liantu::tool
