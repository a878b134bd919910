// How far a long run is: a line on a terminal, drawn anew five times a second and taken away at the end; events with
// --log json. Nothing in a pipe, nothing for a run of under a second. It watches, and changes no result.
//
//   Step step("maps", {"画图谱", "drawing maps"}, chains.size());
//   for (…) { draw(…); step.done(++drawn); }
#pragma once

#include "liantu/text.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

namespace liantu::tool {

// One at a time: a step that is part of another is not told of its own.
class Step {
 public:
  // `id` is for programs, `title` for people. Where it is known of how many, `total` says so; what is counted without
  // a total are firms.
  Step(const char* id, Text title, std::uint64_t total = 0);
  ~Step();
  Step(const Step&) = delete;
  Step& operator=(const Step&) = delete;

  // How many are done so far; of any thread, O(1). A step that never says tells its seconds alone.
  void done(std::uint64_t count) { m_done.store(count, std::memory_order_relaxed); }

 private:
  using Clock = std::chrono::steady_clock;
  void watch();
  void tell() const;

  const char* m_id;
  Text m_title;
  std::uint64_t m_total;
  std::atomic<std::uint64_t> m_done{0};
  Clock::time_point m_began = Clock::now();
  std::mutex m_mutex;
  std::condition_variable m_ending;
  bool m_ended = false;
  std::thread m_watch;
};

}  // namespace liantu::tool
