#include "term_scanner.hpp"

#include <algorithm>
#include <utility>

namespace liantu::detail {

namespace {

constexpr std::uint32_t root = 1;
constexpr std::uint32_t longest_search = 64;

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
    if (!folded.empty() && folded.find(u'\0') == std::u16string::npos)
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
  m_pairs.resize(std::size_t{1} << (pair_bits - 6U));
  m_threes.resize(std::size_t{1} << (three_bits - 6U));
  for (const auto& [text, term] : sorted) {
    std::uint16_t& first = m_ids[text.front()];
    if (text.size() == 1) {
      first |= alone;
    } else {
      const std::uint32_t pair = pair_of(first & id_bits, m_ids[text[1]] & id_bits);
      m_pairs[pair >> 6U] |= std::uint64_t{1} << (pair & 63U);
      const std::uint32_t third = text.size() == 2 ? 0 : m_ids[text[2]] & id_bits;
      const std::uint32_t three = three_of(first & id_bits, m_ids[text[1]] & id_bits, third);
      m_threes[three >> 6U] |= std::uint64_t{1} << (three & 63U);
    }
  }
  m_states[root].by = id_bits;
  build(sorted);
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
        m_states[branch.state].end = term;
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
      m_states[below[i].state].by = children[i];
    }
    open.insert(open.end(), below.begin(), below.end());
  }
}

// The lowest base that puts all children on free slots; grows the array as needed.
std::uint32_t TermScanner::find_base(const std::vector<std::uint16_t>& children, std::uint32_t& first_free) {
  const auto [low, high] = std::minmax_element(children.begin(), children.end());
  const auto taken = [this](std::uint32_t slot) { return slot < m_states.size() && m_states[slot].by != 0; };
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
  for (std::size_t s = 0; s < walks.count; ++s) {
    std::vector<Hit>& hits = *tasks[walks.task[s]].hits;
    if (walks.ends[s] > (hits.empty() ? 0 : hits.back().end))
      hits.push_back({walks.at[s], walks.ends[s], walks.terms[s]});
  }
  walks.count = 0;
}

// Where among the characters of a block a term may begin, to `walks`. The memory that a walk from there needs is asked
// for.
void TermScanner::find_starts(std::u16string_view chars, std::size_t from, std::uint32_t task, Walks& walks) const {
  const std::size_t count = std::min(block, chars.size() - from);
  // With the two after them, which are zeros where the text ends.
  std::array<std::uint16_t, block + 2> ids;  // NOLINT(*-member-init)
  for (std::size_t i = 0; i < count + 2; ++i) ids[i] = m_ids[chars.data()[from + i]];
  std::uint32_t* const starts = &walks.at[walks.count];
  std::size_t found = 0;
  for (std::size_t i = 0; i < count; ++i) {
    starts[found] = static_cast<std::uint32_t>(i);
    found += begins_term(ids[i], ids[i + 1]) ? 1 : 0;
  }
  // Of the places where a pair begins a term, less than half go on like one.
  const std::uint32_t base = m_states[root].base;
  std::size_t kept = 0;
  for (std::size_t s = 0; s < found; ++s) {
    const std::uint16_t* const at = &ids[starts[s]];
    const std::uint32_t child = base + (at[0] & id_bits);
    __builtin_prefetch(&m_states[m_states[child].base + (at[1] & id_bits)]);
    starts[kept] = static_cast<std::uint32_t>(from) + starts[s];
    walks.task[walks.count + kept] = task;
    kept += goes_on(at[0], at[1], at[2]) ? 1 : 0;
  }
  walks.count += kept;
}

// The longest term at each start; its end is 0 where none is. All walk side by side, so that they wait for memory
// together, and without branches: where a walk ends is as good as random.
void TermScanner::find_longest(std::span<const Task> tasks, Walks& walks) const {
  struct Walk {
    const char16_t* at;
    std::uint32_t base;
    std::uint32_t start;
  };
  std::array<Walk, most_walks> open;  // NOLINT(*-member-init)
  for (std::uint32_t s = 0; s < walks.count; ++s) {
    open[s] = {tasks[walks.task[s]].text->view().data() + walks.at[s], m_states[root].base, s};
    walks.ends[s] = 0;
  }
  const auto either = [](bool which, std::uint32_t a, std::uint32_t b) { return b ^ ((a ^ b) & (0U - which)); };
  std::uint32_t length = 1;
  for (std::size_t left = walks.count; left > 0; ++length) {
    std::size_t kept = 0;
    for (std::size_t w = 0; w < left; ++w) {
      const auto [at, base, start] = open[w];
      const std::uint32_t id = m_ids[*at] & id_bits;
      const State& state = m_states[base + id];
      const bool goes_on = (id != 0) & (state.by == id);
      const bool ends = goes_on & (state.end != 0);
      walks.ends[start] = either(ends, walks.at[start] + length, walks.ends[start]);
      walks.terms[start] = either(ends, state.end - 1, walks.terms[start]);
      __builtin_prefetch(&m_states[state.base + (m_ids[at[1]] & id_bits)]);
      open[kept] = {at + 1, state.base, start};
      kept += goes_on ? 1 : 0;  // the zeros after a text begin nothing
    }
    left = kept;
  }
}

Hit TermScanner::longest_at(std::u16string_view chars, std::size_t at) const {
  const State* states = m_states.data();
  std::uint32_t base = states[root].base;
  std::uint32_t term = 0;
  std::size_t end = 0;
  for (std::size_t i = at; i < chars.size(); ++i) {
    const std::uint32_t id = m_ids[chars[i]] & id_bits;
    const std::uint32_t state = base + id;
    if (id == 0 || states[state].by != id) break;
    base = states[state].base;
    if (states[state].end == 0) continue;
    term = states[state].end;
    end = i + 1;
  }
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end), end == 0 ? 0 : term - 1};
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
