// Maps, the page, lists and reports of a study as bytes.
#pragma once

#include "liantu/publish/map_views.hpp"
#include "liantu/publish/study.hpp"
#include "liantu/text.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace liantu::capi {

struct PublishOptions {
  Lang lang = Lang::zh;
  std::vector<std::string> nodes;  // chain:node, for an explanation
  std::string chain;
  MapPaper paper = MapPaper::as_drawn;
  MapTheme theme = MapTheme::light;
  bool candidates = false;
  double dpi = 144;
};

// Null: the defaults. `nodes` are wanted where `explains`, and refused elsewhere. Errors: InputError.
[[nodiscard]] PublishOptions read_publish_options(const char* options, bool explains);

// `data`: the data folder, for the styles of a DOCX. Errors: Misuse for a word that is none; InputError; what drawing
// and writing throw.
[[nodiscard]] std::string published(const Study& study, std::string_view what, const char* options,
                                    const std::string& data);

}  // namespace liantu::capi
