#include "kept_by_hand.hpp"

#include "log.hpp"

#include "liantu/diagnostic.hpp"
#include "liantu/publish/hand_filled.hpp"

#include <filesystem>
#include <system_error>

namespace liantu::tool {

namespace {

// Errors: InputError where writing over the workbook would lose something.
void spare(const std::string& path, const HandFilled& given, const std::vector<HandForm>& forms) {
  const HandFilled there = read_hand_filled(path, forms);
  if (const HandRow* row = not_in(there, given, forms)) {
    throw InputError({path, "row " + std::to_string(row->row),
                      Text("“" + row->sheet + "”里已有手工填写的内容，写出会把它盖掉",
                           "filled in by hand in sheet " + row->sheet + ", which would be lost by writing over it"),
                      Text("以 --previous 给出的文件", "a file given by --previous"),
                      Text("加上 --previous " + path + "，或把它移走", "--previous " + path + ", or moving it away")});
  }
  if (!there.other_sheets.empty()) {
    const std::string& sheet = there.other_sheets.front();
    throw InputError(
        {path, "",
         Text("有自建的工作表“" + sheet + "”，写出会把它盖掉",
              "a sheet of your own, " + sheet + ", which would be lost by writing over it"),
         Text("只有链图的工作表", "sheets of liantu alone"),
         Text("把这个文件移走，再以 --previous 给出", "moving the file away and giving it by --previous")});
  }
}

}  // namespace

void keep_by_hand(const Workbooks& files, const Study& study, Lang lang, std::vector<ListSheet>& sheets) {
  const std::vector<HandForm> forms = hand_forms(sheets);
  HandFilled given;
  if (!files.previous.empty()) given = read_hand_filled(files.previous, forms);
  std::error_code error;
  if (std::filesystem::exists(files.written, error)) spare(files.written, given, forms);
  for (const std::string& sheet : given.other_sheets) {
    log::warning("own-sheet", Text(files.previous + " 里自建的工作表“" + sheet + "”不带到新文件，仍在原文件里",
                                   files.previous + ": your own sheet " + sheet + " is not taken over"));
  }
  for (const Text& note : put_back(given, study, lang, sheets))
    log::warning("put-back", Problem{files.previous, "", note, {}, {}});
}

}  // namespace liantu::tool
