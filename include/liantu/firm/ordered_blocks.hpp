/// @file
/// Work on a stream of blocks by several threads, with bounded memory, and results in the order of the stream: the same
/// for any number of threads.
///
/// @code{.cpp}
/// liantu::OrderedBlocks<Block> blocks(
///     threads, [&](Block& block, unsigned thread) { match(block, memory[thread]); },
///     [&](Block& block) { add(block); });
/// while (read(blocks.next())) blocks.submit();
/// blocks.finish();
/// @endcode
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace liantu {

/// How many threads `threads` asks for, the caller counted: 0 for as many as there are processors.
[[nodiscard]] inline unsigned threads_of(unsigned threads) {
  return threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : threads;
}

/// Work on many threads whose results are seen in the order of submission.
template <class Block>
class OrderedBlocks {
 public:
  /// `work` is called for several blocks at a time, on any thread, and is told which: 0 is the caller's, the last is
  /// threads_of(threads) - 1. `done` is called for one after the other, in the order of submission, on the thread of
  /// the caller, which lends a hand with `work` where it has run ahead. `threads` as in threads_of(). Memory:
  /// 2 · threads + 2 blocks, used again and again; one block where the caller is alone.
  OrderedBlocks(unsigned threads, std::function<void(Block&, unsigned)> work, std::function<void(Block&)> done)
      : m_work(std::move(work)), m_done(std::move(done)) {
    threads = threads_of(threads);
    m_slots = std::vector<Slot>(threads == 1 ? 1 : 2 * std::size_t{threads} + 2);
    for (unsigned i = 1; i < threads; ++i) m_threads.emplace_back([this, i] { run(i); });
  }
  OrderedBlocks(const OrderedBlocks&) = delete;
  OrderedBlocks& operator=(const OrderedBlocks&) = delete;
  /// Without finish() before it, what was submitted may be left undone.
  ~OrderedBlocks() {
    {
      const std::lock_guard lock(m_mutex);
      m_stop = true;
    }
    m_submitted_one.notify_all();
    for (auto& thread : m_threads) thread.join();
  }

  /// A block to fill, as `done` left it or new. Errors: what `work` or `done` threw for an earlier block.
  [[nodiscard]] Block& next() {
    deliver(m_slots.size() - 1);
    return slot(m_submitted).block;
  }

  /// Hands on the block that next() gave.
  void submit() {
    {
      const std::lock_guard lock(m_mutex);
      slot(m_submitted).worked = false;
      ++m_submitted;
    }
    m_submitted_one.notify_one();
  }

  /// Comes back when `done` has seen every block. Errors: as next().
  void finish() { deliver(0); }

 private:
  struct Slot {
    Block block{};
    bool worked = false;
    std::exception_ptr error;
  };

  [[nodiscard]] Slot& slot(std::uint64_t number) { return m_slots[number % m_slots.size()]; }

  // Hands finished blocks to `done`, and waits or works until at most `most` are under way.
  void deliver(std::size_t most) {
    std::unique_lock lock(m_mutex);
    while (m_delivered < m_submitted) {
      Slot& oldest = slot(m_delivered);
      if (oldest.worked) {
        lock.unlock();
        if (oldest.error) std::rethrow_exception(std::exchange(oldest.error, nullptr));
        m_done(oldest.block);
        lock.lock();
        ++m_delivered;
      } else if (m_submitted - m_delivered <= most) {
        return;
      } else if (m_taken < m_submitted) {
        work_on_one(lock, 0);
      } else {
        m_worked_one.wait(lock);
      }
    }
  }

  void work_on_one(std::unique_lock<std::mutex>& lock, unsigned thread) {
    Slot& mine = slot(m_taken++);
    lock.unlock();
    try {
      m_work(mine.block, thread);
    } catch (...) {
      mine.error = std::current_exception();
    }
    lock.lock();
    mine.worked = true;
  }

  void run(unsigned thread) {
    std::unique_lock lock(m_mutex);
    while (true) {
      m_submitted_one.wait(lock, [this] { return m_stop || m_taken < m_submitted; });
      if (m_stop) return;
      work_on_one(lock, thread);
      m_worked_one.notify_one();
    }
  }

  std::function<void(Block&, unsigned)> m_work;
  std::function<void(Block&)> m_done;
  std::vector<Slot> m_slots;
  // Numbers of blocks from the first on: delivered <= taken <= submitted <= delivered + slots.
  std::uint64_t m_delivered = 0;
  std::uint64_t m_taken = 0;
  std::uint64_t m_submitted = 0;
  bool m_stop = false;
  std::mutex m_mutex;
  std::condition_variable m_submitted_one;
  std::condition_variable m_worked_one;
  std::vector<std::thread> m_threads;
};

}  // namespace liantu
