// What the tool tells on stderr: lines for people, or for programs one JSON object a line (--log json); with --quiet
// errors alone. There is one for the process, as there is one stderr. docs/messages.md has the events and the keys.
//
//   log::info("read", {"读入 3 行", "3 rows"}, {{"rows", 3}});
//   log::warning("note", problem);
#pragma once

#include "liantu/diagnostic.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu::tool::log {

enum class Form : std::uint8_t { text, json };

// Counts that a message tells, for programs: they are in its text already.
using Figures = std::vector<std::pair<std::string_view, std::uint64_t>>;

// Until then: text, Chinese, not quiet.
void set_up(Form form, bool quiet, Lang lang);

// `event` is a word by which a program knows what is told: it stays when texts are written anew.
void info(std::string_view event, const Text& text, const Figures& figures = {});
void warning(std::string_view event, const Text& text);
void warning(std::string_view event, const Problem& problem);
void error(std::string_view event, const Text& text);
void error(std::string_view event, const Problem& problem);

// Is there anybody to see progress: a terminal that can take a line away, or a program that reads events.
[[nodiscard]] bool shows_progress();

// No progress on this terminal: results flow by on it.
void keep_line_free();

// How far a step is. What is not known is left out.
struct Progress {
  std::string_view step;
  std::optional<std::uint64_t> done;
  std::optional<std::uint64_t> total;
  std::uint64_t seconds = 0;
};

// Puts it in place of the line drawn before; as JSON, at most one event a second. From any thread.
void progress(const Progress& progress, const Text& line);
// Takes the line away, so that what is printed next starts a line.
void end_progress();

}  // namespace liantu::tool::log
