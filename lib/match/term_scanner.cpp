#include "term_scanner.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace liantu::detail {

namespace {

constexpr std::uint32_t root = 1;
constexpr std::uint32_t longest_search = 64;
constexpr std::size_t longest_term = 0xFF;
constexpr std::uint32_t most_terms = (1U << 25U) - 1;

}  // namespace

// Terms [begin, end) of the sorted ones, which share their first `depth` characters and the state that these lead to.
struct TermScanner::Branch {
  std::size_t begin;
  std::size_t end;
  std::size_t depth;
  std::uint32_t state;
};

TermScanner::TermScanner(std::vector<std::string> terms)
    : m_terms(std::move(terms)), m_ids(0x10001), m_states(2), m_lengths(m_terms.size() + 1) {
  if (m_terms.size() > most_terms) throw std::length_error("more terms than can be looked for");
  std::vector<std::pair<std::u16string, std::uint32_t>> sorted;
  for (std::size_t i = 0; i < m_terms.size(); ++i) {
    std::u16string folded = fold_chars(m_terms[i]);
    if (folded.empty() || folded.size() > longest_term || folded.find(u'\0') != std::u16string::npos) continue;
    m_lengths[i + 1] = static_cast<std::uint8_t>(folded.size());
    sorted.emplace_back(std::move(folded), static_cast<std::uint32_t>(i + 1));
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
  m_threes.resize(std::size_t{1} << (three_bits - line_bits));
  for (const auto& [text, term] : sorted) {
    std::uint16_t& first = m_ids[text.front()];
    if (text.size() == 1) {
      first |= alone;
    } else {
      m_pairs.add(first, m_ids[text[1]]);
      const std::uint32_t third = text.size() == 2 ? 0 : m_ids[text[2]] & id_bits;
      const std::uint32_t three = three_of(first & id_bits, m_ids[text[1]] & id_bits, third);
      m_threes[three >> line_bits].words[three >> 6U & 7U] |= std::uint64_t{1} << (three & 63U);
    }
  }
  build(sorted);
  if (m_states.size() > most_states) throw std::length_error("more text in terms than can be looked for");
  // No walk asks past the end: the largest id may follow any base.
  m_states.resize(m_states.size() + 0x10000);
  m_states.shrink_to_fit();
  m_bases = {};
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
        m_states[branch.state].best = term & most_terms;
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
    m_states[branch.state].base = base & (most_states - 1);
    for (std::size_t i = 0; i < children.size(); ++i) {
      below[i].state = base + children[i];
      // A longer term, where one ends there, replaces this one.
      State& state = m_states[below[i].state];
      state.by = children[i] & id_bits;
      state.best = m_states[branch.state].best;
    }
    open.insert(open.end(), below.begin(), below.end());
  }
}

// The lowest base that puts all children on free slots; grows the array as needed.
std::uint32_t TermScanner::find_base(const std::vector<std::uint16_t>& children, std::uint32_t& first_free) {
  const auto [low, high] = std::minmax_element(children.begin(), children.end());
  const auto taken = [this](std::uint32_t slot) { return slot < m_states.size() && m_states[slot].by != State::free; };
  while (taken(first_free)) ++first_free;
  std::uint32_t base = first_free > *low ? first_free - *low : 1;
  const auto is_free = [&](std::uint32_t at) {
    return (at >= m_bases.size() || !m_bases[at]) &&
           std::none_of(children.begin(), children.end(), [&](std::uint16_t c) { return taken(at + c); });
  };
  const std::uint32_t from = base;
  while (!is_free(base)) ++base;
  // Holes that fit not even a single child are left behind: else each search begins at them, and few terms take longer
  // to build than many.
  if (children.size() == 1 && base - from > longest_search) first_free = base + *low;
  m_bases.resize(std::max<std::size_t>(m_bases.size(), base + 1));
  m_bases[base] = true;
  if (m_states.size() <= base + *high)
    m_states.resize(std::max<std::size_t>(base + *high + 1, m_states.size() * 3 / 2));
  return base;
}

void TermScanner::scan(std::span<const Task> tasks) const {
  Walks walks;  // NOLINT(*-member-init): eight kilobytes, each scan
  walks.count = 0;
  for (std::uint32_t t = 0; t < tasks.size(); ++t) {
    tasks[t].hits->clear();
    const std::u16string_view chars = tasks[t].text->view();
    for (std::size_t from = 0; from < chars.size(); from += block) {
      if (walks.count + block > most_walks) finish(tasks, walks);
      find_starts(chars, from, t, walks);
    }
  }
  finish(tasks, walks);
}

void TermScanner::finish(std::span<const Task> tasks, Walks& walks) const {
  find_longest(tasks, walks);
  for (std::size_t s = 0; s < walks.count; ++s) __builtin_prefetch(&m_lengths[walks.terms[s]]);
  for (std::size_t s = 0; s < walks.count; ++s) {
    std::vector<Hit>& hits = *tasks[walks.task[s]].hits;
    const std::uint32_t end = walks.at[s] + m_lengths[walks.terms[s]];
    if (walks.terms[s] > 0 && end > (hits.empty() ? 0 : hits.back().end))
      hits.push_back({walks.at[s], end, walks.terms[s] - 1});
  }
  walks.count = 0;
}

// Where among the characters of a block a term may begin, to `walks`. The memory that a walk from there needs is asked
// for.
void TermScanner::find_starts(std::u16string_view chars, std::size_t from, std::uint32_t task, Walks& walks) const {
  const std::size_t count = std::min(block, chars.size() - from);
  std::array<CharId, block + 2 + TermPairs::slack> ids;  // NOLINT(*-member-init): with the two after them
  std::uint32_t* const starts = &walks.at[walks.count];
  const std::size_t found = m_pairs.find(m_ids.data(), chars.data() + from, count, ids.data(), starts);
  // Of the places where a pair begins a term, less than half go on like one.
  const std::uint32_t base = m_states[root].base;
  std::size_t kept = 0;
  for (std::size_t s = 0; s < found; ++s) {
    const std::uint16_t* const at = &ids[starts[s]];
    const State child = m_states[base + (at[0] & id_bits)];
    __builtin_prefetch(&m_states[child.base + (at[1] & id_bits)]);
    starts[kept] = static_cast<std::uint32_t>(from) + starts[s];
    const std::size_t walk = walks.count + kept;
    walks.task[walk] = task;
    walks.base[walk] = child.base;
    walks.terms[walk] = child.best;
    kept += (goes_on(at[0], at[1], at[2]) & (child.by == (at[0] & id_bits))) ? 1 : 0;
  }
  walks.count += kept;
}

// The longest term at each start. All walk side by side, so that they wait for memory together, and without branches:
// where a walk ends is as good as random.
void TermScanner::find_longest(std::span<const Task> tasks, Walks& walks) const {
  struct Walk {
    const char16_t* at;
    std::uint32_t base;
    std::uint32_t start;
  };
  std::array<Walk, most_walks> open;  // NOLINT(*-member-init)
  for (std::uint32_t s = 0; s < walks.count; ++s)
    open[s] = {tasks[walks.task[s]].text->view().data() + walks.at[s] + 1, walks.base[s], s};
  for (std::size_t left = walks.count; left > 0;) {
    std::size_t kept = 0;
    for (std::size_t w = 0; w < left; ++w) {
      const auto [at, base, start] = open[w];
      const std::uint32_t id = m_ids[*at] & id_bits;
      const State state = m_states[base + id];
      const bool goes_on = state.by == id;  // the zeros after a text begin nothing
      const std::uint32_t to = most_walks ^ ((start ^ most_walks) & (0U - goes_on));  // start where it goes on
      walks.terms[to] = state.best;
      __builtin_prefetch(&m_states[state.base + (m_ids[at[1]] & id_bits)]);
      open[kept] = {at + 1, static_cast<std::uint32_t>(state.base), start};
      kept += goes_on;
    }
    left = kept;
  }
}

Hit TermScanner::longest_at(std::u16string_view chars, std::size_t at) const {
  const State* state = &m_states[root];
  for (std::size_t i = at; i < chars.size(); ++i) {
    const std::uint32_t id = m_ids[chars[i]] & id_bits;
    const State* const next = &m_states[state->base + id];
    if (next->by != id) break;
    state = next;
  }
  if (state->best == 0) return {};
  const auto term = static_cast<std::uint32_t>(state->best);
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + m_lengths[term]), term - 1};
}

bool TermScanner::find_within(const Chars& text, std::size_t begin, std::size_t end, std::vector<Hit>& out) const {
  const Hit hit = longest_at(text.view().substr(0, end), begin);
  if (hit.end == 0) return false;
  out.push_back(hit);
  return true;
}

std::vector<Hit> TermScanner::scan(std::string_view text) const {
  std::vector<Hit> out;
  const Chars chars(text);
  scan(chars, out);
  return out;
}

}  // namespace liantu::detail
