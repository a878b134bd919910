#include "liantu/publish/workbook.hpp"

#include "list_book.hpp"
#include "lists_text.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace liantu {

using lists_detail::Say;

namespace {

lists_detail::BookFrame frame_of(const Study& study, Lang lang) {
  lists_detail::BookFrame frame;
  if (study.county != nullptr)
    frame.owner = lang == Lang::zh || study.county->name_en.empty() ? study.county->name : study.county->name_en;
  frame.what = lang == Lang::zh ? "产业链清单" : "Industry chain lists";
  frame.date = study.question.date;
  frame.caveat = caveat(study).in(lang);
  frame.basis = basis_line(study).in(lang);
  return frame;
}

// What a reader wants to know first.
std::vector<std::pair<std::string, ListCell>> cover_figures(const Study& study, Lang lang) {
  const Say say(lang);
  std::array<std::uint64_t, EnumWords<State>::names.size()> states{};
  std::uint64_t nodes = 0;
  for (const ChainIndex chain : study.chains()) {
    const auto [first, last] = study.atlas->nodes_of(chain);
    for (NodeIndex v = first; v < last; ++v) ++states[static_cast<std::size_t>(study.state(v))];
    nodes += last - first;
  }
  std::uint64_t ranked = 0;
  for (const Target& target : study.analysis.targets) ranked += target.rank ? 1 : 0;
  std::vector<std::pair<std::string, ListCell>> out{
      {say("产业链", "Chains"), std::uint64_t{study.question.chains.size()}},
      {say("读入企业", "Firms read"), study.reading.firms},
      {say("对应到环节的企业", "Firms matched"), study.matched},
      {say("环节", "Nodes"), nodes}};
  for (std::size_t i = states.size(); i-- > 0;)
    out.emplace_back(say("其中", "of them: ") + lists_detail::word(static_cast<State>(i), lang), states[i]);
  out.emplace_back(say("目标", "Targets"), std::uint64_t{study.analysis.targets.size()});
  out.emplace_back(say("其中排名", "of them ranked"), ranked);
  out.emplace_back(say("数据等级", "Grade of the data"), std::string(1, study.reading.grade()));
  return out;
}

}  // namespace

void write_workbook(const Study& study, Lang lang, const std::string& path) {
  write_workbook(study, lang, lists_of(study, lang), path);
}

void write_workbook(const Study& study, Lang lang, const std::vector<ListSheet>& sheets, const std::string& path) {
  lists_detail::write_list_book(frame_of(study, lang), sheets, lang, path);
}

void write_workbook_with_cover(const Study& study, Lang lang, const std::vector<ListSheet>& sheets,
                               const std::string& map, const std::string& path) {
  const lists_detail::BookCover cover{cover_figures(study, lang), map, 96};
  lists_detail::write_list_book(frame_of(study, lang), sheets, lang, path, &cover);
}

}  // namespace liantu
