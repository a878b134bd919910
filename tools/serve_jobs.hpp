// The work of the server: a few pieces at a time, a short queue, results kept for a while and then gone with all that
// was uploaded. Part of `liantu serve`.
#pragma once

#include "serve_child.hpp"
#include "serve_refusal.hpp"

#include "liantu/text.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace liantu::tool::serve {

// A private folder (0700) of an unguessable name, gone with the last that holds it.
class Folder {
 public:
  Folder(const std::string& root, std::string name);
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] const std::string& path() const { return m_path; }
  [[nodiscard]] std::string path(const std::string& name) const { return m_path + "/" + name; }

 private:
  std::string m_path;
};

// 128 bits of the system's generator, as 32 hex digits.
[[nodiscard]] std::string new_id();

struct JobLimits {
  std::size_t jobs = 2;
  std::size_t queue = 8;
  std::size_t results = 32;  // kept at a time; the oldest goes first
  int keep_minutes = 30;
  ChildLimits child;
};

// One piece of work.
struct Work {
  std::vector<std::string> arguments;
  std::shared_ptr<Folder> folder;             // holds what was uploaded, and "out" with the results
  std::map<std::string, std::string> titles;  // of the files in it: the names that they were uploaded by
  Lang lang = Lang::zh;
  bool reports = false;  // bad input is told by what it prints, and no failure
};

struct ResultFile {
  std::string name;
  std::uint64_t bytes = 0;
};

enum class JobState { waiting, running, done, failed };

// How a piece of work stands.
struct JobView {
  JobState state = JobState::waiting;
  std::size_t before = 0;  // pieces that wait before it
  double seconds = 0;      // since it began
  std::string told;        // the last line of progress
  std::vector<ResultFile> files;
  std::optional<Refusal> error;
  std::shared_ptr<Folder> folder;
};

class Jobs {
 public:
  Jobs(std::string root, const JobLimits& limits);
  ~Jobs();
  // Takes nothing more, and breaks off what is at work. From any thread.
  void stop();
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;

  // A place among the pieces at work and in the queue, held before anything is uploaded.
  class Place {
   public:
    explicit Place(Jobs& jobs) : m_jobs(&jobs) {}
    Place(Place&& other) noexcept : m_jobs(other.m_jobs) { other.m_jobs = nullptr; }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    Place& operator=(Place&&) = delete;
    ~Place() {
      if (m_jobs != nullptr) --m_jobs->m_taken;
    }

   private:
    Jobs* m_jobs;
  };
  // Errors: Refusal (503) where all places are taken.
  [[nodiscard]] Place reserve();
  [[nodiscard]] std::shared_ptr<Folder> new_folder() const;

  // Returns its id, which the folder's name ends in.
  std::string submit(Place place, Work work);
  // Waits for its end. Errors: Refusal where it failed.
  JobView wait(const std::string& id);
  [[nodiscard]] std::optional<JobView> find(const std::string& id);
  // Stops it where it runs; false where there is none.
  bool remove(const std::string& id);

  struct Count {
    std::size_t running = 0;
    std::size_t waiting = 0;
    std::size_t kept = 0;
  };
  [[nodiscard]] Count count();

 private:
  struct Job;
  using Clock = std::chrono::steady_clock;

  void run();
  void work(Job& job);
  void expire();
  [[nodiscard]] JobView view(const Job& job) const;

  std::string m_root;
  JobLimits m_limits;
  std::mutex m_mutex;
  std::condition_variable m_changed;
  bool m_stopping = false;
  std::atomic<std::size_t> m_taken{0};  // places
  std::map<std::string, std::shared_ptr<Job>> m_jobs;
  std::deque<std::shared_ptr<Job>> m_waiting;
  std::vector<std::thread> m_threads;
};

}  // namespace liantu::tool::serve
