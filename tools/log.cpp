#include "log.hpp"

#include "liantu/json/writer.hpp"

#include <unistd.h>

#include <algorithm>
#include <charconv>
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

// An argument or a file name may be any bytes; JSON is UTF-8.
boost::json::string json_text(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) utf8::append(out, utf8::next(text, at));
  return boost::json::string(out.data(), out.size());
}

// "row 5, column C" gives row and column, "line …" likewise; what starts with / is a JSON pointer.
void put_place(boost::json::object& out, std::string_view where) {
  for (const std::string_view word : {"row", "line"}) {
    if (!where.starts_with(word) || where.substr(word.size(), 1) != " ") continue;
    std::uint64_t number = 0;
    const char* end = where.data() + where.size();
    const auto [rest, error] = std::from_chars(where.data() + word.size() + 1, end, number);
    const std::string_view after(rest, static_cast<std::size_t>(end - rest));
    constexpr std::string_view column = ", column ";
    if (error != std::errc{} || (!after.empty() && !after.starts_with(column))) continue;
    out[boost::json::string_view(word.data(), word.size())] = number;
    if (!after.empty()) out["column"] = json_text(after.substr(column.size()));
    return;
  }
  if (!where.empty()) out[where.starts_with('/') ? "pointer" : "where"] = json_text(where);
}

// What an option says, "--internal out.xlsx" too, is told apart from a file.
void put_parts(boost::json::object& out, const Problem& problem, Lang lang) {
  std::string_view file = problem.file;
  if (file.starts_with("--")) {
    const auto space = std::min(file.find(' '), file.size());
    out["option"] = json_text(file.substr(0, space));
    file.remove_prefix(std::min(space + 1, file.size()));
  }
  if (!file.empty()) out["file"] = json_text(file);
  put_place(out, problem.where);
  if (!problem.found.empty()) out["found"] = json_text(problem.found.in(lang));
  if (!problem.wanted.empty()) out["wanted"] = json_text(problem.wanted.in(lang));
  if (!problem.remedy.empty()) out["remedy"] = json_text(problem.remedy.in(lang));
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
  if (problem != nullptr) put_parts(out, *problem, the.lang);
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
