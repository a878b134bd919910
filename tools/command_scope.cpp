// liantu scope: how a business scope was read, item by item, and which nodes and classes its words stand for.
#include "command.hpp"

#include "liantu/firm/chars.hpp"
#include "liantu/firm/matcher.hpp"
#include "liantu/firm/scope.hpp"
#include "liantu/json/writer.hpp"
#include "liantu/publish/shown_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

namespace liantu::tool {

namespace {

std::vector<Role> roles_of(unsigned roles) {
  std::vector<Role> out;
  for (std::size_t i = 0; i < EnumWords<Role>::names.size(); ++i) {
    if ((roles & role_bit(static_cast<Role>(i))) != 0) out.push_back(static_cast<Role>(i));
  }
  return out;
}

// A match by its evidence in one cell.
struct Said {
  const Match* match;
  const Evidence* evidence;
};

std::vector<Said> said_in(const std::vector<Match>& matches, Field field, std::size_t begin, std::size_t end) {
  std::vector<Said> out;
  for (const Match& match : matches) {
    for (const Evidence& evidence : match.evidence) {
      const bool inside = evidence.start < end && evidence.start + evidence.length > begin;
      // A class shared by many nodes would fill the screen: its words are told by class.
      if (evidence.field == field && inside) out.push_back({&match, &evidence});
    }
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Said& a, const Said& b) { return a.match->confidence > b.match->confidence; });
  return out;
}

class ScopeCommand : public Command {
 public:
  void setup(CLI::App& app, Options& options) override {
    const bool zh = options.lang == Lang::zh;
    add_options(app, options, Takes::chains);
    app.add_option("text", m_text, zh ? "一段经营范围；- 为从标准输入读" : "a business scope; - for standard input")
        ->required();
    app.add_option("--name", m_name, zh ? "企业名称" : "the firm's name");
    app.add_option("--industry", m_industry, zh ? "行业代码" : "the firm's class code");
    app.add_option("--format", m_format, zh ? "格式" : "format")->check(CLI::IsMember({"text", "json"}));
  }

  int run(const Options& options) override {
    const Session session(options);
    if (m_text == "-") m_text.assign(std::istreambuf_iterator<char>(std::cin), {});
    Firm firm;
    firm.name = m_name;
    firm.scope = m_text;
    firm.industry_code = m_industry;
    const Matcher& matcher = session.knowledge()->matcher();
    std::vector<Match> matches = matcher.match(firm);
    std::erase_if(matches, [&](const Match& match) {
      return !session.chains().contains(session.atlas().chain_index(match.node));
    });
    const Chars chars(firm.scope);
    const std::vector<ScopeItem> items = parse_scope(chars);
    std::cout << (m_format == "json" ? as_json(session, chars, items, matches)
                                     : shown_text(as_text(session, chars, items, matches, options.lang)));
    return std::cout.flush() ? 0 : 1;
  }

 private:
  static std::string as_text(const Session& session, const Chars& chars, const std::vector<ScopeItem>& items,
                             const std::vector<Match>& matches, Lang lang) {
    const bool zh = lang == Lang::zh;
    std::string out;
    for (const ScopeItem& item : items) {
      std::string roles;
      for (const Role role : roles_of(item.roles)) roles += (roles.empty() ? "" : " ") + std::string(label(role, lang));
      if (roles.empty()) roles = zh ? "无动词" : "no verb";
      out += fmt::format("{:>3}  {}  [{}]\n", item.place + 1, chars.text(item.begin, item.end), roles);
      std::size_t by_class = 0;
      for (const Said& said : said_in(matches, Field::scope, item.begin, item.end)) {
        if (said.match->code_only && ++by_class > 3) continue;
        out += "       " + told(session, said, lang) + "\n";
      }
      if (by_class > 3)
        out += fmt::format(
            fmt::runtime(zh ? "       等 {} 个同类环节\n" : "       and others of the class: {} in all\n"), by_class);
    }
    const auto in_name = said_in(matches, Field::name, 0, std::string::npos);
    if (!in_name.empty()) out += zh ? "名称\n" : "name\n";
    for (const Said& said : in_name) {
      if (!said.match->code_only) out += "       " + told(session, said, lang) + "\n";
    }
    if (items.empty()) out += zh ? "没有读出任何项目\n" : "no item was read\n";
    return out;
  }

  static std::string told(const Session& session, const Said& said, Lang lang) {
    const Node& node = session.atlas().node(said.match->node);
    return fmt::format("{} → {} {} {} [{}]", said.evidence->text, session.atlas().key(said.match->node), node.name,
                       plain(said.match->value(), 2), label(said.evidence->rule, lang));
  }

  static std::string as_json(const Session& session, const Chars& chars, const std::vector<ScopeItem>& items,
                             const std::vector<Match>& matches) {
    boost::json::array read;
    for (const ScopeItem& item : items) {
      boost::json::array roles;
      for (const Role role : roles_of(item.roles)) roles.push_back(boost::json::string(to_string(role)));
      boost::json::array nodes;
      for (const Said& said : said_in(matches, Field::scope, item.begin, item.end)) {
        nodes.push_back(boost::json::object{{"node", session.atlas().key(said.match->node)},
                                            {"confidence", said.match->value()},
                                            {"rule", boost::json::string(to_string(said.evidence->rule))},
                                            {"text", said.evidence->text}});
      }
      read.push_back(boost::json::object{{"text", boost::json::string(chars.text(item.begin, item.end))},
                                         {"place", std::uint64_t{item.place}},
                                         {"start", std::uint64_t{item.begin}},
                                         {"length", std::uint64_t{item.end - item.begin}},
                                         {"roles", std::move(roles)},
                                         {"nodes", std::move(nodes)}});
    }
    return to_json_text(boost::json::object{{"items", std::move(read)}}, 4);
  }

  std::string m_text;
  std::string m_name;
  std::string m_industry;
  std::string m_format = "text";
};

}  // namespace

std::unique_ptr<Command> make_scope() { return std::make_unique<ScopeCommand>(); }

}  // namespace liantu::tool
