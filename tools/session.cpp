#include "session.hpp"

#include "files.hpp"
#include "log.hpp"
#include "progress.hpp"

#include <optional>

namespace liantu::tool {

namespace {

// What a session tells, on stderr.
class Told : public SessionListener {
 public:
  void step(const char* id, const Text& title) override { m_step.emplace(id, title); }
  void done(std::uint64_t count) override {
    if (m_step) m_step->done(count);
  }
  void over() noexcept override { m_step.reset(); }
  void info(std::string_view event, const Text& text, const Figures& figures) override {
    log::info(event, text, figures);
  }
  void warning(std::string_view event, const Text& text) override { log::warning(event, text); }
  void problem(std::string_view event, const Problem& problem) override { log::warning(event, problem); }

 private:
  std::optional<Step> m_step;
};

SessionListener& told() {
  static Told listener;
  return listener;
}

}  // namespace

SessionOptions with_data(const Options& options) {
  SessionOptions out = options;
  out.data = data_folder();
  return out;
}

Session::Session(const Options& options) : liantu::Session(with_data(options), told()) {}

}  // namespace liantu::tool
