// What the report says in which order, and how its headings are numbered.
#include "liantu/publish/report.hpp"

#include "lists_facts.hpp"
#include "report_document.hpp"

#include "liantu/date.hpp"

namespace liantu::report_detail {

using lists_detail::Say;

std::string states_text(const std::array<std::size_t, EnumWords<State>::names.size()>& counts, Lang lang) {
  std::vector<std::string> parts;
  for (std::size_t i = counts.size(); i-- > 0;) {
    if (counts[i] == 0) continue;
    const std::string name = lists_detail::word(static_cast<State>(i), lang);
    parts.push_back(lang == Lang::zh ? name + " " + std::to_string(counts[i]) : std::to_string(counts[i]) + " " + name);
  }
  return lists_detail::joined(parts, lang);
}

std::size_t units_of(std::string_view text) {
  std::size_t out = 0;
  for (std::size_t at = 0; at < text.size();) out += units_of(utf8::next(text, at));
  return out;
}

bool lies_across(const MapScene& scene) {
  constexpr double text_width = 442;  // points, 156 mm
  return scene.width > text_width && scene.width > scene.height;
}

namespace {

// 1 to 99 as Chinese headings count.
std::string chinese(int number) {
  static constexpr std::array<const char*, 10> digits{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  if (number > 99) return std::to_string(number);
  const auto tens = static_cast<std::size_t>(number / 10);
  const auto ones = static_cast<std::size_t>(number % 10);
  return (tens > 1 ? digits[tens] : std::string()) + (tens > 0 ? "十" : "") + digits[ones];
}

// "2026年9月30日"; what is no date stays as it is.
std::string shown_date(const std::string& date, const Say& say) {
  const auto parsed = parse_date(date);
  if (!parsed || !say.zh()) return lists_detail::clean(date, 40);
  std::string out = std::to_string(parsed->year) + "年";
  if (parsed->month > 0) out += std::to_string(parsed->month) + "月";
  if (parsed->day > 0) out += std::to_string(parsed->day) + "日";
  return out;
}

}  // namespace

std::string Document::ordinal(int level) {
  if (level == 2) m_parts = 0;
  if (level <= 3) m_points = 0;
  if (!official || brief || lang != Lang::zh) return {};
  if (level == 3) return "（" + chinese(++m_parts) + "）";
  if (level == 4) return std::to_string(++m_points) + ".";
  return {};
}

Document document_of(const Study& study, Lang lang, bool maps) {
  const Say say(lang);
  Document out;
  out.lang = lang;
  out.official = true;
  const std::string what = say("产业链分析报告", "Industry chain report");
  std::string county;
  if (study.county != nullptr)  // short enough for the title to stay on its page
    county = lists_detail::clean(say.zh() || study.county->name_en.empty() ? study.county->name : study.county->name_en,
                                 say.zh() ? 26 : 40);
  out.title = county.empty() ? what : say(county + what, county + ": " + what);
  out.subtitle = shown_date(study.question.date, say);
  add_brief(out, study);
  add_chains(out, study, maps);
  add_targets(out, study);
  add_data(out, study);
  out.callout(lists_detail::clean(caveat(study).in(lang)));
  return out;
}

}  // namespace liantu::report_detail
