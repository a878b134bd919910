#include "lists_text.hpp"

#include "liantu/publish/shown_name.hpp"

#include <array>
#include <charconv>

namespace liantu::lists_detail {
namespace {

// Code points that are dropped: controls, zero-width and directional marks (a name may turn round what stands after
// it), separators of lines, non-characters.
bool dropped(char32_t point) {
  if (point < 0x20 || (point >= 0x7F && point <= 0x9F)) return true;
  if (point == 0x00AD || point == 0x061C || point == 0xFEFF || point == 0xFFFE || point == 0xFFFF) return true;
  if (point >= 0x200B && point <= 0x200F) return point != 0x200D;  // the joiner makes one emoji of several
  return (point >= 0x202A && point <= 0x202E) || (point >= 0x2060 && point <= 0x206F);
}

bool space(char32_t point) { return (point >= '\t' && point <= '\r') || point == 0x2028 || point == 0x2029; }

std::size_t units(char32_t point) { return point >= 0x10000 ? 2 : 1; }

char32_t repaired(char32_t point) {
  return (point >= 0xD800 && point <= 0xDFFF) || point > 0x10FFFF ? U'\uFFFD' : point;
}

}  // namespace

std::string clean(std::string_view text, std::size_t limit) {
  text = trim(text);
  std::string out;
  std::size_t length = 0;
  std::size_t room = 0;  // bytes of what leaves a place for …
  for (std::size_t at = 0; at < text.size();) {
    char32_t point = repaired(utf8::next(text, at));
    if (space(point)) point = U' ';
    if (dropped(point)) continue;
    length += units(point);
    if (length > limit) {
      out.resize(room);
      return out + "…";
    }
    utf8::append(out, point);
    if (length < limit) room = out.size();
  }
  return std::string(trim(out));
}

std::string clean_lines(std::string_view text, std::size_t limit) {
  std::string out;
  std::size_t length = 0;
  for (std::size_t at = 0; at < text.size();) {
    char32_t point = repaired(utf8::next(text, at));
    if (point == U'\r') {
      if (at < text.size() && text[at] == '\n') continue;
      point = U'\n';
    }
    if (dropped(point) && point != U'\n' && point != U'\t') continue;
    length += units(point);
    if (length > limit) return out;
    utf8::append(out, point);
  }
  return out;
}

std::string joined(const std::vector<std::string>& items, Lang lang, std::size_t most) {
  std::string out;
  for (std::size_t i = 0; i < items.size() && i < most; ++i) {
    if (i > 0) out += lang == Lang::zh ? "、" : ", ";
    out += items[i];
  }
  if (items.size() > most) {
    out += lang == Lang::zh ? "等 " + std::to_string(items.size()) + " 个"
                            : " and " + std::to_string(items.size() - most) + " more";
  }
  return out;
}

std::string fixed(double value, int decimals) {
  std::string out = plain(value, decimals);
  if (decimals == 0) return out;
  if (out.find('.') == std::string::npos) out += '.';
  const std::size_t have = out.size() - out.find('.') - 1;
  out.append(static_cast<std::size_t>(decimals) - have, '0');
  return out;
}

std::string percent_range(double low, double high) {
  const std::string from = percent(low);
  const std::string to = percent(high);
  return from == to ? from : from + "–" + to;
}

std::string node_name(const Study& study, NodeIndex v, Lang lang) {
  return clean(study.atlas->node(v).title(lang), name_limit);
}

std::string chain_name(const Study& study, ChainIndex chain, Lang lang) {
  return clean(study.atlas->chains()[chain].title(lang), name_limit);
}

std::string firm_name(const RollFirm& firm) { return clean(firm.name, name_limit); }

std::string place_of(const RollFirm& firm) {
  std::string out;
  std::string before;
  for (const std::string* part : {&firm.province, &firm.city, &firm.county}) {
    const std::string name = clean(*part, name_limit);
    if (name.empty() || name == before) continue;
    if (!out.empty()) out += ' ';
    out += name;
    before = name;
  }
  return out;
}

std::string evidence_text(const Evidence& evidence, Lang lang) {
  const bool zh = lang == Lang::zh;
  if (evidence.rule == EvidenceRule::decision) {
    std::string out = word(evidence.rule, lang);
    for (const std::string* part : {&evidence.term, &evidence.text}) {
      if (!part->empty()) out += (zh ? "，" : ", ") + clean(*part, name_limit);
    }
    return out;
  }
  std::string out = word(evidence.rule, lang) + (zh ? "：" : ": ") + clean(evidence.term, name_limit);
  if (evidence.rule == EvidenceRule::industry_class) return out;
  const std::string at = std::to_string(evidence.start + 1);
  out += zh ? "（" + word(evidence.field, lang) + "第 " + at + " 字起）"
            : " (" + word(evidence.field, lang) + ", character " + at + ")";
  return out;
}

std::string evidence_text(const Match& match, Lang lang, std::size_t most) {
  std::string out;
  for (std::size_t i = 0; i < match.evidence.size() && i < most; ++i) {
    if (i > 0) out += lang == Lang::zh ? "；" : "; ";
    out += evidence_text(match.evidence[i], lang);
  }
  return out;
}

}  // namespace liantu::lists_detail

namespace liantu {

std::string shown_name(std::string_view name) { return lists_detail::clean(name, lists_detail::name_limit); }

std::string shown_text(std::string_view text) { return lists_detail::clean_lines(text, text.size()); }

}  // namespace liantu
