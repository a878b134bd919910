#include "log.hpp"

#include "problem_json.hpp"

#include "liantu/json/writer.hpp"

#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <string>

namespace liantu::tool::log {

namespace {

using Clock = std::chrono::steady_clock;

// Progress is told from a thread of its own.
struct State {
  std::mutex mutex;
  Form form = Form::text;
  bool quiet = false;
  Lang lang = Lang::zh;
  bool line_free = false;
  bool drawn = false;
  Clock::time_point next_event;
};

State& state() {
  static State the;
  return the;
}

boost::json::object event_json(const char* level, std::string_view event, std::string_view message) {
  return {{"level", level}, {"event", json_text(event)}, {"message", json_text(message)}};
}

constexpr const char* away = "\r\x1b[K";

// Holding the mutex.
void put(const std::string& line) {
  State& the = state();
  std::cerr << (the.drawn ? away : "") + line + '\n' << std::flush;
  the.drawn = false;
}

void tell(const char* level, const char* prefix, std::string_view event, const std::string& message,
          const Problem* problem, const Figures& figures) {
  State& the = state();
  const std::lock_guard lock(the.mutex);
  if (the.quiet && level != std::string_view("error")) return;
  if (the.form == Form::text) return put(prefix + message);
  boost::json::object out = event_json(level, event, message);
  if (problem != nullptr) put_problem(out, *problem, the.lang);
  for (const auto& [key, count] : figures) out[boost::json::string_view(key.data(), key.size())] = count;
  put(to_json_line(out));
}

const char* noted(std::string_view event) {
  const bool zh = state().lang == Lang::zh;
  if (event == "bad-row") return zh ? "坏行：" : "bad row: ";
  return zh ? "注意：" : "note: ";
}

}  // namespace

void set_up(Form form, bool quiet, Lang lang) {
  State& the = state();
  const std::lock_guard lock(the.mutex);
  the.form = form;
  the.quiet = quiet;
  the.lang = lang;
}

void info(std::string_view event, const Text& text, const Figures& figures) {
  tell("info", "", event, text.in(state().lang), nullptr, figures);
}

void warning(std::string_view event, const Text& text) {
  tell("warning", noted(event), event, text.in(state().lang), nullptr, {});
}

void warning(std::string_view event, const Problem& problem) {
  tell("warning", noted(event), event, problem.message(state().lang), &problem, {});
}

void error(std::string_view event, const Text& text) {
  tell("error", "liantu: ", event, text.in(state().lang), nullptr, {});
}

void error(std::string_view event, const Problem& problem) {
  tell("error", "liantu: ", event, problem.message(state().lang), &problem, {});
}

bool shows_progress() {
  const State& the = state();
  if (the.quiet) return false;
  if (the.form == Form::json) return true;
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal != nullptr && terminal == std::string_view("dumb");
  return !the.line_free && !dumb && isatty(STDERR_FILENO) == 1;
}

void keep_line_free() { state().line_free = true; }

void progress(const Progress& progress, const Text& line) {
  State& the = state();
  const std::lock_guard lock(the.mutex);
  if (the.form == Form::text) {
    // Not wrapped where the terminal is narrow: of two lines only one would be taken away.
    std::cerr << "\r\x1b[?7l" + line.in(the.lang) + "\x1b[K\x1b[?7h" << std::flush;
    the.drawn = true;
    return;
  }
  const auto now = Clock::now();
  if (now < the.next_event) return;
  the.next_event = now + std::chrono::seconds(1);
  boost::json::object out = event_json("info", "progress", line.in(the.lang));
  out["step"] = json_text(progress.step);
  if (progress.done) out["done"] = *progress.done;
  if (progress.total) out["total"] = *progress.total;
  out["seconds"] = progress.seconds;
  put(to_json_line(out));
}

void end_progress() {
  State& the = state();
  const std::lock_guard lock(the.mutex);
  if (the.drawn) std::cerr << away << std::flush;
  the.drawn = false;
}

}  // namespace liantu::tool::log
