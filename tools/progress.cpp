#include "progress.hpp"

#include "log.hpp"

#include <fmt/format.h>

#include <exception>
#include <system_error>
#include <utility>

namespace liantu::tool {

namespace {

const auto run_began = std::chrono::steady_clock::now();

// "读入企业：12,345 家，每秒 4,115 家，3 秒"; "画图谱：3/12，4 秒"; "排名稳定性：4 秒".
Text line_of(const Text& title, std::uint64_t done, std::uint64_t total, double seconds) {
  Text out(title.zh + "：", title.en + ": ");
  if (total > 0) {
    const std::string share = grouped(done) + "/" + grouped(total);
    out = Text(out.zh + share + "，", out.en + share + ", ");
  } else if (done > 0 && seconds > 0) {
    const std::string count = grouped(done);
    const std::string rate = grouped(static_cast<std::uint64_t>(static_cast<double>(done) / seconds));
    out = Text(fmt::format("{}{} 家，每秒 {} 家，", out.zh, count, rate),
               fmt::format("{}{} firms, {} a second, ", out.en, count, rate));
  }
  const std::string whole = std::to_string(static_cast<std::uint64_t>(seconds));
  return {out.zh + whole + " 秒", out.en + whole + " s"};
}

}  // namespace

Step::Step(const char* id, Text title, std::uint64_t total) : m_id(id), m_title(std::move(title)), m_total(total) {
  if (!log::shows_progress()) return;
  try {
    m_watch = std::thread([this] { watch(); });
  } catch (const std::system_error&) {
    // Where no thread can be had, the work is done unwatched.
  }
}

Step::~Step() {
  if (!m_watch.joinable()) return;
  {
    const std::lock_guard lock(m_mutex);
    m_ended = true;
  }
  m_ending.notify_one();
  m_watch.join();
  log::end_progress();
}

void Step::watch() {
  try {
    std::unique_lock lock(m_mutex);
    while (!m_ending.wait_for(lock, std::chrono::milliseconds(200), [this] { return m_ended; })) {
      if (Clock::now() - run_began >= std::chrono::seconds(1)) tell();
    }
  } catch (const std::exception&) {
    // Short of memory: the work goes on unwatched, or fails by itself.
  }
}

void Step::tell() const {
  const std::uint64_t done = m_done.load(std::memory_order_relaxed);
  const double seconds = std::chrono::duration<double>(Clock::now() - m_began).count();
  log::Progress out;
  out.step = m_id;
  if (done > 0 || m_total > 0) out.done = done;
  if (m_total > 0) out.total = m_total;
  out.seconds = static_cast<std::uint64_t>(seconds);
  log::progress(out, line_of(m_title, done, m_total, seconds));
}

}  // namespace liantu::tool
