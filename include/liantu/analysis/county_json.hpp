/// @file
/// County files (县情文件): JSON in. data/schema/county.schema.json says the same for editors.
#pragma once

#include "liantu/analysis/county.hpp"
#include "liantu/json/document.hpp"
#include "liantu/json/fields.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace liantu {

/// Reads a county file. Errors: InputError with every problem of the file. Whether its chains exist is for the caller,
/// who has the atlas. O(bytes).
[[nodiscard]] inline County read_county(std::string_view text, const std::string& file) {
  const auto document = parse_json(text, file);
  ProblemSink sink{file, {}};
  Fields top(document, "", sink);
  County out;
  (void)top.integer("schema_version", 1, 1, true);
  out.name = top.text("name", true);
  out.name_en = top.text("name_en");
  top.array("chains", [&](const auto& item, const std::string& where) {
    Fields fields(item, where, sink);
    CountyChain chain;
    chain.id = fields.text("id", true);
    chain.standing = fields.word<Standing>("standing", true).value_or(Standing::lead);
    chain.chief = fields.text("chief");
    chain.department = fields.text("department");
    chain.team = fields.text("team");
    chain.anchors = fields.texts("anchors");
    fields.done();
    if (!chain.id.empty() && out.chain(chain.id) != nullptr)
      sink.add(where + "/id", Text("重复的 \"" + chain.id + "\"", "\"" + chain.id + "\" again"),
               Text("每条产业链一次", "each chain once"));
    out.chains.push_back(std::move(chain));
  });
  top.array("parks", [&](const auto& item, const std::string& where) {
    Fields fields(item, where, sink);
    Park park;
    park.name = fields.text("name", true);
    park.offers = fields.words<Need>("offers");
    park.land_mu = fields.number("land_mu", 0, 1e9);
    park.energy_tce = fields.number("energy_tce", 0, 1e12);
    park.water_m3 = fields.number("water_m3", 0, 1e12);
    park.money_10k_yuan = fields.number("money_10k_yuan", 0, 1e9);
    fields.done();
    out.parks.push_back(std::move(park));
  });
  out.townships = top.texts("townships");
  if (const auto* sites = top.get("sites")) {
    Fields fields(*sites, "/sites", sink);
    for (std::size_t i = 0; i < EnumWords<Need>::names.size(); ++i) {
      const auto name = EnumWords<Need>::names[i];
      const bool has = fields.boolean(name, false);
      if (fields.has(name)) out.sites[static_cast<Need>(i)] = has;
    }
    fields.done();
  }
  top.array("refuses", [&](const auto& item, const std::string& where) {
    Fields fields(item, where, sink);
    Refusal refusal;
    refusal.id = fields.text("id", true);
    refusal.reason = fields.text("reason", true);
    refusal.nodes = fields.texts("nodes");
    refusal.pollution = fields.word<Level>("pollution");
    refusal.energy = fields.word<Level>("energy");
    refusal.controls = fields.words<Control>("controls");
    fields.done();
    out.refuses.push_back(std::move(refusal));
  });
  out.cautions_as_veto = top.words<Caution>("cautions_as_veto");
  out.partners = top.texts("partners");
  out.covers = top.texts("covers");
  top.done();
  sink.throw_if_any();
  return out;
}

}  // namespace liantu
