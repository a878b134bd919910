#include "term_scanner.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace liantu::detail {

namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint32_t root = 1;
constexpr std::size_t block = 256;  // characters

}  // namespace

// Terms [begin, end) of the sorted ones, which share their first `depth` characters and the state that these lead to.
struct TermScanner::Branch {
  std::size_t begin;
  std::size_t end;
  std::size_t depth;
  std::uint32_t state;
};

TermScanner::TermScanner(std::vector<std::string> terms) : m_terms(std::move(terms)), m_ids(0x10000), m_states(2) {
  std::vector<std::pair<std::u16string, std::uint32_t>> sorted;
  for (std::size_t i = 0; i < m_terms.size(); ++i) {
    std::u16string folded = fold_chars(m_terms[i]);
    if (!folded.empty()) sorted.emplace_back(std::move(folded), static_cast<std::uint32_t>(i + 1));
  }
  std::sort(sorted.begin(), sorted.end());
  // Ids by use, so that the children of a state lie close together.
  std::vector<std::pair<std::uint32_t, char16_t>> uses(0x10000);
  for (std::size_t c = 0; c < uses.size(); ++c) uses[c].second = static_cast<char16_t>(c);
  for (const auto& [text, term] : sorted) {
    for (const char16_t c : text) ++uses[c].first;
  }
  std::stable_sort(uses.begin(), uses.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t i = 0; i < uses.size() && uses[i].first > 0; ++i)
    m_ids[uses[i].second] = static_cast<std::uint16_t>(i + 1);
  m_pairs.resize(std::size_t{1} << (pair_bits - 6U));
  for (const auto& [text, term] : sorted) {
    std::uint16_t& first = m_ids[text.front()];
    if (text.size() == 1) {
      first |= alone;
    } else {
      const std::uint32_t pair = pair_of(first & id_bits, m_ids[text[1]] & id_bits);
      m_pairs[pair >> 6U] |= std::uint64_t{1} << (pair & 63U);
    }
  }
  m_states[root].parent = none;
  build(sorted);
  // No walk asks past the end: the largest id may follow any base.
  m_states.resize(m_states.size() + 0x10000);
  m_states.shrink_to_fit();
}

void TermScanner::build(const std::vector<std::pair<std::u16string, std::uint32_t>>& sorted) {
  std::vector<Branch> open{{0, sorted.size(), 0, root}};
  std::vector<Branch> below;
  std::vector<std::uint16_t> children;
  std::uint32_t first_free = root + 1;
  while (!open.empty()) {
    const Branch branch = open.back();
    open.pop_back();
    below.clear();
    children.clear();
    for (std::size_t i = branch.begin; i < branch.end;) {
      const auto& [text, term] = sorted[i];
      if (text.size() == branch.depth) {
        m_states[branch.state].term = term;
        ++i;
        continue;
      }
      std::size_t stop = i;
      while (stop < branch.end && sorted[stop].first[branch.depth] == text[branch.depth]) ++stop;
      below.push_back({i, stop, branch.depth + 1, 0});
      children.push_back(m_ids[text[branch.depth]] & id_bits);
      i = stop;
    }
    if (children.empty()) continue;
    const std::uint32_t base = find_base(children, first_free);
    m_states[branch.state].base = base;
    for (std::size_t i = 0; i < children.size(); ++i) {
      below[i].state = base + children[i];
      m_states[below[i].state].parent = branch.state;
    }
    open.insert(open.end(), below.begin(), below.end());
  }
}

// The lowest base that puts all children on free slots; grows the array as needed.
std::uint32_t TermScanner::find_base(const std::vector<std::uint16_t>& children, std::uint32_t& first_free) {
  const auto [low, high] = std::minmax_element(children.begin(), children.end());
  const auto taken = [this](std::uint32_t slot) { return slot < m_states.size() && m_states[slot].parent != 0; };
  while (taken(first_free)) ++first_free;
  std::uint32_t base = first_free > *low ? first_free - *low : 1;
  while (std::any_of(children.begin(), children.end(), [&](std::uint16_t c) { return taken(base + c); })) ++base;
  if (m_states.size() <= base + *high)
    m_states.resize(std::max<std::size_t>(base + *high + 1, m_states.size() * 3 / 2));
  return base;
}

void TermScanner::scan(const Chars& text, std::vector<Hit>& out) const {
  out.clear();
  const std::u16string_view chars = text.view();
  std::array<std::uint32_t, block> ids{};
  std::array<std::uint16_t, block> starts{};
  std::uint32_t reach = 0;
  for (std::size_t from = 0; from < chars.size(); from += block - 1) {
    const std::size_t count = std::min(block, chars.size() - from);
    for (std::size_t i = 0; i < count; ++i) ids[i] = m_ids[chars[from + i]];
    // The last character is the first of the next block, unless the text ends with it.
    const bool last = from + count == chars.size();
    std::size_t found = 0;
    for (std::size_t i = 0; i + 1 < count; ++i) {
      starts[found] = static_cast<std::uint16_t>(i);
      found += begins_term(ids[i], ids[i + 1]) ? 1 : 0;
    }
    if (last && begins_term(ids[count - 1], 0)) starts[found++] = static_cast<std::uint16_t>(count - 1);
    for (std::size_t s = 0; s < found; ++s) longest_at(chars, from + starts[s], reach, out);
    if (last) break;
  }
}

// Notes the longest term that begins at `at`, unless it ends within what was found before.
void TermScanner::longest_at(std::u16string_view chars, std::size_t at, std::uint32_t& reach,
                             std::vector<Hit>& out) const {
  const State* states = m_states.data();
  std::uint32_t state = root;
  std::uint32_t term = 0;
  std::size_t end = at;
  for (std::size_t i = at; i < chars.size(); ++i) {
    const std::uint32_t id = m_ids[chars[i]] & id_bits;
    const std::uint32_t next = states[state].base + id;
    if (id == 0 || states[next].parent != state) break;
    state = next;
    if (states[state].term == 0) continue;
    term = states[state].term;
    end = i + 1;
  }
  if (term == 0 || end <= reach) return;
  reach = static_cast<std::uint32_t>(end);
  out.push_back({static_cast<std::uint32_t>(at), reach, term - 1});
}

bool TermScanner::find_within(const Chars& text, std::size_t begin, std::size_t end, std::vector<Hit>& out) const {
  const std::size_t before = out.size();
  std::uint32_t reach = 0;
  longest_at(text.view().substr(0, end), begin, reach, out);
  return out.size() > before;
}

std::vector<Hit> TermScanner::scan(std::string_view text) const {
  std::vector<Hit> out;
  scan(Chars(text), out);
  return out;
}

}  // namespace liantu::detail
