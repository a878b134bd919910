// Part of liantu::io: see industry.hpp.
#include "industry.hpp"

#include "unicode.hpp"

#include "liantu/text.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace liantu::io {

namespace {

struct CodeText {
  char section = '\0';
  std::string digits;
  std::string rest;
};

// Takes "C3825光伏" apart; `rest` is the text after the code.
CodeText take_apart(std::string_view text) {
  CodeText out;
  std::size_t at = 0;
  if (!text.empty() && text[0] >= 'a' && text[0] <= 't') out.section = static_cast<char>(text[at++] - 'a' + 'A');
  while (at < text.size() && is_digit(text[at])) out.digits += text[at++];
  if (text.substr(at) == ".0") at += 2;  // a number column on its way through other software
  const bool word_goes_on =
      at < text.size() && static_cast<unsigned char>(text[at]) < 0x80 && text[at] >= 'a' && text[at] <= 'z';
  if (word_goes_on || out.digits.size() > 4) return {'\0', {}, std::string(text)};
  out.rest = std::string(text.substr(at));
  return out;
}

// Cells that hold more than one thing: the parts, in order.
std::vector<std::string> split(std::string_view text, std::initializer_list<std::string_view> separators) {
  std::vector<std::string> out(1);
  for (std::size_t at = 0; at < text.size();) {
    const auto found = std::find_if(separators.begin(), separators.end(),
                                    [&](std::string_view s) { return text.substr(at).starts_with(s); });
    if (found != separators.end()) {
      out.emplace_back();
      at += found->size();
    } else {
      out.back() += text[at++];
    }
  }
  return out;
}

}  // namespace

void IndustryFinder::index_names() const {
  if (!m_by_letters.empty()) return;
  // The table cannot be walked, but a code's parent is its beginning: 100 divisions, ten groups each, ten classes each.
  std::array<std::vector<std::string>, 4> levels;
  for (char section = 'A'; section <= 'T'; ++section) levels[0].emplace_back(1, section);
  for (int n = 0; n < 100; ++n) levels[1].push_back((n < 10 ? "0" : "") + std::to_string(n));
  for (std::size_t level = 1; level < levels.size(); ++level) {
    std::erase_if(levels[level], [this](const std::string& code) { return m_classification.find(code) == nullptr; });
    if (level == 3) break;
    for (const auto& parent : levels[level]) {
      for (char digit = '0'; digit <= '9'; ++digit) levels[level + 1].push_back(parent + digit);
    }
  }
  // From the finest level up: of a name that several levels have, the finest is kept.
  for (auto level = levels.rbegin(); level != levels.rend(); ++level) {
    for (const auto& code : *level) {
      const auto* entry = m_classification.find(code);
      if (entry != nullptr) m_by_letters.try_emplace(letters_only(entry->name), code);
    }
  }
}

void IndustryFinder::learn(std::string_view cell) {
  const CodeText code = take_apart(squeezed(cell));
  if (code.digits.size() == 4) ++m_habit.classes;
  if (code.digits.size() != 3) return;
  const bool group = m_classification.find(code.digits) != nullptr;
  const bool padded = m_classification.find("0" + code.digits) != nullptr;
  if (group && !padded) ++m_habit.only_groups;
  if (padded && !group) ++m_habit.lost_zeros;
}

bool IndustryFinder::holds(char section, std::string_view code) const {
  const auto* entry = m_classification.find(code);
  return entry != nullptr && (section == '\0' || entry->section == section);
}

IndustryFound IndustryFinder::of_digits(char section, std::string_view digits) const {
  const std::string code(digits);
  const std::string padded = "0" + code;
  if (digits.empty()) {
    const std::string letter(section == '\0' ? 0 : 1, section);
    return {holds(section, letter) ? letter : "", false, false};
  }
  if (digits.size() == 3 && holds(section, padded) && (m_habit.pads() || !holds(section, code)))
    return {padded, true, false};
  if (digits.size() == 1 && holds(section, padded)) return {padded, true, false};
  if (digits.size() >= 2 && holds(section, code)) return {code, false, false};
  // 3820 where the standard has classes 3821..3829: the group, filled up with zeros.
  std::string_view shorter = digits;
  while (shorter.size() > 2 && shorter.ends_with("0")) {
    shorter.remove_suffix(1);
    if (holds(section, shorter)) return {std::string(shorter), false, false};
  }
  // A letter that contradicts its digits: the digits are the code.
  if (section != '\0') return of_digits('\0', digits);
  return {};
}

IndustryFound IndustryFinder::find_code(std::string_view cell) const {
  const std::string text = squeezed(cell);
  IndustryFound best;
  for (const auto& part : split(text, {";", ",", "、", "|", ">", "/", "(", ")", "[", "]", "【", "】"})) {
    const CodeText code = take_apart(part);
    if (code.digits.empty() && (code.section == '\0' || !code.rest.empty())) continue;  // T恤 is no section T
    const IndustryFound found = of_digits(code.section, code.digits);
    // The first class wins: a list names the main activity first.
    if (found.code.size() > best.code.size()) best = found;
  }
  return best.code.empty() ? find_name(cell) : best;
}

std::string IndustryFinder::of_name(std::string_view name) const {
  if (const auto exact = m_classification.code_of(trim(name))) return *exact;
  const std::string letters = letters_only(name);
  if (letters.empty()) return {};
  index_names();
  for (const auto& variant : {letters, letters + "业"}) {
    const auto it = m_by_letters.find(variant);
    if (it != m_by_letters.end()) return it->second;
    if (const auto alias = m_classification.code_of(variant)) return *alias;
  }
  return {};
}

IndustryFound IndustryFinder::find_name(std::string_view cell) const {
  std::string best = of_name(cell);
  const std::string folded = squeezed(cell);
  if (best.empty()) best = of_name(take_apart(folded).rest);
  if (best.empty()) {
    for (const auto& part : split(folded, {">", "/", "-", "—", ";", "|", "\\", "→"})) {
      std::string code = of_name(take_apart(part).rest);
      if (code.size() > best.size()) best = std::move(code);
    }
  }
  const bool found = !best.empty();
  return {std::move(best), false, found};
}

}  // namespace liantu::io
