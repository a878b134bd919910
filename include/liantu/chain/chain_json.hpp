/// @file
/// Chain files: JSON in and out. data/schema/chain.schema.json says the same for editors; a test holds them equal.
#pragma once

#include "liantu/chain/chain.hpp"
#include "liantu/date.hpp"
#include "liantu/json/document.hpp"
#include "liantu/json/fields.hpp"
#include "liantu/json/writer.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu {

inline constexpr int chain_schema_version = 1;

namespace detail {

// Ids are file names, HTML anchors and list keys: lower case, digits, single hyphens.
[[nodiscard]] inline bool is_id(std::string_view id) {
  if (id.empty() || id.size() > 64 || id.front() == '-' || id.back() == '-') return false;
  return std::all_of(id.begin(), id.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

[[nodiscard]] inline bool is_class_code(std::string_view code) {
  return code.size() == 4 && std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

class ChainReader {
 public:
  explicit ChainReader(std::string file) { m_sink.file = std::move(file); }

  Chain read(const boost::json::value& document) {
    Fields fields(document, "", m_sink);
    Chain chain;
    if (const auto version = fields.integer("schema_version", 1, 1000, true);
        version && *version != chain_schema_version) {
      m_sink.add("/schema_version", Text("版本 " + std::to_string(*version), "version " + std::to_string(*version)),
                 Text(std::to_string(chain_schema_version)));
    }
    chain.id = id(fields, "id");
    chain.name = fields.text("name", true);
    chain.name_en = fields.text("name_en");
    chain.summary = fields.text("summary");
    fields.array("sources",
                 [&](const auto& item, const std::string& where) { chain.sources.push_back(source(item, where)); });
    fields.array(
        "nodes", [&](const auto& item, const std::string& where) { chain.nodes.push_back(node(item, where)); }, true);
    fields.array("links",
                 [&](const auto& item, const std::string& where) { chain.links.push_back(link(item, where)); });
    fields.array("waivers", [&](const auto& item, const std::string& where) {
      Fields waiver(item, where, m_sink);
      chain.waivers.push_back({waiver.text("warning", true), waiver.text("at", true), waiver.text("reason", true)});
      waiver.done();
    });
    fields.done();
    m_sink.throw_if_any();
    return chain;
  }

 private:
  std::string id(Fields& fields, std::string_view key) {
    std::string out = fields.text(key, true);
    if (!out.empty() && !is_id(out)) {
      m_sink.add(fields.at(key), Text("是 \"" + out + "\"", "found \"" + out + "\""),
                 Text("小写字母、数字、连字符，至多 64 个", "lower case letters, digits, hyphens, at most 64"));
    }
    return out;
  }

  void unique(std::set<std::string>& seen, const std::string& id, const std::string& where) {
    if (!id.empty() && !seen.insert(id).second) {
      m_sink.add(where + "/id", Text("重复的 \"" + id + "\"", "\"" + id + "\" again"),
                 Text("未用过的 id", "an id not used before"));
    }
  }

  // Where a statement comes from: a listed source, or judgement; never both.
  Basis basis(Fields& fields) {
    Basis out;
    out.source = fields.text("source");
    out.as_of = fields.text("as_of");
    const std::string word = fields.text("basis");
    const bool sourced = fields.has("source");
    if (fields.has("basis") && word != "judgement") {
      m_sink.add(fields.at("basis"), Text("是 \"" + word + "\"", "found \"" + word + "\""), Text("judgement"));
    }
    if (sourced && !m_sources.contains(out.source)) {
      m_sink.add(fields.at("source"),
                 Text("来源 \"" + out.source + "\" 未列出", "source \"" + out.source + "\" is not listed"),
                 Text("sources 中的一个 id", "an id of /sources"));
    }
    if (fields.has("as_of") && (out.as_of.size() > 7 || !parse_date(out.as_of))) {
      m_sink.add(fields.at("as_of"), Text("是 \"" + out.as_of + "\"", "found \"" + out.as_of + "\""),
                 Text("2024 或 2024-03", "2024 or 2024-03"));
    }
    if (fields.usable() && sourced == fields.has("basis")) {
      m_sink.add(fields.pointer(),
                 sourced ? Text("source 与 basis 并存", "both source and basis") : Text("无出处", "no origin"),
                 Text("source 或 \"basis\": \"judgement\" 之一", "source, or \"basis\": \"judgement\""));
    }
    return out;
  }

  Source source(const boost::json::value& item, const std::string& where) {
    Fields fields(item, where, m_sink);
    Source out;
    out.id = id(fields, "id");
    unique(m_sources, out.id, where);
    out.title = fields.text("title", true);
    out.publisher = fields.text("publisher");
    out.year = fields.integer("year", 1900, 2200);
    out.url = fields.text("url");
    out.note = fields.text("note");
    fields.done();
    return out;
  }

  template <Worded Enum>
  std::optional<Stated<Enum>> stated(const boost::json::value* item, const std::string& where) {
    if (item == nullptr) return std::nullopt;
    Fields fields(*item, where, m_sink);
    const auto value = fields.word<Enum>("value", true);
    Stated<Enum> out;
    out.basis = basis(fields);
    out.clause = fields.text("clause");
    fields.done();
    if (!value) return std::nullopt;
    out.value = *value;
    return out;
  }

  std::optional<MinScale> min_scale(const boost::json::value* item, const std::string& where) {
    if (item == nullptr) return std::nullopt;
    Fields fields(*item, where, m_sink);
    MinScale out;
    out.amount = fields.number("value", 0, 1e12, true).value_or(0);
    out.unit = fields.text("unit", true);
    out.basis = basis(fields);
    fields.done();
    return out;
  }

  std::optional<Typical> typical(const boost::json::value* item, const std::string& where) {
    if (item == nullptr) return std::nullopt;
    Fields fields(*item, where, m_sink);
    Typical out;
    out.investment_10k_yuan = fields.number("investment_10k_yuan", 0, 1e12);
    out.land_mu = fields.number("land_mu", 0, 1e9);
    out.jobs = fields.number("jobs", 0, 1e9);
    out.tax_10k_yuan = fields.number("tax_10k_yuan", 0, 1e12);
    out.basis = basis(fields);
    fields.done();
    return out;
  }

  Node node(const boost::json::value& item, const std::string& where) {
    Fields fields(item, where, m_sink);
    Node out;
    out.id = id(fields, "id");
    unique(m_nodes, out.id, where);
    out.name = fields.text("name", true);
    out.name_en = fields.text("name_en");
    out.stage = fields.word<Stage>("stage", true).value_or(out.stage);
    out.segment = fields.text("segment", true);
    out.role = fields.word<Role>("role", true).value_or(out.role);
    out.core = fields.boolean("core", false);
    out.terminal = fields.boolean("terminal", false);
    out.holder = fields.word<Holder>("holder").value_or(out.holder);
    out.industry = fields.texts("industry", 3);
    for (std::size_t i = 0; i < out.industry.size(); ++i) {
      if (is_class_code(out.industry[i])) continue;
      m_sink.add(fields.at("industry") + "/" + std::to_string(i),
                 Text("是 \"" + out.industry[i] + "\"", "found \"" + out.industry[i] + "\""),
                 Text("GB/T 4754-2017 四位小类代码", "a four-digit class of GB/T 4754-2017"));
    }
    out.terms = fields.texts("terms");
    out.not_terms = fields.texts("not_terms");
    out.value_added = fields.word<Level>("value_added");
    out.life_stage = stated<LifeStage>(fields.get("life_stage"), fields.at("life_stage"));
    out.capacity = stated<Capacity>(fields.get("capacity"), fields.at("capacity"));
    out.policy = stated<PolicyStanding>(fields.get("policy"), fields.at("policy"));
    fields.array("controls", [&](const auto& control, const std::string& at) {
      if (auto value = stated<Control>(&control, at)) out.controls.push_back(std::move(*value));
    });
    out.siting = fields.word<Siting>("siting");
    out.min_scale = min_scale(fields.get("min_scale"), fields.at("min_scale"));
    out.needs = fields.words<Need>("needs");
    out.permits = fields.texts("permits");
    out.energy = fields.word<Level>("energy");
    out.pollution = fields.word<Level>("pollution");
    out.land = fields.word<Level>("land");
    out.typical = typical(fields.get("typical"), fields.at("typical"));
    out.note = fields.text("note");
    out.basis = basis(fields);
    fields.done();
    return out;
  }

  Link link(const boost::json::value& item, const std::string& where) {
    Fields fields(item, where, m_sink);
    Link out;
    out.from = fields.text("from", true);
    out.to = fields.text("to", true);
    out.kind = fields.word<LinkKind>("kind", true).value_or(out.kind);
    out.essential = fields.boolean("essential", false);
    out.group = fields.text("group");
    out.share = fields.number("share", 0, 1);
    out.note = fields.text("note");
    out.basis = basis(fields);
    fields.done();
    return out;
  }

  ProblemSink m_sink;
  std::set<std::string> m_sources;
  std::set<std::string> m_nodes;
};

inline void put_basis(boost::json::object& out, const Basis& basis) {
  if (basis.judgement()) {
    out["basis"] = "judgement";
  } else {
    out["source"] = basis.source;
  }
  if (!basis.as_of.empty()) out["as_of"] = basis.as_of;
}

inline void put_text(boost::json::object& out, std::string_view key, const std::string& text) {
  if (!text.empty()) out[boost::json::string_view(key.data(), key.size())] = text;
}

template <Worded Enum>
void put_word(boost::json::object& out, std::string_view key, const std::optional<Enum>& value) {
  if (!value) return;
  const auto word = to_string(*value);
  out[boost::json::string_view(key.data(), key.size())] = boost::json::string(word.data(), word.size());
}

inline void put_texts(boost::json::object& out, std::string_view key, const std::vector<std::string>& texts) {
  if (texts.empty()) return;
  boost::json::array items;
  for (const auto& text : texts) items.emplace_back(text);
  out[boost::json::string_view(key.data(), key.size())] = std::move(items);
}

template <Worded Enum>
boost::json::object stated_json(const Stated<Enum>& stated) {
  boost::json::object out;
  put_word(out, "value", std::optional(stated.value));
  put_basis(out, stated.basis);
  put_text(out, "clause", stated.clause);
  return out;
}

inline boost::json::object node_json(const Node& node) {
  boost::json::object out{{"id", node.id}, {"name", node.name}};
  put_text(out, "name_en", node.name_en);
  put_word(out, "stage", std::optional(node.stage));
  out["segment"] = node.segment;
  put_word(out, "role", std::optional(node.role));
  if (node.core) out["core"] = true;
  if (node.terminal) out["terminal"] = true;
  if (node.holder != Holder::firm) put_word(out, "holder", std::optional(node.holder));
  put_texts(out, "industry", node.industry);
  put_texts(out, "terms", node.terms);
  put_texts(out, "not_terms", node.not_terms);
  put_word(out, "value_added", node.value_added);
  if (node.life_stage) out["life_stage"] = stated_json(*node.life_stage);
  if (node.capacity) out["capacity"] = stated_json(*node.capacity);
  if (node.policy) out["policy"] = stated_json(*node.policy);
  if (!node.controls.empty()) {
    boost::json::array controls;
    for (const auto& control : node.controls) controls.push_back(stated_json(control));
    out["controls"] = std::move(controls);
  }
  put_word(out, "siting", node.siting);
  if (node.min_scale) {
    boost::json::object scale{{"value", node.min_scale->amount}, {"unit", node.min_scale->unit}};
    put_basis(scale, node.min_scale->basis);
    out["min_scale"] = std::move(scale);
  }
  std::vector<std::string> needs;
  for (auto need : node.needs) needs.emplace_back(to_string(need));
  put_texts(out, "needs", needs);
  put_texts(out, "permits", node.permits);
  put_word(out, "energy", node.energy);
  put_word(out, "pollution", node.pollution);
  put_word(out, "land", node.land);
  if (node.typical) {
    boost::json::object typical;
    const auto put = [&typical](const char* key, const std::optional<double>& value) {
      if (value) typical[key] = *value;
    };
    put("investment_10k_yuan", node.typical->investment_10k_yuan);
    put("land_mu", node.typical->land_mu);
    put("jobs", node.typical->jobs);
    put("tax_10k_yuan", node.typical->tax_10k_yuan);
    put_basis(typical, node.typical->basis);
    out["typical"] = std::move(typical);
  }
  put_text(out, "note", node.note);
  put_basis(out, node.basis);
  return out;
}

inline boost::json::object link_json(const Link& link) {
  boost::json::object out{{"from", link.from}, {"to", link.to}};
  put_word(out, "kind", std::optional(link.kind));
  if (link.essential) out["essential"] = true;
  put_text(out, "group", link.group);
  if (link.share) out["share"] = *link.share;
  put_text(out, "note", link.note);
  put_basis(out, link.basis);
  return out;
}

}  // namespace detail

/// Reads a chain from JSON text; `file` is the name that problems are told under.
/// Errors: InputError with every problem of the file: not JSON, duplicate keys, wrong types, missing or unknown
/// keys, duplicate ids, unlisted sources, codes that are not four digits. Ends of links are resolved by the atlas.
/// O(bytes).
[[nodiscard]] inline Chain read_chain(std::string_view text, const std::string& file) {
  return detail::ChainReader(file).read(parse_json(text, file));
}

/// The chain as JSON text, one node and one link a line, keys in the order of the documentation.
/// read_chain(write_chain(c)) == c. O(size).
[[nodiscard]] inline std::string write_chain(const Chain& chain) {
  boost::json::object out{{"schema_version", chain_schema_version}, {"id", chain.id}, {"name", chain.name}};
  detail::put_text(out, "name_en", chain.name_en);
  detail::put_text(out, "summary", chain.summary);
  boost::json::array sources;
  for (const auto& source : chain.sources) {
    boost::json::object item{{"id", source.id}, {"title", source.title}};
    detail::put_text(item, "publisher", source.publisher);
    if (source.year) item["year"] = *source.year;
    detail::put_text(item, "url", source.url);
    detail::put_text(item, "note", source.note);
    sources.push_back(std::move(item));
  }
  boost::json::array nodes;
  for (const auto& node : chain.nodes) nodes.push_back(detail::node_json(node));
  boost::json::array links;
  for (const auto& link : chain.links) links.push_back(detail::link_json(link));
  if (!sources.empty()) out["sources"] = std::move(sources);
  out["nodes"] = std::move(nodes);
  if (!links.empty()) out["links"] = std::move(links);
  boost::json::array waivers;
  for (const auto& waiver : chain.waivers)
    waivers.push_back(boost::json::object{{"warning", waiver.warning}, {"at", waiver.at}, {"reason", waiver.reason}});
  if (!waivers.empty()) out["waivers"] = std::move(waivers);
  return to_json_text(out, 2);
}

}  // namespace liantu
