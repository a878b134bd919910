/// @file
/// What a long run tells while it works: steps, and what a user should know of the data. It watches and changes no
/// result.
#pragma once

#include "liantu/diagnostic.hpp"
#include "liantu/text.hpp"

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace liantu {

/// Called on the thread of the caller. What a listener throws ends the run, and reaches the caller.
class SessionListener {
 public:
  /// Counts that a message tells, for programs: they are in its text already.
  using Figures = std::vector<std::pair<std::string_view, std::uint64_t>>;

  SessionListener() = default;
  SessionListener(const SessionListener&) = delete;
  SessionListener& operator=(const SessionListener&) = delete;
  virtual ~SessionListener() = default;

  /// A step begins, and the one before is over. `id` is for programs, `title` for people.
  virtual void step(const char* id, const Text& title);
  /// So many firms of it are done.
  virtual void done(std::uint64_t count);
  /// No step is under way any more, whether it ended well or not. Throws nothing.
  virtual void over() noexcept;

  /// `event` is a word by which a program knows what is told: it stays when texts are written anew.
  virtual void info(std::string_view event, const Text& text, const Figures& figures = {});
  /// Something that the user should know of; the run goes on.
  virtual void warning(std::string_view event, const Text& text);
  /// Something odd at a place of the input; the run goes on.
  virtual void problem(std::string_view event, const Problem& problem);

  /// One that hears nothing.
  static SessionListener& silent();
};

inline void SessionListener::step(const char* /*id*/, const Text& /*title*/) {}
inline void SessionListener::done(std::uint64_t /*count*/) {}
inline void SessionListener::over() noexcept {}
inline void SessionListener::info(std::string_view /*event*/, const Text& /*text*/, const Figures& /*figures*/) {}
inline void SessionListener::warning(std::string_view /*event*/, const Text& /*text*/) {}
inline void SessionListener::problem(std::string_view /*event*/, const Problem& /*problem*/) {}
inline SessionListener& SessionListener::silent() {
  static SessionListener listener;
  return listener;
}

/// A step for the time of a block.
class SessionStep {
 public:
  /// Begins the step; the end of the block ends it. The listener must outlive it.
  SessionStep(SessionListener& listener, const char* id, const Text& title) : m_listener(listener) {
    listener.step(id, title);
  }
  SessionStep(const SessionStep&) = delete;
  SessionStep& operator=(const SessionStep&) = delete;
  ~SessionStep() { m_listener.over(); }

 private:
  SessionListener& m_listener;
};

}  // namespace liantu
