// Part of liantu::io: see cell_values.hpp.
#include "cell_values.hpp"

#include "unicode.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace liantu::io {

namespace {

// A decimal number at the front of `text`, cut off; no exponent.
std::optional<double> cut_number(std::string_view& text) {
  const char* const begin = text.data();
  double value = 0;
  const auto [end, error] = std::from_chars(begin, begin + text.size(), value, std::chars_format::general);
  if (error != std::errc{} || !std::isfinite(value)) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - begin));
  return value;
}

// nfkc_fold without spaces, thousands separators and currency signs.
std::string number_text(std::string_view cell) {
  std::string text = squeezed(cell);
  for (std::string_view drop : {",", "¥", "'", "约", "近", "人民币"}) {
    for (auto at = text.find(drop); at != std::string::npos; at = text.find(drop)) text.erase(at, drop.size());
  }
  return text;
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.starts_with(word); });
}

bool holds_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

// The second number of a range, cut off: its unit is that of both.
void cut_range(std::string_view& rest) {
  for (std::string_view dash : {"-", "~", "—", "–", "至", "到"}) {
    if (!rest.starts_with(dash)) continue;
    std::string_view after = rest.substr(dash.size());
    if (cut_number(after)) rest = after;
    return;
  }
}

}  // namespace

bool is_word_for_nothing(std::string_view text) {
  const std::string_view first = first_ideograph(text);
  const bool may_be = first.empty()
                          ? may_begin_nothing(text.front())
                          : std::any_of(ideographs_of_nothing.begin(), ideographs_of_nothing.end(),
                                        [&](std::string_view one) { return number_of(first) == number_of(one); });
  if (text.size() > 30 || !may_be) return false;
  static constexpr std::array<std::string_view, 21> words{
      "-",    "--",   "---", "—",   "——",   "/",       "\\",    "无",     "暂无",           "暂无数据", "未知",
      "null", "none", "nan", "n/a", "#n/a", "#value!", "#ref!", "未公开", "企业选择不公示", "未填报"};
  static_assert(std::all_of(words.begin(), words.end(), [](std::string_view word) {
    return may_begin_nothing(word.front()) || std::any_of(ideographs_of_nothing.begin(), ideographs_of_nothing.end(),
                                                          [&](std::string_view one) { return word.starts_with(one); });
  }));
  const std::string folded = fold(text);
  return std::find(words.begin(), words.end(), folded) != words.end();
}

bool says_nothing(std::string_view cell) {
  const std::string_view text = trim(cell);
  return text.empty() || is_word_for_nothing(text);
}

std::optional<bool> yes_or_no(std::string_view cell) {
  if (says_nothing(cell)) {
    // In a column of yes and no, 无 is an answer.
    if (trim(cell) == "无") return false;
    return std::nullopt;
  }
  const std::string text = squeezed(cell);
  std::string_view rest = text;
  if (const auto number = cut_number(rest); number && rest.empty()) return *number > 0;
  if (starts_with_any(text, {"否", "未", "非", "不", "没", "×", "x", "✗", "✘", "规下", "限下", "规模以下", "无", "0"}))
    return false;
  return text != "n" && text != "no" && text != "f" && text != "false";
}

std::optional<double> money(std::string_view cell, std::optional<double> unit) {
  static constexpr std::array<std::pair<std::string_view, double>, 8> units{
      {{"万亿", 1e8}, {"亿", 1e4}, {"千万", 1e3}, {"百万", 1e2}, {"十万", 10}, {"万", 1}, {"千", 0.1}, {"元", 1e-4}}};
  const std::string text = number_text(cell);
  if (holds_any(text, {"美", "港", "欧", "日元", "英镑", "韩", "加元", "澳", "usd", "hkd", "eur", "jpy"}))
    return std::nullopt;
  std::string_view rest = text;
  const auto value = cut_number(rest);
  if (!value) return std::nullopt;
  // 500万-1000万: the first number has a unit of its own.
  for (const auto& [word, factor] : units) {
    if (rest.starts_with(word)) return *value * factor;
  }
  cut_range(rest);
  if (rest.starts_with("(")) rest.remove_prefix(1);
  for (const auto& [word, factor] : units) {
    if (rest.starts_with(word)) return *value * factor;
  }
  if (!rest.empty() && !starts_with_any(rest, {"以上", "+", "左右", "余"})) return std::nullopt;
  return *value * unit.value_or(1);
}

std::optional<double> people(std::string_view cell) {
  const std::string text = number_text(cell);
  std::string_view rest = text;
  bool below = false;
  for (std::string_view word : {"少于", "小于", "不足", "低于", "<", "≤"}) {
    if (!rest.starts_with(word)) continue;
    rest.remove_prefix(word.size());
    below = true;
  }
  for (std::string_view word : {"大于", "超过", "多于", ">", "≥", "="}) {
    if (rest.starts_with(word)) rest.remove_prefix(word.size());
  }
  const auto value = cut_number(rest);
  if (!value || *value < 0 || *value > 1e8) return std::nullopt;
  const bool whole_range = rest.starts_with("-") || rest.starts_with("~");
  if ((below || holds_any(rest, {"以下", "以内"})) && !whole_range)
    return *value > 0 ? std::optional(1.0) : std::nullopt;
  if (whole_range && *value == 0) return 1.0;  // "0-49人" is no statement that nobody works there
  if (rest.starts_with("万")) return *value * 10000;
  return *value;
}

SizeClass size_word(std::string_view cell) {
  const std::string text = squeezed(cell);
  if (text == "l" || starts_with_any(text, {"大型", "l(", "大"})) return SizeClass::large;
  if (text == "m" || starts_with_any(text, {"中型", "m(", "中"}))
    return text.starts_with("中小") ? SizeClass::unknown : SizeClass::medium;
  if (text == "s" || starts_with_any(text, {"小型", "s(", "小"})) {
    // 小微 may be either: the smaller is claimed.
    return text.starts_with("小微") ? SizeClass::micro : SizeClass::small;
  }
  if (text == "xs" || starts_with_any(text, {"微型", "xs(", "微"})) return SizeClass::micro;
  return SizeClass::unknown;
}

SizeClass agri_level(std::string_view cell) {
  const std::string text = squeezed(cell);
  if (text.find("国家") != std::string::npos || text == "国" || text.find("国级") != std::string::npos)
    return SizeClass::large;
  if (text.find("省") != std::string::npos || text.find("自治区") != std::string::npos) return SizeClass::medium;
  const bool level = holds_any(text, {"市", "州", "县", "区"});
  return level || yes_or_no(cell).value_or(false) ? SizeClass::small : SizeClass::unknown;
}

void tidy_code(std::string_view cell, std::string& out) {
  if (std::all_of(cell.begin(), cell.end(), [](char c) { return is_digit(c) || (c >= 'A' && c <= 'Z'); })) {
    out.assign(cell);
    return;
  }
  squeeze(cell, out);
  std::erase_if(out, [](char c) { return c == '-' || c == '\'' || c == '`' || c == '"' || c == '='; });
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
}

bool is_scientific(std::string_view code) {
  const auto e = code.find('E');
  if (e == std::string_view::npos || e == 0 || e + 1 >= code.size() || !is_digit(code.front())) return false;
  const auto plain_digits = [](std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), [](char c) { return is_digit(c); });
  };
  std::string_view power = code.substr(e + 1);
  if (power.front() == '+') power.remove_prefix(1);
  const std::string_view digits = code.substr(0, e);
  if (!plain_digits(power) || power.size() > 3) return false;
  return plain_digits(digits) || (digits.size() > 2 && digits[1] == '.' && plain_digits(digits.substr(2)));
}

}  // namespace liantu::io
