// match_stream: a producer on a thread of its own and a few arrays between it and whoever asks. targets_stream: one
// array.
#include "liantu/arrow/results.hpp"

#include "table_builder.hpp"

#include "liantu/text.hpp"

#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

namespace liantu {

namespace {

using arrow_detail::ColumnType;
using arrow_detail::must;
using arrow_detail::TableBuilder;

constexpr std::int64_t array_rows = 8192;
constexpr std::size_t arrays_ahead = 4;

const std::vector<ColumnType> match_columns{
    {"row", NANOARROW_TYPE_UINT64},    {"firm", NANOARROW_TYPE_STRING}, {"credit_code", NANOARROW_TYPE_STRING},
    {"chain", NANOARROW_TYPE_STRING},  {"node", NANOARROW_TYPE_STRING}, {"confidence", NANOARROW_TYPE_DOUBLE},
    {"verified", NANOARROW_TYPE_BOOL}, {"rule", NANOARROW_TYPE_STRING}, {"term", NANOARROW_TYPE_STRING},
    {"text", NANOARROW_TYPE_STRING}};

const std::vector<ColumnType> target_columns{
    {"rank", NANOARROW_TYPE_UINT32},  {"chain", NANOARROW_TYPE_STRING},      {"node", NANOARROW_TYPE_STRING},
    {"name", NANOARROW_TYPE_STRING},  {"state", NANOARROW_TYPE_STRING},      {"action", NANOARROW_TYPE_STRING},
    {"score", NANOARROW_TYPE_DOUBLE}, {"low", NANOARROW_TYPE_DOUBLE},        {"high", NANOARROW_TYPE_DOUBLE},
    {"known", NANOARROW_TYPE_DOUBLE}, {"insufficient", NANOARROW_TYPE_BOOL}, {"veto", NANOARROW_TYPE_STRING},
    {"reason", NANOARROW_TYPE_STRING}};

// The consumer has gone.
struct Released {};

class Matches {
 public:
  Matches(std::shared_ptr<const Knowledge> knowledge, const SessionOptions& options, RowSource firms)
      : m_session(std::move(knowledge), options), m_builder(match_columns) {
    m_session.firms_from(std::move(firms));
  }
  Matches(const Matches&) = delete;
  Matches& operator=(const Matches&) = delete;
  ~Matches() {
    {
      const std::lock_guard lock(m_mutex);
      m_released = true;
    }
    m_taken.notify_all();
    if (m_thread.joinable()) m_thread.join();
  }

  int GetSchema(ArrowSchema* out) const { return ArrowSchemaDeepCopy(m_builder.schema(), out); }

  int GetNext(ArrowArray* out) {
    out->release = nullptr;
    try {
      std::unique_lock lock(m_mutex);
      if (!m_thread.joinable()) m_thread = std::thread([this] { run(); });
      m_made.wait(lock, [this] { return m_done || !m_arrays.empty(); });
      if (!m_arrays.empty()) {
        ArrowArrayMove(m_arrays.front().get(), out);
        m_arrays.pop_front();
        m_taken.notify_all();
        return 0;
      }
      return m_error.empty() ? 0 : EINVAL;
    } catch (const std::exception& error) {  // no thread to be had
      m_error = error.what();
      return EAGAIN;
    }
  }

  [[nodiscard]] const char* GetLastError() const { return m_error.empty() ? nullptr : m_error.c_str(); }

 private:
  void run() {
    std::string error;
    try {
      Corrections corrections = m_session.corrections();
      m_session.match_all(corrections,
                          [this](const Firm& firm, const std::vector<Match>& matches) { add(firm, matches); });
      if (m_builder.rows() > 0) hand_on();
    } catch (const Released&) {
    } catch (const InputError& bad) {
      for (const Problem& problem : bad.problems()) {
        error += (error.empty() ? "" : "\n") + problem.message(Lang::zh) + "\n" + problem.message(Lang::en);
      }
    } catch (const std::exception& failed) {
      error = failed.what();
    }
    const std::lock_guard lock(m_mutex);
    m_error = std::move(error);
    m_done = true;
    m_made.notify_all();
  }

  void add(const Firm& firm, const std::vector<Match>& matches) {
    const Atlas& atlas = m_session.atlas();
    for (const Match& match : matches) {
      if (!m_session.chains().contains(atlas.chain_index(match.node))) continue;
      m_builder.whole(firm.row);
      m_builder.text(firm.name);
      if (firm.credit_code.empty()) {
        m_builder.null();
      } else {
        m_builder.text(firm.credit_code);
      }
      m_builder.text(atlas.chain_of(match.node).id);
      m_builder.text(atlas.node(match.node).id);
      m_builder.real(match.value());
      m_builder.boolean(match.verified != nullptr);
      static const Evidence none;
      const Evidence& best = match.evidence.empty() ? none : match.evidence.front();
      m_builder.text(to_string(best.rule));
      m_builder.text(best.term);
      m_builder.text(best.text);
      m_builder.end_row();
    }
    if (m_builder.rows() >= array_rows) hand_on();
  }

  void hand_on() {
    nanoarrow::UniqueArray array = m_builder.take();
    std::unique_lock lock(m_mutex);
    m_taken.wait(lock, [this] { return m_released || m_arrays.size() < arrays_ahead; });
    if (m_released) throw Released();
    m_arrays.push_back(std::move(array));
    m_made.notify_all();
  }

  Session m_session;
  TableBuilder m_builder;
  std::thread m_thread;
  std::mutex m_mutex;
  std::condition_variable m_made;
  std::condition_variable m_taken;
  std::deque<nanoarrow::UniqueArray> m_arrays;
  bool m_done = false;
  bool m_released = false;
  std::string m_error;
};

void add_target(const Study& study, const Target& target, Lang lang, TableBuilder& out) {
  const Atlas& atlas = *study.atlas;
  const NodeIndex v = target.gap.node;
  if (target.rank) {
    out.whole(static_cast<std::uint64_t>(*target.rank));
  } else {
    out.null();
  }
  out.text(atlas.chain_of(v).id);
  out.text(atlas.node(v).id);
  out.text(atlas.node(v).name);
  out.text(to_string(study.state(v)));
  out.text(to_string(target.gap.action));
  out.real(target.score);
  out.real(target.low);
  out.real(target.high);
  out.real(target.known);
  out.boolean(target.insufficient);
  if (target.veto) {
    out.text(target.veto->reason.in(lang));
  } else {
    out.null();
  }
  out.text(target.reason.in(lang));
  out.end_row();
}

}  // namespace

void match_stream(std::shared_ptr<const Knowledge> knowledge, const SessionOptions& options, RowSource firms,
                  ArrowArrayStream* out) {
  auto matches = std::make_unique<Matches>(std::move(knowledge), options, std::move(firms));
  nanoarrow::ArrayStreamFactory<Matches>::InitArrayStream(matches.release(), out);
}

void targets_stream(const Study& study, Lang lang, ArrowArrayStream* out) {
  TableBuilder builder(target_columns);
  for (const Target& target : study.analysis.targets) add_target(study, target, lang, builder);
  nanoarrow::UniqueSchema schema;
  must(ArrowSchemaDeepCopy(builder.schema(), schema.get()));
  nanoarrow::UniqueArray array = builder.take();
  must(ArrowBasicArrayStreamInit(out, schema.get(), 1));
  ArrowBasicArrayStreamSetArray(out, 0, array.get());
}

}  // namespace liantu
