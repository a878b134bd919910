// The conformance suite in C++, without the C interface:  driver_cpp CASES
// What drivers of other languages print is compared with this.
#include "liantu/analysis/policy_json.hpp"
#include "liantu/chain/chain_json.hpp"
#include "liantu/json/document.hpp"
#include "liantu/json/problem_json.hpp"
#include "liantu/publish/atlas_map.hpp"
#include "liantu/publish/explanation.hpp"
#include "liantu/publish/json.hpp"
#include "liantu/publish/lists.hpp"
#include "liantu/publish/map_views.hpp"
#include "liantu/publish/page.hpp"
#include "liantu/publish/report.hpp"
#include "liantu/session/session.hpp"

#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace liantu;

// Calls whose answer is the interface's own, not the library's: misuse told by name, files for what writes files. They
// are left out here, and compared among the other drivers.
struct LeftOut {};

struct Held {
  std::shared_ptr<const Knowledge> knowledge;
  SessionOptions options;
  std::unique_ptr<Session> session;
  std::optional<Study> study;
};

void open(Held& state, const std::string& text) {
  std::optional<std::string> none;
  SessionOptions options = read_session_options(text, {}, OptionsOf::session, none);
  auto knowledge = std::make_shared<const Knowledge>(options);
  options.chains.clear();
  (void)Session(knowledge, options);
  state.study.reset();
  state.knowledge = std::move(knowledge);
  state.options = std::move(options);
}

std::string known(const Knowledge& knowledge, const std::string& what) {
  if (what == "policy") return to_json_text(policy_json(knowledge.policy()), 2);
  if (what.starts_with("chain:")) {
    const auto chain = knowledge.atlas().find_chain(what.substr(6));
    if (chain) return write_chain(knowledge.atlas().chains()[*chain]);
  }
  throw LeftOut();
}

std::string match(const Held& state, const std::string& firms) {
  Session session(state.knowledge, state.options);
  session.firms_from(json_rows(firms, "firms"));
  Corrections corrections = session.corrections();
  boost::json::array matches;
  session.match_all(corrections, [&](const Firm& firm, const std::vector<Match>& found) {
    for (const Match& one : found) {
      if (session.chains().contains(session.atlas().chain_index(one.node)))
        matches.push_back(match_json(session.atlas(), firm, one));
    }
  });
  return to_json_text(boost::json::object{{"matches", std::move(matches)}}, 2);
}

void make_study(Held& state, const std::string& text) {
  std::optional<std::string> firms;
  const SessionOptions options = read_session_options(text, state.options, OptionsOf::study, firms);
  auto session = std::make_unique<Session>(state.knowledge, options);
  if (firms) session->firms_from(json_rows(*firms, "firms"));
  Study study = session->study(options.depth);
  state.study = std::move(study);
  state.session = std::move(session);
}

Lang lang_of(const boost::json::object& options) {
  const auto* lang = options.if_contains("lang");
  if (lang == nullptr) return Lang::zh;
  if (*lang == "en") return Lang::en;
  throw LeftOut();
}

std::string json(const Held& state, const std::string& what, const std::string& text) {
  const Study& study = *state.study;
  const auto options = parse_json(text, "options").as_object();
  const Lang lang = lang_of(options);
  if (what == "explain") {
    std::vector<NodeIndex> nodes;
    const auto* asked = options.if_contains("nodes");
    if (asked == nullptr) throw LeftOut();
    for (const auto& id : asked->as_array()) {
      const auto node = study.atlas->find(std::string(id.as_string().c_str()));
      if (!node) throw LeftOut();
      nodes.push_back(*node);
    }
    return to_json_text(explanation_json(study, nodes, lang), 2);
  }
  for (const auto& option : options) {
    if (option.key() != "lang") throw LeftOut();
  }
  if (what == "coverage") return to_json_text(coverage_json(study), 2);
  if (what == "gaps") return to_json_text(gaps_json(*study.atlas, study.analysis), 2);
  if (what == "targets") return to_json_text(targets_json(study, lang), 2);
  if (what == "run") return state.session->run_json(study);
  throw LeftOut();
}

std::string publish(const Held& state, const std::string& what, const std::string& text) {
  const Study& study = *state.study;
  const auto options = parse_json(text, "options").as_object();
  const Lang lang = lang_of(options);
  const auto word = [&](const char* key, const char* otherwise) {
    const auto* value = options.if_contains(key);
    return value == nullptr ? std::string(otherwise) : std::string(value->as_string().c_str());
  };
  const auto theme = from_string<MapTheme>(word("theme", "light"));
  const auto paper = from_string<MapPaper>(word("paper", "as-drawn"));
  if (!theme || !paper) throw LeftOut();
  if (what == "map.svg" || what == "map.pdf") {
    const std::string chain = word("chain", study.atlas->chains()[*study.question.chains.begin()].id.c_str());
    const auto found = study.atlas->find_chain(chain);
    if (!found || !study.question.chains.contains(*found)) throw LeftOut();
    const MapScene scene =
        on_paper(in_theme(layout_map(study, *found, {lang, false, {}, *paper == MapPaper::wide}), *theme), *paper);
    return what == "map.svg" ? map_svg(scene) : map_pdf(scene, study.question.date);
  }
  if (what == "atlas.svg") return map_svg(on_paper(in_theme(layout_atlas(study, lang), *theme), *paper));
  if (what == "map.html") return page_html(study, lang);
  if (what == "report.md") return report_markdown(study, lang);
  if (what == "report.html") return report_html(study, lang);
  if (what == "targets.csv") return targets_csv(study, lang);
  if (what == "decisions.csv") return decisions_csv(study, lang);
  throw LeftOut();
}

std::vector<std::string> parts_of(const std::string& line) {
  std::vector<std::string> out{""};
  for (const char c : line) {
    if (c == '\t') {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  out.resize(3);
  return out;
}

std::string answer(Held& state, const std::vector<std::string>& parts) {
  const std::string& call = parts[0];
  if (call == "open") return open(state, parts[1]), "";
  if (call == "known") return known(*state.knowledge, parts[1]);
  if (call == "match") return match(state, parts[1]);
  if (call == "study") return make_study(state, parts[1]), "";
  if (call == "json") return json(state, parts[1], parts[2]);
  if (call == "publish") return publish(state, parts[1], parts[2]);
  throw std::runtime_error("no call " + call);
}

std::string error_json(const InputError& error, int code) {
  boost::json::array problems;
  for (const Problem& problem : error.problems()) problems.push_back(problem_json(problem));
  return to_json_text(boost::json::object{{"code", code}, {"problems", std::move(problems)}}, 2);
}

void show(std::size_t line, int code, const std::string& bytes) {
  std::cout << "> " << line << ' ' << code << ' ' << bytes.size() << '\n' << bytes << '\n';
}

}  // namespace

int main(int count, char** words) {
  std::ifstream cases(count == 2 ? words[1] : "");
  Held state;
  std::string line;
  for (std::size_t number = 1; std::getline(cases, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    try {
      show(number, 0, answer(state, parts_of(line)));
    } catch (const LeftOut&) {
      std::cout << "> " << number << " -\n";
    } catch (const InputError& error) {
      const int code = error.problems().front().file == "options" ? 2 : 3;
      show(number, code, error_json(error, code));
    }
  }
  return 0;
}
