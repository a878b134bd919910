// How far a long run is, on a terminal: nothing in a pipe, nothing for a run of under a second.
#pragma once

#include "liantu/text.hpp"

#include <chrono>
#include <cstdint>

namespace liantu::tool {

class Progress {
 public:
  explicit Progress(Lang lang);
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // Firms read so far; redraws the line five times a second at most.
  void firms(std::uint64_t count);
  // Takes the line away, so that what is printed next starts a line.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  Lang m_lang;
  bool m_terminal;
  bool m_drawn = false;
  Clock::time_point m_next;
};

}  // namespace liantu::tool
