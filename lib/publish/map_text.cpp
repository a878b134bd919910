// Part of liantu::publish: see map_text.hpp.
#include "map_text.hpp"

#include "liantu/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace liantu::chain_map {

namespace {

// Hundredths of an em from ' ' to '~': the widest of Noto Sans CJK regular and bold and DejaVu Sans, rounded up.
constexpr std::array<std::uint8_t, 95> ascii_width{
    32, 41, 58, 84, 64, 97, 78, 33, 39,  39, 51, 84, 33, 37, 33, 40, 64, 64, 64, 64, 64, 64, 64, 64,
    64, 64, 34, 34, 84, 84, 84, 54, 101, 72, 69, 70, 77, 64, 59, 78, 76, 33, 53, 69, 58, 87, 75, 79,
    67, 79, 70, 64, 63, 75, 69, 99, 69,  62, 69, 39, 40, 39, 84, 57, 63, 62, 65, 55, 65, 62, 36, 64,
    64, 31, 31, 61, 32, 98, 65, 63, 65,  65, 44, 53, 40, 64, 60, 87, 60, 60, 53, 64, 34, 64, 84};

constexpr std::u32string_view closing = U"，。、；：？！）」』】》〉”’…,.;:?!)]}%·—";
constexpr std::u32string_view opening = U"（「『【《〈“‘([{";

bool is_emoji(char32_t c) { return c >= 0x1F000 && c <= 0x1FAFF; }

// Part of a Latin word, a number or a sign that sticks to one.
bool is_word(char32_t c) {
  if (c < 0x80)
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::u32string_view(U"._-+%&'#@$/").find(c) != std::u32string_view::npos;
  return c < 0x2000;
}

bool is_direction_mark(char32_t c) {
  // But for U+200D, which makes one emoji of several.
  return c == 0x061C || (c >= 0x200B && c <= 0x200F && c != 0x200D) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF;
}

// Noncharacters and lone surrogates are not allowed in XML; private use draws nothing that anyone knows.
bool is_unfit(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0xD800 && c <= 0xF8FF) || (c & 0xFFFEU) == 0xFFFE ||
         c > 0xEFFFF || c == 0xFFFD;
}

std::u32string decode(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) out += utf8::next(text, at);
  return out;
}

bool may_break(char32_t before, char32_t after) {
  if (after == U' ' || closing.find(after) != std::u32string_view::npos) return false;
  if (opening.find(before) != std::u32string_view::npos) return false;
  if (before == U' ') return true;
  return !(is_word(before) && is_word(after));
}

std::string trimmed(std::string_view text) { return std::string(trim(text)); }

// The two lines of least width, and how wide the wider one is.
struct Halves {
  std::string first;
  std::string second;
  double width = 0;
};

Halves halve(const std::vector<std::string>& parts, bool bold) {
  Halves best;
  double least = -1;
  for (std::size_t cut = 1; cut < parts.size(); ++cut) {
    Halves now;
    for (std::size_t i = 0; i < parts.size(); ++i) (i < cut ? now.first : now.second) += parts[i];
    now.first = trimmed(now.first);
    now.second = trimmed(now.second);
    now.width = std::max(ems(now.first, bold), ems(now.second, bold));
    // Before a bracket is the better place; inside one, and where a single character is left alone, a bad one.
    const std::u32string above = decode(now.first);
    const auto is_in = [](std::u32string_view set) {
      return [set](char32_t c) { return set.find(c) != std::u32string_view::npos; };
    };
    double cost = now.width;
    if (is_in(opening)(decode(now.second).front())) cost -= 1.2;
    if (std::count_if(above.begin(), above.end(), is_in(U"（([")) >
        std::count_if(above.begin(), above.end(), is_in(U"）)]")))
      cost += 2.5;
    if (utf8::length(now.second) == 1 || utf8::length(now.first) == 1) cost += 3;
    if (least < 0 || cost < least) {
      least = cost;
      best = std::move(now);
    }
  }
  return best;
}

// First line filled as far as it goes, the rest shortened.
Fitted forced(const std::vector<std::string>& parts, const Room& room) {
  std::string first;
  std::size_t i = 0;
  while (i < parts.size() && ems(trimmed(first + parts[i]), room.bold) * room.least <= room.width) first += parts[i++];
  std::string rest;
  for (; i < parts.size(); ++i) rest += parts[i];
  Fitted out{room.least, {}};
  // One word that is wider than the line is cut, whatever it is.
  if (room.lines < 2 || trimmed(first).empty()) {
    out.lines.push_back(shorten(trimmed(first + rest), room.width, room.least, room.bold));
    return out;
  }
  out.lines.push_back(trimmed(first));
  if (!trimmed(rest).empty()) out.lines.push_back(shorten(trimmed(rest), room.width, room.least, room.bold));
  return out;
}

}  // namespace

double ems(std::string_view text, bool bold) {
  // The table holds the regular face of the widest font; its bold Latin is a tenth wider, its Chinese is not.
  double sum = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = utf8::next(text, at);
    if (c >= U' ' && c <= U'~') {
      sum += ascii_width[c - U' '] * (bold ? 0.011 : 0.01);
    } else {
      sum += is_emoji(c) ? 1.4 : 1.0;
    }
  }
  return sum;
}

std::string clean(std::string_view text) {
  std::string out;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = utf8::next(text, at);
    if (c == U' ' || c == U'\t' || c == U'\n' || c == U'\r' || c == 0xA0 || c == 0x3000) {
      space = !out.empty();
      continue;
    }
    if (is_unfit(c) || is_direction_mark(c)) continue;
    if (space) out += ' ';
    space = false;
    utf8::append(out, c);
  }
  return out;
}

std::string shorten(std::string_view text, double width, double size, bool bold) {
  const double room = width / size + 1e-9;
  if (ems(text, bold) <= room) return std::string(text);
  static constexpr std::string_view dots = "…";
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    (void)utf8::next(text, at);
    const std::string longer = out + std::string(text.substr(from, at - from));
    if (ems(longer + std::string(dots), bold) > room) break;
    out = longer;
  }
  if (out.empty()) return {};
  return trimmed(out) + std::string(dots);
}

std::vector<std::string> pieces(std::string_view text) {
  std::vector<std::string> out;
  const std::u32string points = decode(text);
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (i == 0 || may_break(points[i - 1], points[i])) out.emplace_back();
    utf8::append(out.back(), points[i]);
  }
  return out;
}

Fitted fit(std::string_view text, const Room& room) {
  const std::string one = clean(text);
  if (one.empty()) return {room.size, {}};
  const double width = ems(one, room.bold);
  const auto largest = [&](double em) { return std::min(room.size, std::floor(room.width / em * 4) / 4); };
  const std::vector<std::string> parts = pieces(one);
  const double single = largest(width);
  // One line a little smaller is calmer than two.
  const double small_enough = room.lines > 1 && parts.size() > 1 ? std::max(room.least, room.size * 0.92) : room.least;
  if (single >= small_enough) return {single, {one}};
  if (room.lines > 1 && parts.size() > 1) {
    const Halves halves = halve(parts, room.bold);
    const double size = largest(halves.width);
    if (size >= room.least) return {std::max(size, room.least), {halves.first, halves.second}};
  }
  return forced(parts, room);
}

std::string firm_name(std::string_view name) {
  std::string out = clean(name);
  for (const std::string_view form : {"有限责任公司", "股份有限公司", "有限公司", "（集团）", "(集团)", "集团"}) {
    if (out.size() > form.size() + 5 && out.ends_with(form)) out.resize(out.size() - form.size());
  }
  return out;
}

}  // namespace liantu::chain_map
