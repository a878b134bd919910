// libliantu: the functions of liantu.h over liantu::session, liantu::publish and liantu::arrow. Nothing thrown gets
// out.
#include "liantu.h"

#include "errors.hpp"
#include "publish.hpp"

#include "liantu/analysis/policy_json.hpp"
#include "liantu/arrow/arrow_rows.hpp"
#include "liantu/arrow/results.hpp"
#include "liantu/chain/chain_json.hpp"
#include "liantu/json/writer.hpp"
#include "liantu/publish/explanation.hpp"
#include "liantu/publish/json.hpp"
#include "liantu/session/session.hpp"

#include <dlfcn.h>

#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

struct liantu_bytes {
  std::string bytes;
};

struct liantu_session {
  std::shared_ptr<const liantu::Knowledge> knowledge;
  liantu::SessionOptions options;
};

struct liantu_study {
  std::unique_ptr<liantu::Session> session;  // the study points into it
  liantu::Study study;
};

namespace {

using namespace liantu;
using capi::guarded;
using capi::Misuse;
using capi::view_of;

// Where the library stands: share/liantu beside lib/, or the data folder of a package around it.
std::vector<std::string> data_folders() {
  Dl_info info{};
  if (dladdr(reinterpret_cast<const void*>(&liantu_version), &info) == 0 || info.dli_fname == nullptr) return {};
  const auto folder = std::filesystem::absolute(info.dli_fname).parent_path();
  std::vector<std::string> out{(folder / "data").string()};
  for (auto up = folder; up.has_relative_path(); up = up.parent_path())
    out.push_back((up / "share" / "liantu").string());
  return out;
}

template <class Handle>
const Handle& must_have(const Handle* handle, const char* what) {
  if (handle == nullptr) throw Misuse(Text(std::string(what) + " 是空指针", std::string(what) + " is null"));
  return *handle;
}

liantu_bytes* bytes_of(std::string bytes) { return new liantu_bytes{std::move(bytes)}; }

// Progress and cancellation of one call.
class Listener : public SessionListener {
 public:
  Listener(liantu_progress progress, void* user) : m_progress(progress), m_user(user) {}

  void step(const char* id, const Text& /*title*/) override {
    m_step = id;
    m_told = 0;
    tell(0);
  }
  void done(std::uint64_t count) override {
    constexpr std::uint64_t often = 4096;
    if (count < m_told + often) return;
    m_told = count;
    tell(count);
  }

 private:
  void tell(std::uint64_t count) {
    if (m_progress != nullptr && m_progress(m_user, m_step, count, 0) != 0) throw capi::Cancelled();
  }

  liantu_progress m_progress;
  void* m_user;
  const char* m_step = "";
  std::uint64_t m_told = 0;
};

boost::json::array chains_json(const Atlas& atlas) {
  boost::json::array out;
  for (ChainIndex chain = 0; chain < atlas.chains().size(); ++chain) {
    const Chain& one = atlas.chains()[chain];
    out.push_back(boost::json::object{
        {"id", one.id}, {"name", one.name}, {"nodes", one.nodes.size()}, {"links", one.links.size()}});
  }
  return out;
}

std::string known_json(const Knowledge& knowledge, std::string_view what) {
  constexpr std::string_view chain = "chain:";
  if (what == "chains") return to_json_text(chains_json(knowledge.atlas()), 1);
  if (what == "policy") return to_json_text(policy_json(knowledge.policy()), 2);
  if (what.starts_with(chain)) {
    const std::string id(what.substr(chain.size()));
    const auto found = knowledge.atlas().find_chain(id);
    if (!found) throw Misuse(Text("没有产业链 " + id, "no chain " + id));
    return write_chain(knowledge.atlas().chains()[*found]);
  }
  throw capi::unknown_word("what", what, "chains, policy, chain:ID");
}

std::string matches_json(const liantu_session& session, std::string_view firms) {
  SessionOptions options = session.options;
  options.threads = 1;  // for a few firms threads cost more than they save
  Session asked(session.knowledge, options);
  asked.firms_from(json_rows(firms, "firms"));
  Corrections corrections = asked.corrections();
  boost::json::array matches;
  asked.match_all(corrections, [&](const Firm& firm, const std::vector<Match>& found) {
    for (const Match& match : found) {
      if (asked.chains().contains(asked.atlas().chain_index(match.node)))
        matches.push_back(match_json(asked.atlas(), firm, match));
    }
  });
  return to_json_text(boost::json::object{{"matches", std::move(matches)}}, 2);
}

liantu_study* study_of(const liantu_session& session, const char* text, RowSource rows, liantu_progress progress,
                       void* user) {
  std::optional<std::string> firms_json;
  const SessionOptions options =
      text == nullptr ? session.options : read_session_options(text, session.options, OptionsOf::study, firms_json);
  if (rows && (firms_json || !options.firms.empty()))
    throw Misuse(Text("企业给了两次：firms 与数据流", "firms twice: by options and by stream"));
  Listener listener(progress, user);
  auto out = std::make_unique<liantu_study>();
  out->session = std::make_unique<Session>(session.knowledge, options, listener);
  if (rows) {
    out->session->firms_from(std::move(rows));
  } else if (firms_json) {
    out->session->firms_from(json_rows(*firms_json, "firms"));
  }
  out->study = out->session->study(options.depth);
  out->session->listen_no_more();
  return out.release();
}

std::string study_json(const liantu_study& study, std::string_view what, const char* options) {
  const capi::PublishOptions asked = capi::read_publish_options(options, what == "explain");
  if (what == "coverage") return to_json_text(coverage_json(study.study), 2);
  if (what == "gaps") return to_json_text(gaps_json(*study.study.atlas, study.study.analysis), 2);
  if (what == "targets") return to_json_text(targets_json(study.study, asked.lang), 2);
  if (what == "run") return study.session->run_json(study.study);
  if (what == "explain") {
    std::vector<NodeIndex> nodes;
    for (const std::string& id : asked.nodes) {
      const auto node = study.study.atlas->find(id);
      if (!node) throw Misuse(Text("没有环节 " + id, "no node " + id));
      nodes.push_back(*node);
    }
    return to_json_text(explanation_json(study.study, nodes, asked.lang), 2);
  }
  throw capi::unknown_word("what", what, "coverage, gaps, targets, explain, run");
}

}  // namespace

extern "C" {

const char* liantu_version(void) { return LIANTU_VERSION; }
int32_t liantu_abi(void) { return LIANTU_ABI; }

liantu_session* liantu_session_open(const char* options, liantu_error** error) {
  return guarded(error, static_cast<liantu_session*>(nullptr), [&] {
    auto out = std::make_unique<liantu_session>();
    std::optional<std::string> none;
    if (options != nullptr) out->options = read_session_options(options, {}, OptionsOf::session, none);
    if (out->options.data.empty()) out->options.data = data_folder(data_folders());
    out->knowledge = std::make_shared<const Knowledge>(out->options);
    out->options.chains.clear();                  // what is known names them
    (void)Session(out->knowledge, out->options);  // chains that are not there are told now
    return out.release();
  });
}

void liantu_session_close(liantu_session* session) { delete session; }

liantu_bytes* liantu_session_json(liantu_session* session, const char* what, liantu_error** error) {
  return guarded(error, static_cast<liantu_bytes*>(nullptr),
                 [&] { return bytes_of(known_json(*must_have(session, "session").knowledge, view_of(what))); });
}

liantu_bytes* liantu_session_match(liantu_session* session, const char* firms, liantu_error** error) {
  return guarded(error, static_cast<liantu_bytes*>(nullptr),
                 [&] { return bytes_of(matches_json(must_have(session, "session"), view_of(firms))); });
}

int32_t liantu_session_match_stream(liantu_session* session, struct ArrowArrayStream* firms,
                                    struct ArrowArrayStream* matches, liantu_error** error) {
  return capi::coded(error, [&] {
    RowSource rows = arrow_rows(firms, "firms");
    (void)must_have(matches, "matches");
    const liantu_session& known = must_have(session, "session");
    match_stream(known.knowledge, known.options, std::move(rows), matches);
  });
}

liantu_study* liantu_session_study(liantu_session* session, const char* options, struct ArrowArrayStream* firms,
                                   liantu_progress progress, void* user, liantu_error** error) {
  return guarded(error, static_cast<liantu_study*>(nullptr), [&] {
    RowSource rows;
    if (firms != nullptr) rows = arrow_rows(firms, "firms");
    return study_of(must_have(session, "session"), options, std::move(rows), progress, user);
  });
}

void liantu_study_close(liantu_study* study) { delete study; }

liantu_bytes* liantu_study_json(liantu_study* study, const char* what, const char* options, liantu_error** error) {
  return guarded(error, static_cast<liantu_bytes*>(nullptr),
                 [&] { return bytes_of(study_json(must_have(study, "study"), view_of(what), options)); });
}

liantu_bytes* liantu_study_publish(liantu_study* study, const char* what, const char* options, liantu_error** error) {
  return guarded(error, static_cast<liantu_bytes*>(nullptr), [&] {
    const liantu_study& of = must_have(study, "study");
    return bytes_of(capi::published(of.study, view_of(what), options, of.session->data()));
  });
}

int32_t liantu_study_targets_stream(liantu_study* study, const char* options, struct ArrowArrayStream* targets,
                                    liantu_error** error) {
  return capi::coded(error, [&] {
    (void)must_have(targets, "targets");
    targets_stream(must_have(study, "study").study, capi::read_publish_options(options, false).lang, targets);
  });
}

const void* liantu_bytes_data(liantu_bytes* bytes) { return bytes == nullptr ? nullptr : bytes->bytes.c_str(); }
size_t liantu_bytes_size(liantu_bytes* bytes) { return bytes == nullptr ? 0 : bytes->bytes.size(); }
void liantu_bytes_free(liantu_bytes* bytes) { delete bytes; }

}  // extern "C"
