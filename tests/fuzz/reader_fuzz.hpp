// What the fuzz targets of the readers of documents and scopes share. The tests replay corpora by it. Only an
// InputError may come of any bytes, and what is read holds to what the readers promise.
#pragma once

#include "liantu/analysis/county_json.hpp"
#include "liantu/analysis/policy_json.hpp"
#include "liantu/chain/atlas.hpp"
#include "liantu/chain/chain_json.hpp"
#include "liantu/firm/scope.hpp"
#include "liantu/firm/scope_clauses.hpp"
#include "liantu/promotion/accounts.hpp"
#include "liantu/promotion/changes.hpp"
#include "liantu/promotion/project_json.hpp"
#include "liantu/promotion/run_result_json.hpp"

#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

namespace liantu::test {

inline void must(bool holds) {
  if (!holds) std::abort();
}

// What `read` gives, or nothing where it refuses its input: then it says why, in text that can be shown.
template <class Read>
auto unless_refused(Read read) -> std::optional<decltype(read())> {
  try {
    return read();
  } catch (const InputError& error) {
    must(!error.problems().empty());
    for (const Problem& problem : error.problems()) {
      for (const Lang lang : {Lang::zh, Lang::en}) must(utf8::valid(problem.message(lang)));
    }
  }
  return std::nullopt;
}

// A chain reads back from what is written of it; its atlas holds all of it.
inline void fuzz_chain(std::string_view text) {
  const auto chain = unless_refused([&] { return read_chain(text, "chain"); });
  if (!chain) return;
  const std::string written = write_chain(*chain);
  const auto again = unless_refused([&] { return read_chain(written, "written"); });
  must(again && *again == *chain && write_chain(*again) == written);
  const auto atlas = unless_refused([&] { return Atlas({*chain}); });
  if (!atlas) return;
  must(atlas->node_count() == chain->nodes.size() && atlas->link_count() == chain->links.size());
  std::size_t ends = 0;
  for (NodeIndex v = 0; v < atlas->node_count(); ++v) {
    must(atlas->find(atlas->key(v)) == v);
    ends += atlas->inputs(v).size() + atlas->outputs(v).size();
  }
  must(ends == 2 * atlas->link_count());
}

// A county names each chain once, and its file says nothing that cannot be shown.
inline void fuzz_county(std::string_view text) {
  const auto county = unless_refused([&] { return read_county(text, "county"); });
  if (!county) return;
  must(utf8::valid(county->name) && !trim(county->name).empty());
  for (const CountyChain& chain : county->chains) must(county->chain(chain.id) == &chain);
}

// A policy over one that has a profile reads back, over none, from what is printed of it.
inline void fuzz_policy(std::string_view text) {
  Policy base;
  base.gaps.profiles["county"] = {"t", {{Rule::watch_far, Action::watch}}, {{Action::watch, "w"}}};
  const auto policy = unless_refused([&] { return read_policy(text, "policy", base); });
  if (!policy) return;
  const std::string printed = to_json_text(policy_json(*policy), 3);
  const auto again = unless_refused([&] { return read_policy(printed, "printed"); });
  must(again && to_json_text(policy_json(*again), 3) == printed);
  must(!policy->profile().title.empty());
}

// A project has an id and a name, and no measure of it is past a number, whatever its figures.
inline void fuzz_project(std::string_view text) {
  const auto project = unless_refused([&] { return read_project(text, "project"); });
  if (!project) return;
  must(!trim(project->id).empty() && !trim(project->name).empty());
  must(!project->local_tax_share || !(*project)[ProjectFigure::local_tax].known());
  for (const AccountOf& account : {tax_account(*project, {}), jobs_account(*project, {}, 0.5)}) {
    for (const Measured& one : account.measures) must(!one.value || (std::isfinite(*one.value) && *one.value >= 0));
  }
  const CostAccount cost = cost_account(*project, {});
  must(!cost.years || (std::isfinite(*cost.years) && *cost.years >= 0));
}

// A result reads back from what is written of it, and nothing moved between the two.
inline void fuzz_result(std::string_view text) {
  const auto result = unless_refused([&] { return read_run_result(text, "result"); });
  if (!result) return;
  const std::string written = to_json_text(run_result_json(*result), 2);
  const auto again = unless_refused([&] { return read_run_result(written, "written"); });
  must(again && to_json_text(run_result_json(*again), 2) == written);
  must(compare(*result, *again).empty());
}

// A scope that can be cut into clauses has their items.
inline void must_read_by_clauses(const Chars& chars, std::string_view cell) {
  std::vector<std::string_view> clauses;
  if (!detail::ScopeClauses::cut(cell, clauses)) return;
  const std::vector<ScopeItem> whole = parse_scope(chars);
  auto item = whole.begin();
  for (const std::string_view clause : clauses) {
    const Chars its(clause);
    for (const ScopeItem& part : parse_scope(its)) {
      must(item != whole.end() && item->roles == part.roles);
      const std::string_view in_whole = chars.text(item->begin, item->end);
      const std::string_view in_clause = its.text(part.begin, part.end);
      must(in_whole.data() == in_clause.data() && in_whole.size() == in_clause.size());
      ++item;
    }
  }
  must(item == whole.end());
}

// Items of a scope lie in it, one after the other, at no blank; a cell read after another reads the same.
inline void fuzz_scope(std::string_view cell) {
  const std::string folded = fold(cell);
  must(utf8::valid(folded) && utf8::length(folded) == utf8::length(cell) && fold(folded) == folded);
  const Chars chars(cell);
  must(chars.size() == utf8::length(cell) && Chars(folded).view() == chars.view());
  ScopeParser parser;
  const std::vector<ScopeItem> first = parser.parse(chars);
  must(parser.parse(chars).size() == first.size());
  std::size_t from = 0;
  std::size_t nouns = 0;
  for (const ScopeItem& item : first) {
    must(from <= item.begin && item.begin < item.end && item.end <= chars.size());
    // The list after one of licences counts anew.
    must((item.place == nouns || item.place + 1 == nouns || item.place == 0) && item.roles < role_bit(Role::move) * 2);
    must(chars[item.begin] != u' ' && chars[item.end - 1] != u' ');
    from = item.end;
    nouns = item.place + 1;
  }
  // The closing notice tells nothing.
  const Chars shorter(detail::without_closing_notice(cell));
  const std::vector<ScopeItem>& rest = parser.parse(shorter);
  must(rest.size() == first.size() &&
       std::equal(rest.begin(), rest.end(), first.begin(), [](const auto& a, const auto& b) {
         return a.begin == b.begin && a.end == b.end && a.roles == b.roles && a.place == b.place;
       }));
  must_read_by_clauses(chars, cell);
}

}  // namespace liantu::test
