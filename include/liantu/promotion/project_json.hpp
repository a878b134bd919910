/// @file
/// Project files: JSON in. data/schema/project.schema.json says the same for editors.
#pragma once

#include "liantu/json/document.hpp"
#include "liantu/json/fields.hpp"
#include "liantu/promotion/project.hpp"

#include <string>
#include <string_view>

namespace liantu {

namespace detail {

// A number is a promise; {"promised": x, "verified": y} has one of the two at least.
inline Figure read_figure(Fields& fields, ProjectFigure figure) {
  const std::string_view key = to_string(figure);
  const auto* value = fields.get(key);
  Figure out;
  if (value == nullptr) return out;
  if (!value->is_object()) {
    out.promised = fields.number(key, 0, most_of(figure));
    return out;
  }
  Fields both(*value, fields.at(key), fields.sink());
  out.promised = both.number("promised", 0, most_of(figure));
  out.verified = both.number("verified", 0, most_of(figure));
  both.done();
  if (!both.has("promised") && !both.has("verified"))
    fields.sink().add(fields.at(key), Text("没有 promised 和 verified", "neither promised nor verified"),
                      Text("至少一个", "one of them at least"));
  return out;
}

}  // namespace detail

/// Reads a project file. Errors: InputError with every problem of the file: the share of the local tax beside its
/// amount is one. Whether its nodes exist is for the caller, who has the atlas. O(bytes).
[[nodiscard]] inline Project read_project(std::string_view text, const std::string& file) {
  const auto document = parse_json(text, file);
  ProblemSink sink{file, {}};
  Fields top(document, "", sink);
  Project out;
  (void)top.integer("schema_version", 1, 1, true);
  out.id = top.text("id", true);
  out.name = top.text("name", true);
  out.firm = top.text("firm");
  out.park = top.text("park");
  out.nodes = top.texts("nodes");
  out.leader = top.boolean("leader", false);
  for (std::size_t i = 0; i < out.figures.size(); ++i)
    out.figures[i] = detail::read_figure(top, static_cast<ProjectFigure>(i));
  out.local_tax_share = top.number("local_tax_share", 0, 1);
  if (top.has("local_tax_share") && top.has(to_string(ProjectFigure::local_tax)))
    sink.add(top.at("local_tax_share"), Text("已有 local_tax_10k_yuan", "beside local_tax_10k_yuan"),
             Text("两者只写一个", "one of the two"));
  out.pollution = top.word<Pollution>("pollution");
  out.note = top.text("note");
  if (const auto* costs = top.get("costs")) {
    Fields fields(*costs, "/costs", sink);
    for (std::size_t i = 0; i < out.costs.size(); ++i)
      out.costs[i] = fields.number(to_string(static_cast<ProjectCost>(i)), 0, 1e9);
    fields.done();
  }
  top.done();
  sink.throw_if_any();
  out.file = file;
  return out;
}

}  // namespace liantu
